"""The pages of a work: one or several with its text, and one with the whole text of a long work."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import chain

from shanben.addresses import Addresses, WorkPages, openings
from shanben.lineation import Lines, lines_of
from shanben.markup import Markup, article
from shanben.model.library import Page, ShapedSource
from shanben.model.text import Block, BlockKind
from shanben.model.works import Section, Work
from shanben.render.about import closing, facts
from shanben.render.blocks import heading
from shanben.render.calls import callers_of
from shanben.render.contents import contents, contents_list, with_depth
from shanben.render.context import Context
from shanben.render.glossary import marks
from shanben.render.inline import Web, glosses, references_by_block
from shanben.render.kinds import elements, notes
from shanben.render.referring import changing, relations
from shanben.render.versions import standing_notes


def planned_pages(shaped: ShapedSource, addresses: Addresses) -> Iterator[Page]:
    """What pages ``work_pages`` and ``whole_pages`` write of a source, in their order and without their bodies."""
    origin = _origin(shaped)
    for work in shaped.works:
        pages = addresses.works[work.id]
        yield _planned(work, work.root, pages.landing, work.name, origin)
        for section, path in pages.sections:
            yield _planned(work, section, path, work.heading_text(section), origin)
    for work in shaped.works:
        pages = addresses.works[work.id]
        if pages.sections:
            yield _planned(work, work.root, pages.whole, work.name, origin)


def work_pages(shaped: ShapedSource, addresses: Addresses, web: Web) -> Iterator[Page]:
    """The pages of every work of one source, tied into the ``web`` of its library."""
    lines = lines_of(shaped.source.text)
    for work in shaped.works:
        pages = addresses.works[work.id]
        context = _context(work, addresses, lines, pages.landing, web)
        yield from _pages_of_work(context, pages, _origin(shaped))


def whole_pages(shaped: ShapedSource, addresses: Addresses, web: Web) -> Iterator[Page]:
    """The whole text on one page, to be printed or read through, of every work that is cut into several."""
    lines = lines_of(shaped.source.text)
    for work in shaped.works:
        pages = addresses.works[work.id]
        if not pages.sections:
            continue
        itself = WorkPages(work, pages.whole, (), dict.fromkeys(pages.page_of, pages.whole))
        within = replace(addresses, together=work.id)
        context = replace(_context(work, within, lines, pages.whole, web), quiet=True)
        (page,) = _pages_of_work(context, itself, _origin(shaped))
        yield page


def _context(work: Work, addresses: Addresses, lines: Lines, path: str, web: Web) -> Context:
    return Context(
        work, addresses, lines, path, web, openings(work), marks(work), references_by_block(work), callers_of(work)
    )


def _origin(shaped: ShapedSource) -> str:
    return (shaped.edition_path or shaped.source.path).as_posix()


def _pages_of_work(context: Context, pages: WorkPages, origin: str) -> Iterator[Page]:
    work, root = context.work, context.work.root
    yield _page(context, root, pages.landing, work.name, _landing(context, pages), not pages.sections, origin)
    for section, path in pages.sections:
        inner = replace(context, path=path)
        body = chain(
            standing_notes(inner), _section(inner, section, 1), _notes(inner, section.walk()),
            relations(inner, section.walk(), False), _glosses(inner, section.walk()),
        )  # fmt: skip
        yield _page(inner, section, path, work.heading_text(section), body, True, origin)


def _page(
    context: Context, section: Section, path: str, title: str, body: Iterator[Markup], deep: bool, origin: str
) -> Page:
    planned = _planned(context.work, section, path, title, origin)
    return replace(planned, html=article(body), contents=contents(context.work, section, deep))


def _planned(work: Work, section: Section, path: str, title: str, origin: str) -> Page:
    front = {"description": _summary(work, section), "lang": work.language}
    translations = work.translations.get(section.anchor, ())
    if section is work.root and work.told_apart:  # as its own name does, a translated one tells it from the others
        translations = tuple(replace(one, text=f"{one.text} ({work.told_apart})") for one in translations)
    return Page(path, title, origin=origin, work=work.id, translations=translations, front_matter=front)


def _landing(context: Context, pages: WorkPages) -> Iterator[Markup]:
    """The first page of a work: with all of its text, or with its opening and an outline."""
    work, root = context.work, context.work.root
    yield from elements(context, work.front)
    yield from heading(context, root)
    yield from standing_notes(context)
    yield from changing(context)
    yield from facts(work)
    yield from elements(context, root.blocks)
    if pages.sections:
        yield from contents_list(context)
    else:
        for child in root.children:
            yield from _section(context, child, 2)
    shown = (root,) if pages.sections else tuple(root.walk())
    yield from _notes(context, iter(shown), work.front)
    yield from closing(context)
    yield from relations(context, shown, True)
    yield from _glosses(context, iter(shown))


def _section(context: Context, section: Section, level: int) -> Iterator[Markup]:
    """A section with all below it; its heading is of ``level``: 1 on a page of its own."""
    for inner, depth in with_depth(section):
        yield from heading(context, inner, level + depth)
        yield from elements(context, inner.blocks)


def _notes(context: Context, sections: Iterator[Section], front: Iterable[Block] = ()) -> Iterator[Markup]:
    """The notes that some sections call, after them."""
    return notes(context, chain(front, (block for section in sections for block in section.blocks)))


def _glosses(context: Context, sections: Iterator[Section]) -> Iterator[Markup]:
    """The glosses of the terms marked in some sections."""
    used = (use for section in sections for block in section.blocks for use in context.marks.get(block.id, ()))
    return glosses(used, context.web)


def _summary(work: Work, section: Section, length: int = 120) -> str:
    """The first words of a section, for search engines and link previews."""
    for inner in section.walk():
        for block in inner.blocks:
            if block.kind is BlockKind.PARAGRAPH:
                text = work.text(block)
                return text if len(text) <= length else text[:length] + "…"
    return ""
