"""Which section of one library became which of another, and which of them stand in another place."""

from __future__ import annotations

import zlib
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from operator import attrgetter

from shanben.compare.align import Link, Passage, pairs, similarity

ENOUGH = 0.3
"""Evidence from which two sections count as one; see ``_evidence``."""


@dataclass(frozen=True, slots=True)
class Division:
    """A section: ``group`` is equal in both libraries for one work, ``parent`` an index into the same sequence (-1:
    none), ``title`` its heading without the number, ``passages`` the indices of those directly in it.
    """

    group: Hashable
    id: str
    title: str
    level: int
    parent: int
    passages: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Pairing:
    """Sections of the two libraries that are one, both ways round."""

    forward: Mapping[int, int]
    backward: Mapping[int, int]


def pair_sections(
    before: Sequence[Division],
    after: Sequence[Division],
    passages: tuple[Sequence[Passage], Sequence[Passage]],
    links: Iterable[Link],
) -> Pairing:
    """Pair the sections of two libraries after what they hold, what they are called and where they stand."""
    forward: dict[int, int] = {}
    backward: dict[int, int] = {}

    def pair(old: int, new: int) -> None:
        forward[old], backward[new] = new, old

    roots = {division.group: index for index, division in enumerate(after) if division.parent < 0}
    for index, division in enumerate(before):
        if division.parent < 0 and division.group in roots:
            pair(index, roots[division.group])
    scored = _evidence(before, after, passages, links)
    for score, _, _, old, new in sorted(
        (-score, abs(old - new), old + new, old, new) for (old, new), score in scored.items()
    ):
        if -score >= ENOUGH and old not in forward and new not in backward:
            pair(old, new)
    return Pairing(forward, backward)


def _evidence(
    before: Sequence[Division],
    after: Sequence[Division],
    passages: tuple[Sequence[Passage], Sequence[Passage]],
    links: Iterable[Link],
) -> dict[tuple[int, int], float]:
    """How surely two sections are one: the share of text they have in common (0 to 1), the likeness of their headings
    (0 to ½), and ¼ for the same address in the same work. Roots of works are paired by their works alone.
    """
    homes = [_homes(divisions) for divisions in (before, after)]
    sizes = [_sizes(divisions, texts) for divisions, texts in zip((before, after), passages, strict=True)]
    shared: Counter[tuple[int, int]] = Counter()
    for link in links:
        weight = sum(len(passages[0][index].text) for index in link.before) + sum(
            len(passages[1][index].text) for index in link.after
        )
        old, new = homes[0][link.before[0]], homes[1][link.after[0]]
        for couple in _couples(before, after, old, new):
            shared[couple] += weight
    couples = set(shared) | set(_namesakes(before, after))
    scored = {}
    for old, new in couples:
        one, other = before[old], after[new]
        if one.parent < 0 or other.parent < 0:
            continue
        total = 2 * max(sizes[0][old], sizes[1][new])
        score = shared[old, new] / total if total else 0.0
        score += similarity(pairs(one.title), pairs(other.title)) / 2
        score += (one.group == other.group and one.id == other.id) / 4
        scored[old, new] = score
    return scored


def _homes(divisions: Sequence[Division]) -> dict[int, int]:
    return {passage: index for index, division in enumerate(divisions) for passage in division.passages}


def _sizes(divisions: Sequence[Division], passages: Sequence[Passage]) -> list[int]:
    """Characters of each section with all below it; parents stand before their children."""
    sizes = [sum(len(passages[index].text) for index in division.passages) for division in divisions]
    for index in range(len(divisions) - 1, -1, -1):
        if divisions[index].parent >= 0:
            sizes[divisions[index].parent] += sizes[index]
    return sizes


def _couples(before: Sequence[Division], after: Sequence[Division], old: int, new: int) -> Iterator[tuple[int, int]]:
    """Two sections, and the sections around them that are of one level."""
    levels = {after[index].level: index for index in around(after, new)}
    couples = {(old, new)} | {
        (index, levels[before[index].level]) for index in around(before, old) if before[index].level in levels
    }
    yield from couples


def around(divisions: Sequence[Division], index: int) -> Iterator[int]:
    """A section and those it lies in, from the inside out."""
    while index >= 0:
        yield index
        index = divisions[index].parent


