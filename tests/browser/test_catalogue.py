"""The catalogue's filters, from files."""

from __future__ import annotations

import gzip
import re
import shutil
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from playwright.sync_api import Page, expect


def test_filters_hide_what_does_not_fit_and_can_be_sent_on(page: Page, built_site: Path) -> None:
    address = f"{built_site.as_uri()}/works/index.html"
    page.goto(address)
    cards = page.locator(".sb-card:visible")
    expect(cards).to_have_count(3)
    page.get_by_label("体裁 · Kind").select_option(index=1)
    expect(cards).to_have_count(1)
    expect(page.locator(".sb-count")).to_have_text("1 篇 · 1 work")
    expect(page).to_have_url(re.compile("#kind="))
    sent = page.url
    page.goto("about:blank")
    page.goto(sent)
    expect(cards).to_have_count(1)
    page.get_by_label("体裁 · Kind").select_option("")
    page.get_by_label("题名 · Title").fill("urumqi")
    expect(cards).to_have_count(1)
    expect(cards).to_contain_text("乌鲁木齐")
    page.get_by_label("题名 · Title").fill("没有这一篇")
    expect(cards).to_have_count(0)
    expect(page.locator(".sb-count")).to_have_text("0 篇 · 0 works")


def test_a_title_is_found_in_either_script(page: Page, built_site: Path) -> None:
    page.goto(f"{built_site.as_uri()}/works/index.html")
    cards, title = page.locator(".sb-card:visible"), page.get_by_label("题名 · Title")
    for words in ("生物多样性", "生物多樣性"):
        title.fill(words)
        expect(cards).to_have_count(1)
        expect(cards).to_contain_text("生物多样性")


def test_a_choice_that_is_no_more_is_none(page: Page, built_site: Path) -> None:
    page.goto(f"{built_site.as_uri()}/works/index.html#kind=没有这一种")
    expect(page.locator(".sb-card:visible")).to_have_count(3)
    expect(page.get_by_label("体裁 · Kind")).to_have_value("")


def test_the_list_is_whole_without_scripts(lights: Path) -> None:
    html = (lights / "works/index.html").read_text(encoding="utf-8")
    assert html.count('class="sb-card"') == 2
    assert 'data-translated="some"' in html
    assert 'data-translated="none"' in html


def test_a_card_is_named_in_the_language_that_is_shown(page: Page, built_site: Path) -> None:
    page.goto(f"{built_site.as_uri()}/works/index.html")
    card = page.locator(".sb-card").first.get_by_role("link").first
    page.locator("input[data-sb-choice][value=en]").check()
    expect(card).to_have_text("Biodiversity Conservation in China", use_inner_text=True)
    page.locator("input[data-sb-choice][value=zh]").check()
    expect(card).to_have_text("[中国的生物多样性保护]", use_inner_text=True)


def test_works_are_sorted_and_the_order_can_be_sent_on(page: Page, built_site: Path) -> None:
    page.goto(f"{built_site.as_uri()}/works/index.html")
    cards = page.locator(".sb-card:visible")
    arranged = cards.all_text_contents()
    dates = {card.text_content(): card.get_attribute("data-date") or "" for card in cards.all()}
    sort = page.get_by_label("排序 · Sort")
    sort.focus()
    for _ in range(4):
        page.keyboard.press("ArrowDown")
    expect(sort).to_have_value("oldest")
    expect(page).to_have_url(re.compile("#sort=oldest$"))
    oldest = cards.all_text_contents()
    assert [dates[card] for card in oldest if dates[card]] == sorted(date for date in dates.values() if date)
    sent = page.url
    sort.select_option("sound")
    by_sound = [int(card.get_attribute("data-order") or -1) for card in cards.all()]
    assert by_sound == sorted(by_sound)
    sort.select_option("")
    expect(cards).to_have_text(arranged)
    page.goto("about:blank")
    page.goto(sent)
    expect(cards).to_have_text(oldest)


