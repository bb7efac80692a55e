"""A library's own forms of headings: in its settings for all texts, in an edition file for one."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from shanben.model.library import ShapedSource
from shanben.problems import Problem
from shanben.settings import HeadingPattern, Settings
from shanben.shape.own import own_headings
from shanben.shaping import Place, draft_edition, shape_source

TEXT = "渡口签谱\n\n签第一 顺水\n宜早行，不宜带重物。\n签第二 逆水\n宜等候，风停了再开船。\n"
OWN = 'shape:\n  headings:\n    - {pattern: "签第{number}", level: 3}\n'


def _shaped(root: Path, edition: str = "", settings: str = "") -> tuple[ShapedSource | None, tuple[Problem, ...]]:
    (root / "seeds").mkdir(exist_ok=True)
    (root / "seeds/qian.txt").write_text(TEXT, encoding="utf-8")
    if edition:
        (root / "seeds/qian.yml").write_text(edition, encoding="utf-8")
    own = {"shape": {"headings": [{"pattern": settings, "level": 2}]}} if settings else {}
    return shape_source(Place(root, Settings.model_validate(own)), root / "seeds/qian.txt")


def _levels(shaped: ShapedSource | None) -> list[tuple[str, int]]:
    assert shaped is not None
    found = [(work.text(block), block.level) for work in shaped.works for block in work.blocks()]
    return [(words, level) for words, level in found if level]


def test_a_form_of_the_settings_holds_for_every_text(tmp_path: Path) -> None:
    shaped, _ = _shaped(tmp_path, settings="签第{number}")
    assert _levels(shaped) == [("渡口签谱", 1), ("签第一　顺水", 2), ("签第二　逆水", 2)]


def test_a_form_of_an_edition_file_comes_before_those_of_the_settings(tmp_path: Path) -> None:
    shaped, problems = _shaped(tmp_path, OWN, settings="签第{number}")
    assert _levels(shaped) == [("渡口签谱", 1), ("签第一　顺水", 3), ("签第二　逆水", 3)]
    assert all(problem.code.startswith("D") for problem in problems)


def test_a_draft_that_is_written_out_has_them(tmp_path: Path) -> None:
    _shaped(tmp_path, OWN)
    place = Place(tmp_path, Settings.model_validate({}))
    _, edition = draft_edition(place, tmp_path / "seeds/qian.txt")
    assert [entry.level for work in edition.works for entry in work.contents if entry.level] == [3, 3]


@pytest.mark.parametrize(
    ("edition", "told"),
    [
        ("encoding: utf-8\n", "say either `works`, or `shape`"),
        (OWN + "works:\n  - {id: w, contents: [{title: 1}]}\n", "say either `works`, or `shape`"),
        (OWN + "keep: 3\n", "`omit` and `keep` belong to `works`"),
        ("shape:\n  headings: []\n", "headings must not be empty"),
        ('shape:\n  headings:\n    - {pattern: "", level: 2}\n', "pattern must not be empty"),
        ('shape:\n  headings:\n    - {pattern: "签", level: 1}\n', "level must be at least 2"),
    ],
)
def test_what_cannot_be_meant_is_one_line(tmp_path: Path, edition: str, told: str) -> None:
    shaped, problems = _shaped(tmp_path, edition)
    assert shaped is None
    assert [problem.code for problem in problems] == ["E202"]
    assert told in problems[0].text


def test_a_source_that_changed_is_told_here_too(tmp_path: Path) -> None:
    _, problems = _shaped(tmp_path, f"sha256: {'0' * 64}\n{OWN}")
    assert [problem.code for problem in problems] == ["E104"]


@pytest.mark.parametrize("pattern", ["{number}" * 12 + "回", "{number}十" * 12 + "回", "卦{number}之{number}回"])
def test_several_numbers_in_a_pattern_cost_no_more_than_one(pattern: str) -> None:
    rules = own_headings((HeadingPattern(pattern=pattern, level=2),))
    started = time.process_time()
    assert [rules.level(line) for line in ("一" * 60, "十" * 60, "1" * 60)] == [None] * 3
    assert time.process_time() - started < 1


@pytest.mark.parametrize(
    ("pattern", "line"),
    [
        ("卦{number}之{number}", "卦第三十二 卦十二之3 水"),
        ("{number}百回", "三百回"),
        ("第{number}.{number}", "第十.12"),
    ],
)
def test_a_number_is_all_its_digits(pattern: str, line: str) -> None:
    assert own_headings((HeadingPattern(pattern=pattern, level=2),)).level(line) == 2
