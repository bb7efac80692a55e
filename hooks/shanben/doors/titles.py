"""Titles in every language, for the navigation, the path and the contents of a page."""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import escape, unescape
from typing import Any

from mkdocs.structure.toc import AnchorLink

from shanben.characters import SIGNED
from shanben.markup import Markup, both, phrased, signed, unbroken
from shanben.model.language import Translation, TranslationStatus
from shanben.model.library import Contents


def show_in_every_language(item: Any, translations: Iterable[Translation]) -> None:
    """Give a page, a section or an anchor a title with markup beside its plain one.

    ``typeset`` is where Material's navigation and contents look for such a title, so the plain one, which also stands
    in the browser's title and in names for screen readers, needs no markup and its templates no override. There stand
    the signs of characters that are not seen, too.
    """
    item.translations = tuple(translations)
    words = phrased(unescape(item.title or ""))
    if not item.translations and "<wbr>" not in words and not SIGNED.search(item.title or ""):
        return
    shown = [f'<span class="sb-original">{words}</span>']
    shown += [
        f'<span class="sb-translation" lang="{escape(one.language)}" data-status="{one.status}">'
        f"{unbroken(one.text)}</span>"
        for one in item.translations
    ]
    item.typeset = {"title": signed(" ".join(shown))}


_BOTH = re.compile(
    r"(?P<chinese>[^<>]*[\u3400-\u9fff][^<>]*?) · (?P<english>[^<>\u3400-\u9fff]*[A-Za-z][^<>\u3400-\u9fff]*)"
)
_NAMED = re.compile(rf"(?P<start><(?:h[1-6]|a)\b[^>]*>){_BOTH.pattern}(?P<end></(?:h[1-6]|a)>|<a class=\"headerlink\")")


def show_in_both(item: Any) -> None:
    """A title that we or a page by hand write ``中文 · English``, not a source: a reader sees the one they chose."""
    found = _BOTH.fullmatch(item.title or "")
    if found and not getattr(item, "translations", ()):
        item.title = found["chinese"]
        show_in_every_language(item, [Translation("en", unescape(found["english"]), TranslationStatus.EDITORIAL)])


def headings_in_both(html: str) -> str:
    """What a hand-written page calls ``中文 · English`` (headings, links), each of the two with its language."""

    def spread(found: re.Match[str]) -> str:
        return f"{found['start']}{both(Markup(found['chinese']), Markup(found['english']))}{found['end']}"

    return _NAMED.sub(spread, html)


def toc_in_both(links: Iterable[AnchorLink]) -> None:
    """The same for the contents of such a page."""
    for one in links:
        show_in_both(one)
        toc_in_both(one.children)


_ARTICLE = re.compile(r"第[^\s，。；：]{1,14}[条條](?:之[一二三四五六七八九十百]+)?")
"""The number of an article: all that most articles are called. It finds itself, and no list of numbers helps."""


class ContentsLink(AnchorLink):
    """An entry of the contents of one of our pages."""

    numbered = False
    """Whether it is an article that is called by its number alone, which the contents of a print leave out."""


def contents_link(entry: Contents, level: int = 1) -> AnchorLink:
    """An entry of a page's contents, with what stands below it, as the theme reads them."""
    title = f"[{entry.text}]" if entry.supplied else entry.text
    link = ContentsLink(escape(title, quote=False), entry.anchor, level)
    link.numbered = entry.run_in and bool(_ARTICLE.fullmatch(entry.text))
    link.children = [contents_link(child, level + 1) for child in entry.children]
    show_in_every_language(link, entry.translations)
    return link
