"""Texts in the characters of another script. All texts here are our own."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from shanben.render.scripts import _aligned, _converter, _table, applied

TEXTS = ("皇后头发后面的面条，干净的树干", "发展理发", "后来皇太后发面", "干部干燥，里面十里")


def read(said: tuple[str, dict[str, str]]) -> dict[str, str]:
    return dict(zip(said[0][::2], said[0][1::2], strict=True))


@pytest.mark.parametrize(("form", "made"), [("s2t", "頭髮"), ("s2tw", "頭髮"), ("s2hk", "頭髮")])
def test_what_is_ambiguous_is_told_by_phrase(form: str, made: str) -> None:
    table = _table(TEXTS, _converter(form))
    shown = [applied(text, read(table), table[1]) for text in TEXTS]
    assert shown == [_converter(form)(text) for text in TEXTS]
    assert made in shown[0]
    assert "皇后" in shown[0]
    assert "後面" in shown[0]


@given(st.lists(st.text("发后面干里台头理皇太十树净展来，一", max_size=12), min_size=1, max_size=6))
@example(["后皇", "后"])
def test_a_browser_makes_what_opencc_made(texts: list[str]) -> None:
    for form in ("s2t", "s2hk", "tw2s"):
        table = _table(texts, _converter(form))
        assert [applied(text, read(table), table[1]) for text in texts] == [
            _aligned(text, _converter(form)) for text in texts
        ]
