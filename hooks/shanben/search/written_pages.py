"""Passages of a page that was written by hand, from the HTML it became: headings, and what stands below each."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import html

from shanben.search.keys import syllables
from shanben.search.passages import HEADING, TEXT, TITLE, Passage, Place, Searchable

PREFIX = "page/"
"""What begins the id of a hand-written page among the works, whose ids hold no slash."""

_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_TEXTS = frozenset("p li dt dd td th pre figcaption summary".split())
_LEFT_OUT = "script | style | form | template | .//*[contains(@class, 'headerlink')] | .//*[@data-search-exclude]"
_SPACE = re.compile(r"\s+")
_TOP = "top"
"""The anchor of what stands above every heading: browsers know it without an element of that name."""


def searchable_page(path: str, address: str, title: str, content: str, languages: int) -> Searchable | None:
    """The passages of a page; None where it holds no words.

    ``path`` names it, ``address`` is that of the page relative to the site's root, ``languages`` how many languages the
    library has: names of places have one translation each, and these have none.
    """
    if not content.strip():
        return None
    root = html.fragment_fromstring(content, create_parent="div")
    for out in root.xpath(" | ".join(f".//{one}" if one[0] != "." else one for one in _LEFT_OUT.split(" | "))):
        out.drop_tree()
    none = ("",) * languages
    outline = [Place(-1, title, none)]
    levels, anchor = [(1, 0)], _TOP
    passages: list[Passage] = []
    for element in root.iter():
        level = _HEADINGS.get(str(element.tag), 0)
        words = _SPACE.sub(" ", "".join(_words(element))).strip() if level or element.tag in _TEXTS else ""
        if not words:
            continue
        if level:
            anchor = _kept(element.get("id", ""))
            if level > 1:
                levels = [one for one in levels if one[0] < level]
                outline.append(Place(levels[-1][1] if levels else 0, words, none))
                levels.append((level, len(outline) - 1))
            kind = HEADING if level > 1 else TITLE
            passages.append(Passage(kind, address, anchor, levels[-1][1], words, (), tuple(syllables(words))))
        else:
            passages.append(Passage(TEXT, address, anchor, levels[-1][1], words))
    return Searchable(f"{PREFIX}{path}", "zh", tuple(outline), tuple(passages)) if passages else None


def _words(element: html.HtmlElement) -> Iterator[str]:
    """The words of an element without those of the blocks in it, which are passages of their own."""
    yield element.text or ""
    for child in element:
        if child.tag not in _TEXTS and child.tag not in _HEADINGS and child.tag not in ("ul", "ol", "dl", "table"):
            yield from _words(child)
        yield child.tail or ""


def _kept(anchor: str) -> str:
    """An anchor as the index can hold it: a single digit would be read as a step."""
    return anchor if len(anchor) > 1 else _TOP
