"""A library as an author writes it, whose ``mkdocs.yml`` names the plugin and nothing that the plugin brings."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

RIVER = """\
河边的消息

一、水情

河水在三月里涨了起来，{{ river }}照旧流。

二、船情

船从上游来，载着新收的茶叶。
"""
SETTINGS = "site_name: 河边文集\nsite_url: https://river.example/\ntheme:\n  name: material\n"

STARTS = {"git": ("git",), "mike": (sys.executable, "-c", "from mike.driver import main; main()")}
"""How programs are started that are no module of Python's."""

Run = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture
def author(tmp_path: Path) -> Callable[..., Path]:
    """Write a library into this test's folder: its ``mkdocs.yml`` after the theme, and files by their paths."""

    def write(settings: str = "plugins: [shanben]\n", **files: str) -> Path:
        whole = {
            "mkdocs.yml": SETTINGS + settings,
            "docs/index.md": "# 河边\n\n<!-- shanben:works -->\n",
            "seeds/river.txt": RIVER,
        } | files
        for path, content in whole.items():
            file = tmp_path / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(content, encoding="utf-8")
        return tmp_path

    return write


@pytest.fixture
def program(generator_environment: dict[str, str], python: Run) -> Run:
    """Run a program of this environment in a folder: ``program(folder, "mkdocs", "build")``."""

    def run(folder: Path, *command: str, **environment: str) -> subprocess.CompletedProcess[str]:
        path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
        if command[0] in ("mkdocs", "shanben"):
            return python(*command, cwd=folder, env=generator_environment | {"PATH": path} | environment)
        return subprocess.run(
            [*STARTS.get(command[0], (sys.executable, "-m", command[0])), *command[1:]],
            cwd=folder,
            env=generator_environment | {"PATH": path} | environment,
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )

    return run


@pytest.fixture
def committed(program: Run) -> Callable[..., None]:
    """Commit everything in a folder at a time."""

    def commit(folder: Path, date: str = "2026-03-04T05:06:07+0000") -> None:
        who = {f"GIT_{role}_{part}": value for role in ("AUTHOR", "COMMITTER")
               for part, value in (("NAME", "Tester"), ("EMAIL", "tester@example.org"), ("DATE", date))}  # fmt: skip
        for words in (["init", "-q", "-b", "main"], ["add", "-A"], ["commit", "-q", "-m", "Texts"]):
            done = program(folder, "git", *words, **who)
            assert done.returncode == 0, done.stderr

    return commit
