"""The built site in a real Chromium, as a reader meets it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

SEED = "000_472e4490c209e15f"
WHITE_PAPER, FEATURE, BRIEF = "biodiversity-conservation", "carbon-trade-deficit", "urumqi-air-quality"


@pytest.fixture(scope="module")
def site(serve: Callable[[Path], str], built_site: Path) -> str:
    """The address of the built site."""
    return serve(built_site)


@pytest.fixture
def page(chromium: Browser, site: str) -> Iterator[Page]:
    """A fresh page; at its end nothing was asked of another host and no error was reported."""
    context = chromium.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    elsewhere: list[str] = []
    errors: list[str] = []
    page.on(
        "request",
        lambda sent: elsewhere.append(sent.url) if not sent.url.startswith((site, "data:", "blob:")) else None,
    )
    page.on("console", lambda said: errors.append(said.text) if said.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("requestfailed", lambda sent: errors.append(f"failed: {sent.url}") if sent.url.startswith(site) else None)
    page.on("response", lambda got: errors.append(f"{got.status} {got.url}") if got.status >= 400 else None)
    yield page
    context.close()
    assert elsewhere == []
    assert errors == []


def test_a_reader_goes_from_home_to_a_work_and_to_its_lines(page: Page, site: str) -> None:
    page.goto(site)
    cards = page.locator(".sb-cards a[href*='works/']")
    for title in ("中国的生物多样性保护", "碳达峰碳中和必须关注我国的贸易碳逆差", "乌鲁木齐强化今冬明春空气质量管理"):
        expect(cards.filter(has_text=title).first).to_be_visible()
    cards.filter(has_text="碳达峰").first.click()
    expect(page.locator("h1 .sb-original")).to_have_text("碳达峰碳中和必须关注我国的贸易碳逆差")
    page.locator(f".sb-mark a:nth-child(2)[href*='sources/{SEED}/']").first.click()
    page.wait_for_url("**/sources/**#L*")
    line = page.locator(":target")
    expect(line).to_be_in_viewport()
    line.locator("a[href*='/works/']").first.click()
    page.wait_for_url(f"**/works/{FEATURE}/#*")
    expect(page.locator(":target")).to_be_in_viewport()


def test_the_contents_lead_to_headings_and_run_in_headings(page: Page, site: str) -> None:
    page.goto(f"{site}works/{FEATURE}/")
    entry = page.locator(".md-nav--secondary a", has_text="五是加强国际和区域合作").locator("visible=true").first
    expect(entry).to_be_visible()
    entry.click()
    paragraph = page.locator("#p3-6")
    expect(paragraph).to_be_in_viewport()
    expect(paragraph.locator("strong")).to_have_text("五是加强国际和区域合作")
    page.locator(".md-nav--secondary a", has_text="我国贸易顺差背后").locator("visible=true").first.click()
    expect(page.locator("#s2")).to_be_in_viewport()


@pytest.mark.parametrize("work", [WHITE_PAPER, FEATURE, BRIEF])
def test_every_entry_of_the_contents_has_its_place(page: Page, site: str, work: str) -> None:
    page.goto(f"{site}works/{work}/")
    anchors = page.locator(".md-nav--secondary a[href^='#']").evaluate_all(
        "links => links.map(link => decodeURIComponent(link.hash.slice(1)))"
    )
    missing = page.evaluate("anchors => anchors.filter(anchor => !document.getElementById(anchor))", anchors)
    assert missing == []
    assert page.locator(".md-nav--secondary").get_by_text("上接三版").count() == 0


def test_the_contents_of_the_white_paper_hold_its_run_in_headings(page: Page, site: str) -> None:
    page.goto(f"{site}works/{WHITE_PAPER}/")
    text = page.locator(".md-nav--secondary").first.inner_text()
    for heading in ("三、提升生物多样性治理能力", "加强资金保障", "广泛开展双多边合作", "结束语"):
        assert heading in text


def test_the_navigation_holds_the_present_work_and_the_catalogue(page: Page, site: str) -> None:
    page.goto(f"{site}works/{FEATURE}/")
    links = page.locator(".md-nav--primary a[href]").evaluate_all("links => links.map(link => link.pathname)")
    works = {path for path in links if path.startswith("/works/")}
    assert works == {"/works/", f"/works/{FEATURE}/"}


def test_english_stands_beside_the_chinese_with_its_language(page: Page, site: str) -> None:
    page.goto(f"{site}works/{WHITE_PAPER}/")
    heading = page.locator("#s4")
    expect(heading.locator("[lang=en] .sb-words")).to_have_text(
        "IV. Further Global Cooperation on Biodiversity Conservation"
    )
    expect(heading.locator(".sb-original")).to_have_attribute("lang", "zh-Hans")


@pytest.mark.parametrize(
    "address", ["", "works/", f"works/{WHITE_PAPER}/", f"works/{BRIEF}/", f"sources/{SEED}/", "sources/"]
)
def test_a_telephone_scrolls_down_only(page: Page, site: str, address: str) -> None:
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(site + address)
    assert page.evaluate("document.scrollingElement.scrollWidth") <= 360


LIGHTNESS = """() => getComputedStyle(document.body).backgroundColor.match(/[\\d.]+/g).slice(0, 3)
  .reduce((sum, one) => sum + Number(one), 0)"""
DARKER = f"than => ({LIGHTNESS})() < than"


def test_the_page_turns_dark_and_stays_dark(page: Page, site: str) -> None:
    page.goto(f"{site}works/{FEATURE}/")
    body = page.locator("body")

    def lightness() -> float:
        """Of the ground behind the text, 0 to 765."""
        return float(page.evaluate(LIGHTNESS))

    expect(body).to_have_attribute("data-md-color-scheme", "default")
    light = lightness()
    page.locator("label[for^='__palette']").locator("visible=true").first.click()
    expect(body).to_have_attribute("data-md-color-scheme", "slate")
    page.wait_for_function(DARKER, arg=light / 2)
    page.route("**/bundle*.js", lambda route: route.fulfill(body=""))  # it runs when the page is painted already
    page.reload()
    expect(body).to_have_attribute("data-md-color-scheme", "slate")


def test_a_paragraph_is_set_the_way_chinese_is(page: Page, site: str) -> None:
    page.goto(f"{site}works/{FEATURE}/#p1-1")
    paragraph = page.locator("#p1-1")
    indent, size = paragraph.evaluate(
        "element => [getComputedStyle(element).textIndent, getComputedStyle(element).fontSize].map(parseFloat)"
    )
    assert indent == pytest.approx(2 * size, rel=0.05)
    assert page.evaluate("document.fonts.size") == 0  # no font is downloaded
    characters = paragraph.evaluate("element => element.clientWidth / parseFloat(getComputedStyle(element).fontSize)")
    assert 25 <= characters <= 50
