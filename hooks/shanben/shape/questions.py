"""Questions by themselves: headings where each has its answer below it, again and again."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from shanben.model.doubts import Doubt
from shanben.model.editions import EntryKind
from shanben.shape.layout import cells
from shanben.shape.pieces import Piece


def mark_questions(pieces: Sequence[Piece]) -> None:
    """Headings that ask: questions by themselves, each with its answer below, again and again; in a text without blank
    lines, if it begins with one below its title.
    """
    found: list[Piece] = []
    dense = len(pieces) > _FEWEST and pieces[1].text[-1] in "？?" and not any(map(_is_apart, pieces[1:]))
    asked = 0
    for piece, following in pairwise(pieces):
        if piece.text[-1] not in "？?" or piece.kind is not EntryKind.PARAGRAPH or piece.number or piece.apart:
            continue
        asked += 1
        short = _is_one(piece) and cells(piece.text) <= _LONGEST_SENTENCE and (dense or piece.lines[0].blanks > 0)
        answered = following.kind is EntryKind.PARAGRAPH and following.text[-1] not in "？?"
        if short and answered and cells(following.text) > cells(piece.text) and not _SPOKEN.search(piece.text):
            found.append(piece)
    if len(found) >= (_MANY if dense else 2) and len(found) * 4 >= asked * (4 if dense else 3):
        for piece in found:
            piece.kind = EntryKind.HEADING
            piece.doubt = Doubt("D305", "a question by itself, like others in this text, taken for a heading", 0.6)


def _is_apart(piece: Piece) -> bool:
    return piece.lines[0].blanks > 0


_FEWEST, _MANY = 6, 3
"""Blocks and questions of such a text."""
_SPOKEN = re.compile(r"[：:“”「」『』﹁﹂]")
_LONGEST_SENTENCE = 36  # cells


def _is_one(piece: Piece) -> bool:
    return "。" not in piece.text[:-1] and "；" not in piece.text[:-1]
