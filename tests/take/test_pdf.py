"""PDF documents: reading order, what belongs to the page, paragraphs over pages, headings by look, notes, tables."""

from __future__ import annotations

from pathlib import Path

import pypdf
import pytest
from playwright.sync_api import Browser
from tests.take.conftest import Take, outline, text_of
from tests.take.plain_pdf import drawn_pdf, simple_pdf

from shanben.model.text import BlockKind
from shanben.problems import Refused
from shanben.take.documents import Document, read_document

SENTENCE = "潮水每日两次涨落，守闸的人按时开闭闸门，把咸水挡在外面，让淡水流进田里，岁岁如此从不间断。"
SMALL = "font-size:8px;width:100%;text-align:center"
STYLE = "body{font:12pt/1.7 'Noto Serif CJK SC'} p{margin:0;text-indent:2em;text-align:justify} h1{text-align:center}"


def printed(browser: Browser, path: Path, body: str, style: str = STYLE, **options: object) -> Path:
    page = browser.new_page()
    page.set_content(f"<html lang=zh><style>{style}</style><body>{body}</body></html>")
    page.pdf(path=str(path), format="A5", **options)  # type: ignore[arg-type]
    page.close()
    return path


def blocks_of(document: Document) -> list[str]:
    """The text of each block of a document."""
    assert document.evidence is not None
    lines = text_of(document).split("\n")
    found: dict[int, str] = {}
    for number, facts in document.evidence.lines.items():
        if not facts.part:
            found[facts.block] = found.get(facts.block, "") + "".join(lines[number - 1].split())
    return list(found.values())


def test_paragraphs_go_on_over_pages_and_furniture_is_told_apart(
    tmp_path: Path, chromium: Browser, shaped: Take
) -> None:
    paragraphs = [SENTENCE * (number % 4 + 1) for number in range(24)]
    body = "<h1>守闸人手记</h1>" + "".join(
        (f"<h2>{'春夏秋冬'[number // 6]}汛</h2>" if number % 6 == 0 else "") + f"<p>{words}</p>"
        for number, words in enumerate(paragraphs)
    )
    file = printed(
        chromium, tmp_path / "tide.pdf", body, display_header_footer=True,
        margin={"top": "20mm", "bottom": "20mm", "left": "18mm", "right": "18mm"},
        header_template=f'<div style="{SMALL}">守闸人手记</div>',
        footer_template=f'<div style="{SMALL}">- <span class=pageNumber></span> -</div>',
    )  # fmt: skip
    document = read_document(file)
    assert document.evidence is not None
    assert document.evidence.pages > 3
    assert text_of(document).count("\f") == document.evidence.pages - 1
    found = shaped(file)
    assert outline(found) == [(1, "守闸人手记"), (2, "春汛"), (2, "夏汛"), (2, "秋汛"), (2, "冬汛")]
    work = found.works[0]
    texts = [work.text(block) for block in work.blocks() if block.kind is BlockKind.PARAGRAPH]
    assert texts == paragraphs
    reasons = {gap.reason.value for gap in found.gaps}
    assert {"running-head", "page-number", "page-break"} <= reasons


def test_columns_are_read_one_after_the_other(tmp_path: Path, chromium: Browser) -> None:
    paragraphs = [f"其{number}，" + SENTENCE * (at % 3 + 1) for at, number in enumerate("甲乙丙丁戊己庚辛")]
    body = "<main><h1>三栏</h1>" + "".join(f"<p>{words}</p>" for words in paragraphs) + "</main>"
    style = (
        "body{font:8pt/1.5 'Noto Serif CJK SC'} main{column-count:3;column-gap:6mm} h1{column-span:all}"
        "p{margin:0;text-indent:2em}"
    )
    assert blocks_of(read_document(printed(chromium, tmp_path / "a.pdf", body, style))) == ["三栏", *paragraphs]


@pytest.mark.parametrize(("columns", "gutter"), [(2, 0.4), (2, 0.8), (3, 0.6)])
def test_narrow_gutters_part_columns(columns: int, gutter: float, tmp_path: Path, chromium: Browser) -> None:
    paragraphs = [f"其{number}，" + SENTENCE * (at % 3 + 1) for at, number in enumerate("甲乙丙丁戊己庚辛" * 2)]
    body = "<main><h1>三栏</h1>" + "".join(f"<p>{words}</p>" for words in paragraphs) + "</main>"
    style = (
        "body{font:8pt/1.5 'Noto Serif CJK SC';text-align:justify}"
        f"main{{column-count:{columns};column-gap:{gutter}em}}"
        "h1{column-span:all;text-align:center} p{margin:0;text-indent:2em}"
    )
    found = blocks_of(read_document(printed(chromium, tmp_path / "a.pdf", body, style)))
    assert found == ["三栏", *paragraphs]


