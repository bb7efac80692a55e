"""Fields: a name with a colon and what fills it in, and other lines of forms and lists. None of them is a heading."""

from __future__ import annotations

import re

from shanben.model.editions import EntryKind
from shanben.shape.layout import STOP
from shanben.shape.part_words import BLANK_FIELD, FIELD, FIELD_APART, LEFT_OPEN, LISTED, NAMED_FIELD, PARTY
from shanben.shape.pieces import Piece


def is_field(piece: Piece, *beside: Piece) -> bool:
    """Whether words fill in a form: 时间：三月五日; ``beside`` are the blocks next to it, of which one does so too."""
    if _CAST.match(piece.text) or is_labels(piece):
        return True
    if _ROLE.match(piece.text) and any(_CAST.match(other.text) or _ROLE.match(other.text) for other in beside):
        return True
    closed = _close(piece.text)
    if FIELD.fullmatch(piece.text) or PARTY.fullmatch(closed) or FIELD_APART.fullmatch(closed):
        return True
    if not NAMED_FIELD.match(piece.key):
        return _names_field(piece) and any(map(_names_field, beside))
    # What is longer is a report: 某某社某地电（记者某某）：…
    short = [other.key for other in beside if len(other.key) <= _LONGEST_FIELD]
    return any(NAMED_FIELD.match(key) or BLANK_FIELD.fullmatch(key) for key in short)


def is_labels(piece: Piece) -> bool:
    """Whether a line holds several fields and nothing else: 取样：三月四日　　送检：五日."""
    return piece.number is None and bool(_LABELS.fullmatch(piece.lines[0].content)) and len(piece.lines) == 1


_LABELS = re.compile(r"(?:[^，。；：:\s]{2,8}[：:][ \u3000]?[^，。；：\s]{1,24}(?:\s+|$)){2,6}")
_ROLE = re.compile(r"[^，。；：\s]{1,6}(?:——|──)[^。]{2,40}[，、][^。]*$")
"""A person of a play: 小郑——宣传队员，二十岁."""
_CAST = re.compile(r"(?:剧中)?(?:人物|角色)(?:[：:]|[ \u3000]+\S)")


def _names_field(piece: Piece) -> bool:
    """Whether words by themselves are a name of some length and what fills it in: 会议召开日期：五月四日."""
    plain = piece.kind is EntryKind.PARAGRAPH and piece.end is not STOP and piece.number is None
    return plain and len(piece.key) <= _LONGEST_FIELD and bool(_LONG_FIELD.fullmatch(piece.key))


_LONG_FIELD = re.compile(r"[^，。；：“”《》]{2,20}[：:][^，。；：“”]{1,30}")
_LONGEST_FIELD = 40


def is_said_of_text(piece: Piece) -> bool:
    """Whether words by their form say something of a text, below its title: 审理法院：白水县人民法院."""
    return _names_field(piece) and not piece.apart


def is_left_open(piece: Piece) -> bool:
    """Whether words leave room for an answer: 名称：＿＿＿, □是　□否."""
    return bool(LEFT_OPEN.fullmatch(piece.text))


def is_listed(piece: Piece) -> bool:
    """Whether words are an entry of a list or a field of a form by themselves: [3] …, GB/T 1234 …, 型号：QS-32."""
    return bool(LISTED.fullmatch(piece.text))


def _close(text: str) -> str:
    """A line whose first word is set wide, with that word closed: 被　告　甲某."""
    words = text.split()
    wide = next((index for index, word in enumerate(words) if len(word) > 1), 0)
    return " ".join(["".join(words[:wide]), *words[wide:]]) if wide > 1 else text
