"""A computer without room, inodes or rights: one line, the last good site whole, nothing left beside it."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

TEXT = "春天的消息\n\n河水在三月里涨了起来，岸边的柳树发了芽。\n"
SUM = "find site -type f | sort | xargs sha256sum | sha256sum"
SCRIPT = """\
set -e
{mount}
cp -r library/. room
cd room
before=$({sum})
echo 夏天 >> seeds/spring.txt
code=0
({limit}; "$1" -m mkdocs build) || code=$?
[ "$before" = "$({sum})" ] && echo WHOLE
ls -A | grep -vxE 'mkdocs.yml|docs|seeds|site|\\.cache' || echo CLEAN
{free}
"$1" -m mkdocs build -q && grep -rq 夏天 site/works && echo BUILT
exit $code
"""
APART = ("unshare", "--map-root-user", "--mount")


@pytest.fixture(scope="module")
def library(
    tmp_path_factory: pytest.TempPathFactory, draw_library: Callable[..., Path], build: Callable[..., object]
) -> Path:
    folder = draw_library(tmp_path_factory.mktemp("room") / "library", "")
    (folder / "seeds/spring.txt").write_text(TEXT, encoding="utf-8")
    build(folder)
    assert (folder / "site/library.json").is_file()
    return folder


@pytest.mark.parametrize("lacking", ["room", "inodes", "rights"])
def test_the_last_good_site_stays(lacking: str, library: Path) -> None:
    able = subprocess.run([*APART, "true"], capture_output=True, check=False).returncode == 0
    files = list(library.rglob("*"))
    used = sum(path.stat().st_size // 4096 * 4 + 4 for path in files if path.is_file())
    (library.parent / "room").mkdir(exist_ok=True)
    room = used + 300 if lacking == "room" else 900_000
    inodes = len(files) + 20 if lacking == "inodes" else 90_000
    mounts = {
        "mount": f"mount -t tmpfs -o size={room}k,nr_inodes={inodes} none room",
        "limit": "mount -o remount,ro $PWD" if lacking == "rights" else "true",
        "free": "mount -o remount,rw,size=900m,nr_inodes=90000 $PWD",
    }
    # Where a folder cannot be mounted, files have no room beyond some size.
    sizes = {"mount": "rm -rf room; mkdir room", "limit": "ulimit -f 100", "free": "true"}
    script = SCRIPT.format(sum=SUM, **(mounts if able else sizes))
    done = subprocess.run(
        [*(APART if able else ()), "sh", "-c", script, "sh", sys.executable], cwd=library.parent, text=True,
        capture_output=True,
        env=os.environ | {"NO_MKDOCS_2_WARNING": "1", "PYTHONDONTWRITEBYTECODE": "1"}, timeout=200, check=False,
    )  # fmt: skip
    said = done.stdout + done.stderr
    assert done.returncode != 0, said
    assert "Traceback" not in said
    assert {"WHOLE", "CLEAN", "BUILT"} <= set(done.stdout.split()), said
    assert sum(f" {code} " in line for line in said.splitlines() for code in ("E552", "E902")) == 1, said
