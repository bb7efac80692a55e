"""How deep headings without a number lie where something else tells: the table of contents, which numbers them, or a
page that everybody may edit, whose headings have lost their size but not their order.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from shanben.model.doubts import Doubt
from shanben.model.editions import EntryKind
from shanben.shape.both_scripts import both
from shanben.shape.contents import entry_key, is_edited
from shanben.shape.pieces import Piece

_ENTRY = re.compile(r"(\d{1,2}(?:\.\d{1,2})*)[.．、\s　]*(\D.*)")
"""An entry of a table of contents with the number of its place: 2.1 古代."""
_LAST = re.compile(
    both(r"(?:参考(?:资料|文献|来源)|参考|参见|参阅|注释|备注|脚注|外部(?:链接|连结)|延伸阅读|相关条目|扩展阅读)")
)
"""Parts of the highest rank with which such a page ends."""
_NESTED = Doubt("D314", "how deep this heading lies is not printed; it may stand beside the one that holds it", 0.6)
_ENOUGH = 3


def nest(pieces: Sequence[Piece], contents: Sequence[str]) -> None:
    """Say how deep headings lie. ``contents`` are the lines of the table of contents."""
    plain = [piece for piece in pieces if piece.kind is EntryKind.HEADING and not (piece.number or piece.own_level)]
    if not _listed(plain, contents):
        _edited(pieces)


def _listed(plain: Sequence[Piece], contents: Sequence[str]) -> bool:
    """Whether the contents number all of these headings, in their order, some of them inside others."""
    entries = [match for line in contents if (match := _ENTRY.fullmatch(line))]
    depths = [match[1].count(".") for match in entries]
    if len(entries) < _ENOUGH or not any(depths):
        return False
    at = 0
    placed: list[tuple[Piece, int]] = []
    for piece in plain:
        if at < len(entries) and entry_key(piece.text) == entry_key(entries[at][2]):
            placed.append((piece, depths[at]))
            at += 1
    if at < len(entries):
        return False
    for piece, depth in placed:
        piece.own_level = 2 + depth
    return True


def _edited(pieces: Sequence[Piece]) -> None:
    """Headings with a link to edit them: one without text of its own holds those below it, up to the next such one or
    to the parts that end a page.
    """
    found = [
        (piece, after) for piece, after in pairwise(pieces) if piece.kind is EntryKind.HEADING and is_edited(piece.text)
    ]
    empty = [after.kind is EntryKind.HEADING and is_edited(after.text) for _, after in found]
    if len(found) < _ENOUGH or not any(empty):
        return
    depth, above = 2, False
    for (piece, _), holds in zip(found, empty, strict=True):
        if _LAST.fullmatch(entry_key(piece.text)):
            depth = 2
        elif above:
            depth += 1
        elif holds:
            depth = 2
        piece.own_level = depth
        if depth > 2 and not above:
            piece.doubt = piece.doubt or _NESTED
        above = holds