def test_rows_of_a_list_are_no_columns(tmp_path: Path, chromium: Browser) -> None:
    body = "".join(f"<p>{number}．&nbsp;守闸须知第{number}项，汛期不得离岗。</p>" for number in range(1, 13))
    found = blocks_of(read_document(printed(chromium, tmp_path / "a.pdf", body)))
    assert found == [f"{number}．守闸须知第{number}项，汛期不得离岗。" for number in range(1, 13)]


def test_notes_at_the_foot_do_not_cut_a_paragraph(tmp_path: Path, chromium: Browser, shaped: Take) -> None:
    words = SENTENCE * 14
    lines = ["　　" + words[:22], *(words[at : at + 24] for at in range(22, len(words), 24))]
    rows = [f"<div class=l style='top:{9 * at}mm'>{line}</div>" for at, line in enumerate(lines[:18])]
    rows += [f"<div class=l style='top:{210 + 9 * at}mm'>{line}</div>" for at, line in enumerate(lines[18:])]
    note = ["① 参见乡约第二条，原碑立于渡口，今已不存，", "拓片藏于文书馆，字迹尚可辨认，惟年月残缺。"]
    rows += [f"<div class='l n' style='top:{168 + 5 * at}mm'>{line}</div>" for at, line in enumerate(note)]
    style = (
        STYLE + "body{margin:0;position:relative;height:400mm} .l{position:absolute;white-space:pre} .n{font-size:8pt}"
    )
    file = printed(chromium, tmp_path / "a.pdf", "".join(rows), style)
    assert blocks_of(read_document(file)) == [words, "".join(note).replace(" ", "")]
    work = shaped(file).works[0]
    assert [work.text(block) for block in work.blocks() if block.kind is BlockKind.PARAGRAPH] == [words]
    assert sum(block.kind is BlockKind.NOTE for block in work.blocks()) == 1


def test_rows_of_a_table_stay_rows(tmp_path: Path, chromium: Browser, shaped: Take) -> None:
    rows = [("器物", "数", "存处"), ("木桨", "四", "船屋"), ("铁锚", "一", "船屋"), ("灯笼", "四", "门厅")]
    table = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows)
    style = STYLE + "table{width:100%} td{border:1px solid;padding:2mm 6mm}"
    body = f"<h1>器物簿</h1><p>{SENTENCE}</p><table>{table}</table><p>{SENTENCE}</p>"
    work = shaped(printed(chromium, tmp_path / "a.pdf", body, style)).works[0]
    cells = [work.text(block) for block in work.blocks() if block.kind is BlockKind.CELL]
    assert cells == [cell for row in rows for cell in row]


def test_pages_of_pictures_are_named(tmp_path: Path, chromium: Browser) -> None:
    body = "<svg width=300 height=300></svg><img width=300 height=300 src='data:image/bmp;base64,{}'>"
    bmp = "Qk06AAAAAAAAADYAAAAoAAAAAQAAAAEAAAABABgAAAAAAAQAAAATCwAAEwsAAAAAAAAAAAAA/wAAAA=="
    with pytest.raises(Refused, match=r"pages 1\): recognise the text"):
        read_document(printed(chromium, tmp_path / "scan.pdf", body.format(bmp)))


def test_a_text_layer_of_gbk_is_mended_and_said(tmp_path: Path) -> None:
    words = "今晚八点在戏台演出三场"
    document = read_document(simple_pdf(tmp_path / "a.pdf", words.encode("gbk")))
    assert text_of(document) == words + "\n"
    assert document.evidence is not None
    assert document.evidence.repaired == {"lines of GBK that stood as Latin-1": 1}
    assert document.evidence.lines[1].repaired


def test_a_text_layer_without_meaning_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="cannot be read"):
        read_document(simple_pdf(tmp_path / "a.pdf", bytes(range(0xC0, 0xFF)) * 3))


def test_characters_far_off_the_page_are_counted(tmp_path: Path) -> None:
    more = b"1 0 0 1 99999 5 Tm (far) Tj"
    document = read_document(simple_pdf(tmp_path / "a.pdf", b"near", more))
    assert text_of(document) == "near\n"
    assert document.evidence is not None
    assert document.evidence.left_out["characters outside the page"] >= 1


def test_words_of_letters_stand_apart_though_no_space_is_in_the_file(tmp_path: Path) -> None:
    """As typesetting systems write them: each word is placed by itself."""
    step = b"] TJ 0 -20 Td [(Tide,) -300 (ebb.) -300 (Ferry) -300 (\\(late\\)) -300 (3,500) -300 (boats)"
    file = simple_pdf(tmp_path / "a.pdf", b"Log", b"0 -40 Td [(High) -300 (water:) -300 (ten) " + step + b"] TJ")
    assert text_of(read_document(file)).split("\n")[1:3] == ["High water: ten", "Tide, ebb. Ferry (late) 3,500 boats"]


