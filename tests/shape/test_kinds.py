"""Tables, notes, verse, quotes and figures as edition files state them: what becomes of every character."""

from __future__ import annotations

from pathlib import Path

import pytest

from shanben.model.forms import Called, Cell, Picture, Verse
from shanben.model.library import ShapedSource
from shanben.model.text import Block, BlockKind, GapReason, Source
from shanben.model.works import Number, NumberForm, Work
from shanben.problems import Problem
from shanben.read.editions import EditionReader
from shanben.shape.arrange import arrange
from shanben.shape.nested import depth


def shaped(folder: Path, text: str, contents: str) -> tuple[ShapedSource, tuple[Problem, ...]]:
    """A text under an edition of one work with these entries, a line each."""
    file = folder / "a.yml"
    rows = "".join(f"      {line}\n" for line in contents.strip().splitlines())
    file.write_text(f"works:\n  - id: w\n    contents:\n{rows}", encoding="utf-8")
    source = Source("a", Path("seeds/a.txt"), text, "0" * 64, "utf-8")
    edition, _ = EditionReader(file, "seeds/a.yml").edition(source)
    return arrange(source, edition)


def work_of(folder: Path, text: str, contents: str) -> Work:
    found, problems = shaped(folder, text, contents)
    assert [str(problem) for problem in problems] == []
    return found.works[0]


def cells(work: Work) -> dict[tuple[int, int], str]:
    return {(form.row, form.column): work.text(block) for block, form in _cells(work)}


def _cells(work: Work) -> list[tuple[Block, Cell]]:
    return [(block, block.form) for block in work.blocks() if isinstance(block.form, Cell)]


def of_kind(work: Work, kind: BlockKind) -> list[str]:
    return [work.text(block) for block in work.blocks() if block.kind is kind]


# --- tables -----------------------------------------------------------------------------------------------------------

BOATS = "渡口\n表2-1　各渡口船数\n渡口{0}船{0}人\n东渡{0}3{0}12\n西渡{0}{0}7\n"
WANTED = {
    (1, 1): "渡口",
    (1, 2): "船",
    (1, 3): "人",
    (2, 1): "东渡",
    (2, 2): "3",
    (2, 3): "12",
    (3, 1): "西渡",
    (3, 3): "7",
}


@pytest.mark.parametrize("between", ["\t", "｜", " | ", "│"])
def test_a_line_is_a_row_and_what_stands_between_its_cells_a_gap(tmp_path: Path, between: str) -> None:
    found, problems = shaped(tmp_path, BOATS.format(between), "- title: 1\n- table: 3-5\n  caption: 2")
    assert problems == ()
    work = found.works[0]
    assert cells(work) == WANTED
    assert [block.id for block in work.blocks()][1:4] == ["table-2-1-caption", "table-2-1-r1c1", "table-2-1-r1c2"]
    assert of_kind(work, BlockKind.CAPTION) == ["表2-1 各渡口船数"]
    assert [form.header for _, form in _cells(work)] == [True] * 3 + [False] * 5
    reasons = {gap.reason for gap in found.gaps}
    assert reasons == {GapReason.CELL_SEPARATOR, GapReason.LINE_BREAK}


def test_columns_set_by_spaces_are_told_by_where_they_stand(tmp_path: Path) -> None:
    text = "渡口\n渡口      船      人\n东渡      3       12\n西渡              7\n"
    assert cells(work_of(tmp_path, text, "- title: 1\n- table: 2-4")) == WANTED


def test_a_drawn_frame_is_a_gap(tmp_path: Path) -> None:
    text = "渡口\n┌──┬──┐\n│渡口│船│\n├──┼──┤\n│东渡│3│\n└──┴──┘\n"
    found, problems = shaped(tmp_path, text, "- title: 1\n- table: 2-6")
    assert problems == ()
    assert cells(found.works[0]) == {(1, 1): "渡口", (1, 2): "船", (2, 1): "东渡", (2, 2): "3"}
    assert [gap.reason for gap in found.gaps].count(GapReason.RULE) == 3


