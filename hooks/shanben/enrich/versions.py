"""Which works of a library are texts of one: as edition files state it or, where none does, as the texts show.

Texts are versions of one work if they have one title (简 and 繁 alike, 修正, 试行 and 草案 in brackets left out), dates
that differ, and either tell of the same beginning, or one of the other, or have a good part of their words in common.
Works that only share a title stay apart, and are told apart.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from shanben.addresses import safe_name, same_address
from shanben.enrich.left_out import left_out
from shanben.enrich.standings import standing_of, waited_for
from shanben.enrich.versions_stated import Group, stated_groups
from shanben.enrich.wordings import date_of, dates_of, in_force_since, named_day, told_by
from shanben.metadata import held_since, is_draft, stated
from shanben.model.library import ShapedSource
from shanben.model.versions import Standing, Version, Versions
from shanben.model.works import Work
from shanben.problems import Problem
from shanben.simplified import simplified
from shanben.title_marks import bare, version_marks

IN_COMMON = 0.25
"""Share of the shorter text's runs of ``RUN`` characters that the longer must hold for both to be versions of one."""
RUN = 6
AMENDING = re.compile(
    r"(?:关于|關於)(?=修|废|廢)(?P<what>.*?)的?(?:决定|決定|决议|決議)|^(?P<work>.{2,40}?)修正案(?:\s*[（(][^（）()]{1,8}[)）])?$"
)
"""Titles of works that change others. Each is an act of its own: two of one title are no versions of one."""
_BEGUN = frozenset({"adopted", "promulgated"})


def find_versions(
    sources: Sequence[ShapedSource], day: str
) -> tuple[tuple[ShapedSource, ...], tuple[Versions, ...], list[Problem]]:
    """The sources with their works at their addresses, the works that have versions, and what is stated wrongly.

    ``day`` is that for which it is told what holds, ISO 8601.
    """
    works = waited_for({work.id: work for shaped in sources for work in shaped.works}, day)
    groups, problems = stated_groups(works)
    taken = {text for group in groups for text in group.texts}
    groups += [group for group in _found(works.values()) if not taken.intersection(group.texts)]
    home = {text: group.id for group in groups for text in group.texts}
    problems += left_out(_titled(work for work in works.values() if work.id not in taken), home, _say_the_same)
    repealing = _repealed(works.values(), groups)
    repealed = {name: by for name, by in repealing.items() if by.awaited is None}
    found = tuple(_versions(works, group, repealed) for group in groups)
    names = {version.former: version.work for one in found for version in one.versions}
    notes = {version.work: version.label for one in found for version in one.versions}
    dates = {version.former: version.date for one in found for version in one.versions}
    since = {version.former: version.since for one in found for version in one.versions}
    ends = {name: held_since(by) for name, by in repealing.items()} | dict(_replaced(found))
    standings = {version.former: version.standing for one in found for version in one.versions}
    led = dict(_leading(works, found, names))
    renamed = [
        replace(
            shaped,
            works=tuple(
                replace(
                    work,
                    id=names.get(work.id, work.id),
                    formerly=(*work.formerly, *led.get(work.id, ())),
                    dated=dates.get(work.id, ""),
                    since=since.get(work.id, ""),
                    replaced=ends.get(work.id, ""),
                    standing=standings.get(work.id) or standing_of(work, current=True, repealed=work.id in repealed),
                )
                for work in (works[work.id] for work in shaped.works)
            ),
        )
        for shaped in sources
    ]
    notes |= dict(_told_apart([work for shaped in renamed for work in shaped.works], notes))
    return (
        tuple(
            replace(shaped, works=tuple(replace(work, told_apart=notes.get(work.id, "")) for work in shaped.works))
            for shaped in renamed
        ),
        found,
        problems,
    )


def _replaced(found: Iterable[Versions]) -> Iterator[tuple[str, str]]:
    """Versions that another took the place of, by what they were called, each with the day from which that one holds.

    A draft took nobody's place, nor did the same text in another script.
    """
    for versions in found:
        settled = [one for one in versions.versions if one.standing is not Standing.DRAFT]
        for place, version in enumerate(settled):
            later = next((one for one in settled[place + 1 :] if one.date != version.date), None)
            if later:
                yield version.former, later.since


def _leading(
    works: Mapping[str, Work], found: Iterable[Versions], names: Mapping[str, str]
) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Addresses that lead on to versions: the dated one of each current text, and what texts were called before."""
    held = {*names.values(), *(name for name in works if name not in names)}
    for versions in found:
        for version in versions.versions:
            former = [version.former, f"{versions.id}/{version.date}" if version.work == versions.id else ""]
            yield version.former, tuple(name for name in former if name and name not in held)


# --- what the texts show ----------------------------------------------------------------------------------------------


_DATED = re.compile(r"-\d{4}(?:-\d{1,2}){0,2}(?:-nian)?(?:-xiu-(?:zheng|ding|gai))?$")
"""What the name of a file says of a text's day, as an id has it: 立法法(2023-03-13), 立法法（2023年修正）."""


def _found(works: Iterable[Work]) -> Iterator[Group]:
    """Works of one title whose texts are versions of one."""
    listed = list(works)
    taken = {same_address(name) for work in listed for name in (work.id, *work.formerly)}
    for same in _titled(listed):
        for line in _lines(sorted(dates_of(same), key=lambda pair: (pair[0], pair[1].language, pair[1].id))):
            if len(line) > 1:
                texts = tuple(work.id for _, work in line)
                address = _address(texts, taken)
                taken.add(same_address(address))
                yield Group(address, texts, tuple(date for date, _ in line), _newest(line))


