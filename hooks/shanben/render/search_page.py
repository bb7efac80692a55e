"""The search page that every library has: a field, what it finds, and how a query is written."""

from __future__ import annotations

from shanben.markup import Markup, article, both, element, joined
from shanben.model.library import Contents, Page
from shanben.render.lists import table

SEARCH = "search.md"

TITLE = "搜索 · Search"
_HEAD = (both("写法", "Query", " "), both("意思", "Meaning", " "))
_WAYS: tuple[tuple[tuple[str, ...], str], ...] = (
    (("双循环",), "任何一段文字，繁简、全半角不拘 · any piece of a sentence, in simplified or traditional characters"),
    (('"双循环"',), "一字不差 · exactly these words, never a similar place"),
    (("碳达峰 碳中和",), "一篇之中两者都有，同段的在前 · both in one work, those in one paragraph first"),
    (("碳达峰 -工业",), "有前者，没有后者 · the first, not the second"),
    (("标题:总则", "title:总则"), "只找标题 · headings only"),
    (("tandafeng", "tdf"), "标题和术语的拼音、首字母 · pinyin and initials of headings and terms"),
    (("第12条", "article 12"), "同第十二条 · the same as 第十二条"),
    (
        ("2023-03-27", "2023年3月27日", "27 March 2023"),
        "这一天，各种写法都找，二〇二三年、民国112年也是 · that day in any form, in Han figures or of the Republic too",
    ),
    (
        ("89条",),
        "数字和外文词从头算起，不找389条 · numbers and Latin words from their beginning, not 389条",
    ),
    (
        ("双循坏",),
        "查无原文时找一字之差的，注明“近似” · else places one character away, labelled as approximate",
    ),
)
"""Ways of writing a query, and what each asks for."""


def search_page() -> Page:
    """The page; scripts fill it, and its address with ``?q=`` can be shared."""
    field = element(
        "input", type="search", name="q", aria_label=TITLE, autocomplete="off", autocapitalize="off",
        spellcheck="false", enterkeyhint="search",
    )  # fmt: skip
    how = "写法 · How to write a query"
    body = (
        element("h1", both(TITLE), id="search"),
        element("form", field, classes="sb-search-page", role="search", method="get"),
        element("div", classes="sb-search-page__found md-search-result"),
        element("noscript", element("p", both("搜索需要 JavaScript。", "Search needs JavaScript.", "· "))),
        element("h2", both(how), id="how"),
        table(_HEAD, ((_codes(ways), both(meaning)) for ways, meaning in _WAYS), frozenset()),
        element("p", both("这一页的地址可以转给别人 · The address of this page can be shared.")),
    )
    contents = (Contents("search", TITLE, (), (Contents("how", how, (), ()),)),)
    about = {"description": "搜索全部文集 · Search every work"}
    return Page(SEARCH, TITLE, article(body), contents, front_matter=about)


def _codes(ways: tuple[str, ...]) -> Markup:
    return joined((element("code", way) for way in ways), " ")
