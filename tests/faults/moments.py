"""Interrupt builds at random moments and count what is left: ``python tests/faults/moments.py --number 200``.

For each signal a copy of a library is built again and again; each build is sent the signal once, at a moment drawn
between nothing and the time a build takes, until so many have reached a build: one that ended before its moment tells
how long builds take now, and is not counted. After each the site must be whole (the old one or the new one, every file
of it), no traceback may have been shown, and after the next build that is left alone nothing may lie beside the site.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

TEXT = "春天的消息 {number}\n\n河水在三月里涨了起来，岸边的柳树发了芽。\n"
SIGNALS = ("SIGKILL", "SIGINT", "SIGTERM", "SIGHUP")
STOPPED = (0, 130, -2)
"""How a build that was sent SIGINT ends; a shell tells a process that ended by the signal as 130."""
PROGRAM = str(Path(sys.executable).with_name("shanben"))


def library(folder: Path, sources: int = 3) -> Path:
    """A library made by ``shanben new``, with some texts."""
    root = folder / "library"
    subprocess.run([PROGRAM, "new", str(root)], check=True, capture_output=True)
    for number in range(sources):
        (root / f"seeds/spring-{number}.txt").write_text(TEXT.format(number=number), encoding="utf-8")
    return root


def digest(folder: Path) -> str:
    """One sum for all files of a folder, their names and contents."""
    total = hashlib.sha256()
    for file in sorted(path for path in folder.rglob("*") if path.is_file()):
        total.update(file.relative_to(folder).as_posix().encode() + b"\0" + file.read_bytes())
    return total.hexdigest()


def start(root: Path, *arguments: str) -> subprocess.Popen[str]:
    """Begin a command in a library, in a session of its own and with signals as a terminal leaves them."""

    def plainly() -> None:
        signal.signal(signal.SIGINT, signal.default_int_handler)
        signal.signal(signal.SIGHUP, signal.SIG_DFL)  # which nohup ignores

    # A variable that is another each time, so that no build is spared because nothing has changed.
    told = {"SOURCE_DATE_EPOCH": "1000000000", "SHANBEN_MOMENT": str(time.monotonic_ns())}
    return subprocess.Popen(
        [PROGRAM, *arguments], cwd=root, env=os.environ | told, text=True,
        stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, preexec_fn=plainly,
    )  # fmt: skip


def build(root: Path) -> float:
    """Build and wait; returns the seconds it took."""
    began = time.monotonic()
    process = start(root, "build")
    _, said = process.communicate()
    if process.returncode:
        raise SystemExit(f"the library does not build:\n{said}")
    return time.monotonic() - began


def interrupt(root: Path, name: str, moment: float) -> tuple[float, int, str]:
    """Build and send a signal after ``moment`` seconds; the exit code and what was said.

    Before them, the seconds of a build that had ended by then, else 0.
    """
    began = time.monotonic()
    process = start(root, "build")
    ended = 0.0
    try:
        process.wait(moment)
        ended = time.monotonic() - began
    except subprocess.TimeoutExpired:
        process.send_signal(getattr(signal, name))
    _, said = process.communicate(timeout=120)
    return ended, process.returncode, said


def whole(root: Path, wanted: str) -> bool:
    """Whether the site, or the one that the next build brings back, is whole."""
    site = root / "site" if (root / "site").is_dir() else root / "site.previous"
    return site.is_dir() and digest(site) == wanted


def main() -> None:
    """Run as a program."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--number", type=int, default=25, help="interruptions of each signal")
    parser.add_argument("--signal", choices=SIGNALS, action="append", help="this one only; may be repeated")
    parser.add_argument("--random", type=int, default=1, help="what the moments are drawn from")
    options = parser.parse_args()
    draw = random.Random(options.random)
    with tempfile.TemporaryDirectory() as folder:
        root = library(Path(folder))
        seconds = max(build(root), build(root))
        good, beside = digest(root / "site"), sorted(path.name for path in root.iterdir())
        for name in options.signal or SIGNALS:
            count: Counter[str] = Counter()
            reached = 0
            while reached < options.number:
                moment = draw.uniform(0, seconds * 1.1)
                ended, code, said = interrupt(root, name, moment)
                if ended:
                    if code:
                        raise SystemExit(f"the library does not build:\n{said}")
                    seconds = ended
                    count["ended before"] += 1
                    continue
                reached += 1
                seconds *= 1.01  # where builds have become slower, until one ends before its moment again
                if "Traceback" in said or (name == "SIGINT" and code not in STOPPED):
                    print(f"{name} after {moment:.3f} s, exit code {code}:\n{said}", flush=True)
                count["ended all the same"] += code == 0
                count["not whole"] += not whole(root, good)
                early = "init_import_site" in said or "import main" in said  # nothing of ours was read
                count["before the program"] += early
                count["traceback"] += "Traceback" in said and not early
                count["not 130"] += name == "SIGINT" and code not in STOPPED and not early
            seconds = build(root)
            count["left over"] = len(set(os.listdir(root)) - set(beside))
            count["not whole"] += digest(root / "site") != good
            print(f"{name}: {reached} interruptions: {dict(count)}", flush=True)


if __name__ == "__main__":
    main()
