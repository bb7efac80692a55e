"""Groups of a list that say how many they hold, over just so many: 一等奖（1名） / …, 二等奖（2名） / … / …."""

from __future__ import annotations

import re
from collections.abc import Sequence

from shanben.model.editions import EntryKind
from shanben.numerals import han_value
from shanben.shape.both_scripts import both
from shanben.shape.lines import HAN
from shanben.shape.pieces import Piece

_GROUP = re.compile(
    both(
        r"[^，。；：（(]{2,20}[（(]共?(?P<count>\d{1,3}|[一二三四五六七八九十]{1,3})[个名位人篇项件幅部家所首组户只支队]+[）)][：:]?"
    )
)
_NAMES = re.compile(rf"[{HAN}]{{2,4}}(?:[ \u3000、]+[{HAN}]{{2,4}})+")
_LONGEST = 28
_LONGEST_ENTRY = 60
_ENOUGH = 2


def says_count(piece: Piece) -> bool:
    """Whether words are what a group of a list is called, with how many it holds."""
    return piece.text[-1] in "）)：:" and len(piece.key) <= _LONGEST and bool(_GROUP.fullmatch(piece.key))


def counted_groups(pieces: Sequence[Piece]) -> frozenset[int]:
    """The blocks that name groups, two or more of which hold as many entries as they say."""
    groups = [index for index, piece in enumerate(pieces) if says_count(piece) and _may_group(piece)]
    found = [index for index in groups if _count(pieces[index]) in _entries(pieces, index + 1)]
    return frozenset(found) if len(found) >= _ENOUGH and len(found) * 2 > len(groups) else frozenset()


def _count(piece: Piece) -> int:
    match = _GROUP.fullmatch(piece.key)
    said = match["count"] if match else "0"
    return int(said) if said.isdecimal() else han_value(said)


def _entries(pieces: Sequence[Piece], first: int) -> tuple[int, int]:
    """How many blocks stand below a group up to the next, and how many names these hold."""
    blocks = names = 0
    while first < len(pieces) and _is_entry(pieces[first]):
        blocks += 1
        words = pieces[first].lines[0].content
        names += len(re.split(r"[ \u3000、]+", words)) if _NAMES.fullmatch(words) else 1
        first += 1
    return blocks, names


def _may_group(piece: Piece) -> bool:
    return piece.kind is EntryKind.PARAGRAPH and not (piece.apart or piece.number) and len(piece.lines) == 1


def _is_entry(piece: Piece) -> bool:
    plain = piece.kind is EntryKind.PARAGRAPH and not piece.apart and len(piece.text) <= _LONGEST_ENTRY
    return plain and not says_count(piece) and "。" not in piece.text
