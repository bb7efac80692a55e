"""Characters that are not seen have a sign on pages, and the words stay what they were."""

from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shanben.doors.titles import contents_link
from shanben.markup import article, element, signed
from shanben.model.library import Contents
from shanben.search.fold import fold

from .reading import parsed, read

UNSEEN = "\u202e\u2066\u200f\u200b\ufeff\u00ad\ue000\U000e0041\ufdd0\ufffd\x80\x9b\x85\u2028\u2029"


@pytest.mark.parametrize("odd", UNSEEN)
def test_each_has_a_sign_with_its_code_point_and_stays(odd: str) -> None:
    page = parsed(article([element("p", f"春天{odd}的消息")]))
    (sign,) = page.find_all("bdi")
    assert sign["data-code"] == f"U+{ord(odd):04X}"
    assert sign.get_text() == odd
    assert page.get_text().strip() == f"春天{odd}的消息"


@given(st.text(st.characters(blacklist_categories=["Cs"])), st.text(st.sampled_from(UNSEEN + "<>\"'&春")))
@settings(deadline=None)  # the first example reads the table of characters
def test_words_and_attributes_stay(words: str, others: str) -> None:
    made = element("p", words, element("b", others), words, title=others, data_x=words)
    written = str(made).replace("\r", "&#13;")  # as a page has it: a parser makes a raw one a line feed
    before, after = read(written), read(signed(written))
    assert (after.text, after.elements, after.odd) == (before.text, before.elements, before.odd)


@pytest.mark.parametrize("name", ["script", "style", "textarea", "title", "option"])
def test_what_holds_no_elements_is_left(name: str) -> None:
    written = f"<{name}>春\u202e</{name}>"
    assert signed(written) == written


def test_selectors_of_variants_stay_beside_their_sign() -> None:
    assert signed("<p>葛\U000e0100</p>") == "<p>葛\U000e0100</p>"


@pytest.mark.parametrize("odd", [one for one in UNSEEN if unicodedata.category(one) in {"Cf", "Cc"}])
def test_search_passes_over_them(odd: str) -> None:
    assert fold(f"春天{odd}的消息") == fold("春天的消息")


def test_navigation_has_their_signs_and_the_plain_title_none() -> None:
    entry = contents_link(Contents("s1", "春天\u202e<b>", (), ()))
    assert entry.title == "春天\u202e&lt;b&gt;"
    sign = '<bdi class="sb-odd" data-code="U+202E">\u202e</bdi>'
    assert vars(entry)["typeset"]["title"] == f'<span class="sb-original">春天{sign}&lt;b&gt;</span>'
    assert not hasattr(contents_link(Contents("s1", "春天", (), ())), "typeset")


def test_every_control_of_direction_stands_alone() -> None:
    page = signed(element("p", "".join(map(chr, range(0x202A, 0x202F))) + "春天"))
    assert re.sub("<bdi [^>]*>.</bdi>", "", page) == "<p>春天</p>"
