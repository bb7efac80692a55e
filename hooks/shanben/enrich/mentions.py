"""Mentions: where a text names an article, a law, a title or a place in itself, and what it names, as printed.

The forms are those of the drafting rules for statutes (《立法技术规范（试行）》: 条, 款, 项, 目, 前款, 本法第X条) and
of Taiwan's (第X條第X項第X款). A mention says nothing about where it leads: that is ``references``.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from enum import StrEnum


class MentionKind(StrEnum):
    """What a mention names."""

    INTERNAL = "internal"  # 本法第十二条第二款
    INTERNAL_BARE = "internal-bare"  # 第十二条, in a text of articles
    EXTERNAL = "external"  # 《森林法》
    EXTERNAL_ARTICLE = "external-article"  # the 第十二条 of 《森林法》第十二条, 民法典第十二条
    TITLE = "title"  # any other 《…》
    CHAPTER = "chapter"  # 本法第三章, 第三章第二节
    PART = "part"  # 见第三部分
    CLAUSE = "clause"  # 本条第二款
    RELATIVE = "relative"  # 前款, 前两款, 前条, 本章, 本节
    ANNOUNCED = "announced"  # 以下五方面, 以上五措
    CONTINUED = "continued"  # 上接三版, 下转四版


@dataclass(frozen=True, slots=True)
class Mention:
    """A mention: its place in the text, the instrument it names (empty: this one), and the numbers, as printed."""

    kind: MentionKind
    start: int
    end: int
    name: str = ""
    numbers: tuple[str, ...] = ()


# --- the grammar -------------------------------------------------------------------------------------------------

_N = "[〇零○一二三四五六七八九十百千两兩0-9０-９]+"
_ARTICLE = rf"第{_N}(?:[-－]\d+)?[条條](?![件例线線])(?:之[一二三四五六七八九十]+)?"
_CLAUSES = rf"(?:第[（(]?{_N}[）)]?[款项項目])*"
_UNIT = _ARTICLE + _CLAUSES
_LIST = rf"{_UNIT}(?:(?:、|和|及|以及|与|或|或者|至|到){_UNIT})*"
_INSTRUMENT = (
    "法典|法律|法|条例|條例|办法|辦法|规定|規定|解释|解釋|细则|細則|规则|規則|规程|規程|准则|準則|通则|通則|章程|公约|公約|"
    "协定|協定|议定书|議定書|条约|條約"
)
_SELF = rf"本(?:实施|實施|暂行|暫行|管理)?(?:{_INSTRUMENT}|标准|標準|决定|決定|通知|意见|意見|方案|纲要|綱要)(?:的)?"

ARTICLE = re.compile(_ARTICLE)
UNIT = re.compile(rf"({_ARTICLE})({_CLAUSES})")
CLAUSE = re.compile(rf"第[（(]?({_N})[）)]?([款项項目])")
LABEL = re.compile(rf"\s*{_ARTICLE}(?=\s|$)")
"""An article's own number at the start of its first paragraph: a heading, not a mention."""
TITLE = re.compile(r"《(?:[^《》]|《[^《》]*》)+》")
SELF = re.compile(_SELF)
SHORT_NAME = re.compile(
    r"(?P<full>《(?:[^《》]|《[^《》]*》)+》)?"
    r"(?:（[^（）]*）)?[（(](?:以下|下)(?:简称|簡稱|统称|統稱|称|稱)(?:为|為)?[：:]?\s*"
    r"(?P<short>《[^《》]+》|“[^“”]+”|「[^「」]+」|[^，。；、（）()《》“”]{2,20})[）)]"
)
"""《甲方案》（以下简称《方案》）, …（以下简称“三项制度”）."""

_GAP = r"(?:[（(][^（）()]{0,40}[）)])?(?:中的?|的)?"  # what may stand between a name and its article
_RULES = re.compile(
    "|".join(
        (
            rf"(?P<internal>{_SELF}(?P<own>{_LIST}))",
            rf"(?P<title>{TITLE.pattern})(?:{_GAP}(?P<of_title>{_LIST}))?",
            rf"(?P<bare>{_LIST})",
            rf"(?P<chapter>(?:{_SELF})?第{_N}[编編章](?:第{_N}[节節])?(?=规定|規定|的规定|所|、|和|以外|至|另有|中))",
            rf"(?P<part>(?:见|見|详见|詳見|参见|參見)(?:本文|本书)?第{_N}(?:部分|章|节))",
            rf"(?P<clause>本[条條]第{_N}[款项項](?:第[（(]?{_N}[）)]?[项項款])?)",
            r"(?P<relative>前(?:[两兩二三四五六])?[款條条項项](?!目)|本[章节節编編](?![程奏目制]))",
            rf"(?P<announced>以[下上]\s?(?P<count>{_N})(?:个|個)?(?:方面|点|點|项|項|条|條|措|大|种|種|类|類|步))",
            rf"(?P<continued>(?:上接|下转|下轉|紧接)第?{_N}版)",
        )
    )
)
_LAW = re.compile(rf"(?:{_INSTRUMENT}|宪法|憲法)》?\Z")
_HAN_BEFORE = re.compile(r"(?P<name>[\u4e00-\u9fff]+)\Z")
_POINTS_BACK = re.compile(
    r"(?:该|該|其|上述|前述|此|同|原|两部|这些|有关|相关|其他|新)(?:法律|法|条例|條例|办法|规定|解释|决定)\Z"
)
# A name without brackets begins after one of these words, or where the clause begins.
_BEFORE_NAME = re.compile(
    r".*(?:依(?![法据據照])|根据|根據|依据|依據|依照|按照|参照|參照|违反|違反|适用|適用|符合|认定为|认定|属于|构成|实施|具有|履行|采取|准用|準用|"
    r"视为|除|受|修正后|修正前|以及|和|与|或者|及|在|对|有|为|因|以|由)"
)
_STATE = "中华人民共和国"
_CALLED = re.compile(r"(?P<name>[\u4e00-\u9fff]{2,40})[（(](?:以下|下)(?:简称|簡稱|称|稱)[^（）()]{1,12}[）)]\Z")
"""A name with its short name in brackets: 依度量衡法（以下簡稱本法）第五十九條."""
_SENTENCE = re.compile(r"[。；：\n]|本(?:法|条例|條例|办法|规定|解释|细则)")
_AMENDS = re.compile(r"修改为|修改為|作为第|作為第|改为第|改為第|删去|刪去|增加一条|移至")


