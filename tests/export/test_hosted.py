"""The site as a plain web server gives it to readers, at a domain's root and under a path."""

from __future__ import annotations

import gzip
import http.client
import json
import re
from collections.abc import Callable
from urllib.parse import urljoin, urlsplit
from xml.etree import ElementTree

import brotli
import pytest
from lxml import html
from playwright.sync_api import Page

PAGES = ("", "works/", "works/biodiversity-conservation/", "sources/", "sources/000_472e4490c209e15f/", "about/")


def get(url: str, **headers: str) -> tuple[int, http.client.HTTPMessage, bytes]:
    """What the server answers, undecoded."""
    parts = urlsplit(url)
    connection = http.client.HTTPConnection(parts.netloc, timeout=20)
    connection.request("GET", parts.path, headers={name.replace("_", "-"): value for name, value in headers.items()})
    answer = connection.getresponse()
    content = answer.read()
    connection.close()
    return answer.status, answer.headers, content


PLACES = (*(("/", path) for path in PAGES), *(("/library/", path) for path in PAGES[2:4]))
"""Pages with the path of the site they stand in."""


@pytest.mark.parametrize(("root", "path"), PLACES)
def test_a_page_asks_for_nothing_outside_the_site_and_nothing_is_blocked(
    hosted_at: Callable[[str], str], page: Page, requests: list[str], faults: list[str], root: str, path: str
) -> None:
    hosted = hosted_at(root)
    page.goto(hosted + path, wait_until="networkidle")
    page.mouse.wheel(0, 2_000)
    assert requests[0] == hosted + path
    assert [url for url in requests if not url.startswith((hosted, "data:"))] == []
    assert faults == []
    assert page.evaluate("getComputedStyle(document.body).margin") == "0px", "style sheets are not applied"
    assert page.evaluate("typeof __md_scope") == "object", "the theme's inline script did not run"


def test_the_policy_refuses_scripts_that_are_not_the_sites(hosted: str, page: Page) -> None:
    page.goto(hosted, wait_until="networkidle")
    with page.expect_console_message(lambda message: "Content Security Policy" in message.text):
        page.evaluate(
            "document.body.appendChild(Object.assign(document.createElement('script'), {text: 'window.foreign = 1'}))"
        )
    assert page.evaluate("window.foreign") is None


def test_the_policy_allows_no_inline_scripts_or_styles_at_large(hosted: str) -> None:
    status, headers, _ = get(hosted)
    policy = headers["Content-Security-Policy"]
    assert status == 200
    assert "unsafe-inline" not in policy
    assert "unsafe-eval" not in policy
    assert "default-src 'none'" in policy


def test_links_lead_from_page_to_page(hosted: str, page: Page, faults: list[str]) -> None:
    page.goto(hosted, wait_until="networkidle")
    page.locator("a[href*='works/carbon-trade-deficit/']").first.click()
    page.wait_for_url(f"{hosted}works/carbon-trade-deficit/**")
    page.locator(".sb-mark a:nth-child(2)").first.click()
    page.wait_for_url(f"{hosted}sources/000_472e4490c209e15f/#L*")
    assert faults == []


def test_what_is_not_there_gets_status_404_and_a_page_that_works(hosted: str, page: Page, faults: list[str]) -> None:
    answer = page.goto(f"{hosted}works/no-such-work/", wait_until="networkidle")
    assert answer is not None
    assert answer.status == 404
    assert "No such page" in page.locator("h1").inner_text()
    assert all("404" in fault for fault in faults), faults
    assert page.evaluate("getComputedStyle(document.body).margin") == "0px"
    page.locator("a.md-logo").first.click()
    page.wait_for_url(hosted)


@pytest.mark.parametrize(("encoding", "decode"), [("gzip", gzip.decompress), ("br", brotli.decompress)])
@pytest.mark.parametrize("path", ["works/biodiversity-conservation/", "library.json", "feed.xml"])
def test_prepared_copies_are_sent_as_they_are(hosted: str, path: str, encoding: str, decode: object) -> None:
    assert callable(decode)
    _, plain, content = get(hosted + path)
    _, headers, compressed = get(hosted + path, Accept_Encoding=encoding)
    assert plain["Content-Encoding"] is None
    assert headers["Content-Encoding"] == encoding
    assert headers["Content-Type"] == plain["Content-Type"]
    assert "Accept-Encoding" in headers["Vary"]
    assert decode(compressed) == content
    assert len(compressed) < len(content) / 2


