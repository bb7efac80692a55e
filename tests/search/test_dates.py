"""Dates find each other in whatever form a reader and a text write them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from .conftest import searchable, write_site

DAY = (
    "湖务公约自2023年3月27日起施行。",
    "湖务公约于二〇二三年三月二十七日公布。",
    "湖务公约于二○二三年三月二十七日公布。",
    "湖务公约于二零二三年三月二十七日抄送各村。",
    "中華民國一百十二年三月二十七日制定。",
    "民国112年3月27日制定。",
    "登记时间：2023-03-27",
    "登记时间：2023.3.27，地点不详。",
    "登记时间：2023/03/27。",
    "登记时间：2023 年 03 月 27 日。",
)
OTHERS = (
    "湖务公约自2023年3月2日起施行。",
    "湖务公约自2023年3月28日起施行。",
    "湖务公约于二〇二三年三月二十八日公布。",
    "编号12023-03-271",
    "湖务公约于二〇二二年十三月七日公布。",
    "每年三月开湖。",
    "登记时间：2024.3.27。",
)
BOUNDED = ("十二月七日开湖。", "12月7日开湖。", "二月七日封湖。", "2月7日封湖。")


@pytest.fixture(scope="module")
def asked(chromium: Browser, tmp_path_factory: pytest.TempPathFactory, serve: Callable[[Path], str]) -> Iterator[Page]:
    rows = [("p", f"p0-{n}", text, "") for n, text in enumerate((*DAY, *OTHERS, *BOUNDED), 1)]
    rows += [("h", "s1", "历书", "Calendar of 27 March 2023")]
    site = write_site(tmp_path_factory.mktemp("dates") / "site", [searchable("lake", "zh-Hant", rows)])
    tab = chromium.new_page()
    tab.goto(serve(site.parent))
    yield tab
    tab.close()


def texts(tab: Page, query: str) -> set[str]:
    answer = tab.evaluate("(query) => shanben.search(query, {limit: 50})", query)
    assert not answer["approximate"]
    return {hit["text"] for hit in answer["hits"]}


@pytest.mark.parametrize(
    "query",
    [
        "2023-03-27", "2023-3-27", "2023/3/27", "2023.03.27", "２０２３－０３－２７", "2023年3月27日",
        "2023 年 3 月 27 日", "二〇二三年三月二十七日", "二○二三年三月二十七日", "二零二三年三月廿七日",
        "民国112年3月27日", "中華民國112年3月27日", "27 March 2023", "March 27, 2023",
    ],
)  # fmt: skip
def test_a_day_is_found_in_every_form(asked: Page, query: str) -> None:
    assert texts(asked, query) == {*DAY, "历书"}


def test_what_stands_around_a_date_is_asked_for_as_well(asked: Page) -> None:
    assert texts(asked, "于2023-03-27公布") == {DAY[1], DAY[2]}
    assert texts(asked, "登记时间 2023年3月27日") == {one for one in DAY if one.startswith("登记")}


def test_a_month_and_a_year_find_their_days(asked: Page) -> None:
    assert texts(asked, "2023-03") == {*DAY, *OTHERS[:3], "历书"}
    assert texts(asked, "二〇二三年") >= {DAY[0], DAY[1], DAY[4], DAY[5], *OTHERS[:3]}


def test_a_day_is_not_found_in_another_one(asked: Page) -> None:
    assert texts(asked, "2023年3月2日") == {OTHERS[0]}
    assert texts(asked, '"2024年3月2日"') == set()
    assert texts(asked, "二月七日") == {BOUNDED[2], BOUNDED[3]}
    assert texts(asked, "12月7日") == {BOUNDED[0], BOUNDED[1]}


def test_what_is_no_date_stays_as_it_is(asked: Page) -> None:
    assert asked.evaluate("shanben.written.variants('2023-13-01')") == ["2023-13-01"]
    assert asked.evaluate("shanben.written.variants('2018-2020')") == ["2018-2020"]
    assert asked.evaluate("shanben.written.variants('二十年')") == ["二十年"]


def test_a_year_of_the_republic_has_its_own_forms(asked: Page) -> None:
    forms = asked.evaluate("shanben.written.variants('民国元年')")
    assert {"1912年", "一九一二年", "民国元年", "民国1年"} <= set(forms)
    assert not any("民国" in form for form in asked.evaluate("shanben.written.variants('1911年5月')"))


def test_what_was_found_is_marked(asked: Page) -> None:
    hits = asked.evaluate("shanben.search('2023-03-27', {limit: 50})")["hits"]
    marked = {hit["text"]: hit["found"] for hit in hits}
    assert marked[DAY[1]] == ["二〇二三年三月二十七日"]
    assert marked[DAY[9]] == ["2023 年 03 月 27 日"]
