"""Nothing leaves a text without proof, and what leaves it is listed."""

from __future__ import annotations

from collections import Counter
from itertools import chain

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shanben.model.library import ShapedSource
from shanben.settings import HeadingPattern
from shanben.shape.arrange import arrange
from shanben.shape.dropped import dropped
from shanben.shape.outline import propose

from .test_invariants import _source

SENTENCES = (
    "水渠由各组分段看护，每月巡查两次，发现渗漏要及时报告，并把水位记在簿子上。",
    "看护人由村民推举，任期一年，可以连任，报酬从水费中支付，账目每季公布一次。",
    "灌溉用水按照先远后近的次序，上游不得拦截，遇到旱情由村委会统一调度安排。",
    "违反前款规定的，由村民会议批评教育，并在公示栏中张贴，造成损失的应当赔偿。",
)
HEADS = ("一、看护", "二、用水", "三、责罚")


def _wrapped(sentences: list[int], measure: int) -> list[str]:
    """Paragraphs of two sentences each in lines of one measure, each after its heading."""
    lines: list[str] = ["水渠看护办法", ""]
    for place, (one, two) in enumerate(zip(sentences[::2], sentences[1::2], strict=False)):
        text = "　　" + SENTENCES[one] + SENTENCES[two]
        body = [text[at : at + measure] for at in range(0, len(text), measure)]
        lines += [*([HEADS[place]] if place < len(HEADS) else []), *body]
    return lines


def _bare(shaped: ShapedSource) -> str:
    return "".join("".join(work.text(block).split()) for work in shaped.works for block in work.blocks())


def _shape(text: str) -> ShapedSource:
    shaped, problems = arrange(_source(text), propose(_source(text)))
    assert not problems
    return shaped


def _missing(text: str, lines: list[str]) -> Counter[str]:
    """Characters of the lines that are not published."""
    return Counter("".join("".join(line.split()) for line in lines)) - Counter(_bare(_shape(text)))


drawn = st.tuples(st.lists(st.integers(0, 3), min_size=4, max_size=6), st.integers(18, 30))


@settings(max_examples=60, deadline=None)
@given(drawn, st.data())
def test_a_line_printed_twice_inside_a_sentence_is_still_read(case: tuple[list[int], int], data: st.DataObject) -> None:
    lines = _wrapped(*case)
    again = data.draw(st.sampled_from(lines[2:]))
    at = data.draw(st.integers(3, len(lines)))
    assert _missing("\n".join([*lines[:at], again, *lines[at:]]), lines) == Counter()


@settings(max_examples=60, deadline=None)
@given(drawn, st.lists(st.integers(2, 20), max_size=3, unique=True))
def test_page_breaks_anywhere_lose_nothing(case: tuple[list[int], int], breaks: list[int]) -> None:
    lines = _wrapped(*case)
    paged = chain.from_iterable(
        [line, f"- {number} -", "水渠看护办法"] if number in breaks else [line] for number, line in enumerate(lines)
    )
    assert _missing("\n".join(paged), lines) == Counter()


@pytest.mark.parametrize(("width", "breaks"), [(18, (2, 3, 9)), (19, (2, 4, 9)), (20, (2, 3, 8))])
def test_a_line_of_text_beside_page_numbers_is_no_running_head(width: int, breaks: tuple[int, ...]) -> None:
    lines = _wrapped([0, 0, 0, 0], width)
    paged = chain.from_iterable(
        [line, f"- {number} -", "水渠看护办法"] if number in breaks else [line] for number, line in enumerate(lines)
    )
    assert _missing("\n".join(paged), lines) == Counter()


