"""Columns without indents and blank lines: what a line's words say where nothing else does."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from tests.shape.typeset import Page, typeset

from shanben.shape.layout import TextLine

Blocks = Callable[[str], list[str]]

TASKS = [
    ("title", "柳河水利计划"),
    ("number", "柳水〔2022〕7号"),
    ("paragraph", "各村村民委员会，县属各单位："),
    ("paragraph", "现将今年冬天的五项工作安排如下，请各村按时派工。"),
    ("heading", "（一）修好东闸"),
    ("paragraph", "换下朽坏的闸板，给铁件上漆，汛期以前试放三次水，记下每次的水位，交水务站存档备查，以后照此办理。"),
    ("heading", "（二）清理北渠"),
    ("paragraph", "挖出淤泥，堆在指定的地方晒干，由各组运到田里作肥料，不得倒在路边，也不得倒进别的水渠。"),
    ("heading", "（三）加固南岸护坡石阶"),
    ("paragraph", "人工先打木桩，再铺石块，石块之间用灰浆填实，完工以后种草，草种由县里统一购买，各村自己运回。"),
    ("heading", "（四）添置水尺"),
    ("paragraph", "在三座桥下各装一根，由看护人每天早晚读数，写在簿子上，月底送到水务站，由专人抄在总账里面。"),
    ("heading", "（五）轮流守夜"),
    ("paragraph", "每晚两人，从天黑到天亮，听见水声不对就敲锣，不得离开，天亮以后同接班的人当面交代清楚。"),
]


@pytest.mark.parametrize("measure", [12, 13, 14, 16, 19])
def test_a_heading_that_fills_its_line_is_one_like_its_siblings(measure: int, blocks: Blocks) -> None:
    rows = blocks(typeset(TASKS, Page(measure=measure, indent=0, blanks="none")))
    assert [row.split(": ")[1] for row in rows] == [words for _, words in TASKS]


def test_a_heading_does_not_end_inside_a_word(blocks: Blocks) -> None:
    long = "（三）加固南岸的护坡石阶和两座拱桥"  # 护坡 lies over the end of the line
    text = [(kind, long if words.startswith("（三）") else words) for kind, words in TASKS]
    rows = blocks(typeset(text, Page(measure=10, indent=0, blanks="none")))
    assert not [row for row in rows if row.endswith("南岸的护")]


def test_room_before_a_figure_counts() -> None:
    apart, close = (TextLine(1, 0, len(words), words, 0.0, 0) for words in ("1260 米，用工一万", "1260米，用工一万"))
    assert (apart.need, close.need) == (2.5, 2.0)


def test_a_line_that_is_spaced_in_part_is_as_wide_as_its_words(blocks: Blocks) -> None:
    lines = [
        "修渠以前，各村先派人量好长短深浅，",
        "把 数 目 写 在 木牌上，插在地头，由水",
        "务站的人逐段核对，对得上的才开工，",
        "对不上的重新量过，重新写好木牌以后",
        "再请人来看。",
        "（ 一 ）量 地的人由村民推举，每村两名，",
        "其中一名要会写会算。",
        "（二）木牌由水务站统一发给，用完以",
        "后交还，丢失的照价赔偿。",
    ]
    rows = blocks("修渠办法\n\n" + "\n".join(lines) + "\n")
    assert [row.split(": ")[1][:6] for row in rows] == ["修渠办法", "修渠以前，各", "（一）量地的", "（二）木牌由"]


def test_a_number_above_articles_is_a_heading(blocks: Blocks) -> None:
    text = [
        ("title", "船只登记若干规定"),
        ("paragraph", "为了让各条河上的船只都有登记，根据有关规定，结合本县实际，制定本规定，请一并遵照执行。"),
        ("heading", "一、登记的时间和地点"),
        ("paragraph", "第一条 船只在下水以前三十日登记，由船主到所在地的船管站办理，带上造船的单据和本人的证件。"),
        ("paragraph", "第二条 登记不收费，发给铁牌一块，钉在船头左边，不得转借，遗失的在十日以内补办。"),
        ("heading", "二、登记以后的变更"),
        ("paragraph", "第三条 船只卖给别人的，买主在三十日以内持单据变更登记，旧的铁牌交回船管站销毁。"),
    ]
    for measure in (10, 11, 12):
        rows = blocks(typeset(text, Page(measure=measure, indent=0, blanks="none")))
        assert [row.split(": ")[1] for row in rows if row.startswith("heading2")] == [
            words for kind, words in text if kind == "heading"
        ]


NEWS = [
    ("heading", "县里的秋季农具集市开张"),
    ("paragraph", "柳河台消息（早间新闻）：集市设在北门外，共有三十多个摊位，价钱比去年低了一成，要开到月底为止。"),
    ("heading", "三座渡口换上了新的木船"),
    ("paragraph", "柳河台消息（早间新闻）：新船可以坐二十个人，船上备有救生的木板和绳子，每天来回十二趟不停。"),
    ("heading", "山里的柿子运到了城里来"),
    ("paragraph", "柳河台消息（早间新闻）：今年的柿子又大又甜，头一批有八千多斤，一个上午就卖完了一大半。"),
    ("heading", "中学的新校舍下月初完工"),
    ("paragraph", "柳河台消息（早间新闻）：新校舍有教室十二间，窗子朝南，冬天暖和，完工以后先让低年级搬进去。"),
]


def test_words_above_a_lead_that_returns_are_headings(blocks: Blocks) -> None:
    lead = "央视网消息（早间新闻）："
    text = [("title", "早间新闻"), *[(kind, words.replace("柳河台消息（早间新闻）：", lead)) for kind, words in NEWS]]
    rows = blocks(typeset(text, Page(measure=13, indent=0, blanks="none")))
    assert [row.split(": ")[1] for row in rows if row.startswith("heading2")] == [
        words for kind, words in NEWS if kind == "heading"
    ]


SENTENCES = ("桥由三个村共同看管，轮流派人值守", "到了夏天，河水上涨，来往的人很多")


@pytest.mark.parametrize(
    ("opening", "begins"),
    [
        ("——坚持谁使用谁出力，不得推给", True),
        ("各位乡亲！修桥的事大家都看见", True),
        ("但是，送急病的人过桥可以不等", False),
    ],
)
def test_how_a_line_opens_after_a_full_stop(opening: str, begins: bool, blocks: Blocks) -> None:
    before = "修桥的钱由各村分摊，一年一结，\n账目贴在桥头，谁都可以去看，有\n问题的向看桥人提出，十日以内答"
    after = "邻村的人，也不得拖延，一定要在\n约好的日子以前，把该做的事情都\n做完，不要让别人等到第二天去。"
    rows = blocks(f"看桥公约\n\n{before}\n复，不得拖到下一个月的月底去。\n{opening}\n{after}\n")
    assert any(row.startswith(f"paragraph: {opening[:4]}") for row in rows) == begins


HISTORY = [
    ("title", "柳河县渡船条例"),
    ("paragraph", "1998年3月6日柳河县第七届人民代表会议第三次会议通过"),
    ("paragraph", "2004年5月8日柳河县第九届人民代表会议第二次会议修正"),
    ("paragraph", "2011年9月1日柳河县第十一届人民代表会议第四次会议修订"),
    ("heading", "第一章 总则"),
    ("paragraph", "第一条 为了渡口的安全，制定本条例，过河的人和船工都应当遵守，不得借口水急人多而不守。"),
]


@pytest.mark.parametrize("measure", [26, 27, 28])
def test_what_happened_on_each_day_is_a_line(measure: int, blocks: Blocks) -> None:
    rows = blocks(typeset(HISTORY, Page(measure=measure, indent=0, blanks="none")))
    assert [row.split(": ")[1] for row in rows] == [
        words.replace("章 ", "章　").replace("条 ", "条　") for _, words in HISTORY
    ]


def test_what_a_decision_did_to_a_text_is_told_as_what_happened_to_it_is(blocks: Blocks) -> None:
    rows = blocks(
        "柳河县渡船条例\n1998年3月6日柳河县第七届人民代表会议第三次会议通过\n"
        "根据2004年5月8日柳河县第九届人民代表会议第二次会议《关于修改渡船条例的决定》第一次修正\n"
        "根据2011年9月1日的水位记录，渡口改在上游\n第一章 总则\n第一条 船工应当点灯。\n"
    )
    assert [row.split(": ")[0] for row in rows[1:3]] == ["note", "note"]
    assert not rows[3].startswith("note")


CHARGED = [
    ("paragraph", "修好东闸的闸板和铁件，汛期以前试放三次水，记下每次的水位。（水务局负责）"),
    ("paragraph", "清理北渠的淤泥，堆在指定的地方晒干，由各组运到田里作肥料。（农业局负责）"),
    ("paragraph", "加固南岸的护坡和石阶，石块之间用灰浆填实，完工以后种上草。（水务局指导）"),
    ("paragraph", "在三座桥下各装一根水尺，由看护人每天早晚读数并写在簿子上。（水文站负责）"),
    ("paragraph", "每晚两人轮流守夜，从天黑到天亮，听见水声不对就敲锣报告。（各村负责）"),
]


def test_who_is_charged_ends_a_paragraph(blocks: Blocks) -> None:
    for measure in (12, 18, 40):
        rows = blocks("水利计划\n\n" + typeset(CHARGED, Page(measure=measure, indent=0, blanks="none")))
        assert [row.split(": ")[1] for row in rows[1:]] == [words for _, words in CHARGED]


LINES = [
    "　　今年的水利工程，由各村自己派工，",
    "县里只出石料和工钱，完工以后由水",
    "务局和各村一起验收，验收不合格的，",
]
REST = ["限期返工，返工的费用由各村自己承", "担，不得向县里另外要钱。", "　　工程在年底以前都要完工。"]


@pytest.mark.parametrize("heading", ["二、验收与返工的费用", "【水利工地新事】各村都派出了人"])
def test_a_heading_with_marks_of_its_own_interrupts_a_sentence(heading: str, blocks: Blocks) -> None:
    text = "\n".join(["水利工程问答", "", *LINES, "", heading, "", *REST]) + "\n"
    rows = [row.split(": ")[1] for row in blocks(text)]
    assert heading in rows
    assert any(row.endswith("不得向县里另外要钱。") and row.startswith("今年") for row in rows)


def test_a_day_and_a_note_to_the_public_are_lines_of_their_own(blocks: Blocks) -> None:
    text = "\n".join(
        ["关于修渠的通知", "", "各村：", *LINES, *REST, "柳河县水务局", "2021年5月6日", "（此件公开发布）"]
    )
    rows = blocks(text + "\n")
    assert rows[-3:] == ["signature: 柳河县水务局", "date: 2021年5月6日", "note: （此件公开发布）"]


def test_words_above_articles_are_parts_of_a_statute(blocks: Blocks) -> None:
    lines = ["渡口规则", "", "船只", "第一条　船只应当登记。", "第二条　登记不收费。", "", "船工"]
    lines += ["第三条　船工应当会游水。", "", "过河的人", "第四条　过河的人应当先下后上。", "第五条　本规则即日施行。"]
    rows = blocks("\n".join(lines) + "\n")
    assert [row for row in rows if row.startswith("heading2")] == [
        "heading2: 船只",
        "heading2: 船工",
        "heading2: 过河的人",
    ]


@pytest.mark.parametrize(("words", "goes_on"), [("3.7%，两季水稻", True), ("2031年，全镇", False), ("3. 修渠", False)])
def test_a_figure_with_a_mark_behind_it_goes_on_with_a_sentence(words: str, goes_on: bool) -> None:
    assert TextLine(1, 0, len(words), words, 0.0, 0).never_first is goes_on
