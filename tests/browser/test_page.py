"""The page as readers see it, measured in a real browser."""

from __future__ import annotations

import gzip
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest
from playwright.sync_api import FloatRect, Page, Response

WORK = "works/biodiversity-conservation/"
PAGES = ("", "works/", WORK, "works/urumqi-air-quality/", "sources/", "sources/000_472e4490c209e15f/", "about/")
WIRE_BYTES = 150_000


def box(page: Page, selector: str) -> FloatRect:
    """Where something stands, in pixels."""
    found = page.locator(selector).bounding_box()
    assert found is not None, f"{selector} is not shown"
    return found


@pytest.fixture
def seed(built_site: Path, serve: Callable[[Path], str]) -> str:
    """The address of the seed's site."""
    return serve(built_site)


def test_a_line_holds_thirty_to_thirty_eight_characters(page: Page, seed: str) -> None:
    page.goto(seed + WORK)
    for size in ("small", "medium", "large"):
        page.evaluate(f"document.documentElement.setAttribute('data-sb-size', '{size}')")
        characters = page.evaluate(
            "(() => { const p = document.querySelector('#p4-1-1');"
            "return p.clientWidth / parseFloat(getComputedStyle(p).fontSize); })()"
        )
        assert 30 <= characters <= 38, size


def test_paragraphs_are_indented_by_two_characters_and_headings_are_not(page: Page, seed: str) -> None:
    page.goto(seed + "works/urumqi-air-quality/")
    indent = "e => parseFloat(getComputedStyle(e).textIndent) / parseFloat(getComputedStyle(e).fontSize)"
    assert page.locator("#p0-2").evaluate(indent) == 2
    for anchor in ("#title", "#deck", "#series"):
        assert page.locator(anchor).evaluate(indent) == 0


def test_numbers_hang_in_the_margin_and_receipts_beside_the_text(page: Page, seed: str) -> None:
    page.goto(seed + WORK)
    number, heading = box(page, "#s4 .sb-number"), box(page, "#s4")
    assert number["x"] + number["width"] <= heading["x"] + 1
    text, mark = box(page, "#p4-1-1"), box(page, "#p4-1-1 + .sb-mark a:nth-child(2)")
    assert mark["x"] > text["x"] + text["width"]
    assert text["y"] < mark["y"] < text["y"] + text["height"]


@pytest.mark.parametrize("path", PAGES)
def test_nothing_scrolls_sideways(page: Page, seed: str, path: str) -> None:
    """320 pixels are what a window of 1280 has at a zoom of 400 %."""
    page.set_viewport_size({"width": 360, "height": 700})
    page.goto(seed + path)
    page.evaluate("document.documentElement.setAttribute('data-sb-size', 'large')")
    for width in (360, 320, 768, 1440):
        page.set_viewport_size({"width": width, "height": 700})
        page.wait_for_function(f"document.documentElement.scrollWidth <= {width}", timeout=5_000)  # once all has moved


def test_a_first_view_is_light_and_does_not_move(page: Page, seed: str, built_site: Path) -> None:
    weights: dict[str, int] = {}

    def weigh(response: Response) -> None:
        path = response.url.removeprefix(seed).split("?")[0]
        file = built_site / path
        file = file / "index.html" if file.is_dir() else file
        weights[path] = len(gzip.compress(file.read_bytes(), 6))

    page.on("response", weigh)
    page.add_init_script(
        "window.shifts = 0; new PerformanceObserver(list => list.getEntries().forEach(e => window.shifts += e.value))"
        ".observe({type: 'layout-shift', buffered: true})"
    )
    page.goto(seed + WORK)
    page.wait_for_load_state("networkidle")
    total = sum(weights.values())
    print(f"first view: {total:,} bytes compressed; layout shift {page.evaluate('window.shifts'):.4f}")
    assert total <= WIRE_BYTES, sorted(weights.items(), key=lambda item: -item[1])
    assert page.evaluate("window.shifts") < 0.02


def test_motion_is_reduced_on_request(page: Page, seed: str) -> None:
    page.emulate_media(reduced_motion="reduce")
    page.goto(seed)
    durations = page.evaluate(
        "[...document.querySelectorAll('*')].map(e => parseFloat(getComputedStyle(e).transitionDuration))"
    )
    assert max(durations) <= 0.001


