"""No stage behind shaping costs more than its share of a text that is made to be dear: four times is four times."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from tests.faults.stages import costs, dear, seen
from tests.shape.test_cost import GROWING

from shanben.addresses import addresses
from shanben.model.text import Gap
from shanben.render.receipts import receipt_pages

SMALL, LARGE = 300, 1200
INPUTS = ("one line", "brackets", "digits", "headings", "notes at the end", "rows", "tables", "annexes")


@pytest.mark.parametrize("name", INPUTS)
def test_four_times_the_text_costs_four_times(name: str, tmp_path: Path) -> None:
    over = {}
    for _ in range(3):
        small, large = (costs(GROWING[name](size), tmp_path) for size in (SMALL, LARGE))
        over = dear(small, large, 2)
        if not over:
            return
    assert over == {}


def test_receipts_of_many_pages_walk_through_the_source_as_often_as_one(tmp_path: Path) -> None:
    """Nothing of the whole source is counted for each page: a million blank lines took four minutes."""
    walks = 0

    class Watched(tuple[Gap, ...]):
        def __iter__(self) -> Iterator[Gap]:
            nonlocal walks
            walks += 1
            return super().__iter__()

    library = seen("河水涨了。" + "\n" * 40 + "船来了。\n", tmp_path)
    shaped = replace(library.sources[0], gaps=Watched(library.sources[0].gaps))
    pages = [*receipt_pages(shaped, addresses(library, 12_000, 2, True))]
    assert len(pages) > 20
    assert walks < 5
