"""The list of all works: each with its title in every language, what is known of it, and its size."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType

from shanben.addresses import CATALOGUE, Addresses, size
from shanben.labels import works_counted
from shanben.markup import Markup, article, both, bracketed, either, element, joined
from shanben.metadata import iso_date, stated
from shanben.model.library import Contents, Library, Page
from shanben.model.text import BlockKind, Supplied
from shanben.model.works import Work
from shanben.render.browse import collections_list, english_of, issuer_of, overview, year_of
from shanben.render.pinyin import sort_key
from shanben.render.translated import linked, shown_name


def catalogue_page(library: Library, addresses: Addresses) -> Page:
    """The list of all works."""
    title, count = "总目 · Catalogue", len(library.works)
    head = element("h1", both(title), id="catalogue")
    counted = element("p", both(f"{count} 篇", works_counted(count)), classes="sb-count")
    by_sound = sorted(library.works, key=lambda work: sort_key(work.name))
    order = {work.id: str(place) for place, work in enumerate(by_sound)}
    ways = (*overview(library, CATALOGUE, addresses), *collections_list(library, CATALOGUE, addresses))
    entries = catalogue_entries(library.works, CATALOGUE, addresses, order)
    body = (head, *_missing(library), *ways, counted, entries, *_names(library))
    return Page(CATALOGUE, title, article(body), (Contents("catalogue", title, (), ()),))


def _missing(library: Library) -> Iterator[Markup]:
    """What the library holds beside these works, but could not be read without a fault."""
    if library.missing:
        told = both(f"{len(library.missing)} 个来源有误，未能刊出 · left out for a fault")
        yield element("p", told, ": ", ", ".join(library.missing), classes="sb-missing", role="note")


def _names(library: Library) -> Iterator[Markup]:
    """What the filters, which a script makes of the entries, call the names in English."""
    named = {(fact.value or fact.text): fact.english for work in library.works for fact in work.facts if fact.english}
    if named:
        listed = (element("data", english, value=name) for name, english in sorted(named.items()))
        yield element("template", *listed, classes="sb-names")


def catalogue_entries(
    works: Iterable[Work], here: str, addresses: Addresses, order: Mapping[str, str] = MappingProxyType({})
) -> Markup:
    """A list of works for the page ``here``; ``order`` gives the place of each by sound, for a script to sort them."""
    return joined(
        (_card(work, addresses.between(here, f"works/{work.id}/index.md"), order.get(work.id, "")) for work in works),
        "\n",
    )


def _card(work: Work, address: str, order: str) -> Markup:
    title = f"[{work.title}]" if isinstance(work.root.heading, Supplied) else work.title
    series = "".join(work.text(block) for block in work.front if block.kind is BlockKind.SERIES)
    kind, issuer, year = stated(work, "kind"), issuer_of(work), year_of(work)
    place, status = stated(work, "place"), stated(work, "status")
    long = either(f"{size(work):,} 字", f"{size(work):,} characters")
    named = [shown_name(name, english_of(work, fact)) for name, fact in ((kind, "kind"), (issuer, "issuer"))]
    shown = (series, *named, year, long, either("节选", "excerpt") if work.excerpt else "")
    about = element("span", joined(filter(None, shown), " · "), classes="sb-about")
    apart = (element("span", bracketed(work.told_apart), classes="sb-told-apart"),) if work.told_apart else ()
    return element(
        "p", linked(work, title, work.root.anchor, address), *apart, " ", about, classes="sb-card",
        data_kind=kind, data_year=year, data_issuer=issuer, data_place=place, data_status=status,
        data_subject=stated(work, "subject"), data_date=iso_date(stated(work, "date")) if order else "",
        data_order=order, data_translated=_coverage(work),
    )  # fmt: skip


def _coverage(work: Work) -> str:
    """How much of a work's headings is translated: ``all``, ``some`` or ``none``."""
    anchors = [section.anchor for section in work.sections() if section.heading is not None]
    anchors += [block.id for block in work.blocks() if block.run_in]
    translated = sum(anchor in work.translations for anchor in anchors)
    return "none" if not translated else "all" if translated == len(anchors) else "some"
