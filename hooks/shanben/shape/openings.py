"""Words that tell whether a paragraph begins with a line, or began after the line before it. Weights are log odds."""

from __future__ import annotations

import re
import string
from collections.abc import Sequence

from shanben.model.works import NumberForm
from shanben.shape.both_scripts import both
from shanben.shape.layout import End, TextLine
from shanben.shape.numbering import parse_number
from shanben.shape.part_words import DOCUMENT_NUMBER

DASH = 2.0
"""For a new block before a dash that opens a line after a full stop."""
TURNS = 2.5
"""… before words that turn to somebody."""
SALUTES = 6.0
"""… before such words that are a line by themselves, at the head of a text."""
SPEAKS = 5.0
"""… before a name that others of a text begin with, or the letter of an answer: 记者：, A．"""
FIELDS = 7.0
"""… before the name of a field that heads a text has: 时间：, 出席：."""
CIRCULATED = 7.0
"""… before the line that says when copies of a document were printed."""
DATED = 7.0
"""… before a day that is a line by itself."""
OFFICES = 5.0
"""… before the office of a court and the name of who holds it."""
SIGNED = 3.5
"""… before a bracket that says who wrote a text, and before the paper and the day it is taken from."""
ADDRESSES = 6.0
"""… before those whom a document addresses, right below its title."""
IN_BRACKETS = -4.0
"""… before a bracket with a mark behind it: （试用期一年）；."""
IN_LATIN = -6.0
"""… before a word in small Latin letters, below Latin letters."""
BESIDE_LATIN = 3.0
"""… before a line in Latin letters, below words that have none."""
ADDRESSED = 3.5
"""… after those whom a document addresses."""
LISTS = 12.0
"""… before a member of a list that has a line for each, and after its last one."""
HISTORY = 7.0
"""… before a day below words that say what happened on another day: who passed a statute, and when."""
HEADED = 6.0
"""… below the head of a newspaper's page."""
LINKED = -2.5
"""… after a line that ends with 的 or 和."""
CHARGED = 5.5
"""… after a bracket that says who is charged with a task, where such brackets end paragraphs."""
INTRODUCED = 6.8
"""… after a dash that leads on to numbers or defined words, as a colon does elsewhere."""
LIMITS = -1.5
"""… before 但, which limits the sentence before it."""
FOLLOWS = -2.0
"""… before 具体 and 同时，, which add to it."""
PRECEDING = 5.0
"""… before 前項 and 第一項: in statutes nearly all sentences that begin so begin a paragraph."""
NAMED_AFTER = -2.0
"""… before a bracket that says, after a task, who is charged with it."""
OPENS = frozenset("—-─―但各同（(《前第有違违依符具")
"""What such words begin with."""
HEAD = 24
"""Lines in which the addressee of a document can stand."""

_DASHES = frozenset({"——", "--", "──", "――"})
_TURNS = re.compile(r"(?:各位|同志们|同学们|同胞们)[^，。；：！]{0,4}[！：]")
_SIGNED = re.compile(
    r"[（(](?:本报|本刊)?(?:作者|记者|通讯员|责任编辑|责编|摄影)|《 ?[^》]{2,8}[报刊] ?》 ?[（(] ?\d{4} ?年"
)
_COLUMN = re.compile(r"[^（(][（(][^（）()，。]{2,10}[·•][^（）()，。]{2,14}[)）]$")
_ADDRESSES = re.compile(r"(?:机构|機構|单位|單位|部门|部門|政府|委员会|委員會|公司|法院|学校|[局厅廳院])[：:]$")


_HAPPENED = re.compile(r"(?:通过|通過|修正|修订|修訂|公布|施行|批准|发布|發布|修改)[)）]?$")
_DAY = re.compile(r"[（(]?(?:根据)?\d{4} ?年 ?\d{1,2} ?月 ?\d{1,2} ?日")
_TOLD_OF = re.compile(_DAY.pattern + r"[ \u3000]+\S")
"""A day, and apart from it who did what on it: the line may stop before it says what."""
_STATUTE = re.compile(r"(?:法|条例|條例|规定|規定|办法|辦法|决定|決定|细则|細則|规则|規則|解释|解釋)$")
_CHARGES = re.compile(r"(?:负责|負責|牵头|牽頭|指导|指導|配合|参加|參加)[)）]$")
_LEAD = re.compile(r"[^，。；：！？“”（）、]{4,16}。.")


def leads(content: str) -> bool:
    """Whether a line opens with a short sentence that may name the matter of a paragraph."""
    return bool(_LEAD.match(content))


