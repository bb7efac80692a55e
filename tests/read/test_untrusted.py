"""Files are written by anyone: what they hold ends in one line each, never in a traceback, and always soon."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from pydantic import ValidationError

from shanben.library import build_library
from shanben.model.text import Origin
from shanben.problems import Refused
from shanben.read.files import contents
from shanben.read.term_exchange import read_tbx
from shanben.read.yaml_file import YamlFile
from shanben.settings import Settings
from shanben.shaping import Place

TEXT = "春天的消息\n\n河水在三月里涨了起来。\n"
WORK = "works:\n  - id: spring\n    contents:\n      - title: 1\n      - body: {body}\n"
NESTED = "[&a0 [3, 3, 3]" + "".join(f", &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 30)) + "]"
PO = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'

FILES = {
    "aliases in body": ("a.yml", WORK.format(body=NESTED), "E201"),
    "aliases in keep": ("a.yml", WORK.format(body=3) + f"keep: {NESTED}\n", "E201"),
    "control character": ("a.yml", WORK.format(body=3) + '    notes: ["\\e[31m"]\n', "E201"),
    "half a character": ("a.yml", WORK.format(body=3) + '    notes: ["\\ud800"]\n', "E201"),
    "key that is no text": ("a.yml", WORK.format(body=3) + '    about: {"\\ud800": {supplied: a}}\n', "E201"),
    "line of 4300 digits": ("a.yml", WORK.format(body="3-" + "9" * 4300), "E202"),
    "line of other digits": ("a.yml", WORK.format(body="٣"), "E202"),
    "ordinal of 5000 digits": ("a.yml", WORK.format(body="3\n        first: e" + "9" * 5000), "E202"),
    "doubt nobody knows": ("a.yml", WORK.format(body="3\n        doubt: {code: X1, reason: r, confidence: 1}"), "E202"),
    "doubt that is a fault": (
        "a.yml", WORK.format(body="3\n        doubt: {code: E101, reason: r, confidence: 1}"), "E202"
    ),
    "no encoding of texts": ("a.yml", "encoding: unicode_escape\n" + WORK.format(body=3), "E103"),
    "PO with a bell": ("headings.en.po", PO + 'msgctxt "a#a"\nmsgid "春"\nmsgstr "a\x07"\n', "E401"),
    "registry with half a character": ("registry.yml", 'works: [{name: "\\udc00"}]\n', "E201"),
    "term without end": ("termbase.yml", f"terms: [{{term: {'河' * 30_000}}}]", "E202"),
    "alias without end": ("termbase.yml", f"terms: [{{term: 河, aliases: [{'水' * 501}]}}]", "E202"),
    "name that leaves no room beside it": (f"{'b' * 240}.txt", TEXT, "E106"),
    "termbase with a control": ("termbase.yml", 'terms: [{term: "河\\x1b水"}]\n', "E201"),
}  # fmt: skip


@pytest.mark.parametrize(("name", "content", "code"), FILES.values(), ids=FILES)
def test_a_file_that_is_hostile_is_one_line_and_soon(name: str, content: str, code: str, tmp_path: Path) -> None:
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds/a.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "seeds" / name).write_text(content, encoding="utf-8")
    started = time.monotonic()
    _, problems = build_library(tmp_path, Settings.model_validate({}))
    assert time.monotonic() - started < 5
    assert [problem.code for problem in problems if problem.fatal] == [code]
    assert all(len(str(problem)) < 1200 and str(problem).isprintable() for problem in problems)


def test_aliases_that_save_some_writing_are_read(tmp_path: Path) -> None:
    file = tmp_path / "a.yml"
    file.write_text("a: &one {x: [1, 2]}\nb: *one\nc: [*one, *one]\n", encoding="utf-8")
    one = {"x": ["1", "2"]}
    assert YamlFile(file, "a.yml").value == {"a": one, "b": one, "c": [one, one]}


@pytest.mark.parametrize("folder", ["/etc", "..", "seeds/../..", ".", "C:\\texts", "a\\b", ""])
def test_sources_are_inside_their_library(folder: str) -> None:
    with pytest.raises(ValidationError):
        Settings.model_validate({"seeds": folder})


@pytest.mark.parametrize("folder", ["seeds", "texts/old", "./texts", "原文"])
def test_any_folder_inside_may_hold_them(folder: str) -> None:
    assert Settings.model_validate({"seeds": folder}).seeds == folder


def test_a_file_is_read_up_to_the_limit(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_bytes(b"x" * 100)
    assert len(contents(file, Origin("a.txt"), limit=100)) == 100
    with pytest.raises(Refused, match="E109"):
        contents(file, Origin("a.txt"), limit=99)


def test_a_source_is_found_however_its_ending_is_written(tmp_path: Path) -> None:
    (tmp_path / "seeds").mkdir()
    for name in ("A.TXT", "b.Txt", ".#c.txt"):
        (tmp_path / "seeds" / name).write_text(TEXT, encoding="utf-8")
    place = Place(tmp_path, Settings.model_validate({}))
    assert [path.name for path in place.texts] == ["A.TXT", "b.Txt"]
    library, _ = build_library(tmp_path, place.settings)
    assert [shaped.source.slug for shaped in library.sources] == ["A", "b"]


@pytest.mark.parametrize(
    "declared", ['<!DOCTYPE tbx [<!ENTITY a "b">]>', '<!DOCTYPE tbx SYSTEM "file:///etc/hosts">', "<!DOCTYPE tbx>"]
)
def test_term_files_declare_nothing(declared: str, tmp_path: Path) -> None:
    file = tmp_path / "a.tbx"
    file.write_text(f'<?xml version="1.0"?>{declared}<tbx xmlns="urn:iso:std:iso:30042:ed-2"/>', encoding="utf-8")
    with pytest.raises(Refused, match="document type"):
        read_tbx(file, "a.tbx")


def test_a_folder_of_texts_that_is_a_link_to_elsewhere_is_refused(tmp_path: Path) -> None:
    (tmp_path / "library").mkdir()
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere/a.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "library/seeds").symlink_to("../elsewhere")
    library, problems = build_library(tmp_path / "library", Settings.model_validate({}))
    assert (library.works, [problem.code for problem in problems]) == ((), ["E107"])


def test_a_limit_beyond_all_bounds_is_none(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"a" * 9)
    assert contents(tmp_path / "a", Origin("a"), limit=10**100) == b"a" * 9


def test_what_looks_like_a_text_and_is_not_read_is_told(tmp_path: Path) -> None:
    names = ("a.txt", "a.yaml", "termbase.yaml", "b.docx", "C.PDF", "more/c.txt", "README.md", ".d.txt", "a/1.png")
    for name in names:
        (tmp_path / "seeds" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "seeds" / name).write_text(TEXT, encoding="utf-8")
    _, problems = build_library(tmp_path, Settings.model_validate({}))
    told = [problem.origin.path for problem in problems if problem.code == "D117"]
    assert told == ["seeds/C.PDF", "seeds/a.yaml", "seeds/b.docx", "seeds/more/c.txt", "seeds/termbase.yaml"]
