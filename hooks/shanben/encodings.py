"""Bytes to text: which encoding a file is in, found out without changing a character."""

from __future__ import annotations

import codecs
import re

from charset_normalizer import from_bytes

from shanben.likeness import likeness
from shanben.model.text import Origin
from shanben.problems import Problem, Refused

_BOMS: tuple[tuple[bytes, str], ...] = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_LEGACY = ("gb18030", "cp950", "big5hkscs")
"""Encodings of Chinese; where two fit equally, the first. (The last two differ in 255 codes.)"""
_FOREIGN = ("euc_kr", "shift_jis", "euc_jp")
"""Encodings that are known, so that their text is not read as Chinese."""
_HZ = "hz"
_FAMILY = {"big5hkscs": "cp950"}
_ETEN = re.compile("[\u3041-\u30fe\u3005\u0400-\u045f\u2460-\u247c]")
"""What CP950 has where every program that is used puts ①, ⅰ and kana, as Big5-HKSCS does (C6A1 to C7FC)."""
_SIGNS = {"big5hkscs": str.maketrans("•､‾∼♁☉¥¢£", "‧﹑¯～⊕⊙￥￠￡")}
"""Signs that are others in HKSCS than in CP950, where they are those that are shown: 莎士‧比亞, not 莎士•比亞."""
_SURE = 0.6
"""By how much the likeness of one reading must exceed that of any other."""
_TEXT = 0.2
"""The likeness that text has at least."""
_CUT = 3
"""Bytes at the end that may be the beginning of a character that was cut off."""
CONTROL = re.compile(r"[\x00-\x08\x0e-\x1b\x7f\ufffe\uffff]|[\ud800-\udfff]")
"""Control characters that no text has; HTML cannot carry them. Tab, line ends and form feed are text."""


def decode(raw: bytes, encoding: str, origin: Origin) -> tuple[str, str]:
    """The text and the encoding it was in.

    ``encoding`` is what an editor states. UTF-8 is tried first and strictly (HZ, which is ASCII, before it), then
    UTF-16 (by its byte order mark, or by its zero bytes), then GB18030, CP950 and Big5-HKSCS, whichever reads as
    Chinese. Raises ``Refused`` with E102 or E103.
    """
    for mark, name in _BOMS:
        if raw.startswith(mark):
            return _strictly(raw, name, origin), name
    if encoding:
        return _strictly(raw, encoding, origin), encoding
    broken = 0
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        broken = error.start
    else:
        if "\x00" not in text:
            return _in_seven_bits(text) or (text, "utf-8")
    if b"\x00" in raw:
        return _utf16(raw, origin)
    ranked = _readings(raw)
    if not ranked or ranked[0][0] < _TEXT:
        raise Refused([_unreadable(raw, _at(raw, broken, origin))])
    _, text, name = ranked[0]
    if name in _FOREIGN:
        message = "reads as {encoding} rather than Chinese: if it is, name that encoding, else convert it to UTF-8"
        raise Refused([Problem("E103", message, _at(raw, broken, origin), {"encoding": name})])
    return text, name


def _in_seven_bits(text: str) -> tuple[str, str] | None:
    """The text and encoding of one that is written in letters of ASCII (HZ, RFC 1843); None where it means these."""
    if "~{" not in text or "~}" not in text or not text.isascii():
        return None
    try:
        read = text.encode().decode(_HZ)
    except UnicodeDecodeError:
        return None
    return (read, _HZ) if likeness(read, _LEGACY[0]) >= _TEXT else None


def _readings(raw: bytes) -> list[tuple[float, str, str]]:
    """What bytes read as in each encoding they fit: likeness, text and encoding, the likeliest first."""
    found: list[tuple[float, str, str]] = []
    for name in (*_LEGACY, *_FOREIGN):
        try:
            text = raw.decode(name)
        except UnicodeDecodeError as error:
            if error.start < len(raw) - _CUT or error.reason != "incomplete multibyte sequence":
                continue
            text = raw[: error.start].decode(name)
        text = text.translate(_SIGNS.get(name, {}))
        found.append((round(likeness(text, name), 3), text, name))
    return sorted(_of_one_big5(found), key=lambda reading: -reading[0])


def _of_one_big5(found: list[tuple[float, str, str]]) -> list[tuple[float, str, str]]:
    """Readings without CP950 where it takes ① for kana, else without HKSCS, which then differs in nothing."""
    plain = next((text for _, text, name in found if name == "cp950"), None)
    if plain is None:
        return found
    less = "cp950" if _ETEN.search(plain) else "big5hkscs"
    kept = [reading for reading in found if reading[2] != less]
    return kept if any(_FAMILY.get(name, name) == "cp950" for _, _, name in kept) else found


def other_encoding(text: str, encoding: str) -> str:
    """The encoding a text may rather be in than the one it was read in; empty where that one is sure."""
    if encoding not in _LEGACY:
        return ""
    ranked = _readings(text.encode(encoding, "replace"))
    mine = max((score for score, _, name in ranked if name == encoding), default=0.0)
    family = _FAMILY.get(encoding, encoding)
    other = next(((score, name) for score, _, name in ranked if _FAMILY.get(name, name) != family), None)
    if other is None or mine - other[0] >= _SURE:
        return ""
    return other[1]


def unsure(text: str, encoding: str, origin: Origin) -> tuple[Problem, ...]:
    """The doubt (D132) whether a text is in the encoding it was read in; none where that is sure."""
    other = other_encoding(text, encoding)
    message = "read as {encoding}, but it may be {other}: look at the text, and name its encoding"
    return (Problem("D132", message, origin, {"encoding": encoding, "other": other}),) if other else ()


def _strictly(raw: bytes, encoding: str, origin: Origin) -> str:
    try:
        return raw.decode(encoding).translate(_SIGNS.get(encoding, {}))
    except UnicodeError as error:
        place = error.start if isinstance(error, UnicodeDecodeError) else 0
        message = "is not {encoding} at byte {place}: name its encoding in the edition file, or convert it to UTF-8"
        values = {"encoding": encoding, "place": place}
        raise Refused([Problem("E103", message, _at(raw, place, origin), values)]) from None


def _at(raw: bytes, place: int, origin: Origin) -> Origin:
    """The line that holds a byte."""
    return Origin(origin.path, raw.count(b"\n", 0, place) + 1)


def _utf16(raw: bytes, origin: Origin) -> tuple[str, str]:
    """UTF-16 without a byte order mark: told by the zero bytes of its line ends; anything else is not text."""
    for name, line_ends in (("utf-16-le", (b"\n\x00", b"\r\x00")), ("utf-16-be", (b"\x00\n", b"\x00\r"))):
        if any(line_end in raw for line_end in line_ends) and len(raw) % 2 == 0:
            try:
                text = raw.decode(name)
            except UnicodeDecodeError:
                continue
            if not CONTROL.search(text):
                return text, name
    message = "is not text: it holds zero bytes; save it as plain text"
    raise Refused([Problem("E102", message, _at(raw, raw.index(0), origin))])


def _unreadable(raw: bytes, origin: Origin) -> Problem:
    guess = from_bytes(raw[:100_000]).best()
    unknown = "is in no encoding we read ({known}): name it in the edition file, or convert it"
    guessed = "is in no encoding we read ({known}); it may be {guess}: name it in the edition file, or convert it"
    values = {"known": "UTF-8, UTF-16, GB18030, Big5, Big5-HKSCS", "guess": guess.encoding if guess else ""}
    return Problem("E103", guessed if guess is not None else unknown, origin, values)
