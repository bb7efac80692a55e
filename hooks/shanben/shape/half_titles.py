"""Titles of two halves, the first of which ends with a colon: 流动与扎根： / 一个山区县返乡青年的口述."""

from __future__ import annotations

import re
from collections.abc import Sequence

from shanben.model.editions import EntryKind
from shanben.shape.both_scripts import both
from shanben.shape.layout import COLON, End, cells
from shanben.shape.lines import HAN
from shanben.shape.part_words import RECIPIENT
from shanben.shape.pieces import Piece
from shanben.shape.surnames import SURNAMES

_FIRST = re.compile(r"[^。；：！？]{4,30}[：:]")
_SECOND = re.compile(
    both(
        r"^(?:以.{2,24}为(?:例|中心|对象|视角|线索)|基于|来自|兼(?:论|谈|及|评)|从.{2,12}[到谈看说])"
        r"|(?:研究|考察|分析|探析|初探|述评|综述|考论|比较)$"
    )
)
"""How the second half begins or ends."""
_WROTE = re.compile(
    both(
        rf"[{''.join(sorted(SURNAMES))}][{HAN}]{{1,2}}(?:[\d,，、*①-⑨][{HAN}\d]*)*$"
        r"|[（(].{2,40}(?:大学|学院|研究|学校)|[\[［【〔]?(?:摘要|内容提要)"
    )
)
"""Who wrote a paper, where, or what it says in short."""
_CLAUSE = re.compile("[，。；：！？]")
_SHORTEST, _LONGEST = 8.0, 44.0
_ENDS = frozenset({End.WORD, End.CLOSER, End.BRACKET})


def is_half(pieces: Sequence[Piece], index: int) -> bool:
    """Whether a block that ends with a colon is the first half of a title: the second half stands below it, as its own
    words tell, or those who wrote it below that. To whom a letter goes is none.
    """
    first = pieces[index]
    if first.end is not COLON or index + 2 >= len(pieces) or not _is_plain(first) or first.moved:
        return False
    second, below = pieces[index + 1 : index + 3]
    if not _FIRST.fullmatch(first.key) or RECIPIENT.search(first.key[-4:-1]):
        return False
    words = _is_plain(second) and second.end in _ENDS and second.lines[0].blanks <= 0 and len(second.lines) == 1
    if not words or not _SHORTEST <= cells(second.text) <= _LONGEST or _CLAUSE.search(second.text):
        return False
    return bool(_SECOND.search(second.key) or _WROTE.match(below.key))


def _is_plain(piece: Piece) -> bool:
    return piece.kind is EntryKind.PARAGRAPH and not (piece.apart or piece.number)
