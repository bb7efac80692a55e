"""Tables that are drawn with the characters for boxes, as forms and old files have them: ┌──┬──┐ │ 甲 │ 乙 │."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from shanben.shape.layout import TextLine

BARS = "|｜│┃║"
_DRAWN = re.compile(r"[\s\-=_+|｜:\u2500-\u257f—―]*(?:[-=_—―]{3}|[\u2500\u2501\u2550]{2})[\s\-=_+|｜:\u2500-\u257f—―]*")
_FIRST, _LAST = "\u2500", "\u257f"
_LEAST = 2


def drawn_tables(lines: Sequence[TextLine]) -> Iterator[tuple[int, int]]:
    """Runs of lines that begin with a part of a box, as half-open ranges: some drawn, some with words between bars."""
    index = 0
    while index < len(lines):
        first = index
        index += 1
        if not _is_boxed(lines[first]):
            continue
        while index < len(lines) and _is_boxed(lines[index]) and lines[index].blanks <= 0:
            index += 1
        rows = lines[first:index]
        if len(rows) >= _LEAST and any(_has_words(row.content) for row in rows):
            yield first, index


def is_drawn(content: str) -> bool:
    """Whether a line is drawn, not written: ———, ├──┼──┤, |---|---|."""
    return bool(_DRAWN.fullmatch(content))


def _is_boxed(line: TextLine) -> bool:
    content = line.content
    if not _FIRST <= content[0] <= _LAST:
        return False
    return content[0] in BARS or is_drawn(content)


def _has_words(content: str) -> bool:
    return any(char.isalnum() for char in content)
