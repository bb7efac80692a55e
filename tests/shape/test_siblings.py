"""Numbered paragraphs are set alike: one whose first line fills the column goes on where its siblings do."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from shanben.model.library import ShapedSource
from shanben.model.text import Source
from shanben.shape.arrange import arrange
from shanben.shape.outline import propose

TASKS = [
    ("（一）修好东闸", "换下朽坏的闸板，给铁件上漆，汛期以前试放三次水，记下每次的水位。"),
    ("（二）清理北渠", "挖出淤泥，堆在指定的地方晒干，由各组运到田里作肥料，不得倒在路边。"),
    ("（三）加固南岸的护坡和石阶", "先打木桩，再铺石块，石块之间用灰浆填实，完工以后种草。"),
    ("（四）添置水尺", "在三座桥下各装一根，由看护人每天早晚读数，写在簿子上。"),
    ("（五）轮流守夜", "每晚两人，从天黑到天亮，听见水声不对就敲锣，不得离开。"),
]  # fmt: skip


def set_in_columns(paragraphs: list[str], width: int, between: str) -> str:
    """Paragraphs in a column without indents: the two cells of a first line are lost."""
    rows = []
    for words in paragraphs:
        lines = [words[: width - 2]] + [words[at : at + width] for at in range(width - 2, len(words), width)]
        rows.append("\n".join(lines))
    return between.join(rows) + "\n"


def test_a_number_whose_line_is_full_goes_on_like_its_siblings(blocks: Callable[[str], list[str]]) -> None:
    paragraphs = [f"{lead}。{text}" for lead, text in TASKS]
    text = "水利计划\n\n" + set_in_columns(paragraphs, 16, "\n\n")
    page_ends = text.replace("护坡和石阶。\n", "护坡和石阶。\n\n")
    assert page_ends != text
    assert [row.split(": ")[1] for row in blocks(page_ends)[1:]] == paragraphs


def test_numbers_that_stand_alone_stay_headings(blocks: Callable[[str], list[str]]) -> None:
    tasks = [(lead.removesuffix("和石阶"), text) for lead, text in TASKS]
    rows = [words for lead, text in tasks for words in (lead, text)]
    found = blocks("水利计划\n\n" + set_in_columns(rows, 16, "\n\n"))
    assert [row.split(": ")[1] for row in found if row.startswith("heading2")] == [lead for lead, _ in tasks]


def test_who_is_charged_with_a_task_stands_in_its_paragraph(blocks: Callable[[str], list[str]]) -> None:
    paragraphs = [f"{lead}。{text}（水务局负责）" for lead, text in TASKS]
    text = "水利计划\n\n" + set_in_columns(paragraphs, 16, "\n\n")
    apart = text.replace("作肥料，不得倒在路边。（", "作肥料，不得倒在路边。\n\n（").replace(
        "完工以后种草。（", "完工以后种草。\n\n（"
    )
    assert [row.split(": ")[1] for row in blocks(apart)[1:]] == paragraphs


def test_leads_whose_numbers_count_on_over_the_parts_are_leads_where_one_stands_alone(
    shape: Callable[[str], ShapedSource],
) -> None:
    text = (
        "柳河乡关于改进村务公开的决定\n为了让村民知道村里的事，乡里就村务公开作出如下决定。\n"
        "一、总的要求\n（1）目的。让每一个村民都能看到、看懂村里的账目和决定，并且能够提出意见。\n"
        "（2）范围。凡是花集体的钱、用集体的地、办集体的事，都要公开。\n"
        "二、怎样公开\n（3）张榜。每月初五以前在村口和祠堂门前张贴上个月的账目，字要大，数要清。\n"
        "（4）开会。每季度召开一次村民会议，由村委会主任当面回答提问。\n"
        "三、怎样监督\n（5）查账。村民十人以上联名，可以要求乡里派人查账，查账结果应当张榜公布。\n"
    )
    (work,) = shape(text).works
    assert [block.run_in is not None for block in work.blocks() if work.text(block).startswith("（")] == [True] * 5


def test_words_with_a_comma_that_may_be_a_sentence_are_doubted_as_a_heading() -> None:
    text = (
        "护林工作安排\n\n全乡护林工作已经进入最要紧的时期，各村要认真落实责任\n\n"
        "各村应当组织护林员每日巡山，发现火情立即报告乡防火办公室，不得瞒报、迟报。\n"
    )
    (work,) = propose(Source("text", Path("text.txt"), text, "0" * 64, "utf-8")).works
    assert [entry.doubt is not None and entry.doubt.code == "D305" for entry in work.contents] == [False, True, False]


NAMING = ["疏通南沟", "加固东堤", "添置水泵", "培训看守"]
STATING = ["南沟要先疏通", "东堤必须加固", "水泵应当添置", "看守可以培训"]
REPEATED = ["疏通南沟", "加固东堤", "疏通南沟", "加固东堤"]


@pytest.mark.parametrize(("leads", "run_in", "doubts"), [(NAMING, 4, 0), (STATING, 0, 1), (REPEATED, 0, 0)])
def test_first_sentences_are_run_in_where_each_names_a_matter_of_its_own(
    leads: list[str], run_in: int, doubts: int
) -> None:
    text = "".join(f"　　{lead}。各组按分到的地段出工，工具自带，完工以后由看守验收。\n" for lead in leads)
    source = Source("text", Path("text.txt"), f"冬修安排\n\n{text}", "0" * 64, "utf-8")
    draft = propose(source)
    (work,) = arrange(source, draft)[0].works
    assert sum(block.run_in is not None for block in work.blocks()) == run_in
    entries = [entry for one in draft.works for entry in one.contents]
    assert sum(entry.doubt is not None and entry.doubt.code == "D309" for entry in entries) == doubts


FEW = (
    "各乡镇和有关部门要按照县里的要求完善预案，落实人员和物资，汛前完成演练。",
    "做好水库的检查工作。病险水库一律空库度汛，巡查人员吃住在坝上，每天报告两次水位和渗漏情况。",
    "由于北部山区去冬少雪，土壤偏干，强降雨时容易发生滑坡，要在汛前把危险地段的住户名单核实清楚。",
    "鉴于通信线路常被大风刮断，各村要备好铜锣和手摇报警器，确定专人负责，并告知全体村民。",
    "开展防汛知识宣传。学校要给学生讲授避险常识，集市日由干部发放宣传单，村广播每天早晚播送。",
)


def test_few_of_many_numbered_paragraphs_that_begin_with_a_short_sentence_have_no_run_in_headings(
    shape: Callable[[str], ShapedSource],
) -> None:
    rows = "\n\n".join(f"（{number}）{words}" for number, words in zip("一二三四五", FEW, strict=True))
    (work,) = shape(f"关于今年汛期的报告\n\n根据分析，今年汛期雨量偏多，提出以下意见。\n\n{rows}\n").works
    assert [block.run_in for block in work.blocks()] == [None] * 7


def test_a_sentence_that_is_taken_to_go_on_over_a_blank_line_is_doubted() -> None:
    text = (
        "防汛通知\n\n各村要抓紧时间疏通沟渠，清理淤泥，加固堤埂，备足草袋、木桩、铁丝等防汛物资和工具\n\n"
        "由乡里统一登记，汛后清点归还。\n"
    )
    (work,) = propose(Source("text", Path("text.txt"), text, "0" * 64, "utf-8")).works
    assert [entry.doubt and entry.doubt.code for entry in work.contents] == [None, "D313"]


COLUMN = """　　县里今年修了六条渠，西岭的两条五月里通
水，东岭的四条要等到秋收以后才动工，材料已
经运到了村口，由看渠的人轮流照看，夜里也有

