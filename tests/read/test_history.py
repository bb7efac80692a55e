"""When texts were first held and last changed."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from shanben.read.history import EPOCH, Dates, dates_of, history, last_change


@pytest.fixture
def committed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A library in a folder of a repository: one text changed once, one not committed yet."""
    monkeypatch.delenv(EPOCH, raising=False)
    library = tmp_path / "repository/文集"
    (library / "seeds").mkdir(parents=True)
    text = library / "seeds/水.txt"
    for moment, words in ((1_000_000_000, "一"), (1_100_000_000, "二")):
        text.write_text(words, encoding="utf-8")
        monkeypatch.setenv("GIT_AUTHOR_DATE", f"{moment} +0800")
        monkeypatch.setenv("GIT_COMMITTER_DATE", f"{moment} +0800")
        who = ("-c", "user.name=Tester", "-c", "user.email=tester@example.org")
        for command in (["init", "-q"], ["add", "-A"], [*who, "commit", "-q", "-m", words]):
            subprocess.run(["git", *command], cwd=tmp_path / "repository", check=True)
    (library / "seeds/新.txt").write_text("新", encoding="utf-8")
    os.utime(library / "seeds/新.txt", (1_200_000_000, 1_200_000_000))
    return library


def test_dates_are_those_of_commits_and_of_the_disk_where_there_is_none(committed: Path) -> None:
    known = history(committed, "seeds")
    assert known["seeds/水.txt"] == Dates(1_000_000_000, 1_100_000_000)
    assert known["seeds/新.txt"] == Dates(1_200_000_000, 1_200_000_000)
    assert dates_of(known, ["seeds/水.txt", "seeds/新.txt", "seeds/无.yml"], 5) == Dates(1_000_000_000, 1_200_000_000)
    assert dates_of(known, ["seeds/无.yml"], 5) == Dates(5, 5)


def test_a_build_stands_for_the_last_commit_unless_the_environment_says_otherwise(
    committed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert last_change(committed) == 1_100_000_000
    monkeypatch.setenv(EPOCH, "7")
    assert last_change(committed) == 7


def test_without_git_the_newest_file_counts(committed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    os.utime(committed / "seeds/水.txt", (1_150_000_000, 1_150_000_000))
    assert last_change(committed) == 1_200_000_000
    assert history(committed, "seeds")["seeds/新.txt"] == Dates(1_200_000_000, 1_200_000_000)


def stamped(library: Path, committer: str) -> None:
    """Commit the library once more, with whatever a commit can say of its committer."""
    raw = subprocess.run(["git", "cat-file", "commit", "HEAD"], cwd=library, capture_output=True, check=True).stdout
    lines = [f"committer {committer}".encode() if line.startswith(b"committer ") else line for line in raw.split(b"\n")]
    write = ["git", "hash-object", "-t", "commit", "-w", "--stdin", "--literally"]
    made = subprocess.run(write, cwd=library, input=b"\n".join(lines), capture_output=True, check=True).stdout.strip()
    subprocess.run(["git", "update-ref", "HEAD", made.decode()], cwd=library, check=True)


@pytest.mark.parametrize(
    "committer",
    ["A <a@b> 99999999999999 +0000", "A <a@b> 999999999999999999 +0000", "A <a@b> -5 +0000", "A", "A <a@b>"],
)
def test_a_commit_may_state_any_moment(committed: Path, committer: str) -> None:
    stamped(committed, committer)
    for dates in (last_change(committed), history(committed, "seeds")["seeds/水.txt"].changed):
        assert 0 <= dates <= 253_402_300_799


@pytest.mark.parametrize("moment", [-99_999_999_999, 253_402_300_800 * 4])
def test_a_file_may_state_any_moment(committed: Path, moment: int) -> None:
    os.utime(committed / "seeds/新.txt", (moment, moment))
    assert 0 <= history(committed, "seeds")["seeds/新.txt"].changed <= 253_402_300_799


def test_no_file_is_newer_than_the_moment_that_the_environment_states(
    committed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """So a copy of a library, whose files are all new, makes the same bytes."""
    monkeypatch.setenv(EPOCH, "1150000000")
    known = history(committed, "seeds")
    assert known["seeds/新.txt"] == Dates(1_150_000_000, 1_150_000_000)
    assert known["seeds/水.txt"] == Dates(1_000_000_000, 1_100_000_000)


def test_a_folder_may_be_called_like_a_moment(committed: Path) -> None:
    (committed / "seeds").rename(committed / "@7")
    subprocess.run(["git", "add", "-A"], cwd=committed, check=True)
    who = ["-c", "user.name=Tester", "-c", "user.email=tester@example.org"]
    subprocess.run(["git", *who, "commit", "-q", "-m", "七"], cwd=committed, check=True)
    assert history(committed, "@7")["@7/水.txt"].changed == 1_100_000_000
