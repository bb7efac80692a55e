"""What stands above a text: the letterhead, the body that issued it, and to whom it is addressed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from shanben.model.editions import EntryKind
from shanben.model.works import NumberForm
from shanben.shape.both_scripts import both
from shanben.shape.judgments import REGION
from shanben.shape.layout import STOP, End, cells
from shanben.shape.part_words import (
    ADDRESSEE,
    ANNOUNCED,
    ANNOUNCES,
    COPY_NUMBER,
    LETTERHEAD,
    MASTHEAD,
    OFFICE,
    RECIPIENT,
    REPORTS,
    RULES,
    SECRECY,
)
from shanben.shape.parts import is_name
from shanben.shape.pieces import Piece

_LONGEST_HEADING = 70  # cells
_OPENING = 8
"""Blocks at the head of a text in which its addressee can stand."""


def mark_heads(pieces: Sequence[Piece]) -> None:
    """What stands above the text: the letterhead, and to whom a document is addressed."""
    first = _mark_secrecy(pieces)
    pieces = pieces[first:]
    if pieces and pieces[0].kind is EntryKind.PARAGRAPH and pieces[0].display and len(pieces) > 2:
        numbered = any(piece.kind is EntryKind.DOCUMENT_NUMBER and "期" not in piece.text for piece in pieces[1:3])
        below = next((piece for piece in pieces[1:] if piece.kind is EntryKind.PARAGRAPH), None)
        titled = below is not None and below.display and below.end is not STOP
        told = below is not None and ANNOUNCED.fullmatch(below.key)
        letterhead = (numbered or told) and (LETTERHEAD.fullmatch(pieces[0].text) or REGION.fullmatch(pieces[0].key))
        if titled and (letterhead or _is_masthead(pieces, below)):
            pieces[0].kind = EntryKind.ISSUER
    for before, piece in pairwise(pieces):
        if before.display and before.kind is EntryKind.PARAGRAPH and piece.display and _makes(piece, before):
            piece.kind = EntryKind.ISSUER
    _mark_addressee(pieces, 0)
    for index, piece in enumerate(pieces):
        if piece.kind is EntryKind.DATE and index >= _OPENING // 2:  # another letter may follow
            _mark_addressee(pieces, index + 1)


def mark_labels(pieces: Sequence[Piece]) -> None:
    """What a magazine calls the column of an article, above its title."""
    for piece, title in pairwise(pieces):
        if len(piece.text) > _LONGEST_LABEL:
            continue
        if piece.kind is title.kind is EntryKind.PARAGRAPH and _LABEL.fullmatch(piece.key):
            plain = title.display and title.number is None and title.end in _TITLE_ENDS and not title.apart
            if plain and not _LABEL.fullmatch(title.key):
                piece.kind = EntryKind.NOTE


_LABEL = re.compile(
    both(
        r"[【〔\[]?(?:封面(?:故事|报道|文章|人物|专题)|(?:本[刊报])?特稿|特别(?:报道|策划|关注)|(?:深度|独家|专题)报道"
        r"|本期(?:关注|话题|聚焦|策划|特稿))[】〕\]]?"
    )
)
_LONGEST_LABEL = 24
"""Characters, with room between them."""
_TITLE_ENDS = frozenset({End.WORD, End.FIGURE, End.CLOSER, End.BRACKET, End.STOP})


def _mark_secrecy(pieces: Sequence[Piece]) -> int:
    """How many blocks above the letterhead say which copy of a document it is, how secret and how urgent."""
    count = 0
    while count < len(pieces) and (SECRECY.fullmatch(pieces[count].key) or COPY_NUMBER.fullmatch(pieces[count].key)):
        count += 1
    if not any(SECRECY.fullmatch(piece.key) for piece in pieces[:count]) or len(pieces) - count < _SHORTEST:
        return 0
    for piece in pieces[:count]:
        piece.kind = EntryKind.NOTE
    return count


_SHORTEST = 3
"""Blocks of a document below that."""


def _mark_addressee(pieces: Sequence[Piece], first: int) -> None:
    """To whom the document that begins here is addressed, if it is."""
    for index in range(first, min(first + _OPENING, len(pieces))):
        piece = pieces[index]
        if piece.kind is not EntryKind.PARAGRAPH or piece.apart:
            continue
        if piece.number and piece.number.form in _PARTS and piece.number.length < len(piece.text):
            return  # the text has begun
        if piece.end is End.COLON and not piece.number and ADDRESSEE.fullmatch(piece.text):
            words = piece.text.rstrip("：: ")
            called = RECIPIENT.search(words.rsplit("，", 1)[-1])  # the last of them; a sentence calls somebody sooner
            if index + 1 < len(pieces) and called and not (ANNOUNCES.search(words) or _FIELD_NAME.search(words)):
                piece.kind = EntryKind.ADDRESSEE
            return
        if piece.end in (End.STOP, End.SEMICOLON) or cells(piece.text) > _LONGEST_HEADING:
            return


_FIELD_NAME = re.compile(both(r"(?:名称|姓名|电话|地址|日期|编号|号码|账号)$"))
"""What a field of a form is called, which addresses nobody: 单位名称：."""
_PARTS = frozenset({NumberForm.HAN, NumberForm.HAN_PAREN, NumberForm.ARABIC})


def _is_masthead(pieces: Sequence[Piece], below: Piece | None) -> bool:
    """Whether the first words only say what kind of paper it is, numbered, and the title below says so again:
    会议纪要 / 第3期 / 关于河道清淤的会议纪要.
    """
    genre = MASTHEAD.search(pieces[0].key)
    numbered = any(piece.kind is EntryKind.DOCUMENT_NUMBER for piece in pieces[1:3])
    return bool(genre and numbered and below and below.key.endswith(genre[1]) and below.key != pieces[0].key)


def _makes(piece: Piece, title: Piece) -> bool:
    """Whether words name the body that made the rules, the plan or the report whose title stands above them."""
    body = is_name(piece) and OFFICE.fullmatch(piece.key)
    named = (
        (RULES.fullmatch(title.key) or REPORTS.search(title.key))
        and "：" not in title.key
        and not OFFICE.fullmatch(title.key)
    )
    return bool(body and named and title.number is None)  # one of the annexes that a letter names is no title
