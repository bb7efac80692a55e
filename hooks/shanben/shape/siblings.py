"""Numbered blocks of one kind are set alike: where most go on in their line, one that fills its line goes on too; where
most are a line by themselves, one that fills its line is so too.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import NamedTuple

from shanben.model.works import NumberForm
from shanben.shape.layout import BRACKET, NONE, End, TextLine
from shanben.shape.measure import Setting, stands_at_margin
from shanben.shape.reflow import runs
from shanben.shape.words import splits_word

_ALIKE = frozenset(
    {NumberForm.HAN, NumberForm.HAN_PAREN, NumberForm.ARABIC, NumberForm.ARABIC_PAREN, NumberForm.ORDINAL,
     NumberForm.ONE_IS, NumberForm.CIRCLED}
)  # fmt: skip
_ENOUGH = 3
"""Blocks that must go on in their line for the others to be like them."""
_ROOM = 1.25
_OPEN = frozenset({End.WORD, End.FIGURE, End.COMMA})


class _Seen(NamedTuple):
    """How often blocks with a form of number go on in their line, and which lines follow those that seem not to."""

    going_on: list[int]
    alone: list[int]
    next_lines: list[int]


def run_on(lines: Sequence[TextLine], states: Sequence[int], setting: Setting) -> frozenset[int]:
    """Positions at which no block begins: after a number's line that is full, where its siblings go on in theirs."""
    seen: dict[NumberForm, _Seen] = defaultdict(lambda: _Seen([], [], []))
    charged = _Seen([], [], [])
    for first, last, _ in runs(states):
        form = lines[first].form
        if form is NONE and lines[last].end_class is not BRACKET:
            continue
        if lines[last].content[-1] in "）)" and (charge := _CHARGE.search(_words(lines, first, last))):
            (charged.going_on if charge.start() else charged.next_lines).append(first)
        if form not in _ALIKE:
            continue
        content = _words(lines, first, last)
        if "。" in content[:-1] and lines[last].end_class not in _OPEN:
            seen[form].going_on.append(first)
        elif last + 1 < len(lines) and _is_full(lines, last, first, setting):
            seen[form].next_lines.append(last + 1)
        else:
            seen[form].alone.append(first)
    found = (one for one in seen.values() if len(one.going_on) >= max(_ENOUGH, len(one.next_lines), 3 * len(one.alone)))
    joined = [lines[index].start for one in found for index in one.next_lines]
    if len(charged.going_on) >= max(_ENOUGH, len(charged.next_lines)):
        joined += [lines[index].start for index in charged.next_lines if index]
    return frozenset(joined)


def stand_alone(lines: Sequence[TextLine], states: Sequence[int], setting: Setting) -> frozenset[int]:
    """Positions at which a block begins: after the full line of a numbered heading whose siblings are all alone; and
    after 一、二、三 that are all words and clauses up to a full line, of several, where no sentence of theirs goes on.

    Where first lines are indented, a full line above one that is so is as good as alone.
    """
    alone: Counter[_Key] = Counter()
    others: Counter[_Key] = Counter()
    full: dict[_Key, list[int]] = defaultdict(list)
    over_text: dict[_Key, list[int]] = defaultdict(list)
    long: dict[_Key, list[int]] = defaultdict(list)
    ended: Counter[_Key] = Counter()
    series: Counter[NumberForm] = Counter()
    for first, last, _ in runs(states):
        form = lines[first].form
        if form not in _ALIKE:
            continue
        series[form] += lines[first].value[-1:] == (1,)
        for key in ((form, 0), (form, series[form] + 1)):  # all of the form, and those that count on from 1
            if first == last or (last == first + 1 and _names(lines[first]) and _is_rest(lines, last, setting)):
                is_alone = _names(lines[first]) and first + 1 < len(lines) and lines[first + 1].form is not form
                (alone if is_alone else others)[key] += 1
            elif _names(lines[first]) and _may_fill(lines, first, setting):
                indented = stands_at_margin(lines, first + 1, last, setting) is False
                longer = form is NumberForm.HAN and not indented
                end = _end_of_long_name(lines, first, last, setting) if longer else 0
                (over_text if indented else full)[key].append(lines[end or first + 1].start)
                ended[key] += lines[first].end_class is End.STOP and not indented
            elif _is_long_name(lines, first, last, setting):
                alone[key] += 1
            elif end := _end_of_long_name(lines, first, last, setting):
                long[key].append(lines[end].start)
            else:
                others[key] += 1
    statute = sum(line.form is NumberForm.ARTICLE for line in lines) >= _ENOUGH
    found: set[int] = set()
    for key in {*full, *over_text, *long}:
        seen = alone[key] + len(over_text[key])
        alike = not others[key] and not statute
        if alike and key[0] is NumberForm.HAN and seen + len(long[key]) + len(full[key]) > _ENOUGH:
            found.update(over_text[key] + long[key] + full[key])
        elif seen >= max(2 if alike and key[0] is NumberForm.HAN else _ENOUGH, 3 * others[key]):
            found.update(over_text[key])
            sentences = ended[key] == len(full[key]) and not statute  # which would all end with their lines by chance
            few = seen >= len(full[key]) + len(long[key]) and (alike or not key[1])
            found.update(long[key] if few and alike else ())
            found.update(full[key] if few or sentences else ())
    return frozenset(found)


