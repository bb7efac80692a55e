"""A work as an e-book: EPUB 3.3 (https://www.w3.org/TR/epub-33/), complete in one file and the same bytes every time.

Headings carry their translations, the contents are the work's outline, and the first use of a term in each section
leads to its note at the end, which reading systems show as a pop-up.
"""

from __future__ import annotations

import io
import uuid
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from lxml import etree
from lxml.builder import ElementMaker

from shanben.addresses import WorkPages, is_published
from shanben.export.epub_blocks import (
    LANG,
    TYPE,
    Files,
    Marks,
    elements,
    h,
    heading,
    notes,
    term_id,
    translated,
    xml_id,
)
from shanben.export.feed import moment
from shanben.export.xml_text import WORDS
from shanben.groups import called_notes
from shanben.labels import FACTS, STATUSES
from shanben.markup import signed
from shanben.metadata import stated, worded_on
from shanben.model.language import Sense, Term, TermUse
from shanben.model.text import Block, Supplied
from shanben.model.works import Section, Work
from shanben.pictures import MEDIA_TYPES

MEDIA_TYPE = "application/epub+zip"

_OPF = "http://www.idpf.org/2007/opf"
_DC = "http://purl.org/dc/elements/1.1/"
_o = ElementMaker(WORDS, namespace=_OPF, nsmap={None: _OPF, "dc": _DC})
_d = ElementMaker(WORDS, namespace=_DC)

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
.verse { text-indent: 0; margin: 0 2em 1em; }
blockquote { margin: .6em 2em; }
table { border-collapse: collapse; margin: 1em auto; }
td, th { border: 1px solid; padding: .2em .5em; text-align: left; vertical-align: top; }
caption, figcaption { text-align: center; margin: .4em; }
figure { margin: 1em 0; text-align: center; }
img { max-width: 100%; }
.list { list-style: none; padding-left: 2em; }
sup { font-size: .7em; line-height: 1; }
.sb-odd::before { content: attr(data-code); border: 1px dotted; margin: 0 .2em; font-size: .6em; }
.footnote { font-size: .85em; }
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
    pictures: Mapping[str, bytes] = field(default_factory=dict)
    """What the files of the work's figures hold, by the figures' paths."""

    def chapters(self) -> Iterator[tuple[str, list[Section]]]:
        """The files of the text, each with the sections it holds."""
        cut = bool(self.pages.sections)
        yield "text.xhtml", [self.work.root] if cut else list(self.work.root.walk())
        for number, (section, _) in enumerate(self.pages.sections, 1):
            yield f"part-{number}.xhtml", list(section.walk())

    def files(self) -> dict[str, str]:
        """The file that holds each block, and each picture."""
        files = {block.id: "text.xhtml" for block in self.work.front}
        for name, sections in self.chapters():
            for section in sections:
                files |= dict.fromkeys([section.anchor, *(block.id for block in section.blocks)], name)
        for number, path in enumerate(sorted(self.pictures), 1):
            files[path] = f"images/{number}{PurePosixPath(path).suffix.lower()}"
        return files


def epub(book: Book) -> bytes:
    """The e-book's file."""
    terms = _used_terms(book)
    marks, files_of = _first_uses(book), book.files()
    chapters = [(name, _chapter(book, sections, marks, files_of)) for name, sections in book.chapters()]
    if terms:
        chapters.append(("terms.xhtml", _notes(terms)))
    place = {id_: name for name, body in chapters for id_ in _ids(body)}
    files = {name: _document(book.work, _title(book.work), body) for name, body in chapters}
    files["nav.xhtml"] = _document(book.work, "目录", _navigation(book.work, place, bool(terms)))
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        _add(archive, "mimetype", MEDIA_TYPE.encode(), zipfile.ZIP_STORED)  # first and plain, says the standard
        _add(archive, "META-INF/container.xml", _CONTAINER)
        pictures = [(files_of[path], content) for path, content in sorted(book.pictures.items())]
        _add(
            archive, "EPUB/package.opf", _package(book, [name for name, _ in chapters], [name for name, _ in pictures])
        )
        _add(archive, "EPUB/style.css", _STYLE)
        for name in sorted(files):
            _add(archive, f"EPUB/{name}", files[name])
        for name, content in pictures:
            _add(archive, f"EPUB/{name}", content, zipfile.ZIP_STORED)
    return out.getvalue()


def _add(archive: zipfile.ZipFile, name: str, content: bytes, method: int = zipfile.ZIP_DEFLATED) -> None:
    entry = zipfile.ZipInfo(name, _FIRST)
    entry.compress_type = method
    entry.create_system = 3
    entry.external_attr = 0o100644 << 16
    archive.writestr(entry, content)


# --- text ------------------------------------------------------------------------------------------------------------


def _chapter(book: Book, sections: Sequence[Section], marks: Marks, files: Files) -> etree._Element:
    """Sections with the notes they call; the first also has what stands before the title, and what is known."""
    work, body = book.work, h.body()
    blocks: list[Block] = []
    for section in sections:
        first = section is work.root
        if first:
            body.extend(elements(work, filter(is_published, work.front), {}, files))
            blocks += work.front
        body.extend(_heading(work, section, files))
        if first:
            body.extend(_facts(work))
        body.extend(elements(work, filter(is_published, section.blocks), marks, files))
        blocks += section.blocks
    body.extend(notes(work, called_notes(blocks), marks, files))
    if work.root in sections:
        body.extend(_editors(book))
    return body


