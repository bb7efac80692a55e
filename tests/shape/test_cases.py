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
