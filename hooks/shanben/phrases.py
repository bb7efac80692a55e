"""Where a line of a title may end: between words, never inside one.

Browsers break Chinese after any character (云溪县人民法|院). The words are those of jieba's dictionary (``rjieba``),
looked up in simplified characters, in which it is written. A word of one character is as often part of a name or a term
that no dictionary has (碳|中|和, 白石|渡) as a word of its own, so no line ends beside it, but for those that join.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from shanben.simplified import simplified

_BEFORE, _AFTER = frozenset("和与及或暨並并"), frozenset("的")
"""Words of one character that a line may begin with, and that it may end with."""
_HAN = re.compile(r"[\u3400-\u9fff]+")
_BROKEN = re.compile("[\ud800-\udfff]")
"""Halves of characters: no text, and nothing that a program of another language takes."""
_MARK = re.compile(r"[\u3000、，；：](?=[\u3400-\u9fff])")
"""Where a line may end that holds no other place: told, lest a browser break the words (查|封, 扣押) as it likes."""
LONGEST = 8
"""Characters from which a word is looked at as one of several."""
SHORTEST = 7
"""Characters from which a title may need two lines."""


@lru_cache(65536)
def phrases(text: str) -> tuple[str, ...]:
    """A title in pieces, between which a line of it may end; together they are the title."""
    if len(text) < SHORTEST or not _HAN.search(text) or _BROKEN.search(text):
        return (text,)
    read = simplified(text)
    pieces, at, before = [""], 0, ""
    for word in _words(read if len(read) == len(text) else text):
        if before and _parted(before, word):
            pieces.append("")
        pieces[-1] += text[at : at + len(word)]
        at, before = at + len(word), word
    mark = _MARK.search(text) if len(pieces) == 1 else None
    return (text[: mark.end()], text[mark.end() :]) if mark else tuple(pieces)


def _cut(text: str) -> list[str]:
    """The words of a text. Their dictionary takes a while to load, and many a build needs none of it."""
    import rjieba

    return rjieba.cut(text)


def _words(text: str) -> Iterator[str]:
    """The words of a text; a long name of the dictionary (全国人民代表大会常务委员会) in those it is made of."""
    for word in _cut(text):
        yield from _made_of(word)


def _made_of(word: str) -> Iterator[str]:
    middle = len(word) / 2
    for at in sorted(range(2, len(word) - 1), key=lambda place: abs(place - middle)) if len(word) >= LONGEST else ():
        if len(_cut(word[:at])) == len(_cut(word[at:])) == 1:
            yield from _made_of(word[:at])
            yield from _made_of(word[at:])
            return
    yield word


def _parted(word: str, after: str) -> bool:
    """Whether a line may end between two words; marks stay with what a browser lets them stay with."""
    if not (_HAN.fullmatch(word) and _HAN.fullmatch(after)):
        return False
    return (len(word) > 1 or word in _AFTER) and (len(after) > 1 or after in _BEFORE)
