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
from functools import cache
from itertools import combinations

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

_Hashes = tuple[NDArray[np.uint64], NDArray[np.uint32]]
"""Hashes of a text, and where they stand."""


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
    hashes = [found for shaped in sources for found in _remembered(shaped, before)]
    text = cache(lambda number: _Text.of(works[number]))
    homes = [families.get(work.id, work.id) for work in works]
    met: defaultdict[int, defaultdict[int, list[tuple[int, int]]]] = defaultdict(lambda: defaultdict(list))
    for (one, start), (other, there) in _meetings(hashes, homes):
        met[one][other].append((start, there))
    found: list[Shared] = []
    for one in sorted(met):
        others = sorted(met[one].items())
        key = _key(texts[one], [(texts[other], places) for other, places in others])
        told = _found(before, key, len(others))
        if told is None:
            told = tuple(
                _told((text(one), text(other)), _passages(text(one), text(other), places)) for other, places in others
            )
            if key:
                before.keep(key, told)
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
    def made_of(self) -> tuple[str, int]:
        return self.shaped.made_of, self.number


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
                return [(np.frombuffer(hashes, "<u8"), np.frombuffer(places, "<u4")) for hashes, places in found]
    made = [_kept(_Text.of(work).words) for work in shaped.works]
    if key and made:
        before.keep(key, tuple((one.astype("<u8").tobytes(), at.astype("<u4").tobytes()) for one, at in made))
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
    if not any(len(found) for found, _ in kept):
        return
    hashes = np.concatenate([found for found, _ in kept])
    order = np.argsort(hashes, kind="stable")
    hashes = hashes[order]
    again = np.concatenate(([False], hashes[1:] == hashes[:-1], [False]))
    twice = again[1:] | again[:-1]  # few are, and of the others nothing more need be known
    hashes, order = hashes[twice], order[twice]
    places = np.concatenate([at for _, at in kept])[order]
    ends_of = np.cumsum([len(found) for found, _ in kept])
    numbers = np.searchsorted(ends_of, order, side="right")
    edges = np.flatnonzero(np.diff(hashes)) + 1
    starts, ends = np.concatenate(([0], edges)), np.concatenate((edges, [len(hashes)]))
    several = (ends - starts > 1) & (numbers[starts] != numbers[np.maximum(ends - 1, 0)]) if len(hashes) else []
    for start, end in zip(starts[several], ends[several], strict=True):
        first: dict[int, int] = {}
        for number, place in zip(numbers[start:end].tolist(), places[start:end].tolist(), strict=True):
            first.setdefault(number, place)
        if len({homes[number] for number in first}) > COMMON:
            continue
        for (one, at), (other, there) in combinations(first.items(), 2):
            if homes[one] != homes[other]:
                yield (one, at), (other, there)


def _kept(text: str) -> _Hashes:
    """The hashes of a text that are the smallest of a run, and where they stand."""
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32).astype(np.uint64)
    if len(codes) < LENGTH:
        return np.empty(0, np.uint64), np.empty(0, np.uint32)
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
    return hashes[kept], kept.astype(np.uint32)


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
