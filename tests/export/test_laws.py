"""TEI and Akoma Ntoso: well-formed, whole, in the structure their formats ask for. All texts here are our own."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from lxml import etree

from shanben.export.akoma_ntoso import NAMESPACE, OURS, akoma_ntoso, is_statute
from shanben.export.tei import tei
from shanben.library import build_library
from shanben.model.works import Work
from shanben.settings import Settings

TEXT = """南湖市湖滩管理条例
（2001年3月5日南湖市第九届人民代表大会常务委员会第二次会议通过）
第一章　总则
第一条　为了规范湖滩的使用，保护湖水，制定本条例。
第二条　任何人不得在湖滩上堆放垃圾：
（一）建筑垃圾；
（二）生活垃圾。
第二章　附则
第三条　本条例自2001年5月1日起施行。
"""


def law(root: Path) -> Work:
    (root / "seeds").mkdir()
    (root / "seeds" / "shores.txt").write_text(TEXT, encoding="utf-8")
    library, _ = build_library(root, Settings.model_validate({}))
    return library.works[0]


def test_tei_holds_every_block_with_its_place(tmp_path: Path) -> None:
    work = law(tmp_path)
    root = etree.fromstring(tei(work, "https://example.org/"))
    assert etree.QName(root).localname == "TEI"
    assert [etree.QName(child).localname for child in root] == ["teiHeader", "text"]
    placed = root.xpath("//*[@corresp]")
    assert len(placed) == len(list(work.blocks()))
    for element in placed:
        ranges = [one.partition("#char=")[2].split(",") for one in element.get("corresp").split()]
        assert "".join(work.source.text[int(start) : int(end)] for start, end in ranges) == "".join(element.itertext())
    ids = root.xpath("//@xml:id")
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize(("known", "whole"), [("2015", "2015-01-01"), ("2015-09", "2015-09-01"), ("2015-09-30",) * 2])
def test_the_day_of_a_version_is_that_of_its_expression(tmp_path: Path, known: str, whole: str) -> None:
    root = etree.fromstring(akoma_ntoso(replace(law(tmp_path), dated=known)))
    names = {"a": NAMESPACE}
    (uri,) = root.xpath("//a:FRBRExpression/a:FRBRuri/@value", namespaces=names)
    assert uri == f"/akn/cn/act/2001-03-05/shores/zho@{known}"
    assert root.xpath("//a:FRBRExpression/a:FRBRdate/@date", namespaces=names) == [whole]


def test_akoma_ntoso_is_an_act_with_chapters_and_articles(tmp_path: Path) -> None:
    work = law(tmp_path)
    assert is_statute(work)
    root = etree.fromstring(akoma_ntoso(work))
    names = {"a": NAMESPACE}
    assert [etree.QName(child).localname for child in root[0]] == ["meta", "preface", "preamble", "body"]
    assert root.xpath("//a:chapter/a:num/text()", namespaces=names) == ["第一章", "第二章"]
    assert root.xpath("//a:article/a:num/text()", namespaces=names) == ["第一条", "第二条", "第三条"]
    assert root.xpath("//a:FRBRWork/a:FRBRuri/@value", namespaces=names) == ["/akn/cn/act/2001-03-05/shores"]
    assert root.xpath("//a:eventRef/@date", namespaces=names) == ["2001-03-05", "2001-05-01"]
    assert root.xpath("//a:timeInterval[not(@end)]/@start", namespaces=names) == ["#event_start"]
    assert root.xpath("//sb:status/text()", namespaces={"sb": OURS}) == ["in-force"]
    said = "".join(root.xpath("//a:body//text()", namespaces=names))
    assert all(words in said for words in ("保护湖水", "建筑垃圾", "2001年5月1日起施行"))
    assert root.xpath("//a:article//a:p/@sb:spans", namespaces={**names, "sb": OURS})
    for container in root.xpath("//a:article | //a:chapter", namespaces=names):
        inner = {etree.QName(child).localname for child in container}
        assert not ("content" in inner and inner & {"article", "hcontainer"})
