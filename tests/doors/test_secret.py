"""What an account knows and nobody else: the same for each of its builds, and never what others could have read."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from shanben import secret as secrets
from shanben.secret import NAMED, secret


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Where the secret of an account stands that has built nothing yet."""
    monkeypatch.delenv(NAMED, raising=False)
    monkeypatch.setattr(secrets, "user_state_path", lambda *_, **__: tmp_path / "state")
    yield tmp_path / "state/secret"
    secret.cache_clear()


def told() -> str:
    """What another process is told."""
    secret.cache_clear()
    return secret()


def test_an_account_has_one_secret(file: Path) -> None:
    assert told() == told() == file.read_text(encoding="ascii")
    assert len(told()) == 64
    assert [path.name for path in file.parent.iterdir()] == ["secret"]


@pytest.mark.skipif(os.name == "nt", reason="Windows says otherwise who may read a file")
def test_what_others_may_read_is_no_secret(file: Path) -> None:
    kept = told()
    assert file.stat().st_mode & 0o077 == 0
    file.chmod(0o644)
    assert kept not in {told(), told()}
    file.chmod(0o600)
    assert told() == kept


def test_where_it_cannot_be_kept_each_process_has_its_own(file: Path) -> None:
    file.parent.write_text("a file stands where the folder would", encoding="utf-8")
    assert told() != told()
    assert secret() == secret()


@pytest.mark.parametrize("held", ["", "short"])
def test_a_file_that_holds_none_is_taken_for_nothing(file: Path, held: str) -> None:
    file.parent.mkdir()
    file.write_text(held, encoding="ascii")
    file.chmod(0o600)
    assert told() not in {held, told()}


def test_the_secret_of_somebody_else_is_not_followed(file: Path, tmp_path: Path) -> None:
    (tmp_path / "theirs").write_text("7" * 64, encoding="ascii")
    (tmp_path / "theirs").chmod(0o600)
    file.parent.mkdir()
    file.symlink_to(tmp_path / "theirs")
    assert told() != "7" * 64


def test_the_environment_may_say_it(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(NAMED, "one for all machines")
    assert told() == "one for all machines"
    assert not file.exists()
