"""Shaping costs as much as the text is long, whatever it is. The bounds are generous: they catch squares, not noise."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from shanben.lineation import lines_of
from shanben.model.library import ShapedSource
from shanben.model.text import Block, BlockKind, Source, Span
from shanben.model.works import Section, SectionKind, Work
from shanben.shape import roles
from shanben.shape.layout import text_lines
from shanben.shape.notes import _placed
from shanben.shape.titles import join_titles

HOSTILE = {
    "one line": "国家保护湿地，" * 200_000,
    "blank lines": "\n" * 50_000,
    "nested brackets": "（" * 25_000 + "）" * 25_000,
    "letter spacing": "国 家 保 护 湿 地 ，" * 20_000,
    "one heading again": "一、总则\n" * 5_000,
    "one character a line": "水\n" * 10_000,
    "contents": "目录\n" + "".join(f"第{number}章 总则 {number}\n" for number in range(4_000)),
    "quotes": ("国家保护湿地。\n\n国家保护湿地和候鸟，以及国家保护湿地。\n\n") * 4_000,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_no_text_is_expensive(name: str, shape: Callable[[str], ShapedSource]) -> None:
    start = time.process_time()
    shape(HOSTILE[name])
    assert time.process_time() - start < 7.5


GROWING: dict[str, Callable[[int], str]] = {
    "figures": lambda size: "12\n" * size,
    "one line": lambda size: "国家保护湿地，" * size * 40,
    "figures in one line": lambda size: "1" * size * 20,
    "heads of notes": lambda size: "注释\n（下转第二版）\n" * size * 4,
    "heads of notes with notes": lambda size: "水塘的看护人。\n\n注释\n①见簿子\n②见簿子\n\n" * size,
    "no line": lambda size: "\n" * size * 20,
    "brackets": lambda size: ("（" * 40 + "\n") * size,
    "digits": lambda size: "".join(f"{number * 7919 % 1000}\n" for number in range(size)),
    "spaces": lambda size: "国 家 " * size * 2,
    "headings": lambda size: "".join(f"第{number}章 总则\n" for number in range(size)),
    "words by themselves": lambda size: "总则概述\n\n" * size,
    "one pair of characters": lambda size: "国家\n" * size,
    "notes": lambda size: "水塘的看护人①由村民推举②，\n① 见簿子\n② 见另一本簿子\n" * (size // 3),
    "notes at the end": lambda size: (
        "".join(f"水塘的看护人[{number}]每月巡查。\n" for number in range(size // 2))
        + "注释\n"
        + "".join(f"[{number}] 见簿子第{number}页。\n" for number in range(size // 2))
    ),
    "rows": lambda size: "甲村\t12\t13\n" * size,
    "tables": lambda size: "水塘一览。\n\n甲村\t12\t13\n乙村\t12\t13\n\n" * (size // 4),
    "couplets": lambda size: "春眠不觉晓，\n处处闻啼鸟。\n" * size,
    "reports": lambda size: "".join(f"特别关注\n\n本报东村{one}讯 水塘有人看护。\n\n" for one in range(size // 3)),
    "articles": lambda size: "".join(
        f"第{number}条　看护人每月巡查。\n看护人由村民推举。\n" for number in range(size // 2)
    ),
    "annexes": lambda size: "".join(
        f"附件{number}\n\n水塘一览\n\n水塘有人看护，见附件{size - number}。\n\n" for number in range(1, size)
    ),
}


@pytest.mark.parametrize("name", GROWING)
def test_twice_the_text_costs_twice(name: str, shape: Callable[[str], ShapedSource]) -> None:
    def cost(size: int, times: int) -> float:
        text, least = GROWING[name](size), 60.0
        for _ in range(times):
            gc.disable()  # looking for circles costs by all that other tests hold
            start = time.process_time()
            shape(text)
            least = min(least, time.process_time() - start)
            gc.enable()
        return least

    assert any(cost(1600, 1) < 2.3**2 * cost(400, 3) + 0.1 for _ in range(3))


def test_a_part_of_a_text_costs_no_more_than_the_part() -> None:
    """A draft reads its paragraphs one by one: to make the whole text anew for each took minutes."""
    lines = lines_of("﹁水﹂\n" + "看护人每月巡查水塘。\n" * 100_000)
    start = time.process_time()
    for at in range(1_000):
        assert len(text_lines(lines, [Span(11 * at + 4, 11 * at + 15)])) == 1
    assert time.process_time() - start < 3


def test_a_line_is_found_without_walking_to_it() -> None:
    """Each cell of a table asks for its line: to walk there from the first line took a minute for 100,000 rows."""
    lines = lines_of("甲村\t12\n" * 60_000)
    start = time.process_time()
    for line in lines.lines:
        assert len([*lines.within(Span(line.start, line.end))]) == 1
    assert time.process_time() - start < 3


def test_notes_find_their_places_in_one_walk() -> None:
    """A hundred thousand paragraphs: to copy those that were placed, at each of them, took ten seconds."""
    blocks = tuple(Block(f"p{at}", BlockKind.PARAGRAPH, (Span(at, at + 1),)) for at in range(100_000))
    source = Source("a", Path("a.txt"), "水" * 100_000, "", "utf-8")
    work = Work("a", source, (), Section("a", "title", SectionKind.WORK, 1, None, None, blocks, ()))
    start = time.process_time()
    assert _placed(work, {}, {}, (), str).root.blocks == blocks
    assert time.process_time() - start < 4


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
