"""Letters that are one to a reader, however they are encoded: é as one sign or two, ＣＢＡＭ, compatibility forms."""

from __future__ import annotations

import re
from collections.abc import Sequence
from unicodedata import normalize

_WIDE = {wide: wide - 0xFEE0 for first, last in ("０９", "ＡＺ", "ａｚ") for wide in range(ord(first), ord(last) + 1)}
_OTHER = re.compile("[\u0300-\u036f\u3099\u309a\uf900-\ufaff０-９Ａ-Ｚａ-ｚ\U0002f800-\U0002fa1f]")
_SIGN = re.compile("(?s).[\u0300-\u036f\u3099\u309a]*")


def in_one_form(text: str) -> tuple[str, Sequence[int]]:
    """A text whose letters are each in their one form, and where in ``text`` each of its characters begins.

    The last place is the end: what stands from ``a`` to ``b`` in the one stands from ``places[a]`` to ``places[b]`` in
    the other. Most texts are returned as they are.
    """
    if not _OTHER.search(text):
        return text, range(len(text) + 1)
    signs: list[str] = []
    places: list[int] = []
    for sign in _SIGN.finditer(text):
        one = normalize("NFC", sign[0].translate(_WIDE))
        signs.append(one)
        places += range(sign.start(), sign.start() + len(one))
    return "".join(signs), (*places, len(text))
