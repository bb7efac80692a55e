"""What a printer stamps on each page: the day, the minute, the site, who printed it.

A day by itself may also close a document, and a minute open an entry of a log. What tells is where they stand: a stamp
comes back where nobody signs, and all pages of a text are printed within minutes.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from itertools import pairwise

from shanben.shape.layout import BRACKET, COMMA, NONE, STOP, WORD, TextLine

_FIGURES = r"\d{2,4}[-./]\d{1,2}[-./]\d{1,2}"
_YEAR_OF = r"\s*年\s*[\d一二三四五六七八九十]{1,3}\s*月\s*[\d一二三四五六七八九十]{1,3}\s*日"
_DAY = rf"(?:{_FIGURES}|(?:(?:中[华華])?民[国國]\s*)?[\d〇○零一二三四五六七八九十百]{{1,4}}{_YEAR_OF})"
_HOUR = r"(?:[上下]午\s*)?\d{1,2}[:：]\d{2}(?:[:：]\d{2})?"
STAMP = rf"{_DAY}(?:[\s,]+{_HOUR})?"
"""A day, with the hour or without."""
_SITE = r"(?:https?://|www\.)[^\s，。；]+"
_SAYS = r"(?:打印|列印|下载|下載|输出|輸出)(?:时间|時間|日期|人员?|者|于|於)\s*[:：]?\s*\S.{0,60}"
PRINTED = re.compile(
    rf"{_FIGURES}(?:\s+{_SITE})?|{STAMP}(?:\s+{_SITE})|{_SITE}(?:\s+{STAMP})?(?:\s+\d{{1,4}}(?:/\d{{1,4}})?)?"
    rf"|{_DAY}(?:[\s,]+{_HOUR})?\s*[打付排]?印|{_SAYS}"
)
"""A line that says when a page was printed, by whom or from which site."""
_SAID = re.compile(_SAYS)
_COUNTED = re.compile(rf"{_SITE}\s+\d{{1,4}}/\d{{1,4}}")
_DAY_ALONE = re.compile(_DAY)
_MINUTE = re.compile(rf"({_DAY})[\s,]+(?:[上下]午\s*)?(\d{{1,2}})[:：](\d{{2}})(?:[:：]\d{{2}})?")
_STARTS = frozenset("0123456789hw〇○零一二三四五六七八九十百民中打列下输輸")
_LONGEST = 80
_RETURNS = 3
"""Times that a day with 年月日 must come back: two articles of one day may end with it. In figures twice is enough."""
_PRINTING = 10
"""Minutes in which all pages of a text are printed."""
_SIGNATURE = 20.0
"""Cells of the longest line that may say who signs."""
_WORDS = 10.0
"""Cells that lines of a text have on average; what people write in a chat is shorter."""
_CLAUSE = re.compile(r"[，。；]")
_DIGITS = re.compile(r"\d+")


def stamped(lines: Sequence[TextLine]) -> list[int]:
    """The lines that a printer put on the pages of a text."""
    found: list[int] = []
    days: dict[str, list[int]] = defaultdict(list)
    sites: dict[str, list[int]] = defaultdict(list)
    minutes: dict[str, list[tuple[int, int]]] = defaultdict(list)
    paged = 0
    for index, line in enumerate(lines):
        content = line.content
        if content[0] not in _STARTS or len(content) > _LONGEST:
            continue
        if _DAY_ALONE.fullmatch(content):
            days["".join(content.split())].append(index)
        elif minute := _MINUTE.fullmatch(content):
            minutes[minute[1]].append((index, int(minute[2]) * 60 + int(minute[3])))
        elif _SAID.fullmatch(content) or _COUNTED.fullmatch(content):
            found.append(index)
            paged += _SAID.fullmatch(content) is None
        elif PRINTED.fullmatch(content):
            sites[_DIGITS.sub("0", content)].append(index)
    for day, places in days.items():
        signed = sum(index > 0 and _may_sign(lines[index - 1]) for index in places)
        enough = len(places) >= (2 if day.isascii() else _RETURNS)
        few = signed * 3 < 2 * len(places) or (signed < len(places) and _is_regular(places))
        if (enough and few) or (len(places) > 1 and _cuts(lines, places)):
            found += [index for index in places if not _closes_text(lines, index)]
    found += [index for places in sites.values() if len(places) > 1 for index in places]
    for stamps in minutes.values():
        if _is_printing(lines, stamps, paged=paged > 1):
            found += [index for index, _ in stamps]
    return found


def _closes_text(lines: Sequence[TextLine], index: int) -> bool:
    """Whether a day stands below who signs a text, where it ends: it is when they did, whatever else has that day."""
    if index < 2 or len(lines) - index > _CLOSING or not _may_sign(lines[index - 1]):
        return False
    return lines[index - 2].end_class is STOP


_CLOSING = 3
"""Lines with which a text can end from there on."""


def _is_regular(places: Sequence[int]) -> bool:
    """Whether as many lines stand between any two of these, as on pages."""
    steps = [after - before for before, after in pairwise(places)]
    return len(steps) > 1 and max(steps) - min(steps) <= 1


def _may_sign(line: TextLine) -> bool:
    words = line.end_class in (WORD, BRACKET) and line.width <= _SIGNATURE and line.form is NONE
    return words and not line.running and not _DAY_ALONE.fullmatch(line.content)


def _cuts(lines: Sequence[TextLine], places: Sequence[int]) -> bool:
    """Whether one of these lines stands inside a sentence."""
    before = [lines[index - 1] for index in places if index]
    return any(line.end_class is COMMA or (line.end_class is WORD and _CLAUSE.search(line.content)) for line in before)


def _is_printing(lines: Sequence[TextLine], stamps: Sequence[tuple[int, int]], *, paged: bool) -> bool:
    """Whether minutes of one day are those in which pages were printed, not those at which somebody wrote an entry.
    ``paged``: other lines count the pages of a site.
    """
    at = [minute for _, minute in stamps]
    if len(at) < 2 or at[-1] - at[0] > _PRINTING or any(one > other for one, other in pairwise(at)):
        return False
    places = {index for index, _ in stamps}
    others = [line for index, line in enumerate(lines) if index not in places]
    if sum(line.width for line in others) < _WORDS * len(others):
        return False
    ended = any(lines[index - 1].end_class is STOP for index in places if index)
    return paged or _cuts(lines, sorted(places)) or (ended and min(places) > 1)
