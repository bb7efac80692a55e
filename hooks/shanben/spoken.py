"""How Chinese words sound: the dictionary of pypinyin, with names of places that it misreads, as titles have them."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

_PLACES = """
漯河 luò hé|长治 cháng zhì|长垣 cháng yuán|浚县 xùn xiàn|洪洞 hóng tóng|单县 shàn xiàn|涡阳 guō yáng|繁峙 fán shì
荥经 yíng jīng|珲春 hún chūn|什邡 shí fāng|宕昌 tàn chāng|会稽 kuài jī|泊头 bó tóu|筠连 jūn lián|称多 chèn duō
尼勒克 ní lè kè|伽师 jiā shī|都匀 dū yún|丰都 fēng dū|西藏 xī zàng|解州 xiè zhōu
"""
_WITH_RANK = """
长丰 cháng fēng|长岛 cháng dǎo|长清 cháng qīng|长泰 cháng tài|长武 cháng wǔ|长兴 cháng xīng|长宁 cháng níng
长海 cháng hǎi|长岭 cháng lǐng|长白 cháng bái|长葛 cháng gě|长阳 cháng yáng|长顺 cháng shùn|长洲 cháng zhōu
长子 zhǎng zǐ|大城 dài chéng|民乐 mín lè|朝阳 cháo yáng|于都 yú dū|曾都 zēng dū|都昌 dū chāng|都安 dū ān|望都 wàng dū
"""
"""Names that the dictionary does not hold, whose single characters mostly sound otherwise, each with its syllables.

Those of the second list count only before a rank (区, 县, 市): without one they are, or end in, other words (朝阳产业,
增长清单).
"""


def _read(names: str) -> dict[str, list[str]]:
    """Each name of a list with its syllables."""
    return {name: sounds for name, *sounds in map(str.split, names.replace("|", "\n").strip().split("\n"))}


_ALONE, _RANKED = _read(_PLACES), _read(_WITH_RANK)
_KNOWN = _ALONE | _RANKED
_NAMES = re.compile(f"({'|'.join(_ALONE)}|(?:{'|'.join(_RANKED)})(?=[区县市區縣]|\\w{{0,4}}自治县))")


def syllables(text: str, style: str = "NORMAL", **options: Any) -> list[str]:
    """The syllables of a text, one for each Han character; what is none stands as it is, in one piece.

    ``style`` is one of pypinyin's by name: NORMAL has no tones, TONE has marks, TONE3 figures; ``options`` are those of
    its ``lazy_pinyin``. Nothing is taught to that library, for what it says of others' words would change with it.
    """
    from pypinyin import Style, lazy_pinyin  # whose tables take longest to load of all that we need
    from pypinyin.contrib.tone_convert import to_normal, to_tone3

    without: dict[str, Callable[[str], str]] = {"NORMAL": to_normal, "TONE": str, "TONE3": to_tone3}
    found: list[str] = []
    for number, piece in enumerate(_NAMES.split(text)):
        if number % 2:
            found += map(without[style], _KNOWN[piece])
        elif piece:
            found += lazy_pinyin(piece, style=getattr(Style, style), **options)
    return found
