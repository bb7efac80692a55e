"""The glossary: orders, anchors, every use with a link that leads somewhere, and pages that do not grow."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest

from shanben.addresses import addresses
from shanben.library import build_library
from shanben.model.language import Sense, Term
from shanben.model.library import Library
from shanben.model.text import Origin
from shanben.render.glossary import GLOSSARY, ONE_PAGE, glossary, pinyin_key
from shanben.render.glossary_pages import SHOWN_USES, USES_A_PAGE, glossary_pages
from shanben.settings import read_settings

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def seed() -> Library:
    return build_library(ROOT, read_settings(None, lambda _: Origin("")))[0]


def pages(library: Library) -> dict[str, str]:
    where = addresses(library, 12_000, 1_000, directory_urls=True)
    return {page.path: page.html for page in glossary_pages(library, where)}


def test_the_contents_of_a_page_list_every_letter_and_term_below_its_title(seed: Library) -> None:
    where = addresses(seed, 12_000, 1_000, directory_urls=True)
    (page,) = (page for page in glossary_pages(seed, where) if page.path == GLOSSARY)
    (top,) = page.contents
    assert [term.anchor for first in top.children for term in first.children] == [
        term.id for term in glossary(seed).terms
    ]


def test_every_term_has_its_anchor_once(seed: Library) -> None:
    text = pages(seed)[GLOSSARY]
    anchors = Counter(re.findall(r'<h3 id="([\w-]+)" class="sb-term">', text))
    assert set(anchors) == {term.id for term in seed.terms}
    assert set(anchors.values()) == {1}


def test_terms_stand_in_the_order_of_pinyin(seed: Library) -> None:
    text = pages(seed)[GLOSSARY]
    letters = re.findall(r"<h2 [^>]+>([^<]+)<", text)
    assert letters == sorted(letters)
    order = [term.text for term in glossary(seed).terms]
    assert order.index("碧海") < order.index("长江十年禁渔") < order.index("重污染天气")
    assert pinyin_key("《生物多样性公约》") < pinyin_key("碳中和")


def test_english_has_an_order_of_its_own(seed: Library) -> None:
    items = re.findall(r'<li><span lang="en">(.+?)</span>', pages(seed)["glossary/by-en.md"])
    assert "Global Environment Fund" not in items  # a form to avoid is no way in
    words = [re.sub(r"^(?:a|an|the) ", "", item, flags=re.IGNORECASE).casefold() for item in items]
    assert [word for word in words if "&#" not in word] == sorted(word for word in words if "&#" not in word)


def test_every_use_is_a_line_that_links_to_its_paragraph(seed: Library) -> None:
    written = pages(seed)
    where = addresses(seed, 12_000, 1_000, directory_urls=True)
    links = Counter(link for text in written.values() for link in re.findall(r'href="(?:\.\./)+(works/[^"]+)"', text))
    uses = Counter(where.url(work.id, use.block) for work in seed.works for use in work.terms)
    assert links == uses


def test_a_term_of_many_uses_has_pages_of_its_own(seed: Library) -> None:
    work = seed.works[0]
    many = USES_A_PAGE + SHOWN_USES
    uses = (work.terms[0],) * many
    shaped = replace(seed.sources[0], works=(replace(work, terms=uses), *seed.works[1:]))
    written = pages(replace(seed, sources=(shaped,)))
    name = f"glossary/uses/{work.terms[0].term}"
    assert written[f"{name}.md"].count('href="../../../works/') == USES_A_PAGE
    assert written[f"{name}.2.md"].count('href="../../../works/') == SHOWN_USES
    assert f'href="uses/{work.terms[0].term}/"' in written[GLOSSARY]


def test_a_large_glossary_has_a_page_a_letter(seed: Library) -> None:
    more = tuple(Term(f"x{number}", chr(0x4E00 + number), (Sense(()),)) for number in range(ONE_PAGE))
    library = replace(seed, terms=(*seed.terms, *more))
    where = addresses(library, 12_000, 1_000, directory_urls=True)
    written = pages(library)
    assert glossary(library).link("works/x/index.md", "gef", where) == "../../glossary/q/#gef"
    assert '<h3 id="gef" class="sb-term">' in written["glossary/q.md"]
    assert '<a href="q/">' in written[GLOSSARY]


def test_without_terms_there_is_no_glossary(seed: Library) -> None:
    assert pages(replace(seed, terms=())) == {}
