"""The list of all works: each with its title in every language, what is known of it, and its size."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from shanben.addresses import CATALOGUE, Addresses
from shanben.labels import STANDINGS, works_counted
from shanben.markup import Markup, article, both, bracketed, either, element, joined, link
from shanben.metadata import stated
from shanben.model.library import Contents, Library, Page
from shanben.model.text import BlockKind, Supplied
from shanben.model.versions import Standing
from shanben.model.works import Work
from shanben.render.browse import collections_list, overview
from shanben.render.filed import NAMED, day_of, english_of, issuer_of, kind_of, mostly_written, year_of
from shanben.render.pinyin import sort_key
from shanben.render.translated import linked, shown_name
from shanben.simplified import simplified, writings_of

TITLE = "总目 · Catalogue"


@dataclass(frozen=True, slots=True)
class Facets:
    """What a script makes the filters and the orders of a list of."""

    order: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    """The place of each work by sound."""
    standings: Mapping[str, Standing] = field(default_factory=lambda: MappingProxyType({}))
    """Whether each work holds, where that is known."""
    names: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    """How each name is written in a filter, by its simplified writing: as it is mostly written."""

    def name(self, name: str) -> str:
        """A name as the filters write it."""
        return self.names.get(simplified(name), name)


def catalogue_page(library: Library, addresses: Addresses) -> Page:
    """The list of all works."""
    title, works = TITLE, library.current_works
    apart, count = list(_apart(library)), len(works)
    head = element("h1", both(title), id="catalogue")
    counted = element("p", both(f"{count} 篇", works_counted(count)), classes="sb-count")
    below = (element("p", *apart, classes="sb-ways"),) if apart else ()
    ways = (*overview(library, CATALOGUE, addresses), *collections_list(library, CATALOGUE, addresses))
    facets = _facets(library)
    entries = catalogue_entries(works, CATALOGUE, addresses, versions_counted(library), facets)
    below = (*below, *_as_of(library))
    body = (head, *_missing(library), *ways, *below, counted, entries, *_names(library, facets), _writings(works))
    return Page(CATALOGUE, title, article(body), (Contents("catalogue", title, (), ()),))


def _apart(library: Library) -> Iterator[Markup | str]:
    """How many texts stand apart, under the work they are versions of."""
    others = [version for one in library.versions for version in one.versions if version.work != one.id]
    coming = sum(version.standing is Standing.NOT_YET for version in others)
    older = len(others) - coming
    if others:
        chinese = [f"{older} 个旧版本"] * bool(older) + [f"{coming} 个尚未施行的版本"] * bool(coming)
        english = [f"{older} older version{'' if older == 1 else 's'}"] * bool(older)
        english += [f"{coming} not yet in force"] * bool(coming)
        yield both(f"另有 {'、'.join(chinese)}，见各篇的“版本”", f"{' and '.join(english)}, under each work’s versions")


def _as_of(library: Library) -> Iterator[Markup]:
    """For which day it is told what is in force, where that is told of any work."""
    if any(work.standing in (Standing.IN_FORCE, Standing.NOT_YET) for work in library.current_works):
        told = both(f"效力截至 {library.day}", f"What is in force is told as of {library.day}")
        yield element("p", told, classes="sb-ways")


def _missing(library: Library) -> Iterator[Markup]:
    """What the library holds beside these works, but could not be read without a fault."""
    if library.missing:
        told = both(f"{len(library.missing)} 个来源有误，未能刊出 · left out for a fault")
        yield element("p", told, ": ", ", ".join(library.missing), classes="sb-missing", role="note")


def _facets(library: Library) -> Facets:
    works = library.current_works
    standings = dict(_standings(library))
    by_sound = sorted(works, key=lambda work: sort_key(work.name))
    order = {work.id: str(place) for place, work in enumerate(by_sound)}
    named = [of(work) for work in works for of in NAMED.values()]
    named += [_status(work, standings.get(work.id, Standing.UNKNOWN)) for work in works]
    return Facets(order, standings, mostly_written(named))


def _names(library: Library, facets: Facets) -> Iterator[Markup]:
    """What the filters, which a script makes of the entries, call the names in English."""
    told = (fact for work in library.works for fact in work.facts if fact.english)
    named = {facets.name(fact.value or fact.text): fact.english for fact in told}
    named |= dict(STANDINGS[standing] for standing in facets.standings.values())
    if named:
        listed = (element("data", english, value=name) for name, english in sorted(named.items()))
        yield element("template", *listed, classes="sb-names")


def _writings(works: Iterable[Work]) -> Markup:
    """How else what the entries say may be typed: 條例 finds 条例."""
    said = (f"{work.title}{work.told_apart}{''.join(of(work) for of in NAMED.values())}" for work in works)
    return element("template", writings_of("".join(said)), classes="sb-writings")


def catalogue_entries(
    works: Iterable[Work], here: str, addresses: Addresses, versions: Mapping[str, int] = MappingProxyType({}),
    facets: Facets | None = None,
) -> Markup:  # fmt: skip
    """A list of works for the page ``here``; ``versions`` says how many texts those have that have several."""

    def card(work: Work) -> Markup:
        texts = versions.get(work.id, 0)
        counted = both(f"{texts} 个版本", f"{texts}\u00a0versions")
        all_of_them = link(addresses.between(here, f"works/{work.id}/versions/index.md"), counted) if texts else ""
        address, length = addresses.between(here, f"works/{work.id}/index.md"), addresses.works[work.id].characters
        return _card(work, address, length, all_of_them, facets or Facets())

    return joined(map(card, works), "\n")


def versions_counted(library: Library) -> Mapping[str, int]:
    """How many texts each work has that has several."""
    return {versions.id: len(versions.versions) for versions in library.versions}


def _standings(library: Library) -> Iterator[tuple[str, Standing]]:
    """Which works hold and which do not: as their texts or editors say, or works that repeal them."""
    ended = {change.of for change in library.changes if change.ended}
    for work in library.current_works:
        if work.id in ended or work.standing is not Standing.UNKNOWN:
            yield work.id, Standing.REPEALED if work.id in ended else work.standing


_BEFORE_ALL = frozenset({Standing.REPEALED, Standing.NOT_YET})
"""What is told of a text whatever state its title says it is in: 试行."""


def _status(work: Work, standing: Standing) -> str:
    """Whether a work holds, as its text says, or in our words where a work that repeals it or its place tells."""
    status = stated(work, "status")
    told = standing in _BEFORE_ALL or (not status and standing is not Standing.UNKNOWN)
    return STANDINGS[standing][0] if told else status


def _card(work: Work, address: str, length: int, versions: str, facets: Facets) -> Markup:
    title = f"[{work.title}]" if isinstance(work.root.heading, Supplied) else work.title
    series = "".join(work.text(block) for block in work.front if block.kind is BlockKind.SERIES)
    kind, issuer, year = kind_of(work), issuer_of(work), year_of(work)
    filed = {f"data_{name}": facets.name(of(work)) for name, of in NAMED.items()}
    status = facets.name(_status(work, facets.standings.get(work.id, Standing.UNKNOWN)))
    order = facets.order.get(work.id, "")
    long = either(f"{length:,} 字", f"{length:,} characters")
    named = [shown_name(name, english_of(work, fact)) for name, fact in ((kind, "kind"), (issuer, "issuer"))]
    said = "" if year and year in work.told_apart else year
    shown = (series, *named, said, long, either("节选", "excerpt") if work.excerpt else "", versions)
    about = element("span", joined(filter(None, shown), "\u00a0· "), classes="sb-about")
    apart = (element("span", bracketed(work.told_apart), classes="sb-told-apart"),) if work.told_apart else ()
    return element(
        "p", linked(work, title, work.root.anchor, address), *apart, " ", about, classes="sb-card",
        **filed, data_year=year, data_status=status, data_date=day_of(work) if order else "", data_order=order,
        data_translated=_coverage(work),
    )  # fmt: skip


def _coverage(work: Work) -> str:
    """How much of a work's headings is translated: ``all``, ``some`` or ``none``."""
    anchors = [section.anchor for section in work.sections() if section.heading is not None]
    anchors += [block.id for block in work.blocks() if block.run_in]
    translated = sum(anchor in work.translations for anchor in anchors)
    return "none" if not translated else "all" if translated == len(anchors) else "some"
