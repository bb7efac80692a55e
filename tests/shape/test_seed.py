"""The seed: exactly as its editors arranged it, and nearly so without their edition file."""

from __future__ import annotations

import shutil
from collections import Counter
from pathlib import Path

import pytest

from shanben.lineation import Lines
from shanben.model.library import ShapedSource
from shanben.model.text import Block
from shanben.settings import Settings
from shanben.shaping import Place, shape_source

SEED = "000_472e4490c209e15f"
GOLDEN = (Path(__file__).parent / "cases/seed.txt").read_text(encoding="utf-8").splitlines()
"""A block a line: work, kind, lines of the source, characters, first and last words."""


def _shaped(root: Path) -> ShapedSource:
    shaped, problems = shape_source(Place(root, Settings.model_validate({})), root / "seeds" / f"{SEED}.txt")
    assert shaped is not None
    assert [problem for problem in problems if not problem.code.startswith("D")] == []
    return shaped


def _row(shaped: ShapedSource, work: str, block: Block, text: str) -> str:
    lines = Lines(shaped.source.text)
    runs: list[list[int]] = []
    for number in sorted({line.number for span in block.spans for line, _, _ in lines.within(span)}):
        if runs and number == runs[-1][1] + 1:
            runs[-1][1] = number
        else:
            runs.append([number, number])
    places = ",".join(f"{first}" if first == last else f"{first}-{last}" for first, last in runs)
    return f"{work} {block.kind} {places} {len(text)} {text[:6]}…{text[-6:]}"


def _rows(shaped: ShapedSource) -> list[str]:
    return [_row(shaped, work.id, block, work.text(block)) for work in shaped.works for block in work.blocks()]


def test_the_editors_arrangement_comes_out_block_for_block(repository: Path) -> None:
    assert _rows(_shaped(repository)) == GOLDEN


@pytest.fixture(scope="module")
def bare(repository: Path, tmp_path_factory: pytest.TempPathFactory) -> ShapedSource:
    """The seed alone, without its edition file."""
    root = tmp_path_factory.mktemp("bare")
    (root / "seeds").mkdir()
    shutil.copy(repository / "seeds" / f"{SEED}.txt", root / "seeds")
    return _shaped(root)


def test_three_works_are_found_without_an_edition_file(bare: ShapedSource) -> None:
    assert [work.title for work in bare.works[1:]] == [
        "碳达峰碳中和必须关注我国的贸易碳逆差", "乌鲁木齐强化今冬明春空气质量管理",
    ]  # fmt: skip
    assert len(bare.works) == 3


def test_most_blocks_are_right_without_an_edition_file(bare: ShapedSource) -> None:
    def plain(rows: list[str]) -> Counter[str]:
        return Counter(row.split(" ", 2)[2] for row in rows)

    assert sum((plain(_rows(bare)) & plain(GOLDEN)).values()) >= 49


def test_nothing_of_the_seed_is_lost_without_an_edition_file(bare: ShapedSource) -> None:
    published = "".join(work.text(block) for work in bare.works for block in work.blocks())
    assert Counter("".join(published.split())) == Counter("".join(bare.source.text.split()))


def test_text_printed_before_its_heading_is_put_below_it(bare: ShapedSource) -> None:
    feature = bare.works[1]
    section = next(section for section in feature.sections() if feature.heading_text(section).startswith("我国应对"))
    assert feature.text(section.blocks[0]).startswith("当今世界正经历百年未有之大变局")
