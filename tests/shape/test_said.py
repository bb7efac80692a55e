"""Plain texts whose first line says which annex they are, and whose notes say that they are notes."""

from __future__ import annotations

from pathlib import Path

import pytest

from shanben.model.text import NOWHERE, BlockKind
from shanben.model.works import Work
from shanben.settings import read_settings
from shanben.shaping import Place, shape_source

_SETTINGS = read_settings({}, lambda _: NOWHERE)
_TEXT = """　　每个渡口填写一张，由经办人签名，不得遗漏，也不得代签。
　　一、填写范围
　　全县所有渡口，停航的渡口也在其内，渡船逐条填写。
　　二、填写时间
　　每年开航以前填写，停航以后不再填写，由各乡收齐。
"""
_FERRY = """渡口小志
　　渡口起于上古{0}，前人论之详矣{1}，今从略。近年重修渡口，规模大于从前，往来称便。
　　渡船旧有三艘，今存其一，余皆毁于洪水，乡人至今称说其事。
"""


def _work(folder: Path, text: str) -> Work:
    (folder / "a.txt").write_text(text, "utf-8")
    found, problems = shape_source(Place(folder, _SETTINGS), folder / "a.txt")
    assert found is not None, problems
    assert [str(problem) for problem in problems if problem.fatal] == []
    return found.works[0]


def _words(work: Work, kind: BlockKind) -> list[str]:
    return [work.text(block) for block in work.blocks() if block.kind is kind]


@pytest.mark.parametrize("annex", ["附件4", "附件二", "附录A", "附件4："])
@pytest.mark.parametrize(
    "lines", [["渡口登记表填写说明"], ["", "渡口登记表填写说明", ""], ["东城县渡口登记表", "填写说明"]]
)
def test_the_title_of_an_annex_by_itself_stands_below_its_number(annex: str, lines: list[str], tmp_path: Path) -> None:
    work = _work(tmp_path, "\n".join([annex, *lines, _TEXT]))
    assert work.title == "".join(lines)
    assert _words(work, BlockKind.SERIES) == [annex]
    assert _words(work, BlockKind.HEADING)[1:] == ["一、填写范围", "二、填写时间"]


def test_one_annex_of_several_is_no_series(tmp_path: Path) -> None:
    work = _work(tmp_path, f"附件1\n渡口登记表填写说明\n{_TEXT}附件2\n渡船登记表填写说明\n{_TEXT}")
    assert _words(work, BlockKind.SERIES) == []
    assert {"附件1", "附件2"} < set(_words(work, BlockKind.HEADING))


@pytest.mark.parametrize(
    ("marks", "opened"),
    [
        (("①", "②"), ("注①：", "注②：")),
        (("注①", "注②"), ("　　注①：", "　　注②:")),
        (("①", "②"), ("注1：", "注2：")),
        (("①", "②"), ("注①：", "②：")),
        (("[1]", "[2]"), ("注1：", "注2：")),
        (("（注1）", "（注2）"), ("注1：", "注2：")),
        (("〔註1〕", "〔註2〕"), ("註1：", "註2：")),
    ],
)
def test_notes_that_say_so_are_joined_to_their_marks(
    marks: tuple[str, str], opened: tuple[str, str], tmp_path: Path
) -> None:
    work = _work(tmp_path, _FERRY.format(*marks) + f"{opened[0]}见县志。\n{opened[1]}见府志，其余从略。\n")
    assert _words(work, BlockKind.NOTE) == ["见县志。", "见府志，其余从略。"]
    assert [[call.mark for call in block.calls] for block in work.blocks() if block.calls] == [list(marks)]
    assert "渡口起于上古，前人论之详矣，今从略。" in _words(work, BlockKind.PARAGRAPH)[0]


def test_only_the_next_number_goes_on_below_a_note(tmp_path: Path) -> None:
    work = _work(tmp_path, _FERRY.format("①", "③") + "注①：见县志。\n③：见府志，其余从略。\n")
    assert _words(work, BlockKind.NOTE) == ["见县志。"]


def test_a_note_that_nothing_calls_is_text(tmp_path: Path) -> None:
    work = _work(tmp_path, _FERRY.format("", "") + "注1：船数不含停航的。\n注2：人数为约数。\n")
    assert _words(work, BlockKind.NOTE) == []
    assert _words(work, BlockKind.PARAGRAPH)[-2:] == ["注1：船数不含停航的。", "注2：人数为约数。"]


def test_annexes_counted_within_an_annex_have_both_numbers_in_their_address(tmp_path: Path) -> None:
    work = _work(
        tmp_path, f"渡口年报\n\n一、船只\n船只三艘。\n\n附件1-1\n\n船只表\n\n{_TEXT}附件1-2\n\n船工表\n\n{_TEXT}"
    )
    assert {"annex-1-1", "annex-1-2"} < {section.anchor for section in work.sections()}


@pytest.mark.parametrize("sign", ["- ", "* ", "• ", "•", "\uf06c ", "\uf0b7"])
def test_entries_behind_a_sign_are_no_headings(sign: str, tmp_path: Path) -> None:
    text = f"渡口年报\n\n一、船只\n{sign}木船\n{sign}竹排\n船在冬天上岸修。\n\n二、船工\n船工轮流值夜。\n"
    assert _words(_work(tmp_path, text), BlockKind.HEADING) == ["渡口年报", "一、船只", "二、船工"]


_CLOSED = "关于渡口的通知\n\n各村：\n\n船在冬天上岸修，木料由各村分担。\n\n渡口管理所\n\n2024年3月2日\n\n"


def test_annexes_that_have_names_behind_a_colon_open_over_text(tmp_path: Path) -> None:
    text = f"{_CLOSED}附件一：修船办法\n\n船分大小两等，各记一册。\n\n附件二：船工名册\n\n船工五人，轮流值夜。\n"
    assert _words(_work(tmp_path, text), BlockKind.HEADING)[1:] == ["附件一：修船办法", "附件二：船工名册"]


def test_articles_below_a_named_annex_are_its_own(tmp_path: Path) -> None:
    text = (
        f"{_CLOSED}附件1：修船办法\n（试行）\n第一章　总则\n第一条　船在冬天修。\n第二章　附则\n第二条　旧办法停用。\n"
    )
    work = _work(tmp_path, text)
    assert [section.id for section in work.sections() if section.id.endswith("1")][:1] == ["annex-1"]
    assert {"annex-1-art-1", "annex-1-art-2"} <= {section.anchor for section in work.sections()}


@pytest.mark.parametrize(
    "below", ["附件1：修船办法\n\n附件2：船工名册\n", "附件2：修船办法\n\n船分两等。\n", "附件1：修船办法\n"]
)
def test_annexes_that_are_only_listed_open_nothing(below: str, tmp_path: Path) -> None:
    assert _words(_work(tmp_path, _CLOSED + below), BlockKind.HEADING) == ["关于渡口的通知"]
