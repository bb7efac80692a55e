"""Columns of a PDF page, and what stands across them: the parts of a page in the order they are read.

White stripes that are tall and filled on both sides are gutters. What crosses them with nothing beside it (a title
above two columns) divides the page; where something stands beside it, the page is divided at the gutters that nothing
crosses first, and each part for itself. A page without gutters through all of it is looked at between its wide
white bands, as those of papers have a grid for each article.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from shanben.take.pdf_characters import PageCharacters
from shanben.take.pdf_runs import Run, run_between


@dataclass(frozen=True, slots=True)
class _Stripe:
    """What a white stripe must be to part columns, widths in ems."""

    gap: float
    """Room between two characters from which there may be a gutter between them: words stand closer."""
    width: float
    across: float
    """Of the lines beside a gutter, so many may cross it: titles, an abstract above the columns."""
    tall: int
    """Lines that columns have at least, beside each other."""
    broad: float
    """How broad each column is at least: names and what belongs to them are columns of a list, read in rows."""
    step: float


_WIDE = _Stripe(gap=0.7, width=0.9, across=0.15, tall=6, broad=6, step=0.25)
_NARROW = _Stripe(gap=0.3, width=0.35, across=0.04, tall=8, broad=7, step=0.0625)
"""Narrow stripes are looked for where there are no wide ones; by chance room stands below room only in a few lines."""
_BELOW = _Stripe(gap=0.7, width=0.9, across=0.15, tall=8, broad=7, step=0.25)
"""Of columns below so much else that they are not seen in the whole page."""
_FILLED = 0.55
"""Of a column's width that its lines fill on the average; the cells of a table fill less."""
_DEEPEST = 4
"""How often a part of a page is divided again."""
_BESIDE = 0.25
"""Of the lines of a part, so many have words beside them where there may be columns in it."""
_NEAR = 8
"""Runs above and below among which those beside a run are looked for."""
_BAND = 0.9
"""Ems of a white band between two articles at least."""
_ROW = 0.3
"""Ems by which the baselines of one line may differ in several fonts."""
_TITLE = 1.6
_LARGE = 1.2
"""Times the size of the text: what is set larger may be a title above columns that it does not reach across."""


@dataclass(frozen=True, slots=True)
class _Part:
    """A part of a page, the middles of the gutters in it, and the room between characters that may hold a gutter."""

    runs: list[Run]
    gutters: list[float]
    gap: float


def regions(page: PageCharacters, runs: list[Run], em: float, columns: list[float]) -> list[list[Run]]:
    """The columns of a page from above and from the left.

    ``columns`` are the middles of the gutters of the page before; they become this page's.
    """
    part = _looked_at(page, runs, em, columns)
    columns[:] = part.gutters
    return _divided(page, part, em, 0)


def _looked_at(page: PageCharacters, runs: list[Run], em: float, known: Sequence[float] = ()) -> _Part:
    """A part with its gutters; ``known`` ones are its own too where nothing crosses them."""
    gutters = _gutters([piece for run in runs for piece in _pieces(page, run, em, _WIDE.gap)], em, _WIDE)
    if gutters:
        return _Part(runs, gutters, _WIDE.gap)
    if known:
        apart = [piece for run in runs for piece in _pieces(page, run, em, _NARROW.gap, known)]
        if not any(_crosses(run, known, em) for run in apart):
            return _Part(runs, list(known), _NARROW.gap)  # the last page of a text has few lines in each column
    narrow = [piece for run in runs for piece in _pieces(page, run, em, _NARROW.gap)]
    return _Part(runs, _gutters(narrow, em, _NARROW), _NARROW.gap)


def _side_by_side(runs: Sequence[Run], em: float) -> list[Run]:
    """The runs that have others beside them: on some pages half of the lines stand above the columns."""
    ordered = sorted(runs, key=lambda one: -one.y)
    found: list[Run] = []
    for at, run in enumerate(ordered):
        near = ordered[max(0, at - _NEAR) : at + _NEAR + 1]
        if any(abs(run.y - one.y) < 0.6 * em and one is not run for one in near):
            found.append(run)
    return found


