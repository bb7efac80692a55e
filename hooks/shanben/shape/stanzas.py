"""Verse: stanzas, and where in each its lines begin."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Sequence

from shanben.lineation import Lines
from shanben.model.text import Span, read_spans
from shanben.shape.lines import edges


def stanzas(lines: Lines, extents: Sequence[Span], split: Collection[int] = ()) -> list[tuple[Span, ...]]:
    """The places of each stanza, a span a line; a blank line, another place or a position of ``split`` begins one."""
    found: list[list[Span]] = []
    wanted = sorted(split)
    for extent in extents:
        last = -1
        for line, start, end in lines.within(extent):
            first, after = edges(lines.text, start, end)
            if first >= after:
                continue
            if last < 0 or line.number > last + 1 or bisect_left(wanted, start) < bisect_right(wanted, first):
                found.append([])
            found[-1].append(Span(first, after))
            last = line.number
    return [tuple(stanza) for stanza in found]


def breaks_in(text: str, begun: Sequence[int], spans: Sequence[Span]) -> tuple[int, ...]:
    """Where lines that begin at positions of the source, in reading order, begin in the published text of ``spans``.

    ``spans`` ascend. Each stretch from one beginning to the next is read once.
    """
    found: list[int] = []
    length = index = 0
    position = spans[0].start if spans else 0
    for start in begun:
        stretch: list[Span] = []
        while index < len(spans) and spans[index].end <= start:
            stretch.append(Span(max(position, spans[index].start), spans[index].end))
            index += 1
        if index < len(spans) and spans[index].start <= start:
            stretch.append(Span(max(position, spans[index].start), start))
            position = start
        length += len(read_spans(text, stretch))
        found.append(length)
    return tuple(found)