def _heading(work: Work, section: Section, files: Files) -> Iterator[etree._Element]:
    text = work.heading_text(section)
    if section.heading is None or not text:
        return
    name = f"h{min(6, max(1, section.level))}"
    if isinstance(section.heading, Supplied):
        yield h(name, f"[{text}]", *translated(work.translations.get(section.anchor, ())), id=xml_id(section.anchor))
    else:
        yield heading(work, section.heading, name, files)


def _facts(work: Work) -> Iterator[etree._Element]:
    if work.facts:
        rows = h.dl()
        for fact in work.facts:
            chinese, english = FACTS.get(fact.name, (fact.name, ""))
            value = f"[{fact.text}]" if fact.supplied else fact.text
            rows.append(h.dt(f"{chinese} · {english}" if english else chinese))
            rows.append(h.dd(value))
        yield rows


def _editors(book: Book) -> Iterator[etree._Element]:
    """Notes and open questions of the editors, and where the text was read."""
    work = book.work
    words = [*work.notes, *(f"待查 Query: {query.question}" for query in work.queries)]
    source = work.source
    words.append(f"来源 Source: {source.path.name}, sha256 {source.sha256}")
    aside = h.aside({"class": "note"}, h.p("编者按 · Editors’ notes", {"class": "note"}))
    aside.extend(h.p(text, {"class": "note"}) for text in words)
    aside.append(h.p(h.a(book.url, href=book.url), {"class": "note"}) if "://" in book.url else h.p(book.url))
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


def _first_uses(book: Book) -> Marks:
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
    body = h.body(h.h1("术语 · Terms", id="terms"))
    for term, senses in terms:
        note = h.aside({"id": term_id(term.id)}, h.p(h.strong(term.text), {"class": "note"}))
        note.set(TYPE, "footnote")
        for sense in senses:
            for translation in sense.translations:
                standing = STATUSES[translation.status][0]
                words = h.span(translation.text, lang=translation.language)
                words.set(LANG, translation.language)
                note.append(h.p(words, f"（{standing}）", {"class": "note"}))
            note.extend(h.p(text, {"class": "note"}) for text in (sense.definition, sense.note) if text)
        body.append(note)
    return body


# --- the package -----------------------------------------------------------------------------------------------------


def _navigation(work: Work, place: Mapping[str, str], terms: bool) -> etree._Element:
    """The contents: the work's outline, then the notes on terms."""
    entries = _entries(work, work.root, place) or [h.li(h.a(_title(work), href="text.xhtml"))]
    if terms:
        entries.append(h.li(h.a("术语 · Terms", href="terms.xhtml#terms")))
    contents = h.nav(h.h1("目录 · Contents"), h.ol(*entries), id="toc")
    contents.set(TYPE, "toc")
    return h.body(contents)


def _entries(work: Work, section: Section, place: Mapping[str, str]) -> list[etree._Element]:
    """A section and what stands below it; one without a heading is left out, but not what stands below it."""
    below = [entry for child in section.children for entry in _entries(work, child, place)]
    anchor = xml_id(section.anchor)
    if section.heading is None or anchor not in place:
        return below
    words = [work.heading_text(section), *(item.text for item in work.translations.get(section.anchor, ()))]
    entry = h.li(h.a(" ".join(words), href=f"{place[anchor]}#{anchor}"))
    if below:
        entry.append(h.ol(*below))
    return [entry]


def _document(work: Work, title: str, body: etree._Element) -> bytes:
    head = h.head(h.title(title), h.link(rel="stylesheet", type="text/css", href="style.css"))
    page = h.html(head, body, lang=work.language)
    page.set(LANG, work.language)
    written = etree.tostring(page, encoding="unicode", doctype="<!DOCTYPE html>")
    return f"<?xml version='1.0' encoding='utf-8'?>\n{signed(written)}".encode()


def _package(book: Book, chapters: Sequence[str], pictures: Sequence[str]) -> bytes:
    work = book.work
    metadata = _o.metadata(
        _d.identifier(f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, book.url)}", id="id"),
        _d.title(_title(work)),
        _d.language(work.language),
        *(_d.creator(name) for name in [stated(work, "author") or stated(work, "issuer")] if name),
        *(_d.date(date) for date in [worded_on(work)] if date),
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
        *(
            _o.item({"id": f"i{number}", "href": name, "media-type": MEDIA_TYPES[PurePosixPath(name).suffix]})
            for number, name in enumerate(pictures)
        ),
    )
    spine = _o.spine(*(_o.itemref(idref=f"c{number}") for number in range(len(chapters))))
    package = _o.package(metadata, manifest, spine, {"version": "3.0", "unique-identifier": "id"})
    package.set(LANG, work.language)
    return etree.tostring(package, xml_declaration=True, encoding="utf-8")


def _title(work: Work) -> str:
    return " · ".join([work.title, *(item.text for item in work.translations.get(work.root.anchor, ()))])


def _ids(body: etree._Element) -> Iterator[str]:
    for element in body.iter():
        if id_ := element.get("id"):
            yield id_
