"""Runs of the characters of a PDF page: those of one line without a wide gap between them."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from shanben.take.pdf_characters import PageCharacters

if TYPE_CHECKING:
    from shanben.take.pdf_lines import PrintedLine

_LOOKED_AT = 16
"""Characters of a run that tell its size."""


@dataclass(slots=True)
class Run:
    """Characters of one line without a wide gap: their half-open places, edges, baseline, and the size of most."""

    start: int
    end: int
    left: float
    right: float
    y: float
    size: float
    line: PrintedLine | None = None
    """The row of a table, which is a line already."""


def runs_of(page: PageCharacters) -> list[Run]:
    """Runs of characters in the order of the file, without white space at their ends."""
    x, y, right, size = page.x, page.y, page.right, page.size
    if not x:
        return []
    bounds, first = [0], x[0]
    steps = zip(x[1:], right, y, y[1:], size, size[1:], strict=False)
    for at, (left, edge, above, base, before, em) in enumerate(steps, 1):
        near = abs(above - base) < 0.45 * (em if em > before else before)
        if near and -0.6 * em < left - edge < 1.3 * em and left > first - em:
            continue
        bounds.append(at)
        first = left
    bounds.append(len(x))
    return [run for start, end in itertools.pairwise(bounds) if (run := run_between(page, start, end))]


def run_between(page: PageCharacters, start: int, end: int) -> Run | None:
    """The run of these characters without white space at its end; None where it holds nothing else."""
    while end > start and page.text[end - 1].isspace():
        end -= 1
    if end == start:
        return None
    middle = _usual(page.size, start, end)
    return Run(start, end, page.x[start], max(page.right[max(start, end - 3) : end]), page.y[middle], page.size[middle])


def _usual(sizes: Sequence[float], start: int, end: int) -> int:
    """A place near the middle of a run that is as large as most of it: raised signs stand in the middle of some."""
    middle = (start + end) // 2
    if sizes[start] == sizes[middle] == sizes[end - 1]:
        return middle
    seen = range(start, end, max(1, (end - start) // _LOOKED_AT))
    most = Counter(sizes[at] for at in seen).most_common(1)[0][0]
    return min((at for at in seen if sizes[at] == most), key=lambda at: abs(at - middle))
