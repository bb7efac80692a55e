"""Links and pipes among the written pages: nothing from outside is published, and nothing holds a build up."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from shanben.doors.pages_folder import refuse_strangers, refuse_texts
from shanben.model.text import Origin
from shanben.problems import Refused


@pytest.fixture
def library(tmp_path: Path) -> Path:
    root = tmp_path / "library"
    (root / "docs" / "deep").mkdir(parents=True)
    (root / ".git").mkdir()
    (root / ".git" / "config").write_text("secret", encoding="utf-8")
    (root / "CHANGELOG.md").write_text("# 变更\n", encoding="utf-8")
    (root / "docs" / "index.md").write_text("# 首页\n", encoding="utf-8")
    (tmp_path / "outside").mkdir()
    return root


def codes(library: Path) -> list[str]:
    try:
        refuse_strangers(library / "docs", library)
    except Refused as refusal:
        return [problem.code for problem in refusal.problems]
    return []


@pytest.mark.parametrize(
    "target", ["../../../outside", "../../.git/config", "/etc", "/etc/passwd", "..", ".", "../..", "away"]
)
def test_a_link_that_leads_out_or_in_circles_is_refused(target: str, library: Path) -> None:
    (library / "docs" / "deep" / "away").symlink_to(target)
    assert codes(library) == ["E570"]


@pytest.mark.parametrize("target", ["../index.md", "../../CHANGELOG.md", "nowhere"])
def test_a_link_inside_the_library_stays(target: str, library: Path) -> None:
    (library / "docs" / "deep" / "near").symlink_to(target)
    assert codes(library) == []


@pytest.mark.parametrize(("target", "refused"), [("../outside", True), (".git", True), (".", True), ("pages", False)])
def test_the_folder_itself_is_no_link_that_leads_out(target: str, refused: bool, library: Path) -> None:
    (library / "docs").rename(library / "pages")
    (library / "docs").symlink_to(target)
    assert codes(library) == ["E570"] * refused


def test_a_name_that_is_no_text_is_refused(library: Path) -> None:
    (library / "docs" / os.fsdecode(b"\xb4\xba.md")).write_text("# 春\n", encoding="utf-8")
    (library / "docs" / "deep" / "\x07").mkdir()
    assert codes(library) == ["E572", "E572"]


def test_a_pipe_is_refused(library: Path) -> None:
    os.mkfifo(library / "docs" / "pipe.md")
    assert codes(library) == ["E571"]


@pytest.mark.parametrize(("texts", "refused"), [("docs", True), ("docs/deep", True), ("seeds", False)])
def test_texts_are_not_where_the_pages_are(texts: str, refused: bool, library: Path) -> None:
    """The generator publishes every file among the pages as it is, edition files included."""
    found: tuple[str, ...] = ()
    try:
        refuse_texts(library / "docs", library / texts, Origin("mkdocs.yml", 3))
    except Refused as refusal:
        found = tuple(str(problem) for problem in refusal.problems)
    assert [told.partition(" the ")[0] for told in found] == ["mkdocs.yml:3: E573"] * refused
