"""Tables, notes, verse and pictures as readers meet them: on a phone, by keyboard, on paper, without scripts."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from lxml import html
from playwright.sync_api import Browser, Page, expect
from tests.ferry import write_ferry

from shanben.addresses import anchors
from shanben.settings import Settings
from shanben.shaping import Place, shape_source


@pytest.fixture(scope="module")
def ferry(
    tmp_path_factory: pytest.TempPathFactory,
    draw_library: Callable[..., Path],
    build: Callable[..., subprocess.CompletedProcess[str]],
) -> Path:
    """The folder of a library whose one text has every kind of block."""
    folder = draw_library(tmp_path_factory.mktemp("ferry"), "")
    write_ferry(folder / "seeds")
    done = build(folder)
    assert done.returncode == 0, done.stdout + done.stderr
    return folder


@pytest.fixture
def address(ferry: Path, serve: Callable[[Path], str]) -> str:
    return serve(ferry / "site") + "works/ferry/"


@pytest.mark.parametrize("width", [360, 1440])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nothing_is_wider_than_the_page_or_out_of_reach(
    chromium: Browser, address: str, width: int, scheme: str
) -> None:
    context = chromium.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme)  # type: ignore[arg-type]
    page = context.new_page()
    page.goto(address)
    assert page.evaluate("document.documentElement.scrollWidth") == width
    found = [fault["id"] for fault in Axe().run(page).response["violations"] if fault["impact"] != "minor"]
    assert found == []
    assert page.locator(".sb-figure img").evaluate("image => image.naturalWidth") == 320
    context.close()


def test_a_table_scrolls_alone_on_a_phone_also_by_keyboard(page: Page, address: str) -> None:
    page.set_viewport_size({"width": 360, "height": 800})
    page.goto(address)
    table = page.get_by_role("region", name="表1 各渡口船数")
    assert table.evaluate("box => box.scrollWidth > box.clientWidth")
    table.focus()
    page.keyboard.press("ArrowRight")
    page.wait_for_function("document.querySelector('.sb-scroll').scrollLeft > 0")
    expect(table.get_by_role("columnheader", name="说明")).to_be_visible()


def test_a_note_opens_beside_its_mark_by_mouse_and_keyboard(page: Page, address: str) -> None:
    page.goto(address)
    call = page.locator("[role=doc-noteref][aria-label='注 ① · note ①']")
    call.hover()
    popover = page.locator(".sb-popover")
    expect(popover).to_contain_text("见县志。")
    page.keyboard.press("Escape")
    expect(popover).to_be_hidden()
    page.locator("#p1-1 .sb-call").nth(1).focus()
    expect(popover).to_contain_text("见府志，其余从略。")
    ids = page.evaluate("[...document.querySelectorAll('[id]')].map(place => place.id)")
    assert len(ids) == len(set(ids))


def test_a_note_is_read_without_scripts_there_and_back(chromium: Browser, address: str) -> None:
    context = chromium.new_context(java_script_enabled=False, viewport={"width": 360, "height": 500})
    page = context.new_page()
    page.goto(address)
    page.locator("#p2-1 .sb-call").click()
    assert page.url.endswith("#p2-1-n1")
    expect(page.get_by_text("一作风定。")).to_be_in_viewport()
    page.locator("[role=doc-backlink][aria-label^='回到正文 ②']").click()
    assert page.url.endswith("#sb-call-p2-1-n1-1")
    expect(page.locator("#p2-1")).to_be_in_viewport()
    context.close()


def test_a_copied_text_has_no_marks_and_verse_its_lines(page: Page, address: str) -> None:
    page.goto(address)

    def selected(place: str) -> str:
        script = "place => {getSelection().selectAllChildren(place); return getSelection().toString()}"
        return str(page.locator(place).evaluate(script))

    assert selected("#p1-1") == "东渡起于上古，历代因革不同，而大要不外乎两端。"
    assert selected("#p2-1").split("\n") == ["渡头风起，", "芦花满汀。"]
    tops = page.locator("#p2-2").evaluate(
        "verse => { const range = document.createRange(); range.selectNodeContents(verse);"
        " return new Set([...range.getClientRects()].map(box => Math.round(box.top))).size }"
    )
    assert tops == 2


def test_a_table_and_a_picture_are_cited_and_faced_with_their_lines(page: Page, address: str) -> None:
    page.goto(address)
    page.locator("#table-1 + .sb-mark a:first-child").click()
    expect(page.locator("#sb-citing blockquote")).to_have_text(
        "表1 各渡口船数渡口大船小船说明东渡312水深，<可行>大船有|无不定西渡7合计319"
    )
    page.keyboard.press("Escape")
    page.locator("#table-1 + .sb-mark .sb-face").click()
    expect(page.locator(".sb-facing")).to_contain_text("各渡口船数")
    expect(page.locator(".sb-facing")).to_contain_text("合计")
    page.keyboard.press("Escape")
    page.locator("#figure-1 + .sb-mark a:first-child").click()
    expect(page.locator("#sb-citing blockquote")).to_have_text("图1 东渡形势")


def test_paper_has_the_whole_table_and_the_notes(page: Page, address: str) -> None:
    page.set_viewport_size({"width": 700, "height": 900})
    page.goto(address)
    page.locator(".sb-call").first.hover()
    page.emulate_media(media="print")
    expect(page.locator(".sb-notes")).to_be_visible()
    expect(page.locator(".sb-popover")).to_be_hidden()
    assert page.locator(".sb-scroll").evaluate("box => getComputedStyle(box).overflowX") == "visible"
    assert page.locator(".sb-call").first.evaluate("call => getComputedStyle(call, '::before').content") == '"①"'


def test_a_page_that_is_opened_as_a_file_shows_picture_and_note(page: Page, ferry: Path) -> None:
    page.goto((ferry / "site/works/ferry/index.html").as_uri())
    assert page.locator(".sb-figure img").evaluate("image => image.naturalWidth") == 320
    page.locator("#p2-4 .sb-call").click()
    expect(page.locator("#p2-4-n1")).to_be_in_viewport()
    expect(page.locator(".sb-popover")).to_be_hidden()


def test_the_page_has_exactly_the_anchors_of_the_work(ferry: Path) -> None:
    shaped, _ = shape_source(Place(ferry, Settings.model_validate({})), ferry / "seeds/ferry.txt")
    assert shaped
    work = shaped.works[0]
    page = html.parse(str(ferry / "site/works/ferry/index.html")).getroot()
    written = [str(place.get("id")) for place in page.find_class("md-content")[0].iter() if place.get("id")]
    ours = [anchor for anchor in written if not anchor.startswith(("sb-", "__"))]
    assert sorted(ours) == sorted(anchors(work))
    for block in work.blocks():
        place = page.get_element_by_id(block.id)
        text = place.find("figcaption") if block.kind == "figure" else place
        assert text is not None
        assert text.text_content() == work.text(block)
