"""Which lines of a text became which lines of its corrected form.

Equal lines meet first, in order; what lies between them is compared character by character, so that a corrected, a
divided or a joined line is found again; a line that was moved is found where its words are.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

HELD = 0.4
"""The share of a line's characters that must stand in the new text for the line to be found there."""
RUN = 2
"""Characters in a row that say that words are the same; one alone stands anywhere."""
LARGEST = 20_000
"""Characters of a stretch that are compared one by one; a larger stretch was replaced, not corrected."""
Became = Mapping[int, tuple[int, ...]]
"""For each line of the old text, from 1, the lines of the new one that hold it; a line that is gone is not in it."""


@dataclass(frozen=True, slots=True)
class LineMap:
    """Two forms of a text as lines, and which line became which."""

    old: Sequence[str]
    new: Sequence[str]
    became: Became

    def column(self, line: int, column: int, *, end: bool) -> tuple[int, int] | None:
        """Where a character of an old line stands now, as line and column from 1; None where it is gone.

        Where the character itself is gone, the next one counts that is left, or for an ``end`` the one before.
        """
        was = self.old[line - 1]
        found = self.became.get(line, ())
        if len(found) == 1 and self.new[found[0] - 1] == was:
            return found[0], column
        here = [(number, place) for number in found for place in range(1, len(self.new[number - 1]) + 1)]
        now = "".join(self.new[number - 1] for number in found)
        kept = {old + at: new + at for old, new, size in _common(was, now) for at in range(size)}
        left = [place for place in kept if (place <= column - 1 if end else place >= column - 1)]
        if not left:
            return None
        return here[kept[max(left) if end else min(left)]]


def line_map(old: Sequence[str], new: Sequence[str]) -> LineMap:
    """Compare two forms of a text, given as lines without their ends."""
    before, after = [line.strip() for line in old], [line.strip() for line in new]
    became: dict[int, tuple[int, ...]] = {}
    for change, first, last, start, end in SequenceMatcher(_blank, before, after, autojunk=False).get_opcodes():
        if change == "equal":
            became |= {first + at + 1: (start + at + 1,) for at in range(last - first)}
        elif change == "replace":
            became |= dict(_corrected(before, after, range(first, last), range(start, end)))
    became |= dict(_moved(before, after, became))
    return LineMap(old, new, became)


def _blank(line: str) -> bool:
    return not line


def _corrected(
    before: Sequence[str], after: Sequence[str], old: range, new: range
) -> Iterator[tuple[int, tuple[int, ...]]]:
    """The lines of a stretch that was replaced, found by their characters."""
    was, now = "".join(before[index] for index in old), "".join(after[index] for index in new)
    if max(len(was), len(now)) > LARGEST:
        return
    homes = [index for index in new for _ in after[index]]
    owners = [index for index in old for _ in before[index]]
    found: dict[int, Counter[int]] = {index: Counter() for index in old}
    for start, there, size in _common(was, now):
        for at in range(size):
            found[owners[start + at]][homes[there + at]] += 1
    for index, counts in found.items():
        held = {line: count for line, count in counts.items() if count >= min(RUN, len(before[index]))}
        if held and sum(held.values()) >= HELD * len(before[index]):
            yield index + 1, tuple(range(min(held) + 1, max(held) + 2))


def _moved(before: Sequence[str], after: Sequence[str], became: Became) -> Iterator[tuple[int, tuple[int, ...]]]:
    """Lines that stand elsewhere now, word for word, where there is no doubt which is which."""
    taken = {line for lines in became.values() for line in lines}
    lost = [index for index, line in enumerate(before) if line and index + 1 not in became]
    fresh = [index for index, line in enumerate(after) if line and index + 1 not in taken]
    times, again = Counter(before[index] for index in lost), Counter(after[index] for index in fresh)
    homes = {after[index]: index for index in fresh}
    for index in lost:
        words = before[index]
        if times[words] == again[words] == 1:
            yield index + 1, (homes[words] + 1,)


def _common(was: str, now: str) -> Iterator[tuple[int, int, int]]:
    """Stretches that two texts have in common, in order: where each begins in either, and its length."""
    shortest = min(RUN, len(was), len(now))
    for block in SequenceMatcher(None, was, now, autojunk=False).get_matching_blocks():
        if block.size and block.size >= shortest:
            yield block.a, block.b, block.size