def test_an_edition_states_cells_that_span(tmp_path: Path) -> None:
    text = "渡口\n东岸\t船\t人\n东渡\t3\t12\n南渡\t4\n合计\t7\t以上\n"
    contents = """
- title: 1
- table: 2-5
  id: boats
  header: 1
  cells:
    - [{at: 2:1-2:2, columns: 2}, 2:4-2:4, 2:6-2:6]
    - ["", 3:1-3:2, 3:4-3:4, {at: 3:6-3:7, rows: 2}]
    - ["", 4:1-4:2, 4:4-4:4]
    - [{at: "5:1-5:2", columns: 2}, 5:4-5:4, 5:6-5:7]
"""
    work = work_of(tmp_path, text, contents)
    assert cells(work) == {
        (1, 1): "东岸", (1, 3): "船", (1, 4): "人", (2, 2): "东渡", (2, 3): "3", (2, 4): "12", (3, 2): "南渡",
        (3, 3): "4", (4, 1): "合计", (4, 3): "7", (4, 4): "以上",
    }  # fmt: skip
    spanning = [
        (form.row, form.column, form.rows, form.columns) for _, form in _cells(work) if form.rows * form.columns > 1
    ]
    assert spanning == [(1, 1, 1, 2), (2, 4, 2, 1), (4, 1, 1, 2)]
    assert next(block.id for block, _ in _cells(work)) == "boats-r1c1"


def test_a_cell_may_take_several_lines(tmp_path: Path) -> None:
    text = "渡口\n渡口\t说明\n东渡\t水深，\n\t可行大船。\n"
    contents = '- title: 1\n- table: 2-4\n  cells: [[2:1-2:2, 2:4-2:5], [3:1-3:2, "3:4-3:6, 4:2-4:6"]]'
    assert cells(work_of(tmp_path, text, contents))[2, 2] == "水深，可行大船。"


@pytest.mark.parametrize(
    ("stated", "code", "words"),
    [
        ("[[2:1-2:2, 2:2-2:4]]", "E221", "two cells"),
        ("[[1]]", "E221", "does not lie"),
        ("[[2:1-2:2]]", "E222", "“船”"),
    ],
)
def test_cells_that_cannot_be_are_told(tmp_path: Path, stated: str, code: str, words: str) -> None:
    _, problems = shaped(tmp_path, "渡口\n东渡\t船\n", f"- title: 1\n- table: 2\n  cells: {stated}")
    assert [problem.code for problem in problems] == [code]
    assert words in problems[0].text
    assert problems[0].origin.line == 5


# --- notes ------------------------------------------------------------------------------------------------------------

FOOT = (
    "渡口\n渡口起于上古①，前人论之详矣②，而不可一概\n"
    "① 见县志。\n②\n见府志，\n其余从略。\n"
    "而论也。\n后来另有渡口①。\n①见省志。\n"
)
ON = """
- title: 1
- paragraph: 2, 7
- note: 3
  mark: ①
- note: 4-6
  mark: ②
- paragraph: 8
- note: 9
  mark: ①
"""


def test_notes_are_joined_to_their_marks(tmp_path: Path) -> None:
    found, problems = shaped(tmp_path, FOOT, ON)
    assert problems == ()
    work = found.works[0]
    assert [(block.id, work.text(block)) for block in work.blocks()] == [
        ("title", "渡口"),
        ("p0-1", "渡口起于上古，前人论之详矣，而不可一概而论也。"),
        ("p0-1-n1", "见县志。"),
        ("p0-1-n2", "见府志，其余从略。"),
        ("p0-2", "后来另有渡口。"),
        ("p0-2-n1", "见省志。"),
    ]
    first, second = (block for block in work.blocks() if block.calls)
    assert [(call.at, call.note, call.mark) for call in first.calls] == [(6, "p0-1-n1", "①"), (13, "p0-1-n2", "②")]
    assert [(call.at, call.note, call.mark) for call in second.calls] == [(6, "p0-2-n1", "①")]
    notes = {block.id: block.form for block in work.blocks() if block.kind is BlockKind.NOTE}
    assert notes["p0-1-n2"] == Called("②", ("p0-1",))
    assert [gap.reason for gap in found.gaps].count(GapReason.NOTE_MARK) == 6


