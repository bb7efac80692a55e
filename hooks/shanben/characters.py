"""Characters that readers do not see, or that no text has: which they are and what they are called.

A source keeps every one of them; what they may hide is told. Kinds follow the Unicode Standard: bidirectional controls
(UAX 9), default ignorable characters, private use, noncharacters and tags (chapter 23), controls of the C1 set.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Any

NOT_TEXT = re.compile("[^\\t\\n\\r\\x20-\\x7e\\x85\\xa0-\\ud7ff\\ue000-\\ufffd\\U00010000-\\U0010ffff]")
"""What YAML holds to be no text, however it is written: control characters, lone surrogates, U+FFFE and U+FFFF."""

_TOLD_APART = re.compile(
    "[\\x00-\\x08\\x0a-\\x1f\\x7f-\\x9f\\u061c\\u200e\\u200f\\u2028-\\u202e\\u2066-\\u2069\\ud800-\\udfff]"
)
_BLANK = re.compile("[\\s\\x00-\\x1f\\x7f-\\x9f\\u2800]+")


@dataclass(frozen=True, slots=True)
class Odd:
    """A kind of character: the code of the doubt it raises, what it is called, and which it is."""

    code: str
    words: str
    which: re.Pattern[str]


ODD = (
    Odd("D110", "controls of writing direction", re.compile("[\\u061c\\u200e\\u200f\\u202a-\\u202e\\u2066-\\u2069]")),
    Odd(
        "D111",
        "characters without width",
        re.compile(
            "[\\xad\\u034f\\u115f\\u1160\\u17b4\\u17b5\\u180b-\\u180f\\u200b-\\u200d\\u2028\\u2029\\u2060-\\u2065\\u206a-\\u206f\\u3164"
            "\\ufeff\\uffa0\\ufff0-\\ufffb]"
        ),
    ),
    Odd(
        "D112",
        "characters of private use",
        re.compile("[\\ue000-\\uf8ff\\U000f0000-\\U000ffffd\\U00100000-\\U0010fffd]"),
    ),
    Odd(
        "D113",
        "tags and characters that Unicode will never assign",
        re.compile(
            "[\\ufdd0-\\ufdef\\U000e0000-\\U000e00ff\\U000e01f0-\\U000e0fff"
            + "".join(f"\\U{plane:04x}fffe\\U{plane:04x}ffff" for plane in range(1, 17))
            + "]"
        ),
    ),
    Odd("D114", "signs that characters were lost (U+FFFD)", re.compile("[\\ufffd]")),
    Odd("D115", "control characters of the C1 set", re.compile("[\\x80-\\x9f]")),
    Odd("D116", "variation selectors", re.compile("[\\ufe00-\\ufe0f\\U000e0100-\\U000e01ef]")),
)
"""Every kind that is told, in the order of the codes."""
_ANY = re.compile("|".join(odd.which.pattern for odd in ODD))
_UNSEEN = re.compile("|".join(odd.which.pattern for odd in ODD if odd.code in {"D110", "D111", "D113", "D115", "D116"}))


def odd_characters(text: str) -> tuple[tuple[Odd, tuple[int, ...]], ...]:
    """The kinds of odd characters a text holds, each with all its places."""
    if not _ANY.search(text):
        return ()
    found = ((odd, tuple(match.start() for match in odd.which.finditer(text))) for odd in ODD)
    return tuple((odd, places) for odd, places in found if places)


_SIGNED = "".join(odd.which.pattern[1:-1] for odd in ODD if odd.code != "D116")
"""The kinds that pages show a sign for, as the inside of a class: all but variation selectors, which shape a sign."""
SIGNED = re.compile(f"[{_SIGNED}]")
_LONG = 500
"""Characters from which on a text is looked at by a table: a class of many ranges asks each range of each character."""


def holds_signed(text: str) -> bool:
    """Whether ``SIGNED`` finds something."""
    if len(text) < _LONG:
        return bool(SIGNED.search(text))
    from numpy import frombuffer  # which takes longer to load than a word takes to look at

    return bool(_signed_codes()[frombuffer(text.encode("utf-32-le", "surrogatepass"), "<u4")].any())


@cache
def _signed_codes() -> Any:
    """For each code point, whether it is one of ``SIGNED``."""
    from numpy import zeros

    table = zeros(0x110000, bool)
    for first, last in re.findall("(.)(?:-(.))?", _SIGNED.encode().decode("unicode_escape"), re.DOTALL):
        table[ord(first) : ord(last or first) + 1] = True
    return table


def is_blank(text: str) -> bool:
    """Whether a text holds nothing that is seen."""
    return not _UNSEEN.sub("", _BLANK.sub("", text))


def code_point(character: str) -> str:
    """How a character is named: ``U+202E``."""
    return f"U+{ord(character):04X}"


def plain(words: str) -> str:
    """Words for a terminal or a log: what would move, hide or break them is named instead."""
    return _TOLD_APART.sub(lambda match: f"<{code_point(match[0])}>", words)
