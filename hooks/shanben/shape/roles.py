"""What each block is: title, heading, paragraph, item, date, signature … and how deep a heading lies."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import pairwise

from shanben.model.doubts import Doubt
from shanben.model.editions import EntryKind
from shanben.model.works import NumberForm
from shanben.shape.authors import mark_authors
from shanben.shape.bibliography import mark_sources
from shanben.shape.both_scripts import both
from shanben.shape.closings import mark_closing
from shanben.shape.couplet_heads import join_couplets
from shanben.shape.covers import join_cover, mark_covers, mark_recipients
from shanben.shape.fields import is_left_open
from shanben.shape.heads import mark_heads, mark_labels
from shanben.shape.judgments import mark_judgment
from shanben.shape.latin_heads import mark_latin_heads
from shanben.shape.layout import STRONG_FORMS, End, cells
from shanben.shape.leads import mark_leads
from shanben.shape.levels import ranks_in
from shanben.shape.lines import HAN
from shanben.shape.may_head import prescribes
from shanben.shape.numbered import (
    mark_articles,
    mark_bare_numbers,
    mark_clauses,
    mark_named,
    mark_numbers,
    mark_schedules,
)
from shanben.shape.openings import voice
from shanben.shape.own import OwnHeadings
from shanben.shape.part_words import HAPPENED
from shanben.shape.parts import by_form, join_history, mark_appended, mark_inner, mark_signatures, mark_signers
from shanben.shape.pieces import Piece
from shanben.shape.questions import mark_questions
from shanben.shape.sentences import names_matter
from shanben.shape.standard_covers import mark_standard
from shanben.shape.titles import join_first_sentence, join_numbers, join_titles
from shanben.shape.unnumbered import mark_days, mark_letters, mark_over_verse, mark_unnumbered

_LONGEST_HEADING = 70  # cells

_SERIES_FORMS = frozenset(
    {NumberForm.HAN, NumberForm.HAN_PAREN, NumberForm.ORDINAL, NumberForm.FIRST, NumberForm.ARABIC,
     NumberForm.ARABIC_PAREN, NumberForm.DECIMAL, NumberForm.FORMAL, NumberForm.ROMAN, NumberForm.STEM,
     NumberForm.STEM_PAREN, NumberForm.BRANCH, NumberForm.VOLUME, NumberForm.UNIT, NumberForm.CLAUSE, NumberForm.POINT}
)  # fmt: skip
_LEADS_ON = frozenset({End.SEMICOLON, End.COMMA, End.COLON})
_CLOSES_SERIES = STRONG_FORMS | {NumberForm.ARTICLE}


def assign_roles(pieces: list[Piece], own: OwnHeadings | None = None) -> list[Piece]:
    """The blocks with ``kind`` set; lines of one title are made one block."""
    for piece in pieces:
        if not piece.apart and piece.kind is EntryKind.PARAGRAPH:
            piece.kind = by_form(piece)
    if own and own.rules:
        _mark_own(pieces, own)
    mark_named(pieces)
    mark_schedules(pieces)
    mark_numbers(pieces)
    mark_clauses(pieces)
    mark_articles(pieces)
    mark_labels(pieces)
    pieces = join_titles(join_cover(join_history(join_numbers(join_couplets(pieces)))))
    mark_judgment(pieces)
    mark_heads(pieces)
    pieces = join_first_sentence(pieces)
    mark_covers(pieces)
    mark_standard(pieces)
    mark_recipients(pieces)
    mark_signers(pieces)
    mark_closing(pieces)
    mark_inner(pieces)
    mark_appended(pieces)
    mark_signatures(pieces)
    statute = _is_statute(pieces)
    mark_bare_numbers(pieces)
    _series(pieces, statute=statute)
    if not statute:
        _sentences(pieces)
    _parts(pieces)
    _answers(pieces)
    mark_authors(pieces)
    mark_latin_heads(pieces)
    mark_questions(pieces)
    mark_unnumbered(pieces, statute=statute)
    mark_sources(pieces)
    mark_letters(pieces)
    mark_days(pieces)
    mark_over_verse(pieces)
    mark_leads(pieces, statute=statute)
    return pieces


def _mark_own(pieces: Sequence[Piece], own: OwnHeadings) -> None:
    """Make the blocks headings that a library's own patterns name."""
    for piece in pieces:
        if len(piece.lines) == 1 and not piece.apart and (level := own.level(piece.text)) is not None:
            piece.kind, piece.own_level = EntryKind.HEADING, level