def test_a_note_in_brackets_is_called_wherever_its_mark_stands(tmp_path: Path) -> None:
    text = "渡口\n起于上古[1]，废于近世[2]。\n复兴于今[1]。\n[1] 见县志。\n[2] 见府志。\n"
    contents = (
        '- title: 1\n- paragraph: 2\n- paragraph: 3\n- note: 4\n  mark: "[1]"\n- note: 5\n  mark: "[2]"\n  id: fu'
    )
    work = work_of(tmp_path, text, contents)
    assert of_kind(work, BlockKind.PARAGRAPH) == ["起于上古，废于近世。", "复兴于今。"]
    assert [(block.id, block.form) for block in work.blocks() if block.kind is BlockKind.NOTE] == [
        ("p0-1-n1", Called("[1]", ("p0-1", "p0-2"))),
        ("fu", Called("[2]", ("p0-1",))),
    ]


def test_a_bare_figure_is_a_mark_only_before_a_stop(tmp_path: Path) -> None:
    text = "渡口\n第1条说2021年有1处渡口1，今存。\n1 见县志。\n"
    work = work_of(tmp_path, text, '- title: 1\n- paragraph: 2\n- note: 3\n  mark: "1"')
    assert of_kind(work, BlockKind.PARAGRAPH) == ["第1条说2021年有1处渡口，今存。"]


def test_a_mark_in_a_heading_is_no_part_of_it(tmp_path: Path) -> None:
    work = work_of(tmp_path, "渡口①\n一、船②\n有船。\n①题注。\n②船注。\n", "- title: 1\n- heading: 2\n- body: 3\n"
                   "- note: 4\n  mark: ①\n- note: 5\n  mark: ②\n")  # fmt: skip
    assert work.title == "渡口"
    assert [work.heading_text(section) for section in work.sections()] == ["渡口", "一、船"]
    assert [block.id for block in work.blocks()] == ["title", "title-n1", "s1", "s1-n1", "p1-1"]


def test_the_edition_may_say_where_a_note_is_called(tmp_path: Path) -> None:
    work = work_of(
        tmp_path, "渡口\n有船*三只。\n注：大船。\n", "- title: 1\n- paragraph: 2\n- note: 3\n  calls: 2:3-2:3"
    )
    assert of_kind(work, BlockKind.PARAGRAPH) == ["有船三只。"]
    assert of_kind(work, BlockKind.NOTE) == ["注：大船。"]


def test_a_mark_that_stands_nowhere_is_told(tmp_path: Path) -> None:
    found, problems = shaped(tmp_path, "渡口\n有船。\n①大船。\n", "- title: 1\n- paragraph: 2\n- note: 3\n  mark: ①")
    assert [(problem.code, problem.origin.line) for problem in problems] == [("E220", 6)]
    assert of_kind(found.works[0], BlockKind.NOTE) == ["①大船。"]


@pytest.mark.parametrize("stated", ["〔〕", '"2:3-2:8, 2:11-2:14"'])
def test_notes_set_in_the_line_are_cut_out_of_it(tmp_path: Path, stated: str) -> None:
    text = "渡口\n有船〔一作\n舟也〕三只〔大者〕。\n".replace("\n舟", "舟")
    contents = f"- title: 1\n- paragraph: 2\n  inline_notes: {stated}"
    work = work_of(tmp_path, text, contents)
    assert [(block.id, work.text(block)) for block in work.blocks()] == [
        ("title", "渡口"), ("p0-1", "有船三只。"), ("p0-1-n1", "一作舟也"), ("p0-1-n2", "大者"),
    ]  # fmt: skip
    assert [(call.at, call.mark) for block in work.blocks() for call in block.calls] == [(2, ""), (4, "")]


