"""A work as an e-book: EPUB 3.3 (https://www.w3.org/TR/epub-33/), complete in one file and the same bytes every time.

Headings carry their translations, the contents are the work's outline, and the first use of a term in each section
leads to its note at the end, which reading systems show as a pop-up.
"""

from __future__ import annotations

import io
import re
import uuid
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from lxml import etree
from lxml.builder import ElementMaker

from shanben.addresses import WorkPages, is_published
from shanben.export.feed import moment
from shanben.labels import FACTS, STATUSES
from shanben.metadata import iso_date, stated
from shanben.model.language import Sense, Term, TermUse, Translation
from shanben.model.text import Block, Supplied, read_spans
from shanben.model.works import Section, Work

MEDIA_TYPE = "application/epub+zip"

_XHTML = "http://www.w3.org/1999/xhtml"
_OPS = "http://www.idpf.org/2007/ops"
_OPF = "http://www.idpf.org/2007/opf"
_DC = "http://purl.org/dc/elements/1.1/"
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_TYPE = f"{{{_OPS}}}type"
_h = ElementMaker(namespace=_XHTML, nsmap={None: _XHTML, "epub": _OPS})
_o = ElementMaker(namespace=_OPF, nsmap={None: _OPF, "dc": _DC})
_d = ElementMaker(namespace=_DC)

_CONTAINER = (
    b'<?xml version="1.0" encoding="utf-8"?>\n'
    b'<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
    b'<rootfile full-path="EPUB/package.opf" media-type="application/oebps-package+xml"/></rootfiles></container>\n'
)
_STYLE = b"""body { line-height: 1.7; }
p { margin: 0 0 .6em; text-indent: 2em; }
h1, h2, h3, h4, h5, h6 { line-height: 1.4; margin: 1.4em 0 .6em; }
.translation { display: block; font-size: .8em; font-weight: normal; }
.front, .byline, .date, .signature, dl, .note { text-indent: 0; }
.signature, .date { text-align: right; }
a.term { color: inherit; text-decoration-style: dotted; }
"""
_FIRST = (1980, 1, 1, 0, 0, 0)
"""The earliest time a zip can say: an e-book's own date stands in its package."""


@dataclass(frozen=True, slots=True)
class Book:
    """What an e-book is made of: a work, how it is cut, the library's terms, and where and when it was made.

    ``url`` is the work's address (an absolute one where the site knows its own); ``changed`` is in seconds since 1970.
    """

    work: Work
    pages: WorkPages
    terms: Mapping[str, Term]
    url: str
    changed: int


_Marks = Mapping[str, Sequence[TermUse]]
"""The term uses of each block that lead to a note."""


def epub(book: Book) -> bytes:
    """The e-book's file."""
    notes = _used_terms(book)
    marks = _first_uses(book)
    chapters = [("text.xhtml", _opening(book, marks)), *_chapters(book, marks)]
    if notes:
        chapters.append(("terms.xhtml", _notes(notes)))
    place = {id_: name for name, body in chapters for id_ in _ids(body)}
    files = {name: _document(book.work, _title(book.work), body) for name, body in chapters}
    files["nav.xhtml"] = _document(book.work, "目录", _navigation(book.work, place, bool(notes)))
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        _add(archive, "mimetype", MEDIA_TYPE.encode(), zipfile.ZIP_STORED)  # first and plain, says the standard
        _add(archive, "META-INF/container.xml", _CONTAINER)
        _add(archive, "EPUB/package.opf", _package(book, [name for name, _ in chapters]))
        _add(archive, "EPUB/style.css", _STYLE)
        for name in sorted(files):
            _add(archive, f"EPUB/{name}", files[name])
    return out.getvalue()


def _add(archive: zipfile.ZipFile, name: str, content: bytes, method: int = zipfile.ZIP_DEFLATED) -> None:
    entry = zipfile.ZipInfo(name, _FIRST)
    entry.compress_type = method
    entry.create_system = 3
    entry.external_attr = 0o100644 << 16
    archive.writestr(entry, content)


# --- text ------------------------------------------------------------------------------------------------------------


def _opening(book: Book, marks: _Marks) -> etree._Element:
    """The title with what stands before it, what is known of the work, and its text where it is one piece."""
    work, root = book.work, book.work.root
    body = _h.body(*(_block(work, block) for block in work.front if is_published(block)))
    body.extend(_heading(work, root))
    body.extend(_facts(work))
    body.extend(_texts(work, root, marks))
    if not book.pages.sections:
        for child in root.children:
            body.extend(_section(book, child, marks))
    body.extend(_editors(book))
    return body