def _single_sentence(piece: Piece) -> bool:
    return "。" not in piece.text[:-1] and "；" not in piece.text[:-1]


def _series(pieces: Sequence[Piece], *, statute: bool) -> None:
    """Numbers as sequences: 一、二、三 … are headings together, or items together."""
    open_series: dict[NumberForm, list[int]] = {}
    closed: dict[NumberForm, list[int]] = {}
    before: dict[int, list[int]] = {}
    groups: list[list[int]] = []
    ranks = ranks_in(pieces)
    for index, piece in enumerate(pieces):
        number = piece.number
        if number is None or piece.kind is EntryKind.DOCUMENT_NUMBER:
            continue
        if number.form in _CLOSES_SERIES:
            closed |= open_series
            open_series.clear()
            continue
        form = NumberForm.ORDINAL if number.form is NumberForm.FIRST else number.form
        if form not in _SERIES_FORMS or not number.values:
            continue
        series = open_series.get(form)
        last = pieces[series[-1]].number if series else None
        if series is not None and last is not None and _follows(last.values, number.values):
            series.append(index)
        else:
            open_series[form] = [index]
            groups.append(open_series[form])
            if form in closed and (ended := pieces[closed[form][-1]].number) and _follows(ended.values, number.values):
                before[index] = closed[form]
        for other in list(open_series):
            if ranks[other] > ranks[form]:
                del open_series[other]
    for group in groups:
        counted = before.get(group[0], ())
        goes_on = bool(counted) and all(pieces[index].kind is EntryKind.HEADING for index in counted)
        within = _is_led_to(pieces, group[0], ranks)
        _judge(pieces, group, statute=statute, goes_on=goes_on, within=within)


def _is_led_to(pieces: Sequence[Piece], index: int, ranks: Mapping[NumberForm, float]) -> bool:
    """Whether the line above a numbered block leads to it: one with a higher form of number (二、經查： / （一）…), or
    one that says how a court rules.
    """
    above, number = pieces[index - 1] if index else None, pieces[index].number
    if above is None or number is None or above.end is not End.COLON:
        return False
    if above.number is None:
        return bool(_RULES.search(above.key))
    return above.kind is EntryKind.PARAGRAPH and ranks.get(above.number.form, 0) < ranks.get(number.form, 0)


_RULES = re.compile(both(r"(?:判决|裁定|裁决|调解协议|协议|处罚决定)(?:结果)?如[下左][：:]$"))


def _is_statute(pieces: Sequence[Piece]) -> bool:
    """Whether the text is divided into articles: numbered sentences in it are items then."""
    article = NumberForm.ARTICLE
    return sum(piece.number is not None and piece.number.form is article for piece in pieces) > 2


def _follows(before: tuple[int, ...], after: tuple[int, ...]) -> bool:
    return (after[:-1] == before[:-1] and after[-1] == before[-1] + 1) or _is_put_in(before, after)


def _is_put_in(before: tuple[int, ...], after: tuple[int, ...]) -> bool:
    """Whether a section is one that a later law put behind another (2A. after 2.), or the next after such a one."""
    if len(after) == 2:
        return len(before) == 1 and after == (*before, 1)
    return len(before) == 2 and after == (before[0] + 1,)


