"""Results kept by what they were made from, in a folder that can be removed at any time.

A key is a SHA-256 of everything a result depends on, so a result is right for as long as it is there, whoever asks. A
file holds the digest of its key and of what follows, and is taken for nothing where they do not fit: one that came to
stand under another key is as wrong as a damaged one. What cannot be kept, for the disk is full or the folder may not be
written to, is made anew the next time.
"""

from __future__ import annotations

import hashlib
import os
import secrets
import sys
from contextlib import suppress
from pathlib import Path

KEPT = Path(".cache/shanben")
"""The folder in a library."""
_RESULTS = "results"
_FORMAT = b"shanben-kept 2\n"
_OURS = secrets.token_hex(4)
"""What tells our files from those that a process of the same number writes on another machine."""


def digest_of(*told: object) -> str:
    """The SHA-256 of what a result depends on, which may be any values that write themselves the same each time."""
    return hashlib.sha256(repr(told).encode("utf-8", "surrogatepass")).hexdigest()


class Kept:
    """A folder of results. One that belongs to somebody else, or is a link, is neither read nor written."""

    def __init__(self, folder: Path, limit: int) -> None:
        """``limit`` is in bytes, for all results together; 0 keeps none."""
        self._folder = folder / _RESULTS
        self.strange = limit > 0 and is_strange(folder)
        """Whether the folder is there and is not ours."""
        self._limit = 0 if self.strange else limit

    @property
    def keeps(self) -> bool:
        """Whether anything is kept at all."""
        return self._limit > 0

    def holds(self, key: str) -> bool:
        """Whether there is a file under a key, whatever is in it."""
        return self.keeps and bool(key) and self._path(key).exists()

    def get(self, key: str) -> bytes | None:
        """What was kept under a key; None where nothing was, or what is there is damaged."""
        if not self._limit:
            return None
        path = f"{self._folder}/{key[:2]}/{key}"  # thousands are asked for: a Path of each would cost as much as it
        try:
            with open(path, "rb", buffering=0) as file:
                content = file.read()
            os.utime(path)  # which tells what is still of use
        except OSError:
            return None
        start = len(_FORMAT) + hashlib.sha256().digest_size
        result = memoryview(content)[start:]
        return bytes(result) if content[:start] == _head(key, result) else None

    def use(self, key: str) -> None:
        """Tell that a result is still of use, whether it is there or not."""
        if self._limit:
            with suppress(OSError):
                os.utime(f"{self._folder}/{key[:2]}/{key}")

    def put(self, key: str, result: bytes) -> None:
        """Keep a result; the file appears whole or not at all."""
        if len(result) > self._limit:
            return
        path = self._path(key)
        beside = path.with_name(f"{key}.{os.getpid()}-{_OURS}")
        with suppress(OSError):
            try:
                handle = _opened(beside)
            except FileNotFoundError:
                self._prepare(path.parent)
                handle = _opened(beside)
            try:
                with os.fdopen(handle, "wb") as file:
                    file.write(_head(key, result))
                    file.write(result)
                beside.replace(path)
            except BaseException:
                beside.unlink(missing_ok=True)
                raise

    def trim(self) -> None:
        """Remove what was not of use for longest, until the rest is within the limit, and what a killed build left."""
        if self.strange:
            return
        found: list[tuple[float, int, Path]] = []
        with suppress(OSError):
            for path in self._folder.glob("*/*"):
                state = path.stat()
                whole = len(path.name) == len(hashlib.sha256().hexdigest())
                found.append((state.st_mtime if whole else 0.0, state.st_size, path))
        size = sum(one for _, one, _ in found)
        for moment, one, path in sorted(found):
            if size <= self._limit and moment:
                break
            with suppress(OSError):
                path.unlink()
            size -= one

    def _path(self, key: str) -> Path:
        return self._folder / key[:2] / key

    def _prepare(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        keep_out_of_git(self._folder.parent)


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


def _head(key: str, result: bytes | memoryview) -> bytes:
    """What stands before a result: the format, and the digest of its key and of itself."""
    digest = hashlib.sha256(key.encode())
    digest.update(result)
    return _FORMAT + digest.digest()


def _is_not_ours(folder: Path) -> bool:
    try:
        state = folder.lstat()
    except OSError:
        return False
    return not folder.is_dir() or folder.is_symlink() or (sys.platform != "win32" and state.st_uid != os.geteuid())
