"""How deep a heading lies."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import pairwise, permutations

from shanben.model.editions import DEEPEST, EntryKind
from shanben.model.works import Number, NumberForm
from shanben.shape.layout import STRONG_FORMS, End
from shanben.shape.pieces import Piece

_SPACE = re.compile(r"\s+")
_LEAD = re.compile(r"[^。，；]{2,20}?[：:]")

RANKS: dict[NumberForm, float] = {
    NumberForm.ANNEX: -2, NumberForm.BOOK: 0, NumberForm.SUBBOOK: 1, NumberForm.VOLUME: 1.5, NumberForm.PART: 2,
    NumberForm.CHAPTER: 3, NumberForm.UNIT: 3.2, NumberForm.DIVISION: 4, NumberForm.CLAUSE: 4.3, NumberForm.POINT: 4.6,
    NumberForm.ARTICLE: 4.8,
    NumberForm.FORMAL: 5, NumberForm.ROMAN: 5.5, NumberForm.HAN: 6, NumberForm.HAN_PAREN: 7, NumberForm.ORDINAL: 7.5,
    NumberForm.FIRST: 7.5, NumberForm.ONE_IS: 7.7, NumberForm.STEM: 7.8, NumberForm.STEM_PAREN: 7.85,
    NumberForm.BRANCH: 7.9, NumberForm.ARABIC: 8,
    NumberForm.DECIMAL: 8.5, NumberForm.ARABIC_PAREN: 9, NumberForm.CIRCLED: 10, NumberForm.LATIN_PAREN: 11,
    NumberForm.ROMAN_PAREN: 12,
}  # fmt: skip
"""How deep a form of number lies (GB/T 9704-2012, 7.3.3, and the usage of statutes): less is higher."""

NAMED = re.compile(
    r"楔子|引子|序[章幕]|尾[声聲]|终章|終章|正文|番外[篇一二三四五六七八九十\d]{0,4}[^，。；！？]{0,16}|目[录錄次]|前言|序言|引言|[导導]言|[绪緒][论論]|[导導][论論]|自?序|凡例|[摘提]要|内容摘要|內容摘要|(?i:abstract)|[总總][则則]|附[则則]|[结結]束?[语語]|[结結][论論]"
    r"|[后後][记記]|跋|附[录錄]|注[释釋]|註[释釋]|[参參]考文[献獻]|[参參]考[书書]目|致[谢謝]|(?i:references)"
    r"|(?:[发發]行人|公司|[重][要大])?(?:[声聲]明|提示)|(?:重大|特[别別])事[项項]提示|[发發]行人[声聲]明"
    r"|(?:[剧劇]中|登[场場]|出[场場])人物表?|人物表|演[员員]表"
)
"""Names of parts that stand beside numbered ones of the highest rank."""
_OWN, _TOP, _NESTED, _SENTENCE = -100.0, -1.0, -0.5, -0.4


_FIXED = STRONG_FORMS | {NumberForm.ANNEX, NumberForm.ARTICLE, NumberForm.ORDINAL, NumberForm.FIRST, NumberForm.ONE_IS}
"""Forms whose place nobody changes, and those that count in sentences."""
_ABOVE = 0.05
_PART = 0.1
"""How much deeper each further part of a decimal lies; four parts are still above （1）."""


def ranks_in(pieces: Sequence[Piece]) -> Mapping[NumberForm, float]:
    """How deep each form lies in one text: as in ``RANKS``, but above each whose numbers it encloses.

    1. may hold 一、 and 二、, and 2. hold 一、 again: what begins anew below each number lies below it.
    """
    counted = [
        (piece.number.form, piece.number.values[-1])
        for piece in pieces
        if piece.number and piece.number.values and piece.number.form not in _FIXED
    ]
    first: dict[NumberForm, int] = {}
    for index, (form, _) in enumerate(counted):
        first.setdefault(form, index)
    ranks = dict(RANKS)
    for outer, inner in permutations(first, 2):
        if RANKS[outer] > RANKS[inner] and first[outer] < first[inner] and _encloses(counted, outer, inner):
            ranks[outer] = min(ranks[outer], RANKS[inner] - _ABOVE)
    return ranks


def _encloses(counted: Sequence[tuple[NumberForm, int]], outer: NumberForm, inner: NumberForm) -> bool:
    """Whether one form counts on from 1 and never anew, and the other begins at 1 right below its numbers, twice."""
    expected, anew = 1, 0
    for (form, value), (below, number) in pairwise([*counted, (outer, 0)]):
        if form is not outer:
            continue
        if value != expected:
            return False
        expected += 1
        anew += below is inner and number == 1
    return anew > (NumberForm.STEM not in (outer, inner))  # 甲、 with 一、 right below it tells by itself


def assign_levels(pieces: Sequence[Piece]) -> None:
    """The depth of every heading: 1 for a title, the rest from the order of the forms that enclose it."""
    headings = [index for index, piece in enumerate(pieces) if piece.kind is EntryKind.HEADING]
    ranks = dict(ranks_in(pieces))
    if _holds_chapters([number for index in headings if (number := pieces[index].number)]):
        ranks[NumberForm.HAN] = RANKS[NumberForm.CHAPTER] - _ABOVE
    below = _below_lead(pieces, headings)
    said_again = {index for index in headings if _says_again(pieces, index)}
    numbers = [number.form for index in headings if index not in said_again and (number := pieces[index].number)]
    top = min((ranks[form] for form in numbers if form in ranks and form is not NumberForm.ANNEX), default=_TOP)
    plain = [index for index in headings if not pieces[index].number and not _is_sentence(pieces[index])]
    enclosed, inner = _enclosed(pieces, plain, top), _below_numbers(pieces, ranks)
    between = {**_between_decimals(pieces, plain), **_days_of_years(pieces, plain, inner)}
    beside = _before_chapters(pieces, headings) if inner == _TOP else frozenset()
    stack: list[float] = []
    for index in headings:
        piece = pieces[index]
        if index in said_again:
            piece.level = pieces[index - 1].level
            continue
        if piece.own_level:
            del stack[piece.own_level - 2 :]
            stack += [_OWN + level for level in range(len(stack), piece.own_level - 1)]
            piece.level = piece.own_level
            continue
        if piece.number:
            rank = ranks.get(piece.number.form, _TOP) + _further(piece.number)
        elif NAMED.fullmatch(piece.key) or index in beside:
            rank = top
        elif index in below:
            rank = _NESTED
        elif not below and plain and plain[0] < index and _is_sentence(piece):
            rank = _SENTENCE
        else:
            rank = max(inner, top + _ABOVE) if index in enclosed else between.get(index, inner)
        while stack and stack[-1] >= rank:
            stack.pop()
        stack.append(rank)
        piece.level = min(len(stack) + 1, DEEPEST)


def _holds_chapters(numbers: Sequence[Number]) -> bool:
    """Whether 一、二、三 count on over all chapters, which stand inside one of them: the plan of a course, whose second
    part lists the chapters that are taught.
    """
    han = [at for at, number in enumerate(numbers) if number.form is NumberForm.HAN]
    chapters = [at for at, number in enumerate(numbers) if number.form is NumberForm.CHAPTER]
    if not chapters or len(han) < _PARTS_ABOUT:
        return False
    counts = [numbers[at].values for at in han] == [(value,) for value in range(1, len(han) + 1)]
    inside = sum(han[0] < chapters[0] and chapters[-1] < at for at in han)
    return counts and inside > 0 and not any(chapters[0] < at < chapters[-1] for at in han)


_PARTS_ABOUT = 2


def _says_again(pieces: Sequence[Piece], index: int) -> bool:
    """Whether a heading in Latin letters says once more what the Han one right above it says: 一、总则 / I. General."""
    piece, above = pieces[index], pieces[index - 1] if index else None
    if above is None or above.kind is not EntryKind.HEADING or piece.own_level or not piece.text.isascii():
        return False
    same = (piece.number is None) == (above.number is None)
    return same and not above.text.isascii() and (not piece.number or _value(piece) == _value(above))


def _value(piece: Piece) -> int:
    return piece.number.values[-1] if piece.number and piece.number.values else 0


def _further(number: Number) -> float:
    """How much deeper than others of its form a number lies: 1.2.1 below 1.2."""
    return _PART * max(0, len(number.values) - 2) if number.form is NumberForm.DECIMAL else 0


def _below_numbers(pieces: Sequence[Piece], ranks: Mapping[NumberForm, float]) -> float:
    """How deep headings without a number lie: at the top, but below the numbered ones where some stand right below such
    a heading, with no text between, and none right above (卷上 / 山川).
    """
    heading = EntryKind.HEADING
    rank = _TOP
    for before, piece in pairwise(pieces):
        if before.kind is not heading or piece.kind is not heading or (before.number is None) == (piece.number is None):
            continue
        if piece.number:
            return _TOP
        assert before.number is not None
        if before.number.form is not NumberForm.ANNEX and not _is_sentence(piece):
            rank = max(rank, ranks.get(before.number.form, _TOP) + _ABOVE)
    return rank


def _enclosed(pieces: Sequence[Piece], plain: Sequence[int], top: float) -> frozenset[int]:
    """Headings without a number that stand inside the highest numbered parts, which count on from 1 over them: between
    two of those, and with them behind the last, where none stands before the first.
    """
    numbered = [
        (index, piece.number.values)
        for index, piece in enumerate(pieces)
        if piece.kind is EntryKind.HEADING
        and piece.number
        and RANKS.get(piece.number.form) == top
        and piece.number.values
    ]
    counted = [values for _, values in numbered] == [(at + 1,) for at in range(len(numbered))]
    if not plain or len(numbered) < 2 or not counted or plain[0] < numbered[0][0]:
        return frozenset()
    last = numbered[-1][0]
    inside = [index for index in plain if index < last]
    return frozenset(plain if len(inside) > 1 and len(inside) * 2 > len(plain) else inside)


def _before_chapters(pieces: Sequence[Piece], headings: Sequence[int]) -> frozenset[int]:
    """The heading without a number that opens a book, over a text of its own, before the first of its chapters; or a
    play, over those who appear in it.
    """
    if len(headings) < 2:
        return frozenset()
    first, second = headings[:2]
    number = pieces[second].number
    text = second - first > 1 and pieces[first].number is None and pieces[first + 1].kind is EntryKind.PARAGRAPH
    opens = number is not None and number.form in _CHAPTERS and number.values == (1,)
    if text and opens:
        return frozenset({first})
    chapter = next((index for index in headings if (one := pieces[index].number) and one.form in _CHAPTERS), 0)
    front = [index for index in headings if index < chapter]
    told = all(_FRONT.fullmatch(pieces[index].key) and pieces[index + 1].kind is EntryKind.PARAGRAPH for index in front)
    return frozenset(front) if told else frozenset()


_FRONT = re.compile("[总總概综綜]述|大事[记記]|概[况況]|[编編][纂辑輯写寫]说明|编者的话|出版[说說]明|序[一二三四五]?")
"""What books of a place have before their first chapter."""
_CHAPTERS = STRONG_FORMS | {NumberForm.UNIT}


def _between_decimals(pieces: Sequence[Piece], plain: Sequence[int]) -> Mapping[int, float]:
    """How deep headings without a number lie that stand between 3.1 and 3.2: inside the first of them, for what ends a
    part of a decimal number begins another.
    """
    names = frozenset(plain)
    found: dict[int, float] = {}
    open_: list[int] = []
    last: Number | None = None
    for index, piece in enumerate(pieces):
        number = piece.number if piece.kind is EntryKind.HEADING else None
        if index in names:
            open_.append(index)
        elif number:
            part = number.form is NumberForm.DECIMAL and len(number.values) > 1
            if part and last and last.values == (*number.values[:-1], number.values[-1] - 1):
                found |= dict.fromkeys(open_, RANKS[number.form] + _further(number) + _ABOVE)
            open_, last = [], number if part else None
    return found


def _days_of_years(pieces: Sequence[Piece], plain: Sequence[int], inner: float) -> Mapping[int, float]:
    """How deep days lie below their year: 一九五三年 / 三月五日, where a text has both."""
    found: dict[int, float] = {}
    year = False
    for index in plain:
        year = year or bool(_YEAR.fullmatch(pieces[index].key))
        if year and _DAY.match(pieces[index].key):
            found[index] = inner + _ABOVE
    return found


_YEAR = re.compile(
    r"(?:公元)?[\d一二三四五六七八九〇○零]{4}年|[^，。；：\d]{0,4}[元一二三四五六七八九十]{1,3}年|[甲乙丙丁戊己庚辛壬癸][子丑寅卯辰巳午未申酉戌亥]年?"
)
_DAY = re.compile(
    r"(?:[闰閏]?[\d一二三四五六七八九十正冬腊臘]{1,3}月)?(?:初[一二三四五六七八九十]|[\d一二三四五六七八九十廿]{1,3})[日号號]"
)


def _is_sentence(piece: Piece) -> bool:
    """Whether a heading without a number is a sentence; beside headings that are names, those lie deeper."""
    return piece.end is End.STOP or "，" in piece.text


def _below_lead(pieces: Sequence[Piece], headings: Sequence[int]) -> set[int]:
    """Headings of short items inside a bulletin: where most texts open with the same words (a news agency's name and a
    colon), one that does not belongs to the text before it.
    """
    leads: dict[int, str] = {}
    for index in headings:
        if index + 1 < len(pieces):
            match = _LEAD.match(pieces[index + 1].text)
            leads[index] = _SPACE.sub("", match[0]) if match else ""
    counts = Counter(lead for lead in leads.values() if lead)
    if not counts:
        return set()
    lead, times = counts.most_common(1)[0]
    if times < 3 or times * 3 < len(headings):
        return set()
    first = next(index for index in headings if leads.get(index) == lead)
    return {index for index in headings if index > first and leads.get(index) != lead and not pieces[index].number}
