"""Numbers at the start of a line: whatever is written there, one number or none, never a crash."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shanben.numerals import LARGEST, han_value
from shanben.shape.numbering import parse_number


@given(st.text(alphabet="第附件（）()〇一二三十百千两兩0１2３.．、：编章节條条之-－ 　①甲子壹", max_size=12))
def test_no_number_is_too_odd_to_be_read(text: str) -> None:
    number = parse_number(text)
    assert number is None or 0 < number.length <= len(text)


@pytest.mark.parametrize(("numeral", "value"), [("3百", 300), ("1十", 10), ("二0二1", 2021), ("１2", 12)])
def test_a_numeral_in_two_scripts_has_a_value(numeral: str, value: int) -> None:
    assert han_value(numeral) == value


@pytest.mark.parametrize("numeral", ["9" * 5000, "九" * 5000, "9九" * 2500, "千" * 5000])
def test_digits_without_end_are_one_large_number(numeral: str, blocks: Callable[[str], list[str]]) -> None:
    assert 5_000_000 <= han_value(numeral) <= LARGEST
    text = f"通知\n\n第{numeral}条 春天。\n\n附件{numeral}\n\n见第{numeral}条。\n"
    assert numeral in "".join(blocks(text))


def test_an_annex_in_copies_is_no_annex_eleven(blocks: Callable[[str], list[str]]) -> None:
    assert "paragraph: 附件1一式三份，由承办科室存档。" in blocks("关于存档的说明\n\n附件1一式三份，由承办科室存档。\n")
