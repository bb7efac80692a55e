"""Lines that a document sets in the middle and that follow each other: verse, for headings have text below them."""

from __future__ import annotations

from collections.abc import Sequence

from shanben.model.editions import EntryKind
from shanben.shape.layout import cells
from shanben.shape.pieces import Piece
from shanben.shape.stated_blocks import Known
from shanben.shape.stated_headings import BY_WORDS

_LINES = 3
"""The fewest: two may be a heading in two lines, or one below another."""
_LONGEST = 24
"""Cells of the longest line."""


def join_placed_verse(known: list[Known]) -> None:
    """Make one block of verse of such lines, where text stands above the first."""
    told = next((at for at, one in enumerate(known) if _is_told(one)), len(known))
    for one in known[told + 1 :]:
        if (
            len(one.piece.lines) > _LINES
            and _is_placed(one)
            and all(line.width <= _LONGEST for line in one.piece.lines)
        ):
            one.piece.kind = EntryKind.VERSE
    first = told + 1
    while first < len(known):
        last = first
        while last < len(known) and _is_line(known[last]) and known[last].look == known[first].look:
            last += 1
        if last - first >= _LINES:
            known[first].piece = _verse(known[first:last])
            del known[first + 1 : last]
        first = max(last, first + 1)


def _is_told(one: Known) -> bool:
    """Whether a block is text."""
    return one.piece.kind is EntryKind.PARAGRAPH and not one.piece.display


def _is_line(one: Known) -> bool:
    return _is_placed(one) and len(one.piece.lines) == 1 and cells(one.piece.key) <= _LONGEST


def _is_placed(one: Known) -> bool:
    """Whether a block stands out by its place in the line alone."""
    placed = one.look.centred and one.emphasised and not (one.heavy or one.stated or one.piece.number)
    return placed and one.facts.kind in ("", "paragraph") and one.piece.kind in BY_WORDS


def _verse(lines: Sequence[Known]) -> Piece:
    return Piece(tuple(line for one in lines for line in one.piece.lines), False, kind=EntryKind.VERSE)
