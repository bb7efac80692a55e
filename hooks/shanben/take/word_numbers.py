"""Automatic numbers of word processors, written out: 第一条, （一）, 甲、, ①, 1.1, iv."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from string import ascii_lowercase, ascii_uppercase

from lxml import etree

from shanben.numerals import roman
from shanben.take.english_numbers import cardinal_words, ordinal, ordinal_words
from shanben.take.ooxml import child, children, local, number_of, value

_DIGITS = "〇一二三四五六七八九"
_LEGAL = "零壹贰叁肆伍陆柒捌玖"
_LEGAL_TRADITIONAL = "零壹貳參肆伍陸柒捌玖"
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
_AIUEO = "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワヲン"
_IROHA = "イロハニホヘトチリヌルヲワカヨタレソツネナラムウヰノオクヤマケフコエテアサキユメミシヱヒモセスン"
_NARROW = str.maketrans(_AIUEO, "".join(map(chr, (*range(0xFF71, 0xFF9D), 0xFF66, 0xFF9D))))
_NO_SPACE_AFTER = "、）)．。：:，,】〕］」』》"


def han_numeral(number: int, digits: str = _DIGITS, units: str = "十百千", zero: str = "零") -> str:
    """A number below 100 million in Han numerals: 十二, 一百零三."""
    if number <= 0:
        return zero if number == 0 else f"-{han_numeral(-number, digits, units, zero)}"
    if number >= 10_000:
        high, low = divmod(number, 10_000)
        gap = zero if low and low < 1000 else ""
        return (
            han_numeral(high, digits, units, zero) + "万" + gap + (han_numeral(low, digits, units, zero) if low else "")
        )
    written, empty = "", False
    for place in (3, 2, 1, 0):
        digit = number // 10**place % 10
        if digit:
            written += (zero if empty and written else "") + digits[digit] + (units[place - 1] if place else "")
            empty = False
        else:
            empty = bool(written)
    ten = digits[1] + units[0]
    return written[1:] if digits is _DIGITS and written.startswith(ten) else written


_TURNS = 30
"""How often Word repeats a letter or sign at most; who asks for more has it counted in figures."""


def _repeated(signs: str) -> Callable[[int], str]:
    """Numbers as signs in turn, twice each in the second turn: a, b, …, z, aa, bb."""

    def written(number: int) -> str:
        turn, at = divmod(number - 1, len(signs))
        return signs[at] * (turn + 1) if 0 <= turn < _TURNS else str(number)

    return written


def _from(start: int, last: int, less: int = 1) -> Callable[[int], str]:
    return lambda number: chr(start + number - less) if less <= number <= last else str(number)


def _circled(number: int) -> str:
    for first, last, start in ((0, 0, 0x24EA), (1, 20, 0x2460), (21, 35, 0x3251), (36, 50, 0x32B1)):
        if first <= number <= last:
            return chr(start + number - first)
    return f"({number})"


def _filled(width: int) -> Callable[[int], str]:
    return lambda number: f"{number:0{width}}"


def _digital(number: int) -> str:
    return "".join(_DIGITS[int(digit)] for digit in str(abs(number)))


def _cycle(signs: str) -> Callable[[int], str]:
    return lambda number: signs[(number - 1) % len(signs)] if number > 0 else str(number)


def _sexagesimal(number: int) -> str:
    return _STEMS[(number - 1) % 10] + _BRANCHES[(number - 1) % 12]


FORMS: Mapping[str, Callable[[int], str]] = {
    "decimal": str,
    "decimalZero": _filled(2),
    "01": _filled(2),
    "001": _filled(3),
    "0001": _filled(4),
    "00001": _filled(5),
    "numberInDash": lambda number: f"- {number} -",
    "decimalFullWidth": lambda number: str(number).translate({ord("0") + d: ord("０") + d for d in range(10)}),
    "decimalFullWidth2": lambda number: str(number).translate({ord("0") + d: ord("０") + d for d in range(10)}),
    "decimalEnclosedCircle": _circled,
    "decimalEnclosedCircleChinese": _circled,
    "decimalEnclosedParen": _from(0x2474, 20),
    "decimalEnclosedFullstop": _from(0x2488, 20),
    "ideographEnclosedCircle": _from(0x3280, 10),
    "chineseCounting": han_numeral,
    "chineseCountingThousand": han_numeral,
    "taiwaneseCounting": han_numeral,
    "taiwaneseCountingThousand": han_numeral,
    "japaneseCounting": han_numeral,
    "ideographDigital": _digital,
    "japaneseDigitalTenThousand": _digital,
    "taiwaneseDigital": _digital,
    "koreanDigital2": _digital,
    "chineseLegalSimplified": lambda number: han_numeral(number, _LEGAL, "拾佰仟"),
    "japaneseLegal": lambda number: han_numeral(number, _LEGAL_TRADITIONAL, "拾佰仟"),
    "ideographLegalTraditional": lambda number: han_numeral(number, _LEGAL_TRADITIONAL, "拾佰仟"),
    "ideographTraditional": _cycle(_STEMS),
    "ideographZodiac": _cycle(_BRANCHES),
    "ideographZodiacTraditional": _sexagesimal,
    "aiueo": _cycle(_AIUEO.translate(_NARROW)),
    "aiueoFullWidth": _cycle(_AIUEO),
    "iroha": _cycle(_IROHA.translate(_NARROW)),
    "irohaFullWidth": _cycle(_IROHA),
    "chicago": _repeated("*†‡§"),
    "ordinal": ordinal,
    "cardinalText": cardinal_words,
    "ordinalText": ordinal_words,
    "lowerLetter": _repeated(ascii_lowercase),
    "upperLetter": _repeated(ascii_uppercase),
    "lowerRoman": lambda number: roman(number).lower(),
    "upperRoman": roman,
    "none": lambda _: "",
    "bullet": lambda _: "",
}
"""How Word names forms of number (ECMA-376, 17.18.59; 001 its own), and what each writes; others count in figures."""


def set_before(number: str) -> str:
    """A number as it stands before its text: a space after what is not closed by a mark of its own."""
    return f"{number} " if number and number[-1] not in _NO_SPACE_AFTER and not number[-1].isspace() else number


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a numbering: how it is written (``text`` with %1 … %9), and where it starts."""

    form: str = "decimal"
    text: str = ""
    start: int = 1
    restart: int | None = None
    """The level (from 1) below which it starts anew; 0: never; None: below any higher one."""
    legal: bool = False
    style: str = ""


