"""An extension of Markdown by which brackets of a page by hand are matched once, and not once for each of them.

Python-Markdown looks for the end of each ``[`` from its place on, six times, character by character: ten thousand of
them without an end took 23 seconds, twenty thousand four times that. What it finds is the same here.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from heapq import heappop, heappush
from typing import Any

from markdown import Extension, Markdown

_PATTERNS = ("reference", "link", "image_link", "image_reference", "short_reference", "short_image_ref")
_WITH_ADDRESS = ("link", "image_link")

_SHORT = 1000  # characters
_POINTED = re.compile(r"\(\s*<")
_Link = tuple[str, str | None, int, bool]


class _Matched:
    """Where brackets close, by their distance from the end: a link that is replaced before them changes none of it."""

    def __init__(self, opening: str, closing: str) -> None:
        self._opening, self._brackets = opening, re.compile(f"[{re.escape(opening + closing)}]")
        self._text = ""
        self._ends: dict[int, int | None] = {}
        self._farthest: list[int] = []  # a heap of the places in ``_ends``, negative

    def text(self, data: str, index: int) -> tuple[str, int, bool]:
        """What stands behind the bracket that ends at ``index``, the place behind its end, and whether it has one."""
        place = len(data) - index + 1
        if data is not self._text:
            self._keep(place)
            if self._ends and data[index - 1 :] != self._text[-place:]:
                self._keep(0)
            self._text = data
        if place not in self._ends:
            self._look(data, index - 1)
        end = self._ends[place]
        return ("", len(data), False) if end is None else (data[index : len(data) - end], len(data) - end + 1, True)

    def _keep(self, farthest: int) -> None:
        while self._farthest and -self._farthest[0] > farthest:
            self._ends.pop(-heappop(self._farthest), None)

    def _look(self, data: str, start: int) -> None:
        opened: list[int] = []
        for bracket in self._brackets.finditer(data, start):
            place = len(data) - bracket.start()
            if bracket[0] == self._opening:
                opened.append(place)
                heappush(self._farthest, -place)
            elif opened:
                self._ends[opened.pop()] = place
            if not opened:
                return
        self._ends.update(dict.fromkeys(opened))


def _where_it_closes(original: Callable[[str, int], _Link]) -> Callable[[str, int], _Link]:
    """The reading of addresses, spared where no bracket closes. What is quoted closes none: it is asked as ever."""
    round_ones = _Matched("(", ")")

    def link(data: str, index: int) -> _Link:
        plain = data.startswith("(", index) and not _POINTED.match(data, index)
        plain = plain and data.find("'", index) < 0 and data.find('"', index) < 0
        ends = not plain or round_ones.text(data, index + 1)[2]
        return original(data, index) if ends else ("", None, index, False)

    return link


class _Closed:
    """The pattern of marks of notes, which is not looked for where no bracket closes any more."""

    def __init__(self, pattern: re.Pattern[str]) -> None:
        self._pattern = pattern

    def finditer(self, data: str, start: int = 0) -> Iterator[re.Match[str]]:
        return self._pattern.finditer(data, start, data.rfind("]") + 1)


class Brackets(Extension):
    """The extension: what finds links and pictures looks up where its brackets close."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: D102, N802 - as Markdown calls it
        long, short = _Matched("[", "]"), _Matched("[", "]")  # words of a link are asked among those around it

        def text(data: str, index: int) -> tuple[str, int, bool]:
            return (short if len(data) < _SHORT else long).text(data, index)

        for name in _PATTERNS:
            if name in md.inlinePatterns:
                pattern: Any = md.inlinePatterns[name]
                pattern.getText = text
                if name in _WITH_ADDRESS:
                    pattern.getLink = _where_it_closes(pattern.getLink)
        if "footnote" in md.inlinePatterns:
            notes: Any = md.inlinePatterns["footnote"]
            notes.compiled_re = _Closed(notes.compiled_re)


def makeExtension(**options: Any) -> Brackets:  # noqa: N802 - the name that Markdown looks for
    """What ``markdown_extensions: [shanben.doors.brackets]`` means."""
    return Brackets(**options)
