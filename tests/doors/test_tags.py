"""Tags of a page by hand: what Markdown finds in them is found, and a page of nothing else ends."""

from __future__ import annotations

from time import process_time

import markdown
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from shanben.doors.additions import EXTENSIONS

OURS = "shanben.doors.tags"
OTHERS: list[list[str]] = [[], ["attr_list", "md_in_html", "tables"]]
DEAR = ("<a ", "<a", "<a/", "<a '", "<a x='", "<div\n\n", "<td", "<河 <a b=", "</a <a ")
PIECES = (
    "<a ", "<a>", "</a>", "<p>", "<div markdown>", "<div markdown='1' ", "</div>", "<td", "<!--", "-->", "<?", "?>",
    "<![CDATA[", "<script>", "</script ", "</", "<", ">", "/>", "`", "'", '"', "=", "&amp;", "&#1;", "&", " ", "\n",
    "\n\n", "河", "a", "</>",
)  # fmt: skip


@settings(deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=40).map("".join), st.sampled_from(OTHERS))
@example("<div markdown>\n\n<a '</b &amp; <p\n\n", OTHERS[1])
@example("<p>岸</p> <a \n河 <a '`", OTHERS[0])
@example('<!--/><p><td<script>?>-->河<a &amp;</script <"', OTHERS[0])
def test_tags_are_those_that_markdown_finds(text: str, others: list[str]) -> None:
    assert markdown.markdown(text, extensions=[*others, OURS]) == markdown.markdown(text, extensions=others)


@settings(deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=40).map("".join), st.sampled_from(OTHERS))
def test_tags_that_end_are_found_on_a_long_page(text: str, others: list[str]) -> None:
    text += ">" + "河" * 3000
    assert markdown.markdown(text, extensions=[*others, OURS]) == markdown.markdown(text, extensions=others)


@pytest.mark.parametrize("rest", ["河", "河" * 3000], ids=["short", "long"])
def test_a_tag_without_an_end_is_text(rest: str) -> None:
    assert markdown.markdown(f"岸 <a href='b' {rest}", extensions=[OURS]) == f"<p>岸 &lt;a href='b' {rest}</p>"


def test_every_library_has_them() -> None:
    assert OURS in dict(EXTENSIONS)


def test_a_reader_of_somebody_elses_stays() -> None:
    md = markdown.Markdown()
    reader = type("Theirs", (type(md.preprocessors["html_block"]),), {})(md)
    md.preprocessors.register(reader, "html_block", 20)
    md.registerExtensions([OURS], {})
    assert md.preprocessors["html_block"] is reader


@pytest.mark.parametrize("piece", DEAR)
@pytest.mark.parametrize("others", OTHERS, ids=["alone", "with others"])
def test_four_times_the_tags_cost_four_times(piece: str, others: list[str]) -> None:
    """Ten thousand characters of ``<a `` took two seconds."""
    for _ in range(3):
        small, large = (_cost(piece, size, others) for size in (10_000, 40_000))
        if large < max(small, 0.1) * 2.3**2:
            return
    pytest.fail(f"{large:.3f} s where a quarter takes {small:.3f}")


def _cost(piece: str, size: int, others: list[str]) -> float:
    start = process_time()
    markdown.markdown(piece * (size // len(piece)), extensions=[*others, OURS])
    return process_time() - start
