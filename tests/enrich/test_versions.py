"""Which works are versions of one, and where they stand. All texts here are our own."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from opencc import OpenCC
from tests.enrich.shores import CITING, NEW, OLD, OTHER, built, edition

from shanben.addresses import addresses
from shanben.compare.version_pages import version_pages
from shanben.compare.versions import compare_versions
from shanben.compare.words import Op, after_of, before_of
from shanben.metadata import About, Site, schema_type, work_head
from shanben.model.library import Library
from shanben.render.browse import MANY, browse_pages
from shanben.render.catalogue import catalogue_page


def told_to_machines(library: Library, work_id: str) -> dict[str, object]:
    """What the page of a work says of it in schema.org's words."""
    work = next(work for work in library.works if work.id == work_id)
    head = work_head(Site("https://example.org/", "试验"), About(work, work.root, "", "", {}, "", ""))
    return dict(json.loads(BeautifulSoup(head, "lxml").find("script").get_text()))  # type: ignore[union-attr]


def test_machines_read_from_when_to_when_each_version_holds(tmp_path: Path) -> None:
    library, _ = built(tmp_path, shores=OLD, shores2=NEW)
    older, current = told_to_machines(library, "shores/2001-03-05"), told_to_machines(library, "shores")
    assert older["temporalCoverage"] == "2001-05-01/2015-12-01"
    assert older["legislationLegalForce"] == "https://schema.org/NotInForce"
    assert current["temporalCoverage"] == "2015-12-01/.."
    assert current["legislationLegalForce"] == "https://schema.org/InForce"


def test_an_amended_text_holds_in_its_wording_from_its_own_day(tmp_path: Path) -> None:
    amended = NEW.replace("会议修订", "会议修正").replace("2015年12月1日", "2001年5月1日")
    library, _ = built(tmp_path, shores=OLD, shores2=amended)
    assert told_to_machines(library, "shores/2001-03-05")["temporalCoverage"] == "2001-05-01/2015-09-30"
    assert told_to_machines(library, "shores")["temporalCoverage"] == "2015-09-30/.."


def test_a_draft_ends_no_version(tmp_path: Path) -> None:
    versions = """      - {text: shores, date: 2001-03-05, current: true}
      - {text: shores2, date: 2015-09, status: draft}
"""
    library, _ = built(tmp_path, shores=OLD, shores2=NEW, shores__yml=edition("shores", versions, 6))
    assert told_to_machines(library, "shores")["temporalCoverage"] == "2001-05-01/.."


@pytest.mark.parametrize(
    ("kind", "expected"),
    [("规定", "Legislation"), ("若干问题的解释", "Legislation"), ("處務規程", "Legislation"), ("决定", "Legislation"),
     ("村规公约", "Article")],
)  # fmt: skip
def test_rules_of_every_name_are_legislation(tmp_path: Path, kind: str, expected: str) -> None:
    library, _ = built(tmp_path, shores=OLD.replace("条例", kind, 1))
    assert schema_type(library.works[0]) == expected


def test_the_engine_finds_two_texts_of_one_work(tmp_path: Path) -> None:
    library, problems = built(tmp_path, shores=OLD, zz_shores=NEW)
    assert not problems
    (found,) = library.versions
    assert [(one.work, one.former, one.date, one.standing) for one in found.versions] == [
        ("shores/2001-03-05", "shores", "2001-03-05", "superseded"),
        ("shores", found.versions[1].former, "2015-09-30", "in-force"),
    ]
    assert {work.name for work in library.works} == {
        "南湖市湖滩管理条例（2001-03-05）", "南湖市湖滩管理条例（2015-09-30）",
    }  # fmt: skip
    assert found.versions[0].articles["art-2"] == "art-3"


