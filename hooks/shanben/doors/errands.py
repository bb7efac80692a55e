"""What a worker of a cluster does for a build: it hands batches of sources to a process that has read the library.

That process (see ``front``) is begun once for a build and stays for the next batch. It is not the worker itself, which
has other builds to serve, threads of its own and another environment; it ends when the worker ends, however it does.
Where the library is in no folder that this machine sees, it stands in one of its own, and brings the library there.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from threading import Lock
from typing import Any

from shanben.doors.depot import is_afar
from shanben.doors.marks import holds
from shanben.model.text import Origin
from shanben.problems import Problem
from shanben.programs import release

Answer = dict[str, Any]
"""``readings`` of what was written with what was ``said`` meanwhile, or the problems that ``refused`` it. Of what is on
its way there is its ``parcel`` too, and what each source ``asked`` of the library.
"""


@dataclass(frozen=True, slots=True)
class Job:
    """A build, as its workers are told of it."""

    build: str
    """Its name, which no other build has."""
    release: str
    programs: str
    state: str
    """What the library is, once it was read; see ``lent.state_of``."""
    folder: str
    """Where the library lies, a path or an address that fsspec knows; or the address that it is to be brought from."""
    configuration: str
    site: str
    """The folder that is being built, from the library's; where that is to be brought, it is nowhere here."""
    directory_urls: bool
    environment: Mapping[str, str]
    sent: str = ""
    """The SHA-256 of the library as it is to be brought."""


class Ended(Exception):
    """A process that was at work on a batch was ended, as for want of memory."""


class _Desk:
    """A process that writes sources of one build, one batch after the other."""

    def __init__(self, job: Job, root: Path, *, ours: bool) -> None:
        """``root`` is the folder to stand in; one of ``ours`` goes with it."""
        self._scratch = root if ours else None
        said = {name: value for name, value in os.environ.items() if not name.startswith("SHANBEN_")}
        self.build = job.build
        self.process = subprocess.Popen(
            [sys.executable, "-P", "-m", "shanben.doors.front"],
            cwd=root,
            env=said | {"NO_MKDOCS_2_WARNING": "1"} | dict(job.environment),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            encoding="ascii",
        )
        self._tell(asdict(job) | {"environment": {}})

    def _tell(self, words: object) -> None:
        assert self.process.stdin
        with suppress(OSError):  # it has ended, which the answer tells
            self.process.stdin.write(json.dumps(words) + "\n")
            self.process.stdin.flush()

    def write(self, indexes: Sequence[int]) -> Answer:
        """Have sources written. Raises ``Ended`` where the process ends before it has."""
        self._tell(indexes)
        assert self.process.stdout
        line = self.process.stdout.readline()
        if not line.endswith("\n"):
            raise Ended(f"exit {self.process.wait()}")
        answer: Answer = json.loads(line)
        return answer

    def kill(self) -> None:
        """Once this returns, it writes nothing more."""
        self.process.kill()
        self.process.wait()
        if self._scratch:
            shutil.rmtree(self._scratch, ignore_errors=True)

    def end(self) -> None:
        """Kill it, when nobody waits for its answer."""
        self.kill()
        for pipe in (self.process.stdin, self.process.stdout):
            with suppress(OSError):  # something was left to tell
                if pipe:
                    pipe.close()


_lock = Lock()
_idle: list[_Desk] = []
_busy: list[_Desk] = []


def write(job: Job, indexes: Sequence[int]) -> Answer:
    """Write sources of a build. Raises ``Ended`` where their process was ended, and another worker may try."""
    desk = _taken(job)
    if isinstance(desk, Problem):
        return {"refused": [plain(desk)]}
    try:
        answer = desk.write(indexes)
        usable = "refused" not in answer
    except BaseException:
        usable = False
        raise
    finally:
        with _lock:
            if desk in _busy:
                _busy.remove(desk)
            if usable:
                _idle.append(desk)
        if not usable:
            desk.end()
    return answer


def _taken(job: Job) -> _Desk | Problem:
    """A process for a build, from before or begun now; or what is in the way."""
    with _lock:
        for desk in [desk for desk in _idle if desk.build != job.build]:  # an earlier build, which nobody ended
            _idle.remove(desk)
            desk.end()
        while _idle:
            desk = _idle.pop()
            if desk.process.poll() is None:
                _busy.append(desk)
                return desk
    if job.release != release():
        message = "a worker has other programs than this build: install the same version of everything there"
        return Problem("E558", message, Origin(here()))
    afar = is_afar(job.folder)
    root = Path(tempfile.mkdtemp(prefix="shanben-", dir=_room())) if afar else folder_at(job.folder)
    if root is None or not (afar or holds(root / job.site, job.build)):
        message = (
            "a worker does not see {folder}, or not the site in it: share the folder, and say where workers find it"
        )
        return Problem("E559", message, Origin(here()), {"folder": job.folder})
    desk = _Desk(job, root, ours=afar)
    with _lock:
        _busy.append(desk)
    return desk


def folder_at(address: str) -> Path | None:
    """The folder at a path or an address that fsspec knows; None where that is no folder of this machine."""
    import fsspec.core
    from fsspec.implementations.local import LocalFileSystem

    try:
        files, path = fsspec.core.url_to_fs(address)
    except (ValueError, ImportError, OSError):
        return None
    return Path(path) if isinstance(files, LocalFileSystem) and files.isdir(path) else None


def _room() -> str | None:
    """The folder of this worker, which Dask clears up after one that was killed; None outside of a worker."""
    from distributed import get_worker

    with suppress(ValueError):
        return str(get_worker().local_directory)
    return None


def here() -> str:
    """What this machine is called in messages."""
    import socket

    return socket.gethostname()


def end(build: str) -> None:
    """End all that is at work on a build here."""
    with _lock:
        for desk in [desk for desk in _busy if desk.build == build]:
            desk.kill()
        for desk in [desk for desk in _idle if desk.build == build]:
            desk.end()
        _idle[:] = [desk for desk in _idle if desk.build != build]


def plain(problem: Problem) -> dict[str, Any]:
    """A problem as JSON holds it; ``refused`` reads it again."""
    values = {name: value if isinstance(value, int) else str(value) for name, value in problem.values.items()}
    return {
        "code": problem.code, "message": problem.message, "path": problem.origin.path, "line": problem.origin.line,
        "values": values,
    }  # fmt: skip


def refused(answer: Answer) -> tuple[Problem, ...]:
    """The problems of an answer that refuses; none where it does not."""
    return tuple(
        Problem(one["code"], one["message"], Origin(one["path"], one["line"]), one["values"])
        for one in answer.get("refused", ())
    )