def _chapters(book: Book, marks: _Marks) -> Iterator[tuple[str, etree._Element]]:
    for number, (section, _) in enumerate(book.pages.sections, 1):
        yield f"part-{number}.xhtml", _h.body(*_section(book, section, marks))


def _section(book: Book, section: Section, marks: _Marks) -> Iterator[etree._Element]:
    for inner in section.walk():
        yield from _heading(book.work, inner)
        yield from _texts(book.work, inner, marks)


def _heading(work: Work, section: Section) -> Iterator[etree._Element]:
    text = work.heading_text(section)
    if section.heading is None or not text:
        return
    if isinstance(section.heading, Supplied):
        text = f"[{text}]"
    element = _h(f"h{min(6, max(1, section.level))}", text, id=_id(section.anchor))
    element.extend(_translations(work.translations.get(section.anchor, ())))
    yield element


def _translations(translations: Iterable[Translation]) -> Iterator[etree._Element]:
    for translation in translations:
        element = _h.span(translation.text, {"class": "translation", "lang": translation.language})
        element.set(_LANG, translation.language)
        yield element


def _texts(work: Work, section: Section, marks: _Marks) -> Iterator[etree._Element]:
    """The blocks of one section."""
    for block in filter(is_published, section.blocks):
        yield _block(work, block, marks.get(block.id, ()))


def _block(work: Work, block: Block, uses: Sequence[TermUse] = ()) -> etree._Element:
    """A block as a paragraph; ``uses`` are those that lead to a term's note."""
    text = work.text(block)
    element = _h.p({"id": _id(block.id), "class": block.kind.value})
    start = 0
    if block.run_in:
        label = read_spans(work.source.text, block.run_in.spans)
        if text.startswith(label):
            element.append(_h.strong(label, *_translations(work.translations.get(block.id, ()))))
            start = len(label)
    for use in uses:
        if use.start < start:  # inside the run-in heading, or inside another term
            continue
        _append_text(element, text[start : use.start])
        link = _h.a(text[use.start : use.end], {"class": "term", "href": f"terms.xhtml#{_note_id(use.term)}"})
        link.set(_TYPE, "noteref")
        element.append(link)
        start = use.end
    _append_text(element, text[start:])
    if not block.run_in:
        element.extend(_translations(work.translations.get(block.id, ())))
    return element


def _append_text(element: etree._Element, text: str) -> None:
    if len(element):
        element[-1].tail = (element[-1].tail or "") + text
    else:
        element.text = (element.text or "") + text


def _facts(work: Work) -> Iterator[etree._Element]:
    if work.facts:
        rows = _h.dl()
        for fact in work.facts:
            chinese, english = FACTS.get(fact.name, (fact.name, ""))
            value = f"[{fact.text}]" if fact.supplied else fact.text
            rows.append(_h.dt(f"{chinese} · {english}" if english else chinese))
            rows.append(_h.dd(value))
        yield rows


def _editors(book: Book) -> Iterator[etree._Element]:
    """Notes and open questions of the editors, and where the text was read."""
    work = book.work
    words = [*work.notes, *(f"待查 Query: {query.question}" for query in work.queries)]
    source = work.source
    words.append(f"来源 Source: {source.path.name}, sha256 {source.sha256}")
    aside = _h.aside({"class": "note"}, _h.p("编者按 · Editors’ notes", {"class": "note"}))
    aside.extend(_h.p(text, {"class": "note"}) for text in words)
    aside.append(_h.p(_h.a(book.url, href=book.url), {"class": "note"}) if "://" in book.url else _h.p(book.url))
    yield aside


# --- terms -----------------------------------------------------------------------------------------------------------


def _used_terms(book: Book) -> list[tuple[Term, tuple[Sense, ...]]]:
    """The terms this work uses with the senses it uses them in, in the order of their first use."""
    used: dict[str, set[int]] = {}
    for use in book.work.terms:
        if use.term in book.terms:
            used.setdefault(use.term, set()).add(use.sense)
    return [(book.terms[id_], _senses(book.terms[id_], senses)) for id_, senses in used.items()]


def _senses(term: Term, wanted: set[int]) -> tuple[Sense, ...]:
    return tuple(sense for index, sense in enumerate(term.senses) if index in wanted) or term.senses


def _first_uses(book: Book) -> _Marks:
    """The first use of each term in each section, by block, in the order of the text."""
    uses: dict[str, list[TermUse]] = {}
    for use in book.work.terms:
        if use.term in book.terms:
            uses.setdefault(use.block, []).append(use)
    first: dict[str, list[TermUse]] = {}
    for section in book.work.sections() if uses else ():
        seen: set[str] = set()
        for block in filter(is_published, section.blocks):
            for use in sorted(uses.get(block.id, ()), key=lambda use: use.start):
                if use.term not in seen:
                    seen.add(use.term)
                    first.setdefault(block.id, []).append(use)
    return first


