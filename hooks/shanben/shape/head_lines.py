"""What stands above a text, line by line: titles and who made them, bodies that are addressed, numbers, offices, days.

Each tells that a block of its own begins with a line; weights are log odds. See ``openings`` for the text itself.
"""

from __future__ import annotations

import re

from shanben.model.works import NumberForm
from shanben.shape.both_scripts import both
from shanben.shape.layout import End, TextLine
from shanben.shape.part_words import DOCUMENT_NUMBER, OFFICE, SPEAKER

SALUTES = 6.0
"""For a new block before words that turn to somebody and are a line by themselves …"""
FIELDS = 7.0
"""… before the name of a field that heads a text has: 时间：, 出席：."""
OFFICES = 5.0
"""… before the office of a court and the name of who holds it."""
ADDRESSES = 6.0
"""… before those whom a document addresses, right below its title."""
ADDRESSED = 3.5
"""… after those whom a document addresses."""
HISTORY = 7.0
"""… before a day below words that say what happened on another day: who passed a statute, and when."""
HEADED = 6.0
"""… below the head of a newspaper's page."""
HEAD = 24
"""Lines in which the addressee of a document can stand."""
_COLUMN = re.compile(r"[^（(][（(][^（）()，。]{2,10}[·•][^（）()，。]{2,14}[)）]$")
_ADDRESSES = re.compile(r"(?:机构|機構|单位|單位|部门|部門|政府|委员会|委員會|公司|法院|学校|[局厅廳院])[：:]$")
_HAPPENED = re.compile(r"(?:通过|通過|修正|修订|修訂|公布|施行|批准|发布|發布|修改)[)）]?$")
_DAY = re.compile(r"[（(]?(?:根据)?\d{4} ?年 ?\d{1,2} ?月 ?\d{1,2} ?日")
_TOLD_OF = re.compile(_DAY.pattern + r"[ \u3000]+\S")
"""A day, and apart from it who did what on it: the line may stop before it says what."""
_STATUTE = re.compile(r"(?:法|条例|條例|规定|規定|办法|辦法|决定|決定|细则|細則|规则|規則|解释|解釋)$")


def follows_history(before: TextLine, line: TextLine) -> bool:
    """Whether two lines say what happened to a text, each on a day of its own, or the second one does below a title."""
    if line.content[0] not in "12（(根" or not _DAY.match(line.content):
        return False
    if _HAPPENED.search(before.content):
        return True
    named = before.end_class in (End.WORD, End.CLOSER) and not before.running and before.content[-1] not in _LEADS_TO
    told = _HAPPENED.search(line.content) or (_TOLD_OF.match(line.content) and _STATUTE.search(before.content))
    return named and bool(told)


def names_maker(before: TextLine, line: TextLine) -> bool:
    """Whether a line is the name of a body, below a title that says what kind of paper it made."""
    if line.end_class is not End.WORD or line.width > _LONGEST_BODY or line.form is not NumberForm.NONE:
        return False
    return not before.running and bool(_MADE.search(before.content)) and bool(OFFICE.fullmatch(line.content))


_LONGEST_BODY = 24.0
"""Cells."""
_MADE = re.compile(both(r"(?:总结|报告|公报|办法|规定|方案|计划|规划|条例|细则|意见|纲要|汇报|简报|通报|白皮书)$"))


def tells(before: TextLine, line: TextLine) -> bool:
    """Whether a story begins below the name of its chapter, as old novels do: 第五回　… / 话说…."""
    return before.form is NumberForm.UNIT and line.content[:2] in _STORY


_STORY = frozenset("话说 話說 却说 卻說 且说 且說 诗曰 詩曰 词曰 詞曰 诗云 詩云".split())
_ISSUE = re.compile(
    r"(?:[〔\[（(【]\d{4}[〕\]）)】])?\s*[（(]?总?第\s*[\d一二三四五六七八九十百〇零]{1,5}\s*[期号號][)）]?$"
)
OFFICE_STARTS = frozenset("审審代人法书書执執首仲")
_OFFICES = re.compile(
    both(r"(?:审判长|(?:代理)?审判员|人民陪审员|法官(?:助理)?|书记[员官]|执行员|首席仲裁员|仲裁员)[^，。；：]{1,6}")
)


