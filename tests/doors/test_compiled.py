"""Templates compiled once: found again while their text is the same, and only where this account has kept them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from jinja2 import DictLoader, Environment

from shanben.doors.compiled import Compiled
from shanben.kept import Kept
from shanben.programs import _own
from shanben.secret import secret

ROOM = 2**20


@pytest.fixture
def compiled(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of what was compiled and not found."""
    names: list[str] = []
    compile_ = Environment._compile

    def told(env: Environment, source: str, filename: str) -> Any:
        names.append(filename)
        return compile_(env, source, filename)

    monkeypatch.setattr(Environment, "_compile", told)
    return names


@pytest.fixture
def account(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[str], None]]:
    """Become another account."""

    def become(words: str) -> None:
        monkeypatch.setenv("SHANBEN_CACHE_SECRET", words)
        forget()

    def forget() -> None:
        secret.cache_clear()
        _own.cache_clear()

    become("of the one who builds")
    yield become
    monkeypatch.undo()
    forget()


def shown(folder: Path, template: str, memory: dict[str, bytes] | None = None, room: int = ROOM) -> str:
    """What a process of its own shows."""
    env = Environment(loader=DictLoader({"page": template}), autoescape=False)
    env.bytecode_cache = Compiled(Kept(folder, room), {} if memory is None else memory)
    return env.get_template("page").render(x=1)


def test_a_template_is_compiled_once_and_anew_when_it_changed(tmp_path: Path, compiled: list[str]) -> None:
    assert [shown(tmp_path, text) for text in ("<p>{{ x }}</p>",) * 3] == ["<p>1</p>"] * 3
    assert len(compiled) == 1
    assert shown(tmp_path, "<b>{{ x }}</b>") == "<b>1</b>"
    assert shown(tmp_path, "<p>{{ x }}</p>") == "<p>1</p>"
    assert len(compiled) == 2


def test_what_another_account_has_kept_is_not_run(
    tmp_path: Path, compiled: list[str], account: Callable[[str], None]
) -> None:
    shown(tmp_path, "<p>{{ x }}</p>")
    account("of somebody else")
    shown(tmp_path, "<p>{{ x }}</p>")
    assert len(compiled) == 2


def test_what_is_damaged_is_compiled_anew(tmp_path: Path, compiled: list[str]) -> None:
    shown(tmp_path, "<p>{{ x }}</p>")
    (file,) = (path for path in tmp_path.rglob("results/*") if path.is_file())
    file.write_bytes(file.read_bytes()[:-1] + b"x")
    assert shown(tmp_path, "<p>{{ x }}</p>") == "<p>1</p>"
    assert len(compiled) == 2


def test_a_server_needs_no_files(tmp_path: Path, compiled: list[str]) -> None:
    memory: dict[str, bytes] = {}
    for _ in range(2):
        assert shown(tmp_path, "<p>{{ x }}</p>", memory, room=0) == "<p>1</p>"
    assert len(compiled) == 1
    assert not any(tmp_path.iterdir())
