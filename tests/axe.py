"""What axe, which looks for what keeps people from reading a page, finds on one that is open."""

from __future__ import annotations

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

_OPTIONS = {"resultTypes": ["violations"], "preload": False}
"""Style sheets and sounds are not fetched a second time: only rules about sounds that play by themselves and about
screens that may not be turned look at them."""


def violations(
    page: Page,
    within: str | None = None,
    *,
    without: tuple[str, ...] = ("minor", "moderate"),
    only: tuple[str, ...] = (),
) -> list[str]:
    """What is wrong, and where, but for what is wrong only so much; ``within`` is a selector, ``only`` names rules."""
    options = _OPTIONS | ({"runOnly": [*only]} if only else {})
    found = Axe().run(page, options=options, context=within).response["violations"]
    return [
        f"{fault['id']}: {[node['target'] for node in fault['nodes']]}"
        for fault in found
        if fault["impact"] not in without
    ]
