"""Whatever its outline, exactly the addresses that a work declares are written, each once, and every link finds one."""

from __future__ import annotations

import posixpath
from pathlib import Path
from urllib.parse import unquote, urldefrag

from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html

from shanben.addresses import addresses, anchors, openings, page_url
from shanben.enrich.references import resolve_references
from shanben.lineation import Lines
from shanben.model.editions import Edition, Entry, EntryKind, PlannedWork
from shanben.model.library import Library, Page, ShapedSource
from shanben.model.references import Registry
from shanben.model.text import Source, Span
from shanben.render.inline import weave
from shanben.render.receipts import receipt_pages
from shanben.render.works import whole_pages, work_pages
from shanben.shape.arrange import arrange
from shanben.shape.outline import propose

NUMERALS = "一二三四"
number = st.sampled_from(NUMERALS)


def _lines(*forms: str) -> st.SearchStrategy[str]:
    return st.builds(lambda form, one, other: form.format(one, other), st.sampled_from(forms), number, number)


heading = _lines(
    "第{}章 总则", "第{}节 一般规定", "{}、概况", "（{}）村庄", "附件{}", "附件", "附录", "第{}编 通则",
    "前言", "概况", "第{}条", "第{}条之{}", "第{}条 名称",
)  # fmt: skip
running = _lines(
    "第{}条 依照第{}条办理。", "第{}条依照前款办理。", "第{}条之{} 见附件一第一条。", "第{}条", "第 {}-1 条",
    "（{}）井，见第{}项；", "{}、井。", "1.井；", "①井；", "村民可以打井，依照第{}条第{}款、第一款办理。",
    "见附件{}第{}条。", "同条第{}款、第（{}）项另有规定。", "没有第{}条路。", "井水①清。",
    "以下两点：", "一是水。", "二是井。",
)  # fmt: skip
aside = st.sampled_from(
    [
        (EntryKind.DATE, "二〇二〇年五月一日"), (EntryKind.FURNITURE, "上接三版"), (EntryKind.NOTE, "①井深三丈。"),
        (EntryKind.TABLE, "井名\t深浅"), (EntryKind.VERSE, "井水清清。"), (EntryKind.QUOTE, "饮水思源。"),
        (EntryKind.CAPTION, "图1 井"),
    ]
)  # fmt: skip
entry = st.one_of(
    st.tuples(st.just(EntryKind.HEADING), heading),
    st.tuples(st.just(EntryKind.BODY), running),
    st.tuples(st.just(EntryKind.BODY), running),
    st.tuples(st.just(EntryKind.ITEM), running),
    aside,
)


def arranged(entries: list[tuple[EntryKind, str]]) -> ShapedSource:
    """A source of one work with these entries, a line each."""
    rows = [(EntryKind.TITLE, "水井条例"), *entries]
    text = "\n".join(line for _, line in rows) + "\n"
    source = Source("wells", Path("wells.txt"), text, "0" * 64, "utf-8")
    planned = [Entry(kind, (Span(line.start, line.end),)) for line, (kind, _) in zip(Lines(text), rows, strict=False)]
    return arrange(source, Edition("wells", (PlannedWork("wells", tuple(planned)),)))[0]


def ids(page: Page) -> list[str]:
    """The ids on a page, those of the engine's own furniture aside."""
    return [str(one) for one in html.fromstring(page.html).xpath("//@id") if not one.startswith(("sb-", "gloss-"))]


def check(shaped: ShapedSource, long_work: int) -> None:
    """What is written is what is declared."""
    (shaped,), _ = resolve_references((shaped,), Registry())
    library = Library((shaped,))
    where = addresses(library, long_work, 100, True)
    web = weave(library)
    pages = list(work_pages(shaped, where, web))
    whole = list(whole_pages(shaped, where, web))
    for work in shaped.works:
        declared = sorted(anchors(work))
        written = [one for page in pages if page.work == work.id for one in ids(page)]
        assert sorted(written) == declared
        assert len({one.lower() for one in written}) == len(written)
        for page in whole:
            assert page.work != work.id or sorted(ids(page)) == declared
        texts = {block.id: work.text(block) for block in work.blocks()}
        for block, anchor in openings(work).items():
            (element,) = [one for page in pages for one in html.fromstring(page.html).xpath("//*[@id=$a]", a=anchor)]
            assert texts[block].startswith(element.text_content())
    every = (*pages, *whole, *receipt_pages(shaped, where))
    found = {page_url(page.path, True): set(html.fromstring(page.html).xpath("//@id")) for page in every}
    for page in (*pages, *whole):
        for link in html.fromstring(page.html).xpath("//@href"):
            path, anchor = urldefrag(link)
            there = posixpath.normpath(posixpath.join(page_url(page.path, True), path)) + "/"
            assert there in found, link
            assert not anchor or unquote(anchor) in found[there], link


@settings(max_examples=80, deadline=None)
@given(st.lists(entry, max_size=25), st.sampled_from([1, 10_000]))
def test_declared_addresses_are_the_written_ones(entries: list[tuple[EntryKind, str]], long_work: int) -> None:
    check(arranged(entries), long_work)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.one_of(heading, running), min_size=1, max_size=25), st.sampled_from([1, 10_000]))
def test_so_they_are_where_the_engine_finds_the_outline_itself(lines: list[str], long_work: int) -> None:
    source = Source("wells", Path("wells.txt"), "水井条例\n\n" + "\n".join(lines) + "\n", "0" * 64, "utf-8")
    check(arrange(source, propose(source))[0], long_work)
