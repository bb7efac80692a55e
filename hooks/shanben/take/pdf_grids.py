"""What tables of a PDF page are made of: rules, cells, and their boxes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from shanben.take.pdf_views import Box


@dataclass(frozen=True, slots=True)
class Rule:
    """A straight line along one axis: its place on the other, and where it begins and ends."""

    at: float
    start: float
    end: float


@dataclass(frozen=True, slots=True)
class GridCell:
    """A cell: its row and column from 0, what it spans, and its box (left, lower, right, upper)."""

    row: int
    column: int
    rows: int
    columns: int
    box: Box


def inside(box: Box, x: float, y: float) -> bool:
    """Whether a place lies in a box (left, lower, right, upper)."""
    return box[0] <= x <= box[2] and box[1] <= y <= box[3]


def around(cells: Sequence[GridCell]) -> Box:
    """The box of a table."""
    boxes = [cell.box for cell in cells]
    return (
        min(box[0] for box in boxes),
        min(box[1] for box in boxes),
        max(box[2] for box in boxes),
        max(box[3] for box in boxes),
    )
