"""Which printed lines make one block: by indents, room between lines, size and weight, and how full lines are."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from statistics import median

from shanben.model.evidence import Mark
from shanben.model.radicals import read_radicals
from shanben.take.pdf_lines import PrintedLine
from shanben.take.pdf_room import is_choices

_STOP = re.compile(r"[。！？；：.!?;:）)…]$|[。！？…!?.][”’」』]+$")
"""How a sentence or an item ends; a quotation that has no stop of its own may stand inside one."""
_PAUSES = "，、,"
_NUMBERED = re.compile(
    r"第[〇零一二三四五六七八九十百千\d]+[编編章节節条條款部篇]|[〇零一二三四五六七八九十百]+、|[（(][〇零一二三四五六七八九十百\d]+[）)]"
    r"|\d{1,3}(?:[.．、](?!\d)|[)）])|[①-⑳]|[a-z][.．)）、][\s\u2e80-\u9fff]|[（(][A-Za-z][）)]"
)
_LETTER = re.compile("[（(]([A-Za-z])[）)]")
_SOURCE = re.compile(r"[\[［〔](\d{1,3})[\]］〕]")
"""How an entry of a list of sources begins."""
_LONGEST_NUMBER = 16
BULLET = re.compile(r"[•●⚫○⚪■◼◾□◆◇▪▫➢➤►▸▶‣◦✓✔❖\uf020-\uf0ff]\s|[•➢➤►▸‣◦✓✔❖](?=[\u2e80-\u9fff“\"《（])")
"""What stands before an item of a list without numbers; in fonts of signs it has a code of its font's own."""
_NOTE = re.compile(r"[①-⑳*＊†‡※]|[\[［〔(（]\d{1,3}[\]］〕)）]|\d{1,3}(?=[\s\u2e80-\u9fff《“])")
_INDENTED = 0.8
"""Ems from which a line counts as indented."""
_SAME_SIZE = 0.04
_SMALLER = 0.93
"""Times the size of the text: what is set smaller at the foot of a column may be a note."""
_LARGER = 1.08
"""Times the size of the text, from which words are a title or heading."""
_SET_IN = 2
"""Lines of text set in from both sides: more are a paragraph."""
_SHORT = 0.4
"""Of its column's width: what leaves so much room is the last line of something, also without a mark."""
_AWAY = 2.6
"""Ems that a centred line leaves on both sides: more than the indent of a paragraph."""


@dataclass(frozen=True, slots=True)
class Setting:
    """How the text of a document is set: its size, the room between its lines, and whether paragraphs are indented."""

    size: float
    leading: float
    indented: bool
    gapped: bool
    """Whether paragraphs have room between them."""
    pages: Mapping[int, float] = field(default_factory=dict)
    """The room between the lines of pages that are set wider than the others."""

    def leading_at(self, line: PrintedLine) -> float:
        """The room between lines on the page of a line."""
        return self.pages.get(line.page, self.leading)


def read_setting(lines: Sequence[PrintedLine]) -> Setting:
    """The setting that most lines have."""
    size = body_size(lines)
    body = [line for line in lines if abs(line.size - size) < 0.3]
    steps: dict[int, list[float]] = {}
    for before, line in itertools.pairwise(body):
        if before.page == line.page and before.column[0] == line.column[0] and 0 < before.y - line.y < 4 * size:
            steps.setdefault(line.page, []).append(before.y - line.y)
    leading = _usual([step for page in steps.values() for step in page]) if steps else size * 1.5
    after_stop = [
        (before, line)
        for before, line in itertools.pairwise(body)
        if room(before) > 2 * size and _ends(before) and before.column == line.column
    ]
    indents = sum(indent(line) >= _INDENTED for _, line in after_stop)
    pages = {page: own for page, found in steps.items() if (own := _even(found)) > 1.25 * leading}
    gaps = sum(before.y - line.y > 1.25 * pages.get(line.page, leading) for before, line in after_stop)
    return Setting(size, leading, indents * 2 > len(after_stop), gaps * 2 > len(after_stop) > 0, pages)


def body_size(lines: Iterable[PrintedLine]) -> float:
    """The size of most of the text, in half points; Latin letters are half as wide as Han characters, and many more."""
    sizes: Counter[float] = Counter()
    for line in lines:
        sizes[round(line.size * 2) / 2] += len(line.text) + len(line.text.encode("utf-8", "surrogatepass"))
    return sizes.most_common(1)[0][0] if sizes else 10.0


def _usual(steps: Sequence[float]) -> float:
    rounded = Counter(round(step * 2) / 2 for step in steps)
    return rounded.most_common(1)[0][0]


def _even(steps: Sequence[float]) -> float:
    """The room between the lines of a page that are set evenly; 0 where they are not, or too few."""
    usual = _usual(steps)
    even = sum(abs(step - usual) < 1 for step in steps)
    return usual if even >= _EVEN and even >= _MOSTLY * len(steps) else 0.0


