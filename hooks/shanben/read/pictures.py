"""The files of figures: there, inside the folder of the sources, and pictures."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from shanben.model.editions import PlannedFigure
from shanben.model.text import Origin
from shanben.pictures import is_inside, size_of
from shanben.problems import Problem, Refused
from shanben.read.files import contents

LARGEST = 20_000_000
"""Bytes of a picture that is published: more is a scan for print, which nobody waits for."""


def picture_bytes(folder: Path, path: str) -> bytes | None:
    """The bytes of a picture below a folder; None where there is none that can be published."""
    file = folder / path
    try:
        if not is_inside(path) or not file.resolve().is_relative_to(folder.resolve()):
            return None
        content = contents(file, Origin(path), limit=LARGEST)
    except (OSError, RuntimeError, ValueError, Refused):  # a link to itself, a name no system has, a pipe
        return None
    return content if size_of(path, content) else None


def read_picture(folder: Path, figure: PlannedFigure, origin: Origin) -> tuple[PlannedFigure, tuple[Problem, ...]]:
    """The figure with its picture's size, or the problem of a file that cannot be published (E223)."""
    try:
        content = contents(folder / figure.path, origin, limit=LARGEST, inside=folder)
        told = _OUTSIDE if "\\" in figure.path else _NONE
    except Refused as refusal:
        content, told = b"", _UNREAD.get(refusal.problems[0].code, _MISSING)
    size = None if told is _OUTSIDE else size_of(figure.path, content)
    if size is None:
        return figure, (Problem("E223", told, origin, {"path": figure.path}),)
    return replace(figure, width=size[0], height=size[1]), ()


_MISSING = "there is no picture {path} that can be read; put it into the folder of the sources, or correct its path"
_OUTSIDE = "the picture {path} is outside of the folder of the sources; put it there, and write its path with /"
_TOO_LARGE = "the picture {path} is larger than 20 MB; make it smaller"
_NONE = "{path} is no picture that every browser shows; save it as PNG, JPEG, WebP or GIF under a name that says so"
_UNREAD = {"E107": _OUTSIDE, "E108": _NONE, "E109": _TOO_LARGE}
"""What is told of a picture by the code of its file; any other cannot be read."""
