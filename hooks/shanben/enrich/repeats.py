"""Passages that return: the same words, 30 characters or more, at two places of one work."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

LENGTH = 30
"""Characters from which a passage counts as one that returns."""


@dataclass(frozen=True, slots=True)
class Repeat:
    """The same words at two places: for each, which of the texts (from 0) and where in it; ``length`` in characters."""

    first: int
    first_start: int
    second: int
    second_start: int
    length: int


def find_repeats(texts: Sequence[str], length: int = LENGTH) -> Iterator[Repeat]:
    """Each passage that returns, with the place before at which it last stood.

    Every window of ``length`` characters is looked up once, and a passage that was found is stepped over, so the cost
    is linear in the number of characters.
    """
    seen: dict[str, tuple[int, int]] = {}
    for number, text in enumerate(texts):
        position = 0
        while position + length <= len(text):
            before = seen.get(text[position : position + length])
            if before is None:
                seen[text[position : position + length]] = (number, position)
                position += 1
                continue
            first, start = before
            other = texts[first]
            limit = min(len(text) - position, (position if first == number else len(other)) - start)
            size = length
            while size < limit and other[start + size] == text[position + size]:
                size += 1
            if size <= limit:
                yield Repeat(first, start, number, position, size)
                for offset in range(size - length + 1):
                    seen[text[position + offset : position + offset + length]] = (number, position + offset)
                position += size
            else:  # it overlaps itself: no two places
                position += 1
