"""PO files: what is read, and each fault with its line."""

from __future__ import annotations

from pathlib import Path

import pytest

from shanben.model.language import Translation, TranslationStatus
from shanben.problems import Refused
from shanben.read.translations import open_po, read_translations

HEAD = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n\n'


def read(tmp_path: Path, body: str | bytes) -> Path:
    path = tmp_path / "headings.en.po"
    path.write_bytes(body if isinstance(body, bytes) else (HEAD + body).encode())
    return path


def test_an_entry_with_its_standing(tmp_path: Path) -> None:
    path = read(
        tmp_path,
        "#. status: press\n#. source: https://example.org/a\n#, fuzzy\n"
        'msgctxt "w#s1"\nmsgid "总则"\nmsgstr "General"\n',
    )
    table, problems = read_translations(path, "en", "headings.en.po")
    assert problems == ()
    entry = table.entries["w#s1"]
    assert entry.original == "总则"
    assert entry.translation == Translation("en", "General", TranslationStatus.PRESS, "https://example.org/a", True)
    assert (entry.origin.path, entry.origin.line) == ("headings.en.po", 5)


def test_what_is_not_translated_is_not_there(tmp_path: Path) -> None:
    path = read(
        tmp_path, 'msgctxt "w#s1"\nmsgid "总则"\nmsgstr ""\n\n#~ msgctxt "w#s2"\n#~ msgid "旧"\n#~ msgstr "Old"\n'
    )
    table, _ = read_translations(path, "en", "x.po")
    assert dict(table.entries) == {}
    assert len(open_po(path, "x.po")) == 2


@pytest.mark.parametrize(
    ("body", "code", "line"),
    [
        ('msgctxt "w#s1"\nmsgid "总则"\nmsgstr "General\n', "E401", 7),
        ('msgctxt "w#s1"\nmsgid "a"\nmsgstr "A"\n\nmsgctxt "w#s1"\nmsgid "b"\nmsgstr "B"\n', "E401", 9),
        ('msgid "总则"\nmsgstr "General"\n', "E401", 5),
        ("这不是 PO\n", "E401", 5),
        ('msgctxt "w#s1"\nmsgid "总则"\nmsgid "附则"\nmsgstr "A"\n', "E401", 7),
        (HEAD.encode() + b'msgctxt "w#s1"\nmsgid "\xff"\nmsgstr "A"\n', "E401", 6),
    ],
)
def test_faults_name_their_line(tmp_path: Path, body: str | bytes, code: str, line: int) -> None:
    with pytest.raises(Refused) as refused:
        read_translations(read(tmp_path, body), "en", "headings.en.po")
    (problem,) = refused.value.problems
    assert (problem.code, problem.origin.path, problem.origin.line) == (code, "headings.en.po", line)


def test_an_unknown_standing_leaves_its_entry_out(tmp_path: Path) -> None:
    path = read(tmp_path, '#. status: offical\nmsgctxt "w#s1"\nmsgid "总则"\nmsgstr "General"\n')
    table, (problem,) = read_translations(path, "en", "x.po")
    assert not table.entries
    assert (problem.code, problem.origin.line) == ("E402", 5)
    assert "official" in problem.text


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(Refused) as refused:
        open_po(tmp_path / "none.po", "none.po")
    assert refused.value.problems[0].code == "E105"
