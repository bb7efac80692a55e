"""Libraries with faults: what of them can be published without the faulty texts, or shown while these are mended."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path

from shanben.library import build_library
from shanben.model.library import Library
from shanben.problems import Problem
from shanben.remembered import Remembered
from shanben.settings import Settings
from shanben.shaping import Place

Progress = Callable[[Iterable[Path]], Iterable[Path]]
"""Wraps the sequence of source files, to show a bar."""


def build_without_faulty(
    root: Path, settings: Settings, *, progress: Progress = lambda paths: paths, before: Remembered | None = None
) -> tuple[Library, tuple[Problem, ...], tuple[Problem, ...]]:
    """The library without the sources that have a fault, what is wrong with the rest, and the faults of those left out.

    A fault that lies in no source (the terms, the registry, an edition without its text) is among those of the rest, as
    are all faults where no source would be left.
    """
    place = Place(root, settings)
    left_out: tuple[Problem, ...] = ()
    while True:
        library, problems = build_library(root, settings, progress=progress, without=place.without, before=before)
        faults = _of_sources(place, problems)
        without = place.without | {path for _, path in faults}
        if not faults or without >= frozenset(Place(root, settings).texts):
            return _missing(place, library), problems, left_out
        left_out += tuple(problem for problem, _ in faults)
        place = replace(place, without=without)


def build_with_drafts(
    root: Path, settings: Settings, tolerated: frozenset[str], before: Remembered | None = None
) -> Library:
    """The library as far as it can be shown: sources whose edition files have faults as the engine drafts them.

    Sources that cannot be shown so either are left out, if need be all. Faults with codes that are ``tolerated`` leave
    every work in its place.
    """
    place = Place(root, settings)
    while True:
        library, problems = build_library(root, settings, without=place.without, drafted=place.drafted, before=before)
        told = (problem for problem in problems if problem.code not in tolerated)
        faulty = {path for _, path in _of_sources(place, told)}
        if not faulty:
            return _missing(place, library)
        drafted = {path for path in faulty - place.drafted if path.with_suffix(".yml").exists()}
        place = replace(place, without=place.without | (faulty - drafted), drafted=place.drafted | drafted)


def _of_sources(place: Place, problems: Iterable[Problem]) -> list[tuple[Problem, Path]]:
    """The faults that lie in a source or its edition file, each with the source."""
    owner = {place.shown(one): path for path in place.texts for one in (path, path.with_suffix(".yml"))}
    return [(one, owner[one.origin.path]) for one in problems if one.fatal and one.origin.path in owner]


def _missing(place: Place, library: Library) -> Library:
    return replace(library, missing=tuple(sorted(map(place.shown, place.without))))
