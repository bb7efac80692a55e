"""A printed table of contents: where it stands, and what it says of the headings.

Its lines are left out only with proof: each entry has its heading further on in the text, or a leader and a page
number. The list ends with its last entry; whatever stands after it is text.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Collection, Sequence

from shanben.model.works import NumberForm
from shanben.shape.layout import STRONG_FORMS, End, TextLine
from shanben.shape.numbering import parse_number

_LABEL = re.compile(r"(?:目\s*[录錄次]|CONTENTS|(?:Table of )?Contents?)(?:\s*[（(].{0,6}[)）])?")
_LEADER = re.compile(
    r"(?:[\s.…·．・]{2,}[^\s，。…·.()（）]{2,12}\s*[(（]\d{1,4}[)）]|[\s.…·．・_\-—]*[(（]?\d{0,4}[)）]?|[\s.…·．・_\-—]+[ivxlc]{1,7}"
    r"|[.…·．・_]{2,}\s*[IVXLC]{1,7})\s*$"
)
_LEADER_ENDS = frozenset(".…·．・_-—()（）ivxlcIVXLC")
"""What a leader or the number behind it ends with, beside figures and white space."""
_LED = re.compile(
    r"[.…·．・]{2,}\s*[^\s，。…·.]{2,12}\s*[(（]\d{1,4}[)）]$"
    r"|(?:[.…·．・_]{2,}|(?:[.·] ){2,}[.·]?|[-—–]{3,}|\s{2,}|\t)"
    r"\s*(?:[(（]?\d{1,4}[)）]?|[ivxlc]{1,7}|[IVXLC]{1,7})\s*$"
)
_EDIT = re.compile(r"[\[［](?:编辑|編輯|edit)[\]］]$")
"""What stands behind each heading of a page that everybody may edit."""
_COUNTED = re.compile(r"\d{1,2}(?:\.\d{1,2})*(?=\s)")
"""The number that an entry has and its heading has not, as on such a page."""
_CLAUSE = re.compile(r"\d{1,2}(?=[\u4e00-\u9fff])")
"""The number of a part of a standard, which has no mark: 1　总则."""
_ALONE = re.compile(r"\d{1,4}|[ivxlc]{1,7}|[IVXLC]{1,7}")
_DOTTED = re.compile(r"(?:[.…·．・_]{3,}|(?:[.·] ){2,}[.·])\s*$")
_PAGED = re.compile(r"\s[(（]?\d{1,4}[)）]?\s*$")
_NAMED = STRONG_FORMS | {NumberForm.ANNEX}
_LONGEST = 2000
"""Lines of the longest list that is looked for."""
_OF_TEXT = frozenset({NumberForm.NONE, NumberForm.ARTICLE})
_INSIDE = frozenset({End.WORD, End.COMMA, End.FIGURE})
_LAST = 50
"""Places of the same words that are looked at."""
_SHORTEST_LINE = 8.0
"""Cells of a line from which on it may be a full one; what is shorter and has no mark ends by itself."""
_SURE = 20
"""Characters of a heading's first line that are enough to know it again."""
_LONGEST_LABEL = 17
_LONGEST_ENTRY = 60
"""Characters of the longest entry."""


def is_label(content: str) -> bool:
    """Whether words stand above a list of contents: 目录."""
    return len(content) <= _LONGEST_LABEL and bool(_LABEL.fullmatch(content))


def is_led(line: TextLine) -> bool:
    """Whether a line ends with a leader, whose page number stands on the next."""
    return bool(_DOTTED.search(line.content))


_OF_ONE_WIDTH = str.maketrans("()．:,", "（）.：，")
"""Marks that a list and the text below it are often set in different widths."""


def entry_key(content: str) -> str:
    """An entry without its leader, its page number and white space; a heading without the link to edit it."""
    words = _EDIT.sub("", content) if content[-1] in "]］" else content
    if not words or words[-1] in _LEADER_ENDS or words[-1].isspace() or words[-1].isdecimal():
        words = _LEADER.sub("", words)
    return "".join(words.split())


