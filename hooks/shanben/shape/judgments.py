"""The head of a judgment of Hong Kong or Macau: case numbers, courts, parties, and the title below all of them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from shanben.model.editions import EntryKind
from shanben.shape.both_scripts import both
from shanben.shape.pieces import Piece

_HEAD = 40
"""Blocks above the title of a judgment, at most."""
REGION = re.compile(both(r"(?:中华人民共和国)?(?:香港|澳门)特别行政区(?:[^，。；：\s]{0,12}(?:法院|法庭|审裁处))?"))
"""A region by itself above what it made, or above one of its courts."""
_COURT = re.compile(both(r"[^，。；：\s]{0,16}(?:法院|法庭|审裁处)(?:民事|刑事|上诉)?(?:司法管辖权)?"))
_CASE = re.compile(both(r"[^，。；：\s]{2,20}\d{4}年第\d{1,6}(?:及\d{1,6})?[号號](?:[（(][^（()）]{2,40}[)）])?"))
_JUDGMENT = re.compile(
    both(
        r"(?:上诉法庭|合议庭)?(?:判案书|判决书|判决理由书?|裁决书|裁决理由书?|判刑理由书?|裁决|判决|合议庭裁判|裁定书?)"
    )
)


def mark_judgment(pieces: Sequence[Piece]) -> None:
    """Make the courts above a judgment its issuers, its cases numbers, and its title a heading."""
    title = _title(pieces)
    if title is None:
        return
    for piece in pieces[:_HEAD]:
        if piece is title:
            piece.kind = EntryKind.HEADING
            return
        if piece.kind is not EntryKind.PARAGRAPH or piece.apart or not piece.display:
            continue
        if REGION.fullmatch(piece.key) or _COURT.fullmatch(piece.key):
            piece.kind = EntryKind.ISSUER
        elif _CASE.fullmatch(piece.key):
            piece.kind = EntryKind.DOCUMENT_NUMBER


def judgment_title(pieces: Sequence[Piece]) -> Piece | None:
    """The title of a judgment whose head was marked, below its courts and parties; None where there is none."""
    return _title(pieces) if any(piece.kind is EntryKind.ISSUER for piece in pieces[:_HEAD]) else None


def _title(pieces: Sequence[Piece]) -> Piece | None:
    """The first block that only says judgment, where a court of a region and a party's case stand above it."""
    head = pieces[:_HEAD]
    region = next((at for at, piece in enumerate(head) if "特" in piece.text and REGION.fullmatch(piece.key)), None)
    if region is None:
        return None
    court = any(_COURT.fullmatch(piece.key) for piece in head)
    judged = (piece for piece in head[region:] if piece.display and not piece.apart and _JUDGMENT.fullmatch(piece.key))
    return next(judged, None) if court else None
