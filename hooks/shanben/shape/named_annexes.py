"""Annexes whose number and name stand in one line: 附件一：修船办法."""

from __future__ import annotations

from collections.abc import Sequence

from shanben.model.editions import EntryKind
from shanben.model.works import NumberForm
from shanben.shape.layout import COMMA, SEMICOLON, STOP
from shanben.shape.pieces import Piece

_MARKS = frozenset({STOP, SEMICOLON, COMMA})


def names_annex(piece: Piece) -> bool:
    """Whether words are the number of an annex and its name: 附件二：…."""
    number = piece.number
    if number is None or number.form is not NumberForm.ANNEX or not number.values:
        return False
    return number.length < len(piece.text) and piece.end not in _MARKS and not piece.text[number.length].isdigit()


def mark_named_annexes(pieces: Sequence[Piece]) -> None:
    """附件一：… over text opens an annex below a day or a note, and 附件二：… the next; over each other they list."""
    last = 0
    for before, piece, after in zip(pieces, pieces[1:], pieces[2:], strict=False):
        if piece.text[0] != "附" or piece.number is None or piece.number.form is not NumberForm.ANNEX:
            continue
        due = last + 1 if last else int(before.kind in (EntryKind.DATE, EntryKind.NOTE))
        over_text = after.number is None or after.number.form is not NumberForm.ANNEX
        if piece.number.values != (due,) or not over_text:
            last = 0
            continue
        last = due
        if piece.kind is EntryKind.PARAGRAPH and piece.display and not piece.apart and names_annex(piece):
            piece.kind = EntryKind.HEADING
