"""Printed lines of a page in reading order: runs of characters, columns, and lines that go across them."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from statistics import median

from shanben.model.evidence import Cell
from shanben.take.pdf_characters import PageCharacters
from shanben.take.pdf_views import UNKNOWN, View


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
    """How broad each column is at least."""
    step: float


_WIDE = _Stripe(gap=0.7, width=0.9, across=0.15, tall=6, broad=2, step=0.25)
_NARROW = _Stripe(gap=0.3, width=0.35, across=0.04, tall=8, broad=7, step=0.0625)
"""Narrow stripes are looked for where there are no wide ones; by chance room stands below room only in a few lines."""
_FILLED = 0.55
"""Of a column's width that its lines fill on the average; the cells of a table fill less."""

_ROOM = re.compile("[\u3400-\u9fff]{2}(?<![章条條节節编編款项項部篇目卷回]) [\u3400-\u9fff]{2}")
"""Room for a character inside words; after the number of a heading it is set on purpose."""
_CLOSE = 0.16
"""Ems between two letters of one word at most."""


@dataclass(slots=True)
class Run:
    """Characters of one line without a wide gap: their half-open places, edges, baseline, and the size of most."""

    start: int
    end: int
    left: float
    right: float
    y: float
    size: float
    line: PrintedLine | None = None
    """The row of a table, which is a line already."""


@dataclass(slots=True)
class PrintedLine:
    """A line: its text, its box (left, baseline, right), the column it stands in, and what its characters look like."""

    text: str
    page: int
    left: float
    y: float
    right: float
    size: float
    drawn: int
    """How many of its characters are drawn twice, to look heavier."""
    fonts: Counter[int]
    column: tuple[int, float, float]
    """The number of the column on the page, and its left and right edge."""
    cells: list[tuple[int, int, float, float]] = field(default_factory=list)
    """Pieces with wide gaps between them: their places in the text, and their left and right edge."""
    view: View = UNKNOWN
    """How its page is looked at."""
    raised: list[tuple[int, int]] = field(default_factory=list)
    """Places of small characters above the baseline."""
    letters: list[tuple[str, int]] = field(default_factory=list)
    """Its Han characters, each with its font."""
    repaired: str = ""
    lacking: bool = False
    """Whether there is room for a character between two Han characters, which a font may lack."""
    recognised: bool = False
    """Whether it was recognised in a picture."""
    bold: bool = False
    weighed: bool = False
    """Whether it is known if it is bold."""
    table: int = 0
    row: int = 0
    """Of a row of a ruled table: its table on this page, and the row, both from 1."""
    placed: tuple[Cell, ...] = ()
    """… and its cells."""

    @property
    def height(self) -> float:
        """The height of the page."""
        return self.view.height


def page_lines(
    page: PageCharacters, number: int, columns: list[float], tables: Sequence[Run] = ()
) -> list[PrintedLine]:
    """The lines of a page in the order they are read.

    ``columns`` are the middles of the white stripes between the columns of the page before; they become this page's.
    ``tables`` are the rows of its ruled tables, whose characters are not among those of ``page``.
    """
    runs = [*runs_of(page), *tables]
    if not runs:
        return []
    sizes: Counter[float] = Counter()
    for run in runs:
        sizes[round(run.size * 2) / 2] += run.end - run.start
    em = sizes.most_common(1)[0][0] or 10.0
    lines: list[PrintedLine] = []
    for column, region in enumerate(_regions(page, runs, em, columns), 1):
        left, right = min(run.left for run in region), max(run.right for run in region)
        for row in rows_of(region):
            lines.append(row[0].line or line_of(page, row, number, (column, left, right)))
            lines[-1].column = (column, left, right)
    return [line for line in lines if line.text]


def runs_of(page: PageCharacters) -> list[Run]:
    """Runs of characters in the order of the file, without white space at their ends."""
    x, y, right, size = page.x, page.y, page.right, page.size
    if not x:
        return []
    bounds, first = [0], x[0]
    steps = zip(x[1:], right, y, y[1:], size, size[1:], strict=False)
    for at, (left, edge, above, base, before, em) in enumerate(steps, 1):
        near = abs(above - base) < 0.45 * (em if em > before else before)
        if near and -0.6 * em < left - edge < 1.3 * em and left > first - em:
            continue
        bounds.append(at)
        first = left
    bounds.append(len(x))
    return [run for start, end in itertools.pairwise(bounds) if (run := _run(page, start, end))]


