"""The characters of a PDF page with their places, sizes and fonts, as PDFium finds them."""

from __future__ import annotations

import ctypes
import math
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Any

from shanben.model.radicals import IDEOGRAPHS
from shanben.take.pdf_views import View, way

_HYPHENS = (0xFFFE, 0x2)
"""What PDFium gives for a hyphen at the end of a line."""
_ADDED = frozenset((0x20, 0x2D, *_HYPHENS))
"""Characters that PDFium adds where it thinks that words or lines end."""
_HEAVY = re.compile(r"bold|heavy|black|semibold|demi|(?:^|[^a-z])(?:hei|simhei|stheiti)", re.IGNORECASE)
_HEAVIEST = 1000
"""The weight of the heaviest fonts. PDFium reckons it from the width of stems, which some systems state at will."""
_DRAWN_TWICE = 0.1
"""Of a character's size: two equal characters nearer than this are one, drawn twice to look heavier."""
_NARROW = 0.7
"""Of a character's size: what is less wide is no Han character in a font that has a name."""
_LOOKED_AT = 80
"""Characters of a page that tell which way its lines run."""
_SHIFTED = frozenset(map(ord, "，。、；：！？·」』﹂﹄）〉》】"))
"""Signs that columns of characters have at their side: they belong to the character before them."""
_LOOK_ALIKES = {
    **{chr(code): unicodedata.normalize("NFKC", chr(code)) for code in range(0xF900, 0xFADA)},
    **IDEOGRAPHS,
    "\u2f3e": "戶户",
}
"""For radicals and compatibility ideographs the characters that are printed as they are."""
_ASLANT = 0.2
"""Rise to run from which a line is no row or column of a page: scans are turned by less."""
_BELOW = 0.12
"""Of a character's size: its square reaches so far below the baseline."""


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
        near = abs(self.x[-1] - x) < _DRAWN_TWICE * size and abs(self.y[-1] - y) < _DRAWN_TWICE * size
        if not near or text in "—…":
            return False
        self.twice.add(len(self.text) - 1)
        return True


def page_characters(raw: Any, page: Any, fonts: Fonts) -> PageCharacters:
    """The characters of one page. ``raw`` is PDFium's interface, ``page`` a page of pypdfium2."""
    text_page = page.get_textpage()
    try:
        codes = _codes(raw, text_page.raw)
        asked = _Asked(raw, text_page.raw)
        found = PageCharacters(replace(_view(page), read=_way_of_lines(asked, codes)))
        _gather(asked, codes, found, raw, fonts)
    finally:
        text_page.close()
    return _without_twins(found)


