"""What machines read in the head of a page: Open Graph, Dublin Core, Highwire Press tags and schema.org JSON-LD.

Dublin Core follows DCMI's "Expressing Dublin Core metadata using HTML/XHTML meta and link elements"; the ``citation_*``
names are those of Google Scholar's inclusion guidelines, which Zotero's Embedded Metadata translator reads. Only what a
work states or its editors supplied is said here: no date and no author is guessed.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from html import escape
from typing import Any

from babel import Locale
from babel.core import get_global

from shanben.dates import iso_date
from shanben.model.language import Translation
from shanben.model.text import BlockKind
from shanben.model.versions import Standing
from shanben.model.works import Section, SectionKind, Work
from shanben.title_marks import DRAFT

# --- what a work says of itself --------------------------------------------------------------------------------------

_SAID_IN: dict[str, BlockKind] = {
    "author": BlockKind.BYLINE,
    "issuer": BlockKind.ISSUER,
    "date": BlockKind.DATE,
    "number": BlockKind.DOCUMENT_NUMBER,
}
"""Facts that a block of the text can state where the editors recorded none."""
_TELLING = frozenset(_SAID_IN.values())


class _Text:
    """The text of a work as a key: it is the same, whatever was found out about the work since."""

    __slots__ = ("work",)

    def __init__(self, work: Work) -> None:
        self.work = work

    def __hash__(self) -> int:
        return id(self.work.root)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Text) and self.work.root is other.work.root and self.work.front is other.work.front


@dataclass(frozen=True, slots=True)
class _Told:
    """What the text of a work tells of it: the first block of each kind in ``_SAID_IN``, whether it has articles."""

    said: Mapping[BlockKind, str]
    has_articles: bool


@lru_cache(maxsize=2_000)
def _told(text: _Text) -> _Told:
    """Looked for once: each page of a work asks, and a work of a thousand pages has a thousand sections."""
    work = text.work
    said: dict[BlockKind, str] = {}
    authors: set[str] = set()
    for block in work.blocks():
        if block.kind in _TELLING:
            said.setdefault(block.kind, work.text(block))
        if block.kind is BlockKind.BYLINE:
            authors.add(work.text(block))
    if len(authors) > 1 and all(block.kind is not BlockKind.BYLINE for block in (*work.front, *work.root.blocks)):
        del said[BlockKind.BYLINE]  # each wrote a part of a collection
    return _Told(said, any(section.kind is SectionKind.ARTICLE for section in work.sections()))


def stated(work: Work, name: str) -> str:
    """A fact of a work in its own words: as recorded, or as a block of the text states it; empty where nobody says."""
    for fact in work.facts:
        if fact.name == name:
            return fact.text
    kind = _SAID_IN.get(name)
    said = _told(_Text(work)).said.get(kind, "") if kind else ""
    return said or (_latest(work) if name == "date" else "")


def worded_on(work: Work) -> str:
    """The day of a text's wording, ISO 8601: that of the version it is, else what it states; empty if neither."""
    return work.dated or iso_date(stated(work, "date"))


_WORDED = frozenset({"adopted", "approved", "promulgated", "amended"})
"""Events that give a text the wording it has."""


def _latest(work: Work) -> str:
    """The date of the last event that gave a work its wording."""
    told = [fact for fact in work.facts if fact.name in _WORDED and fact.value]
    return max(told, key=lambda fact: fact.value).text if told else ""


_KINDS: tuple[tuple[re.Pattern[str], str], ...] = (
    (
        re.compile(
            r"法律|法规|规章|条例|條例|司法解释|章程|规范性文件|办法|辦法|细则|細則|规则|規則|规定|規定|规程|規程|准则|準則"
            r"|解释|解釋|通则|通則|守则|(?:^|[^方做])法$|法典|宪法|憲法|修正案"
        ),
        "Legislation",
    ),
    (re.compile(r"白皮书|报告|公报|统计"), "Report"),
)


_RULES_IN_ARTICLES = re.compile(r"(?:^$|[决決][定议議]|[标標][准準]|安排|通知|意[见見])$")
"""Kinds of text, or none, that are legislation where they are divided into articles."""


def schema_type(work: Work) -> str:
    """The schema.org type of a work: by its recorded kind, else by whether it is divided into articles."""
    kind = next((fact.text for fact in work.facts if fact.name == "kind"), "")
    for pattern, name in _KINDS:
        if pattern.search(kind):
            return name
    return "Legislation" if _RULES_IN_ARTICLES.search(kind) and _told(_Text(work)).has_articles else "Article"


