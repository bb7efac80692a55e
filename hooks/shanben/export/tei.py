"""A work as TEI P5 XML, every block with its places in the source.

https://tei-c.org/release/doc/tei-p5-doc/en/html/ . A place is written in ``corresp`` as RFC 5147 does: the name of the
source's file with ``#char=12,34``, code points counted from 0, half-open.
"""

from __future__ import annotations

from collections.abc import Iterable

from lxml import etree
from lxml.builder import ElementMaker

from shanben.addresses import is_published
from shanben.export.xml_text import WORDS, xml_text
from shanben.metadata import stated, worded_on
from shanben.model.text import Block, BlockKind, Span, Supplied
from shanben.model.works import Section, Work

NAMESPACE = "http://www.tei-c.org/ns/1.0"
_XML_ID = "{http://www.w3.org/XML/1998/namespace}id"
_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_TEI = ElementMaker(namespace=NAMESPACE, nsmap={None: NAMESPACE}, typemap=WORDS)
_ELEMENTS = {
    BlockKind.BYLINE: "byline",
    BlockKind.NOTE: "note",
    BlockKind.SIGNATURE: "signed",
    BlockKind.DATE: "dateline",
}
"""Kinds that TEI has an element of its own for where they open or close a division; other blocks are paragraphs."""
_OPENING = frozenset({"byline", "dateline"})


def tei(work: Work, url: str = "") -> bytes:
    """The document. ``url`` is the work's address on its site, where it is known."""
    body = _TEI.body()
    body.append(_division(work, work.root))
    front = [_block(work, block, True) for block in work.front if is_published(block)]
    text = _TEI.text(_TEI.front(_TEI.div(*front)), body) if front else _TEI.text(body)
    text.set(_XML_LANG, work.language)
    root = _TEI.TEI(_header(work, url), text)
    written: bytes = etree.tostring(root, encoding="utf-8", xml_declaration=True, pretty_print=False)
    return written + b"\n"


def _header(work: Work, url: str) -> etree._Element:
    titles = _TEI.titleStmt(_TEI.title(work.title))
    author = stated(work, "author") or stated(work, "issuer")
    if author:
        titles.append(_TEI.author(author))
    date = worded_on(work)
    published = _TEI.publicationStmt(_TEI.publisher(stated(work, "issuer") or "unknown"))
    if date:
        published.append(_TEI.date(date, when=date))
    if url:
        published.append(_TEI.idno(url, type="URL"))
    source = _TEI.sourceDesc(_TEI.p(f"{work.source.path.name} sha256:{work.source.sha256}"))
    facts = _TEI.list(
        *(_TEI.item(f"{fact.name}: {fact.text}", n=xml_text(fact.value or fact.text)) for fact in work.facts)
    )
    header = _TEI.teiHeader(_TEI.fileDesc(titles, published, source))
    if len(facts):
        header.append(_TEI.profileDesc(_TEI.abstract(facts)))
    return header


def _division(work: Work, section: Section) -> etree._Element:
    """A section with all below it: depth is that of the outline."""
    division = _TEI.div(type=section.kind.value)
    text = work.heading_text(section)
    heading = section.heading
    if text and heading is not None:
        head = _TEI.head(text)
        head.set(_XML_ID, _id(section.anchor))
        if isinstance(heading, Block):
            head.set("corresp", places(work, heading.spans))
        elif isinstance(heading, Supplied):
            head.set("resp", "#editors")
        division.append(head)
    else:
        division.set(_XML_ID, _id(section.anchor))
    blocks = [block for block in section.blocks if is_published(block)]
    for number, block in enumerate(blocks):
        division.append(_block(work, block, number == 0))
    for child in section.children:
        division.append(_division(work, child))
    if not len(division):
        division.append(_TEI.p())
    return division


def _block(work: Work, block: Block, first: bool) -> etree._Element:
    name = _ELEMENTS.get(block.kind, "p")
    if name == "signed" or (name in _OPENING and not first):
        name = "p"  # TEI lets these stand at the ends of a division only
    element = _TEI(name, work.text(block))
    element.set(_XML_ID, _id(block.id))
    element.set("corresp", places(work, block.spans))
    if name == "p" and block.kind is not BlockKind.PARAGRAPH:
        element.set("rend", block.kind.value)
    return element


def places(work: Work, spans: Iterable[Span]) -> str:
    """Where a text stands in its source, as addresses with RFC 5147's positions."""
    name = work.source.path.name.replace(" ", "%20")
    return " ".join(f"{name}#char={span.start},{span.end}" for span in spans)


def _id(anchor: str) -> str:
    """An anchor as an XML id, which begins with no digit."""
    return anchor if anchor[:1].isalpha() else f"b-{anchor}"
