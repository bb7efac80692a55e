"""Documents with notes and tables, drawn in every format from the same parts."""

from __future__ import annotations

import random
import zipfile
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path

CIRCLED = "①②③④⑤⑥⑦⑧⑨"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Pieces of a paragraph; between two of them a note is called."""

    pieces: tuple[str, ...]
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell: its words, and how many columns it takes."""

    words: str
    columns: int = 1


@dataclass(frozen=True, slots=True)
class Drawn:
    """A document: a title, paragraphs with notes, and tables whose first row is a head."""

    title: str
    parts: tuple[Paragraph | tuple[tuple[Cell, ...], ...], ...]

    @property
    def notes(self) -> list[str]:
        """Every note, in the order of their marks."""
        return [note for part in self.parts if isinstance(part, Paragraph) for note in part.notes]


_THINGS = "犁耙锄镰桶筐绳灯秤斗磨筛"
_PLACES = ("东仓", "西仓", "北廊", "南棚")
_SENTENCES = (
    "堤上的柳树是祖父那一辈人种下的", "每年霜降以前要把渠里的淤泥清出来", "守仓的人夜里敲三遍梆子",
    "渡船只在天亮以后开",
    "集市逢三逢八，远近的人都来", "旱年从上游引水，要几个村子商量着办", "新磨的面比陈面贵两成",
)  # fmt: skip
_REMARKS = ("旧志不载此事", "今已改道", "当地方言另有叫法", "数目据账簿", "碑文残缺", "一说在次年", "见县志卷三")


def drawn(number: int, *, merged: bool) -> Drawn:
    """The document of this number; ``merged``: some rows of its tables have a cell that takes two columns."""
    chance = random.Random(number)
    parts: list[Paragraph | tuple[tuple[Cell, ...], ...]] = []
    count = 0
    for at in range(3):
        sentences = chance.sample(_SENTENCES, 3)
        pieces = [f"其{'甲乙丙'[at]}，" + sentences[0]]
        notes = []
        for sentence in sentences[1 : chance.randint(2, 3)]:
            count += 1
            pieces.append("，" + sentence)
            notes.append(f"{chance.choice(_REMARKS)}，凡{'一二三四五六七八九'[count - 1]}见。")
        pieces[-1] += "。"
        parts.append(Paragraph(tuple(pieces), tuple(notes)))
        if at < 2:
            parts.append(_table(chance, merged=merged))
    return Drawn(f"第{'一二三四五六七八九十'[number % 10]}村农具簿", tuple(parts))


def _table(chance: random.Random, *, merged: bool) -> tuple[tuple[Cell, ...], ...]:
    columns = chance.randint(3, 4)
    rows = [tuple(Cell(name) for name in ("器物", "数目", "存处", "经手")[:columns])]
    for thing in chance.sample(_THINGS, chance.randint(2, 4)):
        words = [thing, str(chance.randint(0, 5)), chance.choice(_PLACES), chance.choice(("老周", "阿贵"))][:columns]
        if merged and chance.random() < 0.4:
            rows.append((Cell(words[0]), Cell("待查", 2), *map(Cell, words[3:])))
        else:
            rows.append(tuple(map(Cell, words)))
    return tuple(rows)


def _html(document: Drawn, call: Callable[[int], str], note: Callable[[int, str], str]) -> str:
    body = [f"<h1>{escape(document.title)}</h1>"]
    number = 0
    for part in document.parts:
        if isinstance(part, Paragraph):
            words = escape(part.pieces[0])
            for piece in part.pieces[1:]:
                number += 1
                words += call(number) + escape(piece)
            body.append(f"<p>{words}</p>")
        else:
            body.append("<table>" + "".join(map(_html_row, range(len(part)), part)) + "</table>")
    return "\n".join((*body, *(note(at, words) for at, words in enumerate(document.notes, 1))))


def _html_row(number: int, row: Sequence[Cell]) -> str:
    name = "td" if number else "th"
    return "<tr>" + "".join(f"<{name} colspan={cell.columns}>{cell.words}</{name}>" for cell in row) + "</tr>"


def html(document: Drawn, path: Path) -> None:
    """A web page whose notes are linked both ways."""
    body = _html(
        document,
        lambda at: f'<sup id="r{at}"><a href="#n{at}">{at}</a></sup>',
        lambda at, words: f'<p id="n{at}"><a href="#r{at}">{at}</a> {words}</p>',
    )
    path.write_text(f"<!doctype html><html><body>{body}</body></html>", "utf-8")


def epub(document: Drawn, path: Path) -> None:
    """An e-book with notes as asides."""
    body = _html(
        document,
        lambda at: f'<a epub:type="noteref" href="#n{at}">{at}</a>',
        lambda at, words: f'<aside epub:type="footnote" id="n{at}">{words}</aside>',
    ).replace("colspan=1", 'colspan="1"').replace("colspan=2", 'colspan="2"')  # fmt: skip
    _archive(path, {
        "mimetype": "application/epub+zip",
        "META-INF/container.xml": '<container><rootfiles><rootfile full-path="b.opf"/></rootfiles></container>',
        "b.opf": '<package><metadata/><manifest><item id="a" href="a.xhtml" media-type="application/xhtml+xml"/>'
        '</manifest><spine><itemref idref="a"/></spine></package>',
        "a.xhtml": f'<html xmlns:epub="http://www.idpf.org/2007/ops"><body>{body}</body></html>',
    })  # fmt: skip


