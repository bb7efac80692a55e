"""A reader's own bookmarks and notes: added, noted, exported, removed; from files, and where nothing can be kept."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

DENIED = "Storage.prototype.setItem = function () { throw new DOMException('no', 'QuotaExceededError'); };"


def bookmark(page: Page) -> None:
    page.locator(".sb-mark a:first-child").nth(3).evaluate("mark => mark.click()")
    page.locator("[data-sb-bookmark]").click()


@pytest.mark.parametrize("width", [360, 1440])
def test_a_passage_is_kept_with_a_note_and_taken_along(page: Page, built_site: Path, width: int) -> None:
    work = sorted((built_site / "works").glob("*/index.html"))[0].parent
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(f"{work.as_uri()}/index.html")
    bookmark(page)
    expect(page.locator("#sb-citing [role=status]")).to_have_text("已加书签 · Bookmarked")
    words = page.locator("#sb-citing blockquote").inner_text()
    page.goto(next(built_site.glob("bookmarks*/index.html"), built_site / "bookmarks.html").as_uri())
    note = page.get_by_label("笔记 · Note")
    note.fill("再查一次")
    page.reload()
    expect(note).to_have_value("再查一次")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    with page.expect_download() as taken:
        page.get_by_role("button", name="导出 JSON").click()
    (entry,) = json.loads(Path(taken.value.path()).read_text(encoding="utf-8"))
    assert (entry["words"], entry["note"]) == (words, "再查一次")
    expect(page.locator(".sb-bookmarks small")).to_have_text(f"加于 {entry['on']} · added {entry['on']}")
    address = page.locator(".sb-bookmarks a").get_attribute("href") or ""
    assert address.startswith(work.as_uri())
    page.get_by_role("button", name="Remove").press("Enter")
    expect(page.locator(".sb-bookmarks")).to_contain_text("No bookmarks yet")
    file, status = page.get_by_label("Import"), page.locator(".sb-bookmarks [role=status]")
    file.set_input_files(taken.value.path())
    expect(status).to_have_text("新增 1 条 · 1 added")
    expect(note).to_have_value("再查一次")
    note.fill("查过了")
    file.set_input_files(taken.value.path())
    expect(status).to_have_text("新增 0 条 · 0 added")
    expect(note).to_have_value("查过了\n再查一次")
    away = {"at": "https://elsewhere.example/", "title": "<b>别处</b>", "note": {"no": "words"}}
    for held, told in ((b"[{", "Not a file"), (b'[{"x": 1}]', "Not a file"), (json.dumps([away]).encode(), "1 added")):
        file.set_input_files({"name": "b.json", "mimeType": "application/json", "buffer": held})
        expect(status).to_contain_text(told)
    foreign = page.get_by_role("link", name="<b>别处</b>")
    assert "elsewhere" not in (foreign.get_attribute("href") or "")


def test_a_browser_that_keeps_nothing_is_told_of(page: Page, built_site: Path) -> None:
    page.add_init_script(DENIED)
    work = sorted((built_site / "works").glob("*/index.html"))[0]
    page.goto(work.as_uri())
    bookmark(page)
    expect(page.locator("#sb-citing [role=status]")).to_contain_text("keeps nothing")
