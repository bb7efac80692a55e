"""Pages that the engine writes into the site itself: the generator knows them, and neither reads nor writes them.

A library has thousands of pages that differ in what they hold and in nothing else; the generator would set up its
Markdown for each and render its whole template. See ``shells`` for how they are written instead.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Any
from urllib.parse import urljoin, urlsplit

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, InclusionLevel
from mkdocs.structure.pages import Page as SitePage

OF_PAGES = ("pre_page", "page_read_source", "page_markdown", "page_content", "page_context", "post_page")
"""What happens to a page on the ordinary path, and not to one that is filled."""


class FilledPage(File):
    """A file of the generator for a page that it does not build: navigation and links find it as any other."""

    _placed = False

    @classmethod
    def of(cls, config: MkDocsConfig, path: str, front: dict[str, Any], title: str | None, origin: str) -> FilledPage:
        """A page at ``path`` with what its head says; ``title`` is its name in the navigation, if it stands in it.

        ``origin`` is the file to edit, or empty.
        """
        file = cls.generated(config, path, content="", inclusion=InclusionLevel.NOT_IN_NAV)
        assert isinstance(file, cls)
        file.edit_uri = origin or None
        file.dest_uri = str(file.dest_uri)  # is settled now: it would be that of no page from here on
        file._placed = True
        page = _Page(title, file, config)
        page.meta, page.markdown = front, ""
        return file

    def is_documentation_page(self) -> bool:
        """No: the generator would build it."""
        return not self._placed and super().is_documentation_page()

    def copy_file(self, dirty: bool = False) -> None:
        """Nothing is there to copy."""


class _Page(SitePage):
    """A page whose address is put together: the generator takes the site's apart again for each."""

    def _set_canonical_url(self, base: str | None) -> None:
        if base and _PLAIN.fullmatch(self.url):
            self.canonical_url, self.abs_url = (f"{site}{self.url}" for site in _site(base))
        else:
            super()._set_canonical_url(base)


_PLAIN = re.compile(r"[A-Za-z0-9_-][A-Za-z0-9._-]*(?:/[A-Za-z0-9_-][A-Za-z0-9._-]*)*/?")
"""An address without a scheme, a query or a step upwards."""


@lru_cache(maxsize=4)
def _site(base: str) -> tuple[str, str]:
    """What all addresses of a site begin with, whole and without the host."""
    url = urljoin(f"{base.removesuffix('/')}/", "x").removesuffix("x")
    return url, urlsplit(url).path


def pages_in(files: Iterable[File]) -> list[File]:
    """All pages of a site, in their order: those the generator builds, and those that are filled."""
    return [file for file in files if isinstance(file, FilledPage) or file.is_documentation_page()]


def strangers(config: MkDocsConfig, events: Iterable[str] = OF_PAGES) -> list[str]:
    """The plugins and hooks beside ours that take part in some events.

    What one does that wants to see each page only the ordinary path can tell.
    """
    origins: dict[Any, str] = config.plugins._event_origins
    methods = [method for event in events for method in config.plugins.events[event]]
    theirs = [method for method in methods if not getattr(method, "__module__", "").startswith("shanben.")]
    return list(dict.fromkeys(origins.get(method, "another") for method in theirs))
