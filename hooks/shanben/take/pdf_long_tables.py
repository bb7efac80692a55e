"""The tables of a PDF by their rows, also those that go on over pages: one table, whose head stands once."""

from __future__ import annotations

import itertools
import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from shanben.take.pdf_lines import PrintedLine

_NEAR = 3.0
"""Points by which the edges of a column on two pages miss each other."""
_LOWER = 0.45
"""Of a page's height: the last row before a page's end begins no higher."""
_LONG = 20
"""Characters of a cell that may go on over a page."""
_STOPS = "。！？；.!?;"
_GOES_ON = re.compile(r"[（(【]?续[上前]?表.{0,30}|續[上前]?表.{0,30}|.{0,30}[（(][续續][表）)].{0,3}")
"""What stands above the part of a table on a later page: 续表1, 表1（续）."""

_Place = tuple[int, int]
"""A page and the number of a ruled table on it."""


@dataclass(frozen=True, slots=True)
class Tables:
    """For lines that are rows, by their ``id()``, the number of the table and the row; and the lines above later parts
    of a table that say again what stands above the first.
    """

    rows: Mapping[int, tuple[int, int]] = field(default_factory=dict)
    again: frozenset[int] = frozenset()


def tables_of(flow: Sequence[PrintedLine], aside: Sequence[PrintedLine] = ()) -> Tables:
    """The tables among lines in reading order, without what belongs to their pages; without rules never one alone.

    ``aside`` is what belongs to the pages: the head of a table may be among it.
    """
    places: dict[_Place, list[PrintedLine]] = defaultdict(list)
    for line in flow:
        if line.table:
            places[line.page, line.table].append(line)
    first, again = _joined(flow, places, {(line.page, line.table) for line in aside if line.table})
    numbers: dict[_Place, int] = {}
    depth: dict[_Place, int] = defaultdict(int)
    ended: dict[_Place, list[PrintedLine]] = defaultdict(list)
    found: dict[int, tuple[int, int]] = {}
    for place, lines in places.items():
        whole = first.get(place, place)
        number = numbers.setdefault(whole, len(numbers) + 1)
        kept = [line for line in lines if id(line) not in again]
        before = depth[whole] - (kept[0].row - 1 if kept and whole != place else 0)
        if kept and place != whole and ended[whole] and _is_rest(ended[whole], kept[0]):
            before -= 1
        ended[whole] += kept
        for line in kept:
            found[id(line)] = number, before + line.row
            tall = max((cell.rows for cell in line.placed), default=1)
            depth[whole] = max(depth[whole], before + line.row + tall - 1)
    count = len(numbers)
    for run in _unruled(flow):
        count += 1
        again |= {id(one) for one in _heads_again(run)}
        found |= {id(one): (count, at) for at, one in enumerate((one for one in run if id(one) not in again), 1)}
    return Tables(found, frozenset(again))


def _unruled(flow: Sequence[PrintedLine]) -> Iterator[list[PrintedLine]]:
    """Lines with cells that no rule bounds and that follow each other: two and more are rows."""
    run: list[PrintedLine] = []
    for line in [*flow, None]:
        row = line if line is not None and line.cells and not line.table else None
        if row is not None and (not run or len(row.cells) <= len(run[0].cells) + 1):
            run.append(row)
            continue
        if len(run) > 1:
            yield run
        run = [row] if row is not None else []


def _heads_again(run: Sequence[PrintedLine]) -> Iterator[PrintedLine]:
    """Rows at the beginning of later pages that say what the first row says."""
    for before, row in itertools.pairwise(run):
        if row.page > before.page and _solid(row) == _solid(run[0]):
            yield row


