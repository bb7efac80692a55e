"""Shaping a text that a test writes down."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from shanben.model.library import ShapedSource
from shanben.model.text import Source
from shanben.shape.arrange import arrange
from shanben.shape.outline import propose


@pytest.fixture(scope="session")
def shape() -> Callable[[str], ShapedSource]:
    """A text shaped without an edition file; the draft must be without fault."""

    def shaped(text: str) -> ShapedSource:
        source = Source("text", Path("text.txt"), text, "0" * 64, "utf-8")
        result, problems = arrange(source, propose(source))
        assert not problems
        return result

    return shaped


@pytest.fixture(scope="session")
def blocks(shape: Callable[[str], ShapedSource]) -> Callable[[str], list[str]]:
    """The blocks of a text as ``kind: words``, headings with their level; works after a line of dashes."""

    def listed(text: str) -> list[str]:
        rows: list[str] = []
        for work in shape(text).works:
            if rows:
                rows.append("---")
            for block in work.blocks():
                level = f"{block.level}" if block.level else ""
                rows.append(f"{block.kind}{level}: {work.text(block)}")
        return rows

    return listed
