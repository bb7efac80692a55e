"""Cells with several paragraphs, and forms with room for a text, in tables of Word files and web pages."""

from __future__ import annotations

from pathlib import Path

import docx
import pytest
from tests.take.conftest import Take, text_of

from shanben.take.documents import read_document

_TEXT = ("渡船在春天检修，由两位船工负责，为期十天。",) * 6 + (
    "检修以后试航三次，记录水位、风向和渡客人数，交渡口存档。" * 12,
)


@pytest.mark.parametrize(
    ("paragraphs", "cell"),
    [
        (["名称：北岸轮渡公司", "地址：河东路三号"], "名称：北岸轮渡公司 地址：河东路三号"),
        (["责任", "单位"], "责任单位"),
        (["一、检修渡船", "二、更换缆绳"], "一、检修渡船 二、更换缆绳"),
        (["检修渡船。", "更换缆绳。"], "检修渡船。更换缆绳。"),
        (["每年春天检修渡船", "每年秋天更换缆绳"], "每年春天检修渡船 每年秋天更换缆绳"),
        (["Ferry", "mill"], "Ferry mill"),
    ],
)
def test_paragraphs_of_a_cell_do_not_meet(tmp_path: Path, paragraphs: list[str], cell: str) -> None:
    document = docx.Document()
    table = document.add_table(2, 2)
    for row in table.rows:
        row.cells[0].text = "事项"
        row.cells[1].text = "\n".join(paragraphs[:1])
        for words in paragraphs[1:]:
            row.cells[1].add_paragraph(words)
    document.save(str(tmp_path / "a.docx"))
    assert text_of(read_document(tmp_path / "a.docx")).splitlines() == [f"事项\t{cell}"] * 2


def test_a_form_keeps_its_cells_beside_a_long_text(tmp_path: Path, shaped: Take) -> None:
    document = docx.Document()
    document.add_heading("检修登记表", 0)
    table = document.add_table(5, 4)
    for at, words in enumerate(["船名\t北岸号\t编号\t07", "船长\t赵渡\t船工\t朱舟", "吨位\t三吨\t缆绳\t两条"]):
        for cell, word in zip(table.rows[at].cells, words.split("\t"), strict=True):
            cell.text = word
    long = table.rows[3].cells[0].merge(table.rows[3].cells[3])
    long.text = "检修经过"
    for words in _TEXT:
        long.add_paragraph(words)
    document.save(str(tmp_path / "a.docx"))
    work = shaped(tmp_path / "a.docx").works[0]
    cells = [work.text(block) for block in work.root.blocks if block.kind.value == "cell"]
    assert cells == ["船名", "北岸号", "编号", "07", "船长", "赵渡", "船工", "朱舟", "吨位", "三吨", "缆绳", "两条"]
    assert _TEXT[0] in [work.text(block) for block in work.blocks() if block.kind.value == "paragraph"]


def test_a_form_keeps_its_cells_beside_tables_in_others(tmp_path: Path) -> None:
    document = docx.Document()
    table = document.add_table(5, 2)
    for row in table.rows[:4]:
        row.cells[0].text, row.cells[1].text = "船名", "北岸号"
    inner = table.rows[4].cells[1].add_table(2, 2)
    for row in inner.rows:
        row.cells[0].text, row.cells[1].text = "日期", "水位"
    for words in _TEXT:
        table.rows[4].cells[1].add_paragraph(words)
    document.save(str(tmp_path / "a.docx"))
    lines = text_of(read_document(tmp_path / "a.docx")).splitlines()
    assert lines[:6] == ["船名\t北岸号"] * 4 + ["日期\t水位"] * 2
    assert _TEXT[0] in lines


def test_a_page_in_columns_is_no_form(tmp_path: Path) -> None:
    column = "".join(f"<p>{words}</p>" for words in _TEXT)
    page = f"<table><tr><td>目录</td><td>{column}</td></tr><tr><td>版权</td><td>渡口</td></tr></table>"
    (tmp_path / "a.html").write_text(f"<html><body>{page}</body></html>", "utf-8")
    assert "\t" not in text_of(read_document(tmp_path / "a.html"))
