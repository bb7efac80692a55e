"""Facing source: beside a paragraph, the lines it was read from as they stood, with what became of each character.

A page's facing source is a classic script of its own, asked for when a reader first wants it: it costs the page nothing
and is read from a folder of files too, where a page may fetch nothing. Of words that stand on the page it says how many
a line has, and the page has them.
"""

from __future__ import annotations

import json
import re
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from shanben.addresses import Addresses, is_published, page_url
from shanben.labels import GAPS
from shanben.lineation import Line, Lines, lines_of
from shanben.markup import UNREADABLE
from shanben.model.forms import CaptionOf, Cell
from shanben.model.library import ShapedSource
from shanben.model.text import Block, Span
from shanben.model.works import Work
from shanben.render.print_beside import print_beside
from shanben.render.receipts import Piece, pieces_of

AROUND = 24
"""Characters of a line shown before and after what a block takes of it; a text may stand on one line as a whole."""

HERE, ELSEWHERE = "", "elsewhere"
"""What became of characters: published in this block, or in another; else the reason of their gap."""


_LABELS = {reason.value: f"{chinese} · {english}" for reason, (chinese, english) in GAPS.items()}


class Stretch(NamedTuple):
    """Characters of one line, and what became of them."""

    text: str
    became: str


class FacingLine(NamedTuple):
    """A line as it stood, or the part of it around the block."""

    number: int
    stretches: tuple[Stretch, ...]
    moved: bool = False
    """Whether the edition goes on here from another place than the source does."""


@dataclass(frozen=True, slots=True)
class Partition:
    """A source cut into its pieces, with look-up by position."""

    lines: Lines
    pieces: tuple[Piece, ...]
    starts: tuple[int, ...]

    def between(self, start: int, end: int) -> Sequence[Piece]:
        """The pieces that a stretch of the source touches, in order."""
        first = max(0, bisect_right(self.starts, start) - 1)
        return [piece for piece in self.pieces[first : bisect_left(self.starts, end, first)] if piece.end > start]

    def leads_on(self, end: int, start: int) -> bool:
        """Whether nothing that is published stands between the end of one span and the start of the next."""
        return end == start or (end < start and all(piece.reason is not None for piece in self.between(end, start)))


def partition(shaped: ShapedSource) -> Partition:
    """A source cut into its pieces."""
    pieces = tuple(pieces_of(shaped))
    return Partition(lines_of(shaped.source.text), pieces, tuple(piece.start for piece in pieces))


def facing(work: Work, block: Block, source: Partition, before: int | None = None) -> Iterator[FacingLine]:
    """The lines of a block in its reading order; ``before`` is where the block before it ends in the source."""
    end = before
    for run in _runs(block.spans, source):
        moved = end is not None and not source.leads_on(end, run.start)
        for number in range(source.lines.at(run.start).number, source.lines.at(run.end - 1).number + 1):
            yield FacingLine(number, tuple(_stretches(work, (block.id,), run, source.lines[number], source)), moved)
            moved = False
        end = run.end


def _runs(spans: tuple[Span, ...], source: Partition) -> Iterator[Span]:
    """The spans of a block with the gaps between them: a new run begins where other matter stands in between."""
    first, last = spans[0].start, spans[0].end
    for span in spans[1:]:
        if not source.leads_on(last, span.start):
            yield Span(first, last)
            first = span.start
        last = span.end
    yield Span(first, last)


def facing_table(work: Work, blocks: Sequence[Block], source: Partition) -> Iterator[FacingLine]:
    """The lines of a table, each once and whole, with all of its cells as here."""
    ids = {block.id for block in blocks}
    at = source.lines.at
    spans = [span for block in blocks for span in block.spans if len(span)]
    for number in sorted({n for span in spans for n in range(at(span.start).number, at(span.end - 1).number + 1)}):
        line = source.lines[number]
        yield FacingLine(number, tuple(_stretches(work, ids, Span(line.start, line.next), line, source)), False)


