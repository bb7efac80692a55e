"""Parts of a PDF file that are damaged: what a page loses by them, PDFium does not say.

Streams are packed with a checksum at their end, so one that cannot be unpacked, or not to that end, is told by its
bytes alone. Everything else is written in few signs and by simple rules: an object that breaks them, that does not
stand where the table of the file says, or that holds text and is named by no other, is damaged or lost.
"""

from __future__ import annotations

import itertools
import mmap
import re
import zlib
from collections.abc import Iterator, Mapping, Sequence, Set
from pathlib import Path
from typing import NamedTuple

from shanben.take.zero_filled import whole_length

_OBJECT = re.compile(rb"(\d{1,10})\s+\d{1,5}\s+obj\Z")
_NAME = 24
"""Bytes of the name of an object."""
_END = re.compile(rb"(?<![A-Za-z])endobj|>>\s*stream(?:\r?\n|\r)")
_CLOSES = re.compile(rb"(?<![A-Za-z])endobj")
_LENGTH = re.compile(rb"/Length\s+(\d{1,10})(?!\s+\d+\s+R)\b")
_PACKED = re.compile(rb"/Filter\s*(?:\[\s*)?/(?:FlateDecode|Fl)\b")
_FILTERS = re.compile(
    rb"/Filter\s*(?:\[\s*)?/(?:(?:Flate|LZW|ASCII85|ASCIIHex|RunLength|CCITTFax|DCT|JBIG2|JPX)Decode"
    rb"|Crypt|Fl|LZW|A85|AHx|RL|CCF|DCT)\b|/Filter\s*(?:\[\s*\]|null|\d)"
)
"""Every way of packing there is."""
_PLAINLY = re.compile(
    rb"\s*(\d{1,10}) \d{1,5} obj\s*<<\s*/Filter\s*/FlateDecode\s*/Length (\d{1,10})\s*>>\s*stream\r?\n"
)
_CLOSED = re.compile(rb"[\r\n ]*endstream\s*endobj")
_PLAIN = b"<</Filter/FlateDecode>>"
"""What most streams say: each character of a font that a browser draws is one."""
_NO_TEXT = re.compile(
    rb"/Subtype\s*/Image\b|/Type\s*/(?:Metadata|EmbeddedFile)\b|/FunctionType\b|/ICCBased\b|/N\s+[134]\b"
)
"""What holds no characters: pictures, colours, attachments."""
_ENCRYPTED = re.compile(rb"/Encrypt\s+\d+\s+\d+\s+R")
_PIECE, _LEAST = 1 << 20, 1 << 10
_AT_ONCE = 1 << 16
"""Bytes of a stream that are unpacked at once."""

_ESCAPE, _STRING = re.compile(rb"\\.", re.DOTALL), re.compile(rb"\([^()]*+\)")
_NESTED = 8
"""Strings that stand in each other at most."""
_SIGNS = re.compile(rb"(?:[!-$&'*-;=?-~\t\n\f\r \x80-\xff]++|<<|>>|<[0-9A-Fa-f\s]*+>|%[^\r\n]*+)*+")
"""What stands in an object that is no string: no control character, and angles only where they belong."""
_NO_NAME = re.compile(rb"<<\s*[^\s/<>%]")
"""What is no dictionary: each of its entries begins with a name."""
_NAMES = re.compile(rb"/[!-$&'*-.0-;=?-Z^-~\x80-\xff]+")
_ENCODINGS = ("gb18030", "utf-8", "shift_jis", "euc_kr")
_DRAWN = re.compile(rb"/CharProcs\s*<<([^<>]*)>>")
_LISTED = re.compile(rb"/Differences\s*\[([^\]]*)\]")
_NEVER_DRAWN = frozenset({b"/.notdef", b"/space", b"/nbspace"})
_FEW = 8
"""One in so many characters that a font lists and does not draw is damage; more are the way of its writer."""
_NUMBER = re.compile(rb"\d{1,10}\Z")
_PAGE = re.compile(rb"/Type\s*/Page(?![A-Za-z])")
_FONT = re.compile(rb"/Type\s*/Font(?![A-Za-z])")
_OF_FONTS = re.compile(
    rb"/(?:CharProcs|Encoding|CIDToGIDMap|FontDescriptor|Resources)\s*(?:<<(?:[^<>]|<<[^<>]*>>)*>>|\d+\s+\d+\s+R)"
)
"""What a font names that says nothing of which characters it shows."""
_PROGRAM = re.compile(rb"/Length1(?![0-9])|/Subtype\s*/(?:CIDFontType0C|Type1C|OpenType)")
_FONT_FILE = re.compile(rb"/FontFile[23]?\s+(\d{1,10})\s+\d+\s+R")
_TEXT = re.compile(rb"begincmap|\bT[jJ]\b")


