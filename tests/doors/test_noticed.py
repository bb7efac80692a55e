"""A server hears of a change at once and once; where the system tells nothing, it sees the change itself."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from mkdocs.livereload import LiveReloadServer

from shanben.doors.noticed import Noticing, notice_at_once

LOOK = 0.4
"""Seconds between two looks."""


@pytest.fixture
def server(tmp_path: Path) -> Iterator[LiveReloadServer]:
    (tmp_path / "text.txt").write_text("水", encoding="utf-8")
    (tmp_path / "mkdocs.yml").write_text("a: b", encoding="utf-8")
    server = LiveReloadServer(lambda: None, "127.0.0.1", 0, str(tmp_path), polling_interval=LOOK)
    server.watch(str(tmp_path / "mkdocs.yml"))
    notice_at_once(server)
    server.watch(str(tmp_path))
    server.observer.start()
    yield server
    server.observer.stop()
    server.observer.join()
    server.server_close()


def wanted(server: LiveReloadServer, seconds: float) -> bool:
    """Whether a build is wanted within so many seconds, and then no longer."""
    deadline = time.monotonic() + seconds
    while not server._want_rebuild and time.monotonic() < deadline:
        time.sleep(0.01)
    server._want_rebuild, found = False, server._want_rebuild
    return found


def append(path: Path) -> None:
    with path.open("a", encoding="utf-8") as file:
        file.write("河")


def replace(path: Path) -> None:
    beside = path.with_suffix(".new")
    beside.write_text("另一条河", encoding="utf-8")
    beside.replace(path)


@pytest.mark.parametrize("edit", [append, replace, Path.unlink], ids=["written", "replaced", "removed"])
def test_a_change_is_heard_of_once(server: LiveReloadServer, tmp_path: Path, edit: Callable[[Path], None]) -> None:
    assert not wanted(server, 1.5 * LOOK)
    edit(tmp_path / "text.txt")
    assert wanted(server, 5)
    time.sleep(0.05)  # what one edit does may be told in several parts
    server._want_rebuild = False
    (tmp_path / "mkdocs.yml").read_text(encoding="utf-8")  # to read is no change
    assert not wanted(server, 3 * LOOK)


def test_what_the_system_does_not_tell_is_seen(
    server: LiveReloadServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    observer = server.observer
    assert isinstance(observer, Noticing)
    observer._listening.unschedule_all()
    append(tmp_path / "text.txt")
    assert wanted(server, 5)
    append(tmp_path / "text.txt")
    assert wanted(server, 5)


def test_a_system_that_will_not_tell_is_done_without(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise OSError("no space left for watches")

    server = LiveReloadServer(lambda: None, "127.0.0.1", 0, str(tmp_path), polling_interval=LOOK)
    notice_at_once(server)
    observer = server.observer
    assert isinstance(observer, Noticing)
    monkeypatch.setattr(observer._listening, "schedule", refuse)
    monkeypatch.setattr(observer._listening, "start", refuse)
    server.watch(str(tmp_path))
    observer.start()
    append(tmp_path / "text.txt")
    assert wanted(server, 5)
    server.unwatch(str(tmp_path))
    append(tmp_path / "text.txt")
    assert not wanted(server, 2 * LOOK)
    observer.stop()
    observer.join()
    server.server_close()
