"""Markdown as blocks: read as CommonMark with tables, footnotes and front matter, then like the page it makes."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

import yaml

from shanben.model.evidence import LineEvidence
from shanben.take.blocks import Block, Taken, Words
from shanben.take.html import take_page

if TYPE_CHECKING:
    from markdown_it import MarkdownIt


def take_markdown(text: str) -> Taken:
    """A Markdown file; the title in its front matter stands above it, as on the page it makes, if no other does.

    Needs ``markdown-it-py`` and ``mdit-py-plugins``.
    """
    reader = _reader()
    tokens = reader.parse(text)
    front = next((token.content for token in tokens if token.type == "front_matter"), "")
    page = reader.renderer.render(tokens, reader.options, {})
    comments = len(re.findall(r"<!--", page))
    taken = take_page(f"<body>{page}</body>" if page.strip() else "<body></body>")
    if comments:
        taken.left_out["comments"] += comments
    taken.stated = _front(front)
    title = " ".join(taken.stated.get("title", "").split())
    if title and not any(block.facts.kind == "heading" and block.facts.level == 1 for block in taken.blocks):
        taken.blocks.insert(0, Block(Words(title), LineEvidence(0, kind="title", level=1, by="head")))
    return taken


@cache
def _reader() -> MarkdownIt:
    """The reader of Markdown, made once: its rules are compiled, and it keeps nothing of what it has read."""
    from markdown_it import MarkdownIt
    from mdit_py_plugins.footnote import footnote_plugin
    from mdit_py_plugins.front_matter import front_matter_plugin

    reader = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
    return reader.use(footnote_plugin).use(front_matter_plugin)


def _front(front: str) -> dict[str, str]:
    """The front matter's plain values."""
    try:
        values = yaml.load(front, yaml.BaseLoader) if front else {}  # noqa: S506 - it builds nothing but text
    except (yaml.YAMLError, RecursionError):
        return {}
    if not isinstance(values, dict):
        return {}
    return {
        name: "; ".join(one for one in value if isinstance(one, str)) if isinstance(value, list) else value
        for name, value in values.items()
        if isinstance(name, str) and isinstance(value, str | list)
    }