def find_mentions(
    text: str, names: Collection[str] = (), *, start: int = 0, articles: bool = True
) -> Iterator[Mention]:
    """The mentions in one block's text, in order.

    ``names`` are instruments the text is known to call by name without brackets (民法典); ``start`` is where the text
    begins after an article's own number; ``articles`` tells that the work has articles, so that a bare 第十二条 is one
    of them.
    """
    amends = bool(_AMENDS.search(text))
    named: Mention | None = None  # the last article of another law: what follows in its sentence is of that law
    for match in _RULES.finditer(text, start):
        rule = match.lastgroup or ""
        if match["internal"]:
            yield Mention(MentionKind.INTERNAL, match.start(), match.end(), "", _articles(match["own"]))
        elif match["title"]:
            for mention in _title(match):
                yield mention
                named = mention if mention.kind is MentionKind.EXTERNAL_ARTICLE else named
        elif match["bare"]:
            for mention in _without_brackets(text, match, names, bare=articles and not amends, named=named):
                yield mention
                named = mention if mention.kind is MentionKind.EXTERNAL_ARTICLE else named
        elif match["announced"]:
            yield Mention(MentionKind.ANNOUNCED, match.start(), match.end(), match["announced"][:2], (match["count"],))
        elif not (match["chapter"] and _names_law(text, match)):
            yield Mention(MentionKind(rule), match.start(), match.end(), "", (match[0],))


def _names_law(text: str, match: re.Match[str]) -> bool:
    """Whether a chapter belongs to the law named just before it (企业破产法第四章)."""
    return match[0].startswith("第") and bool(_LAW.search(text[max(0, match.start() - 4) : match.start()]))


def _articles(numbers: str) -> tuple[str, ...]:
    return tuple(ARTICLE.findall(numbers))


def _title(match: re.Match[str]) -> Iterator[Mention]:
    name = match["title"][1:-1]
    kind = MentionKind.EXTERNAL if is_instrument(name) else MentionKind.TITLE
    yield Mention(kind, match.start("title"), match.end("title"), name)
    if match["of_title"]:
        start, end = match.span("of_title")
        yield Mention(MentionKind.EXTERNAL_ARTICLE, start, end, without_state(name), _articles(match["of_title"]))


def is_instrument(name: str) -> bool:
    """Whether a title is that of a law, regulation, interpretation or treaty, by its last word."""
    return bool(_LAW.search(re.sub(r"[（(][^（）()]*[）)]\Z", "", name)))


def without_state(name: str) -> str:
    """A law's name without 中华人民共和国 before it."""
    return name.removeprefix(_STATE)


def _without_brackets(
    text: str, match: re.Match[str], names: Collection[str], *, bare: bool, named: Mention | None
) -> Iterator[Mention]:
    """第十二条 with the name before it (民法典第十二条), or alone."""
    start, end = match.span("bare")
    numbers = _articles(match["bare"])
    before = _HAN_BEFORE.search(text, max(0, start - 40), start) or _CALLED.search(text, max(0, start - 60), start)
    run = before["name"] if before else ""
    if _POINTS_BACK.search(run):
        return
    if not _LAW.search(run):
        if text.endswith(("》", "决定", "決定", "》中"), 0, start):
            return
        if named is not None and not _SENTENCE.search(text, named.end, start):
            yield Mention(MentionKind.EXTERNAL_ARTICLE, start, end, named.name, numbers)
        elif bare:
            yield Mention(MentionKind.INTERNAL_BARE, start, end, "", numbers)
        return
    name = plain_name(run, names)
    if 2 <= len(name) <= 30:
        yield Mention(MentionKind.EXTERNAL_ARTICLE, start, end, name, numbers)


def plain_name(run: str, names: Collection[str] = ()) -> str:
    """The name of a law at the end of a run of Han, where no brackets show its beginning (依据民法典 → 民法典)."""
    name = max((name for name in names if run.endswith(name)), key=len, default="")
    if not name:
        state = run.rfind(_STATE)
        name = run[state:] if state >= 0 else _BEFORE_NAME.sub("", run)
    return without_state(name)
