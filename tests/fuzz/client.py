"""Fuzz the search client in Node: ``python -m tests.fuzz.client --inputs 100000 [--seed 1]``."""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.search.conftest import BRIDGE, RIVER, TERMS, searchable, write_site

WORKS = (("river", "zh-Hans", RIVER), ("bridge", "zh-Hant", BRIDGE), ("", "", TERMS))


def main() -> None:
    """Run as a program."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--inputs", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        write_site(Path(folder), [searchable(*one) for one in WORKS])
        script = Path(__file__).with_suffix(".mjs")
        command = ["node", str(script), folder, str(options.inputs), str(options.seed)]
        sys.exit(subprocess.run(command, check=False).returncode)


if __name__ == "__main__":
    main()
