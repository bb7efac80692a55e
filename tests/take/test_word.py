"""Word documents: everything Word shows is in the text, with its numbers; what it does not show is counted."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import docx
import docx.document
import docx.shared
import pytest
from docx.enum.text import WD_PARAGRAPH_ALIGNMENT
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from tests.take.conftest import Take, outline, text_of

from shanben.model.text import BlockKind, GapReason
from shanben.take.documents import read_document

_W = nsdecls("w")


def _document(path: Path, *paragraphs: str) -> Path:
    """A document of paragraphs given as WordprocessingML inside ``w:p``."""
    document = docx.Document()
    body = document.element.body
    for inner in paragraphs:
        body.insert(len(body) - 1, parse_xml(f"<w:p {_W}>{inner}</w:p>"))
    document.save(str(path))
    return path


def _run(text: str, properties: str = "") -> str:
    return f"<w:r><w:rPr>{properties}</w:rPr><w:t>{text}</w:t></w:r>"


def test_insertions_are_text_and_deletions_are_counted(tmp_path: Path) -> None:
    deleted = '<w:del w:id="1" w:author="甲"><w:r><w:delText>随意</w:delText></w:r></w:del>'
    inserted = f'<w:ins w:id="2" w:author="甲">{_run("按时")}</w:ins>'
    file = _document(tmp_path / "a.docx", _run("钥匙应当") + deleted + inserted + _run("交还。"))
    document = read_document(file)
    assert text_of(document) == "钥匙应当按时交还。\n"
    assert document.evidence is not None
    assert document.evidence.left_out["deleted characters"] == 2


def test_content_controls_and_fields_are_text(tmp_path: Path) -> None:
    control = f"<w:sdt><w:sdtPr/><w:sdtContent>{_run('渡口')}</w:sdtContent></w:sdt>"
    field = f'<w:fldSimple w:instr=" DATE ">{_run("三月")}</w:fldSimple>'
    file = _document(tmp_path / "a.docx", _run("到") + control + _run("等船，") + field + _run("开航。"))
    assert text_of(read_document(file)) == "到渡口等船，三月开航。\n"


def test_hidden_text_is_left_out_and_counted(tmp_path: Path) -> None:
    file = _document(tmp_path / "a.docx", _run("灯塔") + _run("内部备注", "<w:vanish/>") + _run("今晚点亮。"))
    document = read_document(file)
    assert text_of(document) == "灯塔今晚点亮。\n"
    assert document.evidence is not None
    assert document.evidence.left_out == {"hidden characters": 4}


def test_a_hidden_paragraph_is_not_counted(tmp_path: Path) -> None:
    numbered = '<w:pStyle w:val="ListNumber"/>'
    hidden = "<w:rPr><w:vanish/></w:rPr>"
    file = _document(
        tmp_path / "a.docx",
        f"<w:pPr>{numbered}</w:pPr>{_run('灯塔今晚点亮。')}",
        f"<w:pPr>{numbered}{hidden}</w:pPr>{_run('内部备注', '<w:vanish/>')}",
        f"<w:pPr>{numbered}{hidden}</w:pPr>{_run('渡船今晚停开。')}",
    )
    assert text_of(read_document(file)) == "1. 灯塔今晚点亮。\n2. 渡船今晚停开。\n"


def test_the_reading_of_a_character_stands_beside_it(tmp_path: Path) -> None:
    ruby = (
        "<w:r><w:ruby><w:rubyPr/><w:rt><w:r><w:t>fú</w:t></w:r></w:rt>"
        "<w:rubyBase><w:r><w:t>洑</w:t></w:r></w:rubyBase></w:ruby></w:r>"
    )
    document = read_document(_document(tmp_path / "a.docx", _run("水至此") + ruby + _run("流。")))
    assert text_of(document) == "水至此洑流。\n"
    assert document.evidence is not None
    assert [(one.start, one.reading) for one in document.evidence.lines[1].ruby] == [(3, "fú")]


def _numbering(document: docx.document.Document, levels: list[tuple[str, str]]) -> None:
    inner = "".join(
        f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/></w:lvl>'
        for at, (form, text) in enumerate(levels)
    )
    root = document.part.numbering_part.element
    root.insert(0, parse_xml(f'<w:abstractNum {_W} w:abstractNumId="90">{inner}</w:abstractNum>'))
    root.append(parse_xml(f'<w:num {_W} w:numId="91"><w:abstractNumId w:val="90"/></w:num>'))


def test_automatic_numbers_are_written_out(tmp_path: Path, shaped: Take) -> None:
    document = docx.Document()
    _numbering(document, [("chineseCountingThousand", "第%1条"), ("chineseCounting", "（%2）"), ("decimal", "%3.")])
    items = [
        (0, "借书凭证。"),
        (0, "下列人员可以借书："),
        (1, "本村村民；"),
        (1, "本校学生。"),
        (2, "包括新生。"),
        (0, "还书不得逾期。"),
    ]
    document.add_paragraph("借书规约")
    for level, words in items:
        paragraph = document.add_paragraph(words)
        properties: Any = paragraph._p.get_or_add_pPr()
        properties.append(parse_xml(f'<w:numPr {_W}><w:ilvl w:val="{level}"/><w:numId w:val="91"/></w:numPr>'))
    document.save(str(tmp_path / "loan.docx"))
    lines = text_of(read_document(tmp_path / "loan.docx")).splitlines()
    assert lines == [
        "借书规约", "第一条 借书凭证。", "第二条 下列人员可以借书：", "（一）本村村民；", "（二）本校学生。",
        "1. 包括新生。", "第三条 还书不得逾期。",
    ]  # fmt: skip
    anchors = [section.anchor for section in shaped(tmp_path / "loan.docx").works[0].sections()]
    assert anchors == ["title", "art-1", "art-2", "art-3"]


def test_one_list_may_number_chapters_articles_and_their_items(tmp_path: Path, shaped: Take) -> None:
    document = docx.Document()
    han = "chineseCountingThousand"
    _numbering(document, [(han, "第%1章"), (han, "第%2条"), ("chineseCounting", "（%3）"), ("decimal", "%4.")])
    document.add_paragraph("借书规约")
    words = [
        (0, "凭证"),
        (1, "下列人员可以借书："),
        (2, "本校学生，包括："),
        (3, "新生。"),
        (0, "归还"),
        (1, "不得逾期。"),
    ]
    for level, text in words:
        properties: Any = document.add_paragraph(text)._p.get_or_add_pPr()
        properties.append(parse_xml(f'<w:numPr {_W}><w:ilvl w:val="{level}"/><w:numId w:val="91"/></w:numPr>'))
    document.save(str(tmp_path / "loan.docx"))
    work = shaped(tmp_path / "loan.docx").works[0]
    assert [section.anchor for section in work.sections()][:3] == ["title", "s1", "art-1"]
    items = [(block.id, block.level) for block in work.blocks() if block.kind is BlockKind.ITEM]
    assert items == [("art-1-1-1", 2), ("art-1-1-1-1", 3)]


def test_equal_cells_are_not_merged_and_merged_ones_are_once(tmp_path: Path) -> None:
    document = docx.Document()
    table = document.add_table(rows=3, cols=4)
    for row, words in zip(table.rows, ("甲 0 0 5", "乙 0 7 7", "丙 1 2 3"), strict=True):
        for cell, word in zip(row.cells, words.split(), strict=True):
            cell.text = word
    table.cell(2, 0).merge(table.cell(2, 1))
    document.save(str(tmp_path / "a.docx"))
    found = read_document(tmp_path / "a.docx")
    assert text_of(found).splitlines() == ["甲\t0\t0\t5", "乙\t0\t7\t7", "丙 1\t2\t3"]
    assert found.evidence is not None
    assert [(cell.col, cell.cols) for cell in found.evidence.lines[3].cells] == [(0, 2), (2, 1), (3, 1)]


def test_stated_headings_have_their_levels(tmp_path: Path, shaped: Take) -> None:
    document = docx.Document()
    document.add_heading("堤岸养护办法", 0)
    for level, words in ((1, "巡查"), (2, "早班"), (2, "晚班"), (1, "修补")):
        document.add_heading(words, level)
        document.add_paragraph("巡查的人应当记录水位，发现裂缝立即报告，并在原地等候。" * 2)
    document.save(str(tmp_path / "a.docx"))
    assert outline(shaped(tmp_path / "a.docx")) == [
        (1, "堤岸养护办法"), (2, "巡查"), (3, "早班"), (3, "晚班"), (2, "修补"),
    ]  # fmt: skip


def test_a_chapter_that_is_not_called_a_heading_lies_as_deep_as_those_that_are(tmp_path: Path, shaped: Take) -> None:
    document = docx.Document()
    document.add_heading("渔会章程", 0)
    for words, stated in (("第一章 会员", False), ("第二章 船只", True), ("第三章 会费", False), ("第四章 附则", True)):
        if stated:
            document.add_heading(words, 1)
        else:
            document.add_paragraph(words)
        document.add_paragraph("会员应当爱惜公用的船只，出海以前登记，回港以后报告。")
    document.save(str(tmp_path / "a.docx"))
    found = outline(shaped(tmp_path / "a.docx"))
    assert [(level, words[:3]) for level, words in found[1:]] == [
        (2, "第一章"), (2, "第二章"), (2, "第三章"), (2, "第四章"),
    ]  # fmt: skip


def test_a_body_set_as_a_heading_may_stand_above_a_title(tmp_path: Path, shaped: Take) -> None:
    document = docx.Document()
    document.add_heading("柳岸水务局", 1)
    document.add_heading("堤岸养护办法", 0)
    document.add_paragraph("巡查的人应当记录水位。")
    document.save(str(tmp_path / "a.docx"))
    (work,) = shaped(tmp_path / "a.docx").works
    assert work.title == "堤岸养护办法"
    assert [(block.kind, work.text(block)) for block in work.front] == [(BlockKind.SERIES, "柳岸水务局")]


def test_a_title_in_two_lines_above_a_date_is_whole(tmp_path: Path, shaped: Take) -> None:
    document = docx.Document()
    for words, size in (("柳岸水务局", 26), ("堤岸养护手册", 26), ("二〇二三年五月六日", 14)):
        paragraph = document.add_paragraph()
        run = paragraph.add_run(words)
        run.bold, run.font.size = True, docx.shared.Pt(size)
        paragraph.alignment = WD_PARAGRAPH_ALIGNMENT.CENTER
    for words in ("巡查", "修补"):
        document.add_heading(words, 1)
        document.add_paragraph("巡查的人应当记录水位，发现裂缝立即报告。" * 3)
    document.save(str(tmp_path / "a.docx"))
    assert [words.replace("\u3000", "") for _, words in outline(shaped(tmp_path / "a.docx"))] == [
        "柳岸水务局堤岸养护手册", "巡查", "修补",
    ]  # fmt: skip


@pytest.mark.parametrize("after", ["船从上游来，载着新收的茶叶。", ""])
def test_what_is_called_a_title_below_text_is_a_heading_and_no_line_is_lost(
    tmp_path: Path, shaped: Take, after: str
) -> None:
    document = docx.Document()
    document.add_heading("春汛", 1)
    document.add_paragraph("河水在三月里涨了起来。")
    document.add_heading("船", 0)
    document.add_paragraph(after)
    document.save(str(tmp_path / "a.docx"))
    found = shaped(tmp_path / "a.docx")
    (work,) = found.works
    assert "".join(map(work.text, work.blocks())) == f"春汛河水在三月里涨了起来。船{after}"
    assert not [gap for gap in found.gaps if gap.reason is GapReason.UNASSIGNED]
    assert [words for _, words in outline(found)][-2:] == ["春汛", "船"]


def test_headings_without_styles_are_told_by_their_look(tmp_path: Path, shaped: Take) -> None:
    document = docx.Document()
    for words, size, bold, centred in (
        ("养蜂须知", 22, True, True),
        ("选址", 16, True, False),
        ("蜂场应当背风向阳，附近要有水源，离大路不少于五十步。", 12, False, False),
        ("春繁", 16, True, False),
        ("立春以后气温回升，可以逐渐紧脾，并补喂糖水。", 12, False, False),
        ("这几个字也短", 12, False, False),
        ("越冬以前要留足饲料，并检查蜂王的产卵情况。", 12, False, False),
    ):
        paragraph = document.add_paragraph()
        run = paragraph.add_run(words)
        run.bold, run.font.size = bold, docx.shared.Pt(size)
        paragraph.alignment = WD_PARAGRAPH_ALIGNMENT.CENTER if centred else WD_PARAGRAPH_ALIGNMENT.LEFT
    document.save(str(tmp_path / "a.docx"))
    assert outline(shaped(tmp_path / "a.docx")) == [(1, "养蜂须知"), (2, "选址"), (2, "春繁")]


def test_a_sign_with_several_ways_to_show_it_is_shown_by_one(tmp_path: Path) -> None:
    ways = (
        '<mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
        '<mc:Choice Requires="new"><new:sign xmlns:new="urn:new" new:char="1F600"/></mc:Choice>'
        "<mc:Fallback><w:t>☺</w:t></mc:Fallback></mc:AlternateContent>"
    )
    file = _document(tmp_path / "a.docx", _run("笑") + f"<w:r>{ways}</w:r>" + _run("了。"))
    assert "笑☺了。" in text_of(read_document(file))


def test_a_title_is_told_though_annexes_are_headings_of_its_level(tmp_path: Path, shaped: Take) -> None:
    document = docx.Document()
    for level, words in [
        (1, "渡口修缮工程承包合同"), (2, "工程概况"), (0, "渡口的石阶有三十级，今年重砌。"), (1, "第二部分 通用条款"),
        (0, "石料由甲方供给，按月结算。"), (1, "附件 3 保修"), (1, "渡口修缮工程保修书"), (0, "石阶保修三年。"),
    ]:  # fmt: skip
        document.add_heading(words, level) if level else document.add_paragraph(words)
    document.save(str(tmp_path / "a.docx"))
    found = shaped(tmp_path / "a.docx")
    assert len(found.works) == 1
    assert outline(found)[0] == (1, "渡口修缮工程承包合同")
