"""Spaces of web pages that came as they are written there: white space at both ends of a line."""

from __future__ import annotations

from collections.abc import Callable

from hypothesis import given
from hypothesis import strategies as st

from shanben.model.library import ShapedSource
from shanben.model.text import GapReason

LINES = ("白溪社区通知", "各位居民：", "因管网改造，定于六月八日停水，请提前储水。", "不便之处，敬请谅解。")
ROOM = st.text(alphabet=" \u3000&", max_size=4).map(lambda room: room.replace("&", "&nbsp;"))


@given(st.lists(st.tuples(ROOM, ROOM), min_size=len(LINES), max_size=len(LINES)))
def test_they_change_no_block_and_are_gaps(shape: Callable[[str], ShapedSource], rooms: list[tuple[str, str]]) -> None:
    text = "\n".join(f"{before}{line}{after}" for line, (before, after) in zip(LINES, rooms, strict=True))
    shaped = shape(text)
    assert [work.text(block) for work in shaped.works for block in work.blocks()] == list(LINES)
    assert all(gap.reason is not GapReason.UNASSIGNED for gap in shaped.gaps)


def test_a_line_of_nothing_else_is_blank(blocks: Callable[[str], list[str]]) -> None:
    assert blocks("白溪社区通知\n&nbsp;\n今天停水。\n") == ["heading1: 白溪社区通知", "paragraph: 今天停水。"]


def test_an_ampersand_that_is_no_space_is_text(blocks: Callable[[str], list[str]]) -> None:
    assert "paragraph: &amp;号读作和。" in blocks("标点说明\n\n&amp;号读作和。\n")
