"""Texts that several processes shape before the library is read: the same library, and nothing done twice."""

from __future__ import annotations

from pathlib import Path

import pytest

from shanben import shaping
from shanben.doors import ahead
from shanben.doors.ahead import shape_ahead
from shanben.doors.watching import Watching
from shanben.kept import Kept
from shanben.library import build_library
from shanben.remembered import Remembered
from shanben.settings import Settings

MANY = 2**24
SETTINGS = Settings.model_validate({})


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("SHANBEN_JOBS", "2")
    seeds = tmp_path / "seeds"
    seeds.mkdir()
    for number in range(7):
        text = f"第{number}号堤规则\n第一条　堤长{number}里。\n第二条　夜间点灯。\n"
        (seeds / f"t{number}.txt").write_text(text, encoding="utf-8")
    return tmp_path


def test_the_library_is_the_same_and_shapes_nothing_again(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    alone, _ = build_library(root, SETTINGS)
    kept = Kept(root / "kept", MANY)
    shape_ahead(root, SETTINGS, kept)

    def never(*_: object) -> None:
        raise AssertionError("shaped again")

    monkeypatch.setattr(shaping, "_shaped", never)
    library, _ = build_library(root, SETTINGS, before=Remembered(kept))
    assert library == alone


def test_what_is_kept_begins_no_process(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kept = Kept(root / "kept", MANY)
    shape_ahead(root, SETTINGS, kept)
    monkeypatch.setattr(ahead, "Crew", None)
    shape_ahead(root, SETTINGS, kept)
    shape_ahead(root, SETTINGS, Kept(root / "none", 0))
    (root / "seeds" / "t7.txt").write_text("新堤规则\n第一条　堤长九里。\n", encoding="utf-8")
    with pytest.raises(TypeError):
        shape_ahead(root, SETTINGS, kept)


def test_a_server_shares_its_first_build_alone(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    watching = Watching()
    assert watching.begins
    monkeypatch.setattr("shanben.doors.watching.is_shown_meanwhile", lambda: True)
    assert not watching.begins, "beside threads nothing forks"
    monkeypatch.undo()
    (root / "seeds" / "t4.yml").write_text("works: [", encoding="utf-8")
    watching.remembered(Kept(root / "kept", MANY))
    watching.library(root, SETTINGS, lambda paths: paths)
    assert not watching.begins


def test_a_faulty_text_is_told_by_who_reads_the_library(root: Path) -> None:
    (root / "seeds" / "t3.txt").write_bytes(b"\xff\xfe\xff\x00\xd8")
    (root / "seeds" / "t4.yml").write_text("works: [", encoding="utf-8")
    kept = Kept(root / "kept", MANY)
    shape_ahead(root, SETTINGS, kept)
    _, problems = build_library(root, SETTINGS, before=Remembered(kept))
    assert problems == build_library(root, SETTINGS)[1]
    assert {problem.origin.path for problem in problems if problem.fatal} >= {"seeds/t4.yml"}


def test_the_bar_counts_what_others_took(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    assert list(ahead._shown(iter((0, 3, 4)), 6)) == [0, 3, 4]
    assert "83%" in capsys.readouterr().out
