"""What refers to a section, which works a work cites, and which cite it, as they are listed on its pages."""

from __future__ import annotations

from collections.abc import Iterator

from shanben.addresses import comparison_page
from shanben.markup import Markup, element, joined, link
from shanben.model.versions import VersionOf
from shanben.model.works import Section
from shanben.render.context import Context

SHOWN = 12
"""Places or works that are listed; of more only the number is given."""


def referring(context: Context, section: Section) -> Iterator[Markup]:
    """What refers to a section, from elsewhere in its work or from another."""
    places = () if context.quiet else context.web.backlinks.to_section.get((context.work.id, section.anchor), ())
    if places:
        links = [_place(context, work, block) for work, block in places[:SHOWN]]
        yield _listed("引用此节 · Referred to from", links, f"{len(places):,} 处 places" if len(places) > SHOWN else "")


def _place(context: Context, work: str, block: str) -> Markup:
    """A link to a block: by its number inside this work, with the title of another."""
    number = block.removeprefix("p").lstrip("-")
    words = f"¶ {number}" if work == context.work.id else f"{context.web.titles[work]} ¶ {number}"
    return link(context.link(block, work), words)


def changing(context: Context) -> Iterator[Markup]:
    """The works this one changes, with what came of each; or the works that changed it, with their days."""
    web, here = context.web, context.work.id
    listed: dict[str, list[Markup]] = {}
    for change in web.changes.get(here, ()):
        if change.by == here:
            words = "废止 · Repeals" if change.ends else "修改 · Amends"
            links = [
                link(context.to(f"works/{change.made or change.of}/index.md"), web.titles[change.made or change.of])
            ]
            path = _what_changed(web.versions[change.made]) if change.made else ""
            if path:
                links.append(link(context.to(path), "对照 · compare"))
            listed.setdefault(words, []).append(joined(links, " "))
        elif change.made in ("", here) or change.of == here:
            words = "由此废止 · Repealed by" if change.ends else "由此修改 · Amended by"
            listed.setdefault(words, []).append(link(context.to(f"works/{change.by}/index.md"), web.titles[change.by]))
    for words, works in listed.items():
        yield _listed(words, works[:SHOWN], f"{len(works):,} 篇 works" if len(works) > SHOWN else "")


def _what_changed(found: VersionOf) -> str:
    """The page that compares a version with the one before it; empty for the first."""
    versions = found.versions
    at = versions.versions.index(found.version)
    return comparison_page(versions, versions.versions[at - 1], found.version) if at else ""


def company(context: Context) -> Iterator[Markup]:
    """The works this one cites, and those that cite it."""
    links = context.web.backlinks
    for words, works in (("引用 · Cites", links.cites), ("被引 · Cited by", links.cited_by)):
        others = works.get(context.work.id, ())
        if others:
            named = [link(context.to(f"works/{other}/index.md"), context.web.titles[other]) for other in others[:SHOWN]]
            yield _listed(words, named, f"{len(others):,} 篇 works" if len(others) > SHOWN else "")


def _listed(words: str, links: list[Markup], more: str) -> Markup:
    label = element("span", words, classes="sb-backlinks-label")
    return element("p", label, " ", joined(links, " · "), f" … {more}" if more else "", classes="sb-backlinks")
