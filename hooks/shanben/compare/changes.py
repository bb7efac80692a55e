"""What a change does to the texts of a library: two snapshots in, a list of changes out.

Works, sections and passages are paired by content and by address (``changes_align``, ``changes_sections``); a change
is what differs between the two sides of a pair, or that one side is missing. A theme or the engine's code is no part of
a snapshot, so a change of these alone says nothing. Addresses that merely follow from another change (the paragraphs
below an inserted one are counted anew) are told as one number, ``Comparison.readdressed``.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from operator import attrgetter
from typing import TypeVar

from shanben.compare.align import Link, align
from shanben.compare.comparison import Change, ChangeKind, Comparison, Detail, Place
from shanben.compare.layout import Side, pair_works
from shanben.compare.sections import Division, around, coin_of, moved_sections, out_of_order, pair_sections
from shanben.compare.snapshot import (
    BlockEntry,
    ProblemEntry,
    ReferenceEntry,
    SectionEntry,
    Snapshot,
    TermEntry,
    Wording,
    Wordings,
    WorkEntry,
)
from shanben.compare.words import Edit, Op, edits


def compare(base: Snapshot, head: Snapshot) -> Comparison:
    """What turns ``base`` into ``head``."""
    if base == head:
        return Comparison(())
    works = pair_works(base.works, head.works)
    before = Side(base, {old: group for group, (old, _) in enumerate(works)})
    after = Side(head, {new: group for group, (_, new) in enumerate(works)})
    return _Matched(before, after, works).comparison()


# --- what differs -----------------------------------------------------------------------------------------------------

_Ranked = tuple[tuple[float, ...], Change]
_END = float("inf")
_FIRST = "居首 · first"


class _Matched:
    """Two libraries with everything that is paired between them."""

    def __init__(self, before: Side, after: Side, works: Sequence[tuple[int, int]]) -> None:
        self.before = before
        self.after = after
        self.works = works
        self.links = align(before.passages, after.passages)
        passages = before.passages, after.passages
        self.pairing = pair_sections(before.divisions, after.divisions, passages, self.links)
        self.link_before = {index: link for link in self.links for index in link.before}
        self.link_after = {index: link for link in self.links for index in link.after}
        self.renamed = {before.snapshot.works[old].id: after.snapshot.works[new].id for old, new in works}
        self.moved = moved_sections(before.divisions, after.divisions, passages, self.pairing)

    def comparison(self) -> Comparison:
        """Every change, in the order of the later library."""
        ranked: list[_Ranked] = []
        for step in (
            self._works, self._facts, self._queries, self._sections, self._headings, self._lone_passages,
            self._moved_passages, self._linked_passages, self._references,
        ):  # fmt: skip
            ranked += step()
        ranked.sort(key=lambda entry: entry[0])
        last = (*_terms(self.before.snapshot.terms, self.after.snapshot.terms), *self._problems())
        return Comparison((*(change for _, change in ranked), *last), self._readdressed())

    def _readdressed(self) -> int:
        """Passages whose address is another although they did not move to another section, split or join."""
        count = 0
        for link in self.links:
            if len(link.before) == len(link.after) == 1:
                old, new = link.before[0], link.after[0]
                count += self.before.address(old) != self.after.address(new)
        return count

    # Rank of a change: section in reading order of the later library, passage, kind.

    def _at_section(self, index: int, change: Change) -> _Ranked:
        return (index, -1, _KIND_ORDER[change.kind]), change

    def _at_passage(self, index: int, change: Change) -> _Ranked:
        return (self.after.homes[index], index, _KIND_ORDER[change.kind]), change

    def _gone(self, section: int, passage: int | None) -> tuple[tuple[float, float], Place | None]:
        """Where to look in the later library for what stood at a place of the earlier: rank and place."""
        if passage is not None:
            at = passage - 1
            while at >= 0 and self.before.homes[at] == section:
                if at in self.link_before:
                    there = self.link_before[at].after[-1]
                    return (self.after.homes[there], there + 0.5), self.after.passage_place(there)
                at -= 1
        for outer in around(self.before.divisions, section):
            if outer in self.pairing.forward:
                there = self.pairing.forward[outer]
                return (there, -0.5), self.after.section_place(there)
        return (_END, 0), None

    # --- works

    def _works(self) -> Iterator[_Ranked]:
        kept_before, kept_after = {old for old, _ in self.works}, {new for _, new in self.works}
        for index, work in enumerate(self.before.snapshot.works):
            if index not in kept_before:
                root = self.before.roots[index]
                words = self._came_or_went(self.before, root, self.link_before, self.pairing.forward)
                place = self.before.section_place(root)
                change = Change(
                    ChangeKind.WORK_REMOVED, place, None, None, _text(Op.CUT, work.title), (), words
                )  # fmt: skip
                yield (_END, index, 0), change
        for index, work in enumerate(self.after.snapshot.works):
            if index not in kept_after:
                root = self.after.roots[index]
                words = self._came_or_went(self.after, root, self.link_after, self.pairing.backward)
                place = self.after.section_place(root)
                yield self._at_section(
                    root, Change(ChangeKind.WORK_ADDED, None, place, place, _text(Op.NEW, work.title), (), words)
                )
        for old, new in self.works:
            one, other = self.before.snapshot.works[old], self.after.snapshot.works[new]
            if one.id != other.id:
                root = self.after.roots[new]
                places = self.before.section_place(self.before.roots[old]), self.after.section_place(root)
                details = (Detail("address", one.id, other.id),)
                yield self._at_section(root, Change(ChangeKind.WORK_MOVED, *places, places[1], (), details))

    def _facts(self) -> Iterator[_Ranked]:
        for old, new in self.works:
            one, other = self.before.snapshot.works[old], self.after.snapshot.works[new]
            details = _details(_stated(one), _stated(other))
            root = self.after.roots[new]
            for detail in details:
                places = self.before.section_place(self.before.roots[old]), self.after.section_place(root)
                change = Change(ChangeKind.FACT_CHANGED, *places, places[1], (), (detail,))
                yield self._at_section(root, change)

    def _queries(self) -> Iterator[_Ranked]:
        """Open questions of the editors: they count as doubts, wherever their block now stands."""
        for old, new in self.works:
            one, other = self.before.snapshot.works[old], self.after.snapshot.works[new]
            here = self.before.section_place(self.before.roots[old])
            root = self.after.roots[new]
            there = self.after.section_place(root)
            for query in _only(one.queries, other.queries, attrgetter("question")):
                place = self.before.place_of(one.id, query.block or "") or here
                detail = Detail("query", query.question, "")
                yield self._at_section(root, Change(ChangeKind.DOUBT_WENT, place, None, there, (), (detail,)))
            for query in _only(other.queries, one.queries, attrgetter("question")):
                place = self.after.place_of(other.id, query.block or "") or there
                detail = Detail("query", "", query.question)
                yield self._at_section(root, Change(ChangeKind.DOUBT_APPEARED, None, place, place, (), (detail,)))

    # --- sections

    def _sections(self) -> Iterator[_Ranked]:
        for old in self.moved:
            new = self.pairing.forward[old]
            before, after = self.before.section_place(old), self.after.section_place(new)
            count = sum(len(self.after.divisions[one].passages) for one in self.after.subtree(new))
            details = _details(
                {"after": self.before.previous(old) or _FIRST, "in": " › ".join((before.title, *before.path[:-1]))},
                {"after": self.after.previous(new) or _FIRST, "in": " › ".join((after.title, *after.path[:-1]))},
            )
            details += (Detail("paragraphs", str(count), str(count)),)
            yield self._at_section(new, Change(ChangeKind.SECTION_MOVED, before, after, after, (), details))
        yield from self._lone_sections()

    def _lone_sections(self) -> Iterator[_Ranked]:
        """Sections without a partner; those inside another one go with it."""
        for index, division in enumerate(self.before.divisions):
            if index in self.pairing.forward or self._goes_with(division, self.pairing.forward):
                continue
            words = self._came_or_went(self.before, index, self.link_before, self.pairing.forward)
            (home, at), spot = self._gone(index, None)
            text = _text(Op.CUT, self.before.sections[index].heading or "")
            place = self.before.section_place(index)
            yield (home, at, 0), Change(ChangeKind.SECTION_REMOVED, place, None, spot, text, (), words)
        for index, division in enumerate(self.after.divisions):
            if index in self.pairing.backward or self._goes_with(division, self.pairing.backward):
                continue
            words = self._came_or_went(self.after, index, self.link_after, self.pairing.backward)
            place = self.after.section_place(index)
            text = _text(Op.NEW, self.after.sections[index].heading or "")
            yield self._at_section(index, Change(ChangeKind.SECTION_ADDED, None, place, place, text, (), words))

    @staticmethod
    def _goes_with(division: Division, paired: Mapping[int, int]) -> bool:
        """Whether a section without a partner is told of with the one around it (a work's root, with the work)."""
        return division.parent < 0 or division.parent not in paired

    def _came_or_went(
        self, side: Side, section: int, linked: Mapping[int, Link], paired: Mapping[int, int]
    ) -> tuple[str, ...]:
        """Ids of the unlinked passages that a lone section, or lone ones in it, hold."""
        found: list[str] = []
        outside: set[int] = set()
        for index in side.subtree(section):
            if index != section and (index in paired or side.divisions[index].parent in outside):
                outside.add(index)
            else:
                found += [side.blocks[one].id for one in side.divisions[index].passages if one not in linked]
        return tuple(found)

    def _headings(self) -> Iterator[_Ranked]:
        zones = _zones(self.before.divisions, self.moved)
        for old, new in self.pairing.forward.items():
            one, other = self.before.sections[old], self.after.sections[new]
            places = self.before.section_place(old), self.after.section_place(new)
            if one.heading != other.heading and (one.heading or other.heading):
                same = self.before.divisions[old].title == self.after.divisions[new].title
                kind = ChangeKind.HEADING_RENUMBERED if same else ChangeKind.HEADING_REWORDED
                change = Change(kind, *places, places[1], edits(one.heading or "", other.heading or ""))
                yield self._at_section(new, change)
            recast = _details(_setting(one), _setting(other))
            if zones[old] >= 0:  # what moves takes the level of its new place
                recast = tuple(detail for detail in recast if detail.name != "level")
            if recast:
                yield self._at_section(new, Change(ChangeKind.HEADING_RECAST, *places, places[1], (), recast))
            for change in _translated(places, one.translations, other.translations):
                yield self._at_section(new, change)

    # --- passages

    def _lone_passages(self) -> Iterator[_Ranked]:
        """Paragraphs that came into, or went from, a section that is in both libraries."""
        for index, block in enumerate(self.before.blocks):
            home = self.before.homes[index]
            if index not in self.link_before and home in self.pairing.forward:
                (section, at), spot = self._gone(home, index)
                place = self.before.passage_place(index)
                text = _text(Op.CUT, block.text)
                change = Change(ChangeKind.PARAGRAPH_REMOVED, place, None, spot, text, (), (block.id,))
                yield (section, at, 0), change
        for index, block in enumerate(self.after.blocks):
            if index not in self.link_after and self.after.homes[index] in self.pairing.backward:
                place = self.after.passage_place(index)
                text = _text(Op.NEW, block.text)
                change = Change(ChangeKind.PARAGRAPH_ADDED, None, place, place, text, (), (block.id,))
                yield self._at_passage(index, change)

    def _moved_passages(self) -> Iterator[_Ranked]:
        """Paragraphs that stand elsewhere although their section did not take them there."""
        zones = _zones(self.before.divisions, self.moved)
        later = _zones(self.after.divisions, {self.pairing.forward[index] for index in self.moved})
        settled: dict[tuple[Hashable, int], list[tuple[int, int, int, int]]] = defaultdict(list)
        moved: list[int] = []
        for link in self.links:
            old, new = link.before[0], link.after[0]
            home, there = self.before.homes[old], self.after.homes[new]
            one, other = self.before.passages[old], self.after.passages[new]
            together = home in self.pairing.forward and there in self.pairing.backward
            zone = zones[home]
            same_zone = later[there] == (self.pairing.forward[zone] if zone >= 0 else -1)
            same_home = not together or self.pairing.forward[home] == there
            same_group = one.group == other.group or zone >= 0
            if not (same_group and same_zone and same_home):
                moved.append(old)
            else:
                weight = 1 + len(one.text) + len(other.text)
                settled[one.group, zone].append((old, new, weight, coin_of(one.text, other.text)))
        for places in settled.values():
            moved += out_of_order(places)
        for old in moved:
            new = self.link_before[old].after[0]
            before, after = self.before.passage_place(old), self.after.passage_place(new)
            details = _details(
                {"in": " › ".join((before.title, *before.path))}, {"in": " › ".join((after.title, *after.path))}
            )
            text = (Edit(Op.SAME, self.after.blocks[new].text),)
            change = Change(ChangeKind.PARAGRAPH_MOVED, before, after, after, text, details)
            yield self._at_passage(new, change)

    def _linked_passages(self) -> Iterator[_Ranked]:
        for link in self.links:
            olds = [self.before.blocks[index] for index in link.before]
            news = [self.after.blocks[index] for index in link.after]
            places = self.before.passage_place(link.before[0]), self.after.passage_place(link.after[0])
            new = link.after[0]
            kind = _link_kind(link)
            if kind or olds[0].text != news[0].text:
                parts = _words(olds, news)
                ids = tuple(block.id for block in max(olds, news, key=len)) if kind else ()
                change = Change(kind or ChangeKind.PARAGRAPH_REWORDED, *places, places[1], parts, (), ids)
                yield self._at_passage(new, change)
            recast = _details(_cast(olds[0]), _cast(news[0]))
            if recast:
                yield self._at_passage(new, Change(ChangeKind.PARAGRAPH_RECAST, *places, places[1], (), recast))
            if not kind or (olds[0].run_in and news[0].run_in):
                for change in _translated(places, _block_wordings(olds[0]), _block_wordings(news[0])):
                    yield self._at_passage(new, change)

    # --- references and doubts

    def _references(self) -> Iterator[_Ranked]:
        """References in passages and headings that both libraries have."""
        before = self._cited(self.before)
        after = self._cited(self.after)
        for key, ones in before.items():
            for (old_place, one), (new_place, other) in zip(ones, after.get(key, ()), strict=False):
                kind = _reference_kind(one, other, self._targets_now(one), _targets(other))
                if kind:
                    details = (
                        Detail("reference", one.raw, other.raw),
                        Detail("target", " · ".join(_targets(one)), " · ".join(_targets(other))),
                    )
                    change = Change(kind, old_place, new_place, new_place, (), details)
                    index = self.after.block_places.get((new_place.work, other.block))
                    section = self.after.anchors.get((new_place.work, other.block), 0)
                    yield self._at_passage(index, change) if index is not None else self._at_section(section, change)

    def _cited(self, side: Side) -> dict[Hashable, list[tuple[Place, ReferenceEntry]]]:
        """References keyed by what is paired: the link or section, the kind, the words."""
        found: dict[Hashable, list[tuple[Place, ReferenceEntry]]] = defaultdict(list)
        linked = self.link_before if side is self.before else self.link_after
        for work in side.snapshot.works:
            for reference in work.references:
                place = side.place_of(work.id, reference.block)
                passage = side.block_places.get((work.id, reference.block))
                section = side.anchors.get((work.id, reference.block))
                if side is self.after and section is not None:
                    section = self.pairing.backward.get(section)
                home: Hashable = linked.get(passage) if passage is not None else section
                if place is not None and home is not None:
                    found[home, reference.kind, reference.raw].append((place, reference))
        return found

    def _targets_now(self, reference: ReferenceEntry) -> list[str]:
        """Where the targets of an earlier reference stand in the later library."""
        now: list[str] = []
        for target in reference.targets:
            work, anchor = target.work or "", target.anchor or ""
            passage, section = self.before.block_places.get((work, anchor)), self.before.anchors.get((work, anchor))
            if passage is not None and passage in self.link_before:
                there = self.link_before[passage].after[0]
                work, anchor = self.after.address(there)
            elif section is not None and section in self.pairing.forward:
                there = self.pairing.forward[section]
                work, anchor = self.after.work_of[there].id, self.after.sections[there].anchor
            else:
                work = self.renamed.get(work, work)
            now.append(target.url or f"{work}#{anchor}".rstrip("#"))
        return sorted(now)

    def _problems(self) -> Iterator[Change]:
        """Faults and doubts that are in one of the libraries only, wherever their lines now are."""
        before, after = self.before.snapshot.problems, self.after.snapshot.problems
        for problem in _only(before, after, _problem_key):
            yield Change(ChangeKind.DOUBT_WENT, None, None, None, (), (Detail("problem", _problem(problem), ""),))
        for problem in _only(after, before, _problem_key):
            yield Change(ChangeKind.DOUBT_APPEARED, None, None, None, (), (Detail("problem", "", _problem(problem)),))


_KIND_ORDER: Mapping[ChangeKind, int] = {kind: index for index, kind in enumerate(ChangeKind)}
_Entry = TypeVar("_Entry")


def _only(ones: Iterable[_Entry], others: Iterable[_Entry], key: Callable[[_Entry], Hashable]) -> Iterator[_Entry]:
    """The entries that the others do not hold, each as often as it is missing there."""
    known = Counter(map(key, others))
    for entry in ones:
        if known[key(entry)]:
            known[key(entry)] -= 1
        else:
            yield entry


def _details(before: Mapping[str, str], after: Mapping[str, str]) -> tuple[Detail, ...]:
    """What differs between two sets of named values."""
    names = dict.fromkeys((*before, *after))
    pairs = ((name, before.get(name, ""), after.get(name, "")) for name in names)
    return tuple(Detail(name, old, new) for name, old, new in pairs if old != new)


def _text(op: Op, text: str) -> tuple[Edit, ...]:
    return (Edit(op, text),) if text else ()


def _yes(value: bool) -> str:
    return "yes" if value else "no"


def _zones(divisions: Sequence[Division], moved: set[int]) -> list[int]:
    """For each section the nearest one around it, itself included, that moved; -1 where none did."""
    zones: list[int] = []
    for index, division in enumerate(divisions):
        zones.append(index if index in moved else zones[division.parent] if division.parent >= 0 else -1)
    return zones


# --- values that are compared by name ---------------------------------------------------------------------------------


def _stated(work: WorkEntry) -> dict[str, str]:
    """What is stated of a work; a name that is used again is counted."""
    stated = {"language": work.language, "excerpt": _yes(work.excerpt)}
    for fact in work.facts:
        name = fact.name if fact.name not in stated else f"{fact.name} {len(stated)}"
        stated[name] = f"[{fact.text}]" if fact.supplied else fact.text
    return stated


def _setting(section: SectionEntry) -> dict[str, str]:
    """How a heading is set: its level, and whether the source holds it."""
    return {"level": str(section.level), "printed": _yes(section.heading is not None and not section.supplied)}


def _cast(block: BlockEntry) -> dict[str, str]:
    """What a block is."""
    run_in = {"run-in": block.run_in.text, "run-in level": str(block.run_in.level or "")} if block.run_in else {}
    return {"kind": block.kind, **run_in}


def _block_wordings(block: BlockEntry) -> Wordings:
    return block.run_in.translations if block.run_in else block.translations


def _translated(places: tuple[Place, Place], before: Wordings, after: Wordings) -> Iterator[Change]:
    """Changes of the translations of one heading, a change for each language."""
    for language in dict.fromkeys((*before, *after)):
        one, other = before.get(language), after.get(language)
        standing = _details(_standing(one), _standing(other))
        if (one and one.text) != (other and other.text):
            text = edits(one.text if one else "", other.text if other else "")
            details = (Detail("language", language, language), *standing)
            yield Change(ChangeKind.HEADING_RETRANSLATED, *places, places[1], text, details)
        elif standing:
            text = (Edit(Op.SAME, one.text if one else ""),)
            details = (Detail("language", language, language), *standing)
            yield Change(ChangeKind.HEADING_RESTATED, *places, places[1], text, details)


def _standing(wording: Wording | None) -> dict[str, str]:
    if wording is None:
        return {}
    return {"status": wording.status, "source": wording.source or "", "reviewed": _yes(not wording.fuzzy)}


def _link_kind(link: Link) -> ChangeKind | None:
    if len(link.after) > 1:
        return ChangeKind.PARAGRAPH_SPLIT
    return ChangeKind.PARAGRAPH_JOINED if len(link.before) > 1 else None


_BREAK = "¶"


def _words(before: Sequence[BlockEntry], after: Sequence[BlockEntry]) -> tuple[Edit, ...]:
    """The change of wording; where paragraphs were split or joined, ¶ shows the break that came or went."""
    return edits(_BREAK.join(block.text for block in before), _BREAK.join(block.text for block in after))


def _reference_kind(
    one: ReferenceEntry, other: ReferenceEntry, expected: Sequence[str], found: Sequence[str]
) -> ChangeKind | None:
    if one.resolved != other.resolved:
        return ChangeKind.REFERENCE_HEALED if other.resolved else ChangeKind.REFERENCE_BROKE
    return ChangeKind.REFERENCE_REDIRECTED if one.resolved and list(expected) != list(found) else None


def _targets(reference: ReferenceEntry) -> list[str]:
    shown = (target.url or f"{target.work or ''}#{target.anchor or ''}" for target in reference.targets)
    return sorted(address.rstrip("#") for address in shown)


_DIGITS = re.compile(r"\d+")


def _problem_key(problem: ProblemEntry) -> Hashable:
    """A problem without the numbers of lines, which change with every line before it."""
    return problem.code, problem.path, _DIGITS.sub("0", problem.message)


def _problem(problem: ProblemEntry) -> str:
    place = f"{problem.path}:{problem.line}" if problem.line else problem.path
    return f"{place}: {problem.code} {problem.message}"


# --- terms ------------------------------------------------------------------------------------------------------------


def _terms(before: Sequence[TermEntry], after: Sequence[TermEntry]) -> Iterator[Change]:
    """Changes of the termbase, each with the number of uses it touches; a use alone that came or went is none."""
    there = {term.id: term for term in after}
    here = {term.id: term for term in before}
    for one in before:
        other = there.get(one.id)
        if other is None:
            yield _term(ChangeKind.TERM_REMOVED, _text(Op.CUT, one.text), one, None)
        elif _described(one) != _described(other):
            yield _term(ChangeKind.TERM_CHANGED, edits(one.text, other.text), one, other)
    for other in after:
        if other.id not in here:
            yield _term(ChangeKind.TERM_ADDED, _text(Op.NEW, other.text), None, other)


def _term(kind: ChangeKind, text: tuple[Edit, ...], one: TermEntry | None, other: TermEntry | None) -> Change:
    before, after = (_described(term) if term else {} for term in (one, other))
    uses = Detail("uses", str(one.uses) if one else "", str(other.uses) if other else "")
    return Change(kind, None, None, None, text, (*_details(before, after), uses))


def _described(term: TermEntry) -> dict[str, str]:
    """Everything an entry says, by name; a second sense is counted."""
    forms = [_with(alias.text, alias.usage, *alias.scope) for alias in term.aliases]
    said = {"term": term.text, "forms": "、".join(forms)}
    for number, sense in enumerate(term.senses, 1):
        count = f" {number}" if len(term.senses) > 1 else ""
        for language in dict.fromkeys(rendering.language for rendering in sense.translations):
            said[f"{language}{count}"] = "; ".join(
                _with(one.text, one.status, one.usage, one.source or "")
                for one in sense.translations
                if one.language == language
            )
        said[f"definition{count}"] = sense.definition
        said[f"note{count}"] = sense.note
        said[f"scope{count}"] = "、".join(sense.scope)
    return {name: value for name, value in said.items() if value}


def _with(text: str, *notes: str) -> str:
    """A text with what is noted of it; that it is the preferred one goes without saying."""
    noted = ", ".join(note for note in notes if note and note != "preferred")
    return f"{text} ({noted})" if noted else text