class _Later:
    """Where words stand as headings further on in a text."""

    def __init__(self, lines: Sequence[TextLine]) -> None:
        self.keys = [entry_key(line.content).translate(_OF_ONE_WIDTH) for line in lines]
        self.lines = lines
        self.places: dict[str, list[int]] = defaultdict(list)
        self.heads: dict[str, list[int]] = defaultdict(list)
        for index, key in enumerate(self.keys):
            if len(key) > _LONGEST_ENTRY or not key:
                continue
            self.places[key].append(index)
            self.heads[key[:4]].append(index)
            number = parse_number(key)
            if number and number.length < len(key):
                self.places[key[number.length :]].append(index)

    def again(self, key: str, index: int, times: int) -> bool:
        """Whether an entry that was listed ``times`` times can still be one: as many headings must follow."""
        places = self.places.get(key, ())
        return len(places) - bisect_right(places, index) > times

    def _begins(self, place: int) -> bool:
        """Whether a line can be a heading by what stands before it: none stands inside a sentence."""
        if is_edited(self.lines[place].content):
            return True
        before = self.lines[place - 1] if place else None
        inside = before is not None and before.form in _OF_TEXT and before.end_class in _INSIDE
        inside = inside and before is not None and (before.width >= _SHORTEST_LINE or before.running)
        return not inside or self.lines[place].blanks != 0

    def holds(self, key: str, after: int, form: NumberForm) -> bool:
        """Whether a line after ``after`` has these words: whole, or as the beginning of a heading or its first line."""
        if not key:
            return False
        places = self.places.get(key, ())
        counted = form is not NumberForm.NONE or bool(_CLAUSE.match(key))
        if not counted:
            places = [place for place in places[-_LAST:] if self._begins(place)]
        if places and places[-1] > after:
            return True
        if len(key) < 4:
            return False
        for index in reversed(self.heads.get(key[:4], ())[-50:]):
            if index <= after:
                break
            if not counted and not self._begins(index):
                continue
            other = self.keys[index]
            if counted and other.startswith(key):
                return True
            whole = len(other) >= _SURE or "".join(self.keys[index : index + 4]).startswith(key)
            if whole and len(other) >= 6 and key.startswith(other):
                return True  # a page may end inside the heading
        return False


def is_edited(content: str) -> bool:
    """Whether words have the link to edit them behind them, as headings have."""
    return content[-1] in "]］" and bool(_EDIT.search(content))


def contents_list(lines: Sequence[TextLine], passed: Collection[int] = ()) -> range:
    """The lines of the table of contents with its label; empty where there is none. ``passed`` are page numbers."""
    later: _Later | None = None
    for index, line in enumerate(lines):
        if index + 2 < len(lines) and is_label(line.content):
            later = later or _Later(lines)
            end = _end(lines, index + 1, later, passed)
            if end - index >= 3:
                return range(index, end)
    return range(0)


def _end(lines: Sequence[TextLine], first: int, later: _Later, passed: Collection[int]) -> int:
    """The index after the last entry of a list that begins at ``first``; ``first`` where there is none."""
    limit = min(len(lines), first + _LONGEST)
    seen: Counter[str] = Counter()
    end = first
    unproved = 0
    index = first
    while index < limit and unproved < 3:
        line, key = lines[index], later.keys[index]
        if index in passed or (end > first and _ALONE.fullmatch(line.content)):
            index += 1  # the number of a page, or of the page an entry before it leads to
            end = index if index - 1 == end and is_led(lines[index - 2]) else end
            continue
        if line.form is not NumberForm.NONE and _is_number(line.content):
            index += 1  # of an entry: columns may stand between it and its words
            continue
        if key in seen and not later.again(key, index, seen[key]):
            if first == 1 and index == end and end - first > 2 and lines[end - 1].form is NumberForm.NONE:
                end -= 1  # the list stands before the title
            break  # the text itself begins
        width = _proof(lines, index, later)
        if width:
            seen[key] += 1
            end, unproved = index + width, 0
        elif line.form in _NAMED and line.end_class is not End.STOP:
            width, unproved = 1, unproved + 1  # an entry, if entries follow it
        else:
            break
        index += width
    if end - first > 2 and _is_of_a_sentence(lines[end - 1]) and lines[end - 2].form is not NumberForm.NONE:
        end -= 1  # nothing that is listed follows it
    return end if seen.total() > 1 else first


def _is_number(content: str) -> bool:
    number = parse_number(content)
    return number is not None and number.length >= len(content)


def _is_of_a_sentence(line: TextLine) -> bool:
    return line.form is NumberForm.NONE and line.running and not _LED.search(line.content)


def _proof(lines: Sequence[TextLine], index: int, later: _Later) -> int:
    """Lines of the entry that begins here, if it is one: 1, or 2 where it is broken; else 0."""
    line, key = lines[index], later.keys[index]
    led = bool(_LED.search(line.content)) or (line.form is not NumberForm.NONE and bool(_PAGED.search(line.content)))
    led = led and len(key) <= _LONGEST_ENTRY
    if not led and line.form is NumberForm.ARTICLE and "，" in line.content:
        return 0  # an article as it stands in the text: in a list it would be named
    if led or (line.end_class is not End.STOP and later.holds(key, index, line.form)):
        return 1
    counted = _COUNTED.match(line.content) if line.content[0].isdecimal() else None
    if counted and later.holds(key[counted.end() :], index, NumberForm.NONE):
        return 1
    if index + 1 < len(lines) and line.end_class is not End.STOP and lines[index + 1].form is NumberForm.NONE:
        both = key + later.keys[index + 1]
        if later.holds(both, index + 1, line.form):
            return 2
    return 0
