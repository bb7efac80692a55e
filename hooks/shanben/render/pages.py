"""Works as plain Markdown pages with explicit anchors, and the pages that present the library."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from html import escape as html
from itertools import chain

from shanben.addresses import CATALOGUE, SOURCES, Addresses, WorkPages, is_published, openings, relative, size
from shanben.labels import FACTS, STATUSES
from shanben.lineation import Lines
from shanben.markup import attributes, escape
from shanben.metadata import iso_date, stated
from shanben.model.language import TermUse, Translation, TranslationStatus
from shanben.model.library import Contents, Library, Page, ShapedSource
from shanben.model.references import Reference
from shanben.model.text import Block, BlockKind, Supplied, read_spans
from shanben.model.works import Fact, Section, Work
from shanben.render.glossary import marks
from shanben.render.inline import Web, glosses, inline, references_by_block

_OPENING = '<span class="sb-bracket">&#91;</span>'
_CLOSING = '<span class="sb-bracket">&#93;</span>'

CLASSES: dict[BlockKind, str] = {kind: f"sb-{kind.value}" for kind in BlockKind}


@dataclass(frozen=True, slots=True)
class _Context:
    """What writing one page needs to know."""

    work: Work
    addresses: Addresses
    lines: Lines
    path: str
    web: Web
    openings: Mapping[str, str]
    marks: Mapping[str, tuple[TermUse, ...]]
    references: Mapping[str, tuple[Reference, ...]]
    quiet: bool = False
    """Whether nothing stands beside the text: no marks, no backlinks."""


def work_pages(shaped: ShapedSource, addresses: Addresses, web: Web) -> Iterator[Page]:
    """The pages of every work of one source, tied into the ``web`` of its library."""
    lines = Lines(shaped.source.text)
    for work in shaped.works:
        pages = addresses.works[work.id]
        context = _Context(
            work, addresses, lines, pages.landing, web, openings(work), marks(work), references_by_block(work)
        )
        yield from _pages_of_work(context, pages, _origin(shaped))


def whole_pages(shaped: ShapedSource, addresses: Addresses, web: Web) -> Iterator[Page]:
    """The whole text on one page, to be printed or read through, of every work that is cut into several."""
    lines = Lines(shaped.source.text)
    for work in shaped.works:
        pages = addresses.works[work.id]
        if not pages.sections:
            continue
        itself = WorkPages(work, pages.whole, (), dict.fromkeys(pages.page_of, pages.whole))
        within = replace(addresses, together=work.id)
        context = _Context(
            work, within, lines, pages.whole, web, openings(work), marks(work), references_by_block(work), True
        )
        (page,) = _pages_of_work(context, itself, _origin(shaped))
        yield page


def _origin(shaped: ShapedSource) -> str:
    return str(shaped.edition_path or shaped.source.path)


def _pages_of_work(context: _Context, pages: WorkPages, origin: str) -> Iterator[Page]:
    work, root = context.work, context.work.root
    opening = [*_front(context), *_heading(context, root), *_facts(context)]
    opening += chain.from_iterable(_block(context, block) for block in root.blocks)
    if pages.sections:
        opening += _contents_list(context)
        body: list[str] = []
    else:
        body = [text for child in root.children for text in _section(context, child, 2)]
    shown = [root] if pages.sections else list(root.walk())
    text = _join([*opening, *body, *_backlinks(context, root), *_closing(context), *_glosses(context, shown)])
    yield Page(
        pages.landing, work.title, text, contents(work, root, not pages.sections), origin, work.id,
        work.translations.get(root.anchor, ()), {"description": _summary(work, root), "lang": work.language},
    )  # fmt: skip
    for section, path in pages.sections:
        inner = replace(context, path=path)
        text = _join([*_section(inner, section, 1), *_glosses(inner, list(section.walk()))])
        yield Page(
            path, work.heading_text(section), text, contents(work, section, True), origin, work.id,
            work.translations.get(section.anchor, ()), {"description": _summary(work, section), "lang": work.language},
        )  # fmt: skip


def _join(blocks: list[str]) -> str:
    return "\n\n".join(blocks) + "\n"


def _summary(work: Work, section: Section, length: int = 120) -> str:
    """The first words of a section, for search engines and link previews."""
    for inner in section.walk():
        for block in inner.blocks:
            if block.kind is BlockKind.PARAGRAPH:
                text = work.text(block)
                return text if len(text) <= length else text[:length] + "…"
    return ""


# --- blocks -----------------------------------------------------------------------------------------------------------


def _front(context: _Context) -> Iterator[str]:
    for block in context.work.front:
        yield from _block(context, block)


def _section(context: _Context, section: Section, level: int) -> Iterator[str]:
    """A section with all below it; its heading is of ``level``: 1 on a page of its own."""
    for inner, depth in _with_depth(section):
        yield from _heading(context, inner, level + depth)
        for block in inner.blocks:
            yield from _block(context, block)
        yield from _backlinks(context, inner)


def _with_depth(section: Section) -> Iterator[tuple[Section, int]]:
    """A section and all below it in reading order, each with the number of headings above it.

    This, not its own level, is how deep a heading stands on a page: a law without parts begins with chapters.
    """
    stack = [(section, 0)]
    while stack:
        inner, depth = stack.pop()
        yield inner, depth
        below = depth + (inner.heading is not None)
        stack.extend((child, below) for child in reversed(inner.children))


def _heading(context: _Context, section: Section, level: int = 1) -> Iterator[str]:
    """A heading in both languages under one anchor; for an opening without one, only the anchor."""
    work = context.work
    if section.heading is None:
        return
    text = work.heading_text(section)
    supplied = isinstance(section.heading, Supplied)
    number = text[: section.number.length] if section.number else ""
    rest = text[len(number) :]
    opening, closing = (_OPENING, _CLOSING) if supplied else ("", "")
    shown = f'<span class="sb-number">{opening}{escape(number)}</span>' if number else opening
    shown += (escape(rest) if rest else "") + closing
    if section is work.root and work.excerpt:
        shown += '<span class="sb-excerpt">（节选）</span>'
    classes = f"sb-heading sb-{section.kind.value}" + (" sb-supplied" if supplied else "")
    translated = work.translations.get(section.anchor, ())
    words = f'<span class="sb-original" lang="{work.language}">{shown}</span>{_translated(translated)}'
    yield f"{'#' * min(6, level)} {words} {attributes(id=section.anchor, classes=classes)}"
    if isinstance(section.heading, Block):
        yield from _receipt(context, section.heading)


def _translated(translations: tuple[Translation, ...]) -> str:
    return "".join(_translation(translation) for translation in translations)


def _translation(translation: Translation) -> str:
    """A translation with a quiet badge that tells its standing where it is not official."""
    words = f'<span class="sb-words">{escape(translation.text)}</span>'
    return _spanned(translation, words + _badge(translation))


def _spanned(translation: Translation, content: str) -> str:
    """Content that readers see while they want this language."""
    language, status = html(translation.language), translation.status.value
    return f' <span class="sb-translation" lang="{language}" data-status="{status}">{content}</span>'


def _linked(work: Work, title: str, anchor: str, link: str) -> str:
    """A link with a heading in every language; badges, which may be links themselves, stand behind it."""
    translations = work.translations.get(anchor, ())
    words = f'<span class="sb-original" lang="{work.language}">{title}</span>'
    words += "".join(_spanned(one, escape(one.text)) for one in translations)
    badges = [(one, _badge(one)) for one in translations]
    return f"[{words}]({link})" + "".join(_spanned(one, badge) for one, badge in badges if badge)


def _badge(translation: Translation) -> str:
    """The standing of a translation; a link where its source is an address.

    Official words need no badge but lead to their source; a number translated by rule is nobody's wording.
    """
    linked = translation.source.startswith(("http://", "https://"))
    official = translation.status is TranslationStatus.OFFICIAL and not translation.fuzzy
    if translation.status is TranslationStatus.RULE or (official and not linked):
        return ""
    chinese, english = STATUSES[translation.status]
    if translation.fuzzy:
        chinese, english = f"{chinese}，未校", f"{english}, not reviewed"
    title = html(" · ".join(part for part in (chinese, english, translation.source) if part))
    shown = "源" if official else chinese
    if linked:
        return f' <a class="sb-badge" href="{html(translation.source)}" title="{title}">{shown}</a>'
    return f' <small class="sb-badge" title="{title}">{shown}</small>'


def _block(context: _Context, block: Block) -> Iterator[str]:
    """A block as a paragraph with its anchor, followed by the link to its receipt."""
    if not is_published(block):
        return
    work = context.work
    text = work.text(block)
    translations = work.translations.get(block.id, ())
    classes, bold = CLASSES[block.kind], 0
    if block.run_in:
        classes, bold = f"{classes} sb-has-run-in", len(read_spans(work.source.text, block.run_in.spans))
        if translations:
            yield f"{_translated(translations).strip()}\n{attributes(classes='sb-run-in-translation')}"
            translations = ()
    shown = inline(
        text, context.path, bold=bold, anchor=context.openings.get(block.id, ""),
        references=context.references.get(block.id, ()), uses=context.marks.get(block.id, ()),
        addresses=context.addresses, web=context.web,
    )  # fmt: skip
    yield f"{shown}{_translated(translations)}\n{attributes(id=block.id, classes=classes)}"
    yield from _receipt(context, block)


SHOWN_BACKLINKS = 12
"""Places that refer to a section and are listed under it; of more only the number is given."""


def _backlinks(context: _Context, section: Section) -> Iterator[str]:
    """What refers to a section, from elsewhere in its work or from another."""
    places = () if context.quiet else context.web.backlinks.to_section.get((context.work.id, section.anchor), ())
    if not places:
        return
    links = [_place(context, work, block) for work, block in places[:SHOWN_BACKLINKS]]
    more = f" … {len(places):,} 处 places" if len(places) > SHOWN_BACKLINKS else ""
    yield (
        f'<span class="sb-backlinks-label">引用此节 · Referred to from</span> {" · ".join(links)}{more}\n'
        + attributes(classes="sb-backlinks")
    )


def _place(context: _Context, work: str, block: str) -> str:
    """A link to a block: by its number inside this work, with the title of another."""
    number = block.removeprefix("p").lstrip("-")
    words = f"¶ {number}" if work == context.work.id else f"{context.web.titles[work]} ¶ {number}"
    return f"[{escape(words)}]({context.addresses.link(context.path, work, block)})"


def _glosses(context: _Context, sections: Iterable[Section]) -> Iterator[str]:
    """The glosses of the terms marked in some sections."""
    used = [use for section in sections for block in section.blocks for use in context.marks.get(block.id, ())]
    shown = glosses(used, context.web)
    if shown:
        yield shown


def _receipt(context: _Context, block: Block) -> Iterator[str]:
    """The quiet marks beside a block: a link to itself, and one to the lines it was read from."""
    if context.quiet:
        return
    lines = context.lines
    first = min(lines.at(span.start).number for span in block.spans)
    last = max(lines.at(max(span.start, span.end - 1)).number for span in block.spans)
    there = relative(context.path, context.addresses.receipt_page(context.work.source, first))
    shown = str(first) if first == last else f"{first}–{last}"
    itself = f"[¶](#{block.id}){attributes(classes='sb-permalink', title='链接与引用 · Link and cite')}"
    title = f"原文第 {shown} 行 · lines {shown} of the source"
    receipt = f"[{shown}]({there}#L{first}){attributes(classes='sb-receipt', title=title)}"
    yield f'<span class="sb-marks">{itself} {receipt}</span>\n{attributes(classes="sb-mark")}'


# --- about the work ---------------------------------------------------------------------------------------------------


def _facts(context: _Context) -> Iterator[str]:
    """What is known of the work; supplied statements in brackets."""
    facts = [_fact(fact) for fact in context.work.facts]
    if facts:
        yield '<div class="sb-facts" markdown>\n\n' + "\n".join(f"- {fact}" for fact in facts) + "\n\n</div>"


def _fact(fact: Fact) -> str:
    chinese, english = FACTS.get(fact.name, (fact.name, fact.name))
    value = escape(fact.text)
    if fact.supplied:
        value = f'<span class="sb-supplied">&#91;{value}&#93;</span>'
    note = f' <small class="sb-note">{escape(fact.note)}</small>' if fact.note else ""
    name = f'<span class="sb-original">{escape(chinese)}</span>'
    name += f' <span class="sb-translation" lang="en">{escape(english)}</span>'
    return f'<span class="sb-fact">{name}</span> {value}{note}'


def _closing(context: _Context) -> Iterator[str]:
    """Notes and open queries of the editors, kept apart from the text."""
    work = context.work
    yield from _company(context)
    if not work.notes and not work.queries:
        return
    items = [f"- {escape(note)}" for note in work.notes]
    for query in work.queries:
        link = _place_link(context, query.block)
        items.append(f'- <span class="sb-query">待查 Query</span> {escape(query.question)}{link}')
    yield ('<aside class="sb-editors" markdown>\n\n**编者按 · Editors’ notes**\n\n' + "\n".join(items) + "\n\n</aside>")


def _company(context: _Context) -> Iterator[str]:
    """The works this one cites, and those that cite it."""
    links = context.web.backlinks
    for words, works in (("引用 · Cites", links.cites), ("被引 · Cited by", links.cited_by)):
        others = works.get(context.work.id, ())
        if others:
            named = [
                f"[{escape(context.web.titles[other])}]({relative(context.path, f'works/{other}/index.md')})"
                for other in others[:SHOWN_BACKLINKS]
            ]
            more = f" … {len(others):,} 篇 works" if len(others) > SHOWN_BACKLINKS else ""
            label = f'<span class="sb-backlinks-label">{words}</span>'
            yield f"{label} {' · '.join(named)}{more}\n{attributes(classes='sb-backlinks')}"


def _place_link(context: _Context, block: str) -> str:
    if not block or block not in context.addresses.works[context.work.id].page_of:
        return ""
    return f" [→]({context.addresses.link(context.path, context.work.id, block)}){attributes(title='to the place')}"


def _contents_list(context: _Context) -> Iterator[str]:
    """The whole outline of a long work, on its landing page."""
    work = context.work
    yield '<p class="sb-contents-title">目录 · Contents</p>'
    items: list[str] = []
    for section, depth in chain.from_iterable(map(_with_depth, work.root.children)):
        text = work.heading_text(section)
        if not text:
            continue
        link = context.addresses.link(context.path, work.id, section.anchor)
        items.append(f"{'    ' * depth}- {_linked(work, escape(text), section.anchor, link)}")
    yield '<div class="sb-contents" markdown>\n\n' + "\n".join(items) + "\n\n</div>"
    whole = relative(context.path, context.addresses.works[work.id].whole)
    yield f"[全文一页，可打印 · The whole text on one page, for printing]({whole})\n{attributes(classes='sb-whole')}"


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


# --- the library ------------------------------------------------------------------------------------------------------


def catalogue_entries(works: Iterable[Work], here: str) -> str:
    """A list of works with title, translation and size, as Markdown for the page ``here``."""
    return "\n\n".join(_card(work, here) for work in works)


def _card(work: Work, here: str) -> str:
    link = relative(here, f"works/{work.id}/index.md")
    supplied = isinstance(work.root.heading, Supplied)
    title = escape(work.title)
    title = f"&#91;{title}&#93;" if supplied else title
    series = "".join(escape(work.text(block)) for block in work.front if block.kind is BlockKind.SERIES)
    kind, issuer = stated(work, "kind"), stated(work, "issuer")
    year = iso_date(stated(work, "date"))[:4]
    shown = (series, escape(kind), escape(issuer), year, f"{size(work):,} 字", "节选" if work.excerpt else "")
    about = " · ".join(part for part in shown if part)
    facets = attributes(
        classes="sb-card", data_kind=kind, data_year=year, data_issuer=issuer, data_translated=_coverage(work)
    )
    return f'{_linked(work, title, work.root.anchor, link)} <span class="sb-about">{about}</span>\n{facets}'


def _coverage(work: Work) -> str:
    """How much of a work's headings is translated: ``all``, ``some`` or ``none``."""
    anchors = [section.anchor for section in work.sections() if section.heading is not None]
    anchors += [block.id for block in work.blocks() if block.run_in]
    translated = sum(anchor in work.translations for anchor in anchors)
    return "none" if not translated else "all" if translated == len(anchors) else "some"


