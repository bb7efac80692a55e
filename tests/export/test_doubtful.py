"""What a draft tells an editor to look at first."""

from __future__ import annotations

from pathlib import Path

from shanben.export.edition_file import edition_text
from shanben.model.text import Source
from shanben.shape.draft import condense
from shanben.shape.outline import propose


def _drafted(text: str) -> str:
    source = Source("a", Path("a.txt"), text, "0" * 64, "utf-8")
    return edition_text(source, condense(source, propose(source)))


def test_the_least_sure_places_stand_first_with_what_would_make_them_sure() -> None:
    text = "水渠记\n\n一、开渠\n渠从山脚开起，长八里，用了三年才挖通。\n三、放水\n放水那天全村的人都到渠边来看。\n"
    head = _drafted(text).split("works:")[0]
    listed = [line for line in head.splitlines() if line.startswith("#   ")]
    assert listed == ["#   5: D306 (0.95) 前面是否漏了行 · whether a line is missing before it"]


def test_a_draft_without_doubts_says_nothing_of_them() -> None:
    assert "Look here first" not in _drafted("水渠记\n\n一、开渠\n渠从山脚开起，长八里，用了三年才挖通。\n")
