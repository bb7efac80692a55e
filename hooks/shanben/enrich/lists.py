"""Lists that a text announces (以下五方面) or looks back to (以上三点), and the other part of a text (上接三版)."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from shanben.enrich.places import Place
from shanben.model.library import ShapedSource
from shanben.model.references import Target
from shanben.numerals import han_value

_ORDINALS = tuple(
    re.compile(pattern)
    for pattern in (
        r"([一二三四五六七八九十]+)是", r"第([一二三四五六七八九十]+)[，,、]", r"[（(]([一二三四五六七八九十]+)[）)]",
        r"([一二三四五六七八九十]+)、", r"[（(](\d{1,2})[）)]", r"(\d{1,2})[.．、](?!\d)",
    )
)  # fmt: skip
_REACH = 60
"""Blocks that are looked through for the list that 以上 points back to."""


def _list_end(texts: Sequence[str], index: int) -> int:
    """Where the list ends whose first item stands at ``index``; ``index`` itself where none begins there."""
    for form in _ORDINALS:
        wanted, last = 1, index
        while last < len(texts) and (match := form.match(texts[last])) and han_value(match[1]) == wanted:
            wanted, last = wanted + 1, last + 1
        if last > index:
            return last
    return index


def list_after(place: Place) -> tuple[str, ...]:
    """The items of the list that begins right after a block, or the numbered sections below it."""
    section, first = place.section, place.index + 1
    last = _list_end(place.texts, first)
    if last > first:
        return tuple(block.id for block in section.blocks[first:last])
    numbers = [child.number.values for child in section.children if child.number]
    if first == len(section.blocks) and numbers == [(value,) for value in range(1, len(numbers) + 1)]:
        return tuple(child.anchor for child in section.children if child.number)
    return ()


def list_before(place: Place) -> tuple[str, ...]:
    """The items of the last list before a block, in its section."""
    for first in range(place.index - 1, max(-1, place.index - _REACH), -1):
        last = _list_end(place.texts, first)
        if last > first:
            return tuple(block.id for block in place.section.blocks[first : min(last, place.index)])
    return ()


Address = tuple[str, str]
"""A work's id and a block's."""
_CONTINUES = re.compile(r"(上接|下转|下轉|紧接)第?[^版]{1,4}版")


def continuations(shaped: ShapedSource) -> Mapping[Address, Target]:
    """Where 下转 and 上接 meet: only where a source has one of each can nothing else be meant."""
    found: dict[bool, list[Address]] = {True: [], False: []}
    for work in shaped.works:
        for block in work.blocks():
            if match := _CONTINUES.search(work.text(block)):
                found[match[1] in ("下转", "下轉")].append((work.id, block.id))
    if len(found[True]) != 1 or len(found[False]) != 1 or found[True][0][0] == found[False][0][0]:
        return {}
    onward, back = found[True][0], found[False][0]
    return {onward: Target(back[0], "title"), back: Target(onward[0], "title")}
