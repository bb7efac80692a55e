"""OpenDocument texts: drawings in groups, signs of fonts, fields of forms."""

from __future__ import annotations

from pathlib import Path

from tests.take.conftest import text_of, zipped

from shanben.take.documents import Document, read_document

_KIND = "application/vnd.oasis.opendocument.text"
_SPACES = "".join(
    f' xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{kind}:1.0"'
    for name, kind in (("office", "office"), ("text", "text"), ("style", "style"), ("draw", "drawing"))
)
_SPACES += ' xmlns:field="urn:openoffice:names:experimental:ooo-ms-interop:xmlns:field:1.0"'


def _taken(folder: Path, body: str, styles: str = "") -> Document:
    content = (
        f"<office:document-content{_SPACES}><office:automatic-styles>{styles}</office:automatic-styles>"
        f"<office:body><office:text>{body}</office:text></office:body></office:document-content>"
    )
    return read_document(zipped(folder / "a.odt", {"mimetype": _KIND, "content.xml": content}))


def test_boxes_that_are_grouped_are_text(tmp_path: Path) -> None:
    box = "<draw:custom-shape><text:p>{}</text:p></draw:custom-shape>"
    inner = f"<draw:g>{box.format('北码头')}</draw:g>"
    group = f"<draw:g>{box.format('南码头')}{inner}</draw:g>"
    assert text_of(_taken(tmp_path, f"<text:p>两处都可上船。{group}</text:p>")) == "两处都可上船。\n南码头\n北码头\n"


def test_letters_in_fonts_of_signs_are_those_signs(tmp_path: Path) -> None:
    style = '<style:style style:name="T1"><style:text-properties style:font-name="Wingdings"/></style:style>'
    span = '<text:span text:style-name="T1">{}</text:span>'
    document = _taken(tmp_path, f"<text:p>{span.format(chr(0xF0FE))}已验{span.format(chr(0xF001))}</text:p>", style)
    assert text_of(document) == "☑已验\n"
    assert document.evidence is not None
    assert document.evidence.left_out["signs of symbol fonts"] == 1


def test_fields_of_forms_show_their_answers(tmp_path: Path) -> None:
    def field(kind: str, **said: str) -> str:
        params = "".join(
            f'<field:param field:name="{name.rstrip("_")}" field:value="{one}"/>' for name, one in said.items()
        )
        return f'<field:fieldmark field:type="vnd.oasis.opendocument.field.{kind}">{params}</field:fieldmark>'

    chosen = field("FORMDROPDOWN", Dropdown_ListEntry="船", Dropdown_ListEntry_="车", Dropdown_Selected="1")
    ticked, empty = field("FORMCHECKBOX", Checkbox_Checked="true"), field("FORMCHECKBOX")
    assert text_of(_taken(tmp_path, f"<text:p>乘{chosen}去。{ticked}是 {empty}否</text:p>")) == "乘车去。☑是 ☐否\n"


def test_a_hyphen_that_is_printed_only_at_the_end_of_a_line_is_none(tmp_path: Path) -> None:
    assert (
        text_of(_taken(tmp_path, "<text:p>船名Sea\u00adgull，\u00ad载二十人。</text:p>")) == "船名Seagull，载二十人。\n"
    )
