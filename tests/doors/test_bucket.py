"""A build whose workers share no folder with it, only a bucket: the same bytes, and nothing left, whatever happens."""

from __future__ import annotations

import json
import logging
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import boto3
import pytest
from moto.server import ThreadedMotoServer
from tests.doors.machines import CONNECT, MOMENT, SOON, Cluster, Run, begun, errors, many, site, wait_until, written
from tests.doors.test_filled import different

from shanben.doors import errands
from shanben.doors.depot import Depot
from shanben.model.text import Origin
from shanben.programs import programs, release

BUCKET = "wharf"
PLACE = {"SHANBEN_SHARED": f"s3://{BUCKET}/wenji/"}
ACCOUNT = {
    "AWS_ACCESS_KEY_ID": "ferry", "AWS_SECRET_ACCESS_KEY": "hush", "AWS_DEFAULT_REGION": "us-east-1",
    "AWS_MAX_ATTEMPTS": "1",
}  # fmt: skip


class Store:
    """A server of buckets on this machine."""

    def __init__(self) -> None:
        logging.getLogger("werkzeug").setLevel(logging.ERROR)
        self.start(0)
        host, self.port = self._server.get_host_and_port()
        self.account = ACCOUNT | {"AWS_ENDPOINT_URL": f"http://{host}:{self.port}"}
        names = {"aws_access_key_id": "ferry", "aws_secret_access_key": "hush", "region_name": "us-east-1"}
        self.client = boto3.client("s3", endpoint_url=self.account["AWS_ENDPOINT_URL"], **names)

    def start(self, port: int) -> None:
        self._server = ThreadedMotoServer(ip_address="127.0.0.1", port=port, verbose=False)
        self._server.start()

    def make(self, bucket: str, *forbidden: str) -> None:
        """A bucket where nobody may do some things."""
        self.client.create_bucket(Bucket=bucket)
        if forbidden:
            everything = [f"arn:aws:s3:::{bucket}", f"arn:aws:s3:::{bucket}/*"]
            rule = {"Effect": "Deny", "Principal": "*", "Action": forbidden, "Resource": everything}
            policy = json.dumps({"Version": "2012-10-17", "Statement": [rule]})
            self.client.put_bucket_policy(Bucket=bucket, Policy=policy)

    def held(self, bucket: str = BUCKET) -> list[str]:
        return [one["Key"] for one in self.client.list_objects_v2(Bucket=bucket).get("Contents", ())]

    def stop(self) -> None:
        """End it; what it held is there again once it starts anew."""
        self._server.stop()
        assert self._server._server
        self._server._server.server_close()


@pytest.fixture(scope="module")
def store() -> Iterator[Store]:
    standing = Store()
    standing.make(BUCKET)
    yield standing
    standing.stop()


@pytest.fixture(scope="module")
def cluster(
    tmp_path_factory: pytest.TempPathFactory, generator_environment: dict[str, str], store: Store
) -> Iterator[Cluster]:
    """Two workers at a time, with homes of their own and keys that the one that builds does not send."""
    standing = Cluster(tmp_path_factory.mktemp("cluster"), generator_environment | store.account)
    yield standing
    standing.end()


def rooms(cluster: Cluster) -> list[str]:
    """What workers have for builds."""
    return [str(path) for path in cluster.folder.glob("machine-*/scratch/**/shanben-*")]


def clear(cluster: Cluster, store: Store) -> None:
    """Nothing is left anywhere."""
    assert store.held() == []
    wait_until(lambda: not rooms(cluster), seconds=20)


# --- the same bytes -------------------------------------------------------------------------------------------------


