"""Sentences that went from one article to another: runs of characters that stand in one article of either version only.

An article that is alone, and took or gave a sentence so, is a part of the one it took it from or gave it to, though the
rest of both says other things.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

RUN = 8
"""Characters of a run that tells where it came from."""
SENTENCE = 9
"""Runs, each beginning a character after the one before, that make a sentence: 16 characters."""
_UNSAID = re.compile(r"[^\w]+|[第零〇一二三四五六七八九十百千\d]+[条條款项項]")
"""What does not count: marks, and the numbers of articles, which shift."""

Link = tuple[tuple[int, ...], tuple[int, ...]]


def lent_runs(before: Sequence[str], after: Sequence[str]) -> Mapping[tuple[int, int], int]:
    """How many runs of an article of the earlier version one of the later holds that stand in no other of either."""
    olds, news = _only_places(before), _only_places(after)
    return Counter((place, news[run]) for run, place in olds.items() if run in news)


def with_lent(links: Iterable[Link], lent: Mapping[tuple[int, int], int]) -> list[Link]:
    """The links, with articles that are alone added where most of their lent runs came from or went to."""
    found = list(links)
    held = {(False, old): index for index, link in enumerate(found) for old in link[0]}
    held |= {(True, new): index for index, link in enumerate(found) for new in link[1]}
    wanted: defaultdict[tuple[bool, int], list[tuple[int, int]]] = defaultdict(list)
    for (old, new), runs in lent.items():
        if ((False, old) in held) != ((True, new) in held) and runs >= SENTENCE:
            alone, other = ((True, new), (False, old)) if (False, old) in held else ((False, old), (True, new))
            wanted[alone].append((-runs, held[other]))
    for (later, one), homes in sorted(wanted.items()):
        index = min(homes)[1]
        olds, news = found[index]
        if later and len(olds) == 1:
            found[index] = olds, tuple(sorted((*news, one)))
        elif not later and len(news) == 1:
            found[index] = tuple(sorted((*olds, one))), news
    return found


def _only_places(texts: Sequence[str]) -> Mapping[str, int]:
    """Runs that one text alone holds, and which text it is."""
    places: dict[str, int] = {}
    for place, text in enumerate(texts):
        said = _UNSAID.sub("", text)
        for at in range(len(said) - RUN + 1):
            run = said[at : at + RUN]
            if places.setdefault(run, place) != place:
                places[run] = -1
    return {run: place for run, place in places.items() if place >= 0}
