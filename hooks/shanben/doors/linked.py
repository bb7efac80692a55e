"""A file of the site that the old site has as well is not written again: the new one has the same file under its name.

After a small change nearly every file is what it was. A link to a file costs a tenth of writing it, the disk is spared,
and a web server goes on to tell readers' browsers that it is what they have. The old site is never touched: the file
lives on under its new name when the old one goes.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Callable
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig

from shanben.doors.filled import OF_PAGES, strangers
from shanben.doors.marks import MARK
from shanben.doors.publication import publication_of

Put = Callable[[Path, bytes], None]
"""Writes a file of the site."""

_OF_FILES = (*OF_PAGES, "post_template", "post_build")
"""Where somebody else takes part, files may be changed in their place: then none may be that of the old site, too."""


def put(path: Path, content: bytes) -> None:
    """Write a file, and the folders it stands in."""
    try:
        path.write_bytes(content)
    except FileNotFoundError:  # the folder is there for most
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)


def putting(config: MkDocsConfig) -> Put:
    """How the files of this build are written: linked to those of the old site where they are the same and ours."""
    old, new = publication_of(config).site, Path(config.site_dir)
    if old == new or not old.is_dir() or strangers(config, _OF_FILES):
        return put
    try:
        wanted = _owned((new / MARK).stat())
    except OSError:
        return put

    def linked(path: Path, content: bytes) -> None:
        there = old / path.relative_to(new)
        if not (_is_same(there, content, wanted) and _link(there, path)):
            put(path, content)

    return linked


def _owned(state: os.stat_result) -> tuple[int, int, int]:
    return state.st_mode, state.st_uid, state.st_gid


def _is_same(path: Path, content: bytes, wanted: tuple[int, int, int]) -> bool:
    """Whether a file is what would be written, with the rights it would have."""
    try:
        state = path.lstat()
        same = stat.S_ISREG(state.st_mode) and state.st_size == len(content) and _owned(state) == wanted
        return same and path.read_bytes() == content
    except OSError:
        return False


def _link(there: Path, path: Path) -> bool:
    """Give a file another name; False where that cannot be, as on a disk that knows no such thing."""
    for _ in range(2):
        try:
            os.link(there, path)
        except FileNotFoundError:
            path.parent.mkdir(parents=True, exist_ok=True)
        except OSError:
            return False
        else:
            return True
    return False
