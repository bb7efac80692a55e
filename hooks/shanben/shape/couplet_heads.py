"""Chapters of novels that a couplet names, in two lines: 第一回 / 甲… / 乙…, both halves as long as each other."""

from __future__ import annotations

import re

from shanben.model.editions import EntryKind
from shanben.shape.layout import cells
from shanben.shape.lines import HAN
from shanben.shape.pieces import Piece

_CHAPTER = re.compile(r"第[\d〇零一二三四五六七八九十百千]{1,5}[回囘回][ \u3000]*")
_HALF = re.compile(rf"[{HAN}]{{4,12}}[，；。]?")
_MARKS = "，；。 \u3000"
_PLAIN = frozenset({EntryKind.PARAGRAPH, EntryKind.HEADING})


def join_couplets(pieces: list[Piece]) -> list[Piece]:
    """The blocks of a source, with the number of a chapter and the two halves of its name made one heading."""
    if not any(piece.text[0] == "第" and _CHAPTER.match(piece.text) for piece in pieces):  # most texts
        return pieces
    found: list[Piece] = []
    index = 0
    while index < len(pieces):
        piece = pieces[index]
        index += 1
        number = _CHAPTER.match(piece.text) if piece.text[0] == "第" else None
        if number and piece.kind in _PLAIN and (count := _halves(pieces, index, piece.text[number.end() :])):
            lines = piece.lines + tuple(line for other in pieces[index : index + count] for line in other.lines)
            piece = Piece(lines, True, kind=EntryKind.HEADING, measure=piece.measure)
            index += count
        found.append(piece)
    return found


def _halves(pieces: list[Piece], first: int, name: str) -> int:
    """How many blocks from ``first`` hold what a couplet has beside the half that stands behind the number, if any;
    0 where they hold no couplet.
    """
    halves = [name.strip(_MARKS)] if name else []
    count = 0
    while len(halves) < _HALVES and first + count < len(pieces):
        piece = pieces[first + count]
        parted = piece.lines[0].blanks > 0 and halves
        if piece.kind is not EntryKind.PARAGRAPH or piece.apart or piece.number or parted:
            return 0
        halves += [line.content.strip(_MARKS) for line in piece.lines]
        count += 1
    even = len(halves) == _HALVES and cells(halves[0]) == cells(halves[1])
    more = first + count < len(pieces)
    return count if even and more and all(map(_HALF.fullmatch, halves)) else 0


_HALVES = 2