class _Part(NamedTuple):
    """An object: what it says without its strings, and where its stream begins and ends, if it has one."""

    said: bytes
    start: int = 0
    end: int = 0
    torn: bool = False


class Damage(NamedTuple):
    """The numbers of the objects that are damaged or lost, and whether words are lost by it for certain."""

    parts: Sequence[int] = ()
    words: bool = False


def damage_in(path: Path, pages: int = 0, whole: Set[int] = frozenset()) -> Damage:
    """What is damaged; nothing of an encrypted file, whose bytes say nothing.

    ``pages`` are those that were read; ``whole`` is where streams begin that were found to be. 0 stands for the table
    of the objects.
    """
    with path.open("rb") as opened, mmap.mmap(opened.fileno(), whole_length(path), access=mmap.ACCESS_READ) as held:
        if _ENCRYPTED.search(held, max(0, len(held) - _LAST)) or _ENCRYPTED.search(held):
            return Damage()
        table = _Table(held)
        found = list(table.wrong)
        parts: dict[int, _Part] = {}
        for number, part in _parts(held):
            parts[number] = part
            if part.said is _PLAIN:
                if part.start not in whole and not _is_whole(held, part.start, part.end - part.start):
                    found.append(number)
            elif part.torn or not _is_clean(part.said) or (part.end and _is_packed_otherwise(part.said)):
                found.append(number)
            elif part.end and b"/Filter" not in part.said:
                found += [number] if _is_packed_anyhow(held, part) else []
            elif part.end and _PACKED.search(part.said) and not _NO_TEXT.search(part.said):
                found += [] if _is_whole(held, part.start, part.end - part.start) else [number]
        found += _unnamed(held, parts, {number: part for number, part in parts.items() if part.said is not _PLAIN})
        if table.plain:
            found += _lost(held, parts, table.named, pages)
        found = list(dict.fromkeys(found))
        return Damage(found, any(_loses_words(held, parts[number]) for number in found if number in parts))


def _loses_words(held: mmap.mmap, part: _Part) -> bool:
    """Whether words are lost by damage to an object: to what a page or a font says, or to a stream of either."""
    if part.end and (part.said is _PLAIN or _PACKED.search(part.said)):
        return not _NO_TEXT.search(part.said) and _is_spoiled(held[part.start : min(part.end, part.start + _PIECE)])
    return not part.torn and (_is_page(part) or _FONT.search(part.said) is not None) and not _is_clean(part.said)


def _is_spoiled(content: bytes) -> bool:
    """Whether a stream cannot be unpacked to its end, or is another than its checksum says; it may have none."""
    unpacker = zlib.decompressobj(-zlib.MAX_WBITS)
    try:
        found = unpacker.decompress(content[2:], _PIECE << 4)
    except zlib.error:
        return True
    if len(found) == _PIECE << 4 or len(content) == _PIECE:
        return False  # longer than anybody looks
    checksum = unpacker.unused_data[:4]
    return not unpacker.eof or (len(checksum) == 4 and int.from_bytes(checksum, "big") != zlib.adler32(found))


# --- objects ----------------------------------------------------------------------------------------------------------


def _parts(held: mmap.mmap) -> Iterator[tuple[int, _Part]]:
    """Every object of the file by its number, in the order of the file."""
    at = 0
    while True:
        while (plainly := _PLAINLY.match(held, at)) is not None:
            start = plainly.end()
            stop = start + int(plainly[2])
            closed = _CLOSED.match(held, stop)
            if closed is None:
                break
            yield int(plainly[1]), _Part(_PLAIN, start, stop)
            at = closed.end()
        place = held.find(b"obj", at)
        if place < 0:
            return
        at = place + 3
        name = _OBJECT.search(held[max(0, place - _NAME) : at])
        if name is None:
            continue
        end = _end_of(held, at)
        if end is None:
            yield int(name[1]), _Part(b"", torn=True)
            return
        said = held[at : end.start()]
        if end[0].startswith(b"endobj"):
            at = end.end()
            yield int(name[1]), _Part(_bare(said))
            continue
        said = _bare(said + b">>")
        start, length = end.end(), _LENGTH.search(said)
        stop = start + int(length[1]) if length else len(held)
        if held[stop : stop + 12].lstrip(b"\r\n ")[:9] != b"endstream":
            stop = held.find(b"endstream", start)
        if stop < 0:
            yield int(name[1]), _Part(said, start, len(held), torn=True)
            return
        at = stop + 9
        ended = held.find(b"endobj", at, at + _NAME) >= 0
        yield int(name[1]), _Part(said, start, stop, torn=not ended)


