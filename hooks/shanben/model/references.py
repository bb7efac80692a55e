"""Where texts refer to each other, and what the editors know about it."""

from __future__ import annotations

from dataclasses import dataclass

from shanben.model.text import NOWHERE, Origin


@dataclass(frozen=True, slots=True)
class Target:
    """Where a reference leads: a work and an anchor in it, or an address outside the library."""

    work: str = ""
    anchor: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Reference:
    """A place that refers to another: ``start`` and ``end`` count code points of the block's published text.

    ``targets`` is empty where the reference could not be resolved; it then stays plain text.
    """

    kind: str
    block: str
    start: int
    end: int
    raw: str
    cited: tuple[str, ...]
    """What is cited, as printed: an instrument's name, then articles."""
    targets: tuple[Target, ...] = ()
    spots: tuple[tuple[int, int], ...] = ()
    """Where each target's own words stand (第一条 and 第三条 in 第一条至第三条), as ``start`` counts."""


@dataclass(frozen=True, slots=True)
class Backlink:
    """A place elsewhere that refers to an anchor of this work."""

    anchor: str
    work: str
    block: str
    kind: str


@dataclass(frozen=True, slots=True)
class External:
    """A work that the library names but does not hold; ``url`` is its official address where the editors know one."""

    name: str
    aliases: tuple[str, ...] = ()
    url: str = ""


@dataclass(frozen=True, slots=True)
class EditorLink:
    """A link the editors make: words in a block of a work, and where they lead. Ids are ``work#anchor``."""

    place: str
    words: str
    targets: tuple[str, ...]
    origin: Origin = NOWHERE


@dataclass(frozen=True, slots=True)
class Registry:
    """What the editors know about references: works outside the library, and links that no rule finds."""

    externals: tuple[External, ...] = ()
    links: tuple[EditorLink, ...] = ()