KINDS = ("法律", "条例", "通知", "白皮书", "报告")
FILTER = """([name, value]) => {
  const form = document.querySelector(".sb-filters");
  form.elements[name].value = value;
  form.dispatchEvent(new Event("input", {bubbles: true}));
  document.body.offsetHeight;
}"""
MOST_MILLISECONDS = 80
"""What one change of a filter may take of a processor: script, styles, layout. Others on the machine do not count."""


@pytest.fixture(scope="module")
def five_thousand(tmp_path_factory: pytest.TempPathFactory, built_site: Path) -> Path:
    """The built catalogue with 5,000 entries made after one of its own."""
    site = tmp_path_factory.mktemp("large") / "site"
    shutil.copytree(built_site, site, ignore=shutil.ignore_patterns("works", "sources", "search"))
    page = BeautifulSoup((built_site / "works/index.html").read_bytes(), "lxml")
    first, *others = page.select(".sb-card")
    model = str(first)
    cards = []
    for number in range(5000):
        card = model.replace("中国的生物多样性保护", f"第{number}号报告")
        card = re.sub(r'data-year="\d+"', f'data-year="{1950 + number % 77}"', card)
        card = re.sub(r'data-date="[^"]+"', f'data-date="{1950 + number % 77}-01-{1 + number % 28:02}"', card)
        card = re.sub(r'data-order="[^"]+"', f'data-order="{(number * 1237) % 5000}"', card)
        card = re.sub(r'data-issuer="[^"]+"', f'data-issuer="机关{number % 200}"', card)
        cards.append(re.sub(r'data-kind="[^"]+"', f'data-kind="{KINDS[number % 5]}"', card))
    for other in others:
        other.decompose()
    first.string = "CARDS"
    content = re.sub(r"<p[^>]*>CARDS</p>", lambda _: "\n".join(cards), str(page))
    (site / "works").mkdir()
    (site / "works/index.html").write_text(content, encoding="utf-8")
    return site


def test_five_thousand_works_are_filtered_at_once(page: Page, five_thousand: Path) -> None:
    file = five_thousand / "works/index.html"
    page.goto(file.as_uri())
    cards = page.locator(".sb-card:not([hidden])")
    expect(cards).to_have_count(200)
    page.get_by_role("button", name="200 more").click()
    expect(cards).to_have_count(400)
    changes = [("title", "第499"), ("title", ""), ("kind", "法律"), ("issuer", "机关5"), ("year", "1965"), ("kind", "")]
    orders = [("sort", name) for name in ("strokes", "sound", "newest", "oldest")]
    session = page.context.new_cdp_session(page)
    session.send("Performance.enable", {"timeDomain": "threadTicks"})

    def taken(change: tuple[str, str]) -> float:
        """The milliseconds of processor time that the page takes for a change."""
        before = busy()
        page.evaluate(FILTER, list(change))
        return (busy() - before) * 1000

    def busy() -> float:
        metrics = {one["name"]: one["value"] for one in session.send("Performance.getMetrics")["metrics"]}
        return float(metrics["TaskDuration"])

    def least(measured: list[tuple[str, str]]) -> list[float]:
        """What each of these changes takes at least, of three times: others on the machine slow a processor, too."""
        turns = []
        for _ in range(3):
            for name in ("title", "kind", "issuer", "year", "sort"):
                page.evaluate(FILTER, [name, ""])
            turns.append([taken(change) for change in measured])
        return [min(times) for times in zip(*turns, strict=True)]

    sorting, times = least(orders), least(changes)
    print(f"5,000 works: sorting takes {max(sorting):.0f} ms at most, a filter {max(times):.0f} ms;", end=" ")
    print(f"the page {len(gzip.compress(file.read_bytes(), 6)):,} bytes compressed")
    assert max(*times, *sorting) < MOST_MILLISECONDS
    fitting = [number for number in range(5000) if number % 200 == 5 and number % 77 == 15]
    expect(cards).to_have_count(len(fitting))
    expect(page.locator(".sb-count")).to_contain_text(f"{len(fitting)} 篇")
