"""Articles written anew, joined by words that one article of either version alone says. All texts here are our own."""

from __future__ import annotations

from collections import Counter

from shanben.compare.align import pairs
from shanben.compare.exclusive import MANY, with_exclusive

GATE = "遇有洪峰过境，管理处可以关闭闸门，闸门由水文员看守。"
GATE_ANEW = "下列措施由县长批准：限制游船数量；暂时关闭全部闸门；派水文员驻守。"
FEES = "停泊超过三日的船只缴纳泊位费，泊位费按日计算。"
FILLER = tuple(f"{name}每年修缮一回。" for name in "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥天地玄黄宇宙洪荒")

Link = tuple[tuple[int, ...], tuple[int, ...]]


def joined(before: list[str], after: list[str], linked: list[Link], alike: float, filler: int = MANY) -> list[Link]:
    """The links of two versions whose first articles are these, all of them alike by so much, beside others."""
    sides = [[pairs(text) for text in (*side, *FILLER[: filler // 2])] for side in (before, after)]
    scores = {(old, new): alike for old in range(len(before)) for new in range(len(after))}
    return with_exclusive(linked, sides[0], sides[1], scores)


def test_two_articles_without_partners_are_one_where_they_alone_say_a_word() -> None:
    assert joined([GATE], [FEES, GATE_ANEW], [], 0.1) == [((0,), (1,))]
    assert joined([GATE], [FEES, GATE_ANEW.replace("闸门", "船坞").replace("水文员", "守夜人")], [], 0.1) == []


def test_nothing_is_one_that_shares_a_word_and_is_like_it_in_nothing_else() -> None:
    assert joined([GATE], [GATE_ANEW], [], 0.05) == []


def test_a_word_tells_less_in_a_short_text_where_much_is_said_once() -> None:
    assert joined([GATE], [FEES, GATE_ANEW], [], 0.1, filler=8) == []


def test_of_two_that_share_words_the_one_that_shares_more_is_the_one() -> None:
    some = "闸门由老渔夫上油。"
    assert joined([GATE], [some, GATE_ANEW], [], 0.1) == [((0,), (1,))]


def test_an_article_is_a_part_of_one_with_a_partner_whose_words_nobody_else_says() -> None:
    whole = FEES + "湖面结冰期间禁止滑行，冰面裂缝由护冰员插旗警示。"
    part = "护冰员应当在冰面裂缝处插旗。"
    assert joined([whole], [FEES, part], [((0,), (0,))], 0.2) == [((0,), (0, 1))]
    assert joined([FEES, part], [whole], [((0,), (0,))], 0.2) == [((0, 1), (0,))]


def test_what_the_partner_says_as_well_tells_nothing() -> None:
    again = FEES + "泊位费由码头会计收取。"
    assert joined([FEES], [FEES, again], [((0,), (0,))], 0.3) == [((0,), (0,))]


def test_beside_its_partner_a_part_needs_to_share_less() -> None:
    whole, part = FEES + "夜航须备雾笛。", "雾笛坏了的，当日修好。"
    assert joined([whole], [FEES, part], [((0,), (0,))], 0.2) == [((0,), (0,))]  # 雾笛 alone
    part = "备雾笛的，当日修好。"
    assert joined([whole], [FEES, part], [((0,), (0,))], 0.2) == [((0,), (0, 1))]
    assert joined([whole], [FEES, *FILLER[-3:], part], [((0,), (0,))], 0.2) == [((0,), (0,))]


def test_what_is_no_article_is_joined_to_nothing() -> None:
    assert with_exclusive([], [Counter()], [pairs(GATE)], {(0, 0): 1.0}) == []


def test_what_many_articles_say_counts_for_nothing_however_much_of_it_two_share() -> None:
    common = "湖务站每日登记船只，登记簿由站长保管并每月公布一次。"
    sides = [[pairs(common) for _ in range(40)] for _ in range(2)]
    alike = {(old, new): 0.9 for old in range(40) for new in range(40)}
    assert with_exclusive([], sides[0], sides[1], alike) == []
