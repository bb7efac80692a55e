"""The editors' page as text: escaped words, links to edit, long lists cut."""

from __future__ import annotations

import pytest

from shanben.model.text import Origin
from shanben.render.desk import MOST, Task, TaskKind, counts, desk_page

QUERY = Task(TaskKind.QUERY, "Is *this*\nright?", "works/river/index.md#p1-1", Origin("seeds/river.yml", 8))
HIDDEN = Task(TaskKind.DOUBT, "D705 上接三版", "", Origin("seeds/river.txt"))


def test_the_page_lists_each_kind_under_its_own_anchor() -> None:
    page = desk_page([QUERY, HIDDEN], lambda _: "")
    lines = page.markdown.split("\n")
    assert [line for line in lines if line.startswith("## ")][:2] == [
        "## 存疑 · Open queries (1) {: #queries }",
        "## 待核 · Doubts (1) {: #doubts }",
    ]
    assert [line for line in lines if line.startswith("- ")] == [
        "- [Is &#42;this&#42; right&#63;](../works/river/index.md#p1-1) — `seeds/river.yml:8`",
        "- D705 上接三版 — `seeds/river.txt`",
    ]
    assert lines.count("无 · None") == 4


@pytest.mark.parametrize(
    ("task", "link"),
    [
        (QUERY, "[`seeds/river.yml:8`](<https://example.org/edit/main/seeds/river.yml#L8>)"),
        (HIDDEN, "[`seeds/river.txt`](<https://example.org/edit/main/seeds/river.txt>)"),
    ],
)
def test_a_file_is_linked_where_it_can_be_edited(task: Task, link: str) -> None:
    page = desk_page([task], lambda path: f"https://example.org/edit/main/{path}")
    assert link in page.markdown


def test_a_long_list_is_cut_and_says_so() -> None:
    page = desk_page([QUERY] * (MOST + 3), lambda _: "")
    assert page.markdown.count("Is &#42;this&#42;") == MOST
    assert "3 more: `shanben check`" in page.markdown
    assert counts([QUERY] * (MOST + 3))[TaskKind.QUERY] == MOST + 3
