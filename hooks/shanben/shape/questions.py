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
    """Headings that ask: questions by themselves, each with its answer below, again and again."""
    found: list[Piece] = []
    asked = 0
    for piece, following in pairwise(pieces):
        if piece.text[-1] not in "？?" or piece.kind is not EntryKind.PARAGRAPH or piece.number or piece.apart:
            continue
        asked += 1
        short = _is_one(piece) and cells(piece.text) <= _LONGEST_SENTENCE and piece.lines[0].blanks > 0
        answered = following.kind is EntryKind.PARAGRAPH and following.text[-1] not in "？?"
        if short and answered and cells(following.text) > cells(piece.text) and not _SPOKEN.search(piece.text):
            found.append(piece)
    if len(found) >= 2 and len(found) * 4 >= asked * 3:
        for piece in found:
            piece.kind = EntryKind.HEADING
            piece.doubt = Doubt("D305", "a question by itself, like others in this text, taken for a heading", 0.6)


_SPOKEN = re.compile(r"[：:“”「」『』﹁﹂]")
_LONGEST_SENTENCE = 36  # cells


def _is_one(piece: Piece) -> bool:
    return "。" not in piece.text[:-1] and "；" not in piece.text[:-1]
