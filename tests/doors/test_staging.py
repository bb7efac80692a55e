"""The place of a site: what is replaced, what never is, and two builds at once."""

from __future__ import annotations

import multiprocessing
import os
import shutil
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest

from shanben.doors import staging
from shanben.doors.marks import MARK
from shanben.doors.staging import Staging, ours, refuse_site
from shanben.problems import Refused


def site_at(folder: Path, word: str) -> Path:
    """A folder as a build leaves it."""
    folder.mkdir(parents=True)
    (folder / "library.json").write_text('{"format":1,"sources":[]}', encoding="utf-8")
    (folder / "index.html").write_text(word, encoding="utf-8")
    return folder


def fill(folder: Path, word: str, pages: int = 3) -> None:
    """Build something."""
    (folder / "library.json").write_text('{"format":1,"sources":[]}', encoding="utf-8")
    for page in range(pages):
        (folder / f"{page}.html").write_text(word, encoding="utf-8")


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_site_takes_the_place_of_the_old_one_and_leaves_nothing(tmp_path: Path) -> None:
    site = site_at(tmp_path / "site", "old")
    staging = Staging(site)
    fill(staging.open(), "new")
    assert (site / "index.html").read_text(encoding="utf-8") == "old"
    staging.take_place()
    staging.close()
    assert names(tmp_path) == ["site"]
    assert names(site) == ["0.html", "1.html", "2.html", "library.json"]


def test_what_is_not_finished_goes(tmp_path: Path) -> None:
    site = site_at(tmp_path / "site", "old")
    staging = Staging(site)
    fill(staging.open(), "new")
    staging.close()
    staging.close()
    assert names(tmp_path) == ["site"]
    assert (site / "index.html").read_text(encoding="utf-8") == "old"


@pytest.mark.parametrize("name", ["site", "site.building", "site.previous"])
@pytest.mark.parametrize("kind", ["folder", "file", "link", "own"])
def test_nothing_is_replaced_that_no_build_made(name: str, kind: str, tmp_path: Path) -> None:
    precious = tmp_path / "precious"
    precious.mkdir()
    (precious / "notes.txt").write_text("mine", encoding="utf-8")
    (precious / "library.json").write_text('["mine"]', encoding="utf-8")
    place = tmp_path / "at" / name
    place.parent.mkdir()
    match kind:
        case "folder":
            precious.rename(place)
            precious = place
        case "file":
            place.write_text("mine", encoding="utf-8")
        case "link":
            place.symlink_to(precious)
        case "own":
            place.symlink_to(place)
    with pytest.raises(Refused) as refusal:
        Staging(tmp_path / "at/site")
    assert [problem.code for problem in refusal.value.problems] == ["E551"]
    assert names(place.parent) == [name]
    if kind == "file":
        assert place.read_text(encoding="utf-8") == "mine"
    else:
        assert names(precious) == ["library.json", "notes.txt"]


def test_a_link_to_a_site_stays_a_link(tmp_path: Path) -> None:
    served = site_at(tmp_path / "www/html", "old")
    link = tmp_path / "library/site"
    link.parent.mkdir()
    link.symlink_to(served)
    staging = Staging(link)
    fill(staging.open(), "new")
    staging.take_place()
    staging.close()
    assert link.is_symlink()
    assert (served / "0.html").read_text(encoding="utf-8") == "new"
    assert names(served.parent) == ["html"]
    assert names(link.parent) == ["site"]


@pytest.mark.parametrize("left", ["", MARK, "both"])
def test_a_build_clears_up_after_one_that_was_killed(left: str, tmp_path: Path) -> None:
    site = site_at(tmp_path / "site", "old")
    if left == "both":
        site.rename(tmp_path / "site.previous")
    half = tmp_path / "site.building"
    half.mkdir()
    if left:
        (half / MARK).touch()
        (half / "half.html").touch()
    (tmp_path / "site.lock").touch()
    staging = Staging(site)
    assert (site / "index.html").read_text(encoding="utf-8") == "old"
    assert names(staging.open()) == [MARK]
    staging.close()
    assert names(tmp_path) == ["site"]


@pytest.mark.parametrize(
    "site", [".", "..", "seeds", "seeds/site", "docs", "docs/deep/site", "link", "link/site", ".git/site"]
)
def test_a_site_stands_neither_in_nor_above_what_is_kept(site: str, tmp_path: Path) -> None:
    library = tmp_path / "home/library"
    for folder in ("seeds", "docs", ".git"):
        (library / folder).mkdir(parents=True)
    (library / "link").symlink_to("seeds")
    kept = [library / folder for folder in ("seeds", "docs", ".git")]
    with pytest.raises(Refused) as refusal:
        refuse_site(library / site, library, kept)
    assert [problem.code for problem in refusal.value.problems] == ["E550"]
    for good in ("site", "out/site", "../site", "seeds-site"):
        refuse_site(library / good, library, kept)


def test_a_place_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(Refused) as refusal:
        Staging(tmp_path / "file/site")
    assert [problem.code for problem in refusal.value.problems] == ["E552"]


@pytest.mark.parametrize("ending", ["previous", "building"])
@pytest.mark.parametrize("most", range(6))
def test_a_folder_that_was_half_removed_is_known_and_removed(
    ending: str, most: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = site_at(tmp_path / "site", "new")
    old = site_at(tmp_path / f"site.{ending}", "old")
    (old / "a/b").mkdir(parents=True)
    if ending == "building":
        (old / "library.json").unlink()
        (old / MARK).touch()
    left = most

    def counted(remove: Callable[[Path], None]) -> Callable[[Path], None]:
        def once(path: Path) -> None:
            nonlocal left
            left -= 1
            if left < 0:
                raise KeyboardInterrupt
            remove(path)

        return once

    with monkeypatch.context() as killed, suppress(KeyboardInterrupt):
        killed.setattr(Path, "unlink", counted(Path.unlink))
        killed.setattr(shutil, "rmtree", counted(shutil.rmtree))
        staging.removed(old)
    assert ours(old) == old.exists()
    Staging(site).close()
    assert names(tmp_path) == ["site"]


def _build(site: Path, word: str, seconds: float) -> None:
    staging = Staging(site)
    folder = staging.open()
    for page in range(20):
        (folder / f"{page}.html").write_text(word, encoding="utf-8")
        time.sleep(seconds / 20)
    (folder / "library.json").write_text('{"format":1}', encoding="utf-8")
    staging.take_place()
    staging.close()


def test_of_builds_at_once_each_leaves_a_whole_site(tmp_path: Path) -> None:
    site = site_at(tmp_path / "site", "old")
    spawn = multiprocessing.get_context("spawn")
    builds = [spawn.Process(target=_build, args=(site, f"build {number}", 0.1)) for number in range(3)]
    for build in builds:
        build.start()
    for build in builds:
        build.join(60)
    assert [build.exitcode for build in builds] == [0] * 3
    assert len({page.read_text(encoding="utf-8") for page in site.glob("*.html")}) == 1
    assert names(tmp_path) == ["site"]


def test_the_lock_of_a_build_that_was_killed_holds_nobody_up(tmp_path: Path) -> None:
    if not hasattr(os, "fork"):
        pytest.fail("this test kills a process as POSIX systems do")
    child = os.fork()
    if child == 0:
        Staging(tmp_path / "site").open()
        os.kill(os.getpid(), 9)
    os.waitpid(child, 0)
    assert names(tmp_path) == ["site.building", "site.lock"]
    started = time.monotonic()
    Staging(tmp_path / "site").close()
    assert time.monotonic() - started < 5
    assert names(tmp_path) == []
