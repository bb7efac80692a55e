"""Which article of one version of a work became which of another: renumbered, moved, split, merged, new, gone.

Articles are paired by what they say, not by their numbers, and what is said everywhere counts for little: pairs of
neighbouring characters weigh the more, the fewer articles hold them. First come those that are much alike wherever
they stand; then what stands at the same place between paired ones and still says something of the same; then those of
which each is the other's only like. At last an article that is alone was split off from another, or merged into it,
where it says what the other has lost, or is much alike it although that has a partner.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import log

from shanben.compare.align import pairs

MUCH_ALIKE = 0.6
"""From this likeness (0 to 1) two articles are one before any other is looked at."""
ALIKE = 0.4
"""From this likeness two articles are one wherever they stand, if neither has a partner at its place."""
IN_PLACE = 0.2
"""The likeness that is enough at the same place between paired articles."""
ONLY = 0.22
"""The likeness that is enough for two articles without partners, each far more like the other than like any."""
FAR = 1.3
"""How many times as much alike as the next best they must be."""
HELD = 0.95
"""How much less an article counts as one with another that holds it whole than with one that is its like."""
LOST = 0.55
"""Share of an article's weight that another must have lost for the one to be split off from the other."""
LOST_BESIDE = 0.35
"""The share that is enough right beside an article it is split off from."""
NEAR = 2
"""How many places away an article still stands beside another."""
LOST_ONLY = 0.3
"""The share that is enough where no other article has lost half as much of it."""
MOST_LOST = 0.6
"""From this share of what an article has lost, it is most of it."""
LOST_MOST = 0.2
"""The share that is enough where it is most of what the other has lost, too."""
SHORTEST = 12
"""Pairs of characters from which an article that is split off tells where it came from."""
TELLING = 12
"""Pairs of characters from which an article that another holds whole counts as its like."""
HALF = 30
"""Pairs of characters from which an article can be half of one that has a partner already."""
COMMON = 40
"""A pair of characters in more articles than this tells nothing about which became which."""
WIDEST = 150
"""Articles of a gap that are compared in order with as many on the other side."""


@dataclass(frozen=True, slots=True)
class Article:
    """An article, or another smallest division of a work: where it stands, its number as printed, and what it says.

    ``path`` are the headings above it, ``words`` its text without the number, paragraphs on lines of their own.
    """

    anchor: str
    number: str
    heading: str
    words: str
    path: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Pair:
    """Articles that are one, by their places: several on one side are split or merged, none is new or gone."""

    before: tuple[int, ...]
    after: tuple[int, ...]
    moved: bool = False


_Link = tuple[tuple[int, ...], tuple[int, ...]]
_Score = Mapping[tuple[int, int], float]


def pair_articles(before: Sequence[Article], after: Sequence[Article]) -> tuple[Pair, ...]:
    """The pairs of two versions in the order of the later one; what is gone stands where it stood."""
    said = _Said(before, after)
    links = list(_equal(before, after))
    for least in (MUCH_ALIKE, ALIKE):
        links += _best(links, said.scores, least, len(before), len(after))
        links += _in_place(links, said.scores, len(before), len(after))
    links += _only(links, said.scores, len(before), len(after))
    links = _doubled(links, said.scores, said.new)
    links = _with_parts(links, said.old, said.new, said.weights)
    back = {(new, old): score for (old, new), score in said.scores.items()}
    turned = _doubled(_turned(links), back, said.old)
    turned = _with_parts(turned, said.new, said.old, said.weights)
    return _ordered(_turned(turned), len(before), len(after))


def _turned(links: Iterable[_Link]) -> list[_Link]:
    """The links as they are on the way back."""
    return [(new, old) for old, new in links]


class _Said:
    """What the articles say, weighed."""

    def __init__(self, before: Sequence[Article], after: Sequence[Article]) -> None:
        self.old = [pairs(article.heading + article.words) for article in before]
        self.new = [pairs(article.heading + article.words) for article in after]
        spread = Counter(pair for bag in (*self.old, *self.new) for pair in bag)
        count = len(self.old) + len(self.new)
        self.weights = {pair: log(1 + count / held) for pair, held in spread.items()}
        self.scores = self._scores()

    def _scores(self) -> dict[tuple[int, int], float]:
        """How alike any two articles are: what they share of both, or of one that the other holds."""
        holders = _holders(self.new)
        shared: defaultdict[tuple[int, int], float] = defaultdict(float)
        for old, bag in enumerate(self.old):
            for pair, times in bag.items():
                found = holders.get(pair, ())
                if len(found) <= COMMON:
                    for new, others in found:
                        shared[old, new] += min(times, others) * self.weights[pair]
        sizes = [[_weight(bag, self.weights) for bag in bags] for bags in (self.old, self.new)]
        scores = {}
        for (old, new), common in shared.items():
            one, other = sizes[0][old], sizes[1][new]
            score = 2 * common / (one + other)
            if min(self.old[old].total(), self.new[new].total()) >= TELLING:
                score = max(score, HELD * common / min(one, other) - (1 - HELD))
            scores[old, new] = score
        return scores


