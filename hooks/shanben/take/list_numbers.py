"""The numbers of list items as they are shown: 1, a, iv."""

from __future__ import annotations


def counted(number: int, form: str) -> str:
    """The number of an item in the form that HTML names: 1, a, A, i or I."""
    if form in "aA" and number > 0:
        letter = chr((number - 1) % 26 + 97) * ((number - 1) // 26 + 1)
        return letter.upper() if form == "A" else letter
    if form in "iI" and 0 < number < 4000:
        roman = roman_numeral(number)
        return roman.upper() if form == "I" else roman
    return str(number)


_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"),
    (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip


def roman_numeral(number: int) -> str:
    """A number in small Roman numerals."""
    written = ""
    for value, letters in _ROMAN:
        count, number = divmod(number, value)
        written += letters * count
    return written
