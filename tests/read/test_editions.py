"""Edition files: places, defaults, faults with their lines; and any file that validates, over any text."""

from __future__ import annotations

import json
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, event, example, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from shanben.model.editions import EntryKind
from shanben.model.text import Block, GapReason, Source, Span
from shanben.problems import Problem, Refused
from shanben.read.editions import EditionReader, edition_schema
from shanben.read.entries import GOES_WITH
from shanben.shape.arrange import arrange

TEXT = "一二三四五\r\n\r\n六七八九十\r\n甲乙丙丁\n戊己庚辛"


def source_of(text: str) -> Source:
    return Source("a", Path("seeds/a.txt"), text, "0" * 64, "utf-8")


def reader_of(folder: Path, content: str) -> EditionReader:
    file = folder / "a.yml"
    file.write_text(content, encoding="utf-8")
    return EditionReader(file, "seeds/a.yml")


def problems_of(folder: Path, content: str, text: str = TEXT) -> list[Problem]:
    try:
        edition, problems = reader_of(folder, content).edition(source_of(text))
    except Refused as refusal:
        return list(refusal.problems)
    return [*problems, *arrange(source_of(text), edition)[1]]


def body(place: str) -> str:
    return f"works:\n  - id: w\n    contents:\n      - title: 1\n      - body: {place}\n"


@pytest.mark.parametrize(
    ("place", "words"),
    [
        ("3", ["六七八九十"]),
        ("3-4", ["六七八九十\r\n甲乙丙丁"]),
        ("'3, 5'", ["六七八九十", "戊己庚辛"]),
        ("[5, 3]", ["戊己庚辛", "六七八九十"]),
        ("['3', 4-5]", ["六七八九十", "甲乙丙丁\n戊己庚辛"]),
        ("3:2-3:4", ["七八九"]),
        ("3:5-4:1", ["十\r\n甲"]),
        ("3：1-3", None),
        ("3，4", ["六七八九十", "甲乙丙丁"]),
        ("3 - 4", ["六七八九十\r\n甲乙丙丁"]),
        ("3:2", None),
        ("0", None),
        ("4-3", None),
        ("3:0-3:2", None),
        ("''", None),
        ("3-", None),
        ("{}", None),
    ],
)
def test_a_place_is_the_words_it_names(tmp_path: Path, place: str, words: list[str] | None) -> None:
    if words is None:
        with pytest.raises(Refused) as refusal:
            reader_of(tmp_path, body(place))
        assert [(problem.code, problem.origin.line) for problem in refusal.value.problems] == [("E202", 5)]
        return
    edition, problems = reader_of(tmp_path, body(place)).edition(source_of(TEXT))
    assert problems == ()
    assert [TEXT[span.start : span.end] for span in edition.works[0].contents[1].spans] == words


def test_yaml_scalars_mean_what_they_say(tmp_path: Path) -> None:
    """YAML 1.1 would read 12:30 as 750, no as false and 2021-10-08 as a date."""
    content = "works:\n  - id: no\n    about: {date: {supplied: 2021-10-08}, n: {supplied: 12:30}}\n"
    edition, _ = reader_of(tmp_path, content + "    contents: [{supplied: yes}, {body: 1-5}]\n").edition(
        source_of(TEXT)
    )
    work = edition.works[0]
    assert (work.id, work.contents[0].text) == ("no", "yes")
    assert [(fact.name, fact.text) for fact in work.facts] == [("date", "2021-10-08"), ("n", "12:30")]


def test_every_entry_knows_its_line(tmp_path: Path) -> None:
    content = body("3-4") + "      - paragraph: 5\n        id: last\n    queries:\n      - ask: x\n"
    edition, _ = reader_of(tmp_path, content).edition(source_of(TEXT))
    assert [entry.origin.line for entry in edition.works[0].contents] == [4, 5, 6]
    assert edition.works[0].origin.line == 2
    assert edition.works[0].queries[0].origin.line == 9


