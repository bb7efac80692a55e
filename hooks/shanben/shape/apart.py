"""Lines that no rule about paragraphs may touch: verse, tables, notes at the foot of a page, subtitles, chats.

They are recognised before anything else and kept as they stand, line by line or as blocks of a kind of their own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from shanben.model.doubts import Doubt
from shanben.model.editions import EntryKind
from shanben.model.works import NumberForm
from shanben.shape.layout import End, TextLine
from shanben.shape.lines import is_bare_number
from shanben.shape.spaced_rows import spaced_tables


class Apart(NamedTuple):
    """Lines from ``first`` up to ``end`` that make one block of a kind; ``through``: the text goes on over them."""

    first: int
    end: int
    kind: EntryKind
    doubt: Doubt | None = None
    through: bool = False


def set_apart(lines: Sequence[TextLine]) -> tuple[Apart, ...]:
    """The lines of a text that are kept as they stand, in order, none twice."""
    if logged := _log(lines):
        doubt = Doubt("D310", logged, 0.5)
        return tuple(
            Apart(index, index + 1, EntryKind.PARAGRAPH, None if index else doubt) for index in range(len(lines))
        )
    found: list[Apart] = []
    end = 0
    for apart in sorted([*_notes(lines), *_tables(lines), *_verses(lines)]):
        if apart.first >= end:
            found.append(apart)
            end = apart.end
    return tuple(found)


# --- subtitles and chats --------------------------------------------------------------------------------------------

_CLOCK = r"\d{1,2}[:：]\d{2}(?:[:：]\d{2})?"
_SUBTITLES = "subtitles: kept line by line, nothing is arranged"
_TIMED = "timed lines: kept line by line, nothing is arranged"
_CHAT = "a chat: kept line by line, nothing is arranged"
LOGGED = (_SUBTITLES, _TIMED, _CHAT)
_LOGS: tuple[tuple[str, re.Pattern[str], int], ...] = (
    (_SUBTITLES, re.compile(r"\d{1,2}:\d{2}:\d{2}[,.]\d{1,3}\s*-+>\s*\d{1,2}:\d{2}:\d{2}[,.]\d{1,3}.*"), 2),
    (_SUBTITLES, re.compile(r"(?:\d{1,2}:)?\d{2}:\d{2}[.]\d{3}\s*-+>.*"), 2),
    (_SUBTITLES, re.compile(r"Dialogue:\s*\d,.*"), 2),
    (_TIMED, re.compile(r"\[\d{1,2}:\d{2}(?:[.:]\d{1,3})?\].*"), 3),
    (_CHAT, re.compile(rf"[\[【(（]?\d{{4}}[-/.年]\d{{1,2}}[-/.月]\d{{1,2}}日?\s*{_CLOCK}.{{0,30}}"), 3),
    (_CHAT, re.compile(rf"[^\s，。：:]{{1,12}}[\s　(（\[]+(?:[上下]午\s*)?{_CLOCK}[)）\]]?"), 3),
    (_CHAT, re.compile(rf"[\[【(（]?(?:[上下]午\s*)?{_CLOCK}[)）\]】]?[\s　]*[^\s，。：:]{{1,12}}[：:].*"), 3),
)
"""What a log is called, the line that betrays them, and how many such lines it takes."""
_MAY_LOG = frozenset("0123456789[【(（D")


def _log(lines: Sequence[TextLine]) -> str:
    """Why a text is kept as the log it is; empty where it is none."""
    short = [line.content for line in lines if len(line.content) <= 120]
    dated = [content for content in short if ":" in content or "：" in content]
    if len(dated) < 2:
        return ""
    for reason, form, least in _LOGS:
        times = sum(bool(form.fullmatch(content)) for content in dated)
        if times >= least and times * 6 >= len(lines):
            return reason
    return ""


# --- tables ---------------------------------------------------------------------------------------------------------

_CELLS = re.compile(r"\t+|[ \xa0\u3000]{2,}|\s*[|｜│]\s*")
_BETWEEN = ("\t", "  ", "\u3000", "\xa0", "|")
_BARS = "|｜│"
_LONGEST_CELL = 24
_FIGURES = re.compile(r"[\d.,%％+\-—/:：年月日（）()]+")


def _cells(line: TextLine) -> int:
    """How many cells a line has; 1 where it is no row of a table."""
    content = line.content
    if line.end_class in _NO_ROW_ENDS:
        return 1
    if not any(sign in content for sign in _BETWEEN):
        return 1
    pieces = [piece for piece in _CELLS.split(content) if piece.strip()]
    if len(pieces) < 2:
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


_NO_ROW_ENDS = frozenset({End.STOP, End.COMMA, End.SEMICOLON, End.COLON})
_NO_ROW = frozenset(NumberForm) - {NumberForm.NONE, NumberForm.ARABIC, NumberForm.DECIMAL}


def _tables(lines: Sequence[TextLine]) -> Iterator[Apart]:
    """Runs of rows with as many cells, one more or less: of three cells two rows, of two cells three with figures."""
    index = 0
    while index < len(lines):
        first, count = index, _cells(lines[index])
        index += 1
        if count < 2:
            continue
        widest = count
        apart = index < len(lines) and lines[index].blanks == 1 and count > 2  # a blank line between all rows
        while index < len(lines) and lines[index].blanks <= apart:
            cells = _cells(lines[index])
            if cells < 2 or abs(cells - widest) > (not apart):
                break
            widest = max(widest, cells)
            index += 1
        if first and lines[first].blanks <= 0 and _is_head_of_signs(lines[first - 1], widest):
            first -= 1
        rows = lines[first:index]
        figures = sum(bool(_FIGURES.fullmatch(_CELLS.split(row.content)[-1].strip())) for row in rows)
        barred = all(row.content[0] in _BARS and row.content[-1] in _BARS for row in rows)
        told = widest > 2 or barred or (len(rows) > 2 and figures * 2 >= len(rows) - 1)
        if told and len(rows) >= (3 if apart else 2):
            yield Apart(first, index, EntryKind.TABLE)
    for first, end in spaced_tables(lines):
        yield Apart(first, end, EntryKind.TABLE)


# --- verse ----------------------------------------------------------------------------------------------------------

_WIDEST_VERSE = 20.0
_MARK = "，。！？；、,!?;：…"
_HALVES = re.compile(r"([^，。！？；、：]{3,9})[，？！；]([^，。！？；、：]{3,9})[。！？；，]")


def _verses(lines: Sequence[TextLine]) -> Iterator[Apart]:
    """Verse by its own form, stanza by stanza; or a whole text of short lines that fill no column."""
    if _is_free_verse(lines):
        first = next((index for index, line in enumerate(lines) if index and line.blanks > 0), 1)
        first = first if first <= 3 else 1
        while first + 1 < len(lines) and first <= 3 and _is_credit(lines, first):
            first += 1
        doubt = Doubt("D311", "short lines that fill no column: taken for verse", 0.7)
        yield Apart(first, len(lines), EntryKind.VERSE, doubt)
        return
    if _is_couplets(lines):
        yield Apart(1, len(lines), EntryKind.VERSE)
        return
    yield from _bare_verses(lines)
    runs: list[tuple[int, int]] = []
    index = 0
    while index < len(lines):
        first = index
        index += 1
        if not _may_verse(lines[first]):
            continue
        while index < len(lines) and lines[index].blanks <= 0 and _may_verse(lines[index]):
            index += 1
        if _is_stanza(lines[first:index]):
            if runs and runs[-1][1] == first:
                runs[-1] = (runs[-1][0], index)
            else:
                runs.append((first, index))
    for first, end in runs:
        yield Apart(first, end, EntryKind.VERSE)


def _bare_verses(lines: Sequence[TextLine]) -> Iterator[Apart]:
    """Stanzas without a mark: four lines or more, an even number, each of five Han characters or each of seven. Names
    of bodies end alike.
    """
    index = 1  # below a title
    while index < len(lines):
        first, width = index, lines[index].width
        index += 1
        if width not in _BARE_VERSE or not _is_bare_verse(lines[first], width) or not _may_open_stanza(lines, first):
            continue
        while index < len(lines) and lines[index].blanks == 0 and _is_bare_verse(lines[index], width):
            index += 1
        alone = index == len(lines) or lines[index].blanks > 0 or _is_place(lines[index])
        ends = {line.content[-1] for line in lines[first:index]}
        listed = len(ends) * 2 <= index - first or bool(_ROLL.search(lines[first - 1].content))
        if alone and not listed and index - first >= _SHORTEST_STANZA and (index - first) % 2 == 0:
            doubt = Doubt("D311", "short lines that fill no column: taken for verse", 0.7)
            yield Apart(first, index, EntryKind.VERSE, doubt)


def _may_open_stanza(lines: Sequence[TextLine], index: int) -> bool:
    """Whether a stanza can begin here: below a title, a blank line, or the number of a poem."""
    return index == 1 or lines[index].blanks != 0 or _is_place(lines[index - 1])


def _is_place(line: TextLine) -> bool:
    """Whether a line only says which poem of several follows: （一）, 其二, 三."""
    content = line.content
    numbered = line.head is not None and line.head.length == len(content)
    return numbered or is_bare_number(content, 0, len(content)) or bool(_PLACE.fullmatch(content))


_PLACE = re.compile(r"[其之]?[一二三四五六七八九十]{1,3}")
_BARE_VERSE = (5.0, 7.0)
_SHORTEST_STANZA = 4


def _is_bare_verse(line: TextLine, width: float) -> bool:
    content = line.content
    return line.width == width == len(content) and content.isalpha() and line.form is NumberForm.NONE


def _is_couplets(lines: Sequence[TextLine]) -> bool:
    """Whether below its title a text is nothing but pairs of lines, as long as each other and without a mark."""
    if len(lines) < 5 or len(lines) % 2 == 0 or len(lines) > _MOST_COUPLETS:
        return False
    pairs = list(zip(lines[1::2], lines[2::2], strict=True))
    return all(
        one.blanks > 0 and other.blanks == 0 and one.width == other.width and 4 <= one.width <= _WIDEST_COUPLET
        and one.content.isalpha() and other.content.isalpha() and NumberForm.NONE is one.form is other.form
        for one, other in pairs
    )  # fmt: skip


_WIDEST_COUPLET = 12.0
_MOST_COUPLETS = 401


def _is_credit(lines: Sequence[TextLine], index: int) -> bool:
    """Whether a line by itself below the title says whose the verse is: 作者：…"""
    alone = lines[index].blanks > 0 and lines[index + 1].blanks > 0
    return alone and "：" in lines[index].content and lines[index].content[-1] not in _MARK


def _may_verse(line: TextLine) -> bool:
    return line.width <= _WIDEST_VERSE and line.form is NumberForm.NONE and line.content[-1] in _MARK


def _is_stanza(lines: Sequence[TextLine]) -> bool:
    """Lines of one length that each end with a mark, some with a comma; or couplets of two even halves."""
    if len(lines) < 2 or max(line.width for line in lines) - min(line.width for line in lines) > 0.5:
        return False
    if lines[0].width <= 9:
        commas = sum(line.end_class is End.COMMA for line in lines)
        return len(lines) >= 4 and 0 < commas < len(lines)
    halves = [_HALVES.fullmatch(line.content) for line in lines]
    return all(match and len(match[1]) == len(match[2]) for match in halves)


def _is_free_verse(lines: Sequence[TextLine]) -> bool:
    if not 6 <= len(lines) <= 400:
        return False
    body = lines[1:]
    if any(line.form is not NumberForm.NONE or line.width > 1.5 * _WIDEST_VERSE or line.lead for line in body):
        return False
    if any(line.indent >= 1 for line in body) and any(line.indent < 1 and line.blanks <= 0 for line in body):
        return False  # paragraphs with an indent, and verse between them
    widths = [line.width for line in body]
    widest = max(widths)
    full = sum(width >= widest - 1 for width in widths)
    stops = sum(line.end_class is End.STOP for line in body)
    commas = sum(line.end_class is End.COMMA for line in body)
    stanzas = sum(line.blanks > 0 for line in body)
    speech = sum(line.content[0] in "“「﹁『" or "：" in line.content for line in body)
    lists = sum("、" in line.content or any(map(str.isdecimal, line.content)) for line in body)
    if stanzas * 2 > len(body) or speech * 4 > len(body) or widest > 1.5 * _WIDEST_VERSE:
        return False
    if all(line.content[-1] in _MARK for line in body):  # where a column breaks lines, some end without a mark
        return widest <= 15 and commas >= 2 and stops > 0 and not lists
    even = full * 3 > len(body) + 2 and (widest > _NARROWEST or any(map(_has_mark, body)))
    if widest - min(widths) < 2 or even or _ROLL.search(lines[0].content):
        return False
    average = sum(widths) / len(widths)
    marked = commas + stops >= len(body) // 4 and commas >= 2 and 0 < stops <= len(body) * 0.6 and average <= 13
    bare = stanzas > 0 and stops * 4 <= len(body) and not lists and 4 <= average <= 10 and widest <= 15
    return marked or (bare and sum(bool(_SAYS.search(line.content)) for line in body) * 4 >= len(body))


_NARROWEST = 9.0
"""No column is narrower: lines that fill one have marks."""
_ROLL = re.compile(
    r"(?:名[单單录錄册冊]|人[员員]|成[员員]|目[录錄]|[书書曲剧劇节節]目|[单單]位|一[览覽]表?|小[组組]|安排|分工|范[围圍])$"
)
"""A title above names."""


def _has_mark(line: TextLine) -> bool:
    return any(one in _MARK for one in line.content)


_SAYS = re.compile(r"[的了着著过過是我你您他她它们們这這那哪谁誰也就都不没沒把被让讓向从從却卻还還又再像吧呢吗嗎啊]")
"""Words that sentences have and lists of names have not."""


# --- notes at the foot of a page ------------------------------------------------------------------------------------

_NOTE_MARK = re.compile(r"[①-⑳㉑-㊿]|[\[［〔【](?:\d{1,3}|[一二三四五六七八九十]{1,3})[\]］〕】]")
_MAY_MARK = re.compile(r"[①-⑳㉑-㊿\[［〔【]")
"""What every mark begins with."""
_LONGEST_NOTE = 12  # lines
_REST = 6.0
"""The widest line that ends the sentence of a note whose line before was not full."""


def _notes(lines: Sequence[TextLine]) -> Iterator[Apart]:
    """Notes whose mark is called by a line before them, which stops inside a sentence that goes on below them."""
    if not any(_MAY_MARK.search(line.content) for line in lines):
        return
    called: set[str] = set()
    index = 0
    while index < len(lines):
        line = lines[index]
        start = _NOTE_MARK.match(line.content)
        if not start or start[0] not in called or lines[index - 1].end_class not in (End.WORD, End.COMMA):
            called.update(match[0] for match in _NOTE_MARK.finditer(line.content) if match.start())
            index += 1
            continue
        block: list[Apart] = []
        at = index
        while at < len(lines) and (mark := _NOTE_MARK.match(lines[at].content)) and mark[0] in called:
            end = _note_end(lines, at, mark[0])
            block.append(Apart(at, end, EntryKind.NOTE, None, True))
            at = end
        if at < len(lines):
            yield from block
        index = max(at, index + 1)


def _note_end(lines: Sequence[TextLine], first: int, mark: str) -> int:
    """The line after a note: the first that is not full ends it, its mark on a line of its own aside."""
    at = first + 1 if lines[first].content == mark else first
    widest = max(line.width for line in lines[max(0, first - 6) : first])
    while at + 1 < len(lines) and at - first < _LONGEST_NOTE:
        if lines[at].width < widest - 2 and lines[at].end_class in (End.STOP, End.WORD, End.CLOSER, End.BRACKET):
            rest = lines[at + 1]
            if lines[at].end_class is not End.WORD or rest.end_class is not End.STOP or rest.width > _REST:
                break
        at += 1
    return min(at + 1, len(lines))
