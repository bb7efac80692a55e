"""Names spelled in plain letters, for addresses."""

from __future__ import annotations

import unicodedata

from pypinyin import lazy_pinyin


def spelled(name: str, between: str) -> str:
    """A name with its Han characters as pinyin, ``between`` them; marks fall off letters, other forms become plain.

    é is e however it was typed or stored, ２ is 2, and a radical (⼈) is its character. What has no plain letter stays.
    """
    plain = unicodedata.normalize("NFKC", name)
    said = plain if plain.isascii() else between.join(lazy_pinyin(plain))
    if said.isascii():
        return said
    return "".join(sign for sign in unicodedata.normalize("NFKD", said) if not unicodedata.combining(sign))
