"""The box in Material's header, the search page and the marks, on the real site."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Route, expect
from tests.axe import violations

from .conftest import CLIENT
from .test_client import HOSTILE

QUERY = "构建双循环"
STATUS = "#sb-search [role=status]"
INPUT = "#sb-search input[name=q]"


expect.set_options(timeout=20_000)


@pytest.fixture(scope="module")
def address(built_site: Path, serve: Callable[[Path], str]) -> str:
    return serve(built_site)


@pytest.fixture
def box(tab: Page, address: str) -> Page:
    tab.goto(address)
    return tab


def ask(tab: Page, query: str) -> None:
    tab.locator(INPUT).fill(query)
    expect(tab.locator(STATUS)).not_to_contain_text("输入词句")
    expect(tab.locator(STATUS)).not_to_contain_text("正在查找")


def test_keys_open_move_and_close(box: Page) -> None:
    box.keyboard.press("/")
    expect(box.locator(INPUT)).to_be_focused()
    box.keyboard.type(QUERY)
    expect(box.locator(STATUS)).to_have_text("1 处 · 1 place")
    expect(box.locator("#sb-search mark")).to_have_text("构建“双循环")
    links = box.locator("#sb-search a")
    box.keyboard.press("ArrowDown")
    expect(links.nth(0)).to_be_focused()
    box.keyboard.press("ArrowDown")
    expect(links.nth(1)).to_be_focused()
    box.keyboard.press("ArrowUp")
    box.keyboard.press("ArrowUp")
    expect(box.locator(INPUT)).to_be_focused()
    box.keyboard.press("Escape")
    expect(box.locator("#__search")).not_to_be_checked()
    expect(box.locator(INPUT)).not_to_be_focused()


def test_tab_reaches_the_results_only_while_they_are_shown(box: Page) -> None:
    region = box.get_by_role("region", name="搜索结果 · Results", include_hidden=True)
    region.evaluate("(region) => region.focus()")
    expect(region).not_to_be_focused()
    box.keyboard.press("/")
    ask(box, "的")
    box.keyboard.press("Tab")
    expect(region).to_be_focused()
    box.keyboard.press("PageDown")
    expect(region).to_be_focused()
    box.wait_for_function("document.querySelector('#sb-search [role=region]').scrollTop > 0")
    box.keyboard.press("Escape")
    expect(region).not_to_be_focused()


def test_enter_leads_to_the_marked_words(box: Page) -> None:
    box.keyboard.press("s")
    ask(box, QUERY)
    expect(box.locator(STATUS)).to_have_text("1 处 · 1 place")
    box.keyboard.press("Enter")
    mark = box.locator("mark.sb-found")
    expect(mark).to_have_text("构建“双循环")
    box.wait_for_function("`#${document.querySelector('mark.sb-found').closest('[id]').id}` === location.hash")
    expect(mark).to_be_in_viewport()


def test_groups_name_work_and_section_in_both_languages(box: Page) -> None:
    ask(box, QUERY)
    expect(box.locator("#sb-search h1")).to_contain_text("贸易碳逆差 · Carbon Peaking")
    expect(box.locator("#sb-search h2")).to_contain_text("策略 · How China Should Respond")


def test_a_hit_in_a_heading_names_it_once_and_one_in_a_title_is_the_title(box: Page) -> None:
    ask(box, "生物多样性")
    box.locator("#sb-search button", has_text="Headings").click()
    first = box.locator("#sb-search li.md-search-result__item").first
    expect(first.locator("h1 mark").first).to_have_text("生物多样性")
    expect(first.locator("a:has(p)").first).to_be_visible()
    for hit in first.locator("a:has(p)").all():
        words = " ".join(hit.locator("p").inner_text().split("·")[0].split()).strip("… ")
        assert words not in " ".join(hit.locator("h2").all_inner_texts())


def test_on_a_telephone_a_hit_takes_four_lines_at_most(box: Page, address: str) -> None:
    box.set_viewport_size({"width": 360, "height": 800})
    box.goto(f"{address}search/?q=%E7%94%9F%E7%89%A9%E5%A4%9A%E6%A0%B7%E6%80%A7")
    expect(box.locator(".sb-search-page__found mark").first).to_be_visible()
    lines = box.evaluate(  # in one step: the list is written anew while more is found
        """() => [...document.querySelectorAll(".sb-search-page__found a:has(p) article")].map((hit) =>
          [...hit.querySelectorAll("h2, p")]
          .reduce((sum, one) => sum + one.offsetHeight / parseFloat(getComputedStyle(one).lineHeight), 0))"""
    )
    assert len(lines) > 5
    assert max(lines) < 4.1


def test_an_address_without_a_page_is_no_dead_end(box: Page, address: str) -> None:
    box.goto(f"{address}404.html")
    ways = box.locator(".sb-ways a").evaluate_all("(all) => all.map((one) => one.getAttribute('href'))")
    assert ways == ["/.", "/works/", "/sources/"]
    box.locator(".sb-search-page input").fill(QUERY)
    expect(box.locator(".sb-search-page__found mark")).to_have_text("构建“双循环")


def test_approximate_hits_say_so_and_quoted_ones_do_not_exist(box: Page) -> None:
    ask(box, "新发展格具")
    expect(box.locator(STATUS)).to_contain_text("近似")
    expect(box.locator(".sb-search__label").first).to_have_text("近似 · approximate")
    ask(box, '"新发展格具"')
    expect(box.locator(STATUS)).to_have_text("没有找到 · Nothing found")


def test_filters_by_kind_and_work(box: Page) -> None:
    ask(box, "生物多样性")
    expect(box.locator("#sb-search h1").first).to_be_visible()
    everything = box.locator("#sb-search a").count()
    box.locator("#sb-search button", has_text="Headings").click()
    expect(box.locator("#sb-search button[aria-pressed=true]")).to_have_text("标题 · Headings")
    expect(box.locator("#sb-search a")).not_to_have_count(everything)
    box.locator("#sb-search select").select_option(index=1)
    expect(box.locator("#sb-search li.md-search-result__item")).to_have_count(1)


def test_history_is_kept_here_only(box: Page, address: str) -> None:
    asked: list[str] = []
    box.on("request", lambda request: asked.append(request.url))
    ask(box, QUERY)
    box.locator("#sb-search a").nth(1).click()
    box.wait_for_url("**/works/**")
    box.wait_for_timeout(
        250
    )  # for the theme closes the search an eighth of a second after a page with a place is there
    box.locator(INPUT).focus()
    expect(box.locator(".sb-search__history button").first).to_have_text(QUERY)
    box.locator(".sb-search__history button", has_text="Clear").click()
    expect(box.locator(".sb-search__history")).to_have_count(0)
    assert asked
    assert all(url.startswith(address) for url in asked)


def test_who_is_quicker_than_the_scripts_is_answered(box: Page) -> None:
    held: list[Route] = []
    box.route("**/javascripts/shanben.js*", lambda route: held.append(route))
    box.reload(wait_until="commit")
    box.locator(INPUT).focus()
    box.keyboard.type(QUERY)
    expect(box.locator("#sb-search mark")).to_have_count(0)
    held[0].continue_()
    expect(box.locator("#sb-search mark").first).to_be_visible()


def test_a_missing_shard_is_told(box: Page) -> None:
    box.route("**/search/t*.js*", lambda route: route.abort())
    ask(box, QUERY)
    expect(box.locator(STATUS)).to_contain_text("索引有缺损（t")


@pytest.mark.parametrize("width", [320, 1280])
def test_no_query_breaks_the_box(box: Page, width: int) -> None:
    faults: list[str] = []
    box.on("pageerror", lambda error: faults.append(error.message))
    box.set_viewport_size({"width": width, "height": 800})
    box.keyboard.press("/")
    for query in [*HOSTILE, "<img src=x onerror=alert(1)>", '"<b>双循环</b>"']:
        box.locator(INPUT).fill(query)
        box.wait_for_timeout(80)  # longer than the box waits for the next key
        expect(box.locator(STATUS)).not_to_contain_text("正在查找")
        assert box.locator("#sb-search [data-sb-search] img, #sb-search [data-sb-search] b").count() == 0
        box.wait_for_function("document.documentElement.scrollWidth <= innerWidth")
    ask(box, QUERY)
    expect(box.locator(STATUS)).to_have_text("1 处 · 1 place")
    assert faults == []


EMPTY, FOREIGN = "", "<!doctype html><title>404</title>"
UNREADABLE = 'shanben.shard("{name}",9,"utf-16le","!!!!")'


@pytest.mark.parametrize(
    ("shard", "damage"),
    [("main", UNREADABLE), ("main", FOREIGN), ("p0", None), ("t[0-9]+", None), ("works", UNREADABLE), ("works", EMPTY)],
)
def test_a_damaged_shard_is_told_and_the_rest_works(
    box: Page, built_site: Path, shard: str, damage: str | None
) -> None:
    def harm(route: Route) -> None:
        name = Path(route.request.url.partition("?")[0]).stem
        content = (built_site / "search" / f"{name}.js").read_text(encoding="utf-8")
        body = content[: len(content) // 2] if damage is None else damage.replace("{name}", name)
        route.fulfill(body=body, content_type="text/javascript")

    address = re.compile(rf"/search/{shard}\.js")
    box.route(address, harm)
    ask(box, "a b" if shard == "p0" else QUERY)  # Latin words stand in the first of the postings
    if shard == "works":
        box.locator("#sb-search select").select_option(index=1)
    expect(box.locator(STATUS)).to_have_text(re.compile(f"^索引有缺损（{shard}"))
    if shard in ("p0", "works"):
        ask(box, "生物多样性")
        expect(box.locator("#sb-search a").first).to_be_visible()
    box.unroute(address)
    ask(box, "构建双循")
    expect(box.locator("#sb-search mark").first).to_have_text("构建“双循")


def test_the_address_of_a_search(tab: Page, address: str) -> None:
    tab.goto(f"{address}search/?q=%E5%8F%8C%E5%BE%AA%E7%8E%AF")
    expect(tab.locator(".sb-search-page__found [role=status]")).to_contain_text("处")
    tab.locator(".sb-search-page input").fill("生物多样性")
    tab.wait_for_url("**/search/?q=%E7%94%9F*")
    expect(tab.locator(".sb-search-page__found h1").first).to_be_visible()


def test_from_a_folder(tab: Page, built_pages: Path) -> None:
    tab.goto((built_pages / "index.html").as_uri())
    ask(tab, QUERY)
    expect(tab.locator(STATUS)).to_have_text("1 处 · 1 place")
    tab.keyboard.press("Enter")
    expect(tab.locator("mark.sb-found")).to_have_text("构建“双循环")


def test_accessible_on_a_telephone(chromium: Browser, address: str) -> None:
    context = chromium.new_context(viewport={"width": 390, "height": 800})
    tab = context.new_page()
    tab.goto(address)
    tab.locator("header label[for=__search]").first.click()
    expect(tab.locator(INPUT)).to_be_focused()
    ask(tab, "生物多样性")
    expect(tab.locator("#sb-search a").first).to_be_visible()
    low = tab.evaluate(
        """() => [...document.querySelectorAll("#sb-search a, #sb-search button, #sb-search select, #sb-search input")]
          .map((one) => [one.textContent || one.name, one.getBoundingClientRect()])
          .filter(([, box]) => box.height < 44 || box.width < 44).map(([name]) => name)"""
    )
    assert low == []
    expect(tab.get_by_role("dialog", name="搜索 · Search")).to_have_count(1)
    assert violations(tab, "#sb-search", without=()) == []
    context.close()


@pytest.mark.parametrize(
    ("html", "words", "marks"),
    [
        ("<p id=p>为了<a href=#>保护河</a>流，改<b>善</b>水质</p>", ["保护河流，改善"], ["保护河", "流，改", "善"]),
        ("<p id=p>为了保护\n河流</p>", ["保护河流"], ["保护\n河流"]),
        ("<p id=p>河<ruby>流<rt>liú</rt></ruby>水</p>", ["河流水"], ["河", "流", "水"]),
        ("<p id=p>河流与河流</p>", ["河流", "与"], ["河流", "与"]),
        ("<p id=p>河流</p>", ["湖泊"], []),
        ("<p id=p>河流</p>", [""], []),
    ],
)
def test_marks_cross_inline_tags(
    tab: Page, tmp_path: Path, serve: Callable[[Path], str], html: str, words: list[str], marks: list[str]
) -> None:
    script = CLIENT[0].with_name("search-box.js").read_text(encoding="utf-8")
    (tmp_path / "javascripts").mkdir()
    (tmp_path / "javascripts" / "search-box.js").write_text(script, encoding="utf-8")
    (tmp_path / "index.html").write_text(
        f'<!doctype html><meta charset="utf-8">{html}<script src="javascripts/search-box.js"></script>',
        encoding="utf-8",
    )
    query = "&".join(f"h={word}" for word in words)
    tab.goto(f"{serve(tmp_path)}?{query}#p")
    assert tab.locator("mark.sb-found").evaluate_all("(all) => all.map((one) => one.textContent)") == marks
