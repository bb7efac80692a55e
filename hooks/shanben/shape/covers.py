"""Who issued a paper, as its cover says, and to whom a petition goes, as its last words say."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from shanben.model.doubts import Doubt
from shanben.model.editions import EntryKind
from shanben.shape.layout import STOP, End
from shanben.shape.part_words import MONTH, OFFICE, RECIPIENT, TO_WHOM
from shanben.shape.parts import is_kind_of_document, is_name
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
        if piece is pieces[-1]:
            break
        if MONTH.fullmatch(piece.key) and issued and OFFICE.fullmatch(above.key) and above is not pieces[0]:
            above.kind, piece.kind = EntryKind.ISSUER, EntryKind.DATE
    for title, day, name in zip(pieces[:1], pieces[1:2], pieces[2:3], strict=False):
        if title.display and day.kind is EntryKind.DATE and is_name(name) and OFFICE.fullmatch(name.key):
            name.kind = EntryKind.ISSUER
    if len(pieces) > _SHORTEST and MONTH.fullmatch(pieces[-1].key) and is_name(pieces[-2]) and pieces[-3].end is STOP:
        pieces[-2].kind, pieces[-1].kind = EntryKind.SIGNATURE, EntryKind.DATE


def join_cover(pieces: list[Piece]) -> list[Piece]:
    """The blocks of a source whose cover says what a paper was written for (硕士学位论文), with the lines of the title
    below that made one, and the month of the cover marked.
    """
    at = next((index for index, piece in enumerate(pieces[:_OPENING]) if is_kind_of_document(piece)), None)
    if at is None or not all(is_name(piece) for piece in pieces[:at]) or at + 2 >= len(pieces):
        return pieces
    end = at + 1
    while end < len(pieces) and end - at <= _TITLE_LINES and _may_title(pieces[end]):
        end += 1
        if end < len(pieces) and pieces[end].lines[0].blanks > 0:
            break
    if end == at + 1 or end == len(pieces) or pieces[end].end is STOP:
        return pieces
    for piece in pieces[: at + 1]:
        piece.kind = EntryKind.SERIES
    for piece in pieces[end : end + _OPENING]:
        if MONTH.fullmatch(piece.key):
            piece.kind = EntryKind.DATE
    first, *others = pieces[at + 1 : end]
    doubt = Doubt("D312", "lines taken for one title", 0.9) if others else first.doubt
    lines = tuple(line for piece in (first, *others) for line in piece.lines)
    title = Piece(lines, True, first.moved, kind=EntryKind.PARAGRAPH, measure=first.measure, doubt=doubt)
    return [*pieces[: at + 1], title, *pieces[end:]]


_TITLE_LINES = 3


def _may_title(piece: Piece) -> bool:
    plain = piece.kind is EntryKind.PARAGRAPH and piece.display and not (piece.number or piece.apart)
    return plain and piece.end in _OPEN and not _MARKED.search(piece.text) and not _DASH.match(piece.text)


_OPEN = frozenset({End.WORD, End.CLOSER, End.BRACKET, End.FIGURE})
_MARKED = re.compile("[：:。；]")
_DASH = re.compile("[—－―─-]")


def mark_recipients(pieces: Sequence[Piece]) -> None:
    """The body below the last words of a petition, to which it goes: 此致 / 柳河县人民法院."""
    for before, piece in pairwise(pieces):
        last = len(before.text) <= _SHORT_LINE and TO_WHOM.fullmatch(before.key)
        if last and is_name(piece) and RECIPIENT.search(piece.key):
            piece.kind = EntryKind.ADDRESSEE
    for piece in pieces[1:_ORDERED] if pieces and pieces[0].key.endswith("令") else ():
        if piece.text[0] == "令" and is_name(piece):
            piece.kind = EntryKind.ADDRESSEE  # 令东岭乡公所, below 训令


_ORDERED = 4
"""Blocks at the head of an order in which stands to whom it goes."""
_SHORT_LINE = 8
"""Characters of 此　致, however wide it is set."""