def _fills(line: PrintedLine) -> bool:
    """Whether a line takes most of its column: one who signs at its right does not."""
    return line.right - line.left > _FILLS * (line.column[2] - line.column[1])


_HANGS = 3
"""Ems by which the first line of a paragraph may be set in from the others, where all are."""
_FILLS = 0.6
_AT_RIGHT = 5
"""Ems from the left of its column from which a line may be set at the right."""
_EVEN = 5
_MOSTLY = 0.7


def indent(line: PrintedLine) -> float:
    """Ems by which a line begins right of its column."""
    return (line.left - line.column[1]) / (line.size or 1.0)


def room(line: PrintedLine) -> float:
    """Points that a line leaves empty at its right."""
    return line.column[2] - line.right


def centred(line: PrintedLine) -> bool:
    """Whether a line stands in the middle of its column, with room on both sides."""
    left, right = line.left - line.column[1], room(line)
    return min(left, right) > _AWAY * line.size and abs(left - right) < max(line.size, 0.12 * (left + right))


def set_in(lines: Sequence[PrintedLine], setting: Setting) -> set[int]:
    """The lines, by their ``id()``, that go on from the one before in paragraphs with room on both sides: three lines
    or more that begin below each other and of which all but the last are full, as those of an abstract are.
    """
    found: set[int] = set()
    run: list[PrintedLine] = []
    for line in [*lines, None]:
        if line is not None and _set_in(line, setting) and (not run or _below(run, line, setting)):
            run.append(line)
            continue
        if len(run) > _SET_IN and sum(map(_ends, run[:-1])) * 2 < len(run):
            found |= {id(one) for one in run[1:]}
        run = [line] if line is not None and _set_in(line, setting) else []
    return found


def _set_in(line: PrintedLine, setting: Setting) -> bool:
    left = line.left - line.column[1]
    return line.size <= setting.size * _LARGER and left >= _INDENTED * line.size and not line.cells


def _below(run: Sequence[PrintedLine], line: PrintedLine, setting: Setting) -> bool:
    """Whether a line goes on from a run of lines set in: the one before it is full, as wide as any of them."""
    before, em = run[-1], line.size
    first = len(run) == 1 and 0 < before.left - line.left < 3 * em
    beside = (
        before.column == line.column and before.page == line.page and before.y - line.y < 1.3 * setting.leading_at(line)
    )
    full = abs(before.right - max(one.right for one in [*run, line])) < 1.2 * em and room(before) >= _INDENTED * em
    aligned = first or abs(before.left - line.left) < 0.3 * em
    return beside and full and aligned and same_look(before, line) and not _is_numbered(line)


def same_look(one: PrintedLine, other: PrintedLine) -> bool:
    """Whether two lines are set in one size and weight."""
    sized = abs(one.size - other.size) <= _SAME_SIZE * max(one.size, other.size) + 0.2
    return sized and (one.bold == other.bold or not (one.weighed and other.weighed))


def begins(before: PrintedLine | None, line: PrintedLine, setting: Setting) -> bool:
    """Whether a block begins with a line; ``before`` is the line before it in the same flow of text."""
    if before is None or not same_look(before, line) or _tabular(line) or _tabular(before):
        return True
    if BULLET.match(line.text) or is_choices(line.text) or (is_choices(before.text) and _is_numbered(line)):
        return True
    em = setting.size
    beside = before.page == line.page and before.column[0] == line.column[0]
    step = before.y - line.y
    near = step < 1.3 * setting.leading_at(line) if beside else before.page + 1 == line.page
    if near and _hangs(before, line) and ((beside and BULLET.match(before.text)) or _is_cut_item(before, line)):
        return False
    if beside and step > 1.3 * max(setting.leading_at(line), line.size * 1.1) and not _display(before, setting):
        return True
    if _display(before, setting) or _display(line, setting):
        follows = step < (3 if before.text[-1:] in _PAUSES else 2.1) * line.size
        return not (beside and follows and _goes_on(before, line))
    if indent(before) > _AT_RIGHT and indent(line) < indent(before) - _HANGS and not _fills(before):
        return True  # below who signs, or the day
    if setting.indented:
        if indent(line) >= _INDENTED and indent(line) > indent(before) - 3:
            hangs = -0.2 < indent(before) - indent(line) < _HANGS and _fills(before)
            return not (hangs and room(before) < 1.2 * em and not _ends(before))
        short = room(before) > _SHORT * (before.column[2] - before.column[1])
        return room(before) > 2.5 * em and (short or _ends(before) or _is_numbered(line))
    if min(indent(before), indent(line)) > _AT_RIGHT and not _fills(before):
        return True  # who signs, and below the day
    if room(before) > 1.6 * em:
        return _ends(before) or room(before) > 4 * em or _is_numbered(line)
    if beside and setting.gapped:
        return False
    return _ends(before) and _is_numbered(line)


