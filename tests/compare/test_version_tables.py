"""Tables in two versions: what changed is told in its cell."""

from __future__ import annotations

import pytest
from lxml import html

from shanben.compare.marked import marked_lines
from shanben.compare.tables import edits_of
from shanben.compare.words import Edit, Op, edits

OLD = "班次见下表。\n渡口\t班次\t票价\n东渡口\t六班\t两元\n西渡口\t四班\t三元\n废渡口\t一班\t一元\n此表自三月起用。"
NEW = "班次见下表。\n渡口\t班次\t票价\n东渡口\t八班\t两元\n南渡口\t三班\t两元\n西渡口\t四班\t四元\n此表自六月起用。"


def _side(parts: tuple[Edit, ...], gone: Op) -> str:
    return "".join(part.text for part in parts if part.op is not gone)


def test_rows_and_cells_are_compared_each_for_itself() -> None:
    found = edits_of(OLD, NEW, edits)
    assert (_side(found, Op.NEW), _side(found, Op.CUT)) == (OLD, NEW)
    page = html.fromstring(f"<div>{marked_lines(found)}</div>")
    rows = [
        [html.tostring(cell, encoding="unicode").strip()[4:-5] for cell in row.iter("td")] for row in page.iter("tr")
    ]
    assert rows == [
        ["渡口", "班次", "票价"],
        ["东渡口", "<del>六</del><ins>八</ins>班", "两元"],
        ["<ins>南渡口</ins>", "<ins>三班</ins>", "<ins>两元</ins>"],
        ["西渡口", "四班", "<del>三</del><ins>四</ins>元"],
        ["<del>废渡口</del>", "<del>一班</del>", "<del>一元</del>"],
    ]
    assert [words.text_content() for words in page.iter("p")] == ["班次见下表。", "此表自三六月起用。"]


@pytest.mark.parametrize(
    ("old", "new"),
    [(OLD, "此表不再用。"), ("", "甲\t乙"), ("甲\t乙", "甲\t乙\t丙\n丁\t戊"), ("甲\t\n文", "甲\t乙"), (OLD, OLD)],
)
def test_nothing_of_either_side_is_lost(old: str, new: str) -> None:
    found = edits_of(old, new, edits)
    bare = str.maketrans("", "", "\t\n")
    assert _side(found, Op.NEW).translate(bare) == old.translate(bare)
    assert _side(found, Op.CUT).translate(bare) == new.translate(bare)
