"""Headings without a number: words set by themselves, with text below them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from shanben.model.editions import EntryKind
from shanben.model.works import NumberForm
from shanben.shape.both_scripts import both
from shanben.shape.counted_groups import counted_groups, counted_names
from shanben.shape.entries import part_of_list, unmarked_entries
from shanben.shape.fields import is_field
from shanben.shape.layout import STRONG_FORMS, End, cells
from shanben.shape.levels import NAMED
from shanben.shape.lines import HAN
from shanben.shape.may_head import may_head
from shanben.shape.part_words import APPENDED_ALONE, RECIPIENT
from shanben.shape.parts import opens_law
from shanben.shape.pieces import Piece
from shanben.shape.rolls import rolled
from shanben.shape.surnames import SURNAMES
from shanben.shape.titles import is_bare_annex

_LONGEST_CLAUSES = 40
"""Cells from which words with several commas are no heading but a sentence that stops."""


def mark_unnumbered(pieces: Sequence[Piece], *, statute: bool) -> None:
    """Words set by themselves, with text below."""
    run = 0
    articles = _articles(pieces) if statute else range(0)
    counted, listed = counted_names(pieces)
    groups = counted_groups(pieces) | counted
    parts = groups | frozenset(index for index in range(1, len(pieces)) if part_of_list(pieces, index))
    labelled = _labelled(pieces)
    entries = (rolled(pieces) | unmarked_entries(pieces) | labelled | _announced(pieces)) - parts
    entries |= listed | _said_of_each(pieces) | (_mark_bare_labels(pieces) if labelled else frozenset())
    parted = _parts_of_statute(pieces, articles)
    stopped = _stopped(pieces)
    apart = _stand_apart(pieces)
    again = _said_again(pieces)
    for index in groups | _parts_of_patent(pieces):
        pieces[index].kind = EntryKind.HEADING
    for index, piece in enumerate(pieces):
        if index in entries or index in stopped or index in again or not may_head(piece):
            run = 0
            continue
        if index in parts:
            piece.kind = EntryKind.HEADING
            run = 1
            continue
        run += 1
        below = (pieces[at] for at in range(index + 1, len(pieces)))  # no slice: a text may be nothing but such words
        following = next((other for other in below if other.kind is not EntryKind.FURNITURE), None)
        if following is None or following.kind is EntryKind.DATE:
            continue
        if following.kind is EntryKind.SIGNATURE and not _SIGNERS.fullmatch(piece.key):
            continue
        if apart and following.kind is EntryKind.PARAGRAPH and following.lines[0].blanks == 0:
            continue
        if _is_spaced_name(piece) and any(map(_is_spaced_name, (pieces[index - 1], following))):
            continue  # names below each other
        above = index - 2 if pieces[index - 1].kind is EntryKind.NOTE else index - 1
        named = NAMED.fullmatch(piece.key) or (above >= 0 and is_bare_annex(pieces[above]))
        if _is_announced(pieces[index - 1]) or _is_all_there_is(pieces[index - 1], following):
            continue
        if index + 2 == len(pieces) and _is_entry_as(piece, following):
            continue
        if is_field(piece, *pieces[max(0, index - 1) : index], *pieces[index + 1 : index + 2]):
            run = 0
            continue
        if _has_room(piece) and (_has_room(pieces[index - 1]) or _has_room(following)):
            continue  # rows of a roll: 组员：张三　所长 / 李四　会计
        if piece.key in _AMENDS or pieces[index - 1].key in _AMENDS:
            continue
        if _is_last_name(pieces[index - 1], piece):
            continue  # the last of them, on a line of its own
        if index in articles and index not in parted and not named and not _opens_statute(pieces, index):
            continue
        if run >= 3 and following.kind is EntryKind.PARAGRAPH and following.display:
            continue
        piece.kind = EntryKind.HEADING


_SIGNERS = re.compile(both(r"审判人员|合议庭(?:成员|组成人员)?|签署人?|署名|落款"))
"""What those who sign are called, as the other parts of a text are."""


def _parts_of_patent(pieces: Sequence[Piece]) -> frozenset[int]:
    """The names of the parts of a patent's description, also with a colon, where there are several."""
    found = [
        index
        for index, piece in enumerate(pieces)
        if len(piece.text) <= _LONGEST_PATENT and piece.kind is EntryKind.PARAGRAPH and _PATENT.fullmatch(piece.key)
    ]
    plain = [index for index in found if not (pieces[index].apart or pieces[index].number)]
    return frozenset(plain) if len(plain) > 1 else frozenset()


