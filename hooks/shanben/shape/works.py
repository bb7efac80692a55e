"""Several works in one source: where one ends and the next begins, and what stands out of order."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache

from shanben.model.doubts import Doubt
from shanben.model.editions import EntryKind
from shanben.model.works import NumberForm
from shanben.shape.again import is_cover, mark_title_again
from shanben.shape.fields import is_field, is_labels, is_said_of_text
from shanben.shape.judgments import judgment_title
from shanben.shape.layout import STOP, STRONG_FORMS, End
from shanben.shape.levels import assign_levels
from shanben.shape.orders import as_head, is_order, opens_order, opens_ordered, with_order_below
from shanben.shape.part_words import APPENDED_ALONE, LAW_NAME
from shanben.shape.parts import opens_law
from shanben.shape.pieces import Piece
from shanben.shape.sequences import doubt_sequences
from shanben.shape.titles import is_bare_annex
from shanben.shape.unsure import doubt_bounds

_CLOSING = frozenset({EntryKind.DATE, EntryKind.SIGNATURE, EntryKind.BYLINE})
_SERIES = re.compile(
    r"[^\s，。：]{0,4}(?:资讯|速递|快讯|简讯|短讯|短波|要闻|速览|集锦|动态|简报|一句话新闻)[^\s，。：]{0,2}"
)
_TEXT = frozenset({EntryKind.PARAGRAPH, EntryKind.ITEM})
_LEADS_ON = frozenset({End.COLON, End.COMMA})
_ABOVE = frozenset({EntryKind.SERIES, EntryKind.FURNITURE, EntryKind.DOCUMENT_NUMBER, EntryKind.ISSUER, EntryKind.DATE})
"""What can stand above a title."""
_LETTERHEAD = _ABOVE | {EntryKind.NOTE, EntryKind.BYLINE}
"""What can stand above a title where a letterhead opens the text: below it the office has a line of its own."""
_ABOUT = _ABOVE | {EntryKind.NOTE, EntryKind.BYLINE, EntryKind.DECK}
"""What can stand below a title, before its text."""
_CHANGE = 2.0
"""Cells by which the measure changes where another text begins."""
_OVER = 1.0
_OPENING = 6
_ENOUGH = 3
"""Lines a block needs to show its measure."""


@dataclass(slots=True)
class Draft:
    """A work as it was found: its blocks in reading order, and which of them is the title."""

    pieces: list[Piece]
    title: Piece | None = None


def divide(pieces: Sequence[Piece]) -> list[Draft]:
    """The works of a source. Headings get their levels inside their work."""
    drafts: list[Draft] = []
    _name_annex(pieces)
    openings = cache(lambda: Counter(piece.key[:_OPENING] for piece in pieces))
    for index, piece in enumerate(pieces):
        below = drafts and piece.kind is EntryKind.HEADING and _is_below_title(drafts[-1].pieces, piece)
        if below and not opens_ordered(pieces, index):
            drafts[-1].pieces.append(piece)
            continue
        if not drafts or _begins(pieces, index, openings) or (_spans_columns(piece) and _is_stray(drafts)):
            drafts.append(Draft([]))
        drafts[-1].pieces.append(piece)
    for draft in drafts:
        _find_title(draft)
    drafts = _covered(_reunite(drafts))
    for draft in drafts:
        if draft.title is not None:
            mark_title_again(draft.pieces, draft.title)
            draft.pieces = with_order_below(draft.pieces, draft.title)
        assign_levels([piece for piece in draft.pieces if piece is not draft.title])
        doubt_sequences(draft.pieces)
    for draft in drafts[1:]:
        first = draft.title or draft.pieces[0]
        first.doubt = first.doubt or Doubt("D307", "what stands from here on was taken for a work of its own", 0.7)
    for draft in drafts:
        doubt_bounds(draft.pieces, draft.title)
    return drafts or [Draft([])]


def _name_annex(pieces: Sequence[Piece]) -> None:
    """Where a text is itself one annex, its first line says of what series: 附件4 above the title."""
    after = pieces[1:2]
    annexes = [piece for piece in pieces if is_bare_annex(piece)]
    if (
        len(annexes) == 1
        and annexes[0] is pieces[0]
        and after
        and after[0].kind is EntryKind.HEADING
        and not _numbered(after[0])
    ):
        pieces[0].kind = EntryKind.SERIES


def _is_below_title(found: Sequence[Piece], piece: Piece) -> bool:
    """Whether a work has nothing yet but its title and what stands about one, and these words are not the title again:
    a day above the text closes nothing.
    """
    title = next((other for other in found if other.kind not in _ABOVE), None)
    if title is None or not title.display or found[-1] is title or piece.key.startswith(title.key):
        return False
    return all(other.kind in _ABOUT or is_said_of_text(other) for other in found if other is not title)


def _is_stray(drafts: Sequence[Draft]) -> bool:
    """Whether the work that is being read has nothing but text so far, and is not the first."""
    return len(drafts) > 1 and all(piece.kind in _TEXT for piece in drafts[-1].pieces)


def _begins(pieces: Sequence[Piece], index: int, openings: Callable[[], Counter[str]]) -> bool:
    """Whether another work begins with this block; ``openings`` counts the first words of all blocks."""
    piece, before = pieces[index], pieces[index - 1]
    if piece.number or piece.moved or piece.kind is EntryKind.FURNITURE:
        return False
    if (
        piece.display
        and len(piece.key) <= 8
        and _SERIES.fullmatch(piece.key)
        and _opens_report(pieces, index + 1, openings)
    ):
        piece.kind = EntryKind.SERIES
        return True
    ended = before.kind in _TEXT and (before.end not in _LEADS_ON or before.key in APPENDED_ALONE)
    if piece.kind is EntryKind.HEADING and ended and index and opens_law(pieces, index):
        return True
    if piece.kind is EntryKind.HEADING and index and (opens_order(pieces, index) or opens_ordered(pieces, index)):
        return True
    if piece.kind is EntryKind.HEADING:
        noted = before.kind is EntryKind.NOTE and index > 4 and not is_bare_annex(pieces[index - 2])
        closed = (before.kind in _CLOSING or noted) and not _is_within_form(pieces, index)
        if before.kind is EntryKind.BYLINE and index < _HEAD:
            closed = closed and any(map(_tells, pieces[:index]))
        return closed or _changes(pieces, index)
    if piece.measure is None or before.end is not STOP or before.kind not in _TEXT:
        return False
    return piece.kind is EntryKind.PARAGRAPH and _changes(pieces, index)


def _tells(piece: Piece) -> bool:
    """Whether a block is text: below one who wrote it, a heading begins nothing where there was none yet."""
    return piece.kind in _TEXT and not piece.display


_HEAD = 12
"""Blocks that may stand above the first of a text."""


def _is_within_form(pieces: Sequence[Piece], index: int) -> bool:
    """Whether what follows are the fields of a form, so that those who are named above sign nothing yet."""
    return index + 1 < len(pieces) and is_field(pieces[index + 1], *pieces[index + 2 : index + 3])


def _spans_columns(piece: Piece) -> bool:
    """Whether a line is wider than the column it stands in: the title of an article set over several columns."""
    if piece.measure is None or piece.kind is not EntryKind.HEADING or piece.lines[0].spaced:
        return False
    return max(line.width for line in piece.lines) >= piece.measure + _OVER


def _opens_report(pieces: Sequence[Piece], index: int, openings: Callable[[], Counter[str]]) -> bool:
    """Whether a report begins here, and not one of the many of a bulletin, which all open alike."""
    if index >= len(pieces) or not pieces[index].lines[0].lead or pieces[index].lines[0].content[0] == "【":
        return False
    opening = pieces[index].key[:_OPENING]
    return openings()[opening] < 3


def _changes(pieces: Sequence[Piece], index: int) -> bool:
    """Whether the column has another measure from here on."""
    if pieces[index].measure is None:
        return False
    before = _measure(pieces, range(index - 1, max(-1, index - 6), -1))
    after = _measure(pieces, range(index, min(len(pieces), index + 6)))
    if before is None or after is None:
        return False
    return abs(before[0] - after[0]) >= _CHANGE + 2 * max(before[1], after[1])


def _measure(pieces: Sequence[Piece], indices: range) -> tuple[float, float] | None:
    """The measure of the nearest block of several lines, the width that most of its inner lines have; and how uneven
    they are: between which widths the middle half of them lies.
    """
    for index in indices:
        if pieces[index].kind is EntryKind.VERSE:
            continue
        widths = sorted(line.width for line in pieces[index].lines[:-1] if not line.spaced)
        if len(widths) >= _ENOUGH:
            return widths[len(widths) // 2], widths[len(widths) * 3 // 4] - widths[len(widths) // 4]
    return None


def _find_title(draft: Draft) -> None:
    """The title: display words that open the work, or that stand at its end where extraction left them."""
    above = _LETTERHEAD if draft.pieces[0].kind in (EntryKind.ISSUER, EntryKind.NOTE) else _ABOVE
    may_be = (piece for piece in draft.pieces if piece.kind not in above and _has_words(piece))
    first = next((piece for piece in may_be if not is_labels(piece)), None)
    if first is None:
        return
    if judgment := judgment_title(draft.pieces):
        draft.title = judgment
        return
    entry = _is_day(first) and any(_is_day(other) for other in draft.pieces if other is not first)
    told = "。" in first.text[:-1] or first.text.count("，") > _MOST_CLAUSES  # sentences, whatever they end with
    titles = first.display and not told and first.kind in (EntryKind.HEADING, EntryKind.PARAGRAPH)
    if titles and _is_label(draft.pieces, first):
        return
    if titles and not entry and (not _numbered(first) or _is_book_by_itself(draft.pieces, first)):
        draft.title = first
        return
    tail = len(draft.pieces)
    while tail > 0 and _is_tail(draft.pieces[tail - 1]):
        tail -= 1
    if draft.pieces[0].kind is not EntryKind.SERIES or tail == len(draft.pieces):
        return
    title, deck = _join_tail(draft.pieces[tail:])
    title.doubt = Doubt("D302", "the title was found after its text", 0.7)
    draft.title = title
    body = draft.pieces[1:tail]
    draft.pieces = [draft.pieces[0], title, *deck, *body]


def _is_label(pieces: Sequence[Piece], first: Piece) -> bool:
    """Whether words are the first of several labels with what they say: 决定号：189784 / 决定日：2019-09-12."""
    at = next(index for index, piece in enumerate(pieces) if piece is first)
    rows = pieces[at : at + _LABELS]
    return len(rows) == _LABELS and all(len(row.text) <= _LONGEST_LABEL and _LABEL.fullmatch(row.text) for row in rows)


_LABELS = 3
_LONGEST_LABEL = 60
_LABEL = re.compile(r"[^，。；：（(“《]{2,10}[：:]\s*[^，。；：]+")
_MOST_CLAUSES = 3
_DAY = re.compile(
    r"(?:\d{1,2}|[一二三四五六七八九十]{1,3})月(?:\d{1,2}|[一二三四五六七八九十廿]{1,3})[日号號]?(?:[\s　，].{1,12})?"
)


def _is_day(piece: Piece) -> bool:
    """Whether words by themselves open the entry of a day: 五月三日　晴."""
    return piece.display and bool(_DAY.fullmatch(piece.text))


def _has_words(piece: Piece) -> bool:
    return any(char.isalnum() for char in piece.key)


def _is_book_by_itself(pieces: Sequence[Piece], first: Piece) -> bool:
    """Whether words with a number name one book of several, of which only this stands here: 《水道記》卷第二, or a
    chapter of the laws.
    """
    if _is_chapter_of_laws(pieces, first) or _is_only_unit(pieces, first):
        return True
    if not _VOLUME.fullmatch(first.key):
        return False
    own = _bare_name(first)  # which the last line of a book says again
    return not any(_VOLUME.fullmatch(one.key) and _bare_name(one) != own for one in pieces)


def _bare_name(piece: Piece) -> str:
    return re.sub("[《》]", "", piece.key)


_VOLUME = re.compile(
    r"(?:《[^》]{2,20}》|[^\s，。：《》第]{3,12})卷第?(?:[一二三四五六七八九十百]{1,4}|[上中下])(?:之[一二三四五六七八九十上中下])?"
)


def _is_only_unit(pieces: Sequence[Piece], first: Piece) -> bool:
    """Whether words name a lesson, a lecture or an instalment, and no other follows: 第三课　渡口."""
    unit = NumberForm.UNIT
    if first.number is None or first.number.form is not unit or first.number.length == len(first.text):
        return False
    return not any(one.number and one.number.form in STRONG_FORMS | {unit} for one in pieces if one is not first)


def _is_chapter_of_laws(pieces: Sequence[Piece], first: Piece) -> bool:
    """Whether words name a law after its chapter in the laws of the place, and no other chapter follows:
    第132章　公眾衛生條例.
    """
    number = first.number
    if number is None or number.form is not NumberForm.CHAPTER or not LAW_NAME.fullmatch(first.text[number.length :]):
        return False
    return not any(one.number and one.number.form is number.form for one in pieces if one is not first)


def _numbered(piece: Piece) -> bool:
    """Whether it has a number, at its beginning or as a chapter's name has it (治理篇第一)."""
    return piece.number is not None or piece.own_level > 0 or piece.lines[0].form in STRONG_FORMS


