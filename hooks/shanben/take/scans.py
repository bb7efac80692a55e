"""Pages that are pictures: their characters recognised, each with its place, and then read as printed ones are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from statistics import median
from typing import Any

from shanben.take.pdf_characters import PageCharacters
from shanben.take.pdf_views import View
from shanben.take.sheets import page_picture
from shanben.take.unusable import Unusable

SURE = 0.85
"""Of 1: a line that was recognised less surely is doubted."""
_SCALE, _LONGEST = 3.0, 3600
"""Pixels for each point, and of the longer side of the picture that is looked at."""
_INNER = 0.78
"""Of a found line's height that its characters take."""
_ABOVE = 0.2
"""Of a found line's height, from its lower edge to the baseline."""
_SAME = 0.15
"""Sizes that differ by less from what most lines have are taken for it: what is found is never exact."""
_LONG = 4.0
"""Characters from which a line's width tells their size better than its height."""


@dataclass(frozen=True, slots=True)
class _Found:
    """A line that was found: its words, its box in points from the lower left corner, how sure it is."""

    words: str
    left: float
    lower: float
    right: float
    upper: float
    sure: float

    @property
    def size(self) -> float:
        """The size of its characters."""
        wide = sum(_width(one) for one in self.words)
        return (self.right - self.left) / wide if wide >= _LONG else _INNER * (self.upper - self.lower)


def _width(character: str) -> float:
    """The width of a character in ems."""
    return 1.0 if character >= "\u2e80" or character in "—…“”‘’" else 0.5


@cache
def recogniser() -> Any:
    """What recognises characters; loaded once. Raises ``Unusable`` where it is not installed."""
    try:
        from rapidocr_onnxruntime import RapidOCR
    except ImportError as error:
        name = (error.name or "rapidocr").partition(".")[0]
        raise Unusable("needs {name} to recognise its text: pip install 'shanben[ocr]'", name=name) from None
    return RapidOCR()


def recognised(page: Any, recognise: Any) -> tuple[PageCharacters, int]:
    """The characters of a page of pypdfium2 that is a picture, and how many of its lines are not sure."""
    import numpy

    width, height = page.get_size()
    picture = page_picture(page, _LONGEST, _SCALE)
    scale = picture.width / width
    rows, _ = recognise(numpy.asarray(picture)[:, :, ::-1])
    lines = [_found(row, scale, height) for row in rows or ()]
    lines = [line for line in lines if line.words.strip()]
    usual = median([line.size for line in lines]) if lines else 0.0
    found = PageCharacters(View(0, 0, width, height))
    for line in lines:
        _spread(line, usual, found)
    return found, sum(line.sure < SURE for line in lines)


def _found(row: Sequence[Any], scale: float, height: float) -> _Found:
    corners, words, sure = row
    across = [float(corner[0]) / scale for corner in corners]
    down = [height - float(corner[1]) / scale for corner in corners]
    return _Found(str(words), min(across), min(down), max(across), max(down), float(sure))


def _spread(line: _Found, usual: float, found: PageCharacters) -> None:
    """Spread the characters of a line over its width."""
    size = usual if abs(line.size - usual) < _SAME * usual else line.size
    step = (line.right - line.left) / (sum(_width(one) for one in line.words) or 1.0)
    base = line.lower + _ABOVE * (line.upper - line.lower)
    at = line.left
    for one in line.words:
        after = at + step * _width(one)
        found.add(one, at, base, after, size)
        at = after
