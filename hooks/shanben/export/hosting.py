"""A finished site made ready for a web server: its Content-Security-Policy, and compressed copies beside its files."""

from __future__ import annotations

import base64
import gzip
import hashlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from html import unescape
from pathlib import Path

import brotli

POLICY = Path(".hosting/policy.conf")
"""Where the policy stands in a site: nginx includes it, and serves nothing whose name begins with a dot."""

_SCRIPT = re.compile(r"<script\b([^>]*)>(.*?)</script>", re.DOTALL | re.IGNORECASE)
_STYLE = re.compile(r"<style\b[^>]*>(.*?)</style>", re.DOTALL | re.IGNORECASE)
_STYLED = re.compile(r"""<[a-zA-Z][^<>]*?\sstyle=(?:"([^"]*)"|'([^']*)')""")
_STYLES = re.compile("style=")
# https://html.spec.whatwg.org/#data-block: a script of any other type is not run, and no policy asks about it.
_DATA = re.compile(r"""\btype\s*=\s*["']?(?!text/javascript|module)[a-z]+/[a-z+.-]+""", re.IGNORECASE)
_HAS_SOURCE = re.compile(r"\bsrc\s*=", re.IGNORECASE)

_FIXED = (
    ("default-src", "'none'"),
    ("img-src", "'self' data:"),  # the theme's icons are data: addresses in its style sheets
    ("font-src", "'self'"),
    ("connect-src", "'self'"),
    ("media-src", "'self'"),
    ("manifest-src", "'self'"),
    ("worker-src", "'self'"),
    ("base-uri", "'none'"),
    ("form-action", "'self'"),  # the search box leads to the page of results
    ("frame-ancestors", "'none'"),
)


@dataclass(frozen=True, slots=True)
class Inline:
    """The scripts and styles that stand in pages themselves."""

    scripts: set[str] = field(default_factory=set)
    styles: set[str] = field(default_factory=set)
    attributes: set[str] = field(default_factory=set)

    def read(self, page: str) -> None:
        """Learn those of a page."""
        self.scripts.update(
            body for named, body in _SCRIPT.findall(page) if not _HAS_SOURCE.search(named) and not _DATA.search(named)
        )
        self.styles.update(_STYLE.findall(page))
        # Only tags that hold one are looked at: to look at all takes longer than everything else here.
        for start in {page.rfind("<", 0, found.start()) for found in _STYLES.finditer(page)} - {-1}:
            if styled := _STYLED.match(page, start):
                self.attributes.add(unescape(styled[1] or styled[2] or ""))

    def add(self, other: Inline) -> None:
        """Learn those of another."""
        self.scripts.update(other.scripts)
        self.styles.update(other.styles)
        self.attributes.update(other.attributes)


def content_security_policy(inline: Inline) -> str:
    """A policy that runs what the site ships and the inline scripts of exactly the pages read, known by their digests.

    Style attributes (table columns have them) are allowed by digest as well, which CSP 3 calls ``'unsafe-hashes'``.
    """
    script = " ".join(["'self'", *_digests(inline.scripts)])
    hashes = ["'unsafe-hashes'"] if inline.attributes else []
    style = " ".join(["'self'", *_digests(inline.styles | inline.attributes), *hashes])
    return "; ".join(f"{name} {value}" for name, value in (*_FIXED, ("script-src", script), ("style-src", style)))


def _digests(texts: Iterable[str]) -> Iterator[str]:
    """CSP hash sources, in order of their text so that the policy does not depend on the order of pages."""
    for text in sorted(texts):
        digest = hashlib.sha256(text.replace("\r\n", "\n").encode()).digest()
        yield f"'sha256-{base64.b64encode(digest).decode()}'"


def write_policy(site: Path, inline: Inline) -> None:
    """Write the policy of a finished site as a line of nginx configuration."""
    policy = content_security_policy(inline)
    target = site / POLICY
    target.parent.mkdir(exist_ok=True)
    line = f'add_header Content-Security-Policy "{policy}" always;\n'
    target.write_text(line, encoding="utf-8", newline="\n")


COMPRESSED = {".html", ".css", ".js", ".json", ".xml", ".svg", ".txt", ".md", ".map", ".po", ".yml"}
SMALLEST = 1_000
"""Bytes below which compression saves no packet."""


def compress(site: Path) -> None:
    """Write a ``.gz`` and a ``.br`` beside every text of a finished site; the same bytes for the same text."""
    for path in sorted(site.rglob("*")):
        if path.suffix not in COMPRESSED or not path.is_file() or path.stat().st_size < SMALLEST:
            continue
        content = path.read_bytes()
        _beside(path, ".gz").write_bytes(gzip.compress(content, 9, mtime=0))
        _beside(path, ".br").write_bytes(brotli.compress(content, quality=9))


def _beside(path: Path, suffix: str) -> Path:
    return path.with_name(path.name + suffix)
