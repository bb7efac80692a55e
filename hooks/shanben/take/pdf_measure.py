"""The edges of a text on its pages: what stands at the head or foot of a page may be wider than what is read on it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from shanben.take.pdf_lines import PrintedLine

_NEAR = 0.6
"""Ems by which lines may reach over the edge that others keep: signs hang, and sizes differ."""
_STEP = 2.0
"""Points that edges of one text may be apart on its pages."""
_PAGES = 2
_Column = tuple[int, float, float]


def set_measure(pages: Sequence[Sequence[PrintedLine]], furniture: Mapping[int, str]) -> None:
    """Take columns in to the edges that the text has on most pages, where only what belongs to the page is wider.

    A line of text is full where the text ends, not where the page's foot does: else no line is, and none goes on.
    """
    parts: dict[tuple[int, _Column], list[PrintedLine]] = {}
    for lines in pages:
        for line in lines:
            if id(line) not in furniture and not line.table:
                parts.setdefault((line.page, line.column), []).append(line)
    lefts, rights = Counter[tuple[int, int]](), Counter[tuple[int, int]]()
    for (_, column), lines in parts.items():
        lefts[column[0], _step(min(line.left for line in lines))] += 1
        rights[column[0], _step(max(line.right for line in lines))] += 1
    usual = {number: (_usual(lefts, number), _usual(rights, number)) for number in {column[0] for _, column in parts}}
    for (_, column), lines in parts.items():
        number, left, right = column
        near = _NEAR * max(line.size for line in lines)
        at_left, at_right = usual[number]
        if at_left is not None and left + near < at_left <= min(line.left for line in lines) + near:
            left = min(at_left, *(line.left for line in lines))
        if at_right is not None and right - near > at_right >= max(line.right for line in lines) - near:
            right = max(at_right, *(line.right for line in lines))
        for line in lines:
            line.column = (number, left, right)


def _step(edge: float) -> int:
    return round(edge / _STEP)


def _usual(edges: Counter[tuple[int, int]], number: int) -> float | None:
    """The edge that a column has on more pages than any other, on two at least."""
    own: Iterable[tuple[int, int]] = ((count, step) for (column, step), count in edges.items() if column == number)
    count, step = max(own, default=(0, 0))
    return step * _STEP if count >= _PAGES else None
