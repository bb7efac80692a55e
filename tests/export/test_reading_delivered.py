"""What a reader does, wherever the site is delivered to: nothing fails, is blocked or leaves the site."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from .conftest import PATIENCE, Place

WORK = "works/biodiversity-conservation/"


@pytest.fixture(autouse=True)
def nothing_fails(place: Place, requests: list[str], faults: list[str]) -> Iterator[None]:
    """No error on the console, no request that failed, was blocked or left the site."""
    expect.set_options(timeout=PATIENCE)
    yield
    assert faults == []
    assert [url for url in requests if not url.startswith((place.base, "data:"))] == []


@pytest.fixture
def work(place: Place, page: Page) -> Page:
    """The first page of a work."""
    page.goto(place.page(WORK), wait_until="networkidle")
    return page


def test_links_lead_to_a_work_and_its_receipt_to_the_source(place: Place, page: Page) -> None:
    page.goto(place.page(""))
    page.locator(f"a[href*='{WORK}']").first.click()
    page.wait_for_url(place.page(WORK))
    page.locator(".sb-mark a:nth-child(2)").first.click()
    page.wait_for_url(re.compile(r"/sources/000_472e4490c209e15f/(index\.html)?#L\d+$"))
    expect(page.locator(":target")).to_be_in_viewport()


def test_previous_and_next_lead_there_and_back(place: Place, page: Page) -> None:
    here = place.page("about/")
    page.goto(here)
    page.locator("a[rel=next]").click()
    page.wait_for_url(lambda url: url.startswith(place.base) and url != here)
    page.locator("a[rel=prev]").click()
    page.wait_for_url(here)


def test_the_contents_lead_to_a_section(work: Page) -> None:
    entry = work.locator(".md-nav--secondary a[href^='#s']").last
    anchor = entry.get_attribute("href")
    assert anchor
    entry.click()
    expect(work).to_have_url(re.compile(f"{anchor}$"))
    expect(work.locator(anchor)).to_be_in_viewport()


def test_the_choice_of_language_works_and_is_kept(work: Page) -> None:
    translation = work.locator("h1 .sb-translation[lang=en]")
    expect(translation).to_be_visible()
    work.locator("input[data-sb-choice=shown][value=zh]").first.check(force=True)
    expect(translation).to_be_hidden()
    work.reload()
    expect(translation).to_be_hidden()


def test_a_term_is_explained_where_it_stands(work: Page) -> None:
    use = work.locator(".sb-term-use").first
    use.scroll_into_view_if_needed()
    use.focus()
    popover = work.locator("#sb-popover")
    expect(popover).to_be_visible()
    expect(popover).to_contain_text(re.compile("[A-Za-z]"))
    assert popover.evaluate("box => getComputedStyle(box).position") == "absolute", "it stands at its term"
    popover.locator(".sb-popover-more").click()
    work.wait_for_url("**/glossary/**")


def test_words_are_found_and_marked(work: Page, place: Place) -> None:
    work.keyboard.press("/")
    work.locator("#sb-search input[name=q]").fill("构建双循环")
    expect(work.locator("#sb-search [role=status]")).to_have_text("1 处 · 1 place")
    work.keyboard.press("Enter")
    mark = work.locator("mark.sb-found")
    expect(mark).to_have_text("构建“双循环")
    expect(mark).to_be_in_viewport()
    expect(work).to_have_url(re.compile(re.escape(place.page("works/carbon-trade-deficit/"))))


def test_a_page_can_be_printed(work: Page) -> None:
    paper = work.pdf()
    assert paper.startswith(b"%PDF")
    work.emulate_media(media="print")
    expect(work.locator("h1").first).to_be_visible()
    expect(work.locator(".md-header").first).to_be_hidden()
    expect(work.locator("#sb-search")).to_be_hidden()
