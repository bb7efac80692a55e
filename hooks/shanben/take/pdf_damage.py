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

_BEGINNING = re.compile(rb"(\d{1,10})\s+\d{1,5}\s+obj\b(?:(?!endobj|stream\r?\n).){0,4000}?>>\s*stream\r?\n", re.DOTALL)
_PACKED = re.compile(rb"/Filter\s*(?:\[\s*)?/(?:FlateDecode|Fl)\b")
_NO_TEXT = re.compile(
    rb"/Subtype\s*/Image\b|/Type\s*/(?:Metadata|EmbeddedFile)\b|/FunctionType\b|/ICCBased\b|/N\s+[134]\b"
)
"""What holds no characters: pictures, colours, attachments."""
_ENCRYPTED = re.compile(rb"/Encrypt\s+\d+\s+\d+\s+R")
_PIECE = 1 << 20


def damaged_parts(path: Path) -> list[int]:
    """The numbers of the objects that are damaged or lost; none of an encrypted file, whose bytes say nothing."""
    with path.open("rb") as opened, mmap.mmap(opened.fileno(), 0, access=mmap.ACCESS_READ) as held:
        if _ENCRYPTED.search(held):
            return []
        return list(dict.fromkeys([*_damaged(held), *_displaced(held)]))


def _damaged(held: mmap.mmap) -> Iterator[int]:
    for match in _BEGINNING.finditer(held):
        said = match[0]
        if _PACKED.search(said) and not _NO_TEXT.search(said) and not _is_whole(held, match.end()):
            yield int(match[1])


def _is_whole(held: mmap.mmap, start: int) -> bool:
    """Whether what is packed from here on can be unpacked to its checksum."""
    unpacker = zlib.decompressobj()
    at = start
    try:
        while not unpacker.eof and at < len(held):
            piece = held[at : at + _PIECE]
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
