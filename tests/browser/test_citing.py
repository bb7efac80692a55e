"""Citing a passage: five styles, a quotation, a permalink and the receipt."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

WORK = "works/biodiversity-conservation/"


@pytest.fixture
def dialog(page: Page, built_site: Path) -> Page:
    """The seed's white paper, opened from files, with the dialog for its paragraph p4-1-1."""
    page.goto(f"{built_site.as_uri()}/{WORK}index.html")
    page.locator("#p4-1-1 + .sb-mark a:first-child").click()
    expect(page.get_by_role("dialog", name="引用本段")).to_be_visible()
    return page


def cited(page: Page, style: str) -> str:
    page.locator(f"input[name=sb-style][value={style}]").check()
    return page.get_by_label("引用文字").input_value()


def test_supplied_statements_stand_in_brackets_only_where_a_style_knows_them(dialog: Page) -> None:
    today = r"\[\d{4}-\d\d-\d\d\]"
    pattern = (
        r"中华人民共和国国务院新闻办公室\. 中国的生物多样性保护（节选）\[R/OL\]\. \(2021-10-08\)"
        + today
        + r"\. https://\S+/works/biodiversity-conservation/#p4-1-1\."
    )
    assert re.fullmatch(pattern, cited(dialog, "gbt"))
    chicago = cited(dialog, "chicago")
    assert "“[中国的生物多样性保护]（节选） [Biodiversity Conservation in China].”" in chicago
    assert "[October 8, 2021]. Accessed " in chicago


def test_machines_read_the_other_styles(dialog: Page) -> None:
    bibtex = cited(dialog, "bibtex")
    assert bibtex.startswith("@techreport{biodiversity-conservation:p4-1-1,\n")
    assert "  title = {{中国的生物多样性保护（节选）}}," in bibtex
    assert "  institution = {中华人民共和国国务院新闻办公室}," in bibtex
    assert "  date = {2021-10-08}," in bibtex
    ris = cited(dialog, "ris").split("\n")
    assert ris[0] == "TY  - RPRT"
    assert ris[-1] == "ER  - "
    assert all(re.match(r"[A-Z][A-Z0-9]  - ", row) for row in ris)
    assert "DA  - 2021/10/08" in ris
    assert "N1  - Biodiversity Conservation in China" in ris
    assert not [row for row in ris if row.startswith("TT")]  # some readers take it for the title
    [item] = json.loads(cited(dialog, "csl"))
    assert (item["type"], item["issued"]) == ("report", {"date-parts": [[2021, 10, 8]]})
    assert item["title"] == "中国的生物多样性保护（节选）"
    assert item["URL"].endswith("#p4-1-1")


def test_a_quotation_holds_the_text_alone(dialog: Page) -> None:
    quotation = cited(dialog, "quote")
    assert quotation.startswith("“中国积极履行《生物多样性公约")
    assert "¶" not in quotation
    assert "《[中国的生物多样性保护]（节选）》" in quotation


def test_the_dialog_leads_to_the_passage_and_its_receipt(dialog: Page) -> None:
    receipt = dialog.locator("[data-sb-receipt]")
    assert re.search(r"/sources/000_472e4490c209e15f/\S*#L71$", receipt.evaluate("e => e.href"))
    dialog.locator("[data-sb-permalink]").click()
    expect(dialog.get_by_role("dialog", name="引用本段")).to_be_hidden()
    expect(dialog).to_have_url(re.compile("#p4-1-1$"))


def test_the_keyboard_opens_and_closes_it(page: Page, built_site: Path) -> None:
    page.goto(f"{built_site.as_uri()}/{WORK}index.html")
    mark = page.locator("#p4-1-1 + .sb-mark a:first-child")
    mark.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog", name="引用本段")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog", name="引用本段")).to_be_hidden()
    expect(mark).to_be_focused()


def test_a_copy_reaches_the_clipboard(page: Page, built_site: Path, serve: Callable[[Path], str]) -> None:
    root = serve(built_site)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"], origin=root.rstrip("/"))
    page.goto(root + WORK)
    page.locator("#p4-1-1 + .sb-mark a:first-child").click()
    page.get_by_role("button", name="复制").click()
    expect(page.get_by_role("dialog", name="引用本段").get_by_role("status")).to_have_text("已复制 · Copied")
    assert page.evaluate("navigator.clipboard.readText()") == page.get_by_label("引用文字").input_value()
