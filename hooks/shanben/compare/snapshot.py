"""What a ``library.json`` says of the texts, as types that can be compared. Other keys of the file are passed over."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Annotated

from pydantic import Field, TypeAdapter, ValidationError

from shanben.model.library import FORMAT, FORMATS
from shanben.model.text import Origin
from shanben.problems import Problem, Refused


@dataclass(frozen=True, slots=True)
class Wording:
    """A translation: its words, standing and source."""

    text: str
    status: str
    source: str | None = None
    fuzzy: bool = False


Wordings = Mapping[str, Wording]
_NONE: Wordings = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class RunInEntry:
    """The heading printed as the first words of a paragraph."""

    text: str
    level: int | None
    translations: Wordings = field(default_factory=lambda: _NONE)


@dataclass(frozen=True, slots=True)
class CellEntry:
    """Where a cell stands: the id of its table, its row and its column from 1."""

    table: str
    row: int
    column: int


@dataclass(frozen=True, slots=True)
class PictureEntry:
    """A figure's picture: its file and the words for those who do not see it."""

    file: str
    alt: str = ""


@dataclass(frozen=True, slots=True)
class BlockEntry:
    """A block of a work, in reading order among the others."""

    id: str
    kind: str
    text: str
    level: int | None = None
    translations: Wordings = field(default_factory=lambda: _NONE)
    run_in: RunInEntry | None = None
    cell: CellEntry | None = None
    caption_of: str | None = None
    picture: PictureEntry | None = None


@dataclass(frozen=True, slots=True)
class SectionEntry:
    """A section: its heading, and the ids of the blocks directly in it."""

    id: str
    anchor: str
    level: int
    heading: str | None
    supplied: bool = False
    number: str | None = None
    blocks: tuple[str, ...] = ()
    translations: Wordings = field(default_factory=lambda: _NONE)


@dataclass(frozen=True, slots=True)
class FactEntry:
    """What is known of a work."""

    name: str
    text: str
    supplied: bool = False
    value: str | None = None
    read: bool = False


@dataclass(frozen=True, slots=True)
class QueryEntry:
    """An open question of the editors."""

    question: str
    block: str | None = None


@dataclass(frozen=True, slots=True)
class TargetEntry:
    """Where a reference leads."""

    work: str | None = None
    anchor: str | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True)
class ReferenceEntry:
    """A place that refers to another."""

    kind: str
    block: str
    raw: str
    resolved: bool
    targets: tuple[TargetEntry, ...] = ()


@dataclass(frozen=True, slots=True)
class WorkEntry:
    """A work; its first section is the work as a whole."""

    id: str
    title: str
    language: str
    sections: Annotated[tuple[SectionEntry, ...], Field(min_length=1)]
    blocks: tuple[BlockEntry, ...]
    excerpt: bool = False
    facts: tuple[FactEntry, ...] = ()
    queries: tuple[QueryEntry, ...] = ()
    references: tuple[ReferenceEntry, ...] = ()


@dataclass(frozen=True, slots=True)
class AliasEntry:
    """Another form of a term, how it should be used, and where it means this term (empty: everywhere)."""

    text: str
    usage: str
    scope: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RenderingEntry:
    """A translation of a term."""

    language: str
    text: str
    status: str
    source: str | None = None
    usage: str = "preferred"


@dataclass(frozen=True, slots=True)
class SenseEntry:
    """One meaning of a term."""

    translations: tuple[RenderingEntry, ...] = ()
    definition: str = ""
    note: str = ""
    scope: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TermEntry:
    """An entry of the termbase, and how often the works use it."""

    id: str
    text: str
    aliases: tuple[AliasEntry, ...] = ()
    senses: tuple[SenseEntry, ...] = ()
    uses: int = 0


@dataclass(frozen=True, slots=True)
class ProblemEntry:
    """A fault or doubt the library was built with."""

    code: str
    message: str
    path: str
    line: int | None = None


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A library at one moment."""

    format: int
    works: tuple[WorkEntry, ...]
    terms: tuple[TermEntry, ...] = ()
    problems: tuple[ProblemEntry, ...] = ()


@dataclass(frozen=True, slots=True)
class _Header:
    format: int


_SNAPSHOT = TypeAdapter(Snapshot)
_HEADER = TypeAdapter(_Header)


def read_snapshot(content: str | bytes, shown: str) -> Snapshot:
    """The snapshot in a ``library.json``. ``shown`` names the file in messages. Raises ``Refused`` (E602, E603)."""
    try:
        snapshot = _SNAPSHOT.validate_json(content)
        found = snapshot.format
    except ValidationError as error:
        found = _format(content)
        if found in FORMATS:
            fault = error.errors(include_url=False, include_input=False)[0]
            where = ".".join(map(str, fault["loc"])) or "(library)"
            message = "not a library.json: {where} is not what its format asks for; build it again or name another file"
            raise Refused([Problem("E602", message, Origin(shown), {"where": where})]) from None
    if found not in FORMATS:
        message = "its format is {found}, this version reads {read}: build both libraries with one version"
        values = {"found": found, "read": ", ".join(map(str, FORMATS))}
        raise Refused([Problem("E603", message, Origin(shown), values)])
    return snapshot


def _format(content: str | bytes) -> int:
    """The format a file states; the present one where it states none, so that the real fault is told."""
    try:
        return _HEADER.validate_json(content).format
    except ValidationError:
        return FORMAT
