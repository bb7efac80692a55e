"""Receipts: a source as it stands, line by line; each span leads to the block it became, each gap says why."""

from __future__ import annotations

import json
import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache, partial
from operator import ne
from typing import NamedTuple
from urllib.parse import quote

from shanben.addresses import Addresses, between, is_published, page_url, receipt_path
from shanben.labels import GAPS
from shanben.lineation import Line, lines_of, number_of_lines
from shanben.markup import Markup, article, attributes, both, element, joined, link, phrased, words
from shanben.model.library import Contents, Page, ShapedSource
from shanben.model.radicals import RADICALS, read_radicals
from shanben.model.text import GapReason
from shanben.pictures import original_path
from shanben.render.lists import table

_READ = "部首，读作 {0} · a radical, read as {0}"


class Piece(NamedTuple):
    """A stretch of the source and what became of it. There are as many as lines, and a tuple is made soonest."""

    start: int
    end: int
    work: str = ""
    block: str = ""
    reason: GapReason | None = None
    note: str = ""
    other: bool = False
    """Whether it belongs to every second block, which is tinted otherwise than its neighbours."""


def planned_receipts(shaped: ShapedSource, addresses: Addresses) -> Iterator[Page]:
    """What pages ``receipt_pages`` writes of a source, without their bodies."""
    source = shaped.source
    parts = max(1, -(-number_of_lines(source.text) // addresses.receipt_lines))
    for part in range(parts):
        title = f"{source.path.name}" + (f" ({part + 1}/{parts})" if parts > 1 else "")
        yield Page(receipt_path(source, part), title, origin=(shaped.edition_path or source.path).as_posix())


def receipt_pages(shaped: ShapedSource, addresses: Addresses) -> Iterator[Page]:
    """The receipt of one source, a page for each ``receipt_lines`` lines."""
    source = shaped.source
    lines = lines_of(source.text)
    pieces = pieces_of(shaped)
    starts = [piece.start for piece in pieces]
    step = addresses.receipt_lines
    planned = tuple(planned_receipts(shaped, addresses))
    for part, page in enumerate(planned):
        shown = lines.lines[part * step : (part + 1) * step]
        address = cache(partial(addresses.link, page.path))
        rows = [_row(source.text, line, pieces, starts, address) for line in shown]
        works = _works(pieces, starts, shown) if part else {work.id for work in shaped.works}
        head = _head(shaped, works, addresses, part, len(planned))
        body = (*head, element("div", joined(rows, "\n"), classes="sb-source"), _names(rows))
        yield replace(page, html=article(body), contents=(Contents("receipt", page.title, (), ()),))


def pieces_of(shaped: ShapedSource) -> list[Piece]:
    """What became of a source, stretch by stretch: together the pieces cover it exactly once."""
    spans = [
        (span, work.id, block.id if is_published(block) else "")
        for work in shaped.works
        for block in work.blocks()
        for span in block.spans
    ]
    spans.sort(key=lambda one: one[0].start)
    other = set(list(dict.fromkeys((work, block) for _, work, block in spans if block))[1::2])
    pieces = [Piece(span.start, span.end, work, block, other=(work, block) in other) for span, work, block in spans]
    pieces += [Piece(gap.span.start, gap.span.end, reason=gap.reason, note=gap.note) for gap in shaped.gaps]
    pieces.sort(key=lambda piece: piece.start)
    return pieces


def _works(pieces: list[Piece], starts: list[int], lines: Sequence[Line]) -> set[str]:
    """The works that stand in lines that follow each other."""
    first = max(0, bisect_left(starts, lines[0].start + 1) - 1)
    return {piece.work for piece in pieces[first : bisect_left(starts, lines[-1].next)]}


def _head(shaped: ShapedSource, works: set[str], addresses: Addresses, part: int, parts: int) -> Iterator[Markup]:
    """What stands above a page of lines: ``works`` that they became, and the source in figures."""
    source = shaped.source
    yield element("h1", source.path.name, id="receipt")
    names = [
        link(addresses.between(receipt_path(source, part), f"works/{work.id}/index.md"), phrased(work.name))
        for work in shaped.works
        if work.id in works
    ]
    if names:
        label = element("span", both("作品", "Works", " "), classes="sb-backlinks-label")
        yield element("p", label, " ", joined(names, " · "), classes="sb-backlinks")
    edited = shaped.edition_path.as_posix() if shaped.edition_path else ""
    how = (
        both("由引擎自动整理", "arranged by the engine", " ")
        if shaped.automatic
        else both(f"依 {edited} 整理", f"arranged by {edited}")
    )
    said = joined((both(f"{len(source.text):,} 字符", f"{len(source.text):,} characters"), source.encoding, how), " · ")
    yield element("p", said, element("br"), "\nsha256 ", element("code", source.sha256, classes="sb-digest"))
    kept = shaped.facsimile
    if kept and kept.original:
        here = page_url(receipt_path(source, part), addresses.directory_urls)
        address = between(here, quote(original_path(source.slug, kept.original)))
        yield element("p", both("原件", "The document it came from"), " ", link(address, kept.name, download=kept.name))
    if part == 0:
        counts: dict[GapReason, int] = {}
        for gap in shaped.gaps:
            counts[gap.reason] = counts.get(gap.reason, 0) + len(gap.span)
        published = len(source.text) - sum(counts.values())
        rows = [(both("已归作品", "in works", " "), f"{published:,}")]
        rows += [(both(*GAPS[reason], " "), f"{count:,}") for reason, count in sorted(counts.items())]
        read = read_radicals(source.text)
        radicals = sum(map(ne, source.text, read)) if read != source.text else 0
        if radicals:
            rows.append((both("其中部首读作汉字", "of these, radicals read as ideographs", " "), f"{radicals:,}"))
        yield table((both("归处", "Place", " "), both("字符", "Characters", " ")), rows, numbers=frozenset((1,)))
    if parts > 1:
        here = receipt_path(source, part)
        links = (
            element("strong", str(number + 1))
            if number == part
            else link(addresses.between(here, receipt_path(source, number)), str(number + 1))
            for number in _near(part, parts)
        )
        yield element("p", joined(links, " · "))


def _near(part: int, parts: int) -> list[int]:
    """The parts worth linking from one: the first, the last, and those around it."""
    return sorted({0, parts - 1, *range(max(0, part - 3), min(parts, part + 4))})


def _row(text: str, line: Line, pieces: list[Piece], starts: list[int], address: Callable[[str, str], str]) -> Markup:
    """One line of the source as a paragraph, as short as can be: there are as many as lines.

    The first link is the line's number; a stretch that became a block is a link to it, a gap an ``i`` with its reason,
    which styles draw and ``javascripts/marks.js`` names.
    """
    index = max(0, bisect_left(starts, line.start + 1) - 1)
    number = line.number
    shown = [f'<p id="L{number}"><a href="#L{number}">{number}</a> ']
    while index < len(pieces) and pieces[index].start < line.next:
        piece = pieces[index]
        start, end = max(piece.start, line.start), min(piece.end, line.next)
        if start < end:
            shown.append(_piece(text[start:end].rstrip("\r\n"), piece, address, text))
        index += 1
    return Markup("".join([*shown, "</p>"]))


def _characters(content: str, whole: str) -> str:
    """Characters as they stand, escaped; a radical tells as which character it is read."""
    if not RADICALS.search(content):
        return words(content)
    return joined(
        one if one == read else element("span", one, classes="sb-radical", data_read=read, title=_READ.format(read))
        for one, read in zip(content, read_radicals(content, whole), strict=True)
    )


def _piece(content: str, piece: Piece, address: Callable[[str, str], str], whole: str) -> str:
    if not content and piece.reason is not None and not piece.note:  # the end of each line
        return f'<i data-reason="{piece.reason.value}"></i>'
    shown = _characters(content, whole)
    if piece.reason is None and piece.block:
        target = address(piece.work, piece.block)
        tint = ' class="sb-other"' if piece.other else ""
        return f'<a href="{target}"{tint}>{shown}</a>'
    reason = piece.reason.value if piece.reason else UNPUBLISHED
    kind = "" if piece.reason and not content.strip() else ' class="sb-gap-text"'
    note = ""
    if piece.reason and piece.note:
        note = attributes(title=f"{' · '.join(GAPS[piece.reason])}: {piece.note}")
    return f'<i data-reason="{reason}"{kind}{note}>{shown}</i>'


UNPUBLISHED = "furniture"
"""What becomes of words that belong to a work and are not published, among the reasons of gaps."""
_NAMES = {reason.value: " · ".join(names) for reason, names in GAPS.items()}
_NAMES[UNPUBLISHED] = "属本作品而不刊 · belongs to this work, not published"
_REASON = re.compile('<i data-reason="([a-z-]+)"')


def _names(rows: Iterable[str]) -> Markup:
    """What the reasons on a page are called, for the script that names a gap when a reader points at it."""
    used = sorted({reason for row in rows for reason in _REASON.findall(row)})
    said = json.dumps({reason: _NAMES[reason] for reason in used}, ensure_ascii=False, separators=(",", ":"))
    return Markup(f'<script type="application/json" id="sb-gaps">{said}</script>')
