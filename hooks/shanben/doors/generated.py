"""The pages and files that a build makes, handed to the generator."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import cache, partial
from html import escape
from pathlib import Path
from typing import Any
from urllib.parse import quote

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

from shanben.addresses import CATALOGUE, SOURCES
from shanben.compare.version_pages import version_pages
from shanben.doors.asked_for import Waiting, waiting
from shanben.doors.filled import FilledPage
from shanben.doors.former import former_pages
from shanben.doors.kept_parts import works_in
from shanben.doors.left_pages import LeftPage, leave_below, leave_page
from shanben.doors.listed import script_beside
from shanben.doors.page_files import front, page_file
from shanben.doors.publication import Publication, publication_of
from shanben.doors.streamed import StreamedFile
from shanben.export import library_index
from shanben.export.library_file import library_pieces
from shanben.model.library import Page, ShapedSource
from shanben.model.text import Origin
from shanben.pictures import original_path, pictures_of, published_path, sheet_path
from shanben.read.pictures import picture_bytes
from shanben.render.bookmarks_page import BOOKMARKS, bookmarks_page
from shanben.render.browse import BROWSE, browse_pages
from shanben.render.catalogue import TITLE as CATALOGUE_TITLE
from shanben.render.catalogue import catalogue_page
from shanben.render.collections import collection_pages
from shanben.render.desk import DESK, Locate, desk_page, tasks
from shanben.render.desk import TITLE as DESK_TITLE
from shanben.render.glossary_pages import glossary_pages
from shanben.render.search_page import SEARCH, search_page
from shanben.render.sources import TITLE as SOURCES_TITLE
from shanben.render.sources import sources_page


def add_everything(files: Files, config: MkDocsConfig) -> None:
    """Add all that the library makes, and keep the entries of its works for the navigation."""
    publication = publication_of(config)
    library = publication.library
    for shaped in library.sources:
        publication.entries += _add_works(files, config, shaped, publication)
    root = Path(config.config_file_path).parent
    for work in library.works:
        for path in publication.remembered.once(("pictures", work.id), (work,), partial(pictures_of, work)):
            picture = picture_bytes(root / publication.seeds, path)
            if picture is not None:  # else it is told; a server shows the rest
                files.append(File.generated(config, published_path(work.id, path), content=picture))
    for shaped in library.sources:
        _add_facsimile(files, config, shaped, root / publication.seeds)
    where = publication.where
    for versions in library.versions:
        _add_or_leave_below(
            files, config, f"works/{versions.id}/versions",
            partial(version_pages, versions, publication.works, where.link, where.between, publication.remembered),
        )  # fmt: skip
    _add_or_leave(files, config, Page(CATALOGUE, CATALOGUE_TITLE), lambda: catalogue_page(library, where))
    _add_or_leave_below(files, config, BROWSE, lambda: browse_pages(library, where))
    for page in collection_pages(library, where):
        _add(files, config, page)
    _add_or_leave(files, config, Page(SOURCES, SOURCES_TITLE), lambda: sources_page(library, where))
    for page in glossary_pages(library, where):
        _add(files, config, page)
    if files.get_file_from_path(SEARCH) is None:  # who wrote one has their own
        _add(files, config, search_page())
    if files.get_file_from_path(BOOKMARKS) is None:
        _add(files, config, bookmarks_page())
    locate = _locator(root, publication.seeds)
    problems, terms = publication.problems, publication.web.glossary
    publication.tasks = cache(lambda: tasks(library, problems, where, terms, locate))
    _add_or_leave(
        files, config, Page(DESK, DESK_TITLE),
        lambda: desk_page(publication.tasks(), where, lambda path: _edited_at(config, path)),
    )  # fmt: skip
    for path, leading in former_pages(publication):
        files.append(File.generated(config, path, content=leading))
    placed = library_index.Placed(lambda: library_pieces(library, problems, works_in(publication)))
    files.append(StreamedFile.of(config, "library.json", placed.library))
    files.append(StreamedFile.of(config, library_index.PATH, placed.index))


def _add_works(
    files: Files, config: MkDocsConfig, shaped: ShapedSource, publication: Publication
) -> Iterator[dict[str, Any]]:
    """Add the pages of a source; an entry of the navigation for each of its works."""
    titled: dict[str, list[dict[str, str]]] = {work.id: [] for work in shaped.works}
    pages = [publication.where.works[work.id] for work in shaped.works]
    wholes = {several.whole for several in pages if several.sections}
    for page in publication.plan(shaped):
        title = escape(page.title, quote=False) if page.work and page.path not in wholes else None
        if publication.filled:
            files.append(FilledPage.of(config, page.path, front(page), title, page.origin))
        else:
            _add(files, config, page)
        if title is not None:
            titled[page.work].append({title: page.path})
    for work in shaped.works:
        entries = titled[work.id]
        yield entries[0] if len(entries) == 1 else {escape(work.name, quote=False): list(entries)}


def _add_facsimile(files: Files, config: MkDocsConfig, shaped: ShapedSource, seeds: Path) -> None:
    """Add the pictures of a source's pages and the document it came from; they are copied, never read as a whole."""
    kept = shaped.facsimile
    if kept is None:
        return
    slug = shaped.source.slug
    for sheet in kept.sheets.values():
        if picture_bytes(seeds, sheet.image) is not None:
            path = sheet_path(slug, sheet.page, sheet.image)
            files.append(File.generated(config, path, abs_src_path=str((seeds / sheet.image).resolve())))
    if kept.original:
        original = str((seeds / kept.original).resolve())
        files.append(File.generated(config, original_path(slug, kept.original), abs_src_path=original))


