"""The list of all works: each with its title in every language, what is known of it, and its size."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType

from shanben.addresses import CATALOGUE, Addresses
from shanben.labels import STANDINGS, works_counted
from shanben.markup import Markup, article, both, bracketed, either, element, joined, link
from shanben.metadata import stated
from shanben.model.library import Contents, Library, Page
from shanben.model.text import BlockKind, Supplied
from shanben.model.versions import Standing
from shanben.model.works import Work
from shanben.render.browse import collections_list, day_of, english_of, issuer_of, overview, year_of
from shanben.render.pinyin import sort_key
from shanben.render.translated import linked, shown_name

TITLE = "总目 · Catalogue"


def catalogue_page(library: Library, addresses: Addresses) -> Page:
    """The list of all works."""
    title, works = TITLE, library.current_works
    older, count = len(library.works) - len(works), len(works)
    head = element("h1", both(title), id="catalogue")
    counted = element("p", both(f"{count} 篇", works_counted(count)), classes="sb-count")
    apart = both(
        f"另有 {older} 个旧版本，见各篇的“版本”",
        f"{older} older version{'' if older == 1 else 's'}, under each work’s versions",
    )
    below = (element("p", apart, classes="sb-ways"),) if older else ()
    by_sound = sorted(works, key=lambda work: sort_key(work.name))
    order = {work.id: str(place) for place, work in enumerate(by_sound)}
    ways = (*overview(library, CATALOGUE, addresses), *collections_list(library, CATALOGUE, addresses))
    versions, standings = versions_counted(library), dict(_standings(library))
    entries = catalogue_entries(works, CATALOGUE, addresses, order, versions, standings)
    body = (head, *_missing(library), *ways, *below, counted, entries, *_names(library))
    return Page(CATALOGUE, title, article(body), (Contents("catalogue", title, (), ()),))


def _missing(library: Library) -> Iterator[Markup]:
    """What the library holds beside these works, but could not be read without a fault."""
    if library.missing:
        told = both(f"{len(library.missing)} 个来源有误，未能刊出 · left out for a fault")
        yield element("p", told, ": ", ", ".join(library.missing), classes="sb-missing", role="note")


def _names(library: Library) -> Iterator[Markup]:
    """What the filters, which a script makes of the entries, call the names in English."""
    named = {(fact.value or fact.text): fact.english for work in library.works for fact in work.facts if fact.english}
    named |= dict(STANDINGS[standing] for _, standing in _standings(library))
    if named:
        listed = (element("data", english, value=name) for name, english in sorted(named.items()))
        yield element("template", *listed, classes="sb-names")


def catalogue_entries(
    works: Iterable[Work], here: str, addresses: Addresses, order: Mapping[str, str] = MappingProxyType({}),
    versions: Mapping[str, int] = MappingProxyType({}),
    standings: Mapping[str, Standing] = MappingProxyType({}),
) -> Markup:  # fmt: skip
    """A list of works for the page ``here``; ``order`` gives the place of each by sound, for a script to sort them,
    ``versions`` how many texts those have that have several, and ``standings`` whether each holds, where that is known.
    """

    def card(work: Work) -> Markup:
        texts = versions.get(work.id, 0)
        counted = both(f"{texts} 个版本", f"{texts}\u00a0versions")
        all_of_them = link(addresses.between(here, f"works/{work.id}/versions/index.md"), counted) if texts else ""
        address, length = addresses.between(here, f"works/{work.id}/index.md"), addresses.works[work.id].characters
        standing = standings.get(work.id, Standing.UNKNOWN)
        return _card(work, address, length, order.get(work.id, ""), all_of_them, standing)

    return joined(map(card, works), "\n")


def versions_counted(library: Library) -> Mapping[str, int]:
    """How many texts each work has that has several."""
    return {versions.id: len(versions.versions) for versions in library.versions}


def _standings(library: Library) -> Iterator[tuple[str, Standing]]:
    """Which works hold and which do not: as their texts or editors say, or works that repeal them."""
    ended = {change.of for change in library.changes if change.ends}
    told = {versions.id: versions.current.standing for versions in library.versions}
    for work in library.current_works:
        if work.id in ended or stated(work, "repealed"):
            yield work.id, Standing.REPEALED
        elif told.get(work.id, Standing.UNKNOWN) is not Standing.UNKNOWN:
            yield work.id, told[work.id]
        elif stated(work, "in-force"):
            yield work.id, Standing.IN_FORCE


def _card(work: Work, address: str, length: int, order: str, versions: str, standing: Standing) -> Markup:
    title = f"[{work.title}]" if isinstance(work.root.heading, Supplied) else work.title
    series = "".join(work.text(block) for block in work.front if block.kind is BlockKind.SERIES)
    kind, issuer, year = stated(work, "kind"), issuer_of(work), year_of(work)
    place, status = stated(work, "place"), stated(work, "status")
    if standing is Standing.REPEALED or (not status and standing is not Standing.UNKNOWN):
        status = STANDINGS[standing][0]
    long = either(f"{length:,} 字", f"{length:,} characters")
    named = [shown_name(name, english_of(work, fact)) for name, fact in ((kind, "kind"), (issuer, "issuer"))]
    shown = (series, *named, year, long, either("节选", "excerpt") if work.excerpt else "", versions)
    about = element("span", joined(filter(None, shown), " · "), classes="sb-about")
    apart = (element("span", bracketed(work.told_apart), classes="sb-told-apart"),) if work.told_apart else ()
    return element(
        "p", linked(work, title, work.root.anchor, address), *apart, " ", about, classes="sb-card",
        data_kind=kind, data_year=year, data_issuer=issuer, data_place=place, data_status=status,
        data_subject=stated(work, "subject"), data_date=day_of(work) if order else "",
        data_order=order, data_translated=_coverage(work),
    )  # fmt: skip


def _coverage(work: Work) -> str:
    """How much of a work's headings is translated: ``all``, ``some`` or ``none``."""
    anchors = [section.anchor for section in work.sections() if section.heading is not None]
    anchors += [block.id for block in work.blocks() if block.run_in]
    translated = sum(anchor in work.translations for anchor in anchors)
    return "none" if not translated else "all" if translated == len(anchors) else "some"