def _namesakes(before: Sequence[Division], after: Sequence[Division]) -> Iterator[tuple[int, int]]:
    """Sections of one work with the same heading, in their order, or with the same id."""
    for key in (attrgetter("group", "title"), attrgetter("group", "id")):
        here, there = _keyed(before, key), _keyed(after, key)
        for name in here:
            yield from zip(here[name], there.get(name, ()), strict=False)


def _keyed(divisions: Sequence[Division], key: Callable[[Division], Hashable]) -> dict[Hashable, list[int]]:
    found: dict[Hashable, list[int]] = defaultdict(list)
    for index, division in enumerate(divisions):
        found[key(division)].append(index)
    return found


# --- moves ------------------------------------------------------------------------------------------------------------


def moved_sections(
    before: Sequence[Division],
    after: Sequence[Division],
    passages: tuple[Sequence[Passage], Sequence[Passage]],
    pairing: Pairing,
) -> set[int]:
    """Which sections of the earlier library now stand in another section or in another order.

    A section that moves takes along what is in it. Sections that came or went around one do not move it: what counts
    is the nearest section around it that is in both libraries.
    """
    moved: set[int] = set()
    settled: dict[int, list[tuple[int, int, int, int]]] = defaultdict(list)
    weights, later = _weights(before), _weights(after)

    def said(side: int, division: Division) -> str:
        return "\n".join((division.id, division.title, *(passages[side][index].text for index in division.passages)))

    for old, new in pairing.forward.items():
        if before[old].parent < 0:
            continue
        home = next((index for index in around(before, before[old].parent) if index in pairing.forward), None)
        there = next((index for index in around(after, after[new].parent) if index in pairing.backward), None)
        if home is None or pairing.forward[home] != there:
            moved.add(old)
        else:
            coin = coin_of(said(0, before[old]), said(1, after[new]))
            settled[home].append((old, new, weights[old] + later[new], coin))
    for places in settled.values():
        moved |= out_of_order(places)
    return moved


def _weights(divisions: Sequence[Division]) -> list[int]:
    """Passages of each section with all below it, and one for itself."""
    weights = [1 + len(division.passages) for division in divisions]
    for index in range(len(divisions) - 1, -1, -1):
        if divisions[index].parent >= 0:
            weights[divisions[index].parent] += weights[index]
    return weights


def coin_of(one: str, other: str) -> int:
    """A number that settles ties between pairs: it follows from what they say, whichever library comes first."""
    return zlib.crc32("\n\n".join(sorted((one, other))).encode())


def out_of_order(places: Iterable[tuple[int, int, int, int]]) -> set[int]:
    """Of things with a place before, a place after, a weight and a coin, the lightest that must move to turn one order
    into the other, by their place before. Which of two equally heavy ones moves, their coins settle, so that the same
    moves on the way back. (The heaviest increasing subsequence stays; n log n with a Fenwick tree of maxima.)
    """
    ordered = sorted(places)
    ranks = sorted(after for _, after, _, _ in ordered)
    # One entry: (weight, length, coins) of the best chain that ends at or below a rank, and its last element.
    nothing = ((0, 0, 0), -1)
    best = [nothing] * (len(ranks) + 1)
    previous: list[int] = []
    for index, (_, after, weight, coin) in enumerate(ordered):
        rank = bisect_left(ranks, after)
        chain, last = nothing
        at = rank
        while at > 0:
            chain, last = max((chain, last), best[at])
            at -= at & -at
        previous.append(last)
        extended = ((chain[0] + weight, chain[1] + 1, chain[2] + coin), index)
        at = rank + 1
        while at <= len(ranks):
            best[at] = max(best[at], extended)
            at += at & -at
    _, last = max(best)
    kept: set[int] = set()
    while last >= 0:
        kept.add(last)
        last = previous[last]
    return {before for index, (before, _, _, _) in enumerate(ordered) if index not in kept}


def zones_of(divisions: Sequence[Division], moved: set[int]) -> list[int]:
    """For each section the nearest one around it, itself included, that moved; -1 where none did."""
    zones: list[int] = []
    for index, division in enumerate(divisions):
        zones.append(index if index in moved else zones[division.parent] if division.parent >= 0 else -1)
    return zones
