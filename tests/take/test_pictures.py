"""The pictures of a document: kept beside its text, drafted as figures, shown with their words."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner
from tests.ferry import picture

from shanben.commands.add import add
from shanben.library import Place, shape_source
from shanben.model.forms import Picture
from shanben.settings import Settings

CONTAINER = (
    '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container" version="1.0"><rootfiles>'
    '<rootfile full-path="b/p.opf" media-type="application/oebps-package+xml"/></rootfiles></container>'
)
PACKAGE = """<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="i">
<metadata xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>渡口集</dc:title></metadata>
<manifest><item id="t" href="t.xhtml" media-type="application/xhtml+xml"/></manifest>
<spine><itemref idref="t"/></spine></package>"""
TEXT = """<html xmlns="http://www.w3.org/1999/xhtml"><body><h1>渡口集</h1>
<p>东渡有船三只，人十二名，往来不绝，至今未废。</p><p><img src="i/east.png" alt="东渡地图"/></p>
<p><img src="i/lost.png" alt="遗失的图"/></p><p>西渡有船无人。</p></body></html>"""


def test_the_pictures_of_an_e_book_become_figures(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "mkdocs.yml").write_text("site_name: 试验\n", encoding="utf-8")
    (tmp_path / "seeds").mkdir()
    book = tmp_path / "ferries.epub"
    with zipfile.ZipFile(book, "w") as archive:
        archive.writestr("mimetype", "application/epub+zip")
        archive.writestr("META-INF/container.xml", CONTAINER)
        archive.writestr("b/p.opf", PACKAGE)
        archive.writestr("b/t.xhtml", TEXT)
        archive.writestr("b/i/east.png", picture())
    monkeypatch.chdir(tmp_path)
    done = CliRunner().invoke(add, [book.name])
    assert done.exit_code == 0, done.output
    assert (tmp_path / "seeds/ferries/1.png").read_bytes() == picture()
    shaped, problems = shape_source(Place(tmp_path, Settings.model_validate({})), tmp_path / "seeds/ferries.txt")
    assert shaped
    assert not [problem for problem in problems if problem.fatal]
    forms = [block.form for block in shaped.works[0].blocks() if isinstance(block.form, Picture)]
    assert forms == [Picture("ferries/1.png", "东渡地图", 320, 200)]
