"""Pages whose head and foot are wider than the text: its paragraphs are full where it ends."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser
from tests.take.conftest import Take
from tests.take.test_page_layouts import html, paragraphs_of, printed, told

STYLE = (
    "@page{size:A5;margin:8mm} section{break-after:page;height:190mm;position:relative}"
    "main{display:block;padding:1mm WIDE}"
    "footer{position:absolute;bottom:0;left:0;right:0;display:flex;justify-content:space-between;font-size:7pt}"
)
SOURCES = [
    "[1]柳某，沈某．渡口夜航记．河口：水闸印书局，二〇〇三年，第十二页至第十七页，又第四十一页",
    "[2]沈某．添油册．磨坊藏稿本",
    "[3]闸上灯社编．逢五逢十集．河口：渡口书房，一九九一年，收夜航、放水、敲锣诸篇，附集市图一幅",
]


def with_feet(pages: list[str]) -> str:
    feet = "<footer><b>河口文化补习社</b><b>NUMBER</b><b>本册为讲者所有，翻印须先告知</b></footer>"
    return "".join(
        f"<section><main>{body}</main>{feet.replace('NUMBER', str(number))}</section>"
        for number, body in enumerate(pages, 31)
    )


@pytest.mark.parametrize("room", ["5mm", "12mm"])
def test_paragraphs_go_on_where_only_the_foot_is_wider(
    tmp_path: Path, chromium: Browser, shaped: Take, room: str
) -> None:
    pages = [told(10 * number, 7) for number in range(1, 5)]
    style = STYLE.replace("WIDE", room)
    body = with_feet([("<h1>夜航讲义</h1>" if not at else "") + html(page) for at, page in enumerate(pages)])
    (work,) = shaped(printed(chromium, tmp_path / "a.pdf", body, style)).works
    assert paragraphs_of(work) == [words for page in pages for words in page]


def test_sources_that_hang_begin_one_below_the_other(tmp_path: Path, chromium: Browser, shaped: Take) -> None:
    pages = [html(told(10 * number, 7)) for number in range(1, 4)]
    hung = "".join(f"<p style='text-indent:-1.8em;padding-left:1.8em'>{words}</p>" for words in SOURCES)
    body = with_feet([f"<h1>夜航讲义</h1>{pages[0]}", *pages[1:], f"<h2>参考文献</h2>{hung}"])
    (work,) = shaped(printed(chromium, tmp_path / "a.pdf", body, STYLE.replace("WIDE", "8mm"))).works
    assert [work.text(block) for block in work.blocks() if work.text(block).startswith("[")] == SOURCES
