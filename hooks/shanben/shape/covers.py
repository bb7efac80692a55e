"""Who issued a paper, as its cover says, and to whom a petition goes, as its last words say."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from shanben.model.editions import EntryKind
from shanben.shape.layout import STOP
from shanben.shape.part_words import MONTH, OFFICE, RECIPIENT, TO_WHOM
from shanben.shape.parts import is_name
from shanben.shape.pieces import Piece

_SHORTEST = 3
"""Blocks of a text that has an end."""
_OPENING = 8
"""Blocks at the head of a text in which its cover can stand."""


def mark_covers(pieces: Sequence[Piece]) -> None:
    """Who issued a paper, and in which month, as its cover says below the title: 柳河县人民政府 / 2024年6月; or who
    signed it, as its end says.
    """
    for above, piece in pairwise(pieces[:_OPENING]):
        issued = is_name(above) or above.kind is EntryKind.ISSUER
        if MONTH.fullmatch(piece.key) and issued and OFFICE.fullmatch(above.key) and above is not pieces[0]:
            above.kind, piece.kind = EntryKind.ISSUER, EntryKind.DATE
    for title, day, name in zip(pieces[:1], pieces[1:2], pieces[2:3], strict=False):
        if title.display and day.kind is EntryKind.DATE and is_name(name) and OFFICE.fullmatch(name.key):
            name.kind = EntryKind.ISSUER
    if len(pieces) > _SHORTEST and MONTH.fullmatch(pieces[-1].key) and is_name(pieces[-2]) and pieces[-3].end is STOP:
        pieces[-2].kind, pieces[-1].kind = EntryKind.SIGNATURE, EntryKind.DATE


def mark_recipients(pieces: Sequence[Piece]) -> None:
    """The body below the last words of a petition, to which it goes: 此致 / 柳河县人民法院."""
    for before, piece in pairwise(pieces):
        last = len(before.text) <= _SHORT_LINE and TO_WHOM.fullmatch(before.key)
        if last and is_name(piece) and RECIPIENT.search(piece.key):
            piece.kind = EntryKind.ADDRESSEE


_SHORT_LINE = 8
"""Characters of 此　致, however wide it is set."""
