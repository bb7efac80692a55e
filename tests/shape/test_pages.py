"""The same text, set in many ways, comes out the same: no rule may lean on one way of setting."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from tests.shape.typeset import Page, typeset

BLOCKS = [
    ("title", "柳河县水塘保护办法"),
    ("heading", "第一章　总则"),
    (
        "paragraph",
        "第一条　为了保护全县的水塘，方便村民取水和灌溉，留住塘边的树木和鸟类，根据有关规定，"
        "结合本县实际，制定本办法。",
    ),
    (
        "paragraph",
        "第二条　本办法所称水塘，是指面积在二百平方米以上、常年有水的池塘，包括村民自己开挖的"
        "蓄水池，但是鱼塘和污水池除外。",
    ),
    ("paragraph", "水塘的名录由县水务局编制，每三年修订一次，并在各村的公告栏张贴。"),
    ("paragraph", "第三条　保护水塘应当坚持先易后难、就近管理的原则，谁使用谁出力，不得把负担转给别的村。"),
    ("heading", "第二章　管理"),
    (
        "paragraph",
        "第四条　每口水塘设一名看护人，由村民会议推举，任期两年，可以连任。看护人每月至少巡查"
        "两次，把水位、水色和岸边的变化记在簿子上。",
    ),
    ("paragraph", "看护人发现有人倾倒垃圾的，应当劝阻；劝阻无效的，报告村民委员会处理。"),
    ("paragraph", "第五条　任何人不得在水塘边从事下列活动，已经从事的，应当在三十日以内停止并且恢复原状："),
    ("paragraph", "（一）堆放化肥、农药或者其他可能流入水中的物品；"),
    ("paragraph", "（二）砍伐岸边三十米以内的树木，但是病树和枯树经看护人同意可以砍伐的除外；"),
    ("paragraph", "（三）用电、用药捕鱼。"),
    (
        "paragraph",
        "第六条　天旱的时候，先保证人和牲畜饮水，再保证菜地，最后才是稻田。取水的次序由村民会"
        "议决定，各户不得抢先。",
    ),
    ("heading", "第三章　附则"),
    ("paragraph", "第七条　本办法由县水务局负责解释，没有规定的事项由各村自行商定，但是不得同本办法相抵触。"),
    ("paragraph", "第八条　本办法自公布的次月一日起施行，原来的有关规定同时废止。"),
]  # fmt: skip

PAGES = [
    Page(),
    Page(indent=0),
    Page(blanks="none"),
    Page(blanks="heads", number="- {} -", head="柳河县水塘保护办法", lines=9),
    Page(blanks="none", printed_indent=True, number="第 {} 页", lines=8),
    Page(blanks="some", hanging=True, number="{}", lines=7),
    Page(blanks="all", jitter=1.0),
    Page(measure=21, indent=0, blanks="none", jitter=1.0, seed=1),
    Page(measure=15, blanks="all"),
    Page(measure=17, blanks="all", indent=0),
    Page(blanks="heads", number="第{}页 2016/4/9", lines=9),
    Page(blanks="heads", number="2016-04-09 第 {} 页", lines=9),
    Page(measure=40, blanks="none", number="【{}】", head="文献汇编", lines=6),
]


@pytest.mark.parametrize("page", PAGES, ids=repr)
def test_a_text_comes_out_the_same_however_it_is_set(page: Page, blocks: Callable[[str], list[str]]) -> None:
    rows = [row.split(": ", 1)[1] for row in blocks(typeset(BLOCKS, page)) if row != "---"]
    assert rows == [words for _, words in BLOCKS]


@pytest.mark.parametrize("page", PAGES, ids=repr)
def test_its_headings_are_found_however_it_is_set(page: Page, blocks: Callable[[str], list[str]]) -> None:
    headings = [row for row in blocks(typeset(BLOCKS, page)) if row.startswith("heading2")]
    assert headings == [f"heading2: {words}" for kind, words in BLOCKS if kind == "heading"]
