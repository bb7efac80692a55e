"""The mark of a folder that is being built. It may hold the name of the build, for those who write from afar."""

from __future__ import annotations

from pathlib import Path

MARK = ".shanben-building"
"""A file in a folder that is being built: its name begins with a dot, so MkDocs leaves it when it cleans up."""


def holds(folder: Path, build: str) -> bool:
    """Whether a folder is the one that this build is at work in, and still is."""
    try:
        return (folder / MARK).read_text(encoding="ascii") == build
    except (OSError, ValueError):
        return False
