"""Parts of a PDF file that are damaged inside: what a page loses by them, PDFium does not say.

Streams are packed with a checksum at their end, so one that cannot be unpacked, or not to that end, is told by its
bytes alone. An object that does not stand where the table of the file says is not found, and what it holds is lost.
"""

from __future__ import annotations

import mmap
import re
import zlib
from collections.abc import Iterator
from pathlib import Path

_STREAM = re.compile(rb"(?<!end)stream\r?\n")
_OBJECT = re.compile(rb"(\d{1,10})\s+\d{1,5}\s+obj\Z")
_NAME = 24
"""Bytes of the name of an object."""
_LENGTH = re.compile(rb"/Length\s+(\d{1,10})(?!\s+\d+\s+R)\b")
_HEAD = 4000
"""Bytes before a stream in which its object begins."""
_PACKED = re.compile(rb"/Filter\s*(?:\[\s*)?/(?:FlateDecode|Fl)\b")
_NO_TEXT = re.compile(
    rb"/Subtype\s*/Image\b|/Type\s*/(?:Metadata|EmbeddedFile)\b|/FunctionType\b|/ICCBased\b|/N\s+[134]\b"
)
"""What holds no characters: pictures, colours, attachments."""
_ENCRYPTED = re.compile(rb"/Encrypt\s+\d+\s+\d+\s+R")
_PIECE, _LEAST = 1 << 20, 1 << 10


def damaged_parts(path: Path) -> list[int]:
    """The numbers of the objects that are damaged or lost; none of an encrypted file, whose bytes say nothing."""
    with path.open("rb") as opened, mmap.mmap(opened.fileno(), 0, access=mmap.ACCESS_READ) as held:
        if _ENCRYPTED.search(held):
            return []
        return list(dict.fromkeys([*_damaged(held), *_displaced(held)]))


def _damaged(held: mmap.mmap) -> Iterator[int]:
    for match in _STREAM.finditer(held):
        begin = held.rfind(b"obj", max(0, match.start() - _HEAD), match.start())
        number = _OBJECT.search(held[max(0, begin - _NAME) : begin + 3]) if begin > 0 else None
        said = held[begin : match.start()]
        if number is None or not _PACKED.search(said) or _NO_TEXT.search(said):
            continue
        length = _LENGTH.search(said)
        if not _is_whole(held, match.end(), int(length[1]) if length else _PIECE):
            yield int(number[1])


def _is_whole(held: mmap.mmap, start: int, length: int) -> bool:
    """Whether what is packed from here on can be unpacked to its checksum; ``length`` is how long it says it is."""
    unpacker = zlib.decompressobj()
    at = start
    try:
        while not unpacker.eof and at < len(held):
            piece = held[at : at + min(max(length, _LEAST), _PIECE)]
            at += len(piece)
            while piece and not unpacker.eof:
                unpacker.decompress(piece, _PIECE)
                piece = unpacker.unconsumed_tail
    except zlib.error:
        return False
    return unpacker.eof


_TABLE = re.compile(rb"startxref\s+(\d{1,12})\s+%%EOF\s*$")
_SECTION = re.compile(rb"(\d{1,10}) (\d{1,7})[ \r]*\n")
_ENTRY = re.compile(rb"(\d{10}) (\d{5}) ([nf])[ \r\n]{2}")
_LAST = 2048


def _displaced(held: mmap.mmap) -> Iterator[int]:
    """Objects that do not stand where the plain table at the end of the file says."""
    said = _TABLE.search(held[-_LAST:])
    before = max(0, held.find(b"%PDF-", 0, _LAST))  # places are counted from there
    at = before + int(said[1]) if said else len(held)
    if held[at : at + 4] != b"xref":
        return
    at += 4
    while held[at : at + 1] in (b"\r", b"\n", b" "):
        at += 1
    while (section := _SECTION.match(held, at)) is not None:
        first, count, at = int(section[1]), int(section[2]), section.end()
        for number in range(first, first + count):
            entry = _ENTRY.match(held, at)
            if entry is None:
                return
            at = entry.end()
            place = before + int(entry[1])
            if entry[3] == b"n" and held[place : place + 24].split()[:2] != [b"%d" % number, b"%d" % int(entry[2])]:
                yield number
