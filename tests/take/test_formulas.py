"""Formulas: signs that a document keeps in attributes, or draws between parts, are in the text."""

from __future__ import annotations

from pathlib import Path

import docx
import pytest
from docx.oxml import parse_xml
from tests.take.conftest import text_of

from shanben.take.documents import read_document

SPACE = "http://schemas.openxmlformats.org/officeDocument/2006/math"


def signs(words: str) -> str:
    return f"<m:r><m:t>{words}</m:t></m:r>"


def two(first: str, second: str, *names: str) -> str:
    return f"<m:{names[0]}>{signs(first)}</m:{names[0]}><m:{names[1]}>{signs(second)}</m:{names[1]}>"


@pytest.mark.parametrize(
    ("formula", "wanted"),
    [
        (f"<m:f>{two('a', 'b+2', 'num', 'den')}</m:f>", "a/(b+2)"),
        (f"<m:f><m:fPr><m:type m:val='noBar'/></m:fPr>{two('n', 'k', 'num', 'den')}</m:f>", "n k"),
        (f"<m:rad>{two('3', 'x+y', 'deg', 'e')}</m:rad>", "3√(x+y)"),
        (f"<m:nary><m:naryPr><m:chr m:val='∑'/></m:naryPr>{two('k=0', 'n', 'sub', 'sup')}</m:nary>", "∑k=0n"),
        (f"<m:nary>{two('0', 'h', 'sub', 'sup')}<m:e>{signs('dx')}</m:e></m:nary>", "∫0hdx"),
        (f"<m:d>{two('a', 'b', 'e', 'e')}</m:d>", "(a|b)"),
        (
            f"<m:d><m:dPr><m:begChr m:val='{{'/><m:endChr m:val=''/></m:dPr><m:e>{signs('a')}</m:e></m:d>", "{a",
        ),
        (f"<m:m><m:mr>{two('1', '2', 'e', 'e')}</m:mr><m:mr>{two('3', '4', 'e', 'e')}</m:mr></m:m>", "1 2; 3 4"),
        (f"<m:bar><m:barPr><m:pos m:val='top'/></m:barPr><m:e>{signs('x')}</m:e></m:bar>", "x\u0305"),
        (f"<m:sSup>{two('x', '2', 'e', 'sup')}</m:sSup>", "x2"),
    ],
)  # fmt: skip
def test_a_word_formula_keeps_all_its_signs(formula: str, wanted: str, tmp_path: Path) -> None:
    document = docx.Document()
    paragraph = document.add_paragraph("水深")
    paragraph._p.append(parse_xml(f"<m:oMath xmlns:m='{SPACE}'>{formula}</m:oMath>"))  # type: ignore[arg-type]
    paragraph.add_run("丈。")
    document.save(str(tmp_path / "a.docx"))
    assert text_of(read_document(tmp_path / "a.docx")).strip() == f"水深{wanted}丈。"


@pytest.mark.parametrize(
    ("formula", "wanted"),
    [
        ("<mfrac><mrow><mi>a</mi><mo>+</mo><mn>1</mn></mrow><mi>b</mi></mfrac>", "(a+1)/b"),
        ("<mfrac linethickness='0'><mi>n</mi><mi>k</mi></mfrac>", "n k"),
        ("<msqrt><mi>x</mi><mo>-</mo><mi>y</mi></msqrt>", "√(x-y)"),
        ("<mroot><mi>x</mi><mn>3</mn></mroot>", "3√x"),
        ("<mfenced><mi>a</mi><mi>b</mi></mfenced>", "(a,b)"),
        ("<semantics><mi>h</mi><annotation encoding='application/x-tex'>\\h</annotation></semantics>", "h"),
        ("<mtable><mtr><mtd><mn>1</mn></mtd><mtd><mn>2</mn></mtd></mtr><mtr><mtd><mn>3</mn></mtd></mtr></mtable>",
         "1 2; 3"),
    ],
)  # fmt: skip
def test_a_formula_of_a_page_is_text_once(formula: str, wanted: str, tmp_path: Path) -> None:
    file = tmp_path / "a.html"
    drawn = f"<span><math>{formula}</math></span><span aria-hidden='true'>{wanted}</span>"
    file.write_text(f"<h1>水尺</h1><p>水深<span>{drawn}</span>丈。</p>", "utf-8")
    document = read_document(file)
    assert text_of(document).splitlines() == ["水尺", f"水深{wanted}丈。"]
    assert document.evidence is not None
    assert not document.evidence.left_out
