"""Facing source: the lines a block was read from as they stood, in the engine and beside a paragraph."""

from __future__ import annotations

import re
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from shanben.addresses import is_published
from shanben.library import build_library
from shanben.model.library import Library
from shanben.model.text import Origin
from shanben.render.facing import ELSEWHERE, HERE, facing, partition
from shanben.settings import read_settings

SETTINGS = read_settings({}, lambda _: Origin("mkdocs.yml"))
FEATURE = "works/carbon-trade-deficit/"

TEXT = """\
灯塔的故事

灯塔建在海岬上， 已逾
百年。
               第二页
每夜有人点灯。

后来换了新的灯器。
"""
EDITION = f"""\
sha256: {sha256(TEXT.encode()).hexdigest()}
works:
  - id: story
    contents:
      - title: 1
      - paragraph: 8
      - paragraph: [3-4, 6]
omit:
  - lines: 5
    reason: page-number
"""


@pytest.fixture(scope="module")
def story(tmp_path_factory: pytest.TempPathFactory) -> Library:
    folder = tmp_path_factory.mktemp("facing")
    (folder / "seeds").mkdir()
    (folder / "seeds/story.txt").write_text(TEXT, encoding="utf-8")
    (folder / "seeds/story.yml").write_text(EDITION, encoding="utf-8")
    library, problems = build_library(folder, SETTINGS)
    assert not [problem for problem in problems if problem.fatal], problems
    return library


def test_lines_stand_as_they_were_and_tell_what_became_of_them(story: Library) -> None:
    (shaped,) = story.sources
    (work,) = shaped.works
    title, moved, joined = (block for block in work.blocks() if is_published(block))
    source = partition(shaped)
    lines = list(facing(work, joined, source, moved.spans[-1].end))
    assert [line.number for line in lines] == [3, 4, 5, 6]
    assert [line.moved for line in lines] == [True, False, False, False]
    assert [(one.text, one.became) for one in lines[0].stretches] == [
        ("灯塔建在海岬上，", HERE), (" ", "layout-space"), ("已逾", HERE), ("", "line-break"),
    ]  # fmt: skip
    assert "".join(one.text for one in lines[2].stretches).strip() == "第二页"
    assert {one.became for one in lines[2].stretches if one.text.strip()} == {"page-number"}
    assert [line.moved for line in facing(work, moved, source, title.spans[-1].end)] == [True]


def test_every_published_character_faces_itself(repository: Path) -> None:
    """What the lines say is published here, read in order, is the block's text; on the seed, block by block."""
    library, _ = build_library(repository, SETTINGS)
    for shaped in library.sources:
        source = partition(shaped)
        for work in shaped.works:
            for block in filter(is_published, work.blocks()):
                shown = "".join(
                    one.text for line in facing(work, block, source) for one in line.stretches if one.became == HERE
                )
                assert shown == "".join(shaped.source.text[span.start : span.end] for span in block.spans)


def test_of_a_line_that_holds_a_whole_text_little_more_than_the_block_is_shown(tmp_path: Path) -> None:
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds/one.txt").write_text("甲" * 500 + "。" + "乙" * 500 + "。", encoding="utf-8")
    (tmp_path / "seeds/one.yml").write_text(
        "works:\n  - id: one\n    contents:\n      - supplied: 题\n        level: 1\n"
        "      - paragraph: 1:1-1:501\n      - paragraph: 1:502-1:1002\n",
        encoding="utf-8",
    )
    library, problems = build_library(tmp_path, SETTINGS)
    assert not [problem for problem in problems if problem.fatal], problems
    (shaped,) = library.sources
    source = partition(shaped)
    for work in shaped.works:
        for block in filter(is_published, work.blocks()):
            shown = sum(len(one.text) for line in facing(work, block, source) for one in line.stretches)
            others = [one for line in facing(work, block, source) for one in line.stretches if one.became == ELSEWHERE]
            assert shown <= 501 + 24
            assert sum(len(one.text) for one in others) <= 24


# --- beside a paragraph -----------------------------------------------------------------------------------------------


@pytest.fixture
def feature(page: Page, built_site: Path) -> Page:
    """The seed's feature, whose end is printed before its beginning, opened from files."""
    page.goto(f"{built_site.as_uri()}/{FEATURE}index.html")
    return page


