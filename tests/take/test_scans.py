"""Scanned documents: pages that are pictures, recognised where it is wished and installed."""

from __future__ import annotations

import sys
from pathlib import Path

import pypdfium2
import pytest
from playwright.sync_api import Browser
from tests.take.conftest import text_of
from tests.take.test_pdf import blocks_of, printed

from shanben.problems import Refused
from shanben.take.documents import read_document
from shanben.take.scans import recogniser
from shanben.take.sheets import page_picture
from shanben.take.wishes import Wishes

PARAGRAPHS = ("清明时节，山中多雨，采茶的人天亮以前就要出门，走过两座木桥才到茶园。", "茶叶当天炒制，过夜就失了香气。")
STYLE = "body{font:16pt/1.8 'Noto Serif CJK SC'} p{margin:0;text-indent:2em} h1{text-align:center;font-size:24pt}"


@pytest.fixture(scope="module")
def scan(tmp_path_factory: pytest.TempPathFactory, chromium: Browser) -> Path:
    """A document whose page is a picture of a printed one."""
    folder = tmp_path_factory.mktemp("scan")
    body = "<h1>茶山记</h1>" + "".join(f"<p>{words}</p>" for words in PARAGRAPHS)
    document = pypdfium2.PdfDocument(printed(chromium, folder / "printed.pdf", body, STYLE))
    picture = page_picture(document[0], 1600, 2.5)
    document.close()
    picture.save(folder / "scan.pdf", resolution=180)
    return folder / "scan.pdf"


def test_a_scan_is_read_as_a_printed_page(scan: Path) -> None:
    document = read_document(scan, Wishes(recognise=True, pages=True))
    assert blocks_of(document) == ["茶山记", *PARAGRAPHS]
    assert document.evidence is not None
    facts = list(document.evidence.lines.values())
    assert all(line.ocr and line.page == 1 and len(line.box) == 4 for line in facts)
    assert facts[0].size > facts[-1].size * 1.2
    assert document.evidence.repaired["lines recognised in pictures"] == len(text_of(document).splitlines())
    assert list(document.files) == ["pictures/pages/1.webp"]


def test_without_the_wish_a_scan_is_refused(scan: Path) -> None:
    with pytest.raises(Refused, match=r"E131.*--ocr"):
        read_document(scan)


def test_where_nothing_recognises_one_line_says_what_to_install(scan: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    recogniser.cache_clear()
    monkeypatch.setitem(sys.modules, "rapidocr_onnxruntime", None)
    with pytest.raises(Refused) as refused:
        read_document(scan, Wishes(recognise=True))
    (problem,) = refused.value.problems
    assert problem.text == "needs rapidocr_onnxruntime to recognise its text: pip install 'shanben[ocr]'"
