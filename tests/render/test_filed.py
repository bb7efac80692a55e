"""The day and year under which the catalogue files a text."""

from __future__ import annotations

from dataclasses import replace

from shanben.model.works import Fact
from shanben.render.browse import day_of, year_of

from .test_inline import WORK


def test_a_text_that_says_only_since_when_it_holds_is_filed_by_that_day() -> None:
    since = Fact("in-force", "2012年3月1日", (), value="2012-03-01", read=True)
    work = replace(WORK, facts=(since,))
    assert (day_of(work), year_of(work)) == ("2012-03-01", "2012")


def test_the_day_of_a_wording_comes_before_it() -> None:
    since = Fact("in-force", "2012年3月1日", (), value="2012-03-01", read=True)
    adopted = Fact("adopted", "2011年12月5日", (), value="2011-12-05", read=True)
    assert year_of(replace(WORK, facts=(adopted, since))) == "2011"


def test_a_text_without_any_day_is_filed_under_none() -> None:
    assert year_of(replace(WORK, facts=())) == ""
