"""Sources listed at the end of a paper: each is an entry, however its line ends, and none a heading."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from shanben.model.editions import EntryKind
from shanben.shape.part_words import SOURCES
from shanben.shape.pieces import Piece

_SOURCE = re.compile(r"[.．,，：:].*(?:19|20)\d{2}|\[[JMDCRSNPZ](?:/OL)?\]|［[JMDCRSNPZ](?:/OL)?[］\]]")
"""A source: a mark, and behind it a year; or the sign of its kind."""


def mark_sources(pieces: Sequence[Piece]) -> None:
    """Make entries of what was taken for headings below the name of a list of sources, up to what is none; the name
    itself heads them.
    """
    listed = False
    for piece, below in pairwise([*pieces, None]):
        assert piece is not None
        if SOURCES.fullmatch(piece.key):
            listed = True
            plain = piece.kind is EntryKind.PARAGRAPH and piece.display and not piece.apart
            if plain and below is not None and _SOURCE.search(below.text):
                piece.kind = EntryKind.HEADING
        elif listed and piece.kind is EntryKind.HEADING and not piece.own_level:
            if _SOURCE.search(piece.text):
                piece.kind, piece.doubt = EntryKind.PARAGRAPH, None
            else:
                listed = False
