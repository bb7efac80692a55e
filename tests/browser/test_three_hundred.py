"""The same in a library of 300 generated works: a page is as light, and everything on it works, from files."""

from __future__ import annotations

import gzip
import io
import re
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, Response, expect
from pypdf import PdfReader

WORKS = 300
STORY = "works/story-007/"


def write_work(seeds: Path, number: int) -> None:
    """A story of two sections with its edition file; every third has a kind and an issuer, each a date."""
    text = "夜里下了一场雨，河水涨到了桥下。" * 4 + f"这是第{number}个故事。"
    lines = [f"第{number}个故事", "", "一、下雨", text, "", "二、天晴", text]
    (seeds / f"story-{number:03}.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")
    about = f"    about:\n      date: {{supplied: {1990 + number % 30}-01-02}}\n"
    if number % 3 == 0:
        about += "      kind: {supplied: 故事}\n      issuer: {supplied: 说书会}\n"
    edition = f"works:\n  - id: story-{number:03}\n{about}    contents:\n      - title: 1\n"
    edition += "".join(f"      - heading: {at}\n      - body: {at + 1}\n" for at in (3, 6))
    (seeds / f"story-{number:03}.yml").write_text(edition, encoding="utf-8")


@pytest.fixture(scope="module")
def stories(
    tmp_path_factory: pytest.TempPathFactory,
    draw_library: Callable[..., Path],
    build: Callable[..., subprocess.CompletedProcess[str]],
) -> Path:
    folder = draw_library(tmp_path_factory.mktemp("stories"), "")
    for number in range(1, WORKS + 1):
        write_work(folder / "seeds", number)
    done = build(folder)
    assert done.returncode == 0, done.stdout + done.stderr
    return folder / "site"


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
    print(f"{WORKS} works, /{path}: {sum(weights.values()):,} bytes compressed")
    assert sum(weights.values()) <= 150_000


def test_the_catalogue_is_filtered_by_kind_year_issuer_and_translation(page: Page, stories: Path) -> None:
    page.goto(f"{stories.as_uri()}/works/index.html")
    count = page.locator(".sb-count")
    for label, value, shown in (("体裁", "故事", 100), ("年份", "1990", 10), ("发布机关", "说书会", 10)):
        page.locator("select").and_(page.get_by_label(label)).select_option(value)
        expect(count).to_contain_text(f"{shown} 篇")
    page.locator("select").and_(page.get_by_label("译文")).select_option("none")
    expect(count).to_contain_text("10 篇")


def test_a_work_is_read_faced_cited_and_left_by_keys(page: Page, stories: Path) -> None:
    page.goto(f"{stories.as_uri()}/{STORY}index.html")
    page.locator("#p1-1 + .sb-mark .sb-face").click()
    expect(page.locator(".sb-facing")).to_contain_text("这是第7个故事。")
    page.keyboard.press("Escape")
    page.keyboard.press("t")
    assert page.locator("#sb-outline .sb-original").all_text_contents() == ["第7个故事", "一、下雨", "二、天晴"]
    page.keyboard.press("Escape")
    page.locator("#p2-1 + .sb-mark .sb-permalink").click()
    expect(page.locator("#sb-citing textarea")).to_have_value(value_with("#p2-1"))


def value_with(part: str) -> re.Pattern[str]:
    return re.compile(re.escape(part))


def test_axe_finds_nothing_serious(page: Page, stories: Path) -> None:
    for path in ("", STORY, "works/"):
        page.goto(f"{stories.as_uri()}/{path}index.html")
        found = Axe().run(page, options={"resultTypes": ["violations"]}).response["violations"]
        assert not [fault["id"] for fault in found if fault["impact"] in ("serious", "critical")], path


def test_a_work_prints(page: Page, stories: Path) -> None:
    page.goto(f"{stories.as_uri()}/{STORY}index.html")
    pages = PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True))).pages
    assert len(pages) == 3, "cover, contents, text"
    assert "1997-01-02" in pages[0].extract_text()
