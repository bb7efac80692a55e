"""Nothing visible is lost: documents of random structure, and every visible character of them found again."""

from __future__ import annotations

from collections import Counter
from html import escape
from pathlib import Path

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.take.conftest import text_of, zipped

from shanben.take.documents import read_document

WORDS = st.text(
    st.sampled_from("山川湖海风雨雪云春夏秋冬一二三四五第条章（）、，。：；“”《》abcXYZ0189.!-&<>　"),
    min_size=1,
    max_size=30,
).filter(lambda text: text.strip() != "")
INLINE = st.sampled_from(["plain", "b", "i", "span", "u"])
RUNS = st.lists(st.tuples(INLINE, WORDS), min_size=1, max_size=4)
BLOCKS = st.lists(
    st.one_of(
        st.tuples(st.just("p"), RUNS),
        st.tuples(st.sampled_from(["h1", "h2", "h3", "h4"]), RUNS),
        st.tuples(st.just("quote"), RUNS),
        st.tuples(st.sampled_from(["ul", "ol"]), st.lists(RUNS, min_size=1, max_size=4)),
        st.tuples(
            st.just("table"),
            st.integers(1, 3).flatmap(
                lambda columns: st.lists(st.lists(RUNS, min_size=columns, max_size=columns), min_size=1, max_size=4)
            ),
        ),
    ),
    min_size=1,
    max_size=6,
)
RANDOM = settings(max_examples=30, deadline=None)


def visible(blocks: list[tuple[str, object]]) -> Counter[str]:
    """Every character that is shown, white space aside."""
    found: Counter[str] = Counter()

    def walk(part: object) -> None:
        if isinstance(part, tuple):
            found.update("".join(part[1].split()))
        elif isinstance(part, list):
            for one in part:
                walk(one)

    for _, content in blocks:
        walk(content)
    return found


def held(path: Path) -> Counter[str]:
    return Counter("".join(text_of(read_document(path)).split()))


def _html_runs(runs: list[tuple[str, str]]) -> str:
    return "".join(escape(text) if tag == "plain" else f"<{tag}>{escape(text)}</{tag}>" for tag, text in runs)


def _html(blocks: list[tuple[str, object]]) -> str:
    rows: list[str] = []
    for kind, content in blocks:
        assert isinstance(content, list)
        if kind in ("ul", "ol"):
            rows.append(f"<{kind}>" + "".join(f"<li>{_html_runs(item)}</li>" for item in content) + f"</{kind}>")
        elif kind == "table":
            cells = ("".join(f"<td>{_html_runs(cell)}</td>" for cell in row) for row in content)
            rows.append("<table>" + "".join(f"<tr>{row}</tr>" for row in cells) + "</table>")
        elif kind == "quote":
            rows.append(f"<blockquote><p>{_html_runs(content)}</p></blockquote>")
        else:
            rows.append(f"<{kind}>{_html_runs(content)}</{kind}>")
    return "<body>" + "\n".join(rows) + "</body>"


def _less(found: Counter[str], wanted: Counter[str]) -> Counter[str]:
    return wanted - found


@RANDOM
@given(blocks=BLOCKS)
def test_a_page_loses_nothing(tmp_path_factory: pytest.TempPathFactory, blocks: list[tuple[str, object]]) -> None:
    file = tmp_path_factory.getbasetemp() / "random.html"
    file.write_text(f"<!doctype html><html>{_html(blocks)}</html>", "utf-8")
    assert not _less(held(file), visible(blocks))


@RANDOM
@given(chapters=st.lists(BLOCKS, min_size=1, max_size=2))
def test_a_book_loses_nothing(
    tmp_path_factory: pytest.TempPathFactory, chapters: list[list[tuple[str, object]]]
) -> None:
    items = "".join(
        f'<item id="c{at}" href="c{at}.xhtml" media-type="application/xhtml+xml"/>' for at in range(len(chapters))
    )
    spine = "".join(f'<itemref idref="c{at}"/>' for at in range(len(chapters)))
    parts: dict[str, str | bytes] = {
        "META-INF/container.xml": '<container><rootfiles><rootfile full-path="b.opf"/></rootfiles></container>',
        "b.opf": f"<package><manifest>{items}</manifest><spine>{spine}</spine></package>",
    }
    parts |= {f"c{at}.xhtml": f"<html>{_html(blocks)}</html>" for at, blocks in enumerate(chapters)}
    file = zipped(tmp_path_factory.getbasetemp() / "random.epub", parts)
    assert not _less(held(file), sum((visible(blocks) for blocks in chapters), Counter()))


def _word_runs(paragraph: object, runs: list[tuple[str, str]]) -> None:
    for tag, text in runs:
        run = paragraph.add_run(text)  # type: ignore[attr-defined]
        run.bold, run.italic = tag == "b", tag == "i"


@settings(max_examples=10, deadline=None)
@given(blocks=BLOCKS)
def test_a_word_document_loses_nothing(
    tmp_path_factory: pytest.TempPathFactory, blocks: list[tuple[str, object]]
) -> None:
    document = docx.Document()
    for kind, content in blocks:
        assert isinstance(content, list)
        if kind in ("ul", "ol"):
            for item in content:
                _word_runs(document.add_paragraph(style="List Bullet" if kind == "ul" else "List Number"), item)
        elif kind == "table":
            table = document.add_table(rows=len(content), cols=len(content[0]))
            for row, cells in zip(table.rows, content, strict=True):
                for cell, runs in zip(row.cells, cells, strict=True):
                    _word_runs(cell.paragraphs[0], runs)
        else:
            style = {"p": "Normal", "quote": "Quote"}.get(kind, f"Heading {kind[1:]}")
            _word_runs(document.add_paragraph(style=style), content)
    file = tmp_path_factory.getbasetemp() / "random.docx"
    document.save(str(file))
    assert not _less(held(file), visible(blocks))


def _odt_runs(runs: list[tuple[str, str]]) -> str:
    return "".join(f"<text:span>{escape(text)}</text:span>" for _, text in runs)


@RANDOM
@given(blocks=BLOCKS)
def test_an_opendocument_text_loses_nothing(
    tmp_path_factory: pytest.TempPathFactory, blocks: list[tuple[str, object]]
) -> None:
    rows: list[str] = []
    for kind, content in blocks:
        assert isinstance(content, list)
        if kind in ("ul", "ol"):
            items = "".join(f"<text:list-item><text:p>{_odt_runs(item)}</text:p></text:list-item>" for item in content)
            rows.append(f"<text:list>{items}</text:list>")
        elif kind == "table":
            cells = (
                "".join(f"<table:table-cell><text:p>{_odt_runs(cell)}</text:p></table:table-cell>" for cell in row)
                for row in content
            )
            lines = "".join(f"<table:table-row>{row}</table:table-row>" for row in cells)
            rows.append(f"<table:table>{lines}</table:table>")
        elif kind.startswith("h"):
            rows.append(f'<text:h text:outline-level="{kind[1:]}">{_odt_runs(content)}</text:h>')
        else:
            rows.append(f"<text:p>{_odt_runs(content)}</text:p>")
    body = "".join(rows)
    content_part = (
        '<office:document-content xmlns:office="o" xmlns:text="t" xmlns:table="b"><office:body><office:text>'
        f"{body}</office:text></office:body></office:document-content>"
    )
    kind_of = "application/vnd.oasis.opendocument.text"
    parts: dict[str, str | bytes] = {"mimetype": kind_of, "content.xml": content_part}
    file = zipped(tmp_path_factory.getbasetemp() / "random.odt", parts)
    assert not _less(held(file), visible(blocks))
