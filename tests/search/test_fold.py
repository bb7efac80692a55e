"""One spelling: golden cases, and what must hold for every text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from opencc import OpenCC

from shanben.search.fold import fold, runs

CASES = [
    ("构建“双循环”", "构建双循环"),
    ("构 建“ 双 循 环", "构建双循环"),
    ("構建「雙循環」", "构建双循环"),
    ("ＰＭ２．５　ＣＢＡＭ", "pm2.5 cbam"),
    ("到 2030 年", "到2030年"),
    ("青河发【2018】128号", "青河发(2018)128号"),
    ("青河发[2018]128号", "青河发(2018)128号"),
    ("《民法典》", "民法典"),
    ("Green  Growth", "green growth"),
    ("Lǜsè", "luse"),
    ("答覆著衞", "答复着卫"),
    ("a\u200bb\u202ec\u0000d", "abcd"),
    ("", ""),
    ("  \n\t ", ""),
]


@pytest.mark.parametrize(("text", "folded"), CASES)
def test_golden(text: str, folded: str) -> None:
    assert fold(text) == folded


@given(st.text())
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text(alphabet="河流保护水质绿色发展，。“”《》", min_size=2), st.data())
def test_a_piece_of_a_sentence_folds_to_a_piece_of_its_folding(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    assert fold(text[start:end]) in fold(text)


@pytest.mark.parametrize("name", ["s2t", "s2tw", "s2hk"])
def test_traditional_spelling_is_the_same(name: str) -> None:
    text = "渔民应当爱护水库，里程后面的台风干扰发展，复查余下的钟表，答复着了。"
    assert fold(OpenCC(name).convert(text)) == fold(text)


@given(st.text())
def test_runs_lose_no_letter(text: str) -> None:
    folded = fold(text)
    assert "".join(runs(folded)) == "".join(char for char in folded if char.isalnum() or runs(char))
