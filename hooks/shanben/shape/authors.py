"""Who wrote the articles of a collection: names below their titles, again and again."""

from __future__ import annotations

import re
from collections.abc import Sequence

from shanben.model.editions import EntryKind
from shanben.shape.layout import End, cells
from shanben.shape.pieces import Piece

_SURNAMES = (
    "王李张張刘劉陈陳杨楊赵趙黄黃周吴吳徐孙孫胡朱高林何郭马馬罗羅梁宋郑鄭谢謝韩韓唐冯馮于董萧蕭肖程曹袁邓鄧许許傅沈曾彭"
    "吕呂苏蘇卢盧蒋蔣蔡贾賈丁魏薛叶葉阎閻余潘杜戴夏钟鍾汪田任姜范方石姚谭譚廖邹鄒熊金陆陸郝孔白崔康毛邱秦江史顾顧侯邵孟"
    "龙龍万萬段雷钱錢汤湯尹黎易常武乔喬贺賀赖賴龚龔文某佚"
)
_NAME = re.compile(rf"[{_SURNAMES}](?:[ \u3000]*[\u4e00-\u9fff]){{1,2}}")
_TEXT = 30.0
"""Cells of a block that is text and no name."""
_SHORTEST_TITLE = 5.0
_ENOUGH = 2


def mark_authors(pieces: Sequence[Piece]) -> None:
    """Make names bylines that stand between a title and its text, where another stands so as well."""
    found = [
        name
        for title, name, text in zip(pieces, pieces[1:], pieces[2:], strict=False)
        if _may_name(name) and _may_title(title) and cells(text.text) >= _TEXT
    ]
    if len(found) >= _ENOUGH:
        for name in found:
            name.kind = EntryKind.BYLINE


def _may_name(piece: Piece) -> bool:
    plain = piece.kind is EntryKind.PARAGRAPH and piece.display and not (piece.number or piece.apart)
    return plain and len(piece.lines) == 1 and bool(_NAME.fullmatch(piece.lines[0].content))


def _may_title(piece: Piece) -> bool:
    plain = piece.kind in (EntryKind.PARAGRAPH, EntryKind.HEADING) and piece.display and not piece.apart
    return plain and piece.end not in (End.STOP, End.COLON, End.COMMA) and cells(piece.text) >= _SHORTEST_TITLE
