"""A line below a heading of notes that has the sign of a note which the document states elsewhere."""

from __future__ import annotations

from pathlib import Path

from tests.take.conftest import SETTINGS

from shanben.shaping import Place, shape_source
from shanben.take.documents import read_document
from shanben.take.evidence_file import evidence_jsonl


def test_one_such_line_is_no_note_and_raises_no_doubt(tmp_path: Path) -> None:
    page = "<p>雾从东岸来<sup><a href='#n1' id='b1'>[1]</a></sup>，船都停了。</p><p>看雾的人很多。</p>"
    notes = "<p id='n1'><a href='#b1'>[1]</a> 东岸是煤码头。</p><h2>注释</h2><p>[1] 另记一事，与雾无关。</p>"
    (tmp_path / "a.html").write_text(f"<html><body><h1>雾</h1>{page}{notes}</body></html>", "utf-8")
    document = read_document(tmp_path / "a.html")
    assert document.evidence is not None
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds/a.txt").write_bytes(document.content)
    (tmp_path / "seeds/a.evidence.jsonl").write_text(evidence_jsonl(document.evidence), "utf-8")
    found, problems = shape_source(Place(tmp_path, SETTINGS), tmp_path / "seeds/a.txt")
    assert found is not None
    assert "另记一事，与雾无关。" in "".join(found.works[0].text(block) for block in found.works[0].blocks())
    assert "D360" not in [problem.code for problem in problems]
