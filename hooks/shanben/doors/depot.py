"""What travels between machines that share no folder, by way of an address that fsspec knows, as of a bucket.

Each build has a folder of its own there. It holds a mark for as long as the build goes on, the library as its workers
need it, and what they have written until that was fetched. Nothing else there is ever touched.
"""

from __future__ import annotations

import hashlib
import shutil
import tempfile
import zipfile
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from io import BytesIO
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import urlsplit
from uuid import uuid4

from shanben.model.text import Origin
from shanben.problems import Problem, Refused

_MARK, _LIBRARY = "mark", "library.zip"
_HERE = frozenset({"", "file", "local"})
"""The schemes of a machine's own files."""
_QUICK = 1
"""How hard zlib presses: a line is slow, but so is pressing harder."""
_OURS = frozenset({"s3", "s3a"})
"""The schemes that our extra ``s3`` is for."""

Found = TypeVar("Found")


def is_afar(address: str) -> bool:
    """Whether an address is no folder of a machine's own: what lies there has to be brought."""
    return _scheme(address) not in _HERE


def _scheme(address: str) -> str:
    from fsspec.core import split_protocol

    return split_protocol(address)[0] or ""


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


class Parcel:
    """Files on their way, pressed."""

    def __init__(self, file: Any = None) -> None:
        """``file`` is one to write to; without one, they are held in memory."""
        self._file = file or BytesIO()
        self._archive = zipfile.ZipFile(
            self._file, "w", zipfile.ZIP_DEFLATED, compresslevel=_QUICK, strict_timestamps=False
        )

    def put(self, name: str, content: Path | bytes) -> None:
        """Put in a file, from a path or as it is. Raises OSError for one that cannot be read."""
        if isinstance(content, Path):
            self._archive.write(content, name)
        else:
            self._archive.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED, _QUICK)

    def close(self) -> bytes:
        """All of it, where it is held in memory."""
        self._archive.close()
        return self._file.getvalue() if isinstance(self._file, BytesIO) else b""