_Key = tuple[NumberForm, int]


def _names(line: TextLine) -> bool:
    """Whether a line can be a heading: words without a mark, or one short sentence."""
    return not line.running and line.end_class in _HEADS and "。" not in line.content[:-1]


_HEADS = frozenset({End.WORD, End.FIGURE, End.CLOSER, End.BRACKET, End.STOP})


def _is_rest(lines: Sequence[TextLine], index: int, setting: Setting) -> bool:
    """Whether a line is the short second one of a heading."""
    measure = setting.measures[index]
    return measure is not None and lines[index].width <= measure - _SHORT and not lines[index].running


_SHORT = 2.0


def _is_long_name(lines: Sequence[TextLine], first: int, last: int, setting: Setting) -> bool:
    """Whether a block is a heading of two or three lines, with commas in it."""
    measure = setting.measures[last]
    if not 0 < last - first < _LONGEST_NAME or measure is None or lines[last].width > measure - _SHORT:
        return False
    return lines[last].end_class in _HEADS and not _SENTENCE.search(_words(lines, first, last)[:-1])


def _end_of_long_name(lines: Sequence[TextLine], first: int, last: int, setting: Setting) -> int:
    """The line below a heading of one to three full lines at the head of a block, or 0: words of a heading and of the
    text below it have no mark between them, so that no others of the block go on for so long.
    """
    at, best, where = 0, 0, 0
    for index in range(first, min(first + _LONGEST_NAME, last)):
        line, after = lines[index], lines[index + 1]
        name = _words(lines, first, index)
        if _SENTENCE.search(name) or setting.measures[index] is None:
            break
        before = len(_MARKS.split(name)[-1])
        behind = len(_MARKS.split(_words(lines, index + 1, last))[0])
        at = before + behind
        ends = line.end_class in _WORDS and after.form is NONE and not after.never_first
        ends = ends and _CLAUSE <= before <= _LONGEST_CLAUSE and behind >= _CLAUSE and at >= max(best, _RUN)
        closed = all(name.count(one) == name.count(other) for one, other in _PAIRS)
        if ends and closed and not splits_word(line.content, after.content):
            best, where = at, index + 1
    return where


_LONGEST_NAME = 3
_CLAUSE, _LONGEST_CLAUSE = 3, 28
_PAIRS = (("《", "》"), ("“", "”"), ("「", "」"), ("（", "）"))
_RUN = 15
"""Characters without a mark, of which some end a heading and others begin the text below it."""
_SENTENCE = re.compile("[。；：！？]")
_MARKS = re.compile("[，。；：、！？（(《]")
_WORDS = frozenset({End.WORD, End.CLOSER, End.BRACKET})


def _may_fill(lines: Sequence[TextLine], index: int, setting: Setting) -> bool:
    """Whether a line ends where a heading may, and what follows is text, and not the rest of a heading."""
    line, after, measure = lines[index], lines[index + 1], setting.measures[index]
    if measure is None or after.form is not NumberForm.NONE or after.never_first or after.blanks > 0:
        return False
    if after.end_class is End.STOP or _is_rest(lines, index + 1, setting):
        return False
    return line.end_class is End.STOP or not splits_word(line.content, after.content)


_CHARGE = re.compile(r"[（(][^（）()]{2,120}(?:负责|負責|牵头|牽頭|指导|指導|配合)[)）]$")
"""Who is charged with a task, in brackets at the end of its paragraph."""


def _words(lines: Sequence[TextLine], first: int, last: int) -> str:
    return "".join([line.content for line in lines[first : last + 1]]).replace(" ", "")


def _is_full(lines: Sequence[TextLine], index: int, first: int, setting: Setting) -> bool:
    """Whether the next line's beginning had no room in a line, and that line may go on with it."""
    line, after, measure = lines[index], lines[index + 1], setting.measures[index]
    if measure is None or after.form is not NumberForm.NONE or line.end_class in (End.COLON, End.SEMICOLON):
        return False
    return measure - (setting.indent if index == first else 0.0) - line.width - after.need - setting.slack < _ROOM
