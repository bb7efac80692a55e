"""What importers gather: blocks of words with the facts known of them, and the text they make together."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from itertools import accumulate, pairwise

from shanben.model.evidence import Cell, LineEvidence, Mark, OutlineEntry, Ruby
from shanben.problems import Problem
from shanben.take.unusable import Unusable

NOTHING = LineEvidence(0)
"""Facts of a block of which nothing is known."""

PICTURE = "\ufffc"
"""What stands for a picture in the text: Unicode's sign for an object that is no character."""

MOST_BLOCKS = 300_000
"""Paragraphs and tables of one document: no library in one file has more, and each takes some kilobytes here."""

_LEFT_OUT_SPACE = " \t\u3000\u00a0\u200b\ufeff"
_LINE_ENDS = re.compile(r"\r\n?|[\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_UNPRINTED = re.compile(r"[\x00-\x08\x0e-\x1b\x1f\x7f\xad\ufffe\uffff]|[\ud800-\udfff]")
"""Control characters, and the hyphen that is printed only where a line ends."""


@dataclass(slots=True)
class Words:
    """Characters being gathered, with the marks of notes and the readings among them."""

    text: str = ""
    marks: list[Mark] = field(default_factory=list)
    ruby: list[Ruby] = field(default_factory=list)

    def add(self, text: str) -> None:
        """More characters; line ends of any kind become LF, characters that no text has are dropped."""
        self.text += _UNPRINTED.sub("", _LINE_ENDS.sub("\n", text))

    def mark(self, text: str, note: str) -> None:
        """A sign that calls a note, in square brackets where it is bare figures or letters, raised in print."""
        sign = f"[{text}]" if text.isascii() and text.isalnum() else text
        start = len(self.text)
        self.add(sign)
        self.marks.append(Mark(start, len(self.text), note))

    def read(self, base: Words, reading: str) -> None:
        """Characters with a reading printed over them."""
        start = len(self.text)
        self.join(base)
        if reading.strip() and len(self.text) > start:
            self.ruby.append(Ruby(start, len(self.text), reading.strip()))

    def join(self, other: Words) -> None:
        """All of another's words after these."""
        at = len(self.text)
        self.text += other.text
        self.marks += (replace(mark, start=mark.start + at, end=mark.end + at) for mark in other.marks)
        self.ruby += (replace(one, start=one.start + at, end=one.end + at) for one in other.ruby)

    def piece(self, start: int, end: int) -> Words:
        """The words between two places, without white space at the ends; marks that are cut fall away."""
        while start < end and self.text[start] in _LEFT_OUT_SPACE:
            start += 1
        while end > start and self.text[end - 1] in _LEFT_OUT_SPACE:
            end -= 1
        marks = [
            replace(mark, start=mark.start - start, end=mark.end - start)
            for mark in self.marks
            if start <= mark.start and mark.end <= end
        ]
        ruby = [
            replace(one, start=one.start - start, end=one.end - start)
            for one in self.ruby
            if start <= one.start and one.end <= end
        ]
        return Words(self.text[start:end], marks, ruby)

    def lines(self) -> list[Words]:
        """The lines that hold something."""
        bounds = [-1, *(match.start() for match in re.finditer("\n", self.text)), len(self.text)]
        pieces = (self.piece(before + 1, after) for before, after in pairwise(bounds))
        return [piece for piece in pieces if piece.text]

    def flat(self) -> Words:
        """All on one line: line ends and tabs as spaces, between Han characters as nothing."""
        flat = Words()
        for line in self.lines():
            if parted(flat.text, line.text):
                flat.add(" ")
            line.text = line.text.replace("\t", " ")
            flat.join(line)
        return flat


def parted(before: str, after: str) -> bool:
    """Whether a space stands between two lines that become one; between Han characters there is none."""
    return bool(before) and not (before[-1] >= "\u2e80" and after[0] >= "\u2e80")


@dataclass(slots=True)
class Block:
    """Words that belong together, and what is known of them; each line of the words becomes one of the text."""

    words: Words
    facts: LineEvidence = NOTHING


@dataclass(slots=True)
class Taken:
    """What an importer read: blocks or printed lines, what the file states of its origin, what was left out."""

    blocks: list[Block] = field(default_factory=list)
    stated: dict[str, str] = field(default_factory=dict)
    left_out: Counter[str] = field(default_factory=Counter)
    repaired: Counter[str] = field(default_factory=Counter)
    outline: list[OutlineEntry] = field(default_factory=list)
    importer: str = ""
    """How it was read, where that is not what its file is called."""
    printed: bool = False
    pages: int = 0
    verbatim: bytes | None = None
    """The bytes of a file that is plain text already: they are kept as they are."""
    encoding: str = ""
    doubts: list[Problem] = field(default_factory=list)
    """What the importer is not sure of, for people."""
    read: int = 0
    """Paragraphs and tables read so far, also those that are left out or stand in others."""

    def one_more(self, number: int = 1) -> None:
        """Count paragraphs and tables. Raises ``Unusable`` with an E133 where there are more than a document has."""
        self.read += number
        if self.read > MOST_BLOCKS:
            message = "has more than {limit} paragraphs: divide it, or save its text as plain text"
            raise Unusable(message, code="E133", limit=f"{MOST_BLOCKS:,}")


def picture(image: str, alt: str = "") -> Block:
    """A picture as a block by itself: its path in the document, and the words for those who do not see it."""
    return Block(Words(PICTURE), LineEvidence(0, kind="figure", image=image, alt=" ".join(alt.split())))


def row(cells: Iterable[tuple[Words, int, int, int]], table: int, number: int, head: bool) -> Block:
    """A table row as one line, cells set apart by tabs; each cell is its words, its column, and what it spans."""
    words = Words()
    placed: list[Cell] = []
    for index, (cell, column, columns, rows) in enumerate(cells):
        if index:
            words.add("\t")
        start = len(words.text)
        words.join(cell.flat())
        placed.append(Cell(start, len(words.text), column, columns, rows))
    return Block(words, LineEvidence(0, kind="row", table=table, row=number, head=head, cells=tuple(placed)))


def join_notes(blocks: Iterable[Block]) -> None:
    """Make the paragraphs of one note one block of several lines: readers find them together where it is called."""
    first: Block | None = None
    for block in blocks:
        facts = block.facts
        joins = facts.kind == "note" and bool(facts.note)
        if first is not None and joins and facts.note == first.facts.note:
            first.words.add("\n")
            first.words.join(block.words)
            block.words = Words()
        else:
            first = block if joins else None


def assembled(blocks: Iterable[Block], *, page_breaks: bool = False) -> tuple[str, Mapping[int, LineEvidence]]:
    """The text, a line each, and what is known of its lines. ``page_breaks``: a form feed where the page changes."""
    lines: list[str] = []
    facts: dict[int, LineEvidence] = {}
    page = 0
    for number, block in enumerate(blocks, 1):
        words = block.words.text
        if block.facts.kind == "row":
            parts = [block.words] if words.strip() else []
        elif words and "\n" not in words and not (words[0] in _LEFT_OUT_SPACE or words[-1] in _LEFT_OUT_SPACE):
            parts = [block.words]
        else:
            parts = block.words.lines()
        for part in parts:
            broken = page_breaks and page and block.facts.page != page
            page = block.facts.page or page
            lines.append(("\f" if broken else "") + part.text)
            shift = 1 if broken else 0
            known = block.facts
            if broken or known.line != len(lines) or not known.block or part.marks or part.ruby:
                known = replace(
                    known,
                    line=len(lines),
                    block=known.block or number,
                    marks=tuple(replace(one, start=one.start + shift, end=one.end + shift) for one in part.marks),
                    ruby=tuple(replace(one, start=one.start + shift, end=one.end + shift) for one in part.ruby),
                    cells=tuple(replace(one, start=one.start + shift, end=one.end + shift) for one in known.cells),
                )
            facts[len(lines)] = known
    return "".join(line + "\n" for line in lines), facts


def starts(lines: Iterable[str]) -> list[int]:
    """Where each line begins."""
    return list(accumulate((len(line) for line in lines), initial=0))