_PATENT = re.compile(
    both(r"(?:技术领域|背景技术|(?:发明|实用新型)内容|技术实现要素|附图说明|具体实施方式|摘要附图)[：:]?")
)
_LONGEST_PATENT = 9


def _stand_apart(pieces: Sequence[Piece]) -> bool:
    """Whether the headings with a number have a blank line below them, each of several: what stands right above a text
    is then a line of it that stops short.
    """
    below = [
        after.lines[0].blanks
        for piece, after in pairwise(pieces)
        if piece.display and piece.lines[0].form in STRONG_FORMS
    ]  # fmt: skip
    return len(below) >= _HABIT and min(below) > 0


def _said_again(pieces: Sequence[Piece]) -> frozenset[int]:
    """Words that stand by themselves again and again, over other words by themselves and hardly ever over a text:
    what a page says below each of its parts (查看原文, 返回目录).
    """
    over: dict[str, list[int]] = {}
    for index, piece in enumerate(pieces):
        if piece.display and piece.kind is EntryKind.PARAGRAPH and piece.number is None:
            over.setdefault(piece.key, []).append(index)
    found = [places for places in over.values() if len(places) >= _HABIT]
    return frozenset(index for places in found if _over_words(pieces, places) for index in places)


def _over_words(pieces: Sequence[Piece], places: Sequence[int]) -> bool:
    below = [pieces[index + 1] for index in places if index + 1 < len(pieces)]
    return sum(piece.display or piece.end in _ENDS_OPEN for piece in below) * 4 >= 3 * len(below)


_ENDS_OPEN = frozenset({End.WORD, End.FIGURE, End.CLOSER, End.BRACKET})


def _is_announced(above: Piece) -> bool:
    """Whether words stand below a short line that announces them: 缺席人员： / 何远."""
    if above.kind is not EntryKind.PARAGRAPH or above.end is not End.COLON or cells(above.text) > _SHORT_LINE:
        return False
    called = above.key in APPENDED_ALONE or RECIPIENT.search(above.key)  # an appendix; those who are spoken to
    return not called and above.number is None


def _announced(pieces: Sequence[Piece]) -> frozenset[int]:
    """Words in lists line by line that a short line announces, up to the next that does: 出席议员： / 何远 / 周宁 /
    缺席议员：.
    """
    found: set[int] = set()
    first: int | None = None
    for index, piece in enumerate(pieces):
        if piece.end is End.COLON and piece.number is None and cells(piece.text) <= _SHORT_LINE:
            found.update(range(first, index) if first is not None else ())
            first = index + 1
        elif piece.number or piece.kind is not EntryKind.PARAGRAPH or "。" in piece.text or not piece.display:
            first = first if first is not None and piece.text[-1] == "." else None
    return frozenset(found)


_SHORT_LINE = 10  # cells


def mark_days(pieces: Sequence[Piece]) -> None:
    """Days by themselves over what happens on them, one after the other: 5月4日（星期三）."""
    found = [
        (piece, below)
        for piece, below in pairwise(pieces)
        if piece.kind is EntryKind.PARAGRAPH and not piece.apart and _DAY.fullmatch(piece.text)
    ]
    names = {piece.key for piece, _ in found}
    if len(names) == len(found) > 1 and not any(_DAY.fullmatch(below.text) for _, below in found):
        for piece, _ in found:
            piece.kind = EntryKind.HEADING


_DAY = re.compile(
    r"\d{4}年[（(][^（()）]{1,8}[)）]|\d{1,2}月\d{1,2}日(?:[（(][^（()）]{1,8}[)）]|\s*星期[一二三四五六日天]|\s*周[一二三四五六日天])?(?:\s*[上下]午)?"
)


