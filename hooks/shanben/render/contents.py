"""The outline of a work: of a page as its table of contents, of a long work as a list on its first page."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from shanben.addresses import is_published
from shanben.markup import Markup, both, element, link
from shanben.model.library import Contents
from shanben.model.text import Supplied, read_spans
from shanben.model.works import Section, Work
from shanben.render.context import Context
from shanben.render.lists import nested_list
from shanben.render.translated import linked


def with_depth(section: Section) -> Iterator[tuple[Section, int]]:
    """A section and all below it in reading order, each with the number of headings above it.

    This, not its own level, is how deep a heading stands on a page: a law without parts begins with chapters.
    """
    stack = [(section, 0)]
    while stack:
        inner, depth = stack.pop()
        yield inner, depth
        below = depth + (inner.heading is not None)
        stack.extend((child, below) for child in reversed(inner.children))


def contents_list(context: Context) -> Iterator[Markup]:
    """The whole outline of a long work, on its landing page."""
    work = context.work
    yield element("p", both("目录 · Contents"), classes="sb-contents-title")
    entries = [
        (depth, linked(work, text, section.anchor, context.link(section.anchor)))
        for section, depth in chain.from_iterable(map(with_depth, work.root.children))
        if (text := work.heading_text(section))
    ]
    yield element("div", nested_list(entries), classes="sb-contents")
    whole = context.to(context.addresses.works[work.id].whole)
    words = both("全文一页，可打印 · The whole text on one page, for printing")
    yield element("p", link(whole, words), classes="sb-whole")


def contents(work: Work, section: Section, deep: bool) -> tuple[Contents, ...]:
    """The outline of a section: its heading, run-in headings, and with ``deep`` what stands below it.

    Depth is bounded by the outline's, so recursion is safe only after sections were built from real levels.
    """
    children: list[Contents] = []
    if section.heading is not None and section.label:
        first = next((block for block in section.blocks if is_published(block)), None)
        if first:
            children.append(Contents(first.id, section.label, (), (), supplied=True))
    for block in section.blocks:
        if block.run_in and is_published(block):
            label = read_spans(work.source.text, block.run_in.spans)
            children.append(Contents(block.id, label, work.translations.get(block.id, ()), (), run_in=True))
    if deep:
        for child in section.children:
            children += contents(work, child, True)
    text = work.heading_text(section)
    if not text and not section.heading:
        return tuple(children)
    supplied = isinstance(section.heading, Supplied)
    return (Contents(section.anchor, text, work.translations.get(section.anchor, ()), tuple(children), supplied),)
