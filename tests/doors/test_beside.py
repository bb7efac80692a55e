"""Plugins of others beside ours: each does its work on the pages a library makes, and none changes a text."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from lxml import html

Author = Callable[..., Path]
Run = Callable[..., "subprocess.CompletedProcess[str]"]

BESIDE = """\
plugins:
  - redirects:
      redirect_maps:
        alt.md: works/river/index.md
        boats.md: works/river/index.md#s2
  - macros
  - glightbox
  - tags
  - blog
  - search
  - minify:
      minify_html: true
      minify_js: true
      minify_css: true
      js_files: [javascripts/search.js]
      css_files: [stylesheets/page.css]
  - git-revision-date-localized:
      type: iso_date
      fallback_to_build_date: false
      enable_creation_date: true
  - shanben
markdown_extensions:
  - attr_list
extra:
  tide: 五尺
"""
PAGES = {
    "docs/notes.md": "---\ntags: [水]\n---\n\n# 说明\n\n潮高{{ tide }}。\n\n![船](boat.png)\n",
    "docs/boat.png": "no picture, but a file",
    "docs/tags.md": "# 标签\n\n<!-- material/tags -->\n",
    "docs/blog/index.md": "# 日志\n",
    "docs/blog/posts/one.md": "---\ndate: 2026-03-01\n---\n\n# 第一篇\n\n今天看船。\n",
}


EDITION = """\
works:
  - id: river
    formerly: [old-river]
    contents: [{title: 1}, {body: 2-9}]
"""


@pytest.fixture
def beside(author: Author, program: Run, committed: Callable[..., None]) -> Path:
    folder = author(BESIDE, **PAGES)
    (folder / ".gitignore").write_text("site/\n", encoding="utf-8")
    committed(folder, "2026-03-04T05:06:07+0000")
    (folder / "seeds/river.yml").write_text(EDITION, encoding="utf-8")
    committed(folder, "2026-05-06T07:08:09+0000")
    done = program(folder, "mkdocs", "build")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "Traceback" not in done.stderr
    assert not re.search("(?m)^ERROR", done.stderr), done.stderr
    (folder / "log").write_text(done.stderr, encoding="utf-8")
    return folder / "site"


def page(file: Path) -> html.HtmlElement:
    return html.fromstring(file.read_text(encoding="utf-8"))


def test_plugins_of_others_do_their_work_beside_ours(beside: Path) -> None:
    work = page(beside / "works/river/index.html")
    text = re.sub(r"\s+", "", work.xpath("//article")[0].text_content())
    assert "河水在三月里涨了起来，{{river}}照旧流。" in text
    # redirects
    assert "works/river/" in (beside / "alt/index.html").read_text(encoding="utf-8")
    assert "works/river/#s2" in (beside / "boats/index.html").read_text(encoding="utf-8")
    former = (beside / "works/old-river/index.html").read_text(encoding="utf-8")
    assert re.search(r"location\.replace\('\.\./river/'.* \+ location\.hash\)", former)
    # macros
    assert "潮高五尺。" in page(beside / "notes/index.html").text_content()
    # dates: those of the work's own files, and not of the build
    source = (beside / "works/river/index.html").read_text(encoding="utf-8")
    assert "2026-05-06" in source
    assert "2026-03-04" in source
    # glightbox, tags, blog
    assert page(beside / "notes/index.html").xpath("//a[contains(@class, 'glightbox')]/img")
    assert page(beside / "tags/index.html").xpath("//a[contains(@href, 'notes/')]")
    assert "今天看船" in page(beside / "blog/2026/03/01/第一篇/index.html").text_content()
    # minify
    assert "\n\n" not in source
    assert len((beside / "javascripts/search.min.js").read_bytes()) > 1_000
    assert not re.search("(?m)^WARNING +-", (beside.parent / "log").read_text(encoding="utf-8"))


def test_a_navigation_made_by_awesome_nav_holds_the_works(author: Author, program: Run) -> None:
    folder = author(
        "plugins: [awesome-nav, shanben]\n",
        **{
            "docs/.nav.yml": "nav:\n  - 首页: index.md\n  - 文集 · Works: works\n  - '*'\n",
            "docs/notes.md": "# 说明\n",
            "seeds/boats.txt": "船上的消息\n\n一、早上\n\n早上开船。\n",
        },
    )
    done = program(folder, "mkdocs", "build", "--strict")
    assert done.returncode == 0, done.stdout + done.stderr
    home, work = page(folder / "site/index.html"), page(folder / "site/works/river/index.html")
    shown = [one.xpath("//nav[contains(@class, 'md-nav--primary')]")[0] for one in (home, work)]
    assert shown[0].xpath(".//a[@href='notes/']")
    assert shown[0].xpath(".//a[@href='works/']")
    assert not shown[0].xpath(".//a[contains(@href, 'river')]")
    assert shown[1].xpath(".//a[@href='./']")
    assert not shown[1].xpath(".//a[contains(@href, 'boats')]")
