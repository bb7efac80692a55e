"""What a work's page tells of its standing: which version is read, which one holds, what repealed it, where each
article now stands.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from shanben.addresses import comparison_page
from shanben.labels import STANDINGS
from shanben.markup import Markup, both, bracketed, either, element, joined, link, unbroken
from shanben.model.versions import Awaited, Change, Standing
from shanben.render.context import Context
from shanben.render.translated import in_title_marks


def standing_notes(context: Context) -> Iterator[Markup]:
    """What a reader must know at once: which version a page shows, and that another work has repealed it."""
    ending = [change for change in context.web.changes.get(context.work.id, ()) if change.ends]
    ended = _ended_by(context, [change for change in ending if change.ended])
    to_end = _ended_by(context, [change for change in ending if not change.ended])
    if context.work.awaited and not _leads_on(context):
        yield _noted(*_awaited(context.work.awaited))
    yield from _version_note(context, told_by=bool(ended))
    if ended:
        yield _noted(element("strong", both("已废止 · Repealed")), either("：", ": "), joined(ended, " · "))
    elif to_end:
        yield _noted(element("strong", both("将废止 · To be repealed")), either("：", ": "), joined(to_end, " · "))


def _noted(*parts: Markup | str) -> Markup:
    return element("p", *parts, classes="sb-version-note sb-older", role="note")


def _ended_by(context: Context, changes: Iterable[Change]) -> list[Markup]:
    """The works that end this one, each with the day from which it holds where that has not come."""
    since = {change.by: change.awaited.since if change.awaited else "" for change in changes}
    return [
        joined((
            link(context.to(f"works/{name}/index.md"), in_title_marks(context.web.titles[name])),
            bracketed(_from(day)) if day else "",
        ))
        for name, day in since.items()
        if name != context.work.id
    ]  # fmt: skip


def _from(day: str) -> Markup | str:
    shown = unbroken(day)
    return both(joined(("自 ", shown, " 起施行")), joined(("in force from ", shown)))


def _awaited(awaited: Awaited) -> Iterator[Markup | str]:
    """That a text does not hold yet, from when it does, and for which day that is told."""
    yield element("strong", both("尚未施行 · Not yet in force"))
    if awaited.since:
        yield either("：", ": ")
        yield _from(awaited.since)
    told = unbroken(awaited.told)
    yield bracketed(both(joined(("截至 ", told)), joined(("as of ", told))))


def _leads_on(context: Context) -> bool:
    """Whether another text is the current one, to which a reader of this one is led."""
    found = context.web.versions.get(context.work.id)
    return found is not None and found.version.work != found.versions.id


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
        to_come = [
            joined((link(context.to(f"works/{other.work}/index.md"), other.label), bracketed(_from(other.since))))
            for other in versions.versions
            if other.standing is Standing.NOT_YET and other.work != versions.id
        ]
        waiting = (" · ", both("尚未施行 · not yet in force"), ": ", joined(to_come, " · ")) if to_come else ()
        yield element("p", told, " · ", all_of_them, *waiting, classes="sb-version-note")
        return
    current = versions.current
    to_current = link(context.to(f"works/{versions.id}/index.md"), both("现行文本 · current"), f": {current.label}")
    compared = link(context.to(comparison_page(versions, version, current)), both("对照 · compare"))
    said = element("strong", both(f"这是 {version.label} 的文本", "This is not the current text"))
    awaited = context.work.awaited
    parts = tuple(_awaited(awaited)) if awaited else (said, bracketed(standing, by))
    yield _noted(*parts, " → ", joined((to_current, compared, all_of_them), " · "))


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