def _is_tail(piece: Piece) -> bool:
    words = piece.display or (len(piece.lines) == 1 and piece.end in (End.WORD, End.FIGURE))
    return words and not piece.number and piece.kind in (EntryKind.HEADING, EntryKind.PARAGRAPH)


def _join_tail(pieces: Sequence[Piece]) -> tuple[Piece, list[Piece]]:
    """A title set in lines of one width, and the deck below it."""
    lines = [line for piece in pieces for line in piece.lines]
    count = 1
    while count < len(lines) and lines[count].blanks == 0 and abs(lines[count].width - lines[0].width) <= 0.5:
        count += 1
    title = Piece(tuple(lines[:count]), True, kind=EntryKind.HEADING)
    rest = tuple(lines[count:])
    return title, [Piece(rest, True, kind=EntryKind.DECK)] if rest else []


def _reunite(drafts: list[Draft]) -> list[Draft]:
    """Text without a title that belongs under a heading without text, further on and in the same measure."""
    found: list[Draft] = []
    waiting: list[Draft] = []
    for number, draft in enumerate(drafts):
        if number and draft.title is None and all(piece.kind is not EntryKind.HEADING for piece in draft.pieces):
            waiting.append(draft)
            continue
        for stray in waiting:
            last = draft.pieces[-1]
            if last.kind is EntryKind.HEADING and not last.moved and _same_measure(stray, draft):
                doubt = Doubt("D303", "moved below the heading without text that follows it in the same measure", 0.6)
                stray.pieces[0].doubt = doubt
                draft.pieces += stray.pieces
            else:
                _append(found, stray)
        waiting = []
        found.append(draft)
    for stray in waiting:
        _append(found, stray)
    return found


def _covered(drafts: list[Draft]) -> list[Draft]:
    """The works with a cover, which prints a title and what stands about it, made one with the text of that title; and
    laws with the order that promulgates them.
    """
    found: list[Draft] = []
    for draft in drafts:
        before = found[-1] if found else None
        if before and is_cover(before.pieces, before.title, draft.title):
            before.pieces += draft.pieces
        elif before and is_order(before.pieces, before.title, draft.title):
            found[-1] = Draft([*as_head(before.pieces, before.title), *draft.pieces], draft.title)
        else:
            found.append(draft)
    return found


def _append(found: list[Draft], stray: Draft) -> None:
    """Text without a heading stays where it stands, after the work before it."""
    if found:
        found[-1].pieces += stray.pieces
    else:
        found.append(stray)


def _same_measure(one: Draft, other: Draft) -> bool:
    first = _measure(one.pieces, range(len(one.pieces)))
    second = _measure(other.pieces, range(len(other.pieces)))
    return first is not None and second is not None and abs(first[0] - second[0]) < _CHANGE
