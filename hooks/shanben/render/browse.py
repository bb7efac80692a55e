"""A library at a glance: a timeline over its catalogue, and its works by year, by issuer, by kind and by place.

All of it is written when the site is built and needs no script. Each group has an address, a large one a page.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from shanben.addresses import Addresses, collection_path, safe_name
from shanben.labels import works_counted
from shanben.markup import Markup, article, both, either, element, joined, link, phrased
from shanben.model.language import by_rule
from shanben.model.library import Contents, Library, Page
from shanben.model.works import Work
from shanben.render.filed import (
    day_of,
    english_of,
    issuer_of,
    kind_of,
    letter_of,
    mostly_written,
    place_of,
    subject_of,
    year_of,
)
from shanben.render.pinyin import sort_key
from shanben.render.told import titled
from shanben.render.translated import shown_name, title_of
from shanben.simplified import simplified

ENOUGH = 12
"""Works from which a library is worth grouping."""
MANY = 30
"""Works from which a group has a page of its own."""
_LARGEST = 8
"""Groups of a kind that a home page names."""
_HEIGHT = 60
_GAP = 1


@dataclass(frozen=True, slots=True)
class _Group:
    """Works that are filed under one name, and what the name is called in an address."""

    name: str
    slug: str
    works: tuple[Work, ...]
    english: str = ""
    """What readers of English call it, where it has a name there."""

    @property
    def anchor(self) -> str:
        """Where it stands on the page of its way."""
        return f"g-{self.slug}"


@dataclass(frozen=True, slots=True)
class _Way:
    """A way to group works: its page, its names, and what a work is filed under."""

    path: str
    chinese: str
    english: str
    of: Callable[[Work], str]
    by_name: bool = False
    """Whether its groups stand by name; else the largest stands first."""

    @property
    def fact(self) -> str:
        """The name of the fact it groups by, which is that of its page."""
        return self.path.rpartition("/")[2].removesuffix(".md")


BROWSE = "works/by"
"""The folder that these pages stand in."""

WAYS = (
    _Way(f"{BROWSE}/year.md", "年份", "Year", year_of),
    _Way(f"{BROWSE}/issuer.md", "发布机关", "Issuer", issuer_of),
    _Way(f"{BROWSE}/kind.md", "体裁", "Kind", kind_of),
    _Way(f"{BROWSE}/place.md", "地点", "Place", place_of),
    _Way(f"{BROWSE}/subject.md", "主题", "Subject", subject_of),
    _Way(f"{BROWSE}/title.md", "题名音序", "Title", letter_of, True),
)


def browse_pages(library: Library, addresses: Addresses) -> Iterator[Page]:
    """The works of a large library by what is known of them: a page for each way that has more than one group."""
    if len(library.works) < ENOUGH:
        return
    for way in WAYS:
        groups = _groups(library, way)
        if len(groups) > 1:
            yield _page(way, groups, addresses)
            yield from (_group_page(way, group, addresses) for group in groups if len(group.works) >= MANY)


def issuer_places(library: Library) -> Mapping[str, str]:
    """Where the works of each issuer, by its simplified name, are listed: a page, or a place on one after ``#``."""
    if len(library.works) < ENOUGH:
        return {}
    way = next(way for way in WAYS if way.of is issuer_of)
    groups = _groups(library, way)
    return {simplified(group.name): _where(way, group) for group in groups} if len(groups) > 1 else {}


def overview(library: Library, here: str, addresses: Addresses) -> Iterator[Markup]:
    """The ways into a large library, as they stand over its catalogue: a timeline, and links to the groups."""
    if len(library.works) < ENOUGH:
        return
    ways = [way for way in WAYS if len(_groups(library, way)) > 1]
    if WAYS[0] in ways:
        yield _timeline(_groups(library, WAYS[0]), here, addresses)
    links = [link(addresses.between(here, way.path), both(way.chinese, way.english)) for way in ways]
    if links:
        yield element("p", both("按", "By:", " "), " ", joined(links, "　"), classes="sb-ways")


