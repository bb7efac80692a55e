"""MkDocs door: the search index beside the finished site, in ``search/``.

The search client (``javascripts/search*.js``) reads it from there; Material's own search plugin is not used.
"""

from __future__ import annotations

from functools import partial
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page as SitePage

from shanben.doors.asked_for import waiting
from shanben.doors.kept_parts import entries_in, scripts_of
from shanben.doors.linked import writer_of
from shanben.doors.publication import publication_of
from shanben.search.index import search_files
from shanben.search.written_pages import searchable_page


@event_priority(-100)
def on_page_content(html: str, *, page: SitePage, config: MkDocsConfig, files: Files) -> str:  # noqa: ARG001
    """Learn what a hand-written page holds, when all plugins have done with it."""
    publication = publication_of(config)
    told = page.meta.get("search")
    if page.file.src_uri in publication.pages or (isinstance(told, dict) and told.get("exclude")):
        return html
    name = page.file.src_uri.removesuffix(".md")
    found = searchable_page(name, page.url, str(page.title or ""), html, len(publication.library.languages))
    if found:
        publication.by_hand.append(found)
    return html


@event_priority(120)
def on_post_build(*, config: MkDocsConfig) -> None:
    """Write the index, which needs no page, before those that are still being filled; files of an earlier build that
    it no longer has are removed.

    The publication says where works stand (``addresses``) and, where it has a glossary, terms (``glossary``). A server
    writes it when somebody searches.
    """
    later = waiting()
    if later:
        later.search = lambda: _write(config)
    else:
        _write(config)


def _write(config: MkDocsConfig) -> None:
    publication = publication_of(config)
    folder = Path(config.site_dir) / "search"
    written, writer = set(), writer_of(config)
    of_source = partial(entries_in, publication)
    for name, content in search_files(
        publication.library, publication.addresses, publication.glossary, publication.by_hand, of_source,
        scripts_of(publication.kept),
    ):  # fmt: skip
        publication.digests[f"search/{name}"] = writer.put(f"search/{name}", content.encode())
        written.add(name)
    for old in folder.glob("*.js"):
        if old.name not in written:
            old.unlink()
