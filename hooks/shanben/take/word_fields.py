"""Fields of Word that show what their code says and hold no result: readings, characters in a ring, boxes to tick.

The commands of EQ are those that Word's help describes under "Field codes: Eq (Equation) field".
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence

from lxml import etree

from shanben.take.blocks import Words
from shanben.take.ooxml import child, children, number_of, switched, value
from shanben.take.word_numbers import FORMS
from shanben.take.word_signs import sign_of

_GENERAL = re.compile(r'\\\*\s*(?:"[^"]*"|[^\s\\"]+)')
"""Switches that every field may have: what its characters look like."""
_COMMAND = re.compile(r"((?:\\[A-Za-z]{1,2}\s*[\d.]*\s*|\\[^A-Za-z0-9\s]\s*)+)\(")
_RINGS = frozenset("○〇◯□△◇")
_DEEPEST = 12
"""Commands inside commands that are followed."""

_Arguments = Sequence[tuple[str, Words]]
"""What stands between the brackets of a command: the switches of the one command it consists of, and its words."""


def field_words(code: str, data: etree._Element | None) -> Words:
    """What a field without a result shows; nothing where it shows nothing, or something only Word can reckon.

    ``data`` is what a form keeps of the field.
    """
    name, _, rest = code.strip().partition(" ")
    name, slash, switches = name.partition("\\")  # EQ\o(…)
    way = _FIELDS.get(name.upper())
    return way(f"{slash}{switches} {rest}", data) if way else Words()


def _plain(text: str) -> Words:
    words = Words()
    words.add(text)
    return words


def _equation(code: str, _data: etree._Element | None) -> Words:
    words = Words()
    for _, part in _arguments(_GENERAL.sub("", code).strip(), 0):
        words.join(part)
    return words


def _arguments(code: str, depth: int) -> list[tuple[str, Words]]:
    """The parts of a code between commas, read."""
    found: list[tuple[str, Words]] = [("", Words())]
    at = 0
    while at < len(code):
        command = _COMMAND.match(code, at) if depth < _DEEPEST else None
        if command is not None:
            end = _closed(code, command.end())
            switches = "".join(command[1].split()).lower()
            alone = "" if found[-1][1].text else switches
            words = found[-1][1]
            words.join(_made(switches, _arguments(code[command.end() : end], depth + 1)))
            found[-1] = (alone, words)
            at = end + 1
        elif code[at] in ",;":
            found.append(("", Words()))
            at += 1
        else:
            at += code[at] == "\\" and at + 1 < len(code)
            found[-1][1].add(code[at])
            at += 1
    return found


def _closed(code: str, start: int) -> int:
    """Where the bracket closes that was opened before ``start``."""
    depth, at = 1, start
    while at < len(code):
        if code[at] == "\\":
            at += 1
        elif code[at] in "()":
            depth += 1 if code[at] == "(" else -1
            if not depth:
                return at
        at += 1
    return len(code)


def _made(switches: str, arguments: _Arguments) -> Words:
    way = _COMMANDS.get(switches[1:2])
    return way(arguments) if way else _joined(arguments, "")


def _joined(arguments: _Arguments, between: str) -> Words:
    words = Words()
    for number, (_, part) in enumerate(arguments):
        words.add(between if number else "")
        words.join(part)
    return words


def _fraction(arguments: _Arguments) -> Words:
    return _joined(arguments, "/")


def _root(arguments: _Arguments) -> Words:
    return _joined([*arguments[:-1], ("", _plain("√")), arguments[-1]], "")


def _over_each_other(arguments: _Arguments) -> Words:
    """Characters in one place: some with their reading raised over them, one in a ring, or several made one."""
    raised = [words for switches, words in arguments if switches.startswith("\\s\\up") and words.text.strip()]
    level = [words for switches, words in arguments if not switches.startswith("\\s") and words.text.strip()]
    if raised and level:
        words = Words()
        words.read(_joined([("", one) for one in level], ""), " ".join(one.text for one in raised))
        return words
    inside = [words for _, words in arguments if words.text.strip() not in _RINGS]
    if len(inside) == 1 < len(arguments) and inside[0].text.strip().isdecimal():
        return _plain(FORMS["decimalEnclosedCircle"](int(inside[0].text.strip()[:3])))
    return _joined([("", one) for one in inside] or arguments, "")


_COMMANDS: Mapping[str, Callable[[_Arguments], Words]] = {
    "f": _fraction,
    "r": _root,
    "o": _over_each_other,
    "a": lambda arguments: _joined(arguments, " "),
    "l": lambda arguments: _joined(arguments, ","),
}


def _symbol(code: str, _data: etree._Element | None) -> Words:
    number = re.match(r"\s*(0x[0-9a-f]{1,5}|\d{1,6})\b", code, re.IGNORECASE)
    font = re.search(r'\\f\s*"?([^"\\]+)', code)
    if number is None:
        return Words()
    sign = int(number[1], 0) if number[1][1:2] in "xX" and number[1][1:2] else int(number[1])
    if font is None or r"\u" in code:
        return _plain(chr(sign) if sign < 0x110000 else "")
    return _plain(sign_of(font[1].strip(), sign))


def _ticked(_code: str, data: etree._Element | None) -> Words:
    box = child(data, "checkBox")
    checked = child(box, "checked")
    return _plain("☑" if switched(checked if checked is not None else child(box, "default")) else "☐")


def _chosen(_code: str, data: etree._Element | None) -> Words:
    choices = child(data, "ddList")
    if choices is None:
        return Words()
    entries = [value(one, "val") for one in children(choices, "listEntry")]
    result = child(choices, "result")
    at = number_of(result if result is not None else child(choices, "default"), "val")
    return _plain(entries[at] if 0 <= at < len(entries) else "")


def _button(code: str, _data: etree._Element | None) -> Words:
    return _plain(code.strip().partition(" ")[2])


_FIELDS: Mapping[str, Callable[[str, etree._Element | None], Words]] = {
    "EQ": _equation,
    "SYMBOL": _symbol,
    "FORMCHECKBOX": _ticked,
    "FORMDROPDOWN": _chosen,
    "MACROBUTTON": _button,
    "GOTOBUTTON": _button,
}
