"""A page for each collection: its introduction and its works, in the order its editors gave them."""

from __future__ import annotations

from collections.abc import Iterator

from shanben.addresses import Addresses, collection_path
from shanben.labels import works_counted
from shanben.markup import Markup, article, both, element, joined, link
from shanben.model.library import Contents, Library, Page
from shanben.render.catalogue import catalogue_entries, versions_counted
from shanben.render.context import Context
from shanben.render.told import titled, told


def collection_pages(library: Library, addresses: Addresses) -> Iterator[Page]:
    """A page for each collection of a library."""
    works, versions = {work.id: work for work in library.works}, versions_counted(library)
    for collection in library.collections:
        path = collection_path(collection.id)
        introduction = [
            element("p", told(part.strip())) for part in collection.introduction.split("\n\n") if part.strip()
        ]
        held = [works[name] for name in collection.works]
        body = (
            element("h1", titled(collection.title), id="collection"),
            *introduction,
            element("p", both(f"{len(held)} 篇", works_counted(len(held))), classes="sb-ways"),
            catalogue_entries(held, path, addresses, versions),
        )
        about = {"description": " ".join(collection.introduction.split())[:120]}
        contents = (Contents("collection", collection.title, (), ()),)
        yield Page(path, collection.title, article(body), contents, front_matter=about)


def collected_in(context: Context) -> Iterator[Markup]:
    """The collections a work stands in, each with the works before and after it there."""
    here = context.work.id
    for collection in context.web.collections.get(here, ()):
        at = collection.works.index(here)
        parts = [link(context.to(collection_path(collection.id)), titled(collection.title))]
        for sign, place in (("←", at - 1), ("→", at + 1)):
            if 0 <= place < len(collection.works):
                other = collection.works[place]
                parts.append(link(context.to(f"works/{other}/index.md"), f"{sign} ", context.web.titles[other]))
        label = element("span", both("专题 · Collection"), classes="sb-backlinks-label")
        yield element("p", label, " ", joined(parts, " · "), classes="sb-backlinks")
