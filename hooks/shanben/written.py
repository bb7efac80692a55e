"""The written site, read as a stranger reads it: every link of its own leads to a file and to a place on it.

Works on finished HTML, whoever wrote it, so it also finds what the engine itself got wrong.
"""

from __future__ import annotations

import posixpath
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from urllib.parse import unquote, urlsplit

from lxml import etree

_LINKS = etree.XPath("//@href | //@src")
_ANCHORS = etree.XPath("//@id | //a/@name")
_SCRIPTED = ("__", ":~:")
"""Fragments that lead to no place on a page: the theme's switches, and words a browser looks for."""


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


def dead_links(site: Path, root: str = "/") -> tuple[DeadLink, ...]:
    """The links inside a site that lead nowhere, in the order of its pages.

    ``root`` is the path of the site on its server, for links that begin with it. The page of 404 is read anywhere, so
    what it names from the root cannot be told. Memory grows with the number of ids by a few bytes each.
    """
    files = {path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file()}
    pages = sorted(file for file in files if file.endswith(".html"))
    anchors: dict[str, bytes] = {}
    wanted: dict[str, set[str]] = defaultdict(set)
    dead: list[DeadLink] = []
    for page in pages:
        tree = _read(site / page)
        anchors[page] = "\n".join(_ANCHORS(tree)).encode()
        for link in dict.fromkeys(_LINKS(tree)):
            target, anchor = resolved(page, link, root)
            file = _file(target, files)
            if target is None:
                continue
            if file is None:
                dead.append(DeadLink(page, link, target))
            elif anchor and file in files and file.endswith(".html"):
                wanted[file].add(anchor)
    lost = {file: several - set(anchors[file].decode().split("\n")) for file, several in wanted.items()}
    if any(lost.values()):
        dead += _with_lost_anchors(site, pages, files, lost, root)
    return tuple(sorted(dead, key=lambda one: (one.page, one.link)))


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


def _file(target: str | None, files: Iterable[str]) -> str | None:
    """The file that a server sends for a path in the site."""
    if target is None:
        return None
    index = "index.html" if target == "." else f"{target}/index.html"
    return target if target in files else index if index in files else None


def _with_lost_anchors(
    site: Path, pages: Iterable[str], files: set[str], lost: dict[str, set[str]], root: str
) -> Iterator[DeadLink]:
    """The links that ask for anchors that are not there: pages are read once more, for this is rare."""
    for page in pages:
        for link in dict.fromkeys(_LINKS(_read(site / page))):
            target, anchor = resolved(page, link, root)
            file = _file(target, files)
            if file is not None and anchor in lost.get(file, ()):
                yield DeadLink(page, link, file, anchor)


def stands_in(path: Path, link: str, within: Callable[[etree._Element], bool]) -> bool:
    """Whether a page has a link on an element for which ``within`` holds."""
    found = _read(path).xpath("//*[@href = $link or @src = $link]", link=link)
    return any(within(element) for element in found)
