"""The client, the box, the marks and the search page do in Firefox what they do in Chromium, also from a folder."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page

from shanben.search.passages import Searchable

from .conftest import write_site
from .firefox import Firefox, firefox
from .test_box import QUERY
from .test_client import GOLDEN

SCRIPT = "async (queries) => JSON.stringify(await Promise.all(queries.map((query) => shanben.search(query))))"

WAIT = """
  const until = async (wanted) => {
    for (let turn = 0; turn < 1200; turn++) {
      const found = wanted();
      if (found) return found;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    throw Error(`never: ${wanted}`);
  };
"""

ASK = f"""async (query) => {{ {WAIT}
  const press = (target, key) =>
    target.dispatchEvent(new KeyboardEvent("keydown", {{key, bubbles: true, cancelable: true}}));
  const dialog = document.getElementById("sb-search"), toggle = document.getElementById("__search");
  const input = dialog.querySelector("input[name=q]");
  press(document.body, "/");
  const opened = toggle.checked && document.activeElement === input;
  input.value = query;
  input.dispatchEvent(new Event("input", {{bubbles: true}}));
  const mark = await until(() => dialog.querySelector("mark"));
  await until(() => dialog.querySelector("[role=status]").textContent.includes("place"));
  press(input, "ArrowDown");
  const moved = dialog.contains(document.activeElement) && document.activeElement.tagName === "A";
  press(document.activeElement, "Escape");
  const address = mark.closest("a").href;
  return {{opened, moved, closed: !toggle.checked, mark: mark.textContent, address,
    status: dialog.querySelector("[role=status]").textContent}};
}}"""

MARKED = f"""async () => {{ {WAIT}
  const mark = await until(() => document.querySelector("mark.sb-found"));
  return [mark.textContent, `#${{mark.closest("[id]").id}}` === location.hash];
}}"""

FOUND = f"""async () => {{ {WAIT}
  return (await until(() => document.querySelector(".sb-search-page__found mark"))).textContent;
}}"""


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Firefox]:
    with firefox(tmp_path_factory.mktemp("firefox") / "profile") as session:
        yield session


def test_the_same_as_in_chromium(
    browser: Firefox, tmp_path: Path, tab: Page, works: list[Searchable], serve: Callable[[Path], str]
) -> None:
    page = write_site(tmp_path / "site", works)
    queries = [query for query, _, _ in GOLDEN]
    address = serve(page.parent)
    tab.goto(address)
    wanted = tab.evaluate(SCRIPT, queries)
    for place in (address, page.as_uri()):
        browser.goto(place)
        assert browser.evaluate(SCRIPT, queries) == wanted


@pytest.mark.parametrize("served", [True, False], ids=["http", "file"])
def test_box_marks_and_search_page(
    browser: Firefox, request: pytest.FixtureRequest, serve: Callable[[Path], str], served: bool
) -> None:
    site: Path = request.getfixturevalue("built_site" if served else "built_pages")
    home = serve(site) if served else (site / "index.html").as_uri()
    browser.goto(home)
    answer = browser.evaluate(ASK, QUERY)
    assert answer.pop("address").startswith(home.removesuffix("index.html"))
    assert answer == {
        "opened": True, "moved": True, "closed": True, "mark": "构建“双循环", "status": "1 处 · 1 place",
    }  # fmt: skip
    browser.goto(home)
    browser.goto(browser.evaluate(ASK, QUERY)["address"])
    assert browser.evaluate(MARKED) == ["构建“双循环", True]
    page = f"{home}search/" if served else (site / "search.html").as_uri()
    browser.goto(f"{page}?q={QUERY}")
    assert browser.evaluate(FOUND) == "构建“双循环"
