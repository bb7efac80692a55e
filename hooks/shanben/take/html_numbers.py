"""Numbers that a page shows and does not hold: of the items of its lists, and what its style sheets count.

After CSS Lists 3 and CSS Counter Styles 3. Programs that save lists as pages number their items by ``::before``; of
selectors those of one element are read, and of an element directly in another.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import lru_cache
from string import ascii_lowercase, ascii_uppercase
from typing import NamedTuple

from lxml import etree

from shanben.take.html_parsed import name_of, whole_number
from shanben.take.word_numbers import FORMS

_WESTERN = {
    "decimal": "decimal", "decimal-leading-zero": "decimalZero", "lower-roman": "lowerRoman",
    "upper-roman": "upperRoman",
}  # fmt: skip
_HAN = {
    "cjk-ideographic": "chineseCounting", "simp-chinese-informal": "chineseCounting",
    "trad-chinese-informal": "chineseCounting", "cjk-decimal": "ideographDigital",
    "simp-chinese-formal": "chineseLegalSimplified", "trad-chinese-formal": "ideographLegalTraditional",
    "katakana": "aiueoFullWidth", "katakana-iroha": "irohaFullWidth",
    "cjk-heavenly-stem": "ideographTraditional", "cjk-earthly-branch": "ideographZodiac",
}  # fmt: skip
_ALPHABETS = {
    "lower-alpha": ascii_lowercase, "lower-latin": ascii_lowercase,
    "upper-alpha": ascii_uppercase, "upper-latin": ascii_uppercase,
}  # fmt: skip


def _alphabetic(signs: str) -> Callable[[int], str]:
    """Numbers without a sign for nothing: a, b, …, z, aa, ab (Word has bb)."""

    def written(number: int) -> str:
        made, left = "", number
        while left > 0:
            left, at = divmod(left - 1, len(signs))
            made = signs[at] + made
        return made or str(number)

    return written


_STYLES: Mapping[str, tuple[Callable[[int], str], str]] = {
    **{style: (FORMS[form], ". ") for style, form in _WESTERN.items()},
    **{style: (FORMS[form], "、") for style, form in _HAN.items()},
    **{style: (_alphabetic(signs), ". ") for style, signs in _ALPHABETS.items()},
}
"""How styles of lists write a number, and what they set behind it."""
_TYPES = {"a": "lower-alpha", "A": "upper-alpha", "i": "lower-roman", "I": "upper-roman"}

_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_RULE = re.compile(r"([^{}@;]+)\{([^{}]*)\}")
_ASKED = re.compile(r"list-style|counter", re.IGNORECASE)
_SELECTOR = re.compile(
    r"(?:(?P<around>[\w-]*(?:\.[\w-]+)*)\s*>\s*)?(?P<own>[\w-]*(?:\.[\w-]+)*)(?P<before>::?before)?", re.IGNORECASE
)
_STRING = r"\"[^\"]*\"|'[^']*'"
_CONTENT = re.compile(rf"(?P<words>{_STRING})|counter\(\s*(?P<name>[\w-]+)\s*(?:,\s*(?P<style>[\w-]+)\s*)?\)")
_COUNTER = re.compile(r"([A-Za-z_][\w-]*)(?:\s+(-?\d{1,6}))?")


class _Rule(NamedTuple):
    around: tuple[str, ...]
    """The element directly around: its name, which may be empty, and its classes; nothing where any will do."""
    own: tuple[str, ...]
    before: bool
    said: Mapping[str, str]


class Numbers:
    """The numbers of one page, read from its first element to its last."""

    def __init__(self, sheets: Iterable[str] = ()) -> None:
        self._rules = [rule for sheet in sheets for rule in _rules(sheet)]
        self._counts: dict[str, int] = {}

    def before(self, element: etree._Element) -> str:
        """The number that a style sheet sets before an element; empty where it sets none. Moves what is counted."""
        said = self._said(element)
        for name, number in _COUNTER.findall(said.get("counter-reset", "")):
            self._counts[name] = int(number or 0)
        for name, number in _COUNTER.findall(said.get("counter-increment", "")):
            self._counts[name] = self._counts.get(name, 0) + int(number or 1)
        shown = self._said(element, before=True) if self._rules else {}
        for name, number in _COUNTER.findall(shown.get("counter-increment", "")):
            self._counts[name] = self._counts.get(name, 0) + int(number or 1)
        content = shown.get("content", "")
        return "".join(self._written(content)) if "counter(" in content else ""

    def items(self, element: etree._Element) -> Callable[[etree._Element], tuple[int, str]]:
        """For the items of a list, one after the other: which it is, and the number or sign before it."""
        items = sum(name_of(one) == "li" for one in element)
        back = name_of(element) == "ol" and element.get("reversed") is not None
        following = whole_number(element.get("start"), items if back else 1)
        own = _style(self._said(element)) or _TYPES.get(element.get("type") or "", "")
        closing = element.get("data-closing") or ""

        def one(item: etree._Element) -> tuple[int, str]:
            nonlocal following
            number = whole_number(item.get("value"), following)
            following = number + (-1 if back else 1)
            self._counts["list-item"] = number
            style = _style(self._said(item)) or own or ("decimal" if name_of(element) == "ol" else "none")
            counted = self.before(item)
            return number, counted or _shown(style, number, closing)

        return one

    def _written(self, content: str) -> Iterator[str]:
        for match in _CONTENT.finditer(content):
            if match["words"]:
                yield match["words"][1:-1].replace(r"\a0", " ")
            else:
                write, _ = _STYLES.get((match["style"] or "decimal").lower(), _STYLES["decimal"])
                yield write(self._counts.get(match["name"], 0))

    def _said(self, element: etree._Element, *, before: bool = False) -> Mapping[str, str]:
        said: dict[str, str] = {}
        for rule in self._rules:
            if rule.before is before and _fits(element, rule.own):
                around = element.getparent()
                if not rule.around or (around is not None and _fits(around, rule.around)):
                    said.update(rule.said)
        if not before and element.get("style"):
            said.update(_declared(element.get("style") or ""))
        return said


def _shown(style: str, number: int, closing: str) -> str:
    if style[:1] in "\"'":
        return style[1:-1]
    if style not in _STYLES:
        return ""
    write, behind = _STYLES[style]
    return write(number) + (f"{closing} " if closing else behind)


def _style(said: Mapping[str, str]) -> str:
    """The style of a list that is said: its name, a string in its marks, ``none``, or nothing."""
    stated = said.get("list-style-type", "") or said.get("list-style", "")
    words = re.findall(rf"{_STRING}|[\w-]+", stated)
    return next((one for one in words if one[0] in "\"'" or one.lower() in _STYLES or one.lower() == "none"), "")


def _fits(element: etree._Element, asked: tuple[str, ...]) -> bool:
    name, *classes = asked
    if name and name != name_of(element):
        return False
    return not classes or set(classes) <= set((element.get("class") or "").split())


@lru_cache(maxsize=32)
def _rules(sheet: str) -> tuple[_Rule, ...]:
    """What a sheet says of lists and of what is counted."""
    if not _ASKED.search(sheet):
        return ()
    found = []
    for selectors, said in _RULE.findall(_COMMENT.sub("", sheet)):
        if not _ASKED.search(said):
            continue
        for selector in selectors.split(","):
            match = _SELECTOR.fullmatch(selector.strip())
            if match and match["own"]:
                around = _asked(match["around"]) if match["around"] else ()
                found.append(_Rule(around, _asked(match["own"]), bool(match["before"]), _declared(said)))
    hidden = [rule for rule in found if rule.own in (("ol",), ("li",)) and _style(rule.said) == "none"]
    if hidden and len(_STYLED.findall(sheet)) > len(hidden):  # a reset; what sets the numbers again may not be read
        found = [rule for rule in found if rule not in hidden]
    return tuple(found)


_STYLED = re.compile(r"list-style(?:-type)?\s*:", re.IGNORECASE)


def _asked(words: str) -> tuple[str, ...]:
    name, *classes = words.split(".")
    return (name.lower(), *classes)


_DECLARED = re.compile(rf"([\w-]+)\s*:\s*((?:{_STRING}|[^;\"'])*)")


def _declared(said: str) -> Mapping[str, str]:
    return {name.lower(): value.replace("!important", "").strip() for name, value in _DECLARED.findall(said)}
