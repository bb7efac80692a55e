"""From which day a text has its wording: as its editors say, as it tells, as other texts of its title tell, or the name
of its file where one of these bears it out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from shanben.dates import iso_date
from shanben.metadata import stated
from shanben.model.works import Work
from shanben.simplified import simplified

WAIT = timedelta(days=200)
"""How long after its adoption a text mostly comes into force at the latest."""
_NAMED = re.compile(r"^(?P<title>.+?)[\s_（(-]*(?P<day>\d{4}-\d{2}-\d{2})[)）]?$")
"""A file that is called by its text's title and a day: 立法法(2023-03-13), 立法法_2023-03-13."""
_WORDED = frozenset({"adopted", "approved", "promulgated", "amended"})


def date_of(work: Work) -> str:
    """The date of a text's wording: as its editors say, else its last event that the text tells; nothing if neither."""
    for fact in work.facts:
        if fact.name == "date" and not fact.read:
            return iso_date(fact.value or fact.text)
    return max(_events(work), default="") or iso_date(stated(work, "date"))


def in_force_since(work: Work) -> str:
    """The day from which a text says that it holds; nothing if it tells none."""
    return next((fact.value for fact in work.facts if fact.name == "in-force" and fact.value), "")


def told_by(work: Work, other: Work) -> str:
    """Of a text that tells only since when it holds: the day of its wording by another text of its title.

    That is the last event the other tells of before that day, if it is near enough; nothing if there is none, if the
    text dates itself, or if the two name different issuers.
    """
    since = in_force_since(work)
    issuers = {simplified(stated(one, "issuer")) for one in (work, other)} - {""}
    if date_of(work) or not since or len(issuers) > 1:
        return ""
    before = [day for day in _events(other) if _waited(day, since)]
    return max(before, default="")


def named_day(work: Work) -> str:
    """The day that the name of a text's file says after its title; nothing if it says none, or is called otherwise."""
    name = _NAMED.match(work.source.path.stem)
    title = "".join(simplified(work.title).split())
    return name["day"] if name and "".join(simplified(name["title"]).split()) in title else ""


def dates_of(works: Sequence[Work]) -> Iterator[tuple[str, Work]]:
    """Texts of one title with the days of their wordings; a text that nothing dates is left out.

    The day in a file's name counts where the text tells none, and where it tells earlier ones alone and another text
    of the title tells of that day: printed heads often lack the last amendment. Where no other text tells more, a text
    that says only since when it holds is dated by that day.
    """
    for work in works:
        others = [other for other in works if other is not work]
        told = max((told_by(work, other) for other in others), default="")
        day, named = date_of(work), named_day(work)
        if day < named and not _said_by_editors(work) and any(named in _events(other) for other in others):
            day = named
        day = day or told or in_force_since(work) or named
        if day:
            yield day, work


def _said_by_editors(work: Work) -> bool:
    return any(fact.name == "date" and not fact.read for fact in work.facts)


def _events(work: Work) -> list[str]:
    return [fact.value for fact in work.facts if fact.name in _WORDED and fact.value]


def _waited(event: str, since: str) -> bool:
    """Whether a text of that day may be the one that came into force on the other; both must be exact to the day."""
    try:
        waited = date.fromisoformat(since) - date.fromisoformat(event)
    except ValueError:
        return False
    return timedelta() <= waited <= WAIT
