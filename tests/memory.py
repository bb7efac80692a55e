"""Where tests write: into memory, if there is room. They build libraries by the thousand; disks make files slowly."""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path

MEMORY = Path("/dev/shm")
"""A folder in memory, on Linux."""
ROOM = 4 * 2**30
"""Bytes that must be free there; all tests together never held more than a twentieth of them."""


def write_into_memory() -> None:
    """Have this process and those that it begins make their temporary files there, unless somebody says where."""
    if "TMPDIR" in os.environ or not os.access(MEMORY, os.W_OK | os.X_OK):
        return
    runs_nothing = os.statvfs(MEMORY).f_flag & getattr(os, "ST_NOEXEC", 0)  # and tests write small programs
    if not runs_nothing and shutil.disk_usage(MEMORY).free >= ROOM:
        os.environ["TMPDIR"] = str(MEMORY)
        tempfile.tempdir = None
