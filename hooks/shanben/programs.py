"""What tells one state of the programs from another: Python, what is installed beside us, and our own files."""

from __future__ import annotations

import hashlib
import sys
import sysconfig
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from shanben.carried_files import templates


@cache
def programs() -> str:
    """A SHA-256 that is another once any of the programs is."""
    digest = hashlib.sha256()
    for part in _parts():
        digest.update(part.encode("utf-8", "surrogateescape") + b"\0")
    return digest.hexdigest()


def _parts() -> Iterator[str]:
    yield sys.version
    packages = Path(sysconfig.get_path("purelib"))
    yield from sorted(path.name for path in packages.glob("*.dist-info"))
    for folder in (Path(__file__).parent, templates()):
        for path in sorted(folder.rglob("*")):
            if path.suffix != ".pyc" and path.is_file():
                state = path.stat()
                yield f"{path.name} {state.st_size} {state.st_mtime_ns}"
