"""What the templates are told of a page that shows a work."""

from __future__ import annotations

from typing import Any
from urllib.parse import urljoin

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.pages import Page as SitePage

from shanben.doors.publication import Publication
from shanben.markup import phrased
from shanben.metadata import worded_on
from shanben.model.library import Page
from shanben.render.citing import citation
from shanben.render.facing import facing_path
from shanben.render.outline_script import outline_path
from shanben.render.pinyin import sounds
from shanben.render.scripts import forms_of, script_path


def tell_of_its_work(page: Any, made: Page, publication: Publication, config: MkDocsConfig) -> None:
    """Tell the templates what a page shows of its work: citation, contents, facing source, sounds, a cover for print.

    The whole text on one page is a second copy: it is printed and read, while cited are the pages of the sections.
    """
    work, pages = publication.works[made.work], publication.where.works[made.work]
    page.previous_page = _within(publication, made.work, page.previous_page)
    page.next_page = _within(publication, made.work, page.next_page)
    page.landing = publication.addresses(work.id, work.root.anchor).partition("#")[0]
    page.outline = outline_path(work)
    page.sounds = sounds(work, pages.shown(made.path))
    cited = citation(work, config.site_name)
    if made.path == pages.whole:
        page.cover = cited | {
            "date": worded_on(work),
            "title": phrased(cited["item"]["title"]),
            "source": work.source.path.name,
            "url": work.lasting_address(page.canonical_url or ""),
        }
    if made.path in {pages.landing, *(path for _, path in pages.sections)}:
        page.citation = cited
        page.part_of = "" if made.path == pages.landing else work.name
        page.facing = facing_path(made.path)
        page.scripts = script_path(made.path) if forms_of(work) else ""
    elif config.site_url:
        page.canonical_url = urljoin(config.site_url, page.landing)


def _within(publication: Publication, work: str, page: SitePage | None) -> SitePage | None:
    """A neighbouring page where it belongs to the same work: a work does not turn into the next one in the folder."""
    made = publication.pages.get(page.file.src_uri) if page else None
    return page if made and made.work == work else None
