"""What nobody but this account knows, so that nobody else can have put there what is found in the cache.

A library that comes from somebody, as a folder or a clone, may bring a ``.cache``. What earlier builds kept is found
under digests of all that it depends on; were these known to others, they could keep pages of their own under them.
"""

from __future__ import annotations

import os
import secrets
import stat
import sys
from contextlib import suppress
from functools import cache
from pathlib import Path

from platformdirs import user_state_path

NAMED = "SHANBEN_CACHE_SECRET"
"""The variable that says it where accounts do not last, as on machines that test changes."""
_LENGTH = 32


@cache
def secret() -> str:
    """The same for all builds of an account; where it cannot be kept, another for each process."""
    said = os.environ.get(NAMED)
    if said:
        return said
    path = user_state_path("shanben", appauthor=False) / "secret"
    with suppress(OSError):
        if not os.path.lexists(path):
            _keep(path, secrets.token_hex(_LENGTH))
        found = _read(path)
        if found:
            return found
    return secrets.token_hex(_LENGTH)


def _keep(path: Path, words: str) -> None:
    """Write a file that its owner alone may read, unless another build has just done so. Raises OSError."""
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f"{path.name}.{os.getpid()}")
    with os.fdopen(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="ascii") as file:
        file.write(words)
    try:
        if not os.path.lexists(path):
            beside.rename(path)
    finally:
        beside.unlink(missing_ok=True)


def _read(path: Path) -> str:
    """The secret in a file; none where others may read it, or it is no file of ours. Raises OSError."""
    state = path.lstat()
    ours = sys.platform == "win32" or (state.st_uid == os.geteuid() and not state.st_mode & 0o077)
    words = path.read_text(encoding="ascii", errors="replace") if stat.S_ISREG(state.st_mode) and ours else ""
    return words if len(words) >= _LENGTH else ""
