"""What a work's page tells of its standing: which version is read, which one holds, what repealed it, where each
article now stands.
"""

from __future__ import annotations

from collections.abc import Iterator

from shanben.addresses import comparison_page
from shanben.labels import STANDINGS
from shanben.markup import Markup, both, bracketed, either, element, joined, link
from shanben.model.versions import Standing
from shanben.render.context import Context
from shanben.render.translated import in_title_marks


def standing_notes(context: Context) -> Iterator[Markup]:
    """What a reader must know at once: which version a page shows, and that another work has repealed it."""
    ended = [change.by for change in context.web.changes.get(context.work.id, ()) if change.ends]
    by = [
        link(context.to(f"works/{name}/index.md"), in_title_marks(context.web.titles[name]))
        for name in dict.fromkeys(ended)
        if name != context.work.id
    ]
    yield from _version_note(context, told_by=bool(by))
    if by:
        said = element("strong", both("已废止 · Repealed"))
        yield element("p", said, either("：", ": "), joined(by, " · "), classes="sb-version-note sb-older", role="note")


def _version_note(context: Context, *, told_by: bool) -> Iterator[Markup]:
    """Which version a page shows; of an older one, that it is one, with the way to the current one.

    ``told_by``: what repealed it is told elsewhere.
    """
    found = context.web.versions.get(context.work.id)
    if found is None:
        return
    version, versions = found.version, found.versions
    all_of_them = link(
        context.to(f"works/{versions.id}/versions/index.md"),
        both(f"{len(versions.versions)} 个版本", f"{len(versions.versions)}\u00a0versions"),
    )
    standing = both(*STANDINGS[version.standing])
    by = bracketed(version.by) if version.by and not told_by else ""
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
