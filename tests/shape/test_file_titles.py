"""The name of a file tells which of the first words of its text are the title."""

from __future__ import annotations

from pathlib import Path

import pytest

from shanben.model.text import Source
from shanben.shape.arrange import arrange
from shanben.shape.outline import propose

PAGE = """东岭文库

渡口丛谈

何远　著

1.春水
春天的水涨得早，石阶淹了三级，摆渡的人把船往上拖。
2.夏雨
夏天多雨，渡口常常停航，孩子们就在茶摊里写作业。
"""


def rows(name: str, text: str) -> list[str]:
    source = Source("text", Path(f"{name}.txt"), text, "0" * 64, "utf-8")
    shaped, problems = arrange(source, propose(source))
    assert not problems
    return [f"{block.kind}{block.level or ''}: {shaped.works[0].text(block)}" for block in shaped.works[0].blocks()]


@pytest.mark.parametrize("name", ["渡口丛谈", "017-渡口丛谈", "《渡口丛谈》"])
def test_words_of_a_site_above_it_are_none(name: str) -> None:
    head = ["series: 东岭文库", "heading1: 渡口丛谈", "byline: 何远　著", "heading2: 1.春水"]
    assert rows(name, PAGE)[:4] == head


@pytest.mark.parametrize("name", ["text", "春水", "1.春水", "东岭文库", "丛谈"])
def test_a_file_named_otherwise_tells_nothing(name: str) -> None:
    assert rows(name, PAGE)[0] == "heading1: 东岭文库"


def test_a_part_of_a_book_says_which_it_is() -> None:
    assert rows("渡口丛谈", PAGE.replace("渡口丛谈", "渡口丛谈上"))[1] == "heading1: 渡口丛谈上"


def test_text_between_leaves_the_first_words_the_title() -> None:
    between = PAGE.replace("文库\n", "文库\n\n文库收录东岭乡各村的旧闻，由乡里的老人口述，学生记录。\n")
    assert rows("渡口丛谈", between)[0] == "heading1: 东岭文库"
