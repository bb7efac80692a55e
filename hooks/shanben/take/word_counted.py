"""Fields of Word that count: paragraphs (AUTONUM, AUTONUMLGL, AUTONUMOUT, LISTNUM), and whatever a name is given (SEQ).

A file holds no result of the former, and of SEQ not where a program wrote it. ECMA-376 (part 1,
17.16.5) and Word's help under "Field codes" tell how they count.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from shanben.take.word_numbers import FORMS, Numbering
from shanben.take.word_styles import Look, stated_level

_CODE = re.compile(
    r'\s*(AUTONUM|AUTONUMLGL|AUTONUMOUT|LISTNUM|SEQ)\b(?:\s+(?:"([^"\\]*)"|([^\s"\\]+)))?', re.IGNORECASE
)
_SWITCH = re.compile(r'\\(\*|[A-Za-z])\s*("[^"]*"|[^\s\\"]\S*)?')
_TEXT = 10
"""The level of paragraphs that are no heading: below all nine levels of those."""
_OUTLINE = ("{I}.", "{A}.", "{1}.", "{a})", "({1})", "({a})", "({i})", "({a})", "({i})", "{1}.")
_NUMBERS = ("{1})", "{a})", "{i})", "({1})", "({a})", "({i})", "{1}.", "{a}.", "{i}.", "{1}.")
_LEGAL = "legaldefault"
_LISTS: Mapping[str, Sequence[str]] = {"outlinedefault": _OUTLINE, "numberdefault": _NUMBERS}
_SIGNS = {"I": "upperRoman", "A": "upperLetter", "1": "decimal", "a": "lowerLetter", "i": "lowerRoman"}
_NAMED = {
    "arabic": "decimal", "alphabetic": "lowerLetter", "ALPHABETIC": "upperLetter", "roman": "lowerRoman",
    "Roman": "upperRoman", "ROMAN": "upperRoman", "cardtext": "cardinalText", "ordtext": "ordinalText",
    "ordinal": "ordinal", "arabicdash": "numberInDash", "dbchar": "decimalFullWidth", "sbchar": "decimal",
    "chinesenum1": "taiwaneseCounting", "chinesenum2": "chineseLegalSimplified",
    "chinesenum3": "chineseCountingThousand",
    "dbnum1": "ideographDigital", "dbnum2": "chineseCounting", "dbnum3": "ideographLegalTraditional",
    "zodiac1": "ideographTraditional", "zodiac2": "ideographZodiac", "zodiac3": "ideographZodiacTraditional",
    "gb1": "decimalEnclosedFullstop", "gb2": "decimalEnclosedParen", "gb3": "decimalEnclosedCircle",
    "gb4": "ideographEnclosedCircle", "circlenum": "decimalEnclosedCircle", "aiueo": "aiueo", "iroha": "iroha",
}  # fmt: skip
"""Switches for the look of a number, by Word's names; of those that differ in case only both are told."""


@dataclass(slots=True)
class Counted:
    """How far each kind of field has counted in a document; ``numbering`` is that of its paragraphs."""

    numbering: Numbering
    _counts: dict[str, dict[int, int]] = field(default_factory=dict)
    _sequences: dict[str, int] = field(default_factory=dict)
    _parts: list[int] = field(default_factory=lambda: [0] * _TEXT)
    """For each level how many headings of it or of one above it came."""
    _begun: dict[str, int] = field(default_factory=dict)
    """For names that count anew in each part, in which of these they counted last."""

    def begin(self, look: Look) -> None:
        """Begin a paragraph: a heading begins a part in which some names count anew."""
        if level := stated_level(look)[0]:
            for deeper in range(level, _TEXT):
                self._parts[deeper] += 1

    def number(self, code: str, look: Look) -> str:
        """The number that a field shows in a paragraph of this look; empty for every other field."""
        match = _CODE.match(code)
        if match is None:
            return ""
        kind, name = match[1].upper(), (match[2] or match[3] or "").lower()
        said = _switches(code, match.end())
        if kind == "LISTNUM":
            return self._listed(name, said, look)
        if kind == "SEQ":
            return self._named(name, said)
        level = stated_level(look)[0] or _TEXT
        counts = self._next(kind, level)
        if kind == "AUTONUMOUT":
            return _written(_OUTLINE[level - 1], counts[-1])
        if kind == "AUTONUMLGL":
            return _legal(counts, said.get("s", ".")) + ("" if "e" in said else said.get("s", "."))
        return _form(said.get("*", ""))(counts[-1]) + (said.get("s") or ".")

    def goes_on(self, code: str, shown: str) -> None:
        """Note what a field shows that the file holds: the next of its name counts on from there."""
        match = _CODE.match(code)
        if match and match[1].upper() == "SEQ" and (number := _whole(shown.strip())):
            name = (match[2] or match[3] or "").lower()
            self._sequences[name], self._begun[name] = number, self._part(_switches(code, match.end()))

    def _named(self, name: str, said: Mapping[str, str]) -> str:
        """The next number of a name (SEQ), the last one once more (switch c), or one that is stated (switch r); below
        each heading of a level from 1 on (switch s).
        """
        part = self._part(said)
        count = self._sequences.get(name, 0) if self._begun.get(name, part) == part else 0
        self._begun[name] = part
        count = _whole(said["r"]) if said.get("r") else count if "c" in said else count + 1
        self._sequences[name] = count
        return "" if "h" in said and "*" not in said else _form(said.get("*", ""))(count)

    def _part(self, said: Mapping[str, str]) -> int:
        return self._parts[min(_whole(said.get("s", "")), _TEXT - 1)]

    def _listed(self, name: str, said: Mapping[str, str], look: Look) -> str:
        """The next number of a list, one of the document's own where it has the name; without a name, of that which
        numbers the paragraph, by default a level lower.
        """
        stated = min(_whole(said.get("l", "")), 9)
        if not name and look.numbering and look.numbering != "0":
            return self.numbering.next(look.numbering, (stated or look.numbering_level + 2) - 1)
        level, start = stated or 1, _whole(said.get("s", ""))
        if name in self.numbering.lists:
            return self.numbering.next(self.numbering.lists[name], level - 1, start)
        counts = self._next(f"list {name or 'numberdefault'}", level, start)
        if name == _LEGAL:
            return _legal(counts, ".") + "."
        return _written(_LISTS.get(name, _NUMBERS)[level - 1], counts[-1])

    def _next(self, name: str, level: int, start: int = 0) -> list[int]:
        """Count on at a level; the numbers of the levels above it that were met, and its own."""
        counts = self._counts.setdefault(name, {})
        counts[level] = start or counts.get(level, 0) + 1
        for deeper in [at for at in counts if at > level]:
            del counts[deeper]
        if level < _TEXT:
            for above in range(1, level):
                counts.setdefault(above, 1)
        return [counts[at] for at in sorted(counts)]


def _switches(code: str, start: int) -> dict[str, str]:
    """The switches of a field by their letters; the first of each counts."""
    found = [(sign.lower(), value.strip('"')) for sign, value in _SWITCH.findall(code, start)]
    return dict(reversed(found))


def _whole(figures: str) -> int:
    return int(figures) if re.fullmatch(r"\d{1,4}", figures, re.ASCII) else 0


def _legal(counts: Sequence[int], between: str) -> str:
    return between.join(map(str, counts))


def _written(pattern: str, number: int) -> str:
    return re.sub(r"\{(.)\}", lambda match: FORMS[_SIGNS[match[1]]](number), pattern)


def _form(name: str) -> Callable[[int], str]:
    return FORMS[_NAMED.get(name) or _NAMED.get(name.lower(), "decimal")]
