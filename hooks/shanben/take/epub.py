"""E-books as blocks: the chapters of the spine in their order, with nav and NCX as statements of what is a heading."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from lxml import etree

from shanben.model.evidence import OutlineEntry
from shanben.model.radicals import read_radicals
from shanben.take.archive import CONTAINER, Archive, beside
from shanben.take.blocks import Block, Taken
from shanben.take.html import PageReader
from shanben.take.html_body import lists_parts
from shanben.take.html_drawn_tables import spell_tables
from shanben.take.html_looks import Looks
from shanben.take.html_numbers import Numbers
from shanben.take.html_parsed import name_of, xhtml_of
from shanben.take.unusable import Unusable

_LOCKS = "META-INF/encryption.xml"
_FONT_LOCKS = ("http://www.idpf.org/2008/embedding", "http://ns.adobe.com/pdf/enc#RC")
"""Ways of disguising fonts: they lock no text."""
_FOLLOWING = 4
"""Blocks after the place an entry of the contents leads to, among which its words are looked for."""
_BEFORE = 8
"""Characters of a heading before the words that the contents list it by."""
_ADDED = re.compile(r"[（(\[【:：—]")
_MARKS = re.compile(r"[\W_]+")
_WHITE = re.compile(r"\s+")
_LABEL = re.compile(r"目[录錄次]|contents", re.IGNORECASE)
_LISTING = frozenset({"", "paragraph", "item", "verse"})
_LISTED = 3
"""Lines of the shortest list of contents."""


def take_epub(path: Path) -> Taken:
    """An e-book (EPUB 2 or 3)."""
    archive = Archive(path, "an e-book (.epub)")
    try:
        return _book(archive)
    except KeyError as error:
        raise archive.damaged(str(error.args[0]) if error.args else "") from None
    finally:
        archive.close()


def _book(archive: Archive) -> Taken:
    _refuse_locked(archive)
    container = archive.xml(CONTAINER)
    package = unquote(str(container.xpath("string(//*[local-name()='rootfile']/@full-path)")))
    root = archive.xml(package)
    items = {str(item.get("id")): item for item in root.xpath("//*[local-name()='item']")}
    taken = Taken()
    places: dict[str, int] = {}
    tables = 0
    called: set[str] = set()
    kinds: dict[int, str] = {}
    for reference in root.xpath("//*[local-name()='spine']/*[local-name()='itemref']"):
        item = items.get(str(reference.get("idref")))
        if item is None:
            continue
        part = beside(package, unquote(str(item.get("href", ""))))
        if "nav" in (item.get("properties") or "").split():
            taken.left_out["contents list of the e-book"] += 1
            continue
        if part not in archive.names:
            raise archive.damaged(part)
        if not re.search(r"html|xml", str(item.get("media-type", "html"))):
            taken.left_out["pictures"] += 1
            continue
        page = xhtml_of(archive.read(part))
        sheets = tuple(_sheets(archive, page, part))
        spell_tables(page, sheets)
        looks = Looks(sheets)
        file = f"{posixpath.basename(part)}#"
        here = frozenset(name.removeprefix(file) for name in called if name.startswith(file))
        reader = PageReader(page, file=file, tables=tables, looks=looks, called=here, numbers=Numbers(sheets))
        reader.taken.read = taken.read
        reader.read(_body(page))
        tables = reader.tables
        called |= reader.calls
        if lists_parts(page):
            reader.taken.blocks = [_listed(block) for block in reader.taken.blocks]
        start = len(taken.blocks)
        places[part] = start
        places |= {f"{part}#{name}": start + at for name, at in reader.anchors.items()}
        kinds |= {start + at: kind for at, kind in reader.kinds.items()}
        taken.blocks += _within(reader.taken.blocks, part)
        taken.left_out += reader.taken.left_out
        taken.read = reader.taken.read
    shown = {(block.facts.size, block.facts.bold, block.facts.centred) for block in taken.blocks if block.facts.size}
    if len(shown) < 2 or any(block.facts.by == "tag" for block in taken.blocks):
        taken.blocks = [Block(block.words, replace(block.facts, **_PLAIN)) for block in taken.blocks]
    _state(taken, list(_contents(archive, package, items)), places)
    _head_alike(taken.blocks, kinds)
    for name, element in (("title", "title"), ("author", "creator"), ("date", "date"), ("publisher", "publisher")):
        taken.stated[name] = str(root.xpath("string(//*[local-name()=$element])", element=element))
    _entitle(taken)
    _list_plainly(taken.blocks)
    return taken


_PLAIN: Mapping[str, Any] = {"size": 0.0, "bold": False, "centred": False}
"""Of a book that has tags for its headings, or looks the same throughout: its looks tell nothing."""


def _sheets(archive: Archive, page: etree._Element, part: str) -> Iterator[str]:
    """The style sheets of a page: those it links to and its own, in their order."""
    for one in page.iter():
        if name_of(one) == "style":
            yield "".join(map(str, one.itertext()))
        elif name_of(one) == "link" and "stylesheet" in (one.get("rel") or ""):
            sheet = beside(part, unquote(str(one.get("href", ""))))
            if sheet in archive.names:
                yield archive.read(sheet).decode("utf-8", "replace")


def _listed(block: Block) -> Block:
    """An entry of a page that lists the contents of the book; what it leads to is the heading."""
    shown = block.facts.kind == "figure"
    return block if shown else Block(block.words, replace(block.facts, kind="contents"))


def _list_plainly(blocks: list[Block]) -> None:
    """Make contents of what stands below a label of contents and repeats, line by line, headings that come later."""
    last = {_solid(block.words.text): at for at, block in enumerate(blocks) if block.facts.kind == "heading"}
    labels = [at for at, block in enumerate(blocks) if _LABEL.fullmatch(_solid(block.words.text))]
    for label in labels:
        at = label + 1
        while at < len(blocks) and blocks[at].facts.kind in _LISTING and _repeats(blocks[at], at, last):
            at += 1
        lines = sum(block.words.text.count("\n") + 1 for block in blocks[label + 1 : at])
        if lines >= _LISTED:
            blocks[label:at] = [_listed(block) for block in blocks[label:at]]


def _repeats(block: Block, at: int, last: Mapping[str, int]) -> bool:
    lines = [_solid(line) for line in block.words.text.split("\n")]
    return all(last.get(line, -1) > at for line in lines if line)


def _entitle(taken: Taken) -> None:
    """Make a title of the words at the beginning that are the title of the book, where no tag says so."""
    found = None
    for words in _names(taken.stated["title"]):
        found = found or _place(taken.blocks, 0, words)
    if found is None or any(block.facts.kind in ("title", "heading") for block in taken.blocks[: found.stop]):
        return
    for index in found:
        block = taken.blocks[index]
        facts = replace(block.facts, kind="title", level=1, by="contents", block=-1 - found.start)
        taken.blocks[index] = Block(block.words, facts)


def _solid(words: str) -> str:
    """Words without white space, and with ideographs for radicals: contents and text may differ in both."""
    return _WHITE.sub("", read_radicals(words))


def _names(title: str) -> Iterator[str]:
    """What a book may call itself: its whole title, or that without what its seller adds."""
    yield from filter(None, (_solid(title), _solid(_ADDED.split(title)[0])))


def _within(blocks: list[Block], part: str) -> Iterator[Block]:
    """The blocks of a part, with their pictures by the archive's paths."""
    for block in blocks:
        image = block.facts.image
        yield Block(block.words, replace(block.facts, image=beside(part, unquote(image)))) if image else block