def _run(page: PageCharacters, start: int, end: int) -> Run | None:
    """The run of these characters without white space at its end; None where it holds nothing else."""
    while end > start and page.text[end - 1].isspace():
        end -= 1
    if end == start:
        return None
    middle = (start + end) // 2
    return Run(start, end, page.x[start], max(page.right[max(start, end - 3) : end]), page.y[middle], page.size[middle])


def _regions(page: PageCharacters, runs: list[Run], em: float, columns: list[float]) -> list[list[Run]]:
    """The columns of a page from above and from the left; what crosses them divides the page."""
    gap = _WIDE.gap
    gutters = _gutters([piece for run in runs for piece in _pieces(page, run, em, _WIDE.gap)], em, _WIDE)
    if not gutters and columns:
        apart = [piece for run in runs for piece in _pieces(page, run, em, _NARROW.gap, columns)]
        if not any(_crosses(run, columns, em) for run in apart):
            gutters, gap = list(columns), _NARROW.gap  # the last page of a text has few lines in each column
    if not gutters:
        gap = _NARROW.gap
        gutters = _gutters([piece for run in runs for piece in _pieces(page, run, em, gap)], em, _NARROW)
    columns[:] = gutters
    if not gutters:
        return [runs]
    runs = [piece for run in runs for piece in _pieces(page, run, em, gap, gutters)]
    spanning = [run for run in runs if _crosses(run, gutters, em) or (run.size > 1.2 * em and _is_alone(run, runs))]
    crossing = {id(run) for run in spanning}
    crossing |= {id(run) for run in runs if run.size > 1.2 * em and any(_follows(one, run) for one in spanning)}
    bands: list[list[Run]] = []
    for run in sorted(runs, key=lambda one: -one.y):
        kind = id(run) in crossing
        same = bool(bands) and (id(bands[-1][-1]) in crossing) == kind
        if same:
            bands[-1].append(run)
        else:
            bands.append([run])
    regions: list[list[Run]] = []
    for band in bands:
        if id(band[0]) in crossing:
            regions.append(band)
            continue
        edges = [float("-inf"), *gutters, float("inf")]
        for low, high in itertools.pairwise(edges):
            inside = [run for run in band if low <= (run.left + run.right) / 2 < high]
            if inside:
                regions.append(inside)
    return regions


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
    return [found for start, end in itertools.pairwise(ends) if (found := _run(page, start, end))]


def _crosses(run: Run, gutters: Sequence[float], em: float) -> bool:
    return any(run.left < x - em and run.right > x + em for x in gutters)


def _is_alone(run: Run, runs: Sequence[Run]) -> bool:
    """Whether nothing stands beside a run of a large size in any column: a short title above them all."""
    upper, lower = run.y + run.size, run.y - 0.3 * run.size
    beside = (one for one in runs if one.y < upper and one.y + one.size > lower)
    return all(abs(one.y - run.y) < 0.3 * run.size and abs(one.size - run.size) < 0.5 for one in beside)


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
    for low, high in itertools.pairwise(edges):
        inside = [run for run in body if low <= run.left and run.right <= high]
        if not inside:
            return False
        widths = [run.right - run.left for run in inside]
        if median(widths) < _FILLED * max(widths) or max(widths) < stripe.broad * em:
            return False
    tall = [sum(low <= run.left and run.right <= high for run in body) for low, high in itertools.pairwise(edges)]
    return bool(gutters) and max(tall) >= stripe.tall


