"""Fuzz for as long as is asked: ``python -m tests.fuzz.run --seconds 600 [--target NAME]``, or ``--inputs 1000000``.

Where atheris is installed (``pip install atheris``: Python 3.11 to 3.13 on Linux) mutants are guided by coverage, else
drawn at random. Findings are written as files to ``tests/fuzz/findings``; each is to become a case of a test.
"""

from __future__ import annotations

import argparse
import math
import random
import re
import subprocess
import sys
import time
import traceback
from importlib.util import find_spec
from pathlib import Path

from tests.fuzz.mutants import mutant
from tests.fuzz.targets import TARGETS, run

FINDINGS = Path(__file__).parent / "findings"
REACHED = Path(__file__).parent / "reached"
"""By target, the inputs that reached new branches when guided by coverage; mutants at random come from them, too."""
SHORT = 1_500
SLOW = 2.0
"""Seconds after which an input of at most 20,000 bytes is a finding."""


def kept(name: str, number: str, content: bytes, fault: str, seen: set[str]) -> None:
    """Keep an input that is a finding, and tell it, unless another ended in the same place."""
    place = "slow" if fault.endswith(" s") else re.sub(r"(?s)^.*\n  File |Error: .*| \d+\n", "", fault)
    if place in seen:
        return
    seen.add(place)
    FINDINGS.mkdir(exist_ok=True)
    (FINDINGS / f"{name.replace(' ', '-')}-{number}").write_bytes(content)
    print(f"{name} {number}: {fault}", flush=True)


def fault_of(name: str, content: bytes) -> str:
    """What is wrong with how a target takes an input: the end of its traceback, or how slow it was; else empty."""
    began = time.process_time()
    try:
        run(name, content)
    except Exception as error:
        return "".join(traceback.format_exception(error)[-3:])
    spent = time.process_time() - began
    return "" if spent < SLOW else f"{spent:.1f} s"


def reached(name: str) -> tuple[bytes, ...]:
    """What an earlier run that was guided by coverage has kept for a target, if short."""
    kept_there = sorted(path for path in (REACHED / name).glob("*") if path.stat().st_size < SHORT)
    return tuple(path.read_bytes() for path in kept_there)


def fuzz(name: str, seconds: float, seed: int, most: float = math.inf) -> tuple[int, int]:
    """Fuzz one target with ``most`` inputs; returns how many were tried and how many different findings there were."""
    draw = random.Random(seed)
    ended = time.monotonic() + seconds
    tried = 0
    seen: set[str] = set()
    seeds = (*TARGETS[name].seeds, *reached(name))
    while tried < most and time.monotonic() < ended:
        content = mutant(seeds, draw)
        tried += 1
        if fault := fault_of(name, content):
            kept(name, f"{seed}-{tried}", content, fault, seen)
    print(f"{name}: {tried} inputs, {len(seen)} findings", flush=True)
    return tried, len(seen)


def guided(name: str, seconds: float, seed: int) -> int:
    """Fuzz one target in a process of its own, guided by coverage; its exit code."""
    command = [sys.executable, "-m", "tests.fuzz.guided", name, str(max(1, round(seconds))), str(seed)]
    return subprocess.run(command, check=False).returncode


def main() -> None:
    """Run as a program."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=600, help="for all targets together")
    parser.add_argument("--inputs", type=int, help="of each target, drawn at random, instead of seconds")
    parser.add_argument("--target", choices=TARGETS, action="append")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--at-random", action="store_true", help="not guided by coverage")
    options = parser.parse_args()
    names = options.target or list(TARGETS)
    if options.inputs:
        failed = [name for name in names if fuzz(name, math.inf, options.seed, options.inputs)[1]]
    else:
        by_coverage = find_spec("atheris") is not None and not options.at_random
        one = guided if by_coverage else lambda *asked: fuzz(*asked)[1]
        failed = [name for name in names if one(name, options.seconds / len(names), options.seed)]
    sys.exit(f"findings in {', '.join(failed)}: see {FINDINGS}" if failed else 0)


if __name__ == "__main__":
    main()
