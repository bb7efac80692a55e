"""What a work's page tells of its versions: which one is read, which one holds, where each article now stands."""

from __future__ import annotations

from collections.abc import Iterator

from shanben.addresses import comparison_page
from shanben.labels import STANDINGS
from shanben.markup import Markup, both, bracketed, either, element, joined, link
from shanben.model.versions import Standing
from shanben.render.context import Context


def version_note(context: Context) -> Iterator[Markup]:
    """Which version a page shows; of an older one, that it is one, with the way to the current one."""
    found = context.web.versions.get(context.work.id)
    if found is None:
        return
    version, versions = found.version, found.versions
    all_of_them = link(
        context.to(f"works/{versions.id}/versions/index.md"),
        both(f"{len(versions.versions)} 个版本", f"{len(versions.versions)}\u00a0versions"),
    )
    standing = both(*STANDINGS[version.standing])
    by = bracketed(version.by) if version.by else ""
    if version.work == versions.id:
        ended = version.standing in (Standing.REPEALED, Standing.DRAFT)
        told = joined((both("现行文本 · current"), ": ", version.label, *((", ", standing, by) if ended else ())))
        yield element("p", told, " · ", all_of_them, classes="sb-version-note")
        return
    current = versions.current
    to_current = link(context.to(f"works/{versions.id}/index.md"), both("现行文本 · current"), f": {current.label}")
    compared = link(context.to(comparison_page(versions, version, current)), both("对照 · compare"))
    said = element("strong", both(f"这是 {version.label} 的文本", "This is not the current text"))
    parts = (said, bracketed(standing, by), " → ", joined((to_current, compared, all_of_them), " · "))
    yield element("p", *parts, classes="sb-version-note sb-older", role="note")


def now_at(context: Context, anchor: str) -> Markup | None:
    """From an article of an older version, the way to the same article of the current one."""
    found = context.web.versions.get(context.work.id)
    if found is None or context.quiet or anchor not in found.version.articles:
        return None
    there = found.version.articles[anchor]
    current = found.versions.id
    if there not in context.addresses.works[current].page_of:
        return None
    return link(
        context.link(there, current),
        either("现行", "now"),
        classes="sb-now",
        title="现行文本的同一条 · the same in the current text",
    )