def _holders(bags: Sequence[Counter[str]]) -> Mapping[str, list[tuple[int, int]]]:
    """Which articles hold each pair of characters, and how often."""
    holders: defaultdict[str, list[tuple[int, int]]] = defaultdict(list)
    for index, bag in enumerate(bags):
        for pair, times in bag.items():
            holders[pair].append((index, times))
    return holders


def _weight(bag: Counter[str], weights: Mapping[str, float]) -> float:
    return sum(times * weights[pair] for pair, times in bag.items()) or 1.0


def _equal(before: Sequence[Article], after: Sequence[Article]) -> Iterator[_Link]:
    """Articles that say the same, in their order; numbers, which shift, are left out."""
    places: defaultdict[tuple[str, str], list[int]] = defaultdict(list)
    for index, article in enumerate(after):
        places[article.heading, article.words].append(index)
    for index, article in enumerate(before):
        same = places.get((article.heading, article.words))
        if same:
            yield (index,), (same.pop(0),)


def _free(links: Iterable[_Link], old_count: int, new_count: int) -> tuple[set[int], set[int]]:
    """The articles that stand in no link."""
    listed = list(links)
    return (
        set(range(old_count)).difference(index for old, _ in listed for index in old),
        set(range(new_count)).difference(index for _, new in listed for index in new),
    )


def _best(links: Sequence[_Link], scores: _Score, least: float, old_count: int, new_count: int) -> list[_Link]:
    """Free articles that are alike, the most alike first; of equals those whose places are nearest."""
    olds, news = _free(links, old_count, new_count)
    found: list[_Link] = []
    for score, _, old, new in sorted((-score, abs(old - new), old, new) for (old, new), score in scores.items()):
        if -score < least:
            break
        if old in olds and new in news:
            olds.discard(old)
            news.discard(new)
            found.append(((old,), (new,)))
    return found


def _chain(links: Iterable[_Link]) -> list[_Link]:
    """The links that stand in one order in both versions: the longest such chain."""
    ordered = sorted(links)
    tails: list[int] = []
    ends: list[int] = []
    previous: list[int] = []
    for index, (_, new) in enumerate(ordered):
        at = bisect_left(tails, new[0])
        previous.append(ends[at - 1] if at else -1)
        tails[at : at + 1] = [new[0]]
        ends[at : at + 1] = [index]
    chain: list[_Link] = []
    index = ends[-1] if ends else -1
    while index >= 0:
        chain.append(ordered[index])
        index = previous[index]
    return chain[::-1]


def _in_place(links: Sequence[_Link], scores: _Score, old_count: int, new_count: int) -> Iterator[_Link]:
    """Free articles between two paired ones that are alike enough for being at the same place."""
    old_free, new_free = _free(links, old_count, new_count)
    last_old = last_new = -1
    for old, new in [*_chain(links), ((old_count,), (new_count,))]:
        olds = [index for index in range(last_old + 1, old[0]) if index in old_free]
        news = [index for index in range(last_new + 1, new[0]) if index in new_free]
        if olds and news and max(len(olds), len(news)) <= WIDEST:
            yield from _best_order(olds, news, scores)
        last_old, last_new = max(old), max(new)


def _best_order(olds: Sequence[int], news: Sequence[int], scores: _Score) -> Iterator[_Link]:
    """The pairs of two runs, crossing nowhere, that have most in common (Needleman and Wunsch)."""
    total = [[0.0] * (len(news) + 1) for _ in range(len(olds) + 1)]

    def score(i: int, j: int) -> float:
        likeness = scores.get((olds[i], news[j]), 0.0)
        return likeness if likeness >= IN_PLACE else 0.0

    for i in range(len(olds) - 1, -1, -1):
        for j in range(len(news) - 1, -1, -1):
            total[i][j] = max(total[i + 1][j], total[i][j + 1], score(i, j) + total[i + 1][j + 1])
    i = j = 0
    while i < len(olds) and j < len(news):
        if score(i, j) and total[i][j] == score(i, j) + total[i + 1][j + 1]:
            yield (olds[i],), (news[j],)
            i, j = i + 1, j + 1
        elif total[i][j] == total[i + 1][j]:
            i += 1
        else:
            j += 1


