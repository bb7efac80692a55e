"""Postings: which passages each key is found in. In numpy, because a library has millions of them.

Most keys are pairs of neighbouring Han characters. A pair is one number: the ranks of its two characters among all Han
characters (17 bits each, 0 for none, so that a single character comes before the pairs it begins), then 30 bits for a
passage. Sorted numbers are the postings in the order of the keys' code points. Latin words and sounds are few and stay
strings.
"""

from __future__ import annotations

import re
from array import array
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from heapq import merge
from itertools import islice
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

from shanben.search.fold import HAN, fold
from shanben.search.keys import LONGEST_WORD, sound_keys, translation_keys
from shanben.search.passages import Passage
from shanben.search.shards import List, encoded_lists

Numbers = NDArray[np.uint64]

_RANK_BITS = np.uint64(17)
_PASSAGE_BITS = np.uint64(30)
_PASSAGE = np.uint64((1 << 30) - 1)
_RANK = np.uint64((1 << 17) - 1)
_WORDS = re.compile(rf"[^\W_{HAN}]+")


@cache
def _ranks() -> tuple[NDArray[np.uint32], NDArray[np.uint32]]:
    """The rank of each code point (0: no Han character, as is the last, which stands for all above), and back."""
    top = 0x32400
    han = re.compile(rf"[{HAN}]+")
    every = "".join(map(chr, range(top)))
    ranks = np.zeros(top, np.uint32)
    for run in han.finditer(every):
        ranks[run.start() : run.end()] = 1
    codes = np.flatnonzero(ranks).astype(np.uint32)
    ranks[codes] = np.arange(1, len(codes) + 1, dtype=np.uint32)
    return ranks, np.concatenate([np.zeros(1, np.uint32), codes])


@dataclass(frozen=True, slots=True)
class Keys:
    """What the passages of one work are found by, passages counted from 0.

    ``pairs`` are distinct and sorted; ``words`` have the passages that hold them, each once, rising.
    """

    pairs: Numbers
    words: Mapping[str, Sequence[int]]


NO_KEYS = Keys(np.zeros(0, np.uint64), MappingProxyType({}))


def keys_of(passages: Sequence[Passage]) -> Keys:
    """The keys of passages: what ``keys.text_keys`` says of each, for all at once."""
    joined = "\n".join(fold(passage.text) for passage in passages)
    codes = np.frombuffer(joined.encode("utf-32-le", "surrogatepass"), np.uint32)
    if not len(codes):
        return Keys(np.zeros(0, np.uint64), _words(passages, "", np.zeros(0, np.uint64)))
    table, _ = _ranks()
    ranks = np.append(table[np.minimum(codes, len(table) - 1)], 0).astype(np.uint64)
    passage_of = np.cumsum(codes == ord("\n")).astype(np.uint64)
    first, second = ranks[:-1], ranks[1:]
    paired = (first > 0) & (second > 0)
    pairs = ((first[paired] << _RANK_BITS | second[paired]) << _PASSAGE_BITS) | passage_of[paired]
    ends = (first > 0) & (second == 0)
    singles = first[ends] << (_RANK_BITS + _PASSAGE_BITS) | passage_of[ends]
    begun = first[paired] << (_RANK_BITS + _PASSAGE_BITS) | passage_of[paired]
    alone = _without(singles, _distinct(begun))
    return Keys(_distinct(np.concatenate([pairs, alone])), _words(passages, joined, passage_of))


def _without(values: Numbers, sorted_others: Numbers) -> Numbers:
    """Values that are none of others. ``numpy.isin`` does the same, and has all of ``numpy.ma`` imported for it."""
    if not len(sorted_others):
        return values
    places = np.searchsorted(sorted_others, values).clip(max=len(sorted_others) - 1)
    alone: Numbers = values[sorted_others[places] != values]
    return alone


def _distinct(values: Numbers) -> Numbers:
    values.sort()
    return values[np.append(True, values[1:] != values[:-1])] if len(values) else values


def _words(
    passages: Sequence[Passage], joined: str, passage_of: NDArray[np.unsignedinteger]
) -> dict[str, tuple[int, ...]]:
    found: defaultdict[str, set[int]] = defaultdict(set)
    for word in _WORDS.finditer(joined):
        found[word[0][:LONGEST_WORD]].add(int(passage_of[word.start()]))
    for number, passage in enumerate(passages):
        if passage.translations or passage.spoken:
            for key in (*translation_keys(passage.translations), *sound_keys(list(passage.spoken))):
                found[key].add(number)
    return {word: tuple(sorted(where)) for word, where in found.items()}


