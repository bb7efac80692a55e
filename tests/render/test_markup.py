"""Any words → HTML → the same words, and not one element or attribute that nobody wrote."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shanben.markup import article, attributes, element, href, joined, link

from .reading import read

MARKUP = """
<b> </p> <script>alert(1)</script> <!-- --> <![CDATA[ ]]> <? ?> &amp; &#35; &lt &notit; " ' ` = / > < &
"><img src=x onerror=alert(1)> '><svg/onload=alert(1)> x" onmouseover="alert(1) javascript:alert(1) {{ 7*7 }} {% raw %}
**a** [a](<x onmouseover=alert(1) y>) ![a](x){: onclick=alert(1) } --8<-- [[a]] `code` </article> </title> 一 的 ， 。
"""
characters = st.characters(exclude_categories=["Cs"], exclude_characters="\0")
words = st.one_of(
    st.text(characters, max_size=60),
    st.lists(st.one_of(st.sampled_from(MARKUP.split()), st.text(characters, max_size=4)), max_size=12).map("".join),
)
"""Whatever a file may hold: every character that HTML can say."""


@settings(max_examples=400, deadline=None)
@given(content=words, value=words, between=words)
def test_words_read_back_in_content_in_attributes_and_between(content: str, value: str, between: str) -> None:
    inner = joined((content, element("b", content)), between)
    found = read(article([element("p", inner, title=value, aria_label=value)]))
    assert found.text == f"{content}{between}{content}\n"
    assert found.elements == [("p", {"title": value, "aria-label": value} if value else {}), ("b", {})]
    assert not found.odd


def test_what_nobody_escapes_does_not_read_back() -> None:
    """The property above can fail."""
    assert read("a < b & <i>c</i><!-- -->") != read(article(["a < b & <i>c</i><!-- -->"]))


LOST = 'a<bdi class="sb-odd" data-code="U+FFFD">\ufffd</bdi>b'


@pytest.mark.parametrize(("given", "shown"), [("a\0b", LOST), ("a\ud800b", LOST), ("a\rb", "a&#13;b")])
def test_what_html_cannot_hold_is_shown(given: str, shown: str) -> None:
    assert article([given]) == f"{shown}\n"
    article([given]).encode()


def test_attributes_without_a_value_are_left_out_and_names_are_those_of_html() -> None:
    assert attributes(classes="a b", id="", data_kind="x") == ' class="a b" data-kind="x"'
    assert element("br") == "<br>"
    assert link("../x/#p1", "a", classes="b") == '<a href="../x/#p1" class="b">a</a>'


@pytest.mark.parametrize(
    "address",
    ["http://a.b/c?d=1&e#f", "HTTPS://a.b", "mailto:a@b.c", "https://中文.cn/"],
)
def test_addresses_that_readers_may_follow(address: str) -> None:
    assert href(address) == address


@pytest.mark.parametrize(
    "address",
    [
        "", "a", "/a", "./a", "../a/b.html", "#p1", "白皮书", "GB/T 7714",
        "javascript:alert(1)", "JaVaScRiPt:alert(1)", " javascript:alert(1)",
        "java\nscript:alert(1)", "data:text/html,<script>", "vbscript:x", "file:///etc/passwd", "//evil.example",
        "/\\evil.example", "\\\\evil.example", "https://a b", "https://a\n", "\x01https://a", "https:a", "ftp://a",
        "blob:https://a", "https://", "mailto:", "..\\a", ".//evil.example\\", "&#106;avascript:alert(1)",
    ],
)  # fmt: skip
def test_everything_else_is_words(address: str) -> None:
    assert href(address) == ""


@settings(max_examples=300, deadline=None)
@given(words)
def test_no_address_leads_to_a_program(address: str) -> None:
    allowed = href(address)
    assert allowed in ("", address)
    assert not allowed or allowed.lower().startswith(("http://", "https://", "mailto:"))
