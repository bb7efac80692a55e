"""What fuzzing found, and its kind: each input is taken in and read again, or refused, by the target that found it."""

from __future__ import annotations

import io
import time
import zipfile
from pathlib import Path

import pytest
from tests.fuzz import documents
from tests.fuzz.targets import EVIDENCE, SOURCE, run

from shanben.pictures import size_of
from shanben.problems import Refused
from shanben.read.evidence import read_evidence
from shanben.read.sources import read_source
from shanben.take import blocks
from shanben.take.documents import read_document
from shanben.take.html_body import contents_of
from shanben.take.html_parsed import page_of
from shanben.take.markdown import take_markdown

DEEP = "".join(f"<ul><li>第{number}层" for number in range(14)) + "</li></ul>" * 14
WIDE = "<table>" + "<tr><td colspan=5000 rowspan=5000>甲<td>乙<td colspan=7000>丙" * 40 + "</table>"
FOUND = {
    "a list of fourteen levels": ("taking HTML", f"<h1>春</h1>{DEEP}"),
    "headings of nine levels in one another": (
        "taking HTML", "".join(f"<h{min(number, 6)}>题{number}</h{min(number, 6)}><p>河水。" for number in range(1, 12))
    ),
    "a comment inside a reading": ("taking HTML", "<p><ruby>河<!-- 水 --><rt>hé</rt></ruby>水</p>"),
    "a bell in a title": ("taking HTML", "<title>春\x07天</title><p>河水。"),
    "cells wider than a table": ("taking HTML", WIDE),
    "an author of aliases": (
        "taking Markdown", "---\nx: &a [春, 春]\n" + "".join(
            f"{chr(97 + n)}: &{chr(97 + n)} [{', '.join([f'*{chr(96 + n)}'] * 9)}]\n" for n in range(1, 25)
        ) + "---\n河水。\n",
    ),
    "a number without end in front": ("taking Markdown", f"---\nyear: {'9' * 5000}\nx: 2026-99-99\n---\n河水。\n"),
    "an article before the title": ("taking Markdown", "- 项\n河水# 春天\n\n第十二条 | 乙 |\n\n> 引文\n# 春天"),
    "a control of C1 in a heading": ("taking text", "春天\n\n一、\u0094河水。\n二、\u0094河。\n"),
    "a title with one": ("taking text", "\u0094春天\n\n第十二条\u0094 河水。\n\n（一）\u0094船\n附件\u0094\n"),
    "articles without end": ("library", f"通知\n\n第{'9' * 5000}条 春。\n\n见第{'八' * 5000}条。\n"),
}  # fmt: skip


@pytest.mark.parametrize(("target", "words"), FOUND.values(), ids=FOUND)
def test_what_was_found_is_mended(target: str, words: str) -> None:
    run(target, words.encode())


def _spent_on_links(depth: int) -> float:
    opened = f"<h1>春天</h1><p>{'河水' * 40}<a href='#n'>一<sup>1</sup>"
    page = "<body>" + opened * depth + "</a></p>" * depth + "</body>"
    root = page_of(page)
    began = time.process_time()
    contents_of(root)
    return time.process_time() - began


def test_links_in_links_take_time_as_they_are_many() -> None:
    def within() -> bool:
        few, many = (min(_spent_on_links(depth) for _ in range(3)) for depth in (80, 320))
        return many < 2.3**2 * few + 0.005

    assert any(within() for _ in range(3)), "a moment in which others work counts for nothing"


def word(body: str) -> bytes:
    return b"\0" + f"<w:document {documents.W}><w:body>{body}</w:body></w:document>".encode()


@pytest.mark.parametrize("sign", ["zz", "110000", "D800", "-1", "1_0", ""])
def test_a_sign_without_a_place_is_no_crash(sign: str) -> None:
    run("taking Word", word(f'<w:p><w:r><w:t>河水</w:t><w:sym w:font="x" w:char="{sign}"/></w:r></w:p>'))


