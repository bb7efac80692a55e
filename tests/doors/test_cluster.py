"""A build on the workers of a scheduler: the same bytes as here, whoever is killed, and one line where it cannot be."""

from __future__ import annotations

import importlib
import logging
import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from tests.doors.machines import (
    CONNECT,
    MOMENT,
    SOON,
    Cluster,
    Run,
    begun,
    built,
    errors,
    many,
    site,
    wait_until,
    written,
)
from tests.doors.test_filled import different

from shanben.doors import errands
from shanben.doors.cluster import _connected, _said_to, check_scheduler
from shanben.doors.lent import Lent
from shanben.doors.marks import MARK
from shanben.problems import Refused
from shanben.programs import programs, release


@pytest.fixture(scope="module")
def cluster(
    tmp_path_factory: pytest.TempPathFactory, generator_environment: dict[str, str]
) -> Iterator[Callable[[int], Cluster]]:
    """A scheduler with so many workers: those of the test before, and new ones for who was killed."""
    folder, standing = tmp_path_factory.mktemp("cluster"), list[Cluster]()

    def begin(workers: int) -> Cluster:
        if not standing or standing[-1].scheduler.poll() is not None:
            standing.append(Cluster(folder, generator_environment))
        standing[-1].man(workers)
        return standing[-1]

    yield begin
    for one in standing:
        one.end()


# --- the same bytes -------------------------------------------------------------------------------------------------


def test_the_seed_is_the_same_from_a_cluster(
    repository: Path, tmp_path: Path, program: Run, cluster: Callable[[int], Cluster]
) -> None:
    begun = cluster(2)
    for name in ("docs", "hooks", "seeds", "site_templates"):
        shutil.copytree(repository / name, tmp_path / "wenji" / name, ignore=shutil.ignore_patterns("__pycache__"))
    folder = Path(shutil.copy(repository / "mkdocs.yml", tmp_path / "wenji")).parent
    (tmp_path / "共享").symlink_to(folder)
    local = built(program, folder)
    shared = {"SHANBEN_SCHEDULER": begun.address, "SHANBEN_SHARED": f"file://{tmp_path}/共享"}
    assert different(built(program, folder, **shared), local) == []
    assert not list(folder.glob("site.*"))


def test_a_worker_that_is_killed_costs_nothing_but_time(
    author: Callable[..., Path], program: Run, cluster: Callable[[int], Cluster], generator_environment: dict[str, str]
) -> None:
    folder = many(author(), 50)
    local = built(program, folder)
    dask = cluster(2)
    shutil.rmtree(folder / ".cache")
    shutil.rmtree(folder / "site")
    build = begun(folder, dask.address, generator_environment)
    wait_until(lambda: written(folder) > 15 or build.poll() is not None)
    dask.workers[0].kill()
    assert written(folder) < 40
    _, said = build.communicate(timeout=200)
    assert build.returncode == 0, said
    assert different(site(folder), local) == []
    assert "Remove worker" in (dask.folder / "log").read_text(encoding="utf-8")


# --- one line, and the last site whole ------------------------------------------------------------------------------


@pytest.fixture
def standing(author: Callable[..., Path]) -> Path:
    """A library whose last site stands."""
    return many(
        author(**{"site/library.json": '{"format":"shanben"}', "site/index.html": "<p>渡口</p>"}), 24, sections=4
    )


def test_a_scheduler_that_is_not_there(standing: Path, program: Run) -> None:
    before = site(standing)
    address = "tcp://127.0.0.1:9"
    done = program(standing, "shanben", "build", "--scheduler", address, **MOMENT, **{CONNECT: SOON})
    assert done.returncode == 1
    (line,) = errors(done.stderr)
    assert f"SHANBEN_SCHEDULER: E556 there is no scheduler at {address}" in line
    assert {path.name for path in standing.iterdir()} == {"docs", "mkdocs.yml", "seeds", "site"}
    assert site(standing) == before


def test_a_web_server_is_no_scheduler(standing: Path, program: Run, serve: Callable[[Path], str]) -> None:
    before = site(standing)
    address = "tcp://" + serve(standing / "docs").split("/")[2]
    done = program(standing, "shanben", "build", "--scheduler", address, **MOMENT, **{CONNECT: SOON})
    assert done.returncode == 1
    (line,) = errors(done.stderr)
    assert f"SHANBEN_SCHEDULER: E556 there is no scheduler at {address}" in line
    assert site(standing) == before


def test_a_scheduler_that_wants_keys_nobody_named(standing: Path, program: Run) -> None:
    done = program(standing, "shanben", "build", "--scheduler", "tls://127.0.0.1:9", **MOMENT, **{CONNECT: SOON})
    assert done.returncode == 1
    (line,) = errors(done.stderr)
    assert "SHANBEN_SCHEDULER: E556 the scheduler at tls://127.0.0.1:9 cannot be asked: " in line