def rows_of(runs: Sequence[Run]) -> list[list[Run]]:
    """Runs on one baseline, from above; raised and lowered ones with the line they belong to."""
    rows: list[list[Run]] = []
    mains: list[Run] = []
    for run in sorted(runs, key=lambda one: -one.y):
        for at in range(max(0, len(rows) - 3), len(rows)):
            main = mains[at]
            if main.line or run.line:
                continue
            larger = max(main.size, run.size)
            apart = abs(main.y - run.y)
            small = min(main.size, run.size) < 0.8 * larger
            if apart < 0.3 * larger or (small and apart < 0.75 * larger and _beside(rows[at], run)):
                rows[at].append(run)
                if _weight(run) > _weight(main):
                    mains[at] = run
                break
        else:
            rows.append([run])
            mains.append(run)
    return [sorted(row, key=lambda one: one.left) for row in rows]


def _weight(run: Run) -> float:
    """How much a run tells of its line."""
    return run.size * (run.end - run.start)


def _beside(row: Sequence[Run], run: Run) -> bool:
    return any(abs(one.right - run.left) < one.size or abs(run.right - one.left) < one.size for one in row)


def line_of(page: PageCharacters, row: Sequence[Run], number: int, column: tuple[int, float, float]) -> PrintedLine:
    """The line that runs make; ``number`` is the page's, ``column`` the column's with its edges."""
    main = max(row, key=_weight)
    text = ""
    cells: list[tuple[int, int, float, float]] = []
    raised: list[tuple[int, int]] = []
    letters: list[tuple[str, int]] = []
    lacking = False
    fonts: Counter[int] = Counter()
    for at, run in enumerate(row):
        small = run.size < 0.8 * main.size and run.y > main.y + 0.12 * main.size
        gap = run.left - row[at - 1].right if at else 0.0
        if at and not small and gap > 1.3 * main.size and not (row[at - 1].size < 0.8 * main.size):
            text += "\t"
            cells.append((len(text), len(text), run.left, run.right))
        elif not cells:
            cells.append((0, 0, run.left, run.right))
        start = len(text)
        words = _joined(page, run, text[-1:] if at and text[-1:] != "\t" else "", gap)
        text += words
        lacking = lacking or (" " in words and " " not in page.text[run.start : run.end] and bool(_ROOM.search(words)))
        if small and len(text) > start:
            raised.append((start, len(text)))
        cells[-1] = (cells[-1][0], len(text), cells[-1][2], run.right)
        faces = page.font[run.start : run.end]
        fonts.update(faces)
        letters += [pair for pair in zip(page.text[run.start : run.end], faces, strict=True) if pair[0] >= "\u3400"]
    stripped = text.strip(" \u3000")
    shift = len(text) - len(text.lstrip(" \u3000"))
    first = row[0].start
    while first < row[0].end - 1 and page.text[first].isspace():
        first += 1
    return PrintedLine(
        stripped, number, page.x[first], main.y, max([run.right for run in row]), main.size,
        sum(run.start <= at < run.end for at in page.twice for run in row) if page.twice else 0, fonts, column,
        [(max(0, start - shift), min(len(stripped), end - shift), low, high) for start, end, low, high in cells]
        if len(cells) > 1 else [],
        page.view, [(start - shift, end - shift) for start, end in raised if start >= shift], letters, "", lacking,
    )  # fmt: skip


def _joined(page: PageCharacters, run: Run, before: str, gap: float) -> str:
    """The text of a run, with a space where there is room for one between letters."""
    start, end = run.start, run.end
    characters, sizes = page.text[start:end], page.size[start:end]
    gaps = [left - edge for left, edge in zip(page.x[start + 1 : end], page.right[start:end], strict=False)]
    text = ""
    if before and gap > 0.2 * sizes[0] and _latin(before) and _latin(characters[0]):
        text = " "
    if not gaps or max(gaps) <= _CLOSE * min(sizes):
        return text + "".join(characters)
    usual = median(gaps)
    for at, one in enumerate(characters):
        if at:
            room = gaps[at - 1] - max(0.0, usual)
            last = characters[at - 1]
            letters = last.isascii() and one.isascii()
            if last.isspace() or one.isspace():
                text += one
                continue
            if room > (_CLOSE if letters else 0.5 if _latin(last) or _latin(one) else 0.75) * sizes[at]:
                text += " "
        text += one
    return text


def _latin(text: str) -> bool:
    return text[-1:] < "\u2e80" and text[-1:].isalnum()
