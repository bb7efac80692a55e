"""Web pages and the pages of e-books as elements."""

from __future__ import annotations

import re
from html.entities import html5

import lxml.html
from lxml import etree

from shanben.take.unusable import Unusable

_ENTITY = re.compile(rb"&([A-Za-z][A-Za-z0-9]*);")
INLINE = frozenset(
    "a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd label mark math nobr output q rb rbc rp rt"
    " rtc ruby s samp small span strike strong sub sup time tt u var wbr".split()
)
_LEFT_OUT = {
    **dict.fromkeys(("script", "style", "template", "head", "meta", "link", "noscript", "object", "embed"), ""),
    **dict.fromkeys(("svg", "canvas"), "drawings"),
    **dict.fromkeys(("button", "select", "textarea", "input"), "form fields"),
    **dict.fromkeys(("iframe", "video", "audio"), "embedded media"),
    "nav": "navigation",
}
"""What is no text of a page, and how it is counted; what is never shown is not."""
_OWN_ENTITIES = frozenset(("amp", "lt", "gt", "quot", "apos"))


_LONG_TAG = re.compile(r"""<[A-Za-z](?:[^<>=]|=\s*+"[^"]*"|=\s*+'[^']*'|=\s*+[^\s>"']*+){20000,}+""")
_VALUE = re.compile(r"""=\s*(?:"[^"]*"|'[^']*')|/""")
_MOST_ATTRIBUTES = 2_000
"""Attributes of an element: each is compared with those before it, and a hundred thousand take minutes."""


def page_of(text: str) -> lxml.html.HtmlElement:
    """A page; its text is decoded already, so what it says of its encoding is left aside."""
    for tag in _LONG_TAG.finditer(text):
        if len(_VALUE.sub(" ", tag[0]).split()) > _MOST_ATTRIBUTES:
            message = "has an element of more than {most} attributes: save its text as another kind of file"
            raise Unusable(message, code="E133", most=_MOST_ATTRIBUTES)
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


def words_of(element: etree._Element) -> str:
    """All character data in an element."""
    return "".join(map(str, element.itertext()))


def first_words(element: etree._Element, most: int) -> str:
    """The words of an element without white space, up to the text in which there are more than ``most`` characters."""
    found = ""
    for text in element.itertext():
        found += "".join(str(text).split())
        if len(found) > most:
            break
    return found


def left_out(element: etree._Element) -> str | None:
    """How an element is counted that is no text of a page; none where it is text, empty where it is never shown.

    A form is left out unless it holds paragraphs or tables: some servers wrap whole pages in one.
    """
    name = name_of(element)
    if name == "form":
        whole = any(name_of(one) in _OF_PAGES for one in element.iterdescendants())
        return None if whole else "form fields"
    return _LEFT_OUT.get(name)


def is_drawn_formula(element: etree._Element) -> bool:
    """Whether an element is what a script draws of a formula, which stands beside it as one."""
    around = element.getparent() if element.get("aria-hidden") == "true" else None
    if around is None:
        return False
    return any(name_of(one) == "math" for beside in around if beside is not element for one in beside.iter())


def is_hidden(element: etree._Element) -> bool:
    """Whether a page says of an element itself that it is not shown."""
    style = "".join((element.get("style") or "").lower().split())
    return element.get("hidden") is not None or "display:none" in style or "visibility:hidden" in style


_OF_PAGES = frozenset({"h1", "h2", "h3", "h4", "h5", "h6", "p", "article", "table"})


def kinds_of(element: etree._Element) -> str:
    """What an element says that it is, also with a prefix that its page does not declare."""
    return " ".join(str(value) for key, value in element.items() if re.split("[}:]", key)[-1] in ("type", "role"))


def answer_room(element: etree._Element) -> str:
    """The line that underlined room without a word draws for an answer, as characters; empty for anything else."""
    underlined = name_of(element) == "u" or "underline" in (element.get("style") or "")
    if not underlined or len(element):
        return ""
    room = (element.text or "").strip(" \t\r\n\f")
    return "_" * len(room) if len(room) > 1 and not room.strip() else ""


def sign_drawn(element: etree._Element) -> str:
    """What a picture in a link stands for: the sign of a note, as e-books draw it."""
    drawn = next((one for one in element.iter() if name_of(one) == "img"), None)
    said = "" if drawn is None else (drawn.get("alt") or "").strip()
    return "" if drawn is None else said if 0 < len(said) <= _LONGEST_SIGN else "注"  # or the words of the note


_LONGEST_SIGN = 4


def stands_in_line(element: etree._Element) -> bool:
    """Whether an element stands in the middle of a paragraph, as some e-books set the words of notes."""
    around = element.getparent()
    return around is not None and name_of(around) in INLINE | {"p"}


def whole_number(text: str | None, other: int) -> int:
    """An attribute as a whole number; another where it is none."""
    return int(text) if text and re.fullmatch(r"-?\d{1,6}", text) else other
