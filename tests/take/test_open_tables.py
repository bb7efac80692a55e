"""Tables of a PDF whose columns no rule parts: three rules, a rule below each row, rows in two colours."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser
from tests.take.conftest import Take

from shanben.model.text import BlockKind
from shanben.take.pdf_characters import PageCharacters
from shanben.take.pdf_views import UNKNOWN
from shanben.take.pdf_white_tables import white_tables

ROWS = (
    ("号", "差事", "谁管", "几时"),
    ("一", "修北埠头的石阶，换掉松动的十二块，缝里灌灰浆，扶手重新上漆", "渡口会", "三月底"),
    ("二", "添两条小船，配齐桨篙和灯，船底刷桐油三遍", "船会、木作和灯油会三家", "五月初十，逾期罚酒"),
    ("三", "清账", "账房", "腊月"),
)
BEFORE = "渡口一年的差事分派如下，各家照单办理，办完了到渡口会销号，有办不了的早说，不要拖到年底。"
AFTER = "以上各项由渡口会每季查一次，查到没有办的，写在埠头的木牌上，三次不办的换人。"
BASE = (
    "@page{size:A5;margin:18mm} body{font:10pt/1.6 'Noto Serif CJK SC';margin:0;text-align:justify}"
    "p{margin:0;text-indent:2em} h1{text-align:center;font-size:15pt}"
    "table{width:100%;margin:1em 0;border-collapse:collapse} td{padding:4px 8px;font-size:9pt}"
)
STYLES = {
    "three rules": "table{border-top:1.5pt solid;border-bottom:1.5pt solid} tr:first-child td{border-bottom:.7pt solid}"
    " td{vertical-align:top}",
    "a rule below each row": "td{border-bottom:.5pt solid #888;text-align:center}",
    "a rule above and below each row": "td{border-bottom:.5pt solid;border-top:.5pt solid;vertical-align:top}",
    "rows in two colours": "tr:nth-child(even) td{background:#e8e8e8}",
    "nothing but white": "td{vertical-align:top;padding:5px 8px}",
}


def _printed(browser: Browser, path: Path, body: str, style: str) -> Path:
    page = browser.new_page()
    page.set_content(f"<html lang=zh><style>{BASE}{style}</style><body>{body}</body></html>")
    page.pdf(path=str(path), prefer_css_page_size=True, print_background=True)
    page.close()
    return path


def test_cells_in_the_middle_of_their_row_part_rows_all_of_two_lines(
    tmp_path: Path, chromium: Browser, shaped: Take
) -> None:
    table = (("年份", "渡资（文）", "谁收"), ("康熙三十年春", "2", "官府"), ("乾隆十年夏天", "3", "渡口会和船会两家收"))
    rows = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in table)
    style = (
        "table{width:50mm;border-top:1.5pt solid;border-bottom:1.5pt solid} tr:first-child td{border-bottom:.7pt solid}"
        "td{width:13mm;padding:1mm 1.6mm}"
    )
    body = f"<h1>渡资</h1><p>{BEFORE}</p><table>{rows}</table><p>{AFTER}</p>"
    (work,) = shaped(_printed(chromium, tmp_path / "a.pdf", body, style)).works
    cells = [work.text(block) for block in work.blocks() if block.kind is BlockKind.CELL]
    assert cells == [cell for row in table for cell in row]


@pytest.mark.parametrize("design", STYLES)
def test_cells_of_several_lines_stay_in_their_row(design: str, tmp_path: Path, chromium: Browser, shaped: Take) -> None:
    rows = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in ROWS)
    body = f"<h1>渡口差单</h1><p>{BEFORE}</p><table>{rows}</table><p>{AFTER}</p>"
    (work,) = shaped(_printed(chromium, tmp_path / "ferry.pdf", body, STYLES[design])).works
    blocks = [(block.kind, work.text(block)) for block in work.blocks()]
    cells = [(BlockKind.CELL, cell) for row in ROWS for cell in row]
    assert blocks == [
        (BlockKind.HEADING, "渡口差单"),
        (BlockKind.PARAGRAPH, BEFORE),
        *cells,
        (BlockKind.PARAGRAPH, AFTER),
    ]


def test_a_few_words_and_what_is_said_of_them_are_a_table_of_two_columns(
    tmp_path: Path, chromium: Browser, shaped: Take
) -> None:
    said = (("名称", "北埠头"), ("船家", "何远"), ("说明", BEFORE), ("管理人", "渡口会"))
    rows = "".join(f"<tr><td>{name}</td><td>{words}</td></tr>" for name, words in said)
    style = "td{border-bottom:.5pt solid;vertical-align:top} td:first-child{width:2em}"
    body = f"<h1>埠头</h1><p>{AFTER}</p><table>{rows}</table><p>{AFTER}</p>"
    (work,) = shaped(_printed(chromium, tmp_path / "ferry.pdf", body, style)).works
    found = [work.text(block) for block in work.blocks() if block.kind is BlockKind.CELL]
    assert found == [cell for row in said for cell in row]


@pytest.mark.parametrize(("width", "tables"), [(12, 0), (4, 1)])
def test_a_page_in_three_columns_is_no_table_where_its_lines_stand_unevenly(width: int, tables: int) -> None:
    page = PageCharacters(UNKNOWN)
    for column, left in enumerate((50.0, 190.0, 330.0)):
        for line in range(10):
            lower = 5.0 * (column == 1 and 3 <= line <= 5)
            for at in range(0 if (column, line) == (2, 4) else width):
                page.add("江湖河海"[at % 4], left + 10 * at, 500 - 16 * line - lower, left + 10 * at + 10, 10.0)
    assert len([*white_tables(page, [])]) == tables


@pytest.mark.parametrize(
    "body",
    [
        "<div style='columns:2'>" + f"<hr><p>{BEFORE}{AFTER}</p>" * 6 + "</div>",
        f"<hr><p>{BEFORE}</p><hr><p>{AFTER}</p><hr><p>{BEFORE}</p><hr>",
    ],
)
def test_paragraphs_between_rules_are_no_table(body: str, tmp_path: Path, chromium: Browser, shaped: Take) -> None:
    (work,) = shaped(_printed(chromium, tmp_path / "ferry.pdf", f"<h1>渡口</h1>{body}", "")).works
    assert {block.kind for block in work.blocks()} == {BlockKind.HEADING, BlockKind.PARAGRAPH}
