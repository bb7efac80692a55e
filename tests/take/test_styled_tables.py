"""Tables of web pages and e-books that are made of boxes, set as rows and cells by the page's style."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from time import process_time

import pytest
from lxml import etree
from tests.take.conftest import Take, text_of

from shanben.model.forms import Cell
from shanben.take.documents import read_document
from shanben.take.html import take_page
from shanben.take.html_drawn_tables import spell_tables

_TEXT = "<h1>渡口小志</h1><p>下表列出各渡口的渡船和船夫，停航的渡口不在其内。</p>"
_SHEET = """<style>.boats .line{display:table-row} .boats > .line > span { display : table-cell; width:20% }
  div.boats{ margin:0; display:table } /* .line{display:block} */ .name{font-weight:bold}</style>"""


def _row(*words: str, style: bool) -> str:
    cell, row = ("display:table-cell", "display: table-row;") if style else ("", "")
    return (
        f'<div class="line" style="{row}">' + "".join(f'<span style="{cell}">{one}</span>' for one in words) + "</div>"
    )


def _boxes(*rows: str, style: bool) -> str:
    return f'<div class="boats" style="{"DISPLAY:table" if style else ""}">{"".join(rows)}</div>'


def _page(path: Path, body: str, head: str = "") -> Path:
    path.write_text(f"<html><head><title>渡口小志</title>{head}</head><body>{_TEXT}{body}</body></html>", "utf-8")
    return path


@pytest.mark.parametrize("style", [True, False])
def test_boxes_set_as_cells_are_a_table(style: bool, tmp_path: Path, shaped: Take) -> None:
    rows = (("渡口", "渡船", "船夫"), ("东岸", "两艘", ""), ("西岸", "一艘", "三人"))
    body = _boxes(*(_row(*row, style=style) for row in rows), style=style)
    work = shaped(_page(tmp_path / "a.html", body, "" if style else _SHEET)).works[0]
    found = {(one.form.row, one.form.column): work.text(one) for one in work.blocks() if isinstance(one.form, Cell)}
    assert found == {(at, column): word for at, row in enumerate(rows, 1) for column, word in enumerate(row, 1) if word}


def _grid(style: str, *cells: str) -> str:
    return f'<div class="posts" style="{style}">{"".join(f"<div>{one}</div>" for one in cells)}</div>'


@pytest.mark.parametrize(
    ("style", "head"),
    [
        ("display:grid; grid-template-columns: repeat(3, minmax(4em, 1fr))", ""),
        ("display:grid;grid-template-columns:[first] 6em auto 20% [last]", ""),
        ("", "<style>.posts { display: grid; grid-template-columns: 1fr 1fr 2fr; gap: 4px }</style>"),
    ],
)
def test_a_grid_of_words_is_a_table(style: str, head: str, tmp_path: Path, shaped: Take) -> None:
    words = ("渡口", "渡船", "船夫", "东岸", "两艘", "<b>四</b>人")
    work = shaped(_page(tmp_path / "a.html", _grid(style, *words), head)).works[0]
    found = {(one.form.row, one.form.column): work.text(one) for one in work.blocks() if isinstance(one.form, Cell)}
    assert found == {
        (1, 1): "渡口", (1, 2): "渡船", (1, 3): "船夫", (2, 1): "东岸", (2, 2): "两艘", (2, 3): "四人",
    }  # fmt: skip


def test_a_grid_may_hold_its_rows_in_boxes(tmp_path: Path, shaped: Take) -> None:
    rows = "".join(f'<div style="display: contents"><i>{a}</i><i>{b}</i></div>' for a, b in ("东西", "南北"))
    body = f'<section style="display:grid;grid-template-columns:auto auto">{rows}</section>'
    work = shaped(_page(tmp_path / "a.html", body)).works[0]
    assert [work.text(one) for one in work.blocks() if isinstance(one.form, Cell)] == ["东", "西", "南", "北"]


@pytest.mark.parametrize(
    "cells",
    [
        ("一", "二", "三", "四", "五"),
        ("<p>渡口在东。</p>", "<h2>渡船</h2>", "船夫", "东岸"),
        ("渡口", '<a href="/b">渡船</a>', "船夫", "东岸"),
        ("渡口", "渡船", '</div><div style="grid-column:1 / -1">船夫', "东岸" * 50),
        ("渡口", "渡船", '</div><div style="grid-column: span 2">船夫'),
    ],
)
def test_other_grids_lay_out_a_page(cells: tuple[str, ...], tmp_path: Path, shaped: Take) -> None:
    grid = _grid("display:grid;grid-template-columns:1fr 1fr", *cells)
    work = shaped(_page(tmp_path / "a.html", grid)).works[0]
    assert not [one for one in work.blocks() if isinstance(one.form, Cell)]


def test_boxes_whose_roles_are_those_of_a_table_are_one(tmp_path: Path, shaped: Take) -> None:
    rows = (("columnheader", "渡口", "渡船"), ("cell", "东岸", "两艘"), ("gridcell", "西岸", "一艘"))
    lines = "".join(
        f'<div role="row">{"".join(f"<span role={role}>{word}</span>" for word in words)}</div>'
        for role, *words in rows
    )
    body = f'<div role="table"><div role="rowgroup">{lines}</div></div>'
    work = shaped(_page(tmp_path / "a.html", body)).works[0]
    found = [(one.form.row, one.form.column, work.text(one)) for one in work.blocks() if isinstance(one.form, Cell)]
    assert found == [(at, place, word) for at, row in enumerate(rows, 1) for place, word in enumerate(row[1:], 1)]


@pytest.mark.parametrize(
    "body",
    [
        _boxes(_row("渡口", "渡船", style=True), style=True),
        _boxes(_row("渡口停航", style=True), _row("渡船待修", style=True), style=True),
        _boxes(
            _row("渡口", "渡船", style=True), "<p>此后各渡口停航。</p>", _row("东岸", "两艘", style=True), style=True
        ),
        _boxes(_row("渡口", "渡船", style=True), "此后各渡口停航。", _row("东岸", "两艘", style=True), style=True),
    ],
)
def test_boxes_that_only_lay_out_a_page_are_no_table(body: str, tmp_path: Path) -> None:
    document = read_document(_page(tmp_path / "a.html", body))
    assert document.evidence is not None
    assert not [facts for facts in document.evidence.lines.values() if facts.kind == "row"]
    wanted = [word for word in ("渡口停航", "渡船待修", "此后各渡口停航", "东岸", "两艘") if word in body]
    assert all(word in text_of(document) for word in wanted)


def test_boxes_of_an_e_book_keep_its_namespace() -> None:
    boxes = _boxes(_row("渡口", "渡船", style=True), _row("东岸", "两艘", style=True), style=True)
    page = etree.fromstring(f'<body xmlns="http://www.w3.org/1999/xhtml">{boxes}</body>')
    spell_tables(page)
    assert [etree.QName(element).localname for element in page.iter()] == ["body", "table", *["tr", "td", "td"] * 2]
    assert {etree.QName(element).namespace for element in page.iter()} == {"http://www.w3.org/1999/xhtml"}


@pytest.mark.parametrize(
    "page",
    [
        lambda n: f"<style>.g{{grid-template-columns:repeat(99,{'1fr ' * n})}}</style>" + "<div class=g>河</div>" * n,
        lambda n: "".join(
            f"<style>.g{k}{{grid-template-columns:1fr}}</style><div class=g{k}>河</div>" for k in range(n)
        ),
        lambda n: f"<p>{'附件<br>' * n}河岸。</p>",
    ],
    ids=["a long grid", "many grids", "many lines above an annex"],
)
def test_larger_pages_take_as_much_longer(page: Callable[[int], str]) -> None:
    """Four hundred grids of many columns took 35 seconds, and a thousand lines 附件 nested too deeply to be read."""
    for _ in range(3):
        small, large = (_cost(page(size)) for size in (400, 1600))
        if large < max(small, 0.1) * 2.3**2:
            return
    pytest.fail(f"{large:.3f} s where a quarter takes {small:.3f}")


def _cost(page: str) -> float:
    start = process_time()
    take_page(f"<html><body>{page}</body></html>")
    return process_time() - start


def test_lines_that_say_annex_are_lines() -> None:
    taken = take_page(f"<html><body><p>{'附件<br>' * 3000}河岸。</p></body></html>")
    assert [block.words.text for block in taken.blocks] == ["附件"] * 3000 + ["河岸。"]
