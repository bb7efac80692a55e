"""Print: Chromium's own PDF of a work, read back as text."""

from __future__ import annotations

import io
import re
import subprocess
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page
from pypdf import PdfReader

WORK = "works/biodiversity-conservation/"


def printed(page: Page) -> list[str]:
    """The text of each page of the PDF, without white space and with every character in its usual form."""
    reader = PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True)))
    texts = (unicodedata.normalize("NFKC", one.extract_text()).replace("⺠", "民") for one in reader.pages)
    return [re.sub(r"\s", "", text) for text in texts]


@pytest.fixture(scope="module")
def long_work(
    tmp_path_factory: pytest.TempPathFactory,
    draw_library: Callable[..., Path],
    build: Callable[..., subprocess.CompletedProcess[str]],
) -> Path:
    """The site of a work of many printed pages, cut into a page for each of its nine sections."""
    lines = ["海上灯塔记", ""]
    for number in "一二三四五六七八九":
        lines += [f"{number}、第{number}座灯塔", ""]
        for count in range(9):
            lines += [f"第{number}座灯塔的第{count + 1}年，" + "守塔人每夜点灯，每日记下风向和过往的船只。" * 9, ""]
    folder = draw_library(tmp_path_factory.mktemp("print"), "", long_work=1000)
    (folder / "seeds/lamps.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")
    done = build(folder)
    assert done.returncode == 0, done.stdout + done.stderr
    return folder / "site"


def test_a_glossary_of_eighty_terms_prints_on_few_pages(page: Page, built_site: Path) -> None:
    page.goto(f"{built_site.as_uri()}/glossary/index.html")
    assert page.locator(".sb-term").count() >= 80
    assert len(printed(page)) <= 8


def test_an_entry_of_the_glossary_stands_in_one_column(page: Page, built_site: Path) -> None:
    """Wherever a column ends; the text flows through columns as high as a page, as it does on paper."""
    page.goto(f"{built_site.as_uri()}/glossary/index.html")
    page.emulate_media(media="print")
    parted = page.evaluate("""() => {
      const text = document.querySelector('.md-content__inner');
      const told = [];
      for (let height = 170; height < 250; height += 4) {
        text.style.cssText = `height: ${height}mm; width: 158mm; columns: 2; column-fill: auto`;
        for (const term of document.querySelectorAll('.sb-term')) {
          const boxes = [...term.getClientRects()];
          for (let next = term.nextElementSibling; next && next.matches('p, details'); next = next.nextElementSibling)
            boxes.push(...next.getClientRects());
          if (Math.max(...boxes.map((box) => box.left)) - boxes[0].left > 40) told.push(term.textContent);
        }
      }
      return told;
    }""")
    assert parted == []


@pytest.mark.parametrize(
    "address", ["glossary/", "glossary/by-en/", "glossary/uses/dukou/", "works/", "works/ferry-rules/versions/"]
)
def test_lists_of_ways_print_without_their_addresses(page: Page, demo: Path, address: str) -> None:
    """What is not printed is not numbered either."""
    page.goto(f"{demo.as_uri()}/{address}index.html")
    page.emulate_media(media="print")
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    assert page.locator(".sb-link-number").count() <= 1
    assert page.locator(".sb-link-number").count() == page.locator(".sb-link-number:visible").count()
    assert page.locator("article").locator("li:visible, td:visible, .sb-card:visible, .sb-term:visible").count() > 1, (
        "a page that prints nothing is no page"
    )


def test_a_work_prints_with_cover_contents_and_running_heads(page: Page, built_site: Path, site_name: str) -> None:
    page.goto(f"{built_site.as_uri()}/{WORK}index.html")
    cover, contents, *text = printed(page)
    for words in (
        "[中国的生物多样性保护](节选)",
        "BiodiversityConservationinChina",
        "[中华人民共和国国务院新闻办公室]",
        "[2021-10-08]",
        "000_472e4490c209e15f.txt",
        "https://shanben.example/works/biodiversity-conservation/",
    ):
        assert words in cover, words
    assert "目录·Contents" in contents
    for number, one in enumerate([contents, *text], start=2):
        assert one.startswith(f"[中国的生物多样性保护]{site_name.replace(' ', '')}{number}"), (
            "running head and page number"
        )
    whole = "".join(text)
    assert "加强资金保障。近年来,中国持续加大投入" in whole
    assert "[(二)强化能力保障]" in whole  # a number that is wider than the margin is not cut off
    for furniture in ("搜索", "¶", "行1–6", "上一页", "带走", "中/EN", "首页", "原文第"):
        assert furniture not in whole, furniture


def test_page_numbers_in_the_contents_are_those_of_the_pages(page: Page, long_work: Path) -> None:
    """Chromium has no target-counter: the numbers are counted, and must agree with what it then prints."""
    page.goto(f"{long_work.as_uri()}/works/lamps/whole/index.html")
    pages = printed(page)
    assert len(pages) > 15
    contents = pages[1]
    entry = r"([一二三四五六七八九])、第.座灯塔(\d+?)(?=[一二三四五六七八九]、|$)"
    told = {number: int(at) for number, at in re.findall(entry, contents)}
    assert list(told) == list("一二三四五六七八九")
    for number, at in told.items():
        stands = [place for place, one in enumerate(pages, start=1) if place > 2 and f"第{number}座灯塔的第1年" in one]
        assert stands[0] == at or f"{number}、第{number}座灯塔" in pages[at - 1], number
    assert all(f"第{number}座灯塔的第9年" in "".join(pages) for number in told), "the whole work, from one address"


def test_links_are_printed_as_notes(page: Page, built_site: Path) -> None:
    page.goto(f"{built_site.as_uri()}/works/carbon-trade-deficit/index.html")
    whole = "".join(printed(page)[2:])
    linked = page.locator("a.sb-reference").count()
    assert linked, "the seed's feature refers to another place"
    notes = re.findall(r"(\d+)https://shanben\.example/works/\S+?#", whole)
    assert notes[0].endswith("1")
    assert page.locator(".sb-link-notes").count() == 0, "and stand on paper only"


def test_a_page_of_one_section_prints_under_its_heading(page: Page, long_work: Path) -> None:
    page.goto(f"{long_work.as_uri()}/works/lamps/3/index.html")
    pages = printed(page)
    assert "目录·Contents" not in pages[0]
    assert pages[1].startswith("海上灯塔记三、第三座灯塔2")


def test_the_whole_text_is_one_click_from_the_works_first_page(page: Page, long_work: Path) -> None:
    page.goto(f"{long_work.as_uri()}/works/lamps/index.html")
    link = page.get_by_role("link", name="全文一页")
    assert link.get_attribute("href") == "whole/"
    whole = (long_work / "works/lamps/whole/index.html").read_text(encoding="utf-8")
    assert '<link rel="canonical" href="https://shanben.example/works/lamps/">' in whole
    assert "sb-mark" not in whole
    assert "sb-contents-open" in whole
