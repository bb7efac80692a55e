"""HTML as the engine writes it: elements whose words are always text, and links that lead to no program.

A ``str`` is words and is escaped; only ``Markup`` is markup, and only this module makes it from words. So whatever a
source, an edition or a translation holds, a page reads back as the same words and holds no element that nobody wrote.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from markupsafe import Markup, escape

from shanben.characters import SIGNED, code_point, holds_signed
from shanben.phrases import phrases

__all__ = [
    "UNREADABLE", "Markup", "article", "attributes", "both", "either", "element", "escape", "href", "joined", "link",
    "phrased", "signed", "unbroken", "words",
]  # fmt: skip

VOID = frozenset({"br", "hr", "img", "input", "wbr"})
"""Elements that hold nothing and have no end."""


class _Names(dict[str, str]):
    """What an argument is called as an attribute: ``classes`` is class, and _ is -."""

    def __missing__(self, name: str) -> str:
        written = self[name] = name.replace("_", "-")
        return written


_NAMES = _Names(classes="class", for_="for")


def attributes(**named: str) -> str:
    """Attributes, a space before each: ``classes`` is called class, and _ is -. Those without a value are left out."""
    return "".join([f' {_NAMES[name]}="{words(value)}"' for name, value in named.items() if value])


def words(text: str) -> str:
    """Words with what HTML would read as markup escaped, as ``markupsafe.escape`` does it; ``Markup`` as it is.

    A page is made of some thousand pieces, and this makes no object for each of them.
    """
    if isinstance(text, Markup):
        return text
    escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return escaped.replace('"', "&#34;").replace("'", "&#39;")


def _markup(written: str) -> Markup:
    return str.__new__(Markup, written)


def element(name: str, /, *content: str, **named: str) -> Markup:
    """An element with its content, a ``str`` as words and ``Markup`` as it is, and its attributes."""
    stated = "".join([f' {_NAMES[key]}="{words(value)}"' for key, value in named.items() if value]) if named else ""
    if name in VOID:
        return _markup(f"<{name}{stated}>")
    held = words(content[0]) if len(content) == 1 else "".join([words(part) for part in content])
    return _markup(f"<{name}{stated}>{held}</{name}>")


def joined(parts: Iterable[str], between: str = "") -> Markup:
    """Parts one after the other with ``between`` between them; a ``str`` as words, ``Markup`` as it is."""
    return _markup(str.join(words(between), [words(part) for part in parts]))


def phrased(title: str) -> Markup:
    """A title whose lines end between words. ``wbr`` is no character: what is read, found and copied is the title."""
    return joined((unbroken(piece) if _DAY.search(piece) else piece for piece in phrases(title)), element("wbr"))


AND = " · "
"""What stands between the two languages of our own words: 目录 · Contents."""


def both(chinese: str, english: str = "", between: str = AND) -> Markup | str:
    """Our own words in both languages, of which a reader may choose one; without ``english`` they are told apart where
    ``AND`` stands first. Words of one language alone stay as they are.

    Only for words of the engine: what a source, an edition or a title says is never taken apart.
    """
    if not english:
        chinese, between, english = chinese.partition(AND)
    if not english:
        return chinese
    mark = element("span", between, classes="sb-and" if between == AND else "sb-and sb-gap-alone", lang="en")
    return (
        element("span", chinese, classes="sb-zh", lang="zh")
        + mark
        + element("span", english, classes="sb-en", lang="en")
    )


def either(chinese: str, english: str) -> Markup:
    """Words that stand in Chinese, and in English only for a reader who chose that alone: numbers, dates, kinds."""
    return element("span", chinese, classes="sb-zh", lang="zh") + element(
        "span", english, classes="sb-en sb-alone", lang="en"
    )


def bracketed(*content: str) -> Markup:
    """What stands in brackets after a title or a name: in those of the language that a reader chose."""
    return joined((either("（", " ("), *content, either("）", ")")))


_DAY = re.compile(r"(（?\d{4}-\d\d(?:-\d\d)?）?)")


def unbroken(words: str) -> Markup:
    """Words in which a day (2014-04-24) stands on one line: a browser would break it at its hyphens."""
    return joined(
        element("span", part, classes="sb-day") if number % 2 else part for number, part in enumerate(_DAY.split(words))
    )


_ABSOLUTE = re.compile(r"(?:https?://|mailto:)[^\s\\\x00-\x1f]+", re.IGNORECASE)


def href(address: str) -> str:
    """An address that somebody wrote, where a reader may be led there: ``http``, ``https`` or ``mailto``. Empty for any
    other: it is words.
    """
    return address if _ABSOLUTE.fullmatch(address) else ""


def link(address: str, *content: str, **named: str) -> Markup:
    """A link of the engine's own, to an address that it made or that ``href`` let pass."""
    return element("a", *content, href=address, **named)


UNREADABLE = re.compile("[\0\ud800-\udfff]")
"""What no HTML file can hold."""
_RETURN = "\r"


def article(parts: Iterable[str]) -> str:
    """The body of a page. What no HTML file can hold is shown as U+FFFD; a carriage return is kept by its number."""
    written = "\n".join([words(part) for part in parts])
    return signed(UNREADABLE.sub("\ufffd", written).replace(_RETURN, "&#13;")) + "\n"


_APART = re.compile(
    rf"<(?P<whole>script|style|textarea|title|option)\b.*?</(?P=whole)>|<[^>]*>|(?P<odd>{SIGNED.pattern})", re.DOTALL
)


def signed(written: str) -> str:
    """Finished HTML with a sign at each character that readers would not see; attributes and scripts as they are.

    The character stays, in an element of its own that its style draws the sign beside, so that what is read, found and
    copied are the words of the source. ``bdi`` keeps a control of direction from turning what stands around it.
    """
    return _APART.sub(_signed, written) if holds_signed(written) else written


def _signed(match: re.Match[str]) -> str:
    odd = match["odd"]
    return f'<bdi class="sb-odd" data-code="{code_point(odd)}">{odd}</bdi>' if odd else match[0]
