"""Blocks that are shown together: tables, verse, quotations and lists; pictures, and notes with their calls."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from urllib.parse import quote

from shanben.addresses import between, is_published, page_url
from shanben.groups import EMPTY, Item, Nested, Poem, Quotation, Table, called_notes, groups, spanned
from shanben.markup import Markup, both, element, joined, link
from shanben.model.forms import Called, Picture
from shanben.model.text import Block, BlockKind
from shanben.pictures import published_path
from shanben.render.blocks import block_elements, marks_beside, woven
from shanben.render.calls import call_id
from shanben.render.context import Context
from shanben.render.translated import translated


def elements(context: Context, blocks: Iterable[Block]) -> Iterator[Markup]:
    """Blocks that follow one another as readers see them, without the notes they call."""
    for group in groups(filter(is_published, blocks)):
        match group:
            case Table():
                yield from table(context, group)
            case Poem():
                yield poem(context, group)
            case Quotation():
                yield quotation(context, group)
            case Nested():
                yield nested(context, group)
            case Block(kind=BlockKind.FIGURE):
                yield from figure(context, group)
            case Block():
                yield from block_elements(context, group)


def _written(context: Context, block: Block, name: str = "p", **more: str) -> Markup:
    """A block's text, with its translations, in an element that bears its address."""
    words = translated(context.work.translations.get(block.id, ()))
    return element(name, woven(context, block), words, id=block.id, classes=f"sb-{block.kind.value}", **more)


def _with_marks(context: Context, block: Block) -> Markup:
    return joined((_written(context, block), *marks_beside(context, block)))


def table(context: Context, group: Table) -> Iterator[Markup]:
    """A table that scrolls by itself where it is wider than the page; its marks lead to all of its lines."""
    parts: list[Markup] = []
    named = {"aria_label": "表 · Table"}
    if group.caption:
        parts.append(_written(context, group.caption, "figcaption"))
        named = {"aria_labelledby": group.caption.id}
    body = [
        element(name, *(_row(context, row, cell) for row in rows))
        for name, cell, rows in (("thead", "th", group.rows[: group.head]), ("tbody", "td", group.rows[group.head :]))
        if rows
    ]
    grid = element("table", *body, classes="sb-grid")
    parts.append(element("div", grid, classes="sb-scroll", role="region", tabindex="0", **named))
    cells = [place for row in group.rows for place in row if isinstance(place, Block)]
    spans = tuple(span for block in [*cells, *filter(None, [group.caption])] for span in block.spans)
    yield element("figure", *parts, id=group.id, classes="sb-table")
    if spans:
        yield from marks_beside(context, Block(group.id, BlockKind.CELL, spans))


def _row(context: Context, row: Sequence[Block | str], name: str) -> Markup:
    scope = {"scope": "col"} if name == "th" else {}
    return element("tr", *(
        _written(context, place, name, **spanned(place), **scope) if isinstance(place, Block) else element("td")
        for place in row
        if isinstance(place, Block) or place == EMPTY
    ))  # fmt: skip


def poem(context: Context, group: Poem) -> Markup:
    """Stanzas, their lines kept."""
    return element("div", *(_with_marks(context, block) for block in group.stanzas), classes="sb-poem")


def quotation(context: Context, group: Quotation) -> Markup:
    """Text quoted at length."""
    return element("blockquote", *(_with_marks(context, block) for block in group.blocks), classes="sb-quotation")


def nested(context: Context, group: Nested) -> Markup:
    """A list with lists in its items."""
    return _list(context, group.items)


def _list(context: Context, items: Sequence[Item]) -> Markup:
    entries = (
        element("li", *block_elements(context, item.block), _list(context, item.items) if item.items else "")
        for item in items
    )
    return element("ul", *entries, classes="sb-list", role="list")


def figure(context: Context, block: Block) -> Iterator[Markup]:
    """A picture with its caption."""
    picture = block.form if isinstance(block.form, Picture) else Picture("")
    here = page_url(context.path, context.addresses.directory_urls)
    there = between(here, quote(published_path(context.work.id, picture.path)))
    size = {name: str(number) for name, number in (("width", picture.width), ("height", picture.height)) if number}
    image = element("img", src=there, alt=picture.alt or "图 · Figure", loading="lazy", **size)
    caption = context.work.text(block)
    words = element("figcaption", woven(context, block), classes="sb-caption") if caption else ""
    yield element("figure", image, words, id=block.id, classes="sb-figure")
    yield from marks_beside(context, block)


# --- notes ------------------------------------------------------------------------------------------------------------


def notes(context: Context, blocks: Iterable[Block]) -> Iterator[Markup]:
    """The notes that are called, as a list with ways back; nothing where there are none."""
    entries = [_note(context, block) for block in called_notes(blocks)]
    if entries:
        title = element("p", both("注释 · Notes"), classes="sb-notes-title")
        listed = element("ol", *entries, role="list")
        yield element("section", title, listed, classes="sb-notes", aria_label="注释 · Notes")


def _note(context: Context, block: Block) -> Markup:
    form = block.form if isinstance(block.form, Called) else Called("")
    backs = (_back(context, block, caller, number, form.mark or "注") for number, caller in enumerate(form.callers, 1))
    words = element("p", woven(context, block), id=block.id, classes="sb-note", role="doc-endnote")
    return element("li", element("span", *backs, classes="sb-note-backs"), words, *marks_beside(context, block))


def _back(context: Context, block: Block, caller: str, number: int, mark: str) -> Markup:
    page = context.note(caller).partition("#")[0]
    shown = mark if number == 1 else "↑"
    named = f"回到正文 {mark} · back to the text"
    address = f"{page}#{call_id(block.id, number)}"
    return link(address, classes="sb-note-mark", data_mark=shown, title=named, aria_label=named, role="doc-backlink")
