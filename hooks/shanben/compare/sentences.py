"""Sentences that one version took over from the other, in words of its own: which article said them first.

A sentence of an article that is alone was another article's where nothing else in its own version is as like that one,
and both are much alike, or it is far more like that one than anything else. The article is then a part of the one that
has or had its sentence.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import log

from shanben.compare.align import pairs
from shanben.compare.lent import Link
from shanben.compare.said import weight

SHORTEST = 6
"""Characters a sentence must have more than to tell anything."""
COMMON = 60
"""A pair of characters in more sentences than this tells nothing about which became which."""
_ENDS = re.compile(r"[。；;\n]")
_UNSAID = re.compile(r"^[（(][一二三四五六七八九十\d]+[)）]|[^\w]+|第[零〇一二三四五六七八九十百千\d]+[条條款项項]")
"""What does not count: the number of an item, marks, and the numbers of articles, which shift."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence: the place of its article, its words without marks, and its pairs of characters."""

    article: int
    words: str
    bag: Counter[str]


@dataclass(frozen=True, slots=True)
class Rule:
    """When a sentence was another's: how alike they must be (0 to 1), and what they share, counted in rare pairs.

    ``far`` is how many times as much it must be like that one as like any other sentence there, ``first`` how many
    times as much as any other article of its own version is.
    """

    alike: float
    shared: float
    far: float
    first: float

    def tells(self, alike: _Alike, own: float, other: float) -> bool:
        """Whether two sentences are one, where the one is like others by ``own`` and others like the other."""
        return alike.score >= max(self.alike, self.far * own, self.first * other) and alike.shared >= self.shared


RULES = (Rule(0.5, 3.3, 1.1, 1.1), Rule(0.35, 3.3, 1.1, 1.2), Rule(0.2, 5.5, 1.7, 1.0))
"""Any of these is enough."""
PASSED = Rule(0.5, 6.0, 1.1, 1.1)
"""What is enough where both articles have partners of their own."""
MOST = 0.15
"""The share of the later article that must be another's sentences then."""


