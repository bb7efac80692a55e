"""What a change does to sections and their headings."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from shanben.compare.align import Link
from shanben.compare.comparison import Change, ChangeKind, Detail
from shanben.compare.layout import Side
from shanben.compare.matched import Matched, Ranked
from shanben.compare.sections import Division, zones_of
from shanben.compare.stated import differing, setting, translated, whole
from shanben.compare.words import Op, edits

FIRST = "居首 · first"


def section_changes(matched: Matched) -> Iterator[Ranked]:
    """Sections that moved, came or went."""
    for old in matched.moved:
        new = matched.pairing.forward[old]
        before, after = matched.before.section_place(old), matched.after.section_place(new)
        count = sum(len(matched.after.divisions[one].passages) for one in matched.after.subtree(new))
        details = differing(
            {"after": matched.before.previous(old) or FIRST, "in": " › ".join((before.title, *before.path[:-1]))},
            {"after": matched.after.previous(new) or FIRST, "in": " › ".join((after.title, *after.path[:-1]))},
        )
        details += (Detail("paragraphs", str(count), str(count)),)
        yield matched.at_section(new, Change(ChangeKind.SECTION_MOVED, before, after, after, (), details))
    yield from _lone_sections(matched)


def _lone_sections(matched: Matched) -> Iterator[Ranked]:
    """Sections without a partner; those inside another one go with it."""
    for index, division in enumerate(matched.before.divisions):
        if index in matched.pairing.forward or _goes_with(division, matched.pairing.forward):
            continue
        words = came_or_went(matched.before, index, matched.link_before, matched.pairing.forward)
        (home, at), spot = matched.gone(index, None)
        text = whole(Op.CUT, matched.before.sections[index].heading or "")
        place = matched.before.section_place(index)
        yield (home, at, 0), Change(ChangeKind.SECTION_REMOVED, place, None, spot, text, (), words)
    for index, division in enumerate(matched.after.divisions):
        if index in matched.pairing.backward or _goes_with(division, matched.pairing.backward):
            continue
        words = came_or_went(matched.after, index, matched.link_after, matched.pairing.backward)
        place = matched.after.section_place(index)
        text = whole(Op.NEW, matched.after.sections[index].heading or "")
        yield matched.at_section(index, Change(ChangeKind.SECTION_ADDED, None, place, place, text, (), words))


def _goes_with(division: Division, paired: Mapping[int, int]) -> bool:
    """Whether a section without a partner is told of with the one around it (a work's root, with the work)."""
    return division.parent < 0 or division.parent not in paired


def came_or_went(side: Side, section: int, linked: Mapping[int, Link], paired: Mapping[int, int]) -> tuple[str, ...]:
    """Ids of the unlinked passages that a lone section, or lone ones in it, hold."""
    found: list[str] = []
    outside: set[int] = set()
    for index in side.subtree(section):
        if index != section and (index in paired or side.divisions[index].parent in outside):
            outside.add(index)
        else:
            found += [side.blocks[one].id for one in side.divisions[index].passages if one not in linked]
    return tuple(found)


def heading_changes(matched: Matched) -> Iterator[Ranked]:
    """Headings that were re-worded, numbered or set otherwise, and their translations."""
    zones = zones_of(matched.before.divisions, matched.moved)
    for old, new in matched.pairing.forward.items():
        one, other = matched.before.sections[old], matched.after.sections[new]
        places = matched.before.section_place(old), matched.after.section_place(new)
        if one.heading != other.heading and (one.heading or other.heading):
            same = matched.before.divisions[old].title == matched.after.divisions[new].title
            kind = ChangeKind.HEADING_RENUMBERED if same else ChangeKind.HEADING_REWORDED
            change = Change(kind, *places, places[1], edits(one.heading or "", other.heading or ""))
            yield matched.at_section(new, change)
        recast = differing(setting(one), setting(other))
        if zones[old] >= 0:  # what moves takes the level of its new place
            recast = tuple(detail for detail in recast if detail.name != "level")
        if recast:
            yield matched.at_section(new, Change(ChangeKind.HEADING_RECAST, *places, places[1], (), recast))
        for change in translated(places, one.translations, other.translations):
            yield matched.at_section(new, change)
