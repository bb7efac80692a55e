"""Ordinances of Hong Kong: their sections and what stands in them are cited by the signs that are printed."""

from __future__ import annotations

from pathlib import Path

import pytest

from shanben.enrich.references import resolve_references
from shanben.model.references import Registry
from shanben.model.text import Source
from shanben.shape.arrange import arrange
from shanben.shape.outline import propose

STALLS = """《街市規例》

1. 引稱
本規例可引稱為《街市規例》。
2. 檔位
(1) 任何人可向署長申請檔位。
(2) 署長可藉第(1)款所指的書面批准申請。
(3) 署長可——
(a) 拒絕根據第(1)款提出的申請；或
(b) 撤銷根據第(2)款給予的批准。
2A. 轉讓
檔位不得轉讓。
3. 上訴
{words}
"""


def leads(words: str) -> list[tuple[str, list[str]]]:
    """What section 3 cites, and where that leads: the words of the blocks, or the headings."""
    text = STALLS.replace("{words}", words)
    source = Source("stalls", Path("stalls.txt"), text, "0" * 64, "utf-8")
    shaped, problems = arrange(source, propose(source))
    assert not problems
    (resolved,), _ = resolve_references([shaped], Registry())
    (work,) = resolved.works
    said = {block.id: work.text(block) for block in work.blocks()}
    said |= {section.anchor: work.heading_text(section) for section in work.root.children}
    own = next(block.id for block in work.blocks() if work.text(block) == "".join(words.split()))
    return [
        (one.raw, [said[target.anchor][:6] for target in one.targets])
        for one in work.references
        if one.block == own and one.targets
    ]


@pytest.mark.parametrize(
    ("words", "cited"),
    [
        ("任何人因第2(3)條的決定而受屈，可上訴。", [("第2(3)條", ["(3)署長可"])]),
        (
            "任何人因第2(3)(b)條或第2A條的決定而受屈，可上訴。",
            [("第2(3)(b)條或第2A條", ["(b)撤銷根", "2A.轉讓"])],
        ),
        ("第 2(1) 及 (2) 條適用於上訴。", [("第2(1)及(2)條", ["(1)任何人", "(2)署長可"])]),
        ("本規例第二條適用於上訴。", [("本規例第二條", ["2.檔位"])]),
        ("第2(3)(c)條適用於上訴。", [("第2(3)(c)條", ["(3)署長可"])]),
        ("《渡輪條例》第2(1)條適用於上訴。", []),
    ],
)
def test_sections_are_cited_by_their_signs(words: str, cited: list[tuple[str, list[str]]]) -> None:
    assert leads(words) == [(raw, [one[:6] for one in ends]) for raw, ends in cited]


def test_a_subsection_is_cited_in_its_own_section() -> None:
    source = Source("stalls", Path("stalls.txt"), STALLS.replace("{words}", "可上訴。"), "0" * 64, "utf-8")
    (resolved,), _ = resolve_references([arrange(source, propose(source))[0]], Registry())
    (work,) = resolved.works
    said = {block.id: work.text(block) for block in work.blocks()}
    found = {said[one.block][:3] + one.raw: said[one.targets[0].anchor][:3] for one in work.references if one.targets}
    assert found == {"(2)第(1)款": "(1)", "(a)第(1)款": "(1)", "(b)第(2)款": "(2)"}
