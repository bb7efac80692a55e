"""Articles as references: ranges, enumerations, clauses, annexes, and ordinary words that count things."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shanben.addresses import anchors
from shanben.enrich.articles import spots
from shanben.enrich.references import resolve_references
from shanben.model.references import Registry
from shanben.model.text import Source
from shanben.model.works import Work
from shanben.shape.arrange import arrange
from shanben.shape.outline import propose


def read(*texts: str) -> dict[str, Work]:
    """The works of texts that stand together in a library, arranged by the engine alone."""
    shaped = []
    for number, text in enumerate(texts):
        source = Source(f"text{number}", Path(f"text{number}.txt"), text, "0" * 64, "utf-8")
        one, problems = arrange(source, propose(source))
        assert problems == ()
        shaped.append(one)
    resolved, _ = resolve_references(shaped, Registry())
    return {work.title: work for one in resolved for work in one.works}


def leads(work: Work) -> list[tuple[str, list[str]]]:
    """What a work refers to, as printed, and the anchors it leads to (with the work where it is another)."""
    shown = []
    for one in work.references:
        targets = [to.anchor if to.work == work.id else f"{to.work}#{to.anchor}" for to in one.targets]
        shown.append((one.raw, targets))
    return shown


def law(sentence: str) -> list[tuple[str, list[str]]]:
    """Where a sentence in the last article of a small law leads."""
    (work,) = read(f"""井水条例

第一条 为了保护井水，制定本条例。
村民应当节约用水。
第二条 井水用于下列事项：
（一）饮用；
（二）灌溉，但是不得用于下列作物：
1.水稻；
2.莲藕；
（三）消防。
前款以外的用水另行规定。
第二条之一 井台每月清扫一次。
第三条 打水应当排队。
违反前款规定的，予以劝阻。
第四条 {sentence}
""").values()
    return leads(work)


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("依照第一条办理。", [("第一条", ["art-1"])]),
        ("依照第二条之一办理。", [("第二条之一", ["art-2_1"])]),
        ("依照第2-1条办理。", [("第2-1条", ["art-2_1"])]),
        ("第一条至第三条不适用。", [("第一条至第三条", ["art-1", "art-3"])]),
        ("依照第一、二、三条办理。", [("第一、二、三条", ["art-1", "art-2", "art-3"])]),
        ("依照本条例第一、三条办理。", [("本条例第一、三条", ["art-1", "art-3"])]),
        ("依照第二至三条办理。", [("第二至三条", ["art-2", "art-3"])]),
        ("依照第一条、第二条第二款和第三条办理。", [("第一条、第二条第二款和第三条", ["art-1", "art-2-2", "art-3"])]),
        ("依照第一条第二款办理。", [("第一条第二款", ["art-1-2"])]),
        ("依照第二条第一款第（三）项办理。", [("第二条第一款第（三）项", ["art-2-1-3"])]),
        ("依照第二条第（一）项办理。", [("第二条第（一）项", ["art-2-1-1"])]),
        ("依照第二条第二项第一目办理。", [("第二条第二项第一目", ["art-2-1-2-1"])]),
        (
            "违反第二条第一款第（一）项、第（三）项的。",
            [("第二条第一款第（一）项", ["art-2-1-1"]), ("第（三）项", ["art-2-1-3"])],
        ),
        ("违反第三条第一款、第二款的。", [("第三条第一款", ["art-3-1"]), ("第二款", ["art-3-2"])]),
        ("违反第一条的，同条第二款另有规定。", [("第一条", ["art-1"]), ("同条第二款", ["art-1-2"])]),
        ("违反前条第二款规定的。", [("前条第二款", ["art-3-2"])]),
        ("违反前两条规定的。", [("前两条", ["art-2_1", "art-3"])]),
        ("依照第九条办理。", [("第九条", [])]),
        ("依照第一条第七款办理。", [("第一条第七款", ["art-1"])]),
        ("没有第二条路可走。", []),
        ("第一条生产线停产。", []),
        ("新开第三条现代化航线。", []),
        ("这是第二条消息。", []),
        ("村里没有第二条。", []),
        ("没有第二条规定的情形。", [("第二条", ["art-2"])]),
        ("第二款手机的价格。", []),
        ("第二项任务。", []),
        ("见第三条件。", []),
    ],
)
def test_where_an_article_leads(sentence: str, found: list[tuple[str, list[str]]]) -> None:
    others = [("前款", ["art-2-1"]), ("前款", ["art-3-1"])]
    assert [one for one in law(sentence) if one not in others] == found


def test_paragraphs_of_the_same_article() -> None:
    (work,) = read("""水井办法

第一条 村民可以打井。
打井应当登记。
第一款规定不适用于旧井。
前款所称旧井，由村委会认定。
第二条 打井不得有下列行为：
（一）污染；
（二）违反前项规定。
第一款第（一）项、第（二）项规定的行为，予以制止。
第三条 本办法自公布之日起施行。
""").values()
    assert leads(work) == [
        ("第一款", ["art-1-1"]),
        ("前款", ["art-1-3"]),
        ("前项", ["art-2-1-1"]),
        ("第一款第（一）项", ["art-2-1-1"]),
        ("第（二）项", ["art-2-1-2"]),
    ]


def test_paragraphs_and_items_of_taiwan() -> None:
    (work,) = read("""水井管理辦法