def largest(library: Library, here: str, addresses: Addresses) -> Iterator[Markup]:
    """The largest groups of a large library, of each kind that is not by name or year, with how many works each has."""
    rows: list[Markup] = []
    for way in WAYS:
        groups = _groups(library, way)
        if len(groups) < 2 or way.by_name or way.of is year_of:
            continue
        links = [
            link(
                _place(way, group, here, addresses),
                shown_name(phrased(group.name), group.english), " ", element("small", f"{len(group.works):,}"),
            )
            for group in groups[:_LARGEST]
        ]  # fmt: skip
        more = (link(addresses.between(here, way.path), both("全部 · all")),) if len(groups) > _LARGEST else ()
        rows += [element("dt", both(way.chinese, way.english, " ")), element("dd", joined((*links, *more), " "))]
    if rows and len(library.works) >= ENOUGH:
        yield element("dl", *rows, classes="sb-glance")


def collections_list(library: Library, here: str, addresses: Addresses) -> Iterator[Markup]:
    """The ways to all collections, as they stand over the catalogue; nothing where there are none."""
    links = [link(addresses.between(here, collection_path(one.id)), titled(one.title)) for one in library.collections]
    if links:
        yield element("p", both("专题 · Collections"), either("：", ": "), joined(links, " · "), classes="sb-ways")


class _Whole:
    """A library as a key: to compare two of them takes as long as they are large."""

    __slots__ = ("library",)

    def __init__(self, library: Library) -> None:
        self.library = library

    def __hash__(self) -> int:
        return id(self.library)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Whole) and self.library is other.library


def _groups(library: Library, way: _Way) -> tuple[_Group, ...]:
    """Works by what they are filed under; years, which have every text, the latest first, names by sound."""
    return _grouped(_Whole(library), way)


@lru_cache(maxsize=len(WAYS))
def _grouped(whole: _Whole, way: _Way) -> tuple[_Group, ...]:
    """Looked for once: the catalogue, a home page and the pages of the groups all ask for them."""
    library = whole.library
    works = library.works if way.of is year_of else library.current_works
    names = mostly_written(map(way.of, works))
    found: defaultdict[str, list[Work]] = defaultdict(list)
    for work in works:
        found[simplified(way.of(work))].append(work)
    found.pop("", None)
    slugs = _slugs(found)
    groups = [
        _Group(
            name=names[plain], slug=slugs[plain], works=tuple(sorted(held, key=_by_sound)), english=_english(held, way)
        )
        for plain, held in found.items()
    ]
    if way.of is year_of:
        return tuple(sorted(groups, key=lambda group: group.name, reverse=True))
    if way.by_name:
        return tuple(sorted(groups, key=lambda group: (group.name == "#", group.name)))
    return tuple(sorted(groups, key=lambda group: (-len(group.works), sort_key(group.name))))


def _english(works: Iterable[Work], way: _Way) -> str:
    """What readers of English call the name that works are filed under: as the first of them has it that has it."""
    return next(filter(None, (english_of(work, way.fact) for work in works)), "")


def _by_sound(work: Work) -> tuple[str, str]:
    return sort_key(work.name)


def _slugs(names: Iterable[str]) -> Mapping[str, str]:
    """What names are called in addresses: as they sound; of those that sound alike, the later ones are numbered."""
    slugs: dict[str, str] = {}
    for name in sorted(names, key=sort_key):
        sound = safe_name(re.sub(r"[^a-z0-9]+", "-", sort_key(name)[0]).strip("-") or "other")
        taken = sum(slug == sound or slug.startswith(f"{sound}--") for slug in slugs.values())
        slugs[name] = f"{sound}--{taken + 1}" if taken else sound
    return slugs


def _group_path(way: _Way, group: _Group) -> str:
    return f"{way.path.removesuffix('.md')}/{group.slug}.md"


