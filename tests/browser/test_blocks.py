"""Tables, notes, verse and pictures as readers meet them: on a phone, by keyboard, on paper, without scripts."""

from __future__ import annotations

import re
import subprocess
import zipfile
from collections.abc import Callable
from pathlib import Path

import pypdfium2
import pytest
from lxml import html
from playwright.sync_api import Browser, Page, expect
from tests.axe import violations
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


@pytest.fixture(scope="module")
def bundled(
    ferry: Path, python: Callable[..., subprocess.CompletedProcess[str]], generator_environment: dict[str, str]
) -> str:
    """The address of the same text in the folder of an unpacked bundle."""
    environment = generator_environment | {"SHANBEN_DELIVERY": "bundle", "SOURCE_DATE_EPOCH": "1700000000"}
    done = python("mkdocs", "build", "--strict", cwd=ferry, env=environment)
    assert done.returncode == 0, done.stdout + done.stderr
    (bundle,) = (ferry / "dist").glob("*.zip")
    with zipfile.ZipFile(bundle) as archive:
        archive.extractall(ferry / "unpacked")
    (found,) = (ferry / "unpacked").iterdir()
    return (found / "works/ferry/index.html").as_uri()


LINES = (
    "place => { const range = document.createRange(); range.selectNodeContents(place);"
    " return new Set([...range.getClientRects()].map(box => Math.round(box.top))).size }"
)
"""How many lines the words of a place are set in."""


@pytest.mark.parametrize(("width", "scheme"), [(360, "dark"), (1440, "light")])
def test_nothing_is_wider_than_the_page_or_out_of_reach(
    chromium: Browser, address: str, width: int, scheme: str
) -> None:
    context = chromium.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme)  # type: ignore[arg-type]
    page = context.new_page()
    page.goto(address)
    assert page.evaluate("document.documentElement.scrollWidth") == width
    assert violations(page, without=("minor",)) == []
    expect(page.locator(".sb-figure img")).to_have_js_property("naturalWidth", 320)
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
    expect(page).to_have_url(re.compile("#p2-1-n1$"))
    expect(page.get_by_text("一作风定。")).to_be_in_viewport()
    page.locator("[role=doc-backlink][aria-label^='回到正文 ②']").click()
    expect(page).to_have_url(re.compile("#sb-call-p2-1-n1-1$"))
    expect(page.locator("#p2-1")).to_be_in_viewport()
    context.close()


def test_a_copied_text_has_no_marks_and_verse_its_lines(page: Page, address: str) -> None:
    page.goto(address)

    def selected(place: str) -> str:
        script = "place => {getSelection().selectAllChildren(place); return getSelection().toString()}"
        return str(page.locator(place).evaluate(script))

    assert selected("#p1-1") == "东渡起于上古，历代因革不同，而大要不外乎两端。"
    assert selected("#p2-1").split("\n") == ["渡头风起，", "芦花满汀。"]
    assert page.locator("#p2-2").evaluate(LINES) == 2


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
    expect(page.locator(".sb-figure img")).to_have_js_property("naturalWidth", 320)
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


def test_verse_a_picture_and_a_note_on_a_phone(chromium: Browser, address: str) -> None:
    context = chromium.new_context(viewport={"width": 360, "height": 640}, has_touch=True, is_mobile=True)
    page = context.new_page()
    page.goto(address)
    assert page.locator("#p2-2").evaluate(LINES) == 2
    picture = page.locator("#figure-1 img").bounding_box()
    assert picture
    assert picture["x"] >= 0
    assert picture["x"] + picture["width"] <= 360
    expect(page.locator("#figure-1 figcaption")).to_have_text("图1 东渡形势")
    page.locator("#p2-1 .sb-call").tap()
    expect(page.locator(".sb-popover")).to_contain_text("一作风定。")
    assert page.evaluate("document.documentElement.scrollWidth") == 360
    context.close()


@pytest.mark.parametrize(
    ("place", "words"),
    [("#figure-1", "图1 东渡形势"), ("#p2-1", "渡头风起，芦花满汀。"), ("#table-1", "表1 各渡口船数")],
)
def test_what_a_text_shows_is_cited_by_keyboard(page: Page, address: str, place: str, words: str) -> None:
    page.goto(address)
    page.locator(f"{place} + .sb-mark a:first-child").focus()
    page.keyboard.press("Enter")
    quoted = page.locator("#sb-citing blockquote")
    expect(quoted).to_contain_text(words[:4])
    assert "".join(quoted.inner_text().split()).startswith("".join(words.split()))
    page.keyboard.press("Escape")
    expect(page.locator(f"{place} + .sb-mark a:first-child")).to_be_focused()


def test_a_printed_work_has_its_table_picture_verse_and_notes(page: Page, address: str, tmp_path: Path) -> None:
    page.goto(address)
    page.locator("#figure-1 img").scroll_into_view_if_needed()
    page.wait_for_function("document.querySelector('#figure-1 img').naturalWidth > 0")
    path = tmp_path / "ferry.pdf"
    page.pdf(path=str(path), format="A5")
    document = pypdfium2.PdfDocument(path)
    lines = ["".join(line.split()) for sheet in document for line in sheet.get_textpage().get_text_range().splitlines()]
    drawn = sum(1 for sheet in document for _ in sheet.get_objects([pypdfium2.raw.FPDF_PAGEOBJ_IMAGE], max_depth=4))
    document.close()
    text = "".join(lines)
    assert all(words in text for words in ("各渡口船数", "有|无不定", "319", "图1东渡形势", "见县志。", "一作风定。"))
    assert any(line.startswith("渡头风起") and "芦花" not in line for line in lines)
    assert drawn >= 1


def test_the_bundle_shows_table_note_picture_and_verse(page: Page, bundled: str) -> None:
    page.set_viewport_size({"width": 360, "height": 640})
    page.goto(bundled)
    table = page.get_by_role("region", name="表1 各渡口船数")
    table.focus()
    page.keyboard.press("ArrowRight")
    page.wait_for_function("document.querySelector('.sb-scroll').scrollLeft > 0")
    page.locator("#figure-1 img").scroll_into_view_if_needed()
    page.wait_for_function("document.querySelector('#figure-1 img').naturalWidth === 320")
    assert page.locator("#p2-2").evaluate(LINES) == 2
    page.locator("#p2-1 .sb-call").focus()
    expect(page.locator(".sb-popover")).to_contain_text("一作风定。")
