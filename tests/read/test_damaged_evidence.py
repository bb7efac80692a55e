"""Evidence that is damaged is left aside with a line, whatever is wrong with its values."""

from __future__ import annotations

from pathlib import Path

import pytest

from shanben.read.evidence import evidence_path, read_evidence
from shanben.read.sources import read_source

ROWS = ['{"line":1,"level":"x"}', '{"line":1,"page":null}', '{"line":1,"kind":3}', '{"line":1,"level":true}',
        '{"line":1,"cells":[{"start":"a","end":1,"col":1}]}', "[" * 100_000, "3", '{"line":1.5}']  # fmt: skip


@pytest.mark.parametrize("row", ROWS, ids=range(len(ROWS)))
def test_a_value_of_another_type_is_damage(row: str, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("春天\n", encoding="utf-8")
    source = read_source(path)
    beside = evidence_path(path)
    head = f'{{"sha256":"{source.sha256}","file":"a","file_sha256":"","importer":"x","version":"1"}}'
    beside.write_text(head + '\n{"line":1,"level":2,"kind":"heading"}\n', encoding="utf-8")
    evidence, problems = read_evidence(source, beside, "a")
    assert evidence is not None
    assert not problems
    beside.write_text(f"{head}\n{row}\n", encoding="utf-8")
    evidence, problems = read_evidence(source, beside, "a")
    assert evidence is None
    assert [problem.code for problem in problems] == ["D131"]