def test_all_faults_of_a_file_are_told_with_their_lines(tmp_path: Path) -> None:
    content = "works:\n  - id: 'a b'\n    language: xx-nope\n    contents:\n      - titel: 1\n      - body: x\n"
    found = [(problem.code, problem.origin.line) for problem in problems_of(tmp_path, content)]
    assert found == [("E202", 2), ("E208", 3), ("E202", 5), ("E202", 6)]


@pytest.mark.parametrize("key", sorted(GOES_WITH))
def test_a_key_that_would_be_ignored_is_refused(tmp_path: Path, key: str) -> None:
    given = {"run_in": "[x]", "split": "3", "join": "3", "cells": "[[3]]", "at": "4", "calls": "4"}.get(key, "2")
    given = {"id": "x", "inline_notes": "〔〕"}.get(key, given)
    for kind in EntryKind:
        value = "词" if kind is EntryKind.SUPPLIED else "3"
        content = f"works:\n  - id: w\n    contents:\n      - {kind}: {value}\n        {key}: {given}\n"
        if kind in GOES_WITH[key]:
            reader_of(tmp_path, content)
            continue
        with pytest.raises(Refused) as refusal:
            reader_of(tmp_path, content)
        assert [(problem.code, problem.origin.line) for problem in refusal.value.problems] == [("E202", 4)]
        assert key in refusal.value.problems[0].text


def test_overlaps_name_both_entries(tmp_path: Path) -> None:
    (problem,) = problems_of(tmp_path, body("3-5") + "      - note: 4\n")
    assert (problem.code, problem.origin.line) == ("E204", 6)
    assert "line 4 of a.txt" in problem.text
    assert "line 5" in problem.text


@pytest.mark.parametrize(
    ("place", "line", "missing"), [("3", 5, "lines 4-5"), ("4-5", 4, "line 3"), ("'3, 5'", 5, "line 4")]
)
def test_lines_left_out_are_told_at_the_entry_before_them(tmp_path: Path, place: str, line: int, missing: str) -> None:
    (problem,) = problems_of(tmp_path, body(place))
    assert (problem.code, problem.origin.line) == ("E205", line)
    assert problem.text.startswith(missing + " ")


def test_the_seeds_edition_fits_the_schema(repository: Path) -> None:
    """The schema an editor's YAML plugin uses takes what we take, and marks a misspelt key."""
    schema = json.loads(json.dumps(edition_schema()))
    Draft202012Validator.check_schema(schema)
    check = Draft202012Validator(schema)
    for file in repository.glob("seeds/0*.yml"):
        content = yaml.safe_load(file.read_text(encoding="utf-8"))
        for work in content["works"]:
            for fact in work.get("about", {}).values():
                fact |= {key: str(value) for key, value in fact.items() if key != "at"}
        assert [error.message for error in check.iter_errors(content)] == []
        content["works"][0]["contents"][0]["levle"] = 1
        assert list(check.iter_errors(content))


# --- any file that validates, over any text ---------------------------------------------------------------------------

numbers = st.integers(1, 9)
places = st.one_of(
    numbers,
    st.tuples(numbers, st.integers(0, 4)).map(lambda pair: f"{pair[0]}-{sum(pair)}"),
    st.tuples(numbers, numbers, numbers).map(lambda one: f"{one[0]}:{min(one[1:])}-{one[0]}:{max(one[1:])}"),
    st.lists(numbers, min_size=1, max_size=3, unique=True),
)
words = st.text(st.sampled_from("一、（二）第三条章1.·上接版的。，A \n"), min_size=1, max_size=6)
names = st.sampled_from(["a", "b", "1", "1-2", "x.y"])