def _labelled(pieces: Sequence[Piece]) -> frozenset[int]:
    """Blocks with their name in brackets before them (【有效期】两年), where most of those are sentences."""
    found = [index for index, piece in enumerate(pieces) if _LABEL.match(piece.text)]
    sentences = sum(pieces[index].end is End.STOP for index in found)
    return frozenset(found) if sentences >= _ENOUGH and sentences * 2 > len(found) else frozenset()


def _said_of_each(pieces: Sequence[Piece]) -> frozenset[int]:
    """Short answers behind a word that stands before others as well: 谜底：出, 谜底：雨."""
    found: dict[str, list[int]] = {}
    for index, piece in enumerate(pieces):
        if len(piece.text) <= _LONGEST_ANSWER and piece.display and (answer := _ANSWER.fullmatch(piece.text)):
            found.setdefault(answer[1], []).append(index)
    return frozenset(index for places in found.values() if len(places) > 1 for index in places)


_LONGEST_ANSWER = 16
_ANSWER = re.compile(r"([^，。：:\s]{1,3})[：:].{1,12}")


def _mark_bare_labels(pieces: Sequence[Piece]) -> frozenset[int]:
    """Make headings of names in brackets by themselves, where others have their blocks behind them; what stands right
    below one is its text.
    """
    found = [
        at for at, piece in enumerate(pieces) if len(piece.key) <= _LONGEST_LABEL and _BARE_LABEL.fullmatch(piece.key)
    ]
    plain = [at for at in found if pieces[at].kind is EntryKind.PARAGRAPH and not pieces[at].apart]
    for at in plain:
        pieces[at].kind = EntryKind.HEADING
    return frozenset(at + 1 for at in plain if at + 1 not in plain)


_LONGEST_LABEL = 12
_BARE_LABEL = re.compile(r"【[^【】]{1,10}】")
_LABEL = re.compile(r"【[^【】]{1,10}】\s*[^\s【】]")
_ENOUGH = 3


def mark_letters(pieces: Sequence[Piece]) -> None:
    """Letters by themselves, in their order, over the entries of a dictionary or an index."""
    letters = [piece for piece in pieces if len(piece.text) == 1 and "A" <= piece.text <= "Z" and not piece.apart]
    if len(letters) >= _ENOUGH and all(one.text < other.text for one, other in pairwise(letters)):
        for piece in letters:
            piece.kind = EntryKind.HEADING


def _is_all_there_is(above: Piece, following: Piece) -> bool:
    """Whether words stand between one numbered heading and the next of its kind, which they cannot both head: they are
    the text of the first: 二、活动地点 / 县图书馆、各乡镇文化站 / 三、….
    """
    first, second = above.number, following.number
    if above.kind is not EntryKind.HEADING or first is None or second is None or first.form is not second.form:
        return False
    return following.kind is EntryKind.HEADING or following.display


def _stopped(pieces: Sequence[Piece]) -> frozenset[int]:
    """Words that stop inside a sentence of several clauses, where that is rare: a text whose headings are such
    sentences has more of them.
    """
    found = [
        index
        for index, piece in enumerate(pieces)
        if piece.display and piece.text.count("，") > 1 and cells(piece.text) >= _LONGEST_CLAUSES
        and piece.lines[-1].breaks_off
    ]  # fmt: skip
    return frozenset(found) if len(found) < _HABIT else frozenset()


_HABIT = 3


def _is_entry_as(piece: Piece, last: Piece) -> bool:
    """Whether the last words of a text stand right below others as short as they are: two entries of a list."""
    alone = (
        last.kind is EntryKind.PARAGRAPH
        and last.end in (End.WORD, End.CLOSER)
        and len(last.lines) == 1
        and not last.number
    )
    return alone and last.lines[0].blanks == 0 and cells(last.text) <= min(_SHORT_ENTRY, cells(piece.text) + 2)


_SHORT_ENTRY = 12  # cells


