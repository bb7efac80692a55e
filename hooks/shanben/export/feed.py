"""The Atom feed (RFC 4287) of new and changed works, and robots.txt."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

from lxml import etree

from shanben.export.xml_text import xml_text

PATH = "feed.xml"
NEWEST = 50
"""A feed does not grow with the library: it holds what changed last."""

_NEWS = {"new": "新收 · New", "changed": "有改动 · Changed"}
_ATOM = "http://www.w3.org/2005/Atom"
_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"


@dataclass(frozen=True, slots=True)
class Entry:
    """A work in the feed: addresses relative to the site's root, and times in seconds since 1970.

    ``told`` is what is known of it beside its words (day, kind, issuer, standing). ``day`` is the day of its wording:
    works that came at one time are sorted by it. ``compared`` is the page that compares it with the text before it.
    """

    url: str
    title: str
    summary: str
    language: str
    created: int
    changed: int
    told: str = ""
    day: str = ""
    compared: str = ""

    @property
    def news(self) -> str:
        """Whether it is a work that is new, or one that changed: its file since it came, or its wording."""
        return "changed" if self.changed > self.created or self.compared else "new"


def moment(seconds: int) -> str:
    """A time as RFC 3339 in UTC."""
    return datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def atom_feed(site_url: str, name: str, entries: Iterable[Entry], built: int) -> bytes:
    """The feed, newest change first. ``site_url`` ends in ``/``; ``built`` dates a feed without entries."""
    by_day = sorted(sorted(entries, key=lambda entry: entry.url), key=lambda entry: entry.day, reverse=True)
    newest = sorted(by_day, key=lambda entry: -entry.changed)[:NEWEST]
    feed = etree.Element(f"{{{_ATOM}}}feed", nsmap={None: _ATOM})
    _child(feed, "id", site_url)
    _child(feed, "title", name)
    _child(feed, "updated", moment(newest[0].changed if newest else built))
    _child(_child(feed, "author"), "name", name)
    _child(feed, "link", rel="self", type="application/atom+xml", href=site_url + PATH)
    _child(feed, "link", rel="alternate", type="text/html", href=site_url)
    for entry in newest:
        item = _child(feed, "entry")
        _child(item, "id", site_url + entry.url)
        _child(item, "title", entry.title).set(_LANGUAGE, entry.language)
        _child(item, "published", moment(entry.created))
        _child(item, "updated", moment(entry.changed))
        _child(item, "link", rel="alternate", type="text/html", href=site_url + entry.url)
        if entry.compared:
            _child(item, "link", rel="related", type="text/html", href=site_url + entry.compared)
        _child(item, "category", term=entry.news, label=_NEWS[entry.news])
        summary = "。".join(filter(None, (entry.told, entry.summary)))
        _child(item, "summary", summary).set(_LANGUAGE, entry.language)
    return etree.tostring(feed, xml_declaration=True, encoding="utf-8", pretty_print=True)


def _child(parent: etree._Element, name: str, text: str = "", **attributes: str) -> etree._Element:
    element = etree.SubElement(parent, f"{{{_ATOM}}}{name}", attributes)
    element.text = xml_text(text) or None
    return element


def robots(site_url: str) -> str:
    """robots.txt (RFC 9309): everything may be read, and where the list of pages is."""
    return f"User-agent: *\nAllow: /\n\nSitemap: {site_url}sitemap.xml\n"
