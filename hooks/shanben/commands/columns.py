"""Help that fits its columns: a Han character takes two, and click counts characters."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from unicodedata import east_asian_width

import click

_PIECES = re.compile(r"[ ]+|[(（《「『]*(?:[!-~“”‘’·…]+|.)[,.;:!?)，。；：、）》」』？！]*")
"""What is never divided: a Latin word or a Han character, with the marks that open and close it."""
_FIRST_COLUMN = re.compile(r" *(?:\S+(?: \S+)* {2,})?")
"""The indent of a line, or in a list the column of its names: where a line that goes on begins."""


def cells(text: str) -> int:
    """How many columns of a terminal a text takes."""
    return sum(2 if east_asian_width(character) in "WF" else 1 for character in text)


def folded(line: str, width: int) -> list[str]:
    """A line as lines of at most ``width`` columns, as far as its words can be parted."""
    if cells(line) <= width:
        return [line]
    head = _FIRST_COLUMN.match(line)
    start = head[0] if head else ""
    indent = " " * min(cells(start), width // 2)
    lines, now = [], start
    for piece in _PIECES.findall(line[len(start) :]):
        if cells(now + piece) > width and now.strip():
            lines.append(now.rstrip())
            now = indent
            if piece.isspace():
                continue
        now += piece
    return [*lines, now.rstrip()]


_ENDLESS = 100_000
"""The width click is told, so that it leaves the lines to us."""


class _Columns(click.HelpFormatter):
    def write_text(self, text: str) -> None:
        """Write a text, each of its paragraphs on a line."""
        self._endless(lambda: super(_Columns, self).write_text(text))

    def write_dl(self, rows: Iterable[tuple[str, str]], col_max: int = 30, col_spacing: int = 2) -> None:
        """Write names with what is said of them, each on a line."""
        self._endless(lambda: super(_Columns, self).write_dl(rows, col_max, col_spacing))

    def _endless(self, write: Callable[[], None]) -> None:
        fitting, self.width = self.width, _ENDLESS
        try:
            write()
        finally:
            self.width = fitting

    def getvalue(self) -> str:
        """The help, each of its lines within the width."""
        lines = super().getvalue().split("\n")
        return "\n".join(part for line in lines for part in folded(line, self.width))


class Fitting(click.Context):
    """A context whose help fits the terminal in every language."""

    formatter_class = _Columns
