"""What can be seen of a line of text, computed once: its width, its indent, how it begins and how it ends.

Widths are counted in cells: a full-width character is one cell, anything else half a cell.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import IntEnum
from functools import lru_cache

from shanben.lineation import Lines
from shanben.model.radicals import read_part
from shanben.model.text import Span
from shanben.model.works import NumberForm
from shanben.numerals import han_value
from shanben.shape.lines import HAN, edges
from shanben.shape.numbering import NUMBER_STARTS, parse_number

_FORMS = re.compile("[\ufe10-\ufe19\ufe30-\ufe6b]")
_AS_READ = str.maketrans(
    "︐︑︒︓︔︕︖︰︵︶︷︸︹︺︻︼︽︾︿﹀﹁﹂﹃﹄﹐﹑﹒﹔﹕﹖﹗﹙﹚",
    "，、。：；！？：（）｛｝〔〕【】《》〈〉「」『』，、．；：？！（）",
)
"""Marks of vertical lines and small ones, read as the marks they are forms of."""


class End(IntEnum):
    """How a line ends."""

    STOP = 0  # 。！？…
    SEMICOLON = 1
    COLON = 2
    COMMA = 3  # ， 、
    CLOSER = 4  # 》 ” without a stop before it
    FIGURE = 5  # a digit or a Latin letter
    WORD = 6  # a Han character or anything else
    BRACKET = 7  # ） without a stop before it


STOP, SEMICOLON, COLON, COMMA, CLOSER, FIGURE, WORD, BRACKET = End
"""The members by themselves: what is asked of every line is not looked up in a class of Python 3.11 each time."""
NONE = NumberForm.NONE

_CLOSERS = "”’」』）)》〉】〕］\"'"
_ENDS: dict[str, End] = {
    **dict.fromkeys("。！？!?…．｡", End.STOP),
    **dict.fromkeys("；;", End.SEMICOLON),
    **dict.fromkeys("：:︰", End.COLON),
    **dict.fromkeys("，、,—·－-（(《“‘「『【", End.COMMA),
}
_NEVER_FIRST = frozenset("，。、；：？！）》〉】〕”’」』…·％%,.;:?!)]/")
_OPENERS = frozenset("“‘「『（(《〈【〔[")
_FIGURE = re.compile(r"[\d.]+ ?[%％‰]? ?[，。；）”]")
"""A figure with a mark behind it, which goes on with a sentence."""
_LATIN_RUN = re.compile(r"[0-9A-Za-z.,%/+\-]+")
_LEAD = re.compile(
    r"【|(?:本报|本刊|本网|央视网|新华社|新华网|人民网|中新社|中新网|据)[^，。；：]{0,14}(?:讯|电|消息|报道|记者)"
    r"|\d{4} ?年 ?\d{1,2} ?月 ?\d{1,2} ?日[ \u3000]+\D"
    r"|(?:本报)?(?:记者|特派记者)[^，。；]{2,12}(?:报道|从)"
)
"""How a report opens (its label, the agency's or paper's name), or a note on who passed a statute, and when."""
_INSIDE = re.compile(r"[，。；！？：、](?=[^，。；！？：”’」』）])")
"""Marks inside a line that only running text has."""
FIELD_NAME = re.compile(
    r"[^，。；：！？、\s（）](?:[ \u3000]*[^，。；：！？、\s（）]){0,7}(?:[（(][^）)]{1,6}[）)])?[：:]"
)
"""The name of a field: 时间：, 出席：, 地　址：."""
_HAN_NUMERALS = frozenset("一二三四五六七八九十百零〇")
_NAMED_FIRST = re.compile(
    r"(?:《[^》]{1,16}》)?[^\s，。；：、（）]{1,8}[篇章卷品][之]?第([一二三四五六七八九十百零〇]{1,4})"
)
"""A chapter whose name stands before its number: 治理篇第一, 《水道記》源流篇第二."""
_LONGEST_NAMED = 24
"""Characters."""
_LEAD_STARTS = frozenset("【本央新人中据记特12")
_WIDE_SPACE = re.compile(rf"(?<=[{HAN}\u3000-\u303f\uff00-\uffef“”‘’]) (?=[{HAN}\u3000-\u303f\uff00-\uffef“”‘’])")

_SPACED_NUMBER = re.compile(r"[（(] \S{1,3} [）)]|[一二三四五六七八九十]{1,3} 、")
_PART_SPACED = re.compile(rf"(?:(?<=^)|(?<=[\s，。；：、！？]))[{HAN}](?: [{HAN}]){{2,}}")
"""A stretch of a line, three characters or more, that letter spacing sets apart."""
_LONGEST_WORDS = 36  # cells
_NO_HEADING = frozenset({NumberForm.NONE, NumberForm.ARTICLE, NumberForm.CIRCLED})
_INNER_ENDS = frozenset({WORD, FIGURE})
STRONG_FORMS = frozenset(
    {NumberForm.BOOK, NumberForm.SUBBOOK, NumberForm.PART, NumberForm.CHAPTER, NumberForm.DIVISION}
)
"""Numbers that only headings have."""


def cells(text: str) -> float:
    """The width of ``text`` in cells. (A Han character or full-width mark takes three bytes of UTF-8, ASCII one.)"""
    length = len(text)
    wide = (len(text.encode("utf-8", "surrogatepass")) - length) / 2
    return wide + (length - wide) / 2


@lru_cache(maxsize=4096)
def _end_of(tail: str) -> End:
    """The class of a line's end, from its last characters."""
    rest = tail.rstrip(_CLOSERS + " \u3000")
    if rest and len(rest) < len(tail) and _ENDS.get(rest[-1]) is End.STOP:
        return End.STOP
    last = tail[-1]
    if last in "）)":
        return End.BRACKET
    if last in _ENDS:
        return _ENDS[last]
    if last in _CLOSERS:
        return End.CLOSER
    return End.FIGURE if last.isascii() and last.isalnum() else End.WORD