def test_a_document_of_pictures_that_is_no_scan_is_not_sent_to_recognition(tmp_path: Path) -> None:
    file = tmp_path / "a.html"
    file.write_text("<html><body><img src='none.png'></body></html>", "utf-8")
    with pytest.raises(Refused, match="no text") as refused:
        read_document(file)
    assert "--ocr" not in str(refused.value)


def test_a_character_without_a_code_is_left_out_and_counted(tmp_path: Path) -> None:
    reads = b"<41> <0000> <42> <6E56> <43> <533A>"
    document = read_document(simple_pdf(tmp_path / "a.pdf", b"BCABC", reads=reads))
    assert text_of(document) == "湖区湖区\n"
    assert document.evidence is not None
    assert document.evidence.repaired == {"characters U+0000 left out": 1}


def test_letters_that_a_table_of_han_characters_was_left_to_are_letters(tmp_path: Path) -> None:
    reads = b"<61> <8F61> <62> <8F62> <31> <8F31> <7E> <8F7E>"
    document = read_document(simple_pdf(tmp_path / "a.pdf", b"1 ab", reads=reads))
    assert text_of(document) == "1 ab\n"
    assert document.evidence is not None
    assert document.evidence.repaired == {"letters that stood as Han characters": 3}


def test_both_letters_of_a_ligature_are_text(tmp_path: Path) -> None:
    document = read_document(simple_pdf(tmp_path / "a.pdf", b"e#ort", reads=b"<65> <0065> <23> <00660066>"))
    assert text_of(document) == "effort\n"


def test_a_printed_character_that_its_font_gives_two_codes_is_one(tmp_path: Path) -> None:
    reads = b"<41> <2F295C0F> <42> <5229F9DD> <43> <4E00>"  # as some systems print: small, gain, one
    document = read_document(simple_pdf(tmp_path / "a.pdf", b"ABCCA", reads=reads))
    assert text_of(document) == "小利一一小\n"
    assert document.evidence is not None
    assert document.evidence.repaired == {"second codes of one printed character left out": 3}


def test_columns_with_little_room_between_them_are_read_one_after_the_other(tmp_path: Path) -> None:
    words = b"Ferry boats wait at high water until the tide turns again"
    drawing = b"BT /F 10 Tf "
    for at in range(20):
        line = words[at % 7 :] + b" "
        for left in (40, 240):
            drawing += b"1 0 0 1 %d %d Tm (%s) Tj " % (left, 700 - 14 * at, line[: 46 - at % 3])
    drawing += b"/F 10 Tf 1 0 0 1 40 740 Tm (" + words + b" and beyond, as was said, and written again) Tj ET"
    lines = text_of(read_document(drawn_pdf(tmp_path / "a.pdf", drawing, page=b"/MediaBox[0 0 560 800]"))).split("\n")
    assert len([line for line in lines if line]) == 41


def test_room_for_a_character_that_a_font_lacks_is_doubted(tmp_path: Path) -> None:
    reads = b"<41> <6F6E> <42> <6C50> <43> <6E21> <44> <8239>"
    whole = simple_pdf(tmp_path / "a.pdf", b"ABCDABCD", reads=reads)
    assert not read_document(whole).doubts
    lacking = simple_pdf(tmp_path / "b.pdf", b"ABCD", b"[-1000 (ABCD)] TJ", reads=reads)
    assert [(doubt.code, doubt.values["pages"]) for doubt in read_document(lacking).doubts] == [("D136", "1")]


def test_bookmarks_that_leave_numbers_out_are_headings(tmp_path: Path) -> None:
    writer = pypdf.PdfWriter(
        clone_from=simple_pdf(tmp_path / "a.pdf", b"2.1 Tides", b"0 -40 Td (They turn twice a day.) Tj")
    )
    writer.add_outline_item(title="Tides", page_number=0)
    writer.write(str(tmp_path / "b.pdf"))
    document = read_document(tmp_path / "b.pdf")
    assert document.evidence is not None
    assert [facts.by for facts in document.evidence.lines.values()] == ["bookmark", ""]
    assert [entry.line for entry in document.evidence.outline] == [1]


@pytest.mark.parametrize(("stems", "bold"), [(80, False), (150, True), (420, False)])
def test_a_weight_that_no_font_has_says_nothing(stems: int, bold: bool, tmp_path: Path) -> None:
    about = b"<</Type/FontDescriptor/FontName/Quay/Flags 32/FontBBox[0 -200 900 900]/StemV %d>>" % stems
    drawing = b"BT /F 14 Tf 40 700 Td (Ferry at seven) Tj ET"
    drawn_pdf(tmp_path / "a.pdf", drawing, face=b"/BaseFont/Quay/FontDescriptor" + about)
    evidence = read_document(tmp_path / "a.pdf").evidence
    assert evidence is not None
    assert evidence.lines[1].bold is bold