@dataclass(frozen=True, slots=True)
class Taken:
    """The weight of the sentences that an article of the earlier version and one of the later share, by their places.

    ``gave`` tells of which article of the later version one of the earlier is a part if it is alone, ``took`` the
    other way; ``passed`` of which it is a good part although neither is alone.
    """

    gave: Mapping[tuple[int, int], float]
    took: Mapping[tuple[int, int], float]
    passed: frozenset[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class _Alike:
    """How alike two sentences are (0 to 1), and what they share, in pairs of characters that no other article holds."""

    score: float
    shared: float


def taken_over(before: Sequence[str], after: Sequence[str], weights: Mapping[str, float]) -> Taken:
    """Which articles of the later version took sentences over from which of the earlier."""
    olds, news = _sentences(before, weights), _sentences(after, weights)
    same = {one.words for one in olds} & {one.words for one in news}
    gave, took, passed = (defaultdict[tuple[int, int], float](float) for _ in range(3))
    sizes: defaultdict[int, float] = defaultdict(float)
    for one in news:
        sizes[one.article] += weight(one.bag, weights)
    rare = log(1 + (len(before) + len(after)) / 2)
    for place, shared in _said_once(same, olds, news, weights):
        for told in (gave, took, passed):
            told[place] += shared
    olds, news = ([one for one in side if one.words not in same] for side in (olds, news))
    alike = _alike(olds, news, weights, rare)
    rival = _rivals(alike, olds, news)
    for (old, new), found in alike.items():
        place = olds[old].article, news[new].article
        of_old, of_new = rival(False, old, place[1]), rival(True, new, place[0])
        for told, own, other in ((gave, of_old, of_new), (took, of_new, of_old)):
            if any(rule.tells(found, own, other) for rule in RULES):
                told[place] += found.shared
        if PASSED.tells(found, of_old, of_new):
            passed[place] += found.shared * rare
    most = frozenset(place for place, shared in passed.items() if shared >= MOST * sizes[place[1]])
    return Taken(gave, took, most)


def passed_on(links: Sequence[Link], taken: Taken) -> Mapping[int, tuple[int, ...]]:
    """Articles of the later version that say what earlier ones said which have partners of their own, and these."""
    partners = {new: olds for olds, news in links for new in news}
    held = {old for olds, _ in links for old in olds}
    found: defaultdict[int, tuple[int, ...]] = defaultdict(tuple)
    for old, new in sorted(taken.passed):
        if old in held and new in partners and old not in partners[new]:
            found[new] += (old,)
    return found


def with_sentences(links: Iterable[Link], taken: Taken) -> list[Link]:
    """The links, with articles that are alone added where the most of their sentences came from or went to."""
    found = list(links)
    homes = {(False, old): index for index, link in enumerate(found) for old in link[0]}
    homes |= {(True, new): index for index, link in enumerate(found) for new in link[1]}
    told = [
        (-shared, later, place) for later, side in enumerate((taken.gave, taken.took)) for place, shared in side.items()
    ]
    for _, later, (old, new) in sorted(told):
        of_old, of_new = homes.get((False, old)), homes.get((True, new))
        if of_old is None and of_new is None:
            homes[False, old] = homes[True, new] = len(found)
            found.append(((old,), (new,)))
        elif later and of_old is not None and of_new is None and len(found[of_old][0]) == 1:
            found[of_old] = found[of_old][0], tuple(sorted((*found[of_old][1], new)))
            homes[True, new] = of_old
        elif not later and of_new is not None and of_old is None and len(found[of_new][1]) == 1:
            found[of_new] = tuple(sorted((*found[of_new][0], old))), found[of_new][1]
            homes[False, old] = of_new
    return found


def _sentences(texts: Sequence[str], weights: Mapping[str, float]) -> list[Sentence]:
    """The sentences of articles that tell something; of their pairs, those that the articles weigh."""
    said = ((place, _UNSAID.sub("", one)) for place, text in enumerate(texts) for one in _ENDS.split(text))
    return [
        Sentence(place, words, Counter({pair: times for pair, times in pairs(words).items() if pair in weights}))
        for place, words in said
        if len(words) > SHORTEST
    ]


def _said_once(
    same: Iterable[str], olds: Sequence[Sentence], news: Sequence[Sentence], weights: Mapping[str, float]
) -> Iterator[tuple[tuple[int, int], float]]:
    """Sentences that one article of either version says in the same words: both articles, and what it weighs."""
    places: tuple[defaultdict[str, list[Sentence]], ...] = defaultdict(list), defaultdict(list)
    for held, side in zip(places, (olds, news), strict=True):
        for one in side:
            held[one.words].append(one)
    for words in sorted(same):
        if len(places[0][words]) == len(places[1][words]) == 1:
            old, new = places[0][words][0], places[1][words][0]
            yield (old.article, new.article), weight(old.bag, weights)


def _alike(
    olds: Sequence[Sentence], news: Sequence[Sentence], weights: Mapping[str, float], rare: float
) -> Mapping[tuple[int, int], _Alike]:
    """How alike sentences are that share a pair of characters which tells something, by their places.

    ``rare`` is the weight of a pair of characters that one article of either version holds.
    """
    holders: defaultdict[str, list[tuple[int, int]]] = defaultdict(list)
    for index, one in enumerate(news):
        for pair, times in one.bag.items():
            holders[pair].append((index, times))
    shared: defaultdict[tuple[int, int], float] = defaultdict(float)
    for index, one in enumerate(olds):
        for pair, times in one.bag.items():
            held = holders.get(pair, ())
            if len(held) <= COMMON:
                for other, others in held:
                    shared[index, other] += min(times, others) * weights[pair]
    sizes = [[weight(one.bag, weights) for one in side] for side in (olds, news)]
    return {
        (old, new): _Alike(2 * common / (sizes[0][old] + sizes[1][new]), common / rare)
        for (old, new), common in shared.items()
    }


def _rivals(
    alike: Mapping[tuple[int, int], _Alike], olds: Sequence[Sentence], news: Sequence[Sentence]
) -> Callable[[bool, int, int], float]:
    """How alike a sentence (of the later version or not) is to any of the other version but one article's."""
    best: defaultdict[tuple[bool, int], dict[int, float]] = defaultdict(dict)
    for (old, new), one in alike.items():
        for key, article in (((False, old), news[new].article), ((True, new), olds[old].article)):
            best[key][article] = max(best[key].get(article, 0.0), one.score)
    ranked = {key: sorted(found.items(), key=lambda item: -item[1])[:2] for key, found in best.items()}

    def rival(later: bool, sentence: int, article: int) -> float:
        return next((score for other, score in ranked[later, sentence] if other != article), 0.0)

    return rival