第 1 條
為管理水井，制定本辦法。
水井之種類如下：
一、民井。
二、官井。
第 1-1 條
前條第二項第一款之水井，應予登記。
第 2 條
第一條之一所定登記及第一條第二項第二款、第一款事項，由鄉公所辦理；同條第一項規定準用之。
前項登記，免收費用。
第 3 條
本辦法自發布日施行。
""").values()
    assert leads(work) == [
        ("前條第二項第一款", ["art-1-2-1"]),
        ("第一條之一", ["art-1_1"]),
        ("第一條第二項第二款", ["art-1-2-2"]),
        ("第一款", ["art-1-2-1"]),
        ("同條第一項", ["art-1-1"]),
        ("前項", ["art-2-1"]),
    ]


PARK = """东湖公园条例

第一条 为了管理公园，制定本条例。
第二条 游园须知见附件一第二条，票价见附件2。
第三条 违反附件一的，依照第二条处理。
第四条 公园每日开放。
第五条 本条例自公布之日起施行。

附件一
东湖公园游园须知
第一条 游客应当爱护花木。
第二条 不得攀折花木。
违反前款规定的，予以劝阻。
第三条 违反第二条第一款的，依照本条例第四条处理；违反本须知第一条的，予以批评。

附件二
东湖公园票价办法
第一条 门票每张五元。
第二条 儿童依照第一条减半，依照附件一第三条管理。
"""


def test_an_annex_counts_its_own_articles() -> None:
    (work,) = read(PARK).values()
    assert leads(work) == [
        ("附件一第二条", ["annex-1-art-2"]),
        ("附件2", ["annex-2"]),
        ("附件一", ["annex-1"]),
        ("第二条", ["art-2"]),
        ("前款", ["annex-1-art-2-1"]),
        ("第二条第一款", ["annex-1-art-2-1"]),
        ("本条例第四条", ["art-4"]),
        ("本须知第一条", ["annex-1-art-1"]),
        ("第一条", ["annex-2-art-1"]),
        ("附件一第三条", ["annex-1-art-3"]),
    ]


def test_an_annex_is_found_by_its_own_title() -> None:
    works = read(
        PARK, "关于门票的通知\n\n各单位：\n按照《东湖公园票价办法》第一条收费，按照《东湖公园条例》第三条处理。\n"
    )
    assert leads(works["关于门票的通知"]) == [
        ("《东湖公园票价办法》", ["text0#annex-2"]),
        ("第一条", ["text0#annex-2-art-1"]),
        ("《东湖公园条例》", ["text0#title"]),
        ("第三条", ["text0#art-3"]),
    ]


def test_chapters_of_an_annex() -> None:
    (work,) = read("""关于印发灯塔办法的通知

各岛：
现将《灯塔办法》印发给你们，办法第一章自即日起施行。

附件1

灯塔办法

第一章 总则
第一条 灯塔夜间点亮，依照本办法第二章管理。
第二条 灯塔白天熄灭。
第二章 管理
第三条 违反第一章规定的，依照本办法第二条处理。
""").values()
    assert leads(work) == [
        ("《灯塔办法》", ["annex-1"]),
        ("本办法第二章", ["s-annex-1-2"]),
        ("第一章", ["s-annex-1-1"]),
        ("本办法第二条", ["annex-1-art-2"]),
    ]


def test_a_chapter_of_another_annex() -> None:
    (work,) = read("""关于灯塔和浮标的通知

各岛：
灯塔夜间点亮，见附件一第二章；浮标照附件二第一章，附件二第三章尚未施行。

附件一

灯塔办法

第一章 总则
第一条 灯塔白天熄灭。
第二章 管理
第二条 灯塔由岛民看守，其浮标适用附件二的第二章。

附件二

浮标办法