def _place(way: _Way, group: _Group, here: str, addresses: Addresses) -> str:
    """The way from a page to a group."""
    path, sign, anchor = _where(way, group).partition("#")
    return f"{addresses.between(here, path)}{sign}{anchor}"


def _where(way: _Way, group: _Group) -> str:
    """A group's own page, or its place among the others."""
    return _group_path(way, group) if len(group.works) >= MANY else f"{way.path}#{group.anchor}"


def _entries(works: Iterable[Work], here: str, addresses: Addresses) -> Markup:
    entries = (
        element(
            "li",
            link(addresses.between(here, f"works/{work.id}/index.md"), title_of(work), lang=work.language),
            _dated(work),
        )
        for work in works
    )
    return element("ul", *entries, classes="sb-group")


def _dated(work: Work) -> Markup:
    """The day of a work's wording, unless its name says it already, as that of a version does."""
    date = day_of(work)
    return Markup(" ") + element("small", date) if date and date not in work.name else Markup("")


def _page(way: _Way, groups: Iterable[_Group], addresses: Addresses) -> Page:
    title = f"{way.chinese} · {way.english}"
    parts: list[Markup] = [element("h1", both(way.chinese, way.english), id="groups")]
    outline: list[Contents] = []
    for group in groups:
        count = len(group.works)
        parts.append(
            element(
                "h2",
                element("span", shown_name(phrased(group.name), group.english)),
                " ",
                element("small", f"{count}", classes="sb-count"),
                id=group.anchor,
            )
        )
        if count < MANY:
            parts.append(_entries(group.works, way.path, addresses))
        else:
            whole = link(_place(way, group, way.path, addresses), both(f"全部 {count} 篇", f"all {count} works"))
            parts.append(element("p", whole))
        called = by_rule(group.english and f"{group.english} {count}")
        outline.append(Contents(group.anchor, f"{group.name} {count}", called, ()))
    return Page(way.path, title, article(parts), (Contents("groups", title, (), tuple(outline)),))


def _group_page(way: _Way, group: _Group, addresses: Addresses) -> Page:
    path, count = _group_path(way, group), len(group.works)
    title = f"{way.chinese} · {group.name}"
    back = link(addresses.between(path, way.path), both(way.chinese, way.english))
    parts = (
        element("h1", either(way.chinese, way.english), " · ", shown_name(group.name, group.english), id="group"),
        element("p", back, " — ", both(f"{count} 篇", works_counted(count)), classes="sb-ways"),
        _entries(group.works, path, addresses),
    )
    called = by_rule(group.english and f"{way.english} · {group.english}")
    return Page(path, title, article(parts), (Contents("group", title, called, ()),), translations=called)


def _timeline(years: Iterable[_Group], here: str, addresses: Addresses) -> Markup:
    """A bar for each year, as high as it has works; each leads to its year and says its number."""
    groups = {group.name: group for group in years}
    first, last = int(min(groups)), int(max(groups))
    most = max(len(group.works) for group in groups.values())
    width = 1000 / (last - first + 1)
    bars: list[Markup] = []
    for year, group in sorted(groups.items()):
        count = len(group.works)
        height = max(2.0, _HEIGHT * count / most)
        said = f"{year}：{count} 篇 · {count:,} text{'' if count == 1 else 's'}"
        bar = Markup('<rect x="{:.1f}" y="{:.1f}" width="{:.1f}" height="{:.1f}"><title>{}</title></rect>').format(
            (int(year) - first) * width, _HEIGHT - height, max(1.0, width - _GAP), height, said
        )
        bars.append(link(_place(WAYS[0], group, here, addresses), bar, aria_label=said))
    drawn = Markup(
        '<svg viewBox="0 0 1000 {}" preserveAspectRatio="none" role="group" aria-label="年份分布 · works by year">'
    ).format(_HEIGHT)
    ends = element("p", element("span", str(first)), element("span", str(last)), classes="sb-timeline-ends")
    return element("div", drawn + joined(bars) + Markup("</svg>"), ends, classes="sb-timeline")
