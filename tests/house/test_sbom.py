"""What a release is made of: listed, locked, under licences that may go together, and carried by the wheel."""

from __future__ import annotations

import json
import subprocess
import sys
import zipfile
from pathlib import Path

from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator

from .sbom import FILE, OURS, ROOT, hashes, needed

COMPATIBLE = frozenset(
    {"0BSD", "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "CC0-1.0", "MIT", "MIT-CMU", "MPL-2.0", "PSF-2.0", "Zlib"}
)
"""Licences that may stand beside ours (MIT): permissive, or for their own files only."""
WRITTEN = json.loads(FILE.read_text(encoding="utf-8"))
LISTED = {one["name"]: one for one in WRITTEN["components"]}


def test_it_is_cyclonedx() -> None:
    assert JsonStrictValidator(SchemaVersion.V1_6).validate_str(FILE.read_text(encoding="utf-8")) is None


def test_every_package_that_runs_is_listed_as_it_is_locked() -> None:
    stated = hashes()
    missing = needed().keys() - LISTED.keys() - {OURS}
    assert not missing, "run: make sbom"
    told = {
        (name, one["version"]): sorted(digest["content"] for digest in one["hashes"]) for name, one in LISTED.items()
    }
    assert told == {name: sorted(stated.get(name, [])) for name in told}, "run: make sbom"
    assert all(told.values())
    assert all(one["purl"] == f"pkg:pypi/{name}@{one['version']}" for name, one in LISTED.items())


def test_licences_go_together() -> None:
    stated = {
        name: {one.get("expression") or one["license"].get("id") for one in whole["licenses"]}
        for name, whole in LISTED.items()
    }
    parts = {name: {part for one in several if one for part in one.split()} for name, several in stated.items()}
    assert {name: said for name, said in parts.items() if not said or said - COMPATIBLE - {"AND", "OR"}} == {}


def test_the_wheel_carries_it(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    (wheel,) = tmp_path.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        (inside,) = [name for name in archive.namelist() if name.endswith(".dist-info/sboms/sbom.cdx.json")]
        assert archive.read(inside) == FILE.read_bytes()
