"""A title that is printed again: on a cover and over the text, above the contents and below them.

It is neither another work nor a heading, and stays: the same words, whole, stand with what is told about the title, in
the lines they are printed in. Where a text has headings without a number it is left alone: the first of them may be
named as the whole is.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from shanben.model.doubts import Doubt
from shanben.model.editions import EntryKind
from shanben.shape.pieces import Piece

_ABOUT = frozenset(
    {EntryKind.NOTE, EntryKind.DATE, EntryKind.DOCUMENT_NUMBER, EntryKind.ISSUER, EntryKind.BYLINE, EntryKind.DECK}
)
"""What stands about a title."""
_WORDS = frozenset({EntryKind.PARAGRAPH, EntryKind.HEADING})
_SHORTEST = 4
"""Characters of a title that is known again."""
_LINES = 5
"""Blocks into which a title can fall where it is printed the second time."""


def mark_title_again(pieces: Sequence[Piece], title: Piece) -> None:
    """Make notes of the blocks of a work that print its title a second time."""
    at = next((index for index, piece in enumerate(pieces) if piece is title), len(pieces))
    first = at + 1
    while first < len(pieces) and pieces[first].kind in _ABOUT and not pieces[first].apart:
        first += 1
    end = first + _same_words(pieces[first : first + _LINES], title.key)
    if end == first or end >= len(pieces) or _has_plain_heading([*pieces[:at], *pieces[end:]]):
        return
    for piece in pieces[first:end]:
        piece.kind = EntryKind.NOTE
    pieces[first].doubt = Doubt("D312", "the title is printed here again; leave it out if it belongs to the page", 0.9)


def is_cover(pieces: Iterable[Piece], title: Piece | None, other: Piece | None) -> bool:
    """Whether a work is a title and what stands about one, and ``other`` is that title again, over its text."""
    if title is None or other is None or len(title.key) < _SHORTEST or title.key != other.key:
        return False
    return all(piece is title or piece.kind in _ABOUT for piece in pieces)


def _same_words(pieces: Sequence[Piece], key: str) -> int:
    """How many of these blocks are, together, the words of ``key``; 0 where none are."""
    if len(key) < _SHORTEST:
        return 0
    words = ""
    for count, piece in enumerate(pieces, 1):
        words += piece.key
        if piece.apart or piece.number or piece.kind not in _WORDS or not key.startswith(words):
            return 0
        if words == key:
            return count
    return 0


def _has_plain_heading(pieces: Iterable[Piece]) -> bool:
    heading = EntryKind.HEADING
    return any(piece.kind is heading and piece.number is None for piece in pieces)
