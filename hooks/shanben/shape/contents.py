"""A printed table of contents: where it stands, and what it says of the headings."""

from __future__ import annotations

import re
from collections.abc import Sequence

from shanben.shape.layout import STRONG_FORMS, End, TextLine

_LABEL = re.compile(r"(?:目\s*[录錄次]|CONTENTS|Contents)(?:\s*[（(].{0,6}[)）])?")
_LEADER = re.compile(r"[\s.…·．。・_\-—]*[(（]?\d{0,4}[)）]?\s*$")
_SPACE = re.compile(r"\s+")
_LONGEST = 600
"""Lines of the longest list that is looked for."""


def entry_key(content: str) -> str:
    """An entry without its leader, its page number and white space."""
    return _SPACE.sub("", _LEADER.sub("", content))


def contents_list(lines: Sequence[TextLine]) -> range:
    """The lines of the table of contents with its label; empty where there is none.

    It ends where its first entry comes back as a heading; without that, where lines stop looking like entries.
    """
    for index, line in enumerate(lines):
        if len(line.content) <= 12 and _LABEL.fullmatch(line.content) and index + 2 < len(lines):
            end = _end(lines, index + 1)
            if end - index >= 3:
                return range(index, end)
    return range(0)


def _end(lines: Sequence[TextLine], first: int) -> int:
    """The index after the last entry of a list that begins at ``first``."""
    key = entry_key(lines[first].content)
    limit = min(len(lines), first + _LONGEST)
    stops = 0
    for index in range(first + 1, limit):
        content = lines[index].content
        other = entry_key(content)
        shared = min(len(key), len(other))
        if shared >= 2 and key[:shared] == other[:shared] and (shared >= 4 or key == other):
            return _last_entry(lines, first, index) + 1
        stops += lines[index].end_class is End.STOP and "…" not in content and ".." not in content
        if stops > 3:
            break
    index = first
    while index < limit and _is_entry(lines[index]):
        index += 1
    return index


def _last_entry(lines: Sequence[TextLine], first: int, again: int) -> int:
    """The last line of a list whose first entry comes back at ``again``: between them may stand an opening."""
    heads = {entry_key(line.content)[:5] for line in lines[again:]}
    entries = [
        index
        for index in range(first, again)
        if lines[index].end_class not in (End.STOP, End.COLON) and entry_key(lines[index].content)[:5] in heads
    ]
    last = max(entries, default=first)
    while last + 1 < again and lines[last + 1].blanks == 0 and lines[last + 1].end_class not in (End.STOP, End.COLON):
        last += 1
    return last


def _is_entry(line: TextLine) -> bool:
    return line.form in STRONG_FORMS or bool(re.search(r"(?:[.…·．・_]{2,}|\s)[(（]?\d{1,4}[)）]?\s*$", line.content))