第一章 总则
第一条 浮标为红色。
第二章 管理
第二条 浮标每年油漆一次。
""").values()
    assert leads(work) == [
        ("附件一第二章", ["s-annex-1-2"]),
        ("附件二第一章", ["s-annex-2-1"]),
        ("附件二第三章", []),
        ("附件二的第二章", ["s-annex-2-2"]),
    ]


@pytest.mark.parametrize(
    ("printed", "members"),
    [
        ("第一条至第三条", ["第一条", "第三条"]),
        ("第二至三条", ["第二", "三条"]),
        ("第一、二条第三款", ["第一", "二条第三款"]),
        ("本条例第一条、第二条之一第二款和第三条", ["本条例第一条", "第二条之一第二款", "第三条"]),
        ("附件一第三条至第五条", ["附件一第三条", "第五条"]),
        ("第3-1條及第4條", ["第3-1條", "第4條"]),
        ("附件一", []),
    ],
)
def test_every_article_of_a_list_has_words_of_its_own(printed: str, members: list[str]) -> None:
    assert [printed[start:end] for start, end in spots(printed)] == members


def test_both_ends_of_a_range_have_their_place() -> None:
    (work,) = read(PARK.replace("第四条 公园每日开放。", "第四条 依照第一条至第三条和附件一第一、二条办理。")).values()
    shown = {
        work.text(block)[start:end]: target.anchor
        for block in work.blocks()
        for one in work.references
        if one.block == block.id
        for (start, end), target in zip(one.spots, one.targets if one.spots else (), strict=True)
    }
    assert shown == {"第一条": "art-1", "第三条": "art-3", "附件一第一": "annex-1-art-1", "二条": "annex-1-art-2"}


@settings(max_examples=100, deadline=None)
@given(
    st.text(alphabet="第一二三十百0９条條款项項目章节之、和至及法典本该前同附件见中（）《》“”.的规定 -", max_size=40)
)
def test_no_words_lead_astray(sentence: str) -> None:
    (work,) = read(f"{PARK}第三条 {sentence}\n").values()
    written = set(anchors(work))
    assert all(to.anchor in written for reference in work.references for to in reference.targets)
    for reference in work.references:
        ends = [end for spot in reference.spots for end in spot]
        assert len(reference.spots) in (0, len(reference.targets))
        assert [reference.start, *ends, reference.end] == sorted([reference.start, *ends, reference.end])


def test_every_target_is_an_anchor() -> None:
    works = read(PARK)
    written = {work.id: set(anchors(work)) for work in works.values()}
    for work in works.values():
        for reference in work.references:
            assert all(to.anchor in written[to.work] for to in reference.targets)


@pytest.mark.parametrize(
    "sentence",
    [
        "村里第一条水泥路修好了，第二条是通往镇上的公路。",
        "他发来的第一条微信里说，第三条信息是假的。",
        "这是第一条也是最后一条防线。",
        "我的第二条理由很简单。",
        "打水的规矩有三条：第一条，排队；第二条，不抢；第三条，让老人。",
        "第一条井绳和第二条井绳都断了。",
    ],
)
def test_articles_are_not_what_counts_things(sentence: str) -> None:
    assert [raw for raw, _ in law(sentence)] == ["前款", "前款"]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("超过第一条限额的，加收水费。", [("第一条", ["art-1"])]),
        ("第一条也适用于外村人。", [("第一条", ["art-1"])]),
        ("第一条井绳断了，违反第三条的人赔偿。", [("第三条", ["art-3"])]),
    ],
)
def test_articles_beside_what_counts_things(sentence: str, expected: list[tuple[str, list[str]]]) -> None:
    assert law(sentence)[2:] == expected


def test_what_two_parties_sign_is_called_by_any_of_its_names() -> None:
    (work,) = read("""船只合伙协议书

第一条 合伙人出资如下：
（一）甲方五万元；
（二）乙方三万元。
第二条 依照渡船法第九条登记，违反本合同第一条第（二）项的，应当补足。
第三条 本协议第一条自签字之日起生效。
""").values()
    assert leads(work) == [("第九条", []), ("本合同第一条第（二）项", ["art-1-1-2"]), ("本协议第一条", ["art-1"])]


def test_chapters_that_count_their_articles_anew() -> None:
    (work,) = read("""农具修理站章程

第一章 人员
第一条 本站设站长一名。
第二条 站长依照第一条选举。
第三条 站长每两年改选一次。
第二章 收费
第一条 小修不收费。
第二条 第一条所称小修，由站长认定。
""").values()
    first, second = leads(work)
    assert first == ("第一条", ["art-1"])
    assert second[0] == "第一条"
    assert second[1] != ["art-1"]
    assert second[1][0] in set(anchors(work))


def test_appendices_without_a_number() -> None:
    (work,) = read("""集市管理办法

第一条 摊位的分类见附表一。
第二条 收费依照附录第一条。
第三条 本办法自公布之日起施行。

附录：收费规则
第一条 摊位按月收费。
第二条 逾期不交第一条所列费用的，加收十分之一。

附表一：摊位分类
甲类　蔬菜
乙类　鱼肉
""").values()
    assert leads(work) == [
        ("附表一", ["annex-1-2"]),
        ("附录第一条", ["annex-1-art-1"]),
        ("第一条", ["annex-1-art-1"]),
    ]
    assert [section.kind.value for section in work.root.children][-2:] == ["annex", "annex"]


def test_what_is_appended_behind_a_colon_counts_its_own_articles() -> None:
    (work,) = read("""关于印发《船工守则》的通知

各渡口：
现将《船工守则》印发给你们，请遵照执行。

附：船工守则

第一条 船工应当持证上岗。
第二条 船工不得酒后驾船。
第三条 违反第二条的，停工三个月。
""").values()
    assert leads(work) == [("《船工守则》", ["annex-1"]), ("第二条", ["annex-1-art-2"])]
