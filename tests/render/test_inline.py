"""A block's text with its links and marks: what leads where, and that the text stays the text."""

from __future__ import annotations

from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shanben.addresses import Addresses, addresses
from shanben.markup import article
from shanben.model.language import Sense, Term, TermUse, Translation, TranslationStatus
from shanben.model.library import Library
from shanben.model.references import Reference, Target
from shanben.model.text import Source
from shanben.render.inline import Web, end_of_clause, glosses, inline, weave
from shanben.shape.arrange import arrange
from shanben.shape.outline import propose

from .reading import parsed, read
from .test_markup import words

RIVER = "青河条例\n第一条　河长每日巡河。\n第二条　违反第一条规定的，由河长处理。\n"
PAGE = "works/river/index.md"
CHIEF = Term(
    "he-zhang", "河长", (Sense((Translation("en", "river chief", TranslationStatus.EDITORIAL),), note="Since 2016"),)
)
USE = TermUse("he-zhang", 0, "", 10, 12)


def drawn() -> Library:
    source = Source("river", Path("river.txt"), RIVER, sha256(RIVER.encode()).hexdigest(), "utf-8")
    shaped, problems = arrange(source, propose(source))
    assert not problems
    return Library((shaped,), (CHIEF,))


LIBRARY = drawn()
WHERE: Addresses = addresses(LIBRARY, 10_000, 200, True)
WEB: Web = weave(LIBRARY)
WORK = LIBRARY.works[0]
HERE = next(block for block in WORK.blocks() if "违反" in WORK.text(block)).id
FIRST = next(block for block in WORK.blocks() if "巡河" in WORK.text(block)).id


def written(text: str, *, bold: int = 0, references: tuple[Reference, ...] = (), uses: tuple[TermUse, ...] = ()) -> str:
    return inline(text, PAGE, bold=bold, references=references, uses=uses, addresses=WHERE, web=WEB)


def refer(start: int, end: int, *targets: Target, kind: str = "article") -> Reference:
    return Reference(kind, HERE, start, end, "", (), targets)


TEXT = "违反第一条规定的，由河长处理。"
ARTICLE = Target("river", FIRST)


@pytest.mark.parametrize(
    ("references", "uses", "links"),
    [
        ((), (), []),
        ((refer(2, 5, ARTICLE),), (), [("第一条", f"#{FIRST}")]),
        ((refer(2, 5, Target(url="https://example.org/a?b=1&c")),), (), [("第一条", "https://example.org/a?b=1&c")]),
        ((refer(2, 5, Target(url="javascript:alert(1)")),), (), []),
        ((refer(2, 5),), (), []),
        ((refer(2, 5, Target("elsewhere", "p1")),), (), []),
        ((refer(2, 5, ARTICLE, ARTICLE),), (), [("第一条", f"#{FIRST}"), ("", f"#{FIRST}")]),
        (
            (replace(refer(2, 10, ARTICLE, ARTICLE), spots=((2, 5), (8, 10))),),
            (),
            [("第一条", f"#{FIRST}"), ("，由", f"#{FIRST}")],
        ),
        (
            (replace(refer(2, 10, Target("elsewhere", "p1"), ARTICLE), spots=((2, 5), (8, 10))),),
            (),
            [("，由", f"#{FIRST}")],
        ),
        ((refer(2, 5, ARTICLE, ARTICLE, kind="announced"),), (), [("第一条", f"#{FIRST}")]),
        ((refer(2, 5, ARTICLE, kind="repeat"),), (), [("", f"#{FIRST}")]),
        ((), (USE,), [("河长", "#he-zhang")]),
        ((refer(2, 12, ARTICLE),), (USE,), [("第一条规定的，由河长", f"#{FIRST}")]),
        ((refer(4, 11, ARTICLE),), (USE,), [("条规定的，由河", f"#{FIRST}")]),
    ],
)
def test_what_leads_where(
    references: tuple[Reference, ...], uses: tuple[TermUse, ...], links: list[tuple[str, str]]
) -> None:
    page = parsed(written(TEXT, references=references, uses=uses))
    found = [(link.get_text(), str(link["href"])) for link in page.find_all("a")]
    assert [text for text, _ in found] == [text for text, _ in links]
    assert all(
        there.endswith(end.removeprefix("glossary.md")) for (_, there), (_, end) in zip(found, links, strict=True)
    )
    assert page.get_text() == TEXT


def test_a_run_in_heading_is_bold_and_holds_no_link() -> None:
    page = parsed(written(TEXT, bold=8, references=(refer(2, 5, ARTICLE),), uses=(USE,)))
    assert [bold.get_text() for bold in page.find_all("strong")] == [TEXT[:8]]
    assert [link.get_text() for link in page.find_all("a")] == ["河长"]


def test_a_gloss_has_term_translation_and_note_once() -> None:
    uses = (USE, TermUse("he-zhang", 0, FIRST, 0, 2))
    page = parsed("".join(glosses(uses, WEB)))
    assert [gloss["id"] for gloss in page.select(".sb-gloss")] == ["gloss-he-zhang-1"]
    assert page.get_text(" ", strip=True) == "河长 river chief Since 2016"
    assert list(glosses((), WEB)) == []


@st.composite
def marked(draw: st.DrawFn) -> tuple[str, int, tuple[Reference, ...], tuple[TermUse, ...]]:
    text = draw(words)
    places = st.tuples(st.integers(0, len(text)), st.integers(0, len(text))).filter(lambda pair: pair[0] < pair[1])
    several = st.lists(places, max_size=5) if text else st.just([])
    targets = st.lists(
        st.sampled_from([ARTICLE, Target("no", "p1"), Target(url="https://example.org/x")]), max_size=3
    ).map(tuple)
    kinds = st.sampled_from(["article", "announced", "repeat", "title"])
    references = tuple(Reference(draw(kinds), HERE, start, end, "", (), draw(targets)) for start, end in draw(several))
    uses = tuple(TermUse("he-zhang", 0, HERE, start, end) for start, end in draw(several))
    return text, draw(st.integers(0, len(text))), references, uses


@settings(max_examples=400, deadline=None)
@given(marked())
def test_whatever_is_marked_the_text_stays_the_text(
    given: tuple[str, int, tuple[Reference, ...], tuple[TermUse, ...]],
) -> None:
    text, bold, references, uses = given
    page = read(article([written(text, bold=bold, references=references, uses=uses)]))
    assert page.text == f"{text}\n"
    assert {name for name, _ in page.elements} <= {"a", "strong"}


@pytest.mark.parametrize(
    ("end", "before"),
    [(2, "违反第一条规定的，"), (4, "违反第一条规定的，"), (9, "违反第一条规定的，"), (12, TEXT), (len(TEXT), TEXT)],
)
def test_a_mark_of_a_repeat_stands_at_the_end_of_a_clause_never_in_a_number(end: int, before: str) -> None:
    html = written(TEXT, references=(refer(0, end, ARTICLE, kind="repeat"), refer(1, end, ARTICLE, kind="repeat")))
    assert html.count("sb-repeat") == 1, "the same place is told once"
    assert parsed(html.partition("<a")[0]).text == before


def test_a_mark_follows_what_closes_its_clause() -> None:
    assert end_of_clause("称“河长巡河。”以下同", 4) == len("称“河长巡河。”")
