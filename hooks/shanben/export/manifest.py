"""The manifest of a site: what every file and every passage was when it was published, so that any copy can be checked.

``shanben-manifest.json`` holds the SHA-256 of each file, of each source, and of the words of everything on a page that
has an address, in the order of the page. It can be signed with an SSH key; see ``shanben verify``.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any

from lxml import etree

from shanben.export.copies import Copy
from shanben.model.library import Library
from shanben.model.text import Origin
from shanben.problems import Problem, Refused
from shanben.written import files_in

MANIFEST = "shanben-manifest.json"
SIGNATURE = f"{MANIFEST}.sig"
FORMAT = 1
NAMESPACE = "shanben"
"""What a signature of a manifest is for, so that it is good for nothing else."""
_SHORT = 16
"""Hexadecimal digits that tell one passage of a page from another; the digest of the whole file is not shortened."""

Passages = tuple[tuple[str, str], ...]
"""The addresses on a page in their order, each with a digest of its words."""


_NONE: Mapping[str, str] = MappingProxyType({})


def manifest(
    files: Iterable[tuple[str, bytes]],
    sources: Mapping[str, str],
    known: Mapping[str, str] = _NONE,
    sure: Mapping[str, str] = _NONE,
) -> str:
    """The manifest of ``files``, names with contents, and of ``sources``, names with SHA-256; as JSON.

    ``known`` are the passages of pages that were read already, as ``listed`` gives them, by the SHA-256 of the page;
    ``sure`` are the SHA-256 of further files, of which nothing else need be read.
    """
    digests: dict[str, str] = dict(sure)
    pages = {name: known[digest] for name, digest in sure.items() if name.endswith(".html") and known.get(digest)}
    for name, content in files:
        digest = digests[name] = hashlib.sha256(content).hexdigest()
        if not name.endswith(".html"):
            continue
        found = known.get(digest)
        if found is None:
            found = listed(passages(content))
        if found:
            pages[name] = found
    written = ",".join(f"{_said(name)}:{pages[name]}" for name in sorted(pages))
    files_, sources_ = (_said(dict(sorted(part.items()))) for part in (digests, sources))
    return f'{{"format":{FORMAT},"files":{files_},"passages":{{{written}}},"sources":{sources_}}}\n'


def listed_files(content: bytes) -> dict[str, str]:
    """The files that a manifest of ours lists, with their SHA-256; its passages, of which there are most, are not read.

    Raises ``ValueError`` for anything else.
    """
    # Marks of JSON inside a name are escaped, so none but the part itself begins like this.
    document: dict[str, Any] = json.loads(content[: content.index(b',"passages":{')] + b"}")
    if document.get("format") != FORMAT or not isinstance(document.get("files"), dict):
        raise ValueError(MANIFEST)
    files: dict[str, str] = document["files"]
    return files


def listed(found: Passages) -> str:
    """Passages as a manifest lists them, in JSON: of a library there are too many to hold each; empty where none is."""
    return _said(found) if found else ""


def _said(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def sources_of(library: Library) -> dict[str, str]:
    """The sources of a library: their names with their SHA-256."""
    return {shaped.source.path.name: shaped.source.sha256 for shaped in library.sources}


def site_files(site: Path, without: Iterable[str] = ()) -> Iterator[tuple[str, bytes]]:
    """The files of a folder with their contents; links are not followed."""
    left_out = {MANIFEST, SIGNATURE, *without}
    for name in files_in(site):
        if name in left_out:
            continue
        path = site / name
        if path.is_file() and not path.is_symlink():
            yield name, path.read_bytes()


def passages(page: bytes) -> Passages:
    """What has an address in the article of a page, or in its body where it has none, with a digest of its words."""
    tree = tree_of(page)
    return () if tree is None else passages_in(tree)


def tree_of(page: bytes) -> etree._Element | None:
    """A page as elements; None where it holds none."""
    return etree.HTML(page, etree.HTMLParser(encoding="utf-8", huge_tree=True)) if page.strip() else None


_IN_ARTICLE, _IN_BODY = etree.XPath("//article//*[@id]"), etree.XPath("//body//*[@id]")


def passages_in(tree: etree._Element) -> Passages:
    """What has an address in a page that was parsed, with a digest of its words."""
    return tuple((str(one.get("id")), _digest(words(one))) for one in _IN_ARTICLE(tree) or _IN_BODY(tree))


def words(element: etree._Element) -> str:
    """The words of an element, white space aside: a browser shows any amount of it alike."""
    return "".join("".join(element.itertext()).split())


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:_SHORT]


# --- checking a copy --------------------------------------------------------------------------------------------------


def read_manifest(content: bytes) -> dict[str, dict[str, object]] | None:
    """A manifest that was written by ``manifest``; None where it is none."""
    try:
        document = json.loads(content)
        parts = {name: dict(document[name]) for name in ("files", "passages", "sources")}
    except (ValueError, TypeError, KeyError, RecursionError):
        return None
    return parts if document.get("format") == FORMAT else None


def differences(
    listed: Mapping[str, Mapping[str, object]], copy: Copy, without: Iterable[str] = ()
) -> Iterator[Problem]:
    """How a copy differs from its manifest, in the order of its files: a line for each passage that was altered.

    ``without`` are names that no manifest lists, as they prove it.
    """
    left_out = {MANIFEST, SIGNATURE, *without}
    waiting = {name: digest for name, digest in listed["files"].items() if name not in left_out}
    for name in sorted({*copy.files, *copy.spoiled}):
        digest = waiting.pop(name, None)
        if name in copy.spoiled:
            yield copy.spoiled[name]
        elif name in left_out:
            continue
        elif digest is None:
            yield Problem("E563", "was not published with this site", Origin(name))
        else:
            yield from _told_of(name, digest, listed["passages"].get(name, ()), copy)
    for name in waiting:
        yield Problem("E562", "is missing", Origin(name))


def _told_of(name: str, digest: object, then: object, copy: Copy) -> Iterator[Problem]:
    """How a file differs from what was published under its name."""
    try:
        if digest == copy.digest(name):
            return
        now = passages_or_none(copy.content(name)) if name.endswith(".html") else ()
    except Refused as refusal:
        yield from refusal.problems
        return
    told = tuple(_altered(name, _pairs(then), now))
    yield from told or (Problem("E561", "is not what was published", Origin(name)),)


def passages_or_none(content: bytes) -> Passages:
    """The passages of a page; none of what is no page."""
    try:
        return passages(content)
    except (etree.LxmlError, ValueError):
        return ()


def _pairs(value: object) -> Passages:
    pairs = value if isinstance(value, (list, tuple)) else ()
    return tuple((str(pair[0]), str(pair[1])) for pair in pairs if isinstance(pair, (list, tuple)) and len(pair) == 2)


def _altered(page: str, then: Passages, now: Passages) -> Iterator[Problem]:
    """Passages that were altered, removed or added; where all are there, those whose words stand elsewhere.

    What merely holds an altered passage (a list, a table) is not told beside it.
    """
    before, after = dict(then), dict(now)
    places = {digest: anchor for anchor, digest in then}
    for anchor, digest in then:
        if anchor not in after:
            yield Problem("E565", "this passage is missing", Origin(f"{page}#{anchor}"))
        elif after[anchor] != digest:
            other = places.get(after[anchor], "")
            message = "this passage was altered" if not other else "this passage has the words of {other}"
            yield Problem("E564", message, Origin(f"{page}#{anchor}"), {"other": other})
    for anchor in after:
        if anchor not in before:
            yield Problem("E565", "this passage was added", Origin(f"{page}#{anchor}"))
    once = Counter(anchor for anchor, _ in then)
    for anchor, number in Counter(anchor for anchor, _ in now).items():
        if number > once[anchor] > 0:
            yield Problem("E565", "this passage stands there a second time", Origin(f"{page}#{anchor}"))
    order = [anchor for anchor in dict(then) if anchor in after]
    moved = next((one for one, other in zip(order, (a for a in after if a in before), strict=True) if one != other), "")
    if moved:
        yield Problem("E565", "from this passage on the order is another", Origin(f"{page}#{moved}"))
