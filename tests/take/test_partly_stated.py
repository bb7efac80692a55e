"""Documents whose author named some headings and only set others: what stands like a heading is one, and is doubted."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import docx
from docx.shared import Pt
from tests.take.conftest import Take, outline

_TEXT = "轮渡公司每年春天检修两艘渡船，检修期间由邻村的小船代渡，票价照旧。"


def _bold(document: Any, words: str, size: float = 14) -> None:
    run = document.add_paragraph().add_run(words)
    run.bold, run.font.size = True, Pt(size)


def _saved(document: Any, tmp_path: Path, shaped: Take) -> list[str]:
    document.save(str(tmp_path / "a.docx"))
    return [words.replace(" ", "") for _, words in outline(shaped(tmp_path / "a.docx"))]


def test_what_is_numbered_and_set_as_stated_headings_are_is_one(tmp_path: Path, shaped: Take) -> None:
    document = docx.Document()
    document.add_heading("渡船检修章程", 0)
    for number, words in enumerate(["总则", "检修", "代渡", "票价"]):
        if number == 2:
            _bold(document, f"{'一二三四'[number]}、{words}")
        else:
            head = document.add_heading(level=1)
            run = head.add_run(f"{'一二三四'[number]}、{words}")
            run.bold, run.font.size = True, Pt(14)
        document.add_paragraph(_TEXT)
        document.add_paragraph(f"{'一二三四'[number]}、照旧办理")
    assert _saved(document, tmp_path, shaped) == ["渡船检修章程", "一、总则", "二、检修", "三、代渡", "四、票价"]


def test_a_list_that_goes_on_over_sections_is_one_sequence(tmp_path: Path, shaped: Take) -> None:
    document = docx.Document()
    document.add_heading("渡船检修章程", 0)
    for part in (1, 2):
        document.add_heading(f"第{'一二'[part - 1]}章　渡口", 1)
        for number in range(3 * part - 2, 3 * part + 1):
            _bold(document, f"{number}. 事项{'甲乙丙丁戊己'[number - 1]}")
            if number != 5:
                document.add_paragraph(_TEXT)
            _bold(document, f"{number}.1. 办法", 12)
            document.add_paragraph(_TEXT)
    found = _saved(document, tmp_path, shaped)
    assert [one for one in found if "事项" in one] == [f"{at}.事项{sign}" for at, sign in enumerate("甲乙丙丁戊己", 1)]


def test_a_stray_heading_makes_no_text_of_the_numbered_ones(tmp_path: Path, shaped: Take) -> None:
    document = docx.Document()
    for words in ("关于检修渡船", "的通知"):
        document.add_heading(words, 2)
    for number, words in enumerate(["检修时间", "代渡办法", "票价"]):
        document.add_paragraph(f"{'一二三'[number]}、{words}")
        document.add_paragraph(_TEXT)
    document.add_paragraph("附件1")
    document.add_heading("代渡船只名单", 2)
    document.add_paragraph(_TEXT)
    found = _saved(document, tmp_path, shaped)
    assert found[:4] == ["关于检修渡船的通知", "一、检修时间", "二、代渡办法", "三、票价"]
    assert "代渡船只名单" in found


def test_statements_of_unnumbered_headings_are_trusted_where_there_are_many(tmp_path: Path, shaped: Take) -> None:
    document = docx.Document()
    document.add_heading("渡口见闻", 0)
    for words in ("清晨", "正午", "黄昏", "深夜"):
        document.add_heading(words, 1)
        document.add_paragraph(_TEXT)
        for at in range(3):
            document.add_paragraph(f"{'一二三'[at]}、看船")
    assert _saved(document, tmp_path, shaped) == ["渡口见闻", "清晨", "正午", "黄昏", "深夜"]


def test_a_document_that_is_an_annex_has_its_title_below_its_number(tmp_path: Path, shaped: Take) -> None:
    document = docx.Document()
    document.add_paragraph("附件4")
    _bold(document, "渡船代渡办法", 18)
    _bold(document, "第一条　范围", 12)
    document.add_paragraph(_TEXT)
    _bold(document, "第二条　票价", 12)
    document.add_paragraph(_TEXT)
    assert _saved(document, tmp_path, shaped) == ["渡船代渡办法", "第一条　范围", "第二条　票价"]


def test_a_sequence_is_one_of_headings_also_where_only_other_parts_state_theirs(tmp_path: Path, shaped: Take) -> None:
    document = docx.Document()
    document.add_heading("渡船检修章程", 0)
    for part in (1, 2):
        document.add_heading(f"第{'一二'[part - 1]}章　渡口", 1)
        for at, words in enumerate(["范围", "办法", "票价", "附则"]):
            words = f"{'一二三四'[at]}、{words}{part}"
            if part == 2:
                document.add_heading(words, 2)
            else:
                document.add_paragraph(words)
            document.add_paragraph(_TEXT)
    found = _saved(document, tmp_path, shaped)
    assert [one for one in found if one.endswith("1")] == ["一、范围1", "二、办法1", "三、票价1", "四、附则1"]


def test_a_list_of_parts_inside_the_text_is_none_of_them(tmp_path: Path, shaped: Take) -> None:
    document = docx.Document()
    document.add_heading("渡船检修章程", 0)
    parts = ["第一章　渡口", "第二章　船只", "第三章　票价"]
    for at, words in enumerate(parts):
        document.add_heading(words, 1)
        document.add_paragraph(_TEXT)
        if at == 0:
            document.add_paragraph("本章程由下列各章组成：")
            for one in parts:
                document.add_paragraph(one)
            document.add_paragraph(_TEXT)
    assert _saved(document, tmp_path, shaped) == ["渡船检修章程", *parts]


def test_the_month_of_a_cover_is_no_title_because_it_is_stated_to_be_a_heading(tmp_path: Path, shaped: Take) -> None:
    document = docx.Document()
    _bold(document, "渡船检修采购文件", 36)
    document.add_paragraph("采购人：北岸轮渡公司")
    run = document.add_heading(level=1).add_run("2026年6月编制")
    run.font.size = Pt(16)
    document.add_heading("第一章　公告", 1).runs[0].font.size = Pt(16)
    document.add_paragraph(_TEXT)
    document.add_heading("第二章　须知", 1).runs[0].font.size = Pt(16)
    document.add_paragraph(_TEXT)
    assert _saved(document, tmp_path, shaped) == ["渡船检修采购文件", "第一章　公告", "第二章　须知"]


def test_a_number_alone_with_a_colon_is_a_heading(tmp_path: Path, shaped: Take) -> None:
    document = docx.Document()
    _bold(document, "渡口杂记", 18)
    for at in range(3):
        document.add_paragraph(f"第{'一二三'[at]}章：")
        document.add_paragraph(_TEXT)
    assert _saved(document, tmp_path, shaped) == ["渡口杂记", "第一章：", "第二章：", "第三章："]


def test_chapters_that_are_only_set_lie_over_stated_sections(tmp_path: Path, shaped: Take) -> None:
    document = docx.Document()
    document.add_heading("渡口见闻", 0)
    for part in (1, 2):
        _bold(document, f"第{'一二'[part - 1]}章　渡船")
        for at in (1, 2):
            document.add_heading(f"{part}.{at} 船工", 1)
            document.add_paragraph(_TEXT)
    document.save(str(tmp_path / "a.docx"))
    levels = {words.replace(" ", ""): level for level, words in outline(shaped(tmp_path / "a.docx"))}
    assert (levels["第一章　渡船"], levels["1.1船工"], levels["第二章　渡船"], levels["2.2船工"]) == (2, 3, 2, 3)


def test_numbers_of_more_figures_lie_deeper_in_the_same_look(tmp_path: Path, shaped: Take) -> None:
    document = docx.Document()
    _bold(document, "渡口见闻", 20)
    for number in ("1 渡船", "1.1 船工", "1.1.1 船桨", "1.1.2 船篙", "1.2 船票", "2 码头", "2.1 石阶"):
        _bold(document, number, 12)
        document.add_paragraph(_TEXT)
    document.save(str(tmp_path / "a.docx"))
    found = outline(shaped(tmp_path / "a.docx"))
    assert [level for level, _ in found] == [1, 2, 3, 4, 4, 3, 2, 3]


def test_a_whole_paragraph_that_a_program_calls_a_heading_is_text(tmp_path: Path, shaped: Take) -> None:
    chapters = "".join(f"<p>第{sign}回　渡口夜话</p><p>{_TEXT}</p>" for sign in "一二三四")
    page = f"<h1>渡口旧闻</h1><h2>说明</h2><p>{_TEXT}</p>{chapters}<h5>{_TEXT * 5}</h5><h2>附记</h2><p>{_TEXT}</p>"
    (tmp_path / "a.html").write_text(f"<html><body>{page}</body></html>", "utf-8")
    found = [words for _, words in outline(shaped(tmp_path / "a.html"))]
    assert found == ["渡口旧闻", "说明", *(f"第{sign}回　渡口夜话" for sign in "一二三四"), "附记"]


def test_the_title_of_an_article_stands_below_the_head_of_its_journal(tmp_path: Path, shaped: Take) -> None:
    document = docx.Document()
    document.add_paragraph("第36卷第5期　轮渡学报　Vol. 36, No. 5")
    document.add_paragraph("文章编号：1000-2000(2009)05-0077-04")
    _bold(document, "渡船检修周期研究", 20)
    _bold(document, "赵渡，朱舟", 13)
    document.add_paragraph(f"摘要：{_TEXT}")
    _bold(document, "1 引言", 13)
    document.add_paragraph(_TEXT)
    assert _saved(document, tmp_path, shaped)[0] == "渡船检修周期研究"


def test_signs_between_two_parts_are_no_heading(tmp_path: Path, shaped: Take) -> None:
    document = docx.Document()
    for words in ("渡口的早晨", "＊＊＊", "渡口的黄昏"):
        _bold(document, words, 18)
        document.add_paragraph(_TEXT)
    assert _saved(document, tmp_path, shaped) == ["渡口的早晨", "渡口的黄昏"]


def test_formulas_are_no_headings_however_they_are_set(tmp_path: Path, shaped: Take) -> None:
    document = docx.Document()
    for words in ("渡口的运费", "F = Q × P", "渡口的票价"):
        _bold(document, words, 18)
        document.add_paragraph(_TEXT)
    assert _saved(document, tmp_path, shaped) == ["渡口的运费", "渡口的票价"]


def test_steps_of_which_some_are_none_are_no_headings(tmp_path: Path, shaped: Take) -> None:
    document = docx.Document()
    _bold(document, "渡船登记", 18)
    for part in ("一、登记", "二、注销"):
        _bold(document, part)
        document.add_paragraph("1. 打开登记簿")
        document.add_paragraph("2. 选船的种类：木船、铁船，还是轮渡，三种都有的分开登记，不要混在一页里。")
        document.add_paragraph("3. 写船名")
        document.add_paragraph("- 写在第一格")
        document.add_paragraph("- 字要端正")
        document.add_paragraph("4. 盖章")
    assert _saved(document, tmp_path, shaped) == ["渡船登记", "一、登记", "二、注销"]
