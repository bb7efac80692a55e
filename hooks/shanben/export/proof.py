"""What a site says, held against its sources: every published passage is those spans of the source, on the page too."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping

from lxml import etree

from shanben.encodings import decode
from shanben.export.manifest import words
from shanben.model.text import Origin, Span, read_spans
from shanben.problems import Problem, Refused


def against_sources(site: Mapping[str, bytes], sources: Mapping[str, bytes]) -> Iterator[Problem]:
    """Where a site is not what ``sources``, names with contents, say: by ``library.json`` and by the pages themselves.

    Sources are known by their SHA-256, so their names may be others. It does not need the manifest, and so holds also
    against one who made a new one.
    """
    try:
        library = json.loads(site["library.json"])
        known = {hashlib.sha256(content).hexdigest(): name for name, content in sources.items()}
        texts: dict[str, str] = {}
        for source in library["sources"]:
            name = known.get(source["sha256"])
            if name is None:
                message = "none of the sources given has the SHA-256 {digest}"
                yield Problem("E567", message, Origin(source["slug"]), {"digest": source["sha256"]})
                continue
            texts[source["slug"]] = decode(sources[name], "", Origin(name))[0]
        for work in library["works"]:
            if work["source"] in texts:
                yield from _work(work, texts[work["source"]], site)
    except (KeyError, TypeError, ValueError, RecursionError):
        yield Problem("E560", "is damaged: it cannot be held against the sources", Origin("library.json"))
    except Refused as refusal:
        yield from refusal.problems


def _work(work: Mapping[str, object], text: str, site: Mapping[str, bytes]) -> Iterator[Problem]:
    folder = f"works/{work['id']}"
    pages = [name for name in site if name.startswith((f"{folder}/", f"{folder}.html")) and name.endswith(".html")]
    shown: dict[str, list[tuple[str, str]]] = {}
    for page in pages:
        tree = etree.HTML(site[page], etree.HTMLParser(encoding="utf-8", huge_tree=True))
        for element in tree.xpath("//article//*[@id]") if tree is not None else ():
            shown.setdefault(str(element.get("id")), []).append((page, words(element)))
    for block in work["blocks"]:  # type: ignore[attr-defined]  # of JSON
        said = read_spans(text, (Span(start, end) for start, end in block["spans"]))
        if said != block["text"]:
            message = "these words do not stand in the source"
            yield Problem("E567", message, Origin(f"library.json#{work['id']}#{block['id']}"))
        for page, printed in shown.get(block["id"], ()):
            if not _runs_through("".join(said.split()), printed):
                yield Problem("E567", "this passage is not what the source says", Origin(f"{page}#{block['id']}"))


def _runs_through(text: str, printed: str) -> bool:
    """Whether all characters of a text are printed in their order; marks and translations may stand between them."""
    rest = iter(printed)
    return all(character in rest for character in text)
