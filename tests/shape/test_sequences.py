"""Numbers out of sequence and second works are doubts, each with its place and reason."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shanben.model.text import Source
from shanben.shape.arrange import arrange
from shanben.shape.numbering import parse_number
from shanben.shape.outline import propose

BODY = "水库管理人应当每日巡查堤坝，发现险情立即上报，并在三日之内说明原因和处置的经过。"


def doubts(text: str) -> list[tuple[str, str]]:
    source = Source("river", Path("river.txt"), text, sha256(text.encode()).hexdigest(), "utf-8")
    return [
        (entry.doubt.code, entry.doubt.reason)
        for work in propose(source).works
        for entry in work.contents
        if entry.doubt
    ]


def chapters(*headings: str) -> str:
    return "青河条例\n" + "".join(f"{heading}\n{BODY}\n" for heading in headings)


@pytest.mark.parametrize(
    ("headings", "found"),
    [
        (("一、总则", "二、取水", "三、附则"), []),
        (("一、总则", "三、附则"), ["三、 stands after 1"]),
        (("三、附则",), ["三、 stands with nothing of its kind before it"]),
        (("第一章 总则", "第二章 取水", "第四章 附则"), ["第四章 stands after 2"]),
        (("第一章 总则", "第一章之一 补则", "第二章 附则"), []),
        (("一、总则", "（一）宗旨", "（二）范围", "二、取水", "（一）许可", "（三）期限"), ["（三） stands after 1"]),
        (("第一条 为了青河。", "第二条 河长负责。", "第二条之一 副河长协助。", "第三条 施行。"), []),
        (("第一条 为了青河。", "第二条 河长负责。", "第四条 施行。"), ["第四条 stands after 2"]),
        (("第一条 为了青河。", "第二条 河长负责。", "第七条第二款规定，准用于前款。", "第三条 施行。"), []),
        (("第1條 為了青河。", "第2條 河長負責。", "第九條、第十條規定，於前項準用之。", "第3條 施行。"), []),
        (("第1條 為了青河。", "第七條至前條所定期間，為三日。", "第2條 施行。"), []),
    ],
)
def test_a_number_that_does_not_follow_is_doubted(headings: tuple[str, ...], found: list[str]) -> None:
    assert doubts(chapters(*headings)) == [("D306", reason) for reason in found]


def test_a_paragraph_that_names_the_next_article_opens_none() -> None:
    text = "青河条例\n第一条　为了青河。\n第二条　河长负责。\n第三条第二款规定，准用于前款。\n第三条　施行。\n"
    source = Source("river", Path("river.txt"), text, sha256(text.encode()).hexdigest(), "utf-8")
    shaped, _ = arrange(source, propose(source))
    blocks = [block.id for work in shaped.works for section in work.sections() for block in section.blocks]
    assert blocks == ["art-1-1", "art-2-1", "art-2-2", "art-3-1"]


@settings(deadline=None)
@given(st.integers(min_value=2, max_value=40), st.data())
def test_of_articles_one_by_one_only_the_one_after_a_missing_one_is_doubted(total: int, data: st.DataObject) -> None:
    missing = data.draw(st.integers(min_value=1, max_value=total - 1))
    kept = [number for number in range(1, total + 1) if number != missing]
    found = doubts(chapters(*(f"第{number}条　{BODY}" for number in kept)))
    assert [reason.split(" ")[0] for _, reason in found] == [f"第{missing + 1}条"]


def test_an_inserted_chapter_has_both_numbers() -> None:
    number = parse_number("第五章之一　补则")
    assert number is not None
    assert (number.values, number.length) == ((5, 1), 6)


def test_each_work_after_the_first_is_doubted(repository: Path) -> None:
    text = (repository / "seeds/000_472e4490c209e15f.txt").read_text(encoding="utf-8")
    source = Source("seed", Path("seed.txt"), text, sha256(text.encode()).hexdigest(), "utf-8")
    later = propose(source).works[1:]
    assert len(later) == 2
    for work in later:
        assert any(entry.doubt and entry.doubt.code in ("D302", "D307") for entry in work.contents)


def test_two_volumes_are_first_and_last() -> None:
    assert not doubts(chapters("卷上", "卷下"))
    assert [code for code, _ in doubts(chapters("卷上", "卷四"))] == ["D306"]
