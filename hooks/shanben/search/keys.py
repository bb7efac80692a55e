"""What a passage can be found by: pairs of Han characters, Latin words, and for headings and terms their pinyin."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise

from shanben import spoken
from shanben.search.fold import fold, is_han, runs

LONGEST_WORD = 24
"""Characters of a Latin word that are kept in the index."""

PINYIN, INITIALS = "~", "^"
"""What pinyin keys and initials begin with; neither begins a word."""


def text_keys(folded: str) -> set[str]:
    """Each pair of neighbouring Han characters, each Latin word, and the last character of a stretch of Han.

    The last one only where no pair begins with it: so a single character is found by the keys that begin with it.
    """
    keys: set[str] = set()
    last: set[str] = set()
    for run in runs(folded):
        if is_han(run):
            keys.update(map("".join, pairwise(run)))
            last.add(run[-1])
        else:
            keys.add(run[:LONGEST_WORD])
    return keys | (last - {key[0] for key in keys})


def syllables(text: str) -> list[str]:
    """The Han characters of a heading or term in pinyin without tones; ``ü`` is ``u``, as readers type it."""
    return [
        syllable.replace("v", "u").replace("ü", "u")
        for run in runs(fold(text))
        if is_han(run)
        for syllable in spoken.syllables(run, errors="ignore")
    ]


def sound_keys(spoken: list[str]) -> Iterator[str]:
    """Three syllables and four initials from every place on: a query finds the place where it begins."""
    initials = "".join(syllable[0] for syllable in spoken)
    for place in range(len(spoken)):
        yield PINYIN + "".join(spoken[place : place + 3])
        yield INITIALS + initials[place : place + 4]


def translation_keys(translations: Iterable[str]) -> set[str]:
    """The words of translations."""
    return {key for words in translations for key in text_keys(fold(words))}
