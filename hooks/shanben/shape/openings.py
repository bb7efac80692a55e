"""Words that tell whether a paragraph begins with a line, or began after the line before it. Weights are log odds."""

from __future__ import annotations

import re
import string
from collections.abc import Sequence

from shanben.model.works import NumberForm
from shanben.shape.both_scripts import both
from shanben.shape.layout import End, TextLine
from shanben.shape.numbering import parse_number

DASH = 2.0
"""For a new block before a dash that opens a line after a full stop."""
TURNS = 2.5
"""… before words that turn to somebody."""
SPEAKS = 5.0
"""… before a name that others of a text begin with, or the letter of an answer: 记者：, A．"""
CIRCULATED = 7.0
"""… before the line that says when copies of a document were printed."""
DATED = 7.0
"""… before a day that is a line by itself."""
SIGNED = 3.5
"""… before a bracket that says who wrote a text, and before the paper and the day it is taken from."""
IN_BRACKETS = -4.0
"""… before a bracket with a mark behind it: （试用期一年）；."""
IN_LATIN = -6.0
"""… before a word in small Latin letters, below Latin letters."""
BESIDE_LATIN = 3.0
"""… before a line in Latin letters, below words that have none."""
LISTS = 12.0
"""… before a member of a list that has a line for each, and after its last one."""
LINKED = -2.5
"""… after a line that ends with 的 or 和."""
CHARGED = 5.5
"""… after a bracket that says who is charged with a task, where such brackets end paragraphs."""
INTRODUCED = 6.8
"""… after a dash that leads on to numbers or defined words, as a colon does elsewhere."""
DEFINES = 3.0
"""… and more before a word that is defined, below such a dash."""
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
_DASHES = frozenset({"——", "--", "──", "――"})
_TURNS = re.compile(
    r"(?:各位|同志们|同學們|同学们|同胞们|乡亲们)[^，。；：！]{0,4}(?:[！：]|，(?:大家|[早上中下晚]午?)好[！。])"
)
_SIGNED = re.compile(
    r"[（(](?:本报|本刊)?(?:作者|记者|通讯员|责任编辑|责编|摄影)|《 ?[^》]{2,8}[报刊] ?》 ?[（(] ?\d{4} ?年"
)
_BY_ITSELF = re.compile(
    both(r"[（(][^（()）。]*(?:整理|记录|录音|审阅|供稿|摘自|转载|流传|演唱|讲述|口述)[^（()）。]*[)）]")
)
"""A bracket by itself that says who took a text down, and from whom."""
_CHARGES = re.compile(r"(?:负责|負責|牵头|牽頭|指导|指導|配合|参加|參加)[)）]$")
_LEAD = re.compile(r"[^，。；：！？“”（）、]{4,16}。.")


def leads(content: str) -> bool:
    """Whether a line opens with a short sentence that may name the matter of a paragraph."""
    return bool(_LEAD.match(content))


def charges(content: str) -> bool:
    """Whether a line ends with a bracket that says who is charged with a task."""
    return bool(_CHARGES.search(content))


_LINKS = frozenset("的和或与與及并並把将將被")
"""Words that need another behind them."""


def breaks_figure(before: TextLine, line: TextLine) -> bool:
    """Whether a figure stands at the end of a line and what it counts at the start of the next: 6 / 月1日."""
    if line.content[0] not in _COUNTED or before.content[-1] not in _FIGURES:
        return False
    return line.content[:2] not in _NO_COUNT


_FIGURES = frozenset("0123456789０１２３４５６７８９")
_COUNTED = frozenset("年月日时時分秒号號元万萬亿億亩畝吨噸个個名人户戶%％")
_NO_COUNT = frozenset("年度 月份 日前 日期 时间 分别 号召 人民 人员 名单 个人 个别 万一".split())


def is_linked(words: str) -> bool:
    """Whether words end with one that needs another behind it: 的, but in 形势是好的, or 和."""
    return words[-1] in _LINKS and not (words[-1] == "的" and "是" in words[-_PREDICATE:])


_PREDICATE = 8


def links(before: TextLine, line: TextLine) -> bool:
    """Whether a line ends with a word that needs another behind it, and the next one may have that."""
    return is_linked(before.content) and line.form is NumberForm.NONE and line.blanks <= 0 and not line.lead


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
    if content[0] in "（(" and content[-1] in "）)" and _BY_ITSELF.fullmatch(content):
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


def introduces(before: TextLine, line: TextLine) -> float:
    """What it says for a new block that a line ends with the dash of an ordinance, below which items or defined words
    stand: 就第(1)款而言—— / (a) …; or with the mark between such words: “船長” (master) 指….
    """
    defines = line.opens and _DEFINES.match(line.content)
    if before.end_class is End.SEMICOLON:
        return INTRODUCED if defines else 0.0
    led = before.content.endswith("——") and (line.form in _ITEMS or line.content[0] in "“「『")
    return INTRODUCED + (DEFINES if defines else 0.0) if led else 0.0


_DEFINES = re.compile(
    r"[“「『][^”」』]{1,24}[”」』]\s*(?:[（(][^（()）]{1,60}[）)]\s*)?，?[\s　]*(?:是?指|具有|就|在|不?包括)"
)
_ITEMS = frozenset(
    {NumberForm.ARABIC_PAREN, NumberForm.LATIN_PAREN, NumberForm.ROMAN_PAREN, NumberForm.HAN_PAREN, NumberForm.CIRCLED}
)
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