def _notes(terms: Sequence[tuple[Term, tuple[Sense, ...]]]) -> etree._Element:
    body = _h.body(_h.h1("术语 · Terms", id="terms"))
    for term, senses in terms:
        note = _h.aside({"id": _note_id(term.id)}, _h.p(_h.strong(term.text), {"class": "note"}))
        note.set(_TYPE, "footnote")
        for sense in senses:
            for translation in sense.translations:
                standing = STATUSES[translation.status][0]
                words = _h.span(translation.text, lang=translation.language)
                words.set(_LANG, translation.language)
                note.append(_h.p(words, f"（{standing}）", {"class": "note"}))
            note.extend(_h.p(text, {"class": "note"}) for text in (sense.definition, sense.note) if text)
        body.append(note)
    return body


# --- the package -----------------------------------------------------------------------------------------------------


def _navigation(work: Work, place: Mapping[str, str], terms: bool) -> etree._Element:
    """The contents: the work's outline, then the notes on terms."""
    entries = _entries(work, work.root, place) or [_h.li(_h.a(_title(work), href="text.xhtml"))]
    if terms:
        entries.append(_h.li(_h.a("术语 · Terms", href="terms.xhtml#terms")))
    contents = _h.nav(_h.h1("目录 · Contents"), _h.ol(*entries), id="toc")
    contents.set(_TYPE, "toc")
    return _h.body(contents)


def _entries(work: Work, section: Section, place: Mapping[str, str]) -> list[etree._Element]:
    """A section and what stands below it; one without a heading is left out, but not what stands below it."""
    below = [entry for child in section.children for entry in _entries(work, child, place)]
    anchor = _id(section.anchor)
    if section.heading is None or anchor not in place:
        return below
    words = [work.heading_text(section), *(item.text for item in work.translations.get(section.anchor, ()))]
    entry = _h.li(_h.a(" ".join(words), href=f"{place[anchor]}#{anchor}"))
    if below:
        entry.append(_h.ol(*below))
    return [entry]


def _document(work: Work, title: str, body: etree._Element) -> bytes:
    head = _h.head(_h.title(title), _h.link(rel="stylesheet", type="text/css", href="style.css"))
    page = _h.html(head, body, lang=work.language)
    page.set(_LANG, work.language)
    return etree.tostring(page, xml_declaration=True, encoding="utf-8", doctype="<!DOCTYPE html>")


def _package(book: Book, chapters: Sequence[str]) -> bytes:
    work = book.work
    metadata = _o.metadata(
        _d.identifier(f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, book.url)}", id="id"),
        _d.title(_title(work)),
        _d.language(work.language),
        *(_d.creator(name) for name in [stated(work, "author") or stated(work, "issuer")] if name),
        *(_d.date(date) for date in [iso_date(stated(work, "date"))] if date),
        *(_d.rights(words) for words in [stated(work, "rights")] if words),
        _d.source(f"{work.source.path.name} sha256:{work.source.sha256}"),
        _o.meta(moment(book.changed), property="dcterms:modified"),
    )
    manifest = _o.manifest(
        _o.item({"id": "nav", "href": "nav.xhtml", "media-type": "application/xhtml+xml", "properties": "nav"}),
        _o.item({"id": "style", "href": "style.css", "media-type": "text/css"}),
        *(
            _o.item({"id": f"c{number}", "href": name, "media-type": "application/xhtml+xml"})
            for number, name in enumerate(chapters)
        ),
    )
    spine = _o.spine(*(_o.itemref(idref=f"c{number}") for number in range(len(chapters))))
    package = _o.package(metadata, manifest, spine, {"version": "3.0", "unique-identifier": "id"})
    package.set(_LANG, work.language)
    return etree.tostring(package, xml_declaration=True, encoding="utf-8")


def _title(work: Work) -> str:
    return " · ".join([work.title, *(item.text for item in work.translations.get(work.root.anchor, ()))])


_NOT_NAME = re.compile(r"[^A-Za-z0-9._-]")


def _id(anchor: str) -> str:
    """An anchor as an XML name, which does not begin with a digit."""
    name = _NOT_NAME.sub("_", anchor)
    return name if name[:1].isalpha() else f"x{name}"


def _note_id(term: str) -> str:
    return "term-" + _NOT_NAME.sub(lambda match: f"_{ord(match[0]):x}", term)


def _ids(body: etree._Element) -> Iterator[str]:
    for element in body.iter():
        if id_ := element.get("id"):
            yield id_
