"""The column measure: how wide a full line is, where that changes, and how far first lines are indented.

A line in the middle of a paragraph is full. Lines that do not end a sentence, and stand after one that does not, are in
the middle of a paragraph: their widths tell the measure without knowing the paragraphs.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from shanben.model.works import NumberForm
from shanben.shape.layout import FIELD_NAME, End, TextLine

WINDOW = 14
"""Lines looked at on each side of a line for the measure of its column."""

_NARROWEST = 9.0
"""Cells of the narrowest column: what is narrower are words by themselves."""
_NARROW = 14.0
"""Cells of a column so narrow that words by themselves may be as wide."""
_EVEN = 4.0
"""Cells by which lines that stop inside a sentence may differ where only a few of them tell the measure."""
_ENOUGH = 4
"""Lines that tell how even the right margin is."""
_MANY = 20
"""Lines that tell a measure beside narrower ones that are more alike."""
_INNER = frozenset({End.COMMA, End.WORD, End.FIGURE})


@dataclass(frozen=True, slots=True)
class Setting:
    """How a run of lines is set. Everything is in cells."""

    measures: tuple[float | None, ...]
    """For each line the width of a full line of its column; None where lines are not broken to a measure."""
    indent: float
    """How much shorter the first line of a paragraph is, its white space not counted."""
    slack: float
    """By how much a line inside a paragraph may fall short of the measure."""
    spaced_alike: bool = False
    """Whether letter-spaced lines, the spaces taken out, are as wide as others: they were not spread to fill them."""

    def only(self, indices: Sequence[int]) -> Setting:
        """The setting of some of the lines."""
        return Setting(tuple(self.measures[index] for index in indices), self.indent, self.slack, self.spaced_alike)


def read_setting(lines: Sequence[TextLine]) -> Setting:
    """The setting of a text from its lines."""
    inner = [
        index
        for index, line in enumerate(lines)
        if line.end_class in _INNER and not line.spaced and (index == 0 or lines[index - 1].end_class in _INNER)
    ]
    edges = _edges(lines, inner)
    widths = [edges[index] for index in inner]
    overall = _overall(widths)
    if overall is not None and overall < _NARROWEST:  # verse stands between the paragraphs
        wide = [width for width in widths if width >= _NARROWEST]
        overall = _overall(wide) if len(wide) >= max(_MANY, len(widths) / 5) else None
    if overall is not None and (overall < _NARROWEST or not _fills(lines, overall) or _is_narrow(lines, overall)):
        overall = None
    if overall is not None:
        overall += _printed_indent(lines, inner, overall)
    few = _from_few(lines) if overall is None or overall < _NARROW else None
    if overall is None or (few is not None and few > overall + _EVEN):
        overall = few  # the few lines that stop inside a sentence tell, if none is wider
        inner = [] if overall is None else [index for index in inner if lines[index].width >= overall - _EVEN]
    if overall is None:
        return Setting((None,) * len(lines), 0.0, 0.0)
    measures = _local(lines, inner, [round(edges[index] * 2) for index in inner], overall)
    slack = _slack(lines, inner, measures)
    return Setting(measures, _indent(lines, measures, slack), slack, _spaced_alike(lines, measures))


def _printed_indent(lines: Sequence[TextLine], inner: Sequence[int], overall: float) -> float:
    """How far the lines that tell a width are set in, if all of them are, and the lines below them are not: paragraphs
    of two lines have no other full line than their first.
    """
    near = [index for index in inner if abs(lines[index].width - overall) <= _HALF and index + 1 < len(lines)]
    indents = [lines[index].indent - lines[index + 1].indent for index in near]
    return min(indents) if indents and min(indents) >= 1 else 0.0


_HALF = 0.5


def _is_narrow(lines: Sequence[TextLine], overall: float) -> bool:
    """Whether many lines are wider, and no width is common: words by themselves have this one."""
    wider = sum(line.width > overall + 3 for line in lines)
    return wider > len(lines) * 0.25 and _mode([line.width for line in lines], 0.3) is None


def _overall(widths: Sequence[float]) -> float | None:
    """The width that many lines have, or about that many have with an uneven right margin."""
    found = _mode(widths, 0.25)
    return _mode(widths, 0.4, spread=2) if found is None else found


def _spaced_alike(lines: Sequence[TextLine], measures: Sequence[float | None]) -> bool:
    room = [
        measure - line.width
        for before, line, measure in zip(lines, lines[1:], measures[1:], strict=False)
        if line.spaced and measure is not None and line.end_class in _INNER and before.end_class in _INNER
    ]
    return len(room) >= _ENOUGH and sum(-1 <= one <= 1 for one in room) * 4 >= len(room) * 3


def _fills(lines: Sequence[TextLine], overall: float) -> bool:
    """Whether lines of this width stop inside sentences, as they do where a measure breaks them.

    Where every paragraph stands on a line of its own, lines that happen to be as wide end their sentence.
    """
    full = [
        index for index, line in enumerate(lines) if overall - 1.5 <= line.width <= overall + 1.5 and not line.spaced
    ]
    unfinished = sum(lines[index].end_class in _INNER and _is_text(lines, index) for index in full)
    wider = sum(line.width > overall + 3 and line.end_class is End.STOP for line in lines)
    return unfinished * 2 >= len(full) and unfinished >= wider


_LONG = 10.0
"""Cells from which a line without a mark may be a piece of running text, if the line before or after it is."""


def _is_text(lines: Sequence[TextLine], index: int) -> bool:
    """Whether a line is a piece of running text: titles, names and dates that stand together are not."""
    line = lines[index]
    if line.running:
        return True
    beside = [lines[index - 1]] if index and line.blanks <= 0 else []
    beside += [after for after in lines[index + 1 : index + 2] if after.blanks <= 0]
    return line.width >= _LONG and any(one.running or one.end_class is End.STOP for one in beside)


def _from_few(lines: Sequence[TextLine]) -> float | None:
    """The width of the widest line that stops inside a sentence which the next line takes up, or None."""
    widths = [
        line.width + line.indent - after.indent  # as wide as the lines that begin at the margin
        for line, after, third in zip(lines, lines[1:], [*lines[2:], None], strict=False)
        if line.end_class in _INNER and line.running and after.blanks == 0
        and (_takes_up(after, line) or _goes_through(line, after, third))
    ]  # fmt: skip
    if not widths:
        return None
    widest = max(widths)
    full = [width for width in widths if width >= widest - _EVEN]
    labels = [width for width in widths if width <= widest * _LABEL]
    told = len(full) + len(labels) == len(widths) and (not labels or len(full) >= max(_FULL, len(labels)))
    if not told or max(line.width for line in lines) > widest + 1.5:
        return None
    return widest


_LABEL = 0.6
"""Of the widest line: what is no wider stops where its words end, as the fields of a form do."""
_FULL = 2


def _takes_up(after: TextLine, line: TextLine) -> bool:
    return (
        after.form is NumberForm.NONE
        and not after.lead
        and (after.end_class is End.COLON or not FIELD_NAME.match(after.content))
        and after.indent <= line.indent
        and (after.running or after.end_class in (End.STOP, End.COLON) or after.never_first or _leads_on(after))
    )


def _goes_through(line: TextLine, after: TextLine, third: TextLine | None) -> bool:
    """Whether the next line is as wide and stops inside the sentence as well, which the one below it takes up."""
    if third is None or third.blanks or after.end_class not in _INNER or after.form is not NumberForm.NONE:
        return False
    alike = abs(line.width + line.indent - after.width - after.indent) <= 1 and after.indent <= line.indent
    return alike and third.end_class is End.STOP and _takes_up(third, after)


def _leads_on(line: TextLine) -> bool:
    """Whether a dash at its end leads on to a list, as in the ordinances of Hong Kong."""
    return line.content.endswith("——")


def _mode(widths: Sequence[float], share: float, *, least: int = 3, spread: int = 1) -> float | None:
    """The greatest width that at least ``share`` of the lines have, ``spread`` half cells either way, or None."""
    if len(widths) < least:
        return None
    return _mode_of([round(width * 2) for width in widths], share, least=least, spread=spread)


def _mode_of(halves: Sequence[int], share: float, *, least: int = 3, spread: int = 1) -> float | None:
    """``_mode`` of widths in half cells."""
    if len(halves) < least:
        return None
    wanted = max(least - 0.5, share * len(halves))
    ordered = sorted(halves, reverse=True)
    first = last = 0  # of those within the spread of one
    for at in dict.fromkeys(ordered):
        while ordered[first] > at + spread:
            first += 1
        while last < len(ordered) and ordered[last] >= at - spread:
            last += 1
        if last - first >= wanted:
            return max(range(at - spread, at + spread + 1), key=halves.count) / 2
    return None


def _local_mode(lines: Sequence[TextLine], inner: Sequence[int], halves: Sequence[int]) -> float | None:
    """The measure that the lines about a place tell; a narrow one only where they are pieces of text."""
    found = _mode_of(halves, 0.25, least=5)
    if found is None or found >= _NARROW:
        return found
    near = [index for index, half in zip(inner, halves, strict=True) if abs(half - 2 * found) <= 1]
    text = sum(lines[index].form is NumberForm.NONE and _is_text(lines, index) for index in near)
    return found if text * 2 >= len(near) else None


def _edges(lines: Sequence[TextLine], inner: Sequence[int]) -> dict[int, float]:
    """How far from the margin each line ends that tells a width: first lines that are set in reach further than they
    are wide.
    """
    if not inner:
        return {}
    margin = sorted([line.indent for line in lines])[len(lines) // 10]
    found: dict[int, float] = {}
    for index in inner:
        line = lines[index]
        further = line.indent - margin
        goes_on = index + 1 < len(lines) and lines[index + 1].indent < line.indent
        found[index] = line.width + further if goes_on and 1 <= further <= _FIRST else line.width
    return found


_FIRST = 4.0
"""Cells that the first line of a paragraph may be set in."""


def _local(
    lines: Sequence[TextLine], inner: Sequence[int], halves: Sequence[int], overall: float
) -> tuple[float | None, ...]:
    """The measure at each line: that of the lines before it or after it, whichever it fits."""
    step = 6
    before: dict[int, float | None] = {}
    after: dict[int, float | None] = {}
    low = high = middle = 0
    for at in range(0, len(lines), step):
        while low < len(inner) and inner[low] < at - WINDOW:
            low += 1
        while middle < len(inner) and inner[middle] < at + step:
            middle += 1
        high = max(high, middle)
        while high < len(inner) and inner[high] < at + step + WINDOW:
            high += 1
        before[at] = _local_mode(lines, inner[low:middle], halves[low:middle])
        first = middle
        while first > low and inner[first - 1] >= at:
            first -= 1
        after[at] = _local_mode(lines, inner[first:high], halves[first:high])
    measures: list[float | None] = []
    for index, line in enumerate(lines):
        at = index - index % step
        if at == index:
            ahead = (before[at], after[at], after.get(at + step))
            choices = [choice for choice in ahead if choice is not None and choice >= _NARROWEST] or [overall]
        if abs(choices[0] - line.width) <= 1.5:
            measures.append(choices[0])
            continue
        fitting = min(choices, key=lambda choice: (abs(choice - line.width) > 1.5, choice + 1.5 < line.width))
        if (
            max(choices) - min(choices) > 2
            and abs(fitting - line.width) > 1.5
            and index + 1 < len(lines)
            and line.blanks
        ):
            coming = lines[index + 1].width  # the first line of another column, perhaps
            fitting = min(choices, key=lambda choice: abs(choice - coming) > 1.5)
        measures.append(None if line.width > fitting + 6 else fitting)
    return tuple(measures)


def from_the_edge(lines: Sequence[TextLine]) -> None:
    """Count the widths of lines from the edge of the page, where they hang: those that go on stand further in than the
    numbered ones that they go on with, and all end below each other.
    """
    inner = [
        after.indent
        for line, after in pairwise(lines)
        if line.end_class in _INNER and after.blanks == 0 and after.form is NumberForm.NONE
        and (line.end_class is End.COMMA or line.running)
    ]  # fmt: skip
    if len(inner) < _HANGING:
        return
    hanging = sorted(inner)[len(inner) // 5]
    numbered = [line.indent for line in lines if line.form is not NumberForm.NONE]
    out = sum(indent <= hanging - 1 for indent in numbered)
    if hanging >= 1 and out >= 2 and out * 2 >= len(numbered):
        for line in lines:
            line.width += line.indent


_HANGING = 3
"""Lines that must go on in the next."""


def stands_at_margin(lines: Sequence[TextLine], first: int, last: int, setting: Setting) -> bool | None:
    """Whether a block is too wide in its first line for a paragraph, where those are indented; False where that line is
    indented, or leaves room for what the next goes on with; None where the page does not tell.
    """
    line, measure = lines[first], setting.measures[first]
    if line.indent >= 1:
        return False
    if measure is None or setting.indent < _INDENT or (line.spaced and not setting.spaced_alike):
        return None
    if line.width > measure - setting.indent + _MARGIN:
        return True
    left = first < last and measure - line.width - lines[first + 1].need >= setting.slack + _MARGIN
    return False if left else None


_INDENT, _MARGIN = 1.5, 0.75


def _indent(lines: Sequence[TextLine], measures: Sequence[float | None], slack: float) -> float:
    """By how much lines after a full stop or a short line fall short, if they commonly do: indents that were lost."""
    indented = flush = 0
    for index in range(1, len(lines)):
        line, before, measure = lines[index], lines[index - 1], measures[index]
        full = line.end_class in _INNER or (line.lead and line.end_class is End.COLON)
        if measure is None or line.spaced or not full:
            continue
        if index + 1 < len(lines) and lines[index + 1].lead and not line.running:
            continue  # a heading above a report
        short = before.width < measure - 4 or line.lead
        if before.end_class is not End.STOP and not short:
            continue
        if short or line.blanks > 0 or line.form is not NumberForm.NONE:
            room = measure - line.width
            indented += 1.5 <= room <= 3
            flush += -1.5 <= room <= 0.5 + min(slack, 0.5)
    return 0.0 if flush > 1.5 * indented else 2.0


def _slack(lines: Sequence[TextLine], inner: Sequence[int], measures: Sequence[float | None]) -> float:
    """The 88th percentile of what lines inside a paragraph leave empty though the next characters would have fitted."""
    empty: list[float] = []
    for index in inner:
        measure = measures[index]
        if index + 1 < len(lines) and measure is not None and index > 0 and lines[index - 1].width > measure - 4:
            room = measure - lines[index].width - lines[index + 1].need
            if room < 6:
                empty.append(room)
    if len(empty) < _ENOUGH:
        return 0.0
    empty.sort()
    return min(4.0, max(0.0, empty[int(len(empty) * 0.88)] + 0.5))
