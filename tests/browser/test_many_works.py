"""The same in a library of many generated works: a page is as light, and everything on it works, from files."""

from __future__ import annotations

import gzip
import io
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, Response, expect
from pypdf import PdfReader
from tests.axe import violations
from tests.stories import WORKS_OF_MANY

STORY = "works/story-007/"


@pytest.fixture(scope="session")
def words(stories: Path) -> list[str]:
    """The lines of the seventh story that hold something."""
    lines = (stories.parent / "seeds/story-007.txt").read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line]


@pytest.mark.parametrize("path", ["", STORY])
def test_a_first_view_is_light(page: Page, stories: Path, serve: Callable[[Path], str], path: str) -> None:
    root = serve(stories)
    weights: dict[str, int] = {}

    def weigh(response: Response) -> None:
        file = stories / response.url.removeprefix(root).split("?")[0]
        file = file / "index.html" if file.is_dir() else file
        weights[response.url] = len(gzip.compress(file.read_bytes(), 6))

    page.on("response", weigh)
    page.goto(root + path)
    page.wait_for_load_state("networkidle")
    print(f"{WORKS_OF_MANY} works, /{path}: {sum(weights.values()):,} bytes compressed")
    assert sum(weights.values()) <= 150_000


def test_the_catalogue_is_filtered_by_kind_year_issuer_and_translation(page: Page, stories: Path) -> None:
    page.goto(f"{stories.as_uri()}/works/index.html")
    count = page.locator(".sb-count")
    for label, value, shown in (("体裁", "故事", 50), ("年份", "1990", 5), ("发布机关", "说书会", 5)):
        page.locator("select").and_(page.get_by_label(label)).select_option(value)
        expect(count).to_contain_text(f"{shown} 篇")
    page.locator("select").and_(page.get_by_label("译文")).select_option("none")
    expect(count).to_contain_text("5 篇")


def test_a_work_is_read_faced_cited_and_left_by_keys(page: Page, stories: Path, words: list[str]) -> None:
    page.goto(f"{stories.as_uri()}/{STORY}index.html")
    page.locator("#p1-1 + .sb-mark .sb-face").click()
    expect(page.locator(".sb-facing")).to_contain_text(words[2])
    page.keyboard.press("Escape")
    page.keyboard.press("t")
    expect(page.locator("#sb-outline .sb-original")).to_have_text([words[0], words[1], words[4]])
    page.keyboard.press("Escape")
    page.locator("#p2-1 + .sb-mark a:first-child").click()
    expect(page.locator("#sb-citing textarea")).to_have_value(value_with("#p2-1"))


def value_with(part: str) -> re.Pattern[str]:
    return re.compile(re.escape(part))


def test_axe_finds_nothing_serious(page: Page, stories: Path) -> None:
    for path in ("", STORY, "works/"):
        page.goto(f"{stories.as_uri()}/{path}index.html")
        assert violations(page) == [], path


def test_a_work_prints(page: Page, stories: Path) -> None:
    page.goto(f"{stories.as_uri()}/{STORY}index.html")
    pages = PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True))).pages
    assert len(pages) == 3, "cover, contents, text"
    assert "1997-01-02" in pages[0].extract_text()
