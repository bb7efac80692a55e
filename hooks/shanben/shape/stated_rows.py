"""The rows of a table as a document states them, mended so that each of their words stands in one cell."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from shanben.lineation import Lines
from shanben.model.editions import PlannedCell
from shanben.model.text import Span
from shanben.shape.tables import rest_of

_Rows = Sequence[Sequence[PlannedCell]]


def whole_rows(lines: Lines, extents: Sequence[Span], rows: _Rows) -> tuple[tuple[PlannedCell, ...], ...]:
    """The rows with cells that lie in ``extents`` and share nothing; words in no cell go to the one before them.

    What is known of a table may be wrong or be about a part of it: a draft takes its words all the same, so that what
    the engine says itself never has to be mended by hand. No rows where no cell holds a word.
    """
    places = _parted(extents, rows)
    _, words = rest_of(lines, extents, [span for spans in places.values() for span in spans])
    begun = sorted((spans[0].start, place) for place, spans in places.items())
    if not begun:
        return ()
    for span in words:
        _, place = max((one for one in begun if one[0] < span.start), default=begun[0])
        places[place] = sorted((*places[place], span))
    return tuple(
        tuple(replace(cell, spans=tuple(places.get((at, column), ()))) for column, cell in enumerate(row))
        for at, row in enumerate(rows)
    )


def _parted(extents: Sequence[Span], rows: _Rows) -> dict[tuple[int, int], list[Span]]:
    """For each cell that holds words, by row and column, its places without what lies outside the table or in another
    cell.
    """
    reached = 0
    parted: dict[tuple[int, int], list[Span]] = {}
    stated = [
        (span, (at, column)) for at, row in enumerate(rows) for column, cell in enumerate(row) for span in cell.spans
    ]
    for span, place in sorted(stated):
        within = ((max(span.start, one.start, reached), min(span.end, one.end)) for one in extents)
        own = [Span(start, end) for start, end in within if start < end]
        if own:
            parted.setdefault(place, []).extend(own)
        reached = max(reached, span.end)
    return parted
