"""Where a change begins and ends inside a passage."""

from __future__ import annotations

import pytest

from shanben.compare.words import Op, after_of, before_of, edits, in_any_width, in_either_script


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


WIDE = "（一）船主：登记３艘，Ａ级；（二）船工！"
NARROW = "(一)船主:登记3艘,A级;(二)船工!"


def test_the_width_of_marks_figures_and_letters_changes_nothing() -> None:
    for before, after in ((WIDE, NARROW), (NARROW, WIDE)):
        parts = in_any_width(before, after)
        assert {part.op for part in parts} == {Op.SAME}
        assert (before_of(parts), after_of(parts)) == (before, after)
    assert {part.op for part in in_either_script(WIDE.replace("级", "級"), NARROW)} == {Op.SAME}


def test_what_changes_beside_is_marked_as_each_prints_it() -> None:
    parts = in_any_width(NARROW, WIDE.replace("船工", "渔民"))
    assert [(part.op, part.text) for part in parts if part.op is not Op.SAME] == [(Op.CUT, "船工"), (Op.NEW, "渔民")]
    assert before_of(parts) == NARROW
