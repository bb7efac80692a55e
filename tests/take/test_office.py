"""What LibreOffice writes and reads: .odt by its own hand, .doc and .rtf through it; left out where it is missing."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import docx
import pytest
from docx.enum.text import WD_BREAK
from tests.take.conftest import Take, outline

from shanben.model.forms import CaptionOf, Cell, Verse
from shanben.model.text import BlockKind

SOFFICE = shutil.which("soffice") or ""
needs_office = pytest.mark.skipif(not SOFFICE, reason="LibreOffice is not installed")


def written(folder: Path) -> Path:
    """A Word document with headings, nested lists, a table with its caption, a quotation and lines of verse."""
    document = docx.Document()
    document.add_paragraph("乡仓管理章程", style="Title")
    document.add_paragraph("出借", style="Heading 1")
    document.add_paragraph("每户以两石为限，秋后加一成归还。")
    document.add_paragraph("表1 各户借数")
    table = document.add_table(3, 2)
    for at, words in enumerate(("户主", "谷", "周家", "2", "吴家", "2")):
        table.cell(at // 2, at % 2).text = words
    document.add_paragraph("杂项", style="Heading 2")
    document.add_paragraph("仓内不得生火。", style="List Bullet")
    document.add_paragraph("仓外不得堆草。", style="List Bullet 2")
    document.add_paragraph("仓廪实则乡里安。", style="Quote")
    run = document.add_paragraph("春借一斗粮").add_run()
    run.add_break(WD_BREAK.LINE)
    run.add_text("秋还一斗半")
    path = folder / "granary.docx"
    document.save(str(path))
    return path


def converted(path: Path, kind: str) -> Path:
    """The same document as LibreOffice saves it."""
    made = path.parent / f"saved-{kind}"
    profile = f"-env:UserInstallation={(path.parent / 'profile').as_uri()}"
    command = [SOFFICE, "--headless", profile, "--convert-to", kind, "--outdir", str(made), str(path)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)  # no shell
    return made / f"granary.{kind}"


@pytest.mark.parametrize("kind", ["docx", *(pytest.param(kind, marks=needs_office) for kind in ("odt", "doc", "rtf"))])
def test_the_structure_of_a_document_is_kept(kind: str, tmp_path: Path, shaped: Take) -> None:
    path = written(tmp_path)
    found = shaped(path if kind == "docx" else converted(path, kind))
    work = found.works[0]
    assert outline(found) == [(1, "乡仓管理章程"), (2, "出借"), (3, "杂项")]
    blocks = [(block, work.text(block)) for block in work.blocks()]
    (caption,) = (block for block, words in blocks if words == "表1　各户借数" or words == "表1 各户借数")
    assert caption.kind is BlockKind.CAPTION
    assert isinstance(caption.form, CaptionOf)
    cells = [(words, block.form.row, block.form.column) for block, words in blocks if isinstance(block.form, Cell)]
    assert cells == [("户主", 1, 1), ("谷", 1, 2), ("周家", 2, 1), ("2", 2, 2), ("吴家", 3, 1), ("2", 3, 2)]
    items = [(words.lstrip("•o● "), block.level) for block, words in blocks if block.kind is BlockKind.ITEM]
    assert [words for words, _ in items] == ["仓内不得生火。", "仓外不得堆草。"]
    assert ("春借一斗粮秋还一斗半", Verse((5,))) in [(words, block.form) for block, words in blocks]
    kinds = {block.kind for block, words in blocks if words == "仓廪实则乡里安。"}
    assert kinds == {BlockKind.QUOTE}
