"""Tables, figures and notes of a work by their numbers: where 见表1, 如图2-1所示 and 见注③ lead."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from shanben.enrich.places import Place
from shanben.model.forms import Called, CaptionOf, Cell
from shanben.model.text import Block, BlockKind
from shanben.numerals import han_value

_Key = tuple[str, tuple[int, ...]]
"""表, 图 or 注, and the number: 2 and 1 for 图2-1."""
_CAPTION = re.compile(
    r"\s*附?(?P<kind>[表图圖])\s*(?P<number>[\d０-９〇零一二三四五六七八九十百]+(?:\s*[-－—–.．]\s*\d+)*)"
)
_NUMBER = re.compile(r"[\d０-９〇零一二三四五六七八九十百]+")
_CIRCLED = re.compile(r"[①-⑳]")
_ALIKE = {"圖": "图"}
_NAMING = frozenset({BlockKind.CAPTION, BlockKind.FIGURE})


class Exhibits:
    """What a work shows and notes under a number."""

    def __init__(self, places: Sequence[Place]) -> None:
        self._held: dict[_Key, list[Place]] = defaultdict(list)
        for place in places:
            block = place.block
            if block.kind in _NAMING and (match := _CAPTION.match(place.text)):
                self._held[_key(match["kind"], match["number"])].append(place)
            elif isinstance(block.form, Called) and block.form.mark:
                self._held[_key("注", block.form.mark)].append(place)

    def named(self, place: Place, kind: str, number: str) -> tuple[str, ...]:
        """The ids of the blocks that a mention at ``place`` names; none where it is not sure.

        表1-3 is the table of that number, or where there is none, the first and the last of three.
        """
        key = _key(kind, number)
        found = self._one(place, key)
        if found is None and len(key[1]) == 2 and key[1][0] < key[1][1]:
            ends = [self._one(place, (key[0], (value,))) for value in key[1]]
            return tuple(one.block.id for one in ends if one is not None) if all(ends) else ()
        return (found.block.id,) if found is not None and found.block.id != place.block.id else ()

    def _one(self, place: Place, key: _Key) -> Place | None:
        """The one that is meant: of several the one nearest in the tree of sections."""
        several = self._held.get(key, [])
        if len(several) < 2:
            return several[0] if several else None
        shared = [_shared(place, other) for other in several]
        nearest = [other for other, depth in zip(several, shared, strict=True) if depth == max(shared)]
        return nearest[0] if len(nearest) == 1 else None


def beside(place: Place, words: str) -> tuple[str, ...]:
    """The id of what 上表 or 下图 means: the nearest table or figure of its section above or below."""
    kind = _ALIKE.get(words[1], words[1])
    blocks = place.section.blocks
    at = next((at for at, block in enumerate(blocks) if block is place.block), None)
    if at is None:
        return ()
    order = range(at - 1, -1, -1) if words[0] == "上" else range(at + 1, len(blocks))
    first = next((number for number in order if _is_shown(blocks[number], place.texts[number], kind)), None)
    if first is None:
        return ()
    table = _table_of(blocks[first])
    whole = [block for block in blocks if table and _table_of(block) == table]
    return (next((block for block in whole if isinstance(block.form, CaptionOf)), (whole or [blocks[first]])[0]).id,)


def _table_of(block: Block) -> str:
    return block.form.table if isinstance(block.form, Cell | CaptionOf) else ""


def _is_shown(block: Block, text: str, kind: str) -> bool:
    """Whether a block is a table or a figure, or the caption of one."""
    if kind == "表" and _table_of(block):
        return True
    if kind == "图" and block.kind is BlockKind.FIGURE:
        return True
    caption = _CAPTION.match(text) if block.kind is BlockKind.CAPTION else None
    return caption is not None and _ALIKE.get(caption["kind"], caption["kind"]) == kind


def _shared(one: Place, other: Place) -> int:
    """How many sections hold both."""
    return sum(here is there for here, there in zip(one.path, other.path, strict=False))


def _key(kind: str, number: str) -> _Key:
    values = [ord(sign) - ord("①") + 1 for sign in _CIRCLED.findall(number)]
    values += [han_value(printed) for printed in _NUMBER.findall(number)]
    return _ALIKE.get(kind, kind), tuple(values)
