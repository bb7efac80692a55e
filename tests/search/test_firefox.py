"""The client answers the same in Firefox, from a server and from a folder."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Page

from wenji.write.search_passages import Searchable

from .conftest import write_site
from .firefox import firefox
from .test_client import GOLDEN

SCRIPT = "async (queries) => JSON.stringify(await Promise.all(queries.map((query) => wenji.search(query))))"


def test_the_same_as_in_chromium(
    tmp_path: Path, tab: Page, works: list[Searchable], serve: Callable[[Path], str]
) -> None:
    page = write_site(tmp_path / "site", works)
    queries = [query for query, _, _ in GOLDEN]
    address = serve(page.parent)
    tab.goto(address)
    wanted = tab.evaluate(SCRIPT, queries)
    with firefox(tmp_path / "profile") as browser:
        for place in (address, page.as_uri()):
            browser.goto(place)
            assert browser.evaluate(SCRIPT, queries) == wanted
