"""Every address is made here: what works, sections and blocks are called, on which page they stand, how pages link.

What is written and what is linked both ask this module, so that a link cannot ask for an anchor that no page has.
"""

from __future__ import annotations

import hashlib
import posixpath
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType

from shanben.model.forms import Cell
from shanben.model.library import Library
from shanben.model.text import Block, BlockKind, Source
from shanben.model.versions import Version, Versions
from shanben.model.works import Section, SectionKind, Work

HOME = "index.md"
CATALOGUE = "works/index.md"
SOURCES = "sources/index.md"

# --- names ------------------------------------------------------------------------------------------------------------

LONGEST_NAME = 80
"""Characters of a name; file systems allow 255 bytes of it with what is put around it."""
_RESERVED = frozenset(
    {"index", "whole"}  # pages of the engine's own
    | {"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(10))}
)
"""No section may be called so: the first are pages beside it, the others no file may be called on Windows."""
_FILES = (".css", ".epub", ".html", ".js", ".json", ".md", ".svg", ".txt", ".xml")
"""What files end in that stand beside pages: a page is a folder, and would take the place of one or pass for one."""
_PREFIXES = ("sb-", "gloss-")
"""What ids on a page begin with that belong to no text."""


def safe_name(name: str) -> str:
    """``name`` (ASCII letters, digits, ``.-_``) as an address that every file system and every page has free.

    A name that is safe comes back as it is; others get an end that tells them apart. Two names that differ only in case
    are one address: ask :func:`same_address`.
    """
    safe = name.rstrip(".")
    if safe.lower().endswith(_FILES):
        safe += "-text"
    if len(safe) > LONGEST_NAME:
        digest = hashlib.sha256(name.encode()).hexdigest()[:8]
        safe = f"{safe[: LONGEST_NAME - 9].rstrip('.-_')}-{digest}"
    stem, dot, rest = safe.partition(".")
    if stem.lower() in _RESERVED:
        return f"{stem}-text{dot}{rest}"
    return f"text-{safe}" if safe.lower().startswith(_PREFIXES) else safe


def comparison_page(versions: Versions, one: Version, other: Version) -> str:
    """The page that compares two versions of a work; the older stands first in its name."""
    older, newer = sorted((one, other), key=versions.versions.index)
    names = (
        version.date if version.work == versions.id else version.work.removeprefix(f"{versions.id}/")
        for version in (older, newer)
    )
    return f"works/{versions.id}/versions/{'_'.join(names)}.md"


COLLECTIONS = "collections"
"""The folder of their pages."""


def collection_path(name: str) -> str:
    """The page of a collection."""
    return f"{COLLECTIONS}/{name}.md"


def same_address(name: str) -> str:
    """What two names share that would be one file where case does not count."""
    return name.lower()


def article_name(values: Iterable[int], within: str = "") -> str:
    """第十二条 is ``art-12``, 第十二条之一 ``art-12_1``; ``within`` is the id of the annex that counts its own."""
    name = "art-" + "_".join([str(value) for value in values])
    return f"{within}-{name}" if within else name


def heading_anchor(kind: SectionKind, name: str) -> str:
    """Where a section's heading stands: ``s4-1`` for a number, ``s-conclusion`` for a name; articles by their id."""
    return name if kind in (SectionKind.ARTICLE, SectionKind.ANNEX) else _lettered("s", name)


def paragraph_name(section: str, ordinal: str) -> str:
    """A paragraph outside of articles: ``p4-1-2``, ``p-conclusion-2``."""
    return f"{_lettered('p', section)}-{ordinal}"


def _lettered(letter: str, name: str) -> str:
    return f"{letter}{name}" if name[:1].isdigit() else f"{letter}-{name}"


# --- anchors ----------------------------------------------------------------------------------------------------------


def is_published(block: Block) -> bool:
    """Whether readers see this block; furniture is kept and counted but not shown."""
    return block.kind is not BlockKind.FURNITURE


def size(work: Work) -> int:
    """Characters of the work that are published."""
    return sum(len(span) for block in work.blocks() if is_published(block) for span in block.spans)


def opening(section: Section) -> Block | None:
    """The block whose first words carry a section's anchor, where it has no heading of its own: 第十二条 with its text.

    None where a heading carries it, or where nothing of the section is shown.
    """
    if section.heading is not None:
        return None
    return next(filter(is_published, section.blocks), None)


def openings(work: Work) -> dict[str, str]:
    """The anchors that blocks carry for the sections they open, by the blocks' ids."""
    return {block.id: section.anchor for section in work.sections() if (block := opening(section))}


def anchors(work: Work) -> Iterator[str]:
    """Every anchor that the pages of a work have, in reading order: exactly these are written, and may be linked."""
    yield from _of_blocks(work.front)
    for section in work.sections():
        yield from _anchors(section)


def _anchors(section: Section) -> Iterator[str]:
    if section.heading is not None or opening(section):
        yield section.anchor
    yield from _of_blocks(section.blocks)


def _of_blocks(blocks: Iterable[Block]) -> Iterator[str]:
    """The anchors of blocks, and of a table before its first cell."""
    table = ""
    for block in filter(is_published, blocks):
        if isinstance(block.form, Cell) and block.form.table != table:
            table = block.form.table
            yield table
        yield block.id


# --- pages ------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class WorkPages:
    """The pages of one work: a landing page and, where it is long, one for each top-level section."""

    work: Work
    landing: str
    sections: tuple[tuple[Section, str], ...]
    """Top-level sections that have a page of their own, with its path; empty for a short work."""
    page_of: Mapping[str, str]
    """The page of every anchor, as :func:`anchors` lists them."""
    characters: int = 0
    """How many the work publishes."""

    @property
    def whole(self) -> str:
        """The page with the whole text, to be read through or printed; the landing page where that holds it."""
        return f"works/{self.work.id}/whole.md" if self.sections else self.landing

    def shown(self, path: str) -> Iterator[Section]:
        """The sections whose headings stand on a page of the work."""
        if path == self.whole:
            return self.work.root.walk()
        return next((section.walk() for section, page in self.sections if page == path), iter((self.work.root,)))


LEAST = 40
"""The part of a long work that its sections have at least, one by one, if each is to have a page: a law of articles
without chapters would be torn into pages of three lines.
"""


def work_pages(work: Work, long_work: int) -> WorkPages:
    """How a work is cut into pages. ``long_work`` is in characters."""
    landing = f"works/{work.id}/index.md"
    characters = size(work)
    children = len(work.root.children)
    divided = characters >= long_work and children > 1 and characters / children >= long_work / LEAST
    sections = tuple((child, f"works/{work.id}/{child.id}.md") for child in work.root.children) if divided else ()
    page_of = dict.fromkeys(anchors(work), landing)
    for child, page in sections:
        page_of |= dict.fromkeys((anchor for section in child.walk() for anchor in _anchors(section)), page)
    return WorkPages(work, landing, sections, MappingProxyType(page_of), characters)


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
        """The address of an anchor of a work as written on the page ``here``."""
        return f"{self.between(here, self.page(work, anchor))}#{anchor}"

    def between(self, here: str, there: str) -> str:
        """The address of a page as written on another page; both are given by their paths: ``../x/``."""
        return between(page_url(here, self.directory_urls), page_url(there, self.directory_urls))

    def url(self, work: str, anchor: str) -> str:
        """The address of an anchor relative to the site's root: ``works/x/#p4-1``."""
        return f"{page_url(self.page(work, anchor), self.directory_urls)}#{anchor}"

    def receipt_page(self, source: Source, line: int) -> str:
        """The path of the receipt page that shows a line of a source."""
        return receipt_path(source, (line - 1) // self.receipt_lines)


def addresses(
    library: Library,
    long_work: int,
    receipt_lines: int,
    directory_urls: bool,
    cut: Callable[[Work, int], WorkPages] = work_pages,
) -> Addresses:
    """The addresses of a library; ``cut`` is ``work_pages``, or what remembers what that said."""
    works = {work.id: cut(work, long_work) for work in library.works}
    return Addresses(MappingProxyType(works), receipt_lines, directory_urls)


def receipt_path(source: Source, part: int) -> str:
    """The path of one part (from 0) of a source's receipt."""
    return f"sources/{source.slug}/{'index' if part == 0 else part + 1}.md"


def relative(here: str, there: str) -> str:
    """The path of a page as written on another page."""
    return posixpath.relpath(there, posixpath.dirname(here) or ".")


@lru_cache(maxsize=4096)
def between(here: str, there: str) -> str:
    """An address as written at another one; both are relative to the site's root, a folder's ends with a slash.

    A place on the same page is its anchor alone: from a folder that no server hands out, ``./`` lists the folder.
    """
    path, mark, anchor = there.partition("#")
    if anchor and path == here:
        return mark + anchor
    link = posixpath.relpath(path or ".", posixpath.dirname(here) or ".")
    return link + ("/" if path.endswith("/") or not path else "") + mark + anchor


def page_url(path: str, directory_urls: bool) -> str:
    """The address of a Markdown page relative to the site's root."""
    stem = path.removesuffix(".md")
    if not directory_urls:
        return f"{stem}.html"
    return stem.removesuffix("index") if stem == "index" or stem.endswith("/index") else f"{stem}/"
