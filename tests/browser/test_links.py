"""The links of the seed: those its editor asked for, in both directions, and no others."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from shanben.library import build_library
from shanben.model.library import Library
from shanben.model.text import Origin
from shanben.settings import read_settings

PAPER, FEATURE, BRIEF = "biodiversity-conservation", "carbon-trade-deficit", "urumqi-air-quality"
MEASURES = tuple(f"p3-{number}" for number in range(2, 7))

# After the editor's list: inside a work, between works; a number is the paragraph's address.
WANTED = {
    (FEATURE, "p3-1", "以下五方面"): [(FEATURE, place) for place in MEASURES],
    (FEATURE, "p3-7", "以上五措"): [(FEATURE, place) for place in MEASURES],
    (FEATURE, "p3-1", "CBAM"): [(FEATURE, "p1-3")],
    (FEATURE, "p3-1", "对外贸易中的碳逆差"): [(FEATURE, "p1-2")],
    (FEATURE, "p3-4", "发达国家碳边境调节机制"): [(FEATURE, "p1-3")],
    (FEATURE, "p0-1", "外贸是"): [(FEATURE, "p2-1")],
    (FEATURE, "p2-1", "外贸是"): [(FEATURE, "p0-1")],
    (FEATURE, "p0-2", "碳排放"): [(FEATURE, "p1-1")],
    (FEATURE, "p1-1", "碳排放"): [(FEATURE, "p0-2")],
    (BRIEF, "p0-2", "《方案》"): [(BRIEF, "p0-1")],
    (BRIEF, "p0-3", "《方案》"): [(BRIEF, "p0-1")],
    (PAPER, "p4-1-3", "力争2030年前"): [(FEATURE, "p0-1")],
    (FEATURE, "p0-1", "力争于2030年前"): [(PAPER, "p4-1-3")],
    (PAPER, "p4-2-2", "共建“一带一路”"): [(FEATURE, "p3-6")],
    (FEATURE, "p3-6", "“一带一路”倡议"): [(PAPER, "p4-2-2")],
    (PAPER, "p4-2-3", "在“南南合作”框架下"): [(FEATURE, "p3-6")],
    (FEATURE, "p3-6", "气候变化南南合作"): [(PAPER, "p4-2-3")],
    (PAPER, "p4-1", "共同构建"): [(FEATURE, "p3-7")],
    (PAPER, "p-conclusion-2", "人与自然生命共同体"): [(FEATURE, "p3-7")],
    (FEATURE, "p3-7", "构建人与自然"): [(PAPER, "p4-1"), (PAPER, "p-conclusion-2")],
}


@pytest.fixture(scope="module")
def library(repository: Path) -> Library:
    """The library of this repository."""
    return build_library(repository, read_settings(None, lambda _: Origin("")))[0]


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    """A fresh window."""
    context = chromium.new_context(viewport={"width": 1280, "height": 900})
    yield context.new_page()
    context.close()


def test_the_links_an_editor_would_make_and_no_others(library: Library) -> None:
    found = []
    for work in library.works:
        texts = {block.id: work.text(block) for block in work.blocks()}
        for reference in work.references:
            inside = [(target.work, target.anchor) for target in reference.targets if target.work]
            words = texts[reference.block][reference.start : reference.end]
            starts = [start for at, block, start in WANTED if (at, block) == (work.id, reference.block)]
            start = next((start for start in starts if words.startswith(start)), words)
            if inside:
                found.append(((work.id, reference.block, start), inside))
    assert sorted(found) == sorted(WANTED.items())


def test_the_links_stand_on_the_pages_and_lead_to_their_paragraphs(
    page: Page, serve: Callable[[Path], str], built_site: Path
) -> None:
    site, opened = serve(built_site), ""
    for (work, block, _), targets in sorted(WANTED.items()):
        if work != opened:
            page.goto(f"{site}works/{work}/")
            opened = work
        hrefs = [link.evaluate("link => link.href") for link in page.locator(f"[id='{block}'] a").all()]
        there, anchor = targets[0]  # of a list announced, the first stands for all
        assert f"{site}works/{there}/#{anchor}" in hrefs, (block, hrefs)


def test_a_reader_follows_a_reference_and_comes_back(
    page: Page, serve: Callable[[Path], str], built_site: Path
) -> None:
    site = serve(built_site)
    page.goto(f"{site}works/{BRIEF}/")
    page.locator("a.sb-reference", has_text="《方案》").first.click()
    page.wait_for_url("**#p0-1")
    expect(page.locator(":target")).to_be_in_viewport()
    page.goto(f"{site}works/{PAPER}/")
    folded = page.locator(".sb-backlinks")
    expect(folded).to_have_count(1)
    folded.locator("summary").click()
    back = folded.locator("a[href*='#p']").first
    expect(back).to_be_visible()
    back.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**#p*")
    expect(page.locator(":target")).to_be_in_viewport()


def test_the_uses_of_a_term_lead_to_their_paragraphs(
    page: Page, serve: Callable[[Path], str], built_site: Path, library: Library
) -> None:
    site = serve(built_site)
    uses = [(work.id, use.block) for work in library.works for use in work.terms if use.term == "dual-circulation"]
    page.goto(f"{site}glossary/#dual-circulation")
    expect(page.locator(":target")).to_be_in_viewport()
    for work, block in uses:
        assert page.locator(f"a[href$='works/{work}/#{block}']").count() >= 1
    assert uses
