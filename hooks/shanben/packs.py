"""Results of many builds in a few files: to make a file costs more than what most results hold.

A file is written at its end alone, by the process that began it, and read by everybody. Each result has a head that
says how long it is. What a killed build left of its last result is passed over, and so is all that follows a damaged
head: it can be made anew. Of the same key the one that was last of use counts.
"""

from __future__ import annotations

import hashlib
import os
import secrets
import shutil
import struct
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from io import FileIO
from pathlib import Path

KEY = hashlib.sha256().digest_size
"""Bytes of a key."""
_FORM = b"shanben3"
_HEAD = struct.Struct(f">8s{KEY}sQQ{hashlib.sha256().digest_size}s")
"""The form, the key, the length of what is held, when it was last of use, and the digest of key and what is held."""
_MOMENT, _BEFORE_IT = struct.Struct(">Q"), struct.calcsize(f">8s{KEY}sQ")
"""When a result was last of use, in nanoseconds since 1970, and where that stands in a head."""
_END = ".pack"
_MANY = 16
"""From more files than these all but the largest become one."""
_FULL = 7 / 8
"""How much of the limit is left full where it was passed: the next builds need not make room again."""
_STILL = 3600 * 10**9
"""Nanoseconds for which a result counts as of use now: so long it is not marked again."""
_FLAGS = getattr(os, "O_BINARY", 0) | getattr(os, "O_NOFOLLOW", 0)


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a result stands, how many bytes it takes with its head, and when it was last of use."""

    path: str
    start: int
    size: int
    moment: int


class Packs:
    """The files of a folder. Nothing fails: what cannot be read is not there, what cannot be written is not kept."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._read: dict[bytes, _Place] | None = None
        self._own = 0, ""
        """A process and the file it writes: a fork begins one of its own."""

    @property
    def _places(self) -> dict[bytes, _Place]:
        if self._read is None:
            found = sorted((one for path in _packs(self._folder) for one in _records(path)), key=_moment)
            self._read = dict(found)
        return self._read

    def refresh(self) -> None:
        """Look again for what others have written since."""
        self._read = None

    def holds(self, key: bytes) -> bool:
        """Whether there is a result under a key, whole or not."""
        return key in self._places

    def get(self, key: bytes) -> bytes | None:
        """The result under a key, which is of use by that; None where there is none, or it is not whole."""
        place = self._places.get(key)
        result = _result(key, place) if place else None
        if result is not None:
            self.use(key)
        return result

    def use(self, key: bytes) -> None:
        """Tell that a result is of use, whether there is one or not."""
        place, now = self._places.get(key), time.time_ns()
        if place and now - place.moment > _STILL:
            self._places[key] = replace(place, moment=now)
            with suppress(OSError), _opened(place.path, os.O_WRONLY) as file:
                file.seek(place.start + _BEFORE_IT)
                file.write(_MOMENT.pack(now))

    def put(self, key: bytes, result: bytes) -> None:
        """Keep a result; it is there whole or not at all."""
        now = time.time_ns()
        self._keep(key, _HEAD.pack(_FORM, key, len(result), now, _digest(key, result)) + result, now)

    def trim(self, limit: int) -> None:
        """Remove what was not of use for longest, so that all is within ``limit`` bytes, and bring few files together.

        What other versions of the programs left in the folder goes as well.
        """
        sizes = {path: _size(path) for path in _packs(self._folder)}
        _clear(self._folder)
        whole = sum(sizes.values())
        if whole <= limit and len(sizes) <= _MANY:
            return
        self.refresh()
        stay = dict(_newest(self._places, limit * _FULL if whole > limit else whole))
        largest = max(sizes, key=lambda path: sizes[path])
        if sum(place.size for place in stay.values() if place.path == largest) < sizes[largest]:
            largest = ""  # for it holds what goes, too
        self._own = 0, ""
        for key, place in stay.items():
            record = _record(place) if place.path != largest else b""  # whether it is whole is seen when it is read
            if len(record) == place.size:
                self._keep(key, record, place.moment)
        for path in set(sizes) - {largest}:
            with suppress(OSError):
                os.unlink(path)
        self.refresh()

    def _keep(self, key: bytes, record: bytes, moment: int) -> None:
        with suppress(OSError):
            try:
                start = self._append(record)
            except FileNotFoundError:  # it is the first, or somebody has brought the files together
                self._own = os.getpid(), _begun(self._folder)
                start = self._append(record)
            self._places[key] = _Place(self._own[1], start, len(record), moment)

    def _append(self, record: bytes) -> int:
        """Write a record into the file of this process; where it begins. Raises OSError."""
        process, path = self._own
        if process != os.getpid():
            raise FileNotFoundError
        with _opened(path, os.O_WRONLY | os.O_APPEND) as file:
            written = file.write(record)
            start = file.tell() - written
            if written < len(record):  # the disk is full
                file.truncate(start)
                raise OSError
        return start


