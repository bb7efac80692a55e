"""The closing words of a text: since when it holds, and what it puts out of force."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from shanben.dates import DATE, iso_date
from shanben.enrich.placed import Placed, placed
from shanben.model.text import Block, BlockKind
from shanben.model.works import Fact, Work

CLOSING = 12
"""Blocks at the end of a text in which it says since when it holds."""
_DAY = (
    r"(?:公布|发布|發布|公佈)(?:之)?日?[后後][一二三四五六七八九十\d]{1,3}[个個]月|本(?:法|条例|條例)施行之日"
    r"|(?:公布|发布|颁布|印发|發布|公佈)(?:之)?日|(?:公布|发布|發布)(?:之日)?"
)
_SINCE = re.compile(
    r"(?:(?<=^)|(?<=[。；\n\s\u3000])|(?<=[一二三四五六七八九十\d][、．.]))"
    r"(?:(?:本|該|该)(?!.{0,12}修正(?!案))[^，。；《》“”除第\n]{1,10}?)?"
    r"(?:除[^，。；《》“”\n]{2,60}外，)?自\s*"
    rf"(?P<since>{DATE.pattern}|{_DAY})\s*(?:起|之日起)?\s*(?:正式)?(?:施行|实施|實施|执行|生效)"
)
_REPEALS = re.compile(r"(?:同时|即行|同時|相应|一并|自行)(?:予以)?(?:废止|廢止|失效)|予以废止")
_MONTH = r"[一二三四五六七八九十]{1,3}月[一二三四五六七八九十]{1,3}日"
_AMENDED = re.compile(
    r"(?:(?<=^)|(?<=[。；，但除及與和、\n\s\u3000]))(?:本[^，。；《》\n]{1,6}?)?"
    rf"(?P<date>(?:中華民國|中华民国){DATE.pattern}|[一二三四五六七八九十百〇零]{{1,5}}年{_MONTH})修正"
)
"""How texts of Taiwan tell in passing that they were amended."""
_TITLE = re.compile(r"《([^《》]*(?:《[^《》]*》[^《》]*)*)》")
_SKIPPED = frozenset({BlockKind.NOTE, BlockKind.SIGNATURE, BlockKind.DATE, BlockKind.FURNITURE, BlockKind.HEADING})


def closing_facts(work: Work, head: Iterable[Fact]) -> Iterator[Fact]:
    """Since when a work holds, as its closing words say, and the works it repeals."""
    text = placed(work, _last_blocks(work))
    matches = [match for match in _SINCE.finditer(text.text) if not _quoted(text.text, match.start())]
    if matches:
        since = matches[-1]
        said, value = since["since"], iso_date(since["since"])
        if not value:  # from the day it is promulgated, if the text says which
            promulgated = [fact for fact in head if fact.name == "promulgated"]
            value = promulgated[-1].value if len(promulgated) == 1 else ""
        yield Fact("in-force", said, text.spans(*since.span("since")), value=value, read=True)
    for match in _AMENDED.finditer(text.text):
        said = match["date"]  # in an enumeration the era is said once
        value = iso_date(said if said.startswith("中") else f"中華民國{said}")
        yield Fact("amended", said, text.spans(*match.span("date")), "修正", value, True)
    yield from _repealed(text)


def _last_blocks(work: Work) -> Sequence[Block]:
    blocks = [block for section in work.sections() for block in section.blocks if block.kind not in _SKIPPED]
    return blocks[-CLOSING:]


def _quoted(text: str, at: int) -> bool:
    """Whether a place stands in words that are quoted, as the new wording in a decision of amendment."""
    return text.count("“", 0, at) > text.count("”", 0, at) or text.count("「", 0, at) > text.count("」", 0, at)


def _repealed(text: Placed) -> Iterator[Fact]:
    """The titles in the sentences that repeal: those before the verb, back to where the sentence begins."""
    for match in _REPEALS.finditer(text.text):
        begin = max(text.text.rfind(mark, 0, match.start()) for mark in "。\n") + 1
        if _quoted(text.text, begin):
            continue
        for title in _TITLE.finditer(text.text, begin, match.start()):
            yield Fact("repeals", title[1], text.spans(*title.span(1)), read=True)
