"""Arrange a source after its edition: works, sections and blocks with their ids; every other character a gap.

The edition may be an editor's or the engine's own draft; from here on both go the same way.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from shanben.addresses import safe_name
from shanben.lineation import Lines, lines_of
from shanben.model.editions import Edition, PlannedWork
from shanben.model.library import ShapedSource
from shanben.model.text import Gap, Origin, Source, Span, read_spans
from shanben.model.works import Fact, Query, Work
from shanben.problems import Problem
from shanben.shape.claims import fill, overlaps, unassigned_problems
from shanben.shape.locate import block_finder, locate
from shanben.shape.notes import join_notes
from shanben.shape.partition import partition_problems
from shanben.shape.sections import WorkBuilder, unsafe_name


def arrange(source: Source, edition: Edition) -> tuple[ShapedSource, tuple[Problem, ...]]:
    """The works of a source as its edition arranges them, with all gaps; and what is wrong with the edition.

    Works that cannot be arranged are left out (their lines then count as unassigned), so the result always is a
    partition; any problem of an ``E`` code means it is not the one the editors meant.
    """
    lines = lines_of(source.text)
    problems = list(overlaps(edition, source))
    if problems:
        edition = replace(edition, works=(), omissions=())
    gaps: list[Gap] = []
    works: list[Work] = []
    for planned in edition.works:
        if safe_name(planned.id) != planned.id:
            problems.append(unsafe_name(planned.id, planned.origin))
        work, work_gaps, work_problems = _arrange_work(source, lines, planned, edition.keep)
        problems += work_problems
        if work is not None:
            works.append(work)
            gaps += work_gaps
    for omission in edition.omissions:
        gaps += [Gap(span, omission.reason, omission.note) for span in omission.spans if len(span)]
    covered = [(span.start, span.end) for work in works for block in work.blocks() for span in block.spans]
    covered += [(gap.span.start, gap.span.end) for gap in gaps]
    rest, unassigned = fill(source, lines, sorted(covered))
    gaps += rest
    if not problems:
        problems += unassigned_problems(source, lines, edition, unassigned)
    shaped = ShapedSource(
        source,
        tuple(works),
        tuple(sorted(gaps, key=lambda gap: (gap.span.start, gap.span.end))),
        edition.path is None,
        edition.path,
    )
    return shaped, (*problems, *partition_problems(shaped))


def _arrange_work(
    source: Source, lines: Lines, planned: PlannedWork, keep: Sequence[Span]
) -> tuple[Work | None, list[Gap], list[Problem]]:
    """One work, its gaps, and what is wrong with its plan; no work where it has no title."""
    builder = WorkBuilder(source, lines, keep)
    for entry in planned.contents:
        builder.add(entry)
    root = builder.root
    if root is None:
        message = "work {id} has no title: add `title: LINES`, or `supplied: WORDS` with `level: 1`"
        return None, [], [Problem("E211", message, planned.origin, {"id": planned.id})]
    work = Work(
        planned.id, source, tuple(builder.front), root.freeze(), planned.language, planned.numbering,
        notes=planned.notes, excerpt=planned.excerpt, origin=planned.origin, formerly=planned.formerly,
        versions=planned.versions,
    )  # fmt: skip
    insets = [entry for entry in planned.contents if entry.insets]
    joined = join_notes(work, builder.notes, insets, builder.names.free)
    work = joined.work
    gaps = [*builder.gaps, *joined.gaps]
    problems = [*builder.problems, *joined.problems]
    facts: list[Fact] = []
    for fact in planned.facts:
        spans = locate(source.text, fact.spans, fact.text) if fact.spans else ()
        if fact.spans and not spans:
            problems.append(_not_there(fact.text, source, lines, fact.spans, fact.origin))
        facts.append(Fact(fact.name, read_spans(source.text, spans) if spans else fact.text, spans, fact.note))
    queries: list[Query] = []
    find = block_finder(work) if planned.queries else str
    for query in planned.queries:
        spans = locate(source.text, query.spans, query.text) if query.text else query.spans
        if query.text and not spans:
            problems.append(_not_there(query.text, source, lines, query.spans, query.origin))
        queries.append(Query(query.question, spans, find(spans[0].start) if spans else "", query.origin))
    return replace(work, facts=tuple(facts), queries=tuple(queries)), gaps, problems


def _not_there(words: str, source: Source, lines: Lines, spans: Sequence[Span], origin: Origin) -> Problem:
    number = lines.at(spans[0].start).number if spans else 1
    message = "“{words}” does not stand at line {line} of {source}; check the line"
    return Problem("E206", message, origin, {"words": words, "line": number, "source": source.path.name})
