"""MkDocs door: what a server shows that is being watched, whatever its library is like.

That is the library as it is; where it has faults that leave no work in its place, the last one that had none; and where
the server has seen none yet, the library as the engine drafts it.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from shanben.doors.publication import Watched
from shanben.faulty import Progress, build_with_drafts
from shanben.kept import Kept
from shanben.library import build_library
from shanben.meanwhile import is_shown_meanwhile
from shanben.model.library import Library
from shanben.problems import Problem, Refused
from shanben.remembered import Remembered
from shanben.settings import Settings

SHOWN_ANYWAY = frozenset({"E104", "E205", "E206", "E209", "E220", "E221", "E222", "E223", "E401", "E402"})
"""Faults that stop a build, but leave every work in its place: a server shows it while its editors mend it."""


class Watching:
    """What a server remembers from one build to the next."""

    def __init__(self) -> None:
        self._last_good: Library | None = None
        self._last_settings = Settings.model_validate({})
        self._before = Remembered(in_memory=True)
        self._kept: tuple[tuple[object, ...], Kept] | None = None
        self._begun = False
        self._faults: tuple[Problem, ...] = ()
        """What is wrong with the settings."""

    def settings(self, read: Callable[[], Settings]) -> Settings:
        """The settings, or where these have faults the last ones that had none."""
        try:
            settings, self._faults = read(), ()
            if settings != self._last_settings:  # else the very same: whatever was made of them is asked for with them
                self._last_settings = settings
        except Refused as refusal:
            self._faults = refusal.problems
        return self._last_settings

    def kept(self, of: tuple[object, ...], find: Callable[[], Kept]) -> Kept:
        """The results of earlier builds, found anew once ``of`` is another: a large library has ten thousands of them.

        Those that are removed meanwhile are not there when they are asked for, and are made anew.
        """
        if self._kept is None or self._kept[0] != of:
            self._kept = of, find()
        return self._kept[1]

    @property
    def begins(self) -> bool:
        """Whether it has built nothing yet, and no thread of it runs: other processes may take part."""
        return not self._begun and not is_shown_meanwhile()

    def remembered(self, kept: Kept) -> Remembered:
        """What was found out by the last build of this server or, before the first, by those that kept it."""
        self._before.forget()
        self._before.kept = kept
        return self._before

    def library(self, root: Path, settings: Settings, progress: Progress) -> tuple[Library, Watched]:
        """The library to be shown, and what is to be told of it."""
        self._begun = True
        library, found = build_library(root, settings, progress=progress, before=self._before)
        problems = (*self._faults, *found)
        if all(problem.code in SHOWN_ANYWAY for problem in found if problem.fatal):
            self._last_good = library
            return library, Watched(problems)
        if self._last_good:
            return self._last_good, Watched(problems, "the last good text")
        return build_with_drafts(root, settings, SHOWN_ANYWAY, self._before), Watched(problems, "drafts")
