"""The navigation: the works in it, and of all works only the present one on a page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from mkdocs.structure.nav import Navigation, Section
from mkdocs.structure.pages import Page as SitePage

from shanben.addresses import CATALOGUE
from shanben.doors.publication import Publication
from shanben.doors.titles import show_in_every_language
from shanben.model.language import Translation, TranslationStatus
from shanben.render.desk import DESK
from shanben.render.glossary import GLOSSARY

WORKS = "works/"
"""What stands for all works in the navigation of ``mkdocs.yml``."""


def navigation(nav: Any, works: list[dict[str, Any]], has_terms: bool) -> Iterator[Any]:
    """The navigation of ``mkdocs.yml`` with the works in the place of ``works/``; the glossary after them, the editors'
    page at the end.
    """
    for entry in nav or [{"文集": WORKS}]:
        if isinstance(entry, dict) and WORKS in entry.values():
            yield {next(iter(entry)): [CATALOGUE, *works]}
            if has_terms:
                yield GLOSSARY
        else:
            yield entry
    yield DESK


def group_by_work(nav: Navigation, publication: Publication) -> None:
    """Group the pages of each work, so that a page can show its own and no other; give titles their languages."""
    for site_page in nav.pages:
        page = publication.pages.get(site_page.file.src_uri)
        if page and page.work:
            publication.site_pages.setdefault(page.work, []).append(site_page)
            show_in_every_language(site_page, page.translations)
            if site_page.parent and site_page.parent.children[0] is site_page:  # a work of several pages is a section
                show_in_every_language(site_page.parent, page.translations)
    for item in _titled_by_hand(nav.items):
        chinese, divided, english = (item.title or "").partition(" · ")
        if divided:
            item.title = chinese
            show_in_every_language(item, [Translation("en", english, TranslationStatus.EDITORIAL)])


def _titled_by_hand(items: Iterable[Any]) -> Iterator[Any]:
    """What ``mkdocs.yml`` names, written ``中文 · English``: not the works, whose titles are their own."""
    for item in items:
        yield item
        children = item.children or []
        if children and _path(children[0]) != CATALOGUE:
            yield from _titled_by_hand(children)


def shown_on(nav: Navigation, page: SitePage, publication: Publication) -> Navigation:
    """The navigation as a page shows it, with its own work and a link to the catalogue: a page must not grow with the
    library.
    """
    made = publication.pages.get(page.file.src_uri)
    mine = publication.site_pages.get(made.work, []) if made else []
    items = [_own(item, mine, page) if _holds_all_works(item) else item for item in nav.items]
    return Navigation(items, [one for one in (nav.homepage, *mine, page) if one])


def _holds_all_works(item: Any) -> bool:
    return isinstance(item, Section) and any(_path(child) == CATALOGUE for child in item.children[:1])


def _own(section: Section, mine: list[SitePage], page: SitePage) -> Section:
    """The section of all works, cut down to the catalogue and the present work."""
    children: list[Any] = [section.children[0]]
    if len(mine) > 1:
        work = Section(mine[0].title or "", list(mine))
        work.active = page in mine
        show_in_every_language(work, getattr(mine[0], "translations", ()))
        children.append(work)
    else:
        children += mine
    own = Section(section.title, children)
    show_in_every_language(own, getattr(section, "translations", ()))
    own.active = page in mine or page is section.children[0]
    return own


def _path(item: Any) -> str:
    return item.file.src_uri if isinstance(item, SitePage) else ""
