"""Radicals that stand for characters, and encodings told apart."""

from __future__ import annotations

import codecs
from pathlib import Path

import pytest
from lxml import html
from tests.take.conftest import SETTINGS, Take, outline

from shanben.addresses import addresses
from shanben.encodings import decode, other_encoding
from shanben.library import build_library
from shanben.model.radicals import IDEOGRAPHS, read_radicals
from shanben.model.text import NOWHERE, GapReason
from shanben.problems import Refused
from shanben.render.receipts import receipt_pages
from shanben.search.fold import fold

RADICAL_TEXT = """⻰⾈竞渡记
⼀、赛前
⻰⾈⻓⼋丈，⽤⻘竹为篙。
第 1 ⻚ 共 2 ⻚
⼆、赛后
⼈⼈称快，⾄⽇暮乃散。
第 2 ⻚ 共 2 ⻚
"""


def test_every_radical_has_its_ideograph() -> None:
    assert len(IDEOGRAPHS) == 114 + 214
    assert all(len(ideograph) == 1 for ideograph in IDEOGRAPHS.values())
    assert read_radicals("⺠⻔⻅⻩⼈⾧") == "民门见黄人長"


def test_the_door_is_read_after_the_script_of_its_text() -> None:
    assert read_radicals("这里有⼾人家") == "这里有户人家"
    assert read_radicals("這裡有⼾人家，來時門開") == "這裡有戶人家，來時門開"


def test_radicals_count_as_ideographs_everywhere(tmp_path: Path, shaped: Take) -> None:
    file = tmp_path / "race.txt"
    file.write_text(RADICAL_TEXT, "utf-8")
    found = shaped(file)
    work = found.works[0]
    assert outline(found) == [(1, "龙舟竞渡记"), (2, "一、赛前"), (2, "二、赛后")]
    assert [section.anchor for section in work.sections()] == ["title", "s1", "s2"]
    assert [gap.reason for gap in found.gaps].count(GapReason.PAGE_NUMBER) == 2
    assert "龙舟长八丈，用青竹为篙。" in [work.text(block) for block in work.blocks()]
    assert "⻓" in found.source.text


def test_a_receipt_says_as_what_a_radical_is_read(tmp_path: Path) -> None:
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds/people.txt").write_text("⼈⺠之渡\n\n⽇暮渡头人⺠少。\n", "utf-8")
    library, problems = build_library(tmp_path, SETTINGS)
    assert not [problem for problem in problems if problem.fatal], problems
    (shaped,) = library.sources
    (page,) = receipt_pages(shaped, addresses(library, 12_000, 1_000, True))
    shown = html.fromstring(page.html)
    read = [(one.text_content(), one.get("data-read")) for one in shown.iter("span") if one.get("data-read")]
    assert read == [("⼈", "人"), ("⺠", "民"), ("⽇", "日"), ("⺠", "民")]
    counted = [row.text_content() for row in shown.iter("tr") if "radicals" in row.text_content()]
    assert [text.split()[-1][-1] for text in counted] == ["4"]


def test_search_folds_radicals() -> None:
    assert fold("成⻓") == fold("成长")
    assert fold("⻘年⼈才") == "青年人才"


CANTONESE = "今日嘅天氣好好，我哋一齊去海邊行下，睇下啲船喺度做乜嘢。"
TAIWAN = "廟裏的鐘聲傳得很遠，村裏的人聽見鐘聲就知道天亮了。"


@pytest.mark.parametrize(
    ("text", "encoding", "found"),
    [
        (CANTONESE, "big5hkscs", "big5hkscs"),
        (TAIWAN, "cp950", "cp950"),
        ("村里的人听见钟声就知道天亮了。", "gbk", "gb18030"),
        ("之乎者也，古之文也；今人学之，不亦难乎。", "gb18030", "gb18030"),
    ],
)
def test_chinese_encodings_are_told_apart(text: str, encoding: str, found: str) -> None:
    assert decode(text.encode(encoding), "", NOWHERE) == (text, found)
    assert other_encoding(text, found) == ""


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("산에는 꽃 피네 꽃이 피네 갈 봄 여름 없이 꽃이 피네", "euc_kr"),
        ("むかしむかし、あるところにおじいさんとおばあさんがいました。", "shift_jis"),
        ("むかしむかし、あるところにおじいさんとおばあさんがいました。", "euc_jp"),
    ],
)
def test_other_languages_are_not_read_as_chinese(text: str, encoding: str) -> None:
    with pytest.raises(Refused, match=encoding):
        decode(text.encode(encoding), "", NOWHERE)
    assert decode(text.encode(encoding), encoding, NOWHERE)[0] == text


def test_a_text_that_may_be_in_either_encoding_is_doubted() -> None:
    assert other_encoding("琌", "cp950") or other_encoding("打跋", "gb18030")


@pytest.mark.parametrize(
    ("text", "encoding", "found"),
    [
        ("報名須知\n①請先填表；②再附照片；③於月底前寄出。逾期恕不受理。\n", "big5hkscs", "big5hkscs"),
        ("施工說明\nⅰ總則，ⅱ範圍，ⅲ工期。承包商應依圖施工。\n", "big5hkscs", "big5hkscs"),
        ("門口寫着カラオケ，店主說是客人送的。\n", "big5hkscs", "big5hkscs"),
        ("注意\n‧請勿喧嘩\n‧請勿飲食\n", "cp950", "cp950"),
        ("莎士‧比亞的戲，票價約在￥三百至五百之間。\n", "cp950", "cp950"),
        ("┌──┬──┐\n│姓名│電話│\n├──┼──┤\n│王生│一二│\n└──┴──┘\n", "cp950", "cp950"),
    ],
)
def test_signs_of_big5_are_those_that_were_typed(text: str, encoding: str, found: str) -> None:
    assert decode(text.encode(encoding), "", NOWHERE) == (text, found)


def test_a_dot_between_names_is_the_same_beside_characters_of_hong_kong() -> None:
    dot, words = "‧".encode("cp950"), "今日嘅戲"
    assert decode(words.encode("big5hkscs") + dot + "好睇嘅".encode("big5hkscs"), "", NOWHERE)[0] == f"{words}‧好睇嘅"


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-be"])
def test_half_a_character_is_no_end_of_a_file(encoding: str) -> None:
    text = "渡口\n船Ě"  # its last byte is 1A
    mark = codecs.BOM_UTF16_BE if encoding == "utf-16" else b""
    assert decode(mark + text.encode("utf-16-be"), "", NOWHERE) == (text, encoding)
