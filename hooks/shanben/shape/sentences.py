"""Whole sentences that are headings, and where they stand at the margin over indented paragraphs."""

from __future__ import annotations

import re
from collections.abc import Sequence

from shanben.shape.both_scripts import both
from shanben.shape.layout import NONE, STOP, TextLine, cells
from shanben.shape.measure import Setting, stands_at_margin

_LONGEST = 36  # cells
_COMMAS = 2
"""What is told in more clauses is no heading."""
_SUBJECT = re.compile(both(r"我|你|他|她|它|这|那|今|去年|过去|现在|同志|各|全|本|在|对|从|为|当|经济|国务院|第|据"))
"""How a sentence with a subject or an adverbial begins; a heading that is a sentence is a predicate alone."""
_TELLS = re.compile(both(r"[我你您他她它这那们是：]|了(?!解)|以下|如下|[也矣焉耳哉]。|\d岁"))
"""Words of a sentence that tells something."""
_ENOUGH = 3
_LINES = 2


def names_matter(text: str, at_margin: bool | None) -> bool:
    """Whether a text is one short sentence that may be a heading: anywhere a predicate alone, at the margin any."""
    if text[-1] != "。" or cells(text) > _LONGEST or "。" in text[:-1] or "；" in text or text.count("，") > _COMMAS:
        return False
    return bool(at_margin) or not (_SUBJECT.match(text) or _TELLS.search(text))


_FINITE = re.compile(
    r" (?:is|are|was|were|has|have|had|does|did|do|can|could|will|would|shall|should|must|may|might)(?:n[o']t)? "
)
_PERSON = re.compile(
    r"(?:I|[Ww]e|[Hh]e|[Ss]he|[Tt]hey|[Ii]t|[Yy]ou|[Tt]his|[Tt]hat|[Tt]hese|[Tt]hose|[Tt]here) [a-z]+ "
)
_ASKS = re.compile(r"(?:how|why|what|when|where|who|which|whose|whether|if|as) ", re.IGNORECASE)
_WORDS = 7


def tells_in_english(text: str) -> bool:
    """Whether words in Latin letters are an English sentence that lacks its stop: of some length, in small letters,
    with a verb that has its subject before it, and no question, as some headings are.
    """
    if not text.isascii() or text.count(" ") + 1 < _WORDS or _ASKS.match(text):
        return False
    words = text.split()
    small = sum(word[0].islower() for word in words)
    return small * 4 >= 3 * len(words) and bool(_FINITE.search(text) or _PERSON.match(text))


def sentences_alone(lines: Sequence[TextLine], begun: Sequence[int], setting: Setting) -> frozenset[int]:
    """Positions at which a block begins: before and after a sentence at the margin, between blank lines, where others
    are a block by themselves. ``begun`` are the lines that begin one.
    """
    firsts = frozenset(begun)
    alone = 0
    joined: list[int] = []
    for first in range(1, len(lines) - 1):
        if lines[first].blanks < 1 or lines[first - 1].end_class is not STOP or lines[first].form is not NONE:
            continue
        last = first
        while last + 1 < len(lines) and last - first < _LINES and not lines[last + 1].blanks:
            last += 1
        if last + 1 == len(lines) or lines[last + 1].blanks < 1 or not stands_at_margin(lines, first, last, setting):
            continue
        if not names_matter("".join([line.content for line in lines[first : last + 1]]).replace(" ", ""), True):
            continue
        if first in firsts and last + 1 in firsts:
            alone += 1
        else:
            joined += [lines[first].start, lines[last + 1].start]
    return frozenset(joined) if alone >= _ENOUGH else frozenset()
