"""Versions as a reader meets them: the note over an older text, two texts side by side or as one, from a folder."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

LIBRARY = """
    seeds/shores.txt
        南湖市湖滩管理条例
        （2001年3月5日南湖市第九届人民代表大会常务委员会第二次会议通过）
        第一条　为了规范湖滩的使用，保护湖水，制定本条例。
        第二条　任何人不得在湖滩上堆放垃圾、搭建窝棚，违者罚款。
        第三条　船只应当停靠在登记的码头，夜间应当点灯。
        第四条　本条例自2001年5月1日起施行。
    seeds/shores-new.txt
        南湖市湖滩管理条例
        （2001年3月5日南湖市第九届人民代表大会常务委员会第二次会议通过
        2015年9月30日南湖市第十三届人民代表大会常务委员会第九次会议修订）
        第一条　为了规范湖滩的使用，保护湖水，制定本条例。
        第二条　收割芦苇应当留出鸟类繁殖的地段，由湖务站划定。
        第三条　任何人不得在湖滩上堆放垃圾、搭建窝棚或者停放车辆。
        第四条　船只应当停靠在登记的码头，夜间应当点灯。
        第五条　本条例自2015年12月1日起施行。
    seeds/decision.txt
        南湖市人民代表大会常务委员会关于修改《南湖市湖滩管理条例》的决定
        （2015年9月30日南湖市第十三届人民代表大会常务委员会第九次会议通过）
        一、第二条增加“或者停放车辆”。
        二、本决定自公布之日起施行。
