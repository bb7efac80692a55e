"""What tells one state of the programs from another: Python, what is installed beside us, our own files, and for whom
they run; and what the environment says to them.
"""

from __future__ import annotations

import hashlib
import platform
import re
import sys
import sysconfig
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from importlib.metadata import PackageNotFoundError, requires, version
from pathlib import Path

from shanben.carried_files import templates
from shanben.secret import NAMED, secret

ASKED = "SHANBEN_ASKED"
"""The variable that says to a server that it will be asked for files, and need not write them before."""
BY_WHOM = frozenset({ASKED, NAMED, "SHANBEN_JOBS", "SHANBEN_SCHEDULER", "SHANBEN_SHARED"})
"""Variables of the environment that say who builds a site, and change nothing of it."""

_NAME = re.compile(r"\w+", re.ASCII)

_agreed: list[str] = []


def said_to(
    settings: str, environment: Mapping[str, str], without: frozenset[str] = frozenset()
) -> Iterator[tuple[str, str]]:
    """What an environment says to a library with these settings: the variables they name, and ours ``without`` some.

    A name is a word: ``_``, which shells set to the program they call, stands in the midst of many.
    """
    named = set(_NAME.findall(settings))
    for name, value in sorted(environment.items()):
        if name in named or (name.startswith("SHANBEN_") and name not in BY_WHOM | without):
            yield name, value


def programs() -> str:
    """A SHA-256 that is another once any of the programs is, and on another account: nobody else can tell it."""
    return _agreed[0] if _agreed else _own()


def agree(digest: str) -> None:
    """Have ``programs`` be what it is on another machine with the same ``release``, so that both find what was kept."""
    _agreed[:] = [digest]


@cache
def _own() -> str:
    return _digest_of((secret(), *_parts()))


def release() -> str:
    """A SHA-256 that two machines have in common whose programs make the same of the same.

    It says what Python and what of our own is there, and the versions of what we need; nothing of when and where it
    was installed.
    """
    return _digest_of(_contents())


def _digest_of(parts: Iterable[str]) -> str:
    digest = hashlib.sha256()
    for part in parts:
        digest.update(part.encode("utf-8", "surrogateescape") + b"\0")
    return digest.hexdigest()


def _parts() -> Iterator[str]:
    yield sys.version
    packages = Path(sysconfig.get_path("purelib"))
    yield from sorted(path.name for path in packages.glob("*.dist-info"))
    for folder in (Path(__file__).parent, templates()):
        for path in _files(folder):
            state = path.stat()
            yield f"{path.name} {state.st_size} {state.st_mtime_ns}"


def _contents() -> Iterator[str]:
    yield ".".join(platform.python_version_tuple()[:2])
    for requirement in sorted(requires("shanben") or ()):
        name, _, condition = requirement.partition(";")
        if "extra" not in condition:
            yield _version(re.split(r"[^\w.-]", name)[0])
    for folder in (Path(__file__).parent, templates()):
        for path in _files(folder):
            yield f"{path.relative_to(folder).as_posix()} {hashlib.sha256(path.read_bytes()).hexdigest()}"


def _version(name: str) -> str:
    try:
        return f"{name} {version(name)}"
    except PackageNotFoundError:
        return name


def _files(folder: Path) -> Iterator[Path]:
    yield from (path for path in sorted(folder.rglob("*")) if path.suffix != ".pyc" and path.is_file())
