"""Tables of a PDF page that no rule parts at all, where some cells have several lines: rows have more room between them
than the lines of a cell, and columns have white between them from the first row to the last.
"""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import median

from shanben.take.pdf_characters import PageCharacters
from shanben.take.pdf_grids import GridCell, Rule, inside
from shanben.take.pdf_open_tables import Band, bars_between, cells_of, is_table, parted_rows
from shanben.take.pdf_views import Box

_ROOM = 0.8
"""Ems of room between two columns, at least."""
_COLUMNS, _ROWS = 3, 3
"""The smallest one."""
_FULL = 2
"""Lines with something in three columns, at least."""
_COLUMN = 8
"""Ems of the narrowest column of a page."""
_PROSE = 0.85
"""Of its column, that a full line of text takes at least."""
_STEP = 2.6
"""Ems from one line to the next, at most."""
_SAME_LINE = 0.45
"""Ems by which the baselines of one line differ."""


@dataclass(frozen=True, slots=True)
class _Line:
    """What stands on one baseline: its characters, and the edges of its pieces with room between them."""

    y: float
    size: float
    held: tuple[int, ...]
    pieces: tuple[tuple[float, float], ...]


def white_tables(page: PageCharacters, others: Sequence[Box]) -> Iterator[tuple[GridCell, ...]]:
    """The tables of a page outside ``others``, which are known."""
    if page.turned:
        return
    for lines in _runs(_lines(page, others)):
        if _is_full(lines):
            continue
        held = tuple(at for line in lines for at in line.held)
        size = median(page.size[at] for at in held)
        whole = Band(lines[-1].y - 0.3 * size, lines[0].y + size, held)
        rows = parted_rows(page, whole)
        if len(rows) < _ROWS:
            continue
        edges = Rule(0.0, min(page.x[at] for at in held) - 1, max(page.right[at] for at in held) + 1)
        bars = bars_between(page, rows, size, edges)
        cells = tuple(cell for row, band in enumerate(rows) for cell in cells_of(page, band, bars, row))
        if len(bars) > _COLUMNS and not _is_prose(lines, bars, size) and is_table(page, cells, rows):
            yield cells


def _is_full(lines: Sequence[_Line]) -> bool:
    """Whether most lines fill all the columns together, as those of a page do whose columns stand level; few tables."""
    rows = [line for line in lines if len(line.pieces) >= _COLUMNS]
    left, right = min(line.pieces[0][0] for line in rows), max(line.pieces[-1][1] for line in rows)
    full = sum(sum(end - start for start, end in line.pieces) > _PROSE * (right - left) for line in rows)
    return full * 2 > len(rows)


def _is_prose(lines: Sequence[_Line], bars: Sequence[float], size: float) -> bool:
    """Whether columns are those of a page: as wide as such are, and filled by most of their lines."""
    columns: dict[int, list[tuple[float, float]]] = defaultdict(list)
    for line in lines:
        for left, right in line.pieces:
            columns[sum((left + right) / 2 > bar for bar in bars[1:-1])].append((left, right))
    full = count = 0
    for pieces in columns.values():
        width = max(right for _, right in pieces) - min(left for left, _ in pieces)
        if width < _COLUMN * size:
            return False
        full += sum(right - left > _PROSE * width for left, right in pieces)
        count += len(pieces)
    return full * 2 > count


def _lines(page: PageCharacters, others: Sequence[Box]) -> list[_Line]:
    """The lines of a page from above, over all its columns."""
    blank = {char for char in set(page.text) if char.isspace()}
    seen = [at for at, char in enumerate(page.text) if char not in blank]
    if others:
        seen = [at for at in seen if not _within(page, at, others)]
    order = sorted(seen, key=page.y.__getitem__, reverse=True)
    bounds: list[int] = []
    top = near = 0.0
    for at, y in enumerate([page.y[one] for one in order]):
        if not (bounds and top - y < near):
            bounds.append(at)
            top, near = y, _SAME_LINE * page.size[order[at]]
    found: list[_Line] = []
    for first, last in itertools.pairwise([*bounds, len(order)]):
        held = sorted(order[first:last], key=page.x.__getitem__)
        size = max([page.size[one] for one in held])
        room = _ROOM * size
        pieces: list[tuple[float, float]] = []
        start, reach = page.x[held[0]], page.right[held[0]]
        for one in held:
            left, right = page.x[one], page.right[one]
            if left - reach >= room:
                pieces.append((start, reach))
                start, reach = left, right
            elif right > reach:
                reach = right
        found.append(_Line(page.y[held[0]], size, tuple(held), (*pieces, (start, reach))))
    return found


def _within(page: PageCharacters, at: int, boxes: Sequence[Box]) -> bool:
    return any(inside(box, page.x[at], page.y[at] + 0.35 * page.size[at]) for box in boxes)


def _runs(lines: Sequence[_Line]) -> Iterator[list[_Line]]:
    """Lines near each other, from one with something in three columns on, none of which runs over two of these."""
    run: list[_Line] = []
    for line in [*lines, None]:
        if run and line is not None and run[-1].y - line.y <= _STEP * line.size and not _runs_over(line, run[0]):
            run.append(line)
            continue
        yield from _ended(run)
        run = [line] if line is not None and len(line.pieces) >= _COLUMNS else []


def _runs_over(line: _Line, head: _Line) -> bool:
    """Whether a line is one piece that stands below two of those of the head."""
    if len(line.pieces) > 1:
        return False
    left, right = line.pieces[0]
    return sum(left < end and start < right for start, end in head.pieces) > 1


def _ended(run: list[_Line]) -> Iterator[list[_Line]]:
    """A run without the lines at its end that stand apart from it; nothing where too few have three columns."""
    if len(run) < _ROWS:
        return
    least = min(above.y - below.y for above, below in itertools.pairwise(run))
    while len(run) > 1 and len(run[-1].pieces) == 1 and run[-2].y - run[-1].y > 1.2 * least:
        run = run[:-1]
    if sum(len(line.pieces) >= _COLUMNS for line in run) >= _FULL:
        yield run
