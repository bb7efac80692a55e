"""The catalogue's filters, from files."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Page, expect


def test_filters_hide_what_does_not_fit_and_can_be_sent_on(page: Page, built_site: Path) -> None:
    address = f"{built_site.as_uri()}/works/index.html"
    page.goto(address)
    cards = page.locator(".wj-card:visible")
    expect(cards).to_have_count(3)
    page.get_by_label("体裁 Kind").select_option(index=1)
    expect(cards).to_have_count(1)
    expect(page.locator(".wj-count")).to_have_text("1 篇 · 1 work")
    sent = page.url
    page.goto("about:blank")
    page.goto(sent)
    expect(cards).to_have_count(1)
    page.get_by_label("体裁 Kind").select_option("")
    page.get_by_label("题名 Title").fill("urumqi")
    expect(cards).to_have_count(1)
    expect(cards).to_contain_text("乌鲁木齐")
    page.get_by_label("题名 Title").fill("没有这一篇")
    expect(cards).to_have_count(0)
    expect(page.locator(".wj-count")).to_have_text("0 篇 · 0 works")


def test_the_list_is_whole_without_scripts(lights: Path) -> None:
    html = (lights / "works/index.html").read_text(encoding="utf-8")
    assert html.count('class="wj-card"') == 2
    assert 'data-translated="some"' in html
    assert 'data-translated="none"' in html


def test_a_card_is_named_in_the_language_that_is_shown(page: Page, built_site: Path) -> None:
    page.goto(f"{built_site.as_uri()}/works/index.html")
    card = page.locator(".wj-card").first.get_by_role("link").first
    page.locator("input[data-wj-choice][value=en]").check()
    assert card.inner_text() == "Biodiversity Conservation in China"
    page.locator("input[data-wj-choice][value=zh]").check()
    assert card.inner_text() == "[中国的生物多样性保护]"
