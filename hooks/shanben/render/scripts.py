"""A page's words in the characters of another script: 简 as 繁 in its common, Taiwan or Hong Kong form, 繁 as 简.

OpenCC decides by phrase when the site is built. What a page needs of that stands in a classic script of its own, asked
for when a reader first wants it: for each form the characters that differ, and the phrases in which they are read
otherwise. A character stays one character, so a place in the text stays where it is.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache, reduce

import numpy as np
from opencc import OpenCC

from shanben.addresses import Addresses, is_published
from shanben.model.library import ShapedSource
from shanben.model.works import Work

Convert = Callable[[str], str]

Way = tuple[str, ...]
_FROM: Mapping[str, Mapping[str, Way]] = {
    "zh-Hans": {"t": ("s2t",), "tw": ("s2t", "t2tw"), "hk": ("s2t", "t2hk")},
    "zh-Hant": {"s": ("t2s",), "tw": ("t2tw",), "hk": ("t2hk",)},
    "zh-Hant-TW": {"s": ("tw2s",), "t": ("tw2t",)},
    "zh-Hant-HK": {"s": ("hk2s",), "t": ("hk2t",)},
}
"""Which of OpenCC's conversions make each form of a text in some script: ``s`` 简, ``t`` 繁, ``tw`` 臺, ``hk`` 港.

Taiwan's and Hong Kong's forms are made of the common one, as OpenCC's own s2tw and s2hk do it in one go: the first step
looks phrases up and is dear, the second changes a few characters, and three forms share the first.
"""
_WINDOWS = ((0, 1), (1, 0), (1, 1), (0, 2), (2, 0), (2, 1), (1, 2), (2, 2), (3, 3), (5, 5))
"""How many characters before and after an exception are tried for a phrase that tells it."""


@cache
def _step(name: str) -> Convert:
    convert: Convert = OpenCC(name).convert
    return lru_cache(maxsize=1)(convert)


def _converter(way: Way) -> Convert:
    """What conversions make of a text one after the other."""
    return lambda text: reduce(lambda made, name: _step(name)(made), way, text)


def forms_of(work: Work) -> Mapping[str, Way]:
    """The forms a work can be shown in besides its own, each with the conversions that make it."""
    return forms_in(work.language)


def forms_in(language: str) -> Mapping[str, Way]:
    """The forms that words in a language can be shown in besides their own."""
    return _FROM.get(language, _FROM.get("-".join(language.split("-")[:2]), {}))


def script_path(page: str) -> str:
    """The script with the other forms of the page with this path."""
    return f"{page.removesuffix('.md')}.script.js"


def script_scripts(shaped: ShapedSource, addresses: Addresses) -> Iterator[tuple[str, str]]:
    """The scripts of one source's works: path and content.

    Each hands ``{form: [characters, phrases]}`` to ``shanbenScript``: pairs of characters one after the other, and what
    each phrase becomes.
    """
    for work in shaped.works:
        forms = forms_of(work)
        pages: defaultdict[str, list[str]] = defaultdict(list)
        for block in work.blocks() if forms else ():
            if is_published(block):
                pages[addresses.page(work.id, block.id)].append(work.text(block))
        for path, texts in pages.items():
            tables = {form: table_of(texts, way) for form, way in forms.items()}
            yield (
                script_path(path),
                f"shanbenScript({json.dumps(tables, ensure_ascii=False, separators=(',', ':'))});\n",
            )


def table_of(texts: Sequence[str], way: Way) -> tuple[str, dict[str, str]]:
    """What turns texts into another form, by the character and, where needed, by the phrase."""
    convert = _converter(way)
    whole = "\n".join(texts)  # no phrase of OpenCC's runs over a line
    other = convert(whole)
    if len(other) != len(whole):
        other = "\n".join(_aligned(text, convert) for text in texts)
    usual, unsure = _usual(whole, other)
    phrases = _phrases(whole, other, usual, unsure) if unsure else {}
    while unsure and (wrong := dict(_wrong(texts, applied(whole, usual, phrases), other))).items() - phrases.items():
        phrases |= wrong  # phrases that overlap: the whole text tells it
    return "".join(one + made for one, made in sorted(usual.items()) if one != made), phrases


def _usual(text: str, other: str) -> tuple[dict[str, str], set[str]]:
    """What each character mostly becomes (of two as frequent, what it becomes first), and those that become others too.

    Characters that stay what they are wherever they stand are not named.
    """
    before, after = (np.frombuffer(one.encode("utf-32-le", "surrogatepass"), np.uint32) for one in (text, other))
    concerned = np.zeros(int(before.max(initial=0)) + 1, bool)
    concerned[before[before != after]] = True
    kept = concerned[before]
    pairs = before[kept].astype(np.uint64) << np.uint64(32) | after[kept]
    distinct, first, often = np.unique(pairs, return_index=True, return_counts=True)
    usual: dict[str, str] = {}
    unsure: set[str] = set()
    for pair in distinct[np.lexsort((first, -often))].tolist():
        one, made = chr(pair >> 32), chr(pair & 0xFFFFFFFF)
        if usual.setdefault(one, made) != made:
            unsure.add(one)
    return usual, unsure


def _wrong(texts: Iterable[str], made: str, other: str) -> Iterator[tuple[str, str]]:
    """The texts of which a browser would make something else, with what they should become."""
    at = 0
    for text in texts:
        end = at + len(text)
        if made[at:end] != other[at:end]:
            yield text, other[at:end]
        at = end + 1


def _aligned(text: str, convert: Convert) -> str:
    """A text in another form, a character for each; one that OpenCC makes longer or shorter stays as it is."""
    other = convert(text)
    if len(other) == len(text):
        return other
    return "".join(made if len(made := convert(one)) == 1 else one for one in text)


def _phrases(text: str, other: str, usual: Mapping[str, str], unsure: Iterable[str]) -> dict[str, str]:
    """For each place where a character does not become what it mostly becomes, the shortest phrase that tells it."""
    found: dict[str, str] = {}
    for one in sorted(unsure):
        for at in _places(text, one):
            if other[at] == usual[one]:
                continue
            for before, after in _WINDOWS:
                start, end = max(0, at - before), at + after + 1
                phrase = text[start:end]
                made = other[start:end]
                if "\n" in phrase or found.get(phrase) == made:
                    continue
                if all(other[there : there + len(phrase)] == made for there in _places(text, phrase)):
                    found[phrase] = made
                    break
    return found


def _places(text: str, words: str) -> Iterator[int]:
    at = text.find(words)
    while at >= 0:
        yield at
        at = text.find(words, at + 1)


def applied(text: str, usual: Mapping[str, str], phrases: Mapping[str, str]) -> str:
    """What a browser makes of a text: at each place the longest phrase that begins there, else the character."""
    characters = str.maketrans({one: made for one, made in usual.items() if one != made})
    if not phrases:
        return text.translate(characters)
    longest_first = "|".join(re.escape(phrase) for phrase in sorted(phrases, key=len, reverse=True))
    made: list[str] = []
    at = 0
    for phrase in re.finditer(longest_first, text):
        made += (text[at : phrase.start()].translate(characters), phrases[phrase[0]])
        at = phrase.end()
    return "".join([*made, text[at:].translate(characters)])