def _divided(page: PageCharacters, part: _Part, em: float, depth: int) -> list[list[Run]]:
    """A part as columns, in the order they are read."""
    gutters = part.gutters
    if not gutters:
        return _by_height(page, part.runs, em, depth)
    runs = [piece for run in part.runs for piece in _pieces(page, run, em, part.gap, gutters)]
    spanning = [run for run in runs if _crosses(run, gutters, em) or _is_title(run, runs, em)]
    crossing = {id(run) for run in spanning}
    crossing |= {id(run) for run in runs if run.size > _LARGE * em and any(_follows(one, run) for one in spanning)}
    crossing |= _going_on(runs, crossing, em)
    others = [run for run in runs if id(run) not in crossing]
    alone = {id(run) for run in runs if id(run) in crossing and not any(_beside(run, other) for other in others)}
    if crossing and depth < _DEEPEST:
        clean = [x for x in gutters if not any(_crosses(run, [x], em) for run in runs)]
        if not alone and clean:
            return _beside_each_other(page, runs, em, clean, depth)
    dividing = alone or crossing
    found: list[list[Run]] = []
    for band in _bands(runs, dividing):
        if id(band[0]) in dividing:
            found += _within(page, band, em, depth)
        elif any(id(run) in crossing for run in band) and depth < _DEEPEST:
            found += _divided(page, _Part(band, gutters, part.gap), em, depth + 1)
        else:
            head, rest = _head_of(band, em)
            found += [head] if head else []
            found += _beside_each_other(page, rest, em, gutters, depth)
    return found


def _head_of(band: Sequence[Run], em: float) -> tuple[list[Run], list[Run]]:
    """The lines above columns that stand by themselves in their middle, as who wrote a report does; and the rest."""
    rest = sorted(band, key=lambda one: -one.y)
    left, right = min(run.left for run in rest), max(run.right for run in rest)
    head: list[Run] = []
    while rest:
        row = [run for run in rest if abs(run.y - rest[0].y) < 0.3 * rest[0].size]
        low, high = min(run.left for run in row) - left, right - max(run.right for run in row)
        if len(row) == len(rest) or abs(low - high) > em or low + high < (right - left) / 2:
            break
        if any(_beside(row[0], other) for other in rest[len(row) :]):
            break
        head += row
        rest = rest[len(row) :]
    return head, rest


def _going_on(runs: Sequence[Run], crossing: set[int], em: float) -> set[int]:
    """The last lines of paragraphs that cross gutters, and what is set like them below: nothing stands beside them."""
    found: set[int] = set()
    last: Run | None = None
    for run in sorted(runs, key=lambda one: -one.y):
        if id(run) in crossing:
            last = run
        elif (
            last is not None
            and _follows(last, run)
            and run.left - last.left < 3 * run.size
            and _is_alone(run, runs, em)
        ):
            found.add(id(run))
            last = run
    return found


def _bands(runs: Sequence[Run], dividing: set[int]) -> list[list[Run]]:
    """Runs from above, those that divide the page by themselves."""
    return [
        list(band)
        for _, band in itertools.groupby(sorted(runs, key=lambda one: -one.y), key=lambda run: id(run) in dividing)
    ]


def _beside_each_other(
    page: PageCharacters, runs: Sequence[Run], em: float, gutters: Sequence[float], depth: int
) -> list[list[Run]]:
    """What stands between gutters, from the left."""
    found: list[list[Run]] = []
    for low, high in itertools.pairwise([float("-inf"), *gutters, float("inf")]):
        inside = [run for run in runs if low <= (run.left + run.right) / 2 < high]
        found += _within(page, inside, em, depth) if inside else []
    return found


