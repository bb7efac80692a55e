"""The reader's choices: languages of headings, typeface, size."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

SECTION = "works/lighthouse/2/"


@pytest.fixture(params=["file"])
def root(request: pytest.FixtureRequest, lights: Path, serve: Callable[[Path], str]) -> str:
    """The small site: as files, which is harder, except where a test asks for a server too."""
    return serve(lights) if request.param == "http" else f"{lights.as_uri()}/"


def address(root: str, path: str) -> str:
    return root + path + ("index.html" if root.startswith("file:") else "")


def choose(page: Page, value: str) -> None:
    page.locator(f"input[data-sb-choice][value='{value}']").check()


def test_one_switch_changes_headings_navigation_contents_and_breadcrumbs(page: Page, root: str) -> None:
    page.goto(address(root, SECTION))
    places = {
        "heading": page.locator("#s2"),
        "navigation": page.locator(".md-nav--primary .md-nav__item--active > a.md-nav__link--active").last,
        "breadcrumb": page.locator(".md-path__item").last,
        "previous": page.locator(".md-footer__link--prev .md-ellipsis"),
    }
    chinese = {
        "heading": "修复的办法",
        "navigation": "修复的办法",
        "breadcrumb": "修复海岸灯塔的报告",
        "previous": "灯塔的现状",
    }
    english = {
        "heading": "II. How to <Repair> Them",
        "navigation": "II. How to <Repair> Them",
        "breadcrumb": "Report on Repairing the Coastal Lights",
        "previous": "I. The State of the Lights",
    }
    for value, shows_chinese, shows_english in (("zh", True, False), ("zh en", True, True), ("en", False, True)):
        choose(page, value)
        for name, place in places.items():
            shown = place.inner_text()
            assert (chinese[name] in shown) is shows_chinese, (value, name, shown)
            assert (english[name] in shown) is shows_english, (value, name, shown)


def test_where_there_is_no_translation_the_chinese_stays(page: Page, root: str) -> None:
    page.goto(address(root, SECTION))
    choose(page, "en")
    expect(page.locator("#s2-1")).to_contain_text("先修道路")
    assert "先修道路" in page.locator(".md-sidebar--secondary .md-nav--secondary").inner_text()


@pytest.mark.parametrize("root", ["http", "file"], indirect=True)
def test_choices_are_remembered_and_stand_before_the_first_paint(page: Page, root: str) -> None:
    page.goto(address(root, SECTION))
    choose(page, "en")
    page.locator(".sb-typography summary").click()
    choose(page, "sans")
    choose(page, "large")
    # What the next page shows before any script at its end has run.
    page.route("**/shanben.js", lambda route: route.abort())
    page.route("**/bundle*.js", lambda route: route.abort())
    page.goto(address(root, "works/lighthouse/1/"))
    kept = page.evaluate("({...document.documentElement.dataset})")
    assert (kept["sbShown"], kept["sbFace"], kept["sbSize"]) == ("en", "sans", "large")
    expect(page.locator("#s1 .sb-original")).to_be_hidden()
    face = page.locator(".sb-paragraph").first.evaluate("e => getComputedStyle(e).fontFamily")
    assert "Sans" in face


def test_the_switch_works_by_keyboard_and_has_names(page: Page, root: str) -> None:
    page.goto(address(root, SECTION))
    group = page.get_by_role("group", name="语言 · Language")
    both = group.get_by_role("radio", name="双语")
    expect(both).to_be_checked()
    both.focus()
    page.keyboard.press("ArrowRight")
    expect(page.locator("#s2 .sb-original")).to_be_hidden()
    page.keyboard.press("ArrowLeft")
    expect(page.locator("#s2 .sb-original")).to_be_visible()


def test_the_panel_of_typefaces_closes_by_escape_and_gives_the_focus_back(page: Page, root: str) -> None:
    page.goto(address(root, SECTION))
    summary = page.locator(".sb-typography summary")
    summary.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("黑 · Sans")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_text("黑 · Sans")).to_be_hidden()
    expect(summary).to_be_focused()


def test_the_standing_of_a_translation_is_shown_with_its_source(page: Page, root: str) -> None:
    page.goto(address(root, "works/lighthouse/"))
    official = page.locator("#title .sb-badge")
    assert official.get_attribute("href") == "https://lights.example/report"
    page.goto(address(root, "works/lighthouse/1/"))
    press = page.locator("#s1 .sb-badge")
    assert (press.get_attribute("href"), press.inner_text()) == ("https://news.example/lights", "媒体译文")
    page.goto(address(root, SECTION))
    editorial = page.locator("#s2 .sb-badge")
    assert (editorial.get_attribute("href"), editorial.inner_text()) == (None, "试译")


def test_the_browsers_title_is_clean_and_in_both_languages(page: Page, root: str) -> None:
    page.goto(address(root, SECTION))
    assert page.title() == "二、修复的办法 · II. How to <Repair> Them · 修复海岸灯塔的报告 · 试验文集"
    label = page.locator(".md-footer__link--prev").get_attribute("aria-label")
    assert label == "上一页：一、灯塔的现状 · Previous: I. The State of the Lights"


def test_titles_of_hand_written_pages_follow_the_switch(page: Page, built_site: Path) -> None:
    page.goto(f"{built_site.as_uri()}/about/index.html")
    navigation = page.locator(".md-sidebar--primary")
    assert "说明" in navigation.inner_text()
    choose(page, "en")
    assert "说明" not in navigation.inner_text()
    assert "Guide" in navigation.inner_text()
    choose(page, "zh")
    assert "Guide" not in navigation.inner_text()
