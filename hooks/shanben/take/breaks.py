"""Line breaks inside a paragraph, and what they stand for: the lines of verse, or paragraphs."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from shanben.model.evidence import LineEvidence
from shanben.model.radicals import read_radicals
from shanben.take.blocks import Block, Words

_VERSE = 24
"""Characters of the longest line that is taken for one of verse."""
_GREETING = 12
"""Characters of the longest line that calls somebody, with a comma behind."""
_DATE = re.compile(r"[\d〇零一二三四五六七八九十]{2,4}\s*年.{1,4}月.{1,4}日")
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
    said = [read_radicals(line.text) for line in lines]
    dated = any(map(_DATE.fullmatch, said))  # who signs, and when
    short = len(lines) > 1 and not dated and all(len(line.text) <= _VERSE for line in lines)
    listed = sum(map(bool, map(_LISTED.match, said))) * 2 >= len(lines)
    if short and not listed and facts.kind in _MAY_BE_VERSE:
        yield Block(words, replace(facts, kind="verse"))
        return
    for paragraph in _paragraphs(lines, said):
        yield Block(paragraph, facts)


def _paragraphs(lines: Iterable[Words], said: Iterable[str]) -> list[Words]:
    """The lines, with those made one paragraph of which one stops inside a sentence that the next one carries on.

    ``said`` are their texts with ideographs for radicals.
    """
    found: list[Words] = []
    last, opens = "", False
    for line, text in zip(lines, said, strict=True):
        goes_on = bool(found) and _stops_inside(last, opens=opens) and not _LISTED.match(text)
        if goes_on:
            found[-1].add("\n")
            found[-1].join(line)
        else:
            found.append(line)
        last, opens = text, not goes_on
    return found


def _stops_inside(line: str, *, opens: bool) -> bool:
    """Whether a line ends with a comma, or is too long for a title or a name and ends with no mark at all.

    A short one that ``opens`` a paragraph and ends with a comma calls somebody.
    """
    if line[-1] in "，、,":
        return not opens or len(line) > _GREETING
    return len(line) > _VERSE and line[-1].isalnum()
