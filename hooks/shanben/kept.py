"""Results kept by what they were made from, in a folder that can be removed at any time.

A key is a SHA-256 of everything a result depends on, so a result is right for as long as it is there, whoever asks. It
is kept with the digest of its key and of itself (``packs``), and is taken for nothing where they do not fit: one that
came to stand under another key is as wrong as a damaged one. What cannot be kept, for the disk is full or the folder
may not be written to, is made anew the next time.
"""

from __future__ import annotations

import hashlib
import os
import secrets
import sys
from contextlib import suppress
from pathlib import Path

from shanben.packs import Packs

KEPT = Path(".cache/shanben")
"""The folder in a library."""
_RESULTS = "results"
_OURS = secrets.token_hex(4)
"""What tells our files from those that a process of the same number writes on another machine."""


def digest_of(*told: object) -> str:
    """The SHA-256 of what a result depends on, which may be any values that write themselves the same each time."""
    return hashlib.sha256(repr(told).encode("utf-8", "surrogatepass")).hexdigest()


class Kept:
    """A folder of results. One that belongs to somebody else, or is a link, is neither read nor written."""

    def __init__(self, folder: Path, limit: int) -> None:
        """``limit`` is in bytes, for all results together; 0 keeps none."""
        self._home = folder
        self._packs = Packs(folder / _RESULTS)
        self.strange = limit > 0 and is_strange(folder)
        """Whether the folder is there and is not ours."""
        self._limit = 0 if self.strange else limit
        self._told = False
        """Whether git was told to pass over the folder."""
        self._reads_only = False

    @property
    def keeps(self) -> bool:
        """Whether anything is kept at all."""
        return self._limit > 0

    def only_read(self) -> None:
        """Keep nothing new, for nobody will come to look for it."""
        self._reads_only = True

    def refresh(self) -> None:
        """Look again for what other processes have kept since this one looked."""
        self._packs.refresh()

    def holds(self, key: str) -> bool:
        """Whether there is a result under a key, whole or not."""
        return self.keeps and bool(key) and self._packs.holds(bytes.fromhex(key))

    def get(self, key: str) -> bytes | None:
        """What was kept under a key; None where nothing was, or what is there is damaged."""
        return self._packs.get(bytes.fromhex(key)) if self._limit else None

    def use(self, key: str) -> None:
        """Tell that a result is still of use, whether it is there or not."""
        if self._limit:
            self._packs.use(bytes.fromhex(key))

    def put(self, key: str, result: bytes) -> None:
        """Keep a result; it is there whole or not at all."""
        if self._reads_only or not key or len(result) > self._limit:
            return
        if not self._told:
            with suppress(OSError):
                self._home.mkdir(parents=True, exist_ok=True)
                keep_out_of_git(self._home)
            self._told = True
        self._packs.put(bytes.fromhex(key), result)

    def trim(self) -> None:
        """Remove what was not of use for longest, until the rest is within the limit."""
        if not self.strange:
            self._packs.trim(self._limit)


def is_strange(folder: Path) -> bool:
    """Whether a folder of results is somebody else's, or it, what holds it or a folder in it is a link.

    Whoever wrote or removed anything there would do so wherever the link leads.
    """
    results = folder / _RESULTS
    try:
        with os.scandir(results) as entries:
            inside = any(entry.is_symlink() for entry in entries)
    except OSError:  # there is none yet
        inside = False
    return inside or any(map(os.path.islink, (folder.parent, results))) or _is_not_ours(folder)


def keep_out_of_git(folder: Path) -> None:
    """Let git pass over the folder of results. Raises OSError."""
    write_anew(folder / ".gitignore", "*\n")


def write_anew(path: Path, words: str) -> None:
    """Write a file that appears whole; where a link stands, the file takes its place. Raises OSError."""
    beside = path.with_name(f"{path.name}.{os.getpid()}-{_OURS}")
    try:
        with os.fdopen(_opened(beside), "wb") as file:
            file.write(words.encode())
        beside.replace(path)
    except BaseException:
        beside.unlink(missing_ok=True)
        raise


def _opened(path: Path) -> int:
    """A new file that nobody else reads or writes."""
    return os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)


def _is_not_ours(folder: Path) -> bool:
    try:
        state = folder.lstat()
    except OSError:
        return False
    return not folder.is_dir() or folder.is_symlink() or (sys.platform != "win32" and state.st_uid != os.geteuid())
