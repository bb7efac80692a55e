"""Chinese whose bytes somebody read as Latin letters before we came: ÖÐ¹ú for 中国."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator

from shanben.likeness import likeness
from shanben.model.text import Origin
from shanben.problems import Problem
from shanben.take.blocks import Taken, Words

LATIN_1 = re.compile(
    r"[\x80-\xff\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u2013\u2014\u2018-\u201e\u2020-\u2022"
    r"\u2026\u2030\u2039\u203a\u20ac\u2122]"
)
"""Letters and signs that bytes above 127 stand for in Latin-1 and Windows-1252."""
HAN = re.compile(r"[\u3400-\u9fff]")
_WHITE = re.compile(r"\s+")
_LEAST, _SHORTEST = 6, 2
"""Such letters in a line that shows it is misread by itself, and in one beside such lines."""
_CHINESE = 0.7
"""How much a mended line must read as Chinese."""
_READINGS = (
    ("utf-8", "UTF-8 read as Latin-1"), ("gb18030", "GBK read as Latin-1"), ("cp950", "Big5 read as Latin-1"),
)  # fmt: skip
_OTHERS = ("euc_kr", "shift_jis", "euc_jp")
"""What bytes may be that read as common Chinese characters all the same."""
_CROSSED = (
    ("gb18030", "utf-8", "UTF-8 read as GBK"), ("gb18030", "cp950", "Big5 read as GBK"),
    ("cp950", "gb18030", "GBK read as Big5"),
)  # fmt: skip
_FOREIGN = re.compile(LATIN_1.pattern[:-1] + r"\u0100-\u036f]")
"""These, and letters beyond Latin-1, sounds and accents by themselves: what fonts name that do not know their own."""
_HYPHENS = 6
"""Hyphens of a line that are tried as soft ones (byte 173), which fonts name so: 江 is such in GBK."""
_RATHER = 0.3
"""By how much more a reading must read as Chinese than those before it."""
COUNTED = {
    "Big5 read as GBK": "lines of Big5 that stood as GBK",
    "GBK read as Big5": "lines of GBK that stood as Big5",
    "UTF-8 read as GBK": "lines of UTF-8 that stood as GBK",
    "Big5 read as Latin-1": "lines of Big5 that stood as Latin-1",
    "GBK read as Latin-1": "lines of GBK that stood as Latin-1",
    "UTF-8 read as Latin-1": "lines of UTF-8 that stood as Latin-1",
}
"""What was mended, as it is counted."""


def is_misread(text: str) -> bool:
    """Whether a line is letters and signs that no language puts in such a row, and no Han character."""
    return _may_be_misread(text, _LEAST)


def _may_be_misread(text: str, least: int) -> bool:
    letters = _FOREIGN.findall(text)
    drawn = len({letter for letter in letters if letter < "\u0370"}) < 2  # a row of dashes, or of dots
    enough = len(letters) >= least and len(letters) * 2 >= len(_WHITE.sub("", text))
    return enough and not drawn and not HAN.search(text)


def mended(text: str) -> tuple[str, str]:
    """What the bytes of a line mean, and what was done to it; both empty where they mean nothing Chinese."""
    best, least = ("", ""), _CHINESE
    for name in _OTHERS:
        least = max(least, _decoded(_bytes(text), name)[0])
    for encoding, done in _READINGS:
        read = max((_decoded(raw, encoding) for raw in _with_soft_hyphens(_bytes(text))), default=(0.0, ""))
        if HAN.search(read[1]) and read[0] >= least:
            best, least = (read[1], done), read[0] + _RATHER
    return best


def mended_han(text: str) -> tuple[str, str]:
    """The same of a line whose bytes were read as another encoding of Chinese: 涓浗 for 中国."""
    best, least = ("", ""), max(_CHINESE, likeness(text, "gb18030") + _RATHER)
    for read, encoding, done in _CROSSED:
        try:
            raw = text.encode(read)
        except UnicodeEncodeError:
            continue
        alike, found = _decoded(raw, encoding)
        if HAN.search(found) and alike >= least:
            best, least = (found, done), alike + _RATHER
    return best


def _decoded(raw: bytes, encoding: str) -> tuple[float, str]:
    """How much bytes read as text in an encoding, and their characters; nothing where they are none."""
    try:
        found = raw.decode(encoding)
    except UnicodeDecodeError:
        return 0.0, ""
    return likeness(found, encoding if encoding in _OTHERS else "gb18030"), found


def _with_soft_hyphens(raw: bytes) -> Iterator[bytes]:
    """The bytes of a line, and with hyphens as the soft ones that they may have been."""
    yield raw
    parts = raw.split(b"-")
    if 1 < len(parts) <= _HYPHENS + 1:
        for signs in itertools.product((b"-", b"\xad"), repeat=len(parts) - 1):
            yield b"".join(itertools.chain.from_iterable(zip(parts, (*signs, b""), strict=True)))


def _bytes(text: str) -> bytes:
    raw = bytearray()
    for character in text:
        try:
            raw += character.encode("cp1252")
        except UnicodeEncodeError:
            raw.append(ord(character) if ord(character) < 0x100 else 0xFF)  # which no encoding of Chinese has
    return bytes(raw)


def mend_blocks(taken: Taken, origin: Origin) -> None:
    """Mend the blocks of a document that are misread, also short ones; where that cannot be, a doubt counts them."""
    left = []
    some = any(is_misread(block.words.text) for block in taken.blocks)
    for block in taken.blocks if some else ():
        words, facts = block.words, block.facts
        if not _may_be_misread(words.text, _SHORTEST):
            continue
        plain = not (words.marks or words.ruby or facts.cells)
        text, done = mended(words.text) if plain else ("", "")
        if text:
            block.words = Words()
            block.words.add(text)
            taken.repaired[COUNTED[done]] += 1
        elif is_misread(words.text):
            left.append(words.text)
    taken.doubts += misread(left, origin)


def misread(lines: Iterable[str], origin: Origin) -> list[Problem]:
    """The doubt (D132) about lines without meaning; none where there are none."""
    found = list(lines)
    message = "holds letters without meaning, as Chinese in a wrong encoding is (lines: {number}): {words}"
    return [Problem("D132", message, origin, {"number": len(found), "words": found[0].strip()[:24]})] if found else []


_BETWEEN = re.compile(r"(?<=[\u3400-\u9fff])[!#$%&*](?=[\u3400-\u9fff])")
_MARKS = re.compile("[，。、；：]")
_OFTEN = 10


def without_marks(lines: Iterable[str], origin: Origin) -> list[Problem]:
    """The doubt (D132) about a text whose marks stand as other signs: fonts of old typesetting do not say what their
    signs and figures are, and Han characters are right all the same.
    """
    found, marks, first = 0, 0, ""
    for line in lines:
        here = len(_BETWEEN.findall(line))
        found, marks, first = found + here, marks + len(_MARKS.findall(line)), first or (line if here else "")
    if found < _OFTEN or found <= marks:
        return []
    message = "has other signs in place of marks and figures ({number} times), as its fonts do not say them: {words}"
    return [Problem("D132", message, origin, {"number": found, "words": first.strip()[:24]})]
