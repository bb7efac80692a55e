"""Radicals that stand where the characters that look like them were printed; no text is written in them.

A font's table often names the radical (⺠, ⼈) for the character (民, 人), and so does text that is taken from a PDF.
They are read as their ideographs, one for one, everywhere; the source keeps what it holds. After Unicode's property
Equivalent_Unified_Ideograph (UAX #38): 114 radicals of the supplement, and the 214 of the Kangxi dictionary, for which
compatibility normalization is the same.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_SUPPLEMENT = (
    "⺁厂⺂乛⺃乚⺄乙⺅亻⺆冂⺇𠘨⺈刀⺉刂⺊卜⺋㔾⺌小⺍小⺎兀⺏尣⺐尢⺑𡯂⺒巳⺓幺⺔彑⺕𫜹⺖忄⺗心⺘扌"
    "⺙攵⺛旡⺜日⺝月⺞歺⺟母⺠民⺡氵⺢氺⺣灬⺤爫⺥爫⺦丬⺧牛⺨犭⺩王⺪𤴔⺫目⺬示⺭礻⺮𥫗⺯糹⺰纟⺱罓"
    "⺲罒⺳㓁⺴冗⺵𦉫⺶羊⺷𦍌⺸𦍋⺹耂⺺肀⺻聿⺼肉⺽𦥑⺾艹⺿艹⻀艹⻁虎⻂衤⻃覀⻄西⻅见⻆角⻇𧢲⻈讠⻉贝"
    "⻊𧾷⻋车⻌辶⻍辶⻎辶⻏邑⻐钅⻑長⻒镸⻓长⻔门⻕𨸏⻖阝⻗雨⻘青⻙韦⻚页⻛风⻜飞⻝食⻞𩙿⻟飠⻠饣⻡𩠐"
    "⻢马⻣骨⻤鬼⻥鱼⻦鸟⻧卤⻨麦⻩黄⻪黾⻫斉⻬齐⻭歯⻮齿⻯竜⻰龙⻱龜⻲亀⻳龟"
)
"""Radicals of the supplement, each before its ideograph."""
_DOOR, _DOOR_SIMPLIFIED = "\u2f3e", "户"
"""The one radical whose ideograph (戶) simplified fonts print in another shape, which has a code of its own."""
_SIMPLIFIED = frozenset("们这来国为会个时对说于后发东车长门见学实")
_TRADITIONAL = frozenset("們這來國為會個時對說於後發東車長門見學實戶")
_ENOUGH = 4000
"""Characters that tell simplified text from traditional."""

IDEOGRAPHS: dict[str, str] = {
    **dict(zip(_SUPPLEMENT[::2], _SUPPLEMENT[1::2], strict=True)),
    **{chr(code): unicodedata.normalize("NFKC", chr(code)) for code in range(0x2F00, 0x2FD6)},
}
"""For each radical the ideograph it stands for."""
_TABLE = str.maketrans(IDEOGRAPHS)
RADICALS = re.compile("[\u2e80-\u2ef3\u2f00-\u2fd5]")
"""A radical. (Two code points of the range are none; they read as themselves.)"""


def read_radicals(text: str, whole: str = "") -> str:
    """``text`` with an ideograph for each radical, as long as before; ``whole`` is what it is a part of."""
    if not RADICALS.search(text):
        return text
    read = text.translate(_TABLE)
    if _DOOR in text and _simplified(whole or text):
        read = "".join(_DOOR_SIMPLIFIED if old == _DOOR else new for old, new in zip(text, read, strict=True))
    return read


def read_part(text: str, whole: str) -> str:
    """What ``read_radicals`` gives for a text that is a part of ``whole``."""
    return read_radicals(text, whole) if _holds(whole) else text


@lru_cache(maxsize=4_096)
def _holds(text: str) -> bool:
    """Whether a text has a radical at all: few have."""
    return bool(RADICALS.search(text))


@lru_cache(maxsize=8)
def _simplified(text: str) -> bool:
    """Whether a text is not written in traditional characters."""
    sample = text[:_ENOUGH]
    return sum(one in _SIMPLIFIED for one in sample) >= sum(one in _TRADITIONAL for one in sample)
