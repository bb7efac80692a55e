"""The number of an article in another language: beside the Chinese, on its line, and no line of its own."""

from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType

import pytest

from shanben.addresses import addresses
from shanben.model.language import Translation, TranslationStatus
from shanben.model.library import Library
from shanben.render.inline import weave
from shanben.render.works import work_pages

from .reading import parsed
from .test_inline import FIRST, LIBRARY, WORK


def drawn(status: TranslationStatus) -> str:
    """The river's page, its first article's number in English."""
    words = Translation("en", "Article 1", status)
    work = replace(WORK, translations=MappingProxyType({FIRST: (words,)}))
    library = Library((replace(LIBRARY.sources[0], works=(work,)),))
    (page,) = work_pages(library.sources[0], addresses(library, 10_000, 200, True), weave(library))
    return page.html


def test_a_number_translated_by_rule_follows_it_on_its_line() -> None:
    page = parsed(drawn(TranslationStatus.RULE))
    (article,) = page.select(f"#{FIRST}")
    assert article.get_text().split() == ["第一条", "Article", "1", "河长每日巡河。"]
    assert not page.select(".sb-run-in-translation")


@pytest.mark.parametrize("status", [TranslationStatus.OFFICIAL, TranslationStatus.EDITORIAL])
def test_words_somebody_wrote_stand_before_the_paragraph(status: TranslationStatus) -> None:
    page = parsed(drawn(status))
    assert "Article 1" in page.select(".sb-run-in-translation")[0].get_text()
    assert "Article" not in page.select(f"#{FIRST}")[0].get_text()
