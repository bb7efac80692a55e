"""Lines that no rule about paragraphs may touch: verse, tables, notes at the foot of a page, subtitles, chats.

They are recognised before anything else and kept as they stand, line by line or as blocks of a kind of their own.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import chain, pairwise
from typing import NamedTuple

from shanben.model.doubts import Doubt
from shanben.model.editions import EntryKind
from shanben.model.works import NumberForm
from shanben.shape.captions import CAPTION, TABLE_CAPTION, UNIT
from shanben.shape.drawn import drawn_tables
from shanben.shape.layout import End, TextLine
from shanben.shape.marks import NOTE_MARK
from shanben.shape.spaced_rows import comma_tables, named_tables, spaced_tables, tabbed_tables
from shanben.shape.unmarked_books import LINE_OF_BOOK, is_unmarked, read_column
from shanben.shape.verses import verses


class Apart(NamedTuple):
    """Lines from ``first`` up to ``end`` that make one block of a kind; ``through``: the text goes on over them."""

    first: int
    end: int
    kind: EntryKind
    doubt: Doubt | None = None
    through: bool = False


def set_apart(whole: Sequence[TextLine], numbers: frozenset[int] = frozenset()) -> tuple[Apart, ...]:
    """The lines of a text that are kept as they stand, in order, none twice. ``numbers`` are lines of the page, over
    which verse and tables go on; what a printer stamps on a page is no longer among them.
    """
    lines = whole
    if logged := _log(lines):
        doubt = Doubt("D310", logged, 0.5)
        return tuple(
            Apart(index, index + 1, EntryKind.PARAGRAPH, None if index else doubt) for index in range(len(lines))
        )
    if is_unmarked(lines):
        return tuple(_of_book(lines))
    inner = [index for index in range(len(whole)) if index not in numbers]
    lines = [whole[index] for index in inner]
    found: list[Apart] = []
    end = 0
    verse = (Apart(first, last, EntryKind.VERSE, doubt) for first, last, doubt in verses(lines))
    for apart in sorted([*_notes(lines), *_tables(lines), *verse], key=lambda one: one[:2]):
        if apart.first >= end:
            found.append(apart._replace(first=inner[apart.first], end=inner[apart.end - 1] + 1))
            end = apart.end
    return tuple(found)


# --- books without marks --------------------------------------------------------------------------------------------

_UNMARKED = Doubt("D310", "a text without marks: kept line by line, nothing is arranged", 0.5)
_COLUMN = Doubt("D310", "a text without marks: its paragraphs end where its lines do not fill the column", 0.5)
_FURTHER_IN = Doubt("D305", "words further in than the text below them, taken for a heading", 0.8)
_LIBRARY = re.compile("[欽钦]定四[庫库]全[書书](?:[薈荟]要)?")
_HABIT = 3
"""Names of parts further in than their text that make each of them sure."""
_LONGEST_TITLE = 20.0
"""Cells of the first line of such a book."""


def _of_book(lines: Sequence[TextLine]) -> Iterator[Apart]:
    """The paragraphs of a book without marks, below its title, with the names of its parts; or its lines."""
    column = read_column(lines)
    if column is None:
        for index in range(first := int(lines[0].width < LINE_OF_BOOK), len(lines)):  # below its name
            yield Apart(index, index + 1, EntryKind.PARAGRAPH, _UNMARKED if index == first else None)
        return
    library = int(bool(_LIBRARY.fullmatch(lines[0].content)))
    if library:
        yield Apart(0, 1, EntryKind.SERIES, None)
    first = library + (lines[library].width <= _LONGEST_TITLE and not column.full[library])
    begun = [index for index in range(first, len(lines)) if index not in column.joined or index == first]
    unsure = None if len(column.headings) >= _HABIT else _FURTHER_IN
    for index, end in pairwise([*begun, len(lines)]):
        doubt = _COLUMN if index == first else None
        if index in column.headings:
            yield Apart(index, end, EntryKind.HEADING, doubt or unsure)
        else:
            kind = EntryKind.BYLINE if index in column.makers else EntryKind.PARAGRAPH
            yield Apart(index, end, kind, doubt)


# --- subtitles and chats --------------------------------------------------------------------------------------------

_CLOCK = r"\d{1,2}[:：]\d{2}(?:[:：]\d{2})?"
_HALF_DAY = r"(?:[上下]午\s*|[上中下]午|晚上|凌晨)?"
_DAY = r"(?:\d{4}[-/.年]\d{1,2}[-/.月]\d{1,2}日?|\d{1,2}[-/.]\d{1,2}[-/.]\d{4})"
_MOMENT = rf"{_DAY},?\s*(?:星期[一二三四五六日天]\s*)?{_HALF_DAY}\s*{_CLOCK}"
_CUE = r"(?:\d{1,2}:)?\d{1,2}:\d{2}[,.]\d{1,3}"
_SUBTITLES = "subtitles: kept line by line, nothing is arranged"
_TIMED = "timed lines: kept line by line, nothing is arranged"
_CHAT = "a chat: kept line by line, nothing is arranged"
LOGGED = (_SUBTITLES, _TIMED, _CHAT)
_LOGS: tuple[tuple[str, re.Pattern[str], int], ...] = (
    (_SUBTITLES, re.compile(rf"{_CUE}\s*(?:-+>\s*{_CUE}.*|,\s*{_CUE})"), 1),
    (_SUBTITLES, re.compile(r"(?:Dialogue|Comment):\s*\d,\s*\d+:\d{2}:.*"), 1),
    (_TIMED, re.compile(r"\[\d{1,2}:\d{2}(?:[.:]\d{1,3})?\].*"), 3),
    (_TIMED, re.compile(r"(?:\d{1,2}:)?\d{1,2}:\d{2}"), 3),
    (_TIMED, re.compile(rf"[\[【(（]?{_CLOCK}[\]】)）]?[\s　]+([^\s，。：:]{{1,10}})"), 3),
    (_TIMED, re.compile(rf"([^\s，。：:]{{1,10}})[\s　]+[\[【(（]?{_CLOCK}[\]】)）]?"), 3),
    (_CHAT, re.compile(rf"[\[【(（]?{_MOMENT}.{{0,60}}"), 3),
    (_CHAT, re.compile(rf"[^\s，。：:]{{1,12}},?[\s　(（\[]+{_MOMENT}[)）\]]?"), 2),
    (_CHAT, re.compile(rf"([^\s，。：:]{{1,12}})[\s　(（\[]+{_HALF_DAY}\s*{_CLOCK}[)）\]]?"), 3),
    (_CHAT, re.compile(rf"[\[【(（]?{_HALF_DAY}{_CLOCK}[)）\]】]?[\s　]*([^\s，。：:]{{1,12}})[：:].*"), 3),
)
"""What a log is called, the line that betrays them, and how many such lines it takes."""


def _log(lines: Sequence[TextLine]) -> str:
    """Why a text is kept as the log it is; empty where it is none."""
    short = [line.content for line in lines if len(line.content) <= 120]
    dated = [content for content in short if ":" in content or "：" in content]
    if not dated:
        return ""
    for reason, form, least in _LOGS:
        timed = [match for content in dated if (match := form.fullmatch(content))]
        if form.groups and len({match[1] for match in timed}) * 4 > len(timed) * 3:
            continue  # what is named beside an hour never comes back: a programme
        if least > 1 and len({match[0] for match in timed}) < 2:
            continue  # a page's are all the same
        if len(timed) >= least and len(timed) * 6 >= len(lines):
            return reason
    return ""


# --- tables ---------------------------------------------------------------------------------------------------------

_CELLS = re.compile(r"\t+|[ \xa0\u3000]{2,}|\s*[|｜│]\s*")
_NARROW_CELLS = re.compile(r"[ \xa0]*\u3000[ \xa0\u3000]*|\t+|[ \xa0]{2,}")
_MANY = 4
"""Cells from which one ideographic space between them is enough."""
_BARS = "|｜│"
_LONGEST_CELL = 24
_LONGEST_NAME = 12
"""Characters of what a figure is said of, with one space between them."""
_FIGURES = re.compile(r"[$￥¥€£]?[\d.,%％+\-—/:：年月日（）()]+[元圆圓]?")


def _cells(line: TextLine, *, told: bool = False) -> int:
    """How many cells a line has; 1 where it is no row of a table. ``told``: a caption says that a table follows."""
    content = line.content
    if line.end_class in _NO_ROW_ENDS:
        return 1
    if content.isprintable() and "  " not in content and "|" not in content:  # no other white space is
        return 1
    pieces = [piece for piece in _CELLS.split(content) if piece.strip()]
    if len(pieces) < 2:
        pieces = _NARROW_CELLS.split(content)
        priced = len(pieces) == 2 and len(pieces[0]) <= _LONGEST_NAME and _FIGURES.fullmatch(pieces[1])
        if not all(pieces) or (len(pieces) < _MANY - told and not priced):
            return 1
    if any(len(piece) > _LONGEST_CELL or "。" in piece for piece in pieces):
        return 1
    if all(len(piece) == 1 for piece in pieces if not piece.isascii()) and not any(map(str.isascii, pieces)):
        return 1  # letter spacing
    if line.form in _NO_ROW and len(pieces) == 2:
        return 1
    return len(pieces)


def _is_head_of_signs(line: TextLine, count: int) -> bool:
    """Whether a line above rows names each of their columns by one character, and only looks letter-spaced."""
    pieces = [piece for piece in _CELLS.split(line.content) if piece.strip()]
    return len(pieces) == count and all(len(piece) == 1 for piece in pieces)


def _ends_in_figures(content: str) -> bool:
    last = _NARROW_CELLS.split(content.rstrip(_BARS))[-1]
    return bool(_FIGURES.fullmatch(last.strip(" " + _BARS)))


def _over(lines: Sequence[TextLine], index: int) -> str:
    """The line over rows that may name them, above what they count in."""
    above = index - 2 if index > 1 and UNIT.fullmatch(lines[index - 1].content) else index - 1
    return lines[above].content if above >= 0 else ""


_TOTAL = re.compile("[合总總小共][计計]")
"""The last row, which leaves cells empty."""
_NO_ROW_ENDS = frozenset({End.STOP, End.COMMA, End.SEMICOLON, End.COLON})
_NO_ROW = frozenset(NumberForm) - {NumberForm.NONE, NumberForm.ARABIC, NumberForm.DECIMAL}


def _tables(lines: Sequence[TextLine]) -> Iterator[Apart]:
    """Runs of rows with as many cells, one more or less: of three cells two rows, of two cells three with figures;
    rows of words below names of columns.
    """
    found = list(_rows(lines))
    yield from found
    taken = {index for apart in found for index in range(apart.first, apart.end)}
    for first, end in chain(tabbed_tables(lines), named_tables(lines)):
        if taken.isdisjoint(range(first, end)):
            yield Apart(first, end, EntryKind.TABLE)
            taken.update(range(first, end))


def _rows(lines: Sequence[TextLine]) -> Iterator[Apart]:
    index = 0
    while index < len(lines):
        over = _over(lines, index)
        named = bool(CAPTION.fullmatch(over))
        first, count = index, _cells(lines[index], told=named)
        index += 1
        if count < 2:
            continue
        widest = count
        apart = index < len(lines) and lines[index].blanks == 1 and count > 2  # a blank line between all rows
        while index < len(lines) and lines[index].blanks <= apart:
            cells = _cells(lines[index], told=named)
            total = cells > 1 and _TOTAL.match(lines[index].content)
            if cells < 2 or (abs(cells - widest) > (not apart) and not total):
                break
            widest = max(widest, cells)
            index += 1
        if first and lines[first].blanks <= 0 and _is_head_of_signs(lines[first - 1], widest):
            first -= 1
        rows = lines[first:index]
        figures = sum(_ends_in_figures(row.content) for row in rows)
        barred = all(row.content[0] in _BARS and row.content[-1] in _BARS for row in rows)
        told = (
            widest > 2
            or barred
            or (named and TABLE_CAPTION.match(over))
            or (len(rows) > 2 and figures * 2 >= len(rows) - 1)
        )
        if told and len(rows) >= (3 if apart else 2):
            yield Apart(first, index, EntryKind.TABLE)
    for first, end in [*drawn_tables(lines), *spaced_tables(lines), *comma_tables(lines)]:
        yield Apart(first, end, EntryKind.TABLE)


# --- notes at the foot of a page ------------------------------------------------------------------------------------

_MAY_MARK = re.compile(r"[①-⑳㉑-㊿⑴-⒇\[［〔【]|[（(]\d|\*(?<=[\u3400-\u9fff”’》〉）」』]\*)")
"""What every mark begins with."""
_CALLS = re.compile(
    rf"(?<=[\u3400-\u9fff〇”’》〉）」』])(?<![如见見照据據按与與和及到至由自在第项項款])(?:{NOTE_MARK.pattern})"
    r"(?=[，。；：！？”’》〉）」』…]|$)"
)
"""A mark behind a word, where a clause ends: none that opens an item, or names one."""
_LONGEST_NOTE = 12  # lines
_REST = 6.0
"""The widest line that ends the sentence of a note whose line before was not full."""


def _notes(lines: Sequence[TextLine]) -> Iterator[Apart]:
    """Notes whose mark is called by a line before them: inside a sentence that goes on below them, or after its end,
    where each is called once since the notes before them.
    """
    if not any(_MAY_MARK.search(line.content) for line in lines):
        return
    called: set[str] = set()
    once: Counter[str] = Counter()
    index = 0
    while index < len(lines):
        line = lines[index]
        start = NOTE_MARK.match(line.content)
        near = reversed(lines[max(0, index - 2) : index])
        above = next((one for one in near if any(map(str.isalnum, one.content))), lines[index - 1])  # not a drawn line
        listed = NOTE_MARK.match(above.content)  # an entry of a list of sources, of which this is the next
        inside = above.end_class in (End.WORD, End.COMMA)
        if not start or listed or start[0] not in (called if inside else once):
            called.update(match[0] for match in NOTE_MARK.finditer(line.content) if match.start())
            once.update(match[0] for match in _CALLS.finditer(line.content))
            index += 1
            continue
        block: list[Apart] = []
        at = index
        while at < len(lines) and (mark := NOTE_MARK.match(lines[at].content)) and mark[0] in called:
            end = _note_end(lines, at, mark[0])
            block.append(Apart(at, end, EntryKind.NOTE, None, inside))
            at = end
        goes_on = at < len(lines) and (line.content[0] not in "（(" or lines[at].form is NumberForm.NONE)
        marks = [mark[0] for one in block if (mark := NOTE_MARK.match(lines[one.first].content))]
        if goes_on if inside else marks == list(once) and set(once.values()) == {1}:
            yield from block
            once.clear()
        index = max(at, index + 1)


def _note_end(lines: Sequence[TextLine], first: int, mark: str) -> int:
    """The line after a note: the first that is not full ends it, its mark on a line of its own aside."""
    at = first + 1 if lines[first].content == mark else first
    widest = max(line.width for line in lines[max(0, first - 6) : first])
    while at + 1 < len(lines) and at - first < _LONGEST_NOTE:
        if lines[at].end_class is End.STOP and lines[at + 1].blanks:  # or a page ends
            break
        if lines[at].width < widest - 2 and lines[at].end_class in (End.STOP, End.WORD, End.CLOSER, End.BRACKET):
            rest = lines[at + 1]
            if lines[at].end_class is not End.WORD or rest.end_class is not End.STOP or rest.width > _REST:
                break
        at += 1
    return min(at + 1, len(lines))
