"""What one build publishes: the library, its addresses, and the pages that present it. The doors share it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.pages import Page as SitePage

from shanben.addresses import Addresses, page_url
from shanben.export.site_reading import SiteReading
from shanben.model.library import Library, Page
from shanben.problems import Problem
from shanben.render.desk import Task
from shanben.render.faults import Shows
from shanben.render.inline import weave
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
        self, library: Library, problems: tuple[Problem, ...], where: Addresses, site: Path, seeds: str
    ) -> None:
        self.library = library
        self.problems = problems
        self.where = where
        self.site = site
        self.seeds = seeds
        self.works = {work.id: work for work in library.works}
        self.web = weave(library)
        self.pages: dict[str, Page] = {}
        self.above: dict[str, SitePage] = {}
        """The pages under which those stand that no navigation holds, by path."""
        self.site_pages: dict[str, list[SitePage]] = {}
        self.tasks: tuple[Task, ...] = ()
        self.watched: Watched | None = None
        """Where a server shows it."""
        self.by_hand: list[Searchable] = []
        """Pages written by hand, as search sees them."""
        self.reading = SiteReading()
        """What the finished pages hold, once they were read."""
        self.entries: list[dict[str, Any]] = []
        """The works as entries of the navigation, each a title with a path or with the entries of its pages."""

    def addresses(self, work: str, anchor: str) -> str:
        """The address of an anchor of a work, relative to the site's root."""
        return self.where.url(work, anchor)

    def glossary(self, term: str) -> str:
        """The address of a term's entry in the glossary, relative to the site's root."""
        return f"{page_url(self.web.glossary.page_of[term], self.where.directory_urls)}#{term}"

    def publish(self, config: MkDocsConfig) -> None:
        """Let the doors find it in ``config``, for this build."""
        config.extra[_KEY] = self


def publication_of(config: MkDocsConfig) -> Publication:
    """What this build publishes. Raises KeyError before the library was read."""
    publication: Publication = config.extra[_KEY]
    return publication
