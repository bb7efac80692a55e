"""Bytes to text: every encoding, every line end, nothing changed."""

from __future__ import annotations

import codecs
import hashlib
import unicodedata
from pathlib import Path
from typing import Literal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shanben.characters import is_blank
from shanben.lineation import lines_of, number_of_lines
from shanben.problems import Refused
from shanben.read.sources import read_source, slug_of
from shanben.read.termbase import pinyin_id

SIMPLIFIED = """\
关于整理旧书的通知

各位同事：

  库房里的旧书已经清点完毕，共三千二百册。请大家在本月底以前到库房来，看一看有没有自己还要用的。
没有人要的书，下个月送给镇上的学校。

第一，先登记，后取书；
第二，取书的人要在册子上写下名字。
"""
TRADITIONAL = """\
關於整理舊書的通知

各位同事：

  庫房裡的舊書已經清點完畢，共三千二百冊。請大家在這個月底以前到庫房來，看一看有沒有自己還要用的。
沒有人要的書，下個月送給鎮上的學校。

第一，先登記，後取書；
第二，取書的人要在冊子上寫下名字。
"""


def read(folder: Path, raw: bytes, encoding: str = "") -> tuple[str, str]:
    file = folder / "a.txt"
    file.write_bytes(raw)
    source = read_source(file, encoding=encoding, shown="seeds/a.txt")
    assert source.sha256 == hashlib.sha256(raw).hexdigest()
    return source.text, source.encoding


@pytest.mark.parametrize(
    ("raw", "encoding"),
    [
        (SIMPLIFIED.encode(), "utf-8"),
        (codecs.BOM_UTF8 + SIMPLIFIED.encode(), "utf-8-sig"),
        (codecs.BOM_UTF16_LE + SIMPLIFIED.encode("utf-16-le"), "utf-16"),
        (codecs.BOM_UTF16_BE + SIMPLIFIED.encode("utf-16-be"), "utf-16"),
        (SIMPLIFIED.encode("utf-16-le"), "utf-16-le"),
        (SIMPLIFIED.encode("utf-16-be"), "utf-16-be"),
        (SIMPLIFIED.encode("gb18030"), "gb18030"),
        (SIMPLIFIED.encode("gbk"), "gb18030"),
        (SIMPLIFIED.encode("hz"), "hz"),
    ],
    ids=["UTF-8", "UTF-8 BOM", "UTF-16LE BOM", "UTF-16BE BOM", "UTF-16LE", "UTF-16BE", "GB18030", "GBK", "HZ"],
)
def test_an_encoding_is_found_out(tmp_path: Path, raw: bytes, encoding: str) -> None:
    assert read(tmp_path, raw) == (SIMPLIFIED, encoding)


@pytest.mark.parametrize("encoding", ["utf-8", "big5", "gb18030", "utf-16-le"])
def test_traditional_text_is_found_out(tmp_path: Path, encoding: str) -> None:
    assert read(tmp_path, TRADITIONAL.encode(encoding)) == (TRADITIONAL, encoding.replace("big5", "cp950"))


@pytest.mark.parametrize("line", [line for line in SIMPLIFIED.splitlines() if len(line) > 8])
def test_a_short_file_is_found_out(tmp_path: Path, line: str) -> None:
    for encoding in ("utf-8", "gb18030"):
        assert read(tmp_path, line.encode(encoding)) == (line, encoding)


@pytest.mark.parametrize("line", [line for line in TRADITIONAL.splitlines() if len(line) > 8])
def test_a_short_traditional_file_is_found_out(tmp_path: Path, line: str) -> None:
    assert read(tmp_path, line.encode("big5"))[0] == line


@pytest.mark.parametrize("raw", ["短".encode("gb18030"), "短文".encode("big5"), "甲".encode("utf-16-le") + b"\n\x00"])
def test_a_tiny_file_is_read_as_something(tmp_path: Path, raw: bytes) -> None:
    text, encoding = read(tmp_path, raw)
    assert text.encode(encoding) == raw


@pytest.mark.parametrize("text", ["let ~{ x ~} be", "~{ab", "~}~{\n"])
def test_waves_and_braces_alone_are_what_they_are(tmp_path: Path, text: str) -> None:
    assert read(tmp_path, text.encode()) == (text, "utf-8")


