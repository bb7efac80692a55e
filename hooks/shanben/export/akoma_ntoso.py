"""A statute as Akoma Ntoso 3.0 XML (OASIS LegalDocML), every block with its places in the source.

https://docs.oasis-open.org/legaldocml/akn-core/v1.0/ . Places stand in an attribute of our own namespace, which the
format allows: half-open ranges of code points in the source's text.
"""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree
from lxml.builder import ElementMaker

from shanben.addresses import is_published
from shanben.export.xml_text import WORDS
from shanben.metadata import held_since, is_draft, stated, worded_on
from shanben.model.text import Block
from shanben.model.versions import Standing
from shanben.model.works import Section, SectionKind, Work

NAMESPACE = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
OURS = "urn:shanben:source"
_AKN = ElementMaker(namespace=NAMESPACE, nsmap={None: NAMESPACE, "sb": OURS}, typemap=WORDS)
_OURS = ElementMaker(namespace=OURS, nsmap={"sb": OURS}, typemap=WORDS)
_ELEMENTS = {
    SectionKind.BOOK: "book",
    SectionKind.SUBBOOK: "title",
    SectionKind.PART: "part",
    SectionKind.CHAPTER: "chapter",
    SectionKind.DIVISION: "section",
    SectionKind.ARTICLE: "article",
}
_COUNTRIES = {"zh-Hant": "tw", "zh-Hant-TW": "tw", "zh-Hant-HK": "hk"}


def is_statute(work: Work) -> bool:
    """Whether a work is divided into articles."""
    return any(section.kind is SectionKind.ARTICLE for section in work.sections())


def akoma_ntoso(work: Work) -> bytes:
    """The document of a work that is divided into articles."""
    act = _AKN.act(_meta(work), name="act")
    title = _AKN.docTitle(work.title)
    preface = _AKN.preface(_AKN.longTitle(_AKN.p(title)))
    if isinstance(work.root.heading, Block):
        title.set(f"{{{OURS}}}spans", _places(work.root.heading))
    act.append(preface)
    opening = [_paragraph(work, block) for block in (*work.front, *work.root.blocks) if is_published(block)]
    if opening:
        act.append(_AKN.preamble(*opening))
    act.append(_AKN.body(*(_division(work, child) for child in work.root.children)))
    written: bytes = etree.tostring(_AKN.akomaNtoso(act), encoding="utf-8", xml_declaration=True)
    return written + b"\n"


def _whole(day: str) -> str:
    """A day as the format wants it, whole: of one that is known to the month or the year, the first. URIs do not."""
    return f"{day}-01-01"[: len("2001-01-01")]


def _meta(work: Work) -> etree._Element:
    country = _COUNTRIES.get(work.language, "cn")
    first = next((fact.value for name in ("adopted", "promulgated") for fact in work.facts if fact.name == name), "")
    date = worded_on(work) or first or "0001-01-01"
    begun = first or date
    uri = f"/akn/{country}/act/{begun}/{work.id.partition('/')[0]}"
    language = f"zho@{date}"
    issuer = stated(work, "issuer") or "unknown"

    def level(name: str, address: str, day: str, event: str, *more: etree._Element) -> etree._Element:
        return _AKN(
            name, _AKN.FRBRthis(value=f"{address}/!main"), _AKN.FRBRuri(value=address),
            _AKN.FRBRdate(date=_whole(day), name=event), _AKN.FRBRauthor(**{"href": "#issuer", "as": "#author"}), *more,
        )  # fmt: skip

    identification = _AKN.identification(
        level("FRBRWork", uri, begun, "adopted", _AKN.FRBRcountry(value=country)),
        level("FRBRExpression", f"{uri}/{language}", date, "version", _AKN.FRBRlanguage(language="zho")),
        level("FRBRManifestation", f"{uri}/{language}.akn", date, "version"),
        source="#shanben",
    )
    organizations = _AKN.references(
        _AKN.TLCOrganization(eId="issuer", href=f"/ontology/organization/{country}/issuer", showAs=issuer),
        _AKN.TLCOrganization(eId="shanben", href="/ontology/organization/shanben", showAs="Shanben"),
        _AKN.TLCRole(eId="author", href="/ontology/role/author", showAs="author"),
        source="#shanben",
    )
    events = [
        _AKN.eventRef(date=fact.value, type=_EVENTS[fact.name], source="#issuer", eId=f"event_{number}")
        for number, fact in enumerate(work.facts, 1)
        if fact.name in _EVENTS and len(fact.value) == len("2001-01-01")
    ]
    meta = _AKN.meta(identification)
    interval = _interval(work, events)
    if events:
        meta.append(_AKN.lifecycle(*events, source="#shanben"))
    if interval is not None:
        meta.append(interval)
        organizations.append(_AKN.TLCConcept(eId="in-force", href="/ontology/concept/in-force", showAs="in force"))
    meta.append(organizations)
    if work.standing is not Standing.UNKNOWN:
        status = _OURS.status(work.standing.value)
        if work.awaited:
            status.set("as-of", work.awaited.told)
        meta.append(_AKN.proprietary(status, source="#shanben"))
    return meta