def _judge(pieces: Sequence[Piece], group: Sequence[int], *, statute: bool, goes_on: bool, within: bool) -> None:
    """Make the members of a series headings, where they are words by themselves with text of their own below.

    ``goes_on``: they count on from headings of another part; ``within``: a numbered line of text leads to them.
    """
    number = pieces[group[0]].number
    assert number is not None
    members = [pieces[index] for index in group]
    short = [cells(piece.text) <= _LONGEST_HEADING and _single_sentence(piece) for piece in members]
    bodies = [group[place + 1] - index > 1 for place, index in enumerate(group[:-1])]
    with_body = sum(bodies) / len(bodies) if bodies else 1.0
    if number.form is NumberForm.ARABIC and number.values != (1,) and not goes_on:
        return
    if number.form is not NumberForm.HAN and any(_MARKS_GIVEN.search(piece.text) for piece in members):
        return  # questions of an examination
    if len(group) > 1 and not any(bodies) and _is_listed(pieces, group):
        return
    if not statute and _all_lead(pieces, group):
        for piece in members:
            piece.kind = EntryKind.HEADING
        return
    leading = any(piece.end in _LEADS_ON for piece in members)  # to items of its own: they are sentences
    sentences = len(members) > 1 and sum(piece.end is End.STOP for piece in members) == len(members) - 1
    for piece, is_short, index in zip(members, short, group, strict=True):
        if (
            not is_short
            or piece.end in _LEADS_ON
            or is_left_open(piece)
            or _NAMES.fullmatch(piece.lines[0].content)
            or _says_all(pieces, index)
            or (statute and sentences and piece.end is not End.STOP)
        ):
            continue
        following = pieces[index + 1] if index + 1 < len(pieces) else None
        if piece.end is End.STOP:
            alone = with_body > 0.5 and sum(short) * 2 > len(short) and not leading
            asks = with_body == 1 and all(member.text[-1] in "？?" for member in members)
            if statute or within or (number.form is NumberForm.ARABIC and not asks) or following is None or not alone:
                continue
            if len(group) == 1:
                continue
            lone = sum(member.end is End.STOP for member in members) == 1 and len(members) > 2
            if lone and (following.kind is not EntryKind.PARAGRAPH or following.number):
                continue  # 四、本制度由办公室解释。
            if following.number and following.number.form is number.form:
                continue
        elif (following is None and len(group) == 1) or (
            with_body < 0.3 and len(group) > 2 and number.form not in (NumberForm.HAN,)
        ):
            continue
        piece.kind = EntryKind.HEADING


def _all_lead(pieces: Sequence[Piece], group: Sequence[int]) -> bool:
    """Whether all members of 一、二、三 are a few words with a colon over text without a number: 一、原告主張：."""
    if len(group) < _SENTENCES - 1 or group[-1] + 1 == len(pieces):
        return False
    return all(
        pieces[index].end is End.COLON
        and pieces[index].number is not None
        and pieces[index].lines[0].form is NumberForm.HAN
        and cells(pieces[index].text) <= _FEW_WORDS
        and pieces[index + 1].number is None
        and pieces[index + 1].kind is EntryKind.PARAGRAPH
        and not pieces[index + 1].display
        and pieces[index + 1].end is End.STOP
        for index in group
    )


_FEW_WORDS = 14  # cells


def _says_all(pieces: Sequence[Piece], index: int) -> bool:
    """Whether a numbered line says what it names, and another number follows: （二）召集人：董事会 / （三）…."""
    piece, below = pieces[index], pieces[index + 1] if index + 1 < len(pieces) else None
    if not _ANSWERED.search(piece.text) or piece.end is End.STOP:
        return False
    return below is None or (below.number is not None and piece.number is not None)


_ANSWERED = re.compile(r"[^，。；：“”]{2,20}[：:](?![“「]).{2,}")
_NAMES = re.compile(rf"\S{{1,6}}?[、.．）)]\s*[{HAN}]{{2,4}}(?:[ \u3000]+[{HAN}]{{2,4}}){{2,}}")
"""Names below a number, with room between them: 1、何远 周宁 李秀兰."""
_MARKS_GIVEN = re.compile(r"[（(](?:(?:共|每[小题題]{1,2})?\s*\d{1,3}\s*分|[ \u3000]*)[)）][。.]?$")
"""How many marks a question gives: （3分）; or room for its answer: （　）."""