def _within(page: PageCharacters, runs: list[Run], em: float, depth: int) -> list[list[Run]]:
    """A part of a divided page, which may hold columns of its own."""
    if depth >= _DEEPEST or not _stand_beside(runs):
        return [runs]
    return _divided(page, _looked_at(page, runs, em), em, depth + 1)


def _by_height(page: PageCharacters, runs: list[Run], em: float, depth: int) -> list[list[Run]]:
    """A part without gutters through all of it, divided at its white bands where what lies between has gutters."""
    if depth >= _DEEPEST or not _stand_beside(runs):
        return [runs]
    parts: list[_Part] = []
    for band in _apart(runs, em):
        part = _looked_at(page, band, em) if _stand_beside(band) else _Part(band, [], 0.0)
        before = parts[-1] if parts else None
        if before is not None and _alike(before.gutters, part.gutters, em):
            parts[-1] = _Part([*before.runs, *part.runs], before.gutters, max(before.gap, part.gap))
        else:
            parts.append(part)
    if not any(part.gutters for part in parts):
        pieces = [piece for run in runs for piece in _pieces(page, run, em, _BELOW.gap)]
        gutters = _gutters(_side_by_side(pieces, em), em, _BELOW)
        return _divided(page, _Part(runs, gutters, _BELOW.gap), em, depth + 1) if gutters else [runs]
    return [
        region for part in parts for region in (_divided(page, part, em, depth + 1) if part.gutters else [part.runs])
    ]


def _alike(one: Sequence[float], other: Sequence[float], em: float) -> bool:
    return len(one) == len(other) and all(abs(x - y) < em for x, y in zip(one, other, strict=True))


def _apart(runs: Sequence[Run], em: float) -> list[list[Run]]:
    """Runs from above in bands with more white between them than lines have."""
    ordered = sorted(runs, key=lambda run: -(run.y + run.size))
    floor = ordered[0].y
    rooms: list[float] = []
    for run in ordered[1:]:
        if run.y + run.size < floor:
            rooms.append(floor - run.y - run.size)
        floor = min(floor, run.y)
    least = max(_BAND * em, 1.6 * median(rooms)) if rooms else 0.0
    bands = [[ordered[0]]]
    floor = ordered[0].y
    for run in ordered[1:]:
        if floor - run.y - run.size > least:
            bands.append([])
        bands[-1].append(run)
        floor = min(floor, run.y)
    return bands


