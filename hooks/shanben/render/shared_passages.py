"""Passages of 30 characters and more that stand word for word in two works of a library.

Every run of ``LENGTH`` characters holds the smallest of its ``_RUNS`` hashes of ``_GRAM`` characters, and the same run
elsewhere holds the same one (winnowing), so two works that share a run meet at a hash although only one in eight is
kept. The cost grows with the text alone; where they meet, the words themselves are compared.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import cache, partial
from itertools import combinations, pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from shanben.addresses import is_published
from shanben.kept import digest_of
from shanben.model.library import ShapedSource
from shanben.model.text import BlockKind
from shanben.model.works import Work
from shanben.remembered import Remembered

LENGTH = 30
"""Characters from which a passage counts."""
COMMON = 8
"""A passage that stands in more works than this is a formula, and says nothing of two of them."""
_GRAM = 15
_RUNS = LENGTH - _GRAM + 1
_PRIME = np.uint64(1_099_511_628_211)
_MIX = np.uint64(0x9E3779B97F4A7C15)
_NEVER = np.uint64(2**64 - 1)
_UNREAD = frozenset({BlockKind.NOTE, BlockKind.FURNITURE})
_BREAK = "\n"


@dataclass(frozen=True, slots=True, eq=False)
class _Hashes:
    """Hashes of a text, and where they stand."""

    values: NDArray[np.uint64]
    places: NDArray[np.uint32]


@dataclass(frozen=True, slots=True)
class Shared:
    """What two works have in common: the longest passage's block in each, how many there are, and their characters."""

    works: tuple[str, str]
    blocks: tuple[str, str]
    passages: int
    characters: int

    def from_side(self, work: str) -> tuple[str, str, str]:
        """The block in ``work``, the other work, and the block in that."""
        here = self.works.index(work)
        return self.blocks[here], self.works[1 - here], self.blocks[1 - here]


def shared_passages(
    sources: Sequence[ShapedSource], families: Mapping[str, str], before: Remembered | None = None
) -> tuple[Shared, ...]:
    """What any two works share that are not of one family (versions of one work).

    What was found ``before`` is not looked for: the hashes of a text, and what it shares where both texts are the same
    and meet at the same places.
    """
    before = before or Remembered()
    texts = [_Place(shaped, number) for shaped in sources for number in range(len(shaped.works))]
    works = [place.work for place in texts]
    hashes = [
        found
        for shaped in sources
        for found in before.once(
            ("hashes", shaped.source.slug), (shaped.made_of or shaped,), partial(_remembered, shaped, before)
        )
    ]
    text = cache(
        lambda number: before.once(("words", works[number].id), texts[number].made_of, lambda: _Text.of(works[number]))
    )
    homes = [families.get(work.id, work.id) for work in works]
    met: defaultdict[int, defaultdict[int, list[tuple[int, int]]]] = defaultdict(lambda: defaultdict(list))
    for (one, start), (other, there) in _meetings(hashes, homes):
        met[one][other].append((start, there))
    found: list[Shared] = []

    def shared(one: int, other: int, places: Sequence[tuple[int, int]]) -> _What:
        """What two texts share that meet at these places."""
        return before.once(
            ("shared", works[one].id, works[other].id),
            (texts[one].made_of, texts[other].made_of, places),
            lambda: _told((text(one), text(other)), _passages(text(one), text(other), places)),
        )

    def shared_with(one: int, others: Sequence[tuple[int, Sequence[tuple[int, int]]]]) -> tuple[_What, ...]:
        """What a text shares with all that it meets."""
        key = _key(texts[one], [(texts[other], places) for other, places in others])
        told = _found(before, key, len(others))
        if told is None:
            told = tuple(shared(one, other, places) for other, places in others)
            if key:
                before.keep(key, told)
        return told

    for one in sorted(met):
        others = sorted(met[one].items())
        of = texts[one].made_of, [(texts[other].made_of, places) for other, places in others]
        told = before.once(("shared", works[one].id), of, partial(shared_with, one, others))
        for (other, _), what in zip(others, told, strict=True):
            if what:
                here, at, passages, characters = what
                found.append(Shared((works[one].id, works[other].id), (here, at), passages, characters))
    return tuple(found)