def test_the_site_is_the_same_without_a_shared_folder(
    repository: Path, tmp_path: Path, program: Run, committed: Callable[..., None], cluster: Cluster, store: Store,
    generator_environment: dict[str, str],
) -> None:  # fmt: skip
    folder = tmp_path / "文集"
    for name in ("docs", "hooks", "seeds", "site_templates"):
        shutil.copytree(repository / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(repository / "mkdocs.yml", folder)
    committed(folder)
    many(folder, 24, sections=6)
    committed(folder, "2026-05-06T07:08:09+0000")
    done = program(folder, "shanben", "build")
    assert done.returncode == 0, done.stderr
    local = site(folder)
    shutil.rmtree(folder / "site")
    shutil.rmtree(folder / ".cache")
    cluster.man(2)
    environment = generator_environment | store.account | PLACE
    build = subprocess.Popen(
        [sys.executable, "-m", "shanben", "build", "--scheduler", cluster.address],
        cwd=folder, env=environment, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    wait_until(lambda: written(folder) > 4 or build.poll() is not None)
    cluster.workers[0].kill()
    assert 4 < written(folder) < 20
    _, said = build.communicate(timeout=200)
    assert build.returncode == 0, said
    assert different(site(folder), local) == []
    assert not list(folder.glob("site.*"))
    clear(cluster, store)


def test_what_came_back_is_kept_here(author: Callable[..., Path], program: Run, cluster: Cluster, store: Store) -> None:
    folder = many(author(), 9, sections=2)
    cluster.man(1)
    shared = MOMENT | store.account | PLACE | {CONNECT: SOON}
    done = program(folder, "shanben", "build", "--scheduler", cluster.address, **shared)
    assert done.returncode == 0, done.stderr
    before = site(folder)
    (folder / "docs/index.md").write_text("# 河边\n\n渡头另见。\n", encoding="utf-8")
    (folder / "seeds/ferry-3.txt").write_text("第3号渡口的规矩\n\n第一条　渡船不开。\n", encoding="utf-8")
    cluster.man(0)  # nobody is needed to write the others again, nor for one
    done = program(folder, "shanben", "build", "--scheduler", cluster.address, **shared)
    assert done.returncode == 0, done.stderr
    changed = different(site(folder), before)
    assert "index.html" in changed
    written_again = {name.split("/")[1] for name in changed if name.startswith(("works/ferry", "sources/ferry"))}
    assert written_again == {"ferry-3"}
    clear(cluster, store)


SENDS = """
import os, sys
from pathlib import Path
from mkdocs.config import load_config
from shanben.doors.depot import Depot
from shanben.doors.front import front_half
from shanben.doors.lent import Lent, lend, state_of
from shanben.doors.luggage import packed_library
from shanben.model.text import Origin
config = load_config("mkdocs.yml", site_dir=os.path.abspath("site"))
lend(config, Lent(Path("site"), "b1"))
front_half(config)
depot = Depot(sys.argv[1], Origin("here"))
depot.begin("b1")
print(state_of(config), depot.send_library(packed_library(config)))
"""
"""Sends a library away, as a build does, and tells its state and what was sent."""


@pytest.fixture(scope="module")
def sent(
    tmp_path_factory: pytest.TempPathFactory, python: Run, store: Store, generator_environment: dict[str, str]
) -> Iterator[tuple[Depot, errands.Job, dict[str, bytes]]]:
    """A library that is in a bucket and nowhere else, the job to write it, and its site."""
    folder = tmp_path_factory.mktemp("sent")
    files = {
        "mkdocs.yml": "site_name: 渡口\ntheme:\n  name: material\nplugins: [shanben]\n",
        "docs/index.md": "# 渡口\n",
        "docs/.env": "HUSH=1\n",
        "docs/key": "hush\n",
    }
    for path, words in files.items():
        (folder / path).parent.mkdir(exist_ok=True)
        (folder / path).write_text(words, encoding="utf-8")
    (folder / "seeds").mkdir()
    many(folder, 2, sections=3)
    (folder / "seeds/back").symlink_to(folder / "seeds")
    (folder / "seeds/passwd").symlink_to("/etc/passwd")
    environment = generator_environment | store.account | MOMENT | {"SHANBEN_SIGN": ""}
    done = python("shanben", "build", "--no-strict", cwd=folder, env=environment)
    assert done.returncode == 0, done.stderr
    built, address = site(folder), "s3://post/sent"
    store.make("post")
    told = subprocess.run(
        [sys.executable, "-c", SENDS, address], cwd=folder, capture_output=True, text=True, check=True,
        env=environment | {"SHANBEN_SIGN": str(folder / "docs/key")},
    )  # fmt: skip
    shutil.rmtree(folder)
    with pytest.MonkeyPatch.context() as patch:
        for name, value in store.account.items():
            patch.setenv(name, value)
        depot = Depot(address, Origin("here"))
        *_, state, digest = told.stdout.split()
        job = errands.Job("b1", release(), programs(), state, address, "mkdocs.yml", "site", True, MOMENT, digest)
        yield depot, job, built
        errands.end("b1")
        depot.empty()
    assert store.held("post") == []


def test_a_worker_needs_nothing_but_the_bucket(
    sent: tuple[Depot, errands.Job, dict[str, bytes]], tmp_path: Path
) -> None:
    depot, job, built = sent
    answer = errands.write(job, [0, 1])
    assert errands.refused(answer) == ()
    (desk,) = errands._idle
    assert desk._scratch
    there = {path.relative_to(desk._scratch).as_posix() for path in desk._scratch.rglob("*") if path.is_file()}
    kept = {name for name in there if name.startswith("library/.cache/shanben/")}
    assert kept
    files = ("mkdocs.yml", "docs/index.md", "seeds/ferry-1.txt", "seeds/ferry-2.txt")
    assert there - kept == {"dates.json", *(f"library/{name}" for name in files)}
    found = dict(depot.fetch(answer["parcel"]))
    depot.remove(answer["parcel"])
    assert {name for name in built if name.startswith("works/") and name.count("/") > 1} <= found.keys()
    assert {name: content == built[name] for name, content in found.items()} == dict.fromkeys(found, True)
    errands.end("b1")
    assert not desk._scratch.exists()


@pytest.mark.parametrize(
    ("change", "account", "words"),
    [
        ({"folder": "s3://nowhere/sent"}, {}, "E559 a worker finds no build at s3://nowhere/sent"),
        ({"state": "of another"}, {}, "E559 a worker reads another library here"),
        ({"sent": "by another"}, {}, "E574 s3://post/sent holds another library than was sent there"),
        ({}, {"AWS_ENDPOINT_URL": "http://127.0.0.1:9"}, "E574 s3://post/sent cannot be used: Could not connect"),
    ],
)
def test_what_a_worker_refuses(
    sent: tuple[Depot, errands.Job, dict[str, bytes]], change: dict[str, str], account: dict[str, str], words: str,
    monkeypatch: pytest.MonkeyPatch, store: Store,
) -> None:  # fmt: skip
    _, job, _ = sent
    for name, value in account.items():
        monkeypatch.setenv(name, value)
    answer = errands.write(replace(job, **change), [0])  # type: ignore[arg-type]
    (problem,) = errands.refused(answer)
    assert words in str(problem)
    assert not errands._busy
    assert not errands._idle
    assert sorted(store.held("post")) == ["sent/library.zip", "sent/mark"]


# --- one line, and the last site whole ------------------------------------------------------------------------------


@pytest.fixture
def standing(author: Callable[..., Path]) -> Path:
    """A library whose last site stands."""
    return many(
        author(**{"site/library.json": '{"format":"shanben"}', "site/index.html": "<p>渡口</p>"}), 24, sections=4
    )


@pytest.mark.parametrize(
    ("bucket", "forbidden", "why"),
    [
        ("nowhere", None, "is not there: make the bucket"),
        ("unwritable", "s3:PutObject", "may not be used: let this account"),
        ("unreadable", "s3:GetObject", "may not be used: let this account"),
    ],
)
def test_a_bucket_that_cannot_be_used(
    standing: Path, program: Run, cluster: Cluster, store: Store, bucket: str, forbidden: str | None, why: str
) -> None:
    before = site(standing)
    if forbidden:
        store.make(bucket, forbidden)
    shared = {"SHANBEN_SHARED": f"s3://{bucket}/wenji"}
    done = program(standing, "shanben", "build", "--scheduler", cluster.address, **MOMENT, **store.account, **shared)
    assert done.returncode == 1
    (line,) = errors(done.stderr)
    assert f"SHANBEN_SHARED: E574 s3://{bucket}/wenji/shanben-" in line
    assert why in line
    assert {path.name for path in standing.iterdir()} == {"docs", "mkdocs.yml", "seeds", "site"}
    assert site(standing) == before
    assert store.client.list_buckets()["Buckets"]
    assert bucket == "nowhere" or store.held(bucket) == []


def test_a_library_that_stands_in_two_places(
    standing: Path, program: Run, cluster: Cluster, store: Store, tmp_path_factory: pytest.TempPathFactory
) -> None:
    before = site(standing)
    other = tmp_path_factory.mktemp("templates")
    settings = standing / "mkdocs.yml"
    settings.write_text(
        settings.read_text("utf-8").replace("material\n", f"material\n  custom_dir: {other}\n"), "utf-8"
    )
    cluster.man(1)
    done = program(standing, "shanben", "build", "--scheduler", cluster.address, **MOMENT, **store.account, **PLACE)
    assert done.returncode == 1
    (line,) = errors(done.stderr)
    assert f"mkdocs.yml: E574 {other} lies outside the library" in line
    assert site(standing) == before
    clear(cluster, store)


def test_a_store_that_dies_half_way(
    standing: Path, cluster: Cluster, generator_environment: dict[str, str], store: Store
) -> None:
    before = site(standing)
    cluster.man(2)
    build = begun(standing, cluster.address, generator_environment | store.account | PLACE)
    wait_until(lambda: written(standing) > 2 or build.poll() is not None)
    store.stop()
    try:
        _, said = build.communicate(timeout=200)
    finally:
        store.start(store.port)
    assert build.returncode == 1
    (line,) = errors(said)
    assert f": E574 s3://{BUCKET}/wenji/shanben-" in line
    (stale,) = re.findall(r"What was sent to s3://wharf/(\S+) is still there: remove it", said)
    assert re.fullmatch(r"wenji/shanben-\d{8}T\d{6}Z-[0-9a-f]{8}", stale)
    assert {key.rpartition("/")[0] for key in store.held()} == {stale}
    assert not list(standing.glob("site.*"))
    assert site(standing) == before
    for key in store.held():
        store.client.delete_object(Bucket=BUCKET, Key=key)
    clear(cluster, store)
