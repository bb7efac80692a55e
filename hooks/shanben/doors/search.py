"""MkDocs door: the search index beside the finished site, in ``search/``.

The search client (``javascripts/search*.js``) reads it from there; Material's own search plugin is not used.
"""

from __future__ import annotations

from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig

from shanben.doors.publication import publication_of
from shanben.search.index import search_files


def on_post_build(*, config: MkDocsConfig) -> None:
    """Write the index; files of an earlier build that it no longer has are removed.

    The publication says where works stand (``addresses``) and, where it has a glossary, terms (``glossary``).
    """
    publication = publication_of(config)
    folder = Path(config.site_dir) / "search"
    folder.mkdir(parents=True, exist_ok=True)
    written = set()
    for name, content in search_files(publication.library, publication.addresses, publication.glossary):
        (folder / name).write_text(content, encoding="utf-8")
        written.add(name)
    for old in folder.glob("*.js"):
        if old.name not in written:
            old.unlink()
