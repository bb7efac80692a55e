"""What documents tell in one place for several: notes in one line, numbers of a name, classes, lists of annexes."""

from __future__ import annotations

from pathlib import Path

import docx
import pytest
from docx.oxml import parse_xml
from tests.take.conftest import Take, outline, text_of, zipped

from shanben.model.text import GapReason
from shanben.model.works import Work
from shanben.shape.sentences import tells_in_english
from shanben.take.documents import read_document

TEXT = "每年入秋水位回落，码头露出七级石阶，挑水的人要多走一段路才到水边。"
_WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def _notes(work: Work) -> list[tuple[str, str]]:
    """The notes of a work: the sign that calls each, and its words."""
    signs = {call.note: call.mark for block in work.blocks() for call in block.calls}
    return [(signs[one.id], work.text(one)) for one in work.blocks() if one.id in signs]


# --- notes ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("word", ["注释：", "注:", "尾注： ", "註："])
@pytest.mark.parametrize("marks", ["①②③", ("[1]", "[2]", "[3]"), "⑴⑵⑶"])
def test_notes_in_one_line_are_each_joined(word: str, marks: tuple[str, ...], tmp_path: Path, shaped: Take) -> None:
    one, two, three = marks
    path = tmp_path / "a.txt"
    path.write_text(
        f"码头记\n\n码头有石阶{one}，又有两口井{two}，井边立碑{three}。\n\n{TEXT}\n\n"
        f"{word}{one}石阶：共七级。{two}两口井：一口已枯。 {three} 碑文今已漫漶。\n",
        "utf-8",
    )
    (work,) = shaped(path).works
    assert _notes(work) == [(one, "石阶：共七级。"), (two, "两口井：一口已枯。"), (three, "碑文今已漫漶。")]


@pytest.mark.parametrize(
    "line",
    ["注：①石阶共七级。③碑文漫漶。④井已枯。", "注意：①下石阶时扶栏。②雨天不下井。"],
    ids=["one is called nowhere", "no word for notes"],
)
def test_what_counts_otherwise_is_one_line(line: str, tmp_path: Path, shaped: Take) -> None:
    path = tmp_path / "a.txt"
    path.write_text(f"码头记\n\n码头有石阶②，井边立碑③。\n\n{TEXT}\n\n{line}\n", "utf-8")
    (work,) = shaped(path).works
    assert line in [work.text(block) for block in work.blocks()]


@pytest.mark.parametrize("rule", ["", "————————\n", "＊＊＊＊＊\n"])
def test_notes_stand_below_a_drawn_line_also_on_the_last_page(rule: str, tmp_path: Path, shaped: Take) -> None:
    path = tmp_path / "a.txt"
    path.write_text(
        "码头记\n\n　　码头的石阶①是一位石匠所砌，他的名字没有留在碑上，只有县里的旧\n"
        f"簿册记得一笔，说他一年砌了七级，第二年便\n\n{rule}①石阶共有七级。\n\f"
        "回乡去了，再没有人见过他。井是后来打的②，水味略咸，往来的船家都\n不爱喝，只用来洗船板，也有人拿去浇菜。\n\n"
        f"{rule}②一口已经枯了。\n",
        "utf-8",
    )
    (work,) = shaped(path).works
    assert _notes(work) == [("①", "石阶共有七级。"), ("②", "一口已经枯了。")]


@pytest.mark.parametrize("called", [True, False])
def test_notes_in_a_list_of_terms_and_the_word_above_them(called: bool, tmp_path: Path, shaped: Take) -> None:
    second = '<a href="#m2" id="c2">[2]</a>' if called else ""
    path = tmp_path / "a.html"
    path.write_text(
        f'<html><body><h1>码头记</h1><h2>石阶</h2><p>石阶有七级<a href="#m1" id="c1">[1]</a>，'
        f"井有两口{second}。</p><p>{TEXT}</p><h3>注释</h3><dl>"
        '<dt><a href="#c1" id="m1">[1]</a></dt><dd>自水边数起。</dd><dt><a href="#c2" id="m2">[2]</a></dt>'
        f"<dd><p>一口已枯。</p></dd></dl><h2>古井</h2><p>{TEXT}</p></body></html>",
        "utf-8",
    )
    found = shaped(path)
    (work,) = found.works
    words = [("[1]", "自水边数起。"), ("[2]", "一口已枯。")]
    assert _notes(work) == (words if called else words[:1])
    left = [work.source.text[gap.span.start : gap.span.end] for gap in found.gaps if gap.reason is GapReason.NOTE_MARK]
    assert ("注释" in left) == called
    assert ("注释" in [name for _, name in outline(found)]) != called


