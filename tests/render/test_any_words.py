"""Whatever words a library holds, on every kind of page: the same words, the same elements, the same attributes."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shanben.model.language import Translation, TranslationStatus
from shanben.render.translated import badge

from .any_library import PLACES, library_of, pages_of
from .reading import Read, read
from .test_markup import words

TOKENS = {place: f"甲{number:02}乙丙" for number, place in enumerate(PLACES)}


def drawn(given: dict[str, str]) -> dict[str, Read]:
    """Every page, read; those of the library whole and cut stand beside each other."""
    pages = list(pages_of(library_of(given), given))
    return {f"{number} {page.path}": read(page.html) for number, page in enumerate(pages)}


PLAIN = drawn(TOKENS)
KINDS = {"works/w/index", "works/w/1", "works/w/whole", "sources/a/index", "sources/a/2", "works/index",
         "sources/index", "glossary/index", "glossary/by-en", "editors/index"}  # fmt: skip


def test_every_kind_of_page_and_every_place_of_words_is_there() -> None:
    assert {name.partition(" ")[2].removesuffix(".md") for name in PLAIN} >= KINDS
    everything = "".join(page.text + str(page.elements) for page in PLAIN.values())
    hidden = {"furniture"} if TOKENS["furniture"] not in everything else set()
    assert {place for place, token in TOKENS.items() if token not in everything} - hidden <= {"label"}


@settings(max_examples=60, deadline=None)
@given(st.lists(words, min_size=len(PLACES), max_size=len(PLACES)))
def test_words_are_never_markup(several: list[str]) -> None:
    # White space is joined in many places, and a list of uses shows the first characters of a text: not asked here.
    # A radical is published as the character it stands for.
    inner = [re.sub(r"[\s\u2e80-\u2fdf]", "", one) for one in several]
    given = {place: f"{TOKENS[place][:3]}乙{text}丙" for place, text in zip(PLACES, inner, strict=True)}
    given["text"] = given["text"][:12]
    given["doubt"] = "".join(filter(str.isprintable, given["doubt"]))  # of others a problem tells the names
    given |= {place: given[place].replace("/", "") for place in ("file", "edition")}
    for name, page in drawn(given).items():
        plain = PLAIN[name]
        assert not page.odd
        # Where a line of a title may end depends on its words.
        assert [in_any_language(one) for one in page.elements if one[0] != "wbr"] == [
            in_any_language((tag, {key: filled(value, given) for key, value in named.items()}))
            for tag, named in plain.elements
            if tag != "wbr"
        ], name
        assert re.fullmatch(expected(plain.text, given), page.text), name


def in_any_language(element: tuple[str, dict[str, str]]) -> tuple[str, dict[str, str]]:
    """An element without the language that it was told in, which is that of its words."""
    tag, named = element
    if named.get("class") in ("sb-gloss-note", "sb-definition"):
        return tag, named | {"lang": ""}
    return (tag, {"class": "sb-told"}) if named.get("class", "").startswith("sb-told ") else element


TOKEN = re.compile("|".join(TOKENS.values()))
PLACE = {token: place for place, token in TOKENS.items()}
COUNTED = re.compile(r"[0-9a-f]{12,64}|\d(?:\d|,(?=\d))*")


def filled(plain: str, given: dict[str, str]) -> str:
    """Words of the plain library with the given ones in their place."""
    return TOKEN.sub(lambda match: given[PLACE[match[0]]], plain)


def expected(plain: str, given: dict[str, str]) -> str:
    """A pattern of the words of a page; numbers and digests are those of other texts."""
    parts = re.split(f"({TOKEN.pattern})", plain)
    return "".join(
        re.escape(given[PLACE[part]]) if part in PLACE else "[0-9a-f,]+".join(map(re.escape, COUNTED.split(part)))
        for part in parts
    )


def test_the_property_above_can_fail() -> None:
    assert not re.fullmatch(expected(TOKENS["note"], TOKENS | {"note": "<b>"}), "&lt;b>")


@pytest.mark.parametrize("source", ["javascript:alert(1)", "[a](<x onmouseover=alert(1) y>)", "//evil.example", "书"])
def test_a_source_that_is_no_address_is_words(source: str) -> None:
    shown = badge(Translation("en", "a", TranslationStatus.PRESS, source))
    badge_itself, *words = read(shown).elements
    assert badge_itself == ("small", {"class": "sb-badge", "title": f"媒体译文 · press wording · {source}"})
    assert {tag for tag, _ in words} == {"span"}
