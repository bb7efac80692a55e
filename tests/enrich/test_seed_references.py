"""The references of the seed, against the links of its editor."""

from __future__ import annotations

from pathlib import Path

import pytest

from shanben.library import build_library
from shanben.model.library import Library
from shanben.model.text import Origin
from shanben.model.works import Work
from shanben.settings import read_settings

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def seed() -> Library:
    return build_library(ROOT, read_settings(None, lambda _: Origin("")))[0]


def test_the_seed_has_the_links_of_its_editor_and_no_others(seed: Library) -> None:
    works = {work.id: work for work in seed.works}
    assert leads_somewhere(works["biodiversity-conservation"]) == {
        "p4-1-3 → carbon-trade-deficit#p0-1",
        "p4-2-2 → carbon-trade-deficit#p3-6",
        "p4-2-3 → carbon-trade-deficit#p3-6",
        "p4-1 → carbon-trade-deficit#p3-7",
        "p-conclusion-2 → carbon-trade-deficit#p3-7",
        "p4-2-4 → http://en.pkulaw.cn/display.aspx?cgid=14a9df31f81e46de0ee307280d290ffcbdfb&lib=tax",
    }
    items = [f"p3-{number}" for number in range(2, 7)]
    assert leads_somewhere(works["carbon-trade-deficit"]) == {
        *(f"p3-1 → carbon-trade-deficit#{item}" for item in items),
        *(f"p3-7 → carbon-trade-deficit#{item}" for item in items),
        "p0-1 → biodiversity-conservation#p4-1-3",
        "p3-6 → biodiversity-conservation#p4-2-2",
        "p3-6 → biodiversity-conservation#p4-2-3",
        "p3-7 → biodiversity-conservation#p4-1",
        "p3-7 → biodiversity-conservation#p-conclusion-2",
        "p3-1 → carbon-trade-deficit#p1-3",
        "p3-1 → carbon-trade-deficit#p1-2",
        "p3-4 → carbon-trade-deficit#p1-3",
        "p0-1 → carbon-trade-deficit#p2-1",
        "p2-1 → carbon-trade-deficit#p0-1",
        "p0-2 → carbon-trade-deficit#p1-1",
        "p1-1 → carbon-trade-deficit#p0-2",
    }
    assert leads_somewhere(works["urumqi-air-quality"]) == {
        "p0-2 → urumqi-air-quality#p0-1",
        "p0-3 → urumqi-air-quality#p0-1",
    }


def leads_somewhere(work: Work) -> set[str]:
    return {
        f"{one.block} → {to.work}#{to.anchor}" if to.work else f"{one.block} → {to.url}"
        for one in work.references
        for to in one.targets
    }


def test_the_two_passages_of_the_seed_that_return(seed: Library) -> None:
    repeats = [one for work in seed.works for one in work.references if one.kind == "repeat"]
    assert sorted(len(one.raw) for one in repeats) == [49, 49, 65, 65]


def test_every_reference_of_the_seed_stands_where_it_says(seed: Library) -> None:
    for work in seed.works:
        texts = {block.id: work.text(block) for block in work.blocks()}
        anchors = {w.id: {s.anchor for s in w.sections()} | {b.id for b in w.blocks()} for w in seed.works}
        for one in work.references:
            assert texts[one.block][one.start : one.end] == one.raw
            assert all(to.anchor in anchors[to.work] for to in one.targets if to.work)