# --- a page ----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Site:
    """The site around a page: its address (ending in ``/``; empty where it is not known), name and image."""

    url: str
    name: str
    language: str = "zh"


@dataclass(frozen=True, slots=True)
class Format:
    """Another form of a work: media type, name and address relative to the site's root."""

    media_type: str
    name: str
    url: str


@dataclass(frozen=True, slots=True)
class About:
    """A page that shows a work or one of its sections. Addresses are relative to the site's root."""

    work: Work
    section: Section
    url: str
    work_url: str
    parts: Mapping[str, str]
    """Address by anchor of the sections directly below the one shown."""
    description: str
    changed: str
    """When the text was last changed, ISO 8601."""
    formats: tuple[Format, ...] = ()


def page_head(site: Site, url: str, title: str, description: str) -> str:
    """Elements for the head of a page that is about no work."""
    return _tags(_open_graph(site, url, title, description, "website")) + _feed(site)


def work_head(site: Site, about: About) -> str:
    """Elements for the head of a page that shows a work."""
    title = _title(about)
    rows = [
        *_open_graph(site, about.url, title, about.description, "article"),
        ("property", "article:modified_time", about.changed),
        *_dublin_core(site, about, title),
        *_highwire(site, about, title),
    ]
    return _tags(rows) + _links(site, about) + _feed(site) + _json_ld(site, about)


def _title(about: About) -> str:
    """The title of a page: the work's, or for a section ``work：section``."""
    work = about.work
    heading = work.heading_text(about.section)
    return work.title if about.section is work.root or not heading else f"{work.title}：{heading}"


Row = tuple[str, str, str]
"""An attribute that names, the name, and the content."""


def _open_graph(site: Site, url: str, title: str, description: str, kind: str) -> list[Row]:
    """https://ogp.me"""
    return [
        ("property", "og:type", kind),
        ("property", "og:title", title),
        ("property", "og:description", description),
        ("property", "og:url", site.url + url if site.url else ""),
        ("property", "og:site_name", site.name),
        ("property", "og:locale", _locale(site.language)),
        ("name", "twitter:card", "summary"),
    ]


def _locale(language: str) -> str:
    """A language with the territory it is most at home in, as Open Graph wants it: ``zh_CN``."""
    locale = Locale.parse(get_global("likely_subtags").get(language.replace("-", "_"), language), sep="_")
    return f"{locale.language}_{locale.territory}" if locale.territory else ""


def _dublin_core(site: Site, about: About, title: str) -> list[Row]:
    work = about.work
    return [
        ("name", "DC.title", title),
        ("name", "DC.creator", stated(work, "author")),
        ("name", "DC.publisher", stated(work, "issuer")),
        ("name", "DC.date", worded_on(work)),
        ("name", "DC.type", schema_type(work)),
        ("name", "DC.language", work.language),
        ("name", "DC.rights", stated(work, "rights")),
        ("name", "DC.identifier", site.url + work.lasting_address(about.url) if site.url else ""),
        ("name", "DC.source", f"{work.source.path.name} sha256:{work.source.sha256}"),
        ("name", "DCTERMS.isPartOf", stated(work, "series")),
        ("name", "DCTERMS.modified", about.changed),
    ]


def _highwire(site: Site, about: About, title: str) -> list[Row]:
    work = about.work
    report = schema_type(work) == "Report"
    publication = stated(work, "publication")
    address = site.url + work.lasting_address(about.url) if site.url else ""
    return [
        ("name", "citation_title", title),
        ("name", "citation_author", stated(work, "author") or stated(work, "issuer")),
        ("name", "citation_publication_date", worded_on(work).replace("-", "/")),
        ("name", "citation_language", work.language),
        ("name", "citation_journal_title", "" if report else publication),
        ("name", "citation_technical_report_institution", stated(work, "issuer") if report else ""),
        ("name", "citation_technical_report_number", stated(work, "number") if report else ""),
        ("name", "citation_publisher", stated(work, "issuer") or site.name),
        ("name", "citation_public_url", address),
        ("name", "citation_fulltext_html_url", address),
    ]


def _tags(rows: list[Row]) -> str:
    return "".join(
        f'<meta {attribute}="{name}" content="{escape(content)}">\n' for attribute, name, content in rows if content
    )


def _links(site: Site, about: About) -> str:
    """The languages of the page and the other forms of its work."""
    if not site.url:
        return ""
    languages = dict.fromkeys([about.work.language, *(item.language for item in _translations(about)), "x-default"])
    alternates = [_alternate(site.url + about.url, hreflang=language) for language in languages]
    alternates += [_alternate(site.url + form.url, type=form.media_type, title=form.name) for form in about.formats]
    return "".join(alternates)


