"""What Word shows without holding it as text: fields that only have a code, fonts of signs, drawn words."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.take.conftest import text_of, zipped

from shanben.take.documents import Document, read_document
from shanben.take.word_fields import field_words
from shanben.take.word_numbers import FORMS

_NAMES = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "v": "urn:schemas-microsoft-com:vml",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "dgm": "http://schemas.openxmlformats.org/drawingml/2006/diagram",
    "c": "http://schemas.openxmlformats.org/drawingml/2006/chart",
}
_SPACES = " ".join(f'xmlns:{name}="{address}"' for name, address in _NAMES.items())


def _taken(folder: Path, body: str, parts: dict[str, str | bytes] | None = None) -> Document:
    document = f"<w:document {_SPACES}><w:body>{body}</w:body></w:document>"
    return read_document(zipped(folder / "a.docx", {"word/document.xml": document, **(parts or {})}))


def _said(words: str, properties: str = "") -> str:
    return f"<w:r><w:rPr>{properties}</w:rPr><w:t>{words}</w:t></w:r>"


def _paragraph(*parts: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr>{''.join(parts)}</w:p>"


def _field(code: str, data: str = "", result: str = "") -> str:
    between = f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{result}' if result else ""
    return (
        f'<w:r><w:fldChar w:fldCharType="begin">{data}</w:fldChar></w:r><w:r><w:instrText>{code}</w:instrText></w:r>'
        f'{between}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


@pytest.mark.parametrize(
    ("code", "words", "reading"),
    [
        (r'EQ \* jc2 \* "Font:楷体" \* hps12 \o\ad(\s\up 11(wù),婺)', "婺", "wù"),
        (r"eq \o\ac(○,准)", "准", ""),
        (r"eq \o\ac(○,12)", "⑫", ""),
        (r"EQ \o(\s\up 7(东乡),\s\do 3(西乡))", "东乡西乡", ""),
        (r"EQ \f(二,七)", "二/七", ""),
        (r"EQ \r(3,\f(a\,b,c))", "3√a,b/c", ""),
        (r"EQ \x(急件) 送\b\bc\[(阅)", "急件 送阅", ""),
        (r"EQ \o\ac(□", "□", ""),
        ("SYMBOL 254 \\f Wingdings", "☑", ""),
        ('SYMBOL 0xFC \\f "Wingdings" \\s 12', "✓", ""),
        ("MACROBUTTON NoMacro [在此填写]", "[在此填写]", ""),
        (" PAGE ", "", ""),
        ('XE "渡口"', "", ""),
    ],
)
def test_a_field_without_a_result_shows_what_its_code_says(code: str, words: str, reading: str) -> None:
    shown = field_words(code, None)
    assert shown.text == words
    assert [one.reading for one in shown.ruby] == ([reading] if reading else [])


def test_fields_stand_in_their_sentence(tmp_path: Path) -> None:
    ruby = _field(r"EQ \o\ad(\s\up 9(chéng),郕)")
    entries = '<w:result w:val="1"/><w:listEntry w:val="船"/><w:listEntry w:val="车"/>'
    chosen = f"<w:ffData><w:ddList>{entries}</w:ddList></w:ffData>"
    ticked = "<w:ffData><w:checkBox><w:checked/></w:checkBox></w:ffData>"
    empty = '<w:ffData><w:checkBox><w:default w:val="0"/></w:checkBox></w:ffData>'
    document = _taken(
        tmp_path,
        _paragraph(_said("古城在"), ruby, _said("邑北，乘"), _field(" FORMDROPDOWN ", chosen), _said("可到。"))
        + _paragraph(_field("FORMCHECKBOX", ticked), _said("去　"), _field("FORMCHECKBOX", empty), _said("不去"))
        + _paragraph(_said("第"), _field(" SEQ 图 ", result=_said("4")), _said("幅")),
    )
    assert text_of(document) == "古城在郕邑北，乘车可到。\n☑去　☐不去\n第4幅\n"
    assert document.evidence is not None
    assert document.evidence.left_out["readings kept beside the text"] == 1


def test_letters_in_fonts_of_signs_are_those_signs(tmp_path: Path) -> None:
    font = '<w:rFonts w:ascii="{0}" w:hAnsi="{0}"/>'
    document = _taken(
        tmp_path,
        _paragraph(
            _said("\uf0fe", font.format("Wingdings")), _said("已验，"), _said("P", font.format("Wingdings 2")),
            _said("合格，夹角"), _said("a", font.format("Symbol")), _said("见图，"), _said("P", font.format("Arial")),
            _said("\uf013", font.format("Wingdings")),
        ),
    )  # fmt: skip
    assert text_of(document) == "☑已验，✓合格，夹角α见图，P\n"
    assert document.evidence is not None
    assert document.evidence.left_out["signs of symbol fonts"] == 1


def test_a_paragraph_whose_end_is_deleted_goes_on(tmp_path: Path) -> None:
    deleted = '<w:rPr><w:del w:id="5" w:author="甲"/></w:rPr>'
    document = _taken(
        tmp_path,
        _paragraph(_said("渡船每天两班，"), properties=deleted)
        + _paragraph(_said("冬天只有一班。"))
        + _paragraph(_said("雨天停开。"), properties=deleted)
        + f"<w:tbl><w:tr><w:tc>{_paragraph(_said('早班'))}</w:tc></w:tr></w:tbl>",
    )
    assert text_of(document) == "渡船每天两班，冬天只有一班。\n雨天停开。\n早班\n"


def test_a_letter_set_large_by_itself_begins_its_paragraph(tmp_path: Path) -> None:
    dropped = '<w:framePr w:dropCap="drop" w:lines="2"/>'
    document = _taken(tmp_path, _paragraph(_said("渡"), properties=dropped) + _paragraph(_said("口的钟已经很旧了。")))
    assert text_of(document) == "渡口的钟已经很旧了。\n"


def test_drawn_words_are_text_and_charts_are_counted(tmp_path: Path) -> None:
    art = '<w:r><w:pict><v:shape><v:textpath string="渡口镇公所公告"/></v:shape></w:pict></w:r>'
    diagram = '<w:r><w:drawing><dgm:relIds r:dm="rId7"/></w:drawing></w:r>'
    chart = '<w:r><w:drawing><c:chart r:id="rId8"/></w:drawing></w:r>'
    points = "".join(f"<dgm:pt><dgm:t><a:p><a:r><a:t>{words}</a:t></a:r></a:p></dgm:t></dgm:pt>" for words in "登验")
    relation = '<Relationship Id="rId7" Type="x/diagramData" Target="diagrams/data1.xml"/>'
    document = _taken(
        tmp_path,
        _paragraph(art) + _paragraph(_said("办理的步骤见图。"), diagram, chart),
        {
            "word/_rels/document.xml.rels": f"<Relationships>{relation}</Relationships>",
            "word/diagrams/data1.xml": f"<dgm:dataModel {_SPACES}><dgm:pt/>{points}</dgm:dataModel>",
        },
    )
    assert text_of(document) == "渡口镇公所公告\n办理的步骤见图。\n登\n验\n"
    assert document.evidence is not None
    assert document.evidence.left_out["charts"] == 1


def test_cells_merged_in_the_old_way_are_one(tmp_path: Path) -> None:
    first, last = (_paragraph(_said(words)) for words in ("班次", "价"))
    begun = f'<w:tc><w:tcPr><w:hMerge w:val="restart"/></w:tcPr>{first}</w:tc>'
    merged = "<w:tc><w:tcPr><w:hMerge/></w:tcPr><w:p/></w:tc>"
    document = _taken(tmp_path, f"<w:tbl><w:tr>{begun}{merged}<w:tc>{last}</w:tc></w:tr></w:tbl>")
    assert text_of(document) == "班次\t价\n"
    assert document.evidence is not None
    assert [(cell.col, cell.cols) for cell in document.evidence.lines[1].cells] == [(0, 2), (2, 1)]


def test_a_line_for_an_answer_is_drawn_and_an_underlined_answer_is_its_words(tmp_path: Path) -> None:
    line = '<w:u w:val="single"/>'
    room = '<w:r><w:rPr><w:u w:val="single"/></w:rPr><w:t xml:space="preserve">{}</w:t></w:r>'
    document = _taken(
        tmp_path,
        _paragraph(
            _said("渡船："),
            room.format("      "),
            _said("号，船长："),
            room.format("  "),
            room.format(" 柳某"),
            room.format("  "),
        )
        + _paragraph(_said("签字："), f"<w:r><w:rPr>{line}</w:rPr><w:tab/><w:tab/></w:r>", _said("　年　月　日")),
    )
    assert text_of(document) == "渡船：______号，船长：   柳某\n签字：__　年　月　日\n"


@pytest.mark.parametrize("sign", ["*", "①", "※", "注", "a"])
@pytest.mark.parametrize("typed", [True, False])
def test_a_note_whose_mark_its_author_typed(sign: str, typed: bool, tmp_path: Path) -> None:
    call = f'<w:r><w:footnoteReference w:customMarkFollows="1" w:id="2"/><w:t>{sign}</w:t></w:r>'
    counted = '<w:r><w:footnoteReference w:id="3"/></w:r>'
    own = _paragraph(_said(f"{sign} " * typed + "见渡口碑。"))
    notes = (
        f'<w:footnotes {_SPACES}><w:footnote w:id="2">{own}</w:footnote>'
        f'<w:footnote w:id="3">{_paragraph(_said("1931年重修。"))}</w:footnote></w:footnotes>'
    )
    relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
    parts: dict[str, str | bytes] = {
        "word/footnotes.xml": notes,
        "word/_rels/document.xml.rels": "<Relationships xmlns='http://schemas.openxmlformats.org/package/2006/"
        f"relationships'><Relationship Id='r1' Type='{relation}' Target='footnotes.xml'/></Relationships>",
    }
    body = _paragraph(_said("渡口"), call, _said("在桥东"), counted, _said("。"))
    document = _taken(tmp_path, body, parts)
    shown = f"[{sign}]" if sign.isascii() and sign.isalnum() else sign
    first, note, other = text_of(document).split("\n")[:3]
    assert (first, other) == (f"渡口{shown}在桥东[1]。", "[1] 1931年重修。")
    assert note.endswith(" 见渡口碑。")
    assert note.count(sign) == 1
    assert document.evidence is not None
    marks = document.evidence.lines[1].marks
    assert [first[mark.start : mark.end] for mark in marks] == [shown, "[1]"]


_THREE = '<w:numFmt w:val="custom" w:format="001, 002, 003, ..."/>'
_CHOSEN = (
    '<mc:AlternateContent><mc:Choice Requires="w14">{}</mc:Choice><mc:Fallback><w:numFmt w:val="decimal"/>'
    "</mc:Fallback></mc:AlternateContent>"
)


@pytest.mark.parametrize(
    ("form", "written"),
    [
        (_CHOSEN.format(_THREE), ["009、绳", "010、桶"]),
        (_THREE, ["009、绳", "010、桶"]),
        (_THREE.replace("00", "0"), ["09、绳", "10、桶"]),
    ],
)
def test_numbers_of_three_figures(form: str, written: list[str], tmp_path: Path) -> None:
    spaces = f'{_SPACES} xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    numbering = (
        f'<w:numbering {spaces}><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="9"/>{form}'
        '<w:lvlText w:val="%1、"/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
        "</w:numbering>"
    )
    relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/numbering"
    parts: dict[str, str | bytes] = {
        "word/numbering.xml": numbering,
        "word/_rels/document.xml.rels": "<Relationships xmlns='http://schemas.openxmlformats.org/package/2006/"
        f"relationships'><Relationship Id='r1' Type='{relation}' Target='numbering.xml'/></Relationships>",
    }
    item = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
    body = _paragraph(_said("绳"), properties=item) + _paragraph(_said("桶"), properties=item)
    assert text_of(_taken(tmp_path, body, parts)).split("\n")[:2] == written


_HEADINGS = {
    "word/styles.xml": f"<w:styles {_SPACES}>"
    + "".join(
        f'<w:style w:styleId="h{level}"><w:name w:val="heading {level}"/><w:pPr><w:outlineLvl w:val="{level - 1}"/>'
        "</w:pPr></w:style>"
        for level in (1, 2)
    )
    + "</w:styles>",
    "word/_rels/document.xml.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="a" Type="x/styles" Target="styles.xml"/>'
    '<Relationship Id="b" Type="x/numbering" Target="numbering.xml"/></Relationships>',
}


@pytest.mark.parametrize(
    ("code", "numbers"),
    [
        ("AUTONUM", "1. 1. 2. 1. 2. 2. 1."),
        (r"AUTONUM \* CHINESENUM3 \s 、", "一、 一、 二、 一、 二、 二、 一、"),
        (r"autonum \* ROMAN \* MERGEFORMAT", "I. I. II. I. II. II. I."),
        ("AUTONUMLGL", "1. 1.1. 1.2. 1.2.1. 1.2.2. 2. 2.1."),
        (r"AUTONUMLGL \e \s -", "1 1-1 1-2 1-2-1 1-2-2 2 2-1"),
        ("AUTONUMOUT", "I. A. B. 1. 2. II. A."),
    ],
)
@pytest.mark.parametrize("simple", [True, False])
def test_fields_count_headings_and_paragraphs(code: str, numbers: str, *, simple: bool, tmp_path: Path) -> None:
    one = f"<w:fldSimple w:instr='{code}'/>" if simple else _field(code)
    body = "".join(
        _paragraph(one, _said(" 渡口"), properties=f'<w:pStyle w:val="h{level}"/>' if level else "")
        for level in (1, 2, 2, 0, 0, 1, 2)
    )
    lines = text_of(_taken(tmp_path, body, dict(_HEADINGS))).split("\n")
    assert " ".join(line.removesuffix(" 渡口") for line in lines if line) == numbers


def test_fields_count_lists_inside_a_sentence(tmp_path: Path) -> None:
    codes = ("LISTNUM", r"LISTNUM \l 2", "LISTNUM NumberDefault \\l 2", "LISTNUM", r"LISTNUM LegalDefault \l 1",
             r"LISTNUM LegalDefault \l 2", r"LISTNUM OutlineDefault \l 1 \s 4")  # fmt: skip
    body = _paragraph(*(part for code in codes for part in (_field(code), _said(" "))), _said("各班渡船。"))
    assert text_of(_taken(tmp_path, body)).strip() == "1) a) b) 2) 1. 1.1. IV. 各班渡船。"


def test_a_field_goes_on_with_the_list_of_its_paragraph(tmp_path: Path) -> None:
    levels = '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:lvlText w:val="第%1款"/></w:lvl>' + (
        '<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="irohaFullWidth"/><w:lvlText w:val="（%2）"/></w:lvl>'
    )
    numbering = (
        f'<w:numbering {_SPACES}><w:abstractNum w:abstractNumId="1">{levels}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num></w:numbering>'
    )
    listed = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
    body = _paragraph(
        _said("晴天"), _field("LISTNUM"), _said("早班"), _field("LISTNUM"), _said("晚班"), properties=listed
    )
    found = text_of(_taken(tmp_path, body * 2, {**_HEADINGS, "word/numbering.xml": numbering}))
    assert found.split() == ["第1款", "晴天（イ）早班（ロ）晚班", "第2款", "晴天（イ）早班（ロ）晚班"]


def test_a_field_names_a_list_of_the_document(tmp_path: Path) -> None:
    levels = '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:lvlText w:val="第%1款"/></w:lvl>' + (
        '<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimalEnclosedCircle"/><w:lvlText w:val="%2"/></w:lvl>'
    )
    numbering = (
        f'<w:numbering {_SPACES}><w:abstractNum w:abstractNumId="1"><w:name w:val="渡口"/>{levels}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num></w:numbering>'
    )
    one = _paragraph(_field(r"LISTNUM 渡口 \l 1"), _said("晴天"), _field(r'LISTNUM "渡口" \l 2'), _said("早班"))
    listed = _paragraph(_said("雨天"), properties='<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>')
    last = _paragraph(_field(r"LISTNUM 渡口 \l 1 \s 9"), _said("雪天"))
    found = text_of(_taken(tmp_path, one + listed + last, {**_HEADINGS, "word/numbering.xml": numbering}))
    assert found.split() == ["第1款晴天①早班", "第2款", "雨天", "第9款雪天"]


def test_a_list_that_begins_elsewhere_does_so_at_the_levels_it_names(tmp_path: Path) -> None:
    levels = '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:lvlText w:val="第%1款"/></w:lvl>' + (
        '<w:lvl w:ilvl="1"><w:start w:val="1"/><w:lvlText w:val="%1.%2项"/></w:lvl>'
    )
    numbering = (
        f'<w:numbering {_SPACES}><w:abstractNum w:abstractNumId="1">{levels}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="1"/>'
        '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride>'
        '<w:lvlOverride w:ilvl="1"><w:startOverride w:val="3"/></w:lvlOverride></w:num></w:numbering>'
    )

    def item(words: str, level: int) -> str:
        listed = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="1"/></w:numPr>'
        return _paragraph(_said(words), properties=listed)

    body = item("总则", 1) + item("晴天", 0) + item("早班", 1) + item("晚班", 1)
    found = text_of(_taken(tmp_path, body, {**_HEADINGS, "word/numbering.xml": numbering}))
    assert found.split() == ["5.3项", "总则", "第6款", "晴天", "6.3项", "早班", "6.4项", "晚班"]


@pytest.mark.parametrize(
    ("form", "written"),
    [
        ("aiueo", "ｱ ｦ ﾝ ｱ"),
        ("aiueoFullWidth", "ア ヲ ン ア"),
        ("irohaFullWidth", "イ モ セ ス"),
        ("ordinal", "1st 45th 46th 47th"),
        ("cardinalText", "One Forty-five Forty-six Forty-seven"),
        ("ordinalText", "First Forty-fifth Forty-sixth Forty-seventh"),
    ],
)
def test_kana_and_words_as_numbers(form: str, written: str) -> None:
    assert " ".join(FORMS[form](number) for number in (1, 45, 46, 47)) == written


def test_signs_of_notes_as_numbers() -> None:
    assert [FORMS["chicago"](number) for number in (0, 1, 4, 5)] == ["0", "*", "§", "**"]


def test_ordinals_and_words_of_other_numbers() -> None:
    assert [FORMS["ordinal"](number) for number in (2, 3, 11, 112, 121)] == ["2nd", "3rd", "11th", "112th", "121st"]
    assert [FORMS["ordinalText"](number) for number in (12, 20, 100, 342, 2000)] == [
        "Twelfth", "Twentieth", "One hundredth", "Three hundred forty-second", "2000th",
    ]  # fmt: skip


@pytest.mark.parametrize("form", FORMS)
def test_no_number_is_longer_than_a_line(form: str) -> None:
    """A list that says it begins at nine million had 350,000 letters at each item, and 2,500,000 signs of notes."""
    for number in (-1, 0, 1, 26, 780, 781, 32_767, 9_999_999):
        assert len(FORMS[form](number)) < 120


def test_letters_are_repeated_as_often_as_word_does() -> None:
    assert [FORMS["lowerLetter"](number) for number in (1, 26, 27, 53, 780, 781)] == [
        "a", "z", "aa", "aaa", "z" * 30, "781",
    ]  # fmt: skip
    assert FORMS["upperLetter"](28) == "BB"


def test_letters_of_a_web_page_go_on_with_two_letters(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    items = "".join(f"<li>第{number}盏渡口的灯</li>" for number in range(4))
    path.write_text(f'<html><body><h1>灯</h1><ol type="a" start="26">{items}</ol></body></html>', "utf-8")
    lines = text_of(read_document(path)).split("\n")
    assert [line.partition(".")[0] for line in lines if "盏" in line] == ["z", "aa", "ab", "ac"]
