"""Tables of a PDF page whose rows are parted by rules, and whose columns by nothing but room: most of printed books."""

from __future__ import annotations

import itertools
from bisect import bisect
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from statistics import median

from shanben.take.pdf_characters import PageCharacters
from shanben.take.pdf_grids import GridCell, Rule

_NEAR = 2.5
"""Points by which the ends of rules miss each other."""
_RULES = 3
"""Rules of the smallest table that is looked for: above the head, below it, and below all."""
_ROWS = 3
"""Rows of the smallest one."""
_TALLER = 1.4
"""Times the room between two lines of a cell that there is between two rows, where no rule parts them."""
_ROOM = 0.8
"""Ems of room between two columns, at least."""
_WHITE = 0.7
"""Of the rows, in which there is room between two columns: others are heads or sums that reach over some."""
_FEW_WORDS = 12
"""Characters of what a row of two columns is about, at most."""
_LINES = 6
"""Lines of the longest cell: what has more is the text of a page in columns."""
_ABOVE = 2.2
"""Ems from a line of the head to the rule or the line below it."""


@dataclass(frozen=True, slots=True)
class Band:
    """What stands between two rules: its lower and upper edge, and its characters."""

    lower: float
    upper: float
    held: tuple[int, ...]


def open_tables(rules: Iterable[Rule], page: PageCharacters) -> Iterator[tuple[GridCell, ...]]:
    """The tables between ``rules``, which run across and meet none that runs down."""
    for group in _alike(rules):
        bands = _bands(page, group)
        if not all(band.held for band in bands):
            continue
        if len(bands) < _ROWS:
            bands = [bands[0], *parted_rows(page, bands[1])]
        size = median(page.size[at] for band in bands for at in band.held)
        bars = bars_between(page, bands, size, group[0])
        if len(bars) <= 2:
            continue
        rows = [*_beside(page, bars, group[0], size, 1), *bands, *_beside(page, bars, group[-1], size, -1)]
        cells = tuple(cell for row, band in enumerate(rows) for cell in cells_of(page, band, bars, row))
        if is_table(page, cells, rows, fields=len(group) > _RULES):
            yield cells


def _alike(rules: Iterable[Rule]) -> Iterator[list[Rule]]:
    """Rules that begin and end at the same places, from above."""
    groups: dict[tuple[int, int], list[Rule]] = defaultdict(list)
    for rule in rules:
        near = next(
            (key for key in groups if abs(key[0] - rule.start) < _NEAR and abs(key[1] - rule.end) < _NEAR), None
        )
        groups[near or (round(rule.start), round(rule.end))].append(rule)
    for group in groups.values():
        if len(group) >= _RULES:
            yield sorted(group, key=lambda rule: -rule.at)


def _bands(page: PageCharacters, rules: Sequence[Rule]) -> list[Band]:
    start, end = rules[0].start - _NEAR, rules[0].end + _NEAR
    inside = [at for at, x in enumerate(page.x) if start <= x and page.right[at] <= end and not page.text[at].isspace()]
    return [
        Band(
            lower.at, upper.at, tuple(at for at in inside if lower.at <= page.y[at] + 0.35 * page.size[at] <= upper.at)
        )
        for upper, lower in itertools.pairwise(rules)
    ]


def bars_between(page: PageCharacters, bands: Sequence[Band], size: float, rule: Rule) -> list[float]:
    """The edges of the columns: the ends of the rules, and the middles of what is white in most bands."""
    first, last = int(rule.start), int(rule.end) + 1
    taken = [0] * (last - first + 1)
    for band in bands:
        here = {x for at in band.held for x in range(int(page.x[at]), int(page.right[at]) + 1)}
        for x in here:
            if first <= x <= last:
                taken[x - first] += 1
    white = [count <= (1 - _WHITE) * len(bands) for count in taken]
    bars, at = [rule.start], 0
    for empty, run in itertools.groupby(white):
        length = len(list(run))
        if empty and at and at + length < len(white) and length >= _ROOM * size:
            least = min(taken[at : at + length])
            places = [place for place in range(at, at + length) if taken[place] == least]
            bars.append(first + median(places) + 0.5)
        at += length
    return [*bars, rule.end]


