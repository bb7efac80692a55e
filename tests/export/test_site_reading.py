"""Every page of a finished site is read once, and again only where somebody changed it since."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from shanben.export import manifest as manifests
from shanben.export.manifest import manifest, site_files
from shanben.export.site_reading import read_site
from shanben.written import DeadLink, Ways, dead_links

PAGES = {
    "a-b/index.html": '<article><p id="p1">渡船  慢。</p><a href="../a/#p1">甲</a><a href="../a/#p9">乙</a></article>',
    "a/index.html": '<article><p id="p1">渡口<b>由村委会</b>管理。<!-- x --></p></article><script>go()</script>',
    "index.html": '<body><p id="here" style="color:red">首页</p><a href="#here">此</a><a href="#gone">彼</a></body>',
}


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A small site with two links that lead nowhere."""
    for name, content in PAGES.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(content.encode())
    (tmp_path / "b.txt").write_text("b", encoding="utf-8")
    return tmp_path


def test_a_reading_says_what_pages_say_when_they_are_read_each_time(site: Path) -> None:
    reading = read_site(site)
    assert manifest(site_files(site), {}, reading.passages) == manifest(site_files(site), {})
    assert dead_links(site, "/", reading.ways) == dead_links(site)
    assert dead_links(site) == (
        DeadLink("a-b/index.html", "../a/#p9", "a/index.html", "p9"),
        DeadLink("index.html", "#gone", "index.html", "gone"),
    )
    assert (reading.inline.scripts, reading.inline.attributes) == ({"go()"}, {"color:red"})


def test_no_page_is_parsed_again(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    reading = read_site(site)
    monkeypatch.setattr(manifests, "tree_of", lambda _: pytest.fail("a page was parsed twice"))
    document = json.loads(manifest(site_files(site), {}, reading.passages))
    assert list(document["passages"]) == sorted(PAGES)
    assert reading.is_of(document["files"])


def test_a_page_that_was_changed_since_is_read_again(site: Path) -> None:
    reading = read_site(site)
    changed = PAGES["a/index.html"].replace("村委会", "乡政府").encode()
    (site / "a/index.html").write_bytes(changed)
    document = json.loads(manifest(site_files(site), {}, reading.passages))
    assert document == json.loads(manifest(site_files(site), {}))
    assert document["files"]["a/index.html"] == hashlib.sha256(changed).hexdigest()
    assert not reading.is_of(document["files"])


def test_what_stands_on_the_pages_that_were_read_is_forgotten_and_what_does_not_is_asked() -> None:
    ways = Ways()
    pages = {
        "works/a/index.html": '<p id="p1"><a href="../../sources/a/#L1">1</a><a href="../b/#p9">b</a><a href="#no">x',
        "sources/a/index.html": '<p id="L1"><a href="../../works/a/#p1">a</a><a href="../../works/a/#p2">a</a>',
    }
    for page, content in pages.items():
        ways.read(page, html.fromstring(content))
    files = {*pages, "works/b/index.html"}
    lost = ways.lost(files)
    ways.settle()
    assert dict(ways.wanted) == {"works/a": {"p2"}, "works/a/index.html": {"no"}, "works/b": {"p9"}}
    assert ways.lost(files) == lost


NAMES = st.text(st.one_of(st.sampled_from('a/"\\,:{}水\n'), st.characters(codec="utf-8")), max_size=12)


@given(st.dictionaries(NAMES | st.just(',"passages":{'), st.sampled_from([*PAGES.values()])))
def test_the_files_of_a_manifest_are_read_without_its_passages(files: dict[str, str]) -> None:
    written = manifest(((f"{name}.html", page.encode()) for name, page in files.items()), {"水": "0"})
    assert manifests.listed_files(written.encode()) == json.loads(written)["files"]


@pytest.mark.parametrize(
    "content", [b"", b"{}", b'{"format":9,"files":{},"passages":{}}', b'[1,"passages":{}]', b"\xff"]
)
def test_what_is_no_manifest_lists_no_files(content: bytes) -> None:
    with pytest.raises(ValueError):
        manifests.listed_files(content)
