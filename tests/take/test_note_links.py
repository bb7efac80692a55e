"""Notes of e-books and web pages, in the ways that programs and people set them."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.take.conftest import Take, zipped

from shanben.model.works import Work

FIRST, SECOND = "东岸就是如今的煤码头。", "停船的规矩见后一篇。"
PAGES = {
    "Duokan": (
        "<p>雾从东岸来<sup><a class='duokan-footnote' href='#n1'><img src='n.png'/></a></sup>，"
        "船都停了<sup><a class='duokan-footnote' href='#n2'><img alt='' src='n.png'/></a></sup>。</p>"
        "<p>看雾的人很多。</p>"
        f"<ol><li id='n1'><p>{FIRST}</p></li><li id='n2'><p>{SECOND}</p></li></ol>"
    ),
    "words kept by the picture of the sign": (
        f"<p>雾从东岸来<img class='qqreader-footnote' alt='{FIRST}' src='n.png'/>，"
        f"船都停了<span data-wr-footernote='{SECOND}'></span>。</p><p>看雾的人很多。</p>"
    ),
    "the id stands at the link in front of the note": (
        "<p>雾从东岸来<a href='#n1' id='b1'><sup>[1]</sup></a>，船都停了<a href='#n2' id='b2'><sup>[2]</sup></a>。</p>"
        f"<p>看雾的人很多。</p><p><a href='#b1' id='n1'><sup>[1]</sup></a> {FIRST}</p>"
        f"<p><a href='#b2' id='n2'>[2]</a> {SECOND}</p>"
    ),
    "links that lead to each other": (
        "<p>雾从东岸来<a href='#n1' id='b1'><span>1</span></a>，船都停了<a href='#n2' id='b2'><span>2</span></a>。</p>"
        f"<p>看雾的人很多。</p><p id='n1'><a href='#b1'>1</a>　{FIRST}</p><p id='n2'><a href='#b2'>2</a>　{SECOND}</p>"
    ),
    "raised signs that are no links": (
        "<p>雾从东岸来<sup>[1]</sup>，船都停了<sup>[2]</sup>。</p><p>看雾的人很多。</p>"
        f"<p>[1] {FIRST}</p><p>[2] {SECOND}</p>"
    ),
    "raised figures": (
        "<p>雾从东岸来<sup>1</sup>，船都停了<sup>2</sup>。</p><p>看雾的人很多。</p><hr/>"
        f"<p><sup>1</sup> {FIRST}</p><p>2. {SECOND}</p>"
    ),
}


def _work(page: str, folder: Path, shaped: Take, *, book: bool) -> Work:
    body = f"<html><body><h1>晨雾</h1>{page}</body></html>"
    if book:
        parts: dict[str, str | bytes] = {
            "META-INF/container.xml": "<container><rootfiles><rootfile full-path='b.opf'/></rootfiles></container>",
            "b.opf": "<package><manifest><item id='a' href='a.xhtml' media-type='application/xhtml+xml'/></manifest>"
            "<spine><itemref idref='a'/></spine></package>",
            "a.xhtml": body,
        }
        (work,) = shaped(zipped(folder / "a.epub", parts)).works
    else:
        file = folder / "a.html"
        file.write_text(body, "utf-8")
        (work,) = shaped(file).works
    return work


@pytest.mark.parametrize("book", [True, False])
@pytest.mark.parametrize("way", PAGES)
def test_notes_are_joined(way: str, book: bool, tmp_path: Path, shaped: Take) -> None:
    work = _work(PAGES[way], tmp_path, shaped, book=book)
    told = [(block.kind.value, work.text(block)) for block in work.blocks() if block.kind.value != "heading"]
    assert told == [
        ("paragraph", "雾从东岸来，船都停了。"),
        ("note", FIRST),
        ("note", SECOND),
        ("paragraph", "看雾的人很多。"),
    ]
    (caller,) = [block for block in work.blocks() if block.calls]
    assert [call.at for call in caller.calls] == [5, 10]


@pytest.mark.parametrize(
    "page",
    [
        "<p>池子有三十m<sup>2</sup>大。</p><p>2. 池子是方的。</p>",
        "<p>池子有三十平方米<sup>2</sup>大。</p><p>2. 池子是方的。</p>",
        "<p>池子<a href='#b'>1</a>是方的。</p><p id='b'>1号池在东边。</p>",
    ],
)
def test_figures_that_call_nothing(page: str, tmp_path: Path, shaped: Take) -> None:
    work = _work(page, tmp_path, shaped, book=False)
    assert not any(block.calls or block.kind.value == "note" for block in work.blocks())
