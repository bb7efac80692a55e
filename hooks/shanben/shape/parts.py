"""Parts of documents that their own words tell: dates, numbers, issuers, addressees, signatures, credits, captions."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from shanben.model.editions import EntryKind
from shanben.model.works import Number, NumberForm
from shanben.shape.captions import CAPTION, CLOSE_CAPTION, PHOTO
from shanben.shape.contents import is_edited
from shanben.shape.counted_groups import says_count
from shanben.shape.head_lines import heads_page
from shanben.shape.layout import COLON, COMMA, SEMICOLON, STOP, STRONG_FORMS, End, cells
from shanben.shape.lines import HAN
from shanben.shape.named_annexes import mark_named_annexes, names_annex
from shanben.shape.part_words import (
    ADDRESS,
    ANNOUNCED,
    ANOTHER,
    APPENDED,
    APPENDED_ALONE,
    BLANK_DATE,
    BLANK_NUMBER,
    CIRCULATION,
    CREDIT,
    DATE,
    DOCUMENT_NUMBER,
    FILE_NAME,
    HAPPENED,
    LAW,
    MANDATOR,
    MARKED,
    MONTH,
    NAMED_FIELD,
    NOTE,
    NOTE_OF_MONTH,
    OFFICE,
    OFFICER,
    PAGE_OF_WEB,
    PAPER,
    PASSED,
    PASSED_ON,
    POSTED,
    PUBLICITY,
    REGARDS,
    SEAL,
    SIGNER,
    SPEAKER,
    STANDARD_NUMBER,
    TO_WHOM,
    TOLD,
)
from shanben.shape.pieces import Piece
from shanben.shape.surnames import SURNAMES

_CIRCULATES = frozenset("送主抄报報分发發共出列缺请請记記正副（(")
_DATES = frozenset("[［一二三四五六七八九〇○零（(公中民大皇清淸康雍乾嘉道咸同光宣")
_CAPTIONS = frozenset("附表图圖照插专專续續TFPC")
"""Characters with which such words begin: most blocks begin with others, and are asked no further."""
_PHOTOS = frozenset("图圖△▲▼▽")
_ANNEX_KINDS = frozenset("规范性 资料性 规范性附录 资料性附录 規範性 資料性".split())
"""What an annex of a standard is, between its number and its title."""
_POSTED_STARTS = frozenset("发發更编編修创創")
_LONGEST_PASSED = 24
_NUMBERED = re.compile("[号號期称稱]")
"""What a number of a document or an issue has in it somewhere."""
_MARKS = frozenset({STOP, SEMICOLON, COMMA})
_SENTENCE_ENDS = frozenset({STOP, SEMICOLON, COLON})


def by_form(piece: Piece) -> EntryKind:
    """What a block is by its own words; numbered and unnumbered headings are decided later, by their context."""
    text = piece.text
    first, last = text[0], text[-1]
    dated = last == "日" and (" " in text or "\u3000" in text)
    circulated = (first in _CIRCULATES and (first not in "（(" or last in "）)")) or last in "发發" or dated
    if circulated and CIRCULATION.fullmatch(text) and "。" not in text[:-1]:
        return EntryKind.NOTE
    if len(text) > 90:
        return EntryKind.PARAGRAPH
    may_date = piece.end not in _SENTENCE_ENDS and piece.end is not COMMA and (first in _DATES or first.isdecimal())
    bracketed = text[1:-1] if first in "（(" and last in "）)" else ""
    if (may_date and (DATE.fullmatch(text) or DATE.fullmatch(piece.key))) or MONTH.fullmatch(bracketed):
        return EntryKind.DATE
    if bracketed in _ANNEX_KINDS:
        return EntryKind.NOTE
    if last in "日)）订訂立" and "年" in text and BLANK_DATE.fullmatch(text):
        return EntryKind.DATE
    if last == "。" and len(text) <= _LONGEST_PASSED and first in _DATES and PASSED_ON.fullmatch(text):
        return EntryKind.NOTE
    if first in _CAPTIONS and piece.end not in _MARKS and _is_caption(piece):
        return EntryKind.CAPTION
    if first in _PHOTOS and PHOTO.fullmatch(text):
        return EntryKind.CAPTION
    numbered = piece.end is not STOP and (first in "Nn" or last == "章" or _NUMBERED.search(text))
    if numbered and DOCUMENT_NUMBER.fullmatch(text):
        return EntryKind.DOCUMENT_NUMBER
    if last in "号號" and BLANK_NUMBER.fullmatch(text):
        return EntryKind.DOCUMENT_NUMBER
    if ("A" <= first <= "Z" or first == "[") and last.isdecimal() and STANDARD_NUMBER.fullmatch(text):
        return EntryKind.DOCUMENT_NUMBER
    number = piece.number
    bare = number is not None and piece.end is COLON and number.length == len(text) - 1  # 第一章：
    if number and number.form in STRONG_FORMS and (bare or piece.end not in _SENTENCE_ENDS):
        return EntryKind.HEADING
    if first == "附" and number and number.form is NumberForm.ANNEX and len(text) <= 40 and piece.end is not STOP:
        listed = text[number.length - 1] in "：:" or text[number.length :][:1].isdigit() or bool(FILE_NAME.search(text))
        if number.values and number.length == len(text):
            return EntryKind.HEADING  # 附件1： by itself: its title stands below
        return EntryKind.HEADING if piece.display and not listed else EntryKind.PARAGRAPH
    if last in "]］" and is_edited(text):
        return EntryKind.HEADING
    if piece.display and number is None and PAGE_OF_WEB.fullmatch(text):
        return EntryKind.FURNITURE
    credit = len(text) <= 40 and piece.end is not STOP and piece.end is not COLON
    if credit and CREDIT.match(piece.lines[0].content if len(piece.lines) == 1 else text):
        return EntryKind.BYLINE
    if piece.display and first in _POSTED_STARTS and POSTED.fullmatch(text):
        return EntryKind.BYLINE
    if (piece.display and number is None and PUBLICITY.fullmatch(text)) or (first in "（(" and PASSED.fullmatch(text)):
        return EntryKind.NOTE
    if piece.display and last not in "。；" and first.isalnum() and heads_page(text):
        return EntryKind.NOTE
    if piece.display and piece.end is not STOP and (NOTE.fullmatch(text) or NOTE_OF_MONTH.fullmatch(text)):
        return EntryKind.NOTE
    return EntryKind.PARAGRAPH


def _is_caption(piece: Piece) -> bool:
    close = piece.display and piece.end is not COLON and CLOSE_CAPTION.fullmatch(piece.text)
    return bool(close or CAPTION.fullmatch(piece.text))


def is_address(piece: Piece) -> bool:
    """Whether words are nothing but an address of the web or of a letter box."""
    return bool(ADDRESS.fullmatch(piece.text))


def is_page_number(piece: Piece) -> bool:
    """Whether words are a figure that may number a page, of any width."""
    return len(piece.key) <= _LONGEST_PAGE and piece.key.isdecimal()


_LONGEST_PAGE = 4
"""Digits."""


def is_kind_of_document(piece: Piece) -> bool:
    """Whether words say on a cover what a paper was written for: 硕士学位论文, 本科毕业设计（论文）."""
    return bool(PAPER.fullmatch(piece.key))


def is_regards(piece: Piece) -> bool:
    """Whether words close a letter."""
    return bool(REGARDS.fullmatch(piece.key))


def join_history(pieces: list[Piece]) -> list[Piece]:
    """The blocks of a source with what is told below its title, who passed it and when, made notes, however long.

    Where such a note breaks off, what ends it is a part of it.
    """
    found = list(pieces[:1])
    index, head = 1, True
    while index < len(pieces):
        piece = pieces[index]
        head = head and index < _TOLD and not _is_text(piece)
        index += 1
        told = head or (piece.text[0] in "（(" and piece.display and _is_open(piece.text))
        if told and piece.kind in (EntryKind.PARAGRAPH, EntryKind.NOTE) and not piece.apart and TOLD.match(piece.text):
            ended = bool(HAPPENED.fullmatch(piece.text)) and not _is_open(piece.text)
            parts = 0 if ended else _rest_of_note(pieces, index)
            if parts and head:
                lines = piece.lines + tuple(line for part in pieces[index : index + parts] for line in part.lines)
                piece = Piece(lines, piece.display, kind=EntryKind.NOTE, measure=piece.measure)
                index += parts
            elif parts:  # below the title of another text in the same source: as its lines are set
                for part in (piece, *pieces[index : index + parts]):
                    part.kind = EntryKind.NOTE
            elif ended:
                piece.kind = EntryKind.NOTE
        found.append(piece)
    return found


def _is_open(text: str) -> bool:
    """Whether a round bracket is not closed."""
    return text.count("（") + text.count("(") > text.count("）") + text.count(")")


_TOLD = 24
"""Blocks below a title that can tell what happened to a text."""
_PARTS_OF_NOTE = 3
"""Blocks into which the rest of such a note can fall."""


def _is_text(piece: Piece) -> bool:
    return piece.number is not None or piece.end is STOP or "。" in piece.text


def _rest_of_note(pieces: Sequence[Piece], first: int) -> int:
    """How many blocks from ``first`` end a note that breaks off before them; 0 where none does."""
    for count, piece in enumerate(pieces[first : first + _PARTS_OF_NOTE], 1):
        named = piece.kind not in (EntryKind.PARAGRAPH, EntryKind.NOTE) or piece.apart
        if named or _is_text(piece) or TOLD.match(piece.text):
            return 0
        if HAPPENED.fullmatch(piece.text):
            return count
    return 0


_OPENING = 8
"""Blocks at the head of a text in which its addressee can stand."""


def mark_signers(pieces: Sequence[Piece]) -> None:
    """Those who sign, by their office."""
    for index, piece in enumerate(pieces):
        if piece.number or piece.end in _MARKS or piece.kind is not EntryKind.PARAGRAPH or piece.apart or not index:
            continue
        if len(piece.key) > 24:
            continue
        text = piece.key
        if text.endswith(("：", ":")) and index + 1 < len(pieces):
            says = pieces[index + 1]
            if len(says.text) > 30 or (says.end is STOP and says.kind is EntryKind.PARAGRAPH):
                continue
        dated = any(other.kind is EntryKind.DATE for other in pieces[max(0, index - 3) : index + 5])
        signed = index + 1 < len(pieces) and pieces[index + 1].kind is EntryKind.DATE and MANDATOR.fullmatch(text)
        above = pieces[index - 1]
        passed = above.kind is EntryKind.NOTE and PASSED_ON.fullmatch(above.text) and SPEAKER.fullmatch(piece.text)
        if (
            signed
            or passed
            or (_signs(piece) and (index * 2 > len(pieces) or dated))
            or ((dated or _ends_text(pieces, index)) and _is_officer(piece))
        ):
            spoken = dated and all(above.display for above in pieces[:index]) and len(pieces) - index > _OPENING // 2
            piece.kind = EntryKind.BYLINE if spoken and _is_officer(piece) else EntryKind.SIGNATURE


def _is_officer(piece: Piece) -> bool:
    """Whether words are an office and a name, the office perhaps set with room in it: 总　理　何某某."""
    return bool(OFFICER.fullmatch(_SET_APART.sub(r"\1\2", piece.text)))


_SET_APART = re.compile(rf"^([{HAN}])[ \u3000]+([{HAN}])(?=[ \u3000])")


def _ends_text(pieces: Sequence[Piece], index: int) -> bool:
    """Whether a text ends here: with the last block, or above words by themselves that have no number."""
    below = pieces[index + 1] if index + 1 < len(pieces) else None
    if index < _OPENING // 2:
        return False
    return below is None or (below.display and below.number is None and below.kind is EntryKind.PARAGRAPH)


def _signs(piece: Piece) -> bool:
    """Whether words say who signs, one party or two beside each other."""
    if SIGNER.fullmatch(piece.key):
        return True
    sides = _WIDE.split(piece.text.strip())
    return len(sides) == 2 and all(SIGNER.fullmatch("".join(side.split())) for side in sides)


_WIDE = re.compile(r"[ \u3000]{2,}")


def mark_appended(pieces: Sequence[Piece]) -> None:
    """附：… below those who signed opens an annex, as 附件 does."""
    for index, (piece, after) in enumerate(pairwise(pieces)):
        if piece.kind is EntryKind.PARAGRAPH and piece.display and _opens_annex(piece, after):
            piece.kind = EntryKind.HEADING
        if piece.text[0] == "附" and piece.key in APPENDED_ALONE and _holds_law(pieces, index + 1):
            piece.kind, piece.number = EntryKind.HEADING, Number(NumberForm.ANNEX, (), len(piece.text))
    closing = (EntryKind.DATE, EntryKind.SIGNATURE, EntryKind.NOTE)
    for before, piece, after in zip(pieces, pieces[1:], pieces[2:], strict=False):
        if piece.text[0] != "附" or before.kind not in closing or piece.kind is not EntryKind.PARAGRAPH or piece.apart:
            continue
        if (found := APPENDED.fullmatch(piece.text)) and piece.end is not STOP and after.kind is not EntryKind.DATE:
            piece.kind = EntryKind.HEADING
            piece.number = Number(NumberForm.ANNEX, (), found.start(1))
    for piece, after in pairwise(pieces):
        alone = piece.text[0] == "附" and piece.display and piece.kind is EntryKind.PARAGRAPH and not piece.apart
        if alone and (named := APPENDED.fullmatch(piece.text)) and _is_first(after):
            piece.kind, piece.number = EntryKind.HEADING, Number(NumberForm.ANNEX, (), named.start(1))
    mark_named_annexes(pieces)


def opens_law(pieces: Sequence[Piece], index: int) -> bool:
    """Whether a block is the title of a law, a decision or an amendment with a note below it on who passed it, or of
    an amendment over its articles.
    """
    title = pieces[index]
    if not title.display or title.number or title.apart or index + 1 >= len(pieces) or not LAW.fullmatch(title.key):
        return False
    below = pieces[index + 1]
    if _AMENDS in title.key and below.number is not None and below.number.form is NumberForm.ARTICLE:
        return True
    return below.kind is EntryKind.NOTE and bool(PASSED.fullmatch(below.text))


_FIRSTS = frozenset({NumberForm.ARTICLE, NumberForm.CHAPTER, NumberForm.HAN})


_AMENDS = "修正案"


def _holds_law(pieces: Sequence[Piece], index: int) -> bool:
    """Whether the title of a law stands here, over a note on who passed it or over its first article or part."""
    if _AMENDS in pieces[index].key:
        return False  # one of several, which are works by themselves
    if opens_law(pieces, index):
        return True
    first = index + 1 < len(pieces) and _is_first(pieces[index + 1])
    return first and pieces[index].display and pieces[index].number is None and bool(LAW.fullmatch(pieces[index].key))


def _opens_annex(piece: Piece, after: Piece) -> bool:
    """Whether 附件二：… names an annex that has its own first article or part right below it."""
    return names_annex(piece) and _is_first(after)


def _is_first(piece: Piece) -> bool:
    """Whether a first article, chapter or part begins."""
    return piece.number is not None and piece.number.form in _FIRSTS and piece.number.values == (1,)


def mark_inner(pieces: Sequence[Piece]) -> None:
    """Who signed a document that another one follows in the same source, without a date between them."""
    for before, piece, after in zip(pieces, pieces[1:], pieces[2:], strict=False):
        if before.end is not STOP or not piece.display or not after.display or not is_name(piece):
            continue
        if OFFICE.fullmatch(piece.key) and ANOTHER.fullmatch(after.key):
            piece.kind = EntryKind.SIGNATURE


def is_name(piece: Piece) -> bool:
    """Whether words can be a signature by their form."""
    return (
        piece.kind is EntryKind.PARAGRAPH
        and not (piece.apart or piece.number)
        and piece.end in (End.WORD, End.BRACKET)
        and cells(piece.text) <= 20
        and not MARKED.search(piece.text)
    )


def _is_row_of_names(piece: Piece) -> bool:
    """Whether a line holds several names with room between them, some of them of persons: a row of a roll."""
    words = piece.lines[0].content.split()
    return (
        len(words) >= _NAMES
        and words[-1] not in _SAYS_SO
        and any(2 <= len(word) <= 3 and word[0] in SURNAMES for word in words[1:])
    )


_NAMES = 3
_SAYS_SO = frozenset("敬启 敬啟 謹啟 谨启 敬上 拜上 启 啟 上 謹識 谨识 識 识 谨志 謹誌".split())
"""What stands behind the name of one who signs."""
_TELLS = ("公告", "通告", "布告", "政府令")
_BODY_ENDS = ("公证处", "公證處", "仲裁委", "委员会", "委員會")
_PERSON = re.compile(rf"[{HAN}]{{2,4}}")


def mark_signatures(pieces: Sequence[Piece]) -> None:
    """Names that stand before a date at the end of a text."""
    dates = [index for index, piece in enumerate(pieces) if piece.kind is EntryKind.DATE]
    for index in dates:
        at = index - 1
        if at > 0 and SEAL.fullmatch(pieces[at].key):
            pieces[at].kind = EntryKind.SIGNATURE
            at -= 1
        while at > 0 and index - at <= 4 and pieces[at].kind is EntryKind.SIGNATURE:
            at -= 1
        under = at < index - 1 and not SEAL.fullmatch(pieces[index - 1].key)
        while at > 0 and index - at <= 4 and pieces[at].display and pieces[at].kind is EntryKind.PARAGRAPH:
            key = pieces[at].key
            body = OFFICE.fullmatch(key) or key.endswith(_BODY_ENDS)
            if under and (not body or TO_WHOM.fullmatch(pieces[at - 1].key[-2:])):
                break  # above those who sign only the body they sign for
            if _is_row_of_names(pieces[at]) or says_count(pieces[at - 1]):
                break
            if pieces[at].number or key.isdecimal() or cells(pieces[at].text) > 30 or REGARDS.fullmatch(key):
                break
            answer = NAMED_FIELD.match(pieces[at].text) and not REGARDS.fullmatch(pieces[at - 1].key)  # 儿子：小林
            if answer or key.endswith(_TELLS) or (index < _OPENING and ANNOUNCED.fullmatch(pieces[at].key)):
                break
            told = any(piece.end is STOP for piece in pieces[:at])
            above = index < _OPENING // 2 < len(pieces) - index and not told
            if above and OFFICE.fullmatch(pieces[at].key):
                pieces[at].kind = EntryKind.ISSUER
            elif above and _PERSON.fullmatch(key):
                pieces[at].kind = EntryKind.BYLINE
            else:
                pieces[at].kind = EntryKind.SIGNATURE
            at -= 1
