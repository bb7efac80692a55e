"""The print beside the text: the page of the document with the paragraph's place marked, from a bundle's folder."""

from __future__ import annotations

import subprocess
import zipfile
from collections.abc import Callable
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect
from tests.take.test_pdf import SENTENCE, printed

from shanben.commands.taking import take
from shanben.model.text import NOWHERE
from shanben.settings import read_settings
from shanben.shaping import Place
from shanben.take.wishes import Wishes


@pytest.fixture(scope="module")
def unpacked(
    tmp_path_factory: pytest.TempPathFactory, chromium: Browser, draw_library: Callable[..., Path],
    python: Callable[..., subprocess.CompletedProcess[str]], generator_environment: dict[str, str],
) -> Path:  # fmt: skip
    """The folder of a bundle that holds one document of two pages."""
    folder = draw_library(tmp_path_factory.mktemp("print"), "")
    body = "<h1>观潮</h1>" + "".join(f"<p>{SENTENCE * 4}</p>" for _ in range(9))
    file = printed(chromium, folder / "tide.pdf", body)
    take(Place(folder, read_settings({}, lambda _: NOWHERE)), file, Wishes(pages=True, original=True))
    environment = generator_environment | {"SHANBEN_DELIVERY": "bundle", "SOURCE_DATE_EPOCH": "1700000000"}
    done = python("mkdocs", "build", "--strict", cwd=folder, env=environment)
    assert done.returncode == 0, done.stdout + done.stderr
    (bundle,) = (folder / "dist").glob("*.zip")
    with zipfile.ZipFile(bundle) as archive:
        archive.extractall(folder / "unpacked")
    (found,) = (folder / "unpacked").iterdir()
    return found


@pytest.fixture
def text(page: Page, unpacked: Path) -> Page:
    page.goto((unpacked / "works/tide/index.html").as_uri())
    return page


def _open(page: Page, block: str) -> None:
    page.locator(f"#{block} + .sb-mark .sb-face").click()
    expect(page.locator(".sb-facing")).to_be_visible()


INSIDE = """name => {
  const view = document.querySelector(name), mark = view && view.querySelector('.sb-sheet-mark');
  if (!mark || !view.querySelector('img').naturalWidth) return false;
  const frame = view.getBoundingClientRect(), at = mark.getBoundingClientRect();
  return frame.left <= at.left + 1 && at.left + 1 < frame.right && frame.top - 1 <= at.top && at.top < frame.bottom;
}"""


def _see(page: Page, view: str) -> None:
    """Wait until the mark stands inside the view, whose picture is loaded."""
    page.wait_for_function(INSIDE, arg=view)


def test_a_paragraph_shows_its_place_on_the_page(text: Page) -> None:
    asked: list[str] = []
    text.on("request", lambda request: asked.append(request.url))
    assert text.locator("img[src*='pages/']").count() == 0
    _open(text, "p0-1")
    _see(text, ".sb-sheet-view")
    expect(text.locator(".sb-sheet figcaption")).to_contain_text("第 1 页")
    assert [url.rpartition("/")[2] for url in asked if "/pages/" in url] == ["1.webp"]
    offered = text.locator(".sb-facing-original")
    expect(offered).to_have_attribute("download", "tide.pdf")
    leads = unquote(urlsplit(offered.evaluate("link => link.href")).path)
    assert Path(leads).read_bytes().startswith(b"%PDF")


def test_a_paragraph_that_runs_over_shows_both_pages(text: Page) -> None:
    assert any(_pages(text, f"p0-{number}") == ["1", "2"] for number in range(1, 10))
    expect(text.locator(".sb-sheet")).to_have_count(2)


def _pages(page: Page, block: str) -> list[str]:
    page.keyboard.press("Escape")
    _open(page, block)
    found: list[str] = page.locator(".sb-sheet-view").evaluate_all(
        "views => views.map(view => view.getAttribute('aria-label').match(/Page (\\d+)/)[1])"
    )
    return found


def test_on_a_phone_and_by_keyboard(text: Page) -> None:
    text.set_viewport_size({"width": 360, "height": 640})
    text.locator("#p0-3 + .sb-mark .sb-face").focus()
    text.keyboard.press("Enter")
    expect(text.locator(".sb-facing")).to_be_focused()
    _see(text, ".sb-sheet-view")
    assert text.evaluate("document.documentElement.scrollWidth") <= 360
    text.keyboard.press("Tab")
    text.keyboard.press("Tab")
    view = text.locator(".sb-sheet-view")
    expect(view).to_be_focused()
    before = view.evaluate("view => view.scrollTop")
    text.keyboard.press("ArrowDown")
    text.wait_for_function("before => document.querySelector('.sb-sheet-view').scrollTop > before", arg=before)
    text.keyboard.press("Tab")
    text.keyboard.press("Enter")
    expect(text.get_by_role("dialog", name="原件第 1 页")).to_be_visible()
    expect(text.locator(".sb-sheet-whole")).to_be_focused()
    _see(text, ".sb-sheet-whole")
    text.emulate_media(media="print")
    expect(text.locator(".sb-sheet-whole")).to_be_hidden()
    text.emulate_media(media="screen")
    text.keyboard.press("Escape")
    expect(text.locator("dialog.sb-sheet-dialog")).to_have_count(0)
    expect(text.locator(".sb-sheet-larger")).to_be_focused()
    text.keyboard.press("Escape")
    expect(text.locator(".sb-facing")).to_have_count(0)


def test_the_receipt_offers_the_document(page: Page, unpacked: Path) -> None:
    page.goto((unpacked / "sources/tide/index.html").as_uri())
    link = page.get_by_role("link", name="tide.pdf")
    expect(link).to_have_attribute("download", "tide.pdf")
    assert (unpacked / "sources/tide/original.pdf").is_file()