def panel_of(page: Page, block: str) -> Page:
    page.locator(f"#{block} + .sb-mark .sb-face").click()
    expect(page.locator(".sb-facing")).to_be_visible()
    return page


def test_a_paragraph_shows_its_lines_beside_it(feature: Page) -> None:
    panel = panel_of(feature, "p0-1").get_by_role("region", name="原文第 277–293 行")
    expect(panel).to_contain_text("并 15 行")
    expect(panel.locator(".sb-facing-tally")).not_to_contain_text(re.compile(r"(?<!\d)(0|1 line ends|1 stretches)"))
    expect(panel.locator(".sb-facing-moved")).to_contain_text("277")
    expect(panel.locator(".sb-facing-line")).to_have_count(17)
    assert panel.locator("[data-reason=justification]").count() > 10
    text, beside = feature.locator("#p0-1").bounding_box(), panel.bounding_box()
    assert text
    assert beside
    assert beside["x"] >= text["x"] + text["width"]
    assert abs(beside["y"] - text["y"]) < 4
    assert "外贸是拉动我国经济的" in panel.inner_text()


def test_beside_a_note_the_lines_leave_its_marks_free(page: Page, demo: Path) -> None:
    page.set_viewport_size({"width": 1440, "height": 800})
    page.goto(f"{demo.as_uri()}/works/river-report/index.html")
    beside = panel_of(page, "p1-1-1-n1").locator(".sb-facing").bounding_box()
    button = page.locator("#p1-1-1-n1 + .sb-mark .sb-face").bounding_box()
    assert button
    assert beside
    assert beside["x"] >= button["x"] + button["width"]
    page.locator("#p1-1-1-n1 + .sb-mark .sb-face").click()
    expect(page.locator(".sb-facing")).to_have_count(0)


def test_on_a_narrow_screen_the_lines_stand_below(feature: Page) -> None:
    feature.set_viewport_size({"width": 360, "height": 700})
    panel_of(feature, "p0-1")
    text, below = feature.locator("#p0-1").bounding_box(), feature.locator(".sb-facing").bounding_box()
    assert text
    assert below
    assert below["y"] >= text["y"] + text["height"]
    assert feature.evaluate("document.documentElement.scrollWidth") <= 360


def test_the_keyboard_opens_the_lines_and_escape_closes_them(feature: Page) -> None:
    button = feature.get_by_role("button", name="对照原文：原文第 277–293 行")
    button.focus()
    feature.keyboard.press("Enter")
    expect(feature.locator(".sb-facing")).to_be_focused()
    expect(button).to_have_attribute("aria-expanded", "true")
    feature.keyboard.press("Tab")
    expect(feature.get_by_role("button", name="关闭").and_(feature.locator(".sb-facing-close"))).to_be_focused()
    feature.keyboard.press("Escape")
    expect(feature.locator(".sb-facing")).to_have_count(0)
    expect(button).to_be_focused()
    expect(button).to_have_attribute("aria-expanded", "false")


def test_one_panel_at_a_time_and_the_button_closes_it_too(feature: Page) -> None:
    feature.set_viewport_size({"width": 768, "height": 900})
    panel_of(feature, "p0-1")
    panel_of(feature, "p0-2")
    expect(feature.locator(".sb-facing")).to_have_count(1)
    expect(feature.locator(".sb-faced")).to_have_attribute("id", "p0-2")
    feature.locator("#p0-2 + .sb-mark .sb-face").click()
    expect(feature.locator(".sb-facing")).to_have_count(0)


def test_the_panel_leads_to_the_whole_source(feature: Page) -> None:
    address = panel_of(feature, "p0-1").locator(".sb-facing-whole").evaluate("link => link.href")
    assert re.search("/sources/[^/]+/#L277$", address)  # from a folder it would open a list of files


def test_a_page_of_a_section_has_its_own_lines(page: Page, lights: Path, serve: Callable[[Path], str]) -> None:
    page.goto(serve(lights) + "works/lighthouse/2/")
    panel_of(page, "p2-1-1")
    expect(page.locator(".sb-facing")).to_contain_text("道路不通，材料运不上去")
