"""The package as somebody else has it: the wheel of this repository, installed by itself."""

from __future__ import annotations

import shutil
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def installed(
    repository: Path,
    tmp_path_factory: pytest.TempPathFactory,
    once: Callable[[str, Callable[[Path], None]], Path],
) -> Path:
    """The wheel of this repository, installed into a folder by itself."""
    return once("installed", lambda folder: _install(repository, tmp_path_factory.mktemp("source"), folder))


def _install(repository: Path, copy: Path, target: Path) -> None:
    for name in ("hooks", "site_templates", "docs"):
        shutil.copytree(repository / name, copy / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("README.md", "LICENSE", "pyproject.toml", "sbom.cdx.json"):
        shutil.copy(repository / name, copy / name)
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel"]
    subprocess.run(command, cwd=copy, check=True, capture_output=True)
    (wheel,) = (copy / "dist").glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(target)
