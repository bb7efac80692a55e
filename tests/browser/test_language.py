"""One language at a time: what a reader sees, and what is read out, where only Chinese or only English was chosen."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

PAGES = ("works/", "works/lighthouse/", "works/lighthouse/1/", "works/harbour/", "sources/", "search/", "bookmarks/")

# What is seen of the page's furniture, and the names of what is there: no words of sources, titles, files.
FURNITURE = """() => {
  const OTHERS = [
    ".sb-heading", ".sb-paragraph", ".sb-contents a", ".sb-card > a", ".sb-original", "code", "td:first-child > a",
    ".md-logo", ".md-header__topic", "[for=__drawer]", ".sb-choices", ".md-footer__link",
    ".sb-facts li > :not(.sb-fact)", ".md-nav__link", ".md-path__link",
    ".sb-about", "script", "style", "noscript", ".sb-cover", "select", ".sb-mark a", ".md-nav--secondary li",
    ".md-nav__item li", ".md-path__item:last-child"
  ].join();
  const seen = [];
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walk.nextNode(); node; node = walk.nextNode()) {
    const box = node.parentElement;
    if (node.data.trim() && !box.closest(OTHERS) && box.checkVisibility()) seen.push(node.data.trim());
  }
  for (const box of document.querySelectorAll("[aria-label], [placeholder]"))
    if (!box.closest(OTHERS) && box.checkVisibility()) seen.push(box.getAttribute("aria-label") || box.placeholder);
  return seen;
}"""
LATIN = re.compile(r"[A-Za-z]{3,}")
HAN = re.compile(r"[\u3400-\u9fff]")
NAMES = re.compile(
    r"试验文集|OpenCC|JavaScript|sha256|utf-8|EPUB|JSON|Markdown|第十二条|389条|tandafeng|title|article|CBAM|.*\.(?:txt|yml).*"
)


@pytest.fixture
def root(lights: Path) -> str:
    """The small site, as files."""
    return f"{lights.as_uri()}/"


CHOICES = (("zh", LATIN), ("en", HAN))
"""A language that can be chosen alone, and what is foreign to it."""


def choose(page: Page, shown: str) -> None:
    page.locator(f"label:has([data-sb-choice=shown][value={shown}])").first.click()
    page.wait_for_function("shown => document.documentElement.dataset.sbShown === shown", arg=shown)


@pytest.mark.parametrize("path", PAGES)
def test_furniture_speaks_the_language_that_was_chosen(page: Page, root: str, path: str) -> None:
    page.goto(f"{root}{path}index.html")
    for shown, foreign in CHOICES:
        choose(page, shown)
        assert [one for one in page.evaluate(FURNITURE) if foreign.search(NAMES.sub("", one))] == []


OF_THE_DEMONSTRATION = (
    "works/", "works/by/issuer/", "works/by/year/", "works/by/title/", "collections/rules/", "collections/river/",
    "works/ferry-rules/", "works/ferry-rules/2016-03-10/", "works/ferry-rules/versions/",
    "works/ferry-rules/versions/history/", "works/ferry-rules/versions/2016-03-10_2022-09-20/",
)  # fmt: skip
# On pages about versions and groups everything is furniture but what the texts say.
TEXTS = "'.md-nav--primary label, .sb-take-along, .sb-pair-sides > [role], .sb-pair-both, .sb-item, .sb-note'"
ALL_BUT_TEXTS = FURNITURE.replace("const OTHERS = [", f"const OTHERS = [{TEXTS}, ")
for told in (".sb-about", ".sb-card > a", ".sb-facts li > :not(.sb-fact)"):
    ALL_BUT_TEXTS = ALL_BUT_TEXTS.replace(f'"{told}", ', "")


@pytest.mark.parametrize("path", OF_THE_DEMONSTRATION)
def test_versions_groups_and_collections_speak_it_too(page: Page, demo: Path, path: str) -> None:
    page.goto(f"{demo.as_uri()}/{path}index.html")
    for shown, foreign in CHOICES:
        choose(page, shown)
        seen = [*page.evaluate(ALL_BUT_TEXTS), page.title(), *page.locator("h1, .md-header__topic").all_inner_texts()]
        seen += page.evaluate("[...document.querySelectorAll('option')].map((one) => one.label)")
        seen += [link.get_attribute("aria-label") or "" for link in page.locator(".md-footer__link").all()]
        assert [one for one in seen if foreign.search(one.replace("白石渡文集 Baishidu", ""))] == []


def test_the_contents_are_one_landmark_that_speaks_it(page: Page, demo: Path) -> None:
    """What lies below an entry is named by its entry, in the language of that."""
    page.goto(f"{demo.as_uri()}/works/ferry-rules-2022/index.html")
    page.locator("label:has([data-sb-choice=shown][value=en])").first.click()
    column = page.locator(".md-sidebar--secondary")
    assert column.locator("li li a").count() > 10
    assert [one.get_attribute("aria-label") for one in column.locator("[aria-label]").all()] == ["Contents"]
    assert column.get_by_role("navigation").count() == 1


@pytest.mark.parametrize(
    ("shown", "words", "title"),
    [("zh", {"也作"}, "术语：按英文"), ("en", {"also", "not"}, "Glossary: by English")],
)
def test_the_glossary_speaks_it_too(page: Page, built_site: Path, shown: str, words: set[str], title: str) -> None:
    """Whether a form or a rendering is to be used is our word; the form is the termbase's."""
    page.goto(f"{built_site.as_uri()}/glossary/index.html")
    page.locator(f"label:has([data-sb-choice=shown][value={shown}])").first.click()
    told = page.locator(":is(.sb-usage, .sb-forms):visible").all_inner_texts()
    assert {one.split()[0] for one in told} == words
    page.goto(f"{built_site.as_uri()}/glossary/by-en/index.html")
    assert page.locator("h1").inner_text() == title