def test_print_shows_the_text_and_no_furniture(page: Page, seed: str) -> None:
    page.goto(seed + WORK)
    page.emulate_media(media="print")
    for hidden in (".md-header", ".md-sidebar--primary", ".md-footer", ".sb-mark a:first-child", ".sb-choices"):
        assert not page.locator(hidden).first.is_visible(), hidden
    assert box(page, "#s4 .sb-number")["x"] >= 0
    assert page.locator("#s4").evaluate("e => getComputedStyle(e).breakAfter") == "avoid"


def test_neighbouring_blocks_of_a_receipt_are_told_apart_and_lines_are_numbered(page: Page, seed: str) -> None:
    page.goto(seed + "sources/000_472e4490c209e15f/")
    tint = "e => getComputedStyle(e).backgroundColor"
    first, second, third = (f"#{line} > a:not(:first-child)" for line in ("L1", "L6", "L8"))
    assert page.locator(second).evaluate(tint) != page.locator(third).evaluate(tint)
    assert page.locator(second).evaluate(tint) == page.locator(first).evaluate(tint)
    number, words = box(page, "#L8 > a:first-child"), box(page, third)
    assert number["x"] + number["width"] < words["x"]
    mark = page.locator("#L1 [data-reason=line-break]").evaluate("e => getComputedStyle(e, '::after').content")
    assert mark == '"↵"'


def test_a_law_keeps_its_headings_in_order(page: Page, lights: Path, serve: Callable[[Path], str]) -> None:
    page.goto(serve(lights) + "works/harbour/1/")
    levels = page.locator(".md-content :is(h1, h2, h3, h4, h5, h6)").evaluate_all("es => es.map(e => +e.tagName[1])")
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))
    page.goto(serve(lights) + "works/harbour/")
    assert page.locator(".sb-contents > ul > li > a").all_text_contents() == ["第一章　总则", "第二章　泊位"]


def test_run_in_headings_are_bold_and_supplied_words_grey_in_brackets(page: Page, seed: str) -> None:
    page.goto(seed + WORK)
    run_in = page.locator("#p4-1-2 > strong")
    assert run_in.evaluate("e => getComputedStyle(e).fontWeight") == "700"
    supplied, printed = page.locator("h1.sb-supplied"), page.locator("#s4")
    assert supplied.locator(".sb-original").inner_text().startswith("[中国的生物多样性保护]")
    ink = "e => getComputedStyle(e).color"
    assert supplied.evaluate(ink) != printed.evaluate(ink)
    sizes = [
        page.locator(f"{selector} .sb-original").first.evaluate("e => parseFloat(getComputedStyle(e).fontSize)")
        for selector in ("h1", "h2", "h3")
    ]
    assert sizes == sorted(sizes, reverse=True)
    english = page.locator("#s4 .sb-translation").evaluate("e => parseFloat(getComputedStyle(e).fontSize)")
    assert 12 <= english < sizes[1], "subordinate, but legible"


def test_no_space_stands_where_lines_were_joined_and_spacing_is_left_to_the_browser(page: Page, seed: str) -> None:
    page.goto(seed + "works/carbon-trade-deficit/")
    assert "我国也在第七十五届联合国大会上" in page.locator("#p0-1").inner_text()
    style = page.locator("#p0-1").evaluate(
        "e => { const s = getComputedStyle(e); return [s.lineBreak, s.textAutospace, s.textSpacingTrim]; }"
    )
    assert style == ["strict", "normal", "trim-start"]


def test_an_english_page_is_set_as_english_and_its_code_as_code(page: Page, seed: str) -> None:
    page.goto(seed + "editing/")
    east = "e => getComputedStyle(e).fontVariantEastAsian"
    assert page.locator(".md-content p").first.evaluate(east) == "proportional-width"
    assert page.locator(".md-content pre code").first.evaluate(east) == "normal"
    assert page.locator(".md-content pre code span").first.evaluate(east) == "normal"
    page.goto(seed + "editing.zh/")
    assert page.locator(".md-content p").first.evaluate(east) == "normal"
