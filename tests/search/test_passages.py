"""Passages of tables, notes and verse: found by their words, never by the marks between them."""

from __future__ import annotations

from pathlib import Path

from tests.ferry import write_ferry

from shanben.search.passages import searchable_work
from shanben.settings import Settings
from shanben.shaping import Place, shape_source


def test_cells_notes_and_verse_are_passages_without_marks(tmp_path: Path) -> None:
    shaped, _ = shape_source(Place(tmp_path, Settings.model_validate({})), write_ferry(tmp_path / "seeds"))
    assert shaped
    found = searchable_work(shaped.works[0], (), lambda work, anchor: f"works/{work}/#{anchor}")
    texts = {passage.anchor: passage.text for passage in found.passages}
    assert texts["table-1-r2c4"] == "水深，<可行>大船有|无不定"
    assert texts["p1-1-n2"] == "见府志，其余从略。"
    assert texts["p2-1"] == "渡头风起，芦花满汀。"
    assert texts["figure-1"] == "图1 东渡形势"
    assert not any(set("①②〔") & set(text) for text in texts.values())
    assert all(texts.values())
