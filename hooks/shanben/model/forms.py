"""What a block has beside its words: its place in a table, its lines of verse, the mark of a note, a picture.

A table is not a block: its cells are, so that every cell is spans of the source, has an address, is searched and
compared by itself. ``groups`` puts them together again for those who show them.
"""

from __future__ import annotations

from dataclasses import dataclass

MOST_SPANNED = 999
"""Rows or columns that one cell may take; HTML has a thousand. What a document states beyond that is cut to it."""


@dataclass(frozen=True, slots=True)
class Cell:
    """Where a cell stands: the id of its table, its row and column from 1, and how many of each it takes."""

    table: str
    row: int
    column: int
    rows: int = 1
    columns: int = 1
    header: bool = False


@dataclass(frozen=True, slots=True)
class CaptionOf:
    """A caption's table, by its id."""

    table: str


@dataclass(frozen=True, slots=True)
class Verse:
    """Where the second and each further line of a stanza begins, in code points of its published text."""

    breaks: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Called:
    """A note that is called: its mark as printed (empty where none is), and the ids of the blocks that call it."""

    mark: str
    callers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture: the path of its file below the folder of the sources, and words for those who do not see it.

    ``width`` and ``height`` are in pixels; 0 where they are not known.
    """

    path: str
    alt: str = ""
    width: int = 0
    height: int = 0


Form = Cell | CaptionOf | Verse | Called | Picture


@dataclass(frozen=True, slots=True)
class Call:
    """A place that calls a note: code points of the block's published text before it, the note's id, and the mark.

    The mark is no part of the text: it is a gap of the source, or the source has none and ``mark`` is empty.
    """

    at: int
    note: str
    mark: str
