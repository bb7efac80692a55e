"""How the headings of a page sound: pinyin with tones, for readers who ask for it over the characters.

Headings only: by rule pinyin is right for names and titles that a dictionary of words knows, and noise over a text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache

from shanben.model.works import Section, Work
from shanben.spoken import syllables

HAN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]+")


def sounds(work: Work, sections: Iterable[Section]) -> Mapping[str, str]:
    """The syllables of each heading's Han characters, parted by spaces, by anchor; a heading's number is left out."""
    return {section.anchor: said for section in sections if section.heading and (said := _said(_words(work, section)))}


def _words(work: Work, section: Section) -> str:
    return work.heading_text(section)[section.number.length if section.number else 0 :]


def _said(text: str) -> str:
    """One syllable for each Han character, in order; a character nobody knows the sound of stands for itself."""
    spoken = (syllable for run in HAN.findall(text) for syllable in syllables(run, "TONE"))
    return " ".join(part for said in spoken for part in (said if HAN.match(said) else (said,)))


@cache
def sort_key(name: str) -> tuple[str, str]:
    """Where a name stands in a list by sound: after its syllables without tones, then after its characters."""
    return "".join(syllables(name)).casefold(), name
