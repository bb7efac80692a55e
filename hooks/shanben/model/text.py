"""Sources, and the pieces they are divided into: spans, blocks and gaps.

An edition is a partition of its source: every published character is a span of the source, every other one a gap with a
reason, and together they cover the source exactly once. All types are frozen; text is never copied into them, only
pointed at. Words the source does not hold (a supplied title, a translation, a gloss) have types of their own.

Positions are counted in code points of ``Source.text``, half-open, from 0. Line numbers shown to people count from 1.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from pathlib import Path

from shanben.model.forms import Call, Form
from shanben.model.radicals import read_part


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open range of code points in a source's text."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError(f"not a span: {self.start}..{self.end}")

    def __len__(self) -> int:
        return self.end - self.start

    def __hash__(self) -> int:  # in half the time of the one that would be made: each block is looked up often
        return self.start << 32 ^ self.end


@dataclass(frozen=True, slots=True)
class Source:
    """A file we hold, exactly as received.

    ``text`` is the decoded content with nothing changed (a byte order mark belongs to the encoding, not to the text);
    ``sha256`` is the hexadecimal digest of the file's bytes.
    """

    slug: str
    path: Path
    text: str
    sha256: str
    encoding: str


@dataclass(frozen=True, slots=True)
class Origin:
    """A place in a file, for messages: path as people know it, and a line (0: the file as a whole)."""

    path: str
    line: int = 0


NOWHERE = Origin("")
"""Where a thing was read that no file states."""


class BlockKind(StrEnum):
    """What a block of source text is. ``furniture`` belongs to a work but is not published (a continuation slug)."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
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
    CELL = "cell"
    VERSE = "verse"
    QUOTE = "quote"
    FIGURE = "figure"
    FURNITURE = "furniture"


class GapReason(StrEnum):
    """Why characters of a source are not published."""

    LINE_BREAK = "line-break"  # the end of a line inside a paragraph or between blocks
    BLANK_LINE = "blank-line"
    INDENT = "indent"  # white space at the start of a line
    TRAILING_SPACE = "trailing-space"  # white space at the end of a line
    JUSTIFICATION = "justification"  # letter spacing that fills a line
    LAYOUT_SPACE = "layout-space"  # space that typesetting puts between Han and digits or Latin letters
    HYPHEN = "hyphen"  # a word in Latin letters is divided at a line end
    PAGE_BREAK = "page-break"
    PAGE_NUMBER = "page-number"
    RUNNING_HEAD = "running-head"
    RULE = "rule"  # a drawn line: ———, ****
    CONTENTS = "contents"  # a printed table of contents
    PULL_QUOTE = "pull-quote"  # display copy of words that stand in the text
    NOTICE = "notice"  # what a distributor sets before and after a text: its name for the file, its licence
    CELL_SEPARATOR = "cell-separator"  # what stands between the cells of a table: tabs, bars, space
    NOTE_MARK = "note-mark"  # the sign that calls a note, the brackets of one set in the line, the word above notes
    LIST_MARKER = "list-marker"  # a dot or dash before an item
    PICTURE = "picture"  # what stands for a picture in plain text
    OMITTED = "omitted"  # left out by the editor, who says why
    UNASSIGNED = "unassigned"  # the edition file says nothing about these lines: always a fault


@dataclass(frozen=True, slots=True)
class Gap:
    """A stretch of the source that is not published, and why. ``note`` is an editor's own reason."""

    span: Span
    reason: GapReason
    note: str = ""


@dataclass(frozen=True, slots=True)
class RunIn:
    """A heading printed as the first words of its paragraph.

    ``spans`` are the heading's own characters without the punctuation that closes it, inside the block's spans.
    """

    level: int
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Block:
    """A published piece of source text (or furniture): its kind and the spans it is read from, in reading order.

    ``id`` is its address inside the work, also the anchor on the page. ``level`` is the depth of a heading (1 is the
    work's title) or of an item that lies in another list (from 2), and None for everything else. ``form`` is what
    blocks of its kind have beside their words; ``calls`` are the places that call notes, in order. A figure without a
    caption has one empty span: its place in the source.
    """

    id: str
    kind: BlockKind
    spans: tuple[Span, ...]
    level: int | None = None
    run_in: RunIn | None = None
    form: Form | None = None
    calls: tuple[Call, ...] = ()


@dataclass(frozen=True, slots=True)
class Supplied:
    """Words of the editors that the source does not hold; shown in brackets, never counted or quoted as source."""

    text: str
    note: str = ""


_WHITE = re.compile(r"\s+")


def _is_latin(char: str) -> bool:
    """Whether a character is Latin, Greek or Cyrillic, a figure or a mark of theirs."""
    return "!" <= char <= "~" or "À" <= char <= "ɏ" or "Ͱ" <= char <= "ӿ"


def _one_space(match: re.Match[str]) -> str:
    """A kept run of white space reads as one space: an ideographic one between full-width characters, else U+0020."""
    text = match.string
    start, end = match.span()
    return " " if (start and _is_latin(text[start - 1])) or _is_latin(text[end : end + 1]) else "\u3000"


def read_spans(text: str, spans: Iterable[Span]) -> str:
    """What spans of ``text`` read as when published: their characters in order, runs of white space as one space, and
    radicals as the characters they stand for.
    """
    held = tuple(spans)
    if len(held) == 1:
        (span,) = held
        words = read_part(text[span.start : span.end], text)
        if " " not in words and words.isprintable():  # no other white space is; most blocks have none
            return words
    return _read(text, held)


@lru_cache(maxsize=16_384)
def _read(text: str, spans: tuple[Span, ...]) -> str:
    """Asked a dozen times for each block: by its page, the search, the files to take along, the library file …"""
    joined = read_part("".join([text[span.start : span.end] for span in spans]), text)
    if " " not in joined and joined.isprintable():
        return joined
    return _WHITE.sub(_one_space, joined)
