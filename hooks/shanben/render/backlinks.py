"""Backlinks: what refers to a section, which works a work cites, and which cite it. One pass over the library."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from shanben.model.library import Library
from shanben.model.works import Work

Place = tuple[str, str]
"""A work's id and an anchor in it."""

_MUTUAL = frozenset({"repeat"})
"""Kinds whose other end already carries a link of its own."""


@dataclass(frozen=True, slots=True)
class Backlinks:
    """Who refers to what, by the ids of works and anchors."""

    to_section: Mapping[Place, tuple[Place, ...]] = field(default_factory=lambda: MappingProxyType({}))
    """For the anchor of a section: the blocks that refer to it or to something in it, from outside of it."""
    cites: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: MappingProxyType({}))
    cited_by: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: MappingProxyType({}))


def find_backlinks(library: Library) -> Backlinks:
    """The backlinks of a library, in its order."""
    sections = {work.id: _section_of(work) for work in library.works}
    to_section: dict[Place, dict[Place, None]] = defaultdict(dict)
    cites: dict[str, dict[str, None]] = defaultdict(dict)
    cited_by: dict[str, dict[str, None]] = defaultdict(dict)
    for work in library.works:
        for reference in work.references:
            here = sections[work.id].get(reference.block, "")
            for target in reference.targets:
                if target.work not in sections:
                    continue
                if target.work != work.id:
                    cites[work.id][target.work] = None
                    cited_by[target.work][work.id] = None
                there = sections[target.work].get(target.anchor, "")
                if reference.kind in _MUTUAL or (target.work, there) == (work.id, here):
                    continue
                to_section[target.work, there][work.id, reference.block] = None
    return Backlinks(
        MappingProxyType({place: tuple(blocks) for place, blocks in to_section.items()}),
        MappingProxyType({work: tuple(others) for work, others in cites.items()}),
        MappingProxyType({work: tuple(others) for work, others in cited_by.items()}),
    )


def _section_of(work: Work) -> dict[str, str]:
    """The anchor of the section that holds each block or anchor of a work."""
    held = {block.id: work.root.anchor for block in work.front}
    for section in work.sections():
        held[section.anchor] = section.anchor
        held |= {block.id: section.anchor for block in section.blocks}
    return held
