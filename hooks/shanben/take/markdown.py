"""Markdown as blocks: read as CommonMark with tables, footnotes and front matter, then like the page it makes."""

from __future__ import annotations

import re
from dataclasses import replace
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
    tokens = reader.parse(_spaced(text))
    for token in tokens:
        if token.type == "ordered_list_open" and token.markup == ")":
            token.attrSet("data-closing", ")")
    front = next((token.content for token in tokens if token.type == "front_matter"), "")
    page = reader.renderer.render(tokens, reader.options, {})
    comments = len(re.findall(r"<!--", page))
    taken = take_page(f"<body>{page}</body>" if page.strip() else "<body></body>")
    if comments:
        taken.left_out["comments"] += comments
    taken.stated = _front(front)
    title = " ".join(taken.stated.get("title", "").split())
    tops = [block for block in taken.blocks if block.facts.kind == "heading" and block.facts.level == 1]
    if title and len(tops) != 1 and not any(_solid(block.words.text) == _solid(title) for block in tops):
        taken.blocks = [Block(block.words, _lowered(block.facts)) for block in taken.blocks] if tops else taken.blocks
        taken.blocks.insert(0, Block(Words(title), LineEvidence(0, kind="title", level=1, by="head")))
    return taken


def _lowered(facts: LineEvidence) -> LineEvidence:
    """A heading one level down: several of the first level stand below the title in front of them."""
    return replace(facts, level=facts.level + 1) if facts.kind == "heading" else facts


def _solid(words: str) -> str:
    return "".join(words.split())


_GLUED = re.compile(r"(?m)^(#{1,6})(?=[^\s#!][^#\n]*$)")
_ADDED = re.compile(r"(?m)^( {0,3}#{1,6}[ \t].*?)[ \t]*\{:?(?:[ \t]*[#.][\w:.\-]+)+[ \t]*\}[ \t]*$")


def _spaced(text: str) -> str:
    """Headings of other dialects as CommonMark has them: ``##二`` and ``## 二 {#two}``.

    A file that glues its signs to its headings does so on several levels, or more than once; a single ``#`` may begin
    words that a site sorts by.
    """
    text = text.removeprefix("\ufeff").replace("\r\n", "\n")
    parts = re.split(r"(?ms)(^ {0,3}(?:```|~~~).*?(?:^ {0,3}(?:```|~~~)[^\n]*$|\Z))", text)
    glued = [match[1] for part in parts[::2] for match in _GLUED.finditer(part)]
    for at in range(0, len(parts), 2):
        parts[at] = _ADDED.sub(r"\1", parts[at])
        if any(len(signs) > 1 for signs in glued):
            parts[at] = _GLUED.sub(r"\1 ", parts[at])
    return "".join(parts)


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