@pytest.mark.parametrize(
    ("names", "called"),
    [
        (("shores-2001-03-05", "shores-2015-09-30"), "shores"),
        (("shores-2001", "shores"), "shores"),
        (("shores-2001-nian", "shores-2015-nian-xiu-ding"), "shores"),
        (("lake-2001-03-05", "shores-2015-09-30"), "lake-2001-03-05"),
        (("2001-03-05", "2015-09-30"), "2001-03-05"),
        (("con-2001", "con-2015"), "con-2001"),
    ],
)
def test_a_work_is_called_as_its_files_are_but_for_their_days(
    tmp_path: Path, names: tuple[str, str], called: str
) -> None:
    library, problems = built(tmp_path, **dict(zip(names, (OLD, NEW), strict=True)))
    assert not problems
    (found,) = library.versions
    assert (found.id, found.versions[-1].work) == (called, called)
    leading = {name for work in library.works for name in work.formerly}
    assert {*names} - {called} <= leading  # whoever knows a text by its file still finds it


def test_a_name_that_another_work_has_is_not_taken(tmp_path: Path) -> None:
    library, _ = built(tmp_path, **{"shores-2001": OLD, "shores-2015": NEW, "Shores": OTHER})
    assert [found.id for found in library.versions] == ["shores-2001"]


@pytest.mark.parametrize(
    "state", ["（示范文本）", "(草案)", "（试行）", "[试行]", "【征求意见稿】", "（2001年3月订定）"]
)
def test_what_a_title_says_of_its_text_belongs_to_the_version(tmp_path: Path, state: str) -> None:
    title, _, text = OLD.partition("\n")
    library, problems = built(
        tmp_path, a=f"{title}{state}\n{text}", b=f"{title}\n{state}\n{text}".replace("5日", "6日"), c=NEW
    )
    assert not problems
    (found,) = library.versions
    assert found.title == title
    assert [one.label for one in found.versions] == [
        f"2001-03-05 {state[1:-1]}",
        f"2001-03-06 {state[1:-1]}",
        "2015-09-30",
    ]
    drafts = "草案" in state or "稿" in state
    assert [one.standing for one in found.versions] == ["draft" if drafts else "superseded"] * 2 + ["in-force"]


UNDATED = "".join(OLD.splitlines(keepends=True)[:1] + OLD.splitlines(keepends=True)[2:])
REWRITTEN = """南湖市湖滩管理条例
（2001年3月5日南湖市第九届人民代表大会常务委员会第二次会议通过
2015年9月30日南湖市第十三届人民代表大会常务委员会第九次会议修订）
第一条　收割芦苇，应当留出鸟类繁殖的地段。
第二条　湖务站每月巡查一次，结果向居民公布。
第三条　本规定从2015年12月1日起实行。
"""


@pytest.mark.parametrize(
    ("texts", "days"),
    [
        ({"a": UNDATED, "b": NEW}, ["2001-03-05", "2015-09-30"]),
        ({"a": UNDATED, "b": REWRITTEN}, ["2001-03-05", "2015-09-30"]),
        ({"a": UNDATED, "b": NEW.replace("2001年3月5日", "1990年3月5日")}, ["2001-05-01", "2015-09-30"]),
        (
            {"a": OLD, "b": NEW, "c": UNDATED.replace("自2001年5月1日起施行", "由湖务局解释")},
            ["2001-03-05", "2015-09-30"],
        ),
        ({"a": OLD, "b": NEW, "c": OTHER.replace("2019", "1999")}, ["2001-03-05", "2015-09-30"]),
    ],
    ids=[
        "told by the other",
        "told by one written anew",
        "by its own day in force",
        "one without a day",
        "a stranger first",
    ],
)
def test_a_text_without_the_day_of_its_wording(tmp_path: Path, texts: dict[str, str], days: list[str]) -> None:
    library, _ = built(tmp_path, **texts)
    (found,) = library.versions
    assert [(one.former, one.date) for one in found.versions] == list(zip("ab", days, strict=True))


def test_a_text_in_force_long_after_another_is_no_version_of_it(tmp_path: Path) -> None:
    library, _ = built(tmp_path, a="".join(line for line in OTHER.splitlines(keepends=True) if "（" not in line), b=OLD)
    assert library.versions == ()


def test_works_that_only_share_a_title_stay_apart_and_are_told_apart(tmp_path: Path) -> None:
    library, _ = built(tmp_path, shores=OLD, other=OTHER)
    assert library.versions == ()
    names = [work.name for work in library.works]
    assert len(set(names)) == 2


