"""From a document to the edition: tables with their cells, notes with their marks, and the file that says so."""

from __future__ import annotations

from pathlib import Path

import docx
import pytest
from click.testing import CliRunner
from tests.take.conftest import SETTINGS, Take

from shanben.commands.add import add
from shanben.model.forms import Called, Cell, Verse
from shanben.model.text import BlockKind, Source
from shanben.model.works import Work
from shanben.shape.outline import propose
from shanben.shaping import Place, shape_source
from shanben.take.documents import read_document

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


def _paragraphs(work: Work) -> list[str]:
    return [work.text(block) for block in work.blocks() if block.kind is BlockKind.PARAGRAPH]


BROKEN = (
    "<h1>堤上人家</h1><p>守堤的人家每到汛期便轮流上堤，白天看水尺，夜里听涛声，一连几十天都睡在草棚里，家里的活计全托给邻</p>"
    "<p>居照看。</p><p>汛期过去，堤上又只剩下放牛的孩子和晒网的老人。</p>"
)


def test_a_paragraph_that_a_document_breaks_inside_a_sentence_is_one(tmp_path: Path, shaped: Take) -> None:
    file = tmp_path / "dyke.html"
    file.write_text(f"<html><body>{BROKEN}</body></html>", "utf-8")
    work = shaped(file).works[0]
    assert [words[-8:] for words in _paragraphs(work)] == ["全托给邻居照看。", "孩子和晒网的老人。"[-8:]]


@pytest.mark.parametrize("after", ["“谁在那里？”他问。", "一、水尺", "<b>水尺</b>"])
def test_what_cannot_go_on_is_a_paragraph_of_its_own(after: str, tmp_path: Path, shaped: Take) -> None:
    file = tmp_path / "dyke.html"
    file.write_text(f"<html><body>{BROKEN.replace('居照看。', after)}</body></html>", "utf-8")
    assert any(words.endswith("托给邻") for words in _paragraphs(shaped(file).works[0]))


def test_who_ends_no_paragraph_with_a_mark_is_left_alone(tmp_path: Path, shaped: Take) -> None:
    lines = [
        "守堤的人家每到汛期便轮流上堤，白天看水尺，夜里听涛声，家里的活计全托给邻居照看",
        "汛期过去，堤上又只剩下放牛的孩子和晒网的老人，江面上偶尔有一两只船慢慢地过去，船上的人向岸上招手",
        "入冬以后江水落下去，露出大片的沙洲，孩子们在上面捡贝壳，一直玩到天黑",
        "开春修堤，人人有份。",
    ]
    file = tmp_path / "dyke.html"
    file.write_text("<h1>堤上人家</h1>" + "".join(f"<p>{line}</p>" for line in lines), "utf-8")
    assert len(_paragraphs(shaped(file).works[0])) == 4


def test_printed_lines_that_a_document_makes_paragraphs_of_are_put_together(tmp_path: Path, shaped: Take) -> None:
    text = "守堤的人家每到汛期便轮流上堤，白天看水尺，夜里听涛声，一连几十天都睡在草棚里，" * 4
    lines = [text[at : at + 33] for at in range(0, 132, 33)] + ["家里的活计全托给邻居照看。", "汛期过去，人都回家。"]
    file = tmp_path / "dyke.html"
    file.write_text("<h1>堤上人家</h1>" + "".join(f"<p>{line}</p>" for line in lines), "utf-8")
    assert _paragraphs(shaped(file).works[0]) == ["".join(lines[:-1]), lines[-1]]


VERSE = """<h1>江上集</h1><p>船行三日，得诗一首。</p>
<div class="poem"><p>潮平两岸失</p><p>月出一帆明</p><p>何处吹芦管</p><p>江城未闭城</p></div>
<div class="poem"><p>朝辞沙岸<br/>暮宿江村</p><p>灯火三两<br/>犬吠柴门</p></div><p>诗成，船已到岸。</p>"""


def test_what_a_page_calls_verse_is_verse_stanza_by_stanza(tmp_path: Path, shaped: Take) -> None:
    file = tmp_path / "river.html"
    file.write_text(f"<html><body>{VERSE}</body></html>", "utf-8")
    work = shaped(file).works[0]
    verse = [(work.text(block), block.form) for block in work.blocks() if block.kind is BlockKind.VERSE]
    assert verse == [
        ("潮平两岸失月出一帆明何处吹芦管江城未闭城", Verse((5, 10, 15))),
        ("朝辞沙岸暮宿江村", Verse((4,))),
        ("灯火三两犬吠柴门", Verse((4,))),
    ]
    assert _paragraphs(work) == ["船行三日，得诗一首。", "诗成，船已到岸。"]


def test_the_last_of_two_volumes_follows_the_first(tmp_path: Path) -> None:
    (tmp_path / "hills.html").write_text("<h1>山志</h1><h2>卷上</h2><p>山高。</p><h2>卷下</h2><p>水长。</p>", "utf-8")
    document = read_document(tmp_path / "hills.html")
    source = Source("hills", Path("hills.txt"), document.content.decode(), "0" * 64, "utf-8")
    (work,) = propose(source, document.evidence).works
    assert [entry.doubt for entry in work.contents] == [None] * len(work.contents)


@pytest.mark.parametrize("suffix", ["docx", "html"])
def test_a_cell_that_holds_a_table_leaves_its_own_whole(suffix: str, tmp_path: Path, shaped: Take) -> None:
    rows = ("渡口", "早班", "晚班"), ("东渡口", "六点", ""), ("西渡口", "七点", "八点")
    inner = "甲船", "乙船"
    file = tmp_path / f"a.{suffix}"
    if suffix == "docx":
        document = docx.Document()
        table = document.add_table(3, 3)
        for row, words in zip(table.rows, rows, strict=True):
            for cell, word in zip(row.cells, words, strict=True):
                cell.text = word
        for cell, word in zip(table.cell(1, 2).add_table(1, 2).rows[0].cells, inner, strict=True):
            cell.text = word
        document.add_paragraph("以上班次，逢集加一班。")
        document.save(str(file))
    else:
        held = f"<table><tr><td>{inner[0]}<td>{inner[1]}</table>"
        cells = "".join("<tr>" + "".join(f"<td>{word or held}</td>" for word in row) + "</tr>" for row in rows)
        file.write_text(f"<p>班次</p><table>{cells}</table><p>以上班次，逢集加一班。</p>", "utf-8")
    (work,) = shaped(file).works
    found = [(block.form.row, work.text(block)) for block in work.blocks() if isinstance(block.form, Cell)]
    wanted = [(at, word or "甲船　乙船") for at, row in enumerate(rows, 1) for word in row]
    assert found == wanted
