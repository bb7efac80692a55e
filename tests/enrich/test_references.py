"""References: what a text names, where it leads, and what stays plain because nothing is sure."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shanben.enrich.definitions import find_definitions
from shanben.enrich.grammar import LABEL
from shanben.enrich.mentions import MentionKind, find_mentions
from shanben.enrich.names import name_key
from shanben.enrich.references import cited_articles, resolve_references
from shanben.enrich.repeats import find_repeats
from shanben.enrich.versions import bare_title
from shanben.lineation import Lines
from shanben.model.editions import Edition, Entry, EntryKind, PlannedWork
from shanben.model.library import ShapedSource
from shanben.model.references import EditorLink, External, Reference, Registry, Target
from shanben.model.text import Origin, Source, Span
from shanben.model.works import Work
from shanben.problems import Problem
from shanben.shape.arrange import arrange

ROOT = Path(__file__).parents[2]


def shaped(name: str, *lines: str) -> ShapedSource:
    """A source of one work: its first line is the title, a line with # before it a heading, the rest running text."""
    text = "\n".join(line.removeprefix("#") for line in lines) + "\n"
    source = Source(name, Path(f"{name}.txt"), text, "", "utf-8")
    rows = list(Lines(text))
    entries = [Entry(EntryKind.TITLE, (Span(rows[0].start, rows[0].end),))]
    for row, line in zip(rows[1:], lines[1:], strict=False):
        kind = EntryKind.HEADING if line.startswith("#") else EntryKind.BODY
        entries.append(Entry(kind, (Span(row.start, row.end),)))
    result, problems = arrange(source, Edition(name, (PlannedWork(name, tuple(entries)),)))
    assert problems == ()
    return result


def resolve(*sources: ShapedSource, registry: Registry | None = None) -> tuple[dict[str, Work], tuple[Problem, ...]]:
    resolved, problems = resolve_references(sources, registry or Registry())
    return {work.id: work for one in resolved for work in one.works}, problems


def leads(work: Work) -> list[tuple[str, list[str]]]:
    return [
        (one.raw, [f"{to.work}#{to.anchor}" if to.work else to.url for to in one.targets]) for one in work.references
    ]


RIVER = shaped(
    "river",
    "中华人民共和国河道法",
    "#第一章 总则",
    "第一条　为了保护河道，制定本法。",
    "第二条　本法所称河道，是指天然和人工的水道。",
    "前款规定以外的水道，依照第四条办理。",
    "#第二章 管理",
    "第三条　县级人民政府管理河道，适用第一章的规定。",
    "（一）依照本法第二条第二款登记；",
    "（二）依照前项公告。",
    "第四条　本章所定事项，由水务部门办理；违反本法第三条至第四条、第九条的，依照《中华人民共和国水岸法》第二条处罚。",
)  # fmt: skip


# --- what is named --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("违反本法第三条第二款规定", [("internal", "本法第三条第二款", "", ("第三条",))]),
        (
            "本条例第五条、第七条和第九条",
            [("internal", "本条例第五条、第七条和第九条", "", ("第五条", "第七条", "第九条"))],
        ),
        ("依照第十条至第十二条办理", [("internal-bare", "第十条至第十二条", "", ("第十条", "第十二条"))]),
        ("依据河道法第四十条的规定", [("external-article", "第四十条", "河道法", ("第四十条",))]),
        (
            "依照《水岸管理条例》第二条第一款处罚",
            [
                ("external", "《水岸管理条例》", "水岸管理条例", ()),
                ("external-article", "第二条第一款", "水岸管理条例", ("第二条",)),
            ],
        ),
        ("依河道法（以下簡稱本法）第八條訂定", [("external-article", "第八條", "河道法", ("第八條",))]),
        (
            "构成刑法第二百条规定的罪，同时构成第二百零一条规定的罪",
            [
                ("external-article", "第二百条", "刑法", ("第二百条",)),
                ("external-article", "第二百零一条", "刑法", ("第二百零一条",)),
            ],
        ),
        ("该条例第五条另有规定", []),
        ("将第三条修改为：", []),
        ("第三条件", []),
        ("前款、前两款和本章", [("relative", word, "", (word,)) for word in ("前款", "前两款", "本章")]),
        ("第三章第二节的规定", [("chapter", "第三章第二节", "", ("第三章第二节",))]),
        ("企业破产法第四章的规定", []),
        ("湖滩法分则第三章、第六章第二节的规定", [("chapter", "第六章第二节", "", ("第六章第二节",))]),
        ("采取以下五方面措施", [("announced", "以下五方面", "以下", ("五",))]),
        ("采取以下一项或者多项措施", []),
        ("有以下两种以上情形的", []),
        ("上接三版", [("continued", "上接三版", "", ("上接三版",))]),
    ],
)
def test_what_a_text_names(text: str, named: list[tuple[str, str, str, tuple[str, ...]]]) -> None:
    found = [(m.kind.value, text[m.start : m.end], m.name, m.numbers) for m in find_mentions(text)]
    assert found == named