def test_a_text_that_says_only_since_when_it_holds_is_told_apart_by_that(tmp_path: Path) -> None:
    undated = "".join(line for line in OTHER.splitlines(keepends=True) if "（" not in line)
    library, _ = built(tmp_path, shores=OLD, other=undated.replace("2019年3月", "2022年3月"))
    assert library.versions == ()
    assert {work.told_apart for work in library.works} == {"2001-03-05", "2022-03-01"}


def test_a_work_that_has_no_versions_by_its_editors_word(tmp_path: Path) -> None:
    text = edition("shores", "", 6).replace("versions:\n", "versions: []\n")
    library, problems = built(tmp_path, shores=OLD, shores__yml=text, later=NEW)
    assert not problems
    assert library.versions == ()


def test_editors_state_versions(tmp_path: Path) -> None:
    versions = (
        "      - {text: shores, date: 2015-09-30, current: true}\n"
        "      - {text: old, date: 2001-03, status: repealed, by: 湖务局}\n"
    )
    library, problems = built(tmp_path, shores=NEW, shores__yml=edition("shores", versions, 8), old=OLD)
    assert not problems
    (found,) = library.versions
    assert found.stated
    assert [(one.work, one.standing, one.by) for one in found.versions] == [
        ("shores/2001-03", "repealed", "湖务局"), ("shores", "in-force", ""),
    ]  # fmt: skip


WRONG = {
    "E240": "      - {text: shores, date: 2015-13-40}\n",
    "E241": "      - {text: shores, date: 2015-09-30, status: valid}\n",
    "E242": "      - {text: shores, date: 2015-09-30, current: true}\n      - {text: old, date: 2001, current: true}\n",
    "E243": "      - {text: shores, date: 2015-09-30}\n      - {text: gone, date: 2001}\n",
    "E244": "      - {text: shores, date: 2015-09-30}\n      - {text: shores, date: 2001}\n",
    "E245": "      - {text: shores, date: 2015-09-30}\n      - {text: old, date: 2015-09-30}\n",
    "E250": "      - {text: shores, date: 2015-09-30, status: superseded, current: true}\n",
    "E246": "      - {text: old, date: 2001-03-05}\n",
}


TOLD = {
    "E244": "at seeds/shores.yml:4 already",
    "E250": "2015-09-30, that is superseded",
    "E240": "'2015-13-40' is no date: write it like",
    "E241": "'valid' is no status: write one of in-force",
}


@pytest.mark.parametrize("code", WRONG)
def test_what_is_stated_wrongly_is_told_with_its_line(tmp_path: Path, code: str) -> None:
    _, problems = built(tmp_path, shores=NEW, shores__yml=edition("shores", WRONG[code], 8), old=OLD)
    assert [problem.code for problem in problems] == [code]
    assert problems[0].origin.path == "seeds/shores.yml"
    assert problems[0].origin.line >= 4
    told = str(problems[0])
    assert "\n" not in told
    assert TOLD.get(code, "") in told


def test_two_editors_who_state_one_another_are_told_where(tmp_path: Path) -> None:
    both_of = "      - {{text: {0}, date: 2015}}\n      - {{text: {1}, date: 2001}}\n"
    files = {
        "shores__yml": edition("shores", both_of.format("shores", "old"), 8),
        "old__yml": edition("old", both_of.format("old", "shores"), 6),
    }
    _, problems = built(tmp_path, shores=NEW, old=OLD, **files)
    assert [problem.code for problem in problems] == ["E244", "E244"]
    assert "seeds/old.yml:" in str(problems[0])
    assert "seeds/shores.yml:" in str(problems[0])


def test_the_pages_about_versions(tmp_path: Path) -> None:
    library, _ = built(tmp_path, shores=OLD, zz_shores=NEW)
    works = {work.id: work for work in library.works}
    pages = {
        page.path: page.html
        for page in version_pages(
            library.versions[0], works, lambda _, work, anchor: f"/{work}/#{anchor}", lambda _, there: f"/{there}"
        )
    }
    assert list(pages) == [
        "works/shores/versions/index.md",
        "works/shores/versions/2001-03-05_2015-09-30.md",
        "works/shores/versions/history.md",
    ]
    compared = pages["works/shores/versions/2001-03-05_2015-09-30.md"]
    assert "<ins>、搭建窝棚或者停放车辆</ins>" in compared or "或者停放车辆" in compared
    assert 'data-fate="new"' in compared
    assert 'data-fate="renumbered"' in compared
    assert "/shores/2001-03-05/#art-2" in compared
    history = BeautifulSoup(pages["works/shores/versions/history.md"], "html.parser")
    assert [one.get_text() for one in history.select("#history-art-3 > a")] == [
        "第二条Article 2（ (2001-03-05）)", "修改 · changed", "第三条Article 3（ (2015-09-30）)",
    ]  # fmt: skip


