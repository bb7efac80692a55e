"""The characters of a PDF page with their places, sizes and fonts."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from shanben.take.pdf_asked import Room
from shanben.take.pdf_views import View

DRAWN_TWICE = 0.1
"""Of a character's size: two equal characters nearer than this are one, drawn twice to look heavier."""


class _Signs(dict[int, str]):
    """Characters by their codes, each once: what is equal is the same, and is compared at a glance."""

    def __missing__(self, code: int) -> str:
        self[code] = sign = chr(code)
        return sign


@dataclass(slots=True)
class Fonts:
    """The fonts of a document that were met: by their addresses in PDFium, with names and weights."""

    names: dict[int, str] = field(default_factory=dict)
    bold: dict[int, bool] = field(default_factory=dict)
    narrow: set[int] = field(default_factory=set)
    """Fonts with a name whose first Han character is not as wide as high."""
    asked: set[int] = field(default_factory=set)
    """Fonts whose first Han character was looked at."""
    same: dict[int, int] = field(default_factory=dict)
    """Their addresses, each as one number."""
    signs: _Signs = field(default_factory=_Signs)
    """The characters that were met."""
    room: Room = field(default_factory=Room)
    """Where PDFium puts what it is asked of them."""


@dataclass(slots=True)
class PageCharacters:
    """What a page holds: characters in the order of the file, a list for each thing that is known of them.

    ``x``, ``y`` and ``right`` are a character's left edge, baseline and right edge in reading space, ``size`` its size,
    all in points; ``font`` the address of its font; ``twice`` the places of those drawn twice, to look heavier.
    """

    view: View
    text: list[str] = field(default_factory=list)
    x: list[float] = field(default_factory=list)
    y: list[float] = field(default_factory=list)
    right: list[float] = field(default_factory=list)
    size: list[float] = field(default_factory=list)
    font: list[int] = field(default_factory=list)
    twice: set[int] = field(default_factory=set)
    turned: set[int] = field(default_factory=set)
    """The places of those that run upwards or downwards beside lines that do not: a stamp in the margin."""
    aslant: set[int] = field(default_factory=set)
    """The places of those that run in no line: aslant over the page, as watermarks do."""
    objects: set[int] = field(default_factory=set)
    """The addresses of the objects in PDFium that they were drawn by."""
    zeros: int = 0
    outside: int = 0
    """Characters that stand far off the page, where nobody sees them."""
    mended: int = 0
    """Letters and figures that stood as Han characters."""
    narrowed: int = 0
    """Letters and figures that stood as full-width ones."""
    twins: int = 0
    """Radicals and the like that stood at the place of the character they are printed as, and were dropped."""

    def add(
        self, text: str, x: float, y: float, right: float, size: float, font: int = 0, *, joined: bool = False
    ) -> None:
        """One more character; white space after white space, and what is drawn once more, are none.

        ``joined``: it may be the other letter of a ligature, but is not drawn once more.
        """
        if self.text and text.isspace() and self.text[-1].isspace():
            return
        if self.text and self.text[-1] == text and not joined and self._again(text, x, y, size):
            return
        self.text.append(text)
        self.x.append(x)
        self.y.append(y)
        self.right.append(right)
        self.size.append(size)
        self.font.append(font)

    def some(self, places: Iterable[int]) -> PageCharacters:
        """Some of the characters as a page by themselves."""
        kept = list(places)
        found = PageCharacters(self.view)
        for name in ("text", "x", "y", "right", "size", "font"):
            column = getattr(self, name)
            setattr(found, name, [column[at] for at in kept])
        for name in ("twice", "turned", "aslant"):
            places = getattr(self, name)
            setattr(found, name, {after for after, at in enumerate(kept) if at in places} if places else set())
        return found

    def _again(self, text: str, x: float, y: float, size: float) -> bool:
        """Whether a character is the one before drawn once more at its place, or the other half of a ligature."""
        near = abs(self.x[-1] - x) < DRAWN_TWICE * size and abs(self.y[-1] - y) < DRAWN_TWICE * size
        if not near or text in "—…":
            return False
        self.twice.add(len(self.text) - 1)
        return True
