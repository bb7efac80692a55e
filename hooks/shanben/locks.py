"""Locks of open files: held by one process at a time, and let go by the system however that process ends."""

from __future__ import annotations

import os
import sys
from pathlib import Path


def is_at(handle: int, path: Path) -> bool:
    """Whether an open file is still the one that stands at a path."""
    try:
        return os.path.samestat(os.fstat(handle), path.stat(follow_symlinks=False))
    except OSError:
        return False


if sys.platform == "win32":
    import msvcrt

    def locked(handle: int) -> bool:
        """Lock an open file, if nobody else holds it; whether it is ours now."""
        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

else:
    import fcntl

    def locked(handle: int) -> bool:
        """Lock an open file, if nobody else holds it; whether it is ours now."""
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True
