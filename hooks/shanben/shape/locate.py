"""Where words stand: places of the source, and the block that publishes them."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice

from shanben.model.radicals import read_radicals
from shanben.model.text import Span
from shanben.model.works import Work

_WHITE = re.compile(r"\s+")


def block_finder(work: Work) -> BlockFinder:
    """A look-up of the work's blocks by position."""
    return BlockFinder(sorted((span.start, span.end, block.id) for block in work.blocks() for span in block.spans))


@dataclass(frozen=True, slots=True)
class BlockFinder:
    """The id of the block that publishes a position of the source; empty where none does."""

    spans: list[tuple[int, int, str]]

    def __call__(self, position: int) -> str:
        """The id of the block at a position."""
        index = bisect_right(self.spans, (position, len(self.spans) and self.spans[-1][1] + 1, "")) - 1
        if index >= 0 and self.spans[index][0] <= position < self.spans[index][1]:
            return self.spans[index][2]
        return ""


def locate(text: str, spans: Sequence[Span], words: str) -> tuple[Span, ...]:
    """The spans at which ``words`` stand inside ``spans`` of ``text``, white space aside; () where they do not."""
    first = spans[0].start if spans else 0
    if words.split() == [words] and text.startswith(words, first, first + len(spans and spans[0])):
        return (Span(first, first + len(words)),)  # they mostly are the first words
    wanted = read_radicals(_WHITE.sub("", words), text)
    if not wanted:
        return ()
    every = (index for span in spans for index in range(span.start, span.end) if not text[index].isspace())
    positions = list(islice(every, len(wanted)))  # they mostly stand at the beginning
    found = 0
    if read_radicals("".join([text[index] for index in positions]), text) != wanted:
        positions += every
        found = read_radicals("".join([text[index] for index in positions]), text).find(wanted)
    if found < 0:
        return ()
    runs: list[Span] = []
    for index in positions[found : found + len(wanted)]:
        if runs and runs[-1].end == index:
            runs[-1] = Span(runs[-1].start, index + 1)
        else:
            runs.append(Span(index, index + 1))
    return tuple(runs)
