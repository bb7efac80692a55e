"""Pages of several texts in another script: a script beside each, made anew only where its words are others."""

from __future__ import annotations

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File

from shanben.addresses import CATALOGUE, COLLECTIONS
from shanben.doors.publication import Publication, publication_of
from shanben.kept import digest_of
from shanben.model.library import Page
from shanben.programs import programs
from shanben.render.browse import BROWSE
from shanben.render.listed_scripts import listed_script
from shanben.render.scripts import script_path


def is_listed(path: str) -> bool:
    """Whether a page shows words of several texts: the catalogue, groups, collections, versions."""
    return path == CATALOGUE or path.startswith((f"{BROWSE}/", f"{COLLECTIONS}/")) or "/versions/" in path


def script_beside(config: MkDocsConfig, page: Page) -> File | None:
    """The script with the other forms of a page of several texts, if it is one and has any."""
    if page.work or not is_listed(page.path):
        return None
    content = _made(publication_of(config), page)
    return File.generated(config, script_path(page.path), content=content) if content else None


def _made(publication: Publication, page: Page) -> str:
    key = digest_of("listed script", programs(), page.html)
    found = publication.kept.get(key)
    if found is not None:
        return found.decode("utf-8", "replace")
    made = listed_script(page.html)
    publication.kept.put(key, made.encode())
    return made
