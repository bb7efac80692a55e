"""What must hold for any text and any edition: nothing lost, nothing doubled, no line end published, never a crash."""

from __future__ import annotations

from pathlib import Path

from hypothesis import example, given, settings
from hypothesis import strategies as st

from shanben.model.editions import (
    Edition,
    Entry,
    EntryKind,
    Inset,
    PlannedCell,
    PlannedFigure,
    PlannedNote,
    PlannedTable,
    PlannedWork,
)
from shanben.model.library import ShapedSource
from shanben.model.text import Source, Span
from shanben.shape.arrange import arrange
from shanben.shape.draft import condense
from shanben.shape.outline import propose
from shanben.shape.partition import partition_problems

_PIECES = (
    "第一章　总则", "第二条 ", "第三條　", "一、", "（二）", "(三)", "1.", "①", "附件1", "目录", "……12",
    "- 3 -", "7", "第 3 页", "上接三版", "（下转第4版）", "2021年5月3日", "2021年5月3日　星期一",
    "国发〔2018〕3号", "本报讯", "【要闻】", "资讯速递", "结束语", "保护湿地", "国家保护湿地和候鸟，",
    "适用本办法。", "各位代表：", "“", "”", "（", "）", "《", "》", "保 护 湿 地", "CBAM 法案", "１２", " ",
    "　", "\t", "\n", "\n\n", "\r\n", "\r", "\f", "\u2028", "\x85", "———", "\ufeff", "𠀀", "\u200b",
    "[1]", "舟①，", "｜", "├──┼──┤",
)  # fmt: skip
texts = st.one_of(
    st.lists(st.sampled_from(_PIECES), max_size=60).map("".join),
    st.text(max_size=200),
    st.text(alphabet="一二三第章条、。，（）\n 　1", max_size=200),
)


def _source(text: str) -> Source:
    return Source("text", Path("text.txt"), text, "0" * 64, "utf-8")


def _holds(shaped: ShapedSource) -> None:
    assert not partition_problems(shaped)
    for work in shaped.works:
        for block in work.blocks():
            assert not set(work.text(block)) & set("\r\n")


@settings(max_examples=250, deadline=None)
@given(texts)
def test_a_draft_of_any_text_covers_it_exactly_once(text: str) -> None:
    source = _source(text)
    shaped, problems = arrange(source, propose(source))
    assert not problems
    _holds(shaped)


@settings(max_examples=150, deadline=None)
@given(texts)
@example("１２\n１２ １２")
def test_a_draft_as_a_file_says_the_same_text(text: str) -> None:
    source = _source(text)
    edition = propose(source)
    whole, _ = arrange(source, edition)
    condensed, problems = arrange(source, condense(source, edition))
    assert not problems
    assert _published(condensed) == _published(whole)


def _published(shaped: ShapedSource) -> list[str]:
    return [work.text(block) for work in shaped.works for block in work.blocks()]


@st.composite
def places(draw: st.DrawFn, text: str) -> tuple[Span, ...]:
    """A few places of a text that share nothing."""
    cuts = sorted(draw(st.lists(st.integers(0, len(text)), max_size=4)))
    return tuple(Span(start, end) for start, end in zip(cuts[::2], cuts[1::2], strict=False))


@st.composite
def editions(draw: st.DrawFn) -> tuple[str, Edition]:
    """A text with an edition of random entries, some of them claiming the same places."""
    text = draw(texts)
    entries = []
    for _ in range(draw(st.integers(0, 6))):
        kind = draw(st.sampled_from(EntryKind))
        cuts = sorted(draw(st.lists(st.integers(0, len(text)), min_size=2, max_size=4)))
        spans = tuple(Span(start, end) for start, end in zip(cuts[::2], cuts[1::2], strict=False))
        split = tuple(draw(st.lists(st.integers(0, len(text)), max_size=2)))
        form: PlannedTable | PlannedNote | PlannedFigure | None = None
        if kind is EntryKind.TABLE and draw(st.booleans()):
            rows = tuple((PlannedCell((span,), draw(st.integers(1, 3))),) for span in draw(places(text)))
            form = PlannedTable(spans[:1], draw(st.sampled_from([None, 0, 1])), rows if draw(st.booleans()) else ())
        if kind is EntryKind.NOTE and draw(st.booleans()):
            form = PlannedNote(draw(st.sampled_from(["①", "[1]", "1", "第", ""])), draw(places(text)))
        if kind is EntryKind.FIGURE:
            form = PlannedFigure("a.png", spans[:1] if draw(st.booleans()) else ())
        inset = draw(st.sampled_from([None, Inset(brackets="（）"), Inset(draw(places(text)))]))
        own = () if kind is EntryKind.SUPPLIED else spans
        entries.append(Entry(kind, own, "标题", split=split, join=split, form=form, insets=inset))
    return text, Edition("text", (PlannedWork("one", tuple(entries)),))


@settings(max_examples=250, deadline=None)
@given(editions())
def test_any_edition_gives_a_partition(case: tuple[str, Edition]) -> None:
    text, edition = case
    shaped, _ = arrange(_source(text), edition)
    _holds(shaped)
