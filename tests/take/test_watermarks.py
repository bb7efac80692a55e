"""What is printed over a page: watermarks, and the leaders of its list of contents."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.take.conftest import text_of
from tests.take.plain_pdf import drawn_pdf

from shanben.take.documents import read_document
from shanben.take.pdf_furniture import page_furniture
from shanben.take.pdf_lines import PrintedLine
from shanben.take.pdf_views import View

_READS = b"<41> <78E8> <42> <574A> <43> <6C34> <44> <8F66> <57> <6837> <58> <7A3F> "
"""A to D: 磨坊水车, W and X: 样稿."""
_TEXT = b"BT /F 12 Tf " + b"".join(b"1 0 0 1 60 %d Tm (ABCDABCDABCDABCDABCDABCD) Tj " % y for y in range(700, 400, -20))


def _page(tmp_path: Path, mark: bytes, text: bytes = _TEXT) -> tuple[list[str], int]:
    found = read_document(drawn_pdf(tmp_path / "a.pdf", text + mark + b"ET", reads=_READS))
    assert found.evidence is not None
    return text_of(found).split(), found.evidence.left_out.get("characters of watermarks", 0)


@pytest.mark.parametrize(
    "mark",
    [
        b"0.7 0.7 -0.7 0.7 100 450 Tm /F 60 Tf (WX) Tj ",
        b"0.94 0.34 -0.34 0.94 60 500 Tm /F 14 Tf (WX) Tj ",
        b"1 0 0 1 60 480 Tm /F 140 Tf (WX) Tj ",
    ],
)
def test_words_over_the_text_are_no_part_of_it(tmp_path: Path, mark: bytes) -> None:
    lines, left = _page(tmp_path, mark)
    assert lines == ["磨坊水车" * 6] * 15
    assert left == 2


def test_a_large_title_is_none(tmp_path: Path) -> None:
    lines, left = _page(tmp_path, b"1 0 0 1 60 740 Tm /F 40 Tf (WX) Tj ")
    assert (lines[0], left) == ("样稿", 0)


def test_a_page_that_was_laid_aslant_is_text(tmp_path: Path) -> None:
    lines, left = _page(tmp_path, b"0.9 0.4 -0.4 0.9 60 300 Tm /F 12 Tf (ABCD) Tj ", b"BT ")
    assert ("".join(lines), left) == ("磨坊水车", 0)


def test_the_dots_of_a_leader_take_no_space_from_words(tmp_path: Path) -> None:
    dots = b"".join(b"1 0 0 1 %d 700 Tm (.) Tj " % x for x in range(150, 400, 6))
    words = b"BT /F 12 Tf 1 0 0 1 60 700 Tm [(Water) -340 (mill)] TJ "
    found = read_document(drawn_pdf(tmp_path / "a.pdf", words + dots + b"1 0 0 1 410 700 Tm (12) Tj ET"))
    assert text_of(found).startswith("Water mill")


def test_headings_that_stand_in_one_place_of_their_pages_are_no_running_heads() -> None:
    def line(text: str, page: int, y: float) -> PrintedLine:
        return PrintedLine(
            text, page, 60.0, y, 300.0, 12.0, 0, [], [], (1, 60.0, 500.0), view=View(0.0, 0.0, 595.0, 842.0)
        )

    def pages(heads: list[str]) -> list[list[PrintedLine]]:
        rows = enumerate(heads, 1)
        return [[line(head, at, 790.0), *(line("水从高处来。", at, y) for y in (600.0, 400.0))] for at, head in rows]

    counted = pages(["第一章：", "第四章：", "第七章：", "第九章："])
    assert page_furniture(counted) == {}
    again = pages(["第一章　水", "第一章　水", "第二章　水", "第二章　水"])
    assert set(page_furniture(again).values()) == {"running-head"}
    assert set(page_furniture(pages(["第1页", "第2页", "第3页", "第4页"])).values()) == {"page-number"}


def test_full_width_letters_that_are_printed_narrow_are_plain_ones(tmp_path: Path) -> None:
    """Helvetica's letters, which the font calls full-width ones; what is a comma between Han characters stays."""
    reads = b"".join(b"<%02X> <%04X> " % (at, 0xFEE0 + at) for at in b"aeilmntWE2,")
    drawing = b"BT /F 12 Tf 1 0 0 1 60 700 Tm (Watermill) Tj 1 0 0 1 118 700 Tm (time) Tj 1 0 0 1 60 670 Tm (En2) Tj ET"
    found = read_document(drawn_pdf(tmp_path / "a.pdf", drawing, reads=reads + b"<72> <FF52> "))
    assert text_of(found).split("\n")[:2] == ["Watermill time", "En2"]
    assert found.evidence is not None
    assert found.evidence.repaired["letters that stood as full-width ones"] == 16


def test_wide_letters_and_marks_stay(tmp_path: Path) -> None:
    reads = b"<41> <78E8> <42> <FF0C> <43> <6C34> <44> <FF21> "
    page = b"BT /F 12 Tf " + b"".join(
        b"1 0 0 1 %d 700 Tm (%c) Tj " % (60 + 12 * at, sign) for at, sign in enumerate(b"ABCDDDC")
    )
    found = read_document(drawn_pdf(tmp_path / "a.pdf", page + b"ET", reads=reads))
    assert text_of(found).split() == ["磨，水ＡＡＡ水"]


def test_marks_of_a_narrow_font_are_no_letters(tmp_path: Path) -> None:
    page = b"BT /F 12 Tf 1 0 0 1 60 700 Tm (BCBCB) Tj ET"
    found = read_document(drawn_pdf(tmp_path / "a.pdf", page, reads=b"<42> <FF0C> <43> <FF0D> "))
    assert text_of(found).split() == ["，－，－，"]