def test_a_stated_encoding_is_used(tmp_path: Path) -> None:
    short = "短文".encode("big5")
    assert read(tmp_path, short, "big5") == ("短文", "big5")


def test_a_byte_order_mark_is_no_text(tmp_path: Path) -> None:
    assert read(tmp_path, codecs.BOM_UTF8 + "甲".encode())[0] == "甲"
    assert read(tmp_path, codecs.BOM_UTF16_LE + "甲".encode("utf-16-le"), "utf-16-le")[0] == "甲"


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\n\f"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16-le", "utf-16-be", "gb18030"])
def test_line_ends_and_form_feeds_are_kept(tmp_path: Path, end: str, encoding: str) -> None:
    text = SIMPLIFIED.replace("\n", end)
    assert read(tmp_path, text.encode(encoding)) == (text, encoding)


def test_white_space_of_every_kind_is_kept(tmp_path: Path) -> None:
    text = "甲\t乙\u3000丙\u00a0丁 \u2003戊\v己\n\n\n \n"
    assert read(tmp_path, text.encode())[0] == text


def uncut(raw: bytes, encoding: str) -> str:
    """What bytes hold without the beginning of a last character that was cut off."""
    try:
        return raw.decode(encoding)
    except UnicodeDecodeError as error:
        return raw[: max(error.start, len(raw) - 3)].decode(encoding)


@settings(max_examples=150, deadline=None)
@given(
    raw=st.one_of(
        st.binary(max_size=80),
        st.text(max_size=40).map(str.encode),
        st.text(max_size=40).map(lambda text: text.encode("gb18030", "ignore")),
    )
)
def test_any_bytes_are_read_or_refused_with_a_code(tmp_path_factory: pytest.TempPathFactory, raw: bytes) -> None:
    folder = tmp_path_factory.getbasetemp() / "any"
    folder.mkdir(exist_ok=True)
    try:
        text, encoding = read(folder, raw)
    except Refused as refusal:
        problems = refusal.problems
    else:
        assert text.strip()
        assert text == uncut(raw, encoding)
        return
    assert [problem.code for problem in problems] in (["E101"], ["E102"], ["E103"])
    assert problems[0].origin.line >= 1


@settings(max_examples=150, deadline=None)
@given(
    text=st.text(
        st.characters(exclude_categories=("Cc", "Cs"), exclude_characters="\ufffe\uffff\ufeff"), min_size=1
    ).filter(lambda text: not is_blank(text))
)
def test_any_text_in_utf_8_is_read_as_it_is(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    folder = tmp_path_factory.getbasetemp() / "texts"
    folder.mkdir(exist_ok=True)
    assert read(folder, text.encode()) == (text, "utf-8")
    assert read(folder, codecs.BOM_UTF16_BE + text.encode("utf-16-be")) == (text, "utf-16")


@pytest.mark.parametrize("form", ["NFC", "NFD"])
@pytest.mark.parametrize(
    ("name", "address"),
    [
        ("Café", "Cafe"),
        ("第２篇", "di-2-pian"),
        ("⼈口", "ren-kou"),
        ("卷Ⅳ", "juan-IV"),
        ("ﬁ", "fi"),
        ("が", ""),
    ],
)
def test_a_name_has_one_address_however_it_is_stored(name: str, address: str, form: Literal["NFC", "NFD"]) -> None:
    """A computer may store a name taken apart; full width, radicals and ligatures are what readers take them for."""
    assert slug_of(unicodedata.normalize(form, name)) == address
    assert pinyin_id(unicodedata.normalize(form, name)) == address.replace("-", "").lower() or not address


@pytest.mark.parametrize(
    ("name", "address"),
    [
        ("通知（2024）- 定稿", "tong-zhi-2024-ding-gao"),
        ("letter - final", "letter-final"),
        ("a--b", "a--b"),
        ("西湖 — 风景", "xi-hu-feng-jing"),
    ],
)
def test_what_is_left_out_of_an_address_leaves_one_hyphen(name: str, address: str) -> None:
    assert slug_of(name) == address


@given(st.text(alphabet="文\n\r\u2028 "))
def test_lines_are_counted_as_they_are_read(text: str) -> None:
    assert number_of_lines(text) == len(lines_of(text))
