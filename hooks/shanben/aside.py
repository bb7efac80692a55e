"""Folders for what is made aside: of one process, gone when it is done, or cleared by the next that needs one.

Each holds a file that is locked as long as its process lives, or a child that was handed the lock. A folder whose lock
is free was left by a process that was killed: whoever opens the next folder in the same place removes it.
"""

from __future__ import annotations

import os
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import NamedTuple

from shanben.locks import is_at, locked

NAME = "shanben-aside-"
"""What the names of these folders begin with."""
_LOCK = ".lock"
_UNLOCKED = 3600.0
"""Seconds after which a folder without a lock is no longer taken for one that is just being made."""
_OPENED = os.O_RDWR | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)


class Aside(NamedTuple):
    """A folder made aside. A child that is handed ``lock`` (``pass_fds``) keeps the folder as long as it lives."""

    folder: Path
    lock: int


@contextmanager
def aside(place: Path | None = None) -> Iterator[Aside]:
    """A new folder below ``place``, there with a hidden name, or where the system keeps temporary files.

    It is removed in the end; so are those that killed processes have left there. Raises ``OSError`` where none can be
    made.
    """
    parent, prefix = (place, f".{NAME}") if place else (Path(tempfile.gettempdir()), NAME)
    _clear(parent, prefix)
    made = _made(parent, prefix)
    try:
        yield made
    finally:
        os.close(made.lock)
        shutil.rmtree(made.folder, ignore_errors=True)


def _made(parent: Path, prefix: str) -> Aside:
    while True:
        folder = Path(tempfile.mkdtemp(dir=parent, prefix=prefix)).absolute()
        handle = -1
        with suppress(FileNotFoundError):
            handle = os.open(folder / _LOCK, _OPENED | os.O_CREAT | os.O_EXCL, 0o600)
        # Between those two lines and the next another process may have taken the folder for a dead one's.
        if handle >= 0 and locked(handle) and is_at(handle, folder / _LOCK):
            return Aside(folder, handle)
        if handle >= 0:
            os.close(handle)


def _clear(parent: Path, prefix: str) -> None:
    """Remove the folders in a place that no living process holds."""
    with suppress(OSError), os.scandir(parent) as entries:
        for entry in entries:
            if entry.name.startswith(prefix) and entry.is_dir(follow_symlinks=False) and _is_dead(Path(entry.path)):
                shutil.rmtree(entry.path, ignore_errors=True)


def _is_dead(folder: Path) -> bool:
    try:
        stated = folder.stat(follow_symlinks=False)
    except OSError:  # whoever made it has removed it just now
        return False
    if hasattr(os, "getuid") and stated.st_uid != os.getuid():
        return False
    try:
        handle = os.open(folder / _LOCK, _OPENED)
    except FileNotFoundError:
        return time.time() - stated.st_mtime > _UNLOCKED
    except OSError:
        return False
    try:
        return locked(handle)
    finally:
        os.close(handle)
