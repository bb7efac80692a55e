"""Formulas as a line of signs: what a document draws between their parts, or keeps in attributes, is written out.

A fraction is a/b, a root √a, rows of a matrix are parted by semicolons. Signs that are raised or lowered stand in the
line, as they do in running text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping

from lxml import etree

from shanben.take.ooxml import child, children, local, value

_TOKENS = frozenset({"mi", "mn", "mo", "mtext", "ms"})
_SILENT = frozenset({"annotation", "annotation-xml", "mphantom", "none", "mprescripts", ""})
_UNSEEN = re.compile(r"[\s\u2061-\u2064\u200b]+")
_WHOLE = re.compile(r"[\w.%!∞]*|\([^()]*\)|\[[^\[\]]*\]")


def mathml(element: etree._Element) -> str:
    """The signs of a formula in MathML (web pages, e-books, OpenDocument)."""
    name = local(element).lower()
    if name in _TOKENS:
        return _UNSEEN.sub("", "".join(map(str, element.itertext())))
    if name in _SILENT:
        return ""
    parts = [mathml(one) for one in element]
    if name == "semantics":
        return parts[0] if parts else ""
    if name == "mfrac" and len(parts) == 2:
        return _over(*parts, bar=value(element, "linethickness") not in ("0", "0px", "0pt"))
    if name == "msqrt":
        return "√" + _grouped("".join(parts))
    if name == "mroot" and len(parts) == 2:
        return f"{parts[1]}√{_grouped(parts[0])}"
    if name == "mfenced":
        opens, parts_by, closes = (element.get(key, usual) for key, usual in _FENCES)
        return opens + parts_by[:1].join(parts) + closes
    return {"mtable": "; ", "mtr": " ", "mlabeledtr": " "}.get(name, "").join(parts)


_FENCES = (("open", "("), ("separators", ","), ("close", ")"))

Read = Callable[[etree._Element], str]
"""The characters of a part of a formula."""


def word_formula(element: etree._Element, read: Read) -> str | None:
    """The signs of a part of a Word formula that has a way of its own to be written; none of any other."""
    way = _WORD.get(local(element))
    return way(element, read) if way else None


def _stated(element: etree._Element, properties: str, name: str, usual: str) -> str:
    """A sign that an attribute states; where it is not stated it is the usual one."""
    said = child(element, properties, name)
    return usual if said is None else value(said, "val")


def _all(element: etree._Element, name: str, read: Read) -> list[str]:
    return [read(one) for one in children(element, name)]


def _one(element: etree._Element, name: str, read: Read) -> str:
    return "".join(_all(element, name, read))


def _sum(element: etree._Element, read: Read) -> str:
    sign = _stated(element, "naryPr", "chr", "∫")
    return sign + "".join(_one(element, name, read) for name in ("sub", "sup", "e"))


def _delimited(element: etree._Element, read: Read) -> str:
    opens, between, closes = (
        _stated(element, "dPr", name, usual) for name, usual in (("begChr", "("), ("sepChr", "|"), ("endChr", ")"))
    )
    return opens + between.join(_all(element, "e", read)) + closes


def _root(element: etree._Element, read: Read) -> str:
    return f"{_one(element, 'deg', read)}√{_grouped(_one(element, 'e', read))}"


def _fraction(element: etree._Element, read: Read) -> str:
    bar = _stated(element, "fPr", "type", "bar") != "noBar"
    return _over(_one(element, "num", read), _one(element, "den", read), bar=bar)


def _matrix(element: etree._Element, read: Read) -> str:
    return "; ".join(" ".join(_all(row, "e", read)) for row in children(element, "mr"))


def _accented(element: etree._Element, read: Read) -> str:
    return _one(element, "e", read) + _stated(element, "accPr", "chr", "\u0302")


def _barred(element: etree._Element, read: Read) -> str:
    return _one(element, "e", read) + ("\u0305" if _stated(element, "barPr", "pos", "bot") == "top" else "\u0332")


_WORD: Mapping[str, Callable[[etree._Element, Read], str]] = {
    "nary": _sum,
    "d": _delimited,
    "rad": _root,
    "f": _fraction,
    "m": _matrix,
    "acc": _accented,
    "bar": _barred,
    "eqArr": lambda element, read: "; ".join(_all(element, "e", read)),
}


def _over(above: str, below: str, *, bar: bool) -> str:
    return f"{_grouped(above)}/{_grouped(below)}" if bar else _spaced((above, below))


def _spaced(parts: Iterable[str]) -> str:
    return " ".join(part for part in parts if part)


def _grouped(signs: str) -> str:
    """Signs in brackets where they would run into their neighbours."""
    return signs if _WHOLE.fullmatch(signs) else f"({signs})"