@pytest.mark.parametrize("goes", ["scheduler", "worker"])
def test_who_goes_half_way(
    standing: Path, cluster: Callable[[int], Cluster], generator_environment: dict[str, str], goes: str
) -> None:
    def refused(build: subprocess.Popen[str], why: str) -> None:
        _, said = build.communicate(timeout=200)
        assert build.returncode == 1
        (line,) = errors(said)
        assert f"SHANBEN_SCHEDULER: E557 the scheduler at {dask.address} {why}" in line
        time.sleep(1)  # in which nobody writes any more
        assert not list(standing.glob("site.*"))
        assert site(standing) == before

    before = site(standing)
    dask = cluster(1)
    build = begun(standing, dask.address, generator_environment)
    wait_until(lambda: written(standing) > 5 or build.poll() is not None)
    if goes == "scheduler":
        dask.scheduler.kill()
        refused(build, "is gone")
    else:
        dask.workers[0].kill()
        refused(build, "has no workers")
        refused(begun(standing, dask.address, generator_environment), "has no workers")


@pytest.mark.parametrize("address", ["here", "tcp://127.0.0.1", "http://127.0.0.1:8786", "tcp://a b:1"])
def test_an_address_that_is_none(monkeypatch: pytest.MonkeyPatch, address: str) -> None:
    monkeypatch.setenv("SHANBEN_SCHEDULER", address)
    with pytest.raises(Refused, match="E556 must be the address of a scheduler"):
        check_scheduler()


def test_packages_that_are_not_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SHANBEN_SCHEDULER", "tcp://127.0.0.1:9")
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(Refused, match=re.escape("pip install 'shanben[cluster]'")):
        check_scheduler()


# --- what a worker takes on -----------------------------------------------------------------------------------------


@pytest.fixture
def job(author: Callable[..., Path]) -> errands.Job:
    folder = author()
    (folder / "site.building").mkdir()
    (folder / "site.building" / MARK).write_text("b1", encoding="ascii")
    return errands.Job("b1", release(), programs(), "", str(folder), "mkdocs.yml", "site.building", True, MOMENT)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"release": "older"}, "E558 a worker has other programs"),
        ({"folder": "/nowhere/at/all"}, "E559 a worker does not see /nowhere/at/all"),
        ({"folder": "memory://wenji"}, "E559 a worker finds no build at memory://wenji"),
        ({"folder": "unheard://of"}, "E574 unheard://of cannot be used: "),
        ({"site": "site"}, "E559 a worker does not see /"),
        ({"build": "b2"}, "E559 a worker does not see /"),
        ({"state": "of another text"}, "E559 a worker reads another library here"),
        ({"configuration": "other.yml"}, ": E105 "),
    ],
)
def test_what_a_worker_refuses(job: errands.Job, change: dict[str, str], words: str) -> None:
    answer = errands.write(replace(job, **change), [0])  # type: ignore[arg-type]
    (problem,) = errands.refused(answer)
    assert words in str(problem)
    assert not errands._busy
    assert not errands._idle
    assert [path.name for path in Path(job.folder, "site.building").iterdir()] == [MARK]


def test_nothing_is_written_after_a_build_has_ended(tmp_path: Path) -> None:
    (tmp_path / MARK).write_text("b1", encoding="ascii")
    lent = Lent(tmp_path, "b1")
    (tmp_path / "page").write_bytes(b"a longer page of before")
    lent.put(tmp_path / "page", b"page")
    lent.put(tmp_path / "works/page", b"page")
    (tmp_path / MARK).write_text("", encoding="ascii")
    with pytest.raises(Refused, match="has ended"):
        lent.put(tmp_path / "late/page", b"page")
    assert site(tmp_path, ".") == {MARK: b"", "page": b"page", "works/page": b"page"}


def test_of_the_environment_travels_what_says_something_to_the_library(
    author: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = author('plugins: [shanben]\nsite_author: !ENV [WHO, "SECRET"]\ncopyright: !ENV YEAR\n')
    for name in ("WHO", "YEAR", "HOME_KEY", "SHANBEN_SIGN", "SHANBEN_SCHEDULER", "SHANBEN_DELIVERY", "LANG"):
        monkeypatch.setenv(name, "1")
    told = {name for name in _said_to(folder / "mkdocs.yml") if name not in os.environ or os.environ[name] == "1"}
    assert told == {"WHO", "YEAR", "SHANBEN_DELIVERY", "LANG"}


def test_nobody_but_us_tells_what_became_of_a_batch(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    distributed = importlib.import_module("distributed")
    level = logging.getLogger("asyncio").level
    try:
        monkeypatch.setattr(distributed, "Client", lambda address: address)
        monkeypatch.setenv("SHANBEN_SCHEDULER", "tcp://127.0.0.1:9")
        assert _connected("tcp://127.0.0.1:9") == "tcp://127.0.0.1:9"
        for name in ("asyncio", "distributed.client"):
            logging.getLogger(name).error("Future exception was never retrieved")
        assert caplog.text == ""
    finally:
        logging.getLogger("asyncio").setLevel(level)
