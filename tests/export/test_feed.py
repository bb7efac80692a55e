"""The feed: what is new, what changed, in the order of their days."""

from __future__ import annotations

from lxml import etree

from shanben.export.feed import NEWEST, Entry, atom_feed

NAMES = {"a": "http://www.w3.org/2005/Atom"}
SITE = "https://library.example/"


def entries(*given: Entry) -> list[etree._Element]:
    found: list[etree._Element] = etree.fromstring(atom_feed(SITE, "湖务文库", given, 0)).findall("a:entry", NAMES)
    return found


def entry(url: str, created: int = 10, changed: int = 10, day: str = "", compared: str = "") -> Entry:
    return Entry(url, url, "巡湖员每日巡查。", "zh-Hans", created, changed, day, day, compared)


def test_works_that_came_at_one_time_stand_by_their_days() -> None:
    given = (
        entry("old/", day="2001-03-05"),
        entry("undated/"),
        entry("young/", day="2015-09-30"),
        entry("late/", 10, 20),
    )
    assert [one.findtext("a:title", "", NAMES) for one in entries(*given)] == ["late/", "young/", "old/", "undated/"]


def test_what_is_new_is_told_from_what_changed() -> None:
    given = entry("new/"), entry("touched/", 10, 20), entry("amended/", compared="amended/versions/2001_2015/")
    terms = [kind.get("term") for one in entries(*given) for kind in one.findall("a:category", NAMES)]
    assert terms == ["changed", "changed", "new"]
    related = [link.get("href") for one in entries(*given) for link in one.findall("a:link[@rel='related']", NAMES)]
    assert related == [f"{SITE}amended/versions/2001_2015/"]


def test_the_summary_begins_with_what_is_known() -> None:
    (one,) = entries(entry("x/", day="2001-03-05"))
    assert one.findtext("a:summary", "", NAMES) == "2001-03-05。巡湖员每日巡查。"


def test_a_large_library_has_a_short_feed() -> None:
    assert len(entries(*(entry(f"{number}/") for number in range(NEWEST + 9)))) == NEWEST
