"""A change to the texts of a library, and the list of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from shanben.compare.words import Edit


class ChangeKind(StrEnum):
    """What happened. The part before the last hyphen is what it happened to."""

    WORK_ADDED = "work-added"
    WORK_REMOVED = "work-removed"
    WORK_MOVED = "work-moved"  # its address is another
    FACT_CHANGED = "fact-changed"
    SECTION_ADDED = "section-added"
    SECTION_REMOVED = "section-removed"
    SECTION_MOVED = "section-moved"
    HEADING_REWORDED = "heading-reworded"
    HEADING_RENUMBERED = "heading-renumbered"
    HEADING_RECAST = "heading-recast"  # its level, or whether the source holds it
    HEADING_RETRANSLATED = "heading-retranslated"
    HEADING_RESTATED = "heading-restated"  # the same translation with another status, source or review
    PARAGRAPH_ADDED = "paragraph-added"
    PARAGRAPH_REMOVED = "paragraph-removed"
    PARAGRAPH_MOVED = "paragraph-moved"
    PARAGRAPH_SPLIT = "paragraph-split"
    PARAGRAPH_JOINED = "paragraph-joined"
    PARAGRAPH_REWORDED = "paragraph-reworded"
    PARAGRAPH_RECAST = "paragraph-recast"  # what it is: a paragraph, a note, a caption; its run-in heading
    TERM_ADDED = "term-added"
    TERM_REMOVED = "term-removed"
    TERM_CHANGED = "term-changed"
    REFERENCE_BROKE = "reference-broke"
    REFERENCE_HEALED = "reference-healed"
    REFERENCE_REDIRECTED = "reference-redirected"
    DOUBT_APPEARED = "doubt-appeared"
    DOUBT_WENT = "doubt-went"

    @property
    def subject(self) -> str:
        """What it happened to: ``work``, ``section``, ``heading`` …"""
        return self.value.rpartition("-")[0]


@dataclass(frozen=True, slots=True)
class Place:
    """A place in one of the two libraries: a work and an anchor on its pages, and the headings that lead there."""

    work: str
    title: str
    anchor: str
    path: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Detail:
    """Something named that has one value before and another after; empty: none."""

    name: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Change:
    """One change. ``spot`` is where to look in the later library, even for what is gone; None: nowhere in a work.

    ``passages`` are the ids of the paragraphs that came or went with a section or a work, or are the parts of one that
    was split or joined.
    """

    kind: ChangeKind
    before: Place | None
    after: Place | None
    spot: Place | None
    edits: tuple[Edit, ...] = ()
    details: tuple[Detail, ...] = ()
    passages: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Comparison:
    """All changes in the order of the later library, and how many paragraphs only have another address."""

    changes: tuple[Change, ...]
    readdressed: int = 0

    @property
    def counts(self) -> Mapping[ChangeKind, int]:
        """How many changes of each kind there are, in the order of the kinds; kinds without any are left out."""
        counted = Counter(change.kind for change in self.changes)
        return {kind: counted[kind] for kind in ChangeKind if counted[kind]}
