"""The list of all sources, with what became of each character."""

from __future__ import annotations

from shanben.addresses import SOURCES, Addresses, receipt_path
from shanben.markup import Markup, article, both, element, link
from shanben.model.library import Contents, Library, Page, ShapedSource
from shanben.render.lists import table

HEAD = (
    *(both(chinese, english, " ") for chinese, english in (
        ("来源", "Source"), ("字符", "Characters"), ("已刊", "Published"), ("未刊", "Gaps"),
    )),
    "sha256",
)  # fmt: skip


TITLE = "来源 · Sources"


def sources_page(library: Library, addresses: Addresses) -> Page:
    """The list of all sources."""
    title = TITLE
    body = (
        element("h1", both(title), id="sources"),
        element(
            "p",
            both(
                "每一个已刊的字都出自来源的某一处；未刊的每一处都注明理由。",
                "Every published character is a place in a source; every place that is not published has a reason.",
                "\n",
            ),
        ),
        table(HEAD, (_row(shaped, addresses) for shaped in library.sources), numbers=frozenset((1, 2, 3))),
    )
    return Page(SOURCES, title, article(body), (Contents("sources", title, (), ()),))


def _row(shaped: ShapedSource, addresses: Addresses) -> tuple[str | Markup, ...]:
    source = shaped.source
    published = sum(len(span) for work in shaped.works for block in work.blocks() for span in block.spans)
    total = len(source.text)
    return (
        link(addresses.between(SOURCES, receipt_path(source, 0)), source.path.name),
        f"{total:,}",
        f"{published:,}",
        f"{total - published:,}",
        element("code", f"{source.sha256[:12]}…"),
    )
