"""Verse told by its own form: where stanzas stand among the lines of a text.

Stanzas of even lines and short lines that are each a clause tell by themselves; uneven lines that hold several clauses
only below the name of a tune (词牌, 曲牌), to which they are written.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from shanben.model.doubts import Doubt
from shanben.model.works import NumberForm
from shanben.shape.both_scripts import both
from shanben.shape.couplets import classical_stanzas, is_couplets, named_couplets
from shanben.shape.free_verse import MARK, ROLL, WIDEST_VERSE, is_free_verse, is_said_of, names_between
from shanben.shape.layout import End, TextLine
from shanben.shape.lines import is_bare_number
from shanben.shape.songs import songs
from shanben.shape.surnames import SURNAMES
from shanben.shape.tunes import names_song, names_tune

Found = tuple[int, int, Doubt | None]
"""Lines from the first up to the last, which is no longer one of them."""
_SHORT_LINES = Doubt("D311", "short lines that fill no column: taken for verse", 0.7)
_PARTS = re.compile(r"(?:[^，。！？；、：]{3,9}[，？！；]){1,5}[^，。！？；、：]{3,9}[。！？；，]")
_PART = re.compile(r"[^，。！？；、：]+")


def verses(lines: Sequence[TextLine]) -> Iterator[Found]:
    """Verse by its own form, stanza by stanza; or a whole text of short lines that fill no column."""
    if is_free_verse(lines):
        first = next((index for index, line in enumerate(lines) if index and line.blanks > 0), 1)
        first = first if first <= 3 else 1
        if first == 1 and lines[0].end_class is End.COMMA and lines[1].blanks <= 0:
            first = 0  # a poem without a title
        while first + 1 < len(lines) and first <= 3 and _is_credit(lines, first):
            first += 1
        if first == 1 and _is_poet(lines):
            first = 2
        end = len(lines)
        while end > first + 1 and lines[end - 1].blanks > 0 and is_said_of(lines[end - 1]):
            end -= 1
        yield from _between_places(lines, first, end, _SHORT_LINES)
        return
    if is_couplets(lines):
        yield 1, len(lines), None
        return
    yield from ((first, end, None) for first, end in songs(lines))
    yield from named_couplets(lines)
    yield from _bare_verses(lines)
    yield from _spaced_verses(lines)
    yield from _to_tunes(lines)
    yield from _uneven(lines)
    runs: list[tuple[int, int]] = []
    index = 0
    while index < len(lines):
        first = index
        index += 1
        if not _may_verse(lines[first]):
            continue
        while index < len(lines) and lines[index].blanks <= 0 and _may_verse(lines[index]):
            index += 1
        if index < len(lines) and index - first >= _QUOTED and lines[index].blanks <= 0 and _ends_quoted(lines[index]):
            index += 1
        stanza = _stanza_in(lines, first, index)
        for begun, end in [stanza] if stanza[0] < stanza[1] else classical_stanzas(lines, first, index):
            if runs and runs[-1][1] == begun:
                runs[-1] = (runs[-1][0], end)
            else:
                runs.append((begun, end))
    for first, end in runs:
        yield first, end, None


def _between_places(lines: Sequence[TextLine], first: int, end: int, doubt: Doubt | None) -> Iterator[Found]:
    """Verse without the lines that only say which poem of several follows: each poem is a block of its own."""
    begun = first
    named = names_between(lines, first, end)
    for index in range(first, end):
        if _is_place(lines[index]) or index in named:
            if index > begun:
                yield begun, index, doubt
            begun = index + 1
    if begun < end:
        yield begun, end, doubt


# --- to a tune ------------------------------------------------------------------------------------------------------


def _to_tunes(lines: Sequence[TextLine]) -> Iterator[Found]:
    """Lines that each end with a mark below the name of a tune, or below one line that stands under that."""
    index = sung = 0
    while index + 2 < len(lines):
        at = index
        index += 1
        if lines[at].width > WIDEST_VERSE:
            continue
        if not (names_tune(lines[at].content) or (at == sung and names_song(lines[at].content))):
            continue
        first = at + 1 if _may_sing(lines[at + 1]) and not _PREFACE.search(lines[at + 1].content) else at + 2
        end = first
        while end < len(lines) and (_may_sing(lines[end]) or _is_place(lines[end])):
            end += 1
        while end > first and _is_place(lines[end - 1]):
            end -= 1
        alone = end == len(lines) or lines[end].blanks != 0 or lines[end].content[-1] not in MARK
        if alone and end - first >= _FEWEST_LINES and lines[end - 1].end_class is End.STOP:
            yield from _between_places(lines, first, end, None)
            index = sung = end
        elif (end := _bare_song(lines, at + 1)) - at > _FEWEST_LINES:
            yield at + 1, end, _SHORT_LINES
            index = sung = end


_PREFACE = re.compile(both(r"，.*(?:[赋作记]此|此[赋记]|有[感作]|[次用步].{0,4}韵|[以因][记寄]之|[记寄]之|云)。$"))
"""How the words end in which a poet says what a song was written for."""


def _bare_song(lines: Sequence[TextLine], first: int) -> int:
    """Where lines end that have marks inside and none at their ends, as far as the name of another tune."""
    end = first
    while end < len(lines) and _may_sing_bare(lines[end]) and not _is_named(lines[end]):
        end += 1
    commas = sum("，" in line.content for line in lines[first:end])
    alone = end == len(lines) or lines[end].blanks > 0 or _is_named(lines[end])
    return end if alone and commas * 2 >= end - first else first


def _is_named(line: TextLine) -> bool:
    return names_tune(line.content) or names_song(line.content)


def _may_sing_bare(line: TextLine) -> bool:
    ended = line.content[-1] in MARK or "。" in line.content
    return line.width <= _WIDEST_BARE and line.form is NumberForm.NONE and not ended and not line.content.isascii()


_WIDEST_BARE = 36.0
_FEWEST_LINES = 2


def _may_sing(line: TextLine) -> bool:
    return line.width <= _WIDEST_SONG and line.content[-1] in MARK and line.end_class is not End.COLON


_WIDEST_SONG = 28.0


# --- uneven lines ---------------------------------------------------------------------------------------------------


def _uneven(lines: Sequence[TextLine]) -> Iterator[Found]:
    """Short lines that are each one clause with its mark, many with a comma: no column breaks lines only there."""
    index = 1
    while index < len(lines):
        first = index
        index += 1
        if lines[first].width > _WIDEST_CLAUSE + 2:  # most lines
            continue
        if not (_is_clause(lines[first]) or _is_numbered_clause(lines, first)) or _lists(lines[first - 1]):
            continue
        while index < len(lines) and lines[index].blanks <= 1 and _is_sung(lines, index):
            index += 1
        end = index
        while _is_place(lines[end - 1]):
            end -= 1
        run = [line for line in lines[first:end] if not _is_place(line)]
        commas = sum(line.content[-1] == "，" for line in run)
        closed = all(before.end_class is End.STOP for before, line in pairwise(run) if line.blanks > 0)
        if len(run) >= _CLAUSES and commas * 3 >= len(run) and closed and run[-1].end_class is End.STOP:
            yield from _between_places(lines, first, end, _SHORT_LINES)


def _lists(line: TextLine) -> bool:
    """Whether a line leads on to a list: 由下列人员组成：."""
    return line.end_class is End.COLON and bool(_LISTS.search(line.content))


_LISTS = re.compile(r"下列|组成|組成|包括")
_CLAUSES = 6
_WIDEST_CLAUSE = 12.0
_INNER = re.compile(r"[，。；：！？“”「」『』（）\d]")


def _is_sung(lines: Sequence[TextLine], index: int) -> bool:
    line = lines[index]
    return _is_clause(line, 1) or _is_place(line) or _is_numbered_clause(lines, index)


def _is_numbered_clause(lines: Sequence[TextLine], index: int) -> bool:
    """Whether a line opens a stanza with its number: 1. 清晨的光照在山上，and a clause without one follows."""
    line = lines[index]
    if line.head is None or line.form not in _STANZA_NUMBERS or index + 1 == len(lines) or line.content[-1] != "，":
        return False
    return (
        line.width <= _WIDEST_CLAUSE + 2
        and not _INNER.search(line.content, line.head.length, len(line.content) - 1)
        and _is_clause(lines[index + 1])
    )


_STANZA_NUMBERS = frozenset({NumberForm.ARABIC, NumberForm.ARABIC_PAREN, NumberForm.HAN})


def _is_clause(line: TextLine, commas: int = 0) -> bool:
    """Whether a line is one clause with its mark, or has a comma inside that parts two: 歌唱吧，歌唱吧，"""
    content = line.content
    if commas and content.count("，", 0, -1) == 1:
        content = content.replace("，", "", 1)
    return (
        line.width <= _WIDEST_CLAUSE
        and content[-1] in "，。！？；"
        and line.form is NumberForm.NONE
        and not _INNER.search(content[:-1])
    )


# --- even lines -----------------------------------------------------------------------------------------------------


def _bare_verses(lines: Sequence[TextLine]) -> Iterator[Found]:
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
        listed = len(ends) * 2 <= index - first or bool(ROLL.search(lines[first - 1].content))
        if alone and not listed and index - first >= _SHORTEST_STANZA and (index - first) % 2 == 0:
            yield first, index, _SHORT_LINES


def _spaced_verses(lines: Sequence[TextLine]) -> Iterator[Found]:
    """Lines of two halves with a space for a mark between them, all of five or all of seven characters."""
    index = 1
    while index < len(lines):
        first = index
        index += 1
        match = _SPACED_HALVES.fullmatch(lines[first].content)
        if not match or len(match[1]) != len(match[2]) or len(match[1]) not in _FEWEST_HALVES:
            continue
        while index < len(lines) and lines[index].blanks <= 0:
            other = _SPACED_HALVES.fullmatch(lines[index].content)
            if not other or not len(match[1]) == len(other[1]) == len(other[2]):
                break
            index += 1
        if index - first >= _FEWEST_HALVES[len(match[1])]:
            yield first, index, _SHORT_LINES


_SPACED_HALVES = re.compile(
    r"[「『“]{0,2}([\u4e00-\u9fff]{4,7})[ \u3000]+([\u4e00-\u9fff]{4,7})[，。；？！]?[」』”]{0,2}"
)
_FEWEST_HALVES = {4: 4, 5: 2, 7: 2}
"""Lines that tell verse, by the characters of a half: four may be a name with its place."""


def _may_open_stanza(lines: Sequence[TextLine], index: int) -> bool:
    """Whether a stanza can begin here: below a title, a blank line, or the number of a poem."""
    return index == 1 or lines[index].blanks != 0 or _is_place(lines[index - 1])


def _is_place(line: TextLine) -> bool:
    """Whether a line only says which poem of several follows: （一）, 其二, 三."""
    content = line.content
    numbered = line.head is not None and line.head.length == len(content)
    return numbered or is_bare_number(content, 0, len(content)) or bool(_PLACE.fullmatch(content))


_PLACE = re.compile(r"[其之]?[一二三四五六七八九十]{1,3}|[（(【\[]?(?:副歌|主歌|合唱|领唱|尾声|重复)[)）】\]]?[：:]?")
_BARE_VERSE = (5.0, 7.0)
_SHORTEST_STANZA = 4


def _is_bare_verse(line: TextLine, width: float) -> bool:
    content = line.content
    return line.width == width == len(content) and content.isalpha() and line.form is NumberForm.NONE


def _is_credit(lines: Sequence[TextLine], index: int) -> bool:
    """Whether a line by itself below the title says whose the verse is: 作者：…, or a name of two or three characters
    above a stanza of several lines.
    """
    content = lines[index].content
    if lines[index].blanks <= 0 or lines[index + 1].blanks <= 0 or content[-1] in MARK:
        return False
    stanza = index + 2 < len(lines) and lines[index + 2].blanks == 0
    return "：" in content or (stanza and 2 <= len(content) <= 3 and content.isalpha())


def _is_poet(lines: Sequence[TextLine]) -> bool:
    """Whether the line below the title is the name of a person, and the lines of the poem below it are longer."""
    name = "".join(lines[1].content.split())
    if not 2 <= len(name) <= 3 or name[0] not in SURNAMES or name[-1] in MARK or lines[1].blanks > 0:
        return False
    return sum(line.width > len(name) for line in lines[2:6]) >= _LONGER


_LONGER = 3


def _ends_quoted(line: TextLine) -> bool:
    """Whether what somebody sang ends with this line."""
    words = line.content.rstrip(_CLOSING)
    return line.width <= WIDEST_VERSE and line.content[-1] in _CLOSING and words[-1:] in _STOPS and len(words) > 1


_QUOTED = 3
"""Lines before the one that ends with a closing quote."""
_OPENING, _CLOSING = "“‘「『 \u3000", "”’」』"
_STOPS = frozenset("。！？")


def _may_verse(line: TextLine) -> bool:
    return line.width <= WIDEST_VERSE and line.form is NumberForm.NONE and line.content[-1] in MARK


def _stanza_in(lines: Sequence[TextLine], first: int, end: int) -> tuple[int, int]:
    """Where a stanza stands among lines that each could be one of it: all of them, or those below a line that says that
    verse follows (有诗为证：), as far as they are even.
    """
    if _is_stanza(lines[first:end]):
        return first, end
    above = max(0, first - 1)  # perhaps over a blank line
    sung = next((index for index in range(above, end) if _LEADS_TO_VERSE.search(lines[index].content)), end)
    begun = sung + 1
    last = begun
    while last < end and _bare_width(lines[last]) == _bare_width(lines[begun]):
        last += 1
    couplet = last - begun == 2 and lines[begun].end_class is End.COMMA and lines[last - 1].end_class is End.STOP
    if couplet and lines[begun].width <= _WIDEST_CLAUSE:
        return begun, last
    return (begun, last) if _is_stanza(lines[begun:last]) else (end, end)


def _bare_width(line: TextLine) -> float:
    """How wide a line is without the quotes about what is sung."""
    content = line.content
    return line.width - len(content) + len(content.lstrip(_OPENING).rstrip(_CLOSING))


_LEADS_TO_VERSE = re.compile(
    both(r"(?:[诗词偈赞歌诀谣联曲颂铭唱吟咏](?:[曰云道为言]|为证|如下)?|正是|为证|道是)[：:]$")
)


def _is_stanza(lines: Sequence[TextLine]) -> bool:
    """Lines of one length that each end with a mark, some with a comma; or couplets of two even halves."""
    if len(lines) < 2:
        return False
    widths = [line.width for line in lines]
    if len(lines) > _QUOTED:  # what somebody sings stands in quotes
        widths[0] -= len(lines[0].content) - len(lines[0].content.lstrip(_OPENING))
        widths[-1] -= len(lines[-1].content) - len(lines[-1].content.rstrip(_CLOSING))
    if max(widths) - min(widths) > 0.5:
        return False
    if lines[0].width <= 9:
        commas = sum(line.end_class is End.COMMA for line in lines)
        if len(lines) >= 4 and 0 < commas < len(lines):
            return True
    if lines[-1].end_class is End.COMMA:
        return False
    contents = [line.content for line in lines]
    if len(lines) > _QUOTED:
        contents[0], contents[-1] = contents[0].lstrip(_OPENING), contents[-1].rstrip(_CLOSING)
    return all(_PARTS.fullmatch(content) and _is_even(content) for content in contents)


def _is_even(content: str) -> bool:
    """Whether the clauses of a line are as long as each other: 雨打芭蕉叶，风吹杨柳枝。"""
    return len({len(part) for part in _PART.findall(content)}) == 1
