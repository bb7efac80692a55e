"""Lists whose entries have no number and no mark at their end: wares with their amounts, hints, things to do.

Each entry stands by itself as a heading does. What tells is their company: headings stand over text, entries below each
other; and headings name a matter, where entries say how much of it, or what to do first and what then.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from shanben.model.editions import EntryKind
from shanben.shape.both_scripts import both
from shanben.shape.fields import is_field
from shanben.shape.layout import End, cells
from shanben.shape.may_head import prescribes
from shanben.shape.pieces import Piece
from shanben.shape.titles import is_bare_annex

_OPEN_ENDS = frozenset({End.WORD, End.FIGURE, End.CLOSER, End.BRACKET})
_SAYS = re.compile(r"[，；：]|[（(][^）)]*[）)]$")
_AMOUNT = re.compile(
    both(
        r".*(?:[\d一二三四五六七八九十半两兩几幾]\s*(?:[kmc]?[gmlL]|mL|毫?克|千克|公斤|斤|[两兩]|毫?升|[个個只隻条條根片块塊瓣颗顆粒勺匙杯碗份把包袋盒罐瓶滴朵枚尾])"
        r"|少许|少許|适量|適量|若干)(?:[（(][^）)]*[）)])?"
    )
)
"""How much of a thing: 米 200 ml, 鲤鱼　一条, 盐少许."""
PART_OF_LIST = re.compile(
    both(
        r"(?:必备|所需|主要)?(?:原料|用料|食材|材料|配料|主料|辅料|調料|调料|佐料|工具|器材|用具)(?:[和与及、](?:工具|器材|用具|用量))?"
        r"|(?:操作|制作|具体|實驗|实验|烹饪)?(?:步骤|方法|做法|过程|操作|制法)|计算|(?:小|温馨)?(?:贴士|提示)|注意事项|附加内容"
    )
)
"""What parts of such lists are called."""
_LONGEST_PART = 16
_ENOUGH = 4
_ENOUGH_NAMED = 2
"""Below the name of a part."""
_ENOUGH_AMOUNTS = 2


def unmarked_entries(pieces: Sequence[Piece]) -> frozenset[int]:
    """The blocks that are entries of such a list, though each could be a heading by its own form."""
    found: set[int] = set()
    for first, end in _runs(pieces):
        amounts = sum(bool(_AMOUNT.fullmatch(piece.text)) for piece in pieces[first:end])
        says = sum(bool(_SAYS.search(piece.text) or _AMOUNT.fullmatch(piece.text)) for piece in pieces[first:end])
        enough = _ENOUGH_NAMED if part_of_list(pieces, first - 1) else _ENOUGH
        if amounts == end - first >= _ENOUGH_AMOUNTS or (end - first >= enough and says * 2 >= end - first):
            found.update(range(first, end))
    return frozenset(found)


def part_of_list(pieces: Sequence[Piece], index: int) -> bool:
    """Whether a block is a line by itself that names a part of a list, over its first entry or its first step."""
    piece = pieces[index]
    if len(piece.text) > _LONGEST_PART:  # most blocks
        return False
    if not piece.display or piece.kind is not EntryKind.PARAGRAPH or piece.number or index + 1 >= len(pieces):
        return False
    if not PART_OF_LIST.fullmatch(piece.key):
        return False
    below = pieces[index + 1]
    return below.kind is EntryKind.PARAGRAPH and (below.number is None or below.number.values[-1:] == (1,))


def _runs(pieces: Sequence[Piece]) -> Iterator[tuple[int, int]]:
    index = 1  # the first block is a title
    while index < len(pieces):
        first = index = index + is_bare_annex(pieces[index - 1])
        while index < len(pieces) and _may_list(pieces[index]) and not part_of_list(pieces, index):
            index += 1
        if index - first > 1:
            yield first, index
        index = max(index, first + 1)


def _may_list(piece: Piece) -> bool:
    return (
        piece.kind is EntryKind.PARAGRAPH
        and piece.display
        and piece.end in _OPEN_ENDS
        and not (piece.apart or piece.moved or piece.number or piece.lines[0].spaced)
        and cells(piece.text) <= _WIDEST
        and "。" not in piece.text
        and not is_field(piece)
        and (bool(_AMOUNT.fullmatch(piece.text)) or not prescribes(piece.key))
    )


_WIDEST = 70  # cells
