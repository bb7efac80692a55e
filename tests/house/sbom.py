"""What a release is made of, as CycloneDX: ``python -m tests.house.sbom`` writes ``sbom.cdx.json`` after the lock.

It lists the packages that the engine and the extra ``add`` need at run time, each with the version and the hashes of
``requirements.lock`` and its licence, and which of them needs which. It goes into the wheel and into every bundle.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from importlib.metadata import Distribution, distribution
from pathlib import Path

from cyclonedx.contrib.hash.factories import HashTypeFactory
from cyclonedx.contrib.license.factories import LicenseFactory
from cyclonedx.model.bom import Bom
from cyclonedx.model.component import Component, ComponentType
from cyclonedx.output.json import JsonV1Dot6
from packageurl import PackageURL
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[2]
FILE = ROOT / "sbom.cdx.json"
OURS = "shanben"
LICENCES = {
    "Apache 2.0": "Apache-2.0", "Apache License 2.0": "Apache-2.0", "Apache Software License": "Apache-2.0",
    "Dual License": "Apache-2.0 OR BSD-3-Clause",  # as python-dateutil says, whose classifiers name both
    "BSD License": "BSD-3-Clause", "BSD-3-Clause, Apache-2.0, dependency licenses": "BSD-3-Clause AND Apache-2.0",
    "MIT License": "MIT", "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
}  # fmt: skip
"""SPDX expressions for what older metadata say in words."""


def needed() -> dict[str, set[str]]:
    """Every package that runs with ours, by its normalised name, with those it needs; ours included."""
    found: dict[str, set[str]] = {}
    waiting: list[tuple[str, tuple[str, ...]]] = [(OURS, ("add",))]
    while waiting:
        name, extras = waiting.pop()
        if name not in found:
            found[name] = set()
            for one in map(Requirement, distribution(name).requires or ()):
                if one.marker is None or any(one.marker.evaluate({"extra": extra}) for extra in (*extras, "")):
                    found[name].add(canonicalize_name(one.name))
                    waiting.append((canonicalize_name(one.name), tuple(one.extras)))
    return found


def licence(package: Distribution) -> str:
    """The licence of a package as an SPDX expression; empty where it states none that we know."""
    stated = package.metadata
    classes = (str(line).rpartition(" :: ")[2] for line in stated.get_all("Classifier") or () if "License ::" in line)
    for words in (*(stated[key] for key in ("License-Expression", "License") if key in stated), *classes):
        if words and words != "UNKNOWN":
            return LICENCES.get(words, words)
    return ""


def hashes() -> dict[tuple[str, str], list[str]]:
    """The sha256 of every file that the lock allows of each package and version."""
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    blocks = re.findall(r"^([A-Za-z0-9._-]+)==([^\s;]+).*\n((?: +--hash=.*\n)+)", lock, re.MULTILINE)
    return {
        (canonicalize_name(name), version): re.findall(r"sha256:([0-9a-f]{64})", lines)
        for name, version, lines in blocks
    }


def components(locked: dict[tuple[str, str], list[str]]) -> Iterator[Component]:
    """A component for each package that is needed."""
    factory, one = LicenseFactory(), HashTypeFactory().from_composite_str
    for name in sorted(needed()):
        package = distribution(name)
        yield Component(
            name=name, version=package.version, bom_ref=name,
            type=ComponentType.APPLICATION if name == OURS else ComponentType.LIBRARY,
            purl=PackageURL("pypi", None, name, package.version),
            licenses=[factory.make_from_string(licence(package))],
            hashes=[one(f"sha256:{digest}") for digest in locked.get((name, package.version), ())],
        )  # fmt: skip


def sbom() -> str:
    """The whole as JSON; without moment or serial number, so that the same packages make the same bytes."""
    bom = Bom()
    listed = {one.name: one for one in components(hashes())}
    bom.metadata.component = listed[OURS]
    bom.components.update(one for name, one in listed.items() if name != OURS)
    for name, needs in needed().items():
        bom.register_dependency(listed[name], [listed[one] for one in sorted(needs)])
    told = json.loads(JsonV1Dot6(bom).output_as_string())
    del told["serialNumber"], told["metadata"]["timestamp"]
    return json.dumps(told, indent=1, sort_keys=True) + "\n"


if __name__ == "__main__":
    FILE.write_text(sbom(), encoding="utf-8")
