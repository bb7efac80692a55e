"""Fuzz one target guided by coverage, where atheris is installed: ``python -m tests.fuzz.guided NAME SECONDS SEED``.

Mutants are ours and libFuzzer's by turns; later ones are made from those that reached new branches of ``shanben``.
"""

from __future__ import annotations

import os
import random
import sys
import time
from contextlib import redirect_stderr

import atheris  # type: ignore[import-not-found, import-untyped, unused-ignore]

with open(os.devnull, "w") as nowhere, redirect_stderr(nowhere), atheris.instrument_imports(include=["shanben"]):
    from tests.fuzz.mutants import mutant
    from tests.fuzz.run import FINDINGS, REACHED, fault_of, kept
    from tests.fuzz.targets import TARGETS, cleared

LONGEST = 20_000


def main(name: str, seconds: int, seed: int) -> None:
    """Run as a program; says how many inputs were tried and ends with 0 where none was a finding."""
    seen: set[str] = set()
    tried = 0
    ended = time.monotonic() + seconds
    seeds = TARGETS[name].seeds

    def one(content: bytes) -> None:
        nonlocal tried
        tried += 1
        if fault := fault_of(name, content):
            kept(name, f"{seed}-{tried}", content, fault, seen)
        if time.monotonic() > ended:
            print(f"{name}: {tried} inputs guided by coverage, {len(seen)} findings", flush=True)
            cleared()
            os._exit(bool(seen))  # libFuzzer has no other end

    def changed(content: bytes, longest: int, number: int) -> bytes:
        draw = random.Random(number)
        if draw.random() < 0.5:
            return mutant((content, *seeds), draw)[:longest]
        return bytes(atheris.Mutate(content, longest))

    corpus = REACHED / name
    corpus.mkdir(parents=True, exist_ok=True)
    for number, content in enumerate(seeds):
        (corpus / f"seed-{number}").write_bytes(content)
    options = [sys.argv[0], str(corpus), f"-seed={seed}", f"-max_len={LONGEST}", "-verbosity=0", "-timeout=60"]
    atheris.Setup(options, one, custom_mutator=changed)
    atheris.Fuzz()


if __name__ == "__main__":
    FINDINGS.mkdir(exist_ok=True)
    main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))
