"""Titles break between words: where a line may end, and that nothing of a title is lost or added."""

from __future__ import annotations

from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shanben.markup import phrased
from shanben.phrases import phrases


@pytest.mark.parametrize(
    ("title", "lines"),
    [
        ("云溪县人民法院民事判决书", "云溪县|人民法院|民事|判决书"),
        ("云溪县人民政府办公室关于做好今年防汛工作的通知", "云溪县|人民政府|办公室|关于|做好|今年|防汛|工作的|通知"),
        ("白石渡饮用水水源保护区管理办法", "白石渡饮用水|水源|保护区|管理|办法"),
        ("重修白石橋的石料和木料", "重修|白石橋的|石料|和木料"),
        ("河岸的报告（2022年修订）", "河岸的|报告（2022年修订）"),
        ("全国人民代表大会常务委员会", "全国|人民代表大会|常务委员会"),
        ("河岸的报告", "河岸的报告"),  # too short for two lines
        (
            "第六节　调取、查封、扣押、冻结",
            "第六节　|调取、查封、扣押、冻结",
        ),  # nowhere else
        ("Report on the Banks", "Report on the Banks"),
    ],
)
def test_a_line_of_a_title_ends_between_words(title: str, lines: str) -> None:
    assert "|".join(phrases(title)) == lines


@given(st.text(st.sampled_from("云溪县人民法院的和，。《》（）一二 aB1臺灣髮后\U00020000&<"), max_size=40))
def test_the_pieces_of_a_title_are_the_title(title: str) -> None:
    assert "".join(phrases(title)) == title
    assert unescape(str(phrased(title)).replace("<wbr>", "")) == title
