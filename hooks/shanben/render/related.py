"""Works that are near to one another without a reference: of one issuer, or with passages in common."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice, zip_longest

from shanben.model.library import Library
from shanben.model.works import Work
from shanben.remembered import Remembered
from shanben.render.browse import issuer_places
from shanben.render.filed import day_of, issuer_of
from shanben.render.shared_passages import Shared, nearest, shared_passages
from shanben.simplified import simplified

SHOWN = 5
"""Works of each kind that are named."""


@dataclass(frozen=True, slots=True)
class Related:
    """What is near to a work."""

    shared: tuple[Shared, ...] = ()
    """Works that have passages in common with it, most first."""
    beside: tuple[str, ...] = ()
    """Other works of its issuer, those nearest in time."""
    issuer: str = ""
    """Where all works of its issuer are listed: a page, with a fragment; empty where they all are named."""


def find_related(library: Library, before: Remembered | None = None) -> Mapping[str, Related]:
    """What is near to each work that is near to any; the texts of one work are one. ``before`` remembers hashes."""
    families = {version.work: versions.id for versions in library.versions for version in versions.versions}
    shared = nearest(shared_passages(library.sources, families, before))
    places = issuer_places(library)
    beside: dict[str, tuple[str, ...]] = {}
    issuers: dict[str, str] = {}
    for issuer, works in _by_issuer(library).items():
        current = [work for work in works if families.get(work.id, work.id) == work.id]
        names, days = [work.id for work in current], [_day(work) for work in current]
        for work in works:
            own = families.get(work.id, work.id)
            beside[work.id] = tuple(islice(_outward(names, bisect_left(days, _day(work)), own), SHOWN))
            issuers[work.id] = places.get(issuer, "") if len(names) > SHOWN + 1 else ""
    return {
        name: Related(shared.get(name, ())[:SHOWN], beside.get(name, ()), issuers.get(name, ""))
        for name in (work.id for work in library.works)
        if name in shared or beside.get(name)
    }


def _by_issuer(library: Library) -> Mapping[str, Sequence[Work]]:
    """Works by their issuer in simplified characters, in the order of their days; those without one are left out."""
    found: defaultdict[str, list[Work]] = defaultdict(list)
    for work in library.works:
        if issuer := issuer_of(work):
            found[simplified(issuer)].append(work)
    return {issuer: sorted(works, key=_day) for issuer, works in found.items()}


def _day(work: Work) -> tuple[str, str]:
    return day_of(work), work.id


def _outward(names: Sequence[str], at: int, own: str) -> Iterator[str]:
    """Names on both sides of a place in their order, the nearest first, without one's own."""
    before, after = (
        [name for name in side if name != own]
        for side in (names[max(0, at - SHOWN - 1) : at][::-1], names[at : at + SHOWN + 1])
    )
    for pair in zip_longest(after, before):
        yield from (name for name in pair if name is not None)
