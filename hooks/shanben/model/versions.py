"""Versions: several texts of one work, ordered by date, one of them the current one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType

from shanben.model.text import NOWHERE, Origin


class Standing(StrEnum):
    """Whether a text holds. Values are those of edition files."""

    IN_FORCE = "in-force"
    NOT_YET = "not-yet"  # promulgated, and in force from a later day
    AMENDED = "amended"  # an amendment gave the work another wording
    SUPERSEDED = "superseded"  # another version took its place
    REPEALED = "repealed"
    DRAFT = "draft"
    UNKNOWN = "unknown"  # neither the text nor an editor says so


@dataclass(frozen=True, slots=True)
class Days:
    """When a text got its wording, and from when it holds, ISO 8601; empty where nobody says, and for a draft."""

    worded: str = ""
    since: str = ""


UNDATED = Days()


@dataclass(frozen=True, slots=True)
class Awaited:
    """That a text does not hold yet: from which day it does, empty where nobody says, and on which day this is told."""

    since: str
    told: str


@dataclass(frozen=True, slots=True)
class StatedVersion:
    """A version as an edition file states it. ``text`` is the id of the work that holds it."""

    text: str
    date: str
    standing: Standing | None = None
    current: bool = False
    by: str = ""
    """What repealed or replaced it, in the editors' words."""
    origin: Origin = NOWHERE


@dataclass(frozen=True, slots=True)
class Version:
    """One text of a work that has several.

    ``work`` is its address among works (``x/2014-04-24``, the current one ``x``), ``former`` what it was called before
    it was known to be a version. ``date`` is ISO 8601, as exact as it is known.
    """

    work: str
    former: str
    date: str
    label: str
    """What tells it from the others: its date, with what its title says in brackets (修正, 试行)."""
    standing: Standing
    by: str = ""
    since: str = ""
    """From which day it holds, ISO 8601; empty for a draft, which never does."""
    articles: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    """Where the current version has what stands at an anchor of this one; nothing in the current version itself."""


@dataclass(frozen=True, slots=True)
class Versions:
    """The texts of one work, the oldest first. ``id`` is the work's address, where the current one stands."""

    id: str
    title: str
    versions: tuple[Version, ...]
    stated: bool = False
    """Whether an edition file says so; else the engine found it."""

    @property
    def current(self) -> Version:
        """The version at the work's own address."""
        return next(version for version in self.versions if version.work == self.id)


@dataclass(frozen=True, slots=True)
class Change:
    """That one work changes another: the ids of both, and of the text that came of it where the library holds it."""

    by: str
    of: str
    made: str = ""
    ends: bool = False
    """Whether it ends it: 废止."""
    awaited: Awaited | None = None
    """Of one that does not hold yet, from when it does."""

    @property
    def ended(self) -> bool:
        """Whether what it ends has ended."""
        return self.ends and self.awaited is None


@dataclass(frozen=True, slots=True)
class VersionOf:
    """A version and the work it is one of."""

    version: Version
    versions: Versions

    @property
    def before(self) -> Version | None:
        """The version before this one; nothing before the first."""
        at = self.versions.versions.index(self.version)
        return self.versions.versions[at - 1] if at else None


def by_address(found: Iterable[Versions]) -> dict[str, VersionOf]:
    """Versions by the address of each."""
    return {one.work: VersionOf(one, versions) for versions in found for one in versions.versions}


def changes_by_work(changes: Iterable[Change]) -> Mapping[str, tuple[Change, ...]]:
    """Changes by the work that makes them, by the work they change and by the text they made."""
    found: dict[str, dict[Change, None]] = {}
    for change in changes:
        for name in (change.by, change.of, change.made):
            if name:
                found.setdefault(name, {})[change] = None
    return {name: tuple(several) for name, several in found.items()}
