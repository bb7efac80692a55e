"""Room inside the lines of a PDF that parts no cells: for answers, between choices, between an office and a day."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser
from tests.take.conftest import Take, outline
from tests.take.test_page_layouts import printed

from shanben.model.library import ShapedSource
from shanben.model.text import BlockKind
from shanben.take.pdf_room import without_room

STYLE = "@page{size:A5;margin:18mm} p{text-indent:0;white-space:pre-wrap} h1{text-align:center}"


def _read(folder: Path, body: str, chromium: Browser, shaped: Take) -> ShapedSource:
    return shaped(printed(chromium, folder / "a.pdf", f"<h1>渡口问答</h1>{body}", STYLE))


def _said(found: ShapedSource) -> list[tuple[BlockKind, str]]:
    (work,) = found.works
    return [(block.kind, work.text(block)) for block in work.blocks() if block.kind is not BlockKind.HEADING]


@pytest.mark.parametrize("between", ["　　　　", "</p><p>"], ids=["one line", "two lines"])
def test_questions_and_their_choices_are_no_table(
    between: str, tmp_path: Path, chromium: Browser, shaped: Take
) -> None:
    asked = "".join(
        f"<p>{at}．渡口的石阶一共有多少级（　　　　）</p>"
        f"<p>A．{at}级　　　　B．七十级{between}C．七十二级　　　　D．不知道</p>"
        for at in range(1, 5)
    )
    said = _said(_read(tmp_path, asked, chromium, shaped))
    words = [words.replace(" ", "　") for _, words in said]
    assert BlockKind.CELL not in {kind for kind, _ in said}
    assert words[0] == "1．渡口的石阶一共有多少级（　）"
    assert "　".join(words[1:3]).startswith("A．1级　B．七十级　C．七十二级　D．不知道")
    assert "2．渡口的石阶一共有多少级（　）" in words


def test_room_in_a_form_is_kept_and_parts_no_cells(tmp_path: Path, chromium: Browser, shaped: Take) -> None:
    lines = (
        "渡船的船龄是　　　　　年，船长　　　　　米。",
        "渡资（大写）　　　　　元（¥　　　　　）。",
        "填写日期：　　　　　年　　　　月　　　　日",
    )
    said = _said(_read(tmp_path, "".join(f"<p>{line}</p>" for line in lines), chromium, shaped))
    assert [words for _, words in said] == [
        "渡船的船龄是　年，船长　米。", "渡资（大写）　元（¥　）。", "填写日期：　年　月　日",
    ]  # fmt: skip


def test_an_office_and_a_day_apart_from_it_head_nothing(tmp_path: Path, chromium: Browser, shaped: Take) -> None:
    text = "渡口的石阶一共七十二级，最下面的九级只有枯水的时候才看得见，别的都在水上。"
    body = f"<p>河口镇人民政府办公室　　　　　　　　2018年3月4日</p><p>{text}</p><p>{text}</p>"
    found = _read(tmp_path, body, chromium, shaped)
    assert outline(found) == [(1, "渡口问答")]
    assert "河口镇人民政府办公室　2018年3月4日" in [words.replace(" ", "　") for _, words in _said(found)]


@pytest.mark.parametrize(
    ("line", "joined"),
    [
        ("长度\t米\t12", "长度\t米\t12"),
        ("月\t日\t凭证\t摘要", "月\t日\t凭证\t摘要"),
        ("A．东岸\t西岸", "A．东岸\t西岸"),
        ("甲方：\t年\t月\t日\t乙方：", "甲方：　年　月　日\t乙方："),
    ],
)
def test_other_pieces_stay_apart(line: str, joined: str) -> None:
    cells, at = [], 0
    for number, part in enumerate(line.split("\t")):
        cells.append((at, at + len(part), 10.0 * number, 10.0 * number + 5))
        at += len(part) + 1
    text, found = without_room(line, cells)
    assert text == joined
    assert [text[start:end] for start, end, _, _ in found] == joined.split("\t")
    assert (found[0][2], found[-1][3]) == (0.0, cells[-1][3])
