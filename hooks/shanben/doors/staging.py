"""Where a site is built and how it takes its place: beside the old one, by renaming, one build at a time.

For a site at ``site`` a build works in ``site.building``; the old site stands as ``site.previous`` for the moment of
the swap, and ``site.lock`` is held from the first look to the last. None of them outlives a build that ends by itself,
and the next build clears up after one that was killed. Nothing is emptied or replaced but what a build has made: a site
holds a ``library.json``, and a folder that is being built holds a mark.
"""

from __future__ import annotations

import logging
import os
import shutil
import time
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from shanben.doors.marks import MARK
from shanben.locks import is_at, locked
from shanben.model.text import Origin
from shanben.problems import Problem, Refused

log = logging.getLogger("mkdocs.hooks.shanben")

_LIBRARY, _FORMAT = "library.json", b'{"format":'
_PAUSE = 0.1
"""Seconds between two looks at a lock that another build holds."""


def ours(folder: Path) -> bool:
    """Whether a build made this folder, so that a build may replace it: an empty one, a site, or half of one."""
    if folder.is_symlink() or not folder.is_dir():
        return False
    if not any(folder.iterdir()) or (folder / MARK).is_file():
        return True
    try:
        with (folder / _LIBRARY).open("rb") as library:
            return library.read(len(_FORMAT)) == _FORMAT
    except OSError:
        return False


def refuse_site(site: Path, library: Path, kept: Iterable[Path]) -> None:
    """Refuse a folder for the site that is, holds or lies in what must not be replaced.

    ``library`` is the folder of ``mkdocs.yml``, which may hold the site; ``kept`` are the folders that may not even do
    that. All are compared by where they lead. Raises ``Refused`` with an E550.
    """
    place = site.resolve()
    for folder in (library, *kept):
        home = folder.resolve()
        if home.is_relative_to(place) or (folder != library and place.is_relative_to(home)):
            message = (
                "the site cannot stand here: it would replace or mix with {folder}; name another folder in --site-dir"
            )
            raise Refused([Problem("E550", message, Origin(str(site)), {"folder": str(folder)})])


class Staging:
    """The place of a site while it is built. Whoever makes one holds the site's lock until ``close``."""

    def __init__(self, site: Path) -> None:
        """Wait for the lock, undo a swap that was interrupted, and look whether ``site`` may be replaced.

        A ``site`` that is a link stays one: what it leads to is replaced. Raises ``Refused`` with an E550, E551 or
        E552.
        """
        self.shown = site
        try:
            self.site = site.resolve()
        except (OSError, RuntimeError):  # a link that leads to itself
            raise _in_the_way(site) from None
        self.folder = self._beside("building")
        self._lock = self._beside("lock")
        self._handle = -1
        try:
            self.site.parent.mkdir(parents=True, exist_ok=True)
            self._wait()
            self._restore()
        except OSError as error:
            self.close()
            raise _unwritable(site, error) from None
        except BaseException:
            self.close()
            raise

    def _beside(self, ending: str) -> Path:
        return self.site.with_name(f"{self.site.name}.{ending}")

    def _wait(self) -> None:
        told = False
        while True:
            flags = os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
            handle = os.open(self._lock, flags, 0o666)
            try:
                while not locked(handle):
                    if not told:
                        log.info("Another build is at work on %s: waiting until it has ended.", self.shown)
                        told = True
                    time.sleep(_PAUSE)
                # The build that held the lock has removed its file: then ours is one that nobody else will find.
                if is_at(handle, self._lock):
                    self._handle = handle
                    return
            finally:
                if self._handle != handle:
                    os.close(handle)

    def _restore(self) -> None:
        """The old site comes back where no new one stands, and goes where one does."""
        previous = self._beside("previous")
        for folder in (self.site, self.folder, previous):
            if os.path.lexists(folder) and not ours(folder):
                raise _in_the_way(self.shown if folder == self.site else folder)
        if self.site.is_mount():
            message = "a mount point cannot be replaced as a whole: name a folder inside it in --site-dir"
            raise Refused([Problem("E551", message, Origin(str(self.shown)))])
        if previous.exists():
            if self.site.exists() and any(self.site.iterdir()):
                removed(previous)
            else:
                self._move(previous)

    def open(self) -> Path:
        """A new, empty folder to build in. Raises ``Refused`` with an E552."""
        try:
            if self.folder.exists():
                removed(self.folder)
            self.folder.mkdir()
            (self.folder / MARK).touch()
        except OSError as error:
            raise _unwritable(self.folder, error) from None
        return self.folder

    def take_place(self) -> None:
        """Put what was built in the place of the old site. Raises ``Refused`` with an E552; then the old one stands."""
        previous = self._beside("previous")
        try:
            if self.site.exists() and any(self.site.iterdir()):
                self.site.rename(previous)
            self._move(self.folder)
        except OSError as error:
            if previous.exists() and not self.site.exists():
                previous.rename(self.site)
            raise _unwritable(self.shown, error) from None
        (self.site / MARK).unlink(missing_ok=True)
        if previous.exists():
            with suppress(OSError):  # the next build tries again
                removed(previous)
            if previous.exists():
                log.info("The old site could not be removed as a whole; its rest is in %s.", previous)

    def _move(self, folder: Path) -> None:
        if self.site.exists():
            self.site.rmdir()
        folder.rename(self.site)

    def close(self) -> None:
        """Remove what was not finished, and let the next build in. Closing twice does nothing."""
        if self._handle < 0:
            return
        if ours(self.folder):
            with suppress(OSError):
                removed(self.folder)
        self._lock.unlink(missing_ok=True)
        os.close(self._handle)
        self._handle = -1


def removed(folder: Path) -> None:
    """Remove a folder that is ours; the files by which that is known go last, so that half of one is known as well."""
    for path in sorted(folder.iterdir(), key=lambda path: (path.name == MARK, path.name == _LIBRARY)):
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        else:
            path.unlink()
    folder.rmdir()


def _in_the_way(path: Path) -> Refused:
    message = "is in the way of the site: no build made it, so none replaces it; move it, or name another --site-dir"
    return Refused([Problem("E551", message, Origin(str(path)))])


def _unwritable(path: Path, error: OSError) -> Refused:
    message = "the site cannot be written here: {reason}; the last good site is untouched"
    return Refused([Problem("E552", message, Origin(str(path)), {"reason": error.strerror or str(error)})])
