"""The written site, read as a stranger reads it: every link of its own leads to a file and to a place on it.

Works on finished HTML, whoever wrote it, so it also finds what the engine itself got wrong.
"""

from __future__ import annotations

import os
import posixpath
import re
from collections import defaultdict
from collections.abc import Callable, Container, Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from urllib.parse import unquote, urlsplit

from lxml import etree

_LINKS = etree.XPath("//@href | //@src", smart_strings=False)
_ANCHORS = etree.XPath("//@id | //a/@name", smart_strings=False)
_SCRIPTED = ("__", ":~:")
"""Fragments that lead to no place on a page: the theme's switches, and words a browser looks for."""


_WORD = re.compile(r"[\w.-]+")
_PLAIN = re.compile(r"(?!//)[\w./-]*(?:#[\w.-]*)?")
"""A link with nothing to decode and no scheme: nearly every one, and much quicker read so."""


@dataclass(frozen=True, slots=True)
class DeadLink:
    """A link that leads nowhere: the page that has it, as a path in the site, and the link as it is written there.

    ``anchor`` tells that the page it leads to is there, and the place on it is not.
    """

    page: str
    link: str
    target: str
    """The file it would lead to, as a path in the site."""
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class Ways:
    """Where the links of a site lead, page after page, and the places that are there.

    Memory grows with the number of ids by a few bytes each; a page's links to itself are followed at once.
    """

    root: str = "/"
    """The path of the site on its server, for links that begin with it."""
    anchors: dict[str, bytes] = field(default_factory=dict)
    wanted: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    """The places that are asked for, by what a link calls their page; the empty one for the page alone."""

    def read(self, page: str, tree: etree._Element | etree._ElementTree) -> None:
        """Learn the links and places of a page."""
        there = _ANCHORS(tree)
        self.anchors[page] = "\n".join(there).encode()
        here = {f"#{anchor}" for anchor in there}
        targets: dict[str, str | None] = {}
        for link in set(_LINKS(tree)) - here:
            path, _, anchor = link.partition("#")
            if path in targets and _WORD.fullmatch(anchor) and not anchor.startswith(_SCRIPTED):
                target: str | None = targets[path]
            else:
                target, anchor = resolved(page, link, self.root)
                if _PLAIN.fullmatch(path):
                    targets[path] = target
            if target is not None:
                self.wanted[target].add(anchor)

    def add(self, other: Ways) -> None:
        """Learn the links and places of other pages of the same site."""
        self.anchors.update(other.anchors)
        for target, several in other.wanted.items():
            self.wanted[target] |= several

    def settle(self) -> None:
        """Forget what is asked for and stands on the pages that were read: nobody needs to ask it again."""
        for target, several in list(self.wanted.items()):
            file = _file(target, self.anchors)
            if file is None:
                continue
            missing = several - {""} - set(self.anchors[file].decode().split("\n"))
            if missing:
                self.wanted[target] = missing
            else:
                del self.wanted[target]

    def lost(self, files: set[str]) -> dict[str, set[str]]:
        """What is asked for and is not there: by the page as links call it, its places or, where the page is not there,
        whatever is asked of it.
        """
        found: dict[str, set[str]] = {}
        for target, several in self.wanted.items():
            file = _file(target, files)
            if file is None:
                found[target] = several
            elif file in self.anchors and (missing := several - {""} - set(self.anchors[file].decode().split("\n"))):
                found[target] = missing
        return found


def files_in(site: Path) -> list[str]:
    """The names of the files of a site, sorted; folders that are links are not entered."""
    start = len(str(site)) + 1
    found = []
    for folder, _, files in os.walk(site):
        within = folder[start:].replace(os.sep, "/")
        found += [f"{within}/{name}" if within else name for name in files]
    return sorted(found)


def dead_links(site: Path, root: str = "/", ways: Ways | None = None) -> tuple[DeadLink, ...]:
    """The links inside a site that lead nowhere, in the order of its pages.

    ``root`` is the path of the site on its server. The page of 404 is read anywhere, so what it names from the root
    cannot be told. ``ways`` are those of its pages where they were read already.
    """
    files = set(files_in(site))
    pages = sorted(file for file in files if file.endswith(".html"))
    if ways is None:
        ways = Ways(root)
        for page in pages:
            ways.read(page, _read(site / page))
    lost = ways.lost(files)
    found = _leading_to(site, pages, files, lost, root) if lost else ()
    return tuple(sorted(found, key=lambda one: (one.page, one.link)))


def _read(path: Path) -> etree._ElementTree:
    return etree.parse(str(path), etree.HTMLParser(encoding="utf-8"))


def resolved(page: str, link: str, root: str = "/") -> tuple[str | None, str]:
    """Where a link on a page leads: a path in the site (None: out of it, or nobody can tell), and an anchor there."""
    if _PLAIN.fullmatch(link):
        path, _, anchor = link.partition("#")
    else:
        try:
            parts = urlsplit(link.strip())
        except ValueError:
            return None, ""
        if parts.scheme or parts.netloc:
            return None, ""
        path, anchor = unquote(parts.path), unquote(parts.fragment)
    anchor = "" if anchor.startswith(_SCRIPTED) else anchor
    if path.startswith("/"):
        if not path.startswith(root) or page == "404.html":
            return None, ""
        path = path.removeprefix(root)
        return posixpath.normpath(path) if path else ".", anchor
    return (_joined(posixpath.dirname(page), path) if path else page), anchor


@lru_cache(maxsize=10_000)
def _joined(folder: str, path: str) -> str:
    return posixpath.normpath(posixpath.join(folder, path))


def _file(target: str | None, files: Container[str]) -> str | None:
    """The file that a server sends for a path in the site."""
    if target is None:
        return None
    index = "index.html" if target == "." else f"{target}/index.html"
    return target if target in files else index if index in files else None


def _leading_to(
    site: Path, pages: Iterable[str], files: set[str], lost: dict[str, set[str]], root: str
) -> Iterator[DeadLink]:
    """The links that ask for what is not there: pages are read once more, for this is rare."""
    for page in pages:
        for link in dict.fromkeys(_LINKS(_read(site / page))):
            target, anchor = resolved(page, link, root)
            if target is None or anchor not in lost.get(target, ()):
                continue
            file = _file(target, files)
            yield DeadLink(page, link, target) if file is None else DeadLink(page, link, file, anchor)


def stands_in(path: Path, link: str, within: Callable[[etree._Element], bool]) -> bool:
    """Whether a page has a link on an element for which ``within`` holds."""
    found = _read(path).xpath("//*[@href = $link or @src = $link]", link=link)
    return any(within(element) for element in found)
