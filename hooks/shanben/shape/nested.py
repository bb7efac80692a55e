"""How deep an item of running text lies: (a) below (2), and (i) below (a), as statutes of common law number them."""

from __future__ import annotations

from shanben.model.works import Number, NumberForm

_LETTERED = frozenset({NumberForm.LATIN_PAREN, NumberForm.ROMAN_PAREN, NumberForm.BRANCH})
"""Forms that divide an item: those of Chinese statutes have addresses of their own, and stand below each other."""
_ROMAN_AND_LETTER = {1: 9, 5: 22, 10: 24}
"""Roman numbers of one letter (i, v, x), and which letters these are."""


def depth(open_items: list[Number], number: Number) -> int | None:
    """The depth of an item, from 2, or None for an item of the outermost list.

    ``open_items`` are the items that it may lie in, from the outermost; they become those that the next one may lie in.
    """
    number = _as_letter(open_items, number)
    forms = [one.form for one in open_items]
    if number.form in forms:
        del open_items[forms.index(number.form) :]
    elif number.form not in _LETTERED:
        open_items.clear()
    open_items.append(number)
    return len(open_items) if len(open_items) > 1 else None


def _as_letter(open_items: list[Number], number: Number) -> Number:
    """(i) after (h) is a letter, and no Roman number."""
    letter = _ROMAN_AND_LETTER.get(number.values[0]) if number.form is NumberForm.ROMAN_PAREN else None
    before = open_items[-1] if open_items else None
    if letter and before and before.form is NumberForm.LATIN_PAREN and before.values[0] == letter - 1:
        return Number(NumberForm.LATIN_PAREN, (letter,), number.length)
    return number