def _add(files: Files, config: MkDocsConfig, page: Page) -> File:
    # The body is written already: the door puts it in the place of this empty Markdown.
    file = page_file(config, page, File)
    files.append(file)
    publication_of(config).pages[page.path] = page
    if script := script_beside(config, page):
        files.append(script)
    return file


def _add_or_leave(files: Files, config: MkDocsConfig, planned: Page, make: Callable[[], Page]) -> None:
    """Add a page, or leave it to be asked for."""
    later = _leaving(config)
    if later is None:
        _add(files, config, make())
        return
    file = page_file(config, planned, LeftPage)
    files.append(file)
    leave_page(later, config, file, planned, make)


def _add_or_leave_below(files: Files, config: MkDocsConfig, folder: str, make: Callable[[], Iterable[Page]]) -> None:
    """Add all pages below a folder, or leave them to be asked for."""
    later = _leaving(config)
    if later is not None:
        leave_below(later, config, folder, make, partial(_add, files, config))
        return
    for page in make():
        _add(files, config, page)


def _leaving(config: MkDocsConfig) -> Waiting | None:
    """What a server leaves; where others want to see each page, none is left."""
    return waiting() if publication_of(config).filled else None


def _locator(root: Path, seeds: str) -> Locate:
    """Finds lines in files of the seeds' folder; each file is read once."""

    @cache
    def lines(path: Path) -> dict[str, int]:
        text = path.read_text(encoding="utf-8", errors="replace") if path.is_file() else ""
        return {line: number for number, line in enumerate(text.splitlines(), 1)}

    return lambda name, line: Origin(f"{seeds}/{name}", lines(root / seeds / name).get(line, 0))


def _edited_at(config: MkDocsConfig, path: str) -> str:
    """Where a file of the project is edited, after ``repo_url`` and ``edit_uri``; empty where nobody says."""
    if not (config.repo_url and config.edit_uri):
        return ""
    folder, _, docs = config.edit_uri.strip("/").rpartition("/")
    if docs != Path(config.docs_dir).name:
        return ""  # a form of address that we cannot turn to another folder
    return f"{config.repo_url.rstrip('/')}/{folder}/{quote(path)}"
