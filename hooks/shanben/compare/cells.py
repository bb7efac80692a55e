"""Cells of tables that are in both libraries: a cell is the same where its row and its column are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a cell stands: its table, its row and its column from 1."""

    table: str
    row: int
    column: int


Grid = dict[int, dict[int, int]]
"""The cells of a table by row and column, as indices into the passages of a library."""


def paired_cells(
    before: Sequence[tuple[Hashable, str, Standing | None]], after: Sequence[tuple[Hashable, str, Standing | None]]
) -> tuple[list[tuple[int, int]], set[int], set[int]]:
    """Cells that are one, and all cells of tables that are in both libraries on either side.

    A passage is given as its work, its text and, for a cell, where it stands. Tables are the same by their ids.
    """
    old, new = _grids(before), _grids(after)
    pairs: list[tuple[int, int]] = []
    shared = [name for name in old if name in new]
    for name in shared:
        rows = _aligned(_rows(old[name], before), _rows(new[name], after))
        columns = _aligned(_columns(old[name], before), _columns(new[name], after))
        for one, other in rows.items():
            for left, right in columns.items():
                if left in old[name][one] and right in new[name][other]:
                    pairs.append((old[name][one][left], new[name][other][right]))
    return pairs, _all(old, shared), _all(new, shared)


def _grids(passages: Sequence[tuple[Hashable, str, Standing | None]]) -> dict[tuple[Hashable, str], Grid]:
    grids: dict[tuple[Hashable, str], Grid] = defaultdict(dict)
    for index, (group, _, cell) in enumerate(passages):
        if cell:
            grids[group, cell.table].setdefault(cell.row, {})[cell.column] = index
    return grids


def _all(grids: Mapping[tuple[Hashable, str], Grid], names: Sequence[tuple[Hashable, str]]) -> set[int]:
    return {index for name in names for row in grids[name].values() for index in row.values()}


_Line = tuple[int, str, tuple[str, ...]]
"""A row or column: its number, the words that name it, and all its words."""


def _rows(grid: Grid, passages: Sequence[tuple[Hashable, str, Standing | None]]) -> list[_Line]:
    found = []
    for number, cells in sorted(grid.items()):
        words = tuple(passages[cells[column]][1] for column in sorted(cells))
        found.append((number, words[0], words))
    return found


def _columns(grid: Grid, passages: Sequence[tuple[Hashable, str, Standing | None]]) -> list[_Line]:
    turned: Grid = {}
    for row, cells in grid.items():
        for column, index in cells.items():
            turned.setdefault(column, {})[row] = index
    return _rows(turned, passages)


def _aligned(old: Sequence[_Line], new: Sequence[_Line]) -> dict[int, int]:
    """Which line became which: those with the same words, then the same name, then those left between them in order."""
    found: dict[int, int] = {}
    for low, high, start, end in _between(old, new, [line[2] for line in old], [line[2] for line in new], found):
        ones, others = old[low:high], new[start:end]
        for a, b, c, d in _between(ones, others, [line[1] for line in ones], [line[1] for line in others], found):
            if b - a == d - c:
                found |= {one[0]: other[0] for one, other in zip(ones[a:b], others[c:d], strict=True)}
    return found


def _between(
    old: Sequence[_Line], new: Sequence[_Line], ones: Sequence[Hashable], others: Sequence[Hashable],
    found: dict[int, int],
) -> Iterator[tuple[int, int, int, int]]:  # fmt: skip
    """The stretches between lines that have the same key; those lines are found."""
    for tag, low, high, start, end in SequenceMatcher(None, ones, others, autojunk=False).get_opcodes():
        if tag == "equal":
            found |= {one[0]: other[0] for one, other in zip(old[low:high], new[start:end], strict=True)}
        else:
            yield low, high, start, end
