"""Texts in the characters of another script. All texts here are our own."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from opencc import OpenCC

from shanben.render.scripts import _aligned, _converter, _usual, applied, table_of

SEED = next((Path(__file__).parents[2] / "seeds").glob("*.txt")).read_text("utf-8")
S2TW, S2HK = OpenCC("s2tw"), OpenCC("s2hk")

TEXTS = ("皇后头发后面的面条，干净的树干", "发展理发", "后来皇太后发面", "干部干燥，里面十里")


def read(said: tuple[str, dict[str, str]]) -> dict[str, str]:
    return dict(zip(said[0][::2], said[0][1::2], strict=True))


@pytest.mark.parametrize(("form", "made"), [(("s2t",), "頭髮"), (("s2t", "t2tw"), "頭髮"), (("s2t", "t2hk"), "頭髮")])
def test_what_is_ambiguous_is_told_by_phrase(form: tuple[str, ...], made: str) -> None:
    table = table_of(TEXTS, form)
    shown = [applied(text, read(table), table[1]) for text in TEXTS]
    assert shown == [_converter(form)(text) for text in TEXTS]
    assert made in shown[0]
    assert "皇后" in shown[0]
    assert "後面" in shown[0]


@given(st.lists(st.text("发后面干里台头理皇太十树净展来，一", max_size=12), min_size=1, max_size=6))
@example(["后皇", "后"])
@settings(deadline=None)  # loading a conversion takes as long as a busy machine lets it
def test_a_browser_makes_what_opencc_made(texts: list[str]) -> None:
    for form in (("s2t",), ("s2t", "t2hk"), ("tw2s",)):
        table = table_of(texts, form)
        assert [applied(text, read(table), table[1]) for text in texts] == [
            _aligned(text, _converter(form)) for text in texts
        ]


@given(st.text("发后面干里台头理皇太十树净展来群峰床，一" + "".join(sorted(set(SEED))), max_size=60))
@example(SEED)
@settings(deadline=None)  # loading a conversion takes as long as a busy machine lets it
def test_two_steps_make_what_opencc_makes_in_one(text: str) -> None:
    assert _converter(("s2t", "t2tw"))(text) == S2TW.convert(text)
    assert _converter(("s2t", "t2hk"))(text) == S2HK.convert(text)


@given(st.text("发后面干，\n", max_size=30), st.text("發后後面幹乾，\n", max_size=30))
def test_what_a_character_mostly_becomes_is_counted(text: str, other: str) -> None:
    text, other = text[: len(other)], other[: len(text)]
    usual, unsure = _usual(text, other)
    counted: dict[str, str] = {}
    for (one, made), _ in Counter(zip(text, other, strict=True)).most_common():
        counted.setdefault(one, made)
    assert {one: usual.get(one, one) for one in counted} == counted
    assert unsure == {
        one for one in text if len({made for old, made in zip(text, other, strict=True) if old == one}) > 1
    }
