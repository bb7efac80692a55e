"""The catalogue, groups and versions follow a reader's choice of script, each word by the language it stands in."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

LIBRARY = """
    seeds/hair.txt
        南湖市理发馆管理条例
        （2001年3月5日南湖市第九届人民代表大会常务委员会第二次会议通过）
        第一条　为了头发整齐，发展理发事业，制定本条例。
        第二条　皇后的头发应当在后院晾干，里面不得晾面条。
        第三条　本条例自2001年5月1日起施行。
    seeds/hair-new.txt
        南湖市理发馆管理条例
        （2001年3月5日南湖市第九届人民代表大会常务委员会第二次会议通过
        2015年9月30日南湖市第十三届人民代表大会常务委员会第九次会议修订）
        第一条　为了头发整齐，发展理发事业，制定本条例。
        第二条　皇后的头发应当在后院晒干，里面不得晾面条、干菜。
        第三条　本条例自2015年12月1日起施行。
    seeds/paper.txt
        北澤縣造紙作坊管理辦法
        （中華民國九十年三月五日北澤縣政府發布）
        第一條　為管理造紙作坊，製作紙張，訂定本辦法。
        第二條　作坊應於後院晾紙，裡面不得晾麵條。
        第三條　本辦法自發布日施行。
"""
COMPARED = "works/hair/versions/2001-03-05_2015-09-30/index.html"


@pytest.fixture(scope="module")
def hair(
    tmp_path_factory: pytest.TempPathFactory,
    draw_library: Callable[..., Path],
    build: Callable[..., subprocess.CompletedProcess[str]],
) -> str:
    folder = draw_library(tmp_path_factory.mktemp("hair"), LIBRARY)
    done = build(folder)
    assert done.returncode == 0, done.stdout + done.stderr
    return (folder / "site").as_uri() + "/"


def choose(page: Page, form: str) -> None:
    page.locator(".sb-typography summary").click()
    page.locator(f"label:has(> input[data-sb-choice=script][value={form}])").click()
    page.keyboard.press("Escape")


@pytest.mark.parametrize("width", [360, 1440])
def test_a_comparison_is_shown_in_another_script(hair: str, page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(hair + COMPARED)
    choose(page, "t")
    changed = page.locator("#row-art-2")
    expect(changed.locator(".sb-pair-before")).to_have_text("皇后的頭髮應當在後院晾乾，裏面不得晾麪條。")
    expect(changed.locator(".sb-pair-after ins").first).to_have_text("曬")
    expect(changed.locator(".sb-pair-after")).to_contain_text("乾菜")
    expect(changed.locator(".sb-pair-after")).to_have_attribute("lang", "zh-Hant")
    expect(page.locator("h1")).to_contain_text("南湖市理髮館管理條例")
    expect(page.locator(".sb-script-note")).to_contain_text("OpenCC")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    choose(page, "own")
    expect(changed.locator(".sb-pair-before")).to_have_text("皇后的头发应当在后院晾干，里面不得晾面条。")
    expect(changed.locator(".sb-pair-after")).to_have_attribute("lang", "zh-Hans")
    expect(page.locator(".sb-script-note")).to_have_count(0)


@pytest.mark.parametrize("path", ["works/hair/versions/index.html", "works/hair/versions/history/index.html"])
def test_the_other_pages_of_versions_are(hair: str, page: Page, path: str) -> None:
    page.goto(hair + path)
    choose(page, "tw")
    expect(page.locator("h1")).to_contain_text("南湖市理髮館管理條例")


def test_each_entry_of_the_catalogue_is_read_in_the_script_it_is_printed_in(hair: str, page: Page) -> None:
    page.goto(hair + "works/index.html")
    cards = page.locator(".sb-card")
    choose(page, "t")
    expect(cards.filter(has_text="理髮館")).to_have_count(1)
    expect(cards.filter(has_text="北澤縣造紙作坊管理辦法")).to_have_count(1)
    choose(page, "s")
    expect(cards.filter(has_text="南湖市理发馆管理条例")).to_have_count(1)
    expect(cards.filter(has_text="北泽县造纸作坊管理办法")).to_have_count(1)
    choose(page, "own")
    expect(cards.filter(has_text="北澤縣造紙作坊管理辦法")).to_have_count(1)


def test_filters_find_and_restore_what_is_shown_in_another_script(hair: str, page: Page) -> None:
    page.goto(hair + "works/index.html")
    choose(page, "t")
    title, cards = page.locator("input[name=title]"), page.locator(".sb-card")
    expect(cards.filter(has_text="理髮館")).to_have_count(1)
    issuers = page.locator("select[name=issuer] option")
    expect(issuers.nth(1)).to_have_attribute("label", re.compile("人民代表大會|北澤縣"))
    expect(page.locator(".sb-filters label").first).to_contain_text("題名")
    title.fill("造紙")
    expect(cards).to_have_count(1)
    choose(page, "own")  # while an entry that was converted is out of the page
    title.fill("")
    expect(cards.filter(has_text="南湖市理发馆管理条例")).to_have_count(1)
    expect(page.locator(".sb-filters label").first).to_contain_text("题名")
    expect(page.locator("select[name=issuer] option[label*=會]")).to_have_count(0)
    title.fill("理髮")
    expect(cards).to_have_count(1)
    choose(page, "t")
    title.fill("")
    expect(cards.filter(has_text="南湖市理髮館管理條例")).to_have_count(1)
