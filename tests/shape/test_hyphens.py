"""Words in Latin letters that a line end divides: the hyphen is a gap where it only divides."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from shanben.model.library import ShapedSource
from shanben.model.text import GapReason


@pytest.mark.parametrize(
    ("first", "second", "published"),
    [
        ("水闸英文叫 floodg-", "ate，又叫 sluice", "floodgate"),
        ("见 Canal Adminis-", "tration 一书，讲得", "Administration"),
        ("这口井是 well-", "known 的，村里人都", "well-known"),
        ("网址是 https://a.test/b-", "cd/e 可以查到水位", "b-cd/e"),
        ("水位从 A-", "b 到 c 都记在簿上", "A-b"),
        ("一种 tide-", "gate，就是 tide-gate 的", "tide-gate，"),
    ],
)
def test_a_hyphen_at_a_line_end(shape: Callable[[str], ShapedSource], first: str, second: str, published: str) -> None:
    text = f"水闸记\n\n河上的水闸建于六十年前，{first}\n{second}，至今还在使用，每年检修一次。\n"
    shaped = shape(text)
    words = "".join(work.text(block) for work in shaped.works for block in work.blocks())
    assert published in words
    divided = [gap for gap in shaped.gaps if gap.reason is GapReason.HYPHEN]
    assert [text[gap.span.start : gap.span.end] for gap in divided] == ["-"] * ("-" not in published)
