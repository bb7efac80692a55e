"""What a package index shows: links that lead somewhere from there, and one version in one place."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tomllib
from importlib.metadata import entry_points
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def shown() -> dict[str, object]:
    """The metadata of the package."""
    command = [sys.executable, "-m", "hatchling", "metadata"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    found: dict[str, object] = json.loads(done.stdout)
    return found


def test_links_of_the_readme_are_absolute(shown: dict[str, object]) -> None:
    readme = shown["readme"]
    assert isinstance(readme, dict)
    links = re.findall(r"\]\(([^)\s]+)\)", str(readme["text"]))
    assert len(links) >= 5
    assert [link for link in links if not link.startswith("https://")] == []


def test_links_of_the_metadata_are_absolute_and_of_one_site(shown: dict[str, object]) -> None:
    urls = shown["urls"]
    assert isinstance(urls, dict)
    assert {"Homepage", "Documentation"} <= urls.keys()
    settings = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    assert f'site_url: !ENV [SHANBEN_SITE_URL, "{urls["Homepage"]}"]' in settings


def test_the_version_stands_in_one_place_and_opens_the_changelog(shown: dict[str, object]) -> None:
    stated = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]
    assert shown["version"] == stated
    code = "".join(file.read_text(encoding="utf-8") for file in (ROOT / "hooks").rglob("*.py"))
    assert f'"{stated}"' not in code
    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    dated = re.findall(r"^## \[([\d.]+)\] - \d{4}-\d{2}-\d{2}$", changelog, re.MULTILINE)
    assert dated[0] == stated


def test_mkdocs_finds_the_plugin() -> None:
    (plugin,) = entry_points(group="mkdocs.plugins", name="shanben")
    assert plugin.value == "shanben.doors.plugin:ShanbenPlugin"