@dataclass(frozen=True, slots=True)
class Postings:
    """The postings of a library: ``pairs`` sorted, ``words`` with rising passages, all by their final numbers."""

    pairs: Numbers
    words: Mapping[str, Numbers]

    def __len__(self) -> int:
        return len(self.pairs) + sum(map(len, self.words.values()))

    def lists(self, limit: int) -> Iterator[tuple[str, tuple[List, ...]]]:
        """Every key in order, with its passages as encoded lists of at most ``limit`` passages."""
        return merge(self._pair_lists(limit), self._word_lists(limit), key=lambda pair: pair[0])

    def _word_lists(self, limit: int) -> Iterator[tuple[str, tuple[List, ...]]]:
        names = sorted(self.words)
        lengths = np.fromiter((len(self.words[name]) for name in names), np.int64)
        values = np.concatenate([np.zeros(0, np.uint64), *(self.words[name] for name in names)])
        return _lists(names, values, np.cumsum(lengths) - lengths, limit)

    def _pair_lists(self, limit: int) -> Iterator[tuple[str, tuple[List, ...]]]:
        for pairs in _stretches(self.pairs):
            keys = pairs >> _PASSAGE_BITS
            starts = np.flatnonzero(np.append(True, keys[1:] != keys[:-1]))
            yield from _lists(_names(keys[starts]), pairs & _PASSAGE, starts, limit)

    def first_characters(self) -> dict[str, int]:
        """How often each Han character begins a key."""
        _, codes = _ranks()
        found: Counter[str] = Counter()
        for pairs in _stretches(self.pairs):
            ranks, often = np.unique(pairs >> (_RANK_BITS + _PASSAGE_BITS), return_counts=True)
            for code, count in zip(codes[ranks].tolist(), often.tolist(), strict=True):
                found[chr(code)] += count
        return found


_STRETCH = 60_000
"""Postings that are looked at together: of all of a library each step would be a copy."""


def _stretches(pairs: Numbers) -> Iterator[Numbers]:
    """Sorted postings in stretches of about ``_STRETCH``; none ends between the passages of one key."""
    start = 0
    while start < len(pairs):
        last = pairs[min(start + _STRETCH, len(pairs)) - 1]
        end = int(np.searchsorted(pairs, last | _PASSAGE, side="right"))
        yield pairs[start:end]
        start = end


def _lists(
    names: Sequence[str], values: Numbers, starts: NDArray[np.int64], limit: int
) -> Iterator[tuple[str, tuple[List, ...]]]:
    """Each name with its stretch of ``values``, from one of ``starts`` to the next, in lists of at most ``limit``."""
    lengths = np.diff(np.append(starts, len(values)))
    parts = -(-lengths // limit)
    before = np.cumsum(parts) - parts
    begins = np.repeat(starts, parts) + limit * (np.arange(int(parts.sum())) - np.repeat(before, parts))
    lists = encoded_lists(values, begins)
    for name, count in zip(names, parts.tolist(), strict=True):
        yield name, tuple(islice(lists, count))


def _names(keys: Numbers) -> list[str]:
    """Pairs as the characters they stand for."""
    _, codes = _ranks()
    both = np.stack([codes[keys >> _RANK_BITS], codes[keys & _RANK]], axis=1)
    text = both.astype("<u4").tobytes().decode("utf-32-le")
    return [text[at : at + 2].rstrip("\0") for at in range(0, len(text), 2)]


class Gathering:
    """The keys of a library, a work after the other, and the numbers that its passages have in the library.

    First are numbered all passages that lead, then the others, both in the order of the works. All pairs stand in one
    array that is made longer in its place: it is the one thing here as large as the library.
    """

    def __init__(self) -> None:
        """Begin with no work."""
        self._pairs: Numbers = np.empty(0, np.uint64)
        self._end = 0
        self._works: list[tuple[int, int, int]] = []
        self._words: defaultdict[str, array[int]] = defaultdict(lambda: array("Q"))

    def add(self, keys: Keys, leading: int, running: int) -> None:
        """Take the keys of the next work, which has so many passages that lead and so many others."""
        end = self._end + len(keys.pairs)
        if end > len(self._pairs):
            self._pairs.resize(end + end // _ROOM, refcheck=False)
        self._pairs[self._end : end] = keys.pairs
        here = len(self._works) << _WORK
        for word, passages in keys.words.items():
            self._words[word].extend([here | passage for passage in passages])
        self._works.append((end, leading, running))
        self._end = end

    def postings(self) -> Postings:
        """The postings of all works. Nothing is left to ask for again."""
        counted = np.array(self._works, np.uint64).reshape(-1, 3)
        ends, leading, running = counted.T
        first = np.cumsum(leading) - leading
        after = leading.sum() + np.cumsum(running) - running - leading  # which are counted on from those that lead
        every, self._pairs = self._pairs, np.empty(0, np.uint64)
        every.resize(self._end, refcheck=False)
        start = 0
        for work, end in enumerate(ends.tolist()):
            pairs = every[start:end]
            passages = pairs & _PASSAGE
            pairs += np.where(passages < leading[work], first[work], after[work])
            start = end
        every.sort()
        words = {}
        for word, held in self._words.items():
            places = np.frombuffer(held, np.uint64)
            works, passages = (places >> np.uint64(_WORK)).astype(np.int64), places & _PASSAGE
            words[word] = passages + np.where(passages < leading[works], first[works], after[works])
            words[word].sort()
        return Postings(every, words)


_ROOM = 8
"""The share of all pairs so far for which there is room when the array is made longer."""
_WORK = 30
"""Bits of a passage's number in its work, above which that of the work stands until all works are known."""
