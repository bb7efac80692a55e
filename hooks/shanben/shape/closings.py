"""How a text ends: with a day without a year, with those who signed, and with what was added afterwards."""

from __future__ import annotations

import re
from collections.abc import Sequence

from shanben.model.editions import EntryKind
from shanben.shape.layout import End, cells
from shanben.shape.part_words import CLOSING_DATE, REPRESENTS
from shanben.shape.parts import is_name
from shanben.shape.pieces import Piece

_CLOSING_NAMES = 6
"""Lines of names that can end a text."""


def mark_closing(pieces: Sequence[Piece]) -> None:
    """What ends a text: a day without a year, who wrote below it, and those who signed without a date."""
    if len(pieces) < 3:
        return
    for before, name, day in zip(pieces, pieces[1:], pieces[2:-1], strict=False):
        set_in = min(name.lines[0].indent, day.lines[0].indent) >= _SET_IN
        if set_in and before.end is End.STOP and is_name(name) and CLOSING_DATE.fullmatch(day.key):
            name.kind, day.kind = EntryKind.SIGNATURE, EntryKind.DATE  # of one letter among several
    at = len(pieces) - 1
    while at > 2 and len(pieces) - at <= _AFTERTHOUGHT and not CLOSING_DATE.fullmatch(pieces[at].key):
        at -= 1
    if at < len(pieces) - 1 and _ADDS.match(pieces[at + 1].text) and is_name(pieces[at - 1]):
        pieces[at - 1].kind, pieces[at].kind = EntryKind.SIGNATURE, EntryKind.DATE
    last = pieces[-1]
    if last.kind is EntryKind.PARAGRAPH and CLOSING_DATE.fullmatch(last.key) and cells(pieces[-2].text) <= 30:
        last.kind = EntryKind.DATE
    at = len(pieces) - 1
    while at > 0 and len(pieces) - at <= _CLOSING_NAMES and is_name(pieces[at]):
        at -= 1
    names = pieces[at + 1 :]
    if not names or len(names) > _CLOSING_NAMES:
        return
    after_date = pieces[at].kind is EntryKind.DATE and (len(names) <= 2 or all(map(_signs_beside, names)))
    if after_date or (len(names) > 1 and pieces[at].end is End.STOP and REPRESENTS.fullmatch(names[0].text)):
        for piece in names:
            piece.kind = EntryKind.NOTE if _SAID.fullmatch(piece.text) else EntryKind.SIGNATURE


def _signs_beside(piece: Piece) -> bool:
    """Whether words are an office and who holds it, or a seal, as they stand below the day of an order."""
    return bool(_OFFICE_HELD.fullmatch(piece.lines[0].content))


_OFFICE_HELD = re.compile(r"[^\s，。；：]{2,12}(?:[ \u3000]+[^\s，。；：](?:[ \u3000]?[^\s，。；：]){1,3}|之?[印章])")
_SET_IN = 6.0
"""Cells by which those who sign stand further in."""
_SAID = re.compile("[（(][^（()）签簽印章押名]*[)）]")
"""What is said of a paper below its day: （有效期五天）."""
_ADDS = re.compile(r"(?:又|另|再)(?:及)?[：:]|又及|P\.?\s*S\.?[\s.:：]", re.IGNORECASE)
"""What is added to a letter that was signed."""
_AFTERTHOUGHT = 3
"""Blocks of it."""
