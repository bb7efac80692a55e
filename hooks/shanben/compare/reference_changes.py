"""What a change does to references in passages and headings that both libraries have."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterator, Sequence

from shanben.compare.comparison import Change, ChangeKind, Detail, Place
from shanben.compare.layout import Side
from shanben.compare.matched import Matched, Ranked
from shanben.compare.snapshot import ReferenceEntry


def reference_changes(matched: Matched) -> Iterator[Ranked]:
    """References in passages and headings that both libraries have."""
    before = _cited(matched, matched.before)
    after = _cited(matched, matched.after)
    for key, ones in before.items():
        for (old_place, one), (new_place, other) in zip(ones, after.get(key, ()), strict=False):
            kind = _reference_kind(one, other, _targets_now(matched, one), _targets(other))
            if kind:
                details = (
                    Detail("reference", one.raw, other.raw),
                    Detail("target", " · ".join(_targets(one)), " · ".join(_targets(other))),
                )
                change = Change(kind, old_place, new_place, new_place, (), details)
                index = matched.after.block_places.get((new_place.work, other.block))
                section = matched.after.anchors.get((new_place.work, other.block), 0)
                yield matched.at_passage(index, change) if index is not None else matched.at_section(section, change)


def _cited(matched: Matched, side: Side) -> dict[Hashable, list[tuple[Place, ReferenceEntry]]]:
    """References keyed by what is paired: the link or section, the kind, the words."""
    found: dict[Hashable, list[tuple[Place, ReferenceEntry]]] = defaultdict(list)
    linked = matched.link_before if side is matched.before else matched.link_after
    for work in side.snapshot.works:
        for reference in work.references:
            place = side.place_of(work.id, reference.block)
            passage = side.block_places.get((work.id, reference.block))
            section = side.anchors.get((work.id, reference.block))
            if side is matched.after and section is not None:
                section = matched.pairing.backward.get(section)
            home: Hashable = linked.get(passage) if passage is not None else section
            if place is not None and home is not None:
                found[home, reference.kind, reference.raw].append((place, reference))
    return found


def _targets_now(matched: Matched, reference: ReferenceEntry) -> list[str]:
    """Where the targets of an earlier reference stand in the later library."""
    now: list[str] = []
    for target in reference.targets:
        work, anchor = target.work or "", target.anchor or ""
        passage, section = matched.before.block_places.get((work, anchor)), matched.before.anchors.get((work, anchor))
        if passage is not None and passage in matched.link_before:
            there = matched.link_before[passage].after[0]
            work, anchor = matched.after.address(there)
        elif section is not None and section in matched.pairing.forward:
            there = matched.pairing.forward[section]
            work, anchor = matched.after.work_of[there].id, matched.after.sections[there].anchor
        else:
            work = matched.renamed.get(work, work)
        now.append(target.url or f"{work}#{anchor}".rstrip("#"))
    return sorted(now)


def _reference_kind(
    one: ReferenceEntry, other: ReferenceEntry, expected: Sequence[str], found: Sequence[str]
) -> ChangeKind | None:
    if one.resolved != other.resolved:
        return ChangeKind.REFERENCE_HEALED if other.resolved else ChangeKind.REFERENCE_BROKE
    return ChangeKind.REFERENCE_REDIRECTED if one.resolved and list(expected) != list(found) else None


def _targets(reference: ReferenceEntry) -> list[str]:
    shown = (target.url or f"{target.work or ''}#{target.anchor or ''}" for target in reference.targets)
    return sorted(address.rstrip("#") for address in shown)
