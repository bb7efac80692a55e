"""Every reader with bytes that are nearly what they should be, for some seconds; `make fuzz` goes on for longer."""

from __future__ import annotations

import random
import time

import pytest
from tests.fuzz.mutants import mutant
from tests.fuzz.targets import TARGETS, run

SECONDS = 30


@pytest.mark.parametrize("name", TARGETS)
def test_any_bytes_end_in_a_result_or_a_line(name: str) -> None:
    seed = random.SystemRandom().randrange(2**32)
    draw = random.Random(seed)
    ended = time.monotonic() + SECONDS / len(TARGETS)
    while time.monotonic() < ended:
        content = mutant(TARGETS[name].seeds, draw)
        try:
            run(name, content)
        except Exception as error:
            error.add_note(f"seed {seed}: {content!r}")
            raise


@pytest.mark.parametrize("name", TARGETS)
def test_the_seeds_themselves_are_read(name: str) -> None:
    for content in TARGETS[name].seeds:
        run(name, content)