def _has_room(piece: Piece) -> bool:
    """Whether a line has room between its words, as the rows of a table have."""
    return len(piece.lines) == 1 and bool(_ROOM.search(piece.lines[0].content))


_ROOM = re.compile(r"\S(?:\t[ \t\u3000]*| {2,}|[ \u3000]*\u3000[ \u3000]*)(?=\S\S)")
_NAME = re.compile(rf"[{HAN}](?:[ \u3000]*[{HAN}]){{1,3}}")
_NAMES = 2
_OF_ROW = re.compile("^[^，。；：]{2,8}[：:]")
"""What a row of names is of: 提案人：."""


def _is_last_name(row: Piece, piece: Piece) -> bool:
    """Whether words are a name below a row of names of persons."""
    if piece.text[0] not in SURNAMES or not _NAME.fullmatch(piece.text):
        return False
    words = _OF_ROW.sub("", row.lines[-1].content).split()
    names = [word for word in words if word[0] in SURNAMES and _NAME.fullmatch(word)]
    return len(words) > _NAMES and len(names) * 2 > len(words)


def _is_spaced_name(piece: Piece) -> bool:
    """Whether words are two or three characters with room between them, as names in a list are: 张　三."""
    return len(piece.lines) == 1 and bool(_SPACED_NAME.fullmatch(piece.lines[0].content))


_SPACED_NAME = re.compile(rf"[{HAN}][ \u3000]+[{HAN}](?:[ \u3000]*[{HAN}])?")


def mark_over_verse(pieces: Sequence[Piece]) -> None:
    """Titles of poems in a collection: a few words by themselves between two poems, the second of which they name."""
    for index, (before, piece, after) in enumerate(zip(pieces, pieces[1:], pieces[2:], strict=False)):
        if after.kind is EntryKind.BYLINE and index + 3 < len(pieces):
            after = pieces[index + 3]  # below the poet
        if after.kind is not EntryKind.VERSE or before.kind is not EntryKind.VERSE or piece.number or piece.apart:
            continue
        alone = piece.kind is EntryKind.PARAGRAPH and len(piece.lines) == 1 and piece.end is End.WORD
        if alone and cells(piece.text) <= _LONGEST_NAME and not _MARKED.search(piece.text):
            piece.kind = EntryKind.HEADING


_LONGEST_NAME = 16  # cells
_MARKED = re.compile(r"[，。；：、！？]")
_PREAMBLE = 12
"""Blocks before the first article of a statute: who passed it, and when."""


def _articles(pieces: Sequence[Piece]) -> range:
    """The blocks of a statute up to its last article: there, words without a number are a note or a broken line."""
    found = [index for index, piece in enumerate(pieces) if piece.number and piece.number.form is NumberForm.ARTICLE]
    return range(max(1, found[0] - _PREAMBLE), found[-1])


def _parts_of_statute(pieces: Sequence[Piece], articles: range) -> frozenset[int]:
    """Words without a number that stand above articles, again and again and each time others: parts of a statute."""
    found = [
        index
        for index in articles
        if may_head(pieces[index])
        and (index == 1 or pieces[index - 1].end is End.STOP)
        and (number := pieces[index + 1].number) is not None
        and number.form is NumberForm.ARTICLE
    ]
    return frozenset(found) if len({pieces[index].key for index in found}) == len(found) > 1 else frozenset()


def _opens_statute(pieces: Sequence[Piece], index: int) -> bool:
    """Whether a first article or chapter follows, and a text has ended before: the title of another statute."""
    before = pieces[index - 1]
    closed = before.kind in (EntryKind.DATE, EntryKind.SIGNATURE) or before.key in APPENDED_ALONE
    if before.end is not End.STOP and not closed:
        return False
    if opens_law(pieces, index):
        return True
    firsts = (NumberForm.ARTICLE, NumberForm.CHAPTER)
    return any(
        piece.number is not None and piece.number.form in firsts and piece.number.values == (1,)
        for piece in pieces[index + 1 : index + _PREAMBLE]
    )


_AMENDS = frozenset("廢除 代以 加入 刪去 废除 删去".split())
"""What a later ordinance says of words, above and below them."""
