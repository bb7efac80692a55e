"""The marks on the pictures of pages."""

from __future__ import annotations

from shanben.model.facsimile import Facsimile, LinePlace, Sheet
from shanben.render.print_beside import print_beside


def test_a_mark_reaches_below_a_line_by_its_thickness_and_not_by_its_length() -> None:
    places = {1: LinePlace(1, (10, 20, 90, 30)), 2: LinePlace(1, (60, 40, 70, 90))}
    found = print_beside(Facsimile({1: Sheet(1, 100, 100, "a")}, places), "a", {"p1": [1], "p2": [2]}, "works/a/")
    assert found["marks"] == {"p1": [[1, 10, 20, 80, 12.5]], "p2": [[1, 60, 40, 10, 52.5]]}
