"""The built site from outside: every link leads somewhere, every character to its line and back."""

from __future__ import annotations

import json
import posixpath
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import pytest
from bs4 import BeautifulSoup, Tag
from lxml import html

from shanben.lineation import Lines

SEED = "000_472e4490c209e15f"
WORKS = ("biodiversity-conservation", "carbon-trade-deficit", "urumqi-air-quality")

Pages = dict[str, BeautifulSoup]


def pages_of(site: Path) -> Pages:
    """Every page of a site, by its address from the site's root."""
    return {
        file.relative_to(site).as_posix().removesuffix("index.html"): BeautifulSoup(
            file.read_text(encoding="utf-8"), "lxml"
        )
        for file in sorted(site.rglob("*.html"))
        if file.name != "404.html"
    }


def links(page: str, parsed: Tag) -> Iterator[tuple[str, str]]:
    """Internal links of a page: address from the site's root, anchor."""
    for link in parsed.select("a[href]"):
        parts = urlsplit(str(link["href"]))
        if parts.scheme or parts.netloc:
            continue
        path = posixpath.normpath(posixpath.join("/", page, unquote(parts.path))) if parts.path else f"/{page}"
        if parts.path.endswith("/") or parts.path in (".", "..") or parts.path.endswith("/.."):
            path = path.rstrip("/") + "/"
        yield path.lstrip("/"), unquote(parts.fragment)


@pytest.fixture(scope="module")
def pages(built_site: Path) -> Pages:
    return pages_of(built_site)


@pytest.fixture(scope="module")
def source(repository: Path) -> str:
    return (repository / f"seeds/{SEED}.txt").read_bytes().decode("utf-8")


def test_every_internal_link_leads_somewhere(
    built_site: Path, pages: Pages, broken_links: Callable[[Path], list[str]]
) -> None:
    assert broken_links(built_site) == []
    assert sum(1 for page, parsed in pages.items() for _ in links(page, parsed)) > 500


def test_what_turns_to_a_page_is_where_that_page_turns_back_to(pages: Pages) -> None:
    def turned(page: str, relation: str) -> str | None:
        link = pages[page].select_one(f"link[rel={relation}]")
        return posixpath.normpath(posixpath.join("/", page, str(link["href"]))).strip("/") if link else None

    turns = {page.strip("/"): turned(page, "next") for page in pages}
    back = {page.strip("/"): turned(page, "prev") for page in pages}
    found = [(page, there) for page, there in turns.items() if there is not None]
    assert len(found) > 9
    assert [(page, there) for page, there in found if back[there] != page] == []


def test_no_page_has_an_id_twice(pages: Pages) -> None:
    for page, parsed in pages.items():
        ids = [str(tag["id"]) for tag in parsed.select("[id]") if not str(tag["id"]).startswith("__")]
        assert len(ids) == len(set(ids)), page


def test_no_page_loads_anything_from_elsewhere(pages: Pages) -> None:
    for page, parsed in pages.items():
        loaded = [str(tag["src"]) for tag in parsed.select("[src]")]
        loaded += [str(tag["href"]) for tag in parsed.select("link[rel=stylesheet], link[rel=preload], link[rel=icon]")]
        assert [address for address in loaded if urlsplit(address).netloc] == [], page


@pytest.mark.parametrize("work", WORKS)
def test_every_paragraph_leads_to_its_lines_and_back(pages: Pages, work: str) -> None:
    page = f"works/{work}/"
    receipt = pages[f"sources/{SEED}/"]
    shown = {
        str(tag["id"])
        for tag in pages[page].select("p[id], h1[id], h2[id], h3[id], h4[id], h5[id], h6[id]")
        if not str(tag["id"]).startswith("sb-") and "sb-supplied" not in (tag.get("class") or [])
    }
    back = {anchor for path, anchor in links(f"sources/{SEED}/", receipt) if path == page and anchor}
    assert back == shown
    marks = [anchor for path, anchor in links(page, pages[page]) if path == f"sources/{SEED}/"]
    assert len(marks) >= len(shown)
    for anchor in marks:
        line = receipt.find(id=anchor)
        assert isinstance(line, Tag)
        assert page in {path for path, _ in links(f"sources/{SEED}/", line)}


def test_there_is_little_around_a_text(built_site: Path) -> None:
    page = (built_site / f"works/{WORKS[1]}/index.html").read_text(encoding="utf-8")
    before, _, rest = page.partition("<article")
    assert len(f"{before}{rest.partition('</article>')[2]}".encode()) < 36_000
    assert "<dialog" not in page  # what does nothing without scripts is made by them