@given(st.text(alphabet="第一二十百0９条條款项項章节之、和至法典本该前《》〈〉（）以下五方面简称。见部分 \n"))
def test_mentions_stand_in_order_and_apart(text: str) -> None:
    position = 0
    for mention in find_mentions(text):
        assert position <= mention.start < mention.end <= len(text)
        position = mention.end
    assert all(mention.kind in MentionKind for mention in find_mentions(text))


@pytest.mark.parametrize(
    "title",
    [
        "房屋租赁合同（示范文本）",
        "房屋租賃合同（示範文本）",
        "房屋租赁合同（草案）（征求意见稿）",
        "房屋租赁合同 (2019年修订)",
        "房屋租赁合同（试行）",
        "房屋租赁合同(草案)",
        "房屋租赁合同[试行]",
        "房屋租赁合同〔2019年6月修改〕【参考文本】",
        "房屋租賃合同（93.10.30 訂定）",
        "房屋租赁合同（二〇一九年六月第三次修正）",
        "房屋租赁合同（采用电子签名的版本）",
    ],
)
def test_what_stands_in_brackets_for_a_version_is_no_part_of_the_name(title: str) -> None:
    assert name_key(title) == "房屋租赁合同" == bare_title(title)
    assert name_key(f"{title}（北京）") != "房屋租赁合同"


@pytest.mark.parametrize("title", ["房屋租赁合同（三）", "房屋租赁合同[住宅]", "房屋租赁合同（住宅）（二）"])
def test_what_stands_in_brackets_for_a_work_of_its_own_stays_in_the_name(title: str) -> None:
    assert "（" in name_key(title) or "[" in name_key(title)
    assert bare_title(title) == title


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("应当适用湖滩总则第十八条关于期间的规定", [("external-article", "湖滩总则")]),
        ("湖滩总则施行前的，适用第十八条", [("internal-bare", "")]),
        ("依照本总则第十八条", [("internal-bare", "")]),
    ],
)
def test_a_text_is_known_by_a_name_that_is_no_laws(text: str, named: list[tuple[str, str]]) -> None:
    assert [(m.kind.value, m.name) for m in find_mentions(text, {"湖滩总则", "总则"})] == named


def test_an_article_does_not_name_itself() -> None:
    text = "第三条　依照第二条办理。"
    label = LABEL.match(text)
    assert label is not None
    assert [text[m.start : m.end] for m in find_mentions(text, start=label.end())] == ["第二条"]


def test_an_article_does_not_name_itself_in_a_narrow_column_either() -> None:
    works, problems = resolve(shaped("law", "河道法", "第一条保护河道。", "第二条依照第一条保护。", "第三条施行。"))
    assert leads(works["law"]) == [("第一条", ["law#art-1"])]
    assert problems == ()


def test_a_title_printed_again_in_lines_refers_to_nothing() -> None:
    works, _ = resolve(shaped("x", "关于适用《河道法》的解释", "关于适用《河道法》", "的解释", "根据《河道法》解释。"))
    assert [(one.block, one.raw) for one in works["x"].references] == [("p0-3", "《河道法》")]


# --- where it leads -------------------------------------------------------------------------------------------------


def test_references_inside_a_law() -> None:
    works, problems = resolve(RIVER)
    assert leads(works["river"]) == [
        ("前款", ["river#art-2-1"]),
        ("第四条", ["river#art-4"]),
        ("第一章", ["river#s1"]),
        ("本法第二条第二款", ["river#art-2-2"]),
        ("前项", ["river#art-3-1-1"]),
        ("本章", ["river#s2"]),
        ("本法第三条至第四条、第九条", []),
        ("《中华人民共和国水岸法》", []),
        ("第二条", []),
    ]
    assert [(problem.code, problem.origin.line) for problem in problems] == [("D701", 10), ("D702", 10)]


def test_references_to_another_work_of_the_library() -> None:
    bank = shaped("bank", "水岸法", "第一条　为了保护水岸。", "第二条　河道依照《河道法》第三条和河道法第四条管理。")
    works, problems = resolve(RIVER, bank)
    assert ("《中华人民共和国水岸法》", ["bank#title"]) in leads(works["river"])
    assert ("第二条", ["bank#art-2"]) in leads(works["river"])
    assert leads(works["bank"]) == [
        ("《河道法》", ["river#title"]),
        ("第三条", ["river#art-3"]),
        ("第四条", ["river#art-4"]),
    ]
    assert {(back.anchor, back.work, back.block) for back in works["river"].backlinks if back.work == "bank"} == {
        ("title", "bank", "art-2-1"),
        ("art-3", "bank", "art-2-1"),
        ("art-4", "bank", "art-2-1"),
    }
    assert [problem.code for problem in problems] == ["D701"]  # only 第九条


