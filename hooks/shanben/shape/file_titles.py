"""Titles that the name of a file tells: words of a site or a series above them, which open the text, are none."""

from __future__ import annotations

import re

from shanben.model.editions import EntryKind
from shanben.shape.levels import assign_levels
from shanben.shape.works import Draft

_OUTER = re.compile(r"^[\d\W_]+|[\W_]+$")
"""What stands about a title in the name of a file: its place in a row, its brackets."""
_WORDS = re.compile(r"[\W_]+")
_BELOW = 3
"""Blocks below the first words in which the title of the file can stand."""
_SHORTEST = 3
_PART = 2
"""Characters that say which part of it a file holds: …上, …（一）."""
_SET_APART = frozenset({EntryKind.HEADING, EntryKind.PARAGRAPH})


def title_by_name(draft: Draft, name: str) -> None:
    """Make the words a file is named after the title, where they stand right below others that are taken for one."""
    wanted = _WORDS.sub("", _OUTER.sub("", name))
    title = draft.title
    if title is None or len(wanted) < _SHORTEST or wanted in _WORDS.sub("", title.key):
        return
    at = next(index for index, piece in enumerate(draft.pieces) if piece is title)
    for index in range(at + 1, min(at + 1 + _BELOW, len(draft.pieces))):
        piece = draft.pieces[index]
        if not piece.display or piece.number:
            return
        words = _WORDS.sub("", piece.key)
        if piece.kind in _SET_APART and words.startswith(wanted) and len(words) <= len(wanted) + _PART:
            for above in draft.pieces[at:index]:
                above.kind = EntryKind.SERIES if above.kind in _SET_APART else above.kind
            draft.title, piece.kind, piece.doubt = piece, EntryKind.HEADING, None
            assign_levels([other for other in draft.pieces if other is not piece])
            return
