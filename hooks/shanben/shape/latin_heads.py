"""What is said once more in Latin letters: names of chapters below their Han names; above the second abstract of a
paper its title, who wrote it, and where.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from shanben.model.editions import EntryKind
from shanben.shape.layout import STOP, cells
from shanben.shape.pieces import Piece

ABSTRACT = re.compile(r"Abstract\s*[:：.]|ABSTRACT\b|[\[［【]\s*Abstract\s*[\]］】]")
"""How the abstract begins."""
_NAME = r"(?:[A-Z][\w'’.－-]+|[A-Z]{2,})(?: [A-Z][\w'’.－-]*){1,3}[\d¹²³⁴*∗†]{0,3}"
WROTE = re.compile(rf"{_NAME}(?:(?:\s*[,，;；&、]\s*|\s+)(?:and\s+)?{_NAME}){{0,9}}")
"""Names of people in Latin letters."""
HAN = re.compile("[\u3400-\u9fff]")
ABOVE = 4
"""Blocks between the Han part of a paper and its second abstract, at most."""
_PLAIN = frozenset({EntryKind.PARAGRAPH, EntryKind.HEADING, EntryKind.BYLINE, EntryKind.NOTE})


def mark_latin_heads(pieces: Sequence[Piece]) -> None:
    """Below a Han title, the title in Latin letters and those who wrote, above their abstract, are no headings. Nor is
    the name of a chapter in Latin letters, between its Han name and a text in Han characters.
    """
    for above, piece, below in zip(pieces, pieces[1:], pieces[2:], strict=False):
        if piece.text.isascii() and _says_again(above, piece, below):
            piece.kind = EntryKind.DECK
    if not any(HAN.search(piece.text) for piece in pieces[:ABOVE]):
        return
    for at, abstract in enumerate(pieces[ABOVE:], ABOVE):
        if abstract.text[0] not in "A[［【" or not ABSTRACT.match(abstract.text):
            continue
        first = at
        while first > at - ABOVE and _is_of_head(pieces[first - 1]):
            first -= 1
        for piece in pieces[first:at] if at - first > 1 else ():
            title = piece is pieces[first]
            named = not title and WROTE.fullmatch(piece.text)
            piece.kind = EntryKind.DECK if title else EntryKind.BYLINE if named else EntryKind.NOTE


def _says_again(above: Piece, piece: Piece, below: Piece) -> bool:
    """Whether words without a Han character stand between a numbered heading and its text in Han characters."""
    if above.kind is not EntryKind.HEADING or above.number is None or not HAN.search(above.text):
        return False
    plain = piece.kind is EntryKind.PARAGRAPH and piece.display and not piece.apart and piece.lines[0].blanks <= 0
    if not plain or piece.end is STOP or cells(piece.text) > _LONGEST or not any(map(str.isalpha, piece.text)):
        return False
    return bool(HAN.search(below.text))


_LONGEST = 40.0
"""Cells of the name of a chapter."""


def _is_of_head(piece: Piece) -> bool:
    plain = piece.kind in _PLAIN and not (piece.apart or (piece.number and piece.display))
    return plain and piece.end is not STOP and not HAN.search(piece.text)
