"""What the articles of two versions say, and how alike any two of them are.

Pairs of neighbouring characters weigh the more, the fewer articles hold them: log(1 + articles / holders). Two articles
are alike by what they share of both (Dice's coefficient, weighed), or by what they share of the smaller one, so that an
article which another holds whole is found; the less the smaller one says, the less that counts, for a few common words
stand in many an article. What stands in every statute (责令限期改正) tells less than what this one says.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from math import log

from shanben.compare.align import pairs

HELD = 0.95
"""How much less an article counts as one with another that holds it whole than with one that is its like."""
TELLING = 12
"""Pairs of characters from which an article that another holds whole counts as its like."""
ENOUGH = 20.0
"""The shared weight at which half of that counts: about five pairs of characters that few articles hold."""
COMMON = 40
"""A pair of characters in more articles than this tells nothing about which became which."""
STOCK_WEIGHT = 0.5
"""How much of its weight a pair of characters keeps that a stock phrase holds."""

_STOCK = (
    "违反本法规定 违反本条例规定 有下列行为之一的 有下列情形之一的 由县级以上人民政府主管部门责令改正 责令限期改正"
    " 给予警告 可以并处 处以罚款 以上以下罚款 逾期不改正的 逾期未改正的 拒不改正的 责令停产停业整顿 没收违法所得"
    " 情节严重的 造成严重后果的 吊销许可证 构成犯罪的 依法追究刑事责任 尚不构成犯罪的 依法给予行政处分 依法承担民事责任"
    " 直接负责的主管人员和其他直接责任人员 构成违反治安管理行为的 依法给予治安管理处罚 法律行政法规另有规定的"
    " 依照有关法律行政法规的规定 按照国家有关规定 从其规定 县级以上地方人民政府 国务院有关部门 任何单位和个人不得"
    " 工作人员玩忽职守滥用职权徇私舞弊 应当 或者 以及 予以 其他 负有责任的领导人员 依法给予处分 由有关部门责令改正"
    " 由上级机关 给予批评教育 按照章程规定 国家鼓励和支持"
    " 给他人造成损失的 造成人身财产损害的 依法承担赔偿责任 构成违反治安管理行为的 由公安机关"
    " 違反本法規定 處新臺幣元以上元以下罰鍰 並得按次處罰 限期改善 屆期未改善者 主管機關"
)
"""Phrases of penalties, duties and offices that any statute is written with, simplified and as in Taiwan."""
STOCK = frozenset(phrase[at : at + 2] for phrase in _STOCK.split() for at in range(len(phrase) - 1))

Score = Mapping[tuple[int, int], float]
"""How alike (0 to 1) an article of the earlier version and one of the later are, by their places."""


class Said:
    """What the articles say: ``old`` and ``new`` as bags of pairs, the ``weights`` of pairs, the ``scores``."""

    def __init__(self, before: Sequence[str], after: Sequence[str]) -> None:
        self.old = [pairs(text) for text in before]
        self.new = [pairs(text) for text in after]
        spread = Counter(pair for bag in (*self.old, *self.new) for pair in bag)
        count = len(self.old) + len(self.new)
        self.weights = {
            pair: log(1 + count / held) * (STOCK_WEIGHT if pair in STOCK else 1) for pair, held in spread.items()
        }
        self.scores = self._scores()

    def _scores(self) -> Score:
        holders = _holders(self.new)
        shared: defaultdict[tuple[int, int], float] = defaultdict(float)
        for old, bag in enumerate(self.old):
            for pair, times in bag.items():
                found = holders.get(pair, ())
                if len(found) <= COMMON:
                    for new, others in found:
                        shared[old, new] += min(times, others) * self.weights[pair]
        olds, news = ([weight(bag, self.weights) for bag in bags] for bags in (self.old, self.new))
        scores = {}
        for (old, new), common in shared.items():
            score = 2 * common / (olds[old] + news[new])
            if min(self.old[old].total(), self.new[new].total()) >= TELLING:
                held = HELD * common / min(olds[old], news[new]) - (1 - HELD)
                score = max(score, held * common / (common + ENOUGH))
            scores[old, new] = score
        return scores


def _holders(bags: Sequence[Counter[str]]) -> Mapping[str, list[tuple[int, int]]]:
    """Which articles hold each pair of characters, and how often."""
    holders: defaultdict[str, list[tuple[int, int]]] = defaultdict(list)
    for index, bag in enumerate(bags):
        for pair, times in bag.items():
            holders[pair].append((index, times))
    return holders


def weight(bag: Counter[str], weights: Mapping[str, float]) -> float:
    """What a bag of pairs weighs; never nothing, for it is divided by."""
    return sum(times * weights[pair] for pair, times in bag.items()) or 1.0
