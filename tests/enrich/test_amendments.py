"""Decisions of amendment and what they change. All texts here are our own."""

from __future__ import annotations

from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from shanben.addresses import addresses
from shanben.library import build_library
from shanben.model.library import Library
from shanben.model.versions import Change
from shanben.render.inline import weave
from shanben.render.works import work_pages
from shanben.settings import Settings

SHORES = """南湖市湖滩管理条例
（2001年3月5日南湖市第九届人民代表大会常务委员会第二次会议通过{more}）
第一条　为了规范湖滩的使用，保护湖水，制定本条例。
第二条　任何人不得在湖滩上堆放垃圾、搭建窝棚{words}。
第三条　本条例自2001年5月1日起施行。
"""
MORE = "\n2015年9月30日南湖市第十三届人民代表大会常务委员会第九次会议修订"
REEDS = """南湖市芦苇收割办法
（2005年4月2日南湖市人民政府发布）
第一条　收割芦苇应当留出鸟类繁殖的地段。
第二条　本办法自2005年5月1日起施行。
"""
ONE = """南湖市人民代表大会常务委员会关于修改《南湖市湖滩管理条例》的决定
（2015年9月30日南湖市第十三届人民代表大会常务委员会第九次会议通过）
南湖市第十三届人民代表大会常务委员会第九次会议决定对《南湖市湖滩管理条例》作如下修改：
一、第二条增加“或者停放车辆”。
本决定自公布之日起施行。
"""
SEVERAL = """南湖市人民代表大会常务委员会关于修改和废止部分地方性法规的决定
（2020年9月30日南湖市第十四届人民代表大会常务委员会第九次会议通过）
会议决定：
一、对《南湖市湖滩管理条例》作出修改
将第二条中的“窝棚”改为“棚屋”。
二、废止《南湖市芦苇收割办法》
本决定自公布之日起施行。
"""
AMENDMENT = """南湖市湖滩管理条例修正案（二）
（2021年9月30日南湖市第十四届人民代表大会常务委员会第十九次会议通过）
一、第二条增加一款。
"""


def built(root: Path, **files: str) -> Library:
    seeds = root / "seeds"
    seeds.mkdir()
    for name, text in files.items():
        (seeds / f"{name}.txt").write_text(text, encoding="utf-8")
    return build_library(root, Settings.model_validate({}))[0]


def test_a_decision_leads_to_the_text_it_made(tmp_path: Path) -> None:
    old, new = SHORES.format(more="", words=""), SHORES.format(more=MORE, words="或者停放车辆")
    library = built(tmp_path, shores=old, shores_new=new, decision=ONE)
    assert library.changes == (Change("decision", "shores", "shores"),)


@pytest.mark.parametrize(
    ("text", "changes"),
    [
        (ONE, {("shores", False)}),
        (ONE.replace("修改《", "废止《"), {("shores", True)}),
        (SEVERAL, {("shores", False), ("reeds", True)}),
        (AMENDMENT, {("shores", False)}),
        (ONE.replace("关于修改《南湖市湖滩管理条例》的决定", "关于修改《北泽县湖滩管理条例》的决定"), set()),
        (ONE.replace("关于修改《南湖市湖滩管理条例》的决定", "关于实施《南湖市湖滩管理条例》的决定"), set()),
    ],
)
def test_what_is_changed_is_named_in_the_title_or_at_the_head_of_a_paragraph(
    tmp_path: Path, text: str, changes: set[tuple[str, bool]]
) -> None:
    library = built(tmp_path, shores=SHORES.format(more="", words=""), reeds=REEDS, decision=text)
    assert {(change.of, change.ends) for change in library.changes} == changes
    assert all(change.by == "decision" for change in library.changes)


def test_two_decisions_of_one_title_are_no_versions(tmp_path: Path) -> None:
    library = built(tmp_path, one=ONE, two=ONE.replace("2015年", "2018年"), shores=SHORES.format(more="", words=""))
    assert library.versions == ()
    assert len(library.changes) == 2


