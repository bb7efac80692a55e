"""Books without marks, as they were printed: where a column of one measure tells which lines go on, and which end."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from shanben.model.works import NumberForm
from shanben.shape.layout import TextLine, cells

LINE_OF_BOOK = 9.0
"""Cells from which a line may be one of a book; lines of verse are narrower."""
_FEWEST = 14
"""Lines of a text that tells what it is."""
_READ = re.compile(r"[，。；：！？、,.;:!?\dA-Za-z]")
"""What a text has that somebody punctuated, or that counts."""
_SMALL = re.compile(r"[（(]([^（()）]*)[)）]")
"""A note in two half-columns: (宋時/建也), or without a sign where the second begins."""
_COLUMN, _BEYOND = 0.4, 0.05
"""Share of the long lines that must end where the column does, and that may end beyond."""
_NARROWEST = 17.0
"""Cells of a column of prose; lines of less may be couplets, which are all as wide."""
_SHORT = 0.75
"""Cells that a line ends before its column, for it to end a paragraph."""


def is_unmarked(lines: Sequence[TextLine]) -> bool:
    """Whether nearly no line of a text has a mark, as old books are printed: nothing tells how a sentence ends."""
    if len(lines) < _FEWEST or _READ.search(lines[len(lines) // 2].content):  # most texts
        return False
    long = [line for line in lines if line.width >= LINE_OF_BOOK]
    if len(long) < _FEWEST or len(long) * 3 < len(lines) * 2:
        return False
    read = sum(bool(_READ.search(line.content)) or line.form is not NumberForm.NONE for line in long)
    return read * 10 <= len(long)


def going_on(lines: Sequence[TextLine]) -> frozenset[int]:
    """The lines of such a book that go on with the one before: it is full, and where first lines stand further in or
    out than others, this one stands as those others do; else as far in as the one before. Empty where no column shows.
    """
    edges = [_edge(line) for line in lines]
    long = [edge for edge, line in zip(edges, lines, strict=True) if line.width >= LINE_OF_BOOK]
    column, often = Counter(long).most_common(1)[0]
    beyond = sum(edge > column for edge in long)
    if often < _COLUMN * len(long) or beyond > _BEYOND * len(long) or column < _NARROWEST:
        return frozenset()
    full = [edge > column - _SHORT and line.width >= LINE_OF_BOOK for edge, line in zip(edges, lines, strict=True)]
    sure = {lines[at].indent for at in range(1, len(lines)) if not full[at - 1] and full[at]}
    after = Counter(below.indent for (above, below), is_full in zip(pairwise(lines), full, strict=False) if is_full)
    inner = {indent for indent, count in after.items() if indent not in sure and count * 3 > after.total()}
    told = bool(inner)
    return frozenset(
        at
        for at in range(1, len(lines))
        if full[at - 1]
        and lines[at].blanks <= 0
        and (lines[at].indent in inner if told else lines[at].indent == lines[at - 1].indent)
    )


def _edge(line: TextLine) -> float:
    """Where a line ends, in cells from the margin: a note in two half-columns is as long as the longer of them."""
    if "(" not in line.content and "（" not in line.content:
        return line.indent + line.width
    return line.indent + cells(_SMALL.sub(_as_large, line.content))


def _as_large(note: re.Match[str]) -> str:
    halves = note[1].split("/")
    length = max(map(len, halves)) if len(halves) > 1 else (len(note[1]) + 1) // 2
    return "一" * length
