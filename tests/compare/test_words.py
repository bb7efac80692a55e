"""Where a change begins and ends inside a passage."""

from __future__ import annotations

import pytest

from shanben.compare.words import Op, edits


@pytest.mark.parametrize(
    ("before", "after", "marked"),
    [
        ("湖滩是指滩地。", "湖泊归县所有。\n湖滩是指滩地。", [(Op.NEW, "湖泊归县所有。\n")]),
        ("湖泊归县所有。湖滩是指滩地。", "湖滩是指滩地。", [(Op.CUT, "湖泊归县所有。")]),
        ("应当清扫，应当巡查。", "应当清扫，应当登记，应当巡查。", [(Op.NEW, "应当登记，")]),
        ("船只点灯。", "船只应当点灯。", [(Op.NEW, "应当")]),
    ],
)
def test_what_is_new_or_cut_begins_where_a_sentence_begins(
    before: str, after: str, marked: list[tuple[Op, str]]
) -> None:
    assert [(part.op, part.text) for part in edits(before, after) if part.op is not Op.SAME] == marked
