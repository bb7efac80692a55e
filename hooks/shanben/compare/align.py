"""Which passage of one library became which of another: by content first, so that an address may change.

The cost grows with the text that differs, never with the product of two libraries: equal passages meet in a table, and
unequal ones of the same work only where they share a rare pair of characters.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from shanben.compare.cells import Standing, paired_cells

SIMILAR = 0.5
"""From this share of common pairs of characters (Dice) two passages count as one that was re-worded."""
KEPT_ADDRESS = 0.25
"""Enough where the address is the same as well."""
CONTAINED = 0.75
"""Share of a part's pairs that the whole must hold for the part to come from it."""
COMMON = 12
"""A pair of characters that stands in more passages of a work tells nothing about which became which."""
CANDIDATES = 4
"""Partners of a passage that are looked at closely: those that share at least a third of what the foremost shares."""
DISTINCTIVE = 16
"""From this many characters equal words in two works are a move, not a coincidence."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A block of text. ``group`` is equal in both libraries for one work; ``order`` counts blocks in reading order."""

    group: Hashable
    id: str
    text: str
    order: int
    cell: Standing | None = None


@dataclass(frozen=True, slots=True)
class Link:
    """Passages that are the same, by their places in the two sequences; two or more on one side: split or joined."""

    before: tuple[int, ...]
    after: tuple[int, ...]


def align(before: Sequence[Passage], after: Sequence[Passage]) -> tuple[Link, ...]:
    """The links between two libraries; a passage stands in one link at most."""
    board = _Board(before, after)
    board.cells()
    board.equal(lambda passage: (passage.group, passage.text))
    board.equal(lambda passage: passage.text if len(passage.text) >= DISTINCTIVE else None)
    for old, new in board.groups():
        board.take(_proposals(before, after, old, new))
    board.take(board.addresses())
    return tuple(board.links)


_Key = Callable[[Passage], Hashable]
_Proposal = tuple[float, tuple[int, ...], tuple[int, ...]]


class _Board:
    """What is linked and what is still free."""

    def __init__(self, before: Sequence[Passage], after: Sequence[Passage]) -> None:
        self.before = before
        self.after = after
        self.old = set(range(len(before)))
        self.new = set(range(len(after)))
        self.links: list[Link] = []

    def take(self, proposals: Iterable[_Proposal]) -> None:
        """Accept proposals, the best first, as long as their passages are free. The way back ranks them alike."""

        def rank(proposal: _Proposal) -> tuple[float, int, int, list[list[tuple[int, str]]]]:
            score, old, new = proposal
            ones, others = [self.before[index] for index in old], [self.after[index] for index in new]
            here, there = ones[0].order, others[0].order
            ties = sorted([(one.order, one.text) for one in side] for side in (ones, others))
            return -score, abs(here - there), here + there, ties

        for _, old, new in sorted(proposals, key=rank):
            if self.old.issuperset(old) and self.new.issuperset(new):
                self.old.difference_update(old)
                self.new.difference_update(new)
                self.links.append(Link(old, new))

    def cells(self) -> None:
        """Link the cells of tables that are in both libraries, whatever they hold; the others of these came or went."""
        sides = ([(one.group, one.text, one.cell) for one in side] for side in (self.before, self.after))
        pairs, old, new = paired_cells(*sides)
        self.links += [Link((one,), (other,)) for one, other in pairs]
        self.old -= old
        self.new -= new

    def equal(self, key: _Key) -> None:
        """Link free passages that have the same key: those with the same id first, then in their order."""
        for named in (True, False):
            here = _keyed(self.before, self.old, key, named)
            there = _keyed(self.after, self.new, key, named)
            couples = (couple for name in here for couple in zip(here[name], there.get(name, ()), strict=False))
            self.take((1.0, (old,), (new,)) for old, new in couples)

    def groups(self) -> list[tuple[list[int], list[int]]]:
        """Free passages of each work that has some in both libraries."""
        old: dict[Hashable, list[int]] = defaultdict(list)
        new: dict[Hashable, list[int]] = defaultdict(list)
        for index in sorted(self.old):
            old[self.before[index].group].append(index)
        for index in sorted(self.new):
            new[self.after[index].group].append(index)
        return [(old[group], new[group]) for group in old if group in new]

    def addresses(self) -> Iterator[_Proposal]:
        """Free passages that kept their address and some of their words."""
        there = {(self.after[index].group, self.after[index].id): index for index in sorted(self.new)}
        for index in sorted(self.old):
            passage = self.before[index]
            other = there.get((passage.group, passage.id))
            if other is not None:
                score = similarity(pairs(passage.text), pairs(self.after[other].text))
                if score >= KEPT_ADDRESS:
                    yield score, (index,), (other,)


