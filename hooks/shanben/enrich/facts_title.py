"""What a title tells: the kind of text, who issued it, the place it is for, whether it is a draft."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from shanben.enrich.facts_bodies import BODY, known_as, place_of
from shanben.enrich.placed import placed
from shanben.model.text import Block, Span
from shanben.model.works import Fact, Work
from shanben.title_marks import CLOSING, OPENING

KINDS = (
    "修正案", "宪法", "憲法", "法典", "条例", "條例", "实施细则", "施行細則", "细则", "細則", "办法", "辦法", "规定",
    "規定", "规则", "規則", "规程", "規程", "标准", "標準", "准则", "準則", "章程", "决定", "決定", "决议", "決議",
    "通知", "意见", "意見", "解释", "解釋", "批复", "批復", "公报", "公報", "公告", "通告", "报告", "報告", "规划",
    "規劃", "纲要", "綱要", "方案", "计划", "計畫", "通则", "通則", "总则", "守则", "宣言", "声明", "聲明", "白皮书",
    "白皮書", "判决书", "裁定书", "会议纪要", "纪要", "答复", "公约", "公約", "协定", "協定", "议定书", "組織法",
    "安排", "要點", "要点", "须知", "須知", "通报", "通報", "请示", "請示", "命令", "讲话", "講話", "复函", "復函",
)  # fmt: skip
"""Words a title ends with that say what kind of text it is; 法 is told apart from 办法 and 做法 below."""
_LETTERS = r"(?<=的)(?:函|议案|議案)|(?<=[院部委局府席])令"
"""Kinds whose words other words end with as well: 信函, 协议案, 口令."""
_KIND = re.compile(
    rf"({'|'.join(sorted(KINDS, key=len, reverse=True))}|{_LETTERS}|(?<![办辦做方语語书書用说說想看写寫])法)$"
)
_OPENING, _CLOSING = re.escape(OPENING), re.escape(CLOSING)
_TAIL = re.compile(rf"(?:\s*[{_OPENING}][^{_OPENING}{_CLOSING}]*[{_CLOSING}])+$")
_STATUS = re.compile(
    rf"[{_OPENING}](?P<status>试行|試行|试用|試用|草案|征求意见稿|徵求意見稿|送审稿|送審稿|审议稿|審議稿|讨论稿|討論稿"
    rf"|暂行|暫行|已废止|已廢止|已失效|失效|废止|廢止)[{_CLOSING}]|(?P<trial>暂行|暫行|试行|試行)"
)
_ISSUER = re.compile(
    r"^(?P<issuer>[\u4e00-\u9fff、\s\u3000]{2,60}?)(?:关于|關於|对(?!外)|對(?!外)|[转轉][发發]|批[转轉]|印[发發]|令$)"
)

_HAN = "[\u4e00-\u9fff]"
_NAMED = re.compile(
    rf"(?!全[省市县]|[大中小特超]+城市|{_HAN}{{0,6}}[上都超集夜早菜门股楼]市){_HAN}"
    rf"(?:{_HAN}{{1,7}}?(?P<region>自治区|自治州|自治县)|{_HAN}{{0,2}}县|{_HAN}{{1,3}}?(?:省|市(?![场容政价值面区长]|民(?![兵族用防办间]))))"
)
"""The place that a title begins with, and no market or city at large (农贸市场, 小城市)."""


def title_facts(work: Work, head: Iterable[Fact]) -> Iterator[Fact]:
    """The kind of text its title ends with, who issued it, where it holds, and its standing."""
    heading = work.root.heading
    if not isinstance(heading, Block):
        return
    title = placed(work, (heading,))
    text = title.text
    tail = _TAIL.search(text)
    kind = _KIND.search(text, 0, tail.start() if tail else len(text))
    if kind:
        yield Fact("kind", kind[1], title.spans(*kind.span(1)), read=True)
    status = _STATUS.search(text)
    if status:
        group = "status" if status["status"] else "trial"
        yield Fact("status", status[group], title.spans(*status.span(group)), read=True)
    issuers = [fact for fact in head if fact.name == "issuer"]
    issuer = _ISSUER.match(text)
    if not issuers and issuer and all(BODY.search(name) for name in re.split(r"[、\s\u3000]+", issuer["issuer"])):
        named = Fact(
            "issuer", issuer["issuer"], title.spans(*issuer.span("issuer")), value=known_as(issuer["issuer"]), read=True
        )
        issuers.append(named)
        yield named
    if issuers:
        yield from _place(work, issuers)
    elif (place := _NAMED.match(text)) and (place["region"] or _speaks_of(work, f"本{place[0][-1]}")):
        yield Fact("place", place[0], title.spans(*place.span()), read=True)


def _speaks_of(work: Work, words: str) -> bool:
    """Whether words stand somewhere in a work: a text that holds in a city calls it its own (本市)."""
    return any(words in work.text(block) for block in work.blocks())


def _place(work: Work, issuers: Iterable[Fact]) -> Iterator[Fact]:
    """The place a work is for: the province, city or county that its first issuer's name begins with."""
    for fact in issuers:
        name = place_of(fact.text)
        first = fact.spans[0]
        if name and work.source.text.startswith(name, first.start):
            yield Fact("place", name, (Span(first.start, first.start + len(name)),), read=True)
        return
