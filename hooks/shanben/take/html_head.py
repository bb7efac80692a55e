"""What the head of a web page says of it, and the lines of its text that are the title it says."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from lxml import etree

from shanben.take.blocks import Block
from shanben.take.html_body import titles_of

_OPENING, _LINES = 12, 4
"""Blocks among which a title begins, and lines that it takes at most."""
_PLAIN = frozenset({"", "paragraph"})


def stated_of(page: etree._Element) -> dict[str, str]:
    """What a page's head says of it."""
    stated = {
        "title": str(page.xpath("string(//title)")),
        "address": str(page.xpath("string(//link[@rel='canonical']/@href)")),
    }
    for name in ("author", "date", "publisher", "source"):
        stated[name] = str(
            page.xpath("string(//meta[translate(@name,'ADEHIOPRSTU','adehioprstu')=$name]/@content)", name=name)
        )
    return stated


def entitle(blocks: list[Block], title: str) -> None:
    """Make a title of several paragraphs near the beginning that together are what the page calls itself: offices set
    each line of a long one by itself. Nothing is changed where a title or a heading is stated above them.
    """
    names = set(titles_of(title))
    for first in range(min(_OPENING, len(blocks))):
        if blocks[first].facts.kind not in _PLAIN and blocks[first].facts.kind != "row":
            return
        lines = _lines(blocks[first : first + _LINES], names)
        for at in range(first, first + lines):
            facts = replace(blocks[at].facts, kind="title", level=1, by="head", block=-1 - first)
            blocks[at] = Block(blocks[at].words, facts)
        if lines:
            return


def _lines(blocks: Sequence[Block], names: set[str]) -> int:
    """How many blocks from the first on are together one of the names; 0 where none are, or one is by itself."""
    joined = ""
    for count, block in enumerate(blocks, 1):
        if block.facts.kind not in _PLAIN:
            return 0
        joined += "".join(block.words.text.split())
        if joined in names:
            return count if count > 1 else 0
    return 0
