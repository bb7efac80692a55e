"""What each block is: title, heading, paragraph, item, date, signature … and how deep a heading lies."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from shanben.model.editions import Doubt, EntryKind
from shanben.model.works import NumberForm
from shanben.shape.captions import CAPTION
from shanben.shape.layout import STRONG_FORMS, End, cells
from shanben.shape.pieces import Piece

_HAN_DATE = (
    r"[\d一二三四五六七八九〇○零]{4}\s*年\s*[\d一二三四五六七八九十]{1,3}\s*月\s*[\d一二三四五六七八九十]{1,3}\s*日"
)
_DATE = re.compile(rf"[（(]?(?:公元)?{_HAN_DATE}[)）]?")
_NOTE = re.compile(rf"[（(]?\s*{_HAN_DATE}.{{2,}}")
_DOCUMENT_NUMBER = re.compile(
    r"[^\s，。]{1,12}\s*[〔\[（(【]\s*\d{4}\s*[〕\])）】]\s*(?:第\s*)?\d{1,5}\s*[号號]|.{2,14}令\s*第?\s*\d+\s*[号號]"
)
_CREDIT = re.compile(
    r"[（(]?(?:本报记者|记者|本报通讯员|通讯员|特约记者|作者|文[/／|｜]|图[/／|｜]|供稿|供图|编辑|责编|责任编辑|初审|复审|终审|审核|审核发布|校对|制图|摄影|摄|"
    r"来源|资料来源|版式|美编|监制|策划|统筹|翻译)(?:\s*[：:|｜/／]|\s+\S|\S{2,4}$)"
)
_PUBLICITY = re.compile(r"[（(].{2,40}[)）]|[-—*\s]*(?:END|完)[-—*\s]*")
_ADDRESSEE = re.compile(r"[^。]{2,120}[：:]")
_SPACE = re.compile(r"\s+")
_LONGEST_HEADING = 70  # cells
_LEAD = re.compile(r"[^。，；]{2,20}?[：:]")

RANKS: dict[NumberForm, float] = {
    NumberForm.ANNEX: -2, NumberForm.BOOK: 0, NumberForm.SUBBOOK: 1, NumberForm.VOLUME: 1.5, NumberForm.PART: 2,
    NumberForm.CHAPTER: 3, NumberForm.UNIT: 3.2, NumberForm.DIVISION: 4, NumberForm.CLAUSE: 4.3, NumberForm.POINT: 4.6,
    NumberForm.FORMAL: 5, NumberForm.ROMAN: 5.5, NumberForm.HAN: 6, NumberForm.HAN_PAREN: 7, NumberForm.ORDINAL: 7.5,
    NumberForm.FIRST: 7.5, NumberForm.ONE_IS: 7.7, NumberForm.STEM: 7.8, NumberForm.BRANCH: 7.9, NumberForm.ARABIC: 8,
    NumberForm.DECIMAL: 8.5, NumberForm.ARABIC_PAREN: 9, NumberForm.CIRCLED: 10, NumberForm.LATIN_PAREN: 11,
    NumberForm.ROMAN_PAREN: 12,
}  # fmt: skip
"""How deep a form of number lies (GB/T 9704-2012, 7.3.3, and the usage of statutes): less is higher."""
_SERIES_FORMS = frozenset(
    {NumberForm.HAN, NumberForm.HAN_PAREN, NumberForm.ORDINAL, NumberForm.FIRST, NumberForm.ARABIC,
     NumberForm.ARABIC_PAREN, NumberForm.DECIMAL, NumberForm.FORMAL, NumberForm.ROMAN, NumberForm.STEM,
     NumberForm.BRANCH, NumberForm.VOLUME, NumberForm.UNIT, NumberForm.CLAUSE, NumberForm.POINT}
)  # fmt: skip


def assign_roles(pieces: Sequence[Piece]) -> None:
    """Set ``kind`` and ``level`` of every block."""
    for piece in pieces:
        if piece.kind is EntryKind.PARAGRAPH:
            piece.kind = _by_form(piece)
    _signatures(pieces)
    _series(pieces)
    _sentences(pieces)
    _unnumbered(pieces)
    _run_ins(pieces)


def _by_form(piece: Piece) -> EntryKind:
    """What a block is by its own words; numbered and unnumbered headings are decided later, by their context."""
    text = piece.text
    if len(text) > 90:
        return EntryKind.PARAGRAPH
    if _DATE.fullmatch(text):
        return EntryKind.DATE
    if CAPTION.fullmatch(text) and piece.end not in (End.STOP, End.COMMA, End.SEMICOLON, End.COLON):
        return EntryKind.CAPTION
    if _DOCUMENT_NUMBER.fullmatch(text):
        return EntryKind.DOCUMENT_NUMBER
    if piece.number and piece.number.form in STRONG_FORMS and piece.end not in (End.STOP, End.SEMICOLON, End.COLON):
        return EntryKind.HEADING
    if piece.number and piece.number.form is NumberForm.ANNEX and len(text) <= 40 and piece.end is not End.STOP:
        listed = text[piece.number.length - 1] in "：:" or text[piece.number.length :][:1].isdigit()
        return EntryKind.HEADING if piece.display and not listed else EntryKind.PARAGRAPH
    if _CREDIT.match(text) and len(text) <= 40 and piece.end is not End.STOP:
        return EntryKind.BYLINE
    if piece.display and _PUBLICITY.fullmatch(text):
        return EntryKind.NOTE
    if piece.display and _NOTE.fullmatch(text) and piece.end is not End.STOP:
        return EntryKind.NOTE
    return EntryKind.PARAGRAPH


def _signatures(pieces: Sequence[Piece]) -> None:
    """Names that stand before a date at the end of a text."""
    for index, piece in enumerate(pieces):
        if piece.kind is not EntryKind.DATE:
            continue
        at = index - 1
        while at > 0 and index - at <= 4 and pieces[at].display and pieces[at].kind is EntryKind.PARAGRAPH:
            if pieces[at].number or cells(pieces[at].text) > 30:
                break
            pieces[at].kind = EntryKind.SIGNATURE
            at -= 1


def _single_sentence(piece: Piece) -> bool:
    return "。" not in piece.text[:-1] and "；" not in piece.text[:-1]


def _series(pieces: Sequence[Piece]) -> None:
    """Numbers as sequences: 一、二、三 … are headings together, or items together."""
    open_series: dict[NumberForm, list[int]] = {}
    groups: list[list[int]] = []
    for index, piece in enumerate(pieces):
        number = piece.number
        if number is None:
            continue
        if number.form in STRONG_FORMS or number.form is NumberForm.ARTICLE:
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
        for other in list(open_series):
            if RANKS[other] > RANKS[form]:
                del open_series[other]
    statute = _is_statute(pieces)
    for group in groups:
        _judge(pieces, group, statute=statute)


def _is_statute(pieces: Sequence[Piece]) -> bool:
    """Whether the text is divided into articles: numbered sentences in it are items then."""
    return sum(piece.number is not None and piece.number.form is NumberForm.ARTICLE for piece in pieces) > 2


def _follows(before: tuple[int, ...], after: tuple[int, ...]) -> bool:
    return after[:-1] == before[:-1] and after[-1] == before[-1] + 1


def _judge(pieces: Sequence[Piece], group: Sequence[int], *, statute: bool) -> None:
    """Make the members of a series headings, where they are words by themselves with text of their own below."""
    number = pieces[group[0]].number
    assert number is not None
    members = [pieces[index] for index in group]
    short = [cells(piece.text) <= _LONGEST_HEADING and _single_sentence(piece) for piece in members]
    bodies = [group[place + 1] - index > 1 for place, index in enumerate(group[:-1])]
    with_body = sum(bodies) / len(bodies) if bodies else 1.0
    if number.form is NumberForm.ARABIC and number.values != (1,):
        return
    for piece, is_short, index in zip(members, short, group, strict=True):
        if not is_short or piece.end in (End.SEMICOLON, End.COMMA, End.COLON):
            continue
        following = pieces[index + 1] if index + 1 < len(pieces) else None
        if piece.end is End.STOP:
            alone = with_body >= 0.5 and sum(short) * 2 > len(short)
            if statute or number.form is NumberForm.ARABIC or following is None or not alone:
                continue
            if len(group) == 1:
                continue
            if following.number and following.number.form is number.form:
                continue
        elif (following is None and len(group) == 1) or (
            with_body < 0.3 and len(group) > 2 and number.form not in (NumberForm.HAN,)
        ):
            continue
        piece.kind = EntryKind.HEADING


_LONGEST_SENTENCE = 36  # cells
_SHORTEST_BODY = 50
_STATEMENT = re.compile(r"我|你|他|她|它|这|那|今|去年|过去|现在|同志|各|全|本|在|对|从|为|当|经济|国务院|第|据")
"""How a sentence with a subject or an adverbial begins; a heading that is a sentence is a predicate alone."""


def _sentences(pieces: Sequence[Piece]) -> None:
    """Headings that are whole sentences: short ones that stand by themselves over longer text, again and again."""
    if _is_statute(pieces) or any(piece.kind is EntryKind.HEADING and piece.number for piece in pieces):
        return
    found: list[Piece] = []
    others = 0
    for index, piece in enumerate(pieces):
        if piece.kind is not EntryKind.PARAGRAPH or piece.number or not piece.text.endswith("。"):
            continue
        if (
            _STATEMENT.match(piece.text)
            or not _single_sentence(piece)
            or cells(piece.text) > _LONGEST_SENTENCE
            or "：" in piece.text
        ):
            continue
        following = pieces[index + 1] if index + 1 < len(pieces) else None
        if following and following.kind is EntryKind.PARAGRAPH and cells(following.text) >= _SHORTEST_BODY:
            found.append(piece)
        else:
            others += 1
    if len(found) >= 3 and len(found) > others * 2:
        for piece in found:
            piece.kind = EntryKind.HEADING
            piece.doubt = Doubt("D305", "a sentence by itself, like others in this text, taken for a heading", 0.5)


def _unnumbered(pieces: Sequence[Piece]) -> None:
    """Words set by themselves, with text below."""
    run = 0
    articles = _articles(pieces)
    for index, piece in enumerate(pieces):
        if not _may_head(piece):
            run = 0
            continue
        run += 1
        following = next((other for other in pieces[index + 1 :] if other.kind is not EntryKind.FURNITURE), None)
        if following is None or following.kind in (EntryKind.DATE, EntryKind.SIGNATURE):
            continue
        if index in articles and not _NAMED.fullmatch(piece.key) and not _opens_statute(pieces, index):
            continue
        if run >= 3 and following.kind is EntryKind.PARAGRAPH and following.display:
            continue
        piece.kind = EntryKind.HEADING


_PREAMBLE = 12
"""Blocks before the first article of a statute: who passed it, and when."""


def _articles(pieces: Sequence[Piece]) -> range:
    """The blocks of a statute up to its last article: there, words without a number are a note or a broken line."""
    if not _is_statute(pieces):
        return range(0)
    found = [index for index, piece in enumerate(pieces) if piece.number and piece.number.form is NumberForm.ARTICLE]
    return range(max(1, found[0] - _PREAMBLE), found[-1])


def _opens_statute(pieces: Sequence[Piece], index: int) -> bool:
    """Whether a first article or chapter follows, and a text has ended before: the title of another statute."""
    if pieces[index - 1].end is not End.STOP and pieces[index - 1].kind not in (EntryKind.DATE, EntryKind.SIGNATURE):
        return False
    firsts = (NumberForm.ARTICLE, NumberForm.CHAPTER)
    return any(
        piece.number is not None and piece.number.form in firsts and piece.number.values == (1,)
        for piece in pieces[index + 1 : index + _PREAMBLE]
    )


def _may_head(piece: Piece) -> bool:
    if not (piece.display and piece.kind is EntryKind.PARAGRAPH) or piece.number:
        return False
    if piece.end in (End.STOP, End.SEMICOLON, End.COMMA, End.COLON) or cells(piece.text) > _LONGEST_HEADING:
        return False
    return "。" not in piece.text and len(piece.key) >= 2


_RUN_IN = re.compile(r"([^。；：！？]{3,40})。(?=.{10})")
_NOT_RUN_IN = frozenset({NumberForm.ARTICLE, NumberForm.ANNEX}) | STRONG_FORMS
_LONGEST_RUN_IN = 22  # cells, of a lead without a number


def _run_ins(pieces: Sequence[Piece]) -> None:
    """Leads: paragraphs under one heading that open alike, with a short sentence that names the matter."""
    section: dict[bool, list[tuple[Piece, str]]] = {True: [], False: []}
    for piece in [*pieces, None]:
        if piece is None or piece.kind is EntryKind.HEADING:
            for members in section.values():
                for member, lead in members if len(members) > 1 else ():
                    member.run_in = lead
                members.clear()
            continue
        match = _RUN_IN.match(piece.text) if piece.kind is EntryKind.PARAGRAPH else None
        if match is None:
            continue
        numbered = piece.number is not None
        if numbered and piece.number and piece.number.form in _NOT_RUN_IN:
            continue
        if numbered or (cells(match[1]) <= _LONGEST_RUN_IN and "，" not in match[1]):
            section[numbered].append((piece, match[1]))


_NAMED = re.compile(r"(?:前言|序言|引言|导言|总则|附则|结束语|结语|后记|附录)")
_TOP, _NESTED, _SENTENCE = -1.0, -0.5, -0.4


def assign_levels(pieces: Sequence[Piece]) -> None:
    """The depth of every heading: 1 for a title, the rest from the order of the forms that enclose it."""
    headings = [index for index, piece in enumerate(pieces) if piece.kind is EntryKind.HEADING]
    below = _below_lead(pieces, headings)
    numbers = [number.form for index in headings if (number := pieces[index].number)]
    top = min((RANKS[form] for form in numbers if form in RANKS and form is not NumberForm.ANNEX), default=_TOP)
    plain = [index for index in headings if not pieces[index].number and not _is_sentence(pieces[index])]
    stack: list[float] = []
    for index in headings:
        piece = pieces[index]
        if piece.number:
            rank = RANKS.get(piece.number.form, _TOP)
        elif _NAMED.fullmatch(piece.key):
            rank = top
        elif index in below:
            rank = _NESTED
        elif not below and plain and plain[0] < index and _is_sentence(piece):
            rank = _SENTENCE
        else:
            rank = _TOP
        while stack and stack[-1] >= rank:
            stack.pop()
        stack.append(rank)
        piece.level = len(stack) + 1


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