def _gather(asked: _Asked, codes: Sequence[int], found: PageCharacters, raw: Any, fonts: Fonts) -> None:
    """Read every character into ``found``. Its loop runs thousands of times a page: what is called there is at hand."""
    view = found.view
    plain, far_x, far_y = view.plain, view.wide + abs(view.left), view.high + abs(view.lower)
    text_object, font_of, size_of, matrix_of = asked.text_object, asked.font, asked.size, asked.matrix
    origin_of, handle, matrix, at_matrix = asked.origin, asked.handle, asked.transform, asked.at_transform
    x, y, at_x, at_y = asked.x, asked.y, asked.at_x, asked.at_y
    add_text, add_x, add_y = found.text.append, found.x.append, found.y.append
    add_right, add_size, add_font = found.right.append, found.size.append, found.font.append
    add_object, known_fonts, looked_at, same, signs = (
        found.objects.add, fonts.names, fonts.asked, fonts.same, fonts.signs,
    )  # fmt: skip
    key: int = -1
    size, font, turn, square, aslant, high, last = 0.0, 0, 0, False, False, 0, 0
    for index, code in enumerate(codes):
        if code < 0x2E80 or (code >= 0xD800 and (code < 0xE000 or code == _HYPHENS[0])):
            if code == 0 or (code in _HYPHENS and not asked.hyphen(handle, index)):
                found.zeros += 1
                _fill(asked, index, found)
                continue
            if 0xD800 <= code < 0xDC00:
                high = code
                continue
            if 0xDC00 <= code < 0xE000:
                if not high:
                    continue
                code, high = 0x10000 + ((high - 0xD800) << 10) + (code - 0xDC00), 0
            if code in (10, 13) or (code in _ADDED and asked.generated(handle, index) == 1):
                continue
            if code in _HYPHENS:
                code = 0x2D
        next_key = text_object(handle, index)
        joined = next_key == key
        if not joined:
            key = next_key
            add_object(key)
            size, turn, square, aslant = size_of(handle, index), 0, False, False
            if matrix_of(handle, index, at_matrix):
                b, d = matrix.b, matrix.d
                if b or matrix.c or d != matrix.a or d <= 0:
                    tall = math.hypot(matrix.c, d) if matrix.c else abs(d)
                    turn = way(matrix.a, b) if b or matrix.a < 0 else 0
                    aslant = min(abs(matrix.a), abs(b)) > _ASLANT * max(abs(matrix.a), abs(b))
                    square = abs(b) < 0.01 and abs(matrix.a - tall) < 0.01
                    size *= tall or 1.0
                else:  # upright, as most are
                    square = True
                    size *= d
            font = (font_of(key) or 0) if key else 0
            if font not in known_fonts:
                _meet(raw, font, fonts)
            font = same[font]
            if square and code >= 0x3400 and font not in looked_at:
                looked_at.add(font)
                asked.loose(handle, index, asked.at_box)
                if known_fonts[font] and 0 < asked.box.right - asked.box.left < _NARROW * size:
                    fonts.narrow.add(font)
            square = square and font not in fonts.narrow
        origin_of(handle, index, at_x, at_y)
        left, base = x.value, y.value
        if not (-far_x < left < 2 * far_x and -far_y < base < 2 * far_y and 0 < size < 2 * far_y):
            found.outside += not chr(code).isspace()
            continue
        if plain and square and 0x3400 <= code <= 0x9FFF:  # upright, as wide as high
            if code == last:
                found.add(signs[code], left, base, left + size, size, font)
                continue
            add_text(signs[code])
            add_x(left)
            add_y(base)
            add_right(left + size)
            add_size(size)
            add_font(font)
        else:
            left, base, right = _placed(asked, index, (left, base), size, turn, view)
            if turn != view.read and code in _SHIFTED and found.y and abs(found.y[-1] - base) < size:
                base = found.y[-1]
            joined = joined and code < 0x250  # both letters of a ligature stand at one place, in one object
            found.add(signs[code], left, base, right, size, font, joined=joined)
            if aslant:
                found.aslant.add(len(found.text) - 1)
            elif turn % 2 and not view.read:
                found.turned.add(len(found.text) - 1)
        last = code


def _fill(asked: _Asked, index: int, found: PageCharacters) -> None:
    """Let the character before one without a code reach over its room: no word ends there."""
    if not found.right or not found.view.plain:
        return
    left, base = asked.place(index)
    asked.loose(asked.handle, index, asked.at_box)
    size = found.size[-1]
    if abs(base - found.y[-1]) < _DRAWN_TWICE * size and 0 <= left - found.right[-1] + _DRAWN_TWICE * size < size:
        found.right[-1] = max(found.right[-1], min(asked.box.right, left + size))


def _without_twins(found: PageCharacters) -> PageCharacters:
    """The characters without those that are one with the next or the one before: a glyph that its font calls both.

    Some systems name all codes of a glyph in their PDFs: 小 stands as ⼩小, 利 as U+F9DD and 利, both at one place.
    """
    alike = {one: accepted for one in set(found.text) if (accepted := _LOOK_ALIKES.get(one))}
    if not alike:
        return found
    twins: set[int] = set()
    for at, one in enumerate(found.text):
        for other in (at + 1, at - 1) if one in alike else ():
            if 0 <= other < len(found.text) and found.text[other] in alike[one] and _one_place(found, at, other):
                twins.add(at)
    kept = found.some(at for at in range(len(found.text)) if at not in twins)
    kept.objects, kept.zeros, kept.outside, kept.mended = found.objects, found.zeros, found.outside, found.mended
    kept.twins = len(twins)
    return kept


def _one_place(found: PageCharacters, one: int, other: int) -> bool:
    near = _DRAWN_TWICE * found.size[one]
    return abs(found.x[one] - found.x[other]) < near and abs(found.y[one] - found.y[other]) < near


