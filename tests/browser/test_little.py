"""A reader with little: no local storage, no scripts, four times the size. Text, contents and links still work."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser

DENIED = """for (const name of ["localStorage", "sessionStorage"])
  Object.defineProperty(window, name, { get() { throw new DOMException("denied", "SecurityError") } })"""


@pytest.mark.parametrize("scripts", [True, False], ids=["storage denied", "no scripts"])
def test_text_contents_and_links_work_at_four_times_the_size(
    scripts: bool, chromium: Browser, lights: Path, serve: Callable[[Path], str]
) -> None:
    context = chromium.new_context(java_script_enabled=scripts, viewport={"width": 360, "height": 225})
    context.add_init_script(DENIED)
    page = context.new_page()
    page.goto(f"{serve(lights)}works/harbour/whole/", wait_until="load")
    assert page.get_by_text("渔港另有规定的，从其规定").is_visible()
    page.goto(f"{page.url.partition('#')[0]}#art-3")
    assert page.url.endswith("#art-3")
    assert page.locator("#art-3").bounding_box()
    wide = page.locator("article :not(.md-path *)").evaluate_all(
        "(all) => all.filter((one) => one.getBoundingClientRect().right > 400).length"
    )
    assert wide == 0
    page.goto(f"{serve(lights)}works/harbour/", wait_until="load")
    page.locator(".sb-contents a").nth(1).click()
    assert page.locator("article h2, article h1").first.is_visible()
    assert page.url.partition("works/harbour/")[2]
    context.close()
