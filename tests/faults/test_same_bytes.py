"""The same texts make the same bytes, wherever and however they are built, and with no network at all."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from shanben.export.manifest import MANIFEST

LIBRARY = """\
seeds/spring.txt
    春天的消息

    河水在三月里涨了起来，岸边的柳树发了芽。

    船从上游来，载着新收的茶叶和竹器。

seeds/autumn.txt
    秋天的消息

    稻子黄了，打谷场上堆着新草。见《春天的消息》。
"""
WAYS = {
    "another hash seed, locale and time zone": {
        "PYTHONHASHSEED": "1", "LC_ALL": "zh_CN.UTF-8", "LANG": "zh_CN.UTF-8", "TZ": "Asia/Urumqi",
    },
    "no locale": {"LC_ALL": "C", "LANG": "C", "PYTHONUTF8": "0"},
}  # fmt: skip


def built(folder: Path, environment: dict[str, str], umask: int = 0o022, before: tuple[str, ...] = ()) -> bytes:
    """The manifest of the site that is built, which holds the digest of every file."""
    done = subprocess.run(
        [*before, sys.executable, "-m", "mkdocs", "build", "--strict"], cwd=folder, capture_output=True, text=True,
        env=os.environ | {"NO_MKDOCS_2_WARNING": "1", "SOURCE_DATE_EPOCH": "1772600000"} | environment, umask=umask,
        check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return (folder / "site" / MANIFEST).read_bytes()


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory, draw_library: Callable[..., Path]) -> Path:
    return draw_library(tmp_path_factory.mktemp("same"), LIBRARY)


@pytest.fixture(scope="module")
def expected(library: Path) -> bytes:
    return built(library, {"PYTHONHASHSEED": "0", "TZ": "UTC"})


@pytest.mark.parametrize("environment", WAYS.values(), ids=WAYS)
def test_the_environment_makes_no_difference(environment: dict[str, str], library: Path, expected: bytes) -> None:
    assert built(library, environment) == expected


def test_folder_order_of_files_umask_and_network_make_no_difference(
    library: Path, expected: bytes, tmp_path: Path
) -> None:
    other = tmp_path / "别处 other"
    shutil.copytree(library, other, ignore=shutil.ignore_patterns("site"))
    for name in ("spring.txt", "autumn.txt"):  # written anew, in the other order
        path = other / "seeds" / name
        content = path.read_bytes()
        path.unlink()
        path.write_bytes(content)  # without git, a work is dated by its file, but not after SOURCE_DATE_EPOCH
    apart = ("unshare", "--map-root-user", "--net")
    able = subprocess.run([*apart, "true"], capture_output=True, check=False).returncode == 0
    # Where a network cannot be taken away, any address is sent to a port that nobody listens on.
    nowhere = dict.fromkeys(("http_proxy", "https_proxy", "all_proxy"), "http://127.0.0.1:9")
    assert built(other, {} if able else nowhere, umask=0o077, before=apart if able else ()) == expected