def test_another_laws_articles_are_never_taken_for_ones_own() -> None:
    rules = shaped(
        "rules",
        "河道法施行細則",
        "第1條　本細則依河道法（以下簡稱本法）第三條訂定之。",
        "第2條　本法第二條所定事項，依本細則第一條辦理。",
        "第3條　本條例第一條不適用之。",
    )
    works, _ = resolve(rules)
    assert leads(works["rules"]) == [
        ("第三條", []),
        ("本法第二條", []),
        ("本細則第一條", ["rules#art-1"]),
        ("本條例第一條", []),
    ]


def test_what_an_amendment_puts_into_a_law_speaks_of_that_law() -> None:
    river = shaped("river", "河道法", *(f"第{number}条　河道之事，其{number}。" for number in "一二三四"))
    more = shaped(
        "more",
        "中华人民共和国河道法修正案（二）",
        "一、将河道法第四条修改为：“违反本法第二条的，依照本法第三条处理。”",
        "二、增加一条：“依照本法第二章办理；依照本条例第一条登记。”",
    )
    works, problems = resolve(river, more)
    assert leads(works["more"]) == [
        ("第四条", ["river#art-4"]),
        ("本法第二条", ["river#art-2"]),
        ("本法第三条", ["river#art-3"]),
        ("本条例第一条", []),
    ]
    assert [problem.code for problem in problems] == ["D701"]  # 本条例 alone
    works, problems = resolve(more)
    assert leads(works["more"])[1] == ("本法第二条", [])  # the library has no such law
    becomes = "第二条修改为：“依照本法第三条办理。”"
    decision = shaped("ends", "关于修改《河道法》的决定", becomes, "本决定自公布之日起施行。")
    works, _ = resolve(river, decision)
    assert leads(works["ends"])[-1] == ("本法第三条", ["river#art-3"])
    both = shaped("both", "关于修改《河道法》和《湖滩法》的决定", becomes)
    works, _ = resolve(river, both)
    assert leads(works["both"])[-1] == ("本法第三条", [])  # of two laws nobody knows which


@pytest.mark.parametrize("title", ["审理湖滩案的解释（二）", "审理湖滩案的解释（十二）（试行）", "审理湖滩案的解释(3)"])
def test_one_of_several_texts_of_a_name_may_call_itself_by_it(title: str) -> None:
    text = ("第一条　湖滩案件由法院审理。", "第二条　依照本解释第一条办理。", "第三条　本解释施行。")
    works, problems = resolve(shaped("x", title, *text))
    assert leads(works["x"]) == [("本解释第一条", ["x#art-1"])]
    assert problems == ()


def test_of_several_versions_only_the_one_named_is_meant() -> None:
    old = shaped("old", "测量办法（2001年修正）", "第一条　测量。")
    new = shaped("new", "测量办法（2018年修正）", "第一条　测量。")
    user = shaped("user", "通知", "依照《测量办法》和《测量办法（2018年修正）》办理。")
    works, _ = resolve(old, new, user)
    assert leads(works["user"]) == [("《测量办法》", []), ("《测量办法（2018年修正）》", ["new#title"])]


def test_of_two_works_with_one_title_neither_is_meant() -> None:
    works, _ = resolve(shaped("a", "通知", "甲。"), shaped("b", "通知", "乙。"), shaped("user", "说明", "见《通知》。"))
    assert leads(works["user"]) == [("《通知》", [])]


def test_titles_in_traditional_characters() -> None:
    held = shaped("plan", "水土保持规划", "保持水土。")
    user = shaped("user", "說明", "依《水土保持規劃》辦理。")
    works, _ = resolve(held, user)
    assert leads(works["user"]) == [("《水土保持規劃》", ["plan#title"])]
    assert name_key("中華人民共和國森林法（2019年修訂）") == name_key("森林法")


def test_a_statute_is_not_looked_for_on_the_other_side_of_the_strait() -> None:
    there = shaped("there", "兵役法", "第一條　兵役依本法辦理，應徵服役者為國民，應盡義務。")
    here = shaped("here", "征兵工作条例", "第一条　根据《中华人民共和国兵役法》，征集应征公民服现役。")
    works, _ = resolve(there, here)
    assert leads(works["here"]) == [("《中华人民共和国兵役法》", [])]


