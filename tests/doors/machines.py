"""A cluster for tests, libraries to build on it, and what a build left."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

Run = Callable[..., "subprocess.CompletedProcess[str]"]
SOON = "2s"
PATIENT = "60s"
CONNECT = "DASK_DISTRIBUTED__COMM__TIMEOUTS__CONNECT"
MOMENT = {"SOURCE_DATE_EPOCH": "1700000000"}


class Cluster:
    """A scheduler with workers, each a process of this machine that talks to this machine only, with its own home."""

    def __init__(self, folder: Path, environment: dict[str, str]) -> None:
        self.folder, self.environment = folder, environment | {CONNECT: PATIENT}
        self.workers: list[subprocess.Popen[bytes]] = []
        told = folder / "scheduler.json"
        told.unlink(missing_ok=True)
        self.scheduler = self._begin("dask_scheduler", "--host", "127.0.0.1", "--port", "0", "--scheduler-file", told)
        wait_until(lambda: told.is_file() and told.read_text("utf-8").endswith("}"))
        self.address = str(json.loads(told.read_text("utf-8"))["address"])

    def man(self, workers: int) -> None:
        """Let there be so many workers; those that are there stay."""
        self.workers = [worker for worker in self.workers if worker.poll() is None]
        for worker in self.workers[workers:]:
            worker.kill()
            worker.wait()
        wide = ("--host", "127.0.0.1", "--nthreads", "1", "--no-nanny", "--local-directory")
        for _ in range(workers - len(self.workers)):
            home = Path(tempfile.mkdtemp(prefix="machine-", dir=self.folder))
            self.workers.append(self._begin("dask_worker", self.address, *wide, home / "scratch", home=home))
        del self.workers[workers:]

    def _begin(self, program: str, *options: object, home: Path | None = None) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-m", f"distributed.cli.{program}", *map(str, options), "--no-dashboard"]
        environment = self.environment | ({"HOME": str(home)} if home else {})
        with (self.folder / "log").open("ab") as log:
            return subprocess.Popen(command, cwd=home or self.folder, env=environment, stdout=log, stderr=log)

    def end(self) -> None:
        for process in (*self.workers, self.scheduler):
            process.kill()
            process.wait()


def wait_until(seen: Callable[[], bool], seconds: float = 120) -> None:
    end = time.monotonic() + seconds
    while not seen():
        assert time.monotonic() < end
        time.sleep(0.02)


def site(folder: Path, name: str = "site") -> dict[str, bytes]:
    root = folder / name
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*") if path.is_file()}


def built(program: Run, folder: Path, *options: str, **environment: str) -> dict[str, bytes]:
    """The site as it is built with nothing kept from before."""
    shutil.rmtree(folder / ".cache", ignore_errors=True)
    done = program(folder, "shanben", "build", *options, **MOMENT, **environment)
    assert done.returncode == 0, done.stderr
    return site(folder)


def begun(folder: Path, address: str, environment: dict[str, str]) -> subprocess.Popen[str]:
    """A build on a cluster, at work."""
    return subprocess.Popen(
        [sys.executable, "-m", "shanben", "build", "--scheduler", address],
        cwd=folder, env=environment | MOMENT | {CONNECT: SOON}, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip


def written(folder: Path) -> int:
    """How many works have a page by now in the site that is being built."""
    return sum(1 for _ in folder.glob("site.building/works/*/index.html"))


ONES = "一二三四五六七八九"
NUMBERS = (*tuple(f"{tens}{ones}" for tens in ("", "十", "二十", "三十") for ones in ("", *ONES))[1:], "四十")


def many(folder: Path, sources: int, sections: int = len(NUMBERS)) -> Path:
    """So many sections in each source."""
    for number in range(1, sources + 1):
        lines = [f"第{number}号渡口的规矩", ""]
        for one in NUMBERS[:sections]:
            lines += [f"第{one}条　第{number}号渡船每日开{one}次，水大的日子停航，见前一条。", ""]
        (folder / f"seeds/ferry-{number}.txt").write_text("\n".join(lines), encoding="utf-8")
    return folder


def errors(said: str) -> list[str]:
    assert "Traceback" not in said
    return re.findall(r"^ERROR +- +(.*)$", said, re.MULTILINE)
