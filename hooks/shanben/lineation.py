"""Where the lines of a text begin and end.

A line ends at LF, CRLF or CR, so that numbers agree with every text editor. A form feed is white space inside a line
(``pdftotext`` writes it before the first line of a page).
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from shanben.model.text import Span

_LINE_END = re.compile(r"\r\n?|\n")


class Line(NamedTuple):
    """One line: ``start`` and ``end`` bound its content, without the line end; ``next`` is where the next starts."""

    number: int
    start: int
    end: int
    next: int


class Lines:
    """The lines of a text, with look-up by number (from 1) and by position."""

    __slots__ = ("_starts", "lines", "text")

    def __init__(self, text: str) -> None:
        self.text = text
        self.lines: tuple[Line, ...] = tuple(_split(text))
        self._starts = [line.start for line in self.lines]

    def __len__(self) -> int:
        return len(self.lines)

    def __iter__(self) -> Iterator[Line]:
        return iter(self.lines)

    def __getitem__(self, number: int) -> Line:
        """The line with this number, counted from 1."""
        return self.lines[number - 1]

    def at(self, position: int) -> Line:
        """The line that holds a position (its line end included)."""
        return self.lines[max(0, bisect_right(self._starts, position) - 1)]

    def within(self, span: Span) -> Iterator[tuple[Line, int, int]]:
        """Each line that a span touches, with the bounds of its content inside the span."""
        first, last = span.start, span.end
        for number in range(max(0, bisect_right(self._starts, first) - 1), len(self.lines)):  # islice walks from 0
            line = self.lines[number]
            _, start, end, _ = line
            if start >= last:
                return
            start = first if start < first else start
            end = last if end > last else end
            if start < end:
                yield line, start, end


def _split(text: str) -> Iterator[Line]:
    start = number = 0
    if "\r" not in text:  # nearly every text, and quicker told
        for number, content in enumerate(text.split("\n"), 1):
            end = start + len(content)
            if end < len(text):
                yield Line(number, start, end, end + 1)
            elif content:
                yield Line(number, start, end, end)
            start = end + 1
        return
    for number, match in enumerate(_LINE_END.finditer(text), 1):
        end, after = match.span()
        yield Line(number, start, end, after)
        start = after
    if start < len(text):
        yield Line(number + 1, start, len(text), len(text))


def number_of_lines(text: str) -> int:
    """How many lines a text has, as ``Lines`` counts them."""
    if "\r" in text:
        return len(lines_of(text))
    return text.count("\n") + bool(text and not text.endswith("\n"))


@lru_cache(maxsize=8)
def lines_of(text: str) -> Lines:
    """The lines of a text; for the text that was asked for last they are there already."""
    return Lines(text)


def ranges(numbers: Iterable[int], *, most: int = 999) -> str:
    """Numbers of lines or pages in order as people write them, ``3, 7-9``; after ``most`` runs an ellipsis."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][1] + 1:
            runs[-1][1] = number
        else:
            runs.append([number, number])
    shown = [str(first) if first == last else f"{first}-{last}" for first, last in runs[:most]]
    return ", ".join(shown) + (" …" if len(runs) > most else "")
