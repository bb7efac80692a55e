"""Lists and tables of pages that the engine writes about a library."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from shanben.markup import Markup, element


def plain_list(items: Iterable[str]) -> Markup:
    """An unordered list."""
    return element("ul", *(element("li", item) for item in items))


def nested_list(entries: Iterable[tuple[int, Markup]]) -> Markup:
    """An unordered list with lists in it: entries in reading order, each with its depth.

    A depth that leaps is as deep as the list can be there, one below the entry before.
    """
    out: list[Markup] = []
    open_lists: list[int] = []
    for depth, entry in entries:
        while open_lists and open_lists[-1] > depth:
            open_lists.pop()
            out.append(Markup("</li></ul>"))
        if open_lists and open_lists[-1] == depth:
            out.append(Markup("</li>"))
        else:
            open_lists.append(depth)
            out.append(Markup("<ul>"))
        out.append(Markup("<li>") + entry)
    out += [Markup("</li></ul>")] * len(open_lists)
    return Markup().join(out)


def table(head: Sequence[str], rows: Iterable[Sequence[str]], numbers: frozenset[int]) -> Markup:
    """A table; the columns at the places ``numbers`` hold numbers and are set to the right."""

    def row(name: str, cells: Sequence[str]) -> Markup:
        return element("tr", *(element(name, cell, style=_style(place)) for place, cell in enumerate(cells)))

    def _style(place: int) -> str:
        return "text-align: right;" if place in numbers else ""

    body = element("tbody", *(row("td", cells) for cells in rows))
    return element("table", element("thead", row("th", head)), body)
