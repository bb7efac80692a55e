"""Who wrote: names below the titles of a collection, again and again; the authors of a paper; who holds a speech."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import takewhile

from shanben.model.editions import EntryKind
from shanben.shape.both_scripts import both
from shanben.shape.layout import End, cells
from shanben.shape.part_words import SPEAKER
from shanben.shape.pieces import Piece
from shanben.shape.surnames import COMMON, SURNAMES

_SURNAMES = COMMON + "肖白龙龍雷某佚"
_NAME = re.compile(rf"[{_SURNAMES}](?:[ \u3000]*[\u4e00-\u9fff]){{1,2}}")
_TEXT = 30.0
"""Cells of a block that is text and no name."""
_SHORTEST_TITLE = 5.0
_ENOUGH = 2


def mark_authors(pieces: Sequence[Piece]) -> None:
    """Make names bylines that stand between a title and its text, where another stands so as well."""
    found = [
        name
        for title, name, text in zip(pieces, pieces[1:], pieces[2:], strict=False)
        if _may_name(name, text)
        and _may_title(title, text)
        and (cells(text.text) >= _TEXT or text.kind is EntryKind.VERSE)
    ]
    if len(found) >= _ENOUGH:
        for name in found:
            name.kind = EntryKind.BYLINE
    _mark_only(pieces)
    told = len(pieces) > 2 and all(_WRITTEN.fullmatch(piece.text) and piece.text[0] in SURNAMES for piece in pieces[:2])
    for piece in takewhile(_may_stand_above, pieces[0 if told else 1 : _OPENING]):  # who told, and who wrote it down
        if _WRITTEN.fullmatch(piece.text) and piece.text[0] in SURNAMES:
            piece.kind = EntryKind.BYLINE
    for piece in pieces[1:_HEAD]:
        if piece.display and piece.text[-1] in _POSTED and _POSTAL.fullmatch(piece.text):
            piece.display = False
    for above, name, below in zip(pieces, pieces[1:_OPENING], pieces[2:], strict=False):
        if above is not pieces[0] and above.kind not in _ABOUT:
            break
        plain = name.kind is EntryKind.PARAGRAPH and name.display and not (name.number or name.apart)
        if plain and len(name.lines) == 1 and (_wrote(name.lines[0].content, below) or _is_told_by(above, name, below)):
            name.kind = EntryKind.BYLINE
            if below.display and below.kind is EntryKind.PARAGRAPH and _PLACE.fullmatch(below.text):
                below.display = False  # no heading


def _mark_only(pieces: Sequence[Piece]) -> None:
    """Make the name below the title of a text a byline, where no other name stands by itself: there they head what is
    told of those who bear them.
    """
    if len(pieces) < _FEWEST or not _may_name(pieces[1], pieces[2]) or not pieces[0].display or pieces[0].number:
        return
    told = pieces[2].kind is EntryKind.PARAGRAPH and pieces[2].end is End.STOP and cells(pieces[2].text) >= _TOLD
    others = (piece for piece in pieces[2:] if piece.display and piece.kind is EntryKind.PARAGRAPH)
    if told and not any(_NAME.fullmatch(piece.lines[0].content) for piece in others):
        pieces[1].kind = EntryKind.BYLINE


_FEWEST = 4
"""Blocks of a text by one author."""
_TOLD = 16.0
"""Cells of its first sentence."""


def _may_stand_above(piece: Piece) -> bool:
    """Whether words by themselves can stand above the text."""
    return piece.display and not (piece.number or piece.apart) and len(piece.lines) == 1


def _wrote(words: str, below: Piece) -> bool:
    """Whether words below a title name those who wrote or speak, by what they are and what stands below them."""
    if SPEAKER.fullmatch(words):
        return below.kind is EntryKind.ADDRESSEE or cells(below.text) >= _TEXT
    names = _BETWEEN.split(words)
    placed = _PLACE.fullmatch(below.text) or _ABSTRACT.match(below.text)
    first = _OTHER if placed else _AUTHOR  # where its bearer works tells a name as well
    named = bool(first.fullmatch(names[0])) and all(_OTHER.fullmatch(name) for name in names[1:])
    return named and (len(names) > 1 or bool(placed)) and below.kind is not EntryKind.DATE


def _is_told_by(above: Piece, name: Piece, below: Piece) -> bool:
    """Whether a name stands above those whom somebody addresses, or between the day of a speech and its text; or words
    below a title say who translated or compiled a book.
    """
    words = name.lines[0].content
    if words[0] in _BULLETS and _NAME.fullmatch(words[1:].strip()):
        return True
    if _NAME.fullmatch(words):
        part = below.kind is EntryKind.HEADING and bool(_BARE.fullmatch(below.key))
        return part or below.kind is EntryKind.ADDRESSEE or (above.kind in _DAYS and cells(below.text) >= _TEXT)
    if _POET.fullmatch(words):
        return below.kind in (EntryKind.PARAGRAPH, EntryKind.VERSE)
    return bool(_COMPILED.fullmatch(words)) and below.kind is EntryKind.PARAGRAPH


_WRITTEN = re.compile(
    both(
        r"[\u4e00-\u9fff]{2,10}(?:(?<![原名论巨专译])[编遗]?著|编[译撰]|主编|[口讲]述|(?<![件案料据稿])整理|采写|访谈)"
    )
)
"""Names with no room before what their bearers did: 某某某某著."""
_BARE = re.compile("[一1]")
"""The first part of an essay, which only a number opens."""
_BULLETS = "□■○●◎▲△☆★◆◇"
_DAYS = frozenset({EntryKind.DATE, EntryKind.DECK})
_POET = re.compile(
    r"[\[（(〔【［](?:[後后东東西南北前]?[周秦漢汉魏晉晋宋齊齐梁陳陈隋唐遼辽金元明清]|民[國国]|五代|近代|现代)[\]）)〕】］]"
    r"[ \u3000]*[\u4e00-\u9fff](?:[ \u3000]*[\u4e00-\u9fff]){1,3}"
)
"""〔唐〕某某."""
_COMPILED = re.compile(
    r"[（(〔\[]?(?:[後后东東西南北前]?[周秦漢汉魏晉晋宋齊齐梁陳陈隋唐遼辽金元明清]|民[國国]|姚秦)"
    r"[）)〕\]·・ \u3000代朝]?"
    r"[^，。；：！？]{2,14}(?:[譯译撰著述輯辑編编註注疏]|奉[詔诏][譯译]|[譯译]出)"
)
"""後漢三藏法師某某譯, 〔清〕某某撰."""
_ABOUT = frozenset({EntryKind.DATE, EntryKind.DECK, EntryKind.NOTE, EntryKind.BYLINE, EntryKind.DOCUMENT_NUMBER})
_OPENING = 6
"""Blocks at the head of a text in which such names can stand."""
_ABSTRACT = re.compile(both(r"[\[［【〔]?(?:内容)?(?:摘[\s　]*要|提[\s　]*要)[\]］】〕]?[：:\s　]"))
_HEAD = 12
"""Blocks at the head of a paper in which places can stand."""
_POSTED = frozenset("0123456789）)")
_POSTAL = re.compile(
    both(
        r"[（(]?(?:\d[.．]?[ \u3000]*)?[^。；]{2,60}(?:大学|学院|研究|学校|医院|公司|[院所馆系局部中心])"
        r"[^。；]{0,30}\d{6}[）)]?"
    )
)
"""Such a place with its postal code, by itself."""
_BETWEEN = re.compile(r"[ \u3000]{1,4}|[，、]|(?<=[\d①-⑨*¹²³⁴])(?=[\u4e00-\u9fff])")
_AUTHOR = re.compile(rf"[{_SURNAMES}][\u4e00-\u9fff]{{1,2}}[\d,，①-⑨*¹²³⁴\\\\]{{0,4}}")
_OTHER = re.compile(r"(?![一二三四五六七八九十第各全])[\u4e00-\u9fff]{2,3}[\d,，①-⑨*¹²³⁴\\]{0,4}")
_PLACE = re.compile(
    both(r"[（(]?(?:\d[.．])?[^。；]{2,40}(?:大学|学院|研究|学校|医院|公司|[院所馆系局部中心])[^。；]{0,30}[）)]?")
)
"""Where an author works: （某某大学历史学院，某地　310000）."""


def _may_name(piece: Piece, text: Piece) -> bool:
    alone = piece.display or text.kind is EntryKind.VERSE
    plain = piece.kind is EntryKind.PARAGRAPH and alone and not (piece.number or piece.apart)
    return plain and len(piece.lines) == 1 and bool(_NAME.fullmatch(piece.lines[0].content))


def _may_title(piece: Piece, text: Piece) -> bool:
    """Whether words may be a title over a text; poems have short ones."""
    plain = piece.kind in (EntryKind.PARAGRAPH, EntryKind.HEADING) and piece.display and not piece.apart
    return (
        plain
        and piece.end not in (End.STOP, End.COLON, End.COMMA)
        and (cells(piece.text) >= _SHORTEST_TITLE or text.kind is EntryKind.VERSE)
    )
