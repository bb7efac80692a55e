"""The editors' page: what is to be done, its place on the site and its line in the files; counts in a preview alone."""

from __future__ import annotations

import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from playwright.sync_api import Browser, Page, expect

LIBRARY = """
seeds/river.txt
    青河条例
    第一章　总则
    第一条　依照《取水管理办法》取水。
    第三条　河长巡河。
seeds/river.yml
    works:
      - id: river
        contents:
          - title: 1
          - heading: 2
          - body: 3-4
        queries:
          - at: 4
            ask: Is an article missing?
seeds/hill.txt
    山规
    一条小路上山。
    附件1
    山门开闭的时刻
    早开晚闭。
seeds/hill.yml
    works:
      - id: hill
        contents:
          - title: 1
          - body: 2
          - heading: 3
          - heading: 4
            level: 3
          - body: 5
seeds/termbase.yml
    terms:
    - term: 水库
      translations: {en: reservoir}
    - term: 河长
      translations: {en: river chief}
seeds/headings.en.po
    msgid ""
    msgstr "Language: en\\nContent-Type: text/plain; charset=UTF-8\\n"

    #. status: editorial
    msgctxt "river#s1"
    msgid "总则"
    msgstr "General Provisions"
"""


def rows(page: BeautifulSoup, kind: str) -> list[tuple[str, str, str]]:
    """Words, place and file of every task of a kind."""
    heading = page.find(id=kind)
    assert heading is not None
    following = heading.find_next_sibling()
    assert following is not None
    found = []
    for item in following.find_all("li"):
        (link,), (code,) = item.find_all("a"), item.find_all("code")
        found.append((link.get_text(), str(link["href"]), code.get_text()))
    return found


def test_every_kind_of_task_is_told_with_place_and_line(
    library_folder: Callable[..., Path], build: Callable[..., subprocess.CompletedProcess[str]]
) -> None:
    folder = library_folder(LIBRARY)
    done = build(folder)
    assert done.returncode == 0, done.stdout + done.stderr
    page = BeautifulSoup((folder / "site/editors/index.html").read_text(encoding="utf-8"), "html.parser")
    assert rows(page, "queries") == [("Is an article missing?", "../works/river/#art-3-1", "seeds/river.yml:8")]
    assert [(words, place) for words, place, _ in rows(page, "untranslated")] == [
        ("山规 (en)", "../works/hill/#title"), ("山门开闭的时刻 (en)", "../works/hill/#s-annex-1-title"),
        ("青河条例 (en)", "../works/river/#title"),
    ], "and not 附件1, which is a number"  # fmt: skip
    ((words, place, file),) = rows(page, "unofficial")
    assert (place, file) == ("../works/river/#s1", "seeds/headings.en.po:5")
    assert "Chapter 1" in words
    assert "General Provisions" in words
    ((words, place, file),) = rows(page, "unresolved")
    assert (words, file) == ("《取水管理办法》", "seeds/river.txt:3")
    assert place.startswith("../works/river/#")
    assert rows(page, "unused") == [("水库", "../glossary/#" + place_of("水库"), "seeds/termbase.yml:2")]
    assert "sb-desk-counts" not in (folder / "site/index.html").read_text(encoding="utf-8")


def place_of(term: str) -> str:
    """The anchor a term without an id gets: its sounds."""
    return {"水库": "shuiku"}[term]


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    """A fresh window."""
    context = chromium.new_context(viewport={"width": 1280, "height": 900})
    yield context.new_page()
    context.close()


def test_an_editor_goes_from_a_task_to_its_place(page: Page, serve: Callable[[Path], str], built_site: Path) -> None:
    address = serve(built_site)
    page.goto(f"{address}editors/")
    page.locator("#doubts + ul a").first.click()
    page.wait_for_url("**/sources/**#L275")
    expect(page.locator(":target")).to_be_in_viewport()
    page.goto(f"{address}editors/")
    page.locator("#unofficial + ul a").first.click()
    page.wait_for_url("**/works/**#s*")
    expect(page.locator(":target")).to_be_in_viewport()


def test_a_preview_counts_on_its_home_page(
    library_folder: Callable[..., Path],
    build: Callable[..., subprocess.CompletedProcess[str]],
    monkeypatch: pytest.MonkeyPatch,
    generator_environment: dict[str, str],
) -> None:
    folder = library_folder(LIBRARY)
    assert build(folder).returncode == 0
    monkeypatch.setitem(generator_environment, "SHANBEN_PREVIEW_BASE", str(folder / "site/library.json"))
    done = build(folder, "--site-dir", "preview")
    assert done.returncode == 0, done.stdout + done.stderr
    home = BeautifulSoup((folder / "preview/index.html").read_text(encoding="utf-8"), "html.parser")
    counts = home.select_one(".sb-desk-counts")
    assert counts is not None
    assert "存疑 · open queries: 1" in counts.get_text()
    assert counts.select("a")[0]["href"] == "editors/#queries"
