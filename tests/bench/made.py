"""Documents of many kinds made from the parts of a text."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path
from types import TracebackType
from typing import Any

import docx
from docx.enum.text import WD_PARAGRAPH_ALIGNMENT
from docx.shared import Pt
from playwright.sync_api import sync_playwright


@dataclass(frozen=True, slots=True)
class Part:
    """A paragraph: its words, whether it is the title, a heading or text, and a heading's level from 1."""

    words: str
    kind: str
    level: int


class Chromium:
    """A browser that prints; started when it is first asked."""

    def __init__(self, path: str | None) -> None:
        self._path = path
        self._play: Any = None
        self._browser: Any = None

    def __enter__(self) -> Chromium:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._browser is not None:
            self._browser.close()
        if self._play is not None:
            self._play.stop()

    def print(self, page: str, path: Path, **options: Any) -> None:
        """Print a page of HTML into a PDF."""
        if self._browser is None:
            self._play = sync_playwright().start()
            self._browser = self._play.chromium.launch(executable_path=self._path, args=["--no-sandbox"])
        tab = self._browser.new_page()
        tab.set_content(page)
        tab.pdf(path=str(path), **options)
        tab.close()


def _body(parts: Sequence[Part]) -> str:
    rows = []
    for part in parts:
        tag = {"title": "h1", "text": "p"}.get(part.kind, f"h{min(6, part.level + 1)}")
        rows.append(f"<{tag}>{escape(part.words)}</{tag}>")
    return "\n".join(rows)


_FOOT = "第 <span class=pageNumber></span> 页 共 <span class=totalPages></span> 页"
_SHEETS = (
    "body{font:12pt/1.7 'Noto Serif CJK SC'} p{margin:0;text-indent:2em;text-align:justify} h1{text-align:center}",
    "body{font:11pt/1.6 'Noto Sans CJK SC'} p{margin:.7em 0;text-align:justify} h1{font-size:20pt}",
    "body{font:12pt/1.8 'Noto Serif CJK SC'} p{margin:0;text-indent:2em} h1,h2{text-align:center} h3{font-size:14pt}",
)


def _pdf(path: Path, parts: Sequence[Part], number: int, chromium: Chromium) -> None:
    title = next((part.words for part in parts if part.kind == "title"), "文集")
    style = "font-size:8px;width:100%;text-align:center"
    chromium.print(
        f"<html lang=zh><style>{_SHEETS[number % len(_SHEETS)]}</style>{_body(parts)}</html>", path, format="A4",
        margin={"top": "25mm", "bottom": "25mm", "left": "25mm", "right": "25mm"}, display_header_footer=True,
        header_template=f'<div style="{style}">{escape(title[:20])}</div>',
        footer_template=f'<div style="{style}">{_FOOT}</div>',
    )  # fmt: skip


def _columns(path: Path, parts: Sequence[Part], number: int, chromium: Chromium) -> None:
    sheet = (
        "body{font:9.5pt/1.5 'Noto Serif CJK SC'} main{column-count:3;column-gap:6mm}"
        "h1{column-span:all;font-size:24pt} p{margin:0;text-indent:2em;text-align:justify}"
        "h2{font-size:13pt;margin:.6em 0} h3{font-size:11.5pt;margin:.4em 0}"
    )
    rule = "column-rule:1px solid #999;" if number % 2 else ""
    chromium.print(
        f"<html lang=zh><style>{sheet} main{{{rule}}}</style><main>{_body(parts)}</main></html>", path, format="A4",
        margin={"top": "15mm", "bottom": "15mm", "left": "12mm", "right": "12mm"},
    )  # fmt: skip


def _docx(path: Path, parts: Sequence[Part], _number: int, _chromium: Chromium) -> None:
    document = docx.Document()
    for part in parts:
        if part.kind == "text":
            document.add_paragraph(part.words)
        else:
            document.add_heading(part.words, 0 if part.kind == "title" else part.level)
    document.save(str(path))


def _docx_plain(path: Path, parts: Sequence[Part], number: int, _chromium: Chromium) -> None:
    document = docx.Document()
    for part in parts:
        paragraph = document.add_paragraph()
        run = paragraph.add_run(part.words)
        run.font.size = Pt(12)
        if part.kind == "title":
            run.font.size, run.bold = Pt(22), True
            paragraph.alignment = WD_PARAGRAPH_ALIGNMENT.CENTER
        elif part.kind == "heading":
            run.bold = True
            if number % 3:
                run.font.size = Pt(max(12, 17 - 1.5 * part.level))
            if number % 2 and part.level == 1:
                paragraph.alignment = WD_PARAGRAPH_ALIGNMENT.CENTER
        else:
            paragraph.paragraph_format.first_line_indent = Pt(24)
    document.save(str(path))


def _html(path: Path, parts: Sequence[Part], _number: int, _chromium: Chromium) -> None:
    path.write_text(f"<!doctype html><html lang=zh><body><nav>首页 频道</nav>{_body(parts)}</body></html>", "utf-8")


def _markdown(path: Path, parts: Sequence[Part], _number: int, _chromium: Chromium) -> None:
    rows = []
    for part in parts:
        words = "".join(f"\\{one}" if one.isascii() and not one.isalnum() and one != " " else one for one in part.words)
        first = words.split(" ")[0]
        if first.rstrip("\\.").isdecimal():
            words = words.replace(".", "\\.", 1) if "\\." not in first else words
        rows.append("#" * (0 if part.kind == "text" else 1 if part.kind == "title" else part.level + 1) + f" {words}")
    path.write_text("\n\n".join(row.strip() for row in rows) + "\n", "utf-8")


def _epub(path: Path, parts: Sequence[Part], _number: int, _chromium: Chromium) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/epub+zip")
        archive.writestr(
            "META-INF/container.xml", '<container><rootfiles><rootfile full-path="b.opf"/></rootfiles></container>'
        )
        archive.writestr(
            "b.opf",
            '<package><manifest><item id="a" href="a.xhtml" media-type="application/xhtml+xml"/></manifest>'
            '<spine><itemref idref="a"/></spine></package>',
        )
        archive.writestr("a.xhtml", f"<html><body>{_body(parts)}</body></html>")


def _odt(path: Path, parts: Sequence[Part], _number: int, _chromium: Chromium) -> None:
    rows = []
    for part in parts:
        level = part.level + 1 if part.kind == "heading" else 1
        tag = ("text:p", "") if part.kind == "text" else ("text:h", f' text:outline-level="{level}"')
        rows.append(f"<{tag[0]}{tag[1]}>{escape(part.words)}</{tag[0]}>")
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        archive.writestr(
            "content.xml",
            '<office:document-content xmlns:office="o" xmlns:text="t"><office:body><office:text>'
            + "".join(rows)
            + "</office:text></office:body></office:document-content>",
        )


Maker = Callable[[Path, Sequence[Part], int, Chromium], None]
MAKERS: dict[str, tuple[str, Maker]] = {
    "docx": (".docx", _docx),
    "docx-plain": (".docx", _docx_plain),
    "html": (".html", _html),
    "markdown": (".md", _markdown),
    "epub": (".epub", _epub),
    "odt": (".odt", _odt),
    "pdf": (".pdf", _pdf),
    "pdf-columns": (".pdf", _columns),
}
"""For each kind the ending of its files and how they are made."""
