"""PDF documents of one page, written by hand: what stands in them is exactly what a test says."""

from __future__ import annotations

import zlib
from pathlib import Path


def simple_pdf(path: Path, shown: bytes, more: bytes = b"", reads: bytes = b"") -> Path:
    """One line in a standard font, whose bytes stand as they are, or for what ``reads`` says: <41> <6F6E>."""
    return drawn_pdf(path, b"BT /F 14 Tf 40 700 Td (" + shown + b") Tj " + more + b" ET", reads=reads)


def drawn_pdf(
    path: Path,
    drawing: bytes,
    *,
    page: bytes = b"/MediaBox[0 0 500 800]",
    reads: bytes = b"",
    face: bytes = b"/BaseFont/Helvetica",
) -> Path:
    """A page with these operators as its drawing, and these entries; ``/F`` is the font, ``face`` says which."""
    stream = zlib.compress(drawing)
    parts = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R" + page + b"/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>",
        b"<</Length %d/Filter/FlateDecode>>stream\n%s\nendstream" % (len(stream), stream),
        b"<</Type/Font/Subtype/Type1" + face + b"/Encoding/WinAnsiEncoding/ToUnicode 6 0 R>>",
    ]
    bounds = b"/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /X def "
    bounds += b"1 begincodespacerange <00> <FF> "
    count = reads.count(b"<") // 2
    table = bounds + b"endcodespacerange %d beginbfchar %s endbfchar endcmap end end" % (count, reads) if reads else b""
    parts.append(b"<</Length %d>>stream\n%s\nendstream" % (len(table), table))
    raw = b"%PDF-1.4\n"
    places = []
    for number, part in enumerate(parts, 1):
        places.append(len(raw))
        raw += b"%d 0 obj" % number + part + b"endobj\n"
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    end = len(raw)
    raw += b"xref\n0 7\n0000000000 65535 f \n" + table + b"trailer<</Size 7/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % end
    path.write_bytes(raw)
    return path
