"""What a server remembers from one build to the next."""

from __future__ import annotations

from pathlib import Path

import pytest

from shanben.doors import publish
from shanben.doors.watching import Watching
from shanben.kept import KEPT
from shanben.settings import Settings

KEY = "ab" * 32


@pytest.mark.parametrize("serving", [True, False])
def test_results_of_earlier_builds_are_looked_through_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, serving: bool
) -> None:
    monkeypatch.setattr(publish, "_serving", serving)
    monkeypatch.setattr(publish, "_watching", Watching())
    (tmp_path / KEPT).mkdir(parents=True)
    settings = Settings.model_validate({})
    first = publish._kept(tmp_path, settings)
    assert (publish._kept(tmp_path, settings) is first) is serving
    assert publish._kept(tmp_path, settings.model_copy(update={"cache_limit": 5})) is not first


def test_results_that_somebody_removed_are_made_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(publish, "_serving", True)
    monkeypatch.setattr(publish, "_watching", Watching())
    (tmp_path / KEPT).mkdir(parents=True)
    settings = Settings.model_validate({})
    kept = publish._kept(tmp_path, settings)
    kept.put(KEY, b"made")
    (tmp_path / KEPT).rename(tmp_path / "away")
    assert kept.get(KEY) is None
    again = publish._kept(tmp_path, settings)
    again.put(KEY, b"made anew")
    assert again.get(KEY) == b"made anew"
    assert (tmp_path / KEPT / ".gitignore").is_file()
