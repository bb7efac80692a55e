"""Elements of Word's XML by their local names: the transitional and the strict form differ in namespaces alone."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

_LARGEST = 9_999_999
"""No measure, span or number of a list in a document is larger."""


def local(element: etree._Element) -> str:
    """An element's name without its namespace; empty for comments and instructions."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def child(element: etree._Element | None, *path: str) -> etree._Element | None:
    """The first element down a path of names."""
    for name in path:
        if element is None:
            return None
        element = next((one for one in element if local(one) == name), None)
    return element


def words_of(element: etree._Element | None) -> str:
    """All words inside an element; none for comments and instructions."""
    return "".join(map(str, element.itertext())) if element is not None and isinstance(element.tag, str) else ""


def children(element: etree._Element, name: str) -> Iterator[etree._Element]:
    """The elements of a name directly below another."""
    return (one for one in element if local(one) == name)


def value(element: etree._Element | None, name: str) -> str:
    """An attribute by its local name; empty where it is missing."""
    if element is None:
        return ""
    return next((text for key, text in element.items() if key.rpartition("}")[2] == name), "")


def number_of(element: etree._Element | None, name: str) -> int:
    """An attribute as a whole number, of at most seven digits; 0 where it is missing or none."""
    text = value(element, name)
    try:
        return int(max(-_LARGEST, min(_LARGEST, float(text)))) if text else 0
    except (ValueError, OverflowError):
        return 0


def switched(element: etree._Element | None) -> bool:
    """Whether a property that is on or off is on."""
    return element is not None and value(element, "val") not in ("0", "false", "off", "none")
