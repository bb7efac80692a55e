"""Which lines are set in another face than the text, where fonts have neither names nor weights.

Browsers print fonts as many small ones without a name, each with some characters of a face. But one character of one
face always stands in the same of them: where it stands in another than it mostly does, it is set in another face.
"""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Iterable, Sequence

from shanben.take.pdf_characters import Fonts
from shanben.take.pdf_lines import PrintedLine

_OTHER = 0.7
"""Of a line's characters that are known: so many stand in fonts that are not those of the text."""
_KNOWN = 2
_NOTHING, _SAME, _ANOTHER = range(3)


def mark_bold(pages: Iterable[Sequence[PrintedLine]], fonts: Fonts, size: float) -> None:
    """Say of each line whether it is bold, or in another face than the text, whose size is given."""
    lines = [line for page in pages for line in page]
    text = (line.letters for line in lines if abs(line.size - size) < 0.5)
    counts = Counter(itertools.chain.from_iterable(text))
    usual: dict[str, int] = {}
    for (character, font), _ in counts.most_common():
        usual.setdefault(character, font)
    tells = _Tells(usual, fonts)
    for line in lines:
        total = sum(line.fonts.values())
        heavy = sum(count for font, count in line.fonts.items() if fonts.bold.get(font))
        told = list(map(tells.__getitem__, line.letters))
        other = told.count(_ANOTHER)
        known = told.count(_SAME) + other
        named = sum(count for font, count in line.fonts.items() if fonts.names.get(font))
        line.bold = max(heavy, line.drawn) > 0.9 * total or (known >= _KNOWN and other > _OTHER * known)
        line.weighed = known >= _KNOWN or named * 2 > total


class _Tells(dict[tuple[str, int], int]):
    """What each character with its font tells: that it stands in the font it mostly has, in another, or nothing."""

    def __init__(self, usual: dict[str, int], fonts: Fonts) -> None:
        super().__init__()
        self._usual, self._fonts = usual, fonts

    def __missing__(self, letter: tuple[str, int]) -> int:
        one, font = letter
        told = _NOTHING
        if not self._fonts.names.get(font) and one in self._usual:
            told = _ANOTHER if font != self._usual[one] else _SAME
        self[letter] = told
        return told
