"""Uses of terms: the seed's counts, the longest first, scopes, traditional forms, what is never marked."""

from __future__ import annotations

import time
from collections import Counter
from itertools import pairwise
from pathlib import Path
from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shanben.enrich.letterforms import in_one_form
from shanben.enrich.suggestions import suggest_terms
from shanben.enrich.terms import TermMatcher, traditional_forms, use_terms
from shanben.library import build_library
from shanben.model.language import Sense, Term, TermUse
from shanben.model.library import Library
from shanben.model.text import Origin
from shanben.read.termbase import read_termbase
from shanben.render.glossary import marks
from shanben.settings import read_settings

ROOT = Path(__file__).parents[2]

# How often each term of the seed's list stands in its text, as its editor counted (raw substrings after unwrapping).
COUNTS = {
    "生物多样性保护": 31, "《生物多样性公约》": 6, "卡塔赫纳生物安全议定书": 1, "濒危野生动植物种国际贸易公约": 1,
    "联合国气候变化框架公约": 1, "联合国防治荒漠化公约": 1, "关于特别是作为水禽栖息地的国际重要湿地公约": 1,
    "联合国森林文书": 1, "2030年可持续发展议程": 1, "可持续发展目标": 1, "2020年全球生物多样性保护目标": 1,
    "中国生物多样性保护战略与行动计划": 1, "全球环境基金": 2, "基于自然的解决方案": 1, "生物多样性主流化": 1,
    "协同增效": 2, "迁地保护": 1, "种质资源": 1, "遗传资源": 1, "生态文明": 5, "人与自然生命共同体": 3,
    "人类命运共同体": 1, "地球生命共同体": 3, "生物多样性治理": 2, "中央生态环境保护督察": 4, "长江十年禁渔": 1,
    "绿盾": 1, "碧海": 1, "中国渔政亮剑": 1, "昆仑行动": 1, "公益诉讼": 1, "国家绿色发展基金": 1,
    "企业与生物多样性全球伙伴关系": 1, "一带一路": 7, "“一带一路”绿色发展国际联盟": 1,
    "“一带一路”生态环保大数据服务平台": 1, "绿色丝路使者计划": 1, "南南合作": 4, "澜沧江－湄公河环境合作中心": 1,
    "中国－东盟环境合作中心": 1, "生物多样性与生态系统保护合作计划": 1,
    "大湄公河次区域核心环境项目与生物多样性保护走廊计划": 1, "东南亚生物多样性研究中心": 1, "中非环境合作中心": 1,
    "共商共建共享": 1, "中法生物多样性保护和气候变化北京倡议": 1,
    "2020年后全球生物多样性展望：共建地球生命共同体": 1, "领导人气候峰会": 1, "联合国生物多样性峰会": 1,
    "东北虎": 1, "碳达峰": 5, "碳中和": 7, "双碳": 2, "碳边境调节机制": 2, "碳关税": 1, "贸易隐含碳排放": 5,
    "贸易碳逆差": 7, "贸易顺差": 5, "碳排放强度": 4, "生产者负责原则": 1, "共同但有区别的责任": 1,
    "全国碳排放权交易市场": 3, "碳捕集利用和封存": 1, "减污降碳": 1, "供给侧结构性改革": 2, "双循环": 2,
    "区域全面经济伙伴关系协定": 1, "百年未有之大变局": 1, "三驾马车": 2, "改革开放": 2, "党的十八大": 1,
    "绿色贸易壁垒": 2, "低端锁定": 1, "空气质量优良天数": 3, "挥发性有机物": 3, "清洁取暖": 2, "降尘量": 1,
    "扬尘": 5, "工业炉窑": 1, "重污染天气": 2, "失信名单": 1,
}  # fmt: skip


@pytest.fixture(scope="module")
def seed() -> Library:
    library, problems = build_library(ROOT, read_settings(None, lambda _: Origin("")))
    assert [problem for problem in problems if problem.code[1] == "8"] == []
    return library


@pytest.fixture(scope="module")
def by_text(seed: Library) -> dict[str, Term]:
    return {term.text: term for term in seed.terms}


def test_the_termbase_holds_every_term_of_the_list(by_text: dict[str, Term]) -> None:
    assert len(COUNTS) == 81
    assert set(by_text) - set(COUNTS) == {"生物安全"}  # of which the list says: two senses
    assert set(COUNTS) <= set(by_text)
    assert all(term.senses[0].note and term.senses[0].translations for term in by_text.values())


