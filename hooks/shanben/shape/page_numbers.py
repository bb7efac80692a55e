"""Numbers of pages: lines that hold nothing else, marked as such or counting on from page to page."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from shanben.model.works import NumberForm
from shanben.numerals import han_value, roman
from shanben.shape.layout import End, TextLine
from shanben.shape.stamps import STAMP

DECORATED = re.compile(
    r"(?:[-—–－―·•.~|/\[【〔(（<《\s]+第?\s*(\d{1,4}|[ivxlc]{1,6})\s*[页頁]?[-—–－―·•.~|/\]】〕)）>》\s]+(?<![)）][.])"
    r"|第\s*([\d一二三四五六七八九十百零〇]{1,5})\s*[页頁](?:\s*[,，/／]?\s*[共总]\s*[\d一二三四五六七八九十百零〇]{1,5}\s*[页頁])?"
    r"|[共总]\s*\d{1,4}\s*[页頁]\s*[,，/／]?\s*第\s*(\d{1,4})\s*[页頁]"
    r"|[^。，；：]{2,30}\s{2,}第\s*(\d{1,4})\s*[页頁]|第\s*(\d{1,4})\s*[页頁]\s{2,}[^。，；：]{2,30}"
    r"|[^。，；：]{2,30}[\s\u3000]{2,}[-—–·•]\s*(\d{1,4})\s*[-—–·•]|[-—–·•]\s*(\d{1,4})\s*[-—–·•][\s\u3000]{2,}[^。，；：]{2,30}"
    rf"|第\s*(\d{{1,4}})\s*[页頁]\s+{STAMP}|{STAMP}\s+第\s*(\d{{1,4}})\s*[页頁]"
    r"|(\d{1,4})\s*[/／]\s*\d{1,4}|(?:[Pp]age|PAGE|[Pp]\.?)\s*(\d{1,4})(?:\s*of\s*\d+)?|(\d{1,4})\s*[页頁])"
)
_BARE = re.compile(r"(\d{1,4})")
BREAKS_OFF = frozenset({End.WORD, End.COMMA, End.FIGURE, End.CLOSER})


def page_numbers(lines: Sequence[TextLine]) -> list[int]:
    """Lines that only hold a page number: marked as one, or figures that count on from line to line."""
    marked: list[int] = []
    figures: list[_Figure] = []
    romans: list[_Figure] = []
    capitals: list[_Figure] = []
    hans: list[_Figure] = []
    for index, line in enumerate(lines):
        content = line.content
        if len(content) > _LONGEST_NUMBER:
            continue
        plain = "  " not in content and "\u3000\u3000" not in content
        if len(content) > 16 and content[-1] not in "页頁" and content[0] != "第" and plain:
            continue
        if found := DECORATED.fullmatch(content):
            marked.append(index)
            figures += [
                _Figure(index, int(figure), bare=False) for figure in found.groups() if figure and figure.isdecimal()
            ]
        elif len(content) <= 4 and content.isdecimal() and _BARE.fullmatch(content):
            figures.append(_Figure(index, int(content), bare=True))
        elif content in _ROMANS:
            romans.append(_Figure(index, _ROMANS[content], bare=True))
        elif content.lower() in _ROMANS:
            capitals.append(_Figure(index, _ROMANS[content.lower()], bare=True))
        elif content[0] in _HAN_FIGURES and len(content) <= _LONGEST_HAN and _HAN_PAGE.fullmatch(content):
            hans.append(_Figure(index, han_value(content), bare=True))
    marked += _headed(lines)
    marked += _named(lines)
    if len(romans) > 1:  # a letter by itself is one
        marked += _counted(romans, lines)
    if len(capitals) > 1 and any(_parts_sentence(lines, figure.line) for figure in capitals):
        marked += _counted(capitals, lines)  # else they number the parts of a text
    if _is_above_title(hans, lines) or any(_parts_sentence(lines, figure.line, apart=False) for figure in hans):
        marked += _counted(hans, lines)
    return marked + _counted(figures, lines)


_ROMANS = {roman(value).lower(): value for value in range(1, 40)}
"""The page of a preface, as books have them before the first page of the text."""
_HAN_FIGURES = "一二三四五六七八九十百〇零"
_HAN_PAGE = re.compile(rf"[{_HAN_FIGURES}]+")
_LONGEST_HAN = 5
_LONGEST_NUMBER = 80
"""Characters of a page number with the head beside it, and the room between them."""


def _headed(lines: Sequence[TextLine]) -> list[int]:
    """Lines that are the same words each time and, with room between, a figure that grows: 柳河县志　　12; or once, if
    the words are the title.
    """
    groups: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for index, line in enumerate(lines):
        content = line.content
        if (content[-1].isdecimal() or content[0].isdecimal()) and (found := _HEADED.fullmatch(content)):
            groups[found[2] or found[3]].append((index, int(found[1] or found[4])))
        elif content[-1] in _HAN_FIGURES and (found := _HEADED_HAN.fullmatch(content)):
            groups[found[1]].append((index, han_value(found[2])))
    counted = sorted(place for places in groups.values() for place in places)
    again = len(groups) < len(counted) and len(counted) > 2
    if again and all(b[0] - a[0] > 2 and 0 < b[1] - a[1] <= 2 for a, b in pairwise(counted)):
        return [index for index, _ in counted]  # the book's name and the chapter's, by turns
    title = "".join("".join([line.content for line in lines[:_TITLE_LINES]]).split()) if groups else ""
    return [
        index
        for words, places in groups.items()
        if (len(places) > 1 or (title.startswith("".join(words.split())) and len(words) > 2 and places[0][0]))
        and all(b[0] - a[0] > 2 and 0 < b[1] - a[1] <= _LEAP for a, b in pairwise(places))
        for index, _ in places
    ]


def _named(lines: Sequence[TextLine]) -> list[int]:
    """Lines with the name of a journal or its issue and, with hardly any room between, a figure that counts on from
    page to page: 46水利学刊, 2021年第3期47.
    """
    found: list[_Figure] = []
    for index, line in enumerate(lines):
        content = line.content
        if len(content) <= _LONGEST_NAMED and (named := _name_of_page(content)):
            found.append(_Figure(index, int(named["page"]), bare=False))
    counts = all(b.line - a.line > 2 and 0 < b.value - a.value <= _LEAP for a, b in pairwise(found))
    if not found or (len(found) == 1 and not found[0].line):
        return []
    near = any(b.value - a.value <= _TURN for a, b in pairwise(found))
    parts = any(_parts_sentence(lines, figure.line, apart=False) for figure in found)
    return [figure.line for figure in found] if counts and (near or parts) else []


def names_page(content: str) -> bool:
    """Whether a line by its own form is the head or foot of a page of a journal, wherever it stands."""
    return len(content) <= _LONGEST_NAMED and _name_of_page(content) is not None


def _name_of_page(content: str) -> re.Match[str] | None:
    if not (content[0].isdecimal() or content[-1].isdecimal()):
        return None
    named = next((match for form in _NAMED if (match := form.fullmatch(content))), None)
    return named if named and _JOURNAL.search(named["words"]) else None


_NAMED = (
    re.compile(r"(?P<words>[^。；，]{1,28}[^\d.。；，]) ?(?P<page>1?\d{1,3})"),
    re.compile(r"(?P<page>1?\d{1,3}) ?(?P<words>[^\d。；，].{1,28})"),
)
_JOURNAL = re.compile(
    r"(?:学报|學報|[月季双周旬学通校]刊|[學雙週]刊|杂志|雜誌|论丛|論叢|集刊)(?:$|[ \u3000（(·])"
    r"|(?:^|\d{4}年?[ \u3000]?)第\s*\d{1,3}\s*[期卷]|[ \u3000]\d{4}年$"
)
"""What the words of such a line name: a journal, its issue or its year."""
_LONGEST_NAMED = 36
_TURN = 2
"""Pages from one such line to the next that has the same words."""
_WIDE = r"(?: {2,}|\t+|[ \u3000]*\u3000[ \u3000]*)"
_HEADED = re.compile(rf"(\d{{1,4}}){_WIDE}([^。；：]{{2,30}})|([^。；：]{{2,30}}?){_WIDE}(\d{{1,4}})")
_HEADED_HAN = re.compile(rf"([^。；：]{{2,30}}?){_WIDE}([{_HAN_FIGURES}]{{1,5}})")
_TITLE_LINES = 4
_LEAP = 40
"""Pages between two that have the same words at their head: a chapter's, of several."""


