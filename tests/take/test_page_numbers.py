"""Numbers that a page shows and does not hold, and headings that it states in other ways than by their tags."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.take.conftest import Take, outline, text_of

from shanben.take.documents import read_document

ROWS = ("渡船一条", "篙两根", "灯三盏")


def _lines(tmp_path: Path, page: str) -> list[str]:
    file = tmp_path / "page.html"
    file.write_text(f"<html><body>{page}</body></html>", "utf-8")
    return text_of(read_document(file)).split("\n")


def _items(opening: str, *, style: str = "") -> str:
    return f"<style>{style}</style><ol {opening}>" + "".join(f"<li>{row}</li>" for row in ROWS) + "</ol>"


@pytest.mark.parametrize(
    ("opening", "style", "numbers"),
    [
        ("type=I start=4", "", ["IV. ", "V. ", "VI. "]),
        ("reversed", "", ["3. ", "2. ", "1. "]),
        ("style='list-style-type: cjk-ideographic'", "", ["一、", "二、", "三、"]),
        ("style='list-style: trad-chinese-formal inside'", "", ["壹、", "貳、", "參、"]),
        ("class=jia", "ol.jia { list-style-type: cjk-heavenly-stem }", ["甲、", "乙、", "丙、"]),
        ("", "li { list-style: '※ ' }", ["※ ", "※ ", "※ "]),
        ("style='list-style: none'", "", ["", "", ""]),
        ("", "ol { list-style: none }", ["", "", ""]),
        ("", "ol { list-style: none } .text ol { list-style: decimal }", ["1. ", "2. ", "3. "]),
        (
            "class=k0",
            "ol.k0 { list-style-type: none } .k0 > li { counter-increment: k-0 }"
            ' .k0 > li:before { content: "（" counter(k-0, cjk-ideographic) "）" }',
            ["（一）", "（二）", "（三）"],
        ),
    ],
)
def test_items_have_the_numbers_that_are_shown(opening: str, style: str, numbers: list[str], tmp_path: Path) -> None:
    expected = [number + row for number, row in zip(numbers, ROWS, strict=True)]
    assert _lines(tmp_path, _items(opening, style=style))[:3] == expected


def test_articles_that_a_style_sheet_counts(tmp_path: Path) -> None:
    sheet = (
        "body{counter-reset:art} p.art{counter-increment:art}"
        ' p.art::before{content:"第" counter(art, cjk-ideographic) "条　"}'
    )
    page = f"<style>{sheet}</style>" + "".join(f"<p class=art>{row}归公。</p>" for row in ROWS)
    assert _lines(tmp_path, page)[:3] == ["第一条　渡船一条归公。", "第二条　篙两根归公。", "第三条　灯三盏归公。"]


def test_ornaments_that_count_nothing_are_not_text(tmp_path: Path) -> None:
    page = '<style>p::before{content:"★";counter-increment:x}</style><p>渡船一条归公。</p>'
    assert _lines(tmp_path, page)[0] == "渡船一条归公。"


@pytest.mark.parametrize(
    "page",
    [
        "<section><h1>渡口</h1>{}<section><h1>船</h1>{}<section><h1>篙</h1>{}</section></section></section>",
        "<div role=heading aria-level=1>渡口</div>{}<div role=heading>船</div>{}<p role=heading aria-level=3>篙</p>{}",
        "<h1>渡口</h1>{}<h2><span>船</span><span class=mw-editsection>[<a href=e>编辑</a>]</span></h2>{}"
        "<div><h3>篙</h3><span>［編輯］</span></div>{}",
        "<h1>渡口<a class=headerlink href=#a>¶</a></h1>{}<h2>船<a href=#b>#</a></h2>{}<h3><a href=#c>§</a>篙</h3>{}",
    ],
)
def test_headings_without_tags_of_their_level(page: str, tmp_path: Path, shaped: Take) -> None:
    text = "<p>早上第一班船在卯时开，晚上最后一班在酉时，遇到大雾就停下来等。</p>"
    file = tmp_path / "page.html"
    file.write_text(f"<html><body>{page.format(text, text, text)}</body></html>", "utf-8")
    assert outline(shaped(file)) == [(1, "渡口"), (2, "船"), (3, "篙")]
