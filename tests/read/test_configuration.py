"""Settings out of a ``mkdocs.yml``, wherever it states them; mistakes with their lines."""

from __future__ import annotations

from pathlib import Path

import pytest

from shanben.problems import Refused
from shanben.read.configuration import library_settings


@pytest.mark.parametrize(
    "text",
    [
        "plugins:\n  - search\n  - shanben: {seeds: texts}\n",
        "plugins:\n  shanben:\n    seeds: texts\n",
        "plugins: []\nextra:\n  shanben: {seeds: texts}\n",
        "INHERIT: ../whole.yml\nplugins: [search]\n",
        "site_url: !ENV [ADDRESS, '']\nextra:\n  fn: !!python/name:a.b\nplugins: [shanben: {seeds: texts}]\n",
    ],
)
def test_settings_are_found(tmp_path: Path, text: str) -> None:
    (tmp_path / "whole.yml").write_text("plugins: [shanben: {seeds: texts}]\n")
    (tmp_path / "library").mkdir()
    (tmp_path / "library/mkdocs.yml").write_text(text)
    assert library_settings(tmp_path / "library").seeds == "texts"


@pytest.mark.parametrize("text", ["plugins: [shanben]\n", "plugins:\n  - shanben:\n", "site_name: x\n", ""])
def test_without_settings_there_are_defaults(tmp_path: Path, text: str) -> None:
    (tmp_path / "mkdocs.yml").write_text(text)
    assert library_settings(tmp_path).seeds == "seeds"


@pytest.mark.parametrize(
    ("setting", "told"),
    [
        ("seed: x", "mkdocs.yml:3: E501 there is no setting seed; is seeds meant?"),
        ("colour: x", "mkdocs.yml:3: E501 there is no setting colour; there are: seeds, languages, "),
        ("long_work: viele", "mkdocs.yml:3: E501 the setting long_work must be a whole number"),
        ("receipt_lines: 3", "mkdocs.yml:3: E501 the setting receipt_lines must be at least 50"),
        ("languages: en", "mkdocs.yml:3: E501 the setting languages must be a list, like `[en, de]`"),
        ("languages: [en, xx_no]", "mkdocs.yml:3: E208 'xx_no' is no language code we know"),
        ("seeds: [texts]", "mkdocs.yml:3: E501 the setting seeds must be text"),
        ("as_of: 2027-02-30", "mkdocs.yml:3: E501 the setting as_of must be a day, like 2027-01-01"),
        ("as_of: 2027", "mkdocs.yml:3: E501 the setting as_of must be a day, like 2027-01-01"),
        ("on_error: go on", "mkdocs.yml:3: E501 the setting on_error must be 'stop' or 'skip'"),
        ("collections: [{id: w, works: [x]}]", "mkdocs.yml:3: E501 the setting collections.0.title is missing"),
        (
            "collections: [{id: w, title: x, works: []}]",
            "mkdocs.yml:3: E501 the setting collections.0.works must not be",
        ),
        (
            "collections: [{id: a/b, title: x, works: [x]}]",
            "mkdocs.yml:3: E501 the setting collections.0.id may hold only",
        ),
        (
            "collections: [{id: w, titel: x, title: x, works: [x]}]",
            "mkdocs.yml:3: E501 there is no setting collections.0.titel; is title meant?",
        ),
        ("- seeds", "mkdocs.yml:2: E501 the settings must be keys and values"),
    ],
)
def test_a_mistake_is_told_with_its_line(tmp_path: Path, setting: str, told: str) -> None:
    (tmp_path / "mkdocs.yml").write_text(f"plugins:\n  - shanben:\n      {setting}\n")
    with pytest.raises(Refused) as refusal:
        library_settings(tmp_path)
    assert str(refusal.value).startswith(told)