def test_another_script_is_no_change(tmp_path: Path) -> None:
    library, _ = built(tmp_path, shores=OpenCC("s2t").convert(OLD), zz_shores=NEW)
    (versions,) = library.versions
    works = {work.id: work for work in library.works}
    comparison = compare_versions(works["shores/2001-03-05"], works["shores"])
    assert [(row.fate, "".join(one.number for one in row.after)) for row in comparison.rows] == [
        ("same", "第一条"), ("new", "第二条"), ("changed", "第三条"), ("renumbered", "第四条"), ("changed", "第五条"),
    ]  # fmt: skip
    changed = comparison.rows[2]
    assert before_of(changed.edits) == "任何人不得在湖灘上堆放垃圾、搭建窩棚。"
    assert after_of(changed.edits) == "任何人不得在湖滩上堆放垃圾、搭建窝棚或者停放车辆。"
    assert [part.text for part in changed.edits if part.op is Op.NEW] == ["或者停放车辆"]
    pages = {page.path: page.html for page in version_pages(versions, works, lambda *_: "", lambda *_: "")}
    page = BeautifulSoup(pages["works/shores/versions/2001-03-05_2015-09-30.md"], "html.parser")
    assert "搭建窩棚" in page.select_one("#row-art-3 .sb-pair-before").text  # type: ignore[union-attr]
    assert "简繁不同不算改动" in page.text


def test_an_article_that_is_no_more_has_its_history_to_its_end(tmp_path: Path) -> None:
    went = "第三条　湖务站每年春天清点渡船，把结果张贴在码头。\n第四条　船只"
    first = OLD.replace("第三条　船只", went).replace("第四条　本条例", "第五条　本条例")
    second = first.replace("2001年3月5日", "2008年6月1日").replace("张贴在码头", "张贴在码头和渡口")
    library, _ = built(tmp_path, shores=first, shores2=second, shores3=NEW)
    works = {work.id: work for work in library.works}
    *_, page = version_pages(
        library.versions[0], works, lambda _, work, anchor: f"/{work}/#{anchor}", lambda _, there: there
    )
    history = BeautifulSoup(page.html, "html.parser")
    assert [str(link["href"]).rsplit("/", 1)[-1] for link in history.select("#gone-1-art-3 > a")] == [
        "#art-3", "2001-03-05_2008-06-01.md#row-art-3", "#art-3", "2008-06-01_2015-09-30.md#row-gone-art-3",
    ]  # fmt: skip
    assert [entry.anchor for entry in page.contents[0].children] == ["gone"]


def test_each_part_of_a_split_article_has_a_history_of_its_own(tmp_path: Path) -> None:
    reeds, boats = "收割芦苇应当留出鸟类繁殖的地段，由湖务站划定。", "船只应当停靠在登记的码头，夜间应当点灯。"
    old = OLD.replace("第三条　", f"第三条　{reeds}\n")
    new = NEW.replace("第四条　船只应当停靠在登记的码头，夜间应当点灯。", f"第四条　{boats}")
    library, _ = built(tmp_path, shores=old, zz_shores=new)
    works = {work.id: work for work in library.works}
    *_, history = version_pages(
        library.versions[0], works, lambda _, work, anchor: f"/{work}/#{anchor}", lambda _, there: there
    )
    for part in ("art-2", "art-4"):
        row = history.html.partition(f'id="history-{part}"')[2].partition("</p>")[0]
        assert "/shores/2001-03-05/#art-3" in row
        assert f'"/shores/#{part}"' in row


