"""What PDFium is asked about the characters of a page: each question for all of them at once, or for one.

Its functions are called without declared types and without giving other threads their turn, and those for many from
within C into room that is there already: of what a line of Python takes for each, a third.
"""

from __future__ import annotations

import ctypes
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cache, partial
from itertools import repeat
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

Numbers: TypeAlias = NDArray[np.float64]
Counts: TypeAlias = NDArray[np.int64]
HYPHENS = (0xFFFE, 0x2)
"""What PDFium gives for a hyphen at the end of a line."""
_MATRIX = 6
"""Numbers of a matrix: a, b, c, d, e, f."""
_LEAST = 4096


@dataclass(slots=True)
class Room:
    """Where PDFium puts its answers for many characters; made once for a document, and made larger when a page asks."""

    size: int = 0
    numbers: tuple[Any, Any] = ()  # type: ignore[assignment]
    matrices: Any = None
    places: list[list[Any]] = field(default_factory=list)
    """References to each place of these."""

    def for_so_many(self, count: int) -> None:
        """Have room for so many characters, or none."""
        if count >= self.size:
            self.size = max(_LEAST, 2 * count)
            self.numbers = ((ctypes.c_double * self.size)(), (ctypes.c_double * self.size)())
            self.matrices = (ctypes.c_float * (_MATRIX * self.size))()
            steps = ((self.numbers[0], 8), (self.numbers[1], 8), (self.matrices, 4 * _MATRIX))
            self.places = [[ctypes.byref(one, step * at) for at in range(self.size)] for one, step in steps]


class Asked:
    """Functions of PDFium that are called for the characters of a page, and where they put what they find."""

    def __init__(self, raw: Any, text_page: Any, room: Room) -> None:
        functions = _functions(raw)
        (
            self.generated, self.hyphen, self.text_object, self.origin, self.loose, self.size, self.matrix, self.font,
        ) = functions  # fmt: skip
        self.handle = ctypes.cast(text_page, ctypes.c_void_p)
        self.x, self.y, self.box, self.transform = ctypes.c_double(), ctypes.c_double(), raw.FS_RECTF(), raw.FS_MATRIX()
        self.at_x, self.at_y = ctypes.byref(self.x), ctypes.byref(self.y)
        self.at_box, self.at_transform = ctypes.byref(self.box), ctypes.byref(self.transform)
        self._room = room

    def matrix_at(self, index: int) -> bool:
        """Ask for the matrix of a character; whether it has one."""
        return bool(self.matrix(self.handle, index, self.at_transform))

    def place(self, index: int) -> tuple[float, float]:
        """Where a character stands in the file's space."""
        self.origin(self.handle, index, self.at_x, self.at_y)
        return self.x.value, self.y.value

    def objects(self, indices: Sequence[int]) -> list[int]:
        """For each character the address of the object that draws it; 0 where there is none."""
        found = list(map(self.text_object, repeat(self.handle), indices))
        return [address or 0 for address in found] if None in found else found

    def fonts(self, objects: Sequence[int]) -> list[int]:
        """The addresses of the fonts of objects; 0 where there is none."""
        found = list(map(self.font, objects))
        return [address or 0 for address in found] if None in found else found

    def sizes(self, indices: Sequence[int]) -> Numbers:
        """The sizes of characters, as their matrices do not enlarge them."""
        return np.array(list(map(self.size, repeat(self.handle), indices)))

    def places(self, indices: Sequence[int]) -> tuple[Numbers, Numbers]:
        """Where characters stand in the file's space."""
        count = len(indices)
        self._room.for_so_many(count)
        x, y, _ = self._room.places
        _exhaust(map(self.origin, repeat(self.handle), indices, x, y))
        across, up = self._room.numbers
        return np.frombuffer(across, count=count).copy(), np.frombuffer(up, count=count).copy()

    def matrices(self, indices: Sequence[int]) -> NDArray[np.float32]:
        """The matrices of characters: a row of a, b, c and d each; NaN where there is none."""
        count = len(indices)
        self._room.for_so_many(count)
        have = list(map(self.matrix, repeat(self.handle), indices, self._room.places[2]))
        found = np.frombuffer(self._room.matrices, np.float32, _MATRIX * count).reshape(count, _MATRIX)
        turns = np.ascontiguousarray(found[:, :4])
        if 0 in have:
            turns[np.array(have) == 0] = np.nan
        return turns


_exhaust: Callable[[Any], Any] = partial(deque[Any], maxlen=0)
"""Run through what is asked for, whose answers are nothing."""


def codes_of(raw: Any, handle: Any) -> Counts:
    """The code of each character of a page; all at once where none of them has two or no code."""
    count = raw.FPDFText_CountChars(handle)
    codes = (ctypes.c_ushort * (count + 1))()
    if count > 0 and raw.FPDFText_GetText(handle, 0, count, codes) == count + 1:
        found = np.frombuffer(codes, np.uint16, count).astype(np.int64)
        # What has no code, and a hyphen at the end of a line, are one sign here: asked for by itself it is told which.
        for index in np.flatnonzero(found == HYPHENS[0]).tolist():
            found[index] = raw.FPDFText_GetUnicode(handle, index)
        return found
    return np.array([raw.FPDFText_GetUnicode(handle, index) for index in range(count)], np.int64)


@cache
def _functions(raw: Any) -> tuple[Any, ...]:
    number, handle = ctypes.c_int, ctypes.c_void_p

    bare = [
        (raw.FPDFText_IsGenerated, number), (raw.FPDFText_IsHyphen, number), (raw.FPDFText_GetTextObject, handle),
        (raw.FPDFText_GetCharOrigin, number),
        (raw.FPDFText_GetLooseCharBox, number), (raw.FPDFText_GetFontSize, ctypes.c_double),
        (raw.FPDFText_GetMatrix, number),
    ]  # fmt: skip
    functions = [plain(function, result) for function, result in bare]
    return (*functions, plain(raw.FPDFTextObj_GetFont, handle, handle))


def plain(function: Any, result: Any, *types: Any) -> Any:
    """A function of PDFium that is called quickly: with handles (``c_void_p``) and numbers as they are."""
    return ctypes.PYFUNCTYPE(result, *types)(ctypes.cast(function, ctypes.c_void_p).value or 0)
