"""Words that one article of either version alone says: they tell what became of articles that were written anew.

Of an article in words of its own little is like any other, but what it is about is often said nowhere else: the closing
of a border, a pilot, the mouth of a mine. A pair of characters counts the less, the more articles of both versions say
it (one over the product), and nothing where the partners of the other article say it too or statutes say it everywhere.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from shanben.compare.lent import Link
from shanben.compare.said import STOCK, Score


@dataclass(frozen=True, slots=True)
class Told:
    """How much two articles must share: ``words`` in pairs of characters only they say, ``alike`` of 0 to 1.

    ``far`` is how many times as much as any other article shares it must be.
    """

    words: float
    alike: float
    far: float = 1.0


BOTH_ALONE = (Told(1.5, 0.15), Told(2.0, 0.07))
"""Any of these is enough for two articles without partners."""
ONE_ALONE = (Told(2.5, 0.13, 1.5), Told(2.2, 0.22, 1.5))
"""Any of these is enough for an article to be a part of one that has a partner."""
BESIDE = (*ONE_ALONE, Told(1.7, 0.2, 1.3))
"""Any of these is enough right beside that partner."""
MANY = 60
"""Articles of both versions from which a word that only two of them say tells all it can; in a short text much is."""
COMMON = 100
"""A pair of characters that so many couples of articles share tells nothing, and costs as much as all others."""
NEAR = 2
"""How many places away an article still stands beside another."""

_Place = tuple[int, int]


def with_exclusive(
    links: Iterable[Link], olds: Sequence[Counter[str]], news: Sequence[Counter[str]], scores: Score
) -> list[Link]:
    """The links, with articles that are alone joined to those that say what nearly nobody else says.

    An empty bag stands for what is no article; it is joined to nothing.
    """
    found = list(links)
    shared = _shared(found, olds, news)
    homes = {(side, one): at for at, link in enumerate(found) for side in (0, 1) for one in link[side]}
    best = _best(shared)
    for (old, new), words in sorted(shared.items(), key=lambda item: (-item[1], item[0])):
        alone = (0, old) not in homes, (1, new) not in homes
        alike = scores.get((old, new), 0.0)
        if all(alone) and _tells(BOTH_ALONE, words, alike, max(best[0, old][0], best[1, new][0])):
            homes[0, old] = homes[1, new] = len(found)
            found.append(((old,), (new,)))
        elif any(alone) and not all(alone):
            side, one, other = (0, old, new) if alone[0] else (1, new, old)
            at = homes[1 - side, other]
            parts, others = found[at][side], found[at][1 - side]
            rules = BESIDE if any(abs(one - part) <= NEAR for part in parts) else ONE_ALONE
            if len(others) == 1 and _tells(rules, words, alike, best[side, one][1]):
                parts = tuple(sorted((*parts, one)))
                found[at] = (parts, others) if side == 0 else (others, parts)
                homes[side, one] = at
    return found


def _tells(rules: Iterable[Told], words: float, alike: float, next_best: float) -> bool:
    """Whether one of the rules holds, where another article shares so many words."""
    return any(words >= max(rule.words, rule.far * next_best) and alike >= rule.alike for rule in rules)


def _best(shared: Mapping[_Place, float]) -> Mapping[tuple[int, int], tuple[float, float]]:
    """The most that an article shares with any, and the next most."""
    told: defaultdict[tuple[int, int], list[float]] = defaultdict(list)
    for (old, new), words in shared.items():
        told[0, old].append(words)
        told[1, new].append(words)
    ranked = {key: [*sorted(values, reverse=True), 0.0] for key, values in told.items()}
    return {key: (values[0], values[1]) for key, values in ranked.items()}


def _shared(
    links: Iterable[Link], olds: Sequence[Counter[str]], news: Sequence[Counter[str]]
) -> Mapping[_Place, float]:
    """What articles of which one at least is alone share that only they say, by their places."""
    partners: defaultdict[tuple[int, int], set[str]] = defaultdict(set)
    for ones, others in links:
        for old in ones:
            partners[0, old].update(*(news[new] for new in others))
        for new in others:
            partners[1, new].update(*(olds[old] for old in ones))
    holders = [_holders(side) for side in (olds, news)]
    most = min(1.0, (len(olds) + len(news)) / MANY)
    shared: defaultdict[_Place, float] = defaultdict(float)
    for pair, before in holders[0].items():
        after = holders[1].get(pair, [])
        if len(before) * len(after) > COMMON:
            continue
        share = most / (len(before) * max(len(after), 1))
        for old, new in _places(before, after, pair, partners):
            shared[old, new] += share
    return shared


def _places(
    before: Iterable[int], after: Iterable[int], pair: str, partners: Mapping[tuple[int, int], set[str]]
) -> Iterator[_Place]:
    for old in before:
        for new in after:
            theirs = partners.get((0, old)), partners.get((1, new))
            if None in theirs and not any(said and pair in said for said in theirs):
                yield old, new


def _holders(bags: Sequence[Counter[str]]) -> Mapping[str, list[int]]:
    """Which articles say a pair of characters that tells something."""
    holders: defaultdict[str, list[int]] = defaultdict(list)
    for index, bag in enumerate(bags):
        for pair in bag:
            if pair.isalnum() and pair not in STOCK:
                holders[pair].append(index)
    return holders
