"""Characters that readers do not see: each kind is told with its count and place, and kept."""

from __future__ import annotations

import unicodedata
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shanben.characters import NOT_TEXT, ODD, SIGNED, holds_signed, is_blank, odd_characters, plain
from shanben.model.text import Origin
from shanben.problems import Problem, Refused
from shanben.read.sources import character_doubts, read_source

KINDS = {
    "D110": "\u202e\u2066\u200f",
    "D111": "\u200b\u00ad\ufeff\u3164\u2060\u2028\u2029",
    "D112": "\ue000\uf8ff\U000f0001\U0010fffd",
    "D113": "\U000e0041\U000e007f\ufdd0\U0001fffe",
    "D114": "\ufffd",
    "D115": "\x80\x9b\x85",
    "D116": "\ufe0f\U000e0100",
}


@pytest.mark.parametrize(("code", "characters"), KINDS.items())
def test_each_kind_is_told_with_count_and_place_and_kept(code: str, characters: str, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("春天\n" + "".join(f"甲{one}乙\n" for one in characters), encoding="utf-8")
    source = read_source(path)
    assert all(one in source.text for one in characters)
    (doubt,) = character_doubts(source)
    assert (doubt.code, doubt.origin.line) == (code, 2)
    assert f"holds {len(characters)} " in doubt.text
    assert f"U+{ord(characters[0]):04X}" in doubt.text


@given(st.text())
def test_nothing_that_is_not_seen_goes_untold(text: str) -> None:
    told = {text[place] for _, places in odd_characters(text) for place in places}
    unseen = {
        one
        for one in text
        if unicodedata.category(one) in {"Cf", "Co", "Zl", "Zp"} or one == "\ufffd" or "\x80" <= one <= "\x9f"
    }
    visible_format = {one for one in unseen if "\u0600" <= one <= "\u08e2" or one in "\U000110bd\U000110cd"}
    scripts = {one for one in unseen if ord(one) > 0x13000 and ord(one) < 0x1E000}  # hieroglyphs, shorthand, music
    assert unseen - visible_format - scripts <= told


@pytest.mark.parametrize("text", ["", "\u3000\n", "\u200b\n", "\u200b\ufe0f\u202e\u2060", "\u3164", "\u2800", "\x85"])
def test_a_text_without_anything_to_see_is_empty(text: str, tmp_path: Path) -> None:
    assert is_blank(text)
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    with pytest.raises(Refused) as refusal:
        read_source(tmp_path / "a.txt")
    assert [problem.code for problem in refusal.value.problems] == ["E101"]


@pytest.mark.parametrize("text", ["\ufffd", "\ue000", "a\u200b", "𠀀"])
def test_a_text_with_anything_to_see_is_not(text: str) -> None:
    assert not is_blank(text)


@given(st.text(st.characters()), st.text(st.characters()))
def test_a_problem_is_one_line_that_every_terminal_shows(path: str, words: str) -> None:
    line = str(Problem("E105", "cannot be read: {reason}", Origin(path, 3), {"reason": words}))
    assert len(line.splitlines()) == 1
    assert not set(line) & set("\x07\x1b\u202e\u2066")
    line.encode("utf-8")
    assert len(line) < 200 + 8 * (len(path) + 200)


def test_a_value_that_is_long_is_shortened() -> None:
    line = str(Problem("E105", "cannot be read: {reason}", Origin("a"), {"reason": "长" * 100_000}))
    assert len(line) < 200
    assert line.endswith("…")


@given(st.characters())
def test_what_is_no_text_is_a_control_or_half_a_character(character: str) -> None:
    wrong = unicodedata.category(character) in {"Cc", "Cs"} or ord(character) in {0xFFFE, 0xFFFF}
    assert bool(NOT_TEXT.match(character)) == (wrong and character not in "\t\n\r\x85")
    assert plain("长文") == "长文"


def test_every_kind_has_a_code_of_its_own() -> None:
    assert [odd.code for odd in ODD] == sorted(KINDS)


def test_a_name_that_is_no_utf8_is_refused_in_a_line_that_can_be_shown(tmp_path: Path) -> None:
    path = tmp_path / "\udcff\udce9.txt"
    with suppress(OSError):  # a system that takes no such name holds no such file
        path.write_text("春天", encoding="utf-8")
    with pytest.raises(Refused) as refusal:
        read_source(path)
    assert str(refusal.value).encode("utf-8").endswith(b"rename it")


def test_looking_for_signed_characters_finds_what_the_pattern_finds() -> None:
    every = [chr(code) for code in range(0x110000) if not 0xD800 <= code < 0xE000]
    odd = [one for one in every if SIGNED.search(one)]
    assert [one for one in every if holds_signed(f"文字。\n　{one}")] == odd
    page = "<p>文字。</p>\n　" * 100  # long enough to be looked at by a table
    assert [one for one in every[::7] if holds_signed(page + one)] == [one for one in every[::7] if SIGNED.search(one)]
