"""HTML as the engine writes it: elements whose words are always text, and links that lead to no program.

A ``str`` is words and is escaped; only ``Markup`` is markup, and only this module makes it from words. So whatever a
source, an edition or a translation holds, a page reads back as the same words and holds no element that nobody wrote.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from markupsafe import Markup, escape

__all__ = ["Markup", "article", "attributes", "element", "escape", "href", "joined", "link"]

VOID = frozenset({"br", "hr", "img", "input"})
"""Elements that hold nothing and have no end."""


_NAMES = {"classes": "class"}


def attributes(**named: str) -> str:
    """Attributes, a space before each: ``classes`` is called class, and _ is -. Those without a value are left out."""
    given = [(_NAMES.get(name) or name.replace("_", "-"), escape(value)) for name, value in named.items() if value]
    return "".join([f' {name}="{value}"' for name, value in given])


def element(name: str, *content: str, **named: str) -> Markup:
    """An element with its content, a ``str`` as words and ``Markup`` as it is, and its attributes."""
    opening = f"<{name}{attributes(**named)}>"
    inner = "".join([escape(part) for part in content])
    return Markup(opening if name in VOID else f"{opening}{inner}</{name}>")  # noqa: S704 - every part was escaped


def joined(parts: Iterable[str], between: str = "") -> Markup:
    """Parts one after the other with ``between`` between them; a ``str`` as words, ``Markup`` as it is."""
    return escape(between).join(parts)


_ABSOLUTE = re.compile(r"(?:https?://|mailto:)[^\s\\\x00-\x1f]+", re.IGNORECASE)
_RELATIVE = re.compile(r"(?:\.{0,2}/(?![/\\])|\#)[^\s\\\x00-\x1f]*")


def href(address: str) -> str:
    """An address that somebody wrote, where a reader may be led there: ``http``, ``https``, ``mailto``, and what begins
    with ``/``, ``./``, ``../`` or ``#``. Empty for any other: it is words.
    """
    return address if _ABSOLUTE.fullmatch(address) or _RELATIVE.fullmatch(address) else ""


def link(address: str, *content: str, **named: str) -> Markup:
    """A link of the engine's own, to an address that it made or that ``href`` let pass."""
    return element("a", *content, href=address, **named)


_UNREADABLE = re.compile("[\0\ud800-\udfff]")
_RETURN = "\r"


def article(parts: Iterable[str]) -> str:
    """The body of a page. What no HTML file can hold is shown as U+FFFD; a carriage return is kept by its number."""
    written = "\n".join([escape(part) for part in parts])
    return _UNREADABLE.sub("\ufffd", written).replace(_RETURN, "&#13;") + "\n"
