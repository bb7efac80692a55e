"""A copy of a site, a folder or a zip: its files, read one at a time, and what cannot be told of some of them.

Whoever altered a copy also chose how it is packed: a link, a pipe, two entries of one name, an entry that unpacks
without end. None of it is followed, waited for or held in memory.
"""

from __future__ import annotations

import hashlib
import lzma
import os
import zipfile
import zlib
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial
from operator import itemgetter
from pathlib import Path
from typing import IO

from shanben.model.text import Origin
from shanben.problems import Problem, Refused

LARGEST = 2**30
"""Bytes that one file of a copy may have; what is larger is not read."""
_PIECE = 2**20
UNREADABLE = (
    zipfile.BadZipFile, zlib.error, lzma.LZMAError, OSError, EOFError, RuntimeError, ValueError,
)  # fmt: skip
"""What reading a damaged archive or file raises: NotImplementedError (a compression nobody knows) is one of them."""


@dataclass(frozen=True, slots=True)
class Copy:
    """The files of a copy by their names, each opened when it is read."""

    files: Mapping[str, Callable[[], IO[bytes]]]
    spoiled: Mapping[str, Problem]
    """What is there and can be no published file: links and pipes, names that stand twice."""
    _digests: dict[str, str] = field(default_factory=dict)

    def content(self, name: str) -> bytes:
        """What is in a file. Raises ``Refused`` with an E561 where it cannot be read or is too large."""
        with _reading(name), self.files[name]() as file:
            content = file.read(LARGEST + 1)
        if len(content) > LARGEST:
            raise Refused([_too_large(name)])
        return content

    def digest(self, name: str) -> str:
        """The SHA-256 of a file, as hexadecimal digits. Raises ``Refused`` like ``content``."""
        if name not in self._digests:
            digest = hashlib.sha256()
            with _reading(name), self.files[name]() as file:
                while piece := file.read(_PIECE):
                    digest.update(piece)
            self._digests[name] = digest.hexdigest()
        return self._digests[name]


class _reading:  # noqa: N801 - reads as a statement
    """Refuses what cannot be read, with an E561 at the name of the file."""

    def __init__(self, name: str) -> None:
        self.name = name

    def __enter__(self) -> None:
        pass

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        if isinstance(error, UNREADABLE):
            reason = getattr(error, "strerror", None) or str(error)
            problem = Problem("E561", "cannot be read: {reason}", Origin(self.name), {"reason": reason})
            raise Refused([problem]) from None


def _too_large(name: str) -> Problem:
    return Problem("E561", "has more than {limit} bytes, and is not read", Origin(name), {"limit": LARGEST})


def folder_copy(site: Path) -> Copy:
    """A copy in a folder. Links are not followed: nobody publishes one, and it leads to what nobody has published."""
    files: dict[str, Callable[[], IO[bytes]]] = {}
    spoiled: dict[str, Problem] = {}
    for name, entry in sorted(_entries(site), key=itemgetter(0)):
        if entry.is_file(follow_symlinks=False):
            files[name] = partial(_opened_file, entry.path)
        elif entry.is_symlink():
            spoiled[name] = Problem("E563", "is a link, and no site is published with one", Origin(name))
        else:
            spoiled[name] = Problem("E563", "is no file with contents", Origin(name))
    return Copy(files, spoiled)


def _entries(site: Path) -> Iterator[tuple[str, os.DirEntry[str]]]:
    """What is in a folder and below it, the folders aside, by its name from there; of what may not be read, nothing.

    A build that has nothing to do asks for thousands: a ``Path`` of each would take as long as reading it.
    """
    waiting = [(str(site), "")]
    while waiting:
        folder, above = waiting.pop()
        with suppress(PermissionError), os.scandir(folder) as entries:
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    waiting.append((entry.path, f"{above}{entry.name}/"))
                else:
                    yield above + entry.name, entry


def zip_copy(archive: zipfile.ZipFile, proof: str) -> Copy:
    """A copy in a zip: what stands in the folder in which ``proof`` stands, the outermost one.

    Raises ``Refused`` with an E560 where several folders side by side have a proof, as nobody knows which is meant.
    """
    entries = [entry for entry in archive.infolist() if not entry.is_dir()]
    top = _top([entry.filename for entry in entries], proof)
    files: dict[str, Callable[[], IO[bytes]]] = {}
    spoiled = dict(_twice(entries, top))
    for entry in entries:
        name = entry.filename.removeprefix(top)
        if name in spoiled:
            continue
        if not entry.filename.startswith(top):
            spoiled[entry.filename] = Problem("E563", "was not published with this site", Origin(entry.filename))
        elif entry.file_size > LARGEST:
            spoiled[name] = _too_large(name)
        else:
            files[name] = partial(_opened, archive, entry)
    return Copy(files, spoiled)


def _opened_file(path: str) -> IO[bytes]:
    return open(path, "rb")


def _opened(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> IO[bytes]:
    return archive.open(entry)


def _top(names: list[str], proof: str) -> str:
    """The folder of a site in an archive, with its slash; empty where it stands in none."""
    tops = {name.removesuffix(proof) for name in names if f"/{name}".endswith(f"/{proof}")}
    outermost = min((top.count("/") for top in tops), default=0)
    found = sorted(top for top in tops if top.count("/") == outermost)
    if len(found) > 1:
        message = "holds several sites ({names}): unpack it, and name one of them"
        raise Refused([Problem("E560", message, Origin("."), {"names": ", ".join(found)})])
    return found[0] if found else ""


def _twice(entries: list[zipfile.ZipInfo], top: str) -> Iterator[tuple[str, Problem]]:
    for path, number in Counter(entry.filename for entry in entries).items():
        if number > 1:
            name = path.removeprefix(top)
            message = "stands in this archive {number} times, and each program unpacks another of them"
            yield name, Problem("E561", message, Origin(name), {"number": number})
