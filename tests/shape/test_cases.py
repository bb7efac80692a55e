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
    for case in yaml.safe_load(path.read_text(encoding="utf-8"))
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
