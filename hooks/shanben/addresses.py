"""Where everything stands on the site: which page holds a block, and how one page links to another."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from shanben.model.library import Library
from shanben.model.text import Block, BlockKind, Source
from shanben.model.works import Section, Work

HOME = "index.md"
CATALOGUE = "works/index.md"
SOURCES = "sources/index.md"


def is_published(block: Block) -> bool:
    """Whether readers see this block; furniture is kept and counted but not shown."""
    return block.kind is not BlockKind.FURNITURE


def size(work: Work) -> int:
    """Characters of the work that are published."""
    return sum(len(span) for block in work.blocks() if is_published(block) for span in block.spans)


@dataclass(frozen=True, slots=True)
class WorkPages:
    """The pages of one work: a landing page and, where it is long, one for each top-level section."""

    work: Work
    landing: str
    sections: tuple[tuple[Section, str], ...]
    """Top-level sections that have a page of their own, with its path; empty for a short work."""
    page_of: Mapping[str, str]
    """The page of every anchor: block ids and section anchors."""

    @property
    def whole(self) -> str:
        """The page with the whole text, to be read through or printed; the landing page where that holds it."""
        return f"works/{self.work.id}/whole.md" if self.sections else self.landing

    def shown(self, path: str) -> Iterator[Section]:
        """The sections whose headings stand on a page of the work."""
        if path == self.whole:
            return self.work.root.walk()
        return next((section.walk() for section, page in self.sections if page == path), iter((self.work.root,)))


def work_pages(work: Work, long_work: int) -> WorkPages:
    """How a work is cut into pages. ``long_work`` is in characters."""
    landing = f"works/{work.id}/index.md"
    divided = size(work) >= long_work and len(work.root.children) > 1
    sections = tuple((child, f"works/{work.id}/{child.id}.md") for child in work.root.children) if divided else ()
    page_of = {block.id: landing for block in (*work.front, *work.root.blocks)} | {work.root.anchor: landing}
    for child in work.root.children:
        page = f"works/{work.id}/{child.id}.md" if divided else landing
        for section in child.walk():
            page_of[section.anchor] = page
            for block in section.blocks:
                page_of[block.id] = page
    return WorkPages(work, landing, sections, MappingProxyType(page_of))


@dataclass(frozen=True, slots=True)
class Addresses:
    """Every address of a library."""

    works: Mapping[str, WorkPages]
    receipt_lines: int
    directory_urls: bool = True
    together: str = ""
    """A work whose whole text stands on the page that is written: links inside it stay on that page."""

    def page(self, work: str, anchor: str) -> str:
        """The path of the Markdown page that holds an anchor of a work. Raises KeyError where there is none."""
        pages = self.works[work]
        page = pages.page_of[anchor]
        return pages.whole if work == self.together else page

    def link(self, here: str, work: str, anchor: str) -> str:
        """A Markdown link target from the page ``here`` to an anchor of a work."""
        return f"{relative(here, self.page(work, anchor))}#{anchor}"

    def url(self, work: str, anchor: str) -> str:
        """The address of an anchor relative to the site's root: ``works/x/#p4-1``."""
        return f"{page_url(self.page(work, anchor), self.directory_urls)}#{anchor}"

    def receipt_page(self, source: Source, line: int) -> str:
        """The path of the receipt page that shows a line of a source."""
        return receipt_path(source, (line - 1) // self.receipt_lines)


def addresses(library: Library, long_work: int, receipt_lines: int, directory_urls: bool) -> Addresses:
    """The addresses of a library."""
    works = {work.id: work_pages(work, long_work) for work in library.works}
    return Addresses(MappingProxyType(works), receipt_lines, directory_urls)


def receipt_path(source: Source, part: int) -> str:
    """The path of one part (from 0) of a source's receipt."""
    return f"sources/{source.slug}/{'index' if part == 0 else part + 1}.md"


def relative(here: str, there: str) -> str:
    """The path of a page as written on another page."""
    return posixpath.relpath(there, posixpath.dirname(here) or ".")


def page_url(path: str, directory_urls: bool) -> str:
    """The address of a Markdown page relative to the site's root."""
    stem = path.removesuffix(".md")
    if not directory_urls:
        return f"{stem}.html"
    return stem.removesuffix("index") if stem == "index" or stem.endswith("/index") else f"{stem}/"
