"""Files that cannot be taken in: one line with their name and what to do; nothing half, no traceback, no noise."""

from __future__ import annotations

import os
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import docx
import pypdf
import pytest
from pypdf.generic import DictionaryObject, NameObject, NumberObject, StreamObject
from tests.take.conftest import zipped
from tests.take.plain_pdf import drawn_pdf, simple_pdf

from shanben.problems import Refused
from shanben.take.documents import read_document
from shanben.take.pdf_damage import damage_in

CONTAINER = '<container><rootfiles><rootfile full-path="b.opf"/></rootfiles></container>'
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def word(path: Path) -> Path:
    document = docx.Document()
    document.add_paragraph("水滴石穿。" * 200)
    document.save(str(path))
    return path


def pdf(path: Path, password: str = "", pages: int = 1) -> Path:
    writer = pypdf.PdfWriter()
    for _ in range(pages):
        writer.add_blank_page(300, 300)
    if password:
        writer.encrypt(password, algorithm="RC4-128")
    writer.write(str(path))
    return path


def _bomb(path: Path) -> Path:
    with (
        zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive,
        archive.open("word/document.xml", "w") as part,
    ):
        for _ in range(120):
            part.write(b" " * 4_000_000)
    return path


def _lying(path: Path) -> Path:
    """An archive whose directory says that a part is small."""
    zipped(path, {"word/document.xml": b"<w:document>" + b" " * 5000})
    raw = path.read_bytes()
    path.write_bytes(raw.replace((5012).to_bytes(4, "little"), (12).to_bytes(4, "little")))
    return path


def _cut(path: Path) -> Path:
    raw = word(path).read_bytes()
    path.write_bytes(raw[: len(raw) // 2])
    return path


def _entity(path: Path) -> Path:
    part = f'<!DOCTYPE x [<!ENTITY a "{"长" * 50}"><!ENTITY b "&a;&a;">]><w:document {W}><w:body/></w:document>'
    return zipped(path, {"word/document.xml": part})


def _locked_book(path: Path) -> Path:
    lock = '<encryption><EncryptedData><EncryptionMethod Algorithm="urn:lock"/></EncryptedData></encryption>'
    return zipped(path, {"META-INF/container.xml": CONTAINER, "META-INF/encryption.xml": lock})


def _holding(path: Path) -> Path:
    """A Word file whose end is cut off, and in which another stands whole."""
    other = word(path.with_name("other.docx")).read_bytes()
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("word/embeddings/other.docx", other)
        archive.writestr("word/document.xml", f"<w:document {W}><w:body/></w:document>" * 400)
    path.write_bytes(path.read_bytes()[: len(other) + 4000])
    return path


def _locked_text(path: Path) -> Path:
    lock = "<manifest><file-entry full-path='content.xml'><encryption-data/></file-entry></manifest>"
    kind = "application/vnd.oasis.opendocument.text"
    return zipped(path, {"mimetype": kind, "content.xml": b"\x8f\x01" * 40, "META-INF/manifest.xml": lock})


def _encrypted_zip(path: Path) -> Path:
    raw = bytearray(zipped(path, {"word/document.xml": "<x/>"}).read_bytes())
    for sign, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        raw[raw.index(sign) + place] |= 1
    path.write_bytes(bytes(raw))
    return path


def _picture(path: Path) -> Path:
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(40))
    return path


def _deep(path: Path) -> Path:
    path.write_text("<html><body>" + "<div>" * 3000 + "深" + "</div>" * 3000, "utf-8")
    return path


def _bytes(content: bytes) -> Callable[[Path], Path]:
    def write(path: Path) -> Path:
        path.write_bytes(content)
        return path

    return write


def _parts(parts: dict[str, str | bytes]) -> Callable[[Path], Path]:
    return lambda path: zipped(path, parts)


_OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)