def _titled(works: Iterable[Work]) -> list[list[Work]]:
    """Works by their title, as far as nobody states their versions and they are no acts that change others."""
    titled: defaultdict[str, list[Work]] = defaultdict(list)
    for work in works:
        if work.versions is None and not AMENDING.search(work.title):
            titled[bare_title(work.title)].append(work)
    return list(titled.values())


def _address(texts: Sequence[str], taken: Container[str]) -> str:
    """What a work is called: as all its texts are but for their days, else as the oldest is."""
    stems = {_DATED.sub("", text) for text in texts}
    stem = next(iter(stems))
    free = stem in texts or (same_address(stem) not in taken and safe_name(stem) == stem)
    return stem if stem and len(stems) == 1 and free else texts[0]


def _lines(dated: Iterable[tuple[str, Work]]) -> list[list[tuple[str, Work]]]:
    """Dated texts of one title, the oldest first, by the work they are texts of."""
    lines: list[list[tuple[str, Work]]] = []
    for date, work in dated:
        for line in lines:
            last_date, last = line[-1]
            if (date, work.language) != (last_date, last.language) and are_one(last, work):
                line.append((date, work))
                break
        else:
            lines.append([(date, work)])
    return lines


def _newest(line: Sequence[tuple[str, Work]]) -> str:
    """The text at the work's address: the newest that holds, else the newest that is no draft.

    Of two scripts of one date it is the simplified.
    """
    settled = [entry for entry in line if not is_draft(entry[1])] or list(line)
    settled = [entry for entry in settled if entry[1].awaited is None] or settled
    last = settled[-1][0]
    return min((entry[1] for entry in settled if entry[0] == last), key=lambda work: (work.language, work.id)).id


def bare_title(title: str) -> str:
    """A title without what tells versions apart, in one script and without white space."""
    return "".join(simplified(bare(title)).split()).removeprefix("中华人民共和国")


def are_one(one: Work, other: Work) -> bool:
    """Whether two texts of one title are one work: one tells of the other or of its beginning, or they share words."""
    beginnings = [{(fact.name, fact.value) for fact in work.facts if fact.name in _BEGUN} for work in (one, other)]
    told = told_by(one, other) or told_by(other, one)
    return bool(beginnings[0] & beginnings[1] or told) or _say_the_same(one, other)


def _say_the_same(one: Work, other: Work) -> bool:
    return _in_common(one, other) >= IN_COMMON


def _in_common(one: Work, other: Work) -> float:
    """Share of the shorter text's runs of characters that the longer holds."""
    runs = [_runs(one), _runs(other)]
    shorter, longer = sorted(runs, key=len)
    return len(shorter & longer) / len(shorter) if shorter else 0.0


def _runs(work: Work) -> frozenset[str]:
    text = "".join(work.text(block) for block in work.blocks())
    text = "".join(simplified(text).split())
    return frozenset(text[index : index + RUN] for index in range(len(text) - RUN + 1))


# --- what they are called ---------------------------------------------------------------------------------------------


def _versions(works: Mapping[str, Work], group: Group, repealed: Mapping[str, Work]) -> Versions:
    found: list[Version] = []
    used: set[str] = set()
    for text, date in zip(group.texts, group.dates, strict=True):
        work = works[text]
        address = f"{group.id}/{date}"
        if address in used:
            address = f"{address}-{work.language.partition('-')[2].lower() or len(used)}"
        used.add(address)
        name = group.id if text == group.current else address
        standing = group.standings.get(text) or standing_of(
            work, current=text == group.current, repealed=text in repealed
        )
        by = group.by.get(text) or (repealed[text].title if text in repealed else "")
        since = "" if standing is Standing.DRAFT else held_since(replace(work, dated=date))
        found.append(Version(name, text, date, _label(work, date), standing, by, since))
    return Versions(group.id, bare(works[group.current].title), tuple(found), group.stated)


def _label(work: Work, date: str) -> str:
    return " ".join((date, *version_marks(work.title))).strip()


def _repealed(works: Iterable[Work], groups: Iterable[Group]) -> dict[str, Work]:
    """Works that another one repeals by name, with that one; a version that a newer one repeals is superseded."""
    home = {text: group.id for group in groups for text in group.texts}
    titled: defaultdict[str, list[Work]] = defaultdict(list)
    listed = list(works)
    for work in listed:
        titled[bare_title(work.title)].append(work)
    found: dict[str, Work] = {}
    for work in listed:
        for fact in work.facts:
            for other in titled.get(bare_title(fact.text), ()) if fact.name == "repeals" else ():
                if home.get(other.id, other.id) != home.get(work.id, work.id) and date_of(other) < date_of(work):
                    found[other.id] = work
    return found


def _told_apart(works: Sequence[Work], notes: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """What tells works of one title apart that are no versions of one: a date, an issuer, a place, the day in the name
    of the file, else the source.
    """
    titled: defaultdict[str, list[Work]] = defaultdict(list)
    for work in works:
        titled[work.title].append(work)
    for same in titled.values():
        if len(same) < 2 or all(work.id in notes for work in same):
            continue
        for told in _TELLING:
            words = [told(work) for work in same]
            if all(words) and len(set(words)) == len(words):
                yield from ((work.id, word) for work, word in zip(same, words, strict=True) if work.id not in notes)
                break


def _day(work: Work) -> str:
    """The day of a text's wording or, where it says no other, that since which it holds."""
    return date_of(work) or in_force_since(work)


def _where(work: Work) -> str:
    return work.source.slug if work.id == work.source.slug else work.id


_TELLING: tuple[Callable[[Work], str], ...] = (
    date_of,
    _day,
    lambda work: stated(work, "issuer"),
    lambda work: stated(work, "place"),
    named_day,
    _where,
)
"""What may tell works of one title apart, the most telling first."""
