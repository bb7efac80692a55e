"""Backlinks: what refers to a section, which works a work cites, and which cite it. One pass over the library."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import partial
from types import MappingProxyType

from shanben.addresses import is_published
from shanben.model.language import Translation
from shanben.model.library import Library
from shanben.model.text import read_spans
from shanben.model.works import Section, SectionKind, Work
from shanben.remembered import Remembered

Place = tuple[str, str]
"""A work's id and an anchor in it."""

_MUTUAL = frozenset({"repeat"})
"""Kinds whose other end already carries a link of its own."""


LONGEST = 24
"""Characters of a paragraph that has no section to be named by; of a longer one the first half of them is told."""


@dataclass(frozen=True, slots=True)
class Name:
    """What a reader calls a place: 第七条, with its translations."""

    text: str
    words: tuple[Translation, ...] = ()


@dataclass(frozen=True, slots=True)
class Backlinks:
    """Who refers to what, by the ids of works and anchors."""

    to_section: Mapping[Place, tuple[Place, ...]] = field(default_factory=lambda: MappingProxyType({}))
    """For the anchor of a section: what refers to it or to something in it from outside of it, by the first such block
    of each section; blocks that stand in none are named each by itself."""
    names: Mapping[Place, Name] = field(default_factory=lambda: MappingProxyType({}))
    """What the sections and blocks of ``to_section`` are called."""
    cites: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: MappingProxyType({}))
    cited_by: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: MappingProxyType({}))


def find_backlinks(library: Library, before: Remembered | None = None) -> Backlinks:
    """The backlinks of a library, in its order."""
    before = before or Remembered()
    sections = {
        work.id: before.once(("sections", work.id), (work.front, work.root), partial(_section_of, work))
        for work in library.works
    }
    to_section: dict[Place, dict[Place, Place]] = defaultdict(dict)
    names: dict[Place, Name] = {}
    works = {work.id: work for work in library.works}
    cites: dict[str, dict[str, None]] = defaultdict(dict)
    cited_by: dict[str, dict[str, None]] = defaultdict(dict)
    for work in library.works:
        for reference in work.references:
            section = sections[work.id].get(reference.block)
            here = section.anchor if section else ""
            for target in reference.targets:
                if target.work not in sections:
                    continue
                if target.work != work.id:
                    cites[work.id][target.work] = None
                    cited_by[target.work][work.id] = None
                aim = sections[target.work].get(target.anchor)
                if reference.kind in _MUTUAL or aim is None or (target.work, aim.anchor) == (work.id, here):
                    continue
                told = (work.id, reference.block if section in (None, work.root) else here)
                first = to_section[target.work, aim.anchor].setdefault(told, (work.id, reference.block))
                names[target.work, aim.anchor] = _name(works[target.work], aim, target.anchor)
                names[first] = _name(work, section, first[1])
    return Backlinks(
        MappingProxyType({place: tuple(first.values()) for place, first in to_section.items()}),
        MappingProxyType(names),
        MappingProxyType({work: tuple(others) for work, others in cites.items()}),
        MappingProxyType({work: tuple(others) for work, others in cited_by.items()}),
    )


def _section_of(work: Work) -> dict[str, Section]:
    """The section that holds each block or anchor of a work."""
    held = {block.id: work.root for block in work.front}
    for section in work.sections():
        held[section.anchor] = section
        held |= {block.id: section for block in section.blocks}
    return held


def _name(work: Work, section: Section | None, place: str) -> Name:
    """What a place is called: by its section's number or heading, else by its own first words."""
    if section in (None, work.root):
        block = next((block for block in work.blocks() if block.id == place), None)
        text = work.text(block) if block and place != work.root.anchor else work.title
        return Name(text if len(text) <= LONGEST else f"{text[: LONGEST // 2]}…")
    first = next((block for block in section.blocks if is_published(block)), None)
    text, key = work.heading_text(section), section.anchor
    if section.kind is SectionKind.ARTICLE and not text and first and first.run_in:
        text, key = read_spans(work.source.text, first.run_in.spans), first.id
    return Name(text.strip() or work.title, work.translations.get(key, ()))