def begins_item(first: PrintedLine | None, before: PrintedLine | None, line: PrintedLine, setting: Setting) -> bool:
    """Whether an item begins with a line below a full one, in a part that is set without the indents that others have:
    its blocks begin at the left, as ``first`` does, the line that the last one began with. (B) begins one below (A),
    and in any part [2] below [1].
    """
    if first is None or before is None:
        return False
    sources = [_SOURCE.match(one.text) for one in (first, line)]
    if sources[0] and sources[1] and int(sources[1][1]) - int(sources[0][1]) == 1:
        return abs(first.left - line.left) < line.size
    if not setting.indented:
        return False
    letters = [_LETTER.match(one.text) for one in (first, line)]
    if letters[0] and letters[1] and ord(letters[1][1]) - ord(letters[0][1]) == 1:
        return abs(first.left - line.left) < line.size
    if not _ends(before):
        return False
    return max(indent(first), indent(before), indent(line)) < _INDENTED and _is_numbered(line)


def _is_numbered(line: PrintedLine) -> bool:
    """Whether a line begins with a number; 一 may stand as the radical of its look."""
    return bool(_NUMBERED.match(read_radicals(line.text[:_LONGEST_NUMBER])))


def _hangs(before: PrintedLine, line: PrintedLine) -> bool:
    """Whether a line goes on from a full one that its sign makes begin left of it."""
    return room(before) < 1.6 * before.size and 0.5 * line.size < line.left - before.left < _HANGS * line.size


def _is_cut_item(before: PrintedLine, line: PrintedLine) -> bool:
    """Whether a numbered line stops where its column ends, inside a sentence that the next line may go on with."""
    numbered = _is_numbered(before) or bool(_SOURCE.match(before.text))
    return numbered and not _ends(before) and not _is_numbered(line)


def _tabular(line: PrintedLine) -> bool:
    """Whether a line has cells; gaps in a full line of a sentence are blanks that were filled in."""
    return bool(line.cells) and not (room(line) < 2 * line.size and _WITHIN.search(line.text))


_WITHIN = re.compile(r"[，；。].*[\u4e00-\u9fff]")


def _goes_on(before: PrintedLine, line: PrintedLine) -> bool:
    """Whether a title or heading goes on in the next line: the line before is full, or both are centred."""
    if _is_numbered(line):
        return False
    full = before.left - before.column[1] + room(before) < 2.2 * before.size
    return full or (centred(before) and centred(line) and not _ends(before))


def _ends(line: PrintedLine) -> bool:
    return bool(_STOP.search(line.text[-4:]))


def _display(line: PrintedLine, setting: Setting) -> bool:
    return line.size > setting.size * _LARGER or centred(line)


def foot_notes(lines: Sequence[PrintedLine], setting: Setting) -> dict[int, int]:
    """For each line of a note at the foot of a column, by its ``id()``, the number of the note."""
    found: dict[int, int] = {}
    number = 0
    heights = Counter(line.page for line in lines)
    columns: dict[tuple[int, int], list[PrintedLine]] = {}
    for line in lines:
        columns.setdefault((line.page, line.column[0]), []).append(line)
    for (page, _), column in columns.items():
        small = itertools.takewhile(lambda line: line.size <= setting.size * _SMALLER, reversed(column))
        tail = list(itertools.dropwhile(lambda line: not _NOTE.match(line.text), [*small][::-1]))
        if not tail or len(tail) > 0.6 * heights[page] or median(line.y for line in tail) > 0.6 * tail[0].height:
            continue
        for line in tail:
            number += bool(_NOTE.match(line.text))
            found[id(line)] = number
    return found


def is_exponent(before: str, sign: str) -> bool:
    """Whether a raised sign belongs to a figure or a unit before it: 10³, m²."""
    last = before[-1:]
    return sign.isdecimal() and last.isascii() and (last.isdecimal() or (last.isalpha() and sign in ("2", "3")))


def note_calls(lines: Iterable[PrintedLine], notes: Mapping[int, int]) -> dict[int, list[Mark]]:
    """For each line that calls notes by raised signs, by its ``id()``, where: a sign calls the note of its own page."""
    own: dict[tuple[int, str], int] = {}
    rest: list[PrintedLine] = []
    for line in lines:
        if id(line) not in notes:
            rest += [line] if line.raised else []
        elif match := _NOTE.match(line.text):
            own.setdefault((line.page, match[0]), notes[id(line)])
    found: dict[int, list[Mark]] = {}
    for line in rest:
        for start, end in line.raised:
            sign = line.text[start:end].strip()
            number = own.get((line.page, sign))
            if number is not None and not is_exponent(line.text[:start], sign):
                first = line.text.index(sign, start)
                found.setdefault(id(line), []).append(Mark(first, first + len(sign), f"note {number}"))
    return found
