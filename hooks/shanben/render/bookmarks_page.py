"""The page of a reader's own bookmarks and notes, which only the reader's browser holds."""

from __future__ import annotations

from shanben.markup import article, both, element
from shanben.model.library import Contents, Page

BOOKMARKS = "bookmarks.md"
TITLE = "书签 · Bookmarks"


def bookmarks_page() -> Page:
    """The page; a script fills it."""
    told = (
        "书签和笔记只存在这个浏览器里，不会发往任何地方；换一台设备前请先导出。在段旁的 ¶ 中可以加书签。",
        "Bookmarks and notes are kept in this browser only and are sent nowhere; export them before you change "
        "devices. Add them at the ¶ beside a passage.",
    )
    body = (
        element("h1", both(TITLE), id="bookmarks"),
        element("p", both(*told)),
        element("div", classes="sb-bookmarks"),
        element("noscript", element("p", both("书签需要 JavaScript。", "Bookmarks need JavaScript.", "· "))),
    )
    return Page(
        BOOKMARKS, TITLE, article(body), (Contents("bookmarks", TITLE, (), ()),),
        front_matter={"description": "只在此浏览器中的书签和笔记 · Bookmarks and notes of this browser"},
    )  # fmt: skip