def test_only_files_named_by_their_content_are_kept_without_asking(hosted: str) -> None:
    _, headers, content = get(hosted)
    assert headers["Cache-Control"] == "no-cache"
    assert headers["ETag"]
    sheet = re.search(rb'href="([^"]*/main\.[0-9a-f]{8}\.min\.css)"', content)
    assert sheet
    _, headers, _ = get(urljoin(hosted, sheet[1].decode()))
    assert "immutable" in headers["Cache-Control"]
    status, _, _ = get(hosted, If_None_Match=get(hosted)[1]["ETag"])
    assert status == 304


@pytest.mark.parametrize(
    ("path", "media_type"),
    [
        ("", "text/html; charset=utf-8"),
        ("feed.xml", "text/xml; charset=utf-8"),
        ("works/urumqi-air-quality/urumqi-air-quality.epub", "application/epub+zip"),
        ("works/urumqi-air-quality/urumqi-air-quality.md", "text/markdown; charset=utf-8"),
        ("library.json", "application/json; charset=utf-8"),
    ],
)
def test_media_types(hosted: str, path: str, media_type: str) -> None:
    _, headers, _ = get(hosted + path)
    assert headers["Content-Type"] == media_type


def test_a_folder_without_its_slash_is_redirected_to_it(hosted: str) -> None:
    status, headers, _ = get(f"{hosted}works")
    assert (status, headers["Location"]) == (301, f"{urlsplit(hosted).path}works/")


def test_names_that_begin_with_a_dot_are_not_served(hosted: str) -> None:
    status, _, _ = get(f"{hosted}.hosting/policy.conf")
    assert status == 404


# --- what machines read ----------------------------------------------------------------------------------------------


def head(url: str) -> html.HtmlElement:
    (element,) = html.fromstring(get(url)[2].decode()).xpath("/html/head")
    assert isinstance(element, html.HtmlElement)
    return element


def test_each_page_says_where_it_stands(hosted: str) -> None:
    listed = [element.text for element in ElementTree.fromstring(get(f"{hosted}sitemap.xml")[2]).iter() if element.text]
    for path in PAGES:
        assert head(hosted + path).xpath("string(link[@rel='canonical']/@href)") == hosted + path
        assert head(hosted + path).xpath("string(meta[@property='og:url']/@content)") == hosted + path
        assert hosted + path in listed


def test_robots_and_sitemap_name_the_address(hosted: str) -> None:
    assert f"Sitemap: {hosted}sitemap.xml" in get(f"{hosted}robots.txt")[2].decode()


def test_a_report_says_who_issued_it_and_when(hosted: str) -> None:
    elements = head(f"{hosted}works/biodiversity-conservation/")
    said = {element.get("name"): element.get("content") for element in elements.xpath("meta[@name]")}
    assert said["citation_title"] == "中国的生物多样性保护"
    assert said["citation_publication_date"] == "2021/10/08"
    assert said["citation_technical_report_institution"] == "中华人民共和国国务院新闻办公室"
    assert said["DC.date"] == "2021-10-08"
    assert said["DC.type"] == "Report"
    (script,) = elements.xpath("script[@type='application/ld+json']")
    thing = json.loads(script.text)
    assert thing["@type"] == "Report"
    assert thing["publisher"]["name"] == "中华人民共和国国务院新闻办公室"
    assert thing["url"] == f"{hosted}works/biodiversity-conservation/"
    languages = elements.xpath("link[normalize-space(@rel)='alternate']/@hreflang")
    assert languages == ["zh-Hans", "en", "x-default"]


def test_the_feed_dates_works_by_their_commits(hosted: str) -> None:
    atom = {"a": "http://www.w3.org/2005/Atom"}
    feed = ElementTree.fromstring(get(f"{hosted}feed.xml")[2])
    links = {link.get("href") for link in feed.findall("a:entry/a:link", atom)}
    assert {kind.get("term") for kind in feed.findall("a:entry/a:category", atom)} == {"new"}
    assert f"{hosted}works/urumqi-air-quality/" in links
    assert {element.text for element in feed.iter("{http://www.w3.org/2005/Atom}updated")} == {"2026-03-04T05:06:07Z"}
    for link in links:
        assert link
        assert get(link)[0] == 200


def test_every_form_a_work_is_offered_in_is_there(hosted: str, page: Page) -> None:
    page.goto(f"{hosted}works/carbon-trade-deficit/", wait_until="networkidle")
    offered = page.locator(".sb-take-along a").evaluate_all("links => links.map(link => link.href)")
    assert len(offered) == 2
    for url in offered:
        assert get(url)[0] == 200


def test_a_server_sends_one_work_alone(hosted: str) -> None:
    index = json.loads(get(hosted + "library-index.json")[2])
    library = json.loads(get(hosted + "library.json")[2])
    for work in library["works"][:3]:
        first, size = index["works"][work["id"]]
        status, _, part = get(hosted + "library.json", range=f"bytes={first}-{first + size - 1}")
        assert status == 206
        assert json.loads(part) == work
