"""Rules drawn on a page of a PDF, and the tables whose cells they bound."""

from __future__ import annotations

import ctypes
import itertools
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from typing import Any, TypeVar

from shanben.take.pdf_characters import PageCharacters
from shanben.take.pdf_grids import GridCell, Rule, around, inside
from shanben.take.pdf_open_tables import open_tables
from shanben.take.pdf_shades import cell_shades, is_shade
from shanben.take.pdf_views import Box, View
from shanben.take.pdf_white_tables import white_tables

_THIN = 2.5
"""Points: a rule is no thicker."""
_NEAR = 2.5
"""Points by which ends of rules miss each other."""
_SHORT = 5.0
"""Points: what is shorter is part of a drawing."""
_COVERED = 0.7
"""Of the border between two cells that is drawn."""
_MOST = 4_000
"""Paths of a page that are looked at, and rules of one table: a drawing has more."""

_HELD = 0.5
"""Of a table, at most, that a cell with a table of its own takes: what is drawn otherwise is no table."""

Stroke = tuple[tuple[float, float], tuple[float, float]]
"""Both ends of what may be a rule, in the file's space."""
At = TypeVar("At", bound=Hashable)


def grids(raw: Any, paths: Sequence[Any], found: PageCharacters) -> list[tuple[GridCell, ...]]:
    """The tables of a page, each as its cells, from above; in reading space.

    ``paths`` are what is drawn on it, ``found`` its characters.

    A table has two rows and two columns at least, and each of its cells is a rectangle.
    """
    strokes, shades = _drawn_on(raw, paths)
    strokes.extend(piece for path in cell_shades(raw, shades, found) for piece in _pieces(raw, path))
    across, down = _rules(strokes, found.view)
    if len(across) + len(down) > _MOST // 4:
        return []
    tables, alone = [], []
    for one, other in _together(across, down):
        if cells := _cells(one, other):
            tables.append(cells)
        else:
            alone += one
    boxes = [around(cells) for cells in tables]
    alone = [rule for rule in alone if not any(inside(box, rule.start + _NEAR, rule.at) for box in boxes)]
    tables += open_tables(alone, found)
    tables += white_tables(found, [around(cells) for cells in tables])
    return sorted(tables, key=lambda cells: -max(cell.box[3] for cell in cells))


def _rules(strokes: Iterable[Stroke], view: View) -> tuple[list[Rule], list[Rule]]:
    """The rules that run across, and those that run down."""
    across: list[Rule] = []
    down: list[Rule] = []
    for one, other in strokes:
        (left, lower), (right, upper) = sorted((view.reading(*one), view.reading(*other)))
        lower, upper = min(lower, upper), max(lower, upper)
        if upper - lower <= _THIN and right - left >= _SHORT:
            across.append(Rule((lower + upper) / 2, left, right))
        elif right - left <= _THIN and upper - lower >= _SHORT:
            down.append(Rule((left + right) / 2, lower, upper))
    return _joined(across), _joined(down)


def _drawn_on(raw: Any, paths: Sequence[Any]) -> tuple[list[Stroke], list[tuple[Any, Box]]]:
    """What may be a rule: thin rectangles, edges of boxes, pieces of paths; and boxes that are only filled."""
    edges = [ctypes.c_float() for _ in range(4)]
    strokes: list[Stroke] = []
    shades: list[tuple[Any, Box]] = []
    for one in itertools.islice(paths, _MOST):
        if not raw.FPDFPageObj_GetBounds(one, *edges):
            continue
        left, lower, right, upper = (edge.value for edge in edges)
        if right - left <= _THIN or upper - lower <= _THIN:
            strokes.append(
                ((left, (lower + upper) / 2), (right, (lower + upper) / 2)) if right - left > upper - lower else (
                    ((left + right) / 2, lower), ((left + right) / 2, upper)
                )
            )  # fmt: skip
        elif is_shade(raw, one):
            shades.append((one, (left, lower, right, upper)))
        else:
            strokes.extend(_pieces(raw, one))
    return strokes, shades


def _pieces(raw: Any, path: Any) -> Iterator[Stroke]:
    """The straight pieces of a path, in the file's space."""
    matrix = raw.FS_MATRIX()
    raw.FPDFPageObj_GetMatrix(path, matrix)
    x, y = ctypes.c_float(), ctypes.c_float()
    before: tuple[float, float] | None = None
    begun = (0.0, 0.0)
    for number in range(min(_MOST, raw.FPDFPath_CountSegments(path))):
        piece = raw.FPDFPath_GetPathSegment(path, number)
        raw.FPDFPathSegment_GetPoint(piece, x, y)
        place = (
            matrix.a * x.value + matrix.c * y.value + matrix.e, matrix.b * x.value + matrix.d * y.value + matrix.f,
        )  # fmt: skip
        kind = raw.FPDFPathSegment_GetType(piece)
        if kind == raw.FPDF_SEGMENT_MOVETO:
            begun = place
        elif kind == raw.FPDF_SEGMENT_LINETO and before is not None:
            yield before, place
        before = place
        if raw.FPDFPathSegment_GetClose(piece):
            yield place, begun


def _joined(rules: Sequence[Rule]) -> list[Rule]:
    """Rules in one line that touch each other as one."""
    found: list[Rule] = []
    places = _places([rule.at for rule in rules])
    by_place: dict[float, list[Rule]] = {}
    for rule in rules:
        by_place.setdefault(places[bisect_right(places, rule.at) - 1], []).append(rule)
    for at, group in by_place.items():
        first = len(found)
        for rule in sorted(group, key=lambda one: one.start):
            if len(found) > first and rule.start <= found[-1].end + _NEAR:
                found[-1] = Rule(at, found[-1].start, max(found[-1].end, rule.end))
            else:
                found.append(Rule(at, rule.start, rule.end))
    return found


