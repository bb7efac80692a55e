"""Shaping costs as much as the text is long, whatever it is. The bounds are generous: they catch squares, not noise."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

import pytest

from shanben.model.library import ShapedSource
from shanben.shape import roles
from shanben.shape.titles import join_titles

HOSTILE = {
    "one line": "国家保护湿地，" * 1_400_000,
    "blank lines": "\n" * 100_000,
    "nested brackets": "（" * 50_000 + "）" * 50_000,
    "letter spacing": "国 家 保 护 湿 地 ，" * 40_000,
    "one heading again": "一、总则\n" * 10_000,
    "one character a line": "水\n" * 20_000,
    "contents": "目录\n" + "".join(f"第{number}章 总则 {number}\n" for number in range(8_000)),
    "quotes": ("国家保护湿地。\n\n国家保护湿地和候鸟，以及国家保护湿地。\n\n") * 8_000,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_no_text_is_expensive(name: str, shape: Callable[[str], ShapedSource]) -> None:
    start = time.process_time()
    shape(HOSTILE[name])
    assert time.process_time() - start < 15


def test_twice_the_text_costs_no_more_than_thrice(shape: Callable[[str], ShapedSource]) -> None:
    page = "".join(
        f"第{number}条 水塘的看护人每月至少巡查两次，把水位记在簿子上。\n看护人由村民推举。\n"
        for number in range(1, 1500)
    )

    def cost(text: str) -> float:
        start = time.process_time()
        shape(text)
        return time.process_time() - start

    assert min(cost(page * 2) for _ in range(2)) < 3 * min(cost(page) for _ in range(2)) + 0.2


def test_no_rule_copies_the_rest_of_a_text_for_each_block(
    monkeypatch: pytest.MonkeyPatch, shape: Callable[[str], ShapedSource]
) -> None:
    """Squares that only a very long text shows on the clock are counted: how many blocks were copied by slices."""
    copied = 0

    class Watched(list[Any]):
        def __getitem__(self, at: Any) -> Any:
            nonlocal copied
            found = super().__getitem__(at)
            copied += len(found) if isinstance(at, slice) else 0
            return found

    monkeypatch.setattr(roles, "join_titles", lambda pieces: Watched(join_titles(pieces)))
    lines = 2_000
    for text in ("春天\n" * lines, "一、春天\n" * lines, "第一条 春天。\n" * lines, "甲：春天。\n" * lines):
        shape(text)
    assert copied < 20 * 4 * lines
