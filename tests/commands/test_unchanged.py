"""A build is spared only where it would make what stands there already, and where that can be told."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from shanben.cli import main
from shanben.commands.unchanged import is_built, made_from, remember
from shanben.export.manifest import MANIFEST, manifest

SETTINGS = "site_name: 河边\ntheme: material\nplugins: [shanben]\nsite_url: !ENV [HOME_OF_IT, '']\n"
EPOCH = {"SOURCE_DATE_EPOCH": "1700000000"}


@pytest.fixture
def library(tmp_path: Path) -> Path:
    """A library that was built: its settings, a text, a page, and a site of two files with its manifest."""
    root = tmp_path / "library"
    for name, text in {
        "mkdocs.yml": SETTINGS, "seeds/river.txt": "河边\n", "docs/index.md": "# 河边\n",
        "site/index.html": "<p id='a'>河边</p>", "site/search/main.js": "1",
    }.items():  # fmt: skip
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")
    files = [(name, (root / "site" / name).read_bytes()) for name in ("index.html", "search/main.js")]
    (root / "site" / MANIFEST).write_text(manifest(files, {}), encoding="utf-8")
    remember(root, root / "site", made(root))
    return root


def made(root: Path, *options: str, **environment: str) -> str:
    return made_from(root, root / "site", options, EPOCH | environment)


def spared(root: Path, *options: str, **environment: str) -> bool:
    return is_built(root, root / "site", made(root, *options, **environment))


def written(name: str, text: str) -> Callable[[Path], object]:
    def write(root: Path) -> None:
        (root / name).parent.mkdir(exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")

    return write


CHANGES: dict[str, Callable[[Path], object]] = {
    "a text": written("seeds/river.txt", "河边。\n"),
    "a new page": written("docs/more.md", "# 更多\n"),
    "a page in a folder called dist": written("docs/dist/more.md", "# 更多\n"),
    "a template in a folder with a dot": written(".theme/main.html", "1"),
    "the day of a text": lambda root: os.utime(root / "seeds/river.txt", (1_600_000_000, 1_600_000_000)),
    "a pipe": lambda root: os.mkfifo(root / "seeds/pipe.txt"),
    "a settings file": written("mkdocs.yml", SETTINGS + "extra: {a: 1}\n"),
    "a file of the site": written("site/search/main.js", "2"),
    "a strange file in the site": written("site/strange.js", "1"),
    "a file of the site that is gone": lambda root: (root / "site/search/main.js").unlink(),
    "a manifest": lambda root: (root / "site" / MANIFEST).write_text("{}"),
    "no site": lambda root: shutil.rmtree(root / "site"),
    "a damaged memory": written(".cache/shanben/built.json", "{"),
    "no memory": lambda root: shutil.rmtree(root / ".cache"),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES.keys())
def test_a_change_is_built(library: Path, change: Callable[[Path], object]) -> None:
    assert spared(library)
    change(library)
    assert not spared(library)


def test_what_is_said_to_a_build_is_part_of_it(library: Path) -> None:
    assert not spared(library, "compressed")
    assert not spared(library, SHANBEN_SITE_URL="https://example.org/")
    assert not spared(library, HOME_OF_IT="https://example.org/")
    assert spared(library, SHANBEN_JOBS="3", OTHER="1")
    assert spared(library, _="/bin/make", E="1")  # which stand in the midst of names


@pytest.mark.parametrize(
    "more",
    [
        "hooks: [mine.py]\n",
        "INHERIT: other.yml\n",
        "docs_dir: ../docs\n",
        "docs_dir: ./dist\n",
        "plugins: [shanben, search]\n",
    ],
)  # fmt: skip
def test_where_others_take_part_nobody_can_tell(library: Path, more: str) -> None:
    settings = "".join(line for line in SETTINGS.splitlines(True) if not more.startswith(line[:7])) + more
    (library / "mkdocs.yml").write_text(settings, encoding="utf-8")
    assert made(library) == ""
    remember(library, library / "site", "")
    assert not spared(library)


def test_a_library_that_was_not_touched_is_not_built_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "library"
    assert CliRunner().invoke(main, ["new", str(folder)]).exit_code == 0
    monkeypatch.chdir(folder)
    program, told = [sys.executable, "-m", "shanben", "build"], os.environ | EPOCH | {"LANGUAGE": "en"}
    first, second = (subprocess.run(program, capture_output=True, text=True, env=told, check=True) for _ in range(2))
    assert "Documentation built" in first.stderr
    assert second.stdout + second.stderr == "Nothing has changed since the last build: site is what it made.\n"
