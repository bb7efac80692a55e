"""The pictures that a document holds, where its evidence names them: kept as files beside the text."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path, PurePosixPath

from shanben.model.evidence import Evidence
from shanben.pictures import size_of

LARGEST = 20_000_000
"""Bytes of one picture."""
_MOST = 500


def kept_pictures(file: Path, evidence: Evidence, folder: str) -> tuple[Evidence, Mapping[str, bytes]]:
    """The evidence with the pictures of figures under ``folder``, and what is to be written there, by path.

    A picture that is missing, too large or of a kind that browsers do not show is none, and stays counted as left out.
    """
    wanted = [facts.image for facts in evidence.lines.values() if facts.kind == "figure" and facts.image]
    named: dict[str, str] = {}
    contents: dict[str, bytes] = {}
    for image in list(dict.fromkeys(wanted))[:_MOST]:
        content = _content(file, image)
        if content is not None and size_of(image, content):
            named[image] = f"{folder}/{len(named) + 1}{PurePosixPath(image).suffix.lower()}"
            contents[named[image]] = content
    lines = {
        number: replace(facts, image=named.get(facts.image, "")) if facts.kind == "figure" else facts
        for number, facts in evidence.lines.items()
    }
    kept = sum(image in named for image in wanted)
    left = {name: count - kept if name == "pictures" else count for name, count in evidence.left_out.items()}
    left = {name: count for name, count in left.items() if count > 0}
    return replace(evidence, lines=lines, left_out=left), contents


def _content(file: Path, image: str) -> bytes | None:
    """A picture in the archive that a document is, or beside it; None where there is none."""
    try:
        if zipfile.is_zipfile(file):
            with zipfile.ZipFile(file) as archive:
                part = archive.getinfo(image)
                return archive.read(part) if part.file_size <= LARGEST else None
        path = (file.parent / image).resolve()
        inside = path.is_relative_to(file.parent.resolve())
        return path.read_bytes() if inside and path.is_file() and path.stat().st_size <= LARGEST else None
    except (KeyError, OSError, ValueError, zipfile.BadZipFile, RuntimeError, NotImplementedError):
        return None