@settings(max_examples=40, deadline=None)
@given(st.lists(st.integers(0, 3), min_size=4, max_size=6), st.sampled_from(SENTENCES), st.booleans())
def test_a_contents_list_before_an_opening_takes_none_of_it(sentences: list[int], opening: str, pages: bool) -> None:
    lines = _wrapped(sentences, 200)
    listed = [f"{head}……{place}" if pages else head for place, head in enumerate(HEADS[: len(sentences) // 2], 1)]
    published = _bare(_shape("\n".join([lines[0], "目录", *listed, opening, *lines[1:]])))
    assert published.count(opening) == 1 + sum(
        SENTENCES[index] == opening for index in sentences[: len(sentences) // 2 * 2]
    )


def test_what_is_left_out_is_listed_with_its_reason() -> None:
    text = "修渠报告\n\n目录\n一、现状\n二、经费\n\n一、现状\n全长八公里，渗漏严重。\n二、经费\n需经费二十万元。\n"
    found = dropped(_shape(text))
    assert [problem.code for problem in found] == ["D308"]
    assert found[0].text == "“一、现状” was left out as contents, 2 in all: lines 4-5"
    assert found[0].origin.line == 4


def test_words_that_stand_nowhere_else_are_a_warning() -> None:
    text = (
        "目录\n第一章　水源 1\n第二章　水渠 5\n第三章　水费 9\n\n第一章　水源\n井在村口。\n第二章　水渠\n渠长八里。\n"
    )
    assert [problem.code for problem in dropped(_shape(text))] == ["D308", "W308"]


def test_a_librarys_own_headings() -> None:
    text = "易卦\n\n卦第一 乾\n乾者健也，君子以自强不息。\n卦第二 坤\n坤者顺也，君子以厚德载物。\n"
    edition = propose(_source(text), None, (HeadingPattern(pattern="卦第{number}", level=3),))
    shaped, _ = arrange(_source(text), edition)
    levels = [(work.text(block), block.level) for work in shaped.works for block in work.blocks() if block.level]
    assert levels == [("易卦", 1), ("卦第一　乾", 3), ("卦第二　坤", 3)]


def test_the_script_of_a_text_is_told() -> None:
    for text, language in (
        ("渡口通告\n\n街坊嘅意見，唔該交到渡口。船艙唔准食煙。\n", "zh-Hant-HK"),
        ("烟雨楼记\n\n乾隆年间，楼主于渡口建楼，瞭望江面。\n", "zh-Hans"),
        ("渡船登記辦法\n\n本辦法依渡船條例第五條規定訂定之。\n", "zh-Hant-TW"),
        ("區公所報告\n\n本報告說明業務推動情形，並對未來工作提出規劃。\n", "zh-Hant"),
        ("水渠报告\n\n本报告说明水渠情况。\n", "zh-Hans"),
        ("香港渡輪\n\n香港渡輪服務須經批准，違者罰款，這裏不設例外，船員須於綫內候命。\n", "zh-Hant-HK"),
        ("臺灣渡船\n\n中華民國船舶應當登記，違者處罰，這裡不設例外。\n", "zh-Hant-TW"),
    ):
        assert propose(_source(text)).works[0].language == language


def test_a_line_of_a_sentence_that_says_the_title_stays() -> None:
    lines = [
        "水渠看护办法",
        "各村的人都要遵守三年前定下的",
        "水渠看护办法",
        "所写的每一条，不得自己另外再",
        "立规矩，也不得借口天旱多放水",
        "给自己家的田，违者停水三日。",
    ]
    assert _missing("\n".join(lines), lines) == Counter()


def test_lines_that_differ_in_a_day_and_a_number_are_two_lines() -> None:
    days = ["1998年9月2日 柳河县村民代表会议第109次会议通过", "2020年12月23日 柳河县村民代表会议第182次会议通过"]
    lines = ["水渠看护办法", "", days[0], "", "- 50 -", "", days[1], "", SENTENCES[0], "", "- 51 -", "", SENTENCES[1]]
    assert _missing("\n".join(lines), [*days, *SENTENCES[:2]]) == Counter()


def test_what_a_colon_ends_is_no_pull_quote() -> None:
    lead = "柳河台消息（早间新闻）："
    body = "全县的水渠今年都由各村分段看护，\n每月巡查两次，发现渗漏要及时报告，\n由水务站派人来修，修好以后签字存"
    text = f"早间新闻\n\n{lead}\n\n{body}\n档备查。\n\n{lead}\n\n{body}\n\n{lead}\n\n档备查，一年以后归总。\n"
    assert _missing(text, [lead] * 3) == Counter()


def test_the_end_of_a_sentence_that_is_said_elsewhere_too_is_no_pull_quote() -> None:
    end = "具体办法由水务站定。"
    lines = [
        "水渠看护办法", "", "第一条　看护人由村民推举，任期一年，", "可以连任，报酬从水费中支付，账目每",
        "季公布一次，有疑问的可以当面查问，", "- 3 -", "", end, "", "- 4 -", "", "第二条　灌溉用水按照先远后近的次序，",
        "上游不得拦截，遇到旱情由村委会统一", "调度安排，先到的先用，后到的要等。", end,
    ]  # fmt: skip
    assert _missing("\n".join(lines), [line for line in lines if not line.startswith("-")]) == Counter()


def test_a_paragraph_of_two_lines_that_is_said_twice_is_no_pull_quote() -> None:
    text = (
        "渡船每年春天由船东送到\n船厂检修一次，检修以后贴上标\n签，没有标签的不得开出渡口。\n\n"
        "船工应当在当天日落以前报\n告渡口管理人员，并且在本子上\n记下来，写明下列事项:\n\n"
        "（一）装载牲畜、干草等；\n\n（二）船底漏水的。\n\n"
        "渡口管理人员应当劝阻，不\n听劝阻的，处以一百元以下的罚\n款，并且告知下列事项:\n\n"
        "（一）装载牲畜、干草\n等；\n\n（二）酒后开船的。\n"
    )
    source = _source(text)
    shaped, _ = arrange(source, propose(source))
    assert _bare(shaped).count("（一）装载牲畜、干草等；") == 2


def test_a_title_below_a_list_of_contents_is_no_entry() -> None:
    text = (
        "目　录\n第一章　总则\n第二章　船工\n第三章　附则\n渡船法\n第一章　总则\n"
        "第一条　为了管好渡船，根据\n渡船法\n制定本条。\n"
        "第二章　船工\n第二条　船工应当会水。\n第三章　附则\n第三条　本法自公布之日起施行。\n"
    )
    source = _source(text)
    shaped, _ = arrange(source, propose(source))
    assert _bare(shaped).startswith("渡船法第一章总则")


def test_an_article_that_is_said_twice_is_no_entry_of_a_list_of_contents() -> None:
    article = "第一条　为了管好渡船，维护渡口秩序，制定本规定"
    listed = "渡船规定\n目　录\n第一章　总则\n第二章　船工\n"
    text = f"{listed}{article}\n。\n第一章　总则\n{article}\n。\n第二章　船工\n第二条　船工应当会水。\n"
    source = _source(text)
    shaped, _ = arrange(source, propose(source))
    assert _bare(shaped).count("维护渡口秩序") == 2


def test_a_line_inside_a_sentence_is_no_proof_of_an_entry() -> None:
    names = "船东、船工和渡口管理人员"
    listed = f"渡船规定\n目　录\n第一章　总则\n第二章　船工\n{names}\n应当守规矩。\n第一章　总则\n"
    text = f"{listed}第一条　管好渡船要靠\n{names}\n一起出力。\n第二章　船工\n第二条　甲。\n"
    source = _source(text)
    shaped, _ = arrange(source, propose(source))
    assert _bare(shaped).count(names) == 2


def test_words_of_a_sentence_below_a_list_of_contents_are_no_last_entry() -> None:
    names = "船东、船工和渡口管理人员"
    listed = f"渡船规定\n目　录\n第一章　总则\n第二章　船工\n{names}\n应当守规矩。\n第一章　总则\n"
    text = f"{listed}第一条　管好渡船。\n{names}\n一起出力。\n第二章　船工\n第二条　甲。\n"
    source = _source(text)
    shaped, _ = arrange(source, propose(source))
    assert _bare(shaped).count(names) == 2
