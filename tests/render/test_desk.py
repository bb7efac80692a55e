"""The editors' page: words as words, links to edit, long lists cut."""

from __future__ import annotations

from types import MappingProxyType

import pytest

from shanben.addresses import Addresses
from shanben.model.text import Origin
from shanben.problems import Problem
from shanben.render.desk import MOST, Task, TaskKind, counts, desk_page
from shanben.wording import in_chinese

from .reading import parsed

WHERE = Addresses(MappingProxyType({}), 1_000)
QUERY = Task(TaskKind.QUERY, "Is <this>\nright?", "works/river/index.md#p1-1", Origin("seeds/river.yml", 8))
MESSAGE = "{words}: the other part of the text is not here"
HIDDEN = Task(TaskKind.DOUBT, "D705 上接三版", "", Origin("seeds/<b>.txt"))


def test_the_page_lists_each_kind_under_its_own_anchor() -> None:
    page = parsed(desk_page([QUERY, HIDDEN], WHERE, lambda _: "").html)
    assert [(head["id"], head.get_text()) for head in page.find_all("h2")][:2] == [
        ("queries", "存疑 · Open queries (1)"),
        ("doubts", "待核 · Doubts (1)"),
    ]
    assert [item.decode_contents() for item in page.find_all("li")] == [
        '<a href="../works/river/#p1-1"><span class="sb-told sb-en" lang="en">Is &lt;this&gt; right?</span></a>'
        " — <code>seeds/river.yml:8</code>",
        "D705 上接三版 — <code>seeds/&lt;b&gt;.txt</code>",
    ]
    assert page.get_text().count("无 · None") == 4


@pytest.mark.parametrize(
    ("task", "address"),
    [
        (QUERY, "https://example.org/edit/main/seeds/river.yml#L8"),
        (HIDDEN, "https://example.org/edit/main/seeds/<b>.txt"),
    ],
)
def test_a_file_is_linked_where_it_can_be_edited(task: Task, address: str) -> None:
    page = parsed(desk_page([task], WHERE, lambda path: f"https://example.org/edit/main/{path}").html)
    assert [link["href"] for link in page.select("li a:has(code)")] == [address]


def test_a_doubt_shows_the_line_of_the_text_beside_that_of_the_draft() -> None:
    drafted = "      - heading: 12  # 水 & 土\n        level: 2"
    task = Task(
        TaskKind.DOUBT, "D305 a heading", "works/river/index.md#s1", Origin("seeds/river.txt", 12), "水 & 土", drafted
    )
    page = parsed(desk_page([task], WHERE, lambda _: "").html)
    assert [text.get_text() for text in page.select("li .sb-desk-text")] == ["水 & 土"]
    assert [code.get_text() for code in page.select("li .sb-desk-draft code")] == [drafted]
    assert len(page.select("li button.sb-copy-entry")) == 1


def test_the_standing_of_a_translation_is_told_in_the_readers_language() -> None:
    standing, made = ("试译", "editorial translation"), ("en", "The Ferryman’s Landing")
    task = Task(TaskKind.UNOFFICIAL, "船夫的渡口", "", Origin("h.po", 3), standing=standing, translated=made)
    page = parsed(desk_page([task], WHERE, lambda _: "").html)
    assert "The Ferryman’s Landing" in [one.get_text() for one in page.select("li span[lang=en]")]
    told = {one.get_text() for one in page.select("li .sb-alone")}
    assert "editorial translation" in told
    assert "试译" in {one.get_text() for one in page.select("li .sb-zh")}


def test_a_doubt_is_told_in_either_language_whatever_the_locale_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LANGUAGE", "en")
    problem = Problem("D705", MESSAGE, Origin("a.txt", 1), {"words": "上接三版"})
    assert in_chinese(problem).startswith("上接三版：")
    task = Task(TaskKind.DOUBT, f"D705 {in_chinese(problem)}", "", problem.origin, english=f"D705 {problem.text}")
    page = parsed(desk_page([task], WHERE, lambda _: "").html)
    assert [one.get_text() for one in page.select("li .sb-en")] == [f"D705 {problem.text}"]
    assert [one.get_text() for one in page.select("li .sb-zh")] == [f"D705 {in_chinese(problem)}"]


def test_a_long_list_is_cut_and_says_so() -> None:
    page = desk_page([QUERY] * (MOST + 3), WHERE, lambda _: "").html
    assert page.count("Is &lt;this&gt; right?") == MOST
    assert ">3 more</span>: <code>shanben check</code>" in page
    assert counts([QUERY] * (MOST + 3))[TaskKind.QUERY] == MOST + 3
