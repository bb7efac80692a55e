"""A text reads the same whether its characters are ideographs or the radicals that look like them."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.take.conftest import Take, outline, zipped

from shanben.model.evidence import LineEvidence
from shanben.model.library import ShapedSource
from shanben.model.radicals import IDEOGRAPHS
from shanben.shape.dropped import dropped
from shanben.take.blocks import Words
from shanben.take.breaks import broken

RADICALS = str.maketrans({ideograph: radical for radical, ideograph in IDEOGRAPHS.items()})
WATER = "用水人每日到水口看一次，见小门不闭，立即用手石止水，人人有份，户户出工。"
TEXTS = {
    "two characters set wide after a number": f"水门规约\n\n第一章　总　则\n第一条　{WATER}\n第二章　用　水\n{WATER}\n",
    "a number on a line of its own": f"水门规约\n\n第一条\n{WATER}\n第二条\n{WATER}\n第三条\n{WATER}\n",
    "a space behind the number of an article": f"水门规约\n\n第一条 《用水人名册》由水口立。\n第二条 {WATER}\n",
    "a head on each page": "\f".join(f"水门日用之書\n\n{n}、水口\n{WATER}\n{WATER}\n- {n} -\n" for n in "一二三四"),
}


def _told(shaped: ShapedSource) -> list[object]:
    return [outline(shaped), *[work.text(block) for work in shaped.works for block in work.blocks()]]


@pytest.mark.parametrize("kind", TEXTS)
def test_texts(kind: str, tmp_path: Path, shaped: Take) -> None:
    told = []
    for place, written in (("plain", TEXTS[kind]), ("radicals", TEXTS[kind].translate(RADICALS))):
        file = tmp_path / place / "water.txt"
        file.parent.mkdir()
        file.write_text(written, "utf-8")
        told.append(_told(shaped(file)))
    assert told[0] == told[1]


def test_a_line_of_a_web_page_that_stops_inside_a_sentence() -> None:
    lines = "老人在石上立了一木，木上一尺一寸是水的高下，岁岁如此，看见了的人\n口口相告，至今不止。"
    for written in (lines, lines.translate(RADICALS)):
        (block,) = broken(Words(written), LineEvidence(0))
        assert block.words.text == written


def test_contents_of_a_book_lead_to_headings_in_radicals(tmp_path: Path, shaped: Take) -> None:
    names = ("水口", "石门", "老木")
    entries = "".join(f"<li><a href='a.xhtml#n{at}'>{name}</a></li>" for at, name in enumerate(names))
    chapters = "".join(f"<p id='n{at}'>{name.translate(RADICALS)}</p><p>{WATER}</p>" for at, name in enumerate(names))
    parts: dict[str, str | bytes] = {
        "META-INF/container.xml": "<container><rootfiles><rootfile full-path='b.opf'/></rootfiles></container>",
        "b.opf": "<package><manifest><item id='n' href='n.xhtml' media-type='application/xhtml+xml' properties='nav'/>"
        "<item id='a' href='a.xhtml' media-type='application/xhtml+xml'/></manifest><spine><itemref idref='a'/></spine>"
        "</package>",
        "n.xhtml": f"<html><nav><ol>{entries}</ol></nav></html>",
        "a.xhtml": f"<html><body><h1>水门志</h1>{chapters}</body></html>",
    }
    assert outline(shaped(zipped(tmp_path / "a.epub", parts))) == [(1, "水门志"), *[(2, name) for name in names]]


def test_what_is_left_out_is_counted_and_looked_for_as_it_reads(tmp_path: Path, shaped: Take) -> None:
    head = "水门日用之书"
    heads = (head, head.translate(RADICALS)) * 3
    body = [(WATER * 3)[at : at + 24] for at in range(0, len(WATER * 3), 24)]
    pages = ["\n".join([one, *body, f"- {number} -\n"]) for number, one in enumerate(heads, 1)]
    file = tmp_path / "water.txt"
    file.write_text("水门\n\n" + "".join(pages), "utf-8")
    told = [(problem.code, problem.values["count"]) for problem in dropped(shaped(file)) if problem.code == "D308"]
    assert told == [("D308", 6)]