def _body(page: etree._Element) -> etree._Element:
    return next((one for one in page.iter() if name_of(one) == "body"), page)


def _refuse_locked(archive: Archive) -> None:
    locks = archive.xml_if(_LOCKS)
    ways = locks.xpath("//*[local-name()='EncryptionMethod']/@Algorithm") if locks is not None else []
    if any(str(way) not in _FONT_LOCKS for way in ways):
        raise Unusable("is locked by its seller (DRM): ask for a copy without it")


# --- contents -------------------------------------------------------------------------------------------------------

_Entry = tuple[int, str, str]
"""Level from 1, words, and the place it leads to."""


def _contents(archive: Archive, package: str, items: dict[str, etree._Element]) -> Iterator[_Entry]:
    """The entries of the contents: those of nav, or else of the NCX."""
    nav = next((item for item in items.values() if "nav" in (item.get("properties") or "").split()), None)
    if nav is not None:
        part = beside(package, unquote(str(nav.get("href", ""))))
        if part in archive.names:
            page = xhtml_of(archive.read(part))
            lists = [one for one in page.iter() if name_of(one) == "nav"]
            toc = [one for one in lists if any("toc" in str(value).split() for value in one.values())] or lists
            entries = [entry for one in toc[:1] for entry in _nav(one, part)]
            if entries:
                yield from entries
                return
    ncx = next((item for item in items.values() if "ncx" in (item.get("media-type") or "")), None)
    if ncx is not None:
        part = beside(package, unquote(str(ncx.get("href", ""))))
        if part in archive.names:
            yield from _ncx(archive.xml(part), part)


def _nav(nav: etree._Element, part: str) -> Iterator[_Entry]:
    for link in nav.iter():
        if name_of(link) == "a" and link.get("href"):
            depth = sum(name_of(one) == "ol" for one in link.iterancestors())
            yield max(1, depth), "".join(map(str, link.itertext())), beside(part, unquote(str(link.get("href"))))


def _ncx(ncx: etree._Element, part: str) -> Iterator[_Entry]:
    for point in ncx.xpath("//*[local-name()='navPoint']"):
        depth = 1 + sum(name_of(one) == "navpoint" for one in point.iterancestors())
        label = str(point.xpath("string(./*[local-name()='navLabel']/*[local-name()='text'])"))
        source = str(point.xpath("string(./*[local-name()='content']/@src)"))
        yield depth, label, beside(part, unquote(source))


