"""``shanben translations`` and ``shanben terms`` on a small library: what they write; a fault changes nothing."""

from __future__ import annotations

import shutil
from pathlib import Path

import polib
import pytest
from click.testing import CliRunner

from shanben.cli import main
from shanben.read.termbase import read_termbase

ROOT = Path(__file__).parents[2]
EDITION = "works:\n  - id: river\n    contents:\n      - title: 1\n      - heading: 2\n      - body: 3\n"
TEXT = "河道通知\n一、总体要求\n保护河道。\n"


@pytest.fixture
def library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    seeds = tmp_path / "seeds"
    seeds.mkdir()
    (seeds / "river.txt").write_text(TEXT, encoding="utf-8")
    (seeds / "river.yml").write_text(EDITION, encoding="utf-8")
    shutil.copy(ROOT / "seeds" / "termbase.yml", seeds)
    monkeypatch.chdir(tmp_path)
    return seeds


def test_update_makes_the_file_and_keeps_it_in_step(library: Path) -> None:
    done = CliRunner().invoke(main, ["translations", "update"])
    assert done.exit_code == 0
    assert "2 new" in done.output
    path = library / "headings.en.po"
    file = polib.pofile(str(path))
    assert [(entry.msgctxt, entry.msgid) for entry in file] == [("river#title", "河道通知"), ("river#s1", "总体要求")]
    file[1].msgstr = "General Requirements"
    file.save()
    assert "1/2 (50%)" in CliRunner().invoke(main, ["translations", "status"]).output
    (library / "river.txt").write_text(TEXT.replace("总体", "基本"), encoding="utf-8")
    assert "1 reworded" in CliRunner().invoke(main, ["translations", "update"]).output
    entry = polib.pofile(str(path))[1]
    assert (entry.msgid, entry.previous_msgid, entry.msgstr, entry.fuzzy) == (
        "基本要求",
        "总体要求",
        "General Requirements",
        True,
    )


def test_another_language_is_asked_how_it_counts(library: Path) -> None:
    (library.parent / "mkdocs.yml").write_text("extra: {shanben: {languages: [en, de]}}\n", encoding="utf-8")
    assert CliRunner().invoke(main, ["translations", "update", "de"]).exit_code == 0
    entries = {entry.msgctxt: entry.msgid for entry in polib.pofile(str(library / "headings.de.po"))}
    assert entries["numbers#chapter"] == "第X章"
    assert not (library / "headings.en.po").exists()
    assert CliRunner().invoke(main, ["translations", "update", "fr"]).exit_code == 2


@pytest.mark.parametrize(
    ("name", "text", "code"),
    [("headings.en.po", 'msgctxt "river#title"\nmsgid "河道\n', "E401"), ("river.yml", "works: []\n", "E202")],
)
def test_a_fault_leaves_every_file_as_it_was(library: Path, name: str, text: str, code: str) -> None:
    (library / name).write_text(text, encoding="utf-8")
    before = {path.name: path.read_bytes() for path in library.iterdir()}
    done = CliRunner().invoke(main, ["translations", "update"])
    assert (done.exit_code, code in done.output) == (2, True)
    assert {path.name: path.read_bytes() for path in library.iterdir()} == before


@pytest.mark.parametrize("ending", ["csv", "tbx", "yml"])
def test_terms_go_out_and_come_back(library: Path, tmp_path: Path, ending: str) -> None:
    path, before = library / "termbase.yml", (library / "termbase.yml").read_text(encoding="utf-8")
    file = str(tmp_path / f"terms.{ending}")
    assert CliRunner().invoke(main, ["terms", "export", file]).exit_code == 0
    done = CliRunner().invoke(main, ["terms", "import", file])
    assert (done.exit_code, "82 terms taken, 0 of them new" in done.output) == (0, True)
    assert path.read_text(encoding="utf-8") == before
    path.unlink()
    assert CliRunner().invoke(main, ["terms", "import", file]).exit_code == 0
    assert len(read_termbase(path, "termbase.yml")) == 82


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("bad.csv", "id,form\n"),
        ("bad.tbx", "<tbx>"),
        ("bad.yml", "terms: [\n"),
        ("taken.yml", "terms:\n  - {term: 碳中和, id: other}\n"),
        ("bad.doc", ""),
    ],
)
def test_a_bad_import_changes_nothing(library: Path, tmp_path: Path, name: str, text: str) -> None:
    before = (library / "termbase.yml").read_bytes()
    (tmp_path / name).write_text(text, encoding="utf-8")
    done = CliRunner().invoke(main, ["terms", "import", str(tmp_path / name)])
    assert done.exit_code == 2
    assert name in done.output
    assert (library / "termbase.yml").read_bytes() == before


def test_a_sheet_as_people_keep_it_is_taken(library: Path, tmp_path: Path) -> None:
    (tmp_path / "sheet.csv").write_bytes(
        "序号,术语,英文\r\n1,碳中和,net zero carbon\r\n2,渡船,ferry\r\n".encode("gb18030")
    )
    done = CliRunner().invoke(main, ["terms", "import", str(tmp_path / "sheet.csv")])
    assert (done.exit_code, done.output.splitlines()[0].partition(": ")[2]) == (0, "2 terms taken, 1 of them new")
    assert "columns that are not taken: 序号" in done.output
    taken = {term.id: term for term in read_termbase(library / "termbase.yml", "termbase.yml")}
    assert len(taken) == 83
    assert taken["duchuan"].text == "渡船"


def test_suggestions_are_a_termbase(library: Path, tmp_path: Path) -> None:
    (library / "river.txt").write_text(
        TEXT.replace("保护", "按照《水岸方案》（以下简称《方案》）保护"), encoding="utf-8"
    )
    done = CliRunner().invoke(main, ["terms", "suggest"])
    (tmp_path / "suggested.yml").write_text(done.output, encoding="utf-8")
    (term,) = read_termbase(tmp_path / "suggested.yml", "suggested.yml")
    assert (term.text, term.aliases, term.senses[0].note) == (
        "水岸方案",
        (("方案", "admitted"),),
        "short name: river#p1-1",
    )