def test_names_come_back_when_both_are_wanted_again(page: Page, root: str) -> None:
    page.goto(f"{root}works/lighthouse/1/index.html")
    field = page.locator("#sb-search input")
    for shown, name in (("en", "Search"), ("zh", "搜索"), ("zh en", "搜索 · Search")):
        page.locator(f"label:has([data-sb-choice=shown][value='{shown}'])").first.click()
        expect(field).to_have_attribute("placeholder", name)


NOTE = """(language) => {
  const note = document.createElement("p");
  note.innerHTML = `<span class="sb-told sb-${language}" lang="${language}">…</span>`;
  document.querySelector("article").append(note);
  return getComputedStyle(note.firstChild, "::before").content;
}"""


def test_a_note_in_one_language_is_not_lost_to_who_reads_the_other(page: Page, root: str) -> None:
    page.goto(f"{root}works/lighthouse/1/index.html")
    for shown, told, mark in (("zh", "en", "［英文］"), ("zh", "zh", "none"), ("en", "zh", "[in Chinese] ")):
        page.locator(f"label:has([data-sb-choice=shown][value='{shown}'])").first.click()
        assert page.evaluate(NOTE, told).strip('"') == mark
        expect(page.locator(f".sb-told.sb-{told}").last).to_be_visible()


def test_a_badge_explains_itself_where_it_stands(page: Page, root: str) -> None:
    page.goto(f"{root}works/lighthouse/2/index.html")
    badge = page.locator("#s2 small.sb-badge")
    badge.focus()
    popover = page.get_by_role("tooltip")
    expect(popover).to_contain_text("editorial translation")
    page.keyboard.press("Escape")
    expect(popover).to_be_hidden()


def test_a_receipt_and_a_list_of_uses_say_where_they_are(page: Page, built_site: Path) -> None:
    page.goto(f"{built_site.as_uri()}/sources/000_472e4490c209e15f/index.html")
    steps = page.locator(".md-path a")
    expect(steps).to_have_count(2)
    expect(steps.last).to_contain_text("来源")
    expect(page.locator(".sb-backlinks a")).to_have_count(3)  # the works that were read from it
    page.goto(f"{built_site.as_uri()}/glossary/uses/biodiversity-conservation/index.html")
    expect(steps.last).to_contain_text("术语")
    page.goto(f"{built_site.as_uri()}/glossary/index.html")
    page.locator(".sb-letters a", has_text="S").click()
    expect(page.locator("#letter-s")).to_be_in_viewport()
    tops = page.evaluate(
        "[...document.querySelectorAll('#letter-s, .md-header')].map((e) => e.getBoundingClientRect())"
    )
    header, letter = sorted(tops, key=lambda box: float(box["top"]))
    assert letter["top"] >= header["bottom"]
