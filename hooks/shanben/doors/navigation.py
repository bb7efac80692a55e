"""The navigation: the works in it, and of all works only the present one on a page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, file_sort_key
from mkdocs.structure.nav import Link, Navigation, Section
from mkdocs.structure.pages import Page as SitePage
from mkdocs.utils import nest_paths

from shanben.addresses import CATALOGUE, SOURCES
from shanben.doors.publication import Publication
from shanben.doors.titles import show_in_both, show_in_every_language
from shanben.render.desk import DESK
from shanben.render.glossary import GLOSSARY

WORKS = "works/"
"""What stands for all works in the navigation of ``mkdocs.yml``."""
TITLE = "文集 · Works"
MADE_BY = "awesome-nav"
"""A plugin that makes the navigation itself and takes none from us."""

NEAR = 20
"""Pages of a work that are shown on either side of the one that is read."""

Entries = Sequence[dict[str, Any]]
"""Works as entries of a navigation: a title with a path, or with the entries of several pages."""


def settle_navigation(config: MkDocsConfig, files: Files, publication: Publication) -> None:
    """Let the works into the navigation that a ``mkdocs.yml`` has or, where it has none, the one MkDocs would make."""
    if MADE_BY in config.plugins:
        return
    stated = _in_words(config.nav)
    if stated is None:
        by_hand = [file for file in files.documentation_pages() if _by_hand(file, publication)]
        paths = [file.src_uri for file in sorted(by_hand, key=file_sort_key)]
        stated = nest_paths(paths)  # type: ignore[no-untyped-call]  # of MkDocs
        stated = [*stated, {TITLE: WORKS}, SOURCES]
    config.nav = [*_with_works(stated, publication.entries, bool(publication.library.terms)), DESK]


def _in_words(nav: Any) -> Any:
    """A navigation whose titles are words: the theme prints them as they stand in ``mkdocs.yml``."""
    if isinstance(nav, dict):
        return {str(title).replace("<", "&lt;").replace('"', "&quot;"): _in_words(item) for title, item in nav.items()}
    return [_in_words(entry) for entry in nav] if isinstance(nav, list) else nav


def _by_hand(file: File, publication: Publication) -> bool:
    in_nav: bool = file.inclusion.is_in_nav()  # type: ignore[no-untyped-call]  # of MkDocs
    return in_nav and file.src_uri not in publication.pages


def _with_works(nav: Any, works: Entries, has_terms: bool) -> Iterator[Any]:
    """A navigation with the works in the place of ``works/``, the glossary after them."""
    for entry in nav if isinstance(nav, list) else [{title: item} for title, item in nav.items()]:
        title, item = next(iter(entry.items())) if isinstance(entry, dict) and entry else (TITLE, entry)
        if item == WORKS:
            yield {title: [CATALOGUE, *works]}
            if has_terms:
                yield GLOSSARY
        elif isinstance(item, list):
            yield {title: [*_with_works(item, works, has_terms)]}
        else:
            yield entry


def place_works(nav: Navigation, files: Files, publication: Publication) -> Navigation:
    """Where another plugin made the navigation: all works beside their catalogue, wherever it put that."""
    items, added = [*_placed(nav.items, None, files, publication)], []
    for section in items:
        added += [page for page in _pages(section) if page not in nav.pages]
    return Navigation(items, [*nav.pages, *added])


def _placed(items: Iterable[Any], parent: Section | None, files: Files, publication: Publication) -> Iterator[Any]:
    for item in items:
        if _path(item) == CATALOGUE:
            works = [_entry(entry, files) for entry in publication.entries]
            if parent:
                yield from (item, *_below(parent, works))
            else:
                section = Section(TITLE, [item, *works])
                _below(section, section.children)
                yield section
        else:
            if isinstance(item, Section):
                item.children = [*_placed(item.children, item, files, publication)]
            yield item


def _entry(entry: dict[str, Any], files: Files) -> Any:
    """A page or section of the navigation, from its entry."""
    ((title, item),) = entry.items()
    if isinstance(item, list):
        section = Section(title, [_entry(one, files) for one in item])
        _below(section, section.children)
        pages = [*_pages(section)]
        for before, after in pairwise(pages):
            before.next_page, after.previous_page = after, before
        return section
    file = files.get_file_from_path(item)
    assert file is not None
    page = file.page
    assert page is not None
    return page


def _below(parent: Section, children: Iterable[Any]) -> list[Any]:
    listed = list(children)
    for child in listed:
        child.parent = parent
    return listed


def _pages(item: Any) -> Iterator[SitePage]:
    if isinstance(item, SitePage):
        yield item
    for child in item.children or ():
        yield from _pages(child)


def group_by_work(nav: Navigation, publication: Publication) -> None:
    """Group the pages of each work, so that a page can show its own and no other; give titles their languages.

    The pages of no work turn into one another: from a work no page turns back to the catalogue.
    """
    others: list[SitePage] = []
    for site_page in nav.pages:
        page = publication.pages.get(site_page.file.src_uri)
        if page is None or not page.work:
            others.append(site_page)
        else:
            publication.site_pages.setdefault(page.work, []).append(site_page)
            show_in_every_language(site_page, page.translations)
            if site_page.parent and site_page.parent.children[0] is site_page:  # a work of several pages is a section
                show_in_every_language(site_page.parent, page.translations)
    for before, after in pairwise((None, *others, None)):
        if before:
            before.next_page = after
        if after:
            after.previous_page = before
    for item in _titled_by_hand(nav.items):
        show_in_both(item)


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
    items = [_cut(item, mine, page) for item in nav.items]
    return Navigation(items, [one for one in (nav.homepage, *mine, page) if one])


def shown_anywhere(nav: Navigation) -> Navigation:
    """The navigation as every page shows it, whatever its work, and a page that is of none."""
    return Navigation(without_works(nav), [nav.homepage] if nav.homepage else [])


def without_works(nav: Navigation) -> list[Any]:
    """The entries that every page shows, whatever its work."""
    return [_cut(item, [], None) for item in nav.items]


def _cut(item: Any, mine: list[SitePage], page: SitePage | None) -> Any:
    """An entry of the navigation without the works that are not shown; those that hold no works stay as they are."""
    if _holds_all_works(item):
        return _own(item, mine, page)
    if not isinstance(item, Section):
        return item
    children = [_cut(child, mine, page) for child in item.children]
    if all(new is old for new, old in zip(children, item.children, strict=True)):
        return item
    cut = Section(item.title, children)
    show_in_every_language(cut, getattr(item, "translations", ()))
    cut.active = item.active or any(child.active for child in children)
    return cut


_UNDER = (("sources/", SOURCES), ("glossary/", GLOSSARY), ("works/", CATALOGUE), ("collections/", CATALOGUE))
"""What stands in no navigation, by the beginning of its path, and the page it belongs under."""


def remember_above(files: Files, publication: Publication) -> None:
    """Remember the pages that others stand under, once for a build."""
    for _, path in _UNDER:
        file = files.get_file_from_path(path)
        if file and file.page:
            publication.above[path] = file.page


def trail(page: SitePage, nav: Navigation, publication: Publication) -> list[SitePage | Section]:
    """The way to a page that stands in no navigation: receipts, lists of uses, groups of works, collections, and over
    the pages of its versions a work.
    """
    path = page.file.src_uri
    above = next((publication.above.get(above) for start, above in _UNDER if path.startswith(start)), None)
    if page.ancestors or above is None or above is page:
        return []
    _, _, below = path.partition(WORKS)
    work, _, rest = below.partition("/")
    own = publication.site_pages.get(work, [])[:1] if rest.startswith("versions") else []
    return [one for one in (nav.homepage, _named_by(above), *own) if one]


def _named_by(page: SitePage) -> SitePage | Section:
    """What the navigation calls a page: the catalogue stands first in the section of all works, and is called so."""
    section = page.parent
    return section if section and _holds_all_works(section) else page


def _holds_all_works(item: Any) -> bool:
    return isinstance(item, Section) and any(_path(child) == CATALOGUE for child in item.children[:1])


def _own(section: Section, mine: list[SitePage], page: SitePage | None) -> Section:
    """The section of all works, cut down to the catalogue and the present work."""
    children: list[Any] = [section.children[0]]
    active = any(one is page for one in mine)  # to compare pages is dear
    if len(mine) > 1:
        work = Section(mine[0].title or "", [*_near(mine, page)])
        work.active = active
        show_in_every_language(work, getattr(mine[0], "translations", ()))
        children.append(work)
    else:
        children += mine
    own = Section(section.title, children)
    show_in_every_language(own, getattr(section, "translations", ()))
    own.active = active  # opened on the catalogue it would show nothing but its own name
    return own


def _near(mine: list[SitePage], page: SitePage | None) -> Iterator[Any]:
    """The pages of a work that one of them shows: all, or of very many those around it. Else a novel of a thousand
    chapters would hold a million links; its first page has the contents of the whole.
    """
    if len(mine) <= 2 * NEAR + 1:
        yield from mine
        return
    yield mine[0]
    every = Link(f"全部 {len(mine) - 1} 节 · All {len(mine) - 1} sections", mine[0].url)
    show_in_both(every)
    yield every
    here = next((place for place, one in enumerate(mine) if one is page), 0)
    start = max(1, min(here - NEAR, len(mine) - 2 * NEAR))
    yield from mine[start : start + 2 * NEAR]


def _path(item: Any) -> str:
    return item.file.src_uri if isinstance(item, SitePage) else ""
