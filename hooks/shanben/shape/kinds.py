"""Entries that are more than running text: tables, figures, verse and quotes become blocks of a section."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType
from typing import Protocol

from shanben.lineation import Lines
from shanben.model.editions import Entry, EntryKind, PlannedFigure, PlannedTable
from shanben.model.forms import CaptionOf, Picture, Verse
from shanben.model.text import Block, BlockKind, Gap, GapReason, Source, Span, read_spans
from shanben.numerals import han_value
from shanben.problems import Problem
from shanben.shape.lines import edges
from shanben.shape.reflow import reflow
from shanben.shape.stanzas import breaks_in, stanzas
from shanben.shape.tables import Place, found_cells, header_rows, rest_of, stated_cells
from shanben.shape.tree import Names, Node

_NUMBERED = re.compile(r"\s*附?[表图圖]\s*(?P<number>[\d〇零一二三四五六七八九十百]+(?:\s*[-－—–.．]\s*\d+)*)")


_TWICE = "the place that begins in line {line} of {name} is in two cells; correct the places under cells"
_OUTSIDE = (
    "the place that begins in line {line} of {name} does not lie in the lines of the table;"
    " correct the places under cells"
)


class Filler(Protocol):
    """What filling a section offers: it takes blocks, gaps and problems, and knows the section and the names given."""

    source: Source
    lines: Lines
    keep: Sequence[Span]
    gaps: list[Gap]
    problems: list[Problem]
    names: Names
    path: list[Node]
    latest: Block | None

    def compose(self, extents: Sequence[Span]) -> tuple[Span, ...]:
        """The spans of a block that takes all of ``extents``; what is no text there becomes gaps."""

    def place(self, block: Block) -> None:
        """Add a block to the section that is being filled."""

    def pinned(self, entry: Entry) -> str:
        """The id an entry pins, or nothing."""


def table(filler: Filler, entry: Entry) -> None:
    """A caption and cells, row by row; what stands between the cells are gaps."""
    plan = entry.form if isinstance(entry.form, PlannedTable) else PlannedTable()
    text, lines = filler.source.text, filler.lines
    caption, extents = filler.compose(plan.caption), entry.spans[len(plan.caption) :]
    if plan.rows:
        header = plan.header
        if header is None:
            named = [[read_spans(text, cell.spans).strip() for cell in row] for row in plan.rows]
            header = header_rows(named)
        places = list(stated_cells(plan.rows, header))
        if not _apart(filler, entry, extents, places):
            places = []
    else:
        places = found_cells(lines, extents, plan.header)
    gaps, words = rest_of(lines, extents, [span for place in places for span in place.spans])
    filler.gaps += gaps
    if words and places:
        message = "“{words}” in line {line} of {name} stands in no cell of the table; give it one under cells"
        known = {"words": text[words[0].start : words[0].end], "line": lines.at(words[0].start).number}
        filler.problems.append(Problem("E222", message, entry.origin, known | {"name": filler.source.path.name}))
    number = _number("table", read_spans(text, caption))
    name = filler.pinned(entry) or _name(filler, number, "t")
    if caption:
        filler.place(Block(f"{name}-caption", BlockKind.CAPTION, caption, form=CaptionOf(name)))
    for place in places:
        form = replace(place.form, table=name)
        spans = filler.compose(place.spans)
        if spans:
            filler.place(Block(f"{name}-r{form.row}c{form.column}", BlockKind.CELL, spans, form=form))


def _apart(filler: Filler, entry: Entry, extents: Sequence[Span], places: Sequence[Place]) -> bool:
    """Whether the cells lie in the table's lines and none in another; a problem where not."""
    reached = -1
    for span in sorted(span for place in places for span in place.spans if len(span)):
        inside = any(extent.start <= span.start and span.end <= extent.end for extent in extents)
        if not inside or span.start < reached:
            message = _TWICE if inside else _OUTSIDE
            known = {"line": filler.lines.at(span.start).number, "name": filler.source.path.name}
            filler.problems.append(Problem("E221", message, entry.origin, known))
            return False
        reached = span.end
    return True


def figure(filler: Filler, entry: Entry) -> None:
    """A picture with its caption; without one its place is a span of no length."""
    plan = entry.form if isinstance(entry.form, PlannedFigure) else PlannedFigure("")
    stands = entry.spans[len(plan.caption) :]
    for extent in stands:
        for _, start, end in filler.lines.within(extent):
            first, last = edges(filler.source.text, start, end)
            if first < last:
                filler.gaps.append(Gap(Span(first, last), GapReason.PICTURE))
    at = stands[0].start if stands else _reached(filler)
    spans = filler.compose(plan.caption) or (Span(at, at),)
    number = _number("figure", read_spans(filler.source.text, spans))
    name = filler.pinned(entry) or _name(filler, number, "f")
    picture = Picture(plan.path, plan.alt, plan.width, plan.height)
    filler.place(Block(name, BlockKind.FIGURE, spans, form=picture))


def verse(filler: Filler, entry: Entry) -> None:
    """A block for each stanza."""
    text, lines = filler.source.text, filler.lines
    joined = {lines.at(position).number for position in entry.join if len(lines)}
    for number, stanza in enumerate(stanzas(lines, entry.spans, entry.split)):
        spans = filler.compose((Span(stanza[0].start, stanza[-1].end),))
        begun = [verse.start for verse in stanza[1:] if lines.at(verse.start).number not in joined]
        name = (not number and filler.pinned(entry)) or filler.names.block(filler.path, None)
        filler.place(Block(name, BlockKind.VERSE, spans, form=Verse(breaks_in(text, begun, spans))))


def quote(filler: Filler, entry: Entry) -> None:
    """A block for each paragraph of what is quoted."""
    split, join = frozenset(entry.split), frozenset(entry.join)
    paragraphs, gaps = reflow(filler.lines, entry.spans, split=split, join=join, keep=filler.keep)
    filler.gaps += gaps
    for number, extents in enumerate(paragraphs):
        spans = filler.compose(extents)
        if spans:
            name = (not number and filler.pinned(entry)) or filler.names.block(filler.path, None)
            filler.place(Block(name, BlockKind.QUOTE, spans))


def _name(filler: Filler, number: str, letter: str) -> str:
    """The name of a table or figure: after its number, or counted in its section."""
    return filler.names.free(number) if number else filler.names.counted(filler.path, letter)


def _reached(filler: Filler) -> int:
    """Where in the source the last block ends."""
    return filler.latest.spans[-1].end if filler.latest and filler.latest.spans else 0


def _number(kind: str, caption: str) -> str:
    """``table-1-2`` for a caption that begins 表1-2; empty where it has no number."""
    match = _NUMBERED.match(caption)
    if not match:
        return ""
    parts = re.split(r"[^\d〇零一二三四五六七八九十百]+", match["number"])
    return "-".join([kind, *(str(han_value(part)) for part in parts)])


SPECIAL: Mapping[EntryKind, Callable[[Filler, Entry], None]] = MappingProxyType(
    {EntryKind.TABLE: table, EntryKind.FIGURE: figure, EntryKind.VERSE: verse, EntryKind.QUOTE: quote}
)
"""How entries of these kinds become blocks."""
