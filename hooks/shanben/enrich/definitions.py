"""What a text defines itself: terms (本法所称草原，是指 …) and short names (以下简称《方案》)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from shanben.model.text import BlockKind
from shanben.model.works import Work


@dataclass(frozen=True, slots=True)
class Definition:
    """A term that a text defines: the term, the words that explain it, and where the term stands in its block."""

    term: str
    meaning: str
    block: int
    """Which of the texts, from 0."""
    start: int
    end: int


_SELF = r"本(?:法典|法|条例|條例|办法|辦法|规定|規定|解释|解釋|细则|細則|规则|規則|决定|章程|公约|办法)"
_IS = r"(?:[（(][^（）()]*[）)])?\s?(?:[，,]\s?(?:是指|系指|係指|指)|是指|系指|係指)"
_CALLED = re.compile(rf"{_SELF}(?:所称|所稱|所指)的?(?P<term>[^，。；：（）()]{{1,40}}?){_IS}(?P<meaning>[^。；]*)")
_ITEM = re.compile(
    rf"\s*(?:[（(][〇一二三四五六七八九十0-9]+[）)]|[0-9一二三四五六七八九十]+[、.．])\s*"
    rf"(?P<term>[^，。；：（）()]{{1,40}}?){_IS}(?P<meaning>[^。；]*)"
)
_OPENS = re.compile(r"(?:用语|用語|术语|術語|名词|名詞|词语|概念)[^。]*(?:含义|涵义|意义|定义|意義|定義|如下|：)")
_IS_ITEM = re.compile(r"\s*[（(][〇一二三四五六七八九十0-9]+[）)]|\s*\d+[.．、]")


def find_definitions(texts: Iterable[str]) -> Iterator[Definition]:
    """The terms that a work's blocks define, in reading order.

    An item （一）林地，是指 … counts only in a list that says it explains words (本法下列用语的含义).
    """
    explains = False
    for block, text in enumerate(texts):
        for match in _CALLED.finditer(text):
            if not re.match(r"第[^，]*[条款项]", match["term"]):
                yield Definition(match["term"], match["meaning"], block, *match.span("term"))
        item = _ITEM.match(text)
        if explains and item:
            yield Definition(item["term"], item["meaning"], block, *item.span("term"))
        if not _IS_ITEM.match(text):
            explains = bool(_OPENS.search(text))


def defined_terms(work: Work) -> Iterator[Definition]:
    """The terms that a work defines, in reading order."""
    return find_definitions(work.text(block) for block in work.blocks() if block.kind is not BlockKind.FURNITURE)
