"""Songs: lines in which brackets say who sings them, （男） … （女） … （合） …, are verse however they end."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from shanben.model.works import NumberForm
from shanben.shape.both_scripts import both
from shanben.shape.layout import TextLine

_SINGER = re.compile(
    both(
        r"[（(\[【〔]\s*(男女声?|[男女童]声?|[男女众]?[合齐领独对伴]唱?|[男女众]声?[合齐领独对]唱?|男女[合齐对]唱?|众|阿?[哥妹]"
        r"|众人|帮腔|和声)\s*[）)\]】〕][：:]?[ \u3000]*"
    )
)
_OPENS = frozenset("（([【〔")
_WIDEST = 28.0
"""Cells of a line that is sung."""
_FEWEST = 3
"""Lines whose singers are named."""
_WORDS = 4
"""Characters of the shortest line that is sung: shorter are names (（女）李四)."""


def songs(lines: Sequence[TextLine]) -> Iterator[tuple[int, int]]:
    """The lines of each song by two singers or more, from the first up to the last, which is no longer one of them."""
    index = 0
    while index < len(lines):
        first = index
        index += 1
        if not _singer(lines[first]):
            continue
        while index < len(lines) and _may_be_sung(lines[index]):
            index += 1
        named = [at for at in range(first, index) if _singer(lines[at])]
        singers = [_singer(lines[at]) for at in named]
        end = named[-1] + 1
        while end < index and lines[end].blanks <= 0:  # what is set apart and names nobody is no longer sung
            end += 1
        if len(singers) >= _FEWEST and len(set(singers)) > 1:
            yield first, end
        index = end


def _singer(line: TextLine) -> str:
    """Who sings a line, by the brackets it begins with; empty where nobody is named."""
    if line.content[0] not in _OPENS or line.width > _WIDEST or not (found := _SINGER.match(line.content)):
        return ""
    return found[1] if len(line.content) - found.end() >= _WORDS else ""


def _may_be_sung(line: TextLine) -> bool:
    return line.width <= _WIDEST and line.blanks <= 1 and line.form is NumberForm.NONE
