"""A PDF file without the drawings of its characters, for reading: only where they stand is asked.

Browsers write fonts that they may not pass on as drawings (Type 3), each character a stream by itself, and PDFium reads
the drawing of every character before it tells where it stands: a fifth of all time. What a drawing begins with, how
wide it is and its box (``d1``, ISO 32000-2, 9.6.4), is all that is needed. It is written in its place and made as long,
so that everything else stays where the file says.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Set
from typing import NamedTuple

_STREAM = re.compile(rb"obj\s*<<\s*/Filter\s*/FlateDecode\s*/Length (\d{2,5})\s*>>\s*stream\r?\n")
"""A stream of which nothing is said but its length: no more is said of such a drawing."""
_LARGEST = 1_000_000
"""Bytes of the largest drawing that is unpacked: larger ones, and what only pretends to be small, stay as they are."""
_BOX = re.compile(rb"-?\d+ 0 (-?\d+) (-?\d+) (-?\d+) (-?\d+) d1\s")
"""The width of a character, and the left, lower, right and upper edge of its box."""


class Undrawn(NamedTuple):
    """The bytes of the file, and where the streams begin that were there and whole, to their checksums."""

    content: bytes
    whole: Set[int]


def undrawn(content: bytes) -> Undrawn:
    """The file without the drawings of its characters; as it is where it has none, or is encrypted."""
    if b"/CharProcs" not in content or b"/Encrypt" in content:
        return Undrawn(content, frozenset())
    found = bytearray(content)
    whole: set[int] = set()
    for stream in _STREAM.finditer(content):
        start, length = stream.end(), int(stream[1])
        unpacked = zlib.decompressobj()
        try:
            drawing = unpacked.decompress(content[start : start + length], _LARGEST)
        except zlib.error:
            continue
        if not unpacked.eof:
            continue
        whole.add(start)
        box = _BOX.match(drawing)
        if box is None or int(box[1]) >= int(box[3]) or int(box[2]) >= int(box[4]):
            continue  # without a box it is measured by what is drawn
        said = _stored(box[0])
        if len(said) <= length:
            found[start : start + length] = said.ljust(length, b"\0")
    return Undrawn(bytes(found), whole)


def _stored(said: bytes) -> bytes:
    """A stream that is not packed, in the form of one that is (RFC 1950 and 1951); of fewer than 65,536 bytes."""
    length, checksum = len(said), zlib.adler32(said).to_bytes(4, "big")
    return b"\x78\x01\x01" + length.to_bytes(2, "little") + (length ^ 0xFFFF).to_bytes(2, "little") + said + checksum