def test_a_large_library_is_shown_at_a_glance(tmp_path: Path) -> None:
    texts = {
        f"t{number}": CITING.format(day=f"{2000 + number}年2月3日").replace("渔船", f"{name}船")
        for number, name in enumerate("甲乙丙丁戊己庚辛壬癸子丑")
    }
    library, _ = built(tmp_path, shores=OLD, zz_shores=NEW, **texts)
    where = addresses(library, 12_000, 1000, True)
    pages = {page.path: page.html for page in browse_pages(library, where)}
    assert "works/by/year.md" in pages
    catalogue = catalogue_page(library, where).html
    assert catalogue.count("<rect") == 13
    assert 'href="by/year/#g-2003"' in catalogue
    assert 'id="g-2003"' in pages["works/by/year.md"]
    assert "南湖市丁船登记办法" in pages["works/by/year.md"].replace("<wbr>", "")
    assert "<small>2003-02-03</small>" in pages["works/by/year.md"]
    assert "（2015-09-30）" in pages["works/by/year.md"]
    assert "<small>2015-09-30" not in pages["works/by/year.md"]
    shown = BeautifulSoup(catalogue, "html.parser")
    assert "13 works" in shown.select_one(".sb-count").text, "two texts of one work are one work"  # type: ignore[union-attr]
    (several,) = (card for card in shown.select(".sb-card") if "versions" in card.text)
    assert [link["href"] for link in several.select("a")] == ["shores/", "shores/versions/"]
    assert "1 older version," in shown.text
    kinds = BeautifulSoup(pages["works/by/kind.md"], "html.parser")
    assert [one["href"] for one in kinds.select("li a") if "shores" in str(one["href"])] == ["../../shores/"]


def test_a_large_group_has_a_page_of_its_own(tmp_path: Path) -> None:
    signs = "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥天地玄黄宇宙洪荒日月"
    texts = {
        f"t{number}": CITING.format(day=f"{2000 + number // 30}年2月3日").replace("渔船", f"{name}船")
        for number, name in enumerate(signs)
    }
    library, _ = built(tmp_path, **texts)
    where = addresses(library, 12_000, 1000, True)
    pages = {page.path: page.html for page in browse_pages(library, where)}
    assert pages["works/by/year/2000.md"].count("<li") == MANY
    assert "甲船" not in pages["works/by/year.md"]
    assert 'href="2000/"' in pages["works/by/year.md"]
    assert 'href="by/year/2000/"' in catalogue_page(library, where).html
    assert 'href="by/year/#g-2001"' in catalogue_page(library, where).html
    assert "works/by/year/2001.md" not in pages


def test_a_title_that_is_printed_again_in_lines_is_no_change(tmp_path: Path) -> None:
    again = NEW.replace("会议修订）\n", "会议修订）\n南湖市湖滩\n管理条例\n")
    stated = "works:\n  - id: shores2\n    contents:\n      - title: 1\n      - note: 2-3\n      - body: 4-10\n"
    library, _ = built(tmp_path, shores=OLD, shores2=again, shores2__yml=stated)
    works = {work.id: work for work in library.works}
    before, after = (works[one.work] for one in library.versions[0].versions)
    assert after.text(after.root.blocks[1]) == "南湖市湖滩"
    assert [article.number for article in compare_versions(before, after).rows[0].after] == ["第一条"]


def test_a_chapter_in_which_nothing_changed_heads_nothing_where_only_that_is_shown(tmp_path: Path) -> None:
    head = OLD.partition("第一条")[0]
    articles = [f"{line}\n" for line in OLD.splitlines()[2:]]
    chapters = "第一章　总则\n{0}第二章　湖滩\n{1}{2}第三章　附则\n{3}"
    old = head + chapters.format(*articles)
    new = NEW.partition("第一条")[0] + chapters.format(*articles).replace("搭建窝棚", "停放车辆")
    library, _ = built(tmp_path, shores=old, shores2=new)
    works = {work.id: work for work in library.works}
    pages = version_pages(library.versions[0], works, lambda *_: "", lambda *_: "")
    page = next(page.html for page in pages if page.path.endswith("_2015-09-30.md"))
    headings = BeautifulSoup(page, "html.parser").select(".sb-pair-heading")
    assert [("sb-pair-still" in heading["class"], heading.get_text()[:3]) for heading in headings] == [
        (True, "第一章"), (False, "第二章"), (True, "第三章"),
    ]  # fmt: skip
