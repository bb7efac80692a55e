"""How sure a draft is of its blocks: doubts with a confidence that was measured, not guessed.

Over pages of known structure, set in columns, blocks whose bounds had these margins were right about as often as the
confidence says.
"""

from __future__ import annotations

from collections.abc import Sequence

from shanben.model.doubts import Doubt
from shanben.model.editions import EntryKind
from shanben.model.works import NumberForm
from shanben.shape.layout import End, cells
from shanben.shape.pieces import Piece

_MEASURED: tuple[tuple[float, float], ...] = ((2.0, 0.93), (3.7, 0.98))
"""Margins (log odds) up to which blocks were right with this frequency; beyond the last they are not doubted."""
_SURE = _MEASURED[-1][0]
_BOUNDED = frozenset({EntryKind.PARAGRAPH, EntryKind.ITEM, EntryKind.HEADING})


def doubt_bounds(pieces: Sequence[Piece]) -> None:
    """Doubt blocks whose beginning or end is not clear, and numbered sentences taken for headings."""
    heading = EntryKind.HEADING
    sentences = [piece for piece in pieces if piece.kind is heading and _may_be_sentence(piece)]
    for piece in sentences if len(sentences) < _HABIT else ():
        reason = "words with a comma, taken for a heading; they may be a sentence without its mark"
        piece.doubt = piece.doubt or Doubt("D305", reason, 0.6)
    for piece in pieces:
        if piece.doubt or piece.apart:
            continue
        if piece.kind is heading and _is_numbered_sentence(piece):
            reason = "a numbered sentence taken for a heading; it is one if text of its own stands below it"
            piece.doubt = Doubt("D305", reason, 0.72)
        elif piece.margin < _SURE and piece.kind in _BOUNDED and (confidence := _confidence(piece.margin)):
            reason = "where this block begins or ends is not clear; its first and last line on the page would tell"
            piece.doubt = Doubt("D313", reason, confidence)


def _may_be_sentence(piece: Piece) -> bool:
    """Whether a heading without a number is long and has a comma: a text that has such headings has several of them."""
    return piece.number is None and piece.end is End.WORD and "，" in piece.text and cells(piece.text) >= _LONG


_LONG = 24.0
_HABIT = 3


def _is_numbered_sentence(piece: Piece) -> bool:
    number = piece.number
    return number is not None and number.form is NumberForm.ORDINAL and piece.end is End.STOP


def _confidence(margin: float) -> float | None:
    return next((confidence for most, confidence in _MEASURED if margin < most), None)
