"""From a document to the edition: tables with their cells, notes with their marks, and the file that says so."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner
from tests.take.conftest import SETTINGS, Take

from shanben.commands.add import add
from shanben.library import Place, shape_source
from shanben.model.forms import Called, Cell
from shanben.model.text import BlockKind
from shanben.model.works import Work

PAGE = """<html><body><h1>货单</h1><p>春茶<sup><a href="#n1">1</a></sup>先到，<b>秋茶</b>后到。</p>
<table><caption>表1 存货</caption>
<tr><th>品名</th><th>甲仓</th><th>乙仓</th></tr><tr><td>春茶</td><td>七</td><td>七</td></tr>
<tr><td>秋茶</td><td colspan="2">未到</td></tr></table><ul><li>早来</li></ul>
<p id="n1">1 明前所采。</p></body></html>"""


def checked(work: Work) -> None:
    cells = [block for block in work.blocks() if block.kind is BlockKind.CELL]
    assert [(work.text(block), block.form.row, block.form.column, block.form.columns) for block in cells
            if isinstance(block.form, Cell)] == [
        ("品名", 1, 1, 1), ("甲仓", 1, 2, 1), ("乙仓", 1, 3, 1), ("春茶", 2, 1, 1), ("七", 2, 2, 1), ("七", 2, 3, 1),
        ("秋茶", 3, 1, 1), ("未到", 3, 2, 2),
    ]  # fmt: skip
    assert all(isinstance(block.form, Cell) and block.form.header == (block.form.row == 1) for block in cells)
    (note,) = (block for block in work.blocks() if block.kind is BlockKind.NOTE)
    assert isinstance(note.form, Called)
    (caller,) = note.form.callers
    (text,) = (block for block in work.blocks() if block.id == caller)
    assert work.text(text) == "春茶先到，秋茶后到。"
    assert [call.mark for call in text.calls] == ["[1]"]


def test_from_the_evidence(tmp_path: Path, shaped: Take) -> None:
    file = tmp_path / "stock.html"
    file.write_text(PAGE, "utf-8")
    checked(shaped(file).works[0])


def test_from_the_edition_file_that_add_writes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "stock.html").write_text(PAGE, "utf-8")
    done = CliRunner().invoke(add, ["stock.html"])
    assert done.exit_code == 0, done.output
    (tmp_path / "seeds/stock.evidence.jsonl").unlink()
    found, problems = shape_source(Place(tmp_path, SETTINGS), tmp_path / "seeds/stock.txt")
    assert not [problem for problem in problems if problem.fatal], problems
    assert found is not None
    checked(found.works[0])


def test_evidence_about_other_bytes_is_doubted_and_left_aside(tmp_path: Path, shaped: Take) -> None:
    file = tmp_path / "stock.html"
    file.write_text(PAGE, "utf-8")
    shaped(file)
    text = tmp_path / "seeds/stock.txt"
    text.write_text(text.read_text("utf-8").replace("春茶", "夏茶"), "utf-8")
    found, problems = shape_source(Place(tmp_path, SETTINGS), text)
    assert found is not None
    assert "D130" in [problem.code for problem in problems]
    (tmp_path / "seeds/stock.evidence.jsonl").write_text('{"sha256":', "utf-8")
    assert "D131" in [problem.code for problem in shape_source(Place(tmp_path, SETTINGS), text)[1]]