def _only(links: Sequence[_Link], scores: _Score, old_count: int, new_count: int) -> list[_Link]:
    """Free articles of which each is the other's only like, however much was written anew."""
    olds, news = _free(links, old_count, new_count)
    ranked: defaultdict[tuple[bool, int], list[float]] = defaultdict(list)
    for (old, new), score in scores.items():
        ranked[False, old].append(score)
        ranked[True, new].append(score)
    next_best = {key: sorted(found)[-2] if len(found) > 1 else 0.0 for key, found in ranked.items()}
    return [
        ((old,), (new,))
        for (old, new), score in scores.items()
        if score >= ONLY and old in olds and new in news
        if score >= FAR * max(next_best[False, old], next_best[True, new])
    ]


def _doubled(links: Sequence[_Link], scores: _Score, parts: Sequence[Counter[str]]) -> list[_Link]:
    """The links, with free articles of the second side added that are much alike one that has a partner."""
    found = list(links)
    _, free = _free(links, 0, len(parts))
    home = {old[0]: index for index, (old, _) in enumerate(links) if len(old) == 1}
    likes: defaultdict[int, list[tuple[float, int]]] = defaultdict(list)
    for (old, new), score in scores.items():
        if new in free and parts[new].total() >= HALF:
            likes[new].append((score, old))
    for new in sorted(likes):
        (score, old), (next_best, _) = sorted([*likes[new], (0.0, -1)], reverse=True)[:2]
        if score >= MUCH_ALIKE and score >= FAR * next_best and old in home:
            found[home[old]] = (old,), tuple(sorted((*found[home[old]][1], new)))
    return found


def _with_parts(
    links: Sequence[_Link], wholes: Sequence[Counter[str]], parts: Sequence[Counter[str]], weights: Mapping[str, float]
) -> list[_Link]:
    """The links, with free articles of the second side added where they say what the first side's has lost."""
    found = list(links)
    _, free = _free(links, 0, len(parts))
    lost: dict[int, Counter[str]] = {}
    for index, (old, new) in enumerate(links):
        if len(old) == 1:
            rest = wholes[old[0]].copy()
            for one in new:
                rest.subtract(parts[one])
            lost[index] = +rest
    for part in sorted(free):
        home = _lost_by(part, parts[part], lost, found, weights) if parts[part].total() >= SHORTEST else None
        if home is not None:
            old, new = found[home]
            found[home] = old, tuple(sorted((*new, part)))
            lost[home] = lost[home] - parts[part]
    return found


def _lost_by(
    part: int, bag: Counter[str], lost: Mapping[int, Counter[str]], links: Sequence[_Link], weights: Mapping[str, float]
) -> int | None:
    """The link whose first side has lost what a free article of the second says."""
    size = _weight(bag, weights)
    shared = {index: _weight(rest & bag, weights) for index, rest in lost.items() if rest.total() >= SHORTEST}
    ranked = sorted(((common / size, index) for index, common in shared.items()), reverse=True)
    next_best = ranked[1][0] if len(ranked) > 1 else 0.0
    for share, index in ranked:
        beside = any(abs(part - one) <= NEAR for one in links[index][1])
        if share >= 2 * next_best:
            most = shared[index] >= MOST_LOST * _weight(lost[index], weights)
            least = LOST_MOST if most else LOST_ONLY
        else:
            least = LOST_BESIDE if beside else LOST
        if share >= least:
            return index
    return None


def _ordered(links: Sequence[_Link], old_count: int, new_count: int) -> tuple[Pair, ...]:
    """All links as pairs, with what is new and what is gone, in reading order."""
    kept = set(_chain(links))
    old_free, new_free = _free(links, old_count, new_count)
    rows = [Pair(old, new, (old, new) not in kept) for old, new in links]
    rows += [Pair((), (index,)) for index in new_free]
    follows = {index: max(new) for old, new in kept for index in old}
    after: dict[int, int] = {}
    last = -1
    for index in range(old_count):
        last = follows.get(index, last)
        after[index] = last
    rows += [Pair((index,), ()) for index in old_free]

    def rank(row: Pair) -> tuple[float, int]:
        return (row.after[0], -1) if row.after else (after[row.before[0]] + 0.5, row.before[0])

    return tuple(sorted(rows, key=rank))
