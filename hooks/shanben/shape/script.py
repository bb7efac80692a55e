"""Which script a text is written in: simplified or traditional, and where in the Chinese world."""

from __future__ import annotations

import re
from functools import cache
from itertools import chain

_CANTONESE = "嘅喺啲唔冇佢咗嚟哋乜"
_HONG_KONG = frozenset("裏衞綫羣牀粧")
_TAIWAN = frozenset("裡衛線群床妝臺")
"""Forms that one of them prefers, though the other knows them: several together tell."""
_OF_TAIWAN = ("中華民國", "臺灣", "行政院", "立法院", "訂定之")
"""Names, and what its statutes begin with (本辦法依某法第二條訂定之)."""
_LOOKED_AT = 60_000
"""Characters that are enough to tell."""


_GB_2312 = ("gb2312", range(0xB0, 0xF8), (range(0xA1, 0xFF),))
_BIG5 = ("big5", range(0xA1, 0xFA), (range(0x40, 0x7F), range(0xA1, 0xFF)))
"""The name of a standard, its rows that hold Han characters, and the places of a row."""


@cache
def _own() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Characters that only traditional and only simplified texts have: those of one of the two standards alone."""
    big5, gb = (_characters(*standard) for standard in (_BIG5, _GB_2312))
    return re.compile(f"[{''.join(sorted(big5 - gb))}]"), re.compile(f"[{''.join(sorted(gb - big5))}]")


def _characters(standard: str, rows: range, places: tuple[range, ...]) -> frozenset[str]:
    """The characters of a standard's rows that Unicode took in first: all of them are read in one breath."""
    every = bytes(byte for row in rows for place in chain(*places) for byte in (row, place))
    return frozenset(char for char in every.decode(standard, "ignore") if "\u4e00" <= char <= "\u9fff")


def script_of(text: str) -> str:
    """The language tag of a text: ``zh-Hans``, ``zh-Hant``, or with a region where its characters tell."""
    head = text[:_LOOKED_AT]
    own, others = _own()
    traditional = len(own.findall(head))
    if traditional < 2 or traditional <= 2 * len(others.findall(head)):
        return "zh-Hans"
    held = set(head)
    hong_kong = sum(map(head.count, _CANTONESE)) + len(_HONG_KONG & held) + 3 * head.count("香港")
    taiwan = len(_TAIWAN & held) + 3 * sum(map(head.count, _OF_TAIWAN))
    if hong_kong > 2 * taiwan and hong_kong > 1:
        return "zh-Hant-HK"
    return "zh-Hant-TW" if taiwan > 2 * hong_kong and taiwan > 1 else "zh-Hant"
