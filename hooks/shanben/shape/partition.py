"""The partition: blocks and gaps cover a source exactly once. Nothing lost, doubled or invented."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from shanben.model.library import ShapedSource
from shanben.model.text import Origin
from shanben.problems import Problem


def partition_problems(shaped: ShapedSource) -> tuple[Problem, ...]:
    """What breaks the partition: characters covered by nothing, or twice. Empty where it holds."""
    return tuple(_breaks(shaped))


def _breaks(shaped: ShapedSource) -> Iterator[Problem]:
    source = shaped.source
    bounds = [(span.start, span.end) for work in shaped.works for block in work.blocks() for span in block.spans]
    bounds += [(gap.span.start, gap.span.end) for gap in shaped.gaps]
    if _covers(sorted(bounds), len(source.text)):
        return
    pieces = [
        (span.start, span.end, f"{work.id}#{block.id}")
        for work in shaped.works
        for block in work.blocks()
        for span in block.spans
        if len(span)
    ]
    pieces += [(gap.span.start, gap.span.end, f"gap ({gap.reason})") for gap in shaped.gaps]
    pieces.sort()
    position, last = 0, "the beginning"
    for start, end, name in pieces:
        if start != position:
            nothing = "characters {first}-{last} stand in nothing, between {before} and {after}"
            twice = "characters {first}-{last} stand twice, between {before} and {after}"
            first, end_of_it = min(start, position), max(start, position)
            origin = Origin(source.path.as_posix(), source.text.count("\n", 0, first) + 1)
            values = {"first": first, "last": end_of_it, "before": last, "after": name}
            yield Problem("E301", nothing if start > position else twice, origin, values)
        position, last = max(position, end), name
    if position != len(source.text):
        message = "characters {first}-{last} stand in nothing, after {before}"
        origin = Origin(source.path.as_posix(), source.text.count("\n", 0, position) + 1)
        yield Problem("E301", message, origin, {"first": position, "last": len(source.text), "before": last})


def _covers(bounds: Sequence[tuple[int, int]], length: int) -> bool:
    """Whether each of the bounds, in order, begins where the one before it ends; empty ones aside."""
    position = 0
    for start, end in bounds:
        if start == end:
            continue
        if start != position:
            return False
        position = end
    return position == length
