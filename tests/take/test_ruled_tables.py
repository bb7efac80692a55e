"""Tables drawn with rules in a PDF: every cell in its row and column, also merged and wrapped ones."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from playwright.sync_api import Browser
from tests.take.conftest import Take, text_of
from tests.take.plain_pdf import drawn_pdf

from shanben.model.forms import Cell
from shanben.take.documents import Document, read_document

Placed = tuple[int, int, int, int, str]
"""A cell: row, column, the rows and columns it spans, its words."""

WORDS = (
    "木桨",
    "长篙，船家自备，不入账册，用后归还原处，遗失照价",
    "铁锚",
    "12",
    "3.5",
    "船屋",
    "待查，由看守移交",
    "—",
    "灯笼",
)
STYLES = (
    "td{border:1px solid}",
    "td{border:1px solid #999} tr:first-child td{background:#dde}",
    "table{border:2px solid} td{border-bottom:1px solid;border-right:1px solid}",
    "td{border:.5pt solid;padding:3mm;text-align:center;vertical-align:middle}",
)


def _random_table(chance: random.Random) -> list[Placed]:
    rows, columns = chance.randint(3, 6), chance.randint(2, 5)
    free = {(row, column) for row in range(rows) for column in range(columns)}
    cells: list[Placed] = []
    for row in range(rows):
        for column in range(columns):
            if (row, column) not in free:
                continue
            tall, wide = chance.choice(((1, 2), (2, 1), (1, 1))) if chance.random() < 0.3 else (1, 1)
            taken = {(row + down, column + on) for down in range(tall) for on in range(wide)}
            if not taken <= free or len(taken) in (rows, columns):
                tall, wide, taken = 1, 1, {(row, column)}
            free -= taken
            cells.append((row, column, tall, wide, chance.choice(WORDS) if chance.random() < 0.9 else ""))
    return cells


def _html(cells: list[Placed]) -> str:
    rows = "".join(
        "<tr>"
        + "".join(f"<td rowspan={cell[2]} colspan={cell[3]}>{cell[4]}</td>" for cell in cells if cell[0] == row)
        + "</tr>"
        for row in range(max(cell[0] for cell in cells) + 1)
    )
    return f"<table>{rows}</table>"


def _found(document: Document) -> list[list[Placed]]:
    assert document.evidence is not None
    lines = text_of(document).replace("\f", "").split("\n")
    tables: dict[int, list[Placed]] = {}
    for facts in document.evidence.lines.values():
        if facts.kind == "row":
            words = lines[facts.line - 1]
            tables.setdefault(facts.table, []).extend(
                (facts.row - 1, cell.col, cell.rows, cell.cols, words[cell.start : cell.end].replace(" ", ""))
                for cell in facts.cells
            )
    return list(tables.values())


def test_every_cell_of_twenty_eight_tables_is_in_its_row(tmp_path: Path, chromium: Browser) -> None:
    chance = random.Random(7)
    tables = [_random_table(chance) for _ in range(28)]
    page = chromium.new_page()
    for number, style in enumerate(STYLES):
        parts = [
            f"<section><p>其{at}，下表所记，皆据旧账。</p>{_html(one)}</section>"
            for at, one in enumerate(tables[number::4])
        ]
        page.set_content(
            f"<html lang=zh><style>body{{font:10pt/1.5 'Noto Serif CJK SC'}} section{{break-after:page}}"
            f"td{{height:1.5em}} table{{border-collapse:collapse;width:{60 + 10 * number}%}} {style}</style>"
            f"{''.join(parts)}</html>"
        )
        page.pdf(path=str(tmp_path / "a.pdf"), format="A5")
        document = read_document(tmp_path / "a.pdf")
        for wanted, found in zip(tables[number::4], _found(document), strict=True):
            assert _filled(found) == _filled(wanted)
    page.close()


def _filled(cells: list[Placed]) -> list[Placed]:
    """The cells that hold something."""
    return [cell for cell in cells if cell[4]]


def test_a_box_around_a_paragraph_is_no_table(tmp_path: Path) -> None:
    drawing = (
        b"1 w 30 600 200 120 re S BT /F 12 Tf 40 700 Td (High water) Tj 0 -20 Td (Ten    ) Tj 90 0 Td (Four) Tj ET"
    )
    document = read_document(drawn_pdf(tmp_path / "a.pdf", drawing))
    assert document.evidence is not None
    assert not [facts for facts in document.evidence.lines.values() if facts.kind == "row"]


THREE_LINES = b"BT /F 12 Tf 40 700 Td (High water) Tj 0 -20 Td (in the spring) Tj 0 -20 Td (Ten) Tj ET"


@pytest.mark.parametrize(
    ("colour", "boxes"),
    [
        (b"1 1 1 rg", ((40, 696, 400, 20), (60, 676, 380, 20), (40, 656, 400, 20))),  # behind every line of a paragraph
        (b"1 1 0 rg", ((40, 696, 57.35, 20), (40, 676, 65.36, 20), (40, 656, 20.68, 20))),  # behind marked words
    ],
)
def test_colours_behind_words_are_no_table(
    tmp_path: Path, colour: bytes, boxes: tuple[tuple[float, float, float, float], ...]
) -> None:
    drawing = colour + b"".join(b" %f %f %f %f re f" % box for box in boxes) + b" 0 0 0 rg " + THREE_LINES
    assert not _found(read_document(drawn_pdf(tmp_path / "a.pdf", drawing)))


def test_a_colour_in_a_cell_of_the_same_colour_bounds_nothing(tmp_path: Path) -> None:
    drawing = b"0.9 0.9 0.9 rg"
    for row in range(3):
        for column in range(3):
            drawing += b" %d %d 99 19 re f" % (40 + 100 * column, 700 - 40 * row)
            drawing += b" %d %d 89 19 re f" % (45 + 100 * column, 700 - 40 * row)
    drawing += b" 0 g 139 600 0.5 119 re f 239 600 0.5 119 re f BT /F 12 Tf"
    for row in range(6):
        for column in range(3):
            drawing += b" 1 0 0 1 %d %d Tm (%d) Tj" % (60 + 100 * column, 705 - 20 * row, 3 * row + column)
    (table,) = _found(read_document(drawn_pdf(tmp_path / "a.pdf", drawing + b" ET")))
    assert [(row, column, words) for row, column, _, _, words in table] == [
        (at // 3, at % 3, str(at)) for at in range(len(table))
    ]
    assert len(table) > 12


def test_cells_may_be_told_apart_by_their_colours(tmp_path: Path) -> None:
    boxes = b"".join(b" %d %d 98 28 re f" % (30 + 100 * column, 640 + 30 * row) for row in (0, 1) for column in (0, 1))
    words = b" 0 0 0 rg BT /F 12 Tf 45 680 Td (North) Tj 100 0 Td (Ten) Tj -100 -30 Td (South) Tj 100 0 Td (Six) Tj ET"
    dark = b"0.2 0.2 0.2 rg 28 638 204 64 re f 1 1 1 rg"
    (table,) = _found(read_document(drawn_pdf(tmp_path / "a.pdf", dark + boxes + words)))
    assert [cell[4] for cell in _filled(table)] == ["North", "Ten", "South", "Six"]


def test_a_table_at_the_head_of_a_page_that_holds_another(tmp_path: Path, chromium: Browser, shaped: Take) -> None:
    inner = "<table style='width:80%'><tr><td>甲班<td>六点<tr><td>乙班<td>九点</table>"
    rows = [
        ("渡口", "班次"),
        ("东渡口", "□ 停开 ☑ 照开"),
        ("■　西渡口", "☑ 照开"),
        ("北渡口", f"另表：{inner}"),
        ("南渡口", "照旧"),
    ]
    cells = "".join(f"<tr><td>{one}<td>{other}" for one, other in rows)
    merged = f"<tr><td colspan=2>秋季各渡口班次</tr>{cells}"
    page = chromium.new_page()
    page.set_content(
        "<html lang=zh><style>body{font:11pt 'Noto Serif CJK SC'} td{border:1px solid;padding:.5mm;height:12mm}"
        "table{border-collapse:collapse;width:100%} h1{break-after:page}</style>"
        f"<h1>渡口班次</h1><table>{merged}</table></html>"
    )
    page.pdf(path=str(tmp_path / "a.pdf"), format="A5")
    page.close()
    (work,) = shaped(tmp_path / "a.pdf").works
    found = {
        (block.form.row, block.form.column): work.text(block) for block in work.blocks() if isinstance(block.form, Cell)
    }
    assert found[1, 1] == "秋季各渡口班次"
    assert [found[row, 1] for row in range(2, 7)] == ["渡口", "东渡口", "■西渡口", "北渡口", "南渡口"]
    assert all(words in found[5, 2] for words in ("另表", "甲班", "六点", "乙班", "九点"))


def test_a_frame_around_words_is_no_table(tmp_path: Path, chromium: Browser) -> None:
    frame = "<table><tr><td colspan=2>先敲三通锣，再放下游的水。</tr><tr><td>&nbsp;</td><td>&nbsp;</td></tr></table>"
    style = "table{border-collapse:collapse;margin:auto} td{border:1px solid;width:30mm;height:6mm}"
    page = chromium.new_page()
    page.set_content(
        f"<html lang=zh><style>{style}</style><p>放水的步骤如下。</p>{frame}<p>放完以后记入账册。</p></html>"
    )
    page.pdf(path=str(tmp_path / "frame.pdf"))
    page.close()
    document = read_document(tmp_path / "frame.pdf")
    assert text_of(document).splitlines() == ["放水的步骤如下。", "先敲三通锣，再放下游的水。", "放完以后记入账册。"]
    assert document.evidence is not None
    assert not [facts for facts in document.evidence.lines.values() if facts.table]


def test_a_form_whose_answers_are_empty_is_a_table(tmp_path: Path, chromium: Browser) -> None:
    rows = "".join(f"<tr><td>{label}</td><td>&nbsp;</td></tr>" for label in ("船名", "船长"))
    page = chromium.new_page()
    page.set_content(f"<html lang=zh><style>td{{border:1px solid;width:40mm}}</style><table>{rows}</table></html>")
    page.pdf(path=str(tmp_path / "form.pdf"))
    page.close()
    evidence = read_document(tmp_path / "form.pdf").evidence
    assert evidence is not None
    assert [facts.kind for facts in evidence.lines.values()] == ["row", "row"]
