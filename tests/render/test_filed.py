"""What works are filed under: day and year, and names that stand in either script. All texts here are our own."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from itertools import product
from pathlib import Path

from bs4 import BeautifulSoup, Tag

from shanben.addresses import addresses
from shanben.library import build_library
from shanben.model.library import Library
from shanben.model.works import Fact
from shanben.render.browse import browse_pages
from shanben.render.catalogue import catalogue_page
from shanben.render.filed import day_of, mostly_written, year_of
from shanben.render.related import find_related
from shanben.settings import Settings

from .test_inline import WORK


def test_a_text_that_says_only_since_when_it_holds_is_filed_by_that_day() -> None:
    since = Fact("in-force", "2012年3月1日", (), value="2012-03-01", read=True)
    work = replace(WORK, facts=(since,))
    assert (day_of(work), year_of(work)) == ("2012-03-01", "2012")


def test_a_version_is_filed_by_its_own_day() -> None:
    told = Fact("adopted", "2011年12月5日", (), value="2011-12-05", read=True)
    assert day_of(replace(WORK, facts=(told,), dated="2015-09-30")) == "2015-09-30"


def test_the_day_of_a_wording_comes_before_it() -> None:
    since = Fact("in-force", "2012年3月1日", (), value="2012-03-01", read=True)
    adopted = Fact("adopted", "2011年12月5日", (), value="2011-12-05", read=True)
    assert year_of(replace(WORK, facts=(adopted, since))) == "2011"


def test_a_text_without_any_day_is_filed_under_none() -> None:
    assert year_of(replace(WORK, facts=())) == ""


SIMPLIFIED = """南湖市{sign}船登记办法
（2001年3月{day}日南湖市人民政府发布）
第一条　{sign}船应当在码头登记，由湖务站发给船牌。
第二条　本办法自2001年6月1日起施行。
"""
TRADITIONAL = """南湖市{sign}船查驗辦法
（2003年3月{day}日南湖市人民政府發布）
第一條　{sign}船每年查驗一次，由湖務站辦理。
第二條　本辦法自2003年6月1日起施行。
"""
OTHER = """北泽县{sign}船停靠规定
（2005年3月{day}日北泽县人民政府发布）
第一条　{sign}船停靠在北岸。
第二条　本规定自2005年6月1日起施行。
"""


def in_both_scripts(root: Path, simplified: int, traditional: int) -> Library:
    """A library of rules of one kind and one issuer, some in simplified and some in traditional characters."""
    (root / "seeds").mkdir()
    texts = (("j", SIMPLIFIED, simplified), ("f", TRADITIONAL, traditional), ("o", OTHER, 2))
    for name, text, count in texts:
        for number, sign in enumerate("甲乙丙丁戊己庚辛壬癸"[:count], 1):
            (root / f"seeds/{name}{number}.txt").write_text(text.format(sign=sign, day=number), encoding="utf-8")
    library, _ = build_library(root, Settings.model_validate({}))
    return library


def attributes(library: Library, name: str) -> Counter[str]:
    """What the cards of the catalogue say of a facet, as the filters count it."""
    page = BeautifulSoup(catalogue_page(library, addresses(library, 12_000, 1000, True)).html, "html.parser")
    return Counter(str(card[f"data-{name}"]) for card in page.select(".sb-card"))


def test_a_name_in_two_scripts_is_one_choice_of_the_filters(tmp_path: Path) -> None:
    library = in_both_scripts(tmp_path, 7, 5)
    assert attributes(library, "kind") == {"办法": 12, "规定": 2}
    assert attributes(library, "issuer") == {"南湖市人民政府": 12, "北泽县人民政府": 2}


def test_the_catalogue_says_how_else_its_titles_are_typed(tmp_path: Path) -> None:
    library = in_both_scripts(tmp_path, 2, 1)
    page = BeautifulSoup(catalogue_page(library, addresses(library, 12_000, 1000, True)).html, "html.parser")
    told = page.select_one("template.sb-writings")
    assert told is not None
    pairs = {told.text[at : at + 2] for at in range(0, len(told.text), 2)}
    assert {"辦办", "記记", "驗验"} <= pairs
    assert not any(pair[1] not in "南湖市甲乙船登记办法查验北泽县停靠规定人民政府()（）" for pair in pairs)


def test_a_name_is_written_as_most_works_write_it(tmp_path: Path) -> None:
    assert attributes(in_both_scripts(tmp_path, 4, 8), "kind") == {"辦法": 12, "规定": 2}


def test_the_entry_of_a_work_keeps_its_own_writing(tmp_path: Path) -> None:
    library = in_both_scripts(tmp_path, 7, 5)
    page = BeautifulSoup(catalogue_page(library, addresses(library, 12_000, 1000, True)).html, "html.parser")
    (card,) = (card for card in page.select(".sb-card") if "甲船查驗" in card.text)
    assert "辦法" in about(card)
    assert "办法" not in about(card)


def about(card: Tag) -> str:
    """What an entry says of its work under the title."""
    shown = card.select_one(".sb-about")
    assert shown is not None
    return shown.text


def test_a_name_in_two_scripts_has_one_page_and_one_place(tmp_path: Path) -> None:
    library = in_both_scripts(tmp_path, 7, 5)
    where = addresses(library, 12_000, 1000, True)
    pages = {page.path: BeautifulSoup(page.html, "html.parser") for page in browse_pages(library, where)}
    for way in ("kind", "issuer"):
        headings = [heading.text.split() for heading in pages[f"works/by/{way}.md"].select("h2")]
        assert sorted(heading[-1] for heading in headings) == ["12", "2"]


def test_an_address_stays_whichever_script_most_works_are_in(tmp_path: Path) -> None:
    places = []
    for name, counts in (("few", (4, 8)), ("many", (8, 4))):
        (tmp_path / name).mkdir()
        library = in_both_scripts(tmp_path / name, *counts)
        pages = {page.path: page.html for page in browse_pages(library, addresses(library, 12_000, 1000, True))}
        places.append([h2["id"] for h2 in BeautifulSoup(pages["works/by/kind.md"], "html.parser").select("h2")])
    assert places[0] == places[1]


def test_works_of_one_issuer_are_related_whichever_script_they_are_in(tmp_path: Path) -> None:
    related = find_related(in_both_scripts(tmp_path, 7, 5))
    assert {name[0] for name in related["j7"].beside} == {"j", "f"}
    assert related["f1"].issuer == related["j1"].issuer != ""


def test_of_two_writings_as_usual_the_simplified_is_taken() -> None:
    for names in product(("办法", "辦法"), repeat=2):
        assert mostly_written(names) == {"办法": "辦法" if set(names) == {"辦法"} else "办法"}
