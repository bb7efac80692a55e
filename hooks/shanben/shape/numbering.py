"""Numbers of headings: 第三章, 一、, （一）, 1., 附件二 … recognised, valued and named.

The forms and their order of depth follow the drafting rules for statutes (《立法技术规范（试行）》) and for official
documents (GB/T 9704-2012, 7.3.3: 一、（一）1.（1）).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from functools import lru_cache
from typing import NamedTuple

from shanben.model.works import Number, NumberForm, SectionKind
from shanben.numerals import han_value

_STEMS, _BRANCHES = "甲乙丙丁戊己庚辛壬癸", "子丑寅卯辰巳午未申酉戌亥"
_H = "〇一二三四五六七八九十百千零○两兩"


class _Rule(NamedTuple):
    form: NumberForm
    pattern: re.Pattern[str]
    values: Callable[[re.Match[str]], tuple[int, ...]]


def _han(match: re.Match[str]) -> tuple[int, ...]:
    return _values(match.groups())


@lru_cache(maxsize=4096)
def _values(numerals: tuple[str | None, ...]) -> tuple[int, ...]:
    return tuple(han_value(numeral) for numeral in numerals if numeral)


def _circled(match: re.Match[str]) -> tuple[int, ...]:
    return (ord(match[1]) - ord("①") + 1,)


def _dotted(match: re.Match[str]) -> tuple[int, ...]:
    return tuple(han_value(part) for part in re.split(r"[.．]", match[1]))


def _stem(match: re.Match[str]) -> tuple[int, ...]:
    return (_STEMS.find(match[1]) + 1,)


def _branch(match: re.Match[str]) -> tuple[int, ...]:
    return (_BRANCHES.find(match[1]) + 1,)


def _annex(match: re.Match[str]) -> tuple[int, ...]:
    """附件二, 附件2, and 附件乙 or 附录 B as the second too; 附件1-2."""
    sign = match[1] or ""
    if sign in _STEMS:
        return _stem(match) if sign else ()
    return _letter(match) if sign.isascii() and sign.isalpha() else _han(match)


_ROMAN_VALUES = {"i": 1, "v": 5, "x": 10}


def _roman(match: re.Match[str]) -> tuple[int, ...]:
    letters = unicodedata.normalize("NFKC", match[1]).lower()
    values = [_ROMAN_VALUES[letter] for letter in letters]
    pairs = zip(values, [*values[1:], 0], strict=True)
    return (sum(-value if value < after else value for value, after in pairs),)


def _lettered(match: re.Match[str]) -> tuple[int, ...]:
    """第IV部, 第3部, and 第IVA部, which a later law put behind the fourth."""
    value = (int(match[1]),) if match[1].isdecimal() else _roman(match)
    return (*value, ord(match[2]) - ord("A") + 1) if match[2] else value


def _letter(match: re.Match[str]) -> tuple[int, ...]:
    return (ord((match[1] or match[2]).lower()) - ord("a") + 1,)


def _volume(match: re.Match[str]) -> tuple[int, ...]:
    thirds = {"上": 1, "中": 2, "下": 3}
    return (thirds[match[1]] if match[1] in thirds else han_value(match[1]),)


def _first(_: re.Match[str]) -> tuple[int, ...]:
    return (1,)


_N = rf"(?:[{_H}]+|\d+)"
"""Never both mixed: 附件1一式三份 is annex 1 in three copies."""
_INSERTED = rf"(?:之([{_H}]+|\d{{1,2}}(?!\d)))?"
"""第五章之一: a later law put it between 第五章 and 第六章."""
_NAMED = r"(?=\s+[^\s。，；：]{1,24}$|[^\s。，；：、之的所或及和但规規等各至]{1,10}$)"
"""款 and 目 are divisions only where a name follows and nothing else: in running text they are parts of articles."""
_ENDS = r"(?=[\s：:—―–-]|$)\s*"
"""A division of an ordinance stands by itself, or with its name behind a space or a dash."""
_MEASURE = r"[%％‰℃万亿萬億吨噸亩畝倍]|[元米](?!数)|美元|个百分点|[公毫厘千][里米斤克升瓦]|平方|立方"
"""What a figure counts: 21.3亿元 is no number of a part."""
RULES: tuple[_Rule, ...] = (
    _Rule(NumberForm.SUBBOOK, re.compile(rf"第({_N})分[编編]{_INSERTED}\s*"), _han),
    _Rule(NumberForm.BOOK, re.compile(rf"第({_N})[编編]{_INSERTED}\s*"), _han),
    _Rule(NumberForm.PART, re.compile(rf"第\s*({_N})\s*(?:部分|篇|部(?=[\s：:]|$)){_INSERTED}\s*"), _han),
    _Rule(NumberForm.PART, re.compile(rf"第\s*([IVX]{{1,6}}|[Ⅰ-Ⅻ]|\d{{1,2}})([A-Z])?\s*部{_ENDS}"), _lettered),
    _Rule(NumberForm.DIVISION, re.compile(rf"第\s*([IVX]{{1,6}}|[Ⅰ-Ⅻ]|\d{{1,2}})([A-Z])?\s*分部{_ENDS}"), _lettered),
    _Rule(NumberForm.CHAPTER, re.compile(rf"第({_N})章{_INSERTED}\s*"), _han),
    _Rule(NumberForm.DIVISION, re.compile(rf"第({_N})[节節]{_INSERTED}\s*"), _han),
    _Rule(NumberForm.VOLUME, re.compile(rf"第({_N})卷(?=[\s：:]|$)\s*"), _han),
    _Rule(NumberForm.VOLUME, re.compile(rf"卷(?:之|第)?((?:[{_H}]|\d)+|[上中下])(?=[\s：:]|$)\s*"), _volume),
    _Rule(NumberForm.UNIT, re.compile(rf"第({_N})[回品折出幕场場讲講课課集首](?=[\s：:、]|$)[：:、]?\s*"), _han),
    _Rule(NumberForm.CLAUSE, re.compile(rf"第({_N})款{_NAMED}\s*"), _han),
    _Rule(NumberForm.POINT, re.compile(rf"第({_N})目{_NAMED}\s*"), _han),
    _Rule(NumberForm.ARTICLE, re.compile(rf"第\s*({_N})(?:\s*[-－之]\s*(\d+))?\s*[条條]{_INSERTED}\s*"), _han),
    _Rule(
        NumberForm.ANNEX,
        re.compile(
            rf"附[ \u3000]*(?:件|录|錄|表)"
            rf"\s*({_N}|[甲乙丙丁戊己庚辛壬癸A-Z](?=[\s：:、.]|$))?(?:[-－—–](\d{{1,2}})(?=[\s：:、]|$))?\s*[：:、.]?\s*"
        ),
        _annex,
    ),
    _Rule(NumberForm.ANNEX, re.compile(r"附\s*[：:]\s*(?=\S)"), lambda _: ()),
    _Rule(NumberForm.HAN_PAREN, re.compile(rf"[（(]([{_H}]+)[）)]\s*"), _han),
    _Rule(NumberForm.HAN, re.compile(rf"([{_H}]+)(?:、\s*|[，,]\s+|(?:\u3000+|[ ]{{2,}})(?=[^\s{_H}][^\s]))"), _han),
    _Rule(NumberForm.FORMAL, re.compile(r"([壹贰貳叁參叄肆伍陆陸柒捌玖拾]+)(?:[、.．]\s*|[\s：:]+(?=\S))"), _han),
    _Rule(
        NumberForm.STEM,
        re.compile(r"([甲乙丙丁戊己庚辛壬癸])、\s*(?!(?:[甲乙丙丁戊己庚辛壬癸]、|[甲乙丙丁戊己庚辛壬癸][和与及]))"),
        _stem,
    ),
    _Rule(NumberForm.STEM_PAREN, re.compile(r"[（(]([甲乙丙丁戊己庚辛壬癸])[）)](?![方级級类類等])\s*"), _stem),
    _Rule(NumberForm.BRANCH, re.compile(rf"([{_BRANCHES}])、\s*(?![{_BRANCHES}])"), _branch),
    _Rule(NumberForm.ROMAN, re.compile(r"([IVX]{1,5}|[Ⅰ-Ⅻ])[.．、]\s*"), _roman),
    _Rule(NumberForm.ROMAN_PAREN, re.compile(r"[（(]([ivx]{2,5}|i)[）)]\s*"), _roman),
    _Rule(NumberForm.LATIN_PAREN, re.compile(r"(?:[（(]([A-Za-z])|([a-z]))[）)]\s*"), _letter),
    _Rule(NumberForm.ARABIC_PAREN, re.compile(r"[（(]?(\d{1,2})[）)]\s*"), _han),
    _Rule(NumberForm.DECIMAL, re.compile(rf"(\d{{1,2}}(?:[.．]\d{{1,2}})+)(?!\d|{_MEASURE})\s*"), _dotted),
    _Rule(NumberForm.ARABIC, re.compile(r"(\d{1,3})(?:[.．、](?!\d)|、(?=\d{4}\s*年))\s*"), _han),
    _Rule(NumberForm.ARABIC, re.compile(r"(\d{1,3})([A-Z])[.．](?=[\s\u4e00-\u9fff]|$)\s*"), _lettered),
    _Rule(NumberForm.CIRCLED, re.compile(r"([①-⑳])(?![，。；、])\s*"), _circled),
    _Rule(NumberForm.ORDINAL, re.compile(rf"第([{_H}]+)[，,]\s*"), _han),
    _Rule(NumberForm.ONE_IS, re.compile(rf"([{_H}]+)是"), _han),
    _Rule(NumberForm.FIRST, re.compile(r"首先[，,]\s*"), _first),
)
"""Every form with what it looks like at the start of a heading, the more particular before the more general."""

_DIGITS = "0123456789０１２３４５６７８９"
_STARTS: dict[NumberForm, str] = {
    NumberForm.FORMAL: "壹贰貳叁參叄肆伍陆陸柒捌玖拾", NumberForm.STEM: _STEMS,
    NumberForm.STEM_PAREN: "（(",
    NumberForm.BRANCH: _BRANCHES, NumberForm.ROMAN: "IVXⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩⅪⅫ",
    NumberForm.ROMAN_PAREN: "（(", NumberForm.LATIN_PAREN: "（(abcdefghijklmnopqrstuvwxyz", NumberForm.VOLUME: "第卷",
    NumberForm.ANNEX: "附", NumberForm.HAN_PAREN: "（(", NumberForm.ARABIC_PAREN: "（(" + _DIGITS, NumberForm.HAN: _H,
    NumberForm.ONE_IS: _H, NumberForm.DECIMAL: _DIGITS, NumberForm.ARABIC: _DIGITS,
    NumberForm.CIRCLED: "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳", NumberForm.FIRST: "首",
}  # fmt: skip
"""The characters a form can begin with, where it is not 第."""
NUMBER_STARTS = frozenset("".join(_STARTS.values()) + "第")
"""Characters a number can begin with: text that begins with any other has none."""
_BY_START: dict[str, tuple[_Rule, ...]] = {
    start: tuple(rule for rule in RULES if start in _STARTS.get(rule.form, "第")) for start in NUMBER_STARTS
}

_UNIT = re.compile(rf"第\s*(?:{_N}|[IVXⅠ-Ⅻ]{{1,6}})(?:\s*[-－之]\s*\d+|[A-Z])?\s*(.)")
_UNITS: dict[NumberForm, str] = {
    NumberForm.SUBBOOK: "分", NumberForm.BOOK: "编編", NumberForm.PART: "部篇", NumberForm.CHAPTER: "章",
    NumberForm.DIVISION: "节節分", NumberForm.VOLUME: "卷", NumberForm.UNIT: "回品折出幕场場讲講课課集首",
    NumberForm.CLAUSE: "款", NumberForm.POINT: "目", NumberForm.ARTICLE: "条條", NumberForm.ORDINAL: "，,",
}  # fmt: skip
"""What stands after the number, where it begins with 第."""
_BY_UNIT: dict[str, tuple[_Rule, ...]] = {
    unit: tuple(rule for rule in RULES if unit in _UNITS.get(rule.form, ""))
    for unit in sorted(set("".join(_UNITS.values())))
}

_REFERS = re.compile(rf"第{_N}[项項款目]|[、至及或和與与](?:第|前[条條])|之?[规規]定|但[书書]|所[定称稱规規]")


def names_another(text: str, number: Number) -> bool:
    """Whether the number of an article at the start of a text names one that stands elsewhere: 第四十八條第二項規定…"""
    return not text[number.length - 1].isspace() and _REFERS.match(text, number.length) is not None


_LONGEST = 32
"""Characters in which a number ends, the space after it included."""

KINDS: dict[NumberForm, SectionKind] = {
    NumberForm.BOOK: SectionKind.BOOK,
    NumberForm.SUBBOOK: SectionKind.SUBBOOK,
    NumberForm.PART: SectionKind.PART,
    NumberForm.CHAPTER: SectionKind.CHAPTER,
    NumberForm.DIVISION: SectionKind.DIVISION,
    NumberForm.ARTICLE: SectionKind.ARTICLE,
    NumberForm.ANNEX: SectionKind.ANNEX,
}
"""The kind of section a number opens; forms that are not named open a plain section."""


def parse_number(text: str) -> Number | None:
    """The number a heading's text begins with, or None. Never raises."""
    return _parse(text[:_LONGEST]) if text[:1] in NUMBER_STARTS else None


@lru_cache(maxsize=4096)
def _parse(text: str) -> Number | None:
    rules = _BY_START[text[0]]
    if text[0] == "第":  # what has a number of no such unit is common, and the rules are many
        unit = _UNIT.match(text)
        rules = _BY_UNIT.get(unit[1], ()) if unit else ()
    for rule in rules:
        match = rule.pattern.match(text)
        if match:
            return Number(rule.form, rule.values(match), match.end())
    return None
