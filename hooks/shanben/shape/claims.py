"""What an edition does not say: places that two entries claim, and text that none does."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from itertools import pairwise

from shanben.lineation import Lines, lines_of
from shanben.model.editions import Edition
from shanben.model.text import Gap, GapReason, Origin, Source, Span
from shanben.problems import Problem
from shanben.shape.lines import edges, is_white
from shanben.shape.reflow import between


def overlaps(edition: Edition, source: Source) -> Iterable[Problem]:
    """Places that two entries claim."""
    claims = [(span, entry.origin) for work in edition.works for entry in work.contents for span in entry.spans]
    claims += [(span, omission.origin) for omission in edition.omissions for span in omission.spans]
    claims = sorted((claim for claim in claims if len(claim[0])), key=lambda claim: (claim[0].start, claim[0].end))
    lines: Lines | None = None
    for (before, first), (after, second) in pairwise(claims):
        if after.start < before.end:
            lines = lines or lines_of(source.text)
            number = lines.at(after.start).number
            message = "line {line} of {source} is used here and in line {first}; let one entry have it"
            yield Problem("E204", message, second, {"line": number, "source": source.path.name, "first": first.line})


def fill(source: Source, lines: Lines, covered: Sequence[tuple[int, int]]) -> tuple[list[Gap], list[Span]]:
    """Gaps for all that nothing covers: white space by what it is, text as unassigned."""
    gaps: list[Gap] = []
    unassigned: list[Span] = []
    text = source.text
    position = 0
    for start, end in [*covered, (len(text), len(text))]:
        if start > position:
            if is_white(text[position:start]):
                gaps += between(text, position, start)
            else:
                for _, first, last in lines.within(Span(position, start)):
                    first, last = edges(text, first, last)
                    if first >= last:
                        continue
                    gaps += between(text, position, first)
                    gaps.append(Gap(Span(first, last), GapReason.UNASSIGNED))
                    unassigned.append(Span(first, last))
                    position = last
                gaps += between(text, position, start)
        position = max(position, end)
    return gaps, unassigned


def unassigned_problems(
    source: Source, lines: Lines, edition: Edition, unassigned: Sequence[Span]
) -> Iterable[Problem]:
    """One problem for each run of lines that the edition says nothing about."""
    ends = _ends(edition) if unassigned else []
    runs: list[tuple[int, int]] = []
    for span in unassigned:
        number = lines.at(span.start).number
        if runs and number <= runs[-1][1] + 1:
            runs[-1] = (runs[-1][0], number)
        else:
            runs.append((number, number))
    for first, last in runs:
        one = "line {lines} of {source} stands in no work: add it to one, or list it under omit with a reason"
        many = "lines {lines} of {source} stand in no work: add them to one, or list them under omit with a reason"
        values = {"lines": first if first == last else f"{first}-{last}", "source": source.path.name}
        origin = _before(ends, lines[first].start) or Origin(source.path.as_posix(), first)
        yield Problem("E205", one if first == last else many, origin, values)


def _ends(edition: Edition) -> list[tuple[int, Origin]]:
    """Where each entry of an edition file ends in the source, in the source's order; first the works' beginning."""
    ends = [(span.end, entry.origin) for work in edition.works for entry in work.contents for span in entry.spans]
    return sorted([(0, edition.works[0].origin), *ends], key=lambda end: end[0])


def _before(ends: Sequence[tuple[int, Origin]], position: int) -> Origin | None:
    """The entry that takes the lines before a position; None where no edition file arranged the source."""
    origin = ends[max(0, bisect_right(ends, position, key=lambda end: end[0]) - 1)][1]
    return origin if origin.path else None