class TextLine:
    """A line that is not blank. ``start`` and ``end`` bound its content; ``blanks`` counts the blank lines before it
    (-1 where something else stands between: another place of the source, or page furniture); ``apart`` is the number of
    the block, from 1, that it belongs to whatever its neighbours are; ``head`` is the number it begins with.
    """

    __slots__ = (
        "_running", "apart", "blanks", "content", "end", "end_class", "form", "head", "indent", "lead", "need",
        "never_first", "number", "opens", "spaced", "start", "value", "width",
    )  # fmt: skip

    def __init__(self, number: int, start: int, end: int, content: str, indent: float, blanks: int) -> None:
        self.number, self.start, self.end, self.content = number, start, end, content
        self.indent, self.blanks = indent, blanks
        self.spaced = False
        self.apart = 0
        self._running: bool | None = None
        closed = content
        if " " in content:
            number = bool(_SPACED_NUMBER.match(content))
            if number or content.count(" ") > 1:  # most have the one behind their number
                closed = _WIDE_SPACE.sub("", content)
                taken = len(content) - len(closed)
                self.spaced = number or taken >= max(3, len(content) // 4)
                if not self.spaced and (taken < 2 or not _PART_SPACED.search(content)):
                    closed = content
        self.width = cells(closed)
        if "(" in closed or ")" in closed:  # set as wide as the full-width ones
            self.width += (closed.count("(") + closed.count(")")) / 2
        self.end_class = _end_of(content[-4:])
        first = content[0]
        self.never_first = first in _NEVER_FIRST or ("0" <= first <= "9" and bool(_FIGURE.match(closed)))
        self.opens = first in _OPENERS
        self.lead = first in _LEAD_STARTS and bool(_LEAD.match(closed))
        self.form = NONE
        self.value: tuple[int, ...] = ()
        self.head = found = parse_number(closed) if first in NUMBER_STARTS else None
        if found:
            self.form, self.value = found.form, found.values
        elif (
            closed[-1] in _HAN_NUMERALS and len(closed) <= _LONGEST_NAMED and (named := _NAMED_FIRST.fullmatch(closed))
        ):
            self.form, self.value = NumberForm.CHAPTER, (han_value(named[1]),)
        self.need = _need(closed)

    @property
    def running(self) -> bool:
        """Whether a mark inside it or an open bracket tells running text. A dozen rules ask."""
        if self._running is None:
            self._running = self._is_running()
        return self._running

    def _is_running(self) -> bool:
        closed = _WIDE_SPACE.sub("", self.content) if self.spaced else self.content
        after = 1
        if self.head:
            after = self.head.length
        elif field := FIELD_NAME.match(closed):
            after = field.end()
        return bool(_INSIDE.search(closed, after)) or _open(closed)

    @property
    def breaks_off(self) -> bool:
        """Whether its words stop inside a sentence, wherever the column ends: no heading has so many clauses."""
        last = self.content[-1]
        if self.end_class is COMMA:
            return last in "，、,（(《“‘「『" or (last == "-" and self.content[-2:-1].isalpha())
        if self.end_class not in _INNER_ENDS or self.form not in _NO_HEADING:
            return False
        clauses = self.content.count("，")
        return clauses > 1 or (clauses == 1 and self.width >= _LONGEST_WORDS) or self.width >= 2 * _LONGEST_WORDS


def _open(content: str) -> bool:
    """Whether a bracket is not closed."""
    return max(content.rfind("（"), content.rfind("(")) > max(content.rfind("）"), content.rfind(")"))


def _need(content: str) -> float:
    """The width of the first cluster that cannot be broken: what the line before would have needed to hold it, with the
    room before a figure where it has one behind it.
    """
    if "\u2e80" <= content[0] <= "\uffff" and content[1:2] not in _NEVER_FIRST and content[0] not in _OPENERS:
        return 1.0
    position = 0
    while position < len(content) and position < 4 and content[position] in _OPENERS:
        position += 1
    latin = _LATIN_RUN.match(content, position)
    space = 0.5 if latin and not position and content[latin.end() : latin.end() + 1] == " " else 0.0
    position = latin.end() if latin else position + 1
    while position < len(content) and content[position] in _NEVER_FIRST:
        position += 1
    return min(cells(content[:position]) + space, 8.0)


_ENTITY = re.compile("&[a-z0-9#]+;")


def text_lines(lines: Lines, extents: Sequence[Span]) -> list[TextLine]:
    """Every line of ``extents`` that is not blank, in reading order. No more of the text is read than is asked for."""
    found: list[TextLine] = []
    whole = lines.text
    for extent in extents:
        text = read_part(whole[extent.start : extent.end], whole)  # one character for each
        if _FORMS.search(text):
            text = text.translate(_AS_READ)
        last_number = 0
        for line, begun, ended in lines.within(extent):
            start, end = begun - extent.start, ended - extent.start
            content = text[start:end].strip()
            if not content:
                continue
            first = start if content[0] == text[start] else text.index(content[0], start)
            if content[0] == "&" or content[-1] == ";":
                first, after = edges(text, first, end)
                content = text[first:after]
                if not content:
                    continue
            number = line.number
            blanks = number - last_number - 1 if last_number else -1
            indent = cells(_ENTITY.sub(" ", text[start:first])) if first > start else 0.0
            first += extent.start
            found.append(TextLine(number, first, first + len(content), content, indent, blanks))
            last_number = number
    return found
