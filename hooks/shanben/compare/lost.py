"""What an article lost: only that can have gone to a part of it.

An article is split into several, or merged of several, only where each of them says something of it that the others do
not. One that only repeats what its sister says is another rule in the same words, not a half. Where a half is much like
the whole, a word is enough: a rule on two kinds of boats may become two rules, one for each.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from shanben.compare.lent import Link
from shanben.compare.said import Score

LEAST = 2.0
"""What a part must say that no other part says, counted in the weightiest pairs of characters of either version."""
MUCH_ALIKE = 0.55
"""From this likeness to the whole (0 to 1) anything that no other part says is enough."""


def only_of_what_was_lost(
    links: Iterable[Link],
    wholes: Sequence[Counter[str]],
    parts: Sequence[Counter[str]],
    scores: Score,
    weights: Mapping[str, float],
) -> Iterator[Link]:
    """The links, of whose parts those are left out, the least like first, that say only what the others say too."""
    least = LEAST * max(weights.values(), default=0.0)
    for old, new in links:
        kept = list(new)
        while len(old) == 1 and len(kept) > 1:
            like = {one: scores.get((old[0], one), 0.0) for one in kept}
            own = {one: _said_by_none_else(one, kept, wholes[old[0]], parts, weights) for one in kept}
            again = [one for one in kept if own[one] < least and (not own[one] or like[one] < MUCH_ALIKE)]
            if not again:
                break
            kept.remove(min(again, key=lambda one: like[one]))
        yield old, tuple(kept)


def _said_by_none_else(
    part: int, kept: Sequence[int], whole: Counter[str], parts: Sequence[Counter[str]], weights: Mapping[str, float]
) -> float:
    """What a part and the whole weigh in common that no other part says."""
    rest = whole.copy()
    for other in kept:
        if other != part:
            rest.subtract(parts[other])
    return sum(times * weights[pair] for pair, times in (+rest & parts[part]).items())