BAD: dict[str, tuple[str, Callable[[Path], Path], str]] = {
    "a password": ("a.pdf", lambda path: pdf(path, "secret"), "without it"),
    "no text": ("a.pdf", pdf, "--ocr"),
    "a cut PDF": ("a.pdf", _bytes(b"%PDF-1.7\n1 0 obj\n<< /Type /Cat"), "save it again"),
    "a cut Word file": ("a.docx", _cut, "save it again"),
    "a zip bomb": ("a.docx", _bomb, "unpacks to more than 400 MB"),
    "a lying archive": ("a.docx", _lying, "save it"),
    "an entity": ("a.docx", _entity, "entities"),
    "a path out of the archive": ("a.epub", _parts({"../x": "", "META-INF/container.xml": CONTAINER}), "../x"),
    "a locked book": ("a.epub", _locked_book, "DRM"),
    "a locked archive": ("a.docx", _encrypted_zip, "password"),
    "a book without its package": ("a.epub", _parts({"META-INF/container.xml": CONTAINER}), "b.opf"),
    "a picture": ("a.pdf", _picture, ".png"),
    "a picture in a text's clothes": ("a.txt", _picture, ".png"),
    "a Word file in a PDF's clothes": ("a.pdf", word, "not .pdf but .docx"),
    "a PDF in a Word file's clothes": ("a.docx", pdf, "not .docx but .pdf"),
    "an old Word file": ("a.docx", _bytes(_OLD), ".doc"),
    "an empty page": ("a.html", _bytes(b"<html><body> </body></html>"), "no text"),
    "an unknown kind": ("a.xyz", _bytes("甲".encode()), ".docx"),
    "a Word file that is cut and holds another": ("a.docx", _holding, "save it again"),
    "a locked text": ("a.odt", _locked_text, "password"),
    "a damaged text": (
        "a.odt",
        _parts({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": "<a"}),
        "damaged",
    ),
    "an external entity": (
        "a.epub",
        _parts({"META-INF/container.xml": '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///x">]><a>&b;</a>'}),
        "entities",
    ),
    "an e-book that is a PDF": ("a.epub", pdf, "not .epub but .pdf"),
    "an empty file": ("a.odt", _bytes(b""), "is empty"),
    "a blank file": ("a.md", _bytes(b" \n"), "no text"),
    "a PDF in a text's clothes": ("a.md", pdf, "not .md but .pdf"),
    "a table of numbers": ("a.docx", _parts({"xl/workbook.xml": ""}), ".xlsx"),
}


@pytest.mark.parametrize("name", BAD)
def test_a_bad_file_is_refused_in_one_line(tmp_path: Path, capfd: pytest.CaptureFixture[str], name: str) -> None:
    file_name, make, words = BAD[name]
    file = make(tmp_path / file_name)
    with pytest.raises(Refused) as refusal:
        read_document(file)
    told = str(refusal.value)
    assert told.startswith(os.fspath(file) + ": E1")
    assert "\n" not in told
    assert words in told
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize("ending", [".txt", ".docx", ".pdf", ".md"])
def test_a_pipe_is_refused_at_once(tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"a{ending}"
    os.mkfifo(path)
    with pytest.raises(Refused, match="E108"):
        read_document(path)


def test_deep_nesting_is_read_or_refused(tmp_path: Path) -> None:
    found = ""
    try:
        found = read_document(_deep(tmp_path / "a.html")).content.decode()
    except Refused as refusal:
        found = str(refusal)
    assert "深" in found or "too deeply" in found


def test_a_pdf_of_two_thousand_pages_is_read(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="E131"):
        read_document(pdf(tmp_path / "a.pdf", pages=2000))


def test_any_cut_of_a_pdf_or_e_book_is_refused(tmp_path: Path) -> None:
    book = {"META-INF/container.xml": CONTAINER, "b.opf": "<package/>" * 90, "a.xhtml": "<p>潮水</p>" * 90}
    for whole in (simple_pdf(tmp_path / "a.pdf", b"High water " * 40), zipped(tmp_path / "a.epub", dict(book))):
        raw = whole.read_bytes()
        for share in range(1, 20):
            file = tmp_path / f"cut-{share}{whole.suffix}"
            file.write_bytes(raw[: len(raw) * share // 20])
            with pytest.raises(Refused):
                read_document(file)


def test_any_cut_of_a_word_document_is_read_or_refused(tmp_path: Path) -> None:
    whole = word(tmp_path / "whole.docx").read_bytes()
    for share in range(1, 20):
        file = tmp_path / f"cut-{share}.docx"
        file.write_bytes(whole[: len(whole) * share // 20])
        with pytest.raises(Refused):
            read_document(file)


def _damaged(path: Path, place: int, damage: bytes) -> Path:
    raw = simple_pdf(path, bytes(65 + (7 * at) % 50 for at in range(400))).read_bytes()
    start = raw.index(b"stream\n", raw.index(b"4 0 obj")) + len(b"stream\n")
    end = raw.index(b"\nendstream", start)
    at = start + place % (end - start - len(damage))
    path.write_bytes(raw[:at] + damage + raw[at + len(damage) :])
    return path


@pytest.mark.parametrize("damage", [b"\x00", b"\xff" * 9], ids=["one byte", "some bytes"])
@pytest.mark.parametrize("place", [3, 20, 40, 90, -1])
def test_damage_inside_a_pdf_is_never_silent(tmp_path: Path, place: int, damage: bytes) -> None:
    path = _damaged(tmp_path / "worn.pdf", place, damage)
    try:
        problems = read_document(path).doubts
    except Refused as refusal:
        problems = refusal.problems
    assert [problem.origin.path for problem in problems] == [str(path)]
    assert problems[0].code in ("D137", "E105", "E131")


@pytest.mark.parametrize("place", [20, 60, 100])
def test_a_pdf_whose_words_are_spoiled_is_refused_and_not_half_taken(tmp_path: Path, place: int) -> None:
    with pytest.raises(Refused, match=r"worn\.pdf: E105 .*words of it are lost"):
        read_document(_damaged(tmp_path / "worn.pdf", place, b"\xff" * 3))


def test_an_object_that_is_not_where_a_pdf_says_is_not_lost_silently(tmp_path: Path) -> None:
    path = simple_pdf(tmp_path / "moved.pdf", b"water")
    path.write_bytes(path.read_bytes().replace(b"5 0 obj", b"9 0 obj"))
    assert "D137" in [problem.code for problem in read_document(path).doubts]


@pytest.mark.parametrize(
    ("was", "became"),
    [
        (b"/Contents 4", b"/Contemts 4"), (b"/Contents 4", b"/Contents 9"), (b"/ToUnicode 6", b"/ToUnicorn6"),
        (b"/ToUnicode 6", b"/ToUnicode 7"), (b"/FlateDecode", b"/FlameDecode"), (b"/Filter/", b"/Falter/"),
        (b"/MediaBox[", b"/MediaBox\x00"), (b"/Count 1>>", b"/Count 1>\xff"), (b"stream\n", b"strewn\n"),
        (b" 00000 n", b" 00000 x"), (b" 00000 n", b" 00000 f"), (b"startxref\n", b"startxref\n1"),
        (b"/Root 1", b"/Roof 1"), (b"endobj", b"endojb"), (b"<</F 5", b"<<lF 5"),
    ],
)  # fmt: skip
def test_damage_to_what_objects_say_is_never_silent(tmp_path: Path, was: bytes, became: bytes) -> None:
    path = simple_pdf(tmp_path / "worn.pdf", b"water", reads=b"<77> <6CB3>")
    raw = path.read_bytes()
    assert was in raw
    path.write_bytes(raw.replace(was, became, 1))
    try:
        problems = read_document(path).doubts
    except Refused as refusal:
        problems = refusal.problems
    assert problems, "silent"
    assert problems[0].code in ("D137", "E105", "E131")


@pytest.mark.parametrize("became", [b"/FontFile", b"/FonnFile", b"/Font File"])
def test_a_font_that_does_not_name_its_program_is_never_silent(tmp_path: Path, became: bytes) -> None:
    writer = pypdf.PdfWriter(clone_from=simple_pdf(tmp_path / "a.pdf", b"water"))
    program = StreamObject()
    program.set_data(b"no program, but called one")
    program[NameObject("/Length1")] = NumberObject(26)
    described = DictionaryObject({NameObject("/Type"): NameObject("/FontDescriptor")})
    described[NameObject("/FontFile")] = writer._add_object(program)
    font = writer.pages[0]["/Resources"]["/Font"]["/F"]  # type: ignore[index]
    font[NameObject("/FontDescriptor")] = writer._add_object(described)
    writer.write(str(tmp_path / "worn.pdf"))
    raw = (tmp_path / "worn.pdf").read_bytes()
    (tmp_path / "worn.pdf").write_bytes(raw.replace(b"/FontFile", became))
    lost = any(doubt.code == "D137" for doubt in read_document(tmp_path / "worn.pdf").doubts)
    assert lost == (became != b"/FontFile")


@pytest.mark.parametrize("many", [b"(", b"(a", b"<", b"[", b"\\(", b"/\xff", b"<<", b"1 0 obj ", b"stream\n"])
def test_a_torn_object_is_looked_through_at_once(tmp_path: Path, many: bytes) -> None:
    path = tmp_path / "torn.pdf"
    path.write_bytes(b"%PDF-1.4\n1 0 obj<<" + many * (200_000 // len(many)) + b">>endobj")
    start = time.process_time()
    assert damage_in(path).parts
    assert time.process_time() - start < 2


def test_a_signed_pdf_and_one_with_old_line_ends_are_whole(tmp_path: Path) -> None:
    signed = b"/MediaBox[0 0 500 800]/V<</Type/Sig/Filter/Maker.Own/SubFilter/x.509>>"
    path = drawn_pdf(tmp_path / "signed.pdf", b"BT /F 14 Tf 40 700 Td (water) Tj ET", page=signed)
    assert read_document(path).doubts == ()
    path = simple_pdf(tmp_path / "old.pdf", b"water")
    path.write_bytes(path.read_bytes().replace(b"xref\n0 7\n", b"xref\r0 7\r"))
    assert read_document(path).doubts == ()


def test_a_whole_pdf_is_not_doubted(tmp_path: Path) -> None:
    path = simple_pdf(tmp_path / "whole.pdf", b"water")
    assert read_document(path).doubts == ()
    path.write_bytes(b"\n\n" + path.read_bytes())
    assert read_document(path).doubts == ()
    named = "/黑体".encode("gb18030")
    odd = b"/MediaBox[0 0 500 800]/A(up>>stream\n\\(endobj\\) (in) \x00\x01)/B<0a F>" + named + b" 1"
    assert read_document(drawn_pdf(path, b"BT /F 9 Tf 9 9 Td (tide) Tj ET", page=odd)).doubts == ()


@pytest.mark.parametrize(
    "tag",
    [
        "<p {}>", "<p x='>' {}>", '<p x="<" {}>', "<p x=< {}>", "<p {}", "<p class=a\n{}/>",
    ],
)  # fmt: skip
@pytest.mark.parametrize(("form", "between"), [("a{}", " "), ("a{}=x", "\n"), ("a{}='x y'", " "), ("a{}", "/")])
def test_an_element_of_attributes_without_end_is_refused_at_once(
    tag: str, form: str, between: str, tmp_path: Path
) -> None:
    path = tmp_path / "a.html"
    path.write_text(tag.format(between.join(map(form.format, range(50_000)))) + "河水涨了。", encoding="utf-8")
    started = time.process_time()
    with pytest.raises(Refused, match=r"E133.*2000 attributes"):
        read_document(path)
    assert time.process_time() - started < 2


def test_long_values_are_no_attributes(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    long = "x = a > b / c " * 20_000
    path.write_text(f'<p>河水<img src="data:image/png;base64,{"QUJD" * 50_000}"><b title="{long}">涨了</b>。', "utf-8")
    assert "河水涨了" in read_document(path).content.decode()
