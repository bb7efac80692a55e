"""Room inside a printed line that parts no cells: for an answer in a form, and between the choices of a question."""

from __future__ import annotations

import re
from collections.abc import Sequence

_FILLED_IN = re.compile(
    r"(?P<open>(?<=[（(])\t(?=[）)]))|(?P<unit>(?<=\w)\t(?=[年月日时時分元米人份件页頁次名岁歲][，。；、（()）])|(?<=[¥￥＄$])\t(?=[）)，。；]))"
    r"|(?P<day>\t?年\t月\t日(?:\t[时時]\t分)?)"
)
"""（　　）, 船龄　　年，, 　　年　　月　　日: for figures or words that somebody writes in."""
_CHOICE = re.compile(r"[（(]?[A-HＡ-Ｈ][)）．.、:：]\s*\S.*")
_SPACE = "\u3000"

_Cell = tuple[int, int, float, float]


def without_room(text: str, cells: Sequence[_Cell]) -> tuple[str, list[_Cell]]:
    """A line whose pieces are set apart by tabs, and these pieces, with such room as a space; pieces it joined are one.

    ``cells`` are where each piece begins and ends in the text, and its edges on the page.
    """
    if all(_CHOICE.fullmatch(part) for part in text.split("\t")):
        return text.replace("\t", _SPACE), []
    joined = _FILLED_IN.sub(lambda match: match[0].replace("\t", _SPACE), text)
    if joined == text:
        return text, list(cells)
    found: list[_Cell] = []
    for cell in cells:
        if found and joined[cell[0] - 1] == _SPACE and text[cell[0] - 1] == "\t":
            found[-1] = (found[-1][0], cell[1], found[-1][2], cell[3])
        else:
            found.append(cell)
    return joined, found


def set_apart(text: str) -> str:
    """The text of a line that is no row: what stands apart in it has room between, unless it is running text, in which
    room is for what a font lacks, or fills a line.
    """
    return text if _RUNNING.search(text) else text.replace("\t", _SPACE)


_RUNNING = re.compile(r"[，；]|。(?!$)")


def is_choices(text: str) -> bool:
    """Whether a line is choices below a question, beside each other: A．东岸　　B．西岸."""
    return bool(_SEVERAL.match(text))


_SEVERAL = re.compile(r"[（(]?[A-GＡ-Ｇ][)）．.、:：]\s*[^\s].*[\s\u3000][（(]?[B-HＢ-Ｈ][)）．.、:：]\s*\S")
