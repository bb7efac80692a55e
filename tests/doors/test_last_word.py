"""The last word: whatever nobody expected is one line with a code, and the traceback is kept in a file."""

from __future__ import annotations

import errno
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

import shanben.cli
from shanben import start
from shanben.last_word import last_word
from shanben.model.text import Origin, Span
from shanben.problems import Problem

Build = Callable[..., "subprocess.CompletedProcess[str]"]


def caught(call: Callable[[], object]) -> BaseException:
    try:
        call()
    except BaseException as error:
        return error
    raise AssertionError("nothing was raised")


@pytest.fixture(autouse=True)
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where tracebacks are kept in these tests."""
    folder = tmp_path / "kept"
    folder.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(folder))
    return folder


def test_a_fault_of_ours_names_its_place_and_keeps_its_traceback(kept: Path) -> None:
    problem = last_word(caught(lambda: Problem("X000", "", Origin("a"))))
    assert problem.code == "E901"
    assert problem.place.startswith("shanben/problems.py:")
    assert "no such code: X000" in problem.text
    (file,) = kept.iterdir()
    assert str(file) in problem.text
    assert "Traceback" in file.read_text(encoding="utf-8")


def test_a_folder_that_was_removed_under_the_shell_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    gone = tmp_path / "gone"
    gone.mkdir()
    monkeypatch.chdir(gone)
    gone.rmdir()
    problem = last_word(caught(Path.cwd))
    assert problem.code == "E902"
    assert "go to your library" in problem.text


def test_a_fault_of_others_is_not_ours(kept: Path) -> None:
    problem = last_word(caught(lambda: int("x")))
    assert problem.code == "E904"
    assert len(list(kept.iterdir())) == 1


def test_a_setting_on_which_the_generator_stumbles_is_no_fault_of_ours(tmp_path: Path) -> None:
    (tmp_path / "mkdocs.yml").write_text('site_name: 文集\nsite_url: "http://[::1"\nplugins: [shanben]\n', "utf-8")
    command = [sys.executable, "-m", "shanben", "build"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert (done.returncode, len(done.stderr.splitlines())) == (start.FAULT, 1)
    assert " E904 " in done.stderr
    assert "Invalid IPv6 URL" in done.stderr


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EROFS, errno.EACCES, errno.EDQUOT, errno.EMFILE])
def test_a_computer_that_refuses_is_nobodys_fault(number: int, kept: Path) -> None:
    problem = last_word(OSError(number, "no", "/some/where"))
    assert (problem.code, problem.place) == ("E902", "/some/where")
    assert list(kept.iterdir()) == []


def test_a_place_is_as_long_as_can_be_read() -> None:
    problem = last_word(OSError(errno.ENAMETOOLONG, "File name too long", "長" * 5000))
    assert problem.code == "E902"
    assert len(str(problem)) < 1100


def test_a_fault_without_room_for_its_traceback_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", "/nowhere/at/all")
    assert "no room" in last_word(caught(lambda: Span(3, 1))).text
    assert last_word(MemoryError()).code == "E903"


def test_a_command_that_fails_is_one_line(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(shanben.cli, "main", lambda: Problem("X000", "", Origin("a")))
    before = signal.getsignal(signal.SIGINT)
    monkeypatch.setattr("sys.unraisablehook", None)  # which puts it back at the end
    try:
        with pytest.raises(SystemExit) as ended:
            start.main()
    finally:
        signal.signal(signal.SIGINT, before)
    assert ended.value.code == start.FAULT
    said = capsys.readouterr().err
    assert len(said.splitlines()) == 1
    assert " E901 " in said


HOOK = "def on_nav(nav, config, files):\n    {what}\n"


@pytest.mark.parametrize(
    ("what", "code"), [("1 / 0", "E904"), ("raise OSError(28, 'No space left on device', 'site/a')", "E902")]
)
def test_a_build_that_fails_is_one_line_and_leaves_nothing(
    what: str, code: str, library_folder: Callable[..., Path], build: Build
) -> None:
    folder = library_folder("seeds/spring.txt\n    春天的消息\n\n    河水在三月里涨了起来。\n")
    (folder / "broken.py").write_text(HOOK.format(what=what))
    config = folder / "mkdocs.yml"
    config.write_text(config.read_text(encoding="utf-8").replace("hooks:\n", "hooks:\n- broken.py\n"), encoding="utf-8")
    done = build(folder)
    assert done.returncode == 1
    assert "Traceback" not in done.stdout + done.stderr
    assert len([line for line in done.stderr.splitlines() if f" {code} " in line]) == 1
    assert not list(folder.glob("site*"))


@pytest.mark.parametrize("moment", [0.1, 0.25, 0.45, 0.8])
def test_an_interruption_is_one_line_and_130(moment: float, tmp_path: Path) -> None:
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds/a.txt").write_text("春天\n\n河水涨了。\n" * 20_000, encoding="utf-8")
    waits = "import os, sys; from shanben.start import main; sys.argv[1:] = ['check']; os.write(2, b'#'); main()"
    held = signal.signal(signal.SIGINT, signal.default_int_handler)  # which a shell may have us ignore
    with subprocess.Popen([sys.executable, "-c", waits], cwd=tmp_path, stderr=subprocess.PIPE, text=True) as running:
        signal.signal(signal.SIGINT, held)
        assert running.stderr
        assert running.stderr.read(1) == "#"
        time.sleep(moment)
        running.send_signal(signal.SIGINT)
        said = running.stderr.read()
    assert running.returncode == 130, said
    assert said.split() == ["Stopped."]


CALLBACK = """
import os, signal, sys, weakref, shanben.cli
from shanben import start
class Thing: pass
def commands():
    thing = Thing()
    watch = weakref.ref(thing, lambda _: os.kill(os.getpid(), signal.SIGINT))
    del thing
    for _ in range(10_000): pass
    print("went on")
shanben.cli.main = commands
start.main()
"""


def test_an_interruption_in_a_callback_is_not_lost() -> None:
    done = subprocess.run([sys.executable, "-c", CALLBACK], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout, done.stderr.split()) == (130, "", ["Stopped."])


def test_a_page_whose_place_is_taken_is_told(library_folder: Callable[..., Path], build: Build) -> None:
    folder = library_folder(
        "seeds/spring.txt\n    春天的消息\n\n    河水涨了。\ndocs/works/spring/index.md\n    # 手写\n"
        "docs/Sources/spring/index.html\n    手写\ndocs/library.json\n    {}\ndocs/shanben-manifest.json\n    {}\n"
        "docs/own/index.html\n    手写\n"
        "docs/search/main.js\n    own\ndocs/search/mine.js\n    own\ndocs/works/spring/contents.js\n    own\n"
        "docs/works/spring/spring.epub\n    own\ndocs/works/map.txt\n    own\n"
    )
    done = build(folder)
    assert done.returncode == 1
    told = [line.partition(" docs/")[2].split(":")[0] for line in done.stderr.splitlines() if " W110 " in line]
    ours = ["Sources/spring/index.html", "library.json", "shanben-manifest.json", "works/spring/index.md"]
    search = ["search/main.js", "search/mine.js"]
    ours += [*search, "works/spring/contents.js", "works/spring/spring.epub"]  # once they are written
    assert told == ours


def test_the_program_loads_nothing_before_its_first_line() -> None:
    """What is loaded until then is time in which an interruption is shown as Python shows it."""
    told = "import sys; had = set(sys.modules); import shanben.start; print(*sorted(set(sys.modules) - had))"
    done = subprocess.run([sys.executable, "-c", told], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["__future__", "shanben", "shanben.start"]