def test_short_names_lead_to_what_they_stand_for() -> None:
    text = "通报", "市里印发《今冬方案》（以下简称《方案》）。", "《方案》明确目标。"
    works, problems = resolve(shaped("notice", *text))
    assert leads(works["notice"]) == [("《今冬方案》", []), ("《方案》", ["notice#p0-1"])]
    assert [problem.code for problem in problems] == ["D702"]
    works, _ = resolve(shaped("notice", *text), shaped("plan", "今冬方案", "目标。"))
    assert leads(works["notice"])[1] == ("《方案》", ["plan#title"])


def test_the_registry_knows_official_addresses() -> None:
    registry = Registry((External("河道公约", ("公约全名",), "https://example.org/a"), External("水岸公约")))
    works, problems = resolve(shaped("x", "文", "《河道公约》《公约全名》《水岸公约》都要履行。"), registry=registry)
    assert [targets for _, targets in leads(works["x"])] == [["https://example.org/a"], ["https://example.org/a"], []]
    assert problems == ()


def test_announced_lists_are_counted() -> None:
    lines = ["文", "要做好以下三点：", "一是节水。", "二是清淤。", "三是植树。", "以上三点都要做到。"]
    works, _ = resolve(shaped("x", *lines))
    items = ["x#p0-2", "x#p0-3", "x#p0-4"]
    assert leads(works["x"]) == [("以下三点", items), ("以上三点", items)]
    works, problems = resolve(shaped("x", *[lines[0], lines[1].replace("三", "四"), *lines[2:5]]))
    assert leads(works["x"]) == [("以下四点", [])]
    assert [problem.code for problem in problems] == ["D703"]


def test_links_of_the_editors() -> None:
    good = EditorLink("river#art-1-1", "保护河道", ("river#art-4",), Origin("registry.yml", 3))
    bad = EditorLink("river#art-1-1", "没有的话", ("river#art-4",), Origin("registry.yml", 4))
    nowhere = EditorLink("river#art-1-1", "保护河道", ("river#art-40",), Origin("registry.yml", 5))
    stray = EditorLink("lake#1", "湖", ("river#art-4",), Origin("registry.yml", 6))
    works, problems = resolve(RIVER, registry=Registry(links=(good, bad, nowhere, stray)))
    found = [one for one in works["river"].references if one.kind == "editor"]
    assert found == [Reference("editor", "art-1-1", 6, 10, "保护河道", (), (Target("river", "art-4"),))]
    assert sorted(p.origin.line for p in problems if p.code == "W704") == [4, 5, 6]


def test_articles_and_laws_as_they_are_measured() -> None:
    works, _ = resolve(RIVER)
    assert list(cited_articles(works["river"])) == [
        ("第四条", ("第四条",)),
        ("本法第二条第二款", ("第二条",)),
        ("本法第三条至第四条、第九条", ("第三条", "第四条", "第九条")),
        ("《中华人民共和国水岸法》", ("中华人民共和国水岸法",)),
        ("第二条", ("水岸法", "第二条")),
    ]


# --- what returns ---------------------------------------------------------------------------------------------------


@given(st.lists(st.text(alphabet="甲乙丙丁戊", max_size=60), max_size=6))
def test_repeats_are_equal_long_and_apart(texts: list[str]) -> None:
    for repeat in find_repeats(texts, 5):
        first = texts[repeat.first][repeat.first_start :][: repeat.length]
        second = texts[repeat.second][repeat.second_start :][: repeat.length]
        assert first == second
        assert len(first) == repeat.length >= 5
        assert (repeat.first, repeat.first_start + repeat.length) <= (repeat.second, repeat.second_start) or (
            repeat.first < repeat.second
        )


def test_a_passage_is_found_whole_however_long() -> None:
    passage = "".join(chr(0x4E00 + number) for number in range(80))
    (repeat,) = find_repeats(["开头" + passage + "末", "别的" * 3 + passage])
    assert (repeat.first_start, repeat.second_start, repeat.length) == (2, 6, 80)


# --- definitions ----------------------------------------------------------------------------------------------------


def test_definitions() -> None:
    texts = [
        "第二条　本法所称河道，是指水道。",
        "本办法所称的水岸是指河边。",
        "前款所称大坝，是指拦河的坝。",
        "（一）小坝，是指小的坝。",
        "本法下列用语的含义：",
        "（一）湖泊，是指大的水面。",
        "（二）水库，包括山塘。",
        "第一类水面，是指湖。",
        "（一）河口，是指入海处。",
    ]
    assert [(one.term, one.meaning) for one in find_definitions(texts)] == [
        ("河道", "水道"),
        ("水岸", "河边"),
        ("湖泊", "大的水面"),
    ]
