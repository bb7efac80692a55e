"""Golden cases: one behaviour of the engine each, in ``cases/cases.yml``."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

CASES: list[dict[str, Any]] = yaml.safe_load((Path(__file__).parent / "cases/cases.yml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_case(case: dict[str, Any], blocks: Callable[[str], list[str]]) -> None:
    assert blocks(case["text"]) == case["blocks"]