def _keyed(
    passages: Sequence[Passage], free: Iterable[int], key: _Key, named: bool
) -> dict[tuple[Hashable, str], list[int]]:
    found: dict[tuple[Hashable, str], list[int]] = defaultdict(list)
    for index in sorted(free):
        value = key(passages[index])
        if value is not None:
            found[value, passages[index].id if named else ""].append(index)
    return found


# --- likeness ---------------------------------------------------------------------------------------------------------


def pairs(text: str) -> Counter[str]:
    """The pairs of neighbouring characters of a text, white space left out; a single character counts as one."""
    dense = "".join(text.split())
    return Counter(dense[index : index + 2] for index in range(len(dense) - 1)) or Counter(filter(None, [dense]))


def similarity(one: Counter[str], other: Counter[str]) -> float:
    """Dice's coefficient of two bags of pairs, 0 to 1."""
    total = one.total() + other.total()
    return 2 * (one & other).total() / total if total else 0.0


def _proposals(
    before: Sequence[Passage], after: Sequence[Passage], old: Sequence[int], new: Sequence[int]
) -> Iterator[_Proposal]:
    """Re-wordings, splits and joins among the free passages of one work."""
    old_pairs = {index: pairs(before[index].text) for index in old}
    new_pairs = {index: pairs(after[index].text) for index in new}
    likely = _likely(old_pairs, new_pairs)
    for one, other in likely:
        score = similarity(old_pairs[one], new_pairs[other])
        if score >= SIMILAR:
            yield score, (one,), (other,)
    for score, whole, parts in _divisions(after, old_pairs, new_pairs, likely):
        yield score, (whole,), parts
    for score, whole, parts in _divisions(before, new_pairs, old_pairs, [(other, one) for one, other in likely]):
        yield score, parts, (whole,)


def _likely(old: Mapping[int, Counter[str]], new: Mapping[int, Counter[str]]) -> list[tuple[int, int]]:
    """The few partners of each passage that share most rare pairs with it."""
    holders: tuple[dict[str, list[int]], dict[str, list[int]]] = (defaultdict(list), defaultdict(list))
    for side, bags in zip(holders, (old, new), strict=True):
        for index, bag in bags.items():
            for pair in bag:
                side[pair].append(index)
    shared: Counter[tuple[int, int]] = Counter()
    for pair, ones in holders[0].items():
        others = holders[1].get(pair, [])
        if len(ones) <= COMMON and len(others) <= COMMON:
            shared.update((one, other) for one in ones for other in others)
    best: dict[tuple[int, int], list[tuple[int, tuple[int, int]]]] = defaultdict(list)
    for couple, count in shared.items():
        best[0, couple[0]].append((-count, couple))
        best[1, couple[1]].append((-count, couple))
    found: set[tuple[int, int]] = set()
    for entries in best.values():
        foremost = min(entries)[0]
        found |= {couple for less, couple in sorted(entries)[:CANDIDATES] if 3 * less <= foremost}
    return sorted(found)


def _divisions(
    passages: Sequence[Passage],
    wholes: Mapping[int, Counter[str]],
    parts: Mapping[int, Counter[str]],
    likely: Iterable[tuple[int, int]],
) -> Iterator[tuple[float, int, tuple[int, ...]]]:
    """Passages that are now several which follow one another."""
    held: dict[int, list[int]] = defaultdict(list)
    for whole, part in likely:
        inside = (wholes[whole] & parts[part]).total()
        if inside >= CONTAINED * parts[part].total():
            held[whole].append(part)
    for whole, pieces in held.items():
        for run in _neighbours(passages, sorted(pieces)):
            if len(run) > 1:
                score = similarity(wholes[whole], pairs("".join(passages[index].text for index in run)))
                if score >= CONTAINED:
                    yield score, whole, run


def _neighbours(passages: Sequence[Passage], indices: Iterable[int]) -> Iterator[tuple[int, ...]]:
    run: list[int] = []
    for index in indices:
        if run and passages[index].order != passages[run[-1]].order + 1:
            yield tuple(run)
            run = []
        run.append(index)
    if run:
        yield tuple(run)
