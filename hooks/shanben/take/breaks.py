"""Line breaks inside a paragraph, and what they stand for: the lines of verse, or paragraphs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from shanben.model.evidence import LineEvidence
from shanben.take.blocks import Block, Words

_VERSE = 24
"""Characters of the longest line that is taken for one of verse."""
_LISTED = re.compile(r"[^：:，。]{1,8}[：:]\S|[（(]?[\d〇零一二三四五六七八九十]{1,3}[）)、.．]|[•·●○■◆▪–—-]")
"""How lines of a list begin: with the name of a field, a number or a sign."""
_WHOLE = frozenset({"heading", "title", "row", "note", "caption", "contents"})
"""Kinds that line breaks do not divide."""
_MAY_BE_VERSE = frozenset({"", "paragraph", "quote"})


def broken(words: Words, facts: LineEvidence, *, kept: bool = False) -> Iterator[Block]:
    """One block, or several where line breaks stand for paragraphs: in lists, after an empty line, after long lines.

    ``kept``: the words are set line by line. What stands out in bold or in the middle of its line may be a title.
    """
    if "\n" not in words.text or kept or facts.kind in _WHOLE or facts.bold or facts.centred:
        yield Block(words, facts)
        return
    lines = words.lines()
    short = len(lines) > 1 and all(len(line.text) <= _VERSE for line in lines)
    listed = sum(bool(_LISTED.match(line.text)) for line in lines) * 2 >= len(lines)
    if short and not listed and facts.kind in _MAY_BE_VERSE:
        yield Block(words, replace(facts, kind="verse"))
        return
    for line in lines:
        yield Block(line, facts)
