"""A library at a glance: a timeline over its catalogue, and its works by year, by issuer, by kind and by place.

All of it is written when the site is built and needs no script. Each group has an address of its own.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from shanben.addresses import Addresses, collection_path
from shanben.markup import Markup, article, element, joined, link
from shanben.metadata import iso_date, stated
from shanben.model.library import Contents, Library, Page
from shanben.model.works import Work
from shanben.render.pinyin import sort_key

ENOUGH = 12
"""Works from which a library is worth grouping."""
_HEIGHT = 60
_GAP = 1


@dataclass(frozen=True, slots=True)
class _Way:
    """A way to group works: its page, its names, and what a work is filed under."""

    path: str
    chinese: str
    english: str
    of: Callable[[Work], str]
    by_name: bool = False
    """Whether its groups stand by name; else the largest stands first."""


def issuer_of(work: Work) -> str:
    """The issuer of a work without the name of its state, so that one body is one group."""
    fact = next((fact for fact in work.facts if fact.name == "issuer"), None)
    return (fact.value or fact.text) if fact else stated(work, "issuer")


def year_of(work: Work) -> str:
    """The year of a text's wording; empty where nobody says."""
    return iso_date(stated(work, "date"))[:4]


def letter_of(work: Work) -> str:
    """The letter a title begins with, by sound; ``#`` for a number or a sign."""
    first = sort_key(work.title.lstrip("《〈“「『（("))[0][:1].upper()
    return first if first.isascii() and first.isalpha() else "#"


WAYS = (
    _Way("works/by/year.md", "年份", "Year", year_of),
    _Way("works/by/issuer.md", "发布机关", "Issuer", issuer_of),
    _Way("works/by/kind.md", "体裁", "Kind", lambda work: stated(work, "kind")),
    _Way("works/by/place.md", "地点", "Place", lambda work: stated(work, "place")),
    _Way("works/by/subject.md", "主题", "Subject", lambda work: stated(work, "subject")),
    _Way("works/by/title.md", "题名音序", "Title", letter_of, True),
)


def browse_pages(library: Library, addresses: Addresses) -> Iterator[Page]:
    """The works of a large library by what is known of them: a page for each way that has more than one group."""
    if len(library.works) < ENOUGH:
        return
    for way in WAYS:
        groups = _groups(library, way)
        if len(groups) > 1:
            yield _page(way, groups, addresses)


def overview(library: Library, here: str, addresses: Addresses) -> Iterator[Markup]:
    """The ways into a large library, as they stand over its catalogue: a timeline, and links to the groups."""
    if len(library.works) < ENOUGH:
        return
    ways = [way for way in WAYS if len(_groups(library, way)) > 1]
    years = _groups(library, WAYS[0])
    if WAYS[0] in ways:
        yield _timeline(years, addresses.between(here, WAYS[0].path))
    links = [link(addresses.between(here, way.path), f"{way.chinese} · {way.english}") for way in ways]
    if links:
        yield element("p", "按 · By: ", joined(links, "　"), classes="sb-ways")


def collections_list(library: Library, here: str, addresses: Addresses) -> Iterator[Markup]:
    """The ways to all collections, as they stand over the catalogue; nothing where there are none."""
    links = [link(addresses.between(here, collection_path(one.id)), one.title) for one in library.collections]
    if links:
        yield element("p", "专题 · Collections: ", joined(links, " · "), classes="sb-ways")


def _groups(library: Library, way: _Way) -> Mapping[str, list[Work]]:
    """Works by what they are filed under; years the latest first, names by sound."""
    found: defaultdict[str, list[Work]] = defaultdict(list)
    for work in library.works:
        found[way.of(work)].append(work)
    found.pop("", None)
    if way.of is year_of:
        return {name: found[name] for name in sorted(found, reverse=True)}
    if way.by_name:
        return {name: found[name] for name in sorted(found, key=lambda name: (name == "#", name))}
    return {name: found[name] for name in sorted(found, key=lambda name: (-len(found[name]), sort_key(name)))}


def _page(way: _Way, groups: Mapping[str, list[Work]], addresses: Addresses) -> Page:
    title = f"{way.chinese} · {way.english}"
    names = {name: f"g-{name}" if name.isdigit() else f"g-{number}" for number, name in enumerate(groups, 1)}
    parts: list[Markup] = [element("h1", title, id="groups")]
    for name, works in groups.items():
        entries = (
            element("li", link(addresses.between(way.path, f"works/{work.id}/index.md"), work.name))
            for work in sorted(works, key=lambda work: sort_key(work.name))
        )
        parts.append(element("h2", name, " ", element("small", f"{len(works)}", classes="sb-count"), id=names[name]))
        parts.append(element("ul", *entries, classes="sb-group"))
    outline = tuple(Contents(names[name], f"{name} {len(works)}", (), ()) for name, works in groups.items())
    return Page(way.path, title, article(parts), (Contents("groups", title, (), outline),))


def _timeline(years: Mapping[str, list[Work]], page: str) -> Markup:
    """A bar for each year, as high as it has works; each leads to its year and says its number."""
    first, last = int(min(years)), int(max(years))
    most = max(map(len, years.values()))
    width = 1000 / (last - first + 1)
    bars: list[Markup] = []
    for year in sorted(years):
        count = len(years[year])
        height = max(2.0, _HEIGHT * count / most)
        said = f"{year}：{count} 篇 · {count} works"
        bar = Markup('<rect x="{:.1f}" y="{:.1f}" width="{:.1f}" height="{:.1f}"><title>{}</title></rect>').format(
            (int(year) - first) * width, _HEIGHT - height, max(1.0, width - _GAP), height, said
        )
        bars.append(link(f"{page}#g-{year}", bar, aria_label=said))
    drawn = Markup(
        '<svg viewBox="0 0 1000 {}" preserveAspectRatio="none" role="group" aria-label="年份分布 · works by year">'
    ).format(_HEIGHT)
    ends = element("p", element("span", str(first)), element("span", str(last)), classes="sb-timeline-ends")
    return element("div", drawn + joined(bars) + Markup("</svg>"), ends, classes="sb-timeline")