def parted_rows(page: PageCharacters, band: Band) -> list[Band]:
    """The rows of what no rule parts: there is more room between them than between the lines of a cell."""
    places = {(page.y[at], page.size[at]) for at in band.held}
    inks = sorted((y - 0.2 * size, y + 0.8 * size) for y, size in places)
    gaps: list[tuple[float, float]] = []
    reach = inks[0][1]
    for lower, upper in inks:
        if lower > reach:
            gaps.append((reach, lower))
        reach = max(reach, upper)
    heights = [upper - lower for lower, upper in gaps]
    if not gaps:
        return [band]
    apart = (max(heights) + min(heights)) / 2
    within = [height for height in heights if height <= apart]
    if max(heights) < _TALLER * min(heights):
        if not _stand_between(inks, gaps):
            return [band]
        apart = 0.0
    elif min(one for one in heights if one > apart) < _TALLER * max(within):
        return [band]
    edges = [(lower + upper) / 2 for lower, upper in gaps if upper - lower > apart]
    held: list[list[int]] = [[] for _ in range(len(edges) + 1)]
    for at in band.held:
        middle = page.y[at] + 0.35 * page.size[at]
        if band.lower <= middle <= band.upper:
            held[bisect(edges, middle)].append(at)
    bounds = itertools.pairwise([band.lower, *edges, band.upper])
    return [Band(lower, upper, tuple(own)) for (lower, upper), own in zip(bounds, held, strict=True)][::-1]


def _stand_between(inks: Sequence[tuple[float, float]], gaps: Sequence[tuple[float, float]]) -> bool:
    """Whether most of what stands between the gaps are lines of which some begin between two others: cells of one line
    are set in the middle beside those of two, and all gaps are between rows.
    """
    edges = [lower for lower, _ in gaps]
    bases: dict[int, set[int]] = defaultdict(set)
    for lower, _ in inks:
        bases[bisect(edges, lower)].add(round(lower / 2))
    crowded = sum(max(own) - min(own) > 1 for own in bases.values())
    return crowded * 2 > len(bases)


def _beside(page: PageCharacters, bars: Sequence[float], rule: Rule, size: float, way: int) -> Iterator[Band]:
    """The row above the first rule (``way`` 1) or below the last (-1), where these part rows: what stands near it, in
    several columns.
    """
    beyond = sorted(
        (
            at
            for at, x in enumerate(page.x)
            if rule.start - _NEAR <= x <= rule.end and (page.y[at] + 0.35 * page.size[at] - rule.at) * way > 0
        ),
        key=lambda at: page.y[at] * way,
    )
    held: list[int] = []
    edge = rule.at
    for _, line in itertools.groupby(beyond, key=lambda at: round(page.y[at] / 2)):
        places = [at for at in line if not page.text[at].isspace()]
        if not places:
            continue
        base = page.y[places[0]]
        crossing = any(page.x[at] < bar < page.right[at] for at in places for bar in bars[1:-1])
        whole = max(page.right[at] for at in places) > rule.end + _NEAR
        if abs(base - edge) > _ABOVE * size or crossing or whole or _run_over(page, places, bars):
            break
        held += places
        edge = base
    if len({_column(page, at, bars) for at in held}) > 1:
        ends = sorted((rule.at, edge + (size if way > 0 else -0.3 * size)))
        yield Band(ends[0], ends[1], tuple(held))


def _run_over(page: PageCharacters, places: Sequence[int], bars: Sequence[float]) -> bool:
    """Whether a line runs on over the edge of a column, without room there."""
    ordered = sorted(places, key=page.x.__getitem__)
    return any(
        _column(page, one, bars) != _column(page, other, bars)
        and page.x[other] - page.right[one] < _ROOM * page.size[one] / 2
        for one, other in itertools.pairwise(ordered)
    )