def _stand_beside(runs: Sequence[Run]) -> bool:
    """Whether many lines have words beside them, as those of columns have."""
    heights = sorted(run.y for run in runs if not run.line)
    rows = 1 + sum(after - before > 0.6 * runs[0].size for before, after in itertools.pairwise(heights))
    return len(heights) - rows >= max(_WIDE.tall // 2, _BESIDE * rows)


def _is_title(run: Run, runs: Sequence[Run], em: float) -> bool:
    """Whether a run is a title that does not reach across: large, in the middle, and with nothing beside it."""
    if run.size <= _LARGE * em or not _is_alone(run, runs, em):
        return False
    others = [one for one in runs if one is not run]
    if all(one.y < run.y and abs(one.left - run.left) > em for one in others):
        return True  # above all columns and at the beginning of none
    line = [run, *(one for one in others if _goes_on(run, one, em))]
    left, right = min(one.left for one in runs), max(one.right for one in runs)
    middle = (min(one.left for one in line) + max(one.right for one in line)) / 2
    return abs(middle - (left + right) / 2) < run.size


def _is_alone(run: Run, runs: Sequence[Run], em: float) -> bool:
    """Whether nothing but the rest of its line stands beside a run: a short title above all columns."""
    return not any(_beside(run, one) and one is not run and not _goes_on(run, one, em) for one in runs)


def _goes_on(run: Run, other: Run, em: float) -> bool:
    """Whether both are one line of a title; smaller words side by side are the headings of two columns."""
    near = max(run.left, other.left) - min(run.right, other.right) < 2 * run.size
    title = run.size > _TITLE * em and abs(run.size - other.size) < 0.5
    return near and title and abs(run.y - other.y) < 0.3 * run.size


def _beside(run: Run, other: Run) -> bool:
    """Whether two runs have a height in common."""
    return other.y < run.y + 0.8 * run.size and other.y + 0.8 * other.size > run.y


def _pieces(page: PageCharacters, run: Run, em: float, gap: float, gutters: Sequence[float] | None = None) -> list[Run]:
    """A run divided where its characters stand as far apart as columns do; only at ``gutters``, if these are known."""
    if run.line or run.right - run.left < 2 * em:
        return [run]
    steps = zip(page.x[run.start + 1 : run.end], page.right[run.start : run.end], strict=False)
    bounds = [
        run.start + at
        for at, (left, edge) in enumerate(steps, 1)
        if left - edge > gap * em and (gutters is None or any(edge - em < x < left + em for x in gutters))
    ]
    if not bounds:
        return [run]
    ends = [run.start, *bounds, run.end]
    return [found for start, end in itertools.pairwise(ends) if (found := run_between(page, start, end))]


def _crosses(run: Run, gutters: Sequence[float], em: float) -> bool:
    return any(run.left < x - em and run.right > x + em for x in gutters)


def _follows(one: Run, other: Run) -> bool:
    """Whether a run of a large size stands on the line below another of that size: the rest of a title."""
    return abs(one.size - other.size) < 0.5 and 0 < one.y - other.y < 2.2 * one.size


def _gutters(runs: Sequence[Run], em: float, stripe: _Stripe) -> list[float]:
    """The middles of the white stripes between columns."""
    body = [one for one in runs if not one.line and one.right - one.left > 2 * em and abs(one.size - em) < 0.35 * em]
    if len(body) < 2 * stripe.tall:
        return []
    left, right = min(run.left for run in body), max(run.right for run in body)
    step = em * stripe.step
    changes = [0] * (int((right - left) / step) + 2)
    for run in body:
        changes[int((run.left - left) / step)] += 1
        changes[int((run.right - left) / step) + 1] -= 1
    slots = list(itertools.accumulate(changes))[:-1]
    most = max(slots)
    gutters: list[float] = []
    at = 0
    while at < len(slots):
        end = at
        while end < len(slots) and slots[end] <= most * stripe.across:
            end += 1
        if end > at and at > 0 and end < len(slots) and (end - at + 1) * step >= stripe.width * em:
            gutters.append(left + (at + end) / 2 * step)
        at = max(end, at + 1)
    return gutters if _are_columns(body, gutters, em, stripe) else []


def _are_columns(body: Sequence[Run], gutters: Sequence[float], em: float, stripe: _Stripe) -> bool:
    """Whether what lies between white stripes is text: tall and filled, as the columns of a table are not."""
    edges = [float("-inf"), *gutters, float("inf")]
    tall = 0
    for low, high in itertools.pairwise(edges):
        widths = _widths([run for run in body if low <= run.left and run.right <= high], em)
        if not widths or median(widths) < _FILLED * max(widths) or max(widths) < stripe.broad * em:
            return False
        tall = max(tall, len(widths))
    return bool(gutters) and tall >= stripe.tall


def _widths(runs: Sequence[Run], em: float) -> list[float]:
    """How wide the lines are that runs make; a line in several fonts may be many runs that overlap."""
    found: list[float] = []
    before: Run | None = None
    left = right = 0.0
    for run in sorted(runs, key=lambda one: (-round(one.y / (_ROW * em)), one.left)):
        beside = before is not None and abs(run.y - before.y) < 2 * _ROW * em and run.left >= before.left
        if beside and run.left - right < _WIDE.gap * em:
            right = max(right, run.right)
            found[-1] = right - left
        else:
            left, right = run.left, run.right
            found.append(right - left)
        before = run
    return found
