"""Lines of a PDF that leave room at their right: some end there, others stop where a word would not fit."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser
from tests.take.conftest import Take
from tests.take.test_page_layouts import paragraphs_of, printed

from shanben.model.text import BlockKind

STYLE = "@page{size:A6;margin:15mm 20mm} body{width:20em;text-align:left} p{text-indent:0}"
PLAIN = "<p>渡口的石阶一共七十二级最下面的九级只在枯<br>水的时候才看得见。</p>" * 3


@pytest.mark.parametrize(
    ("line", "after", "whole"),
    [
        ("老人把最下面的九级石阶叫做「龙尾」", "Dragontail的石阶只在枯水时露出来。", True),
        ("老人把最下面的九级石阶叫做“龙尾”", "Dragontail的石阶只在枯水时露出来。", True),
        ("老人指着最下面的石阶说：「龙尾。」", "别的话没有，他就回屋去了。", False),
        ("老人把最下面的九级石阶数了一遍。", "别的话没有，他就回屋去了。", False),
    ],
)
def test_a_quotation_without_a_stop_ends_no_paragraph(
    line: str, after: str, whole: bool, tmp_path: Path, chromium: Browser, shaped: Take
) -> None:
    found = shaped(printed(chromium, tmp_path / "a.pdf", f"<h1>渡口</h1>{PLAIN}<p>{line}<br>{after}</p>", STYLE))
    said = paragraphs_of(found.works[0])
    assert (line + after in said) is whole


def test_what_stands_below_a_day_at_the_right_is_no_part_of_it(tmp_path: Path, chromium: Browser, shaped: Take) -> None:
    text = "渡口的石阶一共七十二级，最下面的九级只有枯水的时候才看得见，别的都在水上。"
    body = (
        f"<h1>停渡的函</h1><p>河口县水利局：</p>{f'<p class=in>{text * 2}</p>' * 2}<p class=at>河口镇人民政府</p>"
        "<p class=at>2018年3月4日</p><p class=in>（联系人：老周）</p>"
    )
    style = "@page{size:A5;margin:18mm} p{text-indent:0} .in{text-indent:2em} .at{text-align:right}"
    (work,) = shaped(printed(chromium, tmp_path / "a.pdf", body, style)).works
    said = {work.text(block): block.kind for block in work.blocks()}
    assert said["河口镇人民政府"] == BlockKind.SIGNATURE
    assert said["2018年3月4日"] == BlockKind.DATE
    assert "（联系人：老周）" in said


def test_lines_in_the_middle_of_a_page_are_verse(tmp_path: Path, chromium: Browser, shaped: Take) -> None:
    text = "渡口的石阶一共七十二级，最下面的九级只有枯水的时候才看得见，别的都在水上。" * 3
    song = ("东岸石，西岸沙", "渡船来去似穿梭", "老周一喊满江应", "七十二级到天涯")
    body = f"<h1>渡口谣</h1><p>{text}</p><p class=song>{'<br>'.join(song)}</p><p>{text}</p>"
    style = "@page{size:A5;margin:18mm} p{text-indent:2em} .song{text-indent:0;text-align:center;margin:4mm}"
    (work,) = shaped(printed(chromium, tmp_path / "a.pdf", body, style)).works
    assert [work.text(block) for block in work.blocks() if block.kind is BlockKind.VERSE] == ["".join(song)]
