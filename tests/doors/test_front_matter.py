"""The head of a page by hand: its words are words on every page, and what it names is there or is told in a line."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from lxml import html

HOSTILE = """'"><img src=x onerror=pwn()><script>pwn()</script>'"""


def test_words_of_the_head_are_words(author: Callable[..., Path], program: Callable[..., Any]) -> None:
    names = ("title", "description", "author", "status", "lang", "note")
    page = "---\n" + "".join(f"{name}: {HOSTILE}\n" for name in names) + "template: null\n---\n字。\n"
    folder = author(**{"docs/a.md": page, "docs/b.md": "---\ntitle: 水 &amp; 岸\n---\n字。\n"})
    done = program(folder, "mkdocs", "build")
    assert done.returncode == 0, done.stderr
    for path in (folder / "site").rglob("*.html"):
        tree = html.fromstring(path.read_bytes())
        assert tree.xpath("//@onerror | //img[@src='x'] | //script[contains(., 'pwn')]") == [], path
    assert "<h1>水 &amp; 岸</h1>" in (folder / "site/b/index.html").read_text(encoding="utf-8")
    (title,) = html.fromstring((folder / "site/a/index.html").read_bytes()).xpath("//h1")
    assert title.text_content() == HOSTILE.strip("'")


def test_what_the_head_names_is_there(author: Callable[..., Path], program: Callable[..., Any]) -> None:
    page = "---\nicon: ../../etc/passwd\ntemplate: [none]\nhide: 7\n---\n字。\n"
    done = program(author(**{"docs/a.md": page}), "mkdocs", "build")
    assert done.returncode == 1
    told = [line.partition(" E501 ")[2] for line in done.stderr.splitlines() if " a.md: E501 " in line]
    assert len(told) == 3
    assert all(f" {word} " in f" {words}" for word, words in zip(("template", "icon", "hide"), told, strict=True))
    assert "E90" not in done.stderr
