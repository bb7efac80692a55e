"""Songs: lines before or above which stands who sings them, （男） … （女） … 合：…, are verse however they end."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from shanben.model.works import NumberForm
from shanben.shape.both_scripts import both, forms
from shanben.shape.layout import TextLine

_WHO = (
    r"男女声?|[男女][童声]声?|[男女]|[男女众]?[合齐领独对伴]唱?|[男女众]声?[合齐领独对]唱?|男女[合齐对]唱?|众|阿?[哥妹]"
    r"|众人|帮腔|和声"
)
_SINGER = re.compile(both(rf"[（(\[【〔]\s*({_WHO})\s*[）)\]】〕][：:]?[ \u3000]*"))
_SAYS = re.compile(both(rf"({_WHO})[：:][ \u3000]*(?=[\u4e00-\u9fff]{{4,14}}$(?<![人名个岁]))"))
"""The same without brackets, before a line that ends with no mark: 男：…."""
_OPENS = frozenset("（([【〔")
_NAMED = frozenset("".join(map(forms, "男女合齐领独对伴众阿哥妹帮和")))
_WIDEST = 28.0
"""Cells of a line that is sung."""
_FEWEST = 3
"""Lines whose singers are named."""
_WORDS = 4
"""Characters of the shortest line that is sung: shorter are names (（女）李四)."""


def songs(lines: Sequence[TextLine]) -> Iterator[tuple[int, int]]:
    """The lines of each song by two singers or more, from the first up to the last, which is no longer one of them."""
    index = 0
    while index < len(lines):
        first = index
        index += 1
        if not _singer(lines, first):
            continue
        while index < len(lines) and _may_be_sung(lines[index]):
            index += 1
        named = [at for at in range(first, index) if _singer(lines, at)]
        singers = [_singer(lines, at) for at in named]
        end = named[-1] + 1
        while end < index and lines[end].blanks <= 0:  # what is set apart and names nobody is no longer sung
            end += 1
        if len(singers) >= _FEWEST and len(set(singers)) > 1:
            yield first, end
        index = end


def _singer(lines: Sequence[TextLine], index: int) -> str:
    """Who sings a line, by the words it begins with, or is; empty where nobody is named."""
    content = lines[index].content
    if lines[index].width > _WIDEST:
        return ""
    if content[0] in _NAMED:
        return said[1] if (said := _SAYS.match(content)) else ""
    if content[0] not in _OPENS or not (found := _SINGER.match(content)):
        return ""
    if found.end() == len(content):
        below = lines[index + 1] if index + 1 < len(lines) else None
        return found[1] if below and _may_be_sung(below) and below.blanks <= 0 and len(below.content) >= _WORDS else ""
    return found[1] if len(content) - found.end() >= _WORDS else ""


def _may_be_sung(line: TextLine) -> bool:
    return line.width <= _WIDEST and line.blanks <= 1 and line.form is NumberForm.NONE
