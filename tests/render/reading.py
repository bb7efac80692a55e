"""Pages read as a browser reads them, no white space dropped: their words, and every element with its attributes."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser

from bs4 import BeautifulSoup


def parsed(html: str) -> BeautifulSoup:
    """A page to look things up in; of white space that stands alone only one is kept."""
    return BeautifulSoup(html, "html.parser")


@dataclass
class Read:
    """What a page holds."""

    text: str = ""
    elements: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    odd: list[str] = field(default_factory=list)
    """Comments, declarations, instructions: the engine writes none."""


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.read = Read()
        self._writings = False

    def handle_data(self, data: str) -> None:
        self.read.text += "" if self._writings else data

    def handle_endtag(self, tag: str) -> None:
        self._writings = self._writings and tag != "template"

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if [name for name, _ in attrs] == ["class", "data-code"] and attrs[0][1] == "sb-odd":
            return  # what a page shows of a character that is not seen: see test_signed.py
        self._writings = tag == "template" and ("class", "sb-writings") in attrs  # characters, and nobody's words
        self.read.elements.append((tag, {name: value or "" for name, value in attrs}))

    def handle_comment(self, data: str) -> None:
        self.read.odd.append(data)

    def handle_decl(self, decl: str) -> None:
        self.read.odd.append(decl)

    def handle_pi(self, data: str) -> None:
        self.read.odd.append(data)

    def unknown_decl(self, data: str) -> None:
        self.read.odd.append(data)


def read(html: str) -> Read:
    """A page, read."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return reader.read