RULES = """南湖市人民法院关于适用《南湖市湖滩管理条例》的规定
（2006年4月2日南湖市人民法院公布）
第一条　审理湖滩纠纷，适用本规定。
第二条　本规定自2006年5月1日起施行。
"""
RULED = """南湖市人民法院关于修改《南湖市人民法院关于审理芦苇纠纷的规定》等二件规定的决定
（2020年9月30日南湖市人民法院公布）
根据审判实践需要，对下列规定作如下修改：
一、修改《南湖市人民法院关于适用〈南湖市湖滩管理条例〉的规定》
第一条增加一款。
二、修改《南湖市人民法院关于审理芦苇纠纷的规定》
删去第三条。
本决定自公布之日起施行。
"""
SHORT = """南湖市人民法院关于修改《关于适用〈南湖市湖滩管理条例〉的规定》的决定
（2021年9月30日南湖市人民法院公布）
一、第一条增加一款。
"""


@pytest.mark.parametrize("decision", [RULED, SHORT])
def test_titles_inside_titles_and_titles_without_their_issuer_are_found(tmp_path: Path, decision: str) -> None:
    library = built(tmp_path, rules=RULES, decision=decision, shores=SHORES.format(more="", words=""))
    assert [(change.by, change.of) for change in library.changes] == [("decision", "rules")]


RENAMED = """南湖市湖滨管理条例
（2018年3月5日南湖市第十三届人民代表大会常务委员会第二十次会议通过）
第一条　为了保护湖滨，制定本条例。
第二条　本条例自2018年5月1日起施行。{also}《南湖市湖滩管理条例》同时废止。
"""


def test_a_work_that_another_repeals_in_its_closing_words_is_told_so(tmp_path: Path) -> None:
    old, new = SHORES.format(more="", words=""), RENAMED.format(also="")
    library = built(tmp_path, shores=old, shores_new=SHORES.format(more=MORE, words="或者停放车辆"), lakeside=new)
    assert library.changes == (Change("lakeside", "shores", ends=True),)
    assert {work.id: work.replaced for work in library.works} == {
        "shores/2001-03-05": "2015-09-30", "shores": "2018-05-01", "lakeside": "",
    }  # fmt: skip


def test_a_reader_of_a_repealed_work_is_told_at_its_head(tmp_path: Path) -> None:
    library = built(tmp_path, reeds=REEDS, decision=SEVERAL, shores=SHORES.format(more="", words=""))
    assert notes(library, "reeds") == [
        "已废止Repealed《南湖市人民代表大会常务委员会关于修改和废止部分地方性法规的决定》"
    ]
    assert notes(library, "decision") == notes(library, "shores") == []


def notes(library: Library, name: str) -> list[str]:
    """The notes at the head of a work, which are printed, too."""
    (shaped,) = (one for one in library.sources if one.works[0].id == name)
    (page,) = work_pages(shaped, addresses(library, 10_000, 200, True), weave(library))
    shown = BeautifulSoup(page.html, "html.parser")
    for mark in shown.select(".sb-and, .sb-alone, wbr"):
        mark.decompose()
    return ["".join(note.text.replace("：", "").split()) for note in shown.select(".sb-older[role=note]")]


def test_what_is_younger_than_the_words_that_repeal_its_namesake_lives_on(tmp_path: Path) -> None:
    young = SHORES.format(more="", words="").replace("2001年", "2020年").replace("第九届", "第十四届")
    assert built(tmp_path, shores=young, lakeside=RENAMED.format(also="")).changes == ()


def test_a_version_that_repeals_the_one_before_changes_no_other_work(tmp_path: Path) -> None:
    anew = SHORES.format(more=MORE, words="").replace("施行。\n", "施行。原《南湖市湖滩管理条例》同时废止。\n")
    assert built(tmp_path, shores=SHORES.format(more="", words=""), anew=anew).changes == ()


def test_what_changes_a_work_that_stands_in_copies_without_a_date_leads_to_each(tmp_path: Path) -> None:
    undated = (
        "".join(SHORES.format(more="", words="").splitlines(keepends=True)[::2][:2]) + "第三条　湖务站负责管理。\n"
    )
    library = built(tmp_path, shores=undated, copy=undated, decision=ONE)
    assert {(change.by, change.of) for change in library.changes} == {("decision", "shores"), ("decision", "copy")}


def test_what_names_a_title_of_several_works_leads_to_none(tmp_path: Path) -> None:
    other = "南湖市湖滩管理条例\n第一条　游船应当在夜间点灯。\n第二条　船员每年体检一次，费用由船主承担。\n"
    library = built(tmp_path, shores=SHORES.format(more="", words=""), other=other, decision=ONE)
    assert library.changes == ()
