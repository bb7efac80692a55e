"""What the editors decided about a source: which lines are what, and in which order they are read."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from shanben.model.doubts import Doubt
from shanben.model.text import NOWHERE, GapReason, Origin, Span
from shanben.model.versions import StatedVersion

DEEPEST = 9
"""The depth of the deepest heading or item; what is nested deeper in a text or document has this depth."""


class EntryKind(StrEnum):
    """What an entry of an edition file says about the lines it names. Values are the keys of the file."""

    BODY = "body"  # running text: the engine finds its paragraphs
    PARAGRAPH = "paragraph"  # exactly one paragraph
    TITLE = "title"
    HEADING = "heading"
    SUPPLIED = "supplied"  # a heading the source does not hold
    ITEM = "item"
    SERIES = "series"
    DECK = "deck"
    BYLINE = "byline"
    DOCUMENT_NUMBER = "document-number"
    ISSUER = "issuer"
    ADDRESSEE = "addressee"
    DATE = "date"
    SIGNATURE = "signature"
    CAPTION = "caption"
    NOTE = "note"
    TABLE = "table"
    FIGURE = "figure"
    VERSE = "verse"
    QUOTE = "quote"
    FURNITURE = "furniture"


@dataclass(frozen=True, slots=True)
class RunInMark:
    """A run-in heading as an edition names it: its words, and pins for level and id."""

    text: str
    level: int | None = None


@dataclass(frozen=True, slots=True)
class PlannedCell:
    """A cell as an edition states it: its places (none: it is empty), and how many rows and columns it takes."""

    spans: tuple[Span, ...] = ()
    rows: int = 1
    columns: int = 1


@dataclass(frozen=True, slots=True)
class PlannedTable:
    """A table as an edition states it: without ``rows`` the engine finds the cells, without ``header`` a header row."""

    caption: tuple[Span, ...] = ()
    header: int | None = None
    rows: tuple[tuple[PlannedCell, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class PlannedNote:
    """The mark of a note and the places that call it; without places the engine looks for the mark."""

    mark: str = ""
    calls: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class PlannedFigure:
    """A picture's file below the folder of the sources, the places of its caption, and words in its place."""

    path: str
    caption: tuple[Span, ...] = ()
    alt: str = ""
    width: int = 0
    height: int = 0


@dataclass(frozen=True, slots=True)
class Inset:
    """Notes that are set in the line: the places they take, or the brackets that hold every one of them."""

    spans: tuple[Span, ...] = ()
    brackets: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a work's contents: a kind, the places it takes in the source, and what pins it.

    ``spans`` are in reading order. ``split`` and ``join`` are positions at which a paragraph must, or must not, begin.
    """

    kind: EntryKind
    spans: tuple[Span, ...] = ()
    text: str = ""
    level: int | None = None
    id: str = ""
    first: str = ""
    """The ordinal of the first paragraph where earlier ones are missing (``e1``)."""
    label: str = ""
    note: str = ""
    run_in: tuple[RunInMark, ...] = ()
    split: tuple[int, ...] = ()
    join: tuple[int, ...] = ()
    origin: Origin = NOWHERE
    doubt: Doubt | None = None
    form: PlannedTable | PlannedNote | PlannedFigure | None = None
    """What entries of its kind say beside their place."""
    insets: Inset | None = None


@dataclass(frozen=True, slots=True)
class Omission:
    """Lines that are not published: where, for which reason, and in whose words."""

    spans: tuple[Span, ...]
    reason: GapReason
    note: str = ""
    origin: Origin = NOWHERE


@dataclass(frozen=True, slots=True)
class PlannedFact:
    """A fact as an edition file states it: with places and words to be found there, or supplied."""

    name: str
    text: str
    spans: tuple[Span, ...] = ()
    note: str = ""
    origin: Origin = NOWHERE


@dataclass(frozen=True, slots=True)
class PlannedQuery:
    """A query as an edition file states it; ``text`` is to be found in ``spans``."""

    question: str
    spans: tuple[Span, ...] = ()
    text: str = ""
    origin: Origin = NOWHERE


@dataclass(frozen=True, slots=True)
class PlannedWork:
    """One work as an edition arranges it."""

    id: str
    contents: tuple[Entry, ...]
    language: str = "zh-Hans"
    numbering: str = "roman"
    excerpt: bool = False
    facts: tuple[PlannedFact, ...] = ()
    queries: tuple[PlannedQuery, ...] = ()
    notes: tuple[str, ...] = ()
    origin: Origin = NOWHERE
    formerly: tuple[str, ...] = ()
    versions: tuple[StatedVersion, ...] | None = None


@dataclass(frozen=True, slots=True)
class Edition:
    """What the editors decided about a source: what is where, and in which order.

    The engine drafts one (with doubts) for a source that has no edition file, so both ways share everything after.
    """

    slug: str
    works: tuple[PlannedWork, ...]
    omissions: tuple[Omission, ...] = ()
    keep: tuple[Span, ...] = ()
    """Lines that look like page furniture but are text."""
    sha256: str = ""
    path: Path | None = None
    doubts: tuple[tuple[Span, Doubt], ...] = ()
