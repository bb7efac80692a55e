"""Chinese that somebody read in a wrong encoding before us: mended and said, or doubted; never silently published."""

from __future__ import annotations

from pathlib import Path

import docx
import pytest
from tests.take.conftest import text_of
from tests.take.plain_pdf import simple_pdf

from shanben.problems import Refused
from shanben.take.documents import read_document
from shanben.take.misread import is_misread, mended

WORDS = "渡口每逢集日加开三班，过河的人须在岸边排队。"


@pytest.mark.parametrize("encoding", ["gbk", "utf-8"])
def test_bytes_are_read_as_what_they_are(encoding: str) -> None:
    wrong = WORDS.encode(encoding).decode("cp1252" if encoding == "gbk" else "latin-1")
    assert is_misread(wrong)
    assert mended(wrong)[0] == WORDS


@pytest.mark.parametrize(
    "words",
    [
        "São Tomé é uma ilha à beira-mar", "naïve café", "°C ± 0,5 × ½", "«Été»", WORDS,
        "——————————", "··········", "• • • • • •",
        "αβγδεζηθικλμνξοπρστυφχψω", "ᠮᠣᠩᠭᠣᠯ ᠪᠢᠴᠢᠭ", "Переправа у старой мельницы",
    ],
)  # fmt: skip
def test_other_languages_and_signs_are_left(words: str) -> None:
    assert not is_misread(words)


def test_big5_that_was_read_as_latin_is_mended(tmp_path: Path) -> None:
    words = "渡口每逢集日加開三班，過河的人須在岸邊排隊。"
    wrong = words.encode("cp950").decode("latin-1")
    assert mended(wrong) == (words, "Big5 read as Latin-1")
    simple_pdf(tmp_path / "ferry.pdf", wrong.encode("latin-1").replace(b"\\", b"\\\\"))
    found = read_document(tmp_path / "ferry.pdf")
    assert text_of(found) == f"{words}\n"
    assert found.evidence is not None
    assert found.evidence.repaired["lines of Big5 that stood as Latin-1"] == 1


def test_a_line_that_is_too_short_to_show_it_is_mended_with_others(tmp_path: Path) -> None:
    lines = ["告示", WORDS, "附记"]
    page = "".join(f"<p>{line.encode('gbk').decode('cp1252')}</p>" for line in lines)
    (tmp_path / "ferry.html").write_text(f"{page}<p>Café</p>", "utf-8")
    assert text_of(read_document(tmp_path / "ferry.html")).splitlines() == [*lines, "Café"]


def test_a_word_document_is_mended_and_says_so(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_paragraph("渡口告示")
    document.add_paragraph(WORDS.encode("gbk").decode("cp1252"))
    document.save(str(tmp_path / "ferry.docx"))
    found = read_document(tmp_path / "ferry.docx")
    assert text_of(found) == f"渡口告示\n{WORDS}\n"
    assert found.evidence is not None
    assert found.evidence.repaired == {"lines of GBK that stood as Latin-1": 1}
    assert found.doubts == ()


def test_what_means_nothing_is_doubted(tmp_path: Path) -> None:
    page = f"<p>{WORDS}</p><p>ÈÀÈÁÂÄÆÖÞßàáâã</p>"
    (tmp_path / "ferry.html").write_text(page, "utf-8")
    (doubt,) = read_document(tmp_path / "ferry.html").doubts
    assert (doubt.code, doubt.values["number"]) == ("D132", 1)


def test_a_text_file_keeps_its_bytes_and_is_doubted(tmp_path: Path) -> None:
    text = f"渡口告示\n{WORDS.encode('utf-8').decode('latin-1')}\n"
    (tmp_path / "ferry.txt").write_text(text, "utf-8")
    found = read_document(tmp_path / "ferry.txt")
    assert found.content == text.encode()
    assert [doubt.code for doubt in found.doubts] == ["D132"]


def test_a_pdf_of_which_some_lines_are_misread_is_mended_there(tmp_path: Path) -> None:
    more = b"0 -30 Td (" + "渡口加开三班".encode("gbk") + b") Tj 0 -30 Td (Gate 3 caf\xe9) Tj"
    found = read_document(simple_pdf(tmp_path / "a.pdf", b"The ferry leaves at nine o'clock each day", more))
    assert text_of(found).splitlines() == ["The ferry leaves at nine o'clock each day", "渡口加开三班", "Gate 3 café"]


def test_a_pdf_of_which_most_means_nothing_is_refused(tmp_path: Path) -> None:
    more = b"0 -30 Td (" + bytes(range(0xC0, 0xFF)) * 2 + b") Tj"
    with pytest.raises(Refused, match="cannot be read"):
        read_document(simple_pdf(tmp_path / "a.pdf", b"nine", more))