@pytest.mark.parametrize("span", ["1000", "99999999999", "1e300", "-4", "many", "inf", "nan"])
def test_a_cell_of_any_width_is_read_again(span: str) -> None:
    cells = f'<w:tc><w:tcPr><w:gridSpan w:val="{span}"/></w:tcPr><w:p><w:r><w:t>甲</w:t></w:r></w:p></w:tc>' * 2
    run("taking Word", word(f"<w:tbl><w:tr>{cells}</w:tr><w:tr>{cells}</w:tr></w:tbl>"))


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.html", "<p>河" * 60),
        ("a.md", "河\n\n" * 60),
        ("a.docx", word("<w:p><w:r><w:t>河</w:t></w:r></w:p>" * 60)),
        ("a.docx", word("<w:tbl/>" * 60)),
        (
            "a.epub",
            b"\1" + f'<html xmlns="http://www.w3.org/1999/xhtml"><body>{"<p>河</p>" * 60}</body></html>'.encode(),
        ),
    ],
)
def test_a_document_of_paragraphs_without_end_is_refused(
    name: str, content: str | bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(blocks, "MOST_BLOCKS", 50)
    path = tmp_path / name
    kind = path.suffix
    path.write_bytes(documents.packed(kind, content) if isinstance(content, bytes) else content.encode())
    with pytest.raises(Refused, match=r"E133.*50 paragraphs"):
        read_document(path)


def test_cells_that_repeat_in_one_another_are_counted(tmp_path: Path) -> None:
    nested = '<table:table><table:table-row><table:table-cell table:number-columns-repeated="64">'
    nested_in = "<text:p>河</text:p>"
    body = nested * 9 + nested_in + "</table:table-cell></table:table-row></table:table>" * 9
    content = documents.OPEN.partition("<office:text>")[0] + f"<office:text>{body}</office:text></office:body>"
    path = tmp_path / "a.odt"
    path.write_bytes(documents.packed(".odt", b"\0" + f"{content}</office:document-content>".encode()))
    with pytest.raises(Refused, match="E133"):
        read_document(path)


def test_front_matter_is_words() -> None:
    taken = take_markdown("---\ntitle: 春\nauthor: [甲, {a: b}, 乙]\ntags: {a: b}\n---\n河水。\n")
    assert taken.stated == {"title": "春", "author": "甲; 乙"}


@pytest.mark.parametrize("ending", [".png", ".jpg", ".gif", ".webp"])
def test_a_damaged_picture_is_none(ending: str) -> None:
    begins = {".png": b"\x89PNG\r\n\x1a\n", ".jpg": b"\xff\xd8\xff", ".gif": b"GIF89a", ".webp": b"RIFF"}[ending]
    for more in (b"", b"\0", b"\xff" * 7, b"\0" * 12, b"IHDR" + b"\xff" * 8, bytes(range(40))):
        found = size_of(f"a{ending}", begins + more)
        assert found is None or min(found) > 0


def test_an_archive_in_an_archive_is_no_document() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("word/document.xml", b"PK" * 9)
    run("taking Word", out.getvalue())


@pytest.mark.parametrize(
    "wrong",
    [
        ('"box":[9.5,3,2,1]', '"box":3'), ('"box":[9.5,3,2,1]', '"box":"abcd"'), ('"box":[9.5,3,2,1]', '"box":[1,2]'),
        ('"box":[9.5,3,2,1]', '"box":{"a":1}'), ('"left_out":{"a":1}', '"left_out":7'),
        ('"left_out":{"a":1}', '"left_out":[1]'),
        ('"left_out":{"a":1}', '"left_out":{"a":"b"}'), ('"left_out":{"a":1}', '"left_out":{"a":[[]]}'),
        ('"marks":[', '"marks":[[],'), ('"cells":[', '"cells":[1,'),
    ],
)  # fmt: skip
def test_evidence_of_another_form_is_left_aside(wrong: tuple[str, str], tmp_path: Path) -> None:
    assert wrong[0] in EVIDENCE
    run("evidence", EVIDENCE.replace(*wrong).encode())
    source, path = tmp_path / "a.txt", tmp_path / "a.evidence.jsonl"
    source.write_text(SOURCE, encoding="utf-8")
    path.write_text(EVIDENCE.replace(*wrong), encoding="utf-8")
    evidence, (problem,) = read_evidence(read_source(source, shown="a.txt"), path, path.name)
    assert (evidence, problem.code) == (None, "D131")
