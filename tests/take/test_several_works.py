"""Several works in one document, told by their stated titles; chapters of one work are none."""

from __future__ import annotations

from pathlib import Path

import docx
import pytest
from docx.shared import Pt
from tests.take.conftest import Take

from shanben.model.forms import Called
from shanben.model.works import Work

LAWS = (
    ("河渡规则", ("第一条　为便利渡河，制定本规则。", "第二条　渡船每日两班，风大不开。")),
    ("闸门规则", ("第一条　闸门由守闸人启闭。", "第二条　启闭须先鸣锣，以免伤人。")),
)
ARTICLES = (
    ("渡口旧事", ("渡口在村南三里，旧有石碑，今已不存。", "老人说，从前船家夜里也应声。")),
    ("闸上灯火", ("守闸人夜里点灯，灯在潮来以前亮起。", "远处的人望见灯，便知道潮水将到。")),
)


def _title(work: Work) -> str:
    return next(work.heading_text(section) for section in work.sections() if section.heading is not None)


def _word(path: Path, parts: tuple[tuple[str, tuple[str, ...]], ...], level: int) -> Path:
    document = docx.Document()
    for title, paragraphs in parts:
        document.add_heading(title, level)
        for words in paragraphs:
            document.add_paragraph(words)
    document.save(str(path))
    return path


def _page(path: Path, parts: tuple[tuple[str, tuple[str, ...]], ...], before: str = "") -> Path:
    body = "".join(f"<h1>{title}</h1>" + "".join(f"<p>{one}</p>" for one in words) for title, words in parts)
    path.write_text(f"<!doctype html><html><body>{before}{body}</body></html>", "utf-8")
    return path


@pytest.mark.parametrize("parts", [LAWS, ARTICLES])
def test_two_titles_make_two_works(
    tmp_path: Path, shaped: Take, parts: tuple[tuple[str, tuple[str, ...]], ...]
) -> None:
    for file in (
        _word(tmp_path / "a.docx", parts, 0), _word(tmp_path / "b.docx", parts, 1), _page(tmp_path / "c.html", parts),
    ):  # fmt: skip
        found = shaped(file)
        assert [_title(work) for work in found.works] == [title for title, _ in parts], file.name
        texts = [[work.text(block) for block in work.blocks()] for work in found.works]
        assert [words[-1][-8:] for words in texts] == [words[-1][-8:] for _, words in parts]


def test_words_larger_than_all_else_are_titles_of_laws(tmp_path: Path, shaped: Take) -> None:
    document = docx.Document()
    for title, paragraphs in LAWS:
        run = document.add_paragraph().add_run(title)
        run.font.size, run.bold = Pt(20), True
        for words in paragraphs:
            document.add_paragraph().add_run(words).font.size = Pt(12)
    document.save(str(tmp_path / "a.docx"))
    assert [_title(work) for work in shaped(tmp_path / "a.docx").works] == [title for title, _ in LAWS]


def test_chapters_below_a_title_are_one_work(tmp_path: Path, shaped: Take) -> None:
    assert len(shaped(_page(tmp_path / "a.html", ARTICLES, "<p>村志两篇</p>")).works) == 1
    preface = (("前言", ("本志所记，皆乡人口述，未及核对。",)), *ARTICLES)
    assert len(shaped(_page(tmp_path / "b.html", preface)).works) == 1
    nested = "<h1>春</h1><h2>其一</h2><p>溪水初涨。</p><h1>夏</h1><h2>其一</h2><p>松风入户。</p>"
    assert len(shaped(_page(tmp_path / "c.html", (), nested)).works) == 1


def test_a_title_in_several_stated_lines_is_one_title(tmp_path: Path, shaped: Take) -> None:
    parts = "<h1>一、船</h1><p>修船两只。</p><h1>二、灯</h1><p>添灯三盏。</p>"
    body = "<h1>渡口管理会</h1><h1>十二月会议纪要</h1><p>会议商定两事。</p>" + parts
    (work,) = shaped(_page(tmp_path / "a.html", (), body)).works
    assert [(section.level, work.heading_text(section)) for section in work.sections() if section.heading] == [
        (1, "渡口管理会十二月会议纪要"), (2, "一、船"), (2, "二、灯"),
    ]  # fmt: skip


def test_a_row_of_a_table_is_no_title(tmp_path: Path, shaped: Take) -> None:
    table = "<table><tr><td>木桨</td><td>四</td></tr><tr><td>铁锚</td><td>一</td></tr></table>"
    (work,) = shaped(_page(tmp_path / "a.html", (), table + "<p>以上据旧账。</p>")).works
    assert _title(work) == "（无题）"


def test_a_list_of_contents_in_a_document_is_left_out(tmp_path: Path, shaped: Take) -> None:
    listed = "<p>目录</p><p>一、船<span>\t</span>ii</p><p>二、灯……3</p>"
    body = f"<h1>渡口管理会</h1>{listed}<h2>一、船</h2><p>修船两只，另添长篙。</p><h2>二、灯</h2><p>添灯三盏。</p>"
    found = shaped(_page(tmp_path / "a.html", (), body))
    assert [gap.reason.value for gap in found.gaps if gap.reason.value == "contents"]
    (work,) = found.works
    texts = ["渡口管理会", "一、船", "修船两只，另添长篙。", "二、灯", "添灯三盏。"]
    assert [work.text(block) for block in work.blocks()] == texts


def test_notes_at_the_end_go_with_the_work_that_calls_them(tmp_path: Path, shaped: Take) -> None:
    called = "渡口旧有石碑<sup><a href='#n1'>1</a></sup>，今已不存，无人能记其文。"
    other = "<h1>闸上灯火</h1><p>守闸人夜里点灯，潮来以前亮起。</p>"
    body = f"<h1>渡口旧事</h1><p>{called}</p>{other}<p id=n1>1 碑高六尺。</p>"
    works = shaped(_page(tmp_path / "a.html", (), body)).works
    assert [[work.text(block) for block in work.blocks()][-1] for work in works] == [
        "碑高六尺。", "守闸人夜里点灯，潮来以前亮起。",
    ]  # fmt: skip


def test_footnotes_and_works_that_are_cited_by_the_same_marks(tmp_path: Path, shaped: Take) -> None:
    file = tmp_path / "a.html"
    file.write_text(
        "<title>渡船考</title><h1>渡船考</h1>"
        "<p>渡船始于何时<sup><a href='#f1'>[1]</a></sup>，说法不一[1]，今从旧志[2]。</p><h2>参考文献</h2>"
        "<p>[1] 柳岸：江岸志。</p><p>[2] 柳岸：渡口图说。</p>"
        "<div id='f1'><p>[1] 另有一说，见后。</p></div>",
        "utf-8",
    )
    (work,) = shaped(file).works
    notes = {work.text(block): block.form for block in work.blocks() if isinstance(block.form, Called)}
    assert {words: form.mark for words, form in notes.items()} == {
        "另有一说，见后。": "[1]", "柳岸：江岸志。": "[1]", "柳岸：渡口图说。": "[2]",
    }  # fmt: skip
