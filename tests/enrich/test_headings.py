"""Headings in other languages: the seed's are complete, numbers follow rules, faults are told."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from types import MappingProxyType

import pytest

from shanben.enrich.headings import _ENGLISH, translatables, translate_headings, translate_number
from shanben.library import build_library
from shanben.model.language import HeadingTranslation, Translation, Translations, TranslationStatus
from shanben.model.library import Library, ShapedSource
from shanben.model.text import Origin, Source, Supplied
from shanben.model.works import Number, NumberForm, Section, SectionKind, Work
from shanben.numerals import roman
from shanben.settings import read_settings

ROOT = Path(__file__).parents[2]
STATUS = {"O": TranslationStatus.OFFICIAL, "P": TranslationStatus.PRESS, "E": TranslationStatus.EDITORIAL}

# Every heading of the seed with its standing, in reading order, as its editor gives them.
EXPECTED = """\
biodiversity-conservation title O Biodiversity Conservation in China
biodiversity-conservation s3 O III. Improving Biodiversity Governance
biodiversity-conservation s3-2 E 2. Strengthening Capacity
biodiversity-conservation p3-2-e1 O Increasing financial support
biodiversity-conservation p3-2-e2 O Strengthening technical and talent support
biodiversity-conservation s3-3 P 3. Strengthening Law Enforcement and Supervision
biodiversity-conservation p3-3-2 E Intensifying central inspections on ecological and environmental protection
biodiversity-conservation p3-3-3 E Conducting law-enforcement inspections for biodiversity conservation
biodiversity-conservation s3-4 P 4. Encouraging Public Participation
biodiversity-conservation s4 O IV. Further Global Cooperation on Biodiversity Conservation
biodiversity-conservation s4-1 O 1. Actively Implementing International Conventions
biodiversity-conservation p4-1-2 O Actively implementing the Convention on Biological Diversity and related protocols
biodiversity-conservation p4-1-3 P Enhancing synergies among biodiversity-related conventions
biodiversity-conservation p4-1-4 P Achieving remarkable results in fulfilling obligations
biodiversity-conservation s4-2 P 2. Strengthening International Exchanges and Cooperation
biodiversity-conservation p4-2-2 E Establishing a multilateral cooperation mechanism for green development under the \
Belt and Road Initiative
biodiversity-conservation p4-2-3 P Stepping up South-South cooperation in biodiversity conservation
biodiversity-conservation p4-2-4 P Expanding bilateral and multilateral cooperation
biodiversity-conservation s-conclusion E Conclusion
biodiversity-conservation furniture E (continued from page 3)
carbon-trade-deficit title E Carbon Peaking and Carbon Neutrality: China's Carbon Trade Deficit Demands Attention
carbon-trade-deficit title-label E Introduction
carbon-trade-deficit s1 E Carbon Emissions Embodied in International Trade Deserve Attention
carbon-trade-deficit s2 E Behind China's Trade Surplus Lies a Carbon Trade Deficit
carbon-trade-deficit s3 E How China Should Respond to the Carbon Trade Deficit
carbon-trade-deficit p3-2 E First, keep strengthening home-grown innovation in green and low-carbon technology
carbon-trade-deficit p3-3 E Second, upgrade the industrial system and adjust the product mix
carbon-trade-deficit p3-4 E Third, build and improve the national carbon emissions trading market
carbon-trade-deficit p3-5 E Fourth, foster the new development paradigm of dual circulation
carbon-trade-deficit p3-6 E Fifth, strengthen international and regional cooperation
urumqi-air-quality series E News in Brief
urumqi-air-quality title E Urumqi Tightens Air-Quality Management for the Coming Winter and Spring
urumqi-air-quality deck E Target for the year: 281 days of good or excellent air quality
"""


@pytest.fixture(scope="module")
def seed() -> Library:
    library, problems = build_library(ROOT, read_settings(None, lambda _: Origin("")))
    assert [problem for problem in problems if problem.code.startswith(("E4", "W4"))] == []
    return library


def test_the_seed_is_translated_completely_and_exactly(seed: Library) -> None:
    found = [
        f"{work.id} {item.key} {next(k for k, v in STATUS.items() if v is translation.status)} {translation.text}"
        for work in seed.works
        for item in translatables(work)
        for translation in work.translations[item.key]
    ]
    assert found == EXPECTED.splitlines()


def test_every_official_heading_of_the_seed_names_its_source(seed: Library) -> None:
    translations = [one for work in seed.works for several in work.translations.values() for one in several]
    assert Counter(one.status for one in translations) == {
        TranslationStatus.OFFICIAL: 7, TranslationStatus.PRESS: 7, TranslationStatus.EDITORIAL: 19,
    }  # fmt: skip
    assert all(one.source.startswith("http") for one in translations if one.status is TranslationStatus.OFFICIAL)
    assert not any(one.source for one in translations if one.status is TranslationStatus.EDITORIAL)


@pytest.mark.parametrize(
    ("form", "values", "as_roman", "as_arabic"),
    [
        (NumberForm.HAN, (4,), "IV.", "4."),
        (NumberForm.HAN_PAREN, (1,), "1.", "(1)"),
        (NumberForm.ARABIC, (3,), "(3)", "3."),
        (NumberForm.ARABIC_PAREN, (27,), "(aa)", "(27)"),
        (NumberForm.DECIMAL, (1, 2), "1.2", "1.2"),
        (NumberForm.CHAPTER, (3,), "Chapter 3", "Chapter 3"),
        (NumberForm.ARTICLE, (12,), "Article 12", "Article 12"),
        (NumberForm.ARTICLE, (12, 1), "Article 12-1", "Article 12-1"),
        (NumberForm.ANNEX, (2,), "Annex 2", "Annex 2"),
        (NumberForm.ANNEX, (), "Annex", "Annex"),
    ],
)
def test_numbers_are_translated(form: NumberForm, values: tuple[int, ...], as_roman: str, as_arabic: str) -> None:
    number = Number(form, values, 2)
    assert translate_number(number, "roman", _ENGLISH) == as_roman
    assert translate_number(number, "arabic", _ENGLISH) == as_arabic


def test_roman_numerals() -> None:
    assert [roman(value) for value in (1, 4, 9, 14, 1994, 4000)] == ["I", "IV", "IX", "XIV", "MCMXCIV", "4000"]


# --- a work of two headings -----------------------------------------------------------------------------------------


def _sources(heading: str = "第三章 总则", number: Number | None = None) -> tuple[ShapedSource, ...]:
    source = Source("x", Path("x.txt"), "", "", "utf-8")
    number = number or Number(NumberForm.CHAPTER, (3,), 4)
    child = Section("3", "s3", SectionKind.CHAPTER, 2, Supplied(heading), number, (), ())
    root = Section("0", "title", SectionKind.WORK, 1, Supplied("甲法"), None, (), (child,))
    return (ShapedSource(source, (Work("law", source, (), root),), ()),)


def _table(language: str = "en", **entries: tuple[str, str]) -> Translations:
    made = {
        key.replace("__", "#"): HeadingTranslation(
            original, Translation(language, text, TranslationStatus.EDITORIAL), Origin("t.po", line)
        )
        for line, (key, (original, text)) in enumerate(entries.items(), 1)
    }
    return Translations(language, "t.po", MappingProxyType(made))


def test_what_has_no_entry_gets_nothing() -> None:
    (shaped,), problems = translate_headings(_sources(), [_table(law__title=("甲法", "Law A"))])
    assert set(shaped.works[0].translations) == {"title"}
    assert problems == ()


def test_an_entry_for_no_heading_is_told() -> None:
    _, problems = translate_headings(_sources(), [_table(law__s3=("总则", "General"), law__s9=("旧章", "Gone"))])
    assert [(problem.code, problem.origin) for problem in problems] == [("W403", Origin("t.po", 2))]


def test_a_reworded_heading_is_shown_as_not_reviewed_and_told() -> None:
    (shaped,), problems = translate_headings(_sources(), [_table(law__s3=("通则", "General Rules"))])
    (translation,) = shaped.works[0].translations["s3"]
    assert translation.text == "Chapter 3 General Rules"
    assert translation.fuzzy
    assert [problem.code for problem in problems] == ["W404"]


def test_a_number_alone_is_translated_only_in_a_translated_work() -> None:
    sources = _sources("第十二条", Number(NumberForm.ARTICLE, (12,), 4))
    (shaped,), _ = translate_headings(sources, [_table(law__title=("甲法", "Law A"))])
    assert shaped.works[0].translations["s3"] == (Translation("en", "Article 12", TranslationStatus.RULE),)
    (shaped,), _ = translate_headings(sources, [_table()])
    assert not shaped.works[0].translations


def test_a_language_states_how_it_counts() -> None:
    german = _table("de", law__s3=("总则", "Allgemeines"))
    (shaped,), _ = translate_headings(_sources(), [german])
    assert shaped.works[0].translations["s3"][0].text == "3. Allgemeines"
    german = _table("de", law__s3=("总则", "Allgemeines"), numbers__chapter=("第X章", "Kapitel {}:"))
    (shaped,), problems = translate_headings(_sources(), [german])
    assert shaped.works[0].translations["s3"][0].text == "Kapitel 3: Allgemeines"
    assert problems == ()
