"""What a killed command has made aside goes with the next one; what a living one uses stays."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.conftest import ROOT

from shanben.aside import _is_dead, aside
from shanben.commands.taking import take
from shanben.settings import Settings
from shanben.shaping import Place
from shanben.take import office
from shanben.take.unusable import Unusable

pytestmark = pytest.mark.skipif(os.name == "nt", reason="signals and children as POSIX has them")

HOLD = """
import sys, time
from pathlib import Path
from shanben.aside import aside
with aside(Path(sys.argv[1])) as made:
    (made.folder / "half").write_text("春", encoding="utf-8")
    (Path(sys.argv[1]) / sys.argv[2]).write_text(str(made.folder), encoding="utf-8")
    time.sleep(60)
"""


def holding(folder: Path, name: str) -> tuple[subprocess.Popen[bytes], Path]:
    """A process that holds a folder aside, and that folder."""
    process = subprocess.Popen([sys.executable, "-c", HOLD, str(folder), name], cwd=ROOT)
    told = folder / name
    until(lambda: told.exists() and told.read_text("utf-8"))
    held = Path(told.read_text("utf-8"))
    told.unlink()
    return process, held


def program(folder: Path, name: str, does: str) -> None:
    """A program of a name, in the folder ``bin``, that does what is told."""
    (folder / "bin").mkdir()
    (folder / "bin" / name).write_text(f"#!/bin/sh\n{does}\n", encoding="utf-8")
    (folder / "bin" / name).chmod(0o755)


def until(what: Callable[[], object], seconds: float = 30) -> None:
    ended = time.monotonic() + seconds
    while not what():
        assert time.monotonic() < ended, "it did not come to this"
        time.sleep(0.05)


def test_what_a_dead_process_left_goes_and_what_a_living_one_holds_stays(tmp_path: Path) -> None:
    (dead, left), (living, held) = holding(tmp_path, "first"), holding(tmp_path, "second")
    try:
        dead.kill()
        dead.wait()
        assert (left / "half").exists()
        with aside(tmp_path) as made:
            assert sorted(tmp_path.iterdir()) == sorted([held, made.folder])
            assert (held / "half").exists()
    finally:
        living.kill()
        living.wait()
    with aside(tmp_path):
        pass
    assert not list(tmp_path.iterdir())


def test_what_only_looks_like_one_of_ours_stays(tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / ".lock").touch()
    (tmp_path / ".shanben-aside-link").symlink_to(elsewhere)
    (tmp_path / ".shanben-aside-file").write_text("a")
    (tmp_path / ".shanben-aside-new").mkdir()  # somebody is just making it
    linked = tmp_path / ".shanben-aside-lock"
    linked.mkdir()
    (linked / ".lock").symlink_to(elsewhere / ".lock")
    before = sorted(tmp_path.rglob("*"))
    with aside(tmp_path):
        pass
    assert sorted(tmp_path.rglob("*")) == before
    os.utime(tmp_path / ".shanben-aside-new", (1, 1))
    with aside(tmp_path):
        pass
    assert not (tmp_path / ".shanben-aside-new").exists()


DRAWING = """\
seeds/a.txt
    春天的消息

    一、河水
    河水在三月里涨了起来。