# --- verse, quotes, figures, lists ------------------------------------------------------------------------------------


def test_lines_of_verse_are_kept(tmp_path: Path) -> None:
    text = "渡口\n\n渡头风起，\n　　芦花满汀。\n\n舟自东来，\nsail on\nand on，\n一直到天明。\n"
    work = work_of(tmp_path, text, "- title: 1\n- verse: 3-9\n  join: 9")
    stanzas = [block for block in work.blocks() if block.kind is BlockKind.VERSE]
    assert [work.text(block) for block in stanzas] == ["渡头风起，芦花满汀。", "舟自东来，sail on and on，一直到天明。"]
    assert [block.form for block in stanzas] == [Verse((5,)), Verse((5, 13))]


def test_lines_of_verse_stand_where_they_did_when_marks_are_cut_out(tmp_path: Path) -> None:
    text = "渡口\n渡头①风起[2]，\n芦花③满汀。\n一直到天明。\n①风。\n[2]起。\n③花。\n"
    notes = '- note: 5\n  mark: ①\n- note: 6\n  mark: "[2]"\n- note: 7\n  mark: ③'
    work = work_of(tmp_path, text, f"- title: 1\n- verse: 2-4\n{notes}")
    stanza = next(block for block in work.blocks() if block.kind is BlockKind.VERSE)
    assert (work.text(stanza), stanza.form) == ("渡头风起，芦花满汀。一直到天明。", Verse((5, 10)))
    assert [call.at for call in stanza.calls] == [2, 4, 7]


def test_a_quote_is_paragraphs_of_its_own(tmp_path: Path) -> None:
    work = work_of(
        tmp_path, "渡口\n书中说：\n船有三只。\n人有十二。\n", "- title: 1\n- body: 2\n- quote: 3-4\n  split: 4"
    )
    assert of_kind(work, BlockKind.QUOTE) == ["船有三只。", "人有十二。"]
    assert [block.id for block in work.blocks()] == ["title", "p0-1", "p0-2", "p0-3"]


def test_a_figure_has_its_caption_for_words(tmp_path: Path) -> None:
    contents = (
        "- title: 1\n- body: 2\n- figure: maps/east.png\n  at: 3\n  caption: 4\n  alt: 东渡地图\n- figure: west.png"
    )
    found, problems = shaped(tmp_path, "渡口\n有船。\n[图]\n图3　东渡\n", contents)
    assert problems == ()
    east, west = (block for block in found.works[0].blocks() if block.kind is BlockKind.FIGURE)
    assert (east.id, found.works[0].text(east), east.form) == (
        "figure-3",
        "图3 东渡",
        Picture("maps/east.png", "东渡地图"),
    )
    assert (west.id, found.works[0].text(west)) == ("f0-1", "")
    assert GapReason.PICTURE in {gap.reason for gap in found.gaps}


def test_an_item_may_lie_in_another_list(tmp_path: Path) -> None:
    work = work_of(tmp_path, "渡口\n1. 船\n（1）大船\n", "- title: 1\n- item: 2\n- item: 3\n  level: 2")
    assert [block.level for block in work.blocks()] == [1, None, 2]


def test_lettered_items_lie_in_those_above_them() -> None:
    words = (NumberForm.ARABIC_PAREN, 1), (NumberForm.LATIN_PAREN, 1), (NumberForm.ROMAN_PAREN, 1)
    more = (NumberForm.ROMAN_PAREN, 2), (NumberForm.LATIN_PAREN, 8), (NumberForm.ROMAN_PAREN, 1)
    last = (NumberForm.ARABIC_PAREN, 2), (NumberForm.HAN_PAREN, 1)
    held: list[Number] = []
    found = [depth(held, Number(form, (value,), 3)) for form, value in (*words, *more, *last)]
    assert found == [None, 2, 3, 3, 2, 2, None, None]
