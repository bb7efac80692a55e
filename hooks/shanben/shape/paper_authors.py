"""Who wrote an article of a journal: the names above its abstract, which are set to stand out as headings are."""

from __future__ import annotations

import re
from collections.abc import Sequence

from shanben.model.editions import EntryKind
from shanben.shape.both_scripts import both
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


def name_authors(known: Sequence[Known]) -> None:
    """Make bylines of the lines between the title of an article and its abstract that name people; the words set
    largest there are the title.
    """
    for at, abstract in enumerate(known):
        if not _ABSTRACT.match(abstract.piece.text):
            continue
        above = known[max(0, at - _ABOVE) : at]
        largest = max((one.look.size for one in above), default=0.0)
        for one in above[1:]:
            plain = one.piece.kind in BY_WORDS and not (one.stated or one.piece.number) and one.facts.kind != "row"
            if plain and one.look.size < largest and _WROTE.fullmatch(one.piece.text):
                one.piece.kind, one.piece.doubt = EntryKind.BYLINE, None
