"""Reading a PDF without the drawings of its characters: the same words at the same places, and damage is still told."""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from pathlib import Path

import pytest

from shanben.problems import Refused
from shanben.take import pdf
from shanben.take.documents import Document, read_document
from shanben.take.pdf_undrawn import Undrawn, undrawn

BOXED = b"1000 0 60 -80 940 880 d1\n" + b"".join(b"%d %d m %d 400 l S\n" % (at, 3 * at, 900 - at) for at in range(60))
UNBOXED = BOXED.replace(b"60 -80 940 880", b"0 0 0 0")
WORDS = "渡船人早出晚归"


def _stream(content: bytes) -> bytes:
    packed = zlib.compress(content)
    return b"<</Filter /FlateDecode /Length %d>> stream\n%b\nendstream" % (len(packed), packed)


def printed(path: Path, drawings: Sequence[bytes]) -> Path:
    """A page of seven characters, each of which its font draws; the drawings go round."""
    count = len(WORDS)
    names = b"".join(b"/g%d" % at for at in range(count))
    drawn = b"".join(b"/g%d %d 0 R" % (at, 7 + at) for at in range(count))
    reads = b"".join(b"<%02X> <%04X>" % (at, ord(one)) for at, one in enumerate(WORDS))
    codes = b"".join(b"%02X" % at for at in range(count))
    parts = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 400 600]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>",
        _stream(b"BT /F 12 Tf 40 500 Td <" + codes + b"> Tj ET"),
        b"<</Type/Font/Subtype/Type3/FontMatrix[.001 0 0 .001 0 0]/FontBBox[0 -120 1000 880]/FirstChar 0/LastChar "
        b"%d/Widths[%b]/CharProcs<<%b>>/Encoding<</Type/Encoding/Differences[0%b]>>/ToUnicode 6 0 R/Resources<<>>>>"
        % (count - 1, b"1000 " * count, drawn, names),
        _stream(
            b"/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /X def 1 begincodespacerange "
            b"<00> <FF> endcodespacerange %d beginbfchar %b endbfchar endcmap end end" % (count, reads)
        ),
        *(_stream(drawings[at % len(drawings)]) for at in range(count)),
    ]  # fmt: skip
    raw, places = b"%PDF-1.4\n", []
    for number, part in enumerate(parts, 1):
        places.append(len(raw))
        raw += b"%d 0 obj" % number + part + b"\nendobj\n"
    end = len(raw)
    raw += b"xref\n0 %d\n0000000000 65535 f \n" % (len(parts) + 1)
    raw += b"".join(b"%010d 00000 n \n" % place for place in places)
    raw += b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (len(parts) + 1, end)
    path.write_bytes(raw)
    return path


def test_drawings_are_taken_out_and_all_else_stays_where_it_was(tmp_path: Path) -> None:
    content = printed(tmp_path / "drawn.pdf", [BOXED]).read_bytes()
    found = undrawn(content)
    assert len(found.content) == len(content)
    assert [found.content.find(b"%d 0 obj" % at) for at in range(1, 14)] == [
        content.find(b"%d 0 obj" % at) for at in range(1, 14)
    ]
    streams = [zlib.decompressobj().decompress(found.content[start:]) for start in sorted(found.whole)]
    assert streams[2:] == [b"1000 0 60 -80 940 880 d1\n"] * 7  # those before are the page and what its codes mean
    assert b"Tj" in streams[0]
    assert b"beginbfchar" in streams[1]


def test_a_drawing_without_a_box_is_measured_by_what_is_drawn(tmp_path: Path) -> None:
    content = printed(tmp_path / "drawn.pdf", [UNBOXED]).read_bytes()
    found = undrawn(content)
    assert (found.content, len(found.whole)) == (content, 9)


@pytest.mark.parametrize("drawings", [[BOXED], [UNBOXED], [BOXED, UNBOXED]], ids=["boxed", "without a box", "both"])
def test_words_and_places_are_the_same_without_drawings(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, drawings: Sequence[bytes]
) -> None:
    path = printed(tmp_path / "drawn.pdf", drawings)
    found = read_document(path)
    with monkeypatch.context() as patched:
        patched.setattr(pdf, "undrawn", lambda content: Undrawn(content, frozenset()))
        drawn = read_document(path)
    assert (found.content.decode(), _places(found)) == (f"{WORDS}\n", _places(drawn))
    assert (found.doubts, drawn.doubts) == ((), ())


def _places(document: Document) -> list[tuple[float, ...]]:
    assert document.evidence
    return [(*line.box, line.size) for line in document.evidence.lines.values()]


@pytest.mark.parametrize("before", [b"/CharProcs", b"/Type/Catalog"], ids=["nothing drawn", "encrypted"])
def test_a_file_without_drawings_or_with_a_key_is_left_as_it_is(tmp_path: Path, before: bytes) -> None:
    content = printed(tmp_path / "drawn.pdf", [BOXED]).read_bytes()
    content = content.replace(
        before, before.replace(b"/CharProcs", b"/Drawings") + b"/Encrypt 9 0 R" * (b"Cat" in before)
    )
    assert undrawn(content) == (content, frozenset())


def test_a_spoiled_drawing_is_still_told(tmp_path: Path) -> None:
    path = printed(tmp_path / "worn.pdf", [BOXED])
    content = path.read_bytes()
    start = content.index(b"stream\n", content.index(b"9 0 obj")) + len(b"stream\n")
    path.write_bytes(content[: start + 30] + b"\xff" * 6 + content[start + 36 :])
    assert start not in undrawn(path.read_bytes()).whole
    try:
        codes = [problem.code for problem in read_document(path).doubts]
    except Refused as refusal:
        codes = [problem.code for problem in refusal.problems]
    assert codes[0] in ("D137", "E105")


def test_what_unpacks_to_far_more_than_a_drawing_is_left_as_it_is(tmp_path: Path) -> None:
    content = printed(tmp_path / "drawn.pdf", [BOXED, BOXED + b" " * 5_000_000]).read_bytes()
    assert len(undrawn(content).whole) < len(undrawn(printed(tmp_path / "few.pdf", [BOXED]).read_bytes()).whole)
