"""The cover of a standard: its classes, whose standard it is, its number, what it is called, from when it holds."""

from __future__ import annotations

import re
from collections.abc import Sequence

from shanben.model.editions import EntryKind
from shanben.shape.both_scripts import both
from shanben.shape.part_words import STANDARD_NUMBER
from shanben.shape.pieces import Piece

_CLASS = re.compile(r"(?:ICS|UDC|CCS|备案号)[ \u3000:：]*[\d.]+.*")
_WHOSE = re.compile(both(r"[^，。；：]{2,24}(?:标准|规范|规程)(?:[（(].{1,10}[)）])?"))
_FROM_WHEN = re.compile(both(r"\d{4}[-—.年]\s*\d{1,2}[-—.月]\s*(?:\d{1,2}|[xX×]{2})日?\s*(?:发布|批准)(?:.*实施)?"))
_ISSUED = re.compile(both(r"[^，。；：]{4,60}[ \u3000]*(?:联合)?发布"))
_INSTEAD = re.compile(both(r"(?:部分)?代替\s*[A-Z].*"))
_ABOUT = (_FROM_WHEN, _ISSUED, _INSTEAD)
"""What a cover says below the title."""
_OPENING = 10
"""Blocks above the number of a standard, and of its cover below that."""
_WORDS = frozenset({EntryKind.PARAGRAPH, EntryKind.HEADING})


def mark_standard(pieces: Sequence[Piece]) -> None:
    """What stands above the number of a standard on its cover, and below its title."""
    at = next((index for index, piece in enumerate(pieces[:_OPENING]) if STANDARD_NUMBER.fullmatch(piece.text)), 0)
    above = pieces[:at]
    if not any(_CLASS.fullmatch(piece.text) or _WHOSE.fullmatch(piece.key) for piece in above):
        return
    if not all(piece.kind in _WORDS and not piece.apart and piece.display for piece in above):
        return
    for piece in above:
        piece.kind = EntryKind.SERIES
    title: Piece | None = None
    for piece in pieces[at + 1 : at + 1 + _OPENING]:
        if piece.kind not in _WORDS or piece.apart or piece.number or "。" in piece.text:
            return
        if any(form.fullmatch(piece.text) for form in _ABOUT):
            piece.kind = EntryKind.NOTE
        elif title is None:
            title = piece
        elif piece.text.isascii() and piece.display:
            piece.kind = EntryKind.DECK
