"""The pictures of a document: kept beside its text, drafted as figures, shown with their words."""

from __future__ import annotations

import base64
import io
from collections.abc import Callable
from pathlib import Path

import docx
import pytest
from click.testing import CliRunner
from tests.ferry import picture
from tests.take.conftest import SETTINGS, zipped

from shanben.commands.add import add
from shanben.model.forms import Picture
from shanben.model.text import BlockKind, GapReason
from shanben.shaping import Place, shape_source

CONTAINER = (
    '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container" version="1.0"><rootfiles>'
    '<rootfile full-path="b/p.opf" media-type="application/oebps-package+xml"/></rootfiles></container>'
)
PACKAGE = """<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="i">
<metadata xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>渡口集</dc:title></metadata>
<manifest><item id="t" href="t.xhtml" media-type="application/xhtml+xml"/></manifest>
<spine><itemref idref="t"/></spine></package>"""
PARTS = """<h1>渡口集</h1><p>东渡有船三只，人十二名，往来不绝，至今未废。</p>
<p><img src="i/east.png" alt="东渡地图"/></p><p>图1 东渡形势</p><p>西渡有船无人。</p>"""
LONG = "东渡有船三只，人十二名，往来不绝，至今未废。"


def _epub(folder: Path) -> Path:
    parts: dict[str, str | bytes] = {
        "META-INF/container.xml": CONTAINER,
        "b/p.opf": PACKAGE,
        "b/t.xhtml": f'<html xmlns="http://www.w3.org/1999/xhtml"><body>{PARTS}</body></html>',
        "b/i/east.png": picture(),
    }
    return zipped(folder / "ferries.epub", parts)


def _html(folder: Path) -> Path:
    (folder / "i").mkdir()
    (folder / "i/east.png").write_bytes(picture())
    file = folder / "ferries.html"
    file.write_text(f"<!doctype html><html><body>{PARTS}</body></html>", "utf-8")
    return file


def _markdown(folder: Path) -> Path:
    coded = base64.b64encode(picture()).decode()
    file = folder / "ferries.md"
    file.write_text(
        f"# 渡口集\n\n{LONG}\n\n![东渡地图](data:image/png;base64,{coded})\n\n图1 东渡形势\n\n西渡有船无人。\n", "utf-8"
    )
    return file


def _word(folder: Path) -> Path:
    document = docx.Document()
    document.add_heading("渡口集", 0)
    document.add_paragraph(LONG)
    shape = document.add_picture(io.BytesIO(picture()))
    shape._inline.docPr.set("descr", "东渡地图")
    document.add_paragraph("图1 东渡形势", style="Caption")
    document.add_paragraph("西渡有船无人。")
    document.save(str(folder / "ferries.docx"))
    return folder / "ferries.docx"


def _odt(folder: Path) -> Path:
    names = " ".join(
        f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for short, name in (("office", "office"), ("text", "text"), ("draw", "drawing"), ("svg", "svg-compatible"))
    )
    frame = (
        '<draw:frame><draw:image xmlns:xlink="http://www.w3.org/1999/xlink" xlink:href="Pictures/a.png"/>'
        "<svg:desc>东渡地图</svg:desc></draw:frame>"
    )
    body = (
        f'<text:h text:outline-level="1">渡口集</text:h><text:p>{LONG}</text:p><text:p>{frame}图1 东渡形势</text:p>'
        "<text:p>西渡有船无人。</text:p>"
    )
    parts: dict[str, str | bytes] = {
        "mimetype": "application/vnd.oasis.opendocument.text",
        "content.xml": f"<office:document-content {names}><office:body><office:text>{body}</office:text></office:body>"
        "</office:document-content>",
        "Pictures/a.png": picture(),
    }
    return zipped(folder / "ferries.odt", parts)


@pytest.mark.parametrize("make", [_epub, _html, _markdown, _word, _odt])
def test_a_picture_becomes_a_figure(make: Callable[[Path], Path], library: Path) -> None:
    file = make(library)
    done = CliRunner().invoke(add, [file.name])
    assert done.exit_code == 0, done.output
    assert "pictures" not in done.output
    assert (library / "seeds/ferries/1.png").read_bytes() == picture()
    shaped, problems = shape_source(Place(library, SETTINGS), library / "seeds/ferries.txt")
    assert shaped
    assert not [problem for problem in problems if problem.fatal]
    (work,) = shaped.works
    (figure,) = (block for block in work.blocks() if block.kind is BlockKind.FIGURE)
    assert figure.form == Picture("ferries/1.png", "东渡地图", 320, 200)
    assert work.text(figure) == "图1 东渡形势"
    assert [work.text(block) for block in work.blocks() if block.kind is BlockKind.PARAGRAPH] == [
        LONG,
        "西渡有船无人。",
    ]
    signs = [gap for gap in shaped.gaps if gap.reason is GapReason.PICTURE]
    assert [shaped.source.text[gap.span.start : gap.span.end] for gap in signs] == ["\ufffc"]


def test_pictures_in_cells_stand_after_the_table_and_one_in_a_paragraph_after_it(library: Path) -> None:
    _html(library)
    file = library / "grid.html"
    image = '<img src="i/east.png" alt="东渡地图">'
    file.write_text(
        f"<html><body><h1>货单</h1><p>渡口{image}在东。</p><table><tr><td>春茶</td><td>七{image}</td></tr>"
        "<tr><td>秋茶</td><td>八</td></tr></table><p>止此。</p></body></html>", "utf-8",
    )  # fmt: skip
    assert CliRunner().invoke(add, [file.name]).exit_code == 0
    assert (library / "seeds/grid.txt").read_text("utf-8").splitlines() == [
        "货单", "渡口在东。", "\ufffc", "春茶\t七", "秋茶\t八", "\ufffc", "止此。",
    ]  # fmt: skip


def test_a_picture_that_cannot_be_kept_is_counted_and_its_words_stay(library: Path) -> None:
    file = library / "lost.html"
    file.write_text(
        '<html><body><h1>货单</h1><p>春茶先到。</p><p><img src="gone.png" alt="遗失的图"></p>'
        '<p><img src="http://example.org/a.png"></p><p>渡<img src="x.png" alt="𣲖">在东。</p></body></html>', "utf-8",
    )  # fmt: skip
    done = CliRunner().invoke(add, [file.name])
    assert done.exit_code == 0, done.output
    assert "pictures 2" in done.output
    assert (library / "seeds/lost.txt").read_text("utf-8").splitlines() == [
        "货单",
        "春茶先到。",
        "遗失的图",
        "渡𣲖在东。",
    ]
    assert not (library / "seeds/lost").exists()


@pytest.fixture
def library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with an empty library, the current one."""
    (tmp_path / "mkdocs.yml").write_text("site_name: 试验\n", encoding="utf-8")
    (tmp_path / "seeds").mkdir()
    monkeypatch.chdir(tmp_path)
    return tmp_path
