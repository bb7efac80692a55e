"""Tables of a PDF that go on over pages: one table, whose head stands once."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser
from tests.take.conftest import Take

from shanben.model.forms import Cell
from shanben.model.library import ShapedSource

STYLES = {
    "ruled": "td,th{border:1px solid}",
    "three rules": "thead{border-top:2px solid;border-bottom:1px solid} table{border-bottom:2px solid}",
    "none": "",
}
HEAD = "<tr><th>号</th><th>闸名</th><th>看守</th></tr>"
TALL = "<tr><th rowspan=2>号</th><th colspan=2>闸</th></tr><tr><th>闸名</th><th>看守</th></tr>"
BEFORE = "<h1>闸册</h1><p>沿河各闸都记在下面的表里，看守人换了就改册，改过的地方盖印。</p>"
AFTER = "<p>册子每年誊一次，旧册留在祠堂，谁要看都可以。</p>"


def _rows(first: int, last: int) -> str:
    return "".join(
        f"<tr><td>{at}</td><td>第{at}闸在河{'东西'[at % 2]}</td><td>{'周吴郑王'[at % 4]}家</td></tr>"
        for at in range(first, last + 1)
    )


def _printed(page: str, style: str, folder: Path, chromium: Browser, shaped: Take) -> ShapedSource:
    tab = chromium.new_page()
    tab.set_content(
        "<html lang=zh><style>body{font:10pt/1.5 'Noto Serif CJK SC'} table{border-collapse:collapse;width:100%}"
        f"td,th{{padding:1.5mm}} {style}</style>{page}</html>"
    )
    margin = {"top": "20mm", "bottom": "20mm", "left": "15mm", "right": "15mm"}
    tab.pdf(path=str(folder / "a.pdf"), format="A5", margin=margin)  # type: ignore[arg-type]
    tab.close()
    return shaped(folder / "a.pdf")


def _tables(found: ShapedSource) -> list[list[list[str]]]:
    """The words of each table by its rows."""
    tables: dict[str, dict[int, list[str]]] = {}
    for work in found.works:
        for block in work.blocks():
            if isinstance(block.form, Cell):
                tables.setdefault(block.form.table, {}).setdefault(block.form.row, []).append(work.text(block))
    return [[rows[at] for at in sorted(rows)] for rows in tables.values()]


@pytest.mark.parametrize("style", STYLES)
def test_a_table_over_three_pages_is_one_with_its_head_once(
    style: str, tmp_path: Path, chromium: Browser, shaped: Take
) -> None:
    page = f"{BEFORE}<table><thead>{HEAD}</thead><tbody>{_rows(1, 50)}</tbody></table>{AFTER}"
    (table,) = _tables(_printed(page, STYLES[style], tmp_path, chromium, shaped))
    assert [row[0] for row in table] == ["号", *map(str, range(1, 51))]
    assert {len(row) for row in table} == {3}


def test_a_head_of_two_rows_with_merged_cells_stands_once(tmp_path: Path, chromium: Browser, shaped: Take) -> None:
    page = f"{BEFORE}<table><thead>{TALL}</thead><tbody>{_rows(1, 30)}</tbody></table>{AFTER}"
    (table,) = _tables(_printed(page, STYLES["ruled"], tmp_path, chromium, shaped))
    assert table[:2] == [["号", "闸"], ["闸名", "看守"]]
    assert [row[0] for row in table[2:]] == [*map(str, range(1, 31))]


def test_rows_at_the_head_of_pages_that_differ_by_numbers_are_text(
    tmp_path: Path, chromium: Browser, shaped: Take
) -> None:
    page = f"{BEFORE}<table>{HEAD}{_rows(1, 70).replace('西', '东')}</table>{AFTER}"
    (table,) = _tables(_printed(page, STYLES["ruled"], tmp_path, chromium, shaped))
    assert [row[0] for row in table] == ["号", *map(str, range(1, 71))]


@pytest.mark.parametrize("label", ["续表1", "表1（续）"])
def test_the_words_above_a_later_part_belong_to_the_page(
    label: str, tmp_path: Path, chromium: Browser, shaped: Take
) -> None:
    first, later = f"<table>{HEAD}{_rows(1, 9)}</table>", f"<table>{HEAD}{_rows(10, 12)}</table>"
    page = f"{BEFORE}<p>表1 各闸</p>{first}<p style='break-before:page'>{label}</p>{later}{AFTER}"
    found = _printed(page, STYLES["ruled"], tmp_path, chromium, shaped)
    (table,) = _tables(found)
    assert [row[0] for row in table] == ["号", *map(str, range(1, 13))]
    assert not any(label in work.text(block) for work in found.works for block in work.blocks())


def test_a_row_that_a_page_ends_inside_is_one(tmp_path: Path, chromium: Browser, shaped: Take) -> None:
    said = "，".join(f"第{at}年换了闸板的木料和铁件" for at in range(1, 91)) + "。"
    rows = f"<tr><td>1</td><td>周家闸</td><td>{said}</td></tr><tr><td>2</td><td>吴家闸</td><td>没有修过。</td></tr>"
    head = "<thead><tr><th>号</th><th>闸名</th><th>修过几回</th></tr></thead>"
    page = f"{BEFORE}<table>{head}<tbody>{rows}</tbody></table>{AFTER}"
    style = STYLES["ruled"] + " td:last-child{width:50mm}"
    (table,) = _tables(_printed(page, style, tmp_path, chromium, shaped))
    assert table == [["号", "闸名", "修过几回"], ["1", "周家闸", said], ["2", "吴家闸", "没有修过。"]]


def _repairs(name: str, number: int) -> str:
    return "，".join(f"{name}{at}回换了闸板" for at in range(1, number + 1)) + "。"


@pytest.mark.parametrize(
    ("cells", "head"),
    [
        (("周家闸", _repairs("木", 60), _repairs("铁", 50)), True),
        (("周家闸", _repairs("木", 70), _repairs("铁", 10)), True),
        ((_repairs("周", 60), _repairs("木", 60), _repairs("铁", 60)), True),
        (("周家闸", _repairs("木", 140), _repairs("铁", 120)), True),
        (("周家闸", _repairs("木", 60), _repairs("铁", 50)), False),
    ],
    ids=["two cells go on", "one cell ends before", "all cells go on", "three pages", "no head on later pages"],
)
def test_a_row_of_which_several_cells_go_on_is_one(
    cells: tuple[str, ...], head: bool, tmp_path: Path, chromium: Browser, shaped: Take
) -> None:
    names, last = ("闸名", "木活", "铁活"), ("吴家闸", "没有修过。", "没有花钱。")
    rows = ["".join(f"<td>{one}</td>" for one in row) for row in (names, cells, last)]
    body = f"<thead><tr>{rows[0]}</thead><tr>{rows[1]}<tr>{rows[2]}" if head else "<tr>" + "<tr>".join(rows)
    style = STYLES["ruled"] + " table{font-size:10pt} td{vertical-align:top} td:first-child{width:20mm}"
    (table,) = _tables(_printed(f"{BEFORE}<table>{body}</table>{AFTER}", style, tmp_path, chromium, shaped))
    assert table == [list(names), list(cells), list(last)]


@pytest.mark.parametrize("more", ["并且上了三遍桐油", ""])
def test_rows_with_two_long_cells_that_end_with_their_page_are_rows(
    more: str, tmp_path: Path, chromium: Browser, shaped: Take
) -> None:
    rows = "".join(
        f"<tr><td></td><td>第{at}回换了闸板和门柱上的铁件{more}</td><td>花钱{at}千文，由祠堂的田租里支，记在第{at}册的后面</td></tr>"
        for at in range(1, 41)
    )
    style = STYLES["ruled"] + " table{font-size:10pt} tr{break-inside:avoid} td:first-child{width:20mm}"
    page = f"{BEFORE}<table><thead>{HEAD}</thead><tbody>{rows}</tbody></table>{AFTER}"
    (table,) = _tables(_printed(page, style, tmp_path, chromium, shaped))
    assert len(table) == 41


def test_rows_whose_first_cell_is_empty_are_rows(tmp_path: Path, chromium: Browser, shaped: Take) -> None:
    rows = "".join(f"<tr><td></td><td>河{'东西'[at % 2]}第{at}闸</td><td>看守第{at}家</td></tr>" for at in range(1, 51))
    page = f"{BEFORE}<table><thead>{HEAD}</thead><tbody>{rows}</tbody></table>{AFTER}"
    (table,) = _tables(_printed(page, STYLES["ruled"], tmp_path, chromium, shaped))
    assert [row[-1] for row in table[1:]] == [f"看守第{at}家" for at in range(1, 51)]


def test_tables_of_their_own_pages_stay_apart(tmp_path: Path, chromium: Browser, shaped: Take) -> None:
    cards = "".join(
        f"<table style='break-after:page'><tr><td>闸名</td><td>{name}闸</td></tr>"
        f"<tr><td>看守</td><td>老{name}</td></tr></table>"
        for name in "周吴郑"
    )
    tables = _tables(_printed(f"{BEFORE}{cards}{AFTER}", STYLES["ruled"], tmp_path, chromium, shaped))
    assert tables == [[["闸名", f"{name}闸"], ["看守", f"老{name}"]] for name in "周吴郑"]
