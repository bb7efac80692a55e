"""Books without tags for their headings: what their style sheets set larger is one, below what their contents list."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.take.conftest import Take, outline, zipped

from shanben.model.text import BlockKind

TEXT = "渡口每天开两班船，逢集加一班，涨水的时候停开，等水落了再开，来往的人都记得这些。"
SHEET = """
/* made by a program */ @page { margin: 1cm }
.book { font-size: 1em } p.t { font-size: 28pt; text-align: center }
.a { font-size: 1.5em; font-weight: bold } .b { %s }
.c { font-size: 12pt }
"""


def page(*parts: str) -> str:
    head = "<head><link rel='stylesheet' href='s.css'/></head>"
    return f"<html>{head}<body class='book'>{''.join(parts)}</body></html>"


@pytest.mark.parametrize("second", ["font-size: large", "font-weight: 700", "font-size: 125%"])
@pytest.mark.parametrize("tags", [False, True])
def test_headings_that_only_a_style_sheet_shows(second: str, tags: bool, tmp_path: Path, shaped: Take) -> None:
    def chapter(name: str, *sections: str) -> str:
        first = f"<h1>{name}</h1>" if tags else f"<p class='a'><span>{name}</span></p>"
        parts = (f"<p class='b'>{one}</p><p class='c'><span>{TEXT}</span></p><p>{TEXT}</p>" for one in sections)
        return page(first, *parts)

    names = "t", "one", "two"
    items = "".join(f"<item id='{one}' href='{one}.xhtml' media-type='application/xhtml+xml'/>" for one in names)
    items += "<item id='n' href='t.ncx' media-type='application/x-dtbncx+xml'/>"
    points = "".join(
        f"<navPoint><navLabel><text>{label}</text></navLabel><content src='{one}.xhtml'/></navPoint>"
        for one, label in zip(names, ("Section 1", "上卷　渡船", "下卷　渡客"), strict=True)
    )
    spine = "".join(f"<itemref idref='{one}'/>" for one in names)
    parts: dict[str, str | bytes] = {
        "META-INF/container.xml": "<container><rootfiles><rootfile full-path='b.opf'/></rootfiles></container>",
        "b.opf": f"<package><manifest>{items}</manifest><spine>{spine}</spine></package>",
        "t.ncx": f"<ncx><navMap>{points}</navMap></ncx>",
        "s.css": SHEET % second,
        "t.xhtml": page("<p class='t'>渡口旧闻</p>"),
        "one.xhtml": chapter("上卷　渡船", "老船家", "新渡口"),
        "two.xhtml": chapter("下卷　渡客", "晚归人"),
    }
    found = outline(shaped(zipped(tmp_path / "a.epub", parts)))
    if tags:
        assert [name for _, name in found][1:] == ["上卷　渡船", "下卷　渡客"]
        return
    assert found == [
        (1, "渡口旧闻"), (2, "上卷　渡船"), (3, "老船家"), (3, "新渡口"), (2, "下卷　渡客"), (3, "晚归人"),
    ]  # fmt: skip


def test_verse_by_its_type(tmp_path: Path, shaped: Take) -> None:
    lines = "船去岸还在<br/>", "灯来夜不长"
    poem = f"<section epub:type='bodymatter z3998:poem'><h2>夜渡</h2><p>{''.join(lines)}</p></section>"
    parts: dict[str, str | bytes] = {
        "META-INF/container.xml": "<container><rootfiles><rootfile full-path='b.opf'/></rootfiles></container>",
        "b.opf": "<package><manifest><item id='a' href='a.xhtml' media-type='application/xhtml+xml'/></manifest>"
        "<spine><itemref idref='a'/></spine></package>",
        "a.xhtml": f"<html xmlns:epub='http://www.idpf.org/2007/ops'><body>{poem}</body></html>",
    }
    (work,) = shaped(zipped(tmp_path / "a.epub", parts)).works
    assert [block.kind for block in work.blocks()][-1] is BlockKind.VERSE


@pytest.mark.parametrize("around", ["<p>{}</p>", "{}<br/>"])
def test_contents_without_links_are_none_of_the_text(around: str, tmp_path: Path, shaped: Take) -> None:
    names = "船家", "渡客", "晚归人", "涨水"
    listed = "".join(around.format(name) for name in names)
    chapters = "".join(f"<h2>{name}</h2><p>{TEXT}</p>" for name in names)
    parts: dict[str, str | bytes] = {
        "META-INF/container.xml": "<container><rootfiles><rootfile full-path='b.opf'/></rootfiles></container>",
        "b.opf": "<package><manifest><item id='a' href='a.xhtml' media-type='application/xhtml+xml'/></manifest>"
        "<spine><itemref idref='a'/></spine></package>",
        "a.xhtml": f"<html><body><h1>渡口旧闻</h1><p>目 录</p><div>{listed}</div>{chapters}</body></html>",
    }
    (work,) = shaped(zipped(tmp_path / "a.epub", parts)).works
    assert [work.text(block) for block in work.blocks() if block.kind is not BlockKind.HEADING] == [TEXT] * 4
