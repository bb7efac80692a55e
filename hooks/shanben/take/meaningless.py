"""Lines of printed pages whose characters mean nothing: their fonts or their bytes were read as something else.

A page looks right and its text layer is not: fonts that tell wrong characters, or none; bytes of one encoding in a font
of another.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import cache

from shanben.likeness import chinese

_HAN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff]")
_UNKNOWN = re.compile(r"[\ufffd\ue000-\uf8ff]")
"""Signs that characters were lost, and characters that only a font of their own knows."""
_LETTERS = re.compile(r"[^\W\d_\u0100-\u036f]")
_WORD = re.compile(
    r"[\"'(\[“‘]*(?:(?=\w*[aeiouyAEIOUY])[A-Z]?[a-z]+|[A-Z]{1,6}|\W?\d[\d.,:/%-]*|[a-z])(?:[-'’/](?:[A-Z]?[a-z]+|\d+))*[\"')\]”’.,;:!?]*"
)
"""A word or a number of a language with Latin letters, with its signs."""
_ROW = re.compile(r"([^\w\s])(?:\s?\1){2,}")
"""A leader, a rule."""
_LEAST = 24
"""Han characters of a page that tell whether it is Chinese,"""
_MOST = 400
"""… and so many of them are looked at."""
_UNLIKE = 0.5
"""What random characters are below and prose is far above, lists of names and prose of old times as well (1.07)."""
_FEW = 0.4
"""Of the characters without white space, what stands in words at least where a text without Han characters is one."""
_ACCENTED = frozenset(map(chr, range(0xC0, 0x100)))
_SELDOM = 4
"""One letter with an accent in so many is what French or Czech has; bytes of Chinese are hardly anything else."""
_score = cache(chinese)


def unlike_chinese(lines: Iterable[str]) -> bool:
    """Whether the Han characters of a page are such as no Chinese text has in a row."""
    found = _HAN.findall("".join(lines))[:_MOST]
    return len(found) >= _LEAST and sum(map(_score, found)) < _UNLIKE * len(found)


def is_unknown(line: str) -> bool:
    """Whether most of a line is characters nobody knows."""
    return len(_UNKNOWN.findall(line)) * 2 > sum(map(len, line.split()))


def without_words(lines: Sequence[str]) -> bool:
    """Whether a text has no Han character and next to no words: signs and letters in no order."""
    text = "\n".join(lines)
    if _HAN.search(text) or any(letter > "\u036f" for letter in _LETTERS.findall(text)):
        return False
    if sum(map(_ACCENTED.__contains__, text)) * _SELDOM <= sum(map(str.isalpha, text)):
        text = "".join(one for one in unicodedata.normalize("NFKD", text) if not unicodedata.combining(one))
    tokens = _ROW.sub(" ", text).split()
    total = sum(map(len, tokens))
    return total >= _LEAST and sum(len(one) for one in tokens if _WORD.fullmatch(one)) < _FEW * total
