"""The headings of a page and their levels, also where it says them in another way than by its tags."""

from __future__ import annotations

import re
from collections.abc import Mapping

from lxml import etree

from shanben.take.html_parsed import name_of, whole_number, words_of

HEADINGS = {f"h{level}": level for level in range(1, 7)}
_SECTIONS = frozenset({"section", "article", "aside"})
_DEEPEST = 6


def heading_level(element: etree._Element) -> int:
    """The level an element states by its tag, or by its role (WAI-ARIA 1.2); 0 where it is no heading."""
    if element.get("role") == "heading":
        return max(1, min(_DEEPEST, whole_number(element.get("aria-level"), HEADINGS.get(name_of(element), 2))))
    return HEADINGS.get(name_of(element), 0)


def nested_levels(page: etree._Element) -> Mapping[etree._Element, int]:
    """Levels by how deep sections are nested, on a page that has all its headings as ``h1``; else nothing.

    So HTML was to be written for some years: each section began with an ``h1`` of its own.
    """
    headings = [one for one in page.iter() if heading_level(one)]
    if len(headings) < 2 or any(name_of(one) != "h1" for one in headings):
        return {}
    depths = [sum(name_of(above) in _SECTIONS for above in one.iterancestors()) for one in headings]
    least = min(depths)
    return {one: min(_DEEPEST, 1 + depth - least) for one, depth in zip(headings, depths, strict=True)}


def is_drawn_heading(picture: etree._Element, words: str) -> bool:
    """Whether a picture, which a page calls ``words``, is all that a heading holds."""
    heading = next((one for one in picture.iterancestors() if heading_level(one)), None)
    if heading is None or not _HAN.search(words) or len(words) > _LONGEST:
        return False
    alone = sum(name_of(one) == "img" for one in heading.iter()) == 1
    return alone and not words_of(heading).strip()


_HAN = re.compile("[\u3400-\u9fff]")
_LONGEST = 40
"""Characters of the longest heading that is drawn: what is longer tells what a picture shows."""
