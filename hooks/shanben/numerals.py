"""Numerals of Chinese texts: 二十一, 一百零三, 二〇二一, 12, １２."""

from __future__ import annotations

from functools import lru_cache

_DIGITS = {char: value for value, char in enumerate("〇一二三四五六七八九")} | {
    "零": 0, "○": 0, "两": 2, "兩": 2, "壹": 1, "贰": 2, "叁": 3, "肆": 4, "伍": 5, "陆": 6, "柒": 7, "捌": 8, "玖": 9,
    "貳": 2, "參": 3, "叄": 3, "陸": 6,
}  # fmt: skip
_UNITS = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}

LARGEST = 10**15
"""The value of every numeral longer than a number anybody counts by: such digits are a pattern."""
_LONGEST = 15
"""Digits of a numeral whose value is reckoned; Python itself refuses some thousands, and takes their square in time."""


_ROMAN = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"),
    (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip


def roman(value: int) -> str:
    """A number from 1 to 3999 as a Roman numeral; any other in digits."""
    if not 0 < value < 4000:
        return str(value)
    numeral = ""
    for size, letters in _ROMAN:
        count, value = divmod(value, size)
        numeral += letters * count
    return numeral


@lru_cache(maxsize=4096)
def han_value(numeral: str) -> int:
    """The value of a Han numeral, of Arabic digits of any width, or of both mixed (3百, 二0二1); at most ``LARGEST``.

    Raises ValueError for any other character.
    """
    if numeral.isdecimal():
        return _reckoned(numeral)
    digits = {char: _DIGITS[char] if char in _DIGITS else int(char) for char in numeral if char not in _UNITS}
    if not numeral:
        raise ValueError("not a numeral: nothing")
    if len(numeral) > 1 and len(digits) and not any(char in _UNITS for char in numeral):
        return _reckoned("".join(str(digits[char]) for char in numeral))
    total = digit = 0
    for char in numeral:
        if char in _UNITS:
            total += (digit or 1) * _UNITS[char]
            digit = 0
        else:
            digit = digits[char]
    return min(total + digit, LARGEST)


def _reckoned(digits: str) -> int:
    return int(digits) if len(digits) <= _LONGEST else LARGEST
