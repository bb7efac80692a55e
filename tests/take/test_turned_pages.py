"""Pages that are turned, cut, or set in columns from right to left: reading order, and the marks on their pictures."""

from __future__ import annotations

from pathlib import Path

import pypdfium2
import pytest
from PIL import ImageChops
from playwright.sync_api import Browser
from tests.take.conftest import text_of
from tests.take.plain_pdf import drawn_pdf

from shanben.take.documents import Document, read_document
from shanben.take.sheets import page_picture

LINES = ("High water at ten", "Low water at four", "Late ferry")
_MATRICES = {0: b"1 0 0 1", 90: b"0 1 -1 0", 180: b"-1 0 0 -1", 270: b"0 -1 1 0"}
_STEPS = {0: (0, -1), 90: (1, 0), 180: (0, 1), 270: (-1, 0)}


def _page(path: Path, text: int, page: bytes) -> Path:
    """Three lines below each other, as they look to a reader who turns the sheet by this angle."""
    across, up = _STEPS[text]
    drawing = b"BT /F 14 Tf "
    for at, line in enumerate(LINES):
        drawing += _MATRICES[text] + b" %d %d Tm (%s) Tj " % (250 + 40 * at * across, 300 + 40 * at * up, line.encode())
    return drawn_pdf(path, drawing + b"ET", page=page)


def _marked(document: Document, file: Path) -> None:
    """Each mark holds the ink of its line, and all ink lies in marks."""
    assert document.evidence is not None
    page = pypdfium2.PdfDocument(file)[0]
    ink = ImageChops.invert(page_picture(page, 5000, 1.0).convert("L")).point(lambda shade: 255 * (shade > 90))
    for facts in document.evidence.lines.values():
        left, upper, right, lower = facts.box
        box = (round(left) - 1, round(upper) - 4, round(right) + 1, round(lower) + 4)
        if right - left < lower - upper:  # a line that runs along the height
            box = (round(left) - 4, round(upper) - 1, round(right) + 4, round(lower) + 1)
        found = ink.crop(box).getbbox()
        assert found is not None
        long = max(right - left, lower - upper)
        assert max(found[2] - found[0], found[3] - found[1]) > 0.7 * long
        ink.paste(0, box)
    assert ink.getbbox() is None


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
@pytest.mark.parametrize("text", [0, 90, 180, 270])
def test_a_turned_or_cut_page_is_read_as_its_lines_run(tmp_path: Path, turn: int, text: int) -> None:
    entries = b"/MediaBox[-50 -20 500 800]/CropBox[60 90 470 520]/Rotate %d" % turn
    file = _page(tmp_path / "a.pdf", text, entries)
    document = read_document(file)
    assert tuple(text_of(document).split("\n")[:3]) == LINES
    _marked(document, file)


def test_columns_from_right_to_left_are_read_from_the_right(tmp_path: Path, chromium: Browser) -> None:
    first, second = "潮水每日两次涨落（每月三十日），守闸的人按时开闭闸门。", "旧历初三ABC水最大，渡船在石阶上等候。"
    style = "body{font:12pt/1.8 'Noto Serif CJK SC';writing-mode:vertical-rl;height:70mm} p{margin:0 3mm}"
    page = chromium.new_page()
    page.set_content(f"<html lang=zh><style>{style}</style><p>{first}</p><p>{second}</p></html>")
    page.pdf(path=str(tmp_path / "a.pdf"), format="A5")
    page.close()
    document = read_document(tmp_path / "a.pdf")
    assert "".join(text_of(document).split()) == first + second
    _marked(document, tmp_path / "a.pdf")


def test_signs_at_the_side_of_a_column_belong_to_it(tmp_path: Path) -> None:
    """Some programs place 、 by moving it within the column."""
    drawing = b"BT /F 20 Tf "
    for column, words in enumerate((b"AB,CD,AB", b"CDA,BCD,")):
        for at, sign in enumerate(words):
            right = 12 if sign == ord(",") else 0
            place = (300 - 40 * column + right, 600 - 20 * at + right, bytes([sign]))
            drawing += b"1 0 0 1 %d %d Tm (%s) Tj " % place
    reads = b"<2C> <3001> <41> <6F6E> <42> <6C50> <43> <6E21> <44> <8239>"
    file = drawn_pdf(tmp_path / "a.pdf", drawing + b"ET", reads=reads)
    assert text_of(read_document(file)).split() == ["潮汐、渡船、潮汐", "渡船潮、汐渡船、"]


def test_a_stamp_that_runs_up_the_margin_stands_by_itself(tmp_path: Path) -> None:
    drawing = b"BT /F 10 Tf "
    for at in range(8):
        drawing += b"1 0 0 1 60 %d Tm (Water stands at the gauge %d) Tj " % (700 - 20 * at, at)
    drawing += b"/F 14 Tf 0 1 -1 0 40 560 Tm (Received in May) Tj ET"
    lines = text_of(read_document(drawn_pdf(tmp_path / "a.pdf", drawing))).splitlines()
    assert lines == [*(f"Water stands at the gauge {at}" for at in range(8)), "Received in May"]