@dataclass(slots=True)
class Numbering:
    """The numberings of a Word document, and how far each has counted."""

    levels: dict[str, dict[int, Level]] = field(default_factory=dict)
    abstract: dict[str, str] = field(default_factory=dict)
    overrides: dict[str, dict[int, int]] = field(default_factory=dict)
    lists: dict[str, str] = field(default_factory=dict)
    """Numberings that have a name which fields call them by, in small letters."""
    _counted: dict[str, dict[int, int]] = field(default_factory=dict)
    _met: set[str] = field(default_factory=set)

    def next(self, name: str, level: int, start: int = 0) -> str:
        """Count on by one at a level, or from ``start``, and write the number; empty for bullets and numberings that
        are not there.
        """
        shared = self.abstract.get(name, "")
        mine = self.levels.get(name) or self.levels.get(f"abstract {shared}", {})
        if level not in mine:
            return ""
        counts = self._counted.setdefault(shared or name, {})
        starts = {at: one.start for at, one in mine.items()} | self.overrides.get(name, {})
        if name not in self._met:
            self._met.add(name)
            for at in self.overrides.get(name, ()):
                counts.pop(at, None)
        counts[level] = start or counts.get(level, starts[level] - 1) + 1
        for deeper in [at for at in counts if at > level]:
            restart = mine[deeper].restart if deeper in mine else None
            if restart is None or (restart and level < restart):
                del counts[deeper]
        return self._written(mine, starts, counts, level)

    def _written(self, mine: Mapping[int, Level], starts: Mapping[int, int], counts: dict[int, int], level: int) -> str:
        own = mine[level]
        if own.form == "bullet":
            return ""

        def one(match: re.Match[str]) -> str:
            at = int(match[1]) - 1
            if at not in mine:
                return ""
            count = counts.setdefault(at, starts[at]) if at <= level else starts[at]
            form = "decimal" if own.legal and mine[at].form != "none" else mine[at].form
            return FORMS.get(form, str)(count)

        return re.sub(r"%([1-9])", one, own.text)

    def level_of_style(self, name: str, style: str) -> int:
        """The level that a paragraph style has in a numbering, by the level's own word; 0 where it says nothing."""
        mine = self.levels.get(name) or self.levels.get(f"abstract {self.abstract.get(name, '')}", {})
        return next((at for at, level in mine.items() if level.style == style), 0)


def read_numbering(root: etree._Element | None) -> Numbering:
    """``numbering.xml``."""
    found = Numbering()
    if root is None:
        return found
    links: dict[str, str] = {}
    named: dict[str, str] = {}
    for abstract in children(root, "abstractNum"):
        name = value(abstract, "abstractNumId")
        found.levels[f"abstract {name}"] = {
            number_of(level, "ilvl"): _level(level) for level in children(abstract, "lvl")
        }
        link, own = child(abstract, "numStyleLink"), child(abstract, "styleLink")
        called = child(abstract, "name")
        if called is not None:
            found.lists[value(called, "val").lower()] = f"abstract {name}"
            found.abstract[f"abstract {name}"] = name
        if link is not None:
            links[name] = value(link, "val")
        if own is not None:
            named[value(own, "val")] = name
    for num in children(root, "num"):
        name = value(num, "numId")
        base = child(num, "abstractNumId")
        abstract_name = value(base, "val") if base is not None else ""
        abstract_name = named.get(links.get(abstract_name, ""), abstract_name)
        found.abstract[name] = abstract_name
        levels = dict(found.levels.get(f"abstract {abstract_name}", {}))
        for override in children(num, "lvlOverride"):
            at = number_of(override, "ilvl")
            own_level, start = child(override, "lvl"), child(override, "startOverride")
            if own_level is not None:
                levels[at] = _level(own_level)
            if start is not None:
                found.overrides.setdefault(name, {})[at] = number_of(start, "val")
        found.levels[name] = levels
    return found


def _level(element: etree._Element) -> Level:
    parts = {local(one): one for one in element}
    form, text, start = parts.get("numFmt"), parts.get("lvlText"), parts.get("start")
    restart, style = parts.get("lvlRestart"), parts.get("pStyle")
    other = parts.get("AlternateContent")
    own = form if value(form, "format") else child(other, "Choice", "numFmt")
    filled = value(own, "format").partition(",")[0].strip()  # 001, 002, 003, ...
    stated = value(form, "val") or value(child(other, "Fallback", "numFmt"), "val") or "decimal"
    return Level(
        filled if filled in FORMS else stated,
        value(text, "val") if text is not None else "",
        number_of(start, "val") if start is not None else 0,
        number_of(restart, "val") if restart is not None else None,
        "isLgl" in parts,
        value(style, "val") if style is not None else "",
    )
