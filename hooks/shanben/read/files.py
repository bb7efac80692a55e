"""Bytes of a library's files: of regular files only, of a bounded size, from inside the folder they are in."""

from __future__ import annotations

import stat
from pathlib import Path

from shanben.model.text import Origin
from shanben.problems import Problem, Refused

LIMIT = 64 * 2**20
"""Bytes that a file may have where no setting says otherwise."""


def contents(path: Path, origin: Origin, *, limit: int = LIMIT, inside: Path | None = None) -> bytes:
    """The bytes of a file.

    ``limit`` is in bytes. ``inside`` is a folder that links must not lead out of: who may add a link to a folder must
    not be able to publish files of the computer it is built on. Raises ``Refused`` with E105 (cannot be read), E107
    (leads out), E108 (no regular file: reading a pipe would never end) or E109 (too large).
    """
    try:
        if inside is not None and _leads_out(path, inside):
            message = "is a link that leads out of {folder}: put the file itself there"
            raise Refused([Problem("E107", message, origin, {"folder": inside.name})])
        found = path.stat()
        if not stat.S_ISREG(found.st_mode):
            raise Refused([Problem("E108", "is no file with contents: put a text file there", origin)])
        raw = path.read_bytes() if found.st_size <= limit else b""  # to read at most `limit` takes room for all of it
    except (OSError, RuntimeError, ValueError) as error:  # a link to itself; a name no system has
        reason = getattr(error, "strerror", None) or str(error)
        raise Refused([Problem("E105", "cannot be read: {reason}", origin, {"reason": reason})]) from None
    if max(found.st_size, len(raw)) > limit:
        message = "has more than {limit} bytes: divide it, or raise the setting `source_limit`"
        raise Refused([Problem("E109", message, origin, {"limit": limit})])
    return raw


def _leads_out(path: Path, inside: Path) -> bool:
    """Whether a file lies elsewhere than in a folder; what stands in it and is no link is not asked further."""
    if path.parent == inside and not path.is_symlink():
        return False
    return not path.resolve().is_relative_to(inside.resolve())
