"""Line breaks inside a paragraph, and what they stand for: the lines of verse, or paragraphs."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import takewhile

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
_WHOLE = frozenset({"row", "note", "caption", "contents"})
"""Kinds that line breaks do not divide."""
_HEADS = frozenset({"heading", "title"})
"""… and those they divide only from what is said about a title below it."""
_FEW = 4
"""Lines of the longest title."""
_ABOUT = re.compile(
    r"[^，。；：\s]{0,12}\s*[〔\[（(【]\s*\d{4}\s*[〕\])）】]\s*第?\s*\d{1,5}\s*[号號]|.{0,14}令?第\s*\d{1,5}\s*[号號]"
    r"|[（(〔\[].{0,80}(?:通过|通過|修[正订訂]|公布|施行|批准|[发發]布|[颁頒][布发發])[）)〕\]]|(?:文号|文號|编号|編號)[：:].{2,30}"
    r"|[（(]?" + _DATE.pattern + r"[）)]?"
)
"""What stands below a title in a line of its own: the number of a document, what was done to it and when."""
_MAY_BE_VERSE = frozenset({"", "paragraph", "quote"})


_ANNEX = re.compile(r"附(?:件|录|錄|表)?\s*[\d一二三四五六七八九十]{0,3}\s*[：:]?")
"""What says which annex begins, in a line above its title."""


def broken(words: Words, facts: LineEvidence, *, kept: bool = False) -> Iterator[Block]:
    """One block, or several where line breaks stand for paragraphs: in lists, after an empty line, after long lines.

    ``kept``: the words are set line by line. A few lines in bold or in the middle may be a title; what is said about
    one below it is a block of its own.
    """
    if "\n" not in words.text or kept or facts.kind in _WHOLE:
        yield Block(words, facts)
        return
    lines = words.lines()
    said = [read_radicals(line.text) for line in lines]
    if _ANNEX.fullmatch(said[0]) and facts.kind in _HEADS | {"", "paragraph"}:
        annexes = sum(1 for _ in takewhile(_ANNEX.fullmatch, said[:-1]))
        yield from (Block(line, facts) for line in lines[:annexes])
        yield from broken(_joined(lines[annexes:]), facts, kept=kept)
        return
    titled = len(lines) - _said_about(said)
    if titled < len(lines) and titled <= _FEW and facts.kind in _HEADS | {"", "paragraph"}:
        yield Block(_joined(lines[:titled]), facts)
        plain = replace(facts, kind="paragraph", level=0, by="") if facts.kind in _HEADS else facts
        yield from (Block(line, replace(plain, number="")) for line in lines[titled:])
        return
    if facts.kind in _HEADS or ((facts.bold or facts.centred) and len(lines) <= _FEW):
        yield Block(words, facts)
        return
    dated = any(map(_DATE.fullmatch, said))  # who signs, and when
    short = len(lines) > 1 and not dated and all(len(line.text) <= _VERSE for line in lines)
    listed = sum(map(bool, map(_LISTED.match, said))) * 2 >= len(lines)
    if short and not listed and facts.kind in _MAY_BE_VERSE:
        yield Block(words, replace(facts, kind="verse"))
        return
    for paragraph in _paragraphs(lines, said):
        yield Block(paragraph, facts)


def _said_about(said: Sequence[str]) -> int:
    """How many lines at the end are said about the title above them."""
    count = 0
    while count < len(said) - 1 and _ABOUT.fullmatch(said[-1 - count]):
        count += 1
    return count


def _joined(lines: Sequence[Words]) -> Words:
    whole = Words()
    for at, line in enumerate(lines):
        whole.add("\n" if at else "")
        whole.join(line)
    return whole


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
