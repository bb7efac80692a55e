"""The characters of a PDF page with their places, sizes and fonts, as PDFium finds them."""

from __future__ import annotations

import ctypes
import math
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

_HYPHENS = (0xFFFE, 0x2)
"""What PDFium gives for a hyphen at the end of a line."""
_ADDED = frozenset((0x20, 0x2D, *_HYPHENS))
"""Characters that PDFium adds where it thinks that words or lines end."""
_HEAVY = re.compile(r"bold|heavy|black|semibold|demi|(?:^|[^a-z])(?:hei|simhei|stheiti)", re.IGNORECASE)
_DRAWN_TWICE = 0.1
"""Of a character's size: two equal characters nearer than this are one, drawn twice to look heavier."""


@dataclass(slots=True)
class Character:
    """One character: its left edge and baseline, right edge (points from the page's lower left), size, and font."""

    text: str
    x: float
    y: float
    right: float
    size: float
    font: int
    bold: bool = False
    """Whether it is drawn twice, to look heavier."""


@dataclass(slots=True)
class Fonts:
    """The fonts of a document that were met: by their addresses in PDFium, with names and weights."""

    names: dict[int, str] = field(default_factory=dict)
    bold: dict[int, bool] = field(default_factory=dict)


@dataclass(slots=True)
class PageCharacters:
    """What a page holds: characters in the order of the file, its size, and how many characters were no text."""

    width: float
    height: float
    characters: list[Character]
    zeros: int = 0
    outside: int = 0
    """Characters that stand far off the page, where nobody sees them."""
    pictures: int = 0


def page_characters(raw: Any, page: Any, fonts: Fonts) -> PageCharacters:
    """The characters of one page. ``raw`` is PDFium's interface, ``page`` a page of pypdfium2."""
    width, height = page.get_size()
    text_page = page.get_textpage()
    ask = _asked(raw)
    handle = ctypes.cast(text_page.raw, ctypes.c_void_p).value
    found = PageCharacters(width, height, [])
    characters = found.characters
    objects: dict[int, tuple[float, int, bool]] = {}
    x, y = ctypes.c_double(), ctypes.c_double()
    box = raw.FS_RECTF()
    at_x, at_y, at_box = ctypes.byref(x), ctypes.byref(y), ctypes.byref(box)
    high = 0
    for index, code in enumerate(_codes(raw, text_page.raw)):
        if code == 0:
            found.zeros += 1
            continue
        if 0xD800 <= code < 0xDC00:
            high = code
            continue
        if 0xDC00 <= code < 0xE000:
            if not high:
                continue
            code, high = 0x10000 + ((high - 0xD800) << 10) + (code - 0xDC00), 0
        if code in (10, 13) or (code in _ADDED and ask.generated(handle, index) == 1):
            continue
        key = ask.text_object(handle, index) or 0
        known = objects.get(key)
        if known is None:
            known = objects[key] = _of_object(raw, ask, handle, index, key, fonts)
        size, font, square = known
        ask.origin(handle, index, at_x, at_y)
        left, base = x.value, y.value
        if not (-width < left < 2 * width and -height < base < 2 * height and 0 < size < 2 * height):
            found.outside += not chr(code).isspace()
            continue
        if square and 0x3400 <= code <= 0x9FFF:  # as wide as high
            right = left + size
        else:
            ask.loose(handle, index, at_box)
            right = min(max(box.right, left), 3 * width)
        text = "-" if code in _HYPHENS else chr(code)
        character = Character(text, left, base, right, size, font)
        if not characters or characters[-1].text != text or not _again(characters, character):
            characters.append(character)
    text_page.close()
    return found


def _again(before: list[Character], one: Character) -> bool:
    """Whether a character is the one before drawn once more at its place (heavier), or the other half of a ligature."""
    if not before:
        return False
    last = before[-1]
    near = abs(last.x - one.x) < _DRAWN_TWICE * one.size and abs(last.y - one.y) < _DRAWN_TWICE * one.size
    if not near or last.text != one.text or one.text in "—…":
        return False
    last.bold = True
    return True


@dataclass(frozen=True, slots=True)
class _Asked:
    """Functions of PDFium that are called for each character, with handles as plain numbers: ctypes is quicker so."""

    generated: Any
    text_object: Any
    origin: Any
    loose: Any
    size: Any
    matrix: Any
    font: Any


@cache
def _asked(raw: Any) -> _Asked:
    number, handle, place = ctypes.c_int, ctypes.c_void_p, ctypes.c_void_p

    def plain(function: Any, *types: Any) -> Any:
        return ctypes.CFUNCTYPE(*types)(ctypes.cast(function, ctypes.c_void_p).value or 0)

    return _Asked(
        plain(raw.FPDFText_IsGenerated, number, handle, number),
        plain(raw.FPDFText_GetTextObject, handle, handle, number),
        plain(raw.FPDFText_GetCharOrigin, number, handle, number, place, place),
        plain(raw.FPDFText_GetLooseCharBox, number, handle, number, place),
        plain(raw.FPDFText_GetFontSize, ctypes.c_double, handle, number),
        plain(raw.FPDFText_GetMatrix, number, handle, number, place),
        plain(raw.FPDFTextObj_GetFont, handle, handle),
    )


def _codes(raw: Any, handle: Any) -> Sequence[int]:
    """The code of each character of a page; all at once where none of them has two or no code."""
    count = raw.FPDFText_CountChars(handle)
    codes = (ctypes.c_ushort * (count + 1))()
    if count > 0 and raw.FPDFText_GetText(handle, 0, count, codes) == count + 1:
        # What has no code, and a hyphen at the end of a line, are one sign here: asked for by itself it is told which.
        one_by_one = raw.FPDFText_GetUnicode
        return [one_by_one(handle, at) if code == _HYPHENS[0] else code for at, code in enumerate(codes[:count])]
    return [raw.FPDFText_GetUnicode(handle, index) for index in range(count)]


def _of_object(raw: Any, ask: _Asked, handle: Any, index: int, key: int, fonts: Fonts) -> tuple[float, int, bool]:
    """Size and font of a text object, and whether it is not narrowed; the size as it is printed, after the matrix."""
    matrix = raw.FS_MATRIX()
    size = ask.size(handle, index)
    square = False
    if ask.matrix(handle, index, ctypes.byref(matrix)):
        wide, high = math.hypot(matrix.a, matrix.b), math.hypot(matrix.c, matrix.d)
        size *= high or 1.0
        square = abs(wide - high) < 0.01 and abs(matrix.b) < 0.01
    font = ask.font(key) or 0 if key else 0
    if font not in fonts.names:
        _meet(raw, font, fonts)
    return size, font, square


def _meet(raw: Any, address: int, fonts: Fonts) -> None:
    """Note the name and weight of a font at its address."""
    font = ctypes.cast(address, raw.FPDF_FONT)
    name = ctypes.create_string_buffer(256)
    raw.FPDFFont_GetBaseFontName(font, name, 256)
    fonts.names[address] = name.value.decode("utf-8", "replace")
    weight = raw.FPDFFont_GetWeight(font)
    fonts.bold[address] = bool(_HEAVY.search(fonts.names[address])) or weight >= 600
