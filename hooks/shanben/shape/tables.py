"""Tables: which words of some lines are a cell, and what stands between the cells."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from shanben.lineation import Lines
from shanben.model.editions import PlannedCell
from shanben.model.forms import Cell
from shanben.model.text import Gap, GapReason, Span
from shanben.shape.drawn import BARS, is_drawn
from shanben.shape.layout import cells as width
from shanben.shape.lines import edges
from shanben.shape.reflow import between
from shanben.shape.spaced_rows import has_commas

_NOT_WORDS = re.compile(r"[\s\-=_+,|｜\u2500-\u257f]*")
_WIDE_SPACE = re.compile(r"[ \u3000]*\u3000[ \u3000]*|[ \xa0]{2,}")
_ANY_SPACE = re.compile(r"[ \u3000\xa0]+")
_FIGURES = re.compile(r"[\d.,%％‰+\-—–－/／·±~～ 　]*\d[\d.,%％‰+\-—–－/／·±~～ 　]*")


@dataclass(frozen=True, slots=True)
class Place:
    """The place of one cell, with the words it holds; ``form`` has no table yet."""

    spans: tuple[Span, ...]
    form: Cell


Row = list[tuple[int, int]]
"""The cells of a line as half-open ranges, from the left; an empty range is an empty cell."""


def rows_of(lines: Lines, extents: Sequence[Span]) -> list[Row]:
    """The rows of ``extents``, a line each; drawn and blank lines are none."""
    own = [
        (start, end)
        for extent in extents
        for _, start, end in lines.within(extent)
        if lines.text[start:end].strip() and not is_drawn(lines.text[start:end])
    ]
    split = splitter([lines.text[start:end] for start, end in own])
    rows = [[(start + first, start + last) for first, last in split(lines.text[start:end])] for start, end in own]
    return rows if split in (by_tabs, by_bars, by_commas) else _aligned(lines, rows)


def by_tabs(content: str) -> Row:
    """Cells with a tab between them; two tabs enclose an empty cell."""
    return _pieces(content, [match.span() for match in re.finditer("\t", content)])


def by_bars(content: str) -> Row:
    """Cells with a bar between them and perhaps around the row."""
    bars = [match.span() for match in re.finditer(f"[{BARS}]", content)]
    row = _pieces(content, bars)
    if bars and not content[: bars[0][0]].strip():
        row = row[1:]
    if len(bars) > 1 and not content[bars[-1][1] :].strip():
        row = row[:-1]
    return row


def by_commas(content: str) -> Row:
    """Cells with a comma of one half cell between them."""
    return _pieces(content, [match.span() for match in re.finditer(",", content)])


def by_wide_spaces(content: str) -> Row:
    """Cells with two spaces, or an ideographic one, between them."""
    first, last = edges(content, 0, len(content))
    return _pieces(content, [match.span() for match in _WIDE_SPACE.finditer(content, first, last)], first, last)


def by_spaces(content: str) -> Row:
    """Cells with any space between them."""
    first, last = edges(content, 0, len(content))
    return _pieces(content, [match.span() for match in _ANY_SPACE.finditer(content, first, last)], first, last)


def _pieces(content: str, cuts: Sequence[tuple[int, int]], first: int = 0, last: int = -1) -> Row:
    row, position = [], first
    for start, end in [*cuts, (len(content) if last < 0 else last, 0)]:
        row.append(edges(content, position, start))
        position = end
    return row


def splitter(contents: Sequence[str]) -> Callable[[str], Row]:
    """How the lines of one table are split: by what most of them have."""
    for sign, split in (("\t", by_tabs), (BARS, by_bars)):
        if 2 * sum(any(one in content.strip() for one in sign) for content in contents) > len(contents):
            return split
    if has_commas(contents):
        return by_commas
    return by_wide_spaces if any(len(by_wide_spaces(content)) > 1 for content in contents) else by_spaces


def _aligned(lines: Lines, rows: list[Row]) -> list[Row]:
    """Rows with fewer cells than others, each cell under the column it stands nearest to."""
    columns = max(rows, key=len, default=[])
    heads = [_reach(lines, cell) for cell in columns]
    aligned = []
    for row in rows:
        if len(row) == len(columns):
            aligned.append(row)
            continue
        placed: Row = []
        for index, cell in enumerate(row):
            low, high = len(placed), len(columns) - (len(row) - index)
            reach = _reach(lines, cell)
            column = min(range(low, high + 1), key=lambda one: _distance(heads[one], reach))
            placed += [(cell[0], cell[0])] * (column - low)
            placed.append(cell)
        aligned.append(placed)
    return aligned


def _reach(lines: Lines, cell: tuple[int, int]) -> tuple[float, float]:
    """Where a cell begins and ends on the page, in full-width characters from the left edge."""
    start = lines.at(cell[0]).start
    return width(lines.text[start : cell[0]]), width(lines.text[start : cell[1]])


def _distance(one: tuple[float, float], other: tuple[float, float]) -> float:
    return min(abs(one[0] - other[0]), abs(one[1] - other[1]), abs(sum(one) - sum(other)) / 2)


def header_rows(texts: Sequence[Sequence[str]]) -> int:
    """How many rows are the head: one, where every column is named, none by a figure or a sentence; else none."""
    if len(texts) < 2 or len(texts[0]) < 2 or not all(texts[0]):
        return 0
    return int(not any(_FIGURES.fullmatch(text) or text.endswith("。") for text in texts[0]))


def found_cells(lines: Lines, extents: Sequence[Span], header: int | None) -> list[Place]:
    """The cells of lines of which each is a row."""
    rows = rows_of(lines, extents)
    if header is None:
        header = header_rows([[lines.text[first:last] for first, last in row] for row in rows])
    return [
        Place((Span(first, last),), Cell("", number, column, header=number <= header))
        for number, row in enumerate(rows, 1)
        for column, (first, last) in enumerate(row, 1)
        if first < last
    ]


def stated_cells(rows: Sequence[Sequence[PlannedCell]], header: int) -> Iterator[Place]:
    """The cells an edition names, each in the first free column of its row, as in HTML."""
    until: dict[int, int] = {}  # for each column the last row that a cell so far takes
    for number, row in enumerate(rows, 1):
        column = 1
        for cell in row:
            while until.get(column, 0) >= number:
                column += 1
            until |= dict.fromkeys(range(column, column + cell.columns), number + cell.rows - 1)
            if cell.spans:
                yield Place(cell.spans, Cell("", number, column, cell.rows, cell.columns, number <= header))


def rest_of(lines: Lines, extents: Sequence[Span], covered: Sequence[Span]) -> tuple[list[Gap], list[Span]]:
    """What a table holds beside its cells: gaps for what stands between them, and places of words in no cell."""
    gaps: list[Gap] = []
    words: list[Span] = []
    text = lines.text
    for segment in _segments(extents, covered):
        position = segment.start
        for line, start, end in lines.within(segment):
            first, last = edges(text, start, end)
            inside = text[line.start : start].strip() and text[end : line.end].strip()
            if first >= last and inside:  # only space, between two cells
                first, last = start, end
            if first >= last:
                continue
            if inside and _NOT_WORDS.fullmatch(text, first, last):
                first, last = start, end
            gaps += between(text, position, first)
            position = last
            if is_drawn(text[first:last]) and not inside:
                gaps.append(Gap(Span(first, last), GapReason.RULE))
            elif _NOT_WORDS.fullmatch(text, first, last):
                gaps.append(Gap(Span(first, last), GapReason.CELL_SEPARATOR))
            else:
                gaps.append(Gap(Span(first, last), GapReason.UNASSIGNED))
                words.append(Span(first, last))
        gaps += between(text, position, segment.end)
    return gaps, words


def _segments(extents: Sequence[Span], covered: Sequence[Span]) -> Iterator[Span]:
    """The stretches of ``extents`` that nothing covers."""
    done = sorted(covered)
    for extent in extents:
        position = extent.start
        for span in done:
            if span.end > position and span.start < extent.end:
                if span.start > position:
                    yield Span(position, span.start)
                position = max(position, span.end)
        if position < extent.end:
            yield Span(position, extent.end)
