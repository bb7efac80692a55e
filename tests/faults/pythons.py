"""Build this repository's site with each Python that is named, and with the first one without assertions as well, and
compare every byte.

``python -m tests.faults.pythons PYTHON…``: each a Python 3.11 or later with the packages of ``requirements.lock`` and
this program installed. Says the version, how many files the site has, and which differ from the first; then it ends
with 1.
"""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[2]
EPOCH = "1772600000"


def site(python: str, folder: Path, optimize: str = "") -> dict[str, str]:
    """The digest of every file of the site that one Python builds; ``optimize`` is what ``PYTHONOPTIMIZE`` says."""
    command = [python, "-m", "mkdocs", "build", "--strict", "--quiet", "--site-dir", str(folder)]
    environment = os.environ | {"SOURCE_DATE_EPOCH": EPOCH, "NO_MKDOCS_2_WARNING": "1", "PYTHONOPTIMIZE": optimize}
    subprocess.run(command, cwd=ROOT, env=environment, check=True)
    files = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return {path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def main(pythons: list[str]) -> None:
    """Run as a program."""
    first: dict[str, str] = {}
    failed = False
    for python, optimize in [*((python, "") for python in pythons), (pythons[0], "2")]:
        told = subprocess.run([python, "-V"], capture_output=True, text=True, check=True).stdout.strip()
        with tempfile.TemporaryDirectory() as folder:
            found = site(python, Path(folder) / "site", optimize)
        first = first or found
        other = sorted(name for name in first.keys() | found.keys() if first.get(name) != found.get(name))
        name = f"{told} without assertions" if optimize else told
        print(f"{name}: {len(found)} files, {len(other)} differ {' '.join(other[:9])}".rstrip(), flush=True)
        failed |= bool(other)
    sys.exit(failed)


if __name__ == "__main__":
    main(sys.argv[1:] or [sys.executable])
