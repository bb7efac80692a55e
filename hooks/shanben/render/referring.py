"""What refers to a work or a part of it, and what it refers to: one folded list at the end of a page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from shanben.addresses import comparison_page
from shanben.markup import Markup, both, bracketed, element, joined, link, phrased
from shanben.model.versions import VersionOf
from shanben.model.works import Section
from shanben.render.backlinks import Name
from shanben.render.context import Context
from shanben.render.lists import plain_list
from shanben.render.translated import in_title_marks, spanned

BETWEEN = "\u00a0· "
"""What stands between links: no line begins with it."""
SHOWN = 12
"""Places or works that are listed; of more only the number is given."""


def relations(context: Context, sections: Iterable[Section], whole: bool) -> Iterator[Markup]:
    """What refers to some sections, from elsewhere in the work or from another; for the ``whole`` work also the works
    it cites, those that cite it, and those near to it. Nothing where there is none of that.
    """
    items = [*((*_company(context), *_near(context)) if whole else ()), *_referring(context, sections)]
    if items and not context.quiet:
        summary = element(
            "summary", both("互引与相关 · References and related works" if whole else "互引 · References")
        )
        yield element("details", summary, plain_list(items), classes="sb-backlinks")


def _referring(context: Context, sections: Iterable[Section]) -> Iterator[Markup]:
    links = context.web.backlinks
    for section in sections:
        places = links.to_section.get((context.work.id, section.anchor), ())
        if places:
            here = link(context.link(section.anchor), _named(links.names[context.work.id, section.anchor]))
            there = [_place(context, work, block) for work, block in places[:SHOWN]]
            yield joined((here, " ← ", _several(there, len(places), "处", "places")))


def _place(context: Context, work: str, block: str) -> Markup:
    """A link to a block: by the section it stands in, with the title of a work that is not this one."""
    name = _named(context.web.backlinks.names[work, block])
    title = "" if work == context.work.id else in_title_marks(context.web.titles[work])
    return link(context.link(block, work), title, name)


def _named(name: Name) -> Markup:
    return joined(
        (element("span", phrased(name.text), classes="sb-original"), *(spanned(one, one.text) for one in name.words))
    )


def changing(context: Context) -> Iterator[Markup]:
    """The works this one changes, with what came of each; or the works that amended it."""
    web, here = context.web, context.work.id
    listed: dict[str, list[Markup]] = {}
    for change in web.changes.get(here, ()):
        if change.by == here:
            words = both("废止 · Repeals") if change.ends else both("修改 · Amends")
            links = [
                link(
                    context.to(f"works/{change.made or change.of}/index.md"),
                    web.titles[change.made or change.of],
                )
            ]
            path = _what_changed(web.versions[change.made]) if change.made else ""
            if path:
                links.append(link(context.to(path), both("对照 · compare")))
            listed.setdefault(words, []).append(joined(links, " "))
        elif not change.ends and (change.made in ("", here) or change.of == here):
            words = both("将由此修改 · To be amended by") if change.awaited else both("由此修改 · Amended by")
            listed.setdefault(words, []).append(link(context.to(f"works/{change.by}/index.md"), web.titles[change.by]))
    for words, works in listed.items():
        label = element("span", words, classes="sb-backlinks-label")
        yield element("p", label, " ", _several(works[:SHOWN], len(works), "篇", "works"), classes="sb-backlinks")


def _what_changed(found: VersionOf) -> str:
    """The page that compares a version with the one before it; empty for the first."""
    return comparison_page(found.versions, found.before, found.version) if found.before else ""


def _company(context: Context) -> Iterator[Markup]:
    """The works this one cites, and those that cite it."""
    links = context.web.backlinks
    for words, works in ((both("引用 · Cites"), links.cites), (both("被引 · Cited by"), links.cited_by)):
        others = works.get(context.work.id, ())
        if others:
            named = [link(context.to(f"works/{other}/index.md"), context.web.titles[other]) for other in others[:SHOWN]]
            label = element("span", words, classes="sb-backlinks-label")
            yield joined((label, " ", _several(named, len(others), "篇", "works")))


def _near(context: Context) -> Iterator[Markup]:
    """Works that share passages with this one, and others of its issuer."""
    here, related = context.work.id, context.web.related.get(context.work.id)
    if related is None:
        return
    shared = []
    for one in related.shared:
        block, other, there = one.from_side(here)
        title = link(context.link(there, other), in_title_marks(context.web.titles[other]))
        english = f"{one.passages} passage{'' if one.passages == 1 else 's'}"
        counted = both(f"{one.passages} 处 {one.characters:,} 字", english)
        shared.append(joined((title, bracketed(link(context.link(block), counted)))))
    beside = [link(context.to(f"works/{other}/index.md"), context.web.titles[other]) for other in related.beside]
    if related.issuer:
        page, sign, anchor = related.issuer.partition("#")
        beside.append(link(f"{context.to(page)}{sign}{anchor}", both("全部 · all")))
    for words, links in (("相同文字 · Same passages", shared), ("同一发布机关 · Same issuer", beside)):
        if links:
            yield joined((element("span", both(words), classes="sb-backlinks-label"), " ", joined(links, BETWEEN)))


def _several(links: list[Markup], count: int, chinese: str, english: str) -> Markup:
    more = (" … ", both(f"共 {count:,} {chinese}", f"{count:,} {english}")) if count > SHOWN else ()
    return joined((joined(links, BETWEEN), *more))
