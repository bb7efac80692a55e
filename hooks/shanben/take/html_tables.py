"""Tables of web pages: their rows and cells, with what cells span; tables that only lay out a page are none."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from lxml import etree

from shanben.model.forms import MOST_SPANNED
from shanben.take.blocks import Block, Words, row

_FORM = 3
"""Rows of several cells that a form has at least."""
_LONG = 400
"""Characters of a cell that is a column of text rather than a cell."""

Cells = list[tuple[list[Block], int, int, int]]
"""A row's cells: the blocks of each, its column, the columns and the rows it spans."""


Inside = Callable[[etree._Element], list[Block] | None]
"""Reads a cell; gives none for one that is no part of the text."""


def page_table(table: etree._Element, number: int, inside: Inside) -> list[Block]:
    """A table's rows as blocks."""
    return laid_out([(_head(one), cells) for one, cells in _rows(table, inside)], number)


def laid_out(rows: list[tuple[bool, Cells]], number: int) -> list[Block]:
    """Rows as blocks, one a row; of one that lays out a page (one cell a row, texts or tables in cells), its text.

    Cells that only set the last of their row in are none; the empty ones of a form follow what they answer.
    """
    single = all(not any(_holds(blocks) for blocks, *_ in cells[:-1]) for _, cells in rows)
    frames = _frames([blocks for _, cells in rows for blocks, *_ in cells])
    long = [any(_is_long(blocks) or (frames and _holds_own(blocks)) for blocks, *_ in cells) for _, cells in rows]
    several = [sum(_holds(blocks) for blocks, *_ in cells) > 1 for _, cells in rows]
    parts = sum(many and not text for many, text in zip(several, long, strict=True))
    if single or (any(long) and parts < max(_FORM, sum(long) + 2)):
        return [block for _, cells in rows for blocks, *_ in cells for block in blocks]
    drawn = [block for _, cells in rows for blocks, *_ in cells for block in blocks if block.facts.kind == "figure"]
    found = []
    for at, (head, cells) in enumerate(rows, 1):
        if long[at - 1]:  # a form with room for a text: the text is none of its cells
            found += [block for blocks, *_ in cells for block in blocks if block.facts.kind != "figure"]
            continue
        block = row(
            (
                (_joined(blocks), column, min(columns, MOST_SPANNED), min(span, MOST_SPANNED))
                for blocks, column, columns, span in cells
            ),
            number,
            at,
            head,
        )
        if block.words.text.strip():
            found.append(block)
    return found + drawn


def _is_long(blocks: list[Block]) -> bool:
    """Whether a cell holds a text."""
    return len(blocks) > 3 and sum(len(one.words.text) for one in blocks) > _LONG


def _holds(blocks: list[Block]) -> bool:
    """Whether a cell shows anything."""
    return any(one.words.text.strip() or one.facts.kind == "figure" for one in blocks)


def _frames(cells: list[list[Block]]) -> bool:
    """Whether cells hold tables and headings of a page: not where a few short ones among many hold a table of their
    own.
    """
    holding = [blocks for blocks in cells if _holds_own(blocks)]
    worded = sum(any(one.words.text.strip() for one in blocks) for blocks in cells)
    short = all(sum(len(one.words.text) for one in blocks) <= _LONG for blocks in holding)
    return bool(holding) and not (short and len(holding) * _MANY <= worded)


def _holds_own(blocks: list[Block]) -> bool:
    return any(one.facts.kind in _OWN for one in blocks)


_OWN = ("heading", "title", "row")
_MANY = 4
"""Cells with words for each that holds a table, at least, in a table that frames nothing."""


def _joined(blocks: list[Block]) -> Words:
    words = Words()
    for block in blocks:
        if block.facts.kind == "figure":  # it stands after the table
            continue
        if words.text:
            words.add(" " if _apart(words.text, block.words.text) else "\n")
        words.join(block.words)
    return words


_ENDED = re.compile(r"[^\W_]$")
_BEGINS = re.compile(r"[^：:，。\n]{1,8}[：:]|[（(]?[一二三四五六七八九十\d]{1,3}[）)、.．]|[☐☑□■•●]")
_SHORT = 6


def _apart(before: str, after: str) -> bool:
    """Whether two paragraphs of a cell are two things: a word is often broken over the lines of a narrow one."""
    last = before.rsplit("\n", 1)[-1]
    whole = len(last) >= _SHORT and len(after) >= _SHORT
    return bool(_ENDED.search(before) and after and (whole or _BEGINS.match(after)))


def _name(element: etree._Element) -> str:
    return element.tag.rpartition("}")[2].lower() if isinstance(element.tag, str) else ""


def _head(element: etree._Element) -> bool:
    parent = element.getparent()
    cells = [one for one in element if _name(one) in ("td", "th")]
    return (parent is not None and _name(parent) == "thead") or (
        bool(cells) and all(_name(cell) == "th" for cell in cells)
    )


def _rows(table: etree._Element, inside: Inside) -> Iterator[tuple[etree._Element, Cells]]:
    taken: dict[int, int] = {}  # columns that a cell above still spans, and for how many rows
    for element in _own_rows(table):
        cells: Cells = []
        column = 0
        for cell in element:
            if _name(cell) not in ("td", "th"):
                continue
            while taken.get(column, 0) > 0:
                column += 1
            columns, rows = _span(cell.get("colspan")), _span(cell.get("rowspan"))
            columns = min(columns, max(1, MOST_SPANNED - column))  # the width of a table is bounded, not only a cell's
            blocks = inside(cell)
            if blocks is not None:
                cells.append((blocks, column, columns, rows))
            for at in range(column, column + columns):
                taken[at] = rows
            column += columns
        taken = {at: left - 1 for at, left in taken.items() if left > 1}
        yield element, cells


def _own_rows(table: etree._Element) -> Iterator[etree._Element]:
    for child in table:
        if _name(child) == "tr":
            yield child
        elif _name(child) in ("thead", "tbody", "tfoot"):
            yield from (one for one in child if _name(one) == "tr")


def _span(text: str | None) -> int:
    return max(1, min(MOST_SPANNED, int(text))) if text and re.fullmatch(r"\d{1,5}", text) else 1
