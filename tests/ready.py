"""A Python that stands ready: it has imported the site generator once, and is forked for each run.

A small library is built in half a second; importing what builds it takes three times as long. Each run is a process of
its own, with its folder, its environment and its own end, as ``python -m`` would start it; but it shares the seed of
its hashes with the others. Where processes cannot be forked safely, Python is started anew.
"""

from __future__ import annotations

import gc
import json
import os
import runpy
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from contextlib import suppress
from importlib import import_module
from pathlib import Path

IMPORTED = (
    "mkdocs.commands.build", "mkdocs.commands.serve", "material.plugins.search.plugin", "material.extensions.emoji",
    "pymdownx.superfences", "pymdownx.tabbed", "pymdownx.highlight", "pymdownx.tasklist", "pygments.formatters",
    "pygments.lexers", "rjieba", "shanben.doors.plugin", "shanben.cli",
)  # fmt: skip
"""What a run needs; ``mkdocs.__main__`` itself is run as if nobody had imported it."""
FORKS = sys.platform == "linux"


class Ready:
    """Runs modules as ``python -m`` does. It ends with the process that made it."""

    def __init__(self) -> None:
        self._folder = Path(tempfile.mkdtemp(prefix="ready-"))
        self._process: subprocess.Popen[bytes] | None = None

    def run(
        self, *command: str, cwd: Path, env: Mapping[str, str], timeout: float = 300
    ) -> subprocess.CompletedProcess[str]:
        """What a module does that is named and given arguments. Raises ``TimeoutExpired``."""
        if not FORKS:
            whole = [sys.executable, "-m", *command]
            return subprocess.run(whole, cwd=cwd, env=env, capture_output=True, text=True, timeout=timeout, check=False)
        if self._process is None:
            self._start(env)
        with socket.socket(socket.AF_UNIX) as line, tempfile.TemporaryDirectory(dir=self._folder) as folder:
            out, err = Path(folder, "out"), Path(folder, "err")
            line.connect(str(self._folder / "line"))
            asked = {"command": command, "cwd": str(cwd), "env": dict(env), "out": str(out), "err": str(err)}
            answers = line.makefile("rw", encoding="utf-8")
            print(json.dumps(asked), file=answers, flush=True)
            child = int(answers.readline())
            line.settimeout(timeout)
            try:
                code = int(answers.readline())
            except TimeoutError:
                os.kill(child, signal.SIGKILL)
                raise subprocess.TimeoutExpired(command, timeout, out.read_bytes(), err.read_bytes()) from None
            return subprocess.CompletedProcess(
                command, code, out.read_text("utf-8", "replace"), err.read_text("utf-8", "replace")
            )

    def _start(self, env: Mapping[str, str]) -> None:
        heard, said = os.pipe()
        command = [sys.executable, str(Path(__file__)), str(self._folder / "line"), str(said)]
        self._process = subprocess.Popen(command, stdin=subprocess.PIPE, pass_fds=(said,), env=env)
        os.close(said)
        with os.fdopen(heard, "rb") as ready:
            assert ready.read() == b"ready", "no Python stands ready"

    def end(self) -> None:
        """End what stands ready."""
        if self._process and self._process.stdin:
            self._process.stdin.close()
            self._process.wait(timeout=30)
            (self._folder / "line").unlink(missing_ok=True)
        with suppress(OSError):
            self._folder.rmdir()


def _make_tables() -> None:
    """Make what every build makes once and never changes: tables of characters, a dictionary of words."""
    from shanben.phrases import phrases
    from shanben.render.scripts import _FROM, _step
    from shanben.search.fold import fold
    from shanben.search.passages import Passage
    from shanben.search.postings import keys_of
    from shanben.shape.script import script_of
    from shanben.simplified import simplified

    script_of("水")
    fold("水")
    keys_of((Passage("p", "", "", 0, "水"),))
    simplified("水")
    phrases("河湖管理的办法")
    for name in {name for forms in _FROM.values() for way in forms.values() for name in way}:
        _step(name)


def _stand_ready(line: str, ready: int) -> dict[str, object]:
    """Listen; what is returned is what the process that returns is to run. The first one returns only to end."""
    for name in IMPORTED:
        import_module(name)
    _make_tables()
    gc.freeze()
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # who waits for a run is not us
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(line)
        listening.listen()
        os.write(ready, b"ready")
        os.close(ready)
        listening.settimeout(0.5)
        os.set_blocking(0, False)
        while True:
            with suppress(BlockingIOError):
                if os.read(0, 1) == b"":  # who made us has ended
                    return {}
            try:
                asking, _ = listening.accept()
            except TimeoutError:
                continue
            if os.fork() == 0:
                listening.close()
                return _hand_on(asking)
            asking.close()


def _hand_on(asking: socket.socket) -> dict[str, object]:
    """Fork what runs, and tell its number and how it ended; returned is what that process is to run."""
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    asking.settimeout(None)
    answers = asking.makefile("rw", encoding="utf-8")
    asked: dict[str, object] = json.loads(answers.readline())
    child = os.fork()
    if child == 0:
        answers.close()
        asking.close()
        return asked
    with suppress(BrokenPipeError):
        print(child, file=answers, flush=True)
        _, status = os.waitpid(child, 0)
        print(os.waitstatus_to_exitcode(status), file=answers, flush=True)
    os._exit(0)


def _run(command: list[str], cwd: str, env: dict[str, str], out: str, err: str) -> None:
    os.chdir(cwd)
    os.environ.clear()
    os.environ.update(env)
    time.tzset()
    for number, path in ((1, out), (2, err)):
        opened = os.open(path, os.O_WRONLY | os.O_CREAT, 0o600)
        os.dup2(opened, number)
        os.close(opened)
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    sys.path[0] = cwd
    sys.argv = command
    runpy.run_module(command[0], run_name="__main__", alter_sys=True)


if __name__ == "__main__":
    asked = _stand_ready(sys.argv[1], int(sys.argv[2]))
    if asked:
        _run(**asked)  # type: ignore[arg-type]  # which is what was asked
