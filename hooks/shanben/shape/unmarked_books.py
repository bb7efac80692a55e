"""Books without marks, as they were printed: where a column of one measure tells which lines go on, and which end."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

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
_OFTEN = 3
"""How many times more often other lines stand as far in as they do than first lines stand there."""
_RANKS = 3
"""Headings below each other."""
_NAME = 0.7
"""Of the column, what a name may take."""
_MADE = re.compile(r"[^\s，。]{1,8}[\s\u3000]+.*[撰編编校注註釋释纂述譯译輯辑著]")


def is_unmarked(lines: Sequence[TextLine]) -> bool:
    """Whether nearly no line of a text has a mark, as old books are printed: nothing tells how a sentence ends."""
    if len(lines) < _FEWEST or _READ.search(lines[len(lines) // 2].content):  # most texts
        return False
    long = [line for line in lines if line.width >= LINE_OF_BOOK]
    if len(long) < _FEWEST or sum(line.width for line in long) * 3 < sum(line.width for line in lines) * 2:
        return False
    read = sum(bool(_READ.search(line.content)) or line.form is not NumberForm.NONE for line in long)
    return read * 10 <= len(long)


class Column(NamedTuple):
    """What a column of one measure tells of such a book."""

    full: tuple[bool, ...]
    """For each line whether it ends where the column does."""
    joined: frozenset[int]
    """The lines that go on with the one before."""
    headings: frozenset[int]
    """Lines by themselves, further in than the text that begins below them."""
    makers: frozenset[int]
    """Lines by themselves that say who wrote, compiled or annotated a book."""


def read_column(lines: Sequence[TextLine]) -> Column | None:
    """Which lines of such a book go on with the one before: it is full, and where first lines stand further in or out
    than others, this one stands as those others do; else as far in as the one before. None where no column shows.
    """
    edges = [_edge(line) for line in lines]
    long = [edge for edge, line in zip(edges, lines, strict=True) if line.width >= LINE_OF_BOOK]
    column, often = Counter(long).most_common(1)[0]
    beyond = sum(edge > column for edge in long)
    if often < _COLUMN * len(long) or beyond > _BEYOND * len(long) or column < _NARROWEST:
        return None
    full = [edge > column - _SHORT and line.width >= LINE_OF_BOOK for edge, line in zip(edges, lines, strict=True)]
    begun = Counter(lines[at].indent for at in range(1, len(lines)) if full[at] and not full[at - 1])
    after = Counter(lines[at].indent for at in range(1, len(lines)) if full[at - 1])
    inner = {indent for indent in after if after[indent] * 3 > max(after.total(), _OFTEN * begun[indent] * 3)}
    told = bool(inner)
    joined = frozenset(
        at
        for at in range(1, len(lines))
        if full[at - 1]
        and lines[at].blanks <= 0
        and (lines[at].indent in inner if told else lines[at].indent == lines[at - 1].indent)
    )
    alone = [not full[at] and at not in joined for at in range(len(lines))]
    makers = frozenset(at for at, line in enumerate(lines) if alone[at] and _MADE.fullmatch(line.content))
    headings = frozenset(at for at in range(len(lines)) if at not in makers and _heads(lines, at, alone, column))
    return Column(tuple(full), joined, headings, makers)


def _heads(lines: Sequence[TextLine], at: int, alone: Sequence[bool], column: float) -> bool:
    """Whether a line is words by themselves, far shorter than the column and further in than the full line below it, or
    below one or two such lines more.
    """
    below = at + 1
    while below < len(lines) and below - at < _RANKS and alone[below] and _is_short(lines[below], column):
        below += 1
    if not alone[at] or not _is_short(lines[at], column) or below == len(lines) or alone[below]:
        return False
    if at and lines[at - 1].indent == lines[at].indent and not _is_short(lines[at - 1], column):
        return False  # the end of what stands above it
    return all(line.indent >= lines[below].indent + 1 for line in lines[at:below])


def _is_short(line: TextLine, column: float) -> bool:
    return line.width <= _NAME * column and line.content[0] not in "(（"


def _edge(line: TextLine) -> float:
    """Where a line ends, in cells from the margin: a note in two half-columns is as long as the longer of them."""
    if "(" not in line.content and "（" not in line.content:
        return line.indent + line.width
    return line.indent + cells(_SMALL.sub(_as_large, line.content))


def _as_large(note: re.Match[str]) -> str:
    halves = note[1].split("/")
    length = max(map(len, halves)) if len(halves) > 1 else (len(note[1]) + 1) // 2
    return "一" * length