def _stretches(work: Work, ids: Collection[str], run: Span, line: Line, source: Partition) -> Iterator[Stretch]:
    first, last = max(line.start, run.start - AROUND), min(line.next, run.end + AROUND)
    text, here = source.lines.text, work.id
    for piece in source.between(first, last):
        start = max(piece.start, first)
        content = text[start : min(piece.end, last)].rstrip("\r\n")
        if piece.reason is not None:
            if content or run.start <= start < run.end:
                yield Stretch(content, piece.reason.value)
        elif content:
            yield Stretch(content, HERE if piece.work == here and piece.block in ids else ELSEWHERE)


def facing_path(page: str) -> str:
    """The script with the facing source of the page with this path."""
    return f"{page.removesuffix('.md')}.facing.js"


def facing_scripts(shaped: ShapedSource, addresses: Addresses) -> Iterator[tuple[str, str]]:
    """The scripts of one source's works: path and content. Each names its blocks' lines to ``shanbenFacing``.

    A line is ``[number, moved, text, became, text, became …]``, where a number for a text says how many of the block's
    characters come next, white space aside (in units of UTF-16, as a browser counts them); a block that is one line as
    it stood is that line's number. Where the document's pages were kept, places on them follow (see ``print_beside``).
    """
    source = partition(shaped)
    kept = shaped.facsimile
    for work in shaped.works:
        pages: dict[str, dict[str, tuple[tuple[FacingLine, ...], str]]] = {}
        before = None
        tables: dict[str, list[Block]] = {}
        for block in filter(is_published, work.blocks()):
            if isinstance(block.form, Cell | CaptionOf):
                tables.setdefault(block.form.table, []).append(block)
            else:
                page = pages.setdefault(addresses.page(work.id, block.id), {})
                page[block.id] = tuple(facing(work, block, source, before)), work.text(block)
            before = block.spans[-1].end
        for table, cells in tables.items():
            page = pages.setdefault(addresses.page(work.id, cells[0].id), {})
            page[table] = tuple(facing_table(work, cells, source)), ""
        for path, blocks in pages.items():
            parts: list[object] = [{block: _said(*shown) for block, shown in blocks.items()}, _LABELS]
            if kept:
                numbers = {block: tuple(line.number for line in lines) for block, (lines, _) in blocks.items()}
                here = page_url(path, addresses.directory_urls)
                parts.append(print_beside(kept, shaped.source.slug, numbers, here))
            said = (json.dumps(one, ensure_ascii=False, separators=(",", ":")) for one in parts)
            yield facing_path(path), f"shanbenFacing({','.join(said)});\n"


_Said = int | list[list[object]]

_WHITE = re.compile("([\\s\\ufeff]+)")
"""What browsers take for white space, and Python; pages show it otherwise than sources have it."""


def _said(lines: Sequence[FacingLine], words: str) -> _Said:
    """The lines of a block as the script says them; ``words`` are what the page shows of it."""
    here = "".join([one.text for line in lines for one in line.stretches if one.became == HERE])
    there = _WHITE.sub("", here) == _WHITE.sub("", words) and not UNREADABLE.search(words)
    if there and len(lines) == 1 and len(lines[0].stretches) == 1 and not lines[0].moved and not _WHITE.search(here):
        return lines[0].number
    return [
        [line.number, int(line.moved), *(part for one in line.stretches for part in _stretch(one, there))]
        for line in lines
    ]


def _stretch(one: Stretch, there: bool) -> Iterator[int | str]:
    """A stretch and what became of it; its words are counted where they are ``there``, on the page."""
    if not (there and one.became == HERE):
        yield from (one.text, one.became)
        return
    parts = (one.text,) if " " not in one.text and one.text.isprintable() else _WHITE.split(one.text)
    for place, part in enumerate(parts):
        if part:
            yield from (part if place % 2 else len(part.encode("utf-16-le")) // 2, HERE)
