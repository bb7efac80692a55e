"""Versions as edition files state them, and what is wrong with that."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType

from shanben.model.text import Origin
from shanben.model.versions import Standing, StatedVersion
from shanben.model.works import Work
from shanben.problems import Problem

_ANOTHER_IS = frozenset({Standing.SUPERSEDED, Standing.AMENDED})
"""Standings of a text of which another is the current one."""
_NEVER_CURRENT = _ANOTHER_IS | {Standing.DRAFT}


@dataclass(frozen=True, slots=True)
class Group:
    """Texts of one work, the oldest first: their ids and dates, and which of them is the current one."""

    id: str
    texts: tuple[str, ...]
    dates: tuple[str, ...]
    current: str
    standings: Mapping[str, Standing] = field(default_factory=lambda: MappingProxyType({}))
    by: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    stated: bool = False


def stated_groups(works: Mapping[str, Work]) -> tuple[list[Group], list[Problem]]:
    """The groups that edition files state; one that is stated wrongly is left out, its problems tell why."""
    groups: list[Group] = []
    problems: list[Problem] = []
    taken: dict[str, Origin] = {}
    for work in works.values():
        if not work.versions:
            continue
        faults = list(_faults(work, work.versions, works, taken))
        problems += faults
        if not faults:
            groups.append(_group(work.id, work.versions, works))
        taken = {version.text: version.origin for version in work.versions} | taken
    return groups, problems


def _faults(
    work: Work, versions: Sequence[StatedVersion], works: Mapping[str, Work], taken: Mapping[str, Origin]
) -> Iterator[Problem]:
    dates: set[str] = set()
    texts: dict[str, Origin] = {}
    current: list[StatedVersion] = []
    for version in versions:
        values = {"text": version.text, "id": work.id, "date": version.date}
        if version.text not in works:
            message = "{id} has a version {text}, and no work is called so: name one by its id, or remove it"
            yield Problem("E243", message, version.origin, values)
        if before := taken.get(version.text) or texts.get(version.text):
            message = "{text} is named as a version at {place} already: a text is a version of one work, once"
            yield Problem("E244", message, version.origin, values | {"place": f"{before.path}:{before.line}"})
        if version.date in dates:
            message = "{id} has two versions of {date}; dates are addresses: make one more exact, or remove it"
            yield Problem("E245", message, version.origin, values)
        dates.add(version.date)
        texts[version.text] = version.origin
        if version.current or version.standing is Standing.IN_FORCE:
            current.append(version)
        if version.current and version.standing in _ANOTHER_IS:
            message = "{id} has a current version, {date}, that is {status}: leave out one of the two"
            yield Problem("E250", message, version.origin, values | {"status": version.standing.value})
    marked = [version for version in current if version.current] or current
    for version in marked[1:]:
        values = {"id": work.id, "one": marked[0].date, "other": version.date}
        message = "{id} has two current versions, {one} and {other}: keep one, say superseded of the other"
        yield Problem("E242", message, version.origin, values)
    if work.id not in texts:
        message = "{id} states versions and is none of them: list it as well, with its date"
        yield Problem("E246", message, versions[0].origin, {"id": work.id})


def _group(name: str, versions: Sequence[StatedVersion], works: Mapping[str, Work]) -> Group:
    ordered = sorted(versions, key=lambda version: version.date)
    marked = [version for version in ordered if version.current]
    marked += [version for version in ordered if version.standing is Standing.IN_FORCE]
    able = [version for version in ordered if version.standing not in _NEVER_CURRENT] or ordered
    able = [version for version in able if works[version.text].awaited is None] or able
    return Group(
        name,
        tuple(version.text for version in ordered),
        tuple(version.date for version in ordered),
        (marked or able[-1:])[0].text,
        {version.text: version.standing for version in ordered if version.standing},
        {version.text: version.by for version in ordered if version.by},
        True,
    )
