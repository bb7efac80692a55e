"""Sheets of terms: ours and those people keep, in any order of columns, and the line of every fault."""

from __future__ import annotations

from pathlib import Path

import pytest

from shanben.problems import Refused
from shanben.read.term_sheets import CSV_COLUMNS, read_csv, read_sheet


def written(tmp_path: Path, text: str, encoding: str = "utf-8") -> Path:
    path = tmp_path / "t.csv"
    path.write_bytes(text.encode(encoding))
    return path


def taken(path: Path) -> list[tuple[str, str, list[tuple[str, str]]]]:
    """Each term's id, words and translations."""
    return [
        (term.id, term.text, [(one.language, one.text) for sense in term.senses for one in sense.translations])
        for term in read_csv(path, "t.csv")
    ]


FERRY = [("duchuan", "渡船", [("en", "ferry")]), ("shiliao", "石料", [("en", "stone")])]


@pytest.mark.parametrize(
    "text",
    [
        "term,en\n渡船,ferry\n石料,stone\n",
        "术语,英文\n渡船,ferry\n石料,stone\n",
        "\ufeffzh,en,note\r\n渡船,ferry,\r\n石料,stone,\r\n",
        "English;Chinese\nferry;渡船\nstone;石料\n",
        "中文（简体）\t英文名称\n渡船\tferry\n石料\tstone\n",
        "source,target\n渡船,ferry\n石料,stone\n",
        "ZH_CN,EN\n\n 渡船 , ferry\n,\n石料,stone\n",
        "序号,中文,译文,审校\n1,渡船,ferry,甲\n2,石料,stone\n",
        "sense,language,form,usage,status,source,scope,definition,note\n1,zh,渡船,preferred,,,,,\n"
        "1,en,ferry,preferred,editorial,,,,\n1,zh,石料,preferred,,,,,\n1,en,stone,preferred,editorial,,,,\n",
    ],
)
def test_terms_without_ids_get_ids_whatever_their_columns_are_called(tmp_path: Path, text: str) -> None:
    assert taken(written(tmp_path, text)) == FERRY


@pytest.mark.parametrize("encoding", ["gb18030", "utf-16", "utf-8-sig"])
def test_what_a_spreadsheet_saves_is_read(tmp_path: Path, encoding: str) -> None:
    assert taken(written(tmp_path, "术语,英文\r\n渡船,ferry\r\n石料,stone\r\n", encoding)) == FERRY


def test_what_a_row_says_is_kept(tmp_path: Path) -> None:
    text = (
        "id,中文,简称,英文,德语,定义,备注,出处\n"
        "f-1,渡船,渡轮、摆渡,ferry; ferry boat,Fähre,过河的船。,河上用,https://water.example/\n"
        "f-1,渡船,,ferryboat,,,湖上也用,\n"
    )
    (term,) = read_csv(written(tmp_path, text), "t.csv")
    (sense,) = term.senses
    assert (term.id, term.aliases) == ("f-1", (("渡轮", "admitted"), ("摆渡", "admitted")))
    assert [(one.language, one.text, one.usage, one.source) for one in sense.translations] == [
        ("en", "ferry", "preferred", "https://water.example/"),
        ("en", "ferry boat", "admitted", "https://water.example/"),
        ("en", "ferryboat", "admitted", ""),
        ("de", "Fähre", "preferred", "https://water.example/"),
    ]
    assert (sense.definition, sense.note) == ("过河的船。", "河上用\n湖上也用")


def test_columns_that_mean_nothing_to_us_are_named(tmp_path: Path) -> None:
    assert read_sheet(written(tmp_path, "序号,中文,译文,审校\n"), "t.csv")[1] == ("序号", "审校")
    assert read_sheet(written(tmp_path, ",".join((*CSV_COLUMNS, "own")) + "\n"), "t.csv")[1] == ()


CSV_HEAD = "id,sense,language,form,usage,status,source,scope,definition,note\n"


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        ("id,form\na,甲\n", "E802", 1),
        ("form,language\n甲,zh\n", "E802", 1),
        ("", "E802", 1),
        ("zh,en\n甲,a\n,b\n", "E802", 3),
        ("zh,en\n甲,a\n乙,b,c\n", "E802", 3),
        ("zh,en,别名\n甲,a,\n乙,b,甲\n", "E801", 3),
        ('zh,en\n甲,"a\n', "E802", 2),
        (CSV_HEAD + "a,1,zh,甲,preferred,,,,,\na,1,en,x\n", "E802", 3),
        (CSV_HEAD + "a,1,zh,甲,preferred,,,,,\nb,1,en,x,preferred,press,,,,\n", "E802", 3),
        (CSV_HEAD + "a,1,zh,甲,preferred,,,,,\na,1,en,x,preferred,best,,,,\n", "E802", 2),
        (CSV_HEAD + "a,1,zh,甲,preferred,,,,,\na,1,zh,乙,preferred,,,,,\n", "E801", 3),
        (CSV_HEAD + "a,3,zh,甲,preferred,,,,,\n", "E802", 2),
        (CSV_HEAD + "a,1,zh,甲,preferred,,,,,\na,2x,zh,甲,preferred,,,,,\n", "E802", 3),
        (CSV_HEAD + 'a,1,zh,"甲,preferred\n', "E802", 2),
    ],
)
def test_faults_of_csv_name_their_line(tmp_path: Path, text: str, code: str, line: int) -> None:
    with pytest.raises(Refused) as refused:
        read_csv(written(tmp_path, text), "t.csv")
    assert (refused.value.problems[0].code, refused.value.problems[0].origin.line) == (code, line)
