"""Thirty documents, five in each of six formats: every note joined to its mark, every cell in its row and column."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser
from tests.take import drawn_documents
from tests.take.conftest import Take
from tests.take.drawn_documents import Drawn, Paragraph, drawn
from tests.take.test_pdf import STYLE, printed

from shanben.model.forms import Called, Cell
from shanben.model.text import BlockKind
from shanben.model.works import Work

NUMBERS = range(5)
MERGES = ("docx", "html", "epub", "odt")
PRINT = (
    STYLE + "body{font-size:11pt;margin:0} table{width:100%;border-collapse:collapse;margin:3mm 0}"
    "td,th{border:.5pt solid;padding:1mm 4mm;font-weight:400;text-align:left} sup{font-size:60%}"
    "footer{position:fixed;bottom:0;font-size:8pt}"
)


def checked(document: Drawn, work: Work) -> None:
    """Notes and cells are where they were drawn."""
    blocks = {block.id: block for block in work.blocks()}
    said: list[tuple[str, str]] = []
    for block in blocks.values():
        if block.kind is BlockKind.NOTE and isinstance(block.form, Called):
            (caller,) = block.form.callers
            (call,) = (one for one in blocks[caller].calls if one.note == block.id)
            said.append((work.text(block), work.text(blocks[caller])[: call.at]))
    assert said == [
        (note, "".join(part.pieces[: at + 1]))
        for part in document.parts
        if isinstance(part, Paragraph)
        for at, note in enumerate(part.notes)
    ]
    tables: dict[str, list[tuple[int, int, int, str]]] = {}
    for block in blocks.values():
        if isinstance(block.form, Cell):
            form = block.form
            tables.setdefault(form.table, []).append((form.row, form.column, form.columns, work.text(block)))
    assert list(tables.values()) == [_places(part) for part in document.parts if not isinstance(part, Paragraph)]
    texts = [work.text(block) for block in blocks.values() if block.kind is BlockKind.PARAGRAPH]
    assert texts == ["".join(part.pieces) for part in document.parts if isinstance(part, Paragraph)]


def _places(rows: tuple[tuple[drawn_documents.Cell, ...], ...]) -> list[tuple[int, int, int, str]]:
    return [
        (number, 1 + sum(one.columns for one in row[:at]), cell.columns, cell.words)
        for number, row in enumerate(rows, 1)
        for at, cell in enumerate(row)
    ]


@pytest.mark.parametrize("number", NUMBERS)
@pytest.mark.parametrize("kind", ["docx", "html", "epub", "odt", "markdown"])
def test_notes_and_cells(tmp_path: Path, shaped: Take, kind: str, number: int) -> None:
    document = drawn(number, merged=kind in MERGES)
    file = tmp_path / f"tools.{'md' if kind == 'markdown' else kind}"
    getattr(drawn_documents, kind)(document, file)
    (work,) = shaped(file).works
    checked(document, work)


@pytest.mark.parametrize("number", NUMBERS)
def test_notes_and_cells_in_print(tmp_path: Path, shaped: Take, chromium: Browser, number: int) -> None:
    document = drawn(number, merged=False)
    file = printed(chromium, tmp_path / "tools.pdf", drawn_documents.printable(document), PRINT)
    (work,) = shaped(file).works
    checked(document, work)
