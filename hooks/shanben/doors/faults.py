"""MkDocs door: whatever goes wrong in a build ends in one line, also where MkDocs would show a traceback."""

from __future__ import annotations

import logging

import mkdocs
from mkdocs.exceptions import Abort, MkDocsException

from shanben.doors.publish import stopped
from shanben.last_word import last_word
from shanben.problems import Refused
from shanben.wording import said, told

log = logging.getLogger(f"{mkdocs.__name__}.hooks.shanben")


def on_build_error(error: BaseException, **_: object) -> None:
    """Tell an exception that ends a build; MkDocs itself tells its own."""
    if isinstance(error, MkDocsException):
        return
    if isinstance(error, Refused):
        raise stopped(error) from None
    if not isinstance(error, UnicodeDecodeError):  # a page that is not UTF-8, which MkDocs has named
        log.error("%s", told(last_word(error)))
    raise Abort(said("Stopped; the last good site is untouched.")) from None
