"""Lines outside any column that stop inside a sentence: a page that ends, a damaged file."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from shanben.model.works import NumberForm
from shanben.shape.layout import COLON, NONE, STOP, STRONG_FORMS, WORD, End, TextLine
from shanben.shape.openings import MAY_GO_ON, breaks_figure, goes_on
from shanben.shape.part_words import LAW
from shanben.shape.words import splits_word

_HABIT = 3
_HALF = 0.5
"""Cells of a space that a line may begin with where it was broken."""


def stops_inside(lines: Sequence[TextLine], measures: Sequence[float | None]) -> frozenset[int]:
    """Lines outside any column that stop inside a sentence which the next line takes up.

    Where each paragraph stands on a line of its own that is rare: a page that ends, a damaged file. A text that does it
    again and again has paragraphs or headings that end so.
    """
    outside = [(index, lines[index], lines[index + 1]) for index in range(len(lines) - 1) if measures[index] is None]
    words = _hang(lines, outside)
    outside = [one for one in outside if one[1].end_class is not STOP]  # nothing goes over the end of a sentence
    words += [index for index, line, after in outside if _same_word(line, after) or _takes_up(line, after)]
    words += [index for index, line, after in outside if _breaks_word(line, after) and _may_go_on(line, after)]
    articles = [line for line in lines if line.form is NumberForm.ARTICLE]
    told = sum(line.running or line.end_class in _TELLS for line in articles) * 2 > len(articles) >= _HABIT
    words += [index for index, line, after in outside if _is_torn_article(line, after, told=told)]
    words += _torn_in_statute(lines, outside)
    words += _torn_in_short(lines, outside)
    outside = [one for one in outside if one[1].breaks_off]
    found = [index for index, line, after in outside if _goes_on(line, after)]
    habit = sum(after.blanks >= 0 for _, _, after in outside) >= _HABIT and not _fill_column(lines, outside)
    return frozenset(words) | frozenset(index for index in found if not habit or lines[index + 1].blanks < 0)


def _fill_column(lines: Sequence[TextLine], outside: Sequence[tuple[int, TextLine, TextLine]]) -> bool:
    """Whether lines that stop inside a sentence are the widest of a text and about as wide: those of a column that has
    room between its lines.
    """
    widest = max(line.width for line in lines)
    return all(line.width >= widest - _RAGGED and after.end_class in _ENDS for _, line, after in outside)


_RAGGED = 4.0
"""Cells by which such lines differ."""
_ENDS = frozenset({STOP, End.COMMA, WORD})


def _takes_up(line: TextLine, after: TextLine) -> bool:
    """Whether the next line begins nothing: a bracket with a mark behind it, small Latin letters below Latin ones."""
    unended = line.end_class is not STOP and line.end_class is not COLON and after.blanks <= 0
    told = line.end_class in _INNER and (line.running or after.end_class is STOP)  # a title breaks there as well
    if unended and told and any(_closes(line.content, after.content, *pair) for pair in _PAIRS):
        return True
    return unended and line.form not in STRONG_FORMS and after.content[0] in MAY_GO_ON and goes_on(line, after) < 0


_INNER = frozenset({WORD, End.COMMA, End.FIGURE})
_PAIRS = ("《》", "「」", "『』", "“”")


def _closes(line: str, after: str, opener: str, closer: str) -> bool:
    """Whether a mark that is open at the end of a line is closed in the next one, before another opens."""
    if line.rfind(opener) <= line.rfind(closer):
        return False
    end, other = after.find(closer), after.find(opener)
    return end >= 0 and (other < 0 or end < other)


def _same_word(line: TextLine, after: TextLine) -> bool:
    """Whether a word or a name in Latin letters goes on in the next line."""
    last, first = line.content[-1], after.content[0]
    if last.isdecimal() and first.isdecimal() and line.running and after.form is NONE and after.blanks <= 0:
        return "，" in line.content and not after.content.isascii()  # a year that is broken
    if line.end_class is End.FIGURE and line.width >= _LONG and after.blanks == 0 and breaks_figure(line, after):
        return True
    if not first.isascii() or not first.isalpha() or after.lead:
        return False
    if last == "-" and line.content[-2:-1].isascii() and line.content[-2:-1].isalnum():
        return True
    if first.islower():
        return last.isalpha() or last in "，、"
    return line.running and last.isascii() and last.isalpha() and not _ANSWER.search(line.content)


_ANSWER = re.compile("[：:][ \u3000]*[A-Za-z0-9]{1,3}$")
"""What fills in a field, with which a line ends: 文献标识码：A."""


def _breaks_word(line: TextLine, after: TextLine) -> bool:
    """Whether a long line without a mark at its end stops inside a word."""
    long = line.end_class is WORD and line.width >= _LONG and after.blanks == 0
    if not long or _DAY.search(line.content):  # 3月8日 / 本次
        return False
    return line.form not in _HEADS and splits_word(line.content, after.content)


_DAY = re.compile(r"[\d一二三四五六七八九十]\s*[年月日号]$")
_HEADS = STRONG_FORMS | {NumberForm.VOLUME, NumberForm.UNIT}
"""Numbers of which the words, however long, are a name: 第五回　…."""
_LONG = 12.0
"""Cells from which a line may be a piece of running text."""


_TELLS = frozenset({STOP, COLON})


def _is_torn_article(line: TextLine, after: TextLine, *, told: bool) -> bool:
    """Whether a page ends inside the sentence of an article, which is never a heading; ``told``: the articles of this
    text have no names.
    """
    if after.blanks >= 0 or line.form is not NumberForm.ARTICLE or not (line.running or told):
        return False
    return line.end_class in (WORD, End.FIGURE) and after.form is NONE and after.end_class is STOP and not after.lead


def _torn_in_statute(lines: Sequence[TextLine], outside: Sequence[tuple[int, TextLine, TextLine]]) -> list[int]:
    """Lines between the articles of a statute that stop inside a sentence: no heading stands there without a number."""
    articles = [index for index, line in enumerate(lines) if line.form is NumberForm.ARTICLE]
    if len(articles) < _HABIT:
        return []
    return [
        index
        for index, line, after in outside
        if articles[0] <= index < articles[-1]
        and line.width >= _LONG_IN_STATUTE
        and line.content[-1].isalnum()
        and line.end_class in (WORD, End.FIGURE)
        and (after.form is NONE and after.blanks == 0 and not after.lead)
        and after.end_class in (STOP, COLON, End.SEMICOLON)
        and not LAW.fullmatch(line.content)
    ]


_LONG_IN_STATUTE = 20.0
"""Cells of a line that is a piece of a sentence; the titles of annexes are shorter, or name a law."""


def _torn_in_short(lines: Sequence[TextLine], outside: Sequence[tuple[int, TextLine, TextLine]]) -> list[int]:
    """Lines of a text of a few that are as wide as any other and stop, where the next one ends the sentence: what too
    few lines show is a column all the same.
    """
    if not 2 < len(lines) <= _FEW:
        return []
    widest = max(line.indent + line.width for line in lines[1:])
    return [
        index
        for index, line, after in outside
        if index
        and line.indent + line.width >= max(widest - 1, _LONG_IN_SHORT)
        and line.end_class in _INNER_WORDS
        and line.form not in _HEADS
        and _ends_it(line, after)
    ]


def _ends_it(line: TextLine, after: TextLine) -> bool:
    """Whether the next line is the end of the sentence: it stands no further in, and is a few characters, or the line
    says something that no heading does.
    """
    if after.form is not NONE or after.blanks or after.lead or _is_further_in(line, after) or after.opens:
        return False
    if after.end_class is not STOP or after.width >= line.width:
        return False
    return after.width <= _END or bool(line.form is NONE and _SAID.search(line.content))


_FEW = 16
_LONG_IN_SHORT = 14.0
_END = 5.0
"""Cells of what can only be the end of a sentence."""
_INNER_WORDS = frozenset({WORD, End.FIGURE, End.CLOSER})
_SAID = re.compile(r"，|[于於在为為将將自从從由把对對被已须須应應]..")
"""A clause, or a word that needs a verb."""


def _hang(lines: Sequence[TextLine], outside: Sequence[tuple[int, TextLine, TextLine]]) -> list[int]:
    """First lines of paragraphs that the next line goes on with, since it is not set in as those that open paragraphs
    are: they end inside a sentence, or with a full stop where they are as wide as any line.
    """
    opened = [after.indent >= _SET_IN for line, after in pairwise(lines) if line.end_class is STOP]
    if sum(opened) < _SEEN or sum(opened) * 3 < len(opened) * 2:
        return []
    widest = max(line.indent + line.width for line in lines)
    return [
        index
        for index, line, after in outside
        if _SET_IN <= line.indent <= _FURTHEST
        and (after.indent < 1 and after.blanks == 0 and after.form is NONE)
        and (after.running or after.end_class is STOP)
        and (
            (line.end_class is STOP and line.indent + line.width >= max(widest - 1, _LONG_IN_STATUTE))
            or (line.end_class in _INNER and line.indent + line.width >= widest - _NEARLY)
        )
    ]


_SEEN = 2
_FURTHEST = 4.5
"""Cells beyond which a line stands in the middle or at the right."""
_NEARLY = 6.0
_SET_IN = 1.5
"""Cells from which the first line of a paragraph is set in."""


def _may_go_on(line: TextLine, after: TextLine) -> bool:
    """Whether a line can be the rest of a sentence, by its number, its lead and its place."""
    if after.form is not NumberForm.NONE or after.lead or after.indent > line.indent + _HALF or line.content[-1] == "-":
        return False
    return after.end_class in _ENDS or after.running


_ENDS = frozenset({STOP, COLON, End.SEMICOLON, End.COMMA})


def _is_further_in(line: TextLine, after: TextLine) -> bool:
    """Whether a line stands further in than the one above it, and not because that has a number that hangs."""
    return after.indent > line.indent + _HALF and (line.form is NONE or line.form in STRONG_FORMS)


def _goes_on(line: TextLine, after: TextLine) -> bool:
    """Whether a line can be the rest of the sentence that the line before it breaks off."""
    if after.form is not NumberForm.NONE or after.lead or _is_further_in(line, after) or line.content[-1] == "-":
        return False
    if after.blanks < 0:  # a page ends between them
        return after.end_class is End.STOP or after.breaks_off
    led = after.end_class is COLON or after.content.endswith("——")
    ended = after.end_class is End.STOP or (led and "，" not in after.content)
    narrower = after.width < line.width or (line.end_class is End.COMMA and line.form is NONE)
    return ended and "。" not in after.content[:-1] and narrower