def _state(taken: Taken, entries: list[_Entry], places: dict[str, int]) -> None:
    """Make headings of the blocks that entries of the contents lead to and whose words are theirs."""
    _deepen(taken.blocks, entries, places)
    titled = _has_title(taken.blocks, {_solid(label) for level, label, _ in entries if level == 1})
    above: list[tuple[int, int]] = []  # the entries around one, by their depths, and the levels of their headings
    for level, label, place in entries:
        while above and above[-1][0] >= level:
            above.pop()
        at = places.get(place, places.get(place.partition("#")[0]))
        words = _bare(label)
        if at is None or not words:
            continue
        found = _place(taken.blocks, at, words)
        taken.outline.append(
            OutlineEntry(level, " ".join(label.split()), -1 if found is None else found.start, "contents")
        )
        for index in found or ():
            block = taken.blocks[index]
            if block.facts.kind != "heading":
                deeper = level + 1 if titled and level == 1 else level
                deeper = max(deeper, above[-1][1] + 1 if above else 0)
                facts = replace(
                    block.facts, kind="heading", level=deeper, by="contents", block=-1 - (found or range(1)).start
                )
                taken.blocks[index] = Block(block.words, facts)
        if found:
            above.append((level, taken.blocks[found.start].facts.level))


def _deepen(blocks: list[Block], entries: list[_Entry], places: dict[str, int]) -> None:
    """Set headings below those that the contents put above them, where their tags are of one level: in some books
    a chapter and its sections are all ``h2``. What follows and is not listed goes along.
    """
    listed: dict[int, int] = {}
    for depth, label, place in entries:
        at = places.get(place, places.get(place.partition("#")[0]))
        found = _place(blocks, at, _bare(label)) if at is not None else None
        if found and blocks[found.start].facts.kind == "heading":
            listed[found.start] = depth
    above: list[tuple[int, int]] = []
    shift = 0
    for at, block in enumerate(blocks):
        if block.facts.kind != "heading":
            continue
        level = block.facts.level
        if at in listed:
            while above and above[-1][0] >= listed[at]:
                above.pop()
            shift = max(0, above[-1][1] + 1 - level) if above else 0
            above.append((listed[at], level + shift))
        if shift:
            blocks[at] = Block(block.words, replace(block.facts, level=level + shift))


def _head_alike(blocks: list[Block], kinds: Mapping[int, str]) -> None:
    """Make headings of words in paragraphs of the class that those of the contents have, which list only some: all of
    the class are short, and none stands above another. ``kinds`` are the elements of blocks with their class.
    """
    alike: dict[str, list[int]] = {}
    for at, block in enumerate(blocks):
        kind = kinds.get(at, "")
        if kind.partition(".")[2] and block.facts.kind in ("heading", "paragraph", ""):
            alike.setdefault(kind, []).append(at)
    for own in alike.values():
        levels = {blocks[at].facts.level for at in own if blocks[at].facts.by == "contents"}
        listed = sum(blocks[at].facts.by == "contents" for at in own)
        apart = all(after - at > 1 for at, after in pairwise([*own, len(blocks)]))
        if listed < _SOME or len(levels) > 1 or not apart or not all(_is_name(blocks[at].words.text) for at in own):
            continue
        for at in own:
            if blocks[at].facts.kind != "heading":
                facts = replace(blocks[at].facts, kind="heading", level=min(levels), by="contents")
                blocks[at] = Block(blocks[at].words, facts)


_SOME, _LONGEST_NAME = 2, 40


def _is_name(words: str) -> bool:
    """Whether words are short and end as no sentence does."""
    return 0 < len(words.strip()) <= _LONGEST_NAME and words.strip()[-1] not in "。，；：…,;:"


def _has_title(blocks: list[Block], listed: set[str]) -> bool:
    """Whether one heading stands above all: not where it is a part (版权页) that the contents list among others."""
    tops = [_solid(block.words.text) for block in blocks if _is_top(block)]
    return len(tops) == 1 and (tops[0] not in listed or len(listed) == 1)


def _is_top(block: Block) -> bool:
    return block.facts.kind == "heading" and block.facts.level == 1


def _bare(words: str) -> str:
    """Words without white space and marks, which contents often leave out; marks alone as they are."""
    bare = _solid(words)
    return _MARKS.sub("", bare) or bare


def _place(blocks: list[Block], at: int, words: str) -> range | None:
    """The blocks near a place that read as an entry's words: one, or a number and a name below each other."""
    for first in range(at, min(len(blocks), at + _FOLLOWING)):
        joined = ""
        for last in range(first, min(len(blocks), first + 3)):
            piece = _bare(blocks[last].words.text)
            if not piece:
                break
            joined += piece
            named = blocks[first].facts.kind == "heading" and joined.endswith(words)  # Chapter 3. …, listed as 3. …
            if joined == words or (named and len(joined) <= len(words) + _BEFORE):
                return range(first, last + 1)
            if not words.startswith(joined):
                break
    return None