@dataclass(frozen=True, slots=True)
class _Place:
    """A work by its place in its source."""

    shaped: ShapedSource
    number: int

    @property
    def work(self) -> Work:
        return self.shaped.works[self.number]

    @property
    def made_of(self) -> tuple[str | ShapedSource, int]:
        """What tells this text from all others: where nobody can tell what it was shaped from, its source."""
        return self.shaped.made_of or self.shaped, self.number


_What = tuple[str, str, int, int] | tuple[()]
"""The block of the longest passage in each of two texts, how many passages, their characters; empty: none."""


def _key(one: _Place, others: Sequence[tuple[_Place, Sequence[tuple[int, int]]]]) -> str:
    """What is kept of a text and those that it meets; empty where nobody can tell what one of them is."""
    if not all(place.shaped.made_of for place in (one, *(other for other, _ in others))):
        return ""
    return digest_of("shared", one.made_of, [(other.made_of, places) for other, places in others])


def _found(before: Remembered, key: str, number: int) -> tuple[_What, ...] | None:
    """What a text shares with each of so many others, as it was found before."""
    match before.find(key):
        case tuple() as found if len(found) == number:
            if all(isinstance(what, tuple) and len(what) in (0, 4) for what in found):
                return found
    return None


def _passages(one: _Text, other: _Text, places: Iterable[tuple[int, int]]) -> dict[tuple[int, int], int]:
    """Where two texts are the same around the places at which they meet, and for how many characters."""
    passages: dict[tuple[int, int], int] = {}
    for start, there in places:
        if not any(0 <= start - begun < size and there - at == start - begun for (begun, at), size in passages.items()):
            begun, at, size = _whole(one.words, start, other.words, there)
            if size >= LENGTH:
                passages[begun, at] = size
    return passages


def _remembered(shaped: ShapedSource, before: Remembered) -> list[_Hashes]:
    """The hashes of each work of a source, which depend on its text alone."""
    key = digest_of("hashes", shaped.made_of) if shaped.made_of else ""
    match before.find(key):
        case tuple() as found if len(found) == len(shaped.works):
            with suppress(TypeError, ValueError):  # what no build wrote
                return [_Hashes(np.frombuffer(values, "<u8"), np.frombuffer(places, "<u4")) for values, places in found]
    made = [_kept(_Text.of(work).words) for work in shaped.works]
    if key and made:
        before.keep(
            key, tuple((one.values.astype("<u8").tobytes(), one.places.astype("<u4").tobytes()) for one in made)
        )
    return made


@dataclass(frozen=True, slots=True)
class _Text:
    """The paragraphs of a work as one text, and where each begins in it."""

    words: str
    starts: tuple[int, ...]
    blocks: tuple[str, ...]

    @staticmethod
    def of(work: Work) -> _Text:
        blocks = [
            block
            for section in work.sections()
            for block in section.blocks
            if is_published(block) and block.kind not in _UNREAD
        ]
        starts, parts, position = [], [], 0
        for block in blocks:
            starts.append(position)
            parts.append(work.text(block))
            position += len(parts[-1]) + 1
        return _Text(_BREAK.join(parts), tuple(starts), tuple(block.id for block in blocks))

    def block_at(self, position: int) -> str:
        return self.blocks[bisect_right(self.starts, position) - 1]


def _told(texts: tuple[_Text, _Text], passages: Mapping[tuple[int, int], int]) -> _What:
    if not passages:
        return ()
    begun, at = max(passages, key=lambda place: (passages[place], -place[0]))
    one, other = texts
    return one.block_at(begun), other.block_at(at), len(passages), sum(passages.values())


def _whole(one: str, start: int, other: str, there: int) -> tuple[int, int, int]:
    """The longest passage around two places that is the same, inside a paragraph of each."""
    end, end_there = start, there
    while end < len(one) and end_there < len(other) and one[end] == other[end_there] != _BREAK:
        end, end_there = end + 1, end_there + 1
    while start and there and one[start - 1] == other[there - 1] != _BREAK:
        start, there = start - 1, there - 1
    return start, there, end - start


