"""Brackets of a page by hand: links are those that Markdown finds, and a page of nothing else ends."""

from __future__ import annotations

from time import process_time

import markdown
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from shanben.doors.additions import EXTENSIONS

OURS = "shanben.doors.brackets"
OTHERS = ["attr_list", "footnotes", "md_in_html", "tables"]
DEAR = {
    "opened": "[",
    "closed": "[]",
    "pictures": "![",
    "addresses": "[河](",
    "links among opened ones": "[[河](a)",
    "brackets in links": "[[[河]](a)",
    "links": "[河](a)",
    "quoted": "[河](a '岸') ",
    "notes": "[^",
}
PIECES = [
    "[",
    "]",
    "(",
    ")",
    "![",
    "<",
    ">",
    "'",
    '"',
    "\\",
    " ",
    "\n",
    "河",
    "岸",
    "a",
    "[岸]: b\n\n",
    "[岸][a]",
    "[岸](b)",
    "`",
    "*",
]


# Markdown by itself is what takes long here.
@settings(deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=40).map("".join))
@example("[[[河]](a)[[岸](b)(")
@example("[河](a '岸)' b)[[河](<a>)](")
def test_links_are_those_that_markdown_finds(text: str) -> None:
    assert markdown.markdown(text, extensions=[*OTHERS, OURS]) == markdown.markdown(text, extensions=OTHERS)


@settings(deadline=None)
@given(st.lists(st.sampled_from(PIECES), min_size=4, max_size=12).map("".join))
def test_links_of_a_long_page_are_those_that_markdown_finds(text: str) -> None:
    text = text * 12 + "河" * 1000 + text
    assert markdown.markdown(text, extensions=[*OTHERS, OURS]) == markdown.markdown(text, extensions=OTHERS)


def test_every_library_has_them() -> None:
    assert OURS in dict(EXTENSIONS)


@pytest.mark.parametrize("name", DEAR)
def test_four_times_the_brackets_cost_four_times(name: str) -> None:
    """Ten thousand of them took 23 seconds, and four times that twice as many."""
    for _ in range(3):
        small, large = (_cost(DEAR[name], size) for size in (5_000, 20_000))
        if large < max(small, 0.1) * 2.3**2:  # a tenth of a second may be anything; it was five, and ninety
            return
    pytest.fail(f"{name}: {large:.3f} s where a quarter takes {small:.3f}")


def _cost(piece: str, size: int) -> float:
    text = piece * (size // len(piece)) + ")"
    start = process_time()
    markdown.markdown(text, extensions=[*OTHERS, OURS])
    return process_time() - start
