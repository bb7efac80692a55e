"""Fuzz for as long as is asked: ``python -m tests.fuzz.run --seconds 600 [--target NAME]``.

Findings are written as files to ``tests/fuzz/findings``; each is to become a case of ``test_fuzz.py``.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
import traceback
from pathlib import Path

from tests.fuzz.mutants import mutant
from tests.fuzz.targets import TARGETS, run

FINDINGS = Path(__file__).parent / "findings"
SLOW = 2.0
"""Seconds after which an input of at most 20,000 bytes is a finding."""


def fuzz(name: str, seconds: float, seed: int) -> tuple[int, int]:
    """Fuzz one target; returns how many inputs were tried and how many were findings."""
    draw = random.Random(seed)
    ended = time.monotonic() + seconds
    tried = found = 0
    while time.monotonic() < ended:
        content = mutant(TARGETS[name].seeds, draw)
        began = time.process_time()
        tried += 1
        try:
            run(name, content)
            fault = "" if time.process_time() - began < SLOW else f"{time.process_time() - began:.1f} s"
        except Exception:
            fault = traceback.format_exc()
        if fault:
            found += 1
            FINDINGS.mkdir(exist_ok=True)
            (FINDINGS / f"{name}-{seed}-{tried}").write_bytes(content)
            print(f"{name} {tried}: {fault}", flush=True)
    return tried, found


def main() -> None:
    """Run as a program."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=600, help="for all targets together")
    parser.add_argument("--target", choices=TARGETS, action="append")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    names = options.target or list(TARGETS)
    all_found = 0
    for name in names:
        tried, found = fuzz(name, options.seconds / len(names), options.seed)
        all_found += found
        print(f"{name}: {tried} inputs, {found} findings", flush=True)
    sys.exit(bool(all_found))


if __name__ == "__main__":
    main()