class Depot:
    """The folder of one build at an address. Whatever goes wrong there is a ``Refused`` with an E574."""

    def __init__(self, address: str, origin: Origin) -> None:
        """``origin`` is where its faults are told.

        No key is part of an address: it is told to every worker, and what they may do there is their account's affair.
        """
        self.address, self._origin = address, origin
        if "@" in urlsplit(address).netloc:
            message = "holds a name or a key, which every worker would be told: leave it to each machine's own settings"
            raise self._refused(message)
        try:
            from fsspec.core import url_to_fs

            self._files, path = url_to_fs(address)
        except ImportError as error:
            if _scheme(address) in _OURS:
                message = "{address} needs one more package: pip install 'shanben[s3]'"
                raise self._refused(message, address=address) from None
            raise self._unusable(error) from None
        except Exception as error:
            raise self._unusable(error) from None
        self._path = str(path).rstrip("/")

    # --- for the one that builds ---

    def begin(self, build: str) -> None:
        """Set up the folder, in a place that is there: no bucket is ever made."""
        self._asked(lambda: self._files.mkdir(self._path, create_parents=False))
        self._write(_MARK, build.encode("ascii"))
        if not self.holds(build):
            raise self._unusable(FileNotFoundError())

    def send_library(self, files: Iterable[tuple[str, Path | bytes]]) -> str:
        """Lay a library there, files by their paths; the SHA-256 of all of it.

        Raises OSError for a file that cannot be read, or a full disk.
        """
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder, _LIBRARY)
            with path.open("wb") as file:
                parcel = Parcel(file)
                try:
                    for name, content in files:
                        parcel.put(name, content)
                finally:
                    parcel.close()
            self._asked(lambda: self._files.put_file(str(path), f"{self._path}/{_LIBRARY}"))
            return _digest(path)

    def fetch(self, name: str) -> Iterator[tuple[str, bytes]]:
        """Files that another machine has sent, one after the other, by their paths."""
        content: bytes = self._asked(lambda: self._files.cat_file(f"{self._path}/{name}"))
        with self._asked(lambda: zipfile.ZipFile(BytesIO(content))) as archive:
            for one in archive.infolist():
                yield one.filename, self._asked(partial(archive.read, one))

    def end(self) -> None:
        """Let nobody send anything more."""
        self.remove(_MARK)

    def empty(self) -> None:
        """Leave nothing there."""
        self._files.invalidate_cache()
        if self._asked(lambda: self._files.find(self._path)):
            self._asked(lambda: self._files.rm(self._path, recursive=True))
        self._files.invalidate_cache()
        if self._asked(lambda: self._files.find(self._path)):
            raise self._unusable(PermissionError())

    # --- for those who work for it ---

    def holds(self, build: str) -> bool:
        """Whether a build goes on."""
        try:
            return bool(self._files.cat_file(f"{self._path}/{_MARK}") == build.encode("ascii"))
        except FileNotFoundError:
            return False
        except Exception as error:
            raise self._unusable(error) from None

    def check(self, build: str) -> None:
        """See that a build goes on. Raises ``Refused`` with an E557 where it has ended."""
        if not self.holds(build):
            raise Refused([Problem("E557", "the build that asked for it has ended", Origin(self.address))])

    def bring_library(self, folder: Path, digest: str) -> None:
        """Unpack the library into a folder, if there is room for it and it is the one that was sent.

        Its templates and hooks will be run, and others than who sent it may write where it lay.
        """
        packed = folder / _LIBRARY
        self._asked(lambda: self._files.get_file(f"{self._path}/{_LIBRARY}", str(packed)))
        try:
            if _digest(packed) != digest:
                message = "{address} holds another library than was sent there: see who may write to it"
                raise self._refused(message, address=self.address)
            with zipfile.ZipFile(packed) as archive:
                size = sum(one.file_size for one in archive.infolist())
                if size > shutil.disk_usage(folder).free:
                    message = "the library is larger than the room that is left in {folder}: {size} MB"
                    raise self._refused(message, folder=str(folder), size=size // 10**6)
                archive.extractall(folder)
            packed.unlink()
        except (OSError, zipfile.BadZipFile) as error:
            raise self._unusable(error) from None

    def send(self, build: str, parcel: Parcel) -> str:
        """Lay a parcel there, and tell its name. Raises ``Refused`` with an E557 where the build has ended.

        Whoever ends a build takes away the mark first, and then all that is there. A parcel that was laid there while
        the mark stood is among that; of one that came later, who sent it sees that the mark is gone.
        """
        name, content = f"{uuid4().hex}.zip", parcel.close()
        self.check(build)
        self._write(name, content)
        try:
            self.check(build)
        except Refused:
            self.remove(name)
            raise
        return name

    # --- for both ---

    def _write(self, name: str, content: bytes) -> None:
        self._asked(lambda: self._files.pipe_file(f"{self._path}/{name}", content))

    def remove(self, name: str) -> None:
        """Take away a parcel."""
        self._asked(lambda: self._files.rm_file(f"{self._path}/{name}"))

    def _asked(self, what: Callable[[], Found]) -> Found:
        try:
            return what()
        except Exception as error:  # each kind of place has faults of its own, and each damage to what came from it
            raise self._unusable(error) from None

    def _unusable(self, error: Exception) -> Refused:
        if isinstance(error, FileNotFoundError):
            message = "{address} is not there: make the bucket or the folder first"
            return self._refused(message, address=self.address)
        if isinstance(error, PermissionError):
            message = "{address} may not be used: let this account list, read, write and delete there"
            return self._refused(message, address=self.address)
        message = "{address} cannot be used: {reason}"
        reason = " ".join(str(error).split()) or type(error).__name__
        return self._refused(message, address=self.address, reason=reason)

    def _refused(self, message: str, **values: object) -> Refused:
        return Refused([Problem("E574", message, self._origin, values)])
