"""Works that are near to one another: passages in common, one issuer. All texts here are our own."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shanben.addresses import addresses
from shanben.library import build_library
from shanben.model.library import Library
from shanben.remembered import Remembered
from shanben.render.inline import weave
from shanben.render.related import find_related
from shanben.render.shared_passages import COMMON, LENGTH, _kept, _meetings, _whole
from shanben.render.works import work_pages
from shanben.settings import Settings

PASSAGE = "巡湖员每日沿岸巡查两次，遇有险情立即报告湖务站，并在岸边插旗示警，直至险情解除。"
LAW = """{title}
（{day}南湖市人民代表大会常务委员会通过）
第一条　为了{aim}，制定本条例。
第二条　{words}
第三条　本条例自公布之日起施行。
"""


def library(root: Path, **texts: str) -> Library:
    (root / "seeds").mkdir()
    for name, text in texts.items():
        (root / "seeds" / f"{name}.txt").write_text(text, encoding="utf-8")
    built, _ = build_library(root, Settings.model_validate({}))
    return built


def law(title: str, words: str, day: str = "2001年3月5日") -> str:
    return LAW.format(title=title, day=day, aim=title.removesuffix("条例"), words=words)


def test_works_that_share_a_passage_lead_to_it(tmp_path: Path) -> None:
    held = library(
        tmp_path,
        shores=law("湖滩条例", "禁止倾倒。" + PASSAGE),
        reeds=law("芦苇条例", PASSAGE + "不得点火。", "2003年3月5日"),
        boats=law("船只条例", "船只夜间点灯。"),
    )
    (one,) = find_related(held)["shores"].shared
    assert one.from_side("shores") == ("art-2-1", "reeds", "art-2-1")
    assert (one.passages, one.characters) == (1, len(PASSAGE))
    assert not find_related(held)["boats"].shared
    where = addresses(held, 12_000, 1000, True)
    shaped = next(shaped for shaped in held.sources if shaped.works[0].id == "shores")
    (page,) = work_pages(shaped, where, weave(held))
    assert "../reeds/#art-2-1" in page.html
    assert f"1 处 {len(PASSAGE)} 字" in page.html


def test_texts_of_one_work_are_not_said_to_share_anything(tmp_path: Path) -> None:
    old, new = law("湖滩条例", PASSAGE), law("湖滩条例", PASSAGE + "夜间加派人手。", "2015年9月30日")
    held = library(tmp_path, shores=old, zz_shores=new)
    assert held.versions
    assert not any(one.shared or one.beside for one in find_related(held).values())


def test_what_many_works_say_is_a_formula(tmp_path: Path) -> None:
    signs = "甲乙丙丁戊己庚辛壬癸"[: COMMON + 1]
    held = library(tmp_path, **{f"t{number}": law(f"{sign}湖条例", PASSAGE) for number, sign in enumerate(signs)})
    assert not any(one.shared for one in find_related(held).values())


def test_works_of_one_issuer_are_named_those_of_its_day_first(tmp_path: Path) -> None:
    days = {
        f"t{year}": law(f"{sign}湖条例", f"{sign}。", f"20{year:02}年3月5日")
        for year, sign in zip(range(1, 9), "甲乙丙丁戊己庚辛", strict=True)
    }
    related = find_related(library(tmp_path, **days))
    assert related["t4"].beside == ("t5", "t3", "t6", "t2", "t7")
    assert related["t1"].beside == ("t2", "t3", "t4", "t5", "t6")


TEXTS = st.text("甲乙\n", min_size=0, max_size=120)


@settings(max_examples=60)
@given(TEXTS, TEXTS, st.text("甲乙丙丁", min_size=LENGTH, max_size=LENGTH + 3))
def test_every_passage_of_thirty_characters_is_met(one: str, other: str, passage: str) -> None:
    one, other = f"{one}\n始{passage}终", f"{other}天{passage}地"
    met = _meetings([_kept(one), _kept(other)], ["one", "other"])
    found = [_whole(one, start, other, there) for (_, start), (_, there) in met]
    assert any(one[start : start + size].find(passage) >= 0 for start, _, size in found)
    for start, there, size in found:
        assert one[start : start + size] == other[there : there + size]


def test_what_is_remembered_of_texts_says_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    held = library(tmp_path, shores=law("湖滩条例", PASSAGE), reeds=law("芦苇条例", PASSAGE, "2003年3月5日"))
    assert all(shaped.made_of for shaped in held.sources)
    before = Remembered(in_memory=True)
    first = find_related(held, before)
    strange = Remembered(in_memory=True)
    monkeypatch.setattr(strange, "find", lambda _: (("12", "1"),))
    assert find_related(held, strange) == first
    monkeypatch.setattr("shanben.render.shared_passages._kept", None)
    assert find_related(held, before) == first
