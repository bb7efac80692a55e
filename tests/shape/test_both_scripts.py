"""Patterns in both scripts: the table is what OpenCC says."""

from __future__ import annotations

import re

import opencc
import pytest

from shanben.shape.both_scripts import _TRADITIONAL, both


def test_the_table_is_that_of_opencc() -> None:
    convert = opencc.OpenCC("s2t").convert
    assert {simplified: convert(simplified) for simplified in _TRADITIONAL} == _TRADITIONAL


@pytest.mark.parametrize(
    ("pattern", "words"),
    [("书记员", "書記員"), ("[书信]记", "書记"), (r"\[书\]", "[書]"), ("(?:审判|书记)员", "審判員"), ("河边", "河边")],
)
def test_a_pattern_finds_both(pattern: str, words: str) -> None:
    assert re.fullmatch(both(pattern), words)