def _joined(
    flow: Sequence[PrintedLine], places: Mapping[_Place, Sequence[PrintedLine]], headed: Collection[_Place]
) -> tuple[dict[_Place, _Place], set[int]]:
    """For tables that go on with one of the page before, the first part; and the lines that stand again."""
    first: dict[_Place, _Place] = {}
    again: set[int] = set()
    for at, line in enumerate(flow):
        if not line.table or at + 1 == len(flow):
            continue
        label = at + 1 if not flow[at + 1].table and _GOES_ON.fullmatch(flow[at + 1].text.strip()) else None
        below = at + 1 if label is None else at + 2
        if below == len(flow) or not (after := flow[below]).table or after.page != line.page + 1:
            continue
        if label is not None and flow[label].page != after.page:
            continue
        one, other = places[line.page, line.table], places[after.page, after.table]
        whole = first.get((line.page, line.table), (line.page, line.table))
        head = _head(places[whole], other)
        known = head > 0 or (after.page, after.table) in headed
        low = line.y < _LOWER * line.height or _is_rest(one, after)  # a tall row begins higher
        if not (known or label is not None or low) or not _same(one, other, head=known):
            continue
        first[after.page, after.table] = whole
        again |= {id(row) for row in other[:head]} | ({id(flow[label])} if label is not None else set())
    return first, again


def _head(one: Sequence[PrintedLine], other: Sequence[PrintedLine]) -> int:
    """How many rows at the beginning of a later part say what the head of the first does, which stands on each page.

    A head has one row, unless cells of it span others; a row of it may be known as the page's already.
    """
    deep = 1
    for at, row in enumerate(one):
        if at == deep:
            break
        deep = max([deep, *(at + max(cell.rows, 1 + (cell.cols > 1)) for cell in row.placed)])
    head = {_solid(row) for row in one[:deep]}
    return sum(1 for _ in itertools.takewhile(lambda row: _solid(row) in head, other[: min(deep, len(other) - 1)]))


def _is_rest(above: Sequence[PrintedLine], row: PrintedLine) -> bool:
    """Whether a row is what did not fit on the page before of the last row ``above``.

    Each of its cells that holds words goes on with one there that is long and stops inside a sentence, or that had no
    room for the next word; and one of these stops so. All do where the first cell holds words. That there was no room
    tells nothing where a row that no page cuts ends so too.
    """
    last = above[-1]
    if [cell.col for cell in last.placed] != [cell.col for cell in row.placed]:
        return False
    if any(cell.rows > 1 or cell.cols > 1 for cell in (*last.placed, *row.placed)):
        return False
    going = [at for at, cell in enumerate(row.placed) if cell.end > cell.start]
    said = [_said(last, at) for at in going]
    if not all(said) or not any(len(text) >= _LONG for text in said):
        return False
    ended = sum(text[-1] in _STOPS for text in said)
    if ended == len(going) or (ended and not going[0]):
        return False
    if going[0] and 2 * len(going) <= len(row.placed) and not ended and all(len(text) >= _LONG for text in said):
        return True
    whole = (one for one, below in itertools.pairwise(above) if one.page == below.page)
    return _lacks_room(last, row, going) and not any(_lacks_room(one, row, going) for one in whole)


def _lacks_room(above: PrintedLine, row: PrintedLine, going: Sequence[int]) -> bool:
    """Whether the last lines of some cells have no room for the words that the same cells of a row begin with."""
    return len(above.rooms) == len(row.placed) and all(
        above.rooms[at] < len(_FIRST.match(_said(row, at))[0].encode("gb18030", "replace")) / 2 + _SLACK  # type: ignore[index]
        for at in going
    )


_FIRST = re.compile(r"[（(《“‘「『【]*(?:[\dA-Za-z.%]+|.)[，。、；：！？）》”’」』】,.;:)%]*", re.DOTALL)
"""What no line parts: a word or a character, and the marks about it."""
_SLACK = 0.2


def _said(row: PrintedLine, at: int) -> str:
    return row.text[row.placed[at].start : row.placed[at].end]


def _solid(row: PrintedLine) -> str:
    return "".join(row.text.split())


def _same(one: Sequence[PrintedLine], other: Sequence[PrintedLine], *, head: bool) -> bool:
    """Whether two parts have the same columns: as many, and at the same places unless both have one head."""
    columns = [max(cell.col + cell.cols for line in lines for cell in line.placed) for lines in (one, other)]
    if columns[0] != columns[1]:
        return False
    if head:
        return True
    edges = [
        sorted({round(edge, 1) for line in lines for cell in line.cells for edge in cell[2:]}) for lines in (one, other)
    ]
    shift = edges[0][0] - edges[1][0]
    return all(any(abs(edge - shift - mine) <= _NEAR for mine in edges[1]) for edge in edges[0])
