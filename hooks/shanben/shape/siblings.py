"""Numbered blocks of one kind are set alike: where most go on in their line, one that fills its line goes on too."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from typing import NamedTuple

from shanben.model.works import NumberForm
from shanben.shape.layout import BRACKET, NONE, End, TextLine
from shanben.shape.measure import Setting
from shanben.shape.reflow import runs

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
