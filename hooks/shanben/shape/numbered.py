"""Numbers that only other blocks of the text tell: 一 by itself, 劝学第一, 附表1 without a table, 第 99 章 by a title,
1 总则 where others are 1.1, and 第二条 租赁期限 where all articles have names.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise

from shanben.model.editions import EntryKind
from shanben.model.works import Number, NumberForm
from shanben.numerals import han_value, roman
from shanben.shape.pieces import Piece
from shanben.shape.titles import is_bare_annex

_BARE_STARTS = "一二三四五六七八九十"
_MOST = 99
_LONGEST_BARE = 12
"""Characters of a number by itself, with the room inside it."""
_FIGURES = ("", *"一二三四五六七八九")
_TENS = ("", "十", *(f"{figure}十" for figure in _FIGURES[2:]))
_HAN = {
    f"{tens}{ones}": 10 * at + one for at, tens in enumerate(_TENS) for one, ones in enumerate(_FIGURES) if at or one
}
_ROMAN = {roman(value): value for value in range(1, _MOST + 1)} | {chr(0x2160 + at): at + 1 for at in range(12)}


def mark_bare_numbers(pieces: Sequence[Piece]) -> None:
    """Parts that only a number opens: 一, 二, 三 or I, II, III by themselves, counted on without a gap, with text
    between them.
    """
    _count_on(pieces, _HAN)
    _count_on(pieces, _ROMAN)


def _count_on(pieces: Sequence[Piece], numbers: Mapping[str, int]) -> None:
    found = [
        index
        for index, piece in enumerate(pieces)
        if len(piece.text) <= _LONGEST_BARE  # few are so short
        and piece.key in numbers
        and piece.kind is EntryKind.PARAGRAPH
        and not piece.apart
        and len(piece.lines) == 1
    ]
    values = [numbers[pieces[index].key] for index in found]
    if len(found) < 2 or values != list(range(1, len(found) + 1)) or found[-1] + 1 >= len(pieces):
        return
    if all(after - before > 1 for before, after in pairwise(found)):
        for index in found:
            pieces[index].kind = EntryKind.HEADING


def mark_named(pieces: Sequence[Piece]) -> None:
    """Chapters whose names stand before their numbers, whatever they are called: 劝学第一, 力行第二, 改过第三."""
    found: list[Piece] = []
    for piece in pieces:
        if piece.text[-1] not in _BARE_STARTS or len(piece.lines) > 1 or piece.apart or piece.number:
            continue
        if (named := _NAMED_FIRST.fullmatch(piece.text)) and han_value(named[1]) == len(found) + 1:
            found.append(piece)
    if len(found) >= _NAMED_ENOUGH:
        for value, piece in enumerate(found, 1):
            piece.kind = EntryKind.HEADING
            piece.lines[0].form, piece.lines[0].value = NumberForm.CHAPTER, (value,)


_NAMED_ENOUGH = 3
_NAMED_FIRST = re.compile(rf"[^\s，。；：、！？第]{{1,8}}第([{_BARE_STARTS}]{{1,3}})")


def mark_schedules(pieces: Sequence[Piece]) -> None:
    """附表1 by itself names a table that follows; where none does it opens a schedule, as those of ordinances are. In a
    text of articles it does so with its name as well (附表一：摊位分类).
    """
    articles = sum(map(_is_article, pieces)) >= _NAMED_ENOUGH
    for index, piece in enumerate(pieces):
        if piece.kind is not EntryKind.CAPTION or piece.apart or index + 1 == len(pieces):
            continue
        if not is_bare_annex(piece) and not (articles and piece.number and piece.number.form is NumberForm.ANNEX):
            continue
        called = _CALLS.fullmatch(pieces[index + 1].text)  # by the section that a schedule names
        if called or all(below.kind is not EntryKind.TABLE for below in pieces[index + 1 : index + 4]):
            piece.kind = EntryKind.HEADING


_CALLS = re.compile(r"[\[［〔（(]第.{1,30}[條条款節节][\]］〕）)]")


def mark_numbers(pieces: Sequence[Piece]) -> None:
    """Numbers that a text has among others of its kind: 第 99 章 is the place of an ordinance among the laws, above or
    below its title, where the text has no chapters; 第三期 is one of a bulletin, where nothing else is numbered so.
    """
    for at, form in ((0, _CHAPTER), (1, _CHAPTER), (1, _ISSUE), (2, _ISSUE)):
        if len(pieces) < at + 2 or not (number := form.fullmatch(pieces[at].text)):
            continue
        if at == 0 and not _NAMES_LAW.search(pieces[1].text):
            continue
        counted = form is _CHAPTER and (number[1] == "1" or (at and pieces[0].number))
        if not counted and not any(form.match(piece.text) for piece in pieces[at + 1 :]):
            pieces[at].kind = EntryKind.DOCUMENT_NUMBER


def mark_clauses(pieces: Sequence[Piece]) -> None:
    """Give 1 总则 and 2 施工 their numbers where others are 1.1 and 2.1: the parts of a standard, whose numbers have no
    mark. Those of a paper may begin with 0 引言.
    """
    decimals = {piece.number.values[0] for piece in pieces if piece.number and piece.number.form is NumberForm.DECIMAL}
    if not decimals:
        return
    parts: list[tuple[Piece, int]] = []
    start = 1
    for piece in pieces:
        if piece.number or piece.apart or piece.kind is not EntryKind.PARAGRAPH or not piece.text[0].isdecimal():
            continue
        found = _CLAUSE.fullmatch(piece.text)
        if found and not parts:
            start = min(int(found[1]), 1)
        if found and int(found[1]) == len(parts) + start:
            parts.append((piece, found.start(2)))
    if len(parts) > 1 and decimals <= set(range(start, start + len(parts))):
        for value, (piece, length) in enumerate(parts, start):
            piece.number, piece.kind = Number(NumberForm.ARABIC, (value,), length), EntryKind.HEADING


def mark_articles(pieces: Sequence[Piece]) -> None:
    """Make headings of articles that have names, as those of contracts and by-laws do: 第二条 租赁期限, the text below.

    Only where nearly all articles of a text have one.
    """
    articles = [index for index, piece in enumerate(pieces) if _is_article(piece)]
    named = [index for index in articles if _has_name(pieces, index)]
    if len(named) >= _NAMED_ENOUGH and len(named) >= _NEARLY_ALL * len(articles):
        for index in named:
            pieces[index].kind = EntryKind.HEADING


def _has_name(pieces: Sequence[Piece], index: int) -> bool:
    """Whether an article's own line is its number and a few words, and its text begins on the next."""
    piece, below = pieces[index], pieces[index + 1] if index + 1 < len(pieces) else None
    if below is None or below.kind is not EntryKind.PARAGRAPH or _is_article(below):
        return False
    alone = piece.kind is EntryKind.PARAGRAPH and not (piece.apart or piece.moved) and len(piece.lines) == 1
    return alone and piece.number is not None and _ARTICLE_NAME.fullmatch(piece.text, piece.number.length) is not None


def _is_article(piece: Piece) -> bool:
    return piece.number is not None and piece.number.form is NumberForm.ARTICLE


_NEARLY_ALL = 0.8
_ARTICLE_NAME = re.compile(r"[^\s，。；：、！？（(][^，。；：！？\n]{0,15}(?<![，。；：、！？…—])")
_CLAUSE = re.compile(r"(\d{1,2})[ \u3000]+([^\d\s，。；：！？][^，。；：！？]{0,24})")
_CHAPTER = re.compile(r"[（(]?第\s*(\d+[A-Z]*)\s*章[)）]?")
_ISSUE = re.compile(
    r"[（(]?(?:[〔\[（(]?\d{4}[〕\]）)年][ \u3000]*)?"
    r"(?:总|總)?第\s*([\d〇一二三四五六七八九十百]+)\s*[期辑輯](?:\s*[（(].{2,16}[)）])?[)）]?"
)
_NAMES_LAW = re.compile(r"《[^》]+》$|(?:條例|规例|規例|规则|規則|令)$")
