"""One spelling for search: what readers may type differently becomes the same, here and in the reader's browser.

Width and ligatures go by NFKD, accents and invisible characters are dropped, Latin is lower case, traditional
characters become simplified one by one (never by phrase, so that a piece of a word folds like the word), quotation and
title marks are dropped, brackets and dashes have one form, and white space stays only between two Latin words.
The browser does the same with the tables of this module, which the index carries.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import cache
from itertools import pairwise

from opencc import OpenCC

from shanben.model.radicals import IDEOGRAPHS

DROPPED = "“”‘’\"'`「」『』﹁﹂《》〈〉«»‹›′″〝〞"
"""Marks that readers leave out and typesetters vary."""

_CLASSES = {
    "(": "〔【［[{〖﹝⟨",
    ")": "〕】］]}〗﹞⟩",
    "-": "‐‑‒–—―−─━〜~",
    "·": "•・‧∙⋅●",
    "〇": "○◯",
    "复": "覆", "了": "瞭", "借": "藉", "着": "著", "卫": "衞", "台": "枱", "苏": "甦", "群": "羣", "峰": "峯",
}  # fmt: skip
"""Forms that are one: brackets, dashes, dots, circles for naught, and characters that converters write for a simplified
one but OpenCC does not lead back (答复 becomes 答覆, 着 becomes 著)."""

SAME: dict[str, str] = {variant: form for form, variants in _CLASSES.items() for variant in variants}

HAN = (
    "\u1100-\u11ff\u2e80-\u2fdf\u3005-\u3007\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\ua960-\ua97f\uac00-\ud7ff"
    "\U00020000-\U000323af"
)
"""Characters of scripts written without spaces (Han, kana, hangul), as the inside of a character class."""

_IDEOGRAPHS = ((0x3400, 0x4DC0), (0x4E00, 0xA000), (0x20000, 0x2A6E0))
_SPACES = re.compile(r" +")
_RUNS = re.compile(rf"[{HAN}]+|[^\W_{HAN}]+")


@cache
def simplified() -> dict[str, str]:
    """Every traditional or variant character with its simplified one, after OpenCC's ``t2s``."""
    characters = [chr(code) for start, end in _IDEOGRAPHS for code in range(start, end)]
    converted = OpenCC("t2s").convert("\n".join(characters)).split("\n")
    return {old: SAME.get(new, new) for old, new in zip(characters, converted, strict=True) if old != new}


def written_for(alphabet: Iterable[str]) -> dict[str, str]:
    """Every traditional or variant character whose simplified one is in ``alphabet``, with it, by code point."""
    variants = _variants()
    return dict(sorted((old, new) for new in set(alphabet) for old in variants.get(new, "")))


@cache
def _variants() -> dict[str, str]:
    """What is simplified to each character."""
    found: dict[str, str] = {}
    for old, new in simplified().items():
        found[new] = found.get(new, "") + old
    return found


class _Table(dict[int, str]):
    """What each code point folds to, found when it is first met."""

    def __missing__(self, code: int) -> str:
        folded = self[code] = _fold_character(chr(code))
        return folded


def _fold_character(character: str) -> str:
    plain = unicodedata.normalize("NFKD", IDEOGRAPHS.get(character, character)).lower()
    return "".join(_replace(one) for one in plain)


def _replace(character: str) -> str:
    if character in DROPPED:
        return ""
    if character.isspace():
        return " "
    category = unicodedata.category(character)
    if category[0] == "M" or category in ("Cc", "Cf"):
        return ""
    return SAME.get(character) or simplified().get(character, character)


@cache
def replaced() -> dict[str, str]:
    """What single characters are replaced by, in a reader's browser as well: variants, and radicals as ideographs."""
    radicals = {old: simplified().get(new, new) for old, new in IDEOGRAPHS.items() if new <= "\uffff"}
    return SAME | radicals


_TABLE = _Table()


def fold(text: str) -> str:
    """The one spelling of ``text``."""
    folded = text.translate(_TABLE)
    if " " not in folded:
        return folded
    pieces = [piece for piece in _SPACES.split(folded) if piece]
    joined = pieces[:1]
    for before, after in pairwise(pieces):
        joined += [" ", after] if is_latin(before[-1]) and is_latin(after[0]) else [after]
    return "".join(joined)


def is_latin(character: str) -> bool:
    """Whether a folded character belongs to a script that sets spaces between words."""
    return character.isalnum() and not _HAN.match(character)


_HAN = re.compile(rf"[{HAN}]")


def runs(folded: str) -> list[str]:
    """The stretches of Han and the Latin words of a folded text, without what stands between them."""
    return _RUNS.findall(folded)


def is_han(run: str) -> bool:
    """Whether a run is one of Han."""
    return _HAN.match(run) is not None
