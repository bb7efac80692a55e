"""Numbers of headings: 第三章, 一、, （一）, 1., 附件二 … recognised, valued and named.

The forms and their order of depth follow the drafting rules for statutes (《立法技术规范（试行）》) and for official
documents (GB/T 9704-2012, 7.3.3: 一、（一）1.（1）).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from typing import NamedTuple

from shanben.model.works import Number, NumberForm, SectionKind
from shanben.numerals import han_value

_H = "〇一二三四五六七八九十百千零○两兩"


class _Rule(NamedTuple):
    form: NumberForm
    pattern: re.Pattern[str]
    values: Callable[[re.Match[str]], tuple[int, ...]]


def _han(match: re.Match[str]) -> tuple[int, ...]:
    return tuple(han_value(group) for group in match.groups() if group)


def _circled(match: re.Match[str]) -> tuple[int, ...]:
    return (ord(match[1]) - ord("①") + 1,)


def _dotted(match: re.Match[str]) -> tuple[int, ...]:
    return tuple(int(part) for part in re.split(r"[.．]", match[1]))


def _first(_: re.Match[str]) -> tuple[int, ...]:
    return (1,)


_N = rf"(?:[{_H}]+|\d+)"
"""Never both mixed: 附件1一式三份 is annex 1 in three copies."""
_INSERTED = rf"(?:之([{_H}]+))?"
"""第五章之一: a later law put it between 第五章 and 第六章."""
RULES: tuple[_Rule, ...] = (
    _Rule(NumberForm.SUBBOOK, re.compile(rf"第({_N})分[编編]{_INSERTED}\s*"), _han),
    _Rule(NumberForm.BOOK, re.compile(rf"第({_N})[编編]{_INSERTED}\s*"), _han),
    _Rule(NumberForm.PART, re.compile(rf"第({_N})(?:部分|篇){_INSERTED}\s*"), _han),
    _Rule(NumberForm.CHAPTER, re.compile(rf"第({_N})章{_INSERTED}\s*"), _han),
    _Rule(NumberForm.DIVISION, re.compile(rf"第({_N})[节節]{_INSERTED}\s*"), _han),
    _Rule(NumberForm.ARTICLE, re.compile(rf"第\s*({_N})(?:[-－](\d+))?\s*[条條]{_INSERTED}\s*"), _han),
    _Rule(NumberForm.ANNEX, re.compile(rf"附(?:件|录|錄|表)\s*({_N})?\s*[：:、.]?\s*"), _han),
    _Rule(NumberForm.HAN_PAREN, re.compile(rf"[（(]([{_H}]+)[）)]\s*"), _han),
    _Rule(NumberForm.HAN, re.compile(rf"([{_H}]+)、\s*"), _han),
    _Rule(NumberForm.ARABIC_PAREN, re.compile(r"[（(](\d{1,2})[）)]\s*"), _han),
    _Rule(NumberForm.DECIMAL, re.compile(r"(\d{1,2}(?:[.．]\d{1,2})+)\s*"), _dotted),
    _Rule(NumberForm.ARABIC, re.compile(r"(\d{1,3})(?:[.．、](?!\d))\s*"), _han),
    _Rule(NumberForm.CIRCLED, re.compile(r"([①-⑳])\s*"), _circled),
    _Rule(NumberForm.ORDINAL, re.compile(rf"第([{_H}]+)[，,]\s*"), _han),
    _Rule(NumberForm.ONE_IS, re.compile(rf"([{_H}]+)是"), _han),
    _Rule(NumberForm.FIRST, re.compile(r"首先[，,]\s*"), _first),
)
"""Every form with what it looks like at the start of a heading, the more particular before the more general."""

_DIGITS = "0123456789０１２３４５６７８９"
_STARTS: dict[NumberForm, str] = {
    NumberForm.ANNEX: "附", NumberForm.HAN_PAREN: "（(", NumberForm.ARABIC_PAREN: "（(", NumberForm.HAN: _H,
    NumberForm.ONE_IS: _H, NumberForm.DECIMAL: _DIGITS, NumberForm.ARABIC: _DIGITS,
    NumberForm.CIRCLED: "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳", NumberForm.FIRST: "首",
}  # fmt: skip
"""The characters a form can begin with, where it is not 第."""
NUMBER_STARTS = frozenset("".join(_STARTS.values()) + "第")
"""Characters a number can begin with: text that begins with any other has none."""
_BY_START: dict[str, tuple[_Rule, ...]] = {
    start: tuple(rule for rule in RULES if start in _STARTS.get(rule.form, "第")) for start in NUMBER_STARTS
}

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
    for rule in _BY_START[text[0]]:
        match = rule.pattern.match(text)
        if match:
            return Number(rule.form, rule.values(match), match.end())
    return None
