"""The characters of a PDF page as PDFium finds them, gathered with what is known of each."""

from __future__ import annotations

import ctypes
import math
import re
import unicodedata
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, NamedTuple

import numpy as np

from shanben.model.radicals import IDEOGRAPHS
from shanben.take.pdf_asked import HYPHENS, Asked, Counts, codes_of
from shanben.take.pdf_characters import DRAWN_TWICE, Fonts, PageCharacters
from shanben.take.pdf_views import View, way

_ADDED = frozenset((0x20, 0x2D, *HYPHENS))
"""Characters that PDFium adds where it thinks that words or lines end."""
_SELDOM = (0, 10, 13, *_ADDED)
"""Codes that may stand for nothing that is shown."""
_HEAVY = re.compile(r"bold|heavy|black|semibold|demi|(?:^|[^a-z])(?:hei|simhei|stheiti)", re.IGNORECASE)
_HEAVIEST = 1000
"""The weight of the heaviest fonts. PDFium reckons it from the width of stems, which some systems state at will."""
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


def page_characters(raw: Any, page: Any, fonts: Fonts) -> PageCharacters:
    """The characters of one page. ``raw`` is PDFium's interface, ``page`` a page of pypdfium2."""
    text_page = page.get_textpage()
    try:
        codes = codes_of(raw, text_page.raw)
        asked = Asked(raw, text_page.raw, fonts.room)
        found = PageCharacters(replace(_view(page), read=_way_of_lines(asked, codes)))
        _gather(asked, codes, found, raw, fonts)
    finally:
        text_page.close()
    return _without_twins(found)


def _gather(asked: Asked, codes: Counts, found: PageCharacters, raw: Any, fonts: Fonts) -> None:
    """Read every character into ``found``: those that stand as most do in one go, the others one by one."""
    view = found.view
    shown = _shown(asked, codes)
    count = len(shown.indices)
    objects = asked.objects(shown.indices)
    found.objects.update(objects)
    looks, own = _looks(asked, shown, objects, raw, fonts)
    left, base = asked.places(shown.indices)
    sizes = np.array([look.size for look in looks])[own]
    far_x, far_y = view.wide + abs(view.left), view.high + abs(view.lower)
    inside = (-far_x < left) & (left < 2 * far_x) & (-far_y < base) & (base < 2 * far_y)
    inside &= (sizes > 0) & (sizes < 2 * far_y)
    ordinary = inside & np.array([look.square for look in looks], np.bool_)[own]
    ordinary &= (shown.codes >= 0x3400) & (shown.codes <= 0x9FFF) & view.plain  # upright, as wide as high
    ordinary[1:] &= (shown.codes[1:] != shown.codes[:-1]) & inside[:-1]  # others may be drawn once more
    ordinary[[at for at in shown.zeros if at < count]] = False
    texts = list(map(fonts.signs.__getitem__, shown.codes.tolist()))
    x, y, edges = left.tolist(), base.tolist(), (left + sizes).tolist()
    faces = np.array([fonts.same[look.font] for look in looks], object)[own].tolist()
    columns: Sequence[tuple[list[Any], list[Any]]] = (
        (found.text, texts), (found.x, x), (found.y, y), (found.right, edges), (found.size, sizes.tolist()),
        (found.font, faces),
    )  # fmt: skip
    done = 0
    for at in (*np.flatnonzero(~ordinary).tolist(), count):
        if at > done:
            for known, more in columns:
                known += more[done:at]
        done = at + 1
        for index in shown.zeros.get(at, ()):
            found.zeros += 1
            _fill(asked, index, found)
        if at == count:
            break
        if inside[at]:
            joined = at > 0 and objects[at] == objects[at - 1]
            _add(asked, shown.indices[at], found, texts[at], (x[at], y[at]), looks[own[at]], joined=joined)
        else:
            found.outside += not texts[at].isspace()


def _add(
    asked: Asked,
    index: int,
    found: PageCharacters,
    text: str,
    place: tuple[float, float],
    look: _Look,
    *,
    joined: bool,
) -> None:
    """Read one character; ``joined``: the object that draws it draws the one before too."""
    (left, base), view, code = place, found.view, ord(text)
    if view.plain and look.square and 0x3400 <= code <= 0x9FFF:  # upright, as wide as high
        found.add(text, left, base, left + look.size, look.size, look.font)
        return
    left, base, right = _placed(asked, index, place, look.size, look.turn, view)
    if look.turn != view.read and code in _SHIFTED and found.y and abs(found.y[-1] - base) < look.size:
        base = found.y[-1]
    joined = joined and code < 0x250  # both letters of a ligature stand at one place, in one object
    found.add(text, left, base, right, look.size, look.font, joined=joined)
    if look.aslant:
        found.aslant.add(len(found.text) - 1)
    elif look.turn % 2 and not view.read:
        found.turned.add(len(found.text) - 1)


class _Shown(NamedTuple):
    """The characters that a page shows: their numbers in PDFium, and their codes; and by the place among them before
    which they stand, the numbers of those that have no code.
    """

    indices: Sequence[int]
    codes: Counts
    zeros: Mapping[int, Sequence[int]]