def holds_office(content: str) -> bool:
    """Whether a line is the office of a court and a name: 书　记　员　　某某."""
    if len(content) > _LONGEST_NUMBER or not _SPACE.search(content):
        return False
    return bool(_OFFICES.fullmatch("".join(content.split())))


_SPACE = re.compile(r"\s")


def numbers_document(content: str) -> bool:
    """Whether a line is nothing but the number of an issue, or of a document that it names: （第17期）, 招标编号：…."""
    if len(content) <= _LONGEST_ISSUE and _ISSUE.match(content):
        return True
    if content[-1] in "号號" and len(content) <= _LONGEST_NUMBER and DOCUMENT_NUMBER.fullmatch(content):
        return True
    return len(content) <= _LONGEST_NUMBER and bool(_NAMED_NUMBER.match(content))


def names_speaker(content: str) -> bool:
    """Whether a line is the office and the name of who speaks: 校长　某某."""
    return len(content) <= _LONGEST_NUMBER and bool(SPEAKER.fullmatch(content))


def names_party(content: str) -> bool:
    """Whether a line names a party of a court's case, with room behind what it is: 原　　告　某某."""
    return content[0] in _PARTY_STARTS and bool(_PARTY.match(content))


_PARTY_STARTS = frozenset("原被上申公辩辯第法诉訴委")
_PARTY = re.compile(
    both(
        r"(?:[原被][\s　]*告人?|(?:被?上诉|被?申请|公诉|辩护|第三)人|(?:法定|诉讼|委托诉讼)代理人|法定代表人)"
        r"[\s　]+[^，。；：]{1,20}$"
    )
)
_NAMED_NUMBER = re.compile(both(r"[^，。；：\s]{0,6}(?:编号|文号|案号|字号|字號)[：:]"))
_LONGEST_NUMBER = 40
_LONGEST_ISSUE = 16


def heads_page(content: str) -> bool:
    """Whether a line is the head of a newspaper's page: its name, its day, its section."""
    return len(content) <= _LONGEST_PAGE_HEAD and bool(_PAGE_HEAD.fullmatch(content))


_PAGE_HEAD = re.compile(
    r"(?:[^，。；：\d\s]{2,12}[报報刊][\s\u3000]*)?\d{4}\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日[\s\u3000]*星期[一二三四五六日天]"
    r"(?:[\s\u3000]*第?[\d一二三四五六七八九十]{1,3}版)?[^，。；：]{0,8}"
)
_LONGEST_PAGE_HEAD = 44


def opens_after_history(before: TextLine, line: TextLine) -> bool:
    """Whether the first article or chapter of a statute stands below words that say what happened to it."""
    first = line.form in (NumberForm.ARTICLE, NumberForm.CHAPTER) and line.value == (1,)
    return first and bool(_HAPPENED.search(before.content))


_LEADS_TO = frozenset("于於自在至从從到和及与與以")


def answers(before: TextLine, line: TextLine) -> bool:
    """Whether a line begins a question or its answer."""
    return before.end_class is End.STOP and line.content[:2] in _ASKS


_ASKS = frozenset("问： 答： 問： Q： A： 问: 答: Q: A:".split())


def names_column(content: str) -> bool:
    """Whether a line ends with the column of a paper that an article stands in: （乡村振兴·记者走田间）."""
    return bool(_COLUMN.search(content)) and "。" not in content


def addresses(content: str) -> bool:
    """Whether a line ends with bodies whom a document addresses."""
    return bool(_ADDRESSES.search(content))


_TITLES = re.compile(both(r"(?:通知|通告|公告|意见|函|批复|请示|报告|决定|倡议书|公开信|的信|讲话|致辞|邀请书|通报)$"))


def follows_title(before: TextLine, line: TextLine) -> bool:
    """Whether a line that ends with a colon stands below a title that somebody is addressed in: …的通知 / 各班：."""
    if before.running or (line.running and not _ADDRESSES.search(line.content)):
        return False
    return bool(_TITLES.search(before.content))


def ends_title(line: TextLine) -> bool:
    """Whether a line at the head of a text ends with what kind of paper it is the title of."""
    return line.end_class is End.WORD and not line.running and bool(_TITLES.search(line.content))


TITLED = 4.0
"""For a new block below such a line."""
