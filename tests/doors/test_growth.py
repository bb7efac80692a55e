"""A page does not grow with the library, and a long work is cut into pages that stay connected."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup
from tests.stories import WORKS_OF_MANY, write_story


@pytest.fixture(scope="module")
def libraries(
    tmp_path_factory: pytest.TempPathFactory,
    draw_library: Callable[..., Path],
    build: Callable[..., Any],
    stories: Path,
) -> dict[int, Path]:
    """The sites of a library of three works and one of many."""
    folder = draw_library(tmp_path_factory.mktemp("three"), "")
    for number in (1, 2, 3):
        write_story(folder / "seeds", number)
    done = build(folder)
    assert done.returncode == 0, done.stdout + done.stderr
    return {3: folder / "site", WORKS_OF_MANY: stories}


@pytest.mark.parametrize(
    "page",
    ["works/story-002/index.html", "sources/story-002/index.html", "index.html", "404.html"],
    ids=["work", "receipt", "home", "lost"],
)
def test_a_page_is_as_large_in_a_library_of_many_works_as_in_one_of_three(
    libraries: dict[int, Path], page: str
) -> None:
    small, large = (libraries[size] / page for size in (3, WORKS_OF_MANY))
    allowed = 64 if page != "index.html" else 10_000  # the home page shows the first works, a fixed number
    assert abs(large.stat().st_size - small.stat().st_size) <= allowed
    few, many = (len(BeautifulSoup(file.read_bytes(), "lxml").select("nav a")) for file in (small, large))
    assert few == many


CHROME = 20_000
"""Bytes of HTML that may stand around the text of a page."""


def test_little_stands_around_a_text(
    tmp_path: Path, draw_library: Callable[..., Path], build: Callable[..., Any], stories: Path
) -> None:
    folder = draw_library(tmp_path, "")
    articles = "\n".join(f"第{figure}条　渡口的船只应当在{figure}月以前检修。" for figure in range(1, 46))
    text = f"南湖市渡口管理条例\n（2021年3月5日南湖市人民代表大会常务委员会通过）\n{articles}\n"
    (folder / "seeds/ferries.txt").write_text(text, encoding="utf-8")
    done = build(folder)
    assert done.returncode == 0, done.stdout + done.stderr
    for page in (folder / "site/works/ferries/index.html", stories / "works/story-002/index.html"):
        before, _, rest = page.read_bytes().partition(b"<article")
        assert len(before) + len(rest.partition(b"</article>")[2]) <= CHROME


def test_the_home_page_presents_some_works_and_the_catalogue_all(libraries: dict[int, Path]) -> None:
    home = BeautifulSoup((libraries[WORKS_OF_MANY] / "index.html").read_bytes(), "lxml")
    assert 3 <= len(home.select(".sb-cards a[href*='story-']")) <= 50
    catalogue = BeautifulSoup((libraries[WORKS_OF_MANY] / "works/index.html").read_bytes(), "lxml")
    assert len({str(link["href"]) for link in catalogue.select("article a[href*='story-']")}) == WORKS_OF_MANY


def test_library_json_holds_every_work(libraries: dict[int, Path]) -> None:
    library = json.loads((libraries[WORKS_OF_MANY] / "library.json").read_text(encoding="utf-8"))
    assert [work["id"] for work in library["works"]] == [f"story-{number:03}" for number in range(1, WORKS_OF_MANY + 1)]


@pytest.fixture(scope="module")
def long_work(
    tmp_path_factory: pytest.TempPathFactory, draw_library: Callable[..., Path], build: Callable[..., Any]
) -> Path:
    """The site of a library whose first work is long enough for pages of its own, and whose receipt has parts."""
    folder = draw_library(tmp_path_factory.mktemp("long"), "", long_work=600, receipt_lines=50)
    write_story(folder / "seeds", 1, sections=4, paragraphs=9)
    write_story(folder / "seeds", 2)
    done = build(folder)
    assert done.returncode == 0, done.stdout + done.stderr
    return folder / "site"


def test_a_long_work_has_a_page_for_each_section(long_work: Path) -> None:
    work = long_work / "works/story-001"
    assert sorted(file.parent.name for file in work.glob("*/index.html")) == ["1", "2", "3", "4", "whole"]
    assert not list((long_work / "works/story-002").glob("*/index.html"))
    library = json.loads((long_work / "library.json").read_text(encoding="utf-8"))
    texts = {block["id"]: block["text"] for block in library["works"][0]["blocks"]}
    for number in "1234":
        page = BeautifulSoup((work / number / "index.html").read_bytes(), "lxml")
        paragraphs = [tag for tag in page.select("article p[id]") if str(tag["id"]) in texts]
        assert len(paragraphs) == 9
        assert all(tag.get_text() == texts[str(tag["id"])] for tag in paragraphs)
        assert len(page.select("article h1")) == 1


def test_the_landing_page_of_a_long_work_holds_its_whole_contents(long_work: Path) -> None:
    landing = BeautifulSoup((long_work / "works/story-001/index.html").read_bytes(), "lxml")
    listed = [str(link["href"]) for link in landing.select(".sb-contents a")]
    assert listed == ["1/#s1", "2/#s2", "3/#s3", "4/#s4"]
    assert len(landing.select("article p[id^='p']")) == 0


def test_pages_of_a_long_work_lead_on_back_and_up(long_work: Path) -> None:
    first, second, last = (
        BeautifulSoup((long_work / f"works/story-001/{number}/index.html").read_bytes(), "lxml") for number in "124"
    )

    def leads(page: BeautifulSoup, selector: str) -> list[str]:
        return [str(link["href"]) for link in page.select(selector)]

    assert leads(second, ".md-footer__link--prev") == ["../1/"]
    assert leads(second, ".md-footer__link--next") == ["../3/"]
    assert leads(first, ".md-footer__link--prev") == ["../"]
    assert leads(last, ".md-footer__link--next") == []
    crumbs = leads(second, ".md-path a")
    assert "../" in crumbs
    assert "../../" in crumbs


def test_a_work_of_one_page_does_not_lead_into_its_neighbour(libraries: dict[int, Path]) -> None:
    page = BeautifulSoup((libraries[WORKS_OF_MANY] / "works/story-002/index.html").read_bytes(), "lxml")
    assert not page.select("a[href*='story-001'], a[href*='story-003']")


def test_all_links_of_a_long_work_lead_somewhere(long_work: Path, broken_links: Callable[[Path], list[str]]) -> None:
    assert broken_links(long_work) == []
