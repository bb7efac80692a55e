"""Mentions: where a text names an article, a law, a title or a place in itself, and what it names, as printed.

A mention says nothing about where it leads: that is ``resolver``.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from shanben.enrich.grammar import AND, ARTICLE, CLAUSE_GOES_ON, LAW, NUMBERS, RULES, SUBSECTIONS, is_ordinary


class MentionKind(StrEnum):
    """What a mention names."""

    INTERNAL = "internal"  # 本法第十二条第二款
    INTERNAL_BARE = "internal-bare"  # 第十二条, in a text of articles
    EXTERNAL = "external"  # 《森林法》
    EXTERNAL_ARTICLE = "external-article"  # the 第十二条 of 《森林法》第十二条, 民法典第十二条
    TITLE = "title"  # any other 《…》
    CHAPTER = "chapter"  # 本法第三章, 第三章第二节
    PART = "part"  # 见第三部分
    CLAUSE = "clause"  # 本条第二款, 同条第二款, the 第二款 of 第三条第一款、第二款
    ANNEX = "annex"  # 附件一, 附件一第三条
    RELATIVE = "relative"  # 前款, 前两款, 前条, 本章, 本节
    ANNOUNCED = "announced"  # 以下五方面, 以上五措
    EXHIBIT = "exhibit"  # 见表1, 如图2-1所示
    NOTE = "note"  # 见注3, 同注①
    CONTINUED = "continued"  # 上接三版, 下转四版


@dataclass(frozen=True, slots=True)
class Mention:
    """A mention: its place in the text, the instrument it names (empty: this one), and the numbers, as printed."""

    kind: MentionKind
    start: int
    end: int
    name: str = ""
    numbers: tuple[str, ...] = ()
    base: Mention | None = None
    """The mention it goes on from: 第三条第一款 for the 第二款 in 第三条第一款、第二款, and for 同条第二款."""


# --- finding them -----------------------------------------------------------------------------------------------------

_HAN_BEFORE = re.compile(r"(?P<name>[\u4e00-\u9fff]+)\Z")
_HAN_NAME = re.compile(r"(?:[法例则則典])\Z")
"""A law is named right before: its paragraph is meant."""
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

_NUMBERED = frozenset(
    {MentionKind.INTERNAL, MentionKind.INTERNAL_BARE, MentionKind.EXTERNAL_ARTICLE, MentionKind.ANNEX}
)
_GOES_ON = _NUMBERED | {MentionKind.CLAUSE, MentionKind.RELATIVE}
"""Kinds that a 第二款 right behind them goes on from."""


def find_mentions(
    text: str, names: Collection[str] = (), *, start: int = 0, articles: bool = True
) -> Iterator[Mention]:
    """The mentions in one block's text, in order.

    ``names`` are instruments the text is known to call by name without brackets (民法典); ``start`` is where the text
    begins after an article's own number; ``articles`` tells that the work has articles, so that a bare 第十二条 is one
    of them.
    """
    plain = articles and not _AMENDS.search(text)
    named: Mention | None = None  # the last article of another law: what follows in its sentence is of that law
    last: Mention | None = None  # the last mention that 第二款 may go on from
    counted = False  # whether 第一条 has counted things: 第二条 after it does as well
    article: Mention | None = None  # the last one with an article: 同条
    for match in RULES.finditer(text, start):
        if match["bare"] and is_ordinary(text, match.start(), match.end(), counted=counted):
            counted = True
            continue
        for mention in _found(text, match, names, plain, named, last, article):
            yield mention
            named = mention if mention.kind is MentionKind.EXTERNAL_ARTICLE else named
            last = mention if mention.kind in _GOES_ON else last
            article = mention if _names_article(mention) else article


def _names_article(mention: Mention) -> bool:
    """Whether a later 同条 may mean the article of a mention: 第三条, 前条."""
    if mention.kind is MentionKind.RELATIVE:
        return any(unit in mention.numbers[0] for unit in "条條")
    return mention.kind in _NUMBERED and bool(mention.numbers)


def _found(
    text: str, match: re.Match[str], names: Collection[str], plain: bool, named: Mention | None,
    last: Mention | None, article: Mention | None,
) -> Iterator[Mention]:  # fmt: skip
    """The mentions in one match of the grammar: a title and its article are two."""
    rule = match.lastgroup or ""
    if match["internal"]:
        yield Mention(MentionKind.INTERNAL, match.start(), match.end(), "", _articles(match["own"]))
    elif match["annex"]:
        own = _articles(match["of_annex"] or match["of_only_annex"] or "")
        yield Mention(MentionKind.ANNEX, match.start(), match.end(), match["annex"], own)
    elif match["title"]:
        yield from _title(match)
    elif match["bare"]:
        yield from _without_brackets(text, match, names, bare=plain, named=named)
    elif match["clause"]:
        yield from _clause(text, match, plain, last, article)
    elif match["announced"]:
        yield Mention(MentionKind.ANNOUNCED, match.start(), match.end(), match["announced"][:2], (match["count"],))
    elif match["exhibit"]:
        yield Mention(MentionKind.EXHIBIT, match.start(), match.end(), match["exhibited"], (match["of_exhibit"],))
    elif match["beside"]:
        yield Mention(MentionKind.EXHIBIT, match.start(), match.end(), match["beside"], ())
    elif match["note"]:
        yield Mention(MentionKind.NOTE, match.start(), match.end(), "注", (match["of_note"],))
    elif not (match["chapter"] and _names_law(text, match)):
        yield Mention(MentionKind(rule), match.start(), match.end(), "", (match[0],))


def _clause(
    text: str, match: re.Match[str], plain: bool, last: Mention | None, article: Mention | None
) -> Iterator[Mention]:
    """本条第二款, 同条第二款; a 第二款 alone goes on from the mention before it, or means one of its own article."""
    words, (start, end) = match["clause"], match.span()
    base: Mention | None = None
    if words[0] in "同该該":
        base = article if words[1] in "条條" else last
        if base is None:
            return
    elif words[0] == "第":
        if last is not None and AND.fullmatch(text, last.end, start):
            base = last
        else:
            cited = SUBSECTIONS.fullmatch(words) or (plain and CLAUSE_GOES_ON.match(text, end))
            if not cited or _HAN_NAME.search(text, max(0, start - 2), start):
                return
    yield Mention(MentionKind.CLAUSE, start, end, "", (words,), base)


_HALF = re.compile(r"[总總分][则則编編]\Z")


def _names_law(text: str, match: re.Match[str]) -> bool:
    """Whether a chapter belongs to the law named just before it (企业破产法第四章, 刑法分则第三章)."""
    before = _HALF.sub("", text[max(0, match.start() - 6) : match.start()])
    return match[0].startswith("第") and bool(LAW.search(before))


def _articles(printed: str) -> tuple[str, ...]:
    """The articles of a list as they would be printed alone: 第一、二条 is 第一条 and 第二条."""
    found: list[str] = []
    for match in ARTICLE.finditer(printed):
        unit = "条" if "条" in match[0] else "條"
        numbers, _, inserted = match[0].partition(unit)
        several = [one[0].removeprefix("第") for one in NUMBERS.finditer(numbers)]
        found += [match[0]] if len(several) == 1 else [f"第{number}{unit}{inserted}" for number in several]
    return tuple(found)


def _title(match: re.Match[str]) -> Iterator[Mention]:
    name = match["title"][1:-1]
    kind = MentionKind.EXTERNAL if is_instrument(name) else MentionKind.TITLE
    yield Mention(kind, match.start("title"), match.end("title"), name)
    if match["of_title"]:
        start, end = match.span("of_title")
        yield Mention(MentionKind.EXTERNAL_ARTICLE, start, end, without_state(name), _articles(match["of_title"]))


def is_instrument(name: str) -> bool:
    """Whether a title is that of a law, regulation, interpretation or treaty, by its last word."""
    return bool(LAW.search(re.sub(r"[（(][^（）()]*[）)]\Z", "", name)))


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
    if not LAW.search(run) and not _ends_known(run, names):
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


def _ends_known(run: str, names: Iterable[str]) -> bool:
    """Whether a text that is known by a name is named at the end, be it no law's (民法总则); 本通知 is one's own."""
    return any(run.endswith(name) and run[: -len(name)][-1:] not in ("本", "该", "該", "此") for name in names)


def plain_name(run: str, names: Collection[str] = ()) -> str:
    """The name of a law at the end of a run of Han, where no brackets show its beginning (依据民法典 → 民法典)."""
    name = max((name for name in names if run.endswith(name)), key=len, default="")
    if not name:
        state = run.rfind(_STATE)
        name = run[state:] if state >= 0 else _BEFORE_NAME.sub("", run)
    return without_state(name)
