"""Tables that somebody typed with tabs or spaces, where a document holds them as paragraphs."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from shanben.model.evidence import Cell
from shanben.take.blocks import Block

_CELL = re.compile(r"[^\s\xa0](?:(?!\t|[ \xa0\u3000]{2})[^\n])*")
_NO_CELL = re.compile(r"[。；？！：:，]|^.{21}")
_FIGURE = re.compile(r"[-+－]?\d[\d.,:%％‰/\-—–－年月日时元人个]*")
_COLUMNS, _ROWS = 3, 3


def mark_typed_tables(blocks: list[Block]) -> None:
    """Make rows of paragraphs that follow each other and have the same three cells or more, none a sentence."""
    number = max((block.facts.table for block in blocks), default=0)
    for first, end, rows in _runs(blocks):
        number += 1
        named = not any(_FIGURE.fullmatch(blocks[first].words.text[start:stop]) for start, stop in rows[0])
        for at in range(first, end):
            cells = tuple(Cell(start, stop, column) for column, (start, stop) in enumerate(rows[at - first]))
            head = named and at == first
            facts = replace(blocks[at].facts, kind="row", table=number, row=at - first + 1, head=head, cells=cells)
            blocks[at] = Block(blocks[at].words, facts)


def _runs(blocks: Sequence[Block]) -> Iterator[tuple[int, int, list[list[tuple[int, int]]]]]:
    """Runs of rows: where they begin and end, and their cells."""
    rows: list[list[tuple[int, int]]] = []
    for at in range(len(blocks) + 1):
        row = _row(blocks[at]) if at < len(blocks) else []
        if rows and len(row) != len(rows[0]):
            if len(rows) >= _ROWS:
                yield at - len(rows), at, rows
            rows = []
        if row:
            rows.append(row)


def _row(block: Block) -> list[tuple[int, int]]:
    """The cells of a paragraph; none where it is no row."""
    text, facts = block.words.text, block.facts
    if facts.kind not in ("", "paragraph") or block.words.marks or block.words.ruby or "\n" in text:
        return []
    found = [(match.start(), match.start() + len(match[0].rstrip())) for match in _CELL.finditer(text)]
    words = [text[start:stop] for start, stop in found]
    plain = len(found) >= _COLUMNS and not any(map(_NO_CELL.search, words)) and any(len(one) > 1 for one in words)
    return found if plain else []
