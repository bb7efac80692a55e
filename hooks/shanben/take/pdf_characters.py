"""The characters of a PDF page with their places, sizes and fonts, as PDFium finds them."""

from __future__ import annotations

import ctypes
import math
import re
from dataclasses import dataclass, field
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
    handle = text_page.raw
    found = PageCharacters(width, height, [])
    objects: dict[int, tuple[float, int, bool]] = {}
    count = raw.FPDFText_CountChars(handle)
    x, y = ctypes.c_double(), ctypes.c_double()
    box = raw.FS_RECTF()
    unicode, generated, text_object = raw.FPDFText_GetUnicode, raw.FPDFText_IsGenerated, raw.FPDFText_GetTextObject
    origin, loose = raw.FPDFText_GetCharOrigin, raw.FPDFText_GetLooseCharBox
    at_x, at_y, at_box = ctypes.byref(x), ctypes.byref(y), ctypes.byref(box)
    pointed = ctypes.c_void_p.from_buffer
    high = 0
    for index in range(count):
        code = unicode(handle, index)
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
        if code in (10, 13) or (code in _ADDED and generated(handle, index) == 1):
            continue
        address = text_object(handle, index)
        key = pointed(address).value or 0
        known = objects.get(key)
        if known is None:
            known = objects[key] = _of_object(raw, handle, index, address, fonts)
        size, font, square = known
        origin(handle, index, at_x, at_y)
        if not (-width < x.value < 2 * width and -height < y.value < 2 * height and 0 < size < 2 * height):
            found.outside += not chr(code).isspace()
            continue
        if square and 0x3400 <= code <= 0x9FFF:  # as wide as high
            right = x.value + size
        else:
            loose(handle, index, at_box)
            right = min(max(box.right, x.value), 3 * width)
        text = "-" if code in _HYPHENS else chr(code)
        character = Character(text, x.value, y.value, right, size, font)
        if not _again(found.characters, character):
            found.characters.append(character)
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


def _of_object(raw: Any, handle: Any, index: int, address: Any, fonts: Fonts) -> tuple[float, int, bool]:
    """Size and font of a text object, and whether it is not narrowed; the size as it is printed, after the matrix."""
    matrix = raw.FS_MATRIX()
    size = raw.FPDFText_GetFontSize(handle, index)
    square = False
    if raw.FPDFText_GetMatrix(handle, index, ctypes.byref(matrix)):
        size *= math.hypot(matrix.c, matrix.d) or 1.0
        square = abs(math.hypot(matrix.a, matrix.b) - math.hypot(matrix.c, matrix.d)) < 0.01 and abs(matrix.b) < 0.01
    font = raw.FPDFTextObj_GetFont(address)
    key = ctypes.c_void_p.from_buffer(font).value or 0
    if key not in fonts.names:
        name = ctypes.create_string_buffer(256)
        raw.FPDFFont_GetBaseFontName(font, name, 256)
        fonts.names[key] = name.value.decode("utf-8", "replace")
        weight = raw.FPDFFont_GetWeight(font)
        fonts.bold[key] = bool(_HEAVY.search(fonts.names[key])) or weight >= 600
    return size, key, square
