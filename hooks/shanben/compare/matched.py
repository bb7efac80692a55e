"""Two libraries with everything that is paired between them, and where a change is told."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from shanben.compare.align import align
from shanben.compare.comparison import Change, ChangeKind, Place
from shanben.compare.layout import Side
from shanben.compare.sections import around, moved_sections, pair_sections

Ranked = tuple[tuple[float, ...], Change]
"""A change with its rank in the order of the later library: section, passage, kind."""
END = float("inf")
KIND_ORDER: Mapping[ChangeKind, int] = {kind: index for index, kind in enumerate(ChangeKind)}


class Matched:
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

    def at_section(self, index: int, change: Change) -> Ranked:
        """A change ranked at a section of the later library."""
        return (index, -1, KIND_ORDER[change.kind]), change

    def at_passage(self, index: int, change: Change) -> Ranked:
        """A change ranked at a passage of the later library."""
        return (self.after.homes[index], index, KIND_ORDER[change.kind]), change

    def gone(self, section: int, passage: int | None) -> tuple[tuple[float, float], Place | None]:
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
        return (END, 0), None

    def readdressed(self) -> int:
        """Passages whose address is another although they did not move to another section, split or join."""
        count = 0
        for link in self.links:
            if len(link.before) == len(link.after) == 1:
                old, new = link.before[0], link.after[0]
                count += self.before.address(old) != self.after.address(new)
        return count
