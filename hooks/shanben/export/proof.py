"""What a site says, held against its sources: every published passage is those spans of the source, on the page too.

Sources are known by their SHA-256, so their names may be others. It does not need the manifest, and so holds also
against one who made a new one: by ``library.json`` each source is there as a whole, and the pages have each passage,
its words and no others. How a page looks, and what its scripts do, only the manifest tells.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections import defaultdict
from collections.abc import Collection, Generator, Iterator, Mapping
from typing import Any

from lxml import etree

from shanben.encodings import decode
from shanben.export.copies import Copy
from shanben.export.manifest import tree_of
from shanben.model.text import BlockKind, Origin, Span, read_spans
from shanben.problems import Problem, Refused

LIBRARY = "library.json"
_BESIDE = re.compile(r"(?:^| )sb-(?:translation|beside|excerpt|repeat)(?: |$)")
"""What the engine puts among the words of a passage: translations, and what tells an excerpt or a repeated passage."""
_OURS = re.compile(r"(?:^| )sb-")
"""The classes of what the engine writes beside passages: covers, lists of facts, marks."""
_HANDLER = re.compile(r"on[a-z]+$", re.IGNORECASE)


def against_sources(copy: Copy, sources: Mapping[str, bytes]) -> Iterator[Problem]:
    """Where a site is not what ``sources``, names with contents, say."""
    try:
        library = json.loads(copy.content(LIBRARY))
        texts = yield from _texts(library["sources"], sources)
        spans = {one["slug"]: [Span(*gap["span"]) for gap in one["gaps"]] for one in library["sources"]}
        ids = frozenset(str(work["id"]) for work in library["works"])
        for work in library["works"]:
            spans[work["source"]] += (span for block in work["blocks"] for span in _spans(block))
            if work["source"] in texts:
                yield from _work(work, texts[work["source"]], copy, ids)
        for slug, text in texts.items():
            yield from _whole(slug, text, spans[slug])
    except Refused as refusal:
        yield from refusal.problems
    except (AttributeError, LookupError, TypeError, ValueError, RecursionError):
        yield Problem("E560", "is damaged: it cannot be held against the sources", Origin(LIBRARY))


def _texts(listed: Any, sources: Mapping[str, bytes]) -> Generator[Problem, None, dict[str, str]]:
    """Tells which sources are missing on either side, and returns the others' texts by the slugs of the sources."""
    known = {hashlib.sha256(content).hexdigest(): name for name, content in sources.items()}
    texts: dict[str, str] = {}
    for source in listed:
        name = known.pop(source["sha256"], None)
        if name is None:
            message = "none of the sources given has the SHA-256 {digest}"
            yield Problem("E567", message, Origin(source["slug"]), {"digest": source["sha256"]})
        else:
            texts[source["slug"]] = decode(sources[name], "", Origin(name))[0]
    for name in known.values():
        yield Problem("E567", "this source is not in the site", Origin(name))
    return texts


def _spans(block: Any) -> Iterator[Span]:
    return (Span(start, end) for start, end in block["spans"])


def _whole(slug: str, text: str, spans: list[Span]) -> Iterator[Problem]:
    """Where characters of a source are neither published nor gaps, or more than once; the first such place."""
    at = 0
    for span in sorted(spans, key=lambda span: (span.start, span.end)):
        if span.start != at:
            break
        at = span.end
    if at != len(text):
        message = "from character {at} on ({words}) this source is not there as a whole, or not once"
        yield Problem("E567", message, Origin(f"{LIBRARY}#{slug}"), {"at": at, "words": text[at : at + 20]})


def _work(work: Mapping[str, Any], text: str, copy: Copy, ids: frozenset[str]) -> Iterator[Problem]:
    shown: dict[str, list[tuple[str, str]]] = defaultdict(list)
    known = {str(one["id"]) for one in work["blocks"]} | {str(one["anchor"]) for one in work["sections"]}
    for page in _pages(copy, work["id"], ids):
        tree = tree_of(copy.content(page))
        if tree is None:
            continue
        for element in tree.iterfind(".//article//*[@id]"):
            shown[str(element.get("id"))].append((page, _own_words(element)))
        yield from _foreign(tree, page, known)
    for block in work["blocks"]:
        said = read_spans(text, _spans(block))
        if said != block["text"]:
            message = "these words do not stand in the source"
            yield Problem("E567", message, Origin(f"{LIBRARY}#{work['id']}#{block['id']}"))
        if block["id"] not in shown and block["kind"] != BlockKind.FURNITURE:
            yield Problem("E567", "this passage is on no page of its work", Origin(f"{work['id']}#{block['id']}"))
        for page, printed in shown.get(block["id"], ()):
            if "".join(said.split()) != printed:
                yield Problem("E567", "this passage is not what the source says", Origin(f"{page}#{block['id']}"))


def _pages(copy: Copy, work: str, ids: frozenset[str]) -> list[str]:
    """The pages on which a work is read: those in its folder, but for other works there and comparisons of versions."""
    folder = f"works/{work}"
    apart = (f"{folder}/versions", *(f"works/{other}" for other in ids if other.startswith(f"{work}/")))
    found = (name for name in copy.files if name.startswith((f"{folder}/", f"{folder}.html")))
    return [name for name in found if name.endswith(".html") and not name.startswith(apart)]


def _own_words(element: etree._Element) -> str:
    """The words of an element, without white space and without what the engine puts among them."""
    words = [element.text or ""]
    for child in element:
        if isinstance(child.tag, str) and not _BESIDE.search(child.get("class", "")):
            words.append(_own_words(child))
        words.append(child.tail or "")
    return "".join("".join(words).split())


def _foreign(tree: etree._Element, page: str, known: Collection[str]) -> Iterator[Problem]:
    """What no page of a work holds: words that are neither in a passage nor the engine's, and scripts."""
    for element in tree.iterfind(".//article//*"):
        origin = Origin(page, element.sourceline or 0)
        if not isinstance(element.tag, str):
            continue
        handler = any(_HANDLER.match(str(name)) for name in element.keys())  # noqa: SIM118 - of an element, not a dict
        if handler or (element.tag == "script" and element.get("type") != "application/json"):
            yield Problem("E567", "a script stands here that no build writes", origin)
            continue
        stray = "" if element.tag == "script" or _stands_in(element, known) else element.text
        after = element.getparent()
        stray = (stray or "").strip() or ("" if _stands_in(after, known) else (element.tail or "").strip())
        if stray:
            message = "words stand here that are not of the source: {words}"
            yield Problem("E567", message, origin, {"words": stray[:40]})


def _stands_in(element: etree._Element | None, known: Collection[str]) -> bool:
    """Whether an element is in a passage, or in what the engine writes beside passages."""
    while element is not None and element.tag != "article":
        if element.get("id") in known or _OURS.search(element.get("class", "")):
            return True
        element = element.getparent()
    return False
