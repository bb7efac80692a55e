"""A work's blocks and headings as HTML, each with its anchor and the quiet marks beside it."""

from __future__ import annotations

from collections.abc import Iterator

from shanben.addresses import is_published
from shanben.markup import Markup, either, element, phrased, words
from shanben.model.forms import Verse
from shanben.model.language import TranslationStatus
from shanben.model.text import Block, BlockKind, Supplied, read_spans
from shanben.model.works import Section
from shanben.render.calls import calls_in, with_calls
from shanben.render.context import Context
from shanben.render.inline import inline
from shanben.render.translated import translated
from shanben.render.versions import now_at

_NOTHING = Markup()


def block_elements(context: Context, block: Block) -> Iterator[Markup]:
    """A block as a paragraph, then the marks beside it; nothing for what readers do not see."""
    if is_published(block):
        yield from paragraph(context, block)
        yield from marks_beside(context, block)


def paragraph(context: Context, block: Block) -> Iterator[Markup]:
    """A paragraph, its translations in it; those of a run-in heading stand before it, of a number alone beside it."""
    work = context.work
    translations = work.translations.get(block.id, ())
    classes, bold, beside = f"sb-{block.kind.value}", 0, Markup()
    if block.run_in:
        classes, bold = f"{classes} sb-has-run-in", len(read_spans(work.source.text, block.run_in.spans))
        if translations and all(one.status is TranslationStatus.RULE for one in translations):
            beside, translations = element("span", translated(translations), classes="sb-beside"), ()
        elif translations:
            yield element("p", translated(translations).strip(), classes="sb-run-in-translation")
            translations = ()
    shown = woven(context, block, bold, beside)
    content = (shown, translated(translations)) if translations else (shown,)
    yield element("p", *content, id=block.id, classes=classes)


def woven(context: Context, block: Block, bold: int = 0, beside: Markup = _NOTHING) -> Markup:
    """A block's text with its links and marks; its first ``bold`` characters are a run-in heading, and what stands
    ``beside`` follows them.
    """
    calls = [*(((bold, beside),) if beside else ()), *calls_in(block, context.callers, context.note)]
    return inline(
        context.work.text(block), context.path, bold=bold, anchor=context.openings.get(block.id, ""),
        references=context.references.get(block.id, ()), uses=context.marks.get(block.id, ()),
        addresses=context.addresses, web=context.web, calls=calls,
        breaks=block.form.breaks if isinstance(block.form, Verse) else (),
    )  # fmt: skip


def heading(context: Context, section: Section, level: int = 1) -> Iterator[Markup]:
    """A heading in every language under one anchor; nothing for an opening without one."""
    work = context.work
    if section.heading is None:
        return
    text = work.heading_text(section)
    supplied = isinstance(section.heading, Supplied)
    number = text[: section.number.length] if section.number else ""
    opening, closing = (_bracket("["), _bracket("]")) if supplied else (Markup(), Markup())
    printed = section.heading if isinstance(section.heading, Block) else None
    calls = tuple(calls_in(printed, context.callers, context.note)) if printed else ()
    rest = with_calls(text, iter(calls), len(number)) if calls else phrased(text[len(number) :])
    shown = [element("span", opening, number, classes="sb-number") if number else opening, rest, closing]
    if section is work.root and work.excerpt:
        shown.append(element("span", either("（节选）", " (excerpt)"), classes="sb-excerpt"))
    yield element(
        f"h{min(6, level)}",
        element("span", *shown, classes="sb-original", lang=work.language),
        translated(work.translations.get(section.anchor, ())),
        id=section.anchor,
        classes=f"sb-heading sb-{section.kind.value}" + (" sb-supplied" if supplied else ""),
    )
    if isinstance(section.heading, Block):
        yield from marks_beside(context, section.heading)


def _bracket(sign: str) -> Markup:
    return element("span", sign, classes="sb-bracket")


def marks_beside(context: Context, block: Block) -> Iterator[Markup]:
    """The quiet marks beside a block: a link to itself, and one to the lines it was read from.

    They stand beside every block, so they are as short as can be: styles tell them apart by their order and name them
    for screen readers, ``javascripts/marks.js`` names them for those who point at them.
    """
    if context.quiet:
        return
    at = context.lines.at
    if len(block.spans) == 1:
        (span,) = block.spans
        first, last = at(span.start).number, at(max(span.start, span.end - 1)).number
    else:
        first = min(at(span.start).number for span in block.spans)
        last = max(at(max(span.start, span.end - 1)).number for span in block.spans)
    shown = str(first) if first == last else f"{first}–{last}"
    there = f"{context.to(context.addresses.receipt_page(context.work.source, first))}#L{first}"
    opened = context.openings.get(block.id, "") or (block.id if block.kind is BlockKind.HEADING else "")
    now = now_at(context, opened)
    # One piece: there are as many as blocks, and to make them of elements took a third of a page's time.
    links = f'<a href="#{words(block.id)}">¶</a> <a href="{words(there)}">{shown}</a>'
    yield Markup(f'<p class="sb-mark"><span>{links}{f" {now}" if now else ""}</span></p>')
