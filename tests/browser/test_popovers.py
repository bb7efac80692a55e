"""What a marked term means, shown where it stands: by mouse, keyboard and touch, from a server and from a folder."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

FUND = "国家绿色发展基金"
MEANING = "National Green Development Fund"


WORK = "works/biodiversity-conservation/"


@pytest.fixture
def address(serve: Callable[[Path], str], built_site: Path) -> str:
    """The white paper's page on a server."""
    return serve(built_site) + WORK


@pytest.fixture
def page(chromium: Browser, address: str) -> Iterator[Page]:
    """The page in a window with a mouse."""
    context = chromium.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    page.goto(address)
    yield page
    context.close()


def test_the_mouse_shows_it_and_may_move_into_it(page: Page) -> None:
    link = page.locator("a.sb-term-use", has_text=FUND).first
    popover = page.get_by_role("tooltip")
    link.hover()
    expect(popover).to_be_visible()
    expect(popover).to_contain_text(FUND)
    expect(popover).to_contain_text(MEANING, ignore_case=True)
    popover.get_by_role("link").hover()
    page.wait_for_timeout(400)
    expect(popover).to_be_visible()
    page.mouse.move(5, 5)
    expect(popover).to_be_hidden()


def test_focus_shows_it_in_a_folder_too(page: Page, built_site: Path) -> None:
    page.goto((built_site / WORK / "index.html").as_uri())
    page.locator("a.sb-term-use", has_text=FUND).first.focus()
    expect(page.get_by_role("tooltip")).to_contain_text(MEANING, ignore_case=True)


def test_it_stays_inside_the_window(page: Page) -> None:
    for link in page.locator("a.sb-term-use").all()[:12]:
        link.scroll_into_view_if_needed()
        link.hover()
        popover = page.get_by_role("tooltip")
        expect(popover).to_be_visible()
        box = popover.bounding_box()
        assert box is not None
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= 1280
        page.keyboard.press("Escape")


def test_focus_shows_it_escape_closes_it_and_the_focus_stays(page: Page) -> None:
    link = page.locator("a.sb-term-use", has_text=FUND).first
    link.focus()
    popover = page.get_by_role("tooltip")
    expect(popover).to_be_visible()
    page.keyboard.press("Escape")
    expect(popover).to_be_hidden()
    expect(link).to_be_focused()


def test_a_screen_reader_hears_the_meaning(page: Page) -> None:
    for link in page.locator("a.sb-term-use").all():
        gloss = page.locator(f"[id='{link.get_attribute('aria-describedby')}']")
        assert gloss.count() == 1
        assert (link.text_content() or "").strip()
        assert (gloss.text_content() or "").strip()
    described = page.locator("a.sb-term-use", has_text=FUND).first
    expect(described).to_have_accessible_description(re.compile(f"{FUND}.*{MEANING}", re.IGNORECASE | re.DOTALL))


def test_a_tap_shows_it_and_the_next_tap_follows(chromium: Browser, address: str) -> None:
    context = chromium.new_context(viewport={"width": 390, "height": 800}, has_touch=True, is_mobile=True)
    page = context.new_page()
    page.goto(address)
    link = page.locator("a.sb-term-use", has_text=FUND).first
    link.scroll_into_view_if_needed()
    link.tap()
    popover = page.get_by_role("tooltip")
    expect(popover).to_be_visible()
    assert "glossary" not in page.url
    page.locator("h1").first.scroll_into_view_if_needed()
    page.locator("h1").first.tap()
    expect(popover).to_be_hidden()
    link.tap()
    expect(popover).to_be_visible()
    link.tap()
    page.wait_for_url("**/glossary/**#*")
    context.close()


def test_a_finger_works_the_switch_and_follows_a_backlink(chromium: Browser, address: str) -> None:
    context = chromium.new_context(viewport={"width": 390, "height": 800}, has_touch=True, is_mobile=True)
    page = context.new_page()
    page.goto(address)
    heading = page.locator("#s4")
    for name, chinese, english in (
        ("zh", True, False),
        ("en", False, True),
        ("zh en", True, True),
    ):
        page.locator("label", has=page.locator(f"[data-sb-choice=shown][value='{name}']")).tap()
        expect(heading.locator(".sb-original")).to_be_visible(visible=chinese)
        expect(heading.locator(".sb-translation").first).to_be_visible(visible=english)
    page.locator(".sb-backlinks summary").tap()
    back = page.locator(".sb-backlinks a[href*='#p']").first
    back.scroll_into_view_if_needed()
    there = back.get_attribute("href") or ""
    back.tap()
    page.wait_for_url(f"**{there.rpartition('#')[1]}{there.rpartition('#')[2]}")
    context.close()
