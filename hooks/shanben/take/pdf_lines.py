"""Printed lines of a page in reading order: runs of characters, columns, and lines that go across them."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from statistics import median

from shanben.take.pdf_characters import Character, PageCharacters

_GUTTER = 1.1
"""Ems of white space between columns at least."""
_TALL = 6
"""Lines that columns have at least, beside each other."""
_FILLED = 0.55
"""Of a column's width that its lines fill on the average; the cells of a table fill less."""

_CLOSE = 0.16
"""Ems between two letters of one word at most."""


@dataclass(slots=True)
class Run:
    """Characters of one line without a wide gap."""

    characters: list[Character]

    @property
    def left(self) -> float:
        """The left edge."""
        return self.characters[0].x

    @property
    def right(self) -> float:
        """The right edge."""
        return max([one.right for one in self.characters[-3:]])

    @property
    def y(self) -> float:
        """The baseline."""
        return self.characters[len(self.characters) // 2].y

    @property
    def size(self) -> float:
        """The size of most characters."""
        return self.characters[len(self.characters) // 2].size


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
    height: float = 0.0
    """The height of the page."""
    raised: list[tuple[int, int]] = field(default_factory=list)
    """Places of small characters above the baseline."""
    letters: list[tuple[str, int]] = field(default_factory=list)
    """Its Han characters, each with its font."""
    repaired: str = ""
    recognised: bool = False
    """Whether it was recognised in a picture."""
    bold: bool = False
    weighed: bool = False
    """Whether it is known if it is bold."""


def page_lines(page: PageCharacters, number: int, columns: list[float]) -> list[PrintedLine]:
    """The lines of a page in the order they are read.

    ``columns`` are the middles of the white stripes between the columns of the page before; they become this page's.
    """
    runs = _runs(page.characters)
    if not runs:
        return []
    sizes: Counter[float] = Counter()
    for run in runs:
        sizes[round(run.size * 2) / 2] += len(run.characters)
    em = sizes.most_common(1)[0][0] or 10.0
    lines: list[PrintedLine] = []
    for column, region in enumerate(_regions(runs, em, columns), 1):
        left, right = min(run.left for run in region), max(run.right for run in region)
        lines += (_line(row, number, (column, left, right), page.height) for row in _rows(region))
    return [line for line in lines if line.text]


def _runs(characters: Sequence[Character]) -> list[Run]:
    runs: list[Run] = []
    for one in characters:
        if one.text.isspace() and (not runs or runs[-1].characters[-1].text.isspace()):
            continue
        last = runs[-1].characters[-1] if runs else None
        em = one.size or 1.0
        if (
            last is not None
            and abs(last.y - one.y) < 0.45 * max(em, last.size)
            and -0.6 * em < one.x - last.right < 1.3 * em
            and one.x > runs[-1].characters[0].x - em
        ):
            runs[-1].characters.append(one)
        else:
            runs.append(Run([one]))
    for run in runs:
        while run.characters and run.characters[-1].text.isspace():
            run.characters.pop()
    return [run for run in runs if any(not one.text.isspace() for one in run.characters)]


def _regions(runs: list[Run], em: float, columns: list[float]) -> list[list[Run]]:
    """The columns of a page from above and from the left; what crosses them divides the page."""
    gutters = _gutters(runs, em)
    if not gutters and columns and not any(_crosses(run, columns, em) for run in runs):
        gutters = list(columns)  # the last page of a text has few lines in each column
    columns[:] = gutters
    if not gutters:
        return [runs]
    spanning = [run for run in runs if _crosses(run, gutters, em)]
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


def _crosses(run: Run, gutters: Sequence[float], em: float) -> bool:
    return any(run.left < x - em and run.right > x + em for x in gutters)


def _follows(one: Run, other: Run) -> bool:
    """Whether a run of a large size stands on the line below another of that size: the rest of a title."""
    return abs(one.size - other.size) < 0.5 and 0 < one.y - other.y < 2.2 * one.size


def _gutters(runs: Sequence[Run], em: float) -> list[float]:
    """The middles of the white stripes between columns."""
    body = [run for run in runs if run.right - run.left > 2 * em and abs(run.size - em) < 0.35 * em]
    if len(body) < 2 * _TALL:
        return []
    left, right = min(run.left for run in body), max(run.right for run in body)
    step = em / 2
    slots = [0] * (int((right - left) / step) + 1)
    for run in body:
        for at in range(int((run.left - left) / step), min(len(slots), int((run.right - left) / step) + 1)):
            slots[at] += 1
    most = max(slots)
    gutters: list[float] = []
    at = 0
    while at < len(slots):
        end = at
        while end < len(slots) and slots[end] <= most * 0.08:
            end += 1
        if end > at and at > 0 and end < len(slots) and (end - at + 1) * step >= _GUTTER * em:
            gutters.append(left + (at + end) / 2 * step)
        at = max(end, at + 1)
    return gutters if _are_columns(body, gutters) else []


def _are_columns(body: Sequence[Run], gutters: Sequence[float]) -> bool:
    """Whether what lies between white stripes is text: tall and filled, as the columns of a table are not."""
    edges = [float("-inf"), *gutters, float("inf")]
    for low, high in itertools.pairwise(edges):
        inside = [run for run in body if low <= run.left and run.right <= high]
        if not inside:
            return False
        widths = [run.right - run.left for run in inside]
        if median(widths) < _FILLED * max(widths):
            return False
    tall = [sum(low <= run.left and run.right <= high for run in body) for low, high in itertools.pairwise(edges)]
    return bool(gutters) and max(tall) >= _TALL


def _rows(runs: Sequence[Run]) -> list[list[Run]]:
    """Runs on one baseline, from above; raised and lowered ones with the line they belong to."""
    rows: list[list[Run]] = []
    for run in sorted(runs, key=lambda one: -one.y):
        for row in rows[-3:]:
            main = max(row, key=lambda one: one.size * len(one.characters))
            larger = max(main.size, run.size)
            apart = abs(main.y - run.y)
            small = min(main.size, run.size) < 0.8 * larger
            if apart < 0.3 * larger or (small and apart < 0.75 * larger and _beside(row, run)):
                row.append(run)
                break
        else:
            rows.append([run])
    return [sorted(row, key=lambda one: one.left) for row in rows]


def _beside(row: Sequence[Run], run: Run) -> bool:
    return any(abs(one.right - run.left) < one.size or abs(run.right - one.left) < one.size for one in row)


def _line(row: Sequence[Run], page: int, column: tuple[int, float, float], height: float) -> PrintedLine:
    main = max(row, key=lambda one: len(one.characters) * one.size)
    text = ""
    cells: list[tuple[int, int, float, float]] = []
    raised: list[tuple[int, int]] = []
    for at, run in enumerate(row):
        small = run.size < 0.8 * main.size and run.y > main.y + 0.12 * main.size
        gap = run.left - row[at - 1].right if at else 0.0
        if at and not small and gap > 1.3 * main.size and not (row[at - 1].size < 0.8 * main.size):
            text += "\t"
            cells.append((len(text), len(text), run.left, run.right))
        elif not cells:
            cells.append((0, 0, run.left, run.right))
        start = len(text)
        text += _joined(run.characters, text[-1:] if at and text[-1:] != "\t" else "", gap)
        if small and len(text) > start:
            raised.append((start, len(text)))
        cells[-1] = (cells[-1][0], len(text), cells[-1][2], run.right)
    characters = [one for run in row for one in run.characters]
    fonts = Counter(one.font for one in characters)
    stripped = text.strip(" \u3000")
    shift = len(text) - len(text.lstrip(" \u3000"))
    left = next((one.x for one in row[0].characters if not one.text.isspace()), row[0].left)
    return PrintedLine(
        stripped, page, left, main.y, max(run.right for run in row), main.size,
        sum(one.bold for one in characters), fonts, column,
        [(max(0, start - shift), min(len(stripped), end - shift), low, high) for start, end, low, high in cells]
        if len(cells) > 1 else [],
        height, [(start - shift, end - shift) for start, end in raised if start >= shift],
        [(one.text, one.font) for one in characters if one.text >= "\u3400"],
    )  # fmt: skip


def _joined(characters: Sequence[Character], before: str, gap: float) -> str:
    """The text of a run, with a space where there is room for one between letters."""
    gaps = [after.x - one.right for one, after in itertools.pairwise(characters)]
    text = ""
    size = characters[0].size
    if before and gap > 0.2 * size and _latin(before) and _latin(characters[0].text):
        text = " "
    if not gaps or max(gaps) <= _CLOSE * min([one.size for one in characters]):
        return text + "".join([one.text for one in characters])
    usual = median(gaps)
    for at, one in enumerate(characters):
        if at:
            room = gaps[at - 1] - max(0.0, usual)
            last = characters[at - 1].text
            letters = last.isascii() and one.text.isascii()
            if last.isspace() or one.text.isspace():
                text += one.text
                continue
            if room > (_CLOSE if letters else 0.5 if _latin(last) or _latin(one.text) else 0.75) * one.size:
                text += " "
        text += one.text
    return text


def _latin(text: str) -> bool:
    return text[-1:] < "\u2e80" and text[-1:].isalnum()