def _together(across: Sequence[Rule], down: Sequence[Rule]) -> list[tuple[list[Rule], list[Rule]]]:
    """Rules that meet, by tables."""
    group = {at: at for at in range(len(across) + len(down))}
    for one, flat in enumerate(across):
        for other, upright in enumerate(down, len(across)):
            if (
                flat.start - _NEAR <= upright.at <= flat.end + _NEAR
                and upright.start - _NEAR <= flat.at <= upright.end + _NEAR
            ):
                group[_root(group, one)] = _root(group, other)
    tables: dict[int, tuple[list[Rule], list[Rule]]] = {}
    for at, rule in enumerate((*across, *down)):
        tables.setdefault(_root(group, at), ([], []))[at >= len(across)].append(rule)
    return list(tables.values())


def _root(group: dict[At, At], at: At) -> At:
    """The one that stands for all that are together; ways to it are shortened as they are gone."""
    while group[at] != at:
        group[at] = group[group[at]]
        at = group[at]
    return at


def _cells(across: Sequence[Rule], down: Sequence[Rule]) -> tuple[GridCell, ...]:
    """The cells between rules, from above and from the left; none where there is no table."""
    if not across or not down:
        return ()
    lines = _places([*(rule.at for rule in across), min(one.start for one in down), max(one.end for one in down)])
    bars = _places([*(rule.at for rule in down), min(one.start for one in across), max(one.end for one in across)])
    lines.reverse()
    rows, columns = len(lines) - 1, len(bars) - 1
    if rows < 2 or columns < 2 or rows * columns > _MOST:
        return ()
    owner = {(row, column): (row, column) for row in range(rows) for column in range(columns)}

    def merge(one: tuple[int, int], other: tuple[int, int]) -> None:
        first, last = sorted((_root(owner, one), _root(owner, other)))
        owner[last] = first

    for row, column in owner:
        low, high = lines[row + 1], lines[row]
        left, right = bars[column], bars[column + 1]
        if column + 1 < columns and not _drawn(down, right, low, high):
            merge((row, column), (row, column + 1))
        if row + 1 < rows and not _drawn(across, low, left, right):
            merge((row, column), (row + 1, column))
    cells: list[GridCell] = []
    whole = (bars[-1] - bars[0]) * (lines[0] - lines[-1])
    for (top, left), (bottom, right), grown in _rectangles(owner, merge):
        box = (bars[left], lines[bottom + 1], bars[right + 1], lines[top])
        if grown and (box[2] - box[0]) * (box[3] - box[1]) > _HELD * whole:
            return ()
        cells.append(GridCell(top, left, bottom - top + 1, right - left + 1, box))
    wide_enough = len({cell.column for cell in cells}) > 1 and len({cell.row for cell in cells}) > 1
    return tuple(sorted(_counted(cells), key=lambda cell: (cell.row, cell.column))) if wide_enough else ()


def _counted(cells: Sequence[GridCell]) -> list[GridCell]:
    """Cells whose rows and columns are those in which some cell begins: rules inside a cell count none."""
    rows, columns = sorted({cell.row for cell in cells}), sorted({cell.column for cell in cells})
    return [
        GridCell(
            bisect_left(rows, cell.row), bisect_left(columns, cell.column),
            bisect_left(rows, cell.row + cell.rows) - bisect_left(rows, cell.row),
            bisect_left(columns, cell.column + cell.columns) - bisect_left(columns, cell.column), cell.box,
        )
        for cell in cells
    ]  # fmt: skip


def _rectangles(
    owner: dict[tuple[int, int], tuple[int, int]], merge: Callable[[tuple[int, int], tuple[int, int]], None]
) -> list[tuple[tuple[int, int], tuple[int, int], bool]]:
    """The first and last place of each cell, and whether it had to grow.

    A cell that holds a table of its own is what is left around that: it grows to the whole rectangle with all in it.
    """
    grown: set[tuple[int, int]] = set()
    while True:
        members: dict[tuple[int, int], list[tuple[int, int]]] = {}
        for at in owner:
            members.setdefault(_root(owner, at), []).append(at)
        found = []
        torn = False
        for places in members.values():
            rows, columns = [row for row, _ in places], [column for _, column in places]
            first, last = (min(rows), min(columns)), (max(rows), max(columns))
            found.append((first, last, not grown.isdisjoint(places)))
            if (last[0] - first[0] + 1) * (last[1] - first[1] + 1) == len(places):
                continue
            torn = True
            grown.add(first)
            for row in range(first[0], last[0] + 1):
                for column in range(first[1], last[1] + 1):
                    merge(first, (row, column))
        if not torn:
            return found


def _places(values: Sequence[float]) -> list[float]:
    """Values in order; those that are nearly one are one."""
    found: list[float] = []
    for value in sorted(values):
        if not found or value - found[-1] > _NEAR:
            found.append(value)
    return found


def _drawn(rules: Sequence[Rule], at: float, start: float, end: float) -> bool:
    """Whether rules run along most of a border."""
    covered = sum(
        max(0.0, min(rule.end, end) - max(rule.start, start)) for rule in rules if abs(rule.at - at) <= 2 * _NEAR
    )
    return covered >= _COVERED * (end - start)
