"""Evidence: what a document states of its own structure, beside the plain text that was taken from it.

Facts only, a line of the text each; what they mean is decided where the text is shaped. Lines count from 1, offsets are
code points of the line, sizes and places are points (1/72 inch) from the upper left corner of the page.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from shanben.model.facsimile import Sheet


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table row that takes one line: its half-open place in the line, its column, and what it spans."""

    start: int
    end: int
    col: int
    cols: int = 1
    rows: int = 1


@dataclass(frozen=True, slots=True)
class Mark:
    """A sign in a line that calls a note: its half-open place, and the note's name."""

    start: int
    end: int
    note: str


@dataclass(frozen=True, slots=True)
class Ruby:
    """A reading printed over characters: their half-open place, and its words, which are not in the text."""

    start: int
    end: int
    reading: str


@dataclass(frozen=True, slots=True)
class LineEvidence:
    """What is known of one line; a value that is empty or 0 is unknown.

    ``block``: lines with the same number are one block. ``kind`` is what the document calls the block: ``title``,
    ``heading``, ``paragraph``, ``item``, ``row``, ``note``, ``quote``, ``verse``, ``caption``, ``figure``, ``code``.
    ``level`` is the depth of a stated heading (1 the highest) or of a list. ``by`` is who states the level:
    ``outline``, ``style``, ``tag``, ``bookmark``, ``contents`` (nav or NCX). ``number`` is the automatic number it
    begins with. ``furniture`` is how surely the line belongs to the page (0 to 1), and ``part`` what of it it is:
    ``page-number`` or ``running-head``.
    """

    line: int
    page: int = 0
    box: tuple[float, ...] = ()
    """Left, upper, right and lower edge."""
    size: float = 0.0
    font: str = ""
    bold: bool = False
    ink: float = 0.0
    """How heavy the strokes are: the share of the characters' squares that is inked."""
    indent: float = 0.0
    """By how many characters the line begins further right than its column."""
    centred: bool = False
    gap: float = 0.0
    """Room above the line beyond the usual, in line heights."""
    block: int = 0
    kind: str = ""
    style: str = ""
    level: int = 0
    by: str = ""
    number: str = ""
    table: int = 0
    row: int = 0
    head: bool = False
    """Whether the line is a header row of its table."""
    cells: tuple[Cell, ...] = ()
    note: str = ""
    """The name of the note whose text this is."""
    marks: tuple[Mark, ...] = ()
    ruby: tuple[Ruby, ...] = ()
    image: str = ""
    """The path of a picture: inside the document, or where it was kept, below the folder of the sources."""
    alt: str = ""
    """Words that the document gives for those who do not see the picture."""
    furniture: float = 0.0
    part: str = ""
    ocr: bool = False
    repaired: str = ""
    """What was mended in the line, and how."""


@dataclass(frozen=True, slots=True)
class OutlineEntry:
    """A heading as a document lists it (bookmark, nav, NCX): its level from 1, its words and the line they stand in."""

    level: int
    text: str
    line: int
    by: str


@dataclass(frozen=True, slots=True)
class Evidence:
    """What is known of a text that was taken from a document.

    ``sha256`` is the digest of the text's bytes: evidence about other bytes is not used. ``left_out`` counts what the
    text does not hold (deleted words, hidden text, page headers …), ``repaired`` what was read differently from what
    the file holds, both by name.
    """

    sha256: str
    file: str
    file_sha256: str
    importer: str
    version: str
    printed: bool = False
    """Whether lines are those of a printed page; else every line is a block or a stated part of one."""
    pages: int = 0
    outline: tuple[OutlineEntry, ...] = ()
    left_out: Mapping[str, int] = field(default_factory=lambda: MappingProxyType({}))
    repaired: Mapping[str, int] = field(default_factory=lambda: MappingProxyType({}))
    sheets: tuple[Sheet, ...] = ()
    """The pictures of its pages, where they were kept."""
    original: str = ""
    """The path of the document below the folder of the sources, where it was kept to be offered."""
    title: str = ""
    """What a book calls itself beside its text, as on its cover; empty where that is not known."""
    lines: Mapping[int, LineEvidence] = field(default_factory=lambda: MappingProxyType({}))