def test_every_count_of_the_list_is_met_or_explained(seed: Library, by_text: dict[str, Term]) -> None:
    """A term stands n times; where it is used less often, the rest stands inside a longer term; where more often, the
    rest are its other forms.
    """
    texts = {(work.id, block.id): work.text(block) for work in seed.works for block in work.blocks()}
    uses = [(work.id, use) for work in seed.works for use in work.terms]
    words = Counter((use.term, texts[work, use.block][use.start : use.end]) for work, use in uses)
    for text, count in COUNTS.items():
        assert sum(one.count(text) for one in texts.values()) == count, text
        term = by_text[text]
        inside = sum(
            texts[work, use.block][use.start : use.end].count(text) for work, use in uses if use.term != term.id
        )
        assert words[term.id, text] + inside == count, text
    own = {(term.id, term.text) for term in seed.terms}
    assert {key: count for key, count in words.items() if key not in own} == {
        ("cbd", "公约"): 2,
        ("cbd", "〈生物多样性公约〉"): 1,
        ("cartagena-protocol", "议定书"): 3,
        ("national-ets", "全国碳市场"): 1,
    }
    assert sum(words[by_text[text].id, text] for text in COUNTS) == 178


def test_the_three_communities_stay_apart(seed: Library) -> None:
    uses = Counter(use.term for work in seed.works for use in work.terms)
    assert {term: uses[term] for term in ("humanity-and-nature", "global-community", "all-life-on-earth")} == {
        "humanity-and-nature": 3,
        "global-community": 1,
        "all-life-on-earth": 2,  # the third stands inside the name of the round table
    }


def test_one_word_in_two_senses(seed: Library, by_text: dict[str, Term]) -> None:
    (use,) = [use for work in seed.works for use in work.terms if use.term == "biosafety"]
    assert (use.block, by_text["生物安全"].senses[use.sense].translations[0].text) == ("p4-2-4", "biosecurity")


@pytest.mark.parametrize(
    ("term", "right", "wrong"),
    [
        ("中法生物多样性保护和气候变化北京倡议", "Beijing Call for", "Beijing Initiative"),
        ("全球环境基金", "Global Environment Facility", "Global Environment Fund"),
    ],
)
def test_names_that_mislead(by_text: dict[str, Term], term: str, right: str, wrong: str) -> None:
    translations = by_text[term].senses[0].translations
    assert translations[0].text.startswith(right)
    assert [one.text for one in translations if one.usage == "avoid"] == [wrong]


def test_marks_are_the_first_uses_and_never_in_headings_or_links(seed: Library) -> None:
    for work in seed.works:
        blocks = {block.id: block for block in work.blocks()}
        marked = marks(work)
        for section in work.sections():
            found = [use.term for block in section.blocks for use in marked.get(block.id, ())]
            assert len(found) == len(set(found))
        for block, uses in marked.items():
            run_in = blocks[block].run_in
            assert blocks[block].kind.value == "paragraph"
            assert run_in is None or all(use.start >= sum(map(len, run_in.spans)) for use in uses)
            for reference in work.references:
                if reference.block == block and reference.targets and reference.kind != "repeat":
                    assert all(use.end <= reference.start or reference.end <= use.start for use in uses)


# --- small texts ----------------------------------------------------------------------------------------------------


def term(text: str, *aliases: str, scopes: tuple[tuple[str, ...], ...] = ((),), local: str = "") -> Term:
    senses = tuple(Sense((), scope=scope) for scope in scopes)
    return Term(
        text, text, senses, tuple((alias, "admitted") for alias in aliases), ((local, ("w#p1",)),) if local else ()
    )


def found(matcher: TermMatcher, text: str, *scopes: str) -> list[tuple[str, str, int]]:
    return [(use.term, text[use.start : use.end], use.sense) for use in matcher.uses(text, "p", scopes)]


def test_the_longest_form_wins() -> None:
    matcher = TermMatcher([term("碳排放"), term("碳排放强度"), term("强度目标")])
    assert found(matcher, "碳排放强度目标，碳排放") == [("碳排放强度", "碳排放强度", 0), ("碳排放", "碳排放", 0)]


def test_traditional_forms_are_found() -> None:
    assert "生態文明" in traditional_forms("生态文明")
    assert found(TermMatcher([term("生态文明")]), "建設生態文明") == [("生态文明", "生態文明", 0)]


def test_latin_forms_are_whole_words() -> None:
    matcher = TermMatcher([term("碳边境调节机制", "CBAM")])
    assert found(matcher, "欧盟CBAM法案，CBAMs，xCBAM") == [("碳边境调节机制", "CBAM", 0)]


