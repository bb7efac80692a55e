"""Blocks of a page by hand: what Markdown finds in them is found, and a page of nothing else ends."""

from __future__ import annotations

from time import process_time

import markdown
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from markdown.extensions.tables import TableProcessor

from shanben.doors import blocks
from shanben.doors.additions import EXTENSIONS

OURS = "shanben.doors.blocks"
ALL = [name for name, _ in EXTENSIONS if not name.startswith("shanben.")]
OTHERS: list[list[str]] = [[], ALL, ["extra", "admonition", "sane_lists"]]
LINES = (
    "# 河", "## 岸 ##", "# 河\\", "河 | 岸", "河", "===", "---", "- - -", "    河", "        岸", "  河", "|河|岸|",
    "|-|-|", "|河|", "|-|", "河|", "- 河", "- # 河", "* ", "1. 岸", "> 河", "> # 岸", ">", "!!! note", "[^1]: 河",
    "[^1]", "[a]: /b", "[a]: /b 'c'", "'c'", ": 岸", "*[A]: b", "<b>河</b>", "<div>", "</div>", "```", "", "", " ",
    "\t河", "    - 河", "    # 河",
)  # fmt: skip
DEAR = (
    "# a\n", "# a|b\n", "a\n===\n", "***\na\n", "# a\n    b\n", "[r]: /x\na\n", "!!! n\na\n", "[^1]: x\na\n",
    "|a|\n|-|\n# b\n", "- a\n\n    # b\n    # c\n", "> # a\n", "a\n# b\nc|d\n",
)  # fmt: skip


@settings(deadline=None)
@given(
    st.lists(st.sampled_from(LINES), max_size=30).map("\n".join), st.sampled_from(OTHERS), st.sampled_from([0, 1000])
)
@example("河\n# 河\n- 河\n\n    岸\n    # 河\n        岸\n# 岸", OTHERS[1], 0)
@example("|河|\n|-|\n# 河\n|岸|", OTHERS[1], 0)
@example("# 河\n    ```\n    岸\n    ```\n# 河\n    岸", OTHERS[1], 0)
@example("河\n===\n\n岸\n---\n河\n***\n河", OTHERS[0], 0)
def test_blocks_are_those_that_markdown_finds(text: str, others: list[str], short: int) -> None:
    usual, blocks._SHORT = blocks._SHORT, short
    try:
        ours = markdown.markdown(text, extensions=[*others, OURS])
    finally:
        blocks._SHORT = usual
    assert ours == markdown.markdown(text, extensions=others)


@given(st.text(" \t\n\x0c河"), st.sampled_from([None, 0, 2]))
def test_tabs_are_taken_off_as_by_markdown(text: str, length: int | None) -> None:
    ours, theirs = (
        markdown.Markdown(extensions=extensions).parser.blockprocessors["code"] for extensions in ([OURS], [])
    )
    assert ours.detab(text, length) == theirs.detab(text, length)


def test_every_library_has_them() -> None:
    assert OURS in dict(EXTENSIONS)


@pytest.mark.parametrize("sign", ["1. ", "+ ", "> ", "> 1. "])
def test_what_nests_too_deep_is_text(sign: str) -> None:
    """Two thousand lists in each other were a fault of a program."""
    shown = markdown.markdown(sign * 2000 + "河", extensions=[*ALL, OURS])
    assert "河" in shown
    assert 50 < shown.count("<li>") + shown.count("<blockquote>") < 2000


def test_tables_of_somebody_elses_stay() -> None:
    md = markdown.Markdown(extensions=["tables"])
    theirs = type("Theirs", (TableProcessor,), {})(md.parser, {"use_align_attribute": False})
    md.parser.blockprocessors.register(theirs, "table", 75)
    md.registerExtensions([OURS], {})
    assert md.parser.blockprocessors["table"] is theirs


@pytest.mark.parametrize("piece", DEAR)
def test_four_times_the_blocks_cost_four_times(piece: str) -> None:
    """Forty thousand characters of ``# a`` took four seconds, eighty thousand sixteen."""
    for _ in range(3):
        small, large = (_cost(piece, size) for size in (10_000, 40_000))
        if large < max(small, 0.1) * 2.3**2:
            return
    pytest.fail(f"{large:.3f} s where a quarter takes {small:.3f}")


def _cost(piece: str, size: int) -> float:
    start = process_time()
    markdown.markdown(piece * (size // len(piece)), extensions=[*ALL, OURS])
    return process_time() - start
