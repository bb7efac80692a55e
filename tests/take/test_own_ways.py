"""Ways of their own that programs and editors have: signs of lists, names of styles, lists of contents, levels."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path

import docx
import docx.shared
import pypdf
import pytest
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from tests.take.conftest import Take, outline, text_of, zipped
from tests.take.plain_pdf import drawn_pdf, simple_pdf

from shanben.model.evidence import LineEvidence
from shanben.model.text import BlockKind
from shanben.take.documents import Document, read_document

READS = b"<41> <6E21> <42> <53E3> <43> <8239> <44> <592B> <62> <F0B7> <28> <0031> <29> <0029> <2E> <3002>"
"""A to D are Han characters, b the sign of a list in a font of signs."""
TEXT = "渡口每天开两班船，逢集加一班，涨水的时候停开，等水落了再开，来往的人都记得这些。"


def facts_of(document: Document) -> list[LineEvidence]:
    assert document.evidence is not None
    return list(document.evidence.lines.values())


def set_at(*lines: tuple[int, int, bytes]) -> bytes:
    """Words at their places, in the drawing of a page."""
    return b"BT /F 10 Tf " + b" ".join(b"1 0 0 1 %d %d Tm (%s) Tj" % line for line in lines) + b" ET"


@pytest.mark.parametrize("sign", [b"b", b"\\(\\)"])
def test_what_stands_before_an_item_is_no_cell(sign: bytes, tmp_path: Path) -> None:
    rows = [
        (40 + 30 * (part > 0), 700 - 14 * at, (sign, b"ABCD" * 3 + b".")[part]) for at in range(3) for part in (0, 1)
    ]
    document = read_document(drawn_pdf(tmp_path / "a.pdf", set_at(*rows), reads=READS))
    found = facts_of(document)
    assert [facts.table for facts in found] == [0, 0, 0]
    assert len({facts.block for facts in found}) == 3
    words = "渡口船夫" * 3 + "。"
    first = "•" if sign == b"b" else "1)"
    assert text_of(document).splitlines() == [f"{first} {words}"] * 3
    assert {facts.kind for facts in found} == {"item" if sign == b"b" else ""}


def test_a_label_that_is_set_wide_is_one(tmp_path: Path) -> None:
    rows = [(left, at, words) for at in (700, 686, 672) for left, words in ((40, b"A"), (70, b"B:"), (120, b"CDCD"))]
    document = read_document(drawn_pdf(tmp_path / "a.pdf", set_at(*rows), reads=READS + b" <3A> <FF1A>"))
    assert text_of(document).splitlines() == ["渡 口：\t船夫船夫"] * 3


def test_an_item_goes_on_below_its_words(tmp_path: Path) -> None:
    drawing = set_at((40, 700, b"b " + b"ABCD" * 11), (50, 686, b"ABCD" * 11), (40, 672, b"b ABCD"))
    first, second, third = facts_of(read_document(drawn_pdf(tmp_path / "a.pdf", drawing, reads=READS)))
    assert first.block == second.block != third.block


def test_columns_are_seen_though_their_lines_are_set_in_pieces(tmp_path: Path) -> None:
    words = b"Ferry boats wait at high water"
    lines = [
        (left + part * 50, 700 - 14 * at, words[: 16 - at % 2])
        for left in (40, 190) for at in range(14) for part in (0, 1)
    ]  # fmt: skip
    found = facts_of(read_document(drawn_pdf(tmp_path / "a.pdf", set_at(*lines), page=b"/MediaBox[0 0 560 800]")))
    assert not any(facts.cells for facts in found)
    assert all(after.box[1] > before.box[1] for before, after in pairwise(found) if before.box[0] == after.box[0])
    assert len(found) == 28


def test_marks_that_stand_as_other_signs_are_doubted(tmp_path: Path) -> None:
    found = read_document(simple_pdf(tmp_path / "a.pdf", b"AB!CD%" * 9, reads=READS))
    assert [doubt.code for doubt in found.doubts] == ["D132"]
    assert not read_document(simple_pdf(tmp_path / "b.pdf", b"AB!CD " * 3, reads=READS)).doubts


def test_names_of_styles_tell_headings_and_captions(tmp_path: Path, shaped: Take) -> None:
    document = docx.Document()
    for name, body in (("县志标题2", True), ("三级标题", False), ("表题", False), ("图标题2", False)):
        style = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        if body:  # as a converter of old files says of every style
            level = OxmlElement("w:outlineLvl")
            level.set(qn("w:val"), "9")
            style.element.get_or_add_pPr().append(level)
    document.add_heading("江岸志", 0)
    document.add_heading("水路", 1)
    for style, words in (("县志标题2", "上游"), ("三级标题", "码头"), ("表题", "渡船一览"), ("图标题2", "渡口一角")):
        document.add_paragraph(words, style=style)
        document.add_paragraph(TEXT)
    document.save(str(tmp_path / "a.docx"))
    found = shaped(tmp_path / "a.docx")
    assert outline(found) == [(1, "江岸志"), (2, "水路"), (3, "上游"), (4, "码头")]
    captions = [found.works[0].text(block) for block in found.works[0].blocks() if block.kind is BlockKind.CAPTION]
    assert captions == ["渡船一览"]


def test_an_item_of_a_page_is_one_though_its_words_are_a_paragraph(tmp_path: Path) -> None:
    page = f"<h1>渡口</h1><ul><li><p>上午一班</p><p>{TEXT}</p></li><li><p>下午一班</p></li></ul>"
    (tmp_path / "a.html").write_text(page, "utf-8")
    kinds = [facts.kind for facts in facts_of(read_document(tmp_path / "a.html"))]
    assert kinds == ["heading", "item", "paragraph", "item"]


def test_a_list_of_the_own_headings_of_a_page_is_no_text(tmp_path: Path, shaped: Take) -> None:
    names = ("水路", "码头", "船夫")
    listed = "".join(f"<dt><a href='#s{at}'>{name}</a> …… {at}</dt>" for at, name in enumerate(names))
    text = "".join(f"<h2 id=s{at}>{name}</h2><p>{TEXT}</p>" for at, name in enumerate(names))
    page = f"<h1>江岸志</h1><div><p><b>Table of Contents</b></p><dl>{listed}</dl></div>{text}"
    (tmp_path / "a.html").write_text(page, "utf-8")
    found = shaped(tmp_path / "a.html")
    assert [found.works[0].text(block) for block in found.works[0].blocks() if block.kind is BlockKind.PARAGRAPH] == [
        TEXT
    ] * 3
    assert all(f"{name}" in text_of(read_document(tmp_path / "a.html")) for name in names)
    links = "".join(f"<li><a href='#s{at}'>见{name}一节</a>" for at, name in enumerate(names))
    (tmp_path / "b.html").write_text(page.replace(listed, f"<ul>{links}</ul>"), "utf-8")
    assert "见水路一节" in [work.text(block) for work in shaped(tmp_path / "b.html").works for block in work.blocks()]


def test_contents_of_an_e_book_set_sections_below_chapters_whose_tag_is_theirs(tmp_path: Path, shaped: Take) -> None:
    pages = {
        at: f"<h2>Chapter {at}. {name}</h2><p>{TEXT}</p><h2 id='a'>{name}之源</h2><p>{TEXT}</p>"
        f"<h3>旁记</h3><p>{TEXT}</p>"
        for at, name in enumerate(("水路", "码头"), 1)
    }
    points = "".join(
        f"<navPoint><navLabel><text>{at}. {name}</text></navLabel><content src='{at}.html'/>"
        f"<navPoint><navLabel><text>{name}之源</text></navLabel><content src='{at}.html#a'/></navPoint></navPoint>"
        for at, name in enumerate(("水路", "码头"), 1)
    )
    items = "".join(f"<item id='i{at}' href='{at}.html'/>" for at in pages)
    spine = "".join(f"<itemref idref='i{at}'/>" for at in pages)
    package = (
        f"<package><metadata><title>江岸志</title></metadata><manifest>{items}"
        "<item id='x' href='toc.ncx' media-type='application/x-dtbncx+xml'/></manifest>"
        f"<spine>{spine}</spine></package>"
    )
    file = zipped(
        tmp_path / "a.epub",
        {
            "META-INF/container.xml": "<container><rootfiles><rootfile full-path='book.opf'/></rootfiles></container>",
            "book.opf": package,
            "toc.ncx": f"<ncx><navMap>{points}</navMap></ncx>",
            **{f"{at}.html": f"<html><body>{words}</body></html>" for at, words in pages.items()},
        },
    )
    found = [(level, words.split()[-1]) for level, words in outline(shaped(file)) if level > 1]
    one = [(2, "1.水路"), (3, "水路之源"), (4, "旁记")]
    assert found[:3] in (one, [(2, "水路"), *one[1:]])
    assert [level for level, _ in found] == [2, 3, 4, 2, 3, 4]


def test_hyphens_lead_to_the_page_of_an_entry_and_brackets_hold_a_number(tmp_path: Path, shaped: Take) -> None:
    document = docx.Document()
    document.add_heading("江岸志", 0)
    for words in ("目录", "水路--------------1", "码头--------------2", "船夫--------------5"):
        document.add_paragraph(words)
    for name in ("水路", "码头", "船夫"):
        document.add_heading(name, 1)
        document.add_paragraph(TEXT)
        document.add_paragraph("（1）渡船登记表（两份，盖章）")
    document.save(str(tmp_path / "a.docx"))
    (work,) = shaped(tmp_path / "a.docx").works
    assert [name for _, name in outline(shaped(tmp_path / "a.docx"))] == ["江岸志", "水路", "码头", "船夫"]
    assert {block.kind for block in work.blocks() if "登记表" in work.text(block)} <= {
        BlockKind.ITEM, BlockKind.PARAGRAPH,
    }  # fmt: skip


def test_lines_of_a_cover_that_are_filled_in_are_no_headings(tmp_path: Path, shaped: Take) -> None:
    document = docx.Document()
    lines = ("柳岸学堂结业文章", "题目       渡口的来历", "学院       水利学院", "学号20310", "完成日期2013年5月2日")
    for words in (*lines, "渡口", TEXT * 3, "船夫", TEXT * 2):
        run = document.add_paragraph().add_run(words)
        run.bold, run.font.size = (
            words in (*lines, "渡口", "船夫"),
            docx.shared.Pt(11 if words.startswith(TEXT) else 16),
        )
    document.save(str(tmp_path / "a.docx"))
    assert [name for _, name in outline(shaped(tmp_path / "a.docx"))] == ["柳岸学堂结业文章", "渡口", "船夫"]


@pytest.mark.parametrize("room", ["\xa0\xa0", "    ", "\t", "\u3000\u3000"])
@pytest.mark.parametrize("suffix", ["docx", "txt"])
def test_rows_that_are_typed_stay_rows(room: str, suffix: str, tmp_path: Path, shaped: Take) -> None:
    rows = ("渡口", "早班", "晚班"), ("东渡口", "六点", "九点"), ("西渡口", "七点", "八点")
    lines = ["班次说明", TEXT, *(room.join(row) for row in rows), TEXT]
    file = tmp_path / f"a.{suffix}"
    if suffix == "txt":
        file.write_text("\n\n".join(lines), "utf-8")
    else:
        document = docx.Document()
        for words in lines:
            document.add_paragraph(words)
        document.save(str(file))
    (work,) = shaped(file).works
    cells = [work.text(block) for block in work.blocks() if block.kind is BlockKind.CELL]
    assert cells == [cell for row in rows for cell in row]
    assert [name for _, name in outline(shaped(file))] == ["班次说明"]


def test_what_an_open_document_sets_in_spans_and_boxes(tmp_path: Path, shaped: Take) -> None:
    styles = "".join(
        f'<style:style style:name="{name}" style:family="text"><style:text-properties {look}/></style:style>'
        for name, look in (("T1", 'fo:font-size="18pt" fo:font-weight="bold"'), ("T2", 'fo:font-size="11pt"'))
    )
    box = "<draw:custom-shape><text:p>{}</text:p></draw:custom-shape>"
    formula = '<draw:frame><draw:object xlink:href="./Object 1"/></draw:frame>'
    lines = [
        '<text:span text:style-name="T1">江岸志</text:span>' + box.format("上渡") + box.format("下渡"),
        *(f'<text:span text:style-name="T2">{TEXT}</text:span>' for _ in range(3)),
        '<text:span text:style-name="T1">水路</text:span>',
        f'<text:span text:style-name="T2">水深{formula}丈，{TEXT}</text:span>',
    ]
    spaces = "".join(
        f' xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{kind}:1.0"'
        for name, kind in (
            ("office", "office"), ("text", "text"), ("style", "style"), ("draw", "drawing"),
            ("fo", "xsl-fo-compatible"),
        )
    )  # fmt: skip
    spaces += ' xmlns:xlink="http://www.w3.org/1999/xlink"'
    body = "".join(f"<text:p>{line}</text:p>" for line in lines)
    content = (
        f"<office:document-content{spaces}><office:automatic-styles>{styles}</office:automatic-styles>"
        f"<office:body><office:text>{body}</office:text></office:body></office:document-content>"
    )
    math = "<math xmlns='http://www.w3.org/1998/Math/MathML'><mi>h</mi><mo>=</mo><mn>3</mn></math>"
    kind = "application/vnd.oasis.opendocument.text"
    file = zipped(tmp_path / "a.odt", {"mimetype": kind, "content.xml": content, "Object 1/content.xml": math})
    words = text_of(read_document(file))
    assert (words.count("上渡"), words.count("下渡"), words.count("水深h=3丈")) == (1, 1, 1)
    assert outline(shaped(file)) == [(1, "江岸志"), (2, "水路")]


def test_what_stands_above_a_title_on_a_cover_is_none(tmp_path: Path, shaped: Take) -> None:
    document = docx.Document()
    above = ("boats@landing.example", "分类号：  U6", "编    号：  12")
    for words, size in (
        *((words, 9) for words in above), ("柳岸学堂硕士学位论文", 18), ("渡口的来历", 22), ("与船夫的记忆", 22),
        ("渡口", 16), (TEXT * 3, 11), ("船夫", 16), (TEXT * 2, 11),
    ):  # fmt: skip
        if words in ("渡口", "船夫"):
            document.add_heading(words, 1)
        else:
            document.add_paragraph().add_run(words).font.size = docx.shared.Pt(size)
    document.save(str(tmp_path / "a.docx"))
    found = shaped(tmp_path / "a.docx")
    assert [name for _, name in outline(found)] == ["渡口的来历与船夫的记忆", "渡口", "船夫"]
    (work,) = found.works
    kinds = {work.text(block): block.kind for block in work.blocks()}
    assert kinds["柳岸学堂硕士学位论文"] is BlockKind.SERIES
    assert kinds["boats@landing.example"] is BlockKind.PARAGRAPH


def test_the_number_of_a_page_is_no_title(tmp_path: Path, shaped: Take) -> None:
    lines = ((290, 760, b"E"), (240, 700, b"ABAB"), (60, 660, b"ABCD" * 10 + b"."), (60, 640, b"ABCD" * 10 + b"."))
    file = drawn_pdf(tmp_path / "a.pdf", set_at(*lines), reads=READS + b" <45> <FF11>")
    assert "１" not in [name for _, name in outline(shaped(file))]


FRONT = "---\ntitle: 江岸志\nauthor: 沈某\n---\n\n"


@pytest.mark.parametrize(
    ("text", "title"),
    [
        (f"{FRONT}## 上渡\n\n{TEXT}\n\n## 下渡\n\n{TEXT}\n", "江岸志"),
        (f"{FRONT}# 江岸新志\n\n## 上渡\n\n{TEXT}\n", "江岸新志"),
    ],
)
def test_a_title_in_front_of_a_markdown_file_is_the_one_its_page_shows(
    text: str, title: str, tmp_path: Path, shaped: Take
) -> None:
    file = tmp_path / "a.md"
    file.write_text(text, "utf-8")
    assert outline(shaped(file))[:2] == [(1, title), (2, "上渡")]


def test_what_a_list_of_terms_explains_is_no_heading(tmp_path: Path, shaped: Take) -> None:
    terms = f"<dl><dt>上渡</dt><dd>{TEXT}</dd><dt>下渡</dt><dd>{TEXT}</dd></dl>"
    for heads in ("<h1>江岸志</h1><h2>渡口</h2>", "<p><b>江岸志</b></p>"):
        file = tmp_path / "a.html"
        file.write_text(f"<html><body>{heads}<p>{TEXT}</p>{terms}<p>{TEXT}</p></body></html>", "utf-8")
        work = shaped(file).works[0]
        assert not {"上渡", "下渡"} & {name for _, name in outline(shaped(file))}
        assert [work.text(block) for block in work.blocks() if block.kind is BlockKind.ITEM] == ["上渡", "下渡"]


def test_room_that_a_page_underlines_is_a_line_for_an_answer(tmp_path: Path) -> None:
    file = tmp_path / "a.html"
    room = "&nbsp;" * 4
    style = "text-decoration: underline"
    file.write_text(f"<p>船名：<u>{room}</u>，船长：<span style='{style}'>{room}</span>，<u>沈某</u>。</p>", "utf-8")
    assert text_of(read_document(file)) == "船名：____，船长：____，沈某。\n"


def test_a_note_of_several_paragraphs_is_one(tmp_path: Path, shaped: Take) -> None:
    file = tmp_path / "a.md"
    notes = "[^a]: 旧在南。\n\n    后移。\n\n[^b]: 今废。\n"
    file.write_text(f"# 江岸志\n\n上渡在东[^a]，下渡在西[^b]。\n\n## 附记\n\n{TEXT}\n\n{notes}", "utf-8")
    work = shaped(file).works[0]
    found = [work.text(block) for block in work.blocks() if block.kind is BlockKind.NOTE]
    assert found == ["旧在南。后移。", "今废。"]
    assert [call.note for block in work.blocks() for call in block.calls] == [
        block.id for block in work.blocks() if block.kind is BlockKind.NOTE
    ]


def test_radicals_number_lines_and_are_what_bookmarks_say(tmp_path: Path) -> None:
    reads = b"<41> <6E21> <42> <53E3> <43> <2F08> <44> <592B> <2E> <3002> <31> <2F00> <32> <2F06> <2C> <3001>"
    lines = [(40, 700, b"1,AB"), (40, 672, b"ABCD" * 10 + b"."), (40, 658, b"2,CDCD"), (40, 644, b"ABCD" * 10 + b".")]
    writer = pypdf.PdfWriter(drawn_pdf(tmp_path / "a.pdf", set_at(*lines), reads=reads))
    writer.add_outline_item(title="人夫人夫", page_number=0)
    writer.write(tmp_path / "a.pdf")
    found = facts_of(read_document(tmp_path / "a.pdf"))
    assert len({facts.block for facts in found}) == 4
    assert [facts.kind for facts in found] == ["", "", "heading", ""]


@pytest.mark.parametrize(
    ("name", "said", "shown"),
    [
        (b"ABCDEF+Wingdings-Regular", b"<F0FE>", "☑"), (b"Wingdings2", b"<F0A3>", "☐"), (b"Wingdings", b"<6C>", "●"),
        (b"SymbolMT", b"<F0B7>", "•"), (b"Symbol", b"<0061>", "a"), (b"Quay", b"<0061>", "a"),
    ],
)  # fmt: skip
def test_letters_of_a_page_in_fonts_of_signs_are_those_signs(
    name: bytes, said: bytes, shown: str, tmp_path: Path
) -> None:
    reads = b"<41> <6E21> <42> <53E3> <62> " + said.replace(b"<6C>", b"<006C>")
    file = drawn_pdf(tmp_path / "a.pdf", set_at((40, 700, b"bABAB")), reads=reads, face=b"/BaseFont/" + name)
    assert text_of(read_document(file)) == f"{shown}渡口渡口\n"


def test_contents_of_an_e_book_may_leave_out_marks_and_its_title_may_stand_beside_the_text(
    tmp_path: Path, shaped: Take
) -> None:
    names = ["第一章 夜渡（上）", "第二章 夜渡（下）"]
    text = "<br/>".join(f"<span id='c{at}'></span>{name}<br/>　　{TEXT}" for at, name in enumerate(names))
    points = "".join(
        f"<navPoint><navLabel><text>{name}</text></navLabel><content src='a.html#c{at}'/></navPoint>"
        for at, name in enumerate(re.sub("[（）]", "", name) for name in names)
    )
    package = (
        "<package><metadata><title>江岸夜渡记</title></metadata><manifest><item id='a' href='a.html'/>"
        "<item id='x' href='toc.ncx' media-type='application/x-dtbncx+xml'/></manifest>"
        "<spine><itemref idref='a'/></spine></package>"
    )
    file = zipped(
        tmp_path / "book.epub",
        {
            "META-INF/container.xml": "<container><rootfiles><rootfile full-path='book.opf'/></rootfiles></container>",
            "book.opf": package,
            "toc.ncx": f"<ncx><navMap>{points}</navMap></ncx>",
            "a.html": f"<html><body><p>{text}</p></body></html>",
        },
    )
    (work,) = shaped(file).works
    assert work.title == "江岸夜渡记"
    assert [name for level, name in outline(shaped(file)) if level > 1] == ["第一章　夜渡（上）", "第二章　夜渡（下）"]
