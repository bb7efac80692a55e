"""The demonstration: a library with one text of every kind, which builds without a word and shows each as it is."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml
from lxml import etree, html
from tests.demo.pictures import TAKEN

SITE = "https://ferry.example/papers/"
DOCUMENTS = {"roads-plan": "docx", "hydrology-bulletin": "pdf"}


def test_it_holds_a_text_of_every_kind(demo: Path) -> None:
    library = json.loads((demo / "library.json").read_text(encoding="utf-8"))
    kinds = {work["id"]: {block["kind"] for block in work["blocks"]} for work in library["works"]}
    assert len(kinds) >= 12
    assert {"note", "heading"} <= kinds["river-report"]
    assert "cell" in kinds["roads-plan"]
    assert "cell" in kinds["flood-notice"]
    assert kinds["night-ferry"] >= {"verse"}
    assert {"bridge-opens", "swallows"} <= kinds.keys()
    assert library["problems"] == []


@pytest.mark.parametrize(
    ("work", "target"),
    [
        ("ferry-rules", "#art-5-2"),
        ("ferry-rules", "../wetland-rules/#art-6"),
        ("wetland-rules", "../ferry-rules/2016-03-10/#art-5"),  # that of its own day
        ("ferry-judgment", "../ferry-rules/#art-7-1-1"),
        ("flood-notice", "../ferry-rules/#art-7"),
        ("flood-notice", "#annex-2"),
    ],
)
def test_its_texts_lead_to_one_another(demo: Path, work: str, target: str) -> None:
    page = html.parse(str(demo / f"works/{work}/index.html"), html.HTMLParser(encoding="utf-8"))
    assert any(address.startswith(target) for address in page.xpath("//article//p//a/@href"))


def test_headings_without_a_level_lie_where_the_guide_says(demo: Path) -> None:
    for work, anchors in {
        "flood-notice": ["s3", "annex-1", "s-annex-1-title", "annex-2", "s-annex-2-title"],
        "river-report": ["s-preface", "s1", "s1-1", "s2-2", "s3", "s-conclusion"],
    }.items():
        page = html.parse(str(demo / f"works/{work}/index.html"), html.HTMLParser(encoding="utf-8"))
        found = page.xpath("//article//*[self::h2 or self::h3]/@id")
        assert [anchor for anchor in found if anchor in anchors] == anchors


def test_the_feed_leads_to_what_changed_in_a_work_and_to_every_other_page_it_names(demo: Path) -> None:
    feed = etree.parse(str(demo / "feed.xml"))
    names = {"a": "http://www.w3.org/2005/Atom"}
    told = feed.xpath("//a:entry[a:category/@term='changed']/a:link[@rel='related']/@href", namespaces=names)
    assert told == [f"{SITE}works/ferry-rules/versions/2016-03-10_2022-09-20/"]
    for address in {*told, *feed.xpath("//a:entry/a:link[@rel='alternate']/@href", namespaces=names)}:
        assert (demo / address.removeprefix(SITE) / "index.html").is_file(), address


def test_over_the_pages_of_its_versions_stands_the_work(demo: Path) -> None:
    for page in ("versions", "versions/history", "versions/2016-03-10_2022-09-20"):
        folder = demo / "works/ferry-rules" / page
        steps = html.parse(str(folder / "index.html")).xpath("//nav[contains(@class, 'md-path')]//a/@href")
        assert [(folder / step).resolve() for step in steps[-2:]] == [demo / "works", demo / "works/ferry-rules"]


def test_no_link_of_it_is_broken(demo: Path, broken_links: Callable[[Path], list[str]]) -> None:
    assert broken_links(demo) == []


@pytest.mark.parametrize("name", DOCUMENTS)
def test_its_documents_are_what_they_were_taken_from(
    repository: Path, tmp_path: Path, name: str, python: Callable[..., subprocess.CompletedProcess[str]]
) -> None:
    (tmp_path / "seeds").mkdir()
    shutil.copy(repository / "tests/demo/mkdocs.yml", tmp_path)
    document = repository / f"tests/demo/documents/{name}.{DOCUMENTS[name]}"
    done = python("shanben", "add", str(document), cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    for ending in (".txt", ".evidence.jsonl"):
        kept = repository / f"tests/demo/seeds/{name}{ending}"
        assert (tmp_path / "seeds" / kept.name).read_text("utf-8") == kept.read_text("utf-8")


def test_every_picture_of_a_page_of_ours_is_taken_from_it(repository: Path) -> None:
    pages = [repository / "README.md", *(repository / "docs").glob("*.md")]
    texts = [page.read_text("utf-8") for page in pages]
    shown = {name for text in texts for name in re.findall(r"\]\((?:docs/)?assets/([^)]+\.png)\)", text)}
    assert shown <= {picture.file for picture in TAKEN}
    assert {path.name for path in (repository / "docs/assets").glob("*.png")} == shown


def test_both_guides_show_the_same_pictures_and_the_example_is_the_one_that_is_built(repository: Path) -> None:
    docs = repository / "docs"
    english = "".join((docs / name).read_text("utf-8") for name in ("editing.md", "editing-blocks.md"))
    chinese = (docs / "editing.zh.md").read_text("utf-8")
    assert sorted(re.findall(r"assets/[\w.-]+", english)) == sorted(re.findall(r"assets/[\w.-]+", chinese))
    example = next(one for one in re.findall(r"```yaml\n(.+?)```", chinese, re.DOTALL) if "bridge-opens" in one)
    told, built = (
        yaml.safe_load(example),
        yaml.safe_load((repository / "tests/demo/seeds/county-news.yml").read_text("utf-8")),
    )
    assert [work["contents"] for work in told["works"]] == [work["contents"] for work in built["works"]]
    assert told["omit"] == built["omit"]
