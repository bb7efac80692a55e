"""Marks of notes of a page by hand: their names are those that Markdown gives, and a note called often ends soon."""

from __future__ import annotations

from time import process_time

import markdown
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from shanben.doors.additions import EXTENSIONS

OURS = "shanben.doors.note_marks"
OTHERS: list[list[str]] = [["footnotes"], ["extra"], []]
PIECES = (
    "[^1]",
    "[^2]",
    "[^a:b]",
    "[^2:1]",
    "[^ref2:1]",
    "河",
    "\n\n",
    "- ",
    "[^1]: 岸[^2]\n\n",
    "[^2]: [^1]\n\n",
    "\n[^2:1]: 河\n\n",
)
ENDS = "\n\n[^1]: 岸\n[^2]: 河\n[^a:b]: 岸\n[^2:1]: 河\n[^ref2:1]: 河"


@settings(deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=30).map("".join), st.sampled_from(OTHERS), st.booleans())
@example("[^1][^1][^2][^1]", OTHERS[0], True)
@example("[^1][^1][^2:1][^1][^2:1]", OTHERS[0], True)
def test_names_of_marks_are_those_of_markdown(text: str, others: list[str], unique: bool) -> None:
    text += ENDS
    settings_of = {"footnotes": {"UNIQUE_IDS": unique}}
    ours, theirs = (
        markdown.Markdown(extensions=extensions, extension_configs=settings_of)
        for extensions in ([*others, OURS], others)
    )
    for _ in range(2):  # the second time as another page
        assert ours.reset().convert(text) == theirs.reset().convert(text)


def test_every_library_has_them() -> None:
    assert OURS in dict(EXTENSIONS)


def test_four_times_the_marks_cost_four_times() -> None:
    """Ten thousand marks of one note took a minute."""
    for _ in range(3):
        small, large = (_cost(number) for number in (1_000, 4_000))
        if large < max(small, 0.1) * 2.3**2:
            return
    pytest.fail(f"{large:.3f} s where a quarter takes {small:.3f}")


def _cost(number: int) -> float:
    start = process_time()
    markdown.markdown("[^1]\n" * number + "\n[^1]: a\n", extensions=["footnotes", OURS])
    return process_time() - start
