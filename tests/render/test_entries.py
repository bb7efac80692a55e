"""Which lines of an edition file say what a block is."""

from __future__ import annotations

from pathlib import Path

from shanben.model.editions import Edition
from shanben.model.text import Source
from shanben.read.editions import EditionReader
from shanben.render.entries import entry_lines, written_entry
from shanben.shape.arrange import arrange

TEXT = "磨坊\n水来了\n磨转了，面白了。\n第二天，\n水又来了。\n"
EDITION = """\
works:
  - id: mill
    contents:
      - title: 1
      - supplied: 〔水〕
        level: 2
      - body: 3, 4-5  # two places
        split: 4

        comment: the second day
      - body: 2
    notes: [白面]
"""


def read(folder: Path) -> tuple[Source, Edition]:
    source = Source("mill", Path("mill.txt"), TEXT, "0" * 64, "utf-8")
    (folder / "mill.yml").write_text(EDITION, encoding="utf-8")
    edition, problems = EditionReader(folder / "mill.yml", "mill.yml").edition(source)
    assert problems == ()
    return source, edition


def test_each_block_has_the_line_of_its_entry(tmp_path: Path) -> None:
    source, edition = read(tmp_path)
    (work,) = arrange(source, edition)[0].works
    found = entry_lines(work, edition.works[0].contents)
    words = {block.id: work.text(block) for block in work.blocks()}
    by_words = {words.get(anchor, anchor): line for anchor, line in found.items()}
    assert by_words == {"磨坊": 4, "s-u1": 5, "磨转了，面白了。": 7, "第二天，水又来了。": 7, "水来了": 11}


def test_an_entry_is_all_its_lines_and_no_other() -> None:
    lines = EDITION.splitlines()
    assert written_entry(lines, 4) == "- title: 1"
    assert written_entry(lines, 5) == "- supplied: 〔水〕\n  level: 2"
    assert written_entry(lines, 7).startswith("- body: 3, 4-5  # two places\n  split: 4")
    assert written_entry(lines, 11) == "- body: 2"
