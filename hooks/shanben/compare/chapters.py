"""Chapters that became one another: two articles are sooner one where theirs did than where they did not.

What is said at recruiting is said again of posts, of leave, of the reserve; a reader tells such rules apart by the
chapter they stand in. A chapter became another one if articles of it did, or if it is still called so.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from shanben.compare.said import Score

STRANGE = 0.7
"""What is left of the likeness of two articles whose chapters have nothing to do with each other."""
KNOWN = 2
"""Articles of a chapter that must have become others for it to be known what became of it."""

_OF_ALL = frozenset("总则 總則 通则 通則 附则 附則 一般规定 一般規定 其他规定 其他規定".split())
"""Chapters of what holds for all others: rules go there and come from there from and to anywhere."""
_NUMBER = re.compile(r"^第[零〇一二三四五六七八九十百千\d]+[编編章节節][\s\u3000]*|\s+")


def by_their_chapters(
    scores: Score,
    links: Iterable[tuple[tuple[int, ...], tuple[int, ...]]],
    before: Sequence[Sequence[str]],
    after: Sequence[Sequence[str]],
) -> Score:
    """The likenesses, lowered where the headings above two articles stand over what became something else."""
    olds, news = ([_chapter(path) for path in side] for side in (before, after))
    became = Counter((olds[one], news[other]) for ones, others in links for one in ones for other in others)
    known = Counter(old for old, _ in became.elements())

    def strange(old: str, new: str) -> bool:
        return (
            bool(old and new)
            and not {old, new} & _OF_ALL
            and old != new
            and known[old] >= KNOWN
            and not became[old, new]
        )

    return {
        (old, new): score * STRANGE if strange(olds[old], news[new]) else score for (old, new), score in scores.items()
    }


def _chapter(path: Sequence[str]) -> str:
    """The heading right above an article without its number, which shifts; none above all others."""
    return _NUMBER.sub("", path[-1]) if path else ""
