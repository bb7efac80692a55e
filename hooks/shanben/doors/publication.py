"""What one build publishes: the library, its addresses, and the pages that present it. The doors share it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page as SitePage

from shanben.addresses import Addresses, page_url
from shanben.export.site_reading import SiteReading
from shanben.kept import Kept, digest_of
from shanben.model.library import Library, Page, ShapedSource
from shanben.model.works import bare
from shanben.problems import Problem
from shanben.remembered import Remembered
from shanben.render.asked import Asking
from shanben.render.desk import Task
from shanben.render.faults import Shows
from shanben.render.inline import weave
from shanben.render.receipts import planned_receipts, receipt_pages
from shanben.render.works import planned_pages, whole_pages, work_pages
from shanben.search.passages import Searchable

_KEY = "_shanben"


@dataclass(frozen=True, slots=True)
class Watched:
    """What a server that is being watched knows of a library: its problems, and what is shown of it."""

    problems: tuple[Problem, ...]
    shows: Shows = "the text"


class Publication:
    """What one build publishes; ``publication_of`` finds it again."""

    def __init__(
        self,
        library: Library,
        problems: tuple[Problem, ...],
        where: Addresses,
        site: Path,
        seeds: str,
        kept: Kept,
        remembered: Remembered,
    ) -> None:
        self.library = library
        self.problems = problems
        self.where = where
        self.site = site
        self.seeds = seeds
        self.works = {work.id: work for work in library.works}
        self.pages: dict[str, Page] = {}
        """By path; those of works and receipts are only planned, and ``written`` has them."""
        self.planned: dict[str, ShapedSource] = {}
        """The sources that planned pages are of, by path."""
        self.paths: dict[str, tuple[str, ...]] = {}
        """The planned pages of each source, by its slug."""
        self.kept = kept
        """What earlier builds have written."""
        self.remembered = remembered
        """What earlier builds, and this one, have found out."""
        self.web = weave(library, self.remembered)
        self.filled = False
        """Whether planned pages are filled in by us; see ``filled``."""
        self.files: Files = Files([])
        self.nav = Navigation([], [])
        self._states: dict[str, str] = {}
        self._last: tuple[ShapedSource | None, dict[str, Page]] = (None, {})
        self.above: dict[str, SitePage] = {}
        """The pages under which those stand that no navigation holds, by path."""
        self.site_pages: dict[str, list[SitePage]] = {}
        self.tasks: Callable[[], tuple[Task, ...]] = tuple
        self.watched: Watched | None = None
        """Where a server shows it."""
        self.by_hand: list[Searchable] = []
        """Pages written by hand, as search sees them."""
        self.digests: dict[str, str] = {}
        """The SHA-256 of files that were written by us and belong to no source: the search index, ``library.json``."""
        self.reading = SiteReading()
        """What the finished pages hold, once they were read."""
        self.wholly_read = False
        """Whether that is all of them, and nobody else changes them."""
        self.entries: list[dict[str, Any]] = []
        """The works as entries of the navigation, each a title with a path or with the entries of its pages."""

    def plan(self, shaped: ShapedSource) -> tuple[Page, ...]:
        """The pages of a source without their bodies: those of its works, those of whole works, its receipts."""
        planned = (*planned_pages(shaped, self.where), *planned_receipts(shaped, self.where))
        self.pages |= {page.path: page for page in planned}
        self.planned |= {page.path: shaped for page in planned}
        self.paths[shaped.source.slug] = tuple(page.path for page in planned)
        return planned

    def written(self, path: str) -> Page:
        """A page with its body. The pages of a source are written at once, and only the last source's are kept."""
        shaped = self.planned.get(path)
        if shaped is None:
            return self.pages[path]
        if self._last[0] is not shaped:
            self._last = shaped, {page.path: page for page in self._write(shaped)}
        return self._last[1][path]

    def _write(self, shaped: ShapedSource) -> Iterator[Page]:
        yield from work_pages(shaped, self.where, self.web)
        yield from whole_pages(shaped, self.where, self.web)
        yield from receipt_pages(shaped, self.where)

    def addresses(self, work: str, anchor: str) -> str:
        """The address of an anchor of a work, relative to the site's root."""
        return self.where.url(work, anchor)

    def glossary(self, term: str) -> str:
        """The address of a term's entry in the glossary, relative to the site's root."""
        return f"{page_url(self.web.glossary.page_of[term], self.where.directory_urls)}#{term}"

    @contextmanager
    def asking(self, shaped: ShapedSource) -> Iterator[Asking]:
        """While the pages of a source are written, whatever they look up in the rest of the library is remembered."""
        where, web = self.where, self.web
        lent = Asking(where, web, frozenset(work.id for work in shaped.works))
        self.where, self.web = lent.addresses, lent.web
        try:
            yield lent
        finally:
            self.where, self.web = where, web

    def state(self, shaped: ShapedSource) -> str:
        """The SHA-256 of a source and of what its library found out about its works; empty where nobody can tell."""
        if not shaped.made_of:
            return ""
        slug = shaped.source.slug
        if slug not in self._states:
            found = [bare(work) for work in shaped.works]
            self._states[slug] = digest_of(
                shaped.made_of, shaped.automatic, shaped.edition_path, shaped.facsimile, found
            )
        return self._states[slug]

    def publish(self, config: MkDocsConfig) -> None:
        """Let the doors find it in ``config``, for this build."""
        config.extra[_KEY] = self


def publication_of(config: MkDocsConfig) -> Publication:
    """What this build publishes. Raises KeyError before the library was read."""
    publication: Publication = config.extra[_KEY]
    return publication
