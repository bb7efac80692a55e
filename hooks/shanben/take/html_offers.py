"""What a site offers beside a text: to print, share, rate and discuss it, and to read on."""

from __future__ import annotations

import re

from lxml import etree

from shanben.take.html_headings import HEADINGS
from shanben.take.html_parsed import INLINE, first_words, name_of

_LONGEST = 160
"""Characters of the longest line of offers."""
_OFFERS = re.compile(
    r"(?:[【\[（(|｜]?(?:打印|打印(?:本页|本文|此页|文章)|关闭|关闭(?:窗口|本页|页面)|(?:加入)?收藏(?:本页)?|我要纠错|纠错|举报|点赞"
    r"|返回(?:顶部|列表|首页|上页)|复制链接|(?:列印|友善列印|回上一?頁|回首頁)"
    r"|字[号號体體][:：]?[\[【（(]?(?:特?大|中|小|默认|[-+/|｜、]){1,8}[\]】）)]?"
    r"|(?:浏览|阅读|点击|访问|瀏覽|點閱)(?:次数|次數|人次|量|数|數)?[:：]\d{0,9}次?)[】\]）)|｜]?)+"
)
_SHARE = re.compile(
    r"(?:分享|转发|分享到|分享至|转发至|分享到?[:：]|扫一扫[^。]{0,24})(?:[:：|｜/]|微信|微博|新浪|腾讯|朋友圈|QQ空间|QQ好友|QQ|空间|好友"
    r"|人人网|豆瓣|贴吧|更多|复制链接|手机|二维码|Facebook|Twitter|LINE|Email)*",
    re.IGNORECASE,
)
_READ_ON = re.compile(
    r"(?:[<«‹←【\[]?(?:上|下|前|后|後)一?[篇页頁章节節条條则則回][:：]?[^。]{0,60}?(?:目录|目錄|回目[录錄])?[】\]>»›→]?){1,2}"
)
_MORE = re.compile(
    r"(?:相关|推荐|热门|最新|更多|相關|熱門|猜你喜欢)(?:阅读|新闻|文章|链接|报道|资讯|内容|推荐|閱讀|新聞|文章|連結)?[:：>]*"
)
_NEAR = re.compile(r"(?:发布|發布|发表|更新)(?:日期|时间|時間)|来源|來源|稿源|浏览|作者|编辑")
"""What stands in the line of a page that says where its text is from, where offers stand among its words."""
_DISCUSSED = re.compile(
    r"comments(?:-?_?(?:area|list|wrap|box|section))?|comment-?_?list|(?:comment-)?respond|disqus_thread|pinglun|replies",
    re.IGNORECASE,
)
_FOOT = re.compile(r"(?:page|site)?-?_?(?:foot|footer|bottom)", re.IGNORECASE)
_OWNER = re.compile(r"版权所有|版權所有|copyright|©|icp备|公网安备|网站标识码|主办[:：]|主办单位", re.IGNORECASE)
_BOXES = frozenset({"div", "section", "aside", "ul", "ol"})
_LINES = _BOXES | {"p", "li", "td", "dd", "dt", "table", "center"}
_LINKED = 0.6
_TO_A_HEADING = re.compile(
    r"[\[［【（(]?(?:编辑|編輯|编辑本段|編輯本段|编辑源代码|編輯原始碼|edit)(?:[|｜].{1,8})?[\]］】）)]?|[¶§#🔗]",
    re.IGNORECASE,
)
"""What a wiki, or what makes a page of a manual, sets at a heading: to edit what stands below it, to link to it."""


def is_offer(element: etree._Element) -> bool:
    """Whether an element is none of its page's text, by its words or by its name."""
    name = name_of(element)
    if name in _BOXES and _is_named(element, _DISCUSSED):
        return True
    if name not in _LINES and name not in INLINE:
        return False
    words = _short(element)
    if not words:
        return False
    if name in INLINE:
        if _OFFERS.fullmatch(words):
            return _stands_in_a_credit(element)
        return bool(_TO_A_HEADING.fullmatch(words)) and _stands_at_a_heading(element)
    if _OFFERS.fullmatch(words) or _SHARE.fullmatch(words) or (_is_named(element, _FOOT) and _OWNER.search(words)):
        return True
    linked = any(name_of(one) == "a" for one in element.iter())
    return linked and bool(_READ_ON.fullmatch(words) or (name in _BOXES and _leads_elsewhere(element, words)))


def _short(element: etree._Element) -> str:
    """The words of an element without white space; empty where there are more than a line has."""
    found = first_words(element, _LONGEST)
    return found if len(found) <= _LONGEST else ""


def _stands_in_a_credit(element: etree._Element) -> bool:
    line = next((one for one in element.iterancestors() if name_of(one) not in INLINE), None)
    return line is not None and bool(_NEAR.search(_short(line)))


def _stands_at_a_heading(element: etree._Element) -> bool:
    line = next((one for one in element.iterancestors() if name_of(one) not in INLINE), None)
    return line is not None and any(name_of(one) in HEADINGS for one in (line, *line))


def _leads_elsewhere(element: etree._Element, words: str) -> bool:
    """Whether it is a list of links to other texts below words that call them so."""
    if not _MORE.match(words):
        return False
    first = next((text for text in element.itertext() if str(text).strip()), "")
    links = [one for one in element.iter() if name_of(one) == "a"]
    listed = sum(len("".join("".join(map(str, one.itertext())).split())) for one in links)
    return bool(_MORE.fullmatch("".join(str(first).split()))) and listed >= _LINKED * len(words)


def _is_named(element: etree._Element, names: re.Pattern[str]) -> bool:
    own = [*(element.get("class") or "").split(), element.get("id") or ""]
    return any(names.fullmatch(one) for one in own if one)
