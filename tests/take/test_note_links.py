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
    "the first sign is a link and the second is none": (
        "<p>雾从东岸来<sup><a href='#n1' id='b1'>[1]</a></sup>，船都停了<sup>[2]</sup>。</p><p>看雾的人很多。</p>"
        f"<h2>注释</h2><p id='n1'><a href='#b1'>[1]</a> {FIRST}</p><p>[2] {SECOND}</p>"
    ),
    "the picture of the sign says the note too, which stands in the paragraph": (
        "<p>雾从东岸来<sup><a epub:type='noteref' href='#n1'>"
        f"<img class='zhangyue-footnote' alt='{FIRST}' zy-footnote='{FIRST}' src='n.png'/></a></sup>"
        f"<aside epub:type='footnote' id='n1'><ol><li id='n1'><p>{FIRST}</p></li></ol></aside>，"
        f"船都停了<a epub:type='noteref' href='#n2'><img alt='{SECOND}' src='n.png'/></a>。</p><p>看雾的人很多。</p>"
        f"<aside epub:type='footnote' id='n2'>{SECOND}</aside>"
    ),
    "the picture has the words, and its link leads nowhere": (
        "<p>雾从东岸来<sup><a epub:type='noteref' href='#n1'>"
        f"<img class='qqreader-footnote' alt='{FIRST}' src='n.png'/></a></sup>，"
        f"船都停了<sup><a href='#n2'><img zy-footnote='{SECOND}' src='n.png'/></a></sup>。</p><p>看雾的人很多。</p>"
    ),
    "an ornament leads back": (
        "<p>雾从东岸来<a epub:type='noteref' href='#n1' id='b1'>①</a>，"
        "船都停了<sup><a href='#n2' id='b2'>②</a></sup>。</p><p>看雾的人很多。</p>"
        f"<ol><li id='n1'><a href='#b1'>◎</a>{FIRST}</li><li id='n2'><a href='#b2'>◆</a>{SECOND}</li></ol>"
    ),
    "several ways back": (
        "<p>雾从东岸来<sup><a href='#n1' id='b1'>[1]</a></sup>，船都停了<sup><a href='#n2' id='b2'>[2]</a></sup>。</p>"
        "<p>看雾的人很多。</p><ol>"
        f"<li id='n1'><span class='mw-cite-backlink'><b><a href='#b1'>^</a></b></span> {FIRST}</li>"
        "<li id='n2'><span class='mw-cite-backlink'>^ <a href='#b2'><sup>2.0</sup></a> <a href='#b2'><sup>2.1</sup></a>"
        f"</span> <span>{SECOND}</span></li></ol>"
    ),
    "Chinese numbers in brackets": (
        "<p>雾从东岸来<sup><a href='#n1' id='b1'>〔一〕</a></sup>，"
        "船都停了<sup><a href='#n2' id='b2'>〔二〕</a></sup>。</p><p>看雾的人很多。</p>"
        f"<p><a href='#b1' id='n1'>〔一〕</a>{FIRST}</p><p><a href='#b2' id='n2'>〔二〕</a>{SECOND}</p>"
    ),
    "raised Chinese numbers that are no links": (
        "<p>雾从东岸来<sup>〔一〕</sup>，船都停了<sup>〔二〕</sup>。</p><p>看雾的人很多。</p>"
        f"<p>〔一〕{FIRST}</p><p>〔二〕{SECOND}</p>"
    ),
    "words shown to who points at the sign": (
        f"<p>雾从东岸来<sup title='{FIRST}'>注1</sup>，船都停了<a href='#' data-note='{SECOND}'>[2]</a>。</p>"
        "<p>看雾的人很多。</p>"
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
        "<p>池子是方的，见<a href='2.html' title='第二页的图'>[2]</a>与<span title='两尺深'>2</span>。</p>",
        "<p>池子<a href='#b'>1</a>是方的。</p><p id='b'>1号池在东边。</p>",
    ],
)
def test_figures_that_call_nothing(page: str, tmp_path: Path, shaped: Take) -> None:
    work = _work(page, tmp_path, shaped, book=False)
    assert not any(block.calls or block.kind.value == "note" for block in work.blocks())


def test_a_note_may_have_paragraphs_where_an_office_program_saved_it(tmp_path: Path, shaped: Take) -> None:
    page = (
        "<p>雾从东岸来<a href='#_ftn1' name='_ftnref1'><span>[1]</span></a>，船都停了。</p><div><hr/><div id='ftn1'>"
        f"<p><a href='#_ftnref1' name='_ftn1'><span>[1]</span></a> {FIRST}</p><p>{SECOND}</p></div></div>"
    )
    work = _work(page, tmp_path, shaped, book=False)
    told = [(block.kind.value, work.text(block)) for block in work.blocks() if block.kind.value != "heading"]
    assert told == [("paragraph", "雾从东岸来，船都停了。"), ("note", FIRST + SECOND)]


def test_headings_that_stand_again_over_the_notes_of_a_book_are_left_out(tmp_path: Path, shaped: Take) -> None:
    page = (
        "<h2>东岸</h2><p>雾从东岸来<sup><a href='#n1'>①</a></sup>。</p><h2>西岸</h2>"
        "<p>船都停了<sup><a href='#n2'>①</a></sup>。</p>"
        f"<h2>注释</h2><h3>东岸</h3><p id='n1'>① {FIRST}</p><h3>西岸</h3><p id='n2'>① {SECOND}</p>"
        "<h2>后来</h2><p>雾散了。</p>"
    )
    work = _work(page, tmp_path, shaped, book=False)
    assert [work.heading_text(section) for section in work.sections()] == ["晨雾", "东岸", "西岸", "后来"]
    assert [work.text(block) for block in work.blocks() if block.kind.value == "note"] == [FIRST, SECOND]


def test_a_heading_with_words_over_the_notes_of_a_book_stays(tmp_path: Path, shaped: Take) -> None:
    page = (
        f"<h2>东岸</h2><p>雾从东岸来<sup><a href='#n1'>①</a></sup>。</p><h2>注释</h2><p id='n1'>① {FIRST}</p>"
        "<h2>东岸</h2><p>雾散了。</p>"
    )
    work = _work(page, tmp_path, shaped, book=False)
    assert [work.heading_text(section) for section in work.sections()] == ["晨雾", "东岸", "东岸"]