# --- headings ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("last", "found"),
    [("码头石匠", ["石阶", "古井", "碑刻", "码头石匠"]), ("石匠姓何，世代住在码头上。", ["石阶", "碑刻"])],
    ids=["all of the class are names", "one is a sentence"],
)
def test_headings_are_of_the_class_that_the_contents_list_in_part(
    last: str, found: list[str], tmp_path: Path, shaped: Take
) -> None:
    names = ["石阶", "古井", "碑刻", last]
    body = "".join(f"<p class='k' id='n{at}'>{name}</p><p class='v'>{TEXT}</p>" for at, name in enumerate(names))
    points = "".join(
        f"<navPoint><navLabel><text>{names[at]}</text></navLabel><content src='a.xhtml#n{at}'/></navPoint>"
        for at in (0, 2)
    )
    parts: dict[str, str | bytes] = {
        "META-INF/container.xml": "<container><rootfiles><rootfile full-path='b.opf'/></rootfiles></container>",
        "b.opf": "<package><manifest><item id='a' href='a.xhtml' media-type='application/xhtml+xml'/>"
        "<item id='n' href='t.ncx' media-type='application/x-dtbncx+xml'/></manifest>"
        "<spine><itemref idref='a'/></spine></package>",
        "t.ncx": f"<ncx><navMap>{points}</navMap></ncx>",
        "a.xhtml": f"<html><body><h1>码头记</h1>{body}</body></html>",
    }
    assert [name for _, name in outline(shaped(zipped(tmp_path / "a.epub", parts)))] == ["码头记", *found]


def test_an_article_in_a_section_of_the_text_is_not_all_of_it(tmp_path: Path, shaped: Take) -> None:
    path = tmp_path / "a.html"
    path.write_text(
        f"<html><body><h1>码头记</h1><section><h2>石阶</h2><p>{TEXT}</p><article><h3>修缮</h3><p>{TEXT}</p></article>"
        f"</section><h2>古井</h2><p>{TEXT}</p></body></html>",
        "utf-8",
    )
    assert outline(shaped(path)) == [(1, "码头记"), (2, "石阶"), (3, "修缮"), (2, "古井")]


@pytest.mark.parametrize(("text", "headed"), [(TEXT, True), ("", False)], ids=["over a text", "a list of what is sent"])
def test_a_list_numbered_as_annexes_heads_them(text: str, headed: bool, tmp_path: Path, shaped: Take) -> None:
    document = docx.Document()
    document.add_heading("码头管理办法", 0)
    document.add_paragraph(TEXT)
    numbering = document.part.numbering_part.element
    level = '<w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="附件%1："/>'
    numbering.insert(
        0, parse_xml(f'<w:abstractNum {_WORD} w:abstractNumId="70"><w:lvl w:ilvl="0">{level}</w:lvl></w:abstractNum>')
    )
    numbering.append(parse_xml(f'<w:num {_WORD} w:numId="70"><w:abstractNumId w:val="70"/></w:num>'))
    for name in ("泊位登记表", "石阶修缮单"):
        own = document.add_paragraph(name)._p.get_or_add_pPr()
        own.append(parse_xml(f'<w:numPr {_WORD}><w:ilvl w:val="0"/><w:numId w:val="70"/></w:numPr>'))  # type: ignore[arg-type]
        if text:
            document.add_paragraph(text)
    document.save(str(tmp_path / "a.docx"))
    found = [name for _, name in outline(shaped(tmp_path / "a.docx"))]
    assert [name for name in found if name != "码头管理办法"] == (
        ["附件1：泊位登记表", "附件2：石阶修缮单"] if headed else []
    )


@pytest.mark.parametrize(
    ("words", "tells"),
    [
        ("The stone steps of the quay were mended by three masons", True),
        ("We walked down to the well at dawn and drew water", True),
        ("How the stone steps of the quay were mended", False),
        ("The Stone Steps of the Quay and the Old Well", False),
        ("The steps were mended", False),
        ("石阶 was mended by three masons and one of them left", False),
    ],
)
def test_an_english_sentence_without_its_stop_is_told(words: str, tells: bool) -> None:
    assert tells_in_english(words) == tells


