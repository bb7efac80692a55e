"""The words of a block as a page's scripts read them: those of its source, whatever stands beside or upon them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

READ = """() => Object.fromEntries(Array.from(document.querySelectorAll(".md-content__inner [id]"), block =>
    [block.id, shanbenWords.of(block)]))"""


@pytest.fixture(scope="module")
def works(demo: Path) -> dict[str, Any]:
    works = json.loads((demo / "library.json").read_bytes())["works"]
    return {work["id"]: {block["id"]: block["text"] for block in work["blocks"]} for work in works}


def pages(demo: Path) -> list[Path]:
    return [page for page in sorted(demo.glob("works/*/**/index.html")) if "data-sb-facing" in page.read_text("utf-8")]


def bare(words: str) -> str:
    return "".join(words.split())


def read(page: Page, address: Path) -> dict[str, str]:
    page.goto(address.as_uri())
    found: dict[str, str] = page.evaluate(READ)
    return found


def test_words_on_a_page_are_the_words_of_the_source(demo: Path, works: dict[str, Any], page: Page) -> None:
    seen, counted = set(), 0
    for address in pages(demo):
        folders = address.relative_to(demo / "works").parts
        work = next(name for end in (3, 2, 1) if (name := "/".join(folders[:end])) in works)
        wanted = works[work]
        lines = json.loads(
            (address.parent / "index.facing.js").read_text("utf-8")[len("shanbenFacing(") :].split(',{"')[0]
        )
        found = read(page, address)
        for block, said in lines.items():
            if isinstance(said, int) or any(isinstance(one, int) for line in said for one in line[2::2]):
                assert bare(found[block]).startswith(bare(wanted[block])), (address, block)
                counted += 1
        seen.add(work)
    assert len(seen) > 8
    assert counted > 150


def test_the_panel_shows_them_in_their_own_characters(demo: Path, page: Page) -> None:
    address = next(page for page in pages(demo) if "zh-Hans" in page.read_text("utf-8"))
    page.goto(address.as_uri())
    button, lines = page.locator(".sb-paragraph + .sb-mark .sb-face").first, page.locator(".sb-facing-line .sb-here")
    button.click()
    expect(lines.first).to_be_visible()
    own = lines.all_inner_texts()
    assert own
    page.evaluate("__md_set('shanben.script', 't')")
    page.reload()
    expect(page.locator(".sb-script-note")).to_be_visible()
    button.click()
    expect(lines).to_have_text(own)
