"""MkDocs door: whatever goes wrong in a build ends in one line, also where MkDocs would show a traceback."""

from __future__ import annotations

import logging

import mkdocs
from mkdocs.exceptions import MkDocsException

from shanben.doors.stopping import Stopped, stopped
from shanben.last_word import last_word
from shanben.problems import Problem, Refused
from shanben.wording import said, told

log = logging.getLogger(f"{mkdocs.__name__}.hooks.shanben")


def on_build_error(error: BaseException, **_: object) -> None:
    """Tell an exception that ends a build; MkDocs itself tells its own."""
    if isinstance(error, MkDocsException):
        return
    if isinstance(error, Refused):
        raise stopped(error) from None
    problems: tuple[Problem, ...] = ()
    if not isinstance(error, UnicodeDecodeError):  # a page that is not UTF-8, which MkDocs has named
        problems = (last_word(error),)
        log.error("%s", told(problems[0]))
    raise Stopped(said("Stopped; the last good site is untouched."), problems) from None
