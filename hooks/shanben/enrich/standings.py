"""Whether texts hold: as they say, as their place among versions tells, as other works that repeal them do.

What is in force depends on a day. It is that of the library and never the clock's, so two builds of one commit tell
the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import UTC, datetime

from shanben.enrich.wordings import date_of
from shanben.metadata import held_since, is_draft
from shanben.model.versions import Awaited, Standing, StatedVersion
from shanben.model.works import Work

_WHOLE = len("2001-01-01")


def library_day(works: Iterable[Work], moment: int) -> str:
    """The day for which a library tells what is in force: that of ``moment``, seconds since 1970, in UTC.

    Where a text got its wording later, that day: a library knows no less than its texts, whatever a build is told to
    stand for.
    """
    days = (date_of(work) for work in works if not is_draft(work))
    return max([datetime.fromtimestamp(moment, UTC).date().isoformat(), *(day for day in days if len(day) == _WHOLE)])


def waited_for(works: Mapping[str, Work], day: str) -> dict[str, Work]:
    """The works, those that do not hold yet on ``day`` with the day from which they do.

    What editors say of a version goes before what its text says. No text holds before it has its wording; a draft never
    does, and is not waited for.
    """
    stated = {version.text: version for work in works.values() for version in work.versions or ()}
    return {name: _waited_for(work, stated.get(name), day) for name, work in works.items()}


def _waited_for(work: Work, stated: StatedVersion | None, day: str) -> Work:
    since = max(held_since(work), stated.date if stated else date_of(work))
    told = stated.standing if stated else None
    waits = told is Standing.NOT_YET or (told is None and since > day and not is_draft(work))
    return replace(work, awaited=Awaited(since if since > day else "", day)) if waits else work


def standing_of(work: Work, *, current: bool, repealed: bool) -> Standing:
    """What the text itself, its place among the versions, and works that repeal it say of its standing."""
    facts = {fact.name for fact in work.facts}
    if is_draft(work):
        return Standing.DRAFT
    if "repealed" in facts or repealed:
        return Standing.REPEALED
    if work.awaited:
        return Standing.NOT_YET
    if not current:
        return Standing.SUPERSEDED
    return Standing.IN_FORCE if "in-force" in facts else Standing.UNKNOWN
