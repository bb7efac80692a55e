"""Facsimiles: the pictures of a printed document's pages, and where on them each line of its text stands."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page of a document: its size in points, and its picture, a path below the folder of the sources."""

    page: int
    width: float
    height: float
    image: str


@dataclass(frozen=True, slots=True)
class LinePlace:
    """Where a line is printed: its page and its box (left, upper, right, lower edge) in points from the upper left."""

    page: int
    box: tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Facsimile:
    """What readers are shown of the document a source was taken from.

    ``sheets`` are its pages by their numbers, ``places`` those of the source's lines (from 1). ``original`` is the
    document itself, a path below the folder of the sources, where it is offered; ``name`` what its owner called it.
    """

    sheets: Mapping[int, Sheet] = field(default_factory=lambda: MappingProxyType({}))
    places: Mapping[int, LinePlace] = field(default_factory=lambda: MappingProxyType({}))
    original: str = ""
    name: str = ""
