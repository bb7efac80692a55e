"""Who wrote an article of a journal: the names above its abstract, which are set to stand out as headings are."""

from __future__ import annotations

import re
from collections.abc import Sequence

from shanben.model.editions import EntryKind
from shanben.shape.both_scripts import both
from shanben.shape.latin_heads import ABSTRACT, HAN, WROTE
from shanben.shape.layout import End
from shanben.shape.stated_blocks import Known
from shanben.shape.stated_headings import BY_WORDS
from shanben.shape.surnames import COMMON

_ABSTRACT = re.compile(both(r"[\[［【〔（(]?(?:内容)?(?:摘[\s　]*要|提[\s　]*要)[\]］】〕）):：\s　]"))
_ABOVE = 4
"""Blocks between the title of an article and its abstract, at most."""
_SIGNS = r"[\d,，①-⑨*∗†]{0,6}"
_RANK = both("(?:副?教授|讲师|博士|硕士|研究员)?")
_PLACE = both(
    r"[（(]?(?:\d[.．、]?)?[^。；：]{2,60}(?:大学|学校|公司|中心|[院所馆系局部])(?:[，,、\s　\d][^。；：]{0,80})?[）)]?"
)
_WROTE = re.compile(
    rf"[□■○●◎▲△☆★◆◇]?[ \u3000]*[{COMMON}](?:[ \u3000]?[\u4e00-\u9fff]){{1,2}}{_SIGNS}{_RANK}"
    rf"(?:[ \u3000，、,；]{{1,4}}[\u4e00-\u9fff](?:[ \u3000]?[\u4e00-\u9fff]){{1,2}}{_SIGNS}{_RANK}){{0,9}}"
    rf"(?:(?:[ \u3000]+|(?=[（(])){_PLACE})?"
)


_BESIDE = BY_WORDS | {EntryKind.BYLINE, EntryKind.NOTE}


def name_authors(known: Sequence[Known]) -> None:
    """Make bylines of the lines between the title of an article and its abstract that name people; the words set
    largest there are the title. Above an abstract in Latin letters these say once more what the Han title says.
    """
    _name_in_latin(known)
    for at, abstract in enumerate(known):
        if not _ABSTRACT.match(abstract.piece.text):
            continue
        above = known[max(0, at - _ABOVE) : at]
        largest = max((one.look.size for one in above), default=0.0)
        for one in above[1:]:
            plain = one.piece.kind in BY_WORDS and not (one.stated or one.piece.number) and one.facts.kind != "row"
            if plain and one.look.size < largest and _WROTE.fullmatch(one.piece.text):
                one.piece.kind, one.piece.doubt = EntryKind.BYLINE, None


def _name_in_latin(known: Sequence[Known]) -> None:
    """Below a Han title, the title in Latin letters and who wrote above an abstract in them are no headings."""
    if not any(HAN.search(one.piece.text) for one in known[:_ABOVE]):
        return
    for at, abstract in enumerate(known[_ABOVE:], _ABOVE):
        if not ABSTRACT.match(abstract.piece.text):
            continue
        above: list[Known] = []
        for one in reversed(known[at - _ABOVE : at]):
            plain = one.piece.kind in _BESIDE and not (one.stated or one.piece.number) and one.facts.kind != "row"
            if not plain or HAN.search(one.piece.text) or one.piece.end is End.STOP:
                break
            above.insert(0, one)
        for one in above:
            if one.piece.kind is EntryKind.HEADING:
                first = one is above[0] and len(above) > 1
                named = not first and WROTE.fullmatch(one.piece.text)
                one.piece.kind = EntryKind.BYLINE if named else EntryKind.DECK if first else EntryKind.PARAGRAPH
                one.piece.doubt = None
