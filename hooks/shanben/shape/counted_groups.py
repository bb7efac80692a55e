"""Groups of a list that say how many they hold, over just so many: 一等奖（1名） / …, 二等奖（2名） / … / …."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

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


def counted_names(pieces: Sequence[Piece]) -> tuple[frozenset[int], frozenset[int]]:
    """The blocks that bear one name with a figure that counts on: those each over a text of its own (…合同1, …合同2),
    which are headings; and those right below each other, which are a list.
    """
    found: dict[str, list[tuple[int, int]]] = {}
    for index, piece in enumerate(pieces):
        if piece.text[-1].isdecimal() and _may_group(piece) and piece.display and (name := _NAMED.fullmatch(piece.key)):
            found.setdefault(name[1], []).append((index, int(name[2])))
    heads: set[int] = set()
    listed: set[int] = set()
    for places in found.values():
        if len(places) < _ENOUGH or [value for _, value in places] != list(range(1, len(places) + 1)):
            continue
        room = [after - before for (before, _), (after, _) in pairwise(places)]
        if min(room) > _TEXT:
            heads.update(index for index, _ in places)
        elif max(room) == 1:
            listed.update(index for index, _ in places)
    return frozenset(heads), frozenset(listed)


_NAMED = re.compile(rf"([{HAN}]{{3,20}}?(?:篇|之)?)(\d{{1,2}})")
_TEXT = 2
"""Blocks of text below each such name, at least."""


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
