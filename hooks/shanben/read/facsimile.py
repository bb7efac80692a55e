"""What readers are shown of the document a source was taken from: its evidence says what was kept, and where."""

from __future__ import annotations

from pathlib import Path, PurePosixPath

from shanben.model.evidence import Evidence, LineEvidence
from shanben.model.facsimile import Facsimile, LinePlace
from shanben.model.text import Origin, Source
from shanben.pictures import MEDIA_TYPES, ORIGINALS
from shanben.problems import Problem
from shanben.read.evidence import evidence_path, read_evidence
from shanben.read.files import LIMIT

_KEPT = (b'"sheets":', b'"original":')
"""What the head of evidence holds where anything was kept; the rest is read only then."""


def read_facsimile(source: Source, path: Path, shown: str) -> tuple[Facsimile | None, tuple[Problem, ...]]:
    """The facsimile of the source at ``path``; None where nothing was kept. ``shown`` names its evidence.

    What evidence names and is not there is left out and told (D134).
    """
    beside = evidence_path(path)
    if not beside.is_file():
        return None, ()
    with beside.open("rb") as opened:
        head = opened.readline(LIMIT)
    if not any(key in head for key in _KEPT):
        return None, ()
    evidence, problems = read_evidence(source, beside, shown)
    if evidence is None:
        return None, problems
    found = _facsimile(evidence, path.parent)
    lost = len(evidence.sheets) - len(found.sheets) + (found.original != evidence.original)
    if lost:
        message = "{number} of the pages' pictures and documents that it names are not there: add the document again"
        problems += (Problem("D134", message, Origin(shown), {"number": lost}),)
    return found, problems


def _facsimile(evidence: Evidence, folder: Path) -> Facsimile:
    sheets = {
        sheet.page: sheet
        for sheet in evidence.sheets
        if sheet.page > 0 and _suffix(sheet.image) in MEDIA_TYPES and _held(folder, sheet.image)
    }
    offered = _suffix(evidence.original) in ORIGINALS and _held(folder, evidence.original)
    places = {number: place for number, facts in evidence.lines.items() if (place := _place(facts))}
    return Facsimile(sheets, places, evidence.original if offered else "", evidence.file)


def _place(facts: LineEvidence) -> LinePlace | None:
    if facts.page < 1 or len(facts.box) != 4 or facts.part:
        return None
    left, upper, right, lower = facts.box
    return LinePlace(facts.page, (left, upper, right, lower))


def _suffix(path: str) -> str:
    return PurePosixPath(path).suffix.lower()


def _held(folder: Path, path: str) -> bool:
    """Whether a file lies in the folder of the sources, through links too."""
    file = folder / path
    try:
        return file.is_file() and file.resolve().is_relative_to(folder.resolve())
    except (OSError, RuntimeError, ValueError):
        return False