def test_a_title_of_the_library_is_taken_whole() -> None:
    matcher = TermMatcher([term("碳市场")], titles=["全国碳市场观察"])
    assert found(matcher, "《全国碳市场观察》说碳市场") == [("碳市场", "碳市场", 0)]


def test_the_narrowest_scope_says_which_sense() -> None:
    matcher = TermMatcher([term("安全", scopes=((), ("w",), ("w#s1",)))])
    assert found(matcher, "安全", "v")[0][2] == 0
    assert found(matcher, "安全", "w", "w#s2")[0][2] == 1
    assert found(matcher, "安全", "w", "w#s1")[0][2] == 2
    assert found(TermMatcher([term("安全", scopes=(("w",),))]), "安全", "v") == []


def test_a_local_form_means_its_term_only_there() -> None:
    matcher = TermMatcher([term("生物公约", local="公约")])
    assert found(matcher, "公约", "w", "w#p1") == [("生物公约", "公约", 0)]
    assert found(matcher, "公约", "w", "w#p2") == []


def test_a_scope_that_names_nothing_is_told(seed: Library) -> None:
    _, problems = use_terms(seed.sources, [term("安全", scopes=((), ("nowhere#s1",)))], Origin("termbase.yml"))
    assert [problem.code for problem in problems] == ["W803"]


def test_uses_point_at_their_words(seed: Library) -> None:
    forms = {term.id: {term.text, *(form for form, _ in (*term.aliases, *term.local))} for term in seed.terms}
    for work in seed.works:
        texts = {block.id: work.text(block) for block in work.blocks()}
        assert all(
            texts[use.block][use.start : use.end].replace("〈", "《").replace("〉", "》") in forms[use.term]
            for use in work.terms
        )


def test_ten_thousand_terms_stay_fast() -> None:
    """A hundredth of the text of the promise (10 million characters in 20 s) in a tenth of its time."""
    words = [chr(0x4E00 + a) + chr(0x4E00 + b) + chr(0x5E00 + a) for a in range(100) for b in range(100)]
    matcher = TermMatcher([Term(word, word, (Sense(()),)) for word in words])
    text = "".join(words[number * 7919 % 10_000] + "的" for number in range(25_000))
    begun = time.process_time()
    uses: list[TermUse] = list(matcher.uses(text, "p", ("w",)))
    assert len(uses) == 25_000
    assert time.process_time() - begun < 2


def test_suggestions_come_from_what_the_texts_define(seed: Library) -> None:
    proposed = {one.term: one for one in suggest_terms(seed.works, seed.terms)}
    assert proposed["乌鲁木齐市2021年秋冬季及2022年春季空气质量强化管理工作方案"].alias == "方案"
    assert proposed["关于推动生态环境志愿服务发展的指导意见"].how == "title"
    assert "方案" not in proposed
    assert not {term.text.strip("《》") for term in seed.terms} & set(proposed)
    known = [one for one in seed.terms if one.id != "cbam"]
    suggested = {one.term: one for one in suggest_terms(seed.works, known)}
    assert suggested["碳边境调节机制"].translation == "CBAM"


def test_the_termbase_of_the_seed_is_read_as_it_stands(seed: Library) -> None:
    assert read_termbase(ROOT / "seeds" / "termbase.yml", "t.yml") == seed.terms


@pytest.mark.parametrize(
    ("form", "text", "found"),
    [
        ("café", "河边的cafe\u0301开了。", (3, 8)),
        ("cafe\u0301", "河边的café开了。", (3, 7)),
        ("CBAM", "又有ＣＢＡＭ，", (2, 6)),
        ("ＰＭ２.５", "其中PM2.5为", (2, 7)),
        ("凉亭", "岸上的\uf979亭旧了。", (3, 5)),  # a compatibility ideograph
        ("柳树", "河\u0301边的柳树", (4, 6)),  # what no sign has for both stays two
        ("CBA", "又有ＣＢＡＭ，", None),
    ],
)
def test_a_term_is_found_however_its_letters_are_encoded(form: str, text: str, found: tuple[int, int] | None) -> None:
    term = Term("a", form, (Sense(()),))
    uses = [(use.start, use.end) for use in TermMatcher([term]).uses(text, "p1", ())]
    assert uses == ([found] if found else [])


@given(st.text(st.sampled_from("河水aé\u0301\u3099かＡ９\uf979\n")))
def test_every_character_in_one_form_has_its_place(text: str) -> None:
    one, places = in_one_form(text)
    assert len(places) == len(one) + 1
    assert (places[0], places[-1]) == (0, len(text))
    assert all(before < after for before, after in pairwise(places))
    assert one == normalize("NFC", text.translate({ord("Ａ"): "A", ord("９"): "9"}))