def _interval(work: Work, events: list[etree._Element]) -> etree._Element | None:
    """The time in which a text holds, its ends added to the ``events``; none where neither end is known to the day."""
    ending = "amendment" if work.dated and work.standing is not Standing.REPEALED else "repeal"
    ends = {"start": ("generation", held_since(work)), "end": (ending, work.replaced)}
    stated = {end: told for end, told in ends.items() if len(told[1]) == len("2001-01-01")}
    if not stated or is_draft(work):
        return None
    for end, (kind, day) in stated.items():
        events.append(_AKN.eventRef(date=day, type=kind, source="#issuer", eId=f"event_{end}"))
    interval = _AKN.timeInterval(refersTo="#in-force", **{end: f"#event_{end}" for end in stated})
    return _AKN.temporalData(_AKN.temporalGroup(interval, eId="holds"), source="#shanben")


_EVENTS = {"adopted": "generation", "amended": "amendment", "repealed": "repeal"}


def _division(work: Work, section: Section) -> etree._Element:
    element = _AKN(_ELEMENTS.get(section.kind, "hcontainer"), eId=section.anchor)
    if section.kind not in _ELEMENTS:
        element.set("name", section.kind.value)
    text = work.heading_text(section) if section.heading is not None else ""
    number = text[: section.number.length] if section.number and text else ""
    if section.heading is None and section.number and section.blocks:
        number = work.text(section.blocks[0])[: section.number.length]
    if number.strip():
        element.append(_AKN.num(number.strip()))
    rest = text.removeprefix(number).strip()
    if rest:
        element.append(_AKN.heading(rest))
    if isinstance(section.heading, Block):
        element.set(f"{{{OURS}}}heading", _places(section.heading))
    paragraphs = list(_paragraphs(work, section))
    children = [_division(work, child) for child in section.children]
    if children:
        if paragraphs:
            element.append(_AKN.intro(*paragraphs))
        element.extend(children)
    else:
        element.append(_AKN.content(*(paragraphs or [_AKN.p()])))
    return element


def _paragraphs(work: Work, section: Section) -> Iterator[etree._Element]:
    """The blocks of a section; the number that opens an article stands in its ``num``."""
    length = section.number.length if section.number and section.heading is None else 0
    for block in section.blocks:
        if is_published(block):
            yield _paragraph(work, block, length)
            length = 0


def _paragraph(work: Work, block: Block, skipped: int = 0) -> etree._Element:
    element = _AKN.p(work.text(block)[skipped:].strip(), eId=block.id)
    element.set(f"{{{OURS}}}spans", _places(block))
    return element


def _places(block: Block) -> str:
    return " ".join(f"{span.start}-{span.end}" for span in block.spans)
