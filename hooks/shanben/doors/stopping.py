"""MkDocs door: how a build ends that cannot go on, with what is wrong."""

from __future__ import annotations

import logging
from pathlib import Path

import mkdocs
from mkdocs.exceptions import Abort, ConfigurationError

from shanben.last_word import last_word
from shanben.model.text import Origin
from shanben.problems import Problem, Refused
from shanben.read.configuration import find_settings
from shanben.wording import said, told

log = logging.getLogger(f"{mkdocs.__name__}.hooks.shanben")


class Stopped(Abort):
    """The end of a build whose problems were told."""

    def __init__(self, message: str, problems: tuple[Problem, ...]) -> None:
        super().__init__(message)
        self.problems = problems


def stopped(refusal: Refused) -> Stopped:
    """Tell what is wrong, a line each; what is returned ends the build."""
    for problem in refusal.problems:
        log.error("%s", told(problem))
    return Stopped(said("Stopped; the last good site is untouched."), refusal.problems)


def problems_of(error: BaseException, configuration: Path) -> tuple[Problem, ...]:
    """What is wrong where an exception ended a build: at least one problem."""
    if isinstance(error, Stopped) and error.problems:
        return error.problems
    try:
        find_settings(configuration, configuration.name)
    except Refused as refusal:
        return refusal.problems
    if isinstance(error, (Abort, ConfigurationError)):  # which the generator has told at length
        message = "the site generator refuses: the terminal says why"
        return (Problem("E904", message, Origin(configuration.name)),)
    return (last_word(error),)