class _Figure(NamedTuple):
    """A figure on a line of its own; ``bare`` where nothing says that it is a page's."""

    line: int
    value: int
    bare: bool


_PAGE = 5
"""Lines that commonly stand between two page numbers."""


def _counted(figures: Sequence[_Figure], lines: Sequence[TextLine]) -> list[int]:
    """Bare figures that count on, page by page, with the marked ones; a lone one that is not the first line.

    Nothing but a page's number stands above a title, ends a text or parts a sentence: what counts from or to there
    needs fewer lines between.
    """
    if len(figures) == 1:
        (only,) = figures
        return [only.line] if only.bare and only.value < 1000 and only.line > 0 else []
    chains: list[list[_Figure]] = []
    for figure in figures:
        last = chains[-1][-1] if chains else None
        if last and figure.value - last.value in (1, 2) and figure.line - last.line > 1:
            chains[-1].append(figure)
        else:
            chains.append([figure])
    found: list[int] = []
    for chain in chains:
        steps = sorted(after.line - before.line for before, after in pairwise(chain))
        sure = not chain[0].line or not all(figure.bare for figure in chain) or chain[-1].line == len(lines) - 1
        if (steps and all(_parts_sentence(lines, figure.line) for figure in chain)) or (
            steps and steps[-1] > 2 and steps[len(steps) // 2] >= (_PAGE if len(chain) > 3 and not sure else 3)
        ):
            found += [figure.line for figure in chain if figure.bare]
    return found


def _is_above_title(figures: Sequence[_Figure], lines: Sequence[TextLine]) -> bool:
    """Whether the first of several figures stands above a title and counts on over running text: a text that is taken
    out of a book. A part of an essay begins with one.
    """
    if len(figures) < 2 or figures[0].line or figures[0].value < 2 or figures[-1].line + 1 >= len(lines):
        return False
    title = lines[1]
    named = title.end_class is End.WORD and title.form is NumberForm.NONE and not title.running
    counts = all(after.value - before.value == 1 for before, after in pairwise(figures))
    return named and counts and all(lines[figure.line + 1].running for figure in figures[1:])


def _parts_sentence(lines: Sequence[TextLine], index: int, *, apart: bool = True) -> bool:
    """Whether a sentence stops above a line and something goes on below it; ``apart``: between blank lines."""
    if not 0 < index < len(lines) - 1 or (apart and not (lines[index].blanks and lines[index + 1].blanks)):
        return False
    before, after = lines[index - 1], lines[index + 1]
    stops = before.end_class in BREAKS_OFF and before.width >= _SENTENCE and before.running
    return stops and after.form is NumberForm.NONE and after.width >= _SENTENCE


_SENTENCE = 12.0
"""Cells of a line that may be a piece of one."""
