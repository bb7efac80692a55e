"""Evidence that is damaged is left aside with a line, whatever is wrong with its values."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from shanben.read.evidence import evidence_path, read_evidence
from shanben.read.sources import read_source

ROWS = ['{"line":1,"level":"x"}', '{"line":1,"page":null}', '{"line":1,"kind":3}', '{"line":1,"level":true}',
        '{"line":1,"cells":[{"start":"a","end":1,"col":1}]}', "[" * 100_000, "3", '{"line":1.5}',
        '{"line":3}', '{"line":1,"cells":"abc"}',
        '{"line":1,"marks":{}}', '{"line":1,"marks":[{"start":2,"end":1,"note":"n"}]}', '{"line":1,"size":1e999}',
        '{"line":1,"cells":[{"start":0,"end":3,"col":0}]}', '{"line":1,"ruby":[{"start":-1,"end":1,"reading":"a"}]}',
        '{"line":1,"cells":[{"start":0,"end":1,"col":0,"cols":1000}]}', '{"line":1,"page":' + "9" * 5000 + "}",
        '{"line":1,"box":["a"]}', '{"line":1,"size":NaN}', '{"line":1,"image":"../../mkdocs.yml"}',
        '{"line":1,"image":"/etc/hosts"}', '{"line":1,"image":"a\\\\..\\\\b.png"}']  # fmt: skip


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


# Where a system knows no pipes, a folder stands for what is no file.
@pytest.mark.parametrize(
    ("make", "code"),
    [(getattr(os, "mkfifo", os.mkdir), "E108"), (os.mkdir, "E108"), (lambda path: path.symlink_to(__file__), "E107")],
)
def test_evidence_is_a_file_beside_its_text(make: Callable[[Path], None], code: str, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("春天\n", encoding="utf-8")
    make(evidence_path(path))
    evidence, problems = read_evidence(read_source(path), evidence_path(path), "a")
    assert evidence is None
    assert [problem.code for problem in problems] == [code]
