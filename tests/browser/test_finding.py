"""Finding one's way: contents of the whole work, keys, the present place, pinyin, and copying with a source."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

FEATURE = "works/carbon-trade-deficit/"


@pytest.fixture
def section(page: Page, lights: Path) -> Page:
    """The second of two pages of a work, opened from files."""
    page.goto(f"{lights.as_uri()}/works/lighthouse/2/index.html")
    return page


def test_one_key_or_click_shows_the_contents_of_the_whole_work(section: Page) -> None:
    dialog = section.get_by_role("dialog", name="目录 · Contents")
    section.keyboard.press("t")
    expect(dialog).to_be_visible()
    expect(dialog.locator("a > .sb-original")).to_have_text(
        ["修复海岸灯塔的报告", "一、灯塔的现状", "二、修复的办法", "（一）先修道路", "（二）再换灯器"]
    )
    expect(dialog.locator("a[aria-current]")).to_be_focused()
    section.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    section.get_by_role("link", name="全篇目录").click()
    dialog.get_by_role("link", name="一、灯塔的现状").click()
    section.wait_for_url("**/works/lighthouse/1/index.html#s1")


def test_without_scripts_the_button_leads_to_the_contents(lights: Path) -> None:
    html = (lights / "works/lighthouse/2/index.html").read_text(encoding="utf-8")
    assert '<a href="../" class="md-header__button md-icon sb-contents-open"' in html


def test_keys_turn_pages(page: Page, lights: Path, serve: Callable[[Path], str]) -> None:
    page.goto(serve(lights) + "works/lighthouse/2/")
    page.keyboard.press("p")
    page.wait_for_url("**/works/lighthouse/1/")
    page.keyboard.press("n")
    page.wait_for_url("**/works/lighthouse/2/")


def test_keys_mean_nothing_while_somebody_types(section: Page) -> None:
    section.keyboard.press("?")
    keys = section.get_by_role("dialog", name="按键 · Keys")
    expect(keys).to_be_visible()
    section.keyboard.press("Escape")
    expect(keys).to_be_hidden()
    section.keyboard.press("/")
    section.keyboard.type("t?pn")
    expect(section.locator("input[name=q]")).to_have_value("t?pn")
    expect(keys).to_be_hidden()
    expect(section.locator("#sb-outline")).to_be_hidden()
    assert "/2/" in section.url


def test_every_key_of_the_list_is_one_that_does_something(section: Page) -> None:
    section.locator(".sb-typography summary").click()
    section.get_by_role("button", name="按键 · Keys").click()
    keys = section.get_by_role("dialog", name="按键 · Keys")
    expect(keys.locator("kbd"), "no next page").to_have_text(["/", "s", "f", "t", "p", ",", "Esc", "?"])
    keys.get_by_role("button").click()
    expect(keys).to_be_hidden()


def test_a_hit_on_the_home_page_leads_home(page: Page, demo: Path, serve: Callable[[Path], str]) -> None:
    address = serve(demo)
    page.goto(f"{address}search/?q=写来给人试用")
    page.locator(".md-content [data-sb-hit]").last.click()
    page.wait_for_url(f"{address}?h=**")
    page.goto(f"{address}search/?q=石桥通车")
    expect(page.locator(".md-content [data-sb-hit]").first).to_be_visible()
    expect(page.locator(".md-content"), "titles that it lists are not its own words").not_to_contain_text("首页")


@pytest.mark.parametrize("key", ["/", "s", "f"])
def test_the_search_opens_by_its_keys(section: Page, key: str) -> None:
    section.keyboard.press(key)
    expect(section.locator("input[name=q]").first).to_be_focused()


def test_the_present_place_is_marked_while_scrolling(
    page: Page, built_site: Path, serve: Callable[[Path], str]
) -> None:
    page.goto(f"{serve(built_site)}{FEATURE}")
    marked = page.locator(".md-sidebar--secondary [aria-current=location]")
    for anchor in ("s2", "s3"):
        page.evaluate("id => document.getElementById(id).scrollIntoView()", anchor)
        expect(marked.last).to_have_attribute("href", f"#{anchor}")
    page.keyboard.press("t")
    expect(page.locator("#sb-outline a[aria-current]")).to_have_attribute("href", page.url.split("#")[0] + "#s3")


def test_a_short_last_section_has_its_turn(page: Page, lights: Path) -> None:
    page.set_viewport_size({"width": 1440, "height": 500})
    page.goto(f"{lights.as_uri()}/works/lighthouse/2/index.html")
    marked = page.locator(".md-sidebar--secondary [aria-current=location]")
    for anchor in ("s2-1", "s2-2"):
        page.evaluate("id => { location.hash = id }", anchor)
        expect(marked).to_have_attribute("href", f"#{anchor}")
    page.goto(f"{lights.as_uri()}/works/lighthouse/2/index.html")
    page.evaluate("scrollTo({top: document.body.scrollHeight, behavior: 'instant'})")
    expect(marked).to_have_attribute("href", "#s2-2")


def test_a_short_page_marks_its_first_place_until_it_is_scrolled(page: Page, demo: Path) -> None:
    """It can be scrolled by less than a window: the last place has its turn at the end, and not before."""
    page.set_viewport_size({"width": 1440, "height": 900})
    page.goto((demo / "works/by/issuer/index.html").as_uri())
    assert 0 < page.evaluate("document.documentElement.scrollHeight - innerHeight") < 300
    places = page.locator(".md-sidebar--secondary a")
    expect(places.first).to_have_attribute("aria-current", "location")
    page.evaluate("scrollTo({top: document.body.scrollHeight, behavior: 'instant'})")
    expect(places.last).to_have_attribute("aria-current", "location")


def test_pinyin_stands_over_headings_on_request_and_is_remembered(page: Page, built_site: Path) -> None:
    page.goto(f"{built_site.as_uri()}/{FEATURE}index.html")
    expect(page.locator("rt")).to_have_count(0)
    before = page.locator("#s2 .sb-original").text_content()
    page.locator(".sb-typography summary").click()
    page.locator("input[data-sb-choice=pinyin][value=on]").check()
    expect(page.locator("#s2 rt").nth(5)).to_have_text("chā")
    assert page.locator("#s2 rt").all_text_contents()[:6] == ["wǒ", "guó", "mào", "yì", "shùn", "chā"]
    page.locator("#s2 + .sb-mark a:first-child").click()
    expect(page.locator("#sb-citing blockquote")).to_have_text(before or "")
    page.goto(f"{built_site.as_uri()}/works/biodiversity-conservation/index.html")
    sounds = page.locator("#s4 rt")
    expect(sounds.nth(0), "the number has no pinyin").to_have_text("shēn")
    expect(sounds.nth(1)).to_have_text("huà")
    page.locator(".sb-typography summary").click()
    page.locator("input[data-sb-choice=pinyin][value=off]").check()
    expect(page.locator("rt")).to_have_count(0)


COPY = """block => {
  const range = document.createRange();
  range.selectNodeContents(document.querySelector(block));
  getSelection().removeAllRanges();
  getSelection().addRange(range);
  const event = new ClipboardEvent("copy", {clipboardData: new DataTransfer(), bubbles: true, cancelable: true});
  document.dispatchEvent(event);
  return event.clipboardData.getData("text/plain");
}"""


def test_a_long_passage_carries_its_source_where_the_reader_chose_so(page: Page, built_site: Path) -> None:
    page.goto(f"{built_site.as_uri()}/{FEATURE}index.html")
    assert page.evaluate(COPY, "#p2-1") == "", "the browser's own copy"
    page.locator(".sb-typography summary").click()
    page.locator("input[data-sb-choice=copy][value=source]").check()
    page.reload()
    copied = page.evaluate(COPY, "#p2-1").split("\n")
    text = page.locator("#p2-1").inner_text()
    assert copied[0] == text.strip()
    assert copied[-1].startswith("——《碳达峰碳中和必须关注我国的贸易碳逆差》，我国贸易顺差背后是贸易碳逆差，http")
    assert copied[-1].endswith("#p2-1")
    assert page.evaluate(COPY, "#s2 .sb-original") == "", "a few words are copied bare"
