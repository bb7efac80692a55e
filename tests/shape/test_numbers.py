"""Numbers at the start of a line: whatever is written there, one number or none, never a crash."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shanben.model.library import ShapedSource
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


def test_paragraphs_of_an_article_that_are_counted_have_addresses_of_paragraphs(
    shape: Callable[[str], ShapedSource],
) -> None:
    first = "第一條\n處罰\n一、違反者，科罰款。\n二、累犯者，罰款加倍：\n（一）一年內再犯；\n（二）拒絕改正。\n"
    text = f"街市管理法\n{first}第二條\n生效\n本法律自公佈日起生效。\n"
    (work,) = shape(text).works
    ids = [block.id for block in work.blocks()]
    assert [name for name in ids if name.startswith("art-1-")] == ["art-1-1", "art-1-2", "art-1-2-1", "art-1-2-2"]


def test_room_behind_the_number_of_an_annex_stays(blocks: Callable[[str], list[str]]) -> None:
    text = "渡口年报\n\n渡口一年的事都在附件里。\n\n附件1 船只\n\n船三只。\n\n附件 2 船工\n\n船工五人。\n"
    found = [one.partition(": ")[2] for one in blocks(text)]
    assert {"附件1 船只", "附件2 船工"} <= set(found)
