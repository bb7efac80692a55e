"""Places of an edition file, moved with the lines of a source that was corrected."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from shanben.compare.lines import LineMap

Range = tuple[int, int | None, int, int | None]
"""First line and column, last line and column, from 1, both included; no column means the whole line."""


@dataclass(frozen=True, slots=True)
class Moved:
    """A place after the source was corrected; ``gone`` are lines with words that the new source does not hold."""

    ranges: tuple[Range, ...]
    gone: tuple[int, ...] = ()

    @property
    def lost(self) -> bool:
        """Whether nothing is left of it."""
        return not self.ranges


def moved_place(place: Sequence[Range], lines: LineMap) -> Moved:
    """Where the lines of a place stand now. Lines that were put in between its lines belong to it."""
    ranges: list[Range] = []
    gone: list[int] = []
    for first, column, last, last_column in place:
        within = range(first, min(last, len(lines.old)) + 1)
        gone += [line for line in within if line not in lines.became and lines.old[line - 1].strip()]
        pieces = list(_runs(within, lines))
        if not pieces:
            continue
        start = lines.column(first, column, end=False) if column else None
        end = lines.column(last, last_column, end=True) if last_column else None
        if (column and not start) or (last_column and not end):
            gone.append(first if column and not start else last)
            continue
        moved: list[Range] = [(low, None, high, None) for low, high in pieces]
        if start:
            moved[0] = (start[0], start[1], *moved[0][2:])
        if end:
            moved[-1] = (*moved[-1][:2], end[0], end[1])
        ranges += moved
    return Moved(tuple(ranges), tuple(dict.fromkeys(gone)))


def _runs(within: range, lines: LineMap) -> Iterator[tuple[int, int]]:
    """The new lines of a range of old ones, in their old order, as ranges; lines of other places part them."""
    own = {number for line in within for number in lines.became.get(line, ())}
    foreign = {number for found in lines.became.values() for number in found if number not in own}
    foreign = {number for number in foreign if lines.new[number - 1].strip()}
    run: tuple[int, int] | None = None
    for line in within:
        found = lines.became.get(line, ())
        blank = not lines.old[line - 1].strip() and line not in (within[0], within[-1])
        if not found or blank:
            continue
        low, high = found[0], found[-1]
        if run and low >= run[0] and not any(number in foreign for number in range(run[1] + 1, low)):
            run = (run[0], max(run[1], high))
            continue
        if run:
            yield run
        run = (low, high)
    if run:
        yield run


def place_text(ranges: Iterable[Range]) -> str:
    """A place as edition files write it: ``12``, ``12-15``, ``12:5-13:8``, several after commas."""
    return ", ".join(_range_text(*one) for one in ranges)


def _range_text(first: int, column: int | None, last: int, last_column: int | None) -> str:
    start = f"{first}:{column}" if column else str(first)
    end = f"{last}:{last_column}" if last_column else str(last)
    return start if start == end and not column else f"{start}-{end}"
