"""An extension of Markdown by which a block of a page by hand is not read again for each piece taken off it.

Python-Markdown takes headings, rules, code, addresses and notes off a block one by one and looks through all that is
left each time: forty thousand characters of headings took four seconds, twice as many four times that. What it finds
is the same here.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from markdown import Extension, Markdown
from markdown.blockprocessors import BlockProcessor
from markdown.extensions.tables import TableProcessor
from markdown.util import STX, nearing_recursion_limit

_SHORT = 1000  # characters: such a block is searched at once, and what is known of a long one stays
_SOUGHT = {
    "admonition": "RE",
    "hashheader": "RE",
    "hr": "SEARCH_RE",
    "quote": "RE",
    "footnote": "RE",
    "reference": "RE",
}
"""Names of processors and of their patterns, each of which begins where a line does."""


class _Sought:
    """A pattern that remembers its first place in a block, for those that are the end of that block."""

    def __init__(self, pattern: re.Pattern[str]) -> None:
        self._pattern = pattern
        self.match, self.finditer = pattern.match, pattern.finditer
        self._block, self._first = "\n", -1

    def search(self, block: str) -> re.Match[str] | None:
        """The first match."""
        if len(block) < _SHORT:
            return self._pattern.search(block)
        before = len(self._block) - len(block)
        known = before == 0 or (before > 0 and self._block[before - 1] == "\n")
        if known and self._block.endswith(block):
            if self._first < 0:
                return None
            if self._first >= before:
                return self._pattern.search(block, self._first - before)
        found = self._pattern.search(block)
        self._block, self._first = block, found.start() if found else -1
        return found


class _Tables(TableProcessor):
    """Tables, for which two lines are read, and more only where each has one cell."""

    def test(self, parent: Any, block: str) -> bool:
        """Whether a block is a table."""
        second = block.find("\n", block.find("\n") + 1)
        if not super().test(parent, block if second < 0 else block[:second]):
            return False
        return len(self.separator) > 1 or second < 0 or (self._bordered(block, second) and super().test(parent, block))

    def _bordered(self, block: str, end: int) -> bool:
        """Whether each line behind ``end`` has a border."""
        while end >= 0:
            start, end = end + 1, block.find("\n", end + 1)
            line = (block[start:] if end < 0 else block[start:end]).strip(" ")
            if not line.startswith("|") and not self.RE_END_BORDER.search(line):
                return False
        return True


def _detabbed(usual: int) -> Callable[..., tuple[str, str]]:
    """What takes a tab off the lines that have one, up to the first that has none and is not blank; and the rest."""

    def detab(text: str, length: int | None = None) -> tuple[str, str]:
        tab = " " * (usual if length is None else length)
        lines, start = [], 0
        while start <= len(text):
            end = text.find("\n", start)
            end = len(text) if end < 0 else end
            line = text[start:end]
            if line.startswith(tab):
                lines.append(line[len(tab) :])
            elif not line.strip():
                lines.append("")
            else:
                break
            start = end + 1
        return "\n".join(lines), text[start:]

    return detab


def _reverted(original: Callable[[str], str]) -> Callable[[str], str]:
    """What puts code between fences back, for blocks that hold any."""
    return lambda block: original(block) if STX in block else block


def _underlined(original: Callable[[Any, list[str]], Any]) -> Callable[[Any, list[str]], Any]:
    """What takes a heading and the line below it off a block, given these two lines alone."""

    def run(parent: Any, blocks: list[str]) -> Any:
        lines = blocks.pop(0).split("\n", 2)
        blocks.insert(0, "\n".join(lines[:2]))
        result = original(parent, blocks)
        blocks[:0] = lines[2:]
        return result

    return run


def _bounded(original: Callable[[Any, str], bool]) -> Callable[[Any, str], bool]:
    """What finds a list, up to the depth to which Markdown nests quotations: what stands deeper is text."""
    return lambda parent, block: original(parent, block) and not nearing_recursion_limit()


class Blocks(Extension):
    """The extension."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: D102, N802 - as Markdown calls it
        processors = md.parser.blockprocessors
        for name, attribute in _SOUGHT.items():
            if name in processors and isinstance(pattern := getattr(processors[name], attribute), re.Pattern):
                setattr(processors[name], attribute, _Sought(pattern))
        processor: Any
        for processor in processors:
            if type(processor).detab is BlockProcessor.detab:
                processor.detab = _detabbed(md.tab_length)
            if revert := getattr(processor, "revert_greedy_fences", None):
                processor.revert_greedy_fences = _reverted(revert)
        heading: Any = processors["setextheader"]
        heading.run = _underlined(heading.run)
        for name in ("olist", "ulist"):
            a_list: Any = processors[name]
            a_list.test = _bounded(a_list.test)
        if "table" in processors and type(processors["table"]) is TableProcessor:
            table: Any = processors["table"]
            processors.register(_Tables(md.parser, table.config), "table", 75)


def makeExtension(**options: Any) -> Blocks:  # noqa: N802 - the name that Markdown looks for
    """What ``markdown_extensions: [shanben.doors.blocks]`` means."""
    return Blocks(**options)
