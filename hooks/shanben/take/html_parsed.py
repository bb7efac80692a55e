"""Web pages and the pages of e-books as elements."""

from __future__ import annotations

import re
from html.entities import html5

import lxml.html
from lxml import etree

from shanben.take.unusable import Unusable

_ENTITY = re.compile(rb"&([A-Za-z][A-Za-z0-9]*);")
_OWN_ENTITIES = frozenset(("amp", "lt", "gt", "quot", "apos"))


def page_of(text: str) -> lxml.html.HtmlElement:
    """A page; its text is decoded already, so what it says of its encoding is left aside."""
    try:
        parser = lxml.html.HTMLParser(encoding="utf-8", no_network=True, huge_tree=True)
        return lxml.html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, ValueError):
        raise Unusable("is not HTML, or holds nothing: look into it") from None


def xhtml_of(raw: bytes) -> etree._Element:
    """A page of an e-book, as XML where it is well formed; named characters of HTML are known."""
    named = _ENTITY.sub(_named, raw)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=True)
    try:
        return etree.fromstring(named, parser)
    except (etree.XMLSyntaxError, ValueError):
        return page_of(named.decode("utf-8", "replace"))


def _named(match: re.Match[bytes]) -> bytes:
    name = match[1].decode()
    if name in _OWN_ENTITIES or f"{name};" not in html5:
        return match[0]
    return "".join(f"&#{ord(character)};" for character in html5[f"{name};"]).encode()


def name_of(element: etree._Element) -> str:
    """An element's name without its namespace; empty for comments and instructions."""
    return element.tag.rpartition("}")[2].lower() if isinstance(element.tag, str) else ""
