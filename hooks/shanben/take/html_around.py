"""What stands around the text of a web page: its own head and foot, and lists of links to other pages."""

from __future__ import annotations

import re

from lxml import etree

from shanben.take.html_parsed import name_of

_ROLES = frozenset({"banner", "contentinfo", "navigation", "search"})
_ENDS = frozenset({"header", "footer"})
_BOXES = frozenset({"div", "ul", "ol", "section", "aside", "table", "p"})
_NAMED = re.compile(
    r"(?:top|main|sub|site|page|side|left|right|foot)?-?_?(?:nav|navbar|navigation|menu|breadcrumbs?|crumbs?|position|sidebar"
    r"|toolbar|share|pager|pagination|friend-?links?|footer|copyright)",
    re.IGNORECASE,
)
_LINKED = 0.7
"""Of the characters of a list of links, so many stand in links."""
_HEADINGS = "h1 h2 h3 h4 h5 h6".split()


def is_around(element: etree._Element) -> bool:
    """Whether an element belongs to the page and not to its text; a heading in it is a sign that it does."""
    name = name_of(element)
    if element.get("role") in _ROLES:
        return True
    if name in _ENDS:
        parent = element.getparent()
        return parent is not None and name_of(parent) == "body" and not _has_heading(element)
    if name not in _BOXES or _has_heading(element):
        return False
    names = [*(element.get("class") or "").split(), element.get("id") or ""]
    return any(_NAMED.fullmatch(one) for one in names if one) and _is_links(element)


def _has_heading(element: etree._Element) -> bool:
    return any(name_of(one) in _HEADINGS for one in element.iter())


def _is_links(element: etree._Element) -> bool:
    words = sum(len("".join(str(text).split())) for text in element.itertext())
    links = [one for one in element.iter() if name_of(one) == "a"]
    inside = sum(len("".join(str(text).split())) for link in links for text in link.itertext())
    return words > 0 and inside >= _LINKED * words
