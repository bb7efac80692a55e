"""A file of the site that the old site has as well is not written again: the new one has the same file under its name.

After a small change nearly every file is what it was. A link to a file costs a tenth of writing it, the disk is spared,
and a web server goes on to tell readers' browsers that it is what they have. The old site is never touched: the file
lives on under its new name when the old one goes.
"""

from __future__ import annotations

import hashlib
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


def left_alone(config: MkDocsConfig) -> bool:
    """Whether nobody but us touches a file of the site after it was written."""
    return not strangers(config, _OF_FILES)


def put(path: Path, content: bytes) -> None:
    """Write a file, and the folders it stands in."""
    try:
        path.write_bytes(content)
    except FileNotFoundError:  # the folder is there for most
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)


class Writer:
    """Writes the files of a site by their names, and knows the digest of each.

    Paths are strings here: of ten thousand files, a path of its own for each costs as much as the link.
    """

    def __init__(self, site: Path, old: Path | None = None, write: Put = put) -> None:
        """``old`` is the site whose files may be linked, if they have the owner and the rights of this build's."""
        self._site, self._old, self._write = str(site), str(old) if old else "", write
        self._wanted: tuple[int, int, int] | None = None
        if old:
            try:
                self._wanted = _owned((site / MARK).stat())
            except OSError:
                self._old = ""

    def put(self, name: str, content: bytes) -> str:
        """Write a file and return its SHA-256."""
        digest = hashlib.sha256(content).hexdigest()
        if not self.link(name, digest):
            self._write(Path(self._site, name), content)
        return digest

    def link(self, name: str, digest: str) -> bool:
        """Have the old site's file of this name, if that is what the digest says; False where it is not."""
        if not self._old:
            return False
        there = f"{self._old}/{name}"
        return _digest_of(there, self._wanted) == digest and _link(there, f"{self._site}/{name}")


def writer_of(config: MkDocsConfig) -> Writer:
    """How the files of this build are written: linked to those of the old site where they are the same and ours."""
    old, new = publication_of(config).site, Path(config.site_dir)
    linking = old != new and old.is_dir() and left_alone(config)
    return Writer(new, old if linking else None)


def _owned(state: os.stat_result) -> tuple[int, int, int]:
    return state.st_mode, state.st_uid, state.st_gid


def _digest_of(path: str, wanted: tuple[int, int, int] | None) -> str:
    """The SHA-256 of a file that has these rights; empty where there is none."""
    try:
        state = os.lstat(path)
        if not stat.S_ISREG(state.st_mode) or _owned(state) != wanted:
            return ""
        with open(path, "rb", buffering=0) as file:
            return hashlib.sha256(file.read()).hexdigest()
    except OSError:
        return ""


def _link(there: str, path: str) -> bool:
    """Give a file another name; False where that cannot be, as on a disk that knows no such thing."""
    for _ in range(2):
        try:
            os.link(there, path)
        except FileNotFoundError:
            os.makedirs(os.path.dirname(path), exist_ok=True)
        except FileExistsError:  # which must be that very one: to write into it would change the old site
            return os.path.samefile(there, path)
        except OSError:
            return False
        else:
            return True
    return False
