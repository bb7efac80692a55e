"""Tables of web pages that are made of other elements, which the page's style says are set as rows and cells.

The values of ``display`` that say so are those of CSS (Table Module, level 3; Grid Layout, level 2). One row by itself,
or rows of one cell, lay out a page; so does a grid of anything but words.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import count

from lxml import etree

from shanben.take.html_parsed import INLINE, is_hidden, name_of, words_of

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
_Rule = tuple[int, str, frozenset[str], str]
_Rules = Mapping[str, Sequence[_Rule]]
"""Rules by a class, an id or a name that each asks for: its place in the sheets, all it asks for, what it says."""


def spell_tables(page: etree._Element, sheets: Iterable[str] = ()) -> None:
    """Give the elements of such tables the names that those of other tables have."""
    _spell_grids(page, sheets)
    rules = _rules(sheets, _DISPLAY)
    if not any(display == _ROW for several in rules.values() for *_, display in several) and not page.xpath(
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


def _spell_grids(page: etree._Element, sheets: Iterable[str]) -> None:
    """Make tables of the grids of a page whose cells hold nothing but words, row by row."""
    rules = _rules((sheet for sheet in sheets if _GRID in sheet), _COLUMNS)
    inline = page.xpath("boolean(//*[contains(@style, $grid)])", grid=_GRID)
    placed: _Rules | None = None
    for element in [*page.iter(etree.Element)] if rules or inline else ():
        columns = _columns(_said(element, rules, _COLUMNS))
        if columns < _LEAST or name_of(element) in _OWN:
            continue
        cells = [cell for one in _children(element) for cell in (_children(one) if _has_no_box(one) else [one])]
        if len(cells) < _LEAST * columns or len(cells) % columns:
            continue
        placed = _rules(sheets, _PLACED) if placed is None else placed
        if _stray(element) or is_hidden(element) or not all(_is_cell(cell, placed) for cell in cells):
            continue
        space = etree.QName(element).namespace
        for one in cells:
            one.tag = etree.QName(space, "td")
        for one in [*element]:
            element.remove(one)
        for at in range(0, len(cells), columns):
            etree.SubElement(element, etree.QName(space, "tr")).extend(cells[at : at + columns])
        element.tag = etree.QName(space, "table")


_GRID = "grid-template-columns"
_COLUMNS = re.compile(r"(?:^|[;\s])grid-template-columns\s*:\s*([^;]+)", re.IGNORECASE)
_PLACED = re.compile(r"(?:^|[;\s])grid-(?:column|row|area)[a-z-]*\s*:\s*([^;]+)", re.IGNORECASE)
_REPEATED = re.compile(r"repeat\(\s*(\d{1,2})\s*,([^()]*(?:\([^()]*\)[^()]*)*)\)")
_TRACK = re.compile(r"\[[^\]]*\]|(?P<track>[a-z-]+\([^()]*\)|[\w.%-]+)")
_LEAST, _LONGEST = 2, 80
"""Columns and rows of the smallest grid that is a table, and characters of its longest cell: others lay out a page."""


@lru_cache
def _columns(said: str) -> int:
    """How many columns ``grid-template-columns`` names; 0 where their number depends on the window."""
    if "auto-fi" in said or "subgrid" in said:
        return 0
    repeated = sum(int(match[1]) * _tracks(match[2]) for match in _REPEATED.finditer(said))
    return repeated + _tracks(_REPEATED.sub(" ", said))


def _tracks(said: str) -> int:
    return sum(bool(match["track"]) for match in _TRACK.finditer(said))


def _has_no_box(element: etree._Element) -> bool:
    """Whether the children of an element stand in the grid around it."""
    return "display:contents" in "".join((element.get("style") or "").lower().split())


def _is_cell(element: etree._Element, placed: _Rules) -> bool:
    """Whether an element holds nothing but some words, takes one place of its grid, and leads nowhere."""
    plain = name_of(element) not in _OWN | {"a"} and not _said(element, placed, _PLACED)
    words = plain and all(name_of(one) in INLINE - {"a"} | {"br", ""} for one in element.iterdescendants())
    return words and len("".join(words_of(element).split())) <= _LONGEST


def _part(element: etree._Element, rules: _Rules) -> str:
    """What an element is in a table, after its role, its style or the last rule for it; empty where none says so."""
    if role := _ROLES.get(element.get("role") or ""):
        return role
    return _NAMES.get(_said(element, rules, _DISPLAY), "")


def _said(element: etree._Element, rules: _Rules, declared: re.Pattern[str]) -> str:
    """What the style of an element says of itself, or else the last rule for it."""
    said = declared.findall(element.get("style") or "")
    if not said and rules:
        own = {f".{kind}" for kind in (element.get("class") or "").split()} | {f"#{element.get('id')}"}
        named = name_of(element)
        asked = [rule for key in (*own, named) for rule in rules.get(key, ())]
        said = [how for *_, how in sorted(rule for rule in asked if rule[2] <= own and rule[1] in ("", named))]
    return said[-1].strip().lower() if said else ""


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


def _rules(sheets: Iterable[str], declared: re.Pattern[str]) -> _Rules:
    """For each selector the name, and the classes and the id, of the elements it means, and what it says of what is
    looked for; where in the page they stand is left aside.
    """
    found: defaultdict[str, list[_Rule]] = defaultdict(list)
    places = count()
    for selectors, said in (rule for sheet in sheets for rule in _RULE.findall(_COMMENT.sub("", sheet))):
        values = declared.findall(said)
        for selector in selectors.split(",") if values else ():
            match = _SELECTOR.search(selector.strip())
            if match and (match["name"] or match["kinds"]):
                kinds, name = frozenset(re.findall(r"[.#][\w-]+", match["kinds"])), (match["name"] or "").lower()
                rule = next(places), name, kinds, values[-1].strip().lower()
                found[min(kinds, default=name)].append(rule)
    return found