def _placed(
    asked: _Asked, index: int, origin: tuple[float, float], size: float, turn: int, view: View
) -> tuple[float, float, float]:
    """Left edge, baseline and right edge of any character in reading space."""
    if turn == view.read:
        asked.loose(asked.handle, index, asked.at_box)
        box = asked.box
        if view.plain:
            left, base = origin
            return left, base, min(max(box.left, box.right, left), 3 * view.wide)
        left, base = view.reading(*origin)
        one, other = view.reading(box.left, box.bottom)[0], view.reading(box.right, box.top)[0]
        return left, base, min(max(one, other, left), 3 * view.width)
    # upright in a line that runs downwards, or turned by itself: the square around it
    along, up = ((1, 0), (0, 1), (-1, 0), (0, -1))[turn]
    corners = [
        view.reading(origin[0] + size * (along * right - up * upper), origin[1] + size * (up * right + along * upper))
        for right, upper in ((0, -_BELOW), (1, -_BELOW), (0, 1 - _BELOW), (1, 1 - _BELOW))
    ]
    left = min(x for x, _ in corners)
    return left, min(y for _, y in corners) + _BELOW * size, left + size


def _view(page: Any) -> View:
    """The part of a page that is shown, and the way it is turned."""
    left, lower, right, upper = page.get_bbox()
    return View(left, lower, right - left, upper - lower, page.get_rotation() // 90 % 4)


def _way_of_lines(asked: _Asked, codes: Sequence[int]) -> int:
    """The quarter turns after which most lines of a page run to the right; upright characters may stand in columns."""
    ways: Counter[int] = Counter()
    for index in range(0, len(codes) - 1, max(1, len(codes) // _LOOKED_AT)):
        if codes[index] <= 0x20 or codes[index + 1] <= 0x20 or not asked.matrix_at(index):
            continue
        matrix = asked.transform
        turn = way(matrix.a, matrix.b)
        size = asked.size(asked.handle, index) * math.hypot(matrix.c, matrix.d)
        if turn == 0 and codes[index] >= 0x2E80 and codes[index + 1] >= 0x2E80:
            one, other = asked.place(index), asked.place(index + 1)
            down = one[1] - other[1]
            turn = 3 if abs(one[0] - other[0]) < 0.3 * size and 0.5 * size < down < 2 * size else 0
        ways[turn] += 1
    return ways.most_common(1)[0][0] if ways else 0


class _Asked:
    """Functions of PDFium that are called for each character of a page, and where they put what they find.

    They are called without declared types and without giving other threads their turn: a third of the time.
    """

    def __init__(self, raw: Any, text_page: Any) -> None:
        functions = _functions(raw)
        (
            self.generated, self.hyphen, self.text_object, self.origin, self.loose, self.size, self.matrix, self.font,
        ) = functions  # fmt: skip
        self.handle = ctypes.cast(text_page, ctypes.c_void_p)
        self.x, self.y, self.box, self.transform = ctypes.c_double(), ctypes.c_double(), raw.FS_RECTF(), raw.FS_MATRIX()
        self.at_x, self.at_y = ctypes.byref(self.x), ctypes.byref(self.y)
        self.at_box, self.at_transform = ctypes.byref(self.box), ctypes.byref(self.transform)

    def matrix_at(self, index: int) -> bool:
        """Ask for the matrix of a character; whether it has one."""
        return bool(self.matrix(self.handle, index, self.at_transform))

    def place(self, index: int) -> tuple[float, float]:
        """Where a character stands in the file's space."""
        self.origin(self.handle, index, self.at_x, self.at_y)
        return self.x.value, self.y.value


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


def _codes(raw: Any, handle: Any) -> Sequence[int]:
    """The code of each character of a page; all at once where none of them has two or no code."""
    count = raw.FPDFText_CountChars(handle)
    codes = (ctypes.c_ushort * (count + 1))()
    if count > 0 and raw.FPDFText_GetText(handle, 0, count, codes) == count + 1:
        # What has no code, and a hyphen at the end of a line, are one sign here: asked for by itself it is told which.
        one_by_one = raw.FPDFText_GetUnicode
        return [one_by_one(handle, at) if code == _HYPHENS[0] else code for at, code in enumerate(codes[:count])]
    return [raw.FPDFText_GetUnicode(handle, index) for index in range(count)]


def _meet(raw: Any, address: int, fonts: Fonts) -> None:
    """Note the name and weight of a font at its address."""
    font = ctypes.cast(address, raw.FPDF_FONT)
    name = ctypes.create_string_buffer(256)
    raw.FPDFFont_GetBaseFontName(font, name, 256)
    fonts.same[address] = address
    fonts.names[address] = name.value.decode("utf-8", "replace")
    weight = raw.FPDFFont_GetWeight(font)
    fonts.bold[address] = bool(_HEAVY.search(fonts.names[address])) or 600 <= weight <= _HEAVIEST
