"""The works as a home page shows them: all of a small library; of a large one the ways in, and the latest."""

from __future__ import annotations

from collections.abc import Iterator

from shanben.addresses import CATALOGUE, Addresses
from shanben.labels import works_counted
from shanben.markup import Markup, both, element, joined, link
from shanben.model.library import Library
from shanben.model.works import Work
from shanben.render.browse import collections_list, largest, overview
from shanben.render.catalogue import catalogue_entries, versions_counted
from shanben.render.filed import day_of

HOME_WORKS = 12
"""Works that a home page shows at most."""


def home_works(library: Library, here: str, addresses: Addresses) -> Markup:
    """What the page ``here`` shows of a library. It is found as works, not as words of the page."""
    works, versions = library.current_works, versions_counted(library)
    if len(works) <= HOME_WORKS:
        parts: tuple[Markup, ...] = (catalogue_entries(works, here, addresses, versions),)
    else:
        latest, dated = _latest(works)
        every = link(
            addresses.between(here, CATALOGUE), both(f"全部 {len(works)} 篇", f"all {works_counted(len(works))}")
        )
        parts = (
            *_glance(library, here, addresses),
            *((element("p", both("最近的文本 · The latest texts"), classes="sb-ways"),) if dated else ()),
            catalogue_entries(latest, here, addresses, versions),
            element("p", every),
        )
    return element("div", joined(parts, "\n"), classes="sb-cards", data_search_exclude="true")


def _glance(library: Library, here: str, addresses: Addresses) -> Iterator[Markup]:
    yield from overview(library, here, addresses)
    yield from largest(library, here, addresses)
    yield from collections_list(library, here, addresses)


def _latest(works: tuple[Work, ...]) -> tuple[tuple[Work, ...], bool]:
    """The latest works by the day of their wording, and whether most have one; else the first as they are arranged."""
    dated = sorted((work for work in works if day_of(work)), key=day_of, reverse=True)
    enough = len(dated) * 2 > len(works)
    return tuple((dated if enough else works)[:HOME_WORKS]), enough
