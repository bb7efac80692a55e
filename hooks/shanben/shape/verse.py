"""Verse: stanzas, and where in each its lines begin."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from shanben.lineation import Lines
from shanben.model.text import Span, read_spans
from shanben.shape.lines import edges


def stanzas(lines: Lines, extents: Sequence[Span], split: Collection[int] = ()) -> list[tuple[Span, ...]]:
    """The places of each stanza, a span a line; a blank line, another place or a position of ``split`` begins one."""
    found: list[list[Span]] = []
    for extent in extents:
        last = -1
        for line, start, end in lines.within(extent):
            first, after = edges(lines.text, start, end)
            if first >= after:
                continue
            if last < 0 or line.number > last + 1 or any(start <= one <= first for one in split):
                found.append([])
            found[-1].append(Span(first, after))
            last = line.number
    return [tuple(stanza) for stanza in found]


def breaks_in(text: str, begun: Sequence[int], spans: Sequence[Span]) -> tuple[int, ...]:
    """Where lines that begin at positions of the source begin in the published text of ``spans``."""
    return tuple(len(read_spans(text, before(spans, start))) for start in begun)


def before(spans: Sequence[Span], position: int) -> tuple[Span, ...]:
    """What of ``spans`` is read before the character at ``position``; all of them where none holds it."""
    for index, span in enumerate(spans):
        if span.start <= position < span.end:
            return (*spans[:index], Span(span.start, position))
    return tuple(spans)
