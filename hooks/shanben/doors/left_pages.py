"""Lists over the whole library, which a server leaves until a browser asks for one of them.

The catalogue, the groups, the versions and the editors' page are made of all works, and take longer to make than the
page that was changed. The generator finds those that stand in a navigation; their words and the others are made when
they are asked for, and built by the generator's own means.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

from jinja2 import Environment
from mkdocs.commands.build import _build_page, _populate_page
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page as SitePage

from shanben.doors.asked_for import Waiting
from shanben.doors.listed import script_beside
from shanben.doors.page_files import front, head_of
from shanben.doors.publication import Publication, publication_of
from shanben.doors.serving import over
from shanben.doors.titles import show_in_both
from shanben.markup import Markup
from shanben.model.library import Page

Make = Callable[[], Page]
Below = Callable[[], Iterable[Page]]

_TEMPLATES = "_shanben_templates"


class LeftPage(File):
    """A file for a page that the generator knows and does not build."""

    _left = False

    def is_documentation_page(self) -> bool:
        """Not until it is asked for."""
        return not self._left and super().is_documentation_page()

    def copy_file(self, dirty: bool = False) -> None:
        """Nothing is there to copy."""


def remember_templates(config: MkDocsConfig, templates: Environment) -> None:
    """Remember the generator's templates, with which pages are built later."""
    config.extra[_TEMPLATES] = templates


def leave_page(later: Waiting, config: MkDocsConfig, file: LeftPage, planned: Page, make: Make) -> None:
    """Leave one page; ``planned`` is what the navigation needs of it."""
    file.dest_uri = str(file.dest_uri)  # is settled now: it would be that of no page from here on
    file._left = True
    publication_of(config).pages[planned.path] = planned
    later.left[file.dest_uri] = lambda above: _build(config, file, make(), above)


def leave_below(later: Waiting, config: MkDocsConfig, folder: str, make: Below, add: Callable[[Page], File]) -> None:
    """Leave all pages below a folder; which they are is known when one of them is asked for, and ``add`` adds them."""

    def find() -> None:
        for page in make():
            file = add(page)
            later.left[file.dest_uri] = lambda above, file=file, page=page: _build(config, file, page, above)  # type: ignore[misc]

    later.below[folder] = find


def name_left(files: Files, publication: Publication) -> None:
    """Let the navigation know what those pages are called that stand in it."""
    for file in files:
        if isinstance(file, LeftPage) and file.page is not None:
            file.page.meta, file.page.markdown = front(publication.pages[file.src_uri]), ""
            show_in_both(file.page)  # as when it is built


def _build(config: MkDocsConfig, file: File, page: Page, above: Markup | None) -> None:
    """Build a page as the generator does, with something over it where a later build has failed."""
    publication = publication_of(config)
    publication.pages[page.path] = page
    if script := script_beside(config, page):
        publication.files.append(script)
        beside = Path(config.site_dir, script.dest_uri)
        beside.parent.mkdir(parents=True, exist_ok=True)
        beside.write_text(script.content_string, encoding="utf-8", newline="")
    file.content_string = head_of(page)
    shown = file.page or SitePage(None, file, config)
    _populate_page(shown, config, publication.files)
    documents = publication.files.documentation_pages()
    _build_page(shown, config, documents, publication.nav, config.extra[_TEMPLATES])
    if above is not None:
        path = Path(config.site_dir, file.dest_uri)
        path.write_bytes(over(path.read_bytes(), above))
