"""What the style sheets of an e-book make its words look like: size, weight and place in the line.

Programs that make e-books set headings as paragraphs of a class. Selectors of one name or class are read; what a sheet
says of anything more particular is no look of a whole paragraph.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import NamedTuple

from lxml import etree

from shanben.take.html_parsed import name_of

_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_RULE = re.compile(r"([^{}@;]+)\{([^{}]*)\}")
_SELECTOR = re.compile(r"([a-z][a-z0-9]*)?(?:\.([\w-]+))?", re.IGNORECASE)
_SIZE = re.compile(r"([\d.]{1,8})(pt|px|em|rem|%)")
_NAMED = {
    "xx-small": 0.6, "x-small": 0.75, "small": 0.89, "medium": 1.0, "large": 1.2, "x-large": 1.5, "xx-large": 2.0,
}  # fmt: skip
_BESIDE = {"smaller": 0.83, "larger": 1.2}
_BOLD = frozenset({"bold", "bolder", "600", "700", "800", "900"})
_TEXT = 12.0
"""Points of a text whose size no sheet says."""
_LARGEST = 500.0


class Look(NamedTuple):
    """Points, weight and place in the line."""

    size: float = _TEXT
    bold: bool = False
    centred: bool = False


def most(looked: Counter[Look]) -> Look | None:
    """The size that most characters have, whether nearly all are bold, and whether most are centred."""
    if not looked:
        return None
    sizes: Counter[float] = Counter()
    for look, count in looked.items():
        sizes[look.size] += count
    every = looked.total()
    bold = sum(count for look, count in looked.items() if look.bold)
    centred = sum(count for look, count in looked.items() if look.centred)
    return Look(sizes.most_common(1)[0][0], bold * 10 > every * 9, centred * 2 > every)


_Said = Mapping[str, str]
_OWN: Mapping[str, _Said] = {
    "b": {"font-weight": "bold"}, "strong": {"font-weight": "bold"}, "th": {"font-weight": "bold"},
    "center": {"text-align": "center"}, "table": {"text-align": "left"},
}  # fmt: skip
"""How browsers set elements of which no sheet says it; text in a table does not stand as it does around one."""


class Looks:
    """The looks of the elements of pages."""

    def __init__(self, sheets: Iterable[str]) -> None:
        self._said: dict[tuple[str, str], dict[str, str]] = {}
        for sheet in sheets:
            for rule, said in _rules(sheet):
                self._said.setdefault(rule, {}).update(said)
        self._known: dict[etree._Element, Look] = {}

    def __call__(self, element: etree._Element) -> Look:
        """What the words directly in an element look like."""
        unknown = [element]
        while unknown[-1] not in self._known and (around := unknown[-1].getparent()) is not None:
            unknown.append(around)
        look = Look()
        for one in reversed(unknown):
            look = self._known[one] if one in self._known else self._within(one, look)
            self._known[one] = look
        return look

    def _within(self, element: etree._Element, look: Look) -> Look:
        name = name_of(element)
        kinds = (element.get("class") or "").split()
        said: dict[str, str] = dict(_OWN.get(name, {}))
        if placed := element.get("align"):
            said["text-align"] = placed.strip().lower()
        for rule in ((name, ""), *(("", kind) for kind in kinds), *((name, kind) for kind in kinds)):
            said.update(self._said.get(rule, {}))
        said.update(_declared(element.get("style") or ""))
        return Look(
            _size(said, look.size),
            said["font-weight"] in _BOLD if "font-weight" in said else look.bold,
            said["text-align"] == "center" if "text-align" in said else look.centred,
        )


@lru_cache(maxsize=32)
def _rules(sheet: str) -> tuple[tuple[tuple[str, str], _Said], ...]:
    """What a sheet says, by the name and the class of elements; the chapters of a book share their sheets."""
    found = []
    for selectors, said in _RULE.findall(_COMMENT.sub("", sheet)):
        for selector in selectors.split(","):
            match = _SELECTOR.fullmatch(selector.strip())
            if match and match[0]:
                found.append((((match[1] or "").lower(), match[2] or ""), _declared(said)))
    return tuple(found)


def _declared(said: str) -> _Said:
    pairs = (part.partition(":") for part in said.lower().split(";"))
    return {name.strip(): value.replace("!important", "").strip() for name, _, value in pairs}


def _size(said: _Said, around: float) -> float:
    stated = said.get("font-size", "")
    if stated in _NAMED:
        return _NAMED[stated] * _TEXT
    match = _SIZE.fullmatch(stated)
    if match is None:
        return around * _BESIDE.get(stated, 1.0)
    try:
        number = float(match[1])
    except ValueError:
        return around
    units = {"pt": 1.0, "px": 0.75, "em": around, "rem": _TEXT, "%": around / 100}
    return min(_LARGEST, number * units[match[2]])
