"""Which lines are set in another face than the text, where fonts have neither names nor weights.

Browsers print fonts as many small ones without a name, each with some characters of a face. But one character of one
face always stands in the same of them: where it stands in another than it mostly does, it is set in another face.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from shanben.take.pdf_characters import Fonts
from shanben.take.pdf_lines import PrintedLine

_OTHER = 0.7
"""Of a line's characters that are known: so many stand in fonts that are not those of the text."""
_KNOWN = 2
_HAN = "\u3400"
"""Characters from here on tell a face: each stands in one font of it."""
_Letter = tuple[str, int]
_NOTHING, _SAME, _ANOTHER = range(3)


def mark_bold(pages: Iterable[Sequence[PrintedLine]], fonts: Fonts, size: float) -> None:
    """Say of each line whether it is bold, or in another face than the text, whose size is given."""
    lines = [line for page in pages for line in page]
    counts: Counter[_Letter] = Counter()
    for line in lines:
        if abs(line.size - size) < 0.5:
            counts.update(zip(line.letters, line.faces, strict=True))
    most: dict[str, int] = {}
    usual: dict[str, int] = {}
    for (character, font), count in counts.items():
        if character >= _HAN and count > most.get(character, 0):
            most[character], usual[character] = count, font
    tells = _Tells(usual, fonts)
    heavy = {font for font, bold in fonts.bold.items() if bold}
    named = {font for font, name in fonts.names.items() if name}
    for line in lines:
        total = len(line.faces)
        told = list(map(tells.__getitem__, zip(line.letters, line.faces, strict=True)))
        other = told.count(_ANOTHER)
        known = told.count(_SAME) + other
        drawn = max(_among(heavy, line.faces), line.drawn)
        line.bold = drawn > 0.9 * total or (known >= _KNOWN and other > _OTHER * known)
        line.weighed = known >= _KNOWN or _among(named, line.faces) * 2 > total


def _among(some: set[int], faces: Sequence[int]) -> int:
    """How many characters of a line stand in some of the fonts."""
    return sum(map(some.__contains__, faces)) if some else 0


class _Tells(dict["_Letter", int]):
    """What each character with its font tells: that it stands in the font it mostly has, in another, or nothing."""

    def __init__(self, usual: dict[str, int], fonts: Fonts) -> None:
        super().__init__()
        self._usual, self._fonts = usual, fonts

    def __missing__(self, letter: _Letter) -> int:
        one, font = letter
        told = _NOTHING
        if not self._fonts.names.get(font) and one in self._usual:
            told = _ANOTHER if font != self._usual[one] else _SAME
        self[letter] = told
        return told
