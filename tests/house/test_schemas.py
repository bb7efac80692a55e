"""The committed schemas are those of the models, and say yes and no where the engine does."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator

from shanben.export.library_file import library_json
from shanben.library import build_library
from shanben.model.text import Origin
from shanben.problems import Refused
from shanben.read.editions import EditionReader
from shanben.schemas import SCHEMAS, schema_text, write_schemas
from shanben.settings import read_settings

ROOT = Path(__file__).parents[2]
COMMITTED = ROOT / "docs" / "schemas"
FIRST_LINE = "# yaml-language-server: $schema=../docs/schemas/"


class _EditorsLoader(yaml.SafeLoader):
    """YAML as plugins of editors read it (1.2): a date is text."""


_EditorsLoader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag != "tag:yaml.org,2002:timestamp"]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def _read(text: str) -> Any:
    return yaml.load(text, Loader=_EditorsLoader)


def _schema(name: str) -> Draft202012Validator:
    return Draft202012Validator(json.loads((COMMITTED / name).read_text(encoding="utf-8")))


@pytest.mark.parametrize("name", sorted(SCHEMAS))
def test_a_committed_schema_is_current(name: str) -> None:
    committed = COMMITTED / name
    assert committed.read_text(encoding="utf-8") == schema_text(name), f"{name} is out of date: run make schemas"
    Draft202012Validator.check_schema(json.loads(schema_text(name)))


def test_nothing_else_lies_among_the_schemas() -> None:
    assert sorted(path.name for path in COMMITTED.iterdir()) == sorted(SCHEMAS)


def test_every_schema_is_written(tmp_path: Path) -> None:
    written = write_schemas(tmp_path / "new")
    assert {path.name: path.read_text(encoding="utf-8") for path in written} == {
        name: schema_text(name) for name in SCHEMAS
    }


@pytest.mark.parametrize("path", sorted((ROOT / "seeds").glob("*.yml")), ids=lambda path: path.name)
def test_an_editor_finds_the_schema_of_our_files_and_accepts_them(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.startswith(FIRST_LINE)
    schema = _schema(text.splitlines()[0].removeprefix(FIRST_LINE))
    assert [fault.message for fault in schema.iter_errors(_read(text))] == []


@pytest.mark.parametrize(
    "entry",
    [
        "{boddy: 1}",
        "{body: 1, heading: 2}",
        "{level: 2}",
        "{heading: 1, level: 0}",
        "{body: 1, first: x}",
        "{body: 1, run_in: {text: 甲}}",
        "{body: 1, run_in: [{level: 2}]}",
    ],
)
def test_an_editor_and_the_engine_refuse_the_same(entry: str, tmp_path: Path) -> None:
    text = f"works:\n- id: a\n  contents:\n  - {entry}\n"
    path = tmp_path / "a.yml"
    path.write_text(text, encoding="utf-8")
    assert not _schema("edition.schema.json").is_valid(_read(text))
    with pytest.raises(Refused) as refusal:
        EditionReader(path, "a.yml")
    assert {problem.code for problem in refusal.value.problems} == {"E202"}


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("edition", "works: [{id: a, contents: [{body: 1, run_in: [甲, {text: 乙, level: 3}]}]}]"),
        ("termbase", "terms: [{term: 甲, translations: {en: one}, aliases: [乙, {form: 丙, usage: avoid}]}]"),
        ("termbase", "terms: [{term: 甲, translations: {en: [one, {text: two, status: press}]}}]"),
        ("registry", "links: [{at: a#p1, words: 甲, to: b#p1}, {at: a#p1, words: 乙, to: [b#p1, b#p2]}]"),
    ],
)
def test_an_editor_accepts_the_short_forms(name: str, text: str) -> None:
    assert [fault.message for fault in _schema(f"{name}.schema.json").iter_errors(_read(text))] == []


def test_the_machines_view_follows_its_schema() -> None:
    library, problems = build_library(ROOT, read_settings({}, lambda _: Origin("mkdocs.yml")))
    document = json.loads(library_json(library, problems))
    assert [fault.message for fault in _schema("library.schema.json").iter_errors(document)] == []
    del document["works"][0]["blocks"][0]["spans"]
    assert not _schema("library.schema.json").is_valid(document)
