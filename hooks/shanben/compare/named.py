"""Articles that name others (违反本法第十二条规定的): two are sooner one where what they name became one another.

Rules on penalties say much the same of everything; which rule each is the penalty of, the article it names tells.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence

from shanben.compare.said import Score

AGREED = 1.2
"""How much more two articles are alike that name the same."""
APART = 0.5
"""What is left of their likeness where nothing that one names became anything the other names."""
SURE = 0.99
"""The most that naming the same makes of a likeness; equal words alone make 1."""

_ARTICLE = re.compile(r"(?<![》〉])第[零〇一二三四五六七八九十百千\d]+[条條](?:之[一二三四五六七八九十]+)?")
"""An article of the same work; one that follows a title in its brackets is of another."""

Named = Sequence[frozenset[int]]
"""The articles that each article names, by their places."""


def named_articles(numbers: Sequence[str], words: Sequence[str]) -> Named:
    """Which of the articles with these numbers, as printed, the words of each name."""
    places = {"".join(number.split()): place for place, number in enumerate(numbers)}
    return [frozenset(places[name] for name in _ARTICLE.findall(text) if name in places) for text in words]


def by_what_they_name(
    scores: Score, links: Iterable[tuple[tuple[int, ...], tuple[int, ...]]], before: Named, after: Named
) -> Score:
    """The likenesses, with those raised that name articles which are linked, and those lowered that name others."""
    became: defaultdict[int, set[int]] = defaultdict(set)
    for olds, news in links:
        for old in olds:
            became[old].update(news)
    told = {old: set().union(*(became[one] for one in names if one in became)) for old, names in enumerate(before)}

    def judged(old: int, new: int, score: float) -> float:
        if not told[old] or not after[new]:
            return score
        return min(score * AGREED, max(score, SURE)) if told[old] & after[new] else score * APART

    return {(old, new): judged(old, new, score) for (old, new), score in scores.items()}
