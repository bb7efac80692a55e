"""Addresses: what works, sections and blocks are called, and that exactly these anchors exist."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import urljoin

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shanben.addresses import anchors, between, openings, safe_name, same_address, work_pages
from shanben.model.editions import Edition, Entry, EntryKind, PlannedWork
from shanben.model.text import Source, Span
from shanben.model.works import Work
from shanben.shape.arrange import arrange
from shanben.shape.outline import propose


def read(text: str, name: str = "law") -> Work:
    """The one work that the engine finds in a text."""
    source = Source(name, Path(f"{name}.txt"), text, "0" * 64, "utf-8")
    shaped, problems = arrange(source, propose(source))
    assert problems == ()
    (work,) = shaped.works
    return work


def places(work: Work) -> dict[str, str]:
    """The first words at each anchor."""
    words = {block.id: work.text(block) for block in work.blocks()}
    words |= {anchor: words[block] for block, anchor in openings(work).items()}
    return {anchor: words[anchor] for anchor in anchors(work)}


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("art-12", "art-12"),
        ("Notice-2020.v2", "Notice-2020.v2"),
        ("con", "con-text"),
        ("NUL.2", "NUL-text.2"),
        ("com1", "com1-text"),
        ("console", "console"),
        ("index", "index-text"),
        ("Whole", "Whole-text"),
        ("notice...", "notice"),
        ("sb-search", "text-sb-search"),
        ("a.html", "a.html-text"),
        ("Contents.JS", "Contents.JS-text"),
        ("a" * 78 + ".epub", "a" * 71 + "-7bc38d65"),
    ],
)
def test_names_that_are_free_everywhere(name: str, safe: str) -> None:
    assert safe_name(name) == safe


def test_long_names_stay_apart() -> None:
    one, other = safe_name("a" * 300 + "b"), safe_name("a" * 300 + "c")
    assert one != other
    assert len(one) <= 80


@given(st.from_regex(r"[A-Za-z0-9][A-Za-z0-9._-]{0,120}", fullmatch=True))
def test_a_safe_name_is_safe(name: str) -> None:
    safe = safe_name(name)
    assert safe_name(safe) == safe
    assert re.fullmatch(r"[A-Za-z0-9]|[A-Za-z0-9][A-Za-z0-9._-]{0,84}[A-Za-z0-9_-]", safe)
    assert safe.lower().split(".")[0] not in {"con", "prn", "aux", "nul", "com1", "lpt9", "index", "whole"}


MARKET = """集市管理条例

第一条 为了管理集市，制定本条例。
有关部门应当配合。
第一条之一 集市每旬开市一次。
第二条 摊主应当遵守下列规定：
（一）按位摆摊；
（二）不得有下列行为：
1.占道；
2.喧哗。
（三）收市清扫。
摊位不得转让。
附件一
集市公约
第一条 买卖公平。
第二条 违反第一条的，予以劝阻。
"""

LANE = """巷道管理條例

第 一 章 總則
第 1 條
為管理巷道，制定本條例。
第 2 條
巷道管理事項如下：
一、清掃。
二、照明。
第 2-1 條
巷道不得堆置雜物。
第 3 條
本條例自公布日施行。
"""


def test_articles_of_every_form_have_addresses_that_lead_to_their_first_words() -> None:
    assert places(read(MARKET)) == {
        "title": "集市管理条例",
        "art-1": "第一条　为了管理集市，制定本条例。",
        "art-1-1": "第一条　为了管理集市，制定本条例。",
        "art-1-2": "有关部门应当配合。",
        "art-1_1": "第一条之一　集市每旬开市一次。",
        "art-1_1-1": "第一条之一　集市每旬开市一次。",
        "art-2": "第二条　摊主应当遵守下列规定：",
        "art-2-1": "第二条　摊主应当遵守下列规定：",
        "art-2-1-1": "（一）按位摆摊；",
        "art-2-1-2": "（二）不得有下列行为：",
        "art-2-1-2-1": "1.占道；",
        "art-2-1-2-2": "2.喧哗。",
        "art-2-1-3": "（三）收市清扫。",
        "art-2-2": "摊位不得转让。",
        "annex-1": "附件一",
        "s-annex-1-title": "集市公约",
        "annex-1-art-1": "第一条　买卖公平。",
        "annex-1-art-1-1": "第一条　买卖公平。",
        "annex-1-art-2": "第二条　违反第一条的，予以劝阻。",
        "annex-1-art-2-1": "第二条　违反第一条的，予以劝阻。",
    }


def test_a_number_on_a_line_of_its_own_heads_its_article() -> None:
    assert places(read(LANE)) == {
        "title": "巷道管理條例",
        "s1": "第一章　總則",
        "art-1": "第1條",
        "art-1-1": "為管理巷道，制定本條例。",
        "art-2": "第2條",
        "art-2-1": "巷道管理事項如下：",
        "art-2-1-1": "一、清掃。",
        "art-2-1-2": "二、照明。",
        "art-2_1": "第2-1條",
        "art-2_1-1": "巷道不得堆置雜物。",
        "art-3": "第3條",
        "art-3-1": "本條例自公布日施行。",
    }


def test_every_anchor_has_its_page() -> None:
    work = read(MARKET)
    for long_work in (1, 10_000):
        assert list(work_pages(work, long_work).page_of) == list(anchors(work))


def pinned(*ids: str) -> list[str]:
    """The faults of an edition that pins ids to its headings."""
    lines = ["题目", *(f"小标题{number}" for number in range(len(ids)))]
    text = "\n".join(lines)
    entries, position = [], 0
    for number, line in enumerate(lines):
        kind = EntryKind.HEADING if number else EntryKind.TITLE
        span = Span(position, position + len(line))
        entries.append(Entry(kind, (span,), id=ids[number - 1] if number else ""))
        position += len(line) + 1
    source = Source("x", Path("x.txt"), text, "0" * 64, "utf-8")
    _, problems = arrange(source, Edition("x", (PlannedWork("x", tuple(entries)),)))
    return [problem.code for problem in problems]


def test_an_editor_cannot_take_an_address_of_the_engine_or_one_twice() -> None:
    assert pinned("river", "lake") == []
    assert pinned("whole") == ["E706"]
    assert pinned("aux") == ["E706"]
    assert pinned("River", "river") == ["E209"]
    assert pinned("title") == ["E209"]
    assert same_address("River") == same_address("river")


@pytest.mark.parametrize(
    ("here", "there", "written"),
    [
        ("works/a/", "works/a/#p1", "#p1"),
        ("works/a/2/", "works/a/2/#p1", "#p1"),
        ("works/a/2.html", "works/a/2.html#p1", "#p1"),
        ("", "#p1", "#p1"),
        ("works/a/2/", "works/a/#p1", "../#p1"),
        ("works/a/", "works/b/#p1", "../b/#p1"),
        ("works/a.html", "works/b.html#p1", "b.html#p1"),
        ("works/a/", "works/a/", "./"),
        ("works/a/", "", "../../"),
    ],
)
def test_a_place_on_the_same_page_is_its_anchor_alone(here: str, there: str, written: str) -> None:
    assert between(here, there) == written
    assert urljoin(f"https://library.test/{here}", written) == f"https://library.test/{there}"
