"""Links of the finished site: a reader of ours is told which of their own lead nowhere, with file and line."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path

import yaml

from shanben.doors import links
from shanben.written import DeadLink, dead_links, resolved

PAGES = """
docs/index.md
    # 首页

    [好](works/ferry/index.md#art-2)和[更好](notes/today.md#水位)。

    <!-- shanben:works -->
docs/notes/today.md
    # 今日

    ## 水位

    见[第九条](../works/ferry/index.md#art-9)，
    又见[没有的页](nowhere.md "题")。

    [另一处]: ../works/ferry/index.md#art-8

    还有[另一处]、<a href="lost.html">丢了</a>和 `[代码](code.md)`。
seeds/ferry.txt
    渡口管理办法

    第一条 渡口由村委会管理。
    第二条 渡船不得超载。
    第三条 违反前条规定的，依照第一条处理。
"""


def test_a_dead_link_of_ones_own_is_told_with_its_line(
    library_folder: Callable[..., Path], build: Callable[..., subprocess.CompletedProcess[str]]
) -> None:
    folder = library_folder(PAGES)
    done = build(folder)
    told = [line.partition("-  ")[2] for line in (done.stdout + done.stderr).splitlines() if "W707" in line]
    lacks = "works/ferry/index.html has no"
    assert told == [
        f"docs/notes/today.md:5: W707 the link ../../works/ferry/#art-9 leads nowhere: {lacks} #art-9",
        "docs/notes/today.md:6: W707 the link nowhere.md leads nowhere: there is no notes/today/nowhere.md in the site",
        f"docs/notes/today.md:8: W707 the link ../../works/ferry/#art-8 leads nowhere: {lacks} #art-8",
        "docs/notes/today.md:10: W707 the link lost.html leads nowhere: there is no notes/today/lost.html in the site",
    ]
    assert done.returncode == 1
    assert not (folder / "site").exists()
    assert "contains a link" not in done.stdout + done.stderr, "MkDocs tells it once more"


def test_a_dead_link_of_ours_stops_no_library(
    library_folder: Callable[..., Path], build: Callable[..., subprocess.CompletedProcess[str]]
) -> None:
    """A template that links nowhere stands for any fault of the engine's own."""
    folder = library_folder(
        """
        theme/partials/copyright.html
            <a href="gone/away.html">…</a>
        seeds/ferry.txt
            渡口管理办法

            第一条 渡口由村委会管理。
        """
    )
    configuration = folder / "mkdocs.yml"
    stated = yaml.safe_load(configuration.read_text(encoding="utf-8"))
    stated["theme"]["custom_dir"] = str(folder / "theme")
    configuration.write_text(yaml.safe_dump(stated, allow_unicode=True), encoding="utf-8")
    done = build(folder, faulty=True)
    assert done.returncode == 0, done.stdout + done.stderr
    (line,) = [line for line in (done.stdout + done.stderr).splitlines() if "D708" in line]
    assert "please report it" in line
    assert (folder / "site/index.html").exists()


def test_a_library_without_a_home_page_is_told_to_write_one(
    library_folder: Callable[..., Path], build: Callable[..., subprocess.CompletedProcess[str]]
) -> None:
    folder = library_folder(
        """
        docs/notes.md
            # 今日

        seeds/ferry.txt
            渡口管理办法

            第一条 渡口由村委会管理。
        """
    )
    (folder / "docs/index.md").unlink()
    configuration = folder / "mkdocs.yml"
    stated = yaml.safe_load(configuration.read_text(encoding="utf-8"))
    stated["nav"] = [{"今日": "notes.md"}, {"文集": "works/"}]
    configuration.write_text(yaml.safe_dump(stated, allow_unicode=True), encoding="utf-8")
    done = build(folder)  # which refuses a link of the engine's own that leads nowhere
    assert done.returncode == 0, done.stdout + done.stderr
    assert "docs/index.md: D709 there is no home page" in done.stdout + done.stderr


def test_every_kind_of_link(tmp_path: Path) -> None:
    files = {
        "index.html": '<a href="a/">1</a><a href="a/#x">2</a><a href="a/#y">3</a><a href="#here">4</a><p id="here">',
        "a/index.html": (
            '<p id="x"></p><a href="..">1</a><a href="../b.html#%E6%B0%B4">2</a><a href="../b.html?q=1#火">3</a>'
            '<img src="../gone.png"><a href="/lib/b.html">4</a><a href="/lib/c.html">5</a><a href="/other/">6</a>'
            '<a href="https://example.org/x#y">7</a><a href="mailto:a@example.org">8</a><a href="#__tab">9</a>'
        ),
        "b.html": '<a name="水"></a><a href="a">1</a>',
        "404.html": '<a href="/lib/nothing">1</a><a href="nothing">2</a>',
    }
    for path, content in files.items():
        file = tmp_path / path
        file.parent.mkdir(exist_ok=True)
        file.write_text(f"<!doctype html><html><body>{content}</body></html>", encoding="utf-8")
    assert dead_links(tmp_path, "/lib/") == (
        DeadLink("404.html", "nothing", "nothing"),
        DeadLink("a/index.html", "../b.html?q=1#火", "b.html", "火"),
        DeadLink("a/index.html", "../gone.png", "gone.png"),
        DeadLink("a/index.html", "/lib/c.html", "c.html"),
        DeadLink("index.html", "a/#y", "a/index.html", "y"),
    )


def test_what_cannot_be_read_as_an_address_leads_nowhere_we_know() -> None:
    assert resolved("a.html", "http://[x") == (None, "")
    assert resolved("a/b.html", "../c/#x") == ("c", "x")
    assert resolved("a/b.html", "#:~:text=x") == ("a/b.html", "")


def test_only_the_texts_of_pages_are_their_authors() -> None:
    assert links._WRITTEN.findall("见[甲](a.md#x)和[乙](<b c.md> '题')") == [("a.md#x", "", ""), ("b", "", "")]