def receipt_lines(site: Path, slug: str) -> list[str]:
    """The lines a receipt shows, without their numbers. (Beautiful Soup would fold white space.)"""
    parsed = html.fromstring((site / f"sources/{slug}/index.html").read_text(encoding="utf-8"))
    shown = []
    for line in parsed.xpath("//div[@class='sb-source']/p"):
        number = line[0].text_content()
        text = line.text_content()
        assert line.get("id") == f"L{number}"
        assert text.startswith(f"{number} ")
        shown.append(text.removeprefix(f"{number} "))
    return shown


def test_the_receipt_shows_every_line_exactly(built_site: Path, source: str) -> None:
    assert receipt_lines(built_site, SEED) == [source[line.start : line.end] for line in Lines(source)]


def test_every_gap_that_is_shown_says_why(pages: Pages) -> None:
    receipt = pages[f"sources/{SEED}/"]
    gaps = receipt.select(".sb-source [data-reason]")
    names = json.loads(receipt.select_one("#sb-gaps").text)  # type: ignore[union-attr]
    assert len(gaps) > 400
    assert all(names[str(gap["data-reason"])] for gap in gaps)
    assert {"justification", "layout-space", "indent", "furniture"} <= {str(gap["data-reason"]) for gap in gaps}


CURIOUS = (
    '# 一个*不平常*的_题目_ <b>&amp;</b> {{ x }} `y` [z](q) "引"\r\n'
    "\r\n"
    "\t制表符开头，  两个空格，\u3000全角空格。  \r\n"
    "1. 不是列表\r\n"
    '- 也不是列表 http://example.invalid/a_b_c www.example.invalid 1st ~~删~~ ==标== ^^下^^ --8<-- "x"\r'
    "    四个空格不是代码。\n"
    "\f{: #no .no }\n"
    "<script>alert(1)</script> &lt; &#35; \\* | 表 | 格 |\n"
    "| --- |\n"
    "\n"
    "没有换行的最后一行"
)


@pytest.fixture(scope="module")
def curious(
    tmp_path_factory: pytest.TempPathFactory, draw_library: Callable[..., Path], build: Callable[..., Any]
) -> Path:
    """A library whose one text is full of what Markdown, HTML, YAML and Jinja take for their own."""
    folder = draw_library(
        tmp_path_factory.mktemp("curious"),
        """
        seeds/curious.yml
            works:
              - id: curious
                about:
                  kind: {supplied: '"}{{ kind }}" <i>*x*</i>', note: "a | b `c` {: .d }"}
                contents:
                  - title: 1
                  - body: 3-7
                    label: '"label" <u> {{ l }} *m*'
                  - heading: 8
                    id: "h"
                  - {supplied: '`s` "t" <v> & {{ w }} [x](y)', level: 2}
                  - body: 9-11
                queries:
                  - ask: '<s>why</s> *so* {{ q }} "?" | _a_'
                    at: 3
                notes:
                  - '- <s>note</s> *so* {{ q }} "?" 1. _a_'
        """,
    )
    (folder / "seeds/curious.txt").write_bytes(CURIOUS.encode())
    done = build(folder)
    assert done.returncode == 0, done.stdout + done.stderr
    return folder / "site"


def test_a_curious_text_reads_back_from_its_receipt(curious: Path) -> None:
    assert receipt_lines(curious, "curious") == [CURIOUS[line.start : line.end] for line in Lines(CURIOUS)]


def test_a_curious_text_reads_back_from_its_page(curious: Path) -> None:
    library = json.loads((curious / "library.json").read_text(encoding="utf-8"))
    page = pages_of(curious)["works/curious/"]
    article = page.select_one("article")
    assert article is not None
    for block in library["works"][0]["blocks"]:
        tag = article.find(id=block["id"])
        assert isinstance(tag, Tag)
        original = tag.select_one(".sb-original")
        assert (original or tag).get_text() == block["text"]
    assert not article.select("script:not([type]), b, code, table table, del, mark, i, u, s, v, em")
    text = article.get_text()
    assert "{{ kind }}" in text
    assert '[`s` "t" <v> & {{ w }} [x](y)]' in text
    assert '<s>why</s> *so* {{ q }} "?" | _a_' in text
    assert '- <s>note</s> *so* {{ q }} "?" 1. _a_' in text


def test_a_curious_title_is_safe_wherever_it_stands(curious: Path, broken_links: Callable[[Path], list[str]]) -> None:
    title = '#一个*不平常*的_题目_ <b>&amp;</b> {{ x }} `y` [z](q) "引"'
    for address, parsed in pages_of(curious).items():
        assert "<b>" not in str(parsed.title)
        assert not parsed.select("nav b, nav i, nav u, nav v, .md-header b, .md-footer b, h1 b")
        if address == "works/curious/":
            assert parsed.title is not None
            assert parsed.title.get_text().startswith(title)
            places = [link.get_text(" ", strip=True) for link in parsed.select("nav a, nav label")]
            assert any(title in place for place in places)
            assert any('"label" <u> {{ l }} *m*' in place for place in places)
    assert broken_links(curious) == []
