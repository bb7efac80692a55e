"""Titles in every language, for the navigation, the path and the contents of a page."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from typing import Any

from mkdocs.structure.toc import AnchorLink

from shanben.model.language import Translation
from shanben.model.library import Contents


def show_in_every_language(item: Any, translations: Iterable[Translation]) -> None:
    """Give a page, a section or an anchor a title with markup beside its plain one.

    ``typeset`` is where Material's navigation and contents look for such a title, so the plain one, which also stands
    in the browser's title and in names for screen readers, needs no markup and its templates no override.
    """
    item.translations = tuple(translations)
    if not item.translations:
        return
    shown = [f'<span class="sb-original">{item.title}</span>']
    shown += [
        f'<span class="sb-translation" lang="{escape(one.language)}" data-status="{one.status}">'
        f"{escape(one.text, quote=False)}</span>"
        for one in item.translations
    ]
    item.typeset = {"title": " ".join(shown)}


def contents_link(entry: Contents, level: int = 1) -> AnchorLink:
    """An entry of a page's contents, with what stands below it, as the theme reads them."""
    title = f"[{entry.text}]" if entry.supplied else entry.text
    link = AnchorLink(escape(title, quote=False), entry.anchor, level)
    link.children = [contents_link(child, level + 1) for child in entry.children]
    show_in_every_language(link, entry.translations)
    return link
