"""The library: all stages in their order.

``read`` and ``shape`` are pure functions of one source with its edition file, ``enrich`` a map over works plus a small
step over what the works declare; so works can be built apart.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from shanben.addresses import safe_name, same_address
from shanben.compare.versions import with_places
from shanben.enrich.amendments import find_changes
from shanben.enrich.called import call_in_english
from shanben.enrich.facts import with_facts
from shanben.enrich.headings import translate_headings
from shanben.enrich.references import resolve_references
from shanben.enrich.standings import library_day
from shanben.enrich.terms import use_terms
from shanben.enrich.versions import find_versions
from shanben.model.language import Translations
from shanben.model.library import Collection, Library, ShapedSource
from shanben.model.references import Registry
from shanben.model.text import Origin
from shanben.model.works import Work
from shanben.problems import Problem, Refused
from shanben.read.configuration import CONFIGURATION, find_settings
from shanben.read.history import last_change
from shanben.read.registry import read_registry
from shanben.read.termbase import read_termbase
from shanben.read.translations import read_translations
from shanben.read.unread import unread
from shanben.remembered import Remembered
from shanben.settings import CollectionSettings, Settings
from shanben.shape.sections import unsafe_name
from shanben.shaping import Place, shape_source

TERMBASE, REGISTRY = "termbase.yml", "registry.yml"


def read_and_shape(place: Place, progress: Callable[[Iterable[Path]], Iterable[Path]]) -> _Result:
    """Every source of the library, shaped; ids of works are unique across it."""
    problems: list[Problem] = []
    shaped: list[ShapedSource] = []
    slugs: dict[str, Path] = {}
    if not place.seeds.is_dir():
        message = "there is no such folder: make it and put texts in, or name another in the setting `seeds`"
        return _Result(Library(()), (Problem("E105", message, Origin(place.shown(place.seeds))),))
    if not place.seeds.resolve().is_relative_to(place.root.resolve()):
        message = "is a link that leads out of the library: put the folder itself there"
        return _Result(Library(()), (Problem("E107", message, Origin(place.shown(place.seeds))),))
    paths = place.texts
    problems += unread(place.seeds, place.shown)
    stems = {path.stem for path in (*paths, *place.without)}
    for orphan in sorted(place.seeds.glob("*.yml")):
        if orphan.name not in (TERMBASE, REGISTRY) and orphan.stem not in stems:
            message = "there is no {source} beside it: put the source there, or remove this file"
            values = {"source": orphan.with_suffix(".txt").name}
            problems.append(Problem("E210", message, Origin(place.shown(orphan), 1), values))
    for path in progress(paths):
        one, faults = shape_source(place, path)
        problems += faults
        if one is None:
            continue
        same = slugs.setdefault(same_address(one.source.slug), path)
        if same is not path:
            message = "its address would be that of {other}: rename one of them"
            problems.append(Problem("E106", message, Origin(place.shown(path), 1), {"other": same.name}))
            continue
        shaped.append(one)
    problems += _double_ids(shaped)
    return _Result(Library(tuple(shaped), languages=place.settings.languages), tuple(problems))


def _double_ids(shaped: Iterable[ShapedSource]) -> Iterable[Problem]:
    taken: dict[str, str] = {}
    for one in shaped:
        for work in one.works:
            origin = work.origin if work.origin.path else Origin(one.source.path.as_posix(), 1)
            for id_ in dict.fromkeys((work.id, *work.formerly)):
                name = same_address(id_)
                if name in taken:
                    message = "the work at {place} is also called {id}; ids are addresses, case aside: choose another"
                    yield Problem("E207", message, origin, {"place": taken[name], "id": id_})
                taken.setdefault(name, f"{origin.path}:{origin.line}")


def tell_facts(place: Place, result: _Result) -> _Result:
    """What the works say of themselves, beside what their editors say of them."""
    sources = with_facts(result.library.sources, place.before)
    return replace(result, library=replace(result.library, sources=sources))


def _day(place: Place, works: Iterable[Work]) -> str:
    """The day for which it is told what holds: as the settings say, else that of the build and of the newest text."""
    stated = place.settings.as_of
    return stated.isoformat() if stated else library_day(works, last_change(place.root))


def find_texts_of_one(place: Place, result: _Result) -> _Result:
    """Works of which the library holds several texts: each at its address, and where each article now stands."""
    day = _day(place, result.library.works)
    sources, versions, faults = find_versions(result.library.sources, day)
    library = replace(result.library, sources=sources, day=day)
    works = {work.id: work for work in library.works}
    versions = tuple(with_places(one, works, place.before) for one in versions)
    changes = find_changes(library.works, versions)
    return _Result(replace(library, versions=versions, changes=changes), (*result.problems, *faults))


def translate(place: Place, result: _Result) -> _Result:
    """Headings in other languages, from the PO files beside the sources."""
    tables: list[Translations] = []
    problems = list(result.problems)
    for language in place.settings.languages:
        path = place.seeds / f"headings.{language}.po"
        if not path.exists():
            continue
        try:
            table, faults = read_translations(path, language, place.shown(path))
        except Refused as refusal:
            problems += refusal.problems
            continue
        tables.append(table)
        problems += faults
    sources, faults = translate_headings(result.library.sources, tables)
    english = next((table for table in tables if table.language.split("-")[0] == "en"), None)
    sources, unnamed = call_in_english(sources, english)
    return _Result(replace(result.library, sources=sources), (*problems, *faults, *unnamed))


def find_terms(place: Place, result: _Result) -> _Result:
    """The termbase, and where the texts use its terms."""
    path = place.seeds / TERMBASE
    if not path.exists():
        return result
    try:
        terms = read_termbase(path, place.shown(path), inside=place.seeds)
    except Refused as refusal:
        return _Result(result.library, (*result.problems, *refusal.problems))
    sources, faults = use_terms(result.library.sources, terms, Origin(place.shown(path)))
    return _Result(replace(result.library, sources=sources, terms=terms), (*result.problems, *faults))


def find_references(place: Place, result: _Result) -> _Result:
    """Where the texts refer to each other, with what the registry says of works outside the library."""
    path = place.seeds / REGISTRY
    problems = list(result.problems)
    registry = Registry()
    try:
        registry = read_registry(path, place.shown(path)) if path.exists() else registry
    except Refused as refusal:
        problems += refusal.problems
    sources, faults = resolve_references(result.library.sources, registry, place.before)
    return _Result(replace(result.library, sources=sources), (*problems, *faults))


def collect(place: Place, result: _Result) -> _Result:
    """The collections of the settings; what they name that is no work is told and left out."""
    names = {name: work.id for work in result.library.works for name in (*work.formerly, work.id)}
    found: dict[str, Collection] = {}
    problems = list(result.problems)
    setting = _locator(place)
    for number, one in enumerate(place.settings.collections):
        if safe_name(one.id) != one.id:
            problems.append(unsafe_name(one.id, setting(number, "id")))
            continue
        if same_address(one.id) in found:
            message = "two collections are called {id}; ids are addresses, case aside: choose another"
            problems.append(Problem("E248", message, setting(number, "id"), {"id": one.id}))
            continue
        works: dict[str, None] = {}
        for at, name in enumerate(one.works):
            if name in names:
                works[names[name]] = None
                continue
            message = "the collection {id} names {work}, and no work is called so: name one by its id, or remove it"
            origin = setting(number, "works", at)
            problems.append(Problem("E247", message, origin, {"id": one.id, "work": name}))
        problems += _named_twice(one, names, setting(number, "works"))
        found[same_address(one.id)] = Collection(one.id, one.title, tuple(works), one.introduction)
    return _Result(replace(result.library, collections=tuple(found.values())), tuple(problems))


def _named_twice(one: CollectionSettings, names: Mapping[str, str], origin: Origin) -> Iterator[Problem]:
    """A warning for each work that a collection names more than once, as it is named first, however often."""
    first = {names[name]: name for name in reversed(one.works) if name in names}
    for work, count in Counter(names[name] for name in one.works if name in names).items():
        if count > 1:
            message = "the collection {id} names {work} {number} times; it stands where it is first: keep that one"
            yield Problem("W249", message, origin, {"id": one.id, "work": first[work], "number": count})


def _locator(place: Place) -> Callable[..., Origin]:
    """Tells where a setting of the collections stands in ``mkdocs.yml``, which is read once, when first asked."""
    file = place.root / CONFIGURATION
    found = cache(lambda: find_settings(file) if file.exists() else None)

    def locate(*keys: int | str) -> Origin:
        settings = found()
        return settings.origin(("collections", *keys)) if settings else Origin(CONFIGURATION)

    return locate


@dataclass(frozen=True, slots=True)
class _Result:
    library: Library
    problems: tuple[Problem, ...]


Stage = Callable[[Place, _Result], _Result]
STAGES: tuple[Stage, ...] = (tell_facts, find_texts_of_one, collect, translate, find_terms, find_references)
"""What happens to a library after it was read and shaped, in this order."""


def _silent(paths: Iterable[Path]) -> Iterable[Path]:
    return paths


def build_library(
    root: Path,
    settings: Settings,
    *,
    progress: Callable[[Iterable[Path]], Iterable[Path]] = _silent,
    without: frozenset[Path] = frozenset(),
    drafted: frozenset[Path] = frozenset(),
    before: Remembered | None = None,
) -> tuple[Library, tuple[Problem, ...]]:
    """The library under ``root`` with everything that is wrong with it; never raises for bad content.

    ``progress`` wraps the sequence of source files, to show a bar; the sources ``without`` are left out, and of those
    ``drafted`` the edition files. What was shaped ``before`` and is still the same is not shaped again.
    """
    place = Place(root, settings, without, drafted, before or Remembered())
    result = read_and_shape(place, progress)
    for stage in (_as_read, *STAGES):
        result = _steady(place, stage.__name__, stage(place, result))
    problems = _causes(result.problems)
    return result.library, tuple(sorted(problems, key=lambda problem: (problem.origin.path, problem.origin.line)))


def _as_read(_: Place, result: _Result) -> _Result:
    return result


def _steady(place: Place, stage: str, result: _Result) -> _Result:
    """What a stage gave; in a server each source that came out as the last time is the one of the last time."""
    sources = tuple(
        place.before.once((stage, one.source.slug), (one, one.made_of), lambda one=one: one)  # type: ignore[misc]
        for one in result.library.sources
    )
    return replace(result, library=replace(result.library, sources=sources))


FOLLOWING = frozenset({"W403", "W404", "W704", "W803", "E243", "E247"})
"""Problems that what one file names is not in another: where a text has a fault, they may only follow from it."""


def _causes(problems: tuple[Problem, ...]) -> tuple[Problem, ...]:
    """The problems without those that may vanish when a faulty text is mended; they are told then, if they are left."""
    faulty = any(
        problem.code.startswith(("E1", "E2"))
        and problem.code not in FOLLOWING
        and problem.origin.path != CONFIGURATION  # settings hold no text
        for problem in problems
    )
    return tuple(problem for problem in problems if not (faulty and problem.code in FOLLOWING))
