"""Pages of offices on the web: titles in lines, headings that only their numbers tell, annexes."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.take.conftest import Take, outline

TEXT = "渡口的船每年上岸修一次，修船的木料由各村分担，记账备查，账目在祠堂公示半个月。"
MENU = "<ul><li><a href='/a'>首页</a></li><li><a href='/b'>公告</a></li></ul>"


def _page(folder: Path, body: str, title: str) -> Path:
    file = folder / "a.html"
    file.write_text(f"<html><head><title>{title}</title></head><body>{body}</body></html>", "utf-8")
    return file


@pytest.mark.parametrize("heading", ["h1", "h2"])
def test_where_only_the_title_is_tagged_two_numbers_tell_headings(heading: str, tmp_path: Path, shaped: Take) -> None:
    body = (
        f"<{heading}>关于修船的告示</{heading}><p>各村：</p><p><strong>一、木料</strong></p><p>{TEXT}</p>"
        f"<p><strong>二、工期</strong></p><p>{TEXT}</p>"
    )
    found = outline(shaped(_page(tmp_path, body, "关于修船的告示-渡口村")))
    assert found == [(1, "关于修船的告示"), (2, "一、木料"), (2, "二、工期")]


@pytest.mark.parametrize("lines", ["<p>一、木料</p><p>{}</p>", "<p>一、木料</p><p>{0}</p><p>一、工期</p><p>{0}</p>"])
def test_numbers_that_do_not_follow_tell_nothing_there(lines: str, tmp_path: Path, shaped: Take) -> None:
    body = f"<h1>关于修船的告示</h1><p>各村：</p>{lines.format(TEXT)}"
    assert outline(shaped(_page(tmp_path, body, "关于修船的告示"))) == [(1, "关于修船的告示")]


def test_a_heading_tag_below_the_numbers_is_no_title_alone(tmp_path: Path, shaped: Take) -> None:
    body = f"<p>一、木料</p><p>{TEXT}</p><p>二、工期</p><p>{TEXT}</p><h2>结语</h2><p>{TEXT}</p>"
    assert "结语" in [words for _, words in outline(shaped(_page(tmp_path, body, "渡口")))]


def test_a_title_in_several_paragraphs_is_what_the_page_calls_itself(tmp_path: Path, shaped: Take) -> None:
    body = (
        "<div><p align=center><b>渡口村公所关于来年春天</b></p><p align=center><b>修船事宜的通告</b></p>"
        f"<p>渡字〔2024〕3号</p><p>各村：</p><p>{TEXT}</p><p>{TEXT}</p></div>"
    )
    (work,) = shaped(_page(tmp_path, body, "渡口村公所关于来年春天修船事宜的通告_渡口村")).works
    assert work.title == "渡口村公所关于来年春天修船事宜的通告"
    assert "document-number" in [block.kind.value for block in work.blocks()]


def test_paragraphs_that_are_no_title_of_the_page_stay_apart(tmp_path: Path, shaped: Take) -> None:
    body = f"<div><p>渡口村公所</p><p>修船事宜的通告</p><p>{TEXT}</p><p>{TEXT}</p></div>"
    (work,) = shaped(_page(tmp_path, body, "渡口的通告")).works
    assert work.title != "渡口村公所修船事宜的通告渡口"
    assert "修船事宜的通告" in [work.text(block) for block in work.blocks()]


def test_the_title_is_not_the_cell_that_says_it_above(tmp_path: Path, shaped: Take) -> None:
    about = "<table><tr><td>号</td><td>渡字〔2024〕3号</td></tr><tr><td>名</td><td>关于修船的告示</td></tr></table>"
    body = f"{MENU}{about}<div><p align=center>关于修船的告示</p><p>各村：</p><p>{TEXT}</p><p>{TEXT}</p></div>"
    (work,) = shaped(_page(tmp_path, body, "关于修船的告示_渡口村")).works
    assert work.title == "关于修船的告示"
    assert "渡字〔2024〕3号" in [work.text(block) for block in work.front]


@pytest.mark.parametrize("tag", ["p", "h2"])
def test_the_title_of_an_annex_lies_below_its_number(tag: str, tmp_path: Path, shaped: Take) -> None:
    body = (
        f"<h1>关于修船的告示</h1><p>{TEXT}</p><{tag}>附件1</{tag}><{tag}>木料清册</{tag}><p>{TEXT}</p>"
        f"<{tag}>附件2</{tag}><{tag}>工匠名录</{tag}><p>{TEXT}</p>"
    )
    found = outline(shaped(_page(tmp_path, body, "关于修船的告示")))
    assert found == [
        (1, "关于修船的告示"), (2, "附件1"), (3, "木料清册"), (2, "附件2"), (3, "工匠名录"),
    ]  # fmt: skip