def _end_of(held: mmap.mmap, at: int) -> re.Match[bytes] | None:
    """Where what an object says ends: not inside one of its strings."""
    end = _CLOSES.search(held, max(at, held.find(b"endobj", at)))
    if end is None or held.find(b"stream", at, end.start()) >= 0:
        end = _END.search(held, at)
    for _ in range(_NESTED):
        if end is None or b"(" not in held[at : end.start()] or b"(" not in _bare(held[at : end.start()]):
            break
        end = _END.search(held, end.end())
    return end


def _bare(said: bytes) -> bytes:
    """What an object says without its strings; those that are not closed stay."""
    if b"(" not in said:
        return said
    said = _ESCAPE.sub(b"", said)
    for _ in range(_NESTED):
        said, count = _STRING.subn(b"", said)
        if not count:
            break
    return said


def _is_clean(said: bytes) -> bool:
    """Whether what an object says holds nothing but the signs that objects are written in, and closes what it opens."""
    if _SIGNS.fullmatch(said) is None or b" obj" in said or said.count(b"<") != said.count(b">"):
        return False
    if said.count(b"[") != said.count(b"]") or _NO_NAME.search(said):
        return False
    if said.isascii():
        return True
    names = b" ".join(_NAMES.findall(said))
    return _NAMES.sub(b"", said).isascii() and any(_reads(names, encoding) for encoding in _ENCODINGS)


def _is_packed_otherwise(said: bytes) -> bool:
    """Whether a stream says that it is packed in a way that there is not; what signs a file names others."""
    return b"/Filter" in said and _FILTERS.search(said) is None


def _reads(said: bytes, encoding: str) -> bool:
    """Whether names that are not ASCII are words: some writers name fonts as their system does."""
    try:
        said.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True


def _is_whole(held: mmap.mmap, start: int, length: int) -> bool:
    """Whether what is packed from here on can be unpacked to its checksum; ``length`` is how long it says it is."""
    if length < _AT_ONCE:
        try:
            zlib.decompress(held[start : start + length])
        except zlib.error:
            return False
        return True
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


def _is_packed_anyhow(held: mmap.mmap, part: _Part) -> bool:
    """Whether a stream that does not say that it is packed can be unpacked all the same."""
    whole = part.end - part.start < _AT_ONCE and held[part.start : part.start + 1] == b"x"
    return whole and _is_whole(held, part.start, part.end - part.start)


def _unnamed(held: mmap.mmap, parts: Mapping[int, _Part], saying: Mapping[int, _Part]) -> Iterator[int]:
    """Pages that name their drawing, and fonts that name what their characters are, by no word that is known.

    Some of either have none: then they name no stream at all.
    """
    pages = [(number, part.said) for number, part in saying.items() if _is_page(part)]
    for number, said in pages:
        if b"/Contents" not in said and _leads_to_text(held, parts, said):
            yield number
    with_own = [number for number, said in pages if b"/Resources" in said]
    if 0 < len(with_own) < len(pages):
        yield from {number for number, _ in pages} - set(with_own)
    for number, part in saying.items():
        if b"/Font" not in part.said or not _FONT.search(part.said):
            continue
        dumb = b"/ToUnicode" not in part.said and _leads_to_text(held, parts, _OF_FONTS.sub(b"", part.said))
        if dumb or (b"/Type3" in part.said and _lists_others(part.said)):
            yield number


def _lists_others(said: bytes) -> bool:
    """Whether a font lists some characters that it does not draw."""
    drawn, listed = _DRAWN.search(said), _LISTED.search(said)
    if drawn is None or listed is None:
        return False
    known = set(_NAMES.findall(drawn[1]))
    others = set(_NAMES.findall(listed[1])) - known - _NEVER_DRAWN
    return 0 < len(others) * _FEW <= len(known)


def _is_page(part: _Part) -> bool:
    return b"/Page" in part.said and _PAGE.search(part.said) is not None