def charges(content: str) -> bool:
    """Whether a line ends with a bracket that says who is charged with a task."""
    return bool(_CHARGES.search(content))


def follows_history(before: TextLine, line: TextLine) -> bool:
    """Whether two lines say what happened to a text, each on a day of its own, or the second one does below a title."""
    if line.content[0] not in "12（(根" or not _DAY.match(line.content):
        return False
    if _HAPPENED.search(before.content):
        return True
    named = before.end_class in (End.WORD, End.CLOSER) and not before.running and before.content[-1] not in _LEADS_TO
    told = _HAPPENED.search(line.content) or (_TOLD_OF.match(line.content) and _STATUTE.search(before.content))
    return named and bool(told)


_ISSUE = re.compile(r"[（(]?第\s*[\d一二三四五六七八九十百〇零]{1,5}\s*[期号號][)）]?$")
_LINKS = frozenset("的和或与與及并並把将將被")
"""Words that need another behind them."""


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


_LONGEST_ISSUE = 10


def heads_page(content: str) -> bool:
    """Whether a line is the head of a newspaper's page: its name, its day, its section."""
    return len(content) <= _LONGEST_PAGE_HEAD and bool(_PAGE_HEAD.fullmatch(content))


_PAGE_HEAD = re.compile(
    r"(?:[^，。；：\d\s]{2,12}[报報刊][\s\u3000]*)?\d{4}\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日[\s\u3000]*星期[一二三四五六日天]"
    r"(?:[\s\u3000]*第?[\d一二三四五六七八九十]{1,3}版)?[^，。；：]{0,8}"
)
_LONGEST_PAGE_HEAD = 44


def is_linked(words: str) -> bool:
    """Whether words end with one that needs another behind it: 的, but in 形势是好的, or 和."""
    return words[-1] in _LINKS and not (words[-1] == "的" and "是" in words[-_PREDICATE:])


_PREDICATE = 8


def links(before: TextLine, line: TextLine) -> bool:
    """Whether a line ends with a word that needs another behind it, and the next one may have that."""
    return is_linked(before.content) and line.form is NumberForm.NONE and line.blanks <= 0 and not line.lead


def opens_after_history(before: TextLine, line: TextLine) -> bool:
    """Whether the first article or chapter of a statute stands below words that say what happened to it."""
    first = line.form in (NumberForm.ARTICLE, NumberForm.CHAPTER) and line.value == (1,)
    return first and bool(_HAPPENED.search(before.content))


_LEADS_TO = frozenset("于於自在至从從到和及与與以")


def opening(content: str) -> float:
    """What the first words of a line say after a full stop."""
    if content[0] == "但":
        return LIMITS
    if content[0] in _REFERS:
        if _PRECEDING.match(content):
            return PRECEDING
        return FOLLOWS if _FOLLOWS.match(content) else _turn(content)
    if content[0] in "（(《" and _SIGNED.match(content):
        return SIGNED
    if content[0] in "（(":
        return NAMED_AFTER if charges(content) or not content.count("）") + content.count(")") else 0.0
    if content[:2] in _DASHES:
        return DASH
    return _turn(content)


_REFERS = frozenset("前第有違违依符具同")
_PRECEDING = re.compile(
    r"(?:(?:有|違反|违反|依照?|符合)?前[一二三四五六七八九兩两]?[項项款]|第[一二三四五六七八九]項|(?:違反|违反|依照?)前)"
)
_FOLLOWS = re.compile(r"具[体體]|同[时時][，,]")


def _turn(content: str) -> float:
    return TURNS if _TURNS.match(content) else 0.0


def voice(content: str) -> str:
    """The name of who speaks, which a line begins with, or the letter of an answer; else nothing."""
    if content[0] in _ANSWERS:
        return content[:1] if content[1:2] in "．.、" and len(content) > 2 else ""
    at = content.find("：", 1, _LONGEST_VOICE)
    return content[:at] if 0 < at < len(content) - 1 and _VOICE.fullmatch(content, 0, at) else ""


_ANSWERS = frozenset("ABCDEFGH")
_LONGEST_VOICE = 8
_VOICE = re.compile(r"[^\s，。；！？、“”「」（）《》]+")


def turns(content: str) -> bool:
    """Whether a line is nothing but words that turn to somebody."""
    return bool(_TURNS.fullmatch(content))


def names_column(content: str) -> bool:
    """Whether a line ends with the column of a paper that an article stands in: （乡村振兴·记者走田间）."""
    return bool(_COLUMN.search(content)) and "。" not in content


def addresses(content: str) -> bool:
    """Whether a line ends with bodies whom a document addresses."""
    return bool(_ADDRESSES.search(content))


