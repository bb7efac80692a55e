"""How names sound that the dictionary misreads."""

from __future__ import annotations

import pytest
from pypinyin import lazy_pinyin

from shanben.enrich.called import usual_name
from shanben.render.glossary import pinyin_key
from shanben.render.pinyin import sort_key
from shanben.search.keys import syllables as searched
from shanben.spoken import syllables


@pytest.mark.parametrize(
    ("words", "sounds"),
    [
        ("漯河市", "luo he shi"), ("长宁区", "chang ning qu"), ("长子县", "zhang zi xian"), ("珲春", "hun chun"),
        ("增长清单", "zeng zhang qing dan"), ("朝阳产业", "zhao yang chan ye"),
        ("北京市朝阳区", "bei jing shi chao yang qu"),
        ("民乐团", "min yue tuan"), ("长阳土家族自治县", "chang yang tu jia zu zi zhi xian"), ("ABC", "ABC"),
    ],
)  # fmt: skip
def test_places_sound_as_they_are_called(words: str, sounds: str) -> None:
    assert " ".join(syllables(words)) == sounds


def test_sounds_come_with_and_without_tones() -> None:
    assert syllables("泊头市", "TONE") == ["bó", "tóu", "shì"]
    assert syllables("泊头市", "TONE3") == ["bo2", "tou2", "shi4"]


def test_lists_search_and_english_names_say_the_same() -> None:
    assert sort_key("漯河市渡口条例")[0].startswith("luohe")
    assert pinyin_key("漯河渡口").startswith("luo4 he2")
    assert searched("漯河渡口")[:2] == ["luo", "he"]
    assert usual_name("漯河市人民政府") == "Luohe Municipal People’s Government"
    assert usual_name("长丰县") == "Changfeng"


def test_what_the_library_says_of_other_words_stays() -> None:
    assert syllables("渡口管理办法") == lazy_pinyin("渡口管理办法")
