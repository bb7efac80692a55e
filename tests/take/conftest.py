"""Documents made for tests, and taking them in."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from shanben.model.library import ShapedSource
from shanben.model.text import NOWHERE
from shanben.model.works import Section
from shanben.settings import read_settings
from shanben.shaping import Place, shape_source
from shanben.take.documents import Document, read_document
from shanben.take.evidence_file import evidence_jsonl

SETTINGS = read_settings({}, lambda _: NOWHERE)
Take = Callable[[Path], ShapedSource]


@pytest.fixture
def shaped(tmp_path: Path) -> Take:
    """Takes a document in and shapes it from its evidence, as a library does without an edition file."""

    def take(file: Path) -> ShapedSource:
        document = read_document(file)
        seeds = tmp_path / "seeds"
        seeds.mkdir(exist_ok=True)
        text = seeds / f"{file.stem}.txt"
        text.write_bytes(document.content)
        if document.evidence is not None:
            (seeds / f"{file.stem}.evidence.jsonl").write_text(evidence_jsonl(document.evidence), "utf-8")
        found, problems = shape_source(Place(tmp_path, SETTINGS), text)
        assert found is not None, problems
        assert not [problem for problem in problems if problem.fatal]
        return found

    return take


def outline(shaped_source: ShapedSource) -> list[tuple[int, str]]:
    """The headings of the first work with their levels."""
    work = shaped_source.works[0]
    return [(section.level, work.heading_text(section)) for section in work.sections() if _headed(section)]


def _headed(section: Section) -> bool:
    return section.heading is not None


def text_of(document: Document) -> str:
    """The plain text a document gives."""
    return document.content.decode()


def zipped(path: Path, parts: dict[str, str | bytes]) -> Path:
    """An archive of these parts."""
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return path
