"""Bytes to text: which encoding a file is in, found out without changing a character."""

from __future__ import annotations

import codecs
import re

from charset_normalizer import from_bytes

from shanben.model.text import Origin
from shanben.problems import Problem, Refused

_BOMS: tuple[tuple[bytes, str], ...] = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_LEGACY = ("gb18030", "big5")
CONTROL = re.compile(r"[\x00-\x08\x0e-\x1b\x7f\ufffe\uffff]|[\ud800-\udfff]")
"""Control characters that no text has; HTML cannot carry them. Tab, line ends and form feed are text."""
_COMMON = re.compile(r"[的一是不了在人有我他这中大来上国和地为与年等及]")


def decode(raw: bytes, encoding: str, origin: Origin) -> tuple[str, str]:
    """The text and the encoding it was in.

    ``encoding`` is what an editor states. UTF-8 is tried first and strictly, then UTF-16 (by its byte order mark, or by
    its zero bytes), then GB18030 against Big5, whichever reads as Chinese. Raises ``Refused`` with E102 or E103.
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
            return text, "utf-8"
    if b"\x00" in raw:
        return _utf16(raw, origin)
    candidates = []
    for name in _LEGACY:
        try:
            candidates.append((raw.decode(name), name))
        except UnicodeDecodeError:
            continue
    if not candidates:
        raise Refused([Problem("E103", _unreadable(raw), _at(raw, broken, origin))])
    return max(candidates, key=lambda candidate: _likeness(candidate[0]))


def _strictly(raw: bytes, encoding: str, origin: Origin) -> str:
    try:
        return raw.decode(encoding)
    except UnicodeError as error:
        place = error.start if isinstance(error, UnicodeDecodeError) else 0
        message = f"is not {encoding} at byte {place}: name its encoding in the edition file, or convert it to UTF-8"
        raise Refused([Problem("E103", message, _at(raw, place, origin))]) from None


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


def _unreadable(raw: bytes) -> str:
    guess = from_bytes(raw[:100_000]).best()
    hint = f"; it may be {guess.encoding}" if guess is not None else ""
    return f"is in no encoding we read (UTF-8, UTF-16, GB18030, Big5){hint}: name it in the edition file, or convert it"


def _likeness(text: str) -> float:
    """How much a decoding reads as Chinese: the share of the commonest characters, less that of rare ones."""
    han = sum("\u4e00" <= char <= "\u9fff" for char in text) or 1
    rare = sum("\ue000" <= char <= "\uf8ff" or "\u3400" <= char <= "\u4dbf" or ord(char) > 0x1FFFF for char in text)
    marks = sum(char in "，。、；：“”「」（）《》" for char in text)
    return (len(_COMMON.findall(text)) + len(re.findall(r"[這來國為與會個們]", text)) + marks - 5 * rare) / han