def catalogue_page(library: Library) -> Page:
    """The list of all works."""
    count = len(library.works)
    text = f"# 目录 · Catalogue\n\n{count} 篇 · {count} works\n{attributes(classes='sb-count')}\n\n"
    text += catalogue_entries(library.works, CATALOGUE)
    return Page(CATALOGUE, "目录 · Catalogue", text + "\n")


def sources_page(library: Library) -> Page:
    """The list of all sources, with what became of each character."""
    rows = [
        "| 来源 Source | 字符 Characters | 已刊 Published | 未刊 Gaps | sha256 |",
        "| --- | ---: | ---: | ---: | --- |",
    ]
    for shaped in library.sources:
        published = sum(len(span) for work in shaped.works for block in work.blocks() for span in block.spans)
        total = len(shaped.source.text)
        rows.append(
            f"| [{escape(shaped.source.path.name)}]({shaped.source.slug}/index.md) | {total:,} | {published:,} |"
            f" {total - published:,} | `{shaped.source.sha256[:12]}…` |"
        )
    intro = (
        "# 来源 · Sources\n\n每一个已刊的字都出自来源的某一处；未刊的每一处都注明理由。\n"
        "Every published character is a place in a source; every place that is not published has a reason.\n\n"
    )
    return Page(SOURCES, "来源 · Sources", intro + "\n".join(rows) + "\n")
