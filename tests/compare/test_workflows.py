"""The two stages of a preview: the one that builds a stranger's change has no rights, the other runs none of it."""

from __future__ import annotations

import os
import re
import subprocess
import tarfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).parents[2]
WORKFLOWS = ROOT / ".github/workflows"


def workflow(name: str) -> Any:
    """A workflow; BaseLoader leaves ``on`` a word."""
    return yaml.load((WORKFLOWS / name).read_text(encoding="utf-8"), Loader=yaml.BaseLoader)


def steps(name: str) -> Iterator[dict[str, Any]]:
    for job in workflow(name)["jobs"].values():
        yield from job["steps"]


def test_the_stage_that_builds_has_no_rights() -> None:
    build = workflow("preview.yml")
    assert set(build["on"]) == {"pull_request"}
    assert build["permissions"] == {"contents": "read"}
    assert all("permissions" not in job for job in build["jobs"].values())
    assert "secrets." not in (WORKFLOWS / "preview.yml").read_text(encoding="utf-8")
    (checkout,) = (step for step in steps("preview.yml") if step.get("uses", "").startswith("actions/checkout@"))
    assert checkout["with"]["persist-credentials"] == "false"


def test_the_bundle_and_the_site_are_left_for_the_second_stage() -> None:
    left = [step["with"]["name"] for step in steps("preview.yml") if "upload-artifact" in step.get("uses", "")]
    assert left == ["site", "bundle"]


def test_the_stage_with_rights_checks_out_only_the_default_branch() -> None:
    publish = workflow("preview-publish.yml")
    assert set(publish["on"]) == {"workflow_run", "pull_request_target"}
    assert publish["on"]["workflow_run"]["workflows"] == [workflow("preview.yml")["name"]]
    assert publish["on"]["pull_request_target"]["types"] == ["closed"]
    assert publish["permissions"] == {}
    checkouts = [step for step in steps("preview-publish.yml") if step.get("uses", "").startswith("actions/checkout@")]
    assert [step["with"]["ref"] for step in checkouts] == ["${{ github.event.repository.default_branch }}"] * 2


def test_each_job_with_rights_asks_for_no_more_than_it_uses() -> None:
    jobs = workflow("preview-publish.yml")["jobs"]
    assert jobs["publish"]["permissions"] == {"actions": "write", "contents": "write", "pull-requests": "write"}
    assert jobs["clean"]["permissions"] == {"actions": "write", "contents": "write"}
    assert "event == 'pull_request'" in jobs["publish"]["if"]


@pytest.mark.parametrize("name", ["preview.yml", "preview-publish.yml", "pages.yml", "ci.yml"])
def test_no_expression_is_pasted_into_a_script(name: str) -> None:
    assert [step["run"] for step in steps(name) if "${{" in step.get("run", "")] == []


def test_the_number_of_the_pull_request_is_not_taken_from_its_files() -> None:
    ask, *later = (step["run"] for step in steps("preview-publish.yml") if "run" in step)
    assert "[.[] | select(.head.sha == env.COMMIT)]" in ask
    assert "^([0-9]+)" in ask
    assert not any("GITHUB_ENV" in script for script in (ask, *later))


_GH = """#!/bin/sh
case "$*" in
  *"repos/me/texts/branches"*) printf '%s\\n' $BRANCHES ;;
  *"repos/me/texts/tarball/previews"*) cat tarball.tar.gz ;;
  *) exit 1 ;;
esac
"""


@pytest.mark.parametrize("branches", ["main previews", "main old-previews", ""])
def test_publishing_main_keeps_the_previews(tmp_path: Path, branches: str) -> None:
    (step,) = (step for step in steps("pages.yml") if "tarball/previews" in step.get("run", ""))
    page = tmp_path / "me-texts-0123/pr-7/index.html"
    page.parent.mkdir(parents=True)
    page.write_text("a preview", encoding="utf-8")
    with tarfile.open(tmp_path / "tarball.tar.gz", "w:gz") as archive:
        archive.add(page.parents[1], "me-texts-0123")
    gh = tmp_path / "bin/gh"
    gh.parent.mkdir()
    gh.write_text(_GH, encoding="utf-8")
    gh.chmod(0o755)
    (tmp_path / "site").mkdir()
    environment = {"PATH": f"{gh.parent}:{os.environ['PATH']}", "REPOSITORY": "me/texts", "BRANCHES": branches}
    subprocess.run(["bash", "-e", "-c", step["run"]], cwd=tmp_path, env=environment, check=True)
    kept = [path.relative_to(tmp_path / "site").as_posix() for path in (tmp_path / "site").rglob("*.html")]
    assert kept == (["previews/pr-7/index.html"] if "main previews" in branches else [])


def test_the_preview_is_linked_where_pages_puts_it() -> None:
    (comment,) = (step["run"] for step in steps("preview-publish.yml") if "comment.md" in step.get("run", ""))
    assert "/previews/pr-$NUMBER/" in comment


NEW_LIBRARY = ROOT / "hooks/shanben/commands/new_library/.github/workflows"


@pytest.mark.parametrize("path", [*WORKFLOWS.glob("*.yml"), *NEW_LIBRARY.glob("*.yml")], ids=lambda path: path.name)
def test_actions_are_named_by_commit_and_nobody_has_rights_by_default(path: Path) -> None:
    whole = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
    used = [step["uses"] for job in whole["jobs"].values() for step in job["steps"] if "uses" in step]
    assert [
        one for one in used if not re.fullmatch(r"[\w./-]+@[0-9a-f]{40}|docker://[^:]+:[\d.]+@sha256:[0-9a-f]{64}", one)
    ] == []
    assert whole["permissions"] in ({}, {"contents": "read"})
