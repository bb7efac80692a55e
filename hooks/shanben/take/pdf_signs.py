"""Signs on a PDF page: characters in fonts of signs, and pictures that stand in its lines as words do.

Word processors print what a font does not allow to be passed on (often the numbers of headings) as pictures of it, and
books of old texts have pictures for characters without a code. They are no text, so that it is said how many there are.
"""

from __future__ import annotations

import ctypes
import re
from collections.abc import Sequence
from statistics import median
from typing import Any

from shanben.take.pdf_characters import Fonts, PageCharacters
from shanben.take.pdf_views import Box
from shanben.take.word_signs import font_of_signs, sign_of

_LOWEST, _HIGHEST = 0.6, 2.0
"""Of the usual size of a page's characters, how high a picture in a line is."""
_BESIDE = 1.5
"""Of its height, how near the next character stands."""
_MOST = 500
"""Pictures of a page that are looked at."""
_JOINED = {0x0B: "ff", 0x0C: "fi", 0x0D: "fl", 0x0E: "ffi", 0x0F: "ffl"}
"""Letters cast together, in the encoding of TeX's own fonts (OT1)."""
_NEARLY_ALL = 0.9
_WIDE = re.compile("[０-９Ａ-Ｚａ-ｚ]")
_SHIFT = ord("Ａ") - ord("A")
_NOT_WIDE = 0.75
"""Of its size, how wide a letter is that is printed as those of other languages are."""


def pictures_in_lines(raw: Any, pictures: Sequence[Any], found: PageCharacters) -> int:
    """How many pictures stand beside characters, as high as these."""
    if not found.text or not pictures:
        return 0
    size = median(found.size)
    boxes = (_box(raw, one, found) for one in pictures[:_MOST])
    low = [box for box in boxes if box and _LOWEST * size <= box[3] - box[1] <= _HIGHEST * size]
    return sum(_is_beside(box, found) for box in low)


def _box(raw: Any, picture: Any, found: PageCharacters) -> Box | None:
    edges = [ctypes.c_float() for _ in range(4)]
    if not raw.FPDFPageObj_GetBounds(picture, *edges):
        return None
    one = found.view.reading(edges[0].value, edges[1].value)
    other = found.view.reading(edges[2].value, edges[3].value)
    return min(one[0], other[0]), min(one[1], other[1]), max(one[0], other[0]), max(one[1], other[1])


def _is_beside(box: Box, found: PageCharacters) -> bool:
    """Whether a character stands to the left or right of a picture, on a line that runs through it."""
    left, lower, right, upper = box
    near = _BESIDE * (upper - lower)
    return any(
        lower - 0.3 * size <= base <= upper - 0.5 * size
        and (left - near <= end <= left + size / 2 or right - size / 2 <= begin <= right + near)
        for begin, base, end, size, text in zip(found.x, found.y, found.right, found.size, found.text, strict=True)
        if not text.isspace()
    )


def read_signs(found: PageCharacters, fonts: Fonts) -> None:
    """Read characters in fonts of signs as the signs they show; of Symbol only those whose codes are of its own."""
    _mend_letters(found, fonts)
    _narrow_letters(found)
    named = {font: kind for font, name in fonts.names.items() if (kind := font_of_signs(name))}
    if not named:
        return
    for at, font in enumerate(found.font):
        code = ord(found.text[at]) if font in named else 0x20
        if code > 0x20 and (code >= 0xF000 or (code <= 0xFF and named[font] != "symbol")):
            found.text[at] = sign_of(named[font], code) or found.text[at]


def _mend_letters(found: PageCharacters, fonts: Fonts) -> None:
    """Read letters as what they are where a font of letters says that they are Han characters of one row of Unicode.

    Old typesetting of Chinese in TeX has fonts of 256 characters, and leaves the table of the last of them (U+8F00 to
    U+8FFF) to the fonts of letters after it: 1 stands as U+8F31.
    """
    for font in fonts.narrow:
        places = [at for at, one in enumerate(found.font) if one == font and "\u3400" <= found.text[at] <= "\u9fff"]
        codes = [ord(found.text[at]) for at in places]
        letters = [(at, code & 0xFF) for at, code in zip(places, codes, strict=True) if 0x0B <= code & 0xFF < 0x7F]
        if len({code >> 8 for code in codes}) == 1 and len(letters) > _NEARLY_ALL * len(codes):
            found.mended += len(letters)
            for at, code in letters:
                found.text[at] = _JOINED.get(code, chr(code))


def _narrow_letters(found: PageCharacters) -> None:
    """Read full-width letters and figures as plain ones where they are printed as these are: the next stands near.

    Journals print them in fonts whose tables call them full-width. How wide a letter is tell the neighbours that it
    has on the page, most of them in its own word; more room is a space.
    """
    if not _WIDE.search("".join(found.text)):
        return
    wide = [at for at, one in enumerate(found.text[:-1]) if _WIDE.match(one)]
    seen: dict[tuple[int, str], list[float]] = {}
    for at in wide:
        step = (found.x[at + 1] - found.x[at]) / (found.size[at] or 1.0)
        if 0 < step < 2:
            seen.setdefault((found.font[at], found.text[at]), []).append(step)
    widths = {letter: sorted(steps)[len(steps) // 4] for letter, steps in seen.items()}
    fonts: dict[int, list[float]] = {}
    for (font, _), width in widths.items():
        fonts.setdefault(font, []).append(width)
    narrow = {font for font, own in fonts.items() if median(own) < _NOT_WIDE}
    for at, one in enumerate(found.text):
        if found.font[at] in narrow and _WIDE.match(one):
            found.text[at] = chr(ord(one) - _SHIFT)
            width = widths.get((found.font[at], one), _NOT_WIDE)
            found.right[at] = min(found.right[at], found.x[at] + width * found.size[at])
            found.narrowed += 1
