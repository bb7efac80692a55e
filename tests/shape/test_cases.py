"""Golden documents: small texts of every kind people have, in ``cases/``, each with the blocks it is made of."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

CASES: list[dict[str, Any]] = [
    case
    for path in sorted((Path(__file__).parent / "cases").glob("*.yml"))
    for case in yaml.load(path.read_text(encoding="utf-8"), getattr(yaml, "CSafeLoader", yaml.SafeLoader))
]


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_case(case: dict[str, Any], blocks: Callable[[str], list[str]]) -> None:
    assert blocks(case["text"]) == case["blocks"]


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_line_ends_of_another_system_change_nothing(case: dict[str, Any], blocks: Callable[[str], list[str]]) -> None:
    assert blocks(case["text"].replace("\n", "\r\n")) == case["blocks"]


def test_names_of_bodies_of_one_length_are_no_verse(blocks: Callable[[str], list[str]]) -> None:
    names = "县中心医院\n县妇幼医院\n县骨科医院\n县口腔医院"
    before = "下列单位派人参加今年秋天在柳河举行的义诊活动，请提前三天报送名单和车辆号码，逾期不再受理："
    rows = blocks(f"参加单位名单\n\n{before}\n\n{names}\n\n各单位自行前往。\n")
    assert not [row for row in rows if row.startswith("verse")]


REPORTS = """柳河新闻
　　县里召开水利工作会议，部署今年冬修任务，东岭等六个乡
镇作了大会发言
　　县水利工作会议昨天召开，会议要求各乡镇抓住农闲时节，
集中力量疏浚河道、加固堤防。
查看全文
　　东岭合作社与省城三家茶庄签订长期协议，春茶价格随行就
市，每季结算
　　东岭茶业合作社昨天与省城三家茶庄签订协议，每年供应春
茶两万斤，价格随行就市。
查看全文
　　县图书馆延长开放时间，山区设流动服务点，每月两次送书
到村里的学校
　　县图书馆从下月起延长开放时间，并用流动车把书送到山
区，每月两次。
查看全文
　　县里公布校舍翻修结果，十二所学校全部合格，学生新学期
搬进新教室里
　　全县十二所学校的翻修工程昨天全部完工，学生在新学期将
搬进新教室。
查看全文
"""


def test_what_a_page_says_below_each_of_its_reports_is_no_heading(blocks: Callable[[str], list[str]]) -> None:
    assert [row.split(":")[0] for row in blocks(REPORTS) if row.endswith(": 查看全文")] == ["paragraph"] * 4