def _packs(folder: Path) -> list[str]:
    """The files of a folder, the oldest first."""
    try:
        with os.scandir(folder) as entries:
            return sorted(one.path for one in entries if one.name.endswith(_END) and one.is_file(follow_symlinks=False))
    except OSError:
        return []


def _begun(folder: Path) -> str:
    """A new file, which nobody else reads or writes. Raises OSError."""
    folder.mkdir(parents=True, exist_ok=True)
    path = os.fspath(folder / f"{time.time_ns():020}-{secrets.token_hex(4)}{_END}")
    os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
    return path


def _clear(folder: Path) -> None:
    """Remove what stands beside the files: results of earlier forms, each a file of its own, one folder down."""
    with suppress(OSError), os.scandir(folder) as entries:
        for one in entries:
            if one.is_dir(follow_symlinks=False):
                shutil.rmtree(one.path, ignore_errors=True)
            elif not one.name.endswith(_END):
                os.unlink(one.path)


def _records(path: str) -> Iterator[tuple[bytes, _Place]]:
    """The results of a file with their keys, up to the first whose head is damaged or that is not there whole."""
    with suppress(OSError, struct.error), _opened(path, os.O_RDONLY) as file:
        size, start = os.fstat(file.fileno()).st_size, 0
        while start < size:
            file.seek(start)
            form, key, length, moment, _ = _HEAD.unpack(file.read(_HEAD.size))
            end = start + _HEAD.size + length
            if form != _FORM or end > size:
                return
            yield key, _Place(path, start, end - start, moment)
            start = end


def _result(key: bytes, place: _Place) -> bytes | None:
    """A result, if it is whole."""
    record = _record(place)
    try:
        form, found, _, _, digest = _HEAD.unpack_from(record)
    except struct.error:
        return None
    result = record[_HEAD.size :]
    return result if form == _FORM and found == key and digest == _digest(key, result) else None


def _record(place: _Place) -> bytes:
    """A result with its head; nothing where it is not there any more."""
    try:
        with _opened(place.path, os.O_RDONLY) as file:
            file.seek(place.start)
            return file.read(place.size)
    except OSError:
        return b""


def _moment(record: tuple[bytes, _Place]) -> int:
    return record[1].moment


def _newest(places: dict[bytes, _Place], room: float) -> Iterator[tuple[bytes, _Place]]:
    """What was of use last, as far as there is room."""
    for key, place in sorted(places.items(), key=_moment, reverse=True):
        room -= place.size
        if room < 0:
            return
        yield key, place


def _opened(path: str, flags: int) -> FileIO:
    """A file that is there. Raises OSError."""
    mode = "r" if flags == os.O_RDONLY else "w"  # which the opener does not heed: nothing is emptied
    return FileIO(path, mode, opener=lambda name, _: os.open(name, flags | _FLAGS))


def _digest(key: bytes, result: bytes) -> bytes:
    digest = hashlib.sha256(key)
    digest.update(result)
    return digest.digest()


def _size(path: str) -> int:
    try:
        return os.lstat(path).st_size
    except OSError:
        return 0
