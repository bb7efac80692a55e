"""Styles and numberings of OpenDocument texts."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from lxml import etree

from shanben.take.ooxml import child, local, number_of, value
from shanben.take.word_numbers import FORMS
from shanben.take.word_styles import CONTENTS, NAMES

_FORMS = {
    "1": "decimal", "a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman",
    "一, 二, 三, ...": "chineseCounting", "壹, 贰, 叁, ...": "chineseLegalSimplified",
    "壹, 貳, 參, ...": "ideographLegalTraditional", "甲, 乙, 丙, ...": "ideographTraditional",
    "子, 丑, 寅, ...": "ideographZodiac",
    "ア, イ, ウ, ...": "aiueoFullWidth", "ｱ, ｲ, ｳ, ...": "aiueo",
    "イ, ロ, ハ, ...": "irohaFullWidth", "ｲ, ﾛ, ﾊ, ...": "iroha",
    "①, ②, ③, ...": "decimalEnclosedCircle", "１, ２, ３, ...": "decimalFullWidth",
}  # fmt: skip
_NAMES = NAMES | {
    "table": "caption", "illustration": "caption", "figure": "caption", "footnote": "note", "endnote": "note",
}  # fmt: skip
"""The names of LibreOffice's own styles, beside those it keeps of a Word document."""
_SIZE = re.compile(r"([\d.]+)pt")


@dataclass(frozen=True, slots=True)
class OdtStyle:
    """What a style says, with all it is based on."""

    name: str = ""
    size: float = 0.0
    bold: bool | None = None
    """None where nothing is said."""
    centred: bool = False
    hidden: bool = False
    font: str = ""

    @property
    def kind(self) -> str:
        """What the style calls the block; empty where it says nothing."""
        plain = self.name.replace("_20_", " ").lower()
        listed = re.fullmatch(r"contents \d+", plain) or CONTENTS.fullmatch(plain)
        return "contents" if listed else _NAMES.get(plain, "")


@dataclass(frozen=True, slots=True)
class OdtLevel:
    """One level of a numbering."""

    form: str
    before: str
    after: str
    start: int
    shown: int
    """How many levels its number shows."""


@dataclass(slots=True)
class OdtStyles:
    """The styles of a document by their names, its list styles, and how its headings are numbered."""

    elements: dict[str, etree._Element] = field(default_factory=dict)
    lists: dict[str, dict[int, OdtLevel]] = field(default_factory=dict)
    outline: dict[int, OdtLevel] = field(default_factory=dict)
    _whole: dict[str, OdtStyle] = field(default_factory=dict)

    def of(self, name: str) -> OdtStyle:
        """The style of a name with all it is based on."""
        if name not in self._whole:
            chain: list[etree._Element] = []
            at = name
            while at in self.elements and self.elements[at] not in chain:
                chain.append(self.elements[at])
                at = value(self.elements[at], "parent-style-name")
            style = OdtStyle()
            for element in reversed(chain):
                style = _over(style, element)
            self._whole[name] = style
        return self._whole[name]


def _over(style: OdtStyle, element: etree._Element) -> OdtStyle:
    text, paragraph = child(element, "text-properties"), child(element, "paragraph-properties")
    name = value(element, "name")
    automatic = re.fullmatch(r"[PT]\d+", name)
    style = replace(style, name=style.name if automatic else value(element, "display-name") or name)
    size = _SIZE.fullmatch(value(text, "font-size"))
    weight, align = value(text, "font-weight"), value(paragraph, "text-align")
    if size:
        style = replace(style, size=float(size[1]))
    if weight:
        style = replace(style, bold=weight in ("bold", "600", "700", "800", "900"))
    if align:
        style = replace(style, centred=align == "center")
    font = value(text, "font-name") or value(text, "font-family").strip("'\"")
    if font:
        style = replace(style, font=font)
    shown = value(text, "display")
    return replace(style, hidden=shown == "none") if shown else style


def read_odt_styles(named: etree._Element | None, content: etree._Element) -> OdtStyles:
    """The styles of both parts of a document."""
    found = OdtStyles()
    for root in (named, content):
        for element in root.iter() if root is not None else ():
            if local(element) == "style":
                found.elements[value(element, "name")] = element
            elif local(element) == "list-style":
                found.lists[value(element, "name")] = _levels(element)
            elif local(element) == "outline-style":
                found.outline = _levels(element)
    return found


def _levels(element: etree._Element) -> dict[int, OdtLevel]:
    levels: dict[int, OdtLevel] = {}
    for one in element:
        numbered = local(one) in ("list-level-style-number", "outline-level-style")
        form = value(one, "num-format") if numbered else ""
        levels[number_of(one, "level") - 1] = OdtLevel(
            _FORMS.get(form, "decimal") if form else "none",
            value(one, "num-prefix") if numbered else "",
            value(one, "num-suffix") if numbered else "",
            number_of(one, "start-value") or 1,
            number_of(one, "display-levels") or 1,
        )
    return levels


@dataclass(slots=True)
class Lists:
    """How far the lists and headings of a document have counted."""

    styles: OdtStyles
    _counts: dict[str, dict[int, int]] = field(default_factory=dict)

    def anew(self, style: str) -> None:
        """A list that does not go on with an earlier one."""
        self._counts.pop(style, None)

    def set(self, style: str, level: int, number: int) -> None:
        """Let the next item of a level have this number."""
        self._counts.setdefault(style, {})[level] = number - 1

    def next(self, style: str, level: int) -> str:
        """Count on at a level and write the number; empty for bullets."""
        return self._next(self.styles.lists.get(style, {}), self._counts.setdefault(style, {}), level)

    def outline(self, level: int) -> str:
        """Count on among the headings of a level, from 1."""
        return self._next(self.styles.outline, self._counts.setdefault("outline of headings", {}), level - 1)

    def _next(self, levels: Mapping[int, OdtLevel], counts: dict[int, int], level: int) -> str:
        own = levels.get(level)
        start = own.start if own else 1
        counts[level] = counts.get(level, start - 1) + 1
        for deeper in [at for at in counts if at > level]:
            del counts[deeper]
        if own is None or own.form == "none":
            return ""
        shown = range(max(0, level - own.shown + 1), level + 1)
        numbers = [
            FORMS.get(levels[at].form, str)(counts.get(at, levels[at].start))
            for at in shown
            if at in levels and levels[at].form != "none"
        ]
        return own.before + ".".join(numbers) + own.after