def _column(page: PageCharacters, at: int, bars: Sequence[float]) -> int:
    middle = (page.x[at] + page.right[at]) / 2
    return sum(middle > bar for bar in bars[1:-1])


def cells_of(page: PageCharacters, band: Band, bars: Sequence[float], row: int) -> Iterator[GridCell]:
    """The cells of a row; two columns are one where words run over the edge between them."""
    crossed = {
        number
        for number, bar in enumerate(bars[1:-1], 1)
        if any(page.x[at] < bar - 1 and bar + 1 < page.right[at] for at in band.held)
        or _run_over(page, [at for at in band.held if abs(page.x[at] - bar) < 2 * page.size[at]], [0.0, bar, 1e6])
    }
    starts = [number for number in range(len(bars) - 1) if number not in crossed]
    for start, end in itertools.pairwise([*starts, len(bars) - 1]):
        yield GridCell(row, start, 1, end - start, (bars[start], band.lower, bars[end], band.upper))


def is_table(page: PageCharacters, cells: Sequence[GridCell], rows: Sequence[Band], *, fields: bool = False) -> bool:
    """Whether some rows have cells of several lines, and none is what only looks like one.

    Where every cell of a row has as many lines, these are rows that no rule parts; where all rows are single lines,
    they are rows without this. No cell holds the text of a page, and no words run on beside it. ``fields``: two columns
    are enough where each row is a few words and what is said of them.
    """
    beside = uneven = 0
    for row, band in enumerate(rows):
        own = [cell for cell in cells if cell.row == row]
        counts = [count for cell in own if (count := _lines(page, band, cell))]
        if max(counts, default=0) > _LINES or _runs_out(page, band, own):
            return False
        beside += len(counts) > 1
        if max(counts, default=0) > 1 and len(counts) > 1:
            if len(set(counts)) == 1:
                return False
            uneven += 1
    columns = max(cell.column + cell.columns for cell in cells)
    if columns == 2 and not (fields and _are_fields(page, cells, rows)):
        return False
    return uneven > 0 and columns > 1 and len(rows) >= _ROWS and beside * 2 > len(rows)


def _are_fields(page: PageCharacters, cells: Sequence[GridCell], rows: Sequence[Band]) -> bool:
    """Whether each row has a few words and something beside them."""
    for row, band in enumerate(rows):
        held = [_held(page, band, cell) for cell in cells if cell.row == row]
        if len(held) != 2 or not all(held) or len(held[0]) > _FEW_WORDS:
            return False
    return True


def _held(page: PageCharacters, band: Band, cell: GridCell) -> list[int]:
    """The characters of a row that stand in one of its cells."""
    return [at for at in band.held if cell.box[0] <= (page.x[at] + page.right[at]) / 2 <= cell.box[2]]


def _lines(page: PageCharacters, band: Band, cell: GridCell) -> int:
    """How many lines a cell has."""
    held = _held(page, band, cell)
    bases = sorted(page.y[at] for at in held)
    apart = 0.8 * median(page.size[at] for at in held) if held else 0.0  # raised signs begin no line
    return bool(held) + sum(upper - lower > apart for lower, upper in itertools.pairwise(bases))


def _runs_out(page: PageCharacters, band: Band, cells: Sequence[GridCell]) -> bool:
    """Whether words stand right beside a row, as those of a line do that runs on."""
    left, right = cells[0].box[0], cells[-1].box[2]
    held = set(band.held)
    return any(
        band.lower < page.y[at] < band.upper and at not in held and not page.text[at].isspace()
        and left - 1.5 * page.size[at] < page.right[at] and x < right + 1.5 * page.size[at]
        for at, x in enumerate(page.x)
    )  # fmt: skip
