"""Pages that show words of several texts (the catalogue, groups, versions) in the characters of another script.

Such a page has words in more than one script, each with the language of what it stands in; our own words are in
simplified characters. ``javascripts/script.js`` finds the same words by the same rule.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from lxml import html

from shanben.render.scripts import forms_in, table_of

OURS = "zh-Hans"
"""The language of what says no more than that it is Chinese."""
_BLOCKS = frozenset({"p", "li", "h1", "h2", "h3", "h4", "td", "th", "dt", "dd"})
"""Elements over which no phrase runs; one that states a language is another."""
_ASIDE = frozenset({"script", "style", "template", "textarea", "svg"})
_FILED = ("data-kind", "data-issuer", "data-place", "data-status", "data-subject")
"""What a script makes the filters of the catalogue of."""


FILTERS = (
    "题名", "体裁", "年份", "发布机关", "地点", "效力", "主题", "译文", "排序", "全部", "全部标题", "部分标题", "尚无",
    "库中次序", "题名音序", "题名笔画", "新的在前", "旧的在前", "再列", "篇", "筛选",
)  # fmt: skip
"""What ``javascripts/catalogue.js`` says beside them."""


def listed_script(page: str) -> str:
    """The script with the other forms of a page, by the language of its words; empty where it has none.

    ``page`` is its HTML. The script hands ``{language: {form: [characters, phrases]}}`` to ``shanbenScript``.
    """
    words: defaultdict[str, dict[str, None]] = defaultdict(dict)
    for language, text in _words(page):
        words[language][text] = None
    if 'class="sb-card"' in page:
        words[OURS] |= dict.fromkeys(FILTERS)
    tables = {language: _tables(language, list(texts)) for language, texts in sorted(words.items())}
    shown = {language: forms for language, forms in tables.items() if forms}
    return f"shanbenScript({json.dumps(shown, ensure_ascii=False, separators=(',', ':'))});\n" if shown else ""


def _tables(language: str, texts: Sequence[str]) -> Mapping[str, object]:
    return {form: table_of(texts, way) for form, way in forms_in(language).items()}


def _words(page: str) -> Iterator[tuple[str, str]]:
    """The words of each block, each with its language."""
    root = html.fragment_fromstring(page, create_parent="article")
    found: list[tuple[str, list[str]]] = []
    _gather(root, OURS, None, found)
    for language, parts in found:
        if text := "".join(parts).strip():
            yield language, text


def _gather(
    element: html.HtmlElement, language: str, block: list[str] | None, found: list[tuple[str, list[str]]]
) -> None:
    """Add what an element says to the block it stands in, or to a block that it begins."""
    if not isinstance(element.tag, str) or element.tag in _ASIDE:
        return
    stated = element.get("lang")
    language = (OURS if stated == "zh" else stated) if stated else language
    if block is None or stated or element.tag in _BLOCKS:
        block = []
        found.append((language, block))
    found.extend((OURS, [value]) for name in _FILED if (value := element.get(name)))
    block.append(element.text or "")
    for child in element:
        _gather(child, language, block, found)
        block.append(child.tail or "")
