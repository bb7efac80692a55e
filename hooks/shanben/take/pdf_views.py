"""How a page of a PDF is looked at: its crop box, the way it is shown, and the way its lines run.

Characters have their places in the file's own space. *Reading space* begins at the lower left corner of the page as
its lines are read, from left to right and from above: of a page whose text runs from below upwards, or in columns from
right to left as books were set, it is that page turned. *Shown space* is that of the page's picture, from its upper
left.
"""

from __future__ import annotations

from dataclasses import dataclass

Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class View:
    """``left`` and ``lower`` begin the part that is shown, ``wide`` and ``high`` are its size, all in the file's space.

    ``shown`` and ``read`` are the quarter turns, clockwise, from the file's space to the page's picture and to the way
    it is read.
    """

    left: float
    lower: float
    wide: float
    high: float
    shown: int = 0
    read: int = 0

    @property
    def plain(self) -> bool:
        """Whether reading space is the file's own."""
        return not (self.read or self.left or self.lower)

    @property
    def width(self) -> float:
        """The width of the page as it is read."""
        return self.high if self.read % 2 else self.wide

    @property
    def height(self) -> float:
        """The height of the page as it is read."""
        return self.wide if self.read % 2 else self.high

    def reading(self, x: float, y: float) -> tuple[float, float]:
        """A place in the file's space as one in reading space."""
        return _turned(x - self.left, y - self.lower, self.wide, self.high, self.read)

    def box(self, left: float, lower: float, right: float, upper: float) -> Box:
        """A box in reading space as left, upper, right and lower edge in shown space."""
        if not (self.shown or self.read) and left <= right and lower <= upper:
            return left, self.high - upper, right, self.high - lower
        turn = (self.shown - self.read) % 4
        one = _turned(left, lower, self.width, self.height, turn)
        other = _turned(right, upper, self.width, self.height, turn)
        high = self.wide if self.shown % 2 else self.high
        across, up = sorted((one[0], other[0])), sorted((one[1], other[1]))
        return across[0], high - up[1], across[1], high - up[0]


def _turned(x: float, y: float, wide: float, high: float, turn: int) -> tuple[float, float]:
    if turn == 0:
        return x, y
    if turn == 1:
        return y, wide - x
    if turn == 2:
        return wide - x, high - y
    return high - y, x


UNKNOWN = View(0.0, 0.0, 0.0, 0.0)
"""Of a page nobody looked at."""


def way(along: float, up: float) -> int:
    """The quarter turns, clockwise, after which what runs in this direction runs to the right."""
    if abs(along) >= abs(up):
        return 0 if along >= 0 else 2
    return 1 if up > 0 else 3
