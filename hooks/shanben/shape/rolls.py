"""Rolls: names, places, wares, one a line. None of them is a heading, though each stands by itself."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence

from shanben.model.editions import EntryKind
from shanben.model.works import NumberForm
from shanben.shape.both_scripts import both
from shanben.shape.fields import is_field
from shanben.shape.layout import COLON, STOP, End, cells
from shanben.shape.may_head import prescribes
from shanben.shape.pieces import Piece
from shanben.shape.titles import is_bare_annex

_LONGEST_ENTRY = 16  # cells
_MARKED = re.compile(r"[，。；：！？]")
_SPACED = re.compile(r"\S(?:\s+\S)+")
"""Letters set apart: 主　文 is a heading."""
_ENDS = frozenset({End.WORD, End.FIGURE, End.CLOSER, End.BRACKET})
_ROOM = re.compile(r" {2}|\u3000|\t")
_DOTS = frozenset("▲△●○■□◆◇★☆►▶•·※")
"""Marks before entries of a list: two below each other are one."""
_ENOUGH = 4
"""Lines that make a roll whatever follows."""
_ENOUGH_APART = 5
"""Lines that make one where a blank line stands between any two of them."""
_ENOUGH_MIXED = 6
"""Lines that make one however they are set."""
_LONG = 20.0
"""Cells from which what follows is text, which the last line may head."""


def rolled(pieces: Sequence[Piece]) -> frozenset[int]:
    """The blocks that are entries of a roll: short lines without a mark, below each other."""
    found: set[int] = set()
    for first, end in _runs(pieces):
        after = pieces[end] if end < len(pieces) else None
        text = after is not None and (cells(after.text) > _LONG or after.end is STOP)
        if end - first >= _ENOUGH_MIXED:
            found.update(range(first, end - (text and pieces[end - 1].lines[0].blanks > 0)))
            continue
        for begun, past in _set_alike(pieces, first, end):
            announced = pieces[begun - 1].end is COLON
            heads = text and past == end and after is not None and after.lines[0].blanks == 0
            apart = pieces[begun + 1].lines[0].blanks > 0
            heading = EntryKind.HEADING
            between = pieces[begun - 1].kind is heading and after is not None and after.kind is heading
            dotted = pieces[begun].text[0] in _DOTS
            least = _ENOUGH_APART if apart else _ENOUGH if heads else 2 if announced or (between and past == end) else 3
            if dotted or past - begun >= least:
                found.update(range(begun + _is_over_rows(pieces[begun:past]), past))
    return frozenset(found - _over_rows(pieces, found)) | _persons(pieces)


def _persons(pieces: Sequence[Piece]) -> frozenset[int]:
    """The persons of a play: lines below each other under 人物, above the first act or what the stage shows."""
    found: set[int] = set()
    for index, piece in enumerate(pieces):
        cast = _CAST.match(piece.text) if piece.text[0] in _CAST_STARTS else None
        if not cast:
            continue
        end = index + 1
        while end < len(pieces) and _is_person(pieces[end]) and (end == index + 1 or not pieces[end].lines[0].blanks):
            end += 1
        act = pieces[end] if end < len(pieces) else None
        begins = act is not None and (_STAGE.match(act.key) or (act.number and act.number.form is NumberForm.UNIT))
        if begins and end - index > (1 if cast[1] else 2):
            found.update(range(index + 1, end))
    return frozenset(found)


def _is_person(piece: Piece) -> bool:
    plain = piece.kind is EntryKind.PARAGRAPH and not (piece.apart or piece.number)
    return plain and len(piece.lines) == 1 and not _STAGE.match(piece.key)


_CAST = re.compile(both(r"(?:剧中|登场|出场)?(?:人物|角色|演员)表?(?:[：:]?$|[：: \u3000]+(\S))"))
_CAST_STARTS = frozenset("剧劇登出人角演")
_STAGE = re.compile(both(r"(?:时间|地点|场景|布景|时|地|景)[：:]|[〔［\[（(]?(?:序幕|幕启|幕开)"))
"""What stands before the first words that are spoken."""


def _over_rows(pieces: Sequence[Piece], entries: Collection[int]) -> set[int]:
    """Entries that say what those below them are: these have room between their words, as rows have, and they have
    none; where most entries of a roll are such rows: 工作经历 / 2012—2015　县水务局　技术员.
    """
    rows = {index for index in entries if _ROOM.search(pieces[index].lines[0].content)}
    if len(rows) * 2 <= len(entries):
        return set()
    return {index for index in entries if index not in rows and index + 1 in rows and index + 1 in entries}


def _runs(pieces: Sequence[Piece]) -> Iterator[tuple[int, int]]:
    """Two or more entries. The first block is a title, and in none."""
    index = 1
    while index < len(pieces):
        if is_bare_annex(pieces[index - 1]):
            index += 1  # its title
            continue
        first = index
        dotted = index < len(pieces) and pieces[index].text[0] in _DOTS
        while index < len(pieces) and _is_entry(pieces[index]) and (pieces[index].text[0] in _DOTS) == dotted:
            index += 1
        if index - first > 1:
            yield first, index
        index = max(index, first + 1)


def _is_over_rows(entries: Sequence[Piece]) -> bool:
    """Whether the first of the entries is what the others are called: they have room between their words, as rows of
    a table have, it has none, and a blank line stands above it: 用料 / 鲫鱼　两条 / 豆腐　一块.
    """
    first, *others = [entry.lines[0] for entry in entries]
    rows = all(_ROOM.search(line.content) for line in others)
    return rows and first.blanks > 0 and not _ROOM.search(first.content)


def _set_alike(pieces: Sequence[Piece], first: int, end: int) -> Iterator[tuple[int, int]]:
    """The parts of a run that have the same room between any two entries."""
    while end - first > 1:
        past = first + 2
        while past < end and pieces[past].lines[0].blanks == pieces[past - 1].lines[0].blanks:
            past += 1
        yield first, past
        first = past


def _is_entry(piece: Piece) -> bool:
    return (
        len(piece.text) <= 2 * _LONGEST_ENTRY  # few are so short: nothing else is asked of the others
        and piece.kind is EntryKind.PARAGRAPH
        and len(piece.lines) == 1
        and piece.end in _ENDS
        and not (piece.apart or piece.moved or piece.number or piece.lines[0].spaced)
        and cells(piece.text) <= _LONGEST_ENTRY
        and not _MARKED.search(piece.text)
        and not _SPACED.fullmatch(piece.text)
        and not is_field(piece)
        and not prescribes(piece.key)
    )