西岭两条渠今年五月通水，东岭四条秋后开
工。

人巡查，雨天还要加派一班，免得水把石灰冲走
了。

　　各村按人口出工，一户一人，家里有病人的
可以不出，由队里记在账上，到年底一起结算，
不许多记，也不许漏记一户人家。

　　石料从北山运来，走的是新修的土路，路面
窄，两辆车错不开，只能早上进、下午出，各队
派人在两头守着，互相打招呼。
"""


@pytest.mark.parametrize(("text", "doubted"), [(COLUMN, 2), (COLUMN.replace("\n\n人巡", "\n\n　　人巡"), 0)])
def test_text_that_words_between_blank_lines_may_interrupt_is_doubted(text: str, doubted: int) -> None:
    (work,) = propose(Source("text", Path("text.txt"), f"六条渠\n\n{text}", "0" * 64, "utf-8")).works
    assert sum(entry.doubt is not None and entry.doubt.confidence == 0.85 for entry in work.contents) == doubted


BRIDGES = [
    (
        "一、修好老桥，让两岸的人往来方便",
        "老桥已有百年，桥面塌了三处，雨天不能过车。县里拨款两万，请石匠重砌桥拱，年底完工。",
    ),
    (
        "二、添造渡船，照顾上游偏远的村子",
        "上游三个村子离桥太远，走路要半天。今年造船两只，由村里轮流撑，老人和学生不收钱。",
    ),
    (
        "三、清理河道，保证汛期行洪的通畅",
        "河道里的沉船和木桩要在三月以前清完。谁家占了河滩种菜，由村里劝说，限期退出来。",
    ),
    ("四、管好账目，把钱用在该用的地方", "账目每月张贴一次，贴在桥头。村民有疑问可以当面查问，管账的人不得推托。"),
]


def test_long_headings_that_all_fill_their_lines_end_where_no_mark_parts_them_from_the_text(
    blocks: Callable[[str], list[str]],
) -> None:
    width = 16
    rows = ["修桥造船的安排", *(words for lead, text in BRIDGES for words in (lead, text))]
    text = "\n".join(row[at : at + width] for row in rows for at in range(0, len(row), width)) + "\n"
    found = blocks(text)
    assert [row for row in found if row.startswith("heading2")] == [f"heading2: {lead}" for lead, _ in BRIDGES]


def test_numbered_sentences_that_all_stand_over_a_longer_text_are_not_doubted_as_headings() -> None:
    body = "这件事由各村自己商量着办，县里只管出石料和工钱，办完以后把账目贴在桥头，让过路的人都看得见。"
    for below, doubted in ((body, 0), ("石料由县里出。", 4)):
        text = "看桥办法\n\n" + "\n".join(f"第{one}，一定要把桥修好。\n\n{below}\n" for one in "一二三四")
        (work,) = propose(Source("text", Path("text.txt"), text, "0" * 64, "utf-8")).works
        assert sum(entry.doubt is not None and entry.doubt.code == "D305" for entry in work.contents) == doubted
