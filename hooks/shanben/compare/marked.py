"""What two versions say, with what was cut and what is new marked in its paragraphs and tables."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby

from shanben.compare.words import Edit, Op
from shanben.markup import Markup, element, joined

_MARKS = {Op.CUT: "del", Op.NEW: "ins"}


def marked_lines(parts: Iterable[Edit]) -> Markup:
    """A row with what was cut and what is new, each paragraph one: styles hide the cuts where it is the newer side.

    A paragraph that ends in what was cut is no paragraph of the newer side, so it ends as a line, inside the cut.
    """
    listed = list(parts)
    both = any(part.op is Op.NEW for part in listed) or not any(part.op is Op.CUT for part in listed)
    lines: list[list[tuple[Op, str]]] = [[]]
    for part in listed:
        inside = part.op is Op.CUT and both and "\t" not in part.text
        for number, text in enumerate([part.text] if inside else part.text.split("\n")):
            if number:
                lines.append([])
            if text:
                lines[-1].append((part.op, text))
    shown: list[Markup] = []
    for is_row, group in groupby(lines, key=lambda line: any("\t" in text for _, text in line)):
        if is_row:
            shown.append(element("table", *map(_cells, group)))
        else:
            shown += (element("p", *map(_marked, line)) for line in group)
    return joined(shown)


def _marked(piece: tuple[Op, str]) -> Markup:
    op, text = piece
    words = joined(text.split("\n"), element("br"))
    return element(_MARKS[op], words) if op in _MARKS else words


def _cells(line: Sequence[tuple[Op, str]]) -> Markup:
    """A row of a table, with the words of each cell marked for themselves."""
    cells: list[list[Markup]] = [[]]
    for op, text in line:
        for number, words in enumerate(text.split("\t")):
            if number:
                cells.append([])
            if words:
                cells[-1].append(_marked((op, words)))
    gone = all(op is Op.CUT for op, _ in line)
    return element("tr", *(element("td", *cell) for cell in cells), classes="sb-row-cut" if gone else "")
