"""A library to compare with: a ``library.json`` (a path or an address), a folder, or a git revision that is built."""

from __future__ import annotations

import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPException, HTTPResponse
from pathlib import Path
from urllib.error import URLError
from urllib.request import Request, urlopen

from shanben.aside import NAME, aside
from shanben.compare.snapshot import Snapshot, read_snapshot
from shanben.export.library_file import library_json
from shanben.library import build_library
from shanben.model.text import Origin
from shanben.problems import Problem, Refused
from shanben.read.configuration import CONFIGURATION, library_settings

LARGEST = 1 << 29
"""Bytes of a library.json that are read; a library of a hundred million characters has about as many."""
PATIENCE = 30.0
"""Seconds an address may take to answer, and any part of its answer; the whole may take ten times as long."""


def snapshot_of(name: str, root: Path, *, largest: int = LARGEST, patience: float = PATIENCE) -> Snapshot:
    """The library that ``name`` stands for, seen from the library in ``root``. Raises ``Refused`` (E601 to E605).

    An address begins with ``http://`` or ``https://``. Else a file or folder of that name goes before a git revision;
    ``main^{commit}`` is a revision in any case.
    """
    if name.startswith(("http://", "https://")):
        return read_snapshot(_fetched(name, largest, patience), name)
    path = root / name
    try:
        if path.is_dir():
            return _built(path, name)
        if path.is_file():
            return read_snapshot(_read(path, name, largest), name)
    except (ValueError, OSError):  # a name no file can have
        pass
    with worktree(name, root) as folder:
        return _built(folder, name)


def _refused(code: str, message: str, name: str, **values: object) -> Refused:
    return Refused([Problem(code, message, Origin(name), values)])


def _too_large(name: str, largest: int) -> Refused:
    return _refused("E605", "it is larger than {largest} bytes: compare a part of it", name, largest=f"{largest:,}")


def _read(path: Path, name: str, largest: int) -> bytes:
    try:
        if path.stat().st_size > largest:
            raise _too_large(name, largest)
        return path.read_bytes()
    except OSError as error:
        raise _refused("E601", "cannot be read: {reason}", name, reason=error.strerror) from None


def _fetched(address: str, largest: int, patience: float) -> bytes:
    try:
        request = Request(address, headers={"Accept": "application/json", "User-Agent": "shanben"})  # noqa: S310
        with urlopen(request, timeout=patience) as answer:  # noqa: S310 - http and https only, see snapshot_of
            content = b"".join(_chunks(answer, largest, time.monotonic() + 10 * patience))
    except (URLError, HTTPException, OSError, ValueError) as error:
        reason = getattr(error, "reason", None) or error
        words = " ".join(str(reason).split()) or type(error).__name__
        raise _refused("E601", "cannot be reached: {reason}; check the address", address, reason=words) from None
    if len(content) > largest:
        raise _too_large(address, largest)
    return content


def _chunks(answer: HTTPResponse, largest: int, deadline: float) -> Iterator[bytes]:
    """An answer as it arrives, until it is complete or too large. Raises TimeoutError at the deadline."""
    size = 0
    while size <= largest and (chunk := answer.read1(1 << 20)):
        size += len(chunk)
        yield chunk
        if time.monotonic() > deadline:
            raise TimeoutError("the answer takes too long")


def _built(root: Path, name: str) -> Snapshot:
    """The library in a folder, built with the present engine from its own texts and settings."""
    if not (root / CONFIGURATION).is_file():
        raise _refused("E601", "there is no mkdocs.yml in it: name the folder of a library", name)
    settings = library_settings(root, f"{name}:{CONFIGURATION}")
    library, problems = build_library(root, settings)
    return read_snapshot(library_json(library, problems), name)


# --- git --------------------------------------------------------------------------------------------------------------


@contextmanager
def worktree(revision: str, root: Path) -> Iterator[Path]:
    """The folder of the library as it is in a git revision; it is removed in the end, whatever happens.

    Raises ``Refused`` with an E604 where there is no such revision, or no git.
    """
    unknown = "there is no such file, folder or git revision: check its name, and fetch it if it is on a remote"
    commit = _git(root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
    if commit is None:
        raise _refused("E604", unknown, revision)
    inner = _git(root, "rev-parse", "--show-prefix") or ""
    with aside() as made:
        folder = made.folder / "worktree"
        try:
            # No hook of the repository runs: what is compared is only read.
            added = _git(root, "-c", "core.hooksPath=/dev/null", "worktree", "add", "--detach", str(folder), commit)
            if added is None:
                raise _refused("E604", "git cannot check this revision out: see git worktree add", revision)
            yield folder / inner
        finally:
            _git(root, "worktree", "remove", "--force", str(folder))
            _forget_dead(root)


def _forget_dead(root: Path) -> None:
    """Have git forget worktrees of ours that are there no more; it keeps one locked while it makes it."""
    for line in (_git(root, "worktree", "list", "--porcelain") or "").splitlines():
        key, _, path = line.partition(" ")
        if key == "worktree" and Path(path).parent.name.startswith(NAME) and not Path(path).exists():
            _git(root, "worktree", "unlock", path)
    _git(root, "worktree", "prune")


def _git(root: Path, *arguments: str) -> str | None:
    """What a git command says; None where it fails or there is no git."""
    try:
        done = subprocess.run(  # noqa: S603 - arguments are a list, revisions stand behind --end-of-options
            ["git", *arguments],  # noqa: S607 - the git of the person who asks
            cwd=root,
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
        )
    except (OSError, ValueError):
        return None
    return done.stdout.strip() if done.returncode == 0 else None