def _named(said: bytes) -> Iterator[int]:
    """The numbers of the objects that something names (``12 0 R``): some hundreds a font, so without an expression."""
    for before, after in itertools.pairwise(said.split(b"R")):
        words = before[-_NAME:].split()
        if len(words) < 2 or not words[-1].isdigit() or not before[-1:].isspace() or after[:1].isalnum():
            continue
        if number := _NUMBER.search(words[-2]):
            yield int(number[0])


def _leads_to_text(held: mmap.mmap, parts: Mapping[int, _Part], said: bytes) -> bool:
    """Whether one of the objects that are named holds text, or says what characters are."""
    named = (parts.get(number) for number in _named(said))
    return any(part is not None and part.end and _holds_text(held, part) for part in named)


def _holds_text(held: mmap.mmap, part: _Part) -> bool:
    if _NO_TEXT.search(part.said):
        return False
    content = held[part.start : min(part.end, part.start + _PIECE)]
    if _PACKED.search(part.said):
        try:
            content = zlib.decompressobj().decompress(content, _PIECE)
        except zlib.error:
            return False
    return _TEXT.search(content) is not None


def _lost(held: mmap.mmap, parts: Mapping[int, _Part], named: Sequence[bytes], pages: int) -> Iterator[int]:
    """Pages, fonts, their programs and text that nothing in the file names, and pages that were not read."""
    known = {number for said in named for number in _named(said)}
    for part in parts.values():
        if part.said is not _PLAIN:
            known.update(_named(part.said))
    for number in sorted(parts.keys() - known):
        part = parts[number]
        if _is_page(part) or _FONT.search(part.said) or (part.end and _holds_text(held, part)):
            yield number
    asked = {int(one) for part in parts.values() if b"/FontFile" in part.said for one in _FONT_FILE.findall(part.said)}
    yield from (at for at, part in parts.items() if at not in asked and part.end and _PROGRAM.search(part.said))
    held_pages = [number for number, part in parts.items() if part.said is not _PLAIN and _is_page(part)]
    if pages and len(held_pages) > pages:
        yield from held_pages[pages:]


# --- the table of the objects -----------------------------------------------------------------------------------------

_BEGIN = re.compile(rb"startxref\s+(\d{1,12})\s+%%EOF")
_SECTION = re.compile(rb"(\d{1,10}) (\d{1,7}) *(?:\r*\n|\r)")
_ENTRY = 20
"""Bytes of an entry."""
_ENTRIES = re.compile(rb"(\d{10}) (\d{5}) ([nf])[ \r\n]{2}")
_STREAM_TABLE = re.compile(rb"\s*\d{1,10}\s+\d{1,5}\s+obj\b")
_TRAILER = re.compile(rb"\s*trailer\s*(<<.*?)startxref", re.DOTALL)
_LAST = 2048


class _Table:
    """The table at the end of the file: what is wrong in it or not where it says."""

    def __init__(self, held: mmap.mmap) -> None:
        self.wrong: list[int] = []
        self.named: list[bytes] = []
        """What the trailer names."""
        self.plain = False
        """Whether it is a plain table, and the only one of the file."""
        begins = list(_BEGIN.finditer(held[-_LAST:]))
        if not begins:
            self.wrong.append(0)
            return
        before = max(0, held.find(b"%PDF-", 0, _LAST))  # places are counted from there
        at = before + int(begins[-1][1])
        if held[at : at + 4] == b"xref":
            self._read(held, at + 4, before)
        elif _STREAM_TABLE.match(held, at) is None:
            self.wrong.append(0)

    def _read(self, held: mmap.mmap, at: int, before: int) -> None:
        while held[at : at + 1] in (b"\r", b"\n", b" "):
            at += 1
        while (section := _SECTION.match(held, at)) is not None:
            first, count, at = int(section[1]), int(section[2]), section.end()
            entries = _ENTRIES.findall(held[at : at + _ENTRY * count])
            if len(entries) != count:
                self.wrong.append(0)
                return
            at += _ENTRY * count
            for number, (begins, generation, state) in enumerate(entries, first):
                place = before + int(begins)
                named = b"%d %d" % (number, int(generation))
                if state == b"n" and held[place : place + len(named) + 1] == named + b" ":
                    continue
                stands = held[place : place + _NAME].split()[:2] == named.split()
                if stands != (state == b"n") and place > before:
                    self.wrong.append(number)
        trailer = _TRAILER.match(held, at)
        if trailer is None:
            self.wrong.append(0)
            return
        said = _bare(trailer[1])
        self.named.append(said)
        if not _is_clean(said) or b"/Root" not in said:
            self.wrong.append(0)
        self.plain = b"/Prev" not in said and b"/XRefStm" not in said