def _meetings(kept: Sequence[_Hashes], homes: Sequence[str]) -> Iterator[tuple[tuple[int, int], tuple[int, int]]]:
    """Places in two texts of different homes that have a hash in common, a text by its number."""
    if not any(len(one.values) for one in kept):
        return
    hashes = np.concatenate([one.values for one in kept])
    order = np.argsort(hashes)
    new = _changes(hashes[order])
    order = order[~new | ~np.append(new[1:], True)]  # those that are there twice: few are, and others meet nothing
    order = order[np.lexsort((order, hashes[order]))]
    hashes = hashes[order]
    ends_of = np.cumsum([len(one.values) for one in kept])
    numbers = np.searchsorted(ends_of, order, side="right")
    other_hash = _changes(hashes)
    first = other_hash | _changes(numbers)  # of a hash in one text, for they stand in the texts' order
    numbers, groups = numbers[first], np.cumsum(other_hash)[first] - 1
    places = np.concatenate([one.places for one in kept])[order[first]]
    counted = _distinct(groups, np.unique(homes, return_inverse=True)[1][numbers])
    chosen = ((counted > 1) & (counted <= COMMON))[groups]
    numbers, groups, places = numbers[chosen], groups[chosen], places[chosen]
    if not len(groups):
        return
    edges = [*np.flatnonzero(_changes(groups)).tolist(), len(groups)]
    held = list(zip(numbers.tolist(), places.tolist(), strict=True))
    for start, end in pairwise(edges):
        for (one, at), (other, there) in combinations(held[start:end], 2):
            if homes[one] != homes[other]:
                yield (one, at), (other, there)


def _changes(values: NDArray[Any]) -> NDArray[np.bool_]:
    """Where another value begins than the one before."""
    return np.concatenate(([True], values[1:] != values[:-1]))[: len(values)]


def _distinct(groups: NDArray[np.intp], values: NDArray[np.intp]) -> NDArray[np.intp]:
    """How many different values each group has; groups are counted from 0 and stand together."""
    order = np.lexsort((values, groups))
    groups, values = groups[order], values[order]
    return np.bincount(groups[_changes(groups) | _changes(values)])


def _kept(text: str) -> _Hashes:
    """The hashes of a text that are the smallest of a run, and where they stand."""
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32).astype(np.uint64)
    if len(codes) < LENGTH:
        return _Hashes(np.empty(0, np.uint64), np.empty(0, np.uint32))
    count = len(codes) - _GRAM + 1
    hashes = np.zeros(count, np.uint64)
    broken = np.zeros(count, bool)
    for offset in range(_GRAM):
        window = codes[offset : offset + count]
        hashes = hashes * _PRIME + window
        broken |= window == ord(_BREAK)
    hashes = (hashes ^ (hashes >> np.uint64(29))) * _MIX
    hashes[broken] = _NEVER
    smallest = _over_runs(hashes, np.minimum)
    # A hash is kept where it is the smallest of any run that it stands in.
    padded = np.concatenate((np.zeros(_RUNS - 1, np.uint64), smallest, np.zeros(_RUNS - 1, np.uint64)))
    kept = np.flatnonzero((_over_runs(padded, np.maximum) == hashes) & ~broken)
    return _Hashes(hashes[kept], kept.astype(np.uint32))


def _over_runs(values: NDArray[np.uint64], better: np.ufunc) -> NDArray[np.uint64]:
    """For every run of ``_RUNS`` values the one that is better than the others; ``_RUNS`` is a power of two."""
    size = 1
    while size < _RUNS:
        values = better(values[:-size], values[size:])
        size *= 2
    return values


def nearest(shared: Iterable[Shared]) -> Mapping[str, tuple[Shared, ...]]:
    """What each work shares with others, most first."""
    found: defaultdict[str, list[Shared]] = defaultdict(list)
    for one in shared:
        for work in one.works:
            found[work].append(one)
    return {work: tuple(sorted(held, key=lambda one: (-one.characters, one.works))) for work, held in found.items()}