def _is_listed(pieces: Sequence[Piece], group: Sequence[int]) -> bool:
    """Whether members that have no text of their own are a list: one that is announced, or with which the text ends.

    一、二、三 number the parts of most texts, so there it takes the announcement.
    """
    if group[0] > 0 and pieces[group[0] - 1].end is End.COLON:
        return True
    number = pieces[group[0]].number
    ends = group[-1] + 1 == len(pieces) or pieces[group[-1] + 1].display
    return ends and number is not None and number.form is not NumberForm.HAN


def _parts(pieces: Sequence[Piece]) -> None:
    """Parts of a plan whose names end with a full stop and have lost their numbers: 基本原则。"""
    for piece, below in pairwise(pieces):
        plain = len(piece.text) == _PART_LENGTH and piece.kind is EntryKind.PARAGRAPH and not piece.apart
        if plain and below.kind is EntryKind.PARAGRAPH and _PART.fullmatch(piece.text):
            piece.kind = EntryKind.HEADING


def _answers(pieces: Sequence[Piece]) -> None:
    """Days that are the text of a numbered heading, and say nothing of what happened: 1. 会议时间 / 2019年3月8日."""
    for above, piece in pairwise(pieces):
        below = above.kind is EntryKind.HEADING and above.number is not None and piece.kind is EntryKind.NOTE
        if below and not piece.apart and piece.text[0].isdecimal() and not HAPPENED.fullmatch(piece.text):
            piece.kind = EntryKind.PARAGRAPH


_PART_LENGTH = 5
_PART = re.compile(
    both(
        r"(?:指导思想|基本原则|总体要求|总体思路|总体目标|主要目标|工作目标|主要任务|重点任务|保障措施|组织实施|工作要求)。"
    )
)


_SHORTEST_BODY = 50


def _sentences(pieces: Sequence[Piece]) -> None:
    """Make sentences headings in a text that has no numbered ones.

    Where the first lines of paragraphs are indented, a sentence that is too wide for such a line stands at the margin,
    as headings do; one that leaves the room of an indent is a paragraph.
    """
    numbered = [piece.number for piece in pieces if piece.kind is EntryKind.HEADING and piece.number]
    if sum(number.form not in _COUNTS for number in numbered) > _STRAY or _is_spoken(pieces):
        return
    found: list[Piece] = []
    others = sure = 0
    for piece, following in pairwise([*pieces, None]):
        assert piece is not None
        if piece.at_margin is False or not _may_name(piece):
            continue
        body = cells(following.text) if following is not None and following.kind is EntryKind.PARAGRAPH else 0.0
        if body >= _SHORTEST_BODY or (piece.at_margin and body > cells(piece.text)):
            found.append(piece)
            sure += bool(piece.at_margin)
        else:
            others += 1
    if len(found) >= _SENTENCES and (len(found) > others * 2 or sure >= _SURE):
        for piece in found:
            piece.kind = EntryKind.HEADING
            piece.doubt = Doubt("D305", "a sentence by itself, like others in this text, taken for a heading", 0.92)


def _is_spoken(pieces: Sequence[Piece]) -> bool:
    """Whether a text is what several people say in turn, each named before it: there short sentences are said too."""
    voices = Counter(name for piece in pieces if (name := voice(piece.text)))
    return sum(count for count in voices.values() if count > 1) * _OF_VOICES >= len(pieces)


_OF_VOICES = 3
"""One in so many blocks begins with a name that comes back."""


def _may_name(piece: Piece) -> bool:
    plain = not piece.number and piece.kind is EntryKind.PARAGRAPH and not prescribes(piece.key)
    return plain and names_matter(piece.text, piece.at_margin)


_SENTENCES = 3
_SURE = 2
_COUNTS = frozenset({NumberForm.ORDINAL, NumberForm.FIRST, NumberForm.ONE_IS})
"""Numbers that count sentences, below headings of any kind."""
_STRAY = 1
"""Numbered headings that may be none: a figure that a line begins with."""
