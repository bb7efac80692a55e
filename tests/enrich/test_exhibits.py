"""Tables, figures and notes that a text names by their numbers: 见表1, 如图2-1所示, 见注③."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.take.conftest import SETTINGS

from shanben.library import build_library

REPORT = """渡口年报

一、客流

{said}

表1　各渡客流

渡口　　上年　　今年
东渡　　1200　　1350
西渡　　800　　790

图2-1　月客流

二、货运

表2　各渡货运

渡　　船　　吨
东　　30　　42
西　　31　　40
"""


def leads(tmp_path: Path, said: str, report: str = REPORT) -> list[tuple[str, list[str]]]:
    """What is named in the report, and the words of the places it leads to."""
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds/year.txt").write_text(report.format(said=said), "utf-8")
    library, _ = build_library(tmp_path, SETTINGS)
    (work,) = library.works
    words = {block.id: work.text(block) for block in work.blocks()}
    return [
        (one.raw, [words[target.anchor] for target in one.targets])
        for one in work.references
        if one.kind in ("exhibit", "note")
    ]


@pytest.mark.parametrize(
    ("said", "raw", "caption"),
    [
        ("客流见表1。", "表1", "表1 各渡客流"),
        ("客流詳見表一，餘略。", "表一", "表1 各渡客流"),
        ("（表 2）是货运。", "表2", "表2 各渡货运"),
        ("如图2-1所示，夏天最多。", "图2-1", "图2-1 月客流"),
        ("圖2－1顯示夏天最多。", "圖2－1", "图2-1 月客流"),
        ("各渡客流见下表。", "下表", "表1 各渡客流"),
        ("下图显示，夏天最多。", "下图", "图2-1 月客流"),
    ],
)
def test_a_number_leads_to_what_has_it(tmp_path: Path, said: str, raw: str, caption: str) -> None:
    assert leads(tmp_path, said) == [(raw, [caption])]


@pytest.mark.parametrize(
    "said",
    [
        "代表1人到会。",
        "另有仪表2只。",
        "见表3。",
        "见图2。",
        "全国表1年一报。",
        "见表2-1。",
        "图1个样。",
        "上表决心。",
        "见上表。",
        "去了上图书馆。",
        "下表示同意。",
    ],
)
def test_what_is_no_number_of_the_work_is_left(tmp_path: Path, said: str) -> None:
    assert leads(tmp_path, said) == []


def test_a_range_leads_to_its_first_and_last(tmp_path: Path) -> None:
    assert leads(tmp_path, "见表1-2。") == [("表1-2", ["表1 各渡客流", "表2 各渡货运"])]


NOTED = """渡口小志

渡口旧在上游[1]，{said}。

注释

[1] 据府志。

[2] 据碑文。
"""


@pytest.mark.parametrize(("said", "raw"), [("今址见注1[2]", "注1"), ("年代同前注①[2]", "注①")])
def test_a_note_is_named_by_its_number(tmp_path: Path, said: str, raw: str) -> None:
    assert leads(tmp_path, said, NOTED) == [(raw, ["据府志。"])]


PARTED = (
    REPORT
    + """
附件1

冬季客流

如表1。

表1　冬季各渡客流

渡口　　上年　　今年
东渡　　120　　135
西渡　　80　　79
"""
)


def test_of_several_with_a_number_the_nearest_is_meant(tmp_path: Path) -> None:
    assert leads(tmp_path, "见表1。", PARTED) == [("表1", ["表1 各渡客流"]), ("表1", ["表1 冬季各渡客流"])]


def test_a_table_of_an_annex_that_stands_in_the_text_is_found(tmp_path: Path) -> None:
    (tmp_path / "seeds").mkdir()
    text = REPORT.format(said="货运见附表2。").replace("表2　各渡货运", "附表2　各渡货运")
    (tmp_path / "seeds/year.txt").write_text(text, "utf-8")
    library, _ = build_library(tmp_path, SETTINGS)
    (work,) = library.works
    assert [one.raw for one in work.references if one.targets] == ["附表2"]
