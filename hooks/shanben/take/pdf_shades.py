"""Boxes of a PDF page that are filled and have no outline: which of them bound the cells of a table.

Cells may be told apart by nothing but their colours. But word processors also lay a box behind every line of a
paragraph (mostly a white one, from a web page), and behind words that are marked; those bound nothing.
"""

from __future__ import annotations

import ctypes
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import Any

from shanben.take.pdf_characters import PageCharacters
from shanben.take.pdf_views import Box

Colour = tuple[int, int, int]
_PAPER = (255, 255, 255)
_SAME = 5
"""Of 255, by which colours differ that nobody tells apart."""
_LOOSE = 0.2
"""Points by which a box may reach over the one in which it lies."""
_MOST = 1_000
"""Boxes of a page that are looked at: a drawing has more."""
_TIGHT = 1.0
"""Points between a box that marks words and these: a cell has more."""
_MIDDLE = 0.35
"""Of its size, how far the middle of a character lies above its line."""


def is_shade(raw: Any, path: Any) -> bool:
    """Whether a path is filled and not drawn along."""
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    return bool(raw.FPDFPath_GetDrawMode(path, fill, stroke) and fill.value and not stroke.value)


def cell_shades(raw: Any, shades: Sequence[tuple[Any, Box]], page: PageCharacters) -> list[Any]:
    """The shades whose edges may be those of cells; given with their boxes in the file's space, as they were drawn.

    None are those that have the colour of what lies beneath them, and those that fit words to the point.
    """
    if len(shades) > _MOST:
        return []
    seen: list[tuple[Any, Box]] = []
    drawn: list[tuple[Box, Colour]] = []
    for path, box in shades:
        colour = _colour(raw, path)
        beneath = next((other for one, other in reversed(drawn) if _holds(one, box)), _PAPER)
        if max(abs(one - other) for one, other in zip(colour, beneath, strict=True)) > _SAME:
            seen.append((path, box))
            drawn.append((box, colour))
    if not seen:
        return []
    order = sorted(range(len(page.text)), key=page.y.__getitem__)
    heights = [page.y[at] for at in order]
    return [path for path, box in seen if not _fits(_turned(box, page), page, order, heights)]


def _colour(raw: Any, path: Any) -> Colour:
    colours = [ctypes.c_uint() for _ in range(4)]
    raw.FPDFPageObj_GetFillColor(path, *colours)
    return colours[0].value, colours[1].value, colours[2].value


def _holds(one: Box, other: Box) -> bool:
    return (
        one[0] <= other[0] + _LOOSE
        and one[1] <= other[1] + _LOOSE
        and one[2] >= other[2] - _LOOSE
        and one[3] >= other[3] - _LOOSE
    )


def _turned(box: Box, page: PageCharacters) -> Box:
    """A box as it lies in reading space."""
    one, other = page.view.reading(box[0], box[1]), page.view.reading(box[2], box[3])
    return min(one[0], other[0]), min(one[1], other[1]), max(one[0], other[0]), max(one[1], other[1])


def _fits(box: Box, page: PageCharacters, order: Sequence[int], heights: Sequence[float]) -> bool:
    """Whether the characters in a box begin where it begins and end where it ends."""
    first, last = bisect_left(heights, box[1] - 2 * _TIGHT), bisect_right(heights, box[3])
    held = [
        at for at in order[first:last]
        if box[0] <= (page.x[at] + page.right[at]) / 2 <= box[2]
        and box[1] <= page.y[at] + _MIDDLE * page.size[at] <= box[3]
    ]  # fmt: skip
    if not held:
        return False
    return (
        abs(min(page.x[at] for at in held) - box[0]) <= _TIGHT
        and abs(max(page.right[at] for at in held) - box[2]) <= _TIGHT
    )