@st.composite
def entries(draw: st.DrawFn, places: st.SearchStrategy[Any]) -> dict[str, Any]:
    kind = draw(st.sampled_from([EntryKind.BODY, EntryKind.HEADING, *EntryKind]))
    entry: dict[str, Any] = {kind.value: draw(words if kind is EntryKind.SUPPLIED else places)}
    optional: dict[str, st.SearchStrategy[Any]] = {
        "level": st.integers(1, 9),
        "id": names,
        "first": st.sampled_from(["e1", "3"]),
        "label": words,
        "run_in": st.lists(words, max_size=2),
        "split": st.integers(1, 9),
        "join": st.integers(1, 9),
    }
    for key, values in optional.items():
        if kind in GOES_WITH[key] and draw(st.integers(0, 3)) == 0:
            entry[key] = draw(values)
    return entry


@st.composite
def edition_files(draw: st.DrawFn) -> dict[str, Any]:
    """An edition file; mostly its places share nothing, in any order, as editors mean them to."""
    ends = sorted(draw(st.sets(st.integers(1, 11), min_size=3, max_size=7)) | {12})
    slots = draw(st.permutations([f"{first + 1}-{last}" for first, last in pairwise([0, *ends])]))
    tidy = draw(st.integers(0, 3)) > 0

    def place() -> st.SearchStrategy[Any]:
        return st.just(slots.pop()) if tidy and slots else places

    def work(number: int) -> dict[str, Any]:
        titles: list[dict[str, Any]] = [{"title": draw(place())}, {"supplied": "题", "level": 1}]
        contents = [draw(entries(place())) for _ in range(draw(st.integers(0, 5)))]
        asked = st.fixed_dictionaries({"ask": words, "at": places}, optional={"text": words})
        queries = draw(st.lists(asked, max_size=1))
        return {"id": f"w{number}", "contents": [draw(st.sampled_from(titles)), *contents], "queries": queries}

    file: dict[str, Any] = {"works": [work(number) for number in range(draw(st.integers(1, 2)))]}
    if tidy and slots and draw(st.booleans()):
        reason = draw(st.sampled_from([reason.value for reason in GapReason]))
        file["omit"] = [{"lines": slots, "reason": reason, "note": "x"}]
    if draw(st.booleans()):
        file["keep"] = draw(places)
    return file


lines = st.text(st.sampled_from("一二三第条章、（）。，“《A1 -\t\u3000\f第"), max_size=12) | st.text(max_size=8)
texts = st.lists(lines, min_size=12, max_size=16).flatmap(
    lambda listed: st.sampled_from(["\n", "\r\n", "\r", "\n\n"]).map(lambda end: end.join(listed))
)


@settings(max_examples=250, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@example({"works": [{"id": "w0", "contents": [{"title": [3, 2]}]}]}, "一\nNew\nOld\n")  # a line above the one before it
@given(content=edition_files(), text=texts)
def test_any_edition_over_any_text_is_a_partition_or_a_problem(
    tmp_path_factory: pytest.TempPathFactory, content: dict[str, Any], text: str
) -> None:
    folder = tmp_path_factory.getbasetemp() / "editions"
    folder.mkdir(exist_ok=True)
    source = source_of(text)
    try:
        edition, _ = reader_of(folder, yaml.safe_dump(content, allow_unicode=True)).edition(source)
    except Refused as refusal:
        codes = {problem.code for problem in refusal.problems}
    else:
        codes = set()
    if codes:
        assert codes <= {"E202", "E203"}
        return
    shaped, problems = arrange(source, edition)
    event(f"faults: {sorted({problem.code for problem in problems if problem.fatal})}")
    assert "E301" not in {problem.code for problem in problems}
    pieces = [span for work in shaped.works for block in work.blocks() for span in block.spans]
    pieces += [gap.span for gap in shaped.gaps]
    pieces = sorted(span for span in pieces if span != Span(span.start, span.start))
    assert [0, *(span.end for span in pieces)] == [*(span.start for span in pieces), len(text)]
    for work in shaped.works:
        ids = [block.id for block in work.blocks()]
        if "E209" not in {problem.code for problem in problems}:
            assert len(ids) == len(set(ids))
        for section in work.sections():
            if isinstance(section.heading, Block):
                assert section.heading.level == section.level
    for problem in problems:
        if problem.fatal:
            assert problem.origin.line >= 1
            assert "\n" not in str(problem)
