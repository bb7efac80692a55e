"""Tables of web pages that are made of other elements, which the page's style says are set as rows and cells.

The values of ``display`` that say so are those of CSS (Table Module, level 3). One row by itself, or rows of one cell,
lay out a page.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from lxml import etree

from shanben.take.html_parsed import is_hidden, name_of

_NAMES = {
    "table": "table", "table-row": "tr", "table-cell": "td", "table-row-group": "tbody",
    "table-header-group": "thead", "table-footer-group": "tfoot", "table-caption": "caption",
}  # fmt: skip
"""What elements that are set so are in a table, by the names of HTML."""
_ROLES = {
    "table": "table", "grid": "table", "row": "tr", "cell": "td", "gridcell": "td", "columnheader": "th",
    "rowheader": "th", "rowgroup": "tbody", "caption": "caption",
}  # fmt: skip
"""… and what their roles say that they are (WAI-ARIA 1.2)."""
_CELLS = frozenset({"td", "th"})
_GROUPS = frozenset({"tbody", "thead", "tfoot"})
_OWN = frozenset({*_NAMES.values(), "th", "h1", "h2", "h3", "h4", "h5", "h6", "body", "main", "article", "html"})
"""Elements that stay what they are."""
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_RULE = re.compile(r"([^{}@;]+)\{([^{}]*)\}")
_DISPLAY = re.compile(r"(?:^|[;\s])display\s*:\s*([a-z-]+)", re.IGNORECASE)
_SELECTOR = re.compile(r"(?:^|[\s>])(?P<name>[a-z][a-z0-9]*)?(?P<kinds>(?:[.#][\w-]+)*)$", re.IGNORECASE)

_ROW = "table-row"
_Parts = Mapping[etree._Element, str]
_Rule = tuple[str, frozenset[str], str]


def spell_tables(page: etree._Element, sheets: Iterable[str] = ()) -> None:
    """Give the elements of such tables the names that those of other tables have."""
    rules = [rule for sheet in sheets for rule in _rules(sheet)]
    if not any(display == _ROW for *_, display in rules) and not page.xpath(
        "boolean(//*[contains(@style, $row) or @role='row'])", row=_ROW
    ):
        return
    parts = {
        element: part
        for element in page.iter(etree.Element)
        if (part := _part(element, rules)) and name_of(element) not in _OWN and not is_hidden(element)
    }
    for element, part in parts.items():
        if part == "table" and _is_table(element, parts):
            for one in element.iter(etree.Element):
                if one in parts and (one is element or parts[one] != "table"):
                    one.tag = etree.QName(etree.QName(one).namespace, parts[one])


def _part(element: etree._Element, rules: Sequence[_Rule]) -> str:
    """What an element is in a table, after its role, its style or the last rule for it; empty where none says so."""
    if role := _ROLES.get(element.get("role") or ""):
        return role
    said = _DISPLAY.findall(element.get("style") or "")
    if not said:
        own = {f".{kind}" for kind in (element.get("class") or "").split()} | {f"#{element.get('id')}"}
        said = [how for name, kinds, how in rules if kinds <= own and (not name or name == name_of(element))]
    return _NAMES.get(said[-1].lower(), "") if said else ""


def _is_table(table: etree._Element, parts: _Parts) -> bool:
    """Whether an element holds nothing but rows, one of them of several cells."""
    rows: list[etree._Element] = []
    for one in _children(table):
        part = parts.get(one, "")
        if part in _GROUPS and _holds_only(one, "tr", parts):
            rows += _children(one)
        elif part == "tr":
            rows.append(one)
        elif part != "caption":
            return False
    whole = not _stray(table) and all(_holds_only(row, "td", parts) for row in rows)
    return whole and len(rows) > 1 and any(len(_children(row)) > 1 for row in rows)


def _holds_only(element: etree._Element, part: str, parts: _Parts) -> bool:
    own = _CELLS if part == "td" else frozenset({part})
    return not _stray(element) and all(parts.get(one) in own for one in _children(element))


def _children(element: etree._Element) -> list[etree._Element]:
    return [one for one in element if name_of(one)]


def _stray(element: etree._Element) -> bool:
    """Whether words stand in an element beside its children."""
    return any((words or "").strip() for words in (element.text, *(one.tail for one in element)))


def _rules(sheet: str) -> list[_Rule]:
    """For each selector the name, and the classes and the id, of the elements it means, and how it sets them; where in
    the page they stand is left aside.
    """
    found = []
    for selectors, said in _RULE.findall(_COMMENT.sub("", sheet)):
        display = _DISPLAY.findall(said)
        for selector in selectors.split(",") if display else ():
            match = _SELECTOR.search(selector.strip())
            if match and (match["name"] or match["kinds"]):
                kinds = frozenset(re.findall(r"[.#][\w-]+", match["kinds"]))
                found.append(((match["name"] or "").lower(), kinds, display[-1].lower()))
    return found
