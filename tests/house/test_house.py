"""What the repository promises: its layout, its commands, its lock, and the direction of its imports."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tomllib
from enum import StrEnum
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from shanben.model.editions import EntryKind
from shanben.model.language import TranslationStatus
from shanben.model.text import BlockKind, GapReason
from shanben.model.works import SectionKind
from shanben.problems import CODES

from .drawing import DRAWN, drawn

ROOT = Path(__file__).parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
EXTRA = [line for lines in PROJECT["project"]["optional-dependencies"].values() for line in lines]
DECLARED = [Requirement(line) for line in (*PROJECT["project"]["dependencies"], *EXTRA)]
DEVELOPMENT = [Requirement(line) for line in PROJECT["dependency-groups"]["dev"]]
LOCK = (ROOT / "requirements.lock").read_text(encoding="utf-8")
LOCKED = dict(re.findall(r"^([A-Za-z0-9._-]+)==([^\s;\\]+)", LOCK, re.MULTILINE))
LONGEST = 400
"""Lines of a file: one that grows longer has more than one purpose."""
FIRST_SCREEN = 25
"""Lines of the README that a screen shows."""


def _text(path: str) -> str:
    return (ROOT / path).read_text(encoding="utf-8")


def test_no_file_of_ours_is_longer_than_four_hundred_lines() -> None:
    files = [path for folder in ("hooks", "tests", "site_templates") for path in (ROOT / folder).rglob("*.*")]
    code = [
        path for path in files if path.suffix in (".py", ".js", ".css", ".html") and "/site/" not in path.as_posix()
    ]
    long = {path.relative_to(ROOT).as_posix(): len(path.read_text(encoding="utf-8").splitlines()) for path in code}
    assert {path: lines for path, lines in long.items() if lines > LONGEST} == {}


# --- commands ---------------------------------------------------------------------------------------------------------


def test_the_readme_gives_the_two_commands_in_its_first_screen() -> None:
    screen = _text("README.md").splitlines()[:FIRST_SCREEN]
    assert any(line.startswith("make site") for line in screen)
    assert any(line.startswith("make test") for line in screen)


@pytest.mark.parametrize("page", ["README.md", "CONTRIBUTING.md", "docs/editing.md", ".ci/run"])
def test_every_command_that_is_named_exists(page: str) -> None:
    targets = set(re.findall(r"^([a-z-]+):", _text("Makefile"), re.MULTILINE))
    named = set(re.findall(r"(?:^|`)make (?:[A-Z]+=\S+ )?([a-z-]+)", _text(page), re.MULTILINE))
    assert named <= targets


def test_make_without_a_target_lists_every_target() -> None:
    done = subprocess.run(["make", "--no-print-directory"], cwd=ROOT, capture_output=True, text=True, check=True)
    phony = re.search(r"^\.PHONY: (.+)$", _text("Makefile"), re.MULTILINE)
    assert phony
    listed = set(re.findall(r"^make ([a-z-]+) +\S", done.stdout, re.MULTILINE))
    assert listed == set(phony[1].split())


def test_an_old_python_gets_one_clear_line(tmp_path: Path) -> None:
    old = tmp_path / "python"
    old.write_text('#!/bin/sh\n[ "$1" = -V ] && echo Python 3.9.2\nexit 1\n', encoding="utf-8")
    old.chmod(0o755)
    for path in ("Makefile", "requirements.lock", "pyproject.toml"):
        (tmp_path / path).write_bytes((ROOT / path).read_bytes())
    done = subprocess.run(
        ["make", "--no-print-directory", "site", f"PYTHON={old}"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode != 0
    assert re.fullmatch(r"Shanben needs Python 3\.11 or later; .+ is Python 3\.9\.2\. .+\n", done.stdout)


def test_ci_runs_the_checks_and_the_readmes_test_command() -> None:
    assert os.access(ROOT / ".ci" / "run", os.X_OK)
    assert _text(".ci/run").splitlines()[-2:] == ["make check", "make test"]


# --- pages ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("page", ["README.md", "CONTRIBUTING.md", "CHANGELOG.md"])
def test_links_lead_somewhere(page: str) -> None:
    targets = [urlsplit(target) for target in re.findall(r"\]\(([^)\s]+)\)", _text(page))]
    missing = [link.path for link in targets if not link.scheme and not (ROOT / link.path).exists()]
    assert missing == []


def test_the_picture_is_light() -> None:
    pictures = re.findall(r"!\[[^\]]+\]\(([^)]+)\)", _text("README.md"))
    assert pictures
    assert all((ROOT / picture).stat().st_size < 250_000 for picture in pictures)


def test_the_layout_that_the_readme_shows_is_there() -> None:
    layout = _text("README.md").partition("## What stands where")[2]
    shown = re.findall(r"^\| `([^`]+)` \|", layout, re.MULTILINE)
    assert len(shown) >= 6
    assert [path for path in shown if not (ROOT / path).exists()] == []


def test_every_code_is_explained_to_editors() -> None:
    rows = re.findall(r"^\| `([EWD]\d{3})` \| [^|]+ \| [^|]{10,} \|$", _text("docs/codes.md"), re.MULTILINE)
    assert sorted(rows) == sorted(CODES)


@pytest.mark.parametrize(
    ("page", "words"),
    [
        ("docs/editing-keys.md", EntryKind),
        ("docs/library-json.md", BlockKind),
        ("docs/library-json.md", GapReason),
        ("docs/library-json.md", SectionKind),
        ("docs/library-json.md", TranslationStatus),
    ],
)
def test_every_word_of_a_format_is_explained(page: str, words: type[StrEnum]) -> None:
    text = _text(page)
    assert [word for word in words if f"`{word}`" not in text] == []


# --- dependencies -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("requirement", [*DECLARED, *DEVELOPMENT], ids=lambda requirement: requirement.name)
def test_the_lock_is_in_step(requirement: Requirement) -> None:
    locked = LOCKED.get(canonicalize_name(requirement.name))
    assert locked, f"{requirement.name} is not in requirements.lock: see CONTRIBUTING.md"
    assert requirement.specifier.contains(locked)


def test_every_locked_package_has_its_hashes_and_no_address() -> None:
    entries = re.split(r"^(?=\S)", LOCK, flags=re.MULTILINE)[1:]
    assert [entry for entry in entries if "==" in entry and "--hash=sha256:" not in entry] == []
    assert "://" not in LOCK


def test_every_dependency_has_its_reason() -> None:
    reasons = re.findall(r"^\| `([^`]+)` \| \S.+ \|$", _text("docs/architecture.md"), re.MULTILINE)
    assert {requirement.name for requirement in DECLARED} <= set(reasons)


def test_one_word_for_each_thing_that_readers_meet() -> None:
    kinds = ("py", "html", "js", "md", "yml", "po")
    folders = ("hooks", "site_templates", "docs")
    files = [file for folder in folders for kind in kinds for file in (ROOT / folder).rglob(f"*.{kind}")]
    texts = {str(file.relative_to(ROOT)): file.read_text("utf-8") for file in [*files, ROOT / "mkdocs.yml"]}
    for other in ("检索", "目录 · Catalogue", "总目 · Contents"):  # 搜索, 总目 and 目录
        assert [name for name, text in texts.items() if other in text] == []


# --- imports ----------------------------------------------------------------------------------------------------------


def test_imports_run_one_way() -> None:
    linter = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run(
        [linter, "--no-cache", "--no-logo"], cwd=ROOT, capture_output=True, text=True, timeout=120, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "Contracts: 2 kept, 0 broken." in done.stdout


# --- the house --------------------------------------------------------------------------------------------------------


def test_the_drawing_of_the_house_is_the_codes() -> None:
    shown = DRAWN.search(_text("docs/architecture.md"))
    assert shown
    assert shown[0] == drawn(), "make it anew: python -m tests.house.drawing"
