"""The blocks of a work as elements of an e-book: paragraphs, tables, verse, pictures, and notes with their calls."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TypeAlias

from lxml import etree
from lxml.builder import ElementMaker

from shanben.export.xml_text import WORDS
from shanben.groups import EMPTY, Group, Item, Nested, Poem, Quotation, Table, groups, spanned
from shanben.model.forms import Called, Picture, Verse
from shanben.model.language import TermUse, Translation
from shanben.model.text import Block, BlockKind, read_spans
from shanben.model.works import Work

_XHTML = "http://www.w3.org/1999/xhtml"
OPS = "http://www.idpf.org/2007/ops"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"
TYPE = f"{{{OPS}}}type"
h = ElementMaker(WORDS, namespace=_XHTML, nsmap={None: _XHTML, "epub": OPS})

Marks = Mapping[str, Sequence[TermUse]]
"""The term uses of each block that lead to a note."""
Files = Mapping[str, str]
"""The file of every note, and of every picture, inside the e-book."""
_Element: TypeAlias = etree._Element

_NOT_NAME = re.compile(r"[^A-Za-z0-9._-]")


def xml_id(anchor: str) -> str:
    """An anchor as an XML name, which does not begin with a digit."""
    name = _NOT_NAME.sub("_", anchor)
    return name if name[:1].isalpha() else f"x{name}"


def term_id(term: str) -> str:
    """The id of a term's note."""
    return "term-" + _NOT_NAME.sub(lambda match: f"_{ord(match[0]):x}", term)


def elements(work: Work, blocks: Iterable[Block], marks: Marks, files: Files) -> Iterator[_Element]:
    """Blocks that follow one another, without the notes they call."""
    for group in groups(blocks):
        yield _group(_Writer(work, marks, files), group)


def notes(work: Work, blocks: Iterable[Block], marks: Marks, files: Files) -> Iterator[_Element]:
    """Notes as reading systems show them: beside the text or at its end, each with a way back."""
    writer = _Writer(work, marks, files)
    for block in blocks:
        form = block.form
        if isinstance(form, Called):
            note = h.aside({"id": xml_id(block.id), "class": "footnote"})
            note.set(TYPE, "footnote")
            paragraph = writer.filled("p", block, {"class": "note"})
            back = h.a(form.mark or "注", href=f"{files.get(form.callers[0], '')}#{xml_id(form.callers[0])}")
            back.tail = " " + (paragraph.text or "")
            paragraph.text = None
            paragraph.insert(0, back)
            note.append(paragraph)
            yield note


def heading(work: Work, block: Block, name: str, files: Files) -> _Element:
    """A printed heading with the notes it calls."""
    return _Writer(work, {}, files).filled(name, block, {"id": xml_id(block.id)})


def translated(translations: Iterable[Translation]) -> Iterator[_Element]:
    """Translations, each marked with its language."""
    for translation in translations:
        element = h.span(translation.text, {"class": "translation", "lang": translation.language})
        element.set(LANG, translation.language)
        yield element


class _Writer:
    """Writes the text of blocks with what is marked in it."""

    def __init__(self, work: Work, marks: Marks, files: Files) -> None:
        self.work, self.marks, self.files = work, marks, files

    def filled(self, name: str, block: Block, attributes: dict[str, str] | None = None) -> _Element:
        """An element with a block's text: its run-in heading, terms, calls of notes, and where lines of verse begin."""
        work, text = self.work, self.work.text(block)
        element = h(name, attributes or {})
        start = 0
        if block.run_in:
            label = read_spans(work.source.text, block.run_in.spans)
            if text.startswith(label):
                element.append(h.strong(label, *translated(work.translations.get(block.id, ()))))
                start = len(label)
        pieces: list[tuple[int, int, Callable[[str], _Element]]] = [
            (use.start, use.end, _term(use)) for use in self.marks.get(block.id, ())
        ]
        pieces += [(call.at, call.at, self._call(call.note, call.mark)) for call in block.calls]
        if isinstance(block.form, Verse):
            pieces += [(at, at, lambda _: h.br()) for at in block.form.breaks]
        for low, high, made in sorted(pieces, key=lambda piece: piece[:2]):
            if low < start:  # inside the run-in heading, or inside another term
                continue
            _append_text(element, text[start:low])
            element.append(made(text[low:high]))
            start = high
        _append_text(element, text[start:])
        if not block.run_in:
            element.extend(translated(work.translations.get(block.id, ())))
        return element

    def _call(self, note: str, mark: str) -> Callable[[str], _Element]:
        def call(_: str) -> _Element:
            link = h.a(mark or "注", href=f"{self.files.get(note, '')}#{xml_id(note)}")
            link.set(TYPE, "noteref")
            return h.sup(link)

        return call


def _term(use: TermUse) -> Callable[[str], _Element]:
    def term(words: str) -> _Element:
        link = h.a(words, {"class": "term", "href": f"terms.xhtml#{term_id(use.term)}"})
        link.set(TYPE, "noteref")
        return link

    return term


def _group(writer: _Writer, group: Group) -> _Element:
    match group:
        case Table():
            return _table(writer, group)
        case Poem(stanzas):
            return h.div({"class": "poem"}, *(_paragraph(writer, block) for block in stanzas))
        case Quotation(blocks):
            return h.blockquote(*(_paragraph(writer, block) for block in blocks))
        case Nested(items):
            return _list(writer, items)
        case _:
            return _figure(writer, group) if group.kind is BlockKind.FIGURE else _paragraph(writer, group)


def _paragraph(writer: _Writer, block: Block) -> _Element:
    return writer.filled("p", block, {"id": xml_id(block.id), "class": block.kind.value})


def _table(writer: _Writer, table: Table) -> _Element:
    made = h.table({"id": xml_id(table.id)})
    if table.caption:
        made.append(writer.filled("caption", table.caption, {"id": xml_id(table.caption.id)}))
    for part, rows in (("thead", table.rows[: table.head]), ("tbody", table.rows[table.head :])):
        if rows:
            made.append(h(part, *(_row(writer, row, "th" if part == "thead" else "td") for row in rows)))
    return made


def _row(writer: _Writer, row: Sequence[Block | str], name: str) -> _Element:
    made = h.tr()
    for place in row:
        if isinstance(place, Block):
            made.append(writer.filled(name, place, {"id": xml_id(place.id), **spanned(place)}))
        elif place == EMPTY:
            made.append(h.td())
    return made


def _list(writer: _Writer, items: Sequence[Item]) -> _Element:
    made = h.ul({"class": "list"})
    for item in items:
        entry = writer.filled("li", item.block, {"id": xml_id(item.block.id)})
        if item.items:
            entry.append(_list(writer, item.items))
        made.append(entry)
    return made


def _figure(writer: _Writer, block: Block) -> _Element:
    picture = block.form if isinstance(block.form, Picture) else Picture("")
    made = h.figure({"id": xml_id(block.id)})
    if picture.path in writer.files:
        made.append(h.img(src=writer.files[picture.path], alt=picture.alt))
    if writer.work.text(block):
        made.append(writer.filled("figcaption", block))
    return made


def _append_text(element: _Element, text: str) -> None:
    if len(element):
        element[-1].tail = (element[-1].tail or "") + text
    else:
        element.text = (element.text or "") + text
