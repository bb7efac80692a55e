"""How sure a draft is of its blocks: doubts with a confidence that was measured, not guessed.

Over pages of known structure, set in columns, blocks whose bounds had these margins were right about as often as the
confidence says.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from shanben.model.doubts import Doubt
from shanben.model.editions import EntryKind
from shanben.model.works import NumberForm
from shanben.shape.both_scripts import both
from shanben.shape.layout import STRONG_FORMS, End, cells
from shanben.shape.levels import NAMED
from shanben.shape.openings import is_linked
from shanben.shape.pieces import Piece

_MEASURED: tuple[tuple[float, float], ...] = ((2.0, 0.93), (2.9, 0.98))
"""Margins (log odds) up to which blocks were right with this frequency; beyond the last they are not doubted."""
_SURE = _MEASURED[-1][0]
_UNCLEAR = "where this block begins or ends is not clear; its first and last line on the page would tell"
_INTERRUPTED = Doubt("D313", _UNCLEAR, 0.85)
_BOUNDED = frozenset({EntryKind.PARAGRAPH, EntryKind.ITEM, EntryKind.HEADING})


def doubt_bounds(pieces: Sequence[Piece], title: Piece | None) -> None:
    """Doubt blocks whose beginning or end is not clear, text that other words may interrupt, numbered sentences taken
    for headings, and headings that stand over no text; ``title`` is none of them.
    """
    heading = EntryKind.HEADING
    sentences = [piece for piece in pieces if piece.kind is heading and _may_be_sentence(piece)]
    for piece in sentences if len(sentences) < _HABIT else ():
        reason = "words with a comma, taken for a heading; they may be a sentence without its mark"
        piece.doubt = piece.doubt or Doubt("D305", reason, 0.6)
    for piece, after in pairwise(pieces):
        if piece.kind is heading and not piece.doubt and piece is not title and _heads_no_text(piece, after):
            reason = "words taken for a heading, over others that end no sentence; they may be entries of one list"
            piece.doubt = Doubt("D305", reason, 0.6)
    for before, piece, after in zip(pieces, pieces[1:], pieces[2:], strict=False):
        if not piece.doubt and _may_be_heading(before, piece, after):
            piece.doubt = Doubt("D313", _UNCLEAR, 0.6)
    for piece, after in pairwise(pieces):
        if _may_be_interrupted(piece, after):
            piece.doubt = piece.doubt or _INTERRUPTED
            after.doubt = after.doubt or _INTERRUPTED
    plain = _over_texts(pieces)
    for index, piece in enumerate(pieces):
        if piece.doubt or piece.apart:
            continue
        if piece.kind is heading and _is_numbered_sentence(piece) and index not in plain:
            reason = "a numbered sentence taken for a heading; it is one if text of its own stands below it"
            piece.doubt = Doubt("D305", reason, 0.6)
        elif piece.display and piece.kind in _BOUNDED and is_linked(piece.text):
            piece.doubt = Doubt("D313", _UNCLEAR, 0.6)
        elif piece.margin < _SURE and piece.kind in _BOUNDED and (confidence := _confidence(piece.margin)):
            piece.doubt = Doubt("D313", _UNCLEAR, confidence)


def _may_be_sentence(piece: Piece) -> bool:
    """Whether a heading without a number is long and has a comma: a text that has such headings has several of them."""
    return piece.number is None and piece.end is End.WORD and "，" in piece.text and cells(piece.text) >= _LONG


def _may_be_heading(before: Piece, piece: Piece, after: Piece) -> bool:
    """Whether words without a mark at their end that fill their lines stand between two texts: a heading of two lines
    may look so, and so may a sentence that something else ends.
    """
    if piece.kind is not EntryKind.PARAGRAPH or piece.apart or piece.number:
        return False
    full = len(piece.lines) > 1 or piece.lines[0].width >= _LONG
    plain = piece.end in _OPEN_ENDS and full and "。" not in piece.text
    plain = plain and cells(piece.text) <= _LONGEST and not _PLAIN.match(piece.text)
    closed = before.end is End.STOP or before.display or before.kind is not EntryKind.PARAGRAPH
    return plain and closed and after.kind is EntryKind.PARAGRAPH and not after.number


_PLAIN = re.compile(
    both(
        r"[\[［〔【]\d{1,3}[\]］〕】]|[（(][^（()）]*[)）]$|[【\[［]?(?:关键[词字]|中图分类号|收稿日期|基金项目)|Key\s?words?"
    )
)
"""What is no heading by its own words: an entry of a list of sources, all in brackets, what a paper says of itself."""


def _may_be_interrupted(piece: Piece, after: Piece) -> bool:
    """Whether the last lines of a paragraph stand between blank lines and what follows them is too wide for the first
    line of another: they may be words set into a sentence, which then goes on below them.
    """
    text = EntryKind.PARAGRAPH
    if piece.kind is not text or after.kind is not text or piece.apart or after.apart or after.number:
        return False
    if piece.end is not End.STOP or after.lines[0].blanks < 1 or not after.at_margin:
        return False
    return any(line.blanks > 0 for line in piece.lines[1:][-_LONGEST_SET_IN:])


_LONGEST_SET_IN = 8
"""Lines of words that are set into a sentence."""
_LONGEST = 70.0
_LONG = 24.0
_HABIT = 3


def _is_numbered_sentence(piece: Piece) -> bool:
    number = piece.number
    return number is not None and number.form is NumberForm.ORDINAL and piece.end is End.STOP


_LONGER = 1.5


def _over_texts(pieces: Sequence[Piece]) -> frozenset[int]:
    """Numbered sentences that stand one after the other, each over a text without a number and longer: they head it."""
    heading = EntryKind.HEADING
    found = [index for index, piece in enumerate(pieces) if piece.kind is heading and _is_numbered_sentence(piece)]
    texts = [
        index + 1 < len(pieces) and pieces[index + 1].kind is EntryKind.PARAGRAPH
        and pieces[index + 1].number is None and cells(pieces[index + 1].text) > _LONGER * cells(pieces[index].text)
        for index in found
    ]  # fmt: skip
    return frozenset(found) if len(found) >= _HABIT and all(texts) else frozenset()


def _heads_no_text(piece: Piece, after: Piece) -> bool:
    """Whether a heading without a number stands over words without one that end as it does."""
    if piece.number or piece.own_level or after.number or after.own_level or after.apart:
        return False
    if piece.lines[0].form in STRONG_FORMS or NAMED.fullmatch(piece.key):
        return False
    alike = after.kind is EntryKind.HEADING or (after.kind is EntryKind.PARAGRAPH and after.display)
    return alike and after.end in _OPEN_ENDS and after.lines[0].form not in STRONG_FORMS


_OPEN_ENDS = frozenset({End.WORD, End.FIGURE, End.CLOSER, End.BRACKET})


def _confidence(margin: float) -> float | None:
    return next((confidence for most, confidence in _MEASURED if margin < most), None)