def _shown(asked: Asked, codes: Counts) -> _Shown:
    """The characters without those that PDFium adds, and with one code for what has two."""
    kept = np.ones(len(codes), np.bool_)
    codes, zeros, high = codes.copy(), [], 0
    for index in np.flatnonzero(np.isin(codes, _SELDOM) | ((codes >= 0xD800) & (codes < 0xE000))).tolist():
        code = int(codes[index])
        kept[index] = False
        if code == 0 or (code in HYPHENS and not asked.hyphen(asked.handle, index)):
            zeros.append(index)
        elif 0xD800 <= code < 0xDC00:
            high = code
        elif 0xDC00 <= code < 0xE000:
            if high:
                codes[index] = 0x10000 + ((high - 0xD800) << 10) + (code - 0xDC00)
                kept[index], high = True, 0
        elif code not in (10, 13) and not (code in _ADDED and asked.generated(asked.handle, index) == 1):
            codes[index] = 0x2D if code in HYPHENS else code
            kept[index] = True
    indices = np.flatnonzero(kept)
    before: dict[int, list[int]] = {}
    for index in zeros:
        before.setdefault(int(np.searchsorted(indices, index)), []).append(index)
    return _Shown(indices.tolist(), codes[indices], before)


class _Look(NamedTuple):
    """What characters of one object have in common: their size, font, and how they are turned."""

    size: float
    font: int
    turn: int = 0
    square: bool = False
    """Whether they are upright, and Han characters as wide as high."""
    aslant: bool = False


def _looks(asked: Asked, shown: _Shown, objects: Sequence[int], raw: Any, fonts: Fonts) -> tuple[list[_Look], Counts]:
    """The looks there are, and for each character the number of its own. Fonts that are met are noted.

    Browsers print each character as an object by itself, but few looks.
    """
    if not objects:
        return [], np.zeros(0, np.int64)
    addresses = np.array(objects)
    firsts = np.concatenate(([0], np.flatnonzero(addresses[1:] != addresses[:-1]) + 1))
    indices = np.array(shown.indices)[firsts].tolist()
    drawn_in = np.array(asked.fonts(addresses[firsts].tolist()))
    sizes, turns = asked.sizes(indices), asked.matrices(indices)
    samples, kinds = _kinds(drawn_in, sizes.view(np.int64), *turns.view(np.int64).T)
    steps = zip(drawn_in[samples].tolist(), sizes[samples].tolist(), turns[samples].tolist(), strict=True)
    looks = [_look(font, size, *turn) for font, size, turn in steps]
    for look in looks:
        if look.font not in fonts.names:
            _meet(raw, look.font, fonts)
    wide = np.flatnonzero(np.array([look.square for look in looks])[kinds] & (shown.codes[firsts] >= 0x3400))
    for at in wide[np.unique(drawn_in[wide], return_index=True)[1]].tolist():
        _ask_width(asked, indices[at], looks[kinds[at]], fonts)
    if fonts.narrow:
        looks = [look._replace(square=False) if look.font in fonts.narrow else look for look in looks]
    return looks, np.repeat(kinds, np.diff(firsts, append=len(objects)))


def _kinds(*columns: Counts) -> tuple[Counts, Counts]:
    """For rows of whole numbers, the place of the first of each kind, and the number of its kind for each row."""
    kinds = np.zeros(len(columns[0]), np.int64)
    first = kinds[:1]
    for column in columns:
        if (column != column[0]).any():
            kinds = kinds * len(column) + np.unique(column, return_inverse=True)[1]
            _, first, kinds = np.unique(kinds, return_index=True, return_inverse=True)
    return first, kinds


def _look(font: int, size: float, a: float, b: float, c: float, d: float) -> _Look:
    """How characters in a font look by the size and the matrix they have; ``a`` is NaN where there is none."""
    if math.isnan(a):
        return _Look(size, font)
    if not (b or c or d != a or d <= 0):  # upright, as most are
        return _Look(size * d, font, square=True)
    tall = math.hypot(c, d) if c else abs(d)
    return _Look(
        size * (tall or 1.0), font, way(a, b) if b or a < 0 else 0, abs(b) < 0.01 and abs(a - tall) < 0.01,
        min(abs(a), abs(b)) > _ASLANT * max(abs(a), abs(b)),
    )  # fmt: skip


def _ask_width(asked: Asked, index: int, look: _Look, fonts: Fonts) -> None:
    """Look at the first Han character of a font, once: whether it is as wide as high."""
    if look.font in fonts.asked:
        return
    fonts.asked.add(look.font)
    asked.loose(asked.handle, index, asked.at_box)
    if fonts.names[look.font] and 0 < asked.box.right - asked.box.left < _NARROW * look.size:
        fonts.narrow.add(look.font)


def _fill(asked: Asked, index: int, found: PageCharacters) -> None:
    """Let the character before one without a code reach over its room: no word ends there."""
    if not found.right or not found.view.plain:
        return
    left, base = asked.place(index)
    asked.loose(asked.handle, index, asked.at_box)
    size = found.size[-1]
    if abs(base - found.y[-1]) < DRAWN_TWICE * size and 0 <= left - found.right[-1] + DRAWN_TWICE * size < size:
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
    near = DRAWN_TWICE * found.size[one]
    return abs(found.x[one] - found.x[other]) < near and abs(found.y[one] - found.y[other]) < near


def _placed(
    asked: Asked, index: int, origin: tuple[float, float], size: float, turn: int, view: View
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


def _way_of_lines(asked: Asked, codes: Counts) -> int:
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


def _meet(raw: Any, address: int, fonts: Fonts) -> None:
    """Note the name and weight of a font at its address."""
    font = ctypes.cast(address, raw.FPDF_FONT)
    name = ctypes.create_string_buffer(256)
    raw.FPDFFont_GetBaseFontName(font, name, 256)
    fonts.same[address] = address
    fonts.names[address] = name.value.decode("utf-8", "replace")
    weight = raw.FPDFFont_GetWeight(font)
    fonts.bold[address] = bool(_HEAVY.search(fonts.names[address])) or 600 <= weight <= _HEAVIEST
