"""Which lines are set in another face than the text, where fonts have neither names nor weights.

Browsers print fonts as many small ones without a name, each with some characters of a face. But one character of one
face always stands in the same of them: where it stands in another than it mostly does, it is set in another face.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from shanben.take.pdf_characters import Fonts
from shanben.take.pdf_lines import PrintedLine

_OTHER = 0.7
"""Of a line's characters that are known: so many stand in fonts that are not those of the text."""
_KNOWN = 2


def mark_bold(pages: Iterable[Sequence[PrintedLine]], fonts: Fonts, size: float) -> None:
    """Say of each line whether it is bold, or in another face than the text, whose size is given."""
    lines = [line for page in pages for line in page]
    places: defaultdict[str, Counter[int]] = defaultdict(Counter)
    for line in lines:
        if abs(line.size - size) < 0.5:
            for character, font in line.letters:
                places[character][font] += 1
    usual = {character: counts.most_common(1)[0][0] for character, counts in places.items()}
    for line in lines:
        total = sum(line.fonts.values())
        heavy = sum(count for font, count in line.fonts.items() if fonts.bold.get(font))
        known, other = _faces(line, usual, fonts)
        named = sum(count for font, count in line.fonts.items() if fonts.names.get(font))
        line.bold = max(heavy, line.drawn) > 0.9 * total or (known >= _KNOWN and other > _OTHER * known)
        line.weighed = known >= _KNOWN or named * 2 > total


def _faces(line: PrintedLine, usual: dict[str, int], fonts: Fonts) -> tuple[int, int]:
    """How many characters of a line stand in the text as well, and how many of those in another font there."""
    known = other = 0
    for character, font in line.letters:
        if fonts.names.get(font) or character not in usual:
            continue
        known += 1
        other += font != usual[character]
    return known, other
