"""Any text → Markdown → HTML → the same text, whatever the extensions would make of it."""

from __future__ import annotations

import re
from pathlib import Path

import markdown
import pytest
from bs4 import BeautifulSoup
from hypothesis import given, settings
from hypothesis import strategies as st

from shanben.markdown_text import attributes, escape

ROOT = Path(__file__).resolve().parents[2]

# Extensions nobody has turned on here, but any author may: each gives some punctuation a meaning.
GREEDY: tuple[str, ...] = (
    "abbr",
    "admonition",
    "attr_list",
    "def_list",
    "footnotes",
    "md_in_html",
    "meta",
    "sane_lists",
    "smarty",
    "tables",
    "toc",
    "wikilinks",
    "pymdownx.arithmatex",
    "pymdownx.betterem",
    "pymdownx.caret",
    "pymdownx.critic",
    "pymdownx.details",
    "pymdownx.emoji",
    "pymdownx.escapeall",
    "pymdownx.highlight",
    "pymdownx.inlinehilite",
    "pymdownx.keys",
    "pymdownx.magiclink",
    "pymdownx.mark",
    "pymdownx.progressbar",
    "pymdownx.smartsymbols",
    "pymdownx.snippets",
    "pymdownx.superfences",
    "pymdownx.tabbed",
    "pymdownx.tasklist",
    "pymdownx.tilde",
)


PLAIN = ("attr_list", "md_in_html", "tables", "toc")
"""What an exported project turns on."""

CONVERTERS = {
    "plain": markdown.Markdown(extensions=list(PLAIN)),
    "greedy": markdown.Markdown(
        extensions=list(GREEDY), extension_configs={"pymdownx.snippets": {"base_path": [str(ROOT)]}}
    ),
}

# What a source cannot hold: control characters, surrogates and noncharacters (read/sources.py refuses them); what a
# published block does not hold: line ends and runs of white space (they read as one space).
characters = st.characters(exclude_categories=("Cc", "Cs"), exclude_characters="\ufffe\uffff") | st.characters(
    min_codepoint=0x80, max_codepoint=0x9F
)
MARKUP = """
** __ ~~ ^^ == ++ -- --- ... -8< --8<-- [[ ]] ![ ](x) [x]: [^1] &amp; &#35; &lt; <br> <!-- --> {#a} {: .b } {{ }}
{++ ++} {-- --} `` ``` ~~~ $$ \\( \\[ *[ :smile: http:// https://a.b www.a.b a@b.c mailto:x #1 @user :--- |a| \\*
1. 1) a. - + * > # === !!! ??? [=50%] (c) (tm) 1/2 --> =/= +/- 1st 2nd <script> </div> stx 一 的 ， 。
"""
markup = st.sampled_from([*MARKUP.split(), *"!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~ \u3000"])
lines = st.one_of(
    st.text(characters, max_size=60),
    st.lists(st.one_of(markup, st.text(characters, max_size=4)), max_size=12).map("".join),
)
texts = lines.map(lambda text: re.sub(r"\s+", " ", text))


def read_back(converter: markdown.Markdown, text: str) -> str:
    """The text of the page that a text becomes."""
    return BeautifulSoup(converter.reset().convert(text), "html.parser").get_text()


@pytest.mark.parametrize("name", sorted(CONVERTERS))
@settings(max_examples=300, deadline=None)
@given(text=texts)
def test_a_paragraph_reads_back_as_it_was(name: str, text: str) -> None:
    html = CONVERTERS[name].reset().convert(escape(text))
    parsed = BeautifulSoup(html, "html.parser")
    assert parsed.get_text() == text
    assert {tag.name for tag in parsed.find_all(True)} <= {"p"}


@pytest.mark.parametrize("name", sorted(CONVERTERS))
@settings(max_examples=200, deadline=None)
@given(text=texts.filter(str.strip))
def test_a_heading_an_item_a_link_and_a_cell_read_back_as_they_were(name: str, text: str) -> None:
    shown = escape(text)
    table = f"| {shown} |\n| --- |\n| {shown} |"
    written = f"# {shown} {{: #s1 }}\n\n- {shown}\n\n[{shown}](x.md){{: .a }}\n{{: .b }}\n\n{table}\n"
    parsed = BeautifulSoup(CONVERTERS[name].reset().convert(written), "html.parser")
    found = [parsed.find(tag) for tag in ("h1", "li", "a", "th", "td")]
    assert [tag.get_text() if tag else None for tag in found] == [text] * 5
    assert found[0] is not None
    assert found[0]["id"] == "s1"


@pytest.mark.parametrize("name", sorted(CONVERTERS))
@settings(max_examples=200, deadline=None)
@given(before=texts, after=texts)
def test_bold_words_stand_beside_any_text(name: str, before: str, after: str) -> None:
    written = f"**{escape('一是' + before + '好')}**{escape(after)}\n{{: #p1 }}"
    parsed = BeautifulSoup(CONVERTERS[name].reset().convert(written), "html.parser")
    assert parsed.get_text() == f"一是{before}好{after}"
    assert [tag.get_text() for tag in parsed.find_all("strong")] == [f"一是{before}好"]


@settings(max_examples=200, deadline=None)
@given(value=texts)
def test_attribute_values_keep_their_words(value: str) -> None:
    written = f"[x](y.md){attributes(id='a', classes='b c', title=value)}"
    link = BeautifulSoup(CONVERTERS["plain"].reset().convert(written), "html.parser").find("a")
    assert link is not None
    assert (link["id"], link["class"]) == ("a", ["b", "c"])
    assert link.get("title", "") == value
    assert link.get_text() == "x"


@pytest.mark.parametrize("text", ["*a*", "_a_", "# a", "1. a", "- a", "<b>", "[a](b)", "a & *b*", "==a=="])
def test_what_nobody_escapes_does_not_read_back(text: str) -> None:
    """The properties above can fail: Markdown does take these for markup."""
    assert read_back(CONVERTERS["greedy"], text) != text
    assert read_back(CONVERTERS["greedy"], escape(text)) == text


def test_plain_chinese_is_not_touched() -> None:
    text = "《方案》明确，PM2.5平均浓度下降3.5%，见第1-3页。"
    assert escape(text) == text
