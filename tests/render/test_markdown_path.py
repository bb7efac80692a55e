"""A work that the engine writes as HTML and one that goes through Markdown: the same words, the same ids.

Markdown is how pages were once written and how a library is exported. Every golden document of shaping goes both ways.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import markdown
import pytest
import yaml
from lxml import html

from shanben.addresses import addresses
from shanben.export.project import EXTENSIONS
from shanben.export.work_markdown import work_markdown
from shanben.model.library import Library, ShapedSource
from shanben.model.text import Source
from shanben.render.inline import weave
from shanben.render.works import work_pages
from shanben.shape.arrange import arrange
from shanben.shape.outline import propose

TEXTS: list[dict[str, Any]] = [
    case
    for path in sorted((Path(__file__).parents[1] / "shape/cases").glob("*.yml"))
    for case in yaml.load(path.read_text(encoding="utf-8"), getattr(yaml, "CSafeLoader", yaml.SafeLoader))
]
# What a page has beside the text: links to a place and its source; calls of notes, their title, and the ways back.
CLASSES = ("sb-mark", "sb-notes-title", "footnote-backref")
BESIDE = " | ".join([".//sup", *(f".//*[contains(concat(' ', @class, ' '), ' {name} ')]" for name in CLASSES)])
HEADINGS = " | ".join(f".//h{level}[@id]" for level in range(1, 7))


@pytest.fixture(scope="module")
def shaped() -> Callable[[str], ShapedSource]:
    def shape(text: str) -> ShapedSource:
        source = Source("text", Path("text.txt"), text, "0" * 64, "utf-8")
        return arrange(source, propose(source))[0]

    return shape


def read(page: str) -> tuple[str, list[tuple[str, str]]]:
    """The words of a page without white space, and its headings: id and words."""
    root = html.fromstring(f"<div>{page}</div>")
    for element in root.xpath(BESIDE):
        element.drop_tree()
    headings = [(one.get("id"), "".join(one.text_content().split())) for one in root.xpath(HEADINGS)]
    return "".join(root.text_content().split()), headings


def test_there_are_enough_texts() -> None:
    assert len(TEXTS) >= 40


@pytest.mark.parametrize("case", TEXTS, ids=[case["name"] for case in TEXTS])
def test_words_and_ids_are_those_of_markdown(case: dict[str, Any], shaped: Callable[[str], ShapedSource]) -> None:
    source = shaped(case["text"])
    library = Library((source,), ())
    pages = work_pages(source, addresses(library, 1_000_000, 200, True), weave(library))
    for work, page in zip(source.works, pages, strict=True):
        text = work_markdown(work, "", anchors=True).rsplit("\n\n---\n\n", 1)[0]  # what follows is no text of the work
        assert read(page.html) == read(markdown.markdown(text, extensions=list(EXTENSIONS)))