def _feed(site: Site) -> str:
    return _alternate(f"{site.url}feed.xml", type="application/atom+xml", title=site.name) if site.url else ""


def _alternate(address: str, **attributes: str) -> str:
    """A link to the same in another form.

    Its ``rel`` is a list of words, and so may end in a space, because Material asks for a ``sitemap.xml`` beside every
    address whose ``rel`` is exactly ``alternate``.
    """
    said = " ".join(f'{name}="{escape(value)}"' for name, value in attributes.items())
    return f'<link rel="alternate " {said} href="{escape(address)}">\n'


# --- schema.org ------------------------------------------------------------------------------------------------------


def _json_ld(site: Site, about: About) -> str:
    document = {"@context": "https://schema.org", **_present(_thing(site, about))}
    text = json.dumps(document, ensure_ascii=False, separators=(",", ":"))
    # In a script element only these could end it or open a comment.
    return f'<script type="application/ld+json">{text.replace("<", chr(92) + "u003c")}</script>\n'


def _thing(site: Site, about: About) -> dict[str, Any]:
    work, section = about.work, about.section
    whole = section is work.root
    thing: dict[str, Any] = {
        "@type": schema_type(work) if whole else "CreativeWork",
        "@id": site.url + about.url,
        "url": site.url + about.url,
        "name": work.heading_text(section) or work.title,
        "alternateName": [item.text for item in _translations(about)],
        "description": about.description,
        "inLanguage": work.language,
        "dateModified": about.changed,
    }
    if whole:
        thing |= dict(_about_work(work))
        thing["encoding"] = [
            {"@type": "MediaObject", "encodingFormat": form.media_type, "contentUrl": site.url + form.url}
            for form in about.formats
        ]
    else:
        thing["isPartOf"] = {"@type": schema_type(work), "@id": site.url + about.work_url, "name": work.title}
        thing["position"] = next(place for place, child in enumerate(work.root.children, 1) if child is section)
    thing["hasPart"] = [
        {"@type": "CreativeWork", "@id": site.url + about.parts[child.anchor], "name": work.heading_text(child)}
        for child in section.children
        if child.anchor in about.parts and work.heading_text(child)
    ]
    return thing


def _about_work(work: Work) -> Iterator[tuple[str, Any]]:
    """The properties that only a whole work has; which they are depends on its type."""
    issuer = _organization(stated(work, "issuer"))
    date = worded_on(work)
    kind = schema_type(work)
    author = stated(work, "author")
    yield "headline", work.title
    yield "author", {"@type": "Person", "name": author} if author else issuer
    yield "publisher", issuer
    yield "datePublished", date
    yield "license", stated(work, "rights")
    yield "identifier", stated(work, "number")
    if kind == "Legislation":
        yield "legislationIdentifier", stated(work, "number")
        yield "legislationDate", date
        yield "legislationPassedBy", issuer
        yield "legislationType", stated(work, "kind")
        yield "legislationJurisdiction", stated(work, "place")
        yield "legislationDateVersion", work.dated or _event(work, "amended")
        since, until = held_since(work), _event(work, "repealed") or work.replaced
        yield "temporalCoverage", f"{since or '..'}/{until or '..'}" if since or until else ""
        yield "legislationLegalForce", _force(work)
    if kind == "Report":
        yield "reportNumber", stated(work, "number")


def held_since(work: Work) -> str:
    """The day from which a text holds in the wording it has, ISO 8601: no version holds before it was adopted."""
    return max(_event(work, "in-force"), work.dated)


def _event(work: Work, name: str) -> str:
    """The day of an event, ISO 8601; of several the last."""
    days = [fact.value or iso_date(fact.text) for fact in work.facts if fact.name == name]
    return max(days, default="")


def is_draft(work: Work) -> bool:
    """Whether a text is one that nobody has passed yet."""
    return bool(DRAFT.search(work.title))


def _force(work: Work) -> str:
    """Whether a text holds, where that is known: a version that is not the current one does not."""
    if work.standing is Standing.UNKNOWN and "/" not in work.id:
        return ""
    return f"https://schema.org/{'InForce' if work.standing is Standing.IN_FORCE else 'NotInForce'}"


def _organization(name: str) -> dict[str, str] | None:
    return {"@type": "Organization", "name": name} if name else None


def _present(thing: dict[str, Any]) -> dict[str, Any]:
    """Without properties that nobody stated."""
    return {key: value for key, value in thing.items() if value not in (None, "", [])}


def _translations(about: About) -> tuple[Translation, ...]:
    return about.work.translations.get(about.section.anchor, ())
