"""Scrolls with the marks of the Kanseki Repository: their text, without what is said about it."""

from __future__ import annotations

from pathlib import Path

from tests.take.conftest import Take, outline, text_of

from shanben.model.text import BlockKind
from shanben.take.documents import Document, read_document

HEAD = """# -*- mode: mandoku-view; -*-
#+TITLE: 渡口集
#+DATE: 2015-01-02 03:04:05.6
#+PROPERTY: ID KR9z0001
#+PROPERTY: BASEEDITION SBCK
#+PROPERTY: JUAN 3
<pb:KR9z0001_SBCK_003-1a>¶
"""
PRINTED = (
    HEAD
    + """渡口集卷第三¶
　　渡口記¶
渡口在青石之東岸臨水爲階七十有二級其下九級惟冬¶
涸乃見渉者必待舟舟子三人更相爲守(其一姓周東岸/人也其二姓吳西)¶
　(岸/人也)夜則繋舟於柳下聞呼即起雖風雪不辭鄕人德¶
<pb:KR9z0001_SBCK_003-1b>¶
之爲立石焉(今/存)¶
"""
)
MARKED = (
    HEAD
    + """** 一 渡口

東岸有階，¶
水落乃見。¶
# src: 甲本 3
# dating: 1900
舟子三人，<pb:KR9z0001_tls_003-2a>¶
更相為守。

** 二 石碑

立石歌
石在柳下，¶
字在石上。¶
"""
)


def _taken(folder: Path, words: str) -> Document:
    (folder / "scroll.txt").write_text(words, "utf-8")
    return read_document(folder / "scroll.txt")


def test_the_marks_of_pages_and_lines_are_left_out(tmp_path: Path) -> None:
    document = _taken(tmp_path, PRINTED)
    assert text_of(document).splitlines() == [
        "渡口集卷第三", "　　渡口記", "渡口在青石之東岸臨水爲階七十有二級其下九級惟冬",
        "涸乃見渉者必待舟舟子三人更相爲守(其一姓周東岸人也其二姓吳西",
        "　岸人也)夜則繋舟於柳下聞呼即起雖風雪不辭鄕人德",
        "之爲立石焉(今存)",
    ]  # fmt: skip
    assert document.evidence is not None
    assert document.evidence.left_out == {
        "lines about the text": 6, "marks of pages": 2, "signs of line ends": 6, "signs between the rows of notes": 4,
    }  # fmt: skip
    assert (document.stated["title"], document.stated["source"]) == ("渡口集", "KR9z0001 SBCK 3")


def test_a_printed_scroll_is_read_as_any_text(tmp_path: Path, shaped: Take) -> None:
    _taken(tmp_path, PRINTED)
    (work,) = shaped(tmp_path / "scroll.txt").works
    assert work.title == "渡口集卷第三"
    assert [block.kind for block in work.blocks() if "渡口在青石" in work.text(block)] == [BlockKind.PARAGRAPH]
    assert any(work.text(block).endswith("立石焉(今存)") for block in work.blocks())


def test_marked_headings_and_the_lines_below_them(tmp_path: Path, shaped: Take) -> None:
    _taken(tmp_path, MARKED)
    (work,) = shaped(tmp_path / "scroll.txt").works
    assert [name for _, name in outline_of(tmp_path, shaped)] == ["渡口集", "一　渡口", "二　石碑"]
    said = [work.text(block) for block in work.blocks() if block.kind is BlockKind.PARAGRAPH]
    assert said == ["東岸有階，水落乃見。舟子三人，更相為守。", "立石歌", "石在柳下，字在石上。"]


def test_the_title_of_the_head_stands_where_the_text_has_none(tmp_path: Path, shaped: Take) -> None:
    _taken(tmp_path, HEAD + "東岸臨水爲階七十有二級其下九級惟冬涸乃見渉者必待舟，舟子三人更相爲守。¶\n")
    assert shaped(tmp_path / "scroll.txt").works[0].title == "渡口集"


def test_other_texts_with_such_signs_stay_as_they_are(tmp_path: Path) -> None:
    for words in ("#+TITLE: 一行而已\n正文在此。\n", "段落符號¶\n不是題目。\n", "甲/乙(丙/丁)¶\n"):
        document = _taken(tmp_path, words)
        assert text_of(document) == words
        assert document.evidence is None


def outline_of(folder: Path, shaped: Take) -> list[tuple[int, str]]:
    return outline(shaped(folder / "scroll.txt"))
