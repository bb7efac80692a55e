"""Tables that the engine drafts take every word of their lines, whatever is known of their cells."""

from __future__ import annotations

import hashlib
import random
from pathlib import Path

import pytest
from tests.take.conftest import SETTINGS

from shanben.model.evidence import Cell, Evidence, LineEvidence
from shanben.model.library import ShapedSource
from shanben.model.text import BlockKind
from shanben.shaping import Place, shape_source
from shanben.take.evidence_file import evidence_jsonl

_WORDS = ("渡口", "船 只", "东岸\u3000西岸", "12", "每日两班，风大停航。", "｜", "--", "备注")


def _shaped(folder: Path, rows: list[str], known: list[LineEvidence]) -> ShapedSource:
    text = "\n".join(rows) + "\n"
    (folder / "a.txt").write_text(text, "utf-8")
    digest = hashlib.sha256(text.encode()).hexdigest()
    evidence = Evidence(digest, "a.pdf", "0" * 64, "pdf", "1", printed=True, lines={one.line: one for one in known})
    (folder / "a.evidence.jsonl").write_text(evidence_jsonl(evidence), "utf-8")
    found, problems = shape_source(Place(folder, SETTINGS), folder / "a.txt")
    assert found is not None
    assert [str(problem) for problem in problems if problem.fatal] == []
    return found


def _published(found: ShapedSource, kind: BlockKind | None = None) -> str:
    work = found.works[0]
    return "".join(work.text(block) for block in work.blocks() if kind in (None, block.kind))


def _cells(chance: random.Random, width: int) -> tuple[Cell, ...]:
    """Cells of a line: some of its characters are in none, some in two."""
    ends = sorted(chance.randint(0, width) for _ in range(2 * chance.randint(0, 3)))
    cells = [
        Cell(start, end, at, chance.choice((1, 1, 2)), chance.choice((1, 1, 2)))
        for at, (start, end) in enumerate(zip(ends[::2], ends[1::2], strict=True))
    ]
    if cells and chance.random() < 0.3:
        cells.append(Cell(cells[0].start, width, len(cells)))
    return tuple(cells)


@pytest.mark.parametrize("seed", range(60))
def test_every_word_of_a_drafted_table_is_in_a_cell(seed: int, tmp_path: Path) -> None:
    chance = random.Random(seed)
    rows, known = ["渡口章程"], [LineEvidence(1, block=1, kind="title", level=1)]
    for number in range(2, 2 + chance.randint(1, 9)):
        words = "\t".join(chance.choice(_WORDS) for _ in range(chance.randint(1, 4)))
        rows.append(words)
        known.append(
            LineEvidence(
                number, page=1, block=chance.randint(2, 4), kind=chance.choice(("row", "row", "row", "paragraph")),
                table=chance.randint(1, 2), row=number, cells=_cells(chance, len(words)),
            )
        )  # fmt: skip
    found = _shaped(tmp_path, rows, known)
    wanted = sorted(sign for sign in "".join(rows) if sign.isalnum())
    assert sorted(sign for sign in _published(found) if sign.isalnum()) == wanted


def test_rows_of_two_tables_in_one_block_are_two_tables(tmp_path: Path) -> None:
    rows = ["渡口章程", "东岸\t早晚各一班", "渡口章程 2", "西岸渡船只在午前开行"]
    known = [
        LineEvidence(1, page=1, block=1, kind="title", level=1),
        LineEvidence(2, page=1, block=2, kind="row", table=1, row=1, cells=(Cell(0, 2, 0), Cell(3, 8, 1, rows=2))),
        LineEvidence(3, page=2, block=3, furniture=1.0, part="running-head"),
        LineEvidence(4, page=2, block=2, kind="row", table=2, row=1, cells=(Cell(0, 10, 0, cols=3),)),
    ]
    assert _published(_shaped(tmp_path, rows, known), BlockKind.CELL) == "东岸早晚各一班西岸渡船只在午前开行"