# --- numbers of a name ------------------------------------------------------------------------------------------------


def _field(code: str, shown: str = "") -> str:
    result = f'<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>{shown}</w:t></w:r>' if shown else ""
    return (
        f'<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>{code}</w:instrText></w:r>{result}'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def test_fields_that_count_by_name_show_their_numbers(tmp_path: Path) -> None:
    simple = '<w:fldSimple w:instr=" SEQ 图 \\* ARABIC "/>'
    lines = [
        ("图", simple), ("图", _field("SEQ 图 \\* ARABIC")), ("表", _field("SEQ 表 \\* CHINESENUM3")),
        ("图", _field("SEQ 图", "7")), ("图", simple), ("见图", _field("SEQ 图 \\c")), ("表", _field("SEQ 表 \\r 5")),
        ("", _field("SEQ 表 \\h")), ("表", _field("SEQ 表")),
    ]  # fmt: skip
    body = "".join(f"<w:p><w:r><w:t>{word}</w:t></w:r>{field}<w:r><w:t>止</w:t></w:r></w:p>" for word, field in lines)
    path = zipped(
        tmp_path / "a.docx", {"word/document.xml": f"<w:document {_WORD}><w:body>{body}</w:body></w:document>"}
    )
    assert text_of(read_document(path)).split() == [
        "图1止", "图2止", "表一止", "图7止", "图8止", "见图8止", "表5止", "止", "表7止",
    ]  # fmt: skip


def test_names_that_count_anew_below_each_heading(tmp_path: Path) -> None:
    def heading(level: int) -> str:
        return f'<w:p><w:pPr><w:outlineLvl w:val="{level - 1}"/></w:pPr><w:r><w:t>章</w:t></w:r></w:p>'

    def line(word: str, field: str) -> str:
        return f"<w:p><w:r><w:t>{word}</w:t></w:r>{field}</w:p>"

    figure, table = _field("SEQ 图 \\* ARABIC \\s 1"), _field("SEQ 表 \\s 2")
    body = (
        heading(1) + line("图", figure) + line("图", figure) + heading(2) + line("图", figure) + line("表", table)
        + heading(1) + line("图", _field("SEQ 图 \\s 1", "1")) + line("图", figure) + line("表", table)
        + heading(2) + line("表", table) + line("注", _field("SEQ 注")) + heading(1) + line("注", _field("SEQ 注"))
        + line("图", figure)
    )  # fmt: skip
    path = zipped(
        tmp_path / "a.docx", {"word/document.xml": f"<w:document {_WORD}><w:body>{body}</w:body></w:document>"}
    )
    assert text_of(read_document(path)).replace("章\n", "").split() == [
        "图1", "图2", "图3", "表1", "图1", "图2", "表1", "表1", "注1", "注2", "图1",
    ]  # fmt: skip


NESTED = {
    "a note of itself": (
        '<aside epub:type="footnote" id="n1">河水<a epub:type="noteref" href="#n1">1</a>涨了</aside>',
        "",
    ),
    "a note of a note": (
        '<p>河水<a epub:type="noteref" href="#n1">1</a>涨了</p><aside epub:type="footnote" id="n1">见县志'
        '<a epub:type="noteref" href="#n2">2</a>卷三</aside><aside epub:type="footnote" id="n2">县志今佚</aside>',
        "见县志[2]卷三",
    ),
    "two that call each other": (
        '<aside epub:type="footnote" id="n1">甲<a epub:type="noteref" href="#n2">2</a></aside>'
        '<aside epub:type="footnote" id="n2">乙<a epub:type="noteref" href="#n1">1</a></aside>',
        "",
    ),
}


@pytest.mark.parametrize("name", NESTED)
def test_what_a_note_calls_stays_as_it_is_printed(name: str, tmp_path: Path, shaped: Take) -> None:
    body, joined = NESTED[name]
    path = tmp_path / "a.html"
    path.write_text(
        f'<html xmlns:epub="http://www.idpf.org/2007/ops"><body><h1>渡口</h1>{body}<p>{TEXT}</p></body></html>', "utf-8"
    )
    (work,) = shaped(path).works
    assert [words for _, words in _notes(work)] == ([joined] if joined else [])