def markdown(document: Drawn, path: Path) -> None:
    """Markdown with footnotes; its tables have no merged cells."""
    rows = [f"# {document.title}", ""]
    number = 0
    for part in document.parts:
        if isinstance(part, Paragraph):
            words = part.pieces[0]
            for piece in part.pieces[1:]:
                number += 1
                words += f"[^{number}]{piece}"
            rows += [words, ""]
        else:
            lines = ["| " + " | ".join(cell.words for cell in row) + " |" for row in part]
            rows += [lines[0], "|" + "---|" * len(part[0]), *lines[1:], ""]
    rows += [f"[^{at}]: {words}\n" for at, words in enumerate(document.notes, 1)]
    path.write_text("\n".join(rows), "utf-8")


def docx(document: Drawn, path: Path) -> None:
    """A Word file with footnotes."""
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'

    def run(words: str) -> str:
        return f"<w:r><w:t>{words}</w:t></w:r>"

    def cell(one: Cell) -> str:
        return f'<w:tc><w:tcPr><w:gridSpan w:val="{one.columns}"/></w:tcPr><w:p>{run(one.words)}</w:p></w:tc>'

    body = [f"<w:p>{run(document.title)}</w:p>"]
    number = 0
    for part in document.parts:
        if isinstance(part, Paragraph):
            words = run(part.pieces[0])
            for piece in part.pieces[1:]:
                number += 1
                words += f'<w:r><w:footnoteReference w:id="{number + 1}"/></w:r>' + run(piece)
            body.append(f"<w:p>{words}</w:p>")
        else:
            heads = ("<w:trPr><w:tblHeader/></w:trPr>", *[""] * len(part))
            rows = (
                "<w:tr>" + head + "".join(map(cell, row)) + "</w:tr>" for head, row in zip(heads, part, strict=False)
            )
            body.append("<w:tbl>" + "".join(rows) + "</w:tbl>")
    notes = (
        f'<w:footnote w:id="{at}"><w:p><w:r><w:footnoteRef/></w:r>{run(words)}</w:p></w:footnote>'
        for at, words in enumerate(document.notes, 2)
    )
    relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006"
    _archive(path, {
        "[Content_Types].xml": f'<Types xmlns="{package}/content-types"/>',
        "_rels/.rels": f'<Relationships xmlns="{package}/relationships"><Relationship Id="r1" '
        f'Type="{relation}/officeDocument" Target="word/document.xml"/></Relationships>',
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{package}/relationships"><Relationship Id="r1" '
        f'Type="{relation}/footnotes" Target="footnotes.xml"/></Relationships>',
        "word/document.xml": f"<w:document {space}><w:body>{''.join(body)}</w:body></w:document>",
        "word/footnotes.xml": f"<w:footnotes {space}>{''.join(notes)}</w:footnotes>",
    })  # fmt: skip


def odt(document: Drawn, path: Path) -> None:
    """An OpenDocument text with footnotes."""
    spaces = {"office": "office", "text": "text", "table": "table"}
    named = " ".join(f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in spaces)
    notes = iter(enumerate(document.notes, 1))

    def note() -> str:
        at, words = next(notes)
        return (
            f'<text:note text:id="n{at}" text:note-class="footnote"><text:note-citation>{at}</text:note-citation>'
            f"<text:note-body><text:p>{words}</text:p></text:note-body></text:note>"
        )

    def cells(row: Iterable[Cell]) -> str:
        return "".join(
            f'<table:table-cell table:number-columns-spanned="{cell.columns}"><text:p>{cell.words}</text:p>'
            "</table:table-cell>" + "<table:covered-table-cell/>" * (cell.columns - 1)
            for cell in row
        )

    body = [f'<text:h text:outline-level="1">{document.title}</text:h>']
    for part in document.parts:
        if isinstance(part, Paragraph):
            body.append(
                "<text:p>" + part.pieces[0] + "".join(note() + piece for piece in part.pieces[1:]) + "</text:p>"
            )
        else:
            rows = [f"<table:table-row>{cells(row)}</table:table-row>" for row in part]
            head = f"<table:table-header-rows>{rows[0]}</table:table-header-rows>"
            body.append("<table:table>" + head + "".join(rows[1:]) + "</table:table>")
    _archive(path, {
        "mimetype": "application/vnd.oasis.opendocument.text",
        "content.xml": f"<office:document-content {named}><office:body><office:text>{''.join(body)}</office:text>"
        "</office:body></office:document-content>",
    })  # fmt: skip


def printable(document: Drawn) -> str:
    """A page to be printed, with the notes at its foot and circled numbers as marks."""
    notes = "".join(f"<div>{CIRCLED[at]} {words}</div>" for at, words in enumerate(document.notes))
    body = _html(document, lambda at: f"<sup>{CIRCLED[at - 1]}</sup>", lambda _at, _words: "")
    return f"{body}<footer>{notes}</footer>"


def _archive(path: Path, parts: dict[str, str]) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
