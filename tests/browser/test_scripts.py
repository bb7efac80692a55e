"""A reader shows a text in the characters of another script: it is marked, remembered, and never copied or cited."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

LIBRARY = """
    seeds/hair.txt
        理发馆的规定
        第一条　为了头发整齐，发展理发事业，制定本规定。
        第二条　皇后的头发应当在后院晾干，里面不得晾面条。
"""


@pytest.fixture(scope="module")
def hair(
    tmp_path_factory: pytest.TempPathFactory,
    draw_library: Callable[..., Path],
    build: Callable[..., subprocess.CompletedProcess[str]],
) -> str:
    folder = draw_library(tmp_path_factory.mktemp("hair"), LIBRARY)
    done = build(folder)
    assert done.returncode == 0, done.stdout + done.stderr
    return f"{(folder / 'site').as_uri()}/works/hair/index.html"


def choose(page: Page, form: str) -> None:
    page.locator(".sb-typography summary").click()
    choice = page.locator(f"label:has(> input[data-sb-choice=script][value={form}])")
    place = choice.bounding_box()
    size = page.viewport_size
    assert place
    assert size
    assert place["x"] >= 0
    assert place["x"] + place["width"] <= size["width"]
    choice.click()
    page.keyboard.press("Escape")


@pytest.mark.parametrize("width", [360, 1440])
def test_a_text_is_shown_in_another_script_marked_and_remembered(hair: str, page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(hair)
    text = page.locator(".md-content__inner")
    expect(text).to_contain_text("皇后的头发应当在后院晾干")
    choose(page, "t")
    expect(text).to_contain_text("皇后的頭髮應當在後院晾乾，裏面不得晾麪條")
    expect(text).to_contain_text("發展理髮事業")
    expect(page.locator("h1")).to_contain_text("理髮館的規定")
    expect(page.locator(".sb-script-note")).to_contain_text("OpenCC")
    assert text.get_attribute("lang") == "zh-Hant"
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.reload()
    expect(text).to_contain_text("皇后的頭髮")
    choose(page, "tw")
    expect(text).to_contain_text("裡面不得晾麵條")
    choose(page, "own")
    expect(text).to_contain_text("皇后的头发应当在后院晾干，里面不得晾面条")
    expect(page.locator(".sb-script-note")).to_have_count(0)


def test_what_is_copied_and_cited_are_the_words_of_the_source(hair: str, page: Page) -> None:
    page.goto(hair)
    choose(page, "hk")
    block = page.locator(".md-content__inner p", has_text="皇后的頭髮").last
    expect(block).to_be_visible()
    copied = block.evaluate("""async (block) => {
      getSelection().selectAllChildren(block);
      const words = new Promise((done) => {
        document.addEventListener("copy", () => done(getSelection().toString()), { once: true });
      });
      document.execCommand("copy");
      return await words;
    }""")
    assert "皇后的头发" in copied
    expect(block).to_contain_text("皇后的頭髮")
    page.locator(".sb-mark a:first-child").last.evaluate("mark => mark.click()")
    expect(page.locator("#sb-citing blockquote")).to_contain_text("皇后的头发")
    page.keyboard.press("Escape")
    expect(block).to_contain_text("皇后的頭髮")