"""
COMPARED = "works/shores/versions/2001-03-05_2015-09-30/index.html"


@pytest.fixture(scope="module")
def shores(
    tmp_path_factory: pytest.TempPathFactory,
    draw_library: Callable[..., Path],
    build: Callable[..., subprocess.CompletedProcess[str]],
) -> str:
    """The address, in a folder, of the site of a library with two texts of one law."""
    folder = draw_library(tmp_path_factory.mktemp("shores"), LIBRARY)
    done = build(folder)
    assert done.returncode == 0, done.stdout + done.stderr
    return (folder / "site").as_uri() + "/"


def test_the_head_of_a_printed_page_says_its_title_in_one_language(shores: str, page: Page) -> None:
    page.goto(shores + COMPARED)
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    head = page.evaluate("JSON.parse(document.documentElement.style.getPropertyValue('--sb-running'))")
    assert head == page.locator("h1").inner_text().strip()


def test_titles_and_tallies_stand_in_every_language_that_was_chosen(page: Page, demo: Path) -> None:
    overview, compared = (f"{demo.as_uri()}/works/ferry-rules/versions/{path}index.html"
                          for path in ("", "2016-03-10_2022-09-20/"))  # fmt: skip
    days = "2016-03-10 → 2022-09-20"
    chinese, english = "云溪县渡口管理办法：", "Rules of Yunxi County on Ferry Landings: "
    told, said = "未改 5 · 修改 9 · 新增 1", "5 unchanged, 9 changed, 1 new"
    for languages, tally in (("zh en", f"{told} — {said}"), ("zh", told), ("en", said)):
        page.goto(overview)
        page.evaluate("shown => document.documentElement.dataset.sbShown = shown", languages)
        both = {"zh": f"{chinese}各版本", "en": f"{english}all versions"}
        assert page.locator("h1").inner_text().split("\n") == [both[one] for one in languages.split()]
        assert page.locator(".sb-version-pairs .sb-about").inner_text() == tally
        page.goto(compared)
        page.evaluate("shown => document.documentElement.dataset.sbShown = shown", languages)
        both = {"zh": chinese + days, "en": english + days}
        assert page.locator("h1").inner_text().split("\n") == [both[one] for one in languages.split()]
        page.evaluate("dispatchEvent(new Event('beforeprint'))")
        head = page.evaluate("JSON.parse(document.documentElement.style.getPropertyValue('--sb-running'))")
        assert head == page.locator("h1").inner_text().split("\n")[0], "of a printed page, in one language"


def test_the_contents_of_a_comparison_speak_the_languages_that_are_shown(shores: str, page: Page) -> None:
    page.set_viewport_size({"width": 1440, "height": 800})
    page.goto(shores + COMPARED)
    entry = page.locator(".md-sidebar--secondary a[href='#row-art-3']")
    shown = {}
    for languages in ("zh en", "zh", "en"):
        page.evaluate("shown => document.documentElement.dataset.sbShown = shown", languages)
        shown[languages] = entry.inner_text().split("\n")
    chinese, english = "第三条 修改", "Article 3, changed"
    assert shown == {"zh en": [chinese, english], "zh": [chinese], "en": [english]}


def test_a_reader_of_an_older_text_is_led_to_the_same_article_of_the_current_one(shores: str, page: Page) -> None:
    page.goto(f"{shores}works/shores/2001-03-05/index.html")
    note = page.locator(".sb-version-note")
    assert "2001-03-05" in note.inner_text()
    assert note.bounding_box()["y"] < 400  # type: ignore[index]
    now = page.locator(".sb-now").nth(1)
    assert now.get_attribute("href") in ("../#art-3", "../index.html#art-3")
    titles = page.title(), page.locator("h1").inner_text()
    assert "（2001-03-05）" in titles[0]
    assert titles[1] == "南湖市湖滩管理条例"


@pytest.mark.parametrize("style", ["gbt", "chicago", "bibtex", "ris", "csl", "quote"])
def test_what_is_cited_of_the_current_text_stays_when_another_is_current(shores: str, page: Page, style: str) -> None:
    page.goto(f"{shores}works/shores/index.html#p3")
    page.locator(".md-content__inner .sb-mark a:first-child").nth(3).evaluate("mark => mark.click()")
    page.locator(f"input[name=sb-style][value={style}]").check()
    text = page.get_by_label("引用文字").input_value()
    place = page.locator("#sb-citing [data-sb-permalink]").get_attribute("href")
    assert f"/works/shores/2015-09-30/{place}" in text.replace("/index.html#", "/#")
    page.goto(f"{shores}works/shores/2015-09-30/index.html{place}")
    expect(page).to_have_url(f"{shores}works/shores/index.html{place}")


def test_what_is_cited_of_an_older_text_is_its_own_address(shores: str, page: Page) -> None:
    page.goto(f"{shores}works/shores/2001-03-05/index.html")
    page.locator(".md-content__inner .sb-mark a:first-child").nth(2).evaluate("mark => mark.click()")
    expect(page.get_by_label("引用文字")).to_have_value(re.compile("/works/shores/2001-03-05/(index.html)?#"))


def test_a_bookmark_of_the_current_text_stays_when_another_is_current(shores: str, page: Page) -> None:
    page.goto(f"{shores}works/shores/index.html")
    page.locator(".md-content__inner .sb-mark a:first-child").nth(2).evaluate("mark => mark.click()")
    page.locator("[data-sb-bookmark]").click()
    expect(page.locator("#sb-citing [role=status]")).to_contain_text("已加书签")
    kept = page.evaluate("Object.values(localStorage).join()")
    assert "works/shores/2015-09-30/index.html#" in kept


def test_a_title_of_one_phrase_ends_its_line_behind_the_colon(shores: str, page: Page) -> None:
    page.set_viewport_size({"width": 360, "height": 800})
    page.goto(f"{shores}works/shores/versions/history/index.html")
    page.evaluate("""() => {
      const title = document.querySelector("h1");
      while (!title.firstChild.matches?.(".sb-zh")) title.firstChild.remove();
      title.prepend("烈士褒扬条例");
    }""")
    lines = page.evaluate("""() => {
      const walker = document.createTreeWalker(document.querySelector("h1"), NodeFilter.SHOW_TEXT);
      const range = document.createRange(), lines = [];
      let last = null;
      while (walker.nextNode()) for (let at = 0; at < walker.currentNode.length; at++) {
        range.setStart(walker.currentNode, at);
        range.setEnd(walker.currentNode, at + 1);
        const box = range.getBoundingClientRect();
        if (!box.width) continue;
        if (last === null || box.top > last + 5) lines.push("");
        last = box.top;
        lines[lines.length - 1] += range.toString();
      }
      return lines;
    }""")
    assert lines == ["烈士褒扬条例：", "各条沿革"]


def test_nothing_is_wider_than_a_phone_without_scripts(shores: str, chromium: Browser) -> None:
    context = chromium.new_context(viewport={"width": 360, "height": 800}, java_script_enabled=False)
    page = context.new_page()
    page.goto(shores + COMPARED)
    assert page.evaluate("document.documentElement.scrollWidth") == 360
    context.close()


@pytest.mark.parametrize(("width", "beside"), [(1440, True), (360, False)])
def test_side_by_side_where_there_is_room(shores: str, page: Page, width: int, beside: bool) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(shores + COMPARED)
    changed = page.locator("#row-art-3")
    before, after = (changed.locator(f".sb-pair-{side}").bounding_box() for side in ("before", "after"))
    assert before
    assert after
    assert (before["y"] == after["y"]) is beside
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert changed.locator("ins").first.inner_text() == "或者停放车辆"
    assert page.locator("#row-art-2").get_attribute("data-fate") == "new"
    assert page.locator("#row-art-4").get_attribute("data-fate") == "renumbered"


def test_redline_without_a_script_and_by_the_keyboard(shores: str, chromium: Browser) -> None:
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(shores + COMPARED)
    row = page.locator("#row-art-3")
    assert row.locator(".sb-pair-after del").first.is_hidden()
    assert row.locator(".sb-pair-after").inner_text().strip() == "任何人不得在湖滩上堆放垃圾、搭建窝棚或者停放车辆。"
    page.locator("#sb-view-sides").focus()
    page.keyboard.press("ArrowRight")
    assert row.locator(".sb-pair-after del").first.is_visible()
    assert row.locator(".sb-pair-before").is_hidden()
    shown = row.locator(".sb-pair-after").inner_text().strip()
    assert shown == "任何人不得在湖滩上堆放垃圾、搭建窝棚，违者罚款或者停放车辆。"
    context.close()


def test_the_dated_address_of_the_current_text_leads_to_it(shores: str, page: Page) -> None:
    page.goto(f"{shores}works/shores/2015-09-30/index.html#art-3")
    page.wait_for_url("**/works/shores/**#art-3")
    assert page.locator(".sb-version-note").inner_text().startswith("现行文本")


def test_a_decision_of_amendment_leads_to_what_it_changed_and_back(
    shores: str, chromium: Browser, serve: Callable[[Path], str]
) -> None:
    root = serve(Path(shores.removeprefix("file://")))
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.set_default_timeout(5000)
    page.goto(f"{root}works/decision/")
    page.get_by_role("link", name="对照 · compare").click()
    page.wait_for_url(root + COMPARED.removesuffix("index.html"))
    page.goto(f"{root}works/shores/")
    page.locator(".sb-backlinks", has_text="由此修改").get_by_role("link").first.click()
    page.wait_for_url(f"{root}works/decision/")
    page.get_by_role("link", name="南湖市湖滩管理条例（2015-09-30）").first.click()
    page.wait_for_url(f"{root}works/shores/")
    context.close()


def test_two_texts_print_beside_each_other_without_controls(shores: str, page: Page) -> None:
    page.goto(shores + COMPARED)
    page.emulate_media(media="print")
    assert page.locator("label[for=sb-view-redline]").is_hidden()
    assert page.locator("#row-art-3 .sb-pair-before").is_visible()
    assert page.locator("#row-art-3 del").last.is_hidden()
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    assert page.locator(".sb-link-number").count() == 0  # an address at every article would bury what they say


def before(page: Page, selector: str, what: str) -> str:
    """What a style says of the mark before an element."""
    return str(
        page.locator(selector).last.evaluate("(element, what) => getComputedStyle(element, '::before')[what]", what)
    )


@pytest.mark.parametrize(("width", "says"), [(360, True), (768, True), (1440, False)])
def test_two_texts_below_each_other_say_which_is_which(page: Page, demo: Path, width: int, says: bool) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.goto((demo / "works/ferry-rules/versions/2016-03-10_2022-09-20/index.html").as_uri())
    for side in (".sb-pair-before", ".sb-pair-after"):
        assert (before(page, side, "content") != "none") is says
    assert before(page, ".sb-fate-new .sb-pair-before", "content") == "none", "what is not there needs no name"
    page.locator("#sb-view-redline").check()
    assert before(page, ".sb-pair-after", "content") == "none", "one text of both needs no name"


def test_the_arrow_of_a_path_is_not_squeezed_by_a_long_name(page: Page, demo: Path) -> None:
    page.set_viewport_size({"width": 1440, "height": 800})
    page.goto((demo / "works/ferry-rules/versions/index.html").as_uri())
    wide = before(page, ".md-path__item", "width")
    page.set_viewport_size({"width": 360, "height": 800})
    assert before(page, ".md-path__item", "width") == wide
