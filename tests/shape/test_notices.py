"""What a distributor sets around a text is left out where it says itself where the text begins and ends."""

from __future__ import annotations

from collections.abc import Callable

import pytest

_BEFORE = "Title: 渡口集\n\nYou may use it as the licence says.\n\nLanguage: Chinese\n\n"
_TEXT = "渡口集\n\n第一回　早船\n\n渡口有一老人，每日五更起來燒火。\n\n第二回　晚船\n\n那老人收了船，回家去了。\n\n"
_AFTER = (
    "\nUpdated editions will replace the previous one.\n\nSection 1.  General Terms\n\n1.A.  By reading you agree.\n"
)
_BLOCKS = [
    "heading1: 渡口集",
    "heading2: 第一回　早船",
    "paragraph: 渡口有一老人，每日五更起來燒火。",
    "heading2: 第二回　晚船",
    "paragraph: 那老人收了船，回家去了。",
]


@pytest.mark.parametrize(
    ("start", "end"),
    [
        ("*** START OF THE PROJECT GUTENBERG EBOOK 渡口集 ***", "*** END OF THE PROJECT GUTENBERG EBOOK 渡口集 ***"),
        (
            "***START OF THIS PROJECT GUTENBERG EBOOK A LONG\nNAME OF 渡口集***",
            "*** END OF THIS PROJECT GUTENBERG EBOOK ***",
        ),
        (
            "*** START OF THE PROJECT GUTENBERG EBOOK 渡口集 ***",
            "End of Project Gutenberg's 渡口集, by nobody\n\n*** END OF THE PROJECT GUTENBERG EBOOK 渡口集 ***",
        ),
    ],
)
def test_the_licence_around_a_text_is_no_part_of_it(start: str, end: str, blocks: Callable[[str], list[str]]) -> None:
    assert blocks(f"{_BEFORE}{start}\n\n{_TEXT}{end}\n{_AFTER}") == _BLOCKS


def test_without_a_beginning_nothing_is_left_out(blocks: Callable[[str], list[str]]) -> None:
    found = blocks(f"{_TEXT}*** END OF THE PROJECT GUTENBERG EBOOK 渡口集 ***\n{_AFTER}")
    assert any("Updated editions" in block for block in found)