def introduces(before: TextLine, line: TextLine) -> bool:
    """Whether a line ends with the dash of an ordinance, below which items or defined words stand: 就第(1)款而言—— /
    (a) …; or with the mark between such words: “船長” (master) 指….
    """
    if before.end_class is End.SEMICOLON:
        return line.opens and bool(_DEFINES.match(line.content))
    return before.content.endswith("——") and (line.form in _ITEMS or line.content[0] in "“「『")


_DEFINES = re.compile(
    r"[“「『][^”」』]{1,24}[”」』]\s*(?:[（(][^（()）]{1,60}[）)]\s*)?，?[\s　]*(?:是?指|具有|就|在|不?包括)"
)

_ITEMS = frozenset(
    {NumberForm.ARABIC_PAREN, NumberForm.LATIN_PAREN, NumberForm.ROMAN_PAREN, NumberForm.HAN_PAREN, NumberForm.CIRCLED}
)


_TITLES = re.compile(both(r"(?:通知|通告|公告|意见|函|批复|请示|报告|决定|倡议书|公开信|的信|讲话|致辞|邀请书|通报)$"))


def follows_title(before: TextLine, line: TextLine) -> bool:
    """Whether a line that ends with a colon stands below a title that somebody is addressed in: …的通知 / 各班：."""
    return not before.running and not line.running and bool(_TITLES.search(before.content))


MAY_GO_ON = frozenset("（(" + string.ascii_letters)
"""The first characters of such lines."""


def goes_on(before: TextLine, line: TextLine) -> float:
    """What the first character of a line says after one that ends with a word: a bracket that a mark follows and small
    Latin letters go on with it, and a line all in Latin letters is said beside it.
    """
    first = line.content[0]
    if first in "（(":
        return IN_BRACKETS if line.form is NumberForm.NONE and _BRACKET.match(line.content) else 0.0
    if not first.isascii() or not first.isalpha():
        return 0.0
    if before.content[-1].isascii():
        return IN_LATIN if first.islower() and _WORD.match(line.content) else 0.0
    plain = not before.running and not _LATIN.search(before.content)
    return BESIDE_LATIN if plain and first.isupper() and line.content.isascii() and " " in line.content else 0.0


_BRACKET = re.compile(r"[（(][^（()）]*[）)][，；。、]")
_WORD = re.compile(r"[a-z]{2,}[ ,.;)]")
_LATIN = re.compile(r"[A-Za-z]")


def in_quotes(content: str) -> bool:
    """Whether a quotation is open after a line, which began in it."""
    return content.rfind("“") > content.rfind("”") or content.rfind("「") > content.rfind("」")


INLINE = frozenset({NumberForm.HAN_PAREN, NumberForm.ARABIC_PAREN, NumberForm.CIRCLED})
_NEAR = 6
"""Lines in which the number before an inline one stands."""


def counts_inline(lines: Sequence[TextLine], index: int) -> bool:
    """Whether the number before that of a line stands inside a line shortly before: （二）…；（三）…；|（四）…"""
    line = lines[index]
    wanted = line.value[-1] - 1
    if wanted < 1 or line.head is None:
        return False
    for before in reversed(lines[max(0, index - _NEAR) : index]):
        if before.form is line.form:
            return False
        for sign in _SIGNS.findall(before.content, 1):
            number = parse_number(sign)
            if number is not None and number.form is line.form and number.values[-1] == wanted:
                return True
    return False


_SIGNS = re.compile(r"[（(][一二三四五六七八九十\d]{1,3}[)）]|[①-⑳]")


def listed_lines(lines: Sequence[TextLine], measures: Sequence[float | None]) -> frozenset[int]:
    """Positions of lines that are members of a list below a colon, each with a comma: 局长， / 副局长若干人，."""
    found: set[int] = set()
    index = 1
    while index < len(lines):
        first = index
        index += 1
        if lines[first].end_class is not End.COMMA or lines[first - 1].end_class is not End.COLON:
            continue
        while index < len(lines) and _is_member(lines[index - 1], measures[index - 1]):
            index += 1
        if index - first > _FEWEST_MEMBERS:
            found.update(range(first, index))
    return frozenset(found)


_FEWEST_MEMBERS = 2
_WIDEST_MEMBER = 16.0


def _is_member(line: TextLine, measure: float | None) -> bool:
    """Whether a line ends with a comma far before the column does."""
    widest = _WIDEST_MEMBER if measure is None else min(_WIDEST_MEMBER, measure / 2)
    return line.end_class is End.COMMA and line.width <= widest and line.form is NumberForm.NONE
