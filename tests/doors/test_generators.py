"""The same pages from MkDocs and from ProperDocs, which goes on where MkDocs 1 ends; neither says a word of warning."""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from lxml import html

from shanben.export.manifest import MANIFEST


def contents(site: Path) -> dict[str, str]:
    """The text of what stands on each page, navigation included, and every other file we make, by its name.

    Of the manifest, the digests of whole pages are left out: a generator signs what it makes.
    """
    found = {}
    for file in sorted(site.rglob("*")):
        name = file.relative_to(site).as_posix()
        if file.suffix == ".html":
            body = html.parse(str(file), html.HTMLParser(encoding="utf-8")).getroot().body
            assert body is not None
            found[name] = re.sub(r"\s+", " ", str(body.text_content()))
        elif name == MANIFEST:
            manifest = json.loads(file.read_text(encoding="utf-8"))
            kept = {one: digest for one, digest in manifest["files"].items() if not one.endswith((".html", ".gz"))}
            found[name] = json.dumps(manifest | {"files": kept})
        elif file.is_file() and file.name != "sitemap.xml.gz":
            found[name] = file.read_text(encoding="utf-8") if file.suffix in (".json", ".xml") else ""
    return found


@pytest.fixture(scope="module")
def properdocs_build(
    repository: Path, tmp_path_factory: pytest.TempPathFactory, build: Callable[..., subprocess.CompletedProcess[str]]
) -> tuple[Path, str]:
    site = tmp_path_factory.mktemp("properdocs") / "site"
    done = build(repository, "-f", "mkdocs.yml", "--site-dir", str(site), program="properdocs")
    assert done.returncode == 0, done.stdout + done.stderr
    return site, done.stdout + done.stderr


def test_properdocs_builds_the_same_pages(built_site: Path, properdocs_build: tuple[Path, str]) -> None:
    ours, theirs = contents(built_site), contents(properdocs_build[0])
    assert theirs.keys() == ours.keys()
    assert [name for name in ours if ours[name] != theirs[name]] == []
    assert len([name for name in ours if name.startswith("works/")]) >= 4


def test_a_strict_build_prints_no_warning(built: Any, properdocs_build: tuple[Path, str]) -> None:
    for output in (built.output, properdocs_build[1]):
        loud = [line for line in output.splitlines() if line.strip() and not line.startswith("INFO")]
        assert loud == []
        assert "Documentation built" in output


def test_the_same_library_gives_the_same_bytes(
    tmp_path: Path, built_site: Path, repository: Path, build: Callable[..., subprocess.CompletedProcess[str]]
) -> None:
    done = build(repository, "--site-dir", str(tmp_path / "site"))
    assert done.returncode == 0, done.stderr
    for name in ("library.json", "works/carbon-trade-deficit/index.html", "sources/000_472e4490c209e15f/index.html"):
        assert (tmp_path / "site" / name).read_bytes() == (built_site / name).read_bytes()
