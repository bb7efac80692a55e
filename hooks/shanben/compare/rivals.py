"""What two articles have in common that tells nothing of which became which, as another is far more like one of them.

An article that was split off from one which lives on says what that one said, word for word, though it is not its
partner; and a penalty repeats the words of the duty that it is for.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from shanben.compare.said import Score

HALF_OF = 0.55
"""From this likeness an article is half of one that has a partner already."""
FAR_MORE = 2.0
"""How many times as much alike it is then than to any that it could be one with."""
OTHER_KIND = 0.6
"""What is left of the likeness of a penalty and a rule without one."""

_PENAL = re.compile(
    "罚款|罰鍰|罰金|徒刑|处罚|處罰|查处|查處|警告|没收|沒收|吊销|吊銷|撤销[^。；]{0,8}(?:登记|许可)|追究[^。；]{0,16}责任"
    "|给予[^。；，]{0,12}处分|依法处分"
)


def without_halves(scores: Score, links: Iterable[tuple[tuple[int, ...], tuple[int, ...]]]) -> Score:
    """The likenesses, without those of articles that are halves of others which have partners already."""
    listed = list(links)
    olds, news = ({one for link in listed for one in link[side]} for side in (0, 1))
    of_old: dict[int, float] = {}
    of_new: dict[int, float] = {}
    for (old, new), score in scores.items():
        if score >= HALF_OF:
            if old in olds and new not in news:
                of_new[new] = max(of_new.get(new, 0.0), score)
            if new in news and old not in olds:
                of_old[old] = max(of_old.get(old, 0.0), score)
    return {
        (old, new): score
        for (old, new), score in scores.items()
        if old in olds or new in news or FAR_MORE * score > max(of_old.get(old, 0.0), of_new.get(new, 0.0))
    }


def by_their_kind(scores: Score, before: Sequence[str], after: Sequence[str]) -> Score:
    """The likenesses, lowered where one article is a penalty and the other is not."""
    penal = [[bool(_PENAL.search(words)) for words in side] for side in (before, after)]
    return {
        (old, new): score if penal[0][old] == penal[1][new] else score * OTHER_KIND
        for (old, new), score in scores.items()
    }
