"""What is told of an exception that nobody expected: one line with a code and the place; a file holds the rest."""

from __future__ import annotations

import errno
import os
import tempfile
import traceback
from pathlib import Path

import shanben
from shanben.model.text import Origin
from shanben.problems import Problem

_HOME = Path(shanben.__file__).parent
_GENERATOR = _HOME / "commands" / "generator.py"
_REFUSING = {
    errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EACCES, errno.EPERM, errno.EMFILE, errno.ENFILE, errno.EIO,
    errno.EFBIG, errno.ENAMETOOLONG,
}  # fmt: skip
"""What a computer says when it has no room, no rights or no luck: that is nobody's bug."""


def last_word(error: BaseException) -> Problem:
    """One line about an exception: E901 for a fault of ours, E904 for one of others, E902 and E903 of the computer.

    For faults the traceback is kept in a file, which the line names.
    """
    if isinstance(error, OSError) and error.errno in _REFUSING:
        path = os.fsdecode(error.filename) if isinstance(error.filename, (str, bytes)) else "."
        return Problem("E902", "the computer refuses: {reason}", Origin(path), {"reason": error.strerror})
    if isinstance(error, MemoryError):
        return Problem("E903", "there is not enough memory: divide the largest sources", Origin("."))
    if isinstance(error, FileNotFoundError) and _is_nowhere():
        message = "the folder this was started in is there no more: go to your library and start again"
        return Problem("E902", message, Origin("."))
    where, ours = _place(error)
    values = {"error": f"{type(error).__name__}: {error}", "file": _kept(error)}
    if ours:
        message = (
            "a fault of Shanben, not of your texts: {error}; report it to those you have Shanben from, with {file}"
        )
        return Problem("E901", message, where, values)
    message = "a fault of a program that is no part of Shanben: {error}; its report is in {file}"
    return Problem("E904", message, where, values)


def _is_nowhere() -> bool:
    """Whether the folder in which the program was started was removed."""
    try:
        os.getcwd()
    except FileNotFoundError:
        return True
    return False


def _place(error: BaseException) -> tuple[Origin, bool]:
    """The innermost line of ours that the exception went through, and whether there is one; else the innermost."""
    frames = traceback.extract_tb(error.__traceback__)
    mine = [frame for frame in frames if Path(frame.filename).is_relative_to(_HOME)]
    if mine and (Path(mine[-1].filename) == _GENERATOR or type(error).__module__.startswith("jinja2.")):
        mine = []  # what we have only started, and templates, which are the theme's or the library's
    if not frames:
        return Origin("."), True
    frame = (mine or frames)[-1]
    path = Path(frame.filename)
    shown = path.relative_to(_HOME.parent) if mine else path
    return Origin(shown.as_posix(), frame.lineno or 0), bool(mine)


def _kept(error: BaseException) -> str:
    """The name of a file that holds the traceback; says so where none can be written."""
    try:
        handle, name = tempfile.mkstemp(prefix="shanben-fault-", suffix=".txt")
        with os.fdopen(handle, "w", encoding="utf-8", errors="backslashreplace") as file:
            file.write("".join(traceback.format_exception(error)))
    except OSError:
        return "(no file: there is no room for one)"
    return name
