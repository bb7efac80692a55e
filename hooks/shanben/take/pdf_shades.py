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

_WHITE = 250
"""Of 255, at least, in each colour."""
_TIGHT = 1.0
"""Points between a box that marks words and these: a cell has more."""
_MIDDLE = 0.35
"""Of its size, how far the middle of a character lies above its line."""


def is_shade(raw: Any, path: Any) -> bool:
    """Whether a path is filled and not drawn along."""
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    return bool(raw.FPDFPath_GetDrawMode(path, fill, stroke) and fill.value and not stroke.value)


def cell_shades(raw: Any, shades: Sequence[tuple[Any, Box]], page: PageCharacters) -> list[Any]:
    """The shades, with their boxes in the file's space, whose edges may be those of cells.

    White ones are seen only on another shade, and those that fit words to the point mark them.
    """
    white = [_is_white(raw, path) for path, _ in shades]
    seen = [box for (_, box), pale in zip(shades, white, strict=True) if not pale]
    if not seen:
        return []
    kept = [
        (path, box)
        for (path, box), pale in zip(shades, white, strict=True)
        if not pale or any(_holds(one, box) for one in seen)
    ]
    order = sorted(range(len(page.text)), key=page.y.__getitem__)
    heights = [page.y[at] for at in order]
    return [path for path, box in kept if not _fits(_turned(box, page), page, order, heights)]


def _is_white(raw: Any, path: Any) -> bool:
    colours = [ctypes.c_uint() for _ in range(4)]
    return bool(raw.FPDFPageObj_GetFillColor(path, *colours)) and all(one.value >= _WHITE for one in colours[:3])


def _holds(one: Box, other: Box) -> bool:
    return one[0] <= other[0] and one[1] <= other[1] and one[2] >= other[2] and one[3] >= other[3]


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
