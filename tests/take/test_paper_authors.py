"""Articles of journals: the names between a title and an abstract are who wrote it, however large they are set."""

from __future__ import annotations

from pathlib import Path

import docx
import pytest
from docx.shared import Pt
from tests.take.conftest import Take, outline

from shanben.model.text import BlockKind

_TEXT = "轮渡公司每年春天检修两艘渡船，检修期间由邻村的小船代渡，票价照旧。乘客须在岸边等候，不得自行解缆。"


def _paper(path: Path, lines: list[tuple[str, float]]) -> Path:
    document = docx.Document()
    for words, size in lines:
        run = document.add_paragraph().add_run(words)
        run.font.size, run.bold = Pt(size), size > 11
    document.save(str(path))
    return path


@pytest.mark.parametrize(
    "names",
    [
        "王渡川",
        "李　渡，周河生",
        "■段津生　某州学院水运系",
        "曾泊之1教授　欧渡2（1、某州大学河流研究中心　某州000000 2、某州师范学院）",
        "赵船①、钱舟②、何桨①",
    ],
)
@pytest.mark.parametrize("opened", ["摘　要：", "[摘要]", "内容摘要："])
def test_names_between_a_title_and_an_abstract_are_bylines(
    names: str, opened: str, tmp_path: Path, shaped: Take
) -> None:
    lines = [("渡口票价的变迁", 18.0), (names, 14.0), (f"{opened}{_TEXT}", 10.5), ("一、旧票价", 13.0), (_TEXT, 10.5)]
    found = shaped(_paper(tmp_path / "a.docx", lines))
    assert [words for _, words in outline(found)] == ["渡口票价的变迁", "一、旧票价"]
    assert [found.works[0].text(one) for one in found.works[0].blocks() if one.kind is BlockKind.BYLINE] == [names]


@pytest.mark.parametrize("title", ["渡口票价的变迁", "高等学校水运馆藏研究", "江岸　渡口馆与票价"])
def test_other_words_above_an_abstract_stay_headings(title: str, tmp_path: Path, shaped: Take) -> None:
    lines = [("水运研究论文集", 18.0), (title, 14.0), (f"摘要：{_TEXT}", 10.5), (_TEXT, 10.5)]
    found = shaped(_paper(tmp_path / "a.docx", lines))
    assert [words for _, words in outline(found)] == ["水运研究论文集", title]


def test_names_above_other_text_stay_headings(tmp_path: Path, shaped: Take) -> None:
    lines = [("渡口人物", 18.0), ("王渡川", 14.0), (_TEXT, 10.5), ("李河生", 14.0), (_TEXT, 10.5)]
    found = shaped(_paper(tmp_path / "a.docx", lines))
    assert [words for _, words in outline(found)] == ["渡口人物", "王渡川", "李河生"]


def test_what_stands_above_an_abstract_in_latin_letters_is_no_heading(tmp_path: Path, shaped: Take) -> None:
    lines = [
        ("渡口票价的变迁", 18.0), ("王渡川，李何生", 14.0), (f"摘要：{_TEXT}", 10.5),
        ("Fares of Ferries", 16.0), ("WANG Du-chuan，LI He-sheng", 12.0), ("(Institute of Rivers, Liuhe)", 12.0),
        ("Abstract: Fares have changed with the boats and with the landings.", 10.5),
        ("1 引言", 13.0), (_TEXT, 10.5), ("2 旧票价", 13.0), (_TEXT, 10.5),
    ]  # fmt: skip
    found = shaped(_paper(tmp_path / "a.docx", lines))
    assert [words for _, words in outline(found)] == ["渡口票价的变迁", "1引言", "2旧票价"]
    work = found.works[0]
    assert {level for level, _ in outline(found)[1:]} == {2}
    assert "WANG Du-chuan，LI He-sheng" in [work.text(one) for one in work.blocks() if one.kind is BlockKind.BYLINE]


def test_words_in_latin_letters_above_other_text_stay_headings(tmp_path: Path, shaped: Take) -> None:
    lines = [("渡口票价的变迁", 18.0), (_TEXT, 10.5), ("Fares of Ferries", 14.0), (_TEXT, 10.5)]
    found = shaped(_paper(tmp_path / "a.docx", lines))
    assert "Fares of Ferries" in [words for _, words in outline(found)]


def test_the_size_of_a_text_is_that_of_most_of_its_width(tmp_path: Path, shaped: Take) -> None:
    latin = "Ferries cross the river from one landing to the other all day long. " * 3
    lines = [("渡口票价的变迁", 18.0), *[(latin, 8.0)], *[("一、旧票价", 14.0), (_TEXT * 2, 10.5)]]
    lines += [(f"{_TEXT}票价是", 10.5), (_TEXT, 10.5), (_TEXT[:12], 10.5), (latin, 8.0)]
    found = shaped(_paper(tmp_path / "a.docx", lines))
    assert [words for _, words in outline(found)] == ["渡口票价的变迁", "一、旧票价"]
