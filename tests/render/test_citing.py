"""The type of a work is the same in every style."""

from __future__ import annotations

from dataclasses import replace

import pytest

from shanben.model.works import Fact
from shanben.render.citing import Form, citation, form_of

from .test_inline import WORK


@pytest.mark.parametrize(
    ("facts", "form"),
    [
        ({"kind": "白皮书"}, Form("report", "R/OL", "techreport", "RPRT")),
        ({"kind": "工作报告"}, Form("report", "R/OL", "techreport", "RPRT")),
        ({"kind": "法律"}, Form("legislation", "S/OL", "misc", "STAT")),
        ({"kind": "地方性法规", "publication": "青河日报"}, Form("legislation", "S/OL", "misc", "STAT")),
        ({}, Form("legislation", "S/OL", "misc", "STAT")),
        ({"kind": "国家标准"}, Form("standard", "S/OL", "misc", "STAND")),
        ({"kind": "民事判决书"}, Form("legal_case", "A/OL", "misc", "CASE")),
        ({"kind": "消息", "publication": "青河日报"}, Form("article-newspaper", "N/OL", "article", "NEWS")),
        ({"kind": "消息", "publication": "《青河日报》2021年"}, Form("article-newspaper", "N/OL", "article", "NEWS")),
        ({"kind": "论文", "publication": "水利学刊"}, Form("article-journal", "J/OL", "article", "JOUR")),
        ({"kind": "讲话"}, Form("webpage", "EB/OL", "misc", "ELEC")),
    ],
)
def test_each_kind_has_its_type_in_every_style(facts: dict[str, str], form: Form) -> None:
    work = replace(WORK, facts=tuple(Fact(name, text) for name, text in facts.items()))
    assert form_of(work) == form
    cited = citation(work, "文集")
    assert (cited["item"]["type"], cited["form"]) == (
        form.csl, {"gbt": form.gbt, "bibtex": form.bibtex, "ris": form.ris},
    )  # fmt: skip


def test_version_and_excerpt_are_told_and_no_brackets_stand_in_the_title() -> None:
    work = replace(WORK, dated="2021-03-04", told_apart="2021年3月4日修正", excerpt=True)
    cited = citation(work, "文集")
    assert (cited["version"], cited["excerpt"]) == ("2021年3月4日修正", True)
    assert cited["item"]["title"] == "青河条例"
    assert cited["lasting"] is None, "for nothing leads on from the dated address"
    assert cited["name"] == "青河条例（2021年3月4日修正）"