"""


@pytest.mark.parametrize("halfway", [True, False])
def test_a_comparison_that_was_killed_leaves_nothing_after_the_next(
    halfway: bool, library_folder: Callable[..., Path], tmp_path: Path
) -> None:
    library = library_folder(DRAWING)
    for words in (["init", "-q"], ["add", "-A"], ["-c", "user.name=a", "-c", "user.email=a@b", "commit", "-qm", "春"]):
        subprocess.run(["git", *words], cwd=library, check=True)
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    command = [sys.executable, "-m", "shanben", "compare", "HEAD"]
    environment = {**os.environ, "TMPDIR": str(temporary)}
    git = shutil.which("git")
    locked = f'{git} worktree lock "$6"' if halfway else ""  # as git has it while it makes one
    program(
        tmp_path,
        "git",
        f'{git} "$@" || exit 1\ncase "$*" in *"worktree add"*) {locked}\ntouch "$6/made"; sleep 60 ;; esac',
    )
    slow = environment | {"PATH": f"{tmp_path / 'bin'}:{os.environ['PATH']}"}
    with subprocess.Popen(command, cwd=library, env=slow, start_new_session=True) as process:
        until(lambda: list(temporary.glob("*/worktree/made")))
        os.killpg(process.pid, signal.SIGKILL)
    assert list(temporary.iterdir())
    done = subprocess.run(command, cwd=library, env=environment, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr
    assert not list(temporary.iterdir())
    listed = subprocess.run(["git", "worktree", "list"], cwd=library, capture_output=True, text=True, check=True)
    assert len(listed.stdout.splitlines()) == 1


def test_a_text_that_is_taken_in_never_stands_half_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Killed while it writes, ``add`` leaves a hidden folder; the next takes the same file in and clears up."""
    (tmp_path / "seeds").mkdir()
    document = tmp_path / "spring.html"
    document.write_text("<h1>春天</h1><p>河水涨了。</p>" * 40, encoding="utf-8")
    child = os.fork()
    if not child:
        written = Path.write_bytes

        def half(path: Path, content: bytes) -> int:
            if "seeds" in str(path):
                written(path, content[: len(content) // 2])
                os.kill(os.getpid(), signal.SIGKILL)
            return written(path, content)

        monkeypatch.setattr(Path, "write_bytes", half)
        take(Place(tmp_path, Settings.model_validate({})), document)
        os._exit(1)
    assert os.WTERMSIG(os.waitpid(child, 0)[1]) == signal.SIGKILL
    assert [path.name[:15] for path in (tmp_path / "seeds").iterdir()] == [".shanben-aside-"]
    outcome = take(Place(tmp_path, Settings.model_validate({})), document)
    assert outcome.text, outcome
    names = sorted(path.name for path in (tmp_path / "seeds").iterdir())
    assert names == ["spring.evidence.jsonl", "spring.txt", "spring.yml"]


SLOW = "(echo $$ > {pid}; sleep 60) & wait"


def test_the_folder_of_an_office_that_goes_on_stays_until_it_ends(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = tmp_path / "temporary"
    place.mkdir()
    pid = tmp_path / "pid"
    program(tmp_path, "soffice", SLOW.format(pid=pid))
    monkeypatch.setenv("PATH", f"{tmp_path / 'bin'}:{os.environ['PATH']}")
    monkeypatch.setattr("tempfile.tempdir", str(place))
    child = os.fork()
    if not child:
        office.take_by_office(tmp_path / "a.doc")
        os._exit(1)
    until(lambda: pid.exists() and pid.read_text())
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    with aside():
        pass
    assert len(list(place.iterdir())) == 1
    os.killpg(int(pid.read_text()), signal.SIGKILL)

    def cleared() -> bool:
        with aside():
            pass
        return not list(place.iterdir())

    until(cleared)


def test_an_office_that_takes_too_long_is_ended_with_all_it_began(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pid = tmp_path / "pid"
    program(tmp_path, "soffice", SLOW.format(pid=pid))
    monkeypatch.setenv("PATH", f"{tmp_path / 'bin'}:{os.environ['PATH']}")
    monkeypatch.setattr(office, "_SECONDS", 1)
    with pytest.raises(Unusable, match="too long"):
        office.take_by_office(tmp_path / "a.doc")
    group = int(pid.read_text())

    def ended() -> bool:
        try:
            os.killpg(group, 0)
        except ProcessLookupError:
            return True
        return False

    until(ended)


def test_a_folder_that_is_removed_while_it_is_looked_at(tmp_path: Path) -> None:
    assert not _is_dead(tmp_path / "gone")
