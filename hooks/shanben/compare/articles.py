"""Which article of one version of a work became which of another: renumbered, moved, split, merged, new, gone.

Articles are paired by what they say, not by their numbers, and what is said everywhere counts for little. First come
those that are much alike wherever they stand; then what stands at the same place between paired ones and still says
something of the same; then those that are far more like each other than either is like any other, sooner where they
stand as their neighbours do, or in a chapter that theirs became. Articles that name others are judged by what became of
these, too, and a penalty is less like a rule than like a penalty. At last an article that is alone was split off from
another, or merged into it, where it says what the other has lost, is much alike it although that has a partner, or took
a sentence of it over, in other words, or says words that nobody else says; but only where no other part says the same.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from shanben.compare.chapters import by_their_chapters
from shanben.compare.exclusive import with_exclusive
from shanben.compare.lent import lent_runs, with_lent
from shanben.compare.lost import only_of_what_was_lost
from shanben.compare.named import by_what_they_name, named_articles
from shanben.compare.rivals import by_their_kind, without_halves
from shanben.compare.said import STOCK, Said, Score, weight
from shanben.compare.sentences import passed_on, taken_over, with_sentences

MUCH_ALIKE = 0.6
"""From this likeness (0 to 1) two articles are one before any other is looked at."""
ALIKE = 0.4
"""From this likeness two articles are one wherever they stand, if neither has a partner at its place."""
IN_PLACE = 0.2
"""The likeness that is enough at the same place between paired articles."""
FAR = 1.3
"""How many times as much alike as the next best two articles must be for one of them to be doubled."""
STRANGER = 0.85
"""What likeness counts of two articles that stand in chapters of which neither became the other."""
LIKELY = 0.12
"""The least likeness of two articles that are one because they are far more alike than either is like any other."""
MOST_FAR = 3.0
"""How many times as much alike as the next best counts; more tells nothing more."""
NEAREST = 2.0
"""How much more two articles are alike that also stand where their neighbours went."""
TAKEN = 0.6
"""What likeness to an article counts that has a partner more like it."""
EVIDENT = 0.25
"""From this likeness, times how far it is above the next best, two articles without partners are one."""
DOUBLED = 0.55
"""From this likeness an article is half of one that has a partner already."""
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
OF_ITS_OWN = 6
"""Pairs of characters beside stock phrases from which an article can be a part of another."""
SHORTEST = 12
"""Pairs of characters from which an article that is split off tells where it came from."""
HALF = 30
"""Pairs of characters from which an article can be half of one that has a partner already."""
WIDEST = 150
"""Articles of a gap that are compared in order with as many on the other side."""


@dataclass(frozen=True, slots=True)
class Article:
    """An article, or another smallest division of a work: where it stands, its number as printed, and what it says.

    ``path`` are the headings above it, ``words`` its text without the number, paragraphs on lines of their own, and
    ``english`` what readers of English call it, where there is a translation or a rule for it.
    """

    anchor: str
    number: str
    heading: str
    words: str
    path: tuple[str, ...] = ()
    english: str = ""


@dataclass(frozen=True, slots=True)
class Pair:
    """Articles that are one, by their places: several on one side are split or merged, none is new or gone.

    ``took`` are articles of the earlier version in other pairs, of which these say a good part of their words.
    """

    before: tuple[int, ...]
    after: tuple[int, ...]
    moved: bool = False
    took: tuple[int, ...] = ()


_Link = tuple[tuple[int, ...], tuple[int, ...]]


def pair_articles(before: Sequence[Article], after: Sequence[Article]) -> tuple[Pair, ...]:
    """The pairs of two versions in the order of the later one; what is gone stands where it stood."""
    said = Said(*([one.heading + one.words for one in side] for side in (before, after)))
    likely = _of_one_kind(said.scores, said, before, after)
    likely = by_their_kind(likely, *([one.words for one in side] for side in (before, after)))
    names = [named_articles([one.number for one in side], [one.words for one in side]) for side in (before, after)]
    counts = len(before), len(after)
    links = list(_equal(before, after))
    links += _best(links, likely, MUCH_ALIKE, *counts)
    scores = by_what_they_name(likely, links, *names)
    links += _in_place(links, without_halves(scores, links), *counts)
    links += _best(links, without_halves(scores, links), ALIKE, *counts)
    links += _in_place(links, without_halves(scores, links), *counts)
    scores = by_what_they_name(likely, links, *names)
    at_home = by_their_chapters(scores, links, *([one.path for one in side] for side in (before, after)))
    links += _likely(links, scores, at_home, *counts)
    olds, news = _of_articles(said.old, before), _of_articles(said.new, after)
    links = _doubled(links, scores, news)
    links = _with_parts(links, olds, news, said.weights)
    back = {(new, old): score for (old, new), score in scores.items()}
    turned = _doubled(_turned(links), back, olds)
    turned = _with_parts(turned, news, olds, said.weights)
    texts = [
        [f"{one.heading}\n{one.words}" if bag else "" for bag, one in zip(bags, side, strict=True)]
        for bags, side in ((olds, before), (news, after))
    ]
    links = with_lent(_turned(turned), lent_runs(*texts))
    taken = taken_over(texts[0], texts[1], said.weights)
    links = with_sentences(links, taken)
    links = with_exclusive(links, olds, news, at_home)
    links = list(only_of_what_was_lost(links, said.old, said.new, scores, said.weights))
    passed = passed_on(links, taken)
    return tuple(
        replace(pair, took=tuple(sorted({old for new in pair.after for old in passed.get(new, ())})))
        for pair in _ordered(links, *counts)
    )


def _of_one_kind(scores: Score, said: Said, before: Sequence[Article], after: Sequence[Article]) -> Score:
    """The likenesses, without those of two that are not of a kind: an article and a part without a number, where both
    versions have articles, or what says something of its own and what is said everywhere.
    """
    numbered = all(any(one.number for one in side) for side in (before, after))
    kinds = [
        [(numbered and bool(one.number), _of_its_own(bag)) for bag, one in zip(bags, side, strict=True)]
        for bags, side in ((said.old, before), (said.new, after))
    ]
    return {
        (old, new): score
        for (old, new), score in scores.items()
        if kinds[0][old] == kinds[1][new] or score >= MUCH_ALIKE
    }


def _of_articles(bags: Sequence[Counter[str]], side: Sequence[Article]) -> Sequence[Counter[str]]:
    """What may be a part of an article: nothing of what has no number, where others have one, or is said everywhere."""
    numbered = any(one.number for one in side)
    return [
        bag if (one.number or not numbered) and _of_its_own(bag) else Counter()
        for bag, one in zip(bags, side, strict=True)
    ]


def _of_its_own(bag: Counter[str]) -> bool:
    """Whether an article says anything but what statutes say everywhere (违反本法规定，构成犯罪的…)."""
    return sum(times for pair, times in bag.items() if pair.isalnum() and pair not in STOCK) >= OF_ITS_OWN


def _turned(links: Iterable[_Link]) -> list[_Link]:
    """The links as they are on the way back."""
    return [(new, old) for old, new in links]


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


def _best(links: Sequence[_Link], scores: Score, least: float, old_count: int, new_count: int) -> list[_Link]:
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


def _in_place(links: Sequence[_Link], scores: Score, old_count: int, new_count: int) -> Iterator[_Link]:
    """Free articles between two paired ones that are alike enough for being at the same place."""
    old_free, new_free = _free(links, old_count, new_count)
    last_old = last_new = -1
    for old, new in [*_chain(links), ((old_count,), (new_count,))]:
        olds = [index for index in range(last_old + 1, old[0]) if index in old_free]
        news = [index for index in range(last_new + 1, new[0]) if index in new_free]
        if olds and news and max(len(olds), len(news)) <= WIDEST:
            yield from _best_order(olds, news, scores)
        last_old, last_new = max(old), max(new)


def _best_order(olds: Sequence[int], news: Sequence[int], scores: Score) -> Iterator[_Link]:
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


def _likely(links: Sequence[_Link], scores: Score, rivals: Score, old_count: int, new_count: int) -> list[_Link]:
    """Free articles that are far more like each other than either is like any other, however much was written anew.

    ``rivals`` are the likenesses with less for articles of strange chapters: against such ones a pair at home holds.
    """
    olds, news = _free(links, old_count, new_count)
    next_best = _next_best(links, scores), _next_best(links, rivals)
    chain = _chain(links)
    evident = []
    for (old, new), score in scores.items():
        if score >= LIKELY and old in olds and new in news:
            at_home = rivals[old, new] == score
            score *= 1.0 if at_home else STRANGER
            far = min(score / max(next_best[at_home](old, new), LIKELY / MOST_FAR), MOST_FAR)
            evidence = score * far * (NEAREST if _stands_near(chain, old, new, new_count) else 1.0)
            if far > 1 and evidence >= EVIDENT:
                evident.append((-evidence, old, new))
    found: list[_Link] = []
    for _, old, new in sorted(evident):
        if old in olds and new in news:
            olds.discard(old)
            news.discard(new)
            found.append(((old,), (new,)))
    return found


def _next_best(links: Sequence[_Link], scores: Score) -> Callable[[int, int], float]:
    """How alike one of two articles is to any but the other; what has a partner that is more like it counts less."""
    partners = {(False, old[0]): new[0] for old, new in links} | {(True, new[0]): old[0] for old, new in links}
    rivals: defaultdict[tuple[bool, int], list[tuple[float, int]]] = defaultdict(list)
    for (old, new), score in scores.items():
        of_old, of_new = partners.get((False, old), -1), partners.get((True, new), -1)
        rivals[False, old].append((score * (TAKEN if scores.get((of_new, new), 0) > score else 1), new))
        rivals[True, new].append((score * (TAKEN if scores.get((old, of_old), 0) > score else 1), old))
    best = {key: sorted(found, reverse=True)[:2] for key, found in rivals.items()}

    def next_best(old: int, new: int) -> float:
        others = (score for score, one in best[False, old] if one != new)
        return max(*others, *(score for score, one in best[True, new] if one != old), 0.0, 0.0)

    return next_best


def _stands_near(chain: Sequence[_Link], old: int, new: int, new_count: int) -> bool:
    """Whether an article stands between the partners of its neighbours that kept their order, or right beside."""
    at = bisect_left(chain, old, key=lambda link: link[0][0])
    first = chain[at - 1][1][0] if at else -1
    last = chain[at][1][0] if at < len(chain) else new_count
    return first - NEAR <= new <= last + NEAR


def _doubled(links: Sequence[_Link], scores: Score, parts: Sequence[Counter[str]]) -> list[_Link]:
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
        if score >= DOUBLED and score >= FAR * next_best and old in home:
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
    size = weight(bag, weights)
    shared = {index: weight(rest & bag, weights) for index, rest in lost.items() if rest.total() >= SHORTEST}
    ranked = sorted(((common / size, index) for index, common in shared.items()), reverse=True)
    next_best = ranked[1][0] if len(ranked) > 1 else 0.0
    for share, index in ranked:
        beside = any(abs(part - one) <= NEAR for one in links[index][1])
        if share >= 2 * next_best:
            most = shared[index] >= MOST_LOST * weight(lost[index], weights)
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
