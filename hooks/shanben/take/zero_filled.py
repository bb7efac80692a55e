"""Zero bytes behind the end of a file: some disks and servers fill it up with them, and readers look for its end."""

from __future__ import annotations

import os
from pathlib import Path

_PIECE = 1 << 16


def whole_length(path: Path) -> int:
    """The bytes of a file up to the last that is not zero."""
    with path.open("rb") as opened:
        end = opened.seek(0, os.SEEK_END)
        while end:
            start = max(0, end - _PIECE)
            opened.seek(start)
            held = len(opened.read(end - start).rstrip(b"\0"))
            if held:
                return start + held
            end = start
    return 0
