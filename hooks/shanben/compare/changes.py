"""What a change does to the texts of a library: two snapshots in, a list of changes out.

Works, sections and passages are paired by content and by address (``align``, ``sections``); a change
is what differs between the two sides of a pair, or that one side is missing. A theme or the engine's code is no part of
a snapshot, so a change of these alone says nothing. Addresses that merely follow from another change (the paragraphs
below an inserted one are counted anew) are told as one number, ``Comparison.readdressed``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Iterable, Iterator
from dataclasses import replace
from operator import attrgetter

from shanben.compare.comparison import Change, ChangeKind, Comparison, Detail
from shanben.compare.layout import Side, pair_works
from shanben.compare.matched import END, Matched, Ranked
from shanben.compare.passage_changes import linked_passages, lone_passages, moved_passages
from shanben.compare.reference_changes import reference_changes
from shanben.compare.section_changes import came_or_went, heading_changes, section_changes
from shanben.compare.snapshot import ProblemEntry, Snapshot
from shanben.compare.stated import differing, only, stated, whole
from shanben.compare.term_changes import term_changes
from shanben.compare.words import Op
from shanben.model.library import FORMAT


def compare(base: Snapshot, head: Snapshot) -> Comparison:
    """What turns ``base`` into ``head``."""
    if 1 in (base.format, head.format):  # it tells no fact that was read from a text
        base, head = _without_read_facts(base), _without_read_facts(head)
    if base == head:
        return Comparison(())
    works = pair_works(base.works, head.works)
    before = Side(base, {old: group for group, (old, _) in enumerate(works)})
    after = Side(head, {new: group for group, (_, new) in enumerate(works)})
    return _comparison(Matched(before, after, works))


def _without_read_facts(snapshot: Snapshot) -> Snapshot:
    works = (replace(work, facts=tuple(fact for fact in work.facts if not fact.read)) for work in snapshot.works)
    return replace(snapshot, format=FORMAT, works=tuple(works))


def _comparison(matched: Matched) -> Comparison:
    """Every change, in the order of the later library."""
    ranked: list[Ranked] = []
    for step in _STEPS:
        ranked += step(matched)
    ranked.sort(key=lambda entry: entry[0])
    last = (*term_changes(matched.before.snapshot.terms, matched.after.snapshot.terms), *_problems(matched))
    return Comparison((*(change for _, change in ranked), *last), matched.readdressed())


def _works(matched: Matched) -> Iterator[Ranked]:
    kept_before, kept_after = {old for old, _ in matched.works}, {new for _, new in matched.works}
    for index, work in enumerate(matched.before.snapshot.works):
        if index not in kept_before:
            root = matched.before.roots[index]
            words = came_or_went(matched.before, root, matched.link_before, matched.pairing.forward)
            place = matched.before.section_place(root)
            change = Change(
                ChangeKind.WORK_REMOVED, place, None, None, whole(Op.CUT, work.title), (), words
            )  # fmt: skip
            yield (END, index, 0), change
    for index, work in enumerate(matched.after.snapshot.works):
        if index not in kept_after:
            root = matched.after.roots[index]
            words = came_or_went(matched.after, root, matched.link_after, matched.pairing.backward)
            place = matched.after.section_place(root)
            yield matched.at_section(
                root, Change(ChangeKind.WORK_ADDED, None, place, place, whole(Op.NEW, work.title), (), words)
            )
    for old, new in matched.works:
        one, other = matched.before.snapshot.works[old], matched.after.snapshot.works[new]
        if one.id != other.id:
            root = matched.after.roots[new]
            places = matched.before.section_place(matched.before.roots[old]), matched.after.section_place(root)
            details = (Detail("address", one.id, other.id),)
            yield matched.at_section(root, Change(ChangeKind.WORK_MOVED, *places, places[1], (), details))


def _facts(matched: Matched) -> Iterator[Ranked]:
    for old, new in matched.works:
        one, other = matched.before.snapshot.works[old], matched.after.snapshot.works[new]
        details = differing(stated(one), stated(other))
        root = matched.after.roots[new]
        for detail in details:
            places = matched.before.section_place(matched.before.roots[old]), matched.after.section_place(root)
            change = Change(ChangeKind.FACT_CHANGED, *places, places[1], (), (detail,))
            yield matched.at_section(root, change)


def _queries(matched: Matched) -> Iterator[Ranked]:
    """Open questions of the editors: they count as doubts, wherever their block now stands."""
    for old, new in matched.works:
        one, other = matched.before.snapshot.works[old], matched.after.snapshot.works[new]
        here = matched.before.section_place(matched.before.roots[old])
        root = matched.after.roots[new]
        there = matched.after.section_place(root)
        for query in only(one.queries, other.queries, attrgetter("question")):
            place = matched.before.place_of(one.id, query.block or "") or here
            detail = Detail("query", query.question, "")
            yield matched.at_section(root, Change(ChangeKind.DOUBT_WENT, place, None, there, (), (detail,)))
        for query in only(other.queries, one.queries, attrgetter("question")):
            place = matched.after.place_of(other.id, query.block or "") or there
            detail = Detail("query", "", query.question)
            yield matched.at_section(root, Change(ChangeKind.DOUBT_APPEARED, None, place, place, (), (detail,)))


def _problems(matched: Matched) -> Iterator[Change]:
    """Faults and doubts that are in one of the libraries only, wherever their lines now are."""
    before, after = matched.before.snapshot.problems, matched.after.snapshot.problems
    for problem in only(before, after, _problem_key):
        yield Change(ChangeKind.DOUBT_WENT, None, None, None, (), (Detail("problem", _problem(problem), ""),))
    for problem in only(after, before, _problem_key):
        yield Change(ChangeKind.DOUBT_APPEARED, None, None, None, (), (Detail("problem", "", _problem(problem)),))


_STEPS: tuple[Callable[[Matched], Iterable[Ranked]], ...] = (
    _works,
    _facts,
    _queries,
    section_changes,
    heading_changes,
    lone_passages,
    moved_passages,
    linked_passages,
    reference_changes,
)
_DIGITS = re.compile(r"\d+")


def _problem_key(problem: ProblemEntry) -> Hashable:
    """A problem without the numbers of lines, which change with every line before it."""
    return problem.code, problem.path, _DIGITS.sub("0", problem.message)


def _problem(problem: ProblemEntry) -> str:
    place = f"{problem.path}:{problem.line}" if problem.line else problem.path
    return f"{place}: {problem.code} {problem.message}"
