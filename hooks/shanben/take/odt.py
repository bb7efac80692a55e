"""OpenDocument texts (.odt) as blocks: headings by their outline level, lists with their numbers, tables, notes."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from pathlib import Path, PurePosixPath

from lxml import etree

from shanben.model.evidence import LineEvidence
from shanben.pictures import MEDIA_TYPES
from shanben.take.archive import Archive
from shanben.take.blocks import NOTHING, Block, Taken, Words, picture
from shanben.take.breaks import broken
from shanben.take.formulas import mathml
from shanben.take.html_tables import Cells, laid_out
from shanben.take.odt_styles import Lists, OdtStyles, read_odt_styles
from shanben.take.ooxml import child, children, local, number_of, value, words_of
from shanben.take.unusable import Unusable
from shanben.take.word_numbers import set_before
from shanben.take.word_signs import shown
from shanben.take.word_styles import level_named

_AROUND = frozenset({"section", "index-body", "list-header", "index-title"})
_INDEXES = frozenset(
    {"table-of-content", "alphabetical-index", "illustration-index", "table-index", "object-index", "user-index"}
)
_SHAPES = frozenset({"custom-shape", "rect", "g", "ellipse", "line", "path", "caption", "polygon", "polyline"})
"""Drawings that can have words in them."""
_MOST_REPEATED = 64
"""Columns or rows that are given once for many: empty ones fill a table to its edge."""


def take_odt(path: Path) -> Taken:
    """An OpenDocument text as a word processor shows it."""
    archive = Archive(path, "an OpenDocument text (.odt)")
    try:
        manifest = archive.xml_if("META-INF/manifest.xml")
        if manifest is not None and any(local(one) == "encryption-data" for one in manifest.iter()):
            raise Unusable("is protected by a password: save a copy without it")
        return _OdtReader(archive).read()
    except KeyError as error:
        raise archive.damaged(str(error.args[0]) if error.args else "") from None
    except RecursionError:
        raise Unusable("nests its parts too deeply to be read: save its text as another kind of file") from None
    finally:
        archive.close()


class _OdtReader:
    """Reads one document."""

    def __init__(self, archive: Archive) -> None:
        self.archive = archive
        self.root = archive.xml("content.xml")
        self.styles: OdtStyles = read_odt_styles(archive.xml_if("styles.xml"), self.root)
        self.lists = Lists(self.styles)
        self.taken = Taken()
        self.notes: list[Block] = []
        self.boxed: list[Block] = []
        self.led: list[Block] = []
        """What is anchored before the first words of a paragraph."""
        self.look: tuple[float, bool] = (0.0, False)
        """The size of the characters that are being read, and whether they are bold."""
        self.font = ""
        self.shown: Counter[tuple[float, bool]] = Counter()
        """How many characters of a paragraph look how."""
        self.tables = 0
        self.calls = 0

    def read(self) -> Taken:
        """The document's blocks, its notes at the end."""
        body = child(self.root, "body", "text")
        if body is None:
            raise Unusable("is not an OpenDocument text (.odt), but another kind of OpenDocument file", code="E132")
        self.taken.blocks = self._content(body)
        self.taken.blocks += self.notes
        meta = child(self.archive.xml_if("meta.xml"), "meta")
        parts = {local(one): words_of(one) for one in (meta if meta is not None else ())}
        self.taken.stated = {
            "title": parts.get("title", ""),
            "author": parts.get("creator", "") or parts.get("initial-creator", ""),
            "date": parts.get("creation-date", "")[:10],
        }
        pages = self.archive.xml_if("styles.xml")
        if pages is not None:
            heads = [one for one in pages.iter() if local(one) in ("header", "footer", "header-left", "footer-left")]
            count = sum(len("".join(words_of(one).split())) for one in heads)
            self.taken.left_out["characters of page headers and footers"] += count
        return self.taken

    def _content(self, element: etree._Element, facts: LineEvidence = NOTHING) -> list[Block]:
        blocks: list[Block] = []
        for one in element:
            name = local(one)
            if name in ("p", "h"):
                blocks += self._paragraph(one, facts)
            elif name in ("list", "numbered-paragraph"):
                blocks += self._list(one, facts, "", 0)
            elif name == "table":
                blocks += self._table(one)
            elif name in _INDEXES:
                blocks += self._content(one, replace(facts, kind="contents"))
            elif name in _AROUND:
                if value(one, "display") == "none":
                    self.taken.left_out["hidden characters"] += len(words_of(one).strip())
                else:
                    blocks += self._content(one, facts)
            elif name == "frame":
                blocks += self._frame(one)
            elif name in _SHAPES:
                blocks += self._content(one, facts)
            elif name == "tracked-changes":
                self._deleted(one)
        return blocks

    def _deleted(self, element: etree._Element) -> None:
        for one in element.iter():
            if local(one) == "deletion":
                texts = (text for part in one if local(part) != "change-info" for text in words_of(part))
                self.taken.left_out["deleted characters"] += len("".join(map(str, texts)).strip())

    # -- paragraphs

    def _paragraph(self, element: etree._Element, facts: LineEvidence, prefix: str = "") -> list[Block]:
        self.taken.one_more()
        style = self.styles.of(value(element, "style-name"))
        heading = local(element) == "h"
        named = 0 if heading else level_named(style.name)
        level = max(1, number_of(element, "outline-level")) if heading else named
        number = ""
        if heading and value(element, "is-list-header") not in ("true", "1"):
            number = self.lists.outline(level)
        words = Words()
        words.add(prefix + set_before(number))
        before, self.look, self.shown = (self.look, self.shown, self.font), (style.size, bool(style.bold)), Counter()
        self.font = style.font
        self._inside(element, words, hidden=style.hidden)
        size, bold = self.shown.most_common(1)[0][0] if self.shown else self.look
        self.look, self.shown, self.font = before
        led, boxed, self.led, self.boxed = self.led, self.boxed, [], []
        if not words.text.strip():
            return [*led, *boxed]
        kind = facts.kind or ("heading" if level else style.kind or "paragraph")
        known = replace(
            facts, kind=kind, level=level if kind == "heading" else facts.level,
            by="" if kind != "heading" else "style" if named else "outline",
            style=style.name, size=size, bold=bold, centred=style.centred, number=number or facts.number,
        )  # fmt: skip
        return [*led, *broken(words, known), *boxed]

    def _inside(self, element: etree._Element, words: Words, *, hidden: bool) -> None:
        self._characters(element.text, words, hidden=hidden)
        for one in element:
            self._part(one, words, hidden=hidden)
            self._characters(one.tail, words, hidden=hidden)

    def _characters(self, text: str | None, words: Words, *, hidden: bool) -> None:
        if not text:
            return
        if hidden:
            self.taken.left_out["hidden characters"] += len(text.strip())
            return
        spaced = " ".join(text.replace("\t", " ").replace("\r", " ").replace("\n", " ").split(" "))
        while "  " in spaced:
            spaced = spaced.replace("  ", " ")
        spaced, unknown = shown(spaced, self.font)
        self.taken.left_out["signs of symbol fonts"] += unknown
        words.add(spaced)
        self.shown[self.look] += len(spaced.strip())

    def _part(self, one: etree._Element, words: Words, *, hidden: bool) -> None:
        name = local(one)
        if name == "s":
            words.add(" " * max(1, min(200, number_of(one, "c"))))
        elif name == "tab":
            words.add("\t")
        elif name == "line-break":
            words.add("\n")
        elif name == "note":
            self._note(one, words)
        elif name == "ruby":
            base = Words()
            for part in children(one, "ruby-base"):
                self._inside(part, base, hidden=hidden)
            reading = "".join(words_of(part) for part in children(one, "ruby-text"))
            words.read(base, reading)
            self.taken.left_out["readings kept beside the text"] += bool(reading)
        elif name == "annotation":
            self.taken.left_out["comments"] += 1
        elif name == "frame" and (formula := self._formula(one)):
            words.add(formula)
        elif name == "frame":
            (self.boxed if words.text.strip() else self.led).extend(self._frame(one))
        elif name in ("hidden-text", "hidden-paragraph"):
            self.taken.left_out["hidden characters"] += len(value(one, "string-value"))
        elif name == "fieldmark":
            words.add(_form_field(one))
        elif name in _SHAPES:
            self.boxed += self._apart(one)
        elif name == "span":
            style, look, font = self.styles.of(value(one, "style-name")), self.look, self.font
            self.look = (style.size or look[0], look[1] if style.bold is None else style.bold)
            self.font = style.font or font
            self._inside(one, words, hidden=hidden or style.hidden)
            self.look, self.font = look, font
        elif name:
            self._inside(one, words, hidden=hidden)

    def _note(self, note: etree._Element, words: Words) -> None:
        citation, body = child(note, "note-citation"), child(note, "note-body")
        self.calls += 1
        sign = words_of(citation).strip()
        name = value(note, "id") or f"note {self.calls}"
        sign = sign or str(self.calls)
        words.mark(sign, name)
        prefix = f"[{sign}] " if sign.isascii() and sign.isalnum() else f"{sign} "
        for block in self._apart(body) if body is not None else ():
            if block.facts.kind == "figure":
                self.notes.append(block)
                continue
            if prefix:
                first = Words()
                first.add(prefix)
                first.join(block.words)
                block.words, prefix = first, ""
            block.facts = replace(block.facts, kind="note", note=name, level=0, by="")
            self.notes.append(block)

    def _apart(self, element: etree._Element) -> list[Block]:
        """The blocks of what is anchored in a paragraph, read while that goes on."""
        led, boxed = self.led, self.boxed
        self.led, self.boxed = [], []
        blocks = self._content(element)
        self.led, self.boxed = led, boxed
        return blocks

    def _frame(self, frame: etree._Element) -> list[Block]:
        blocks: list[Block] = []
        for one in frame:
            if local(one) == "text-box":
                blocks += self._apart(one)
        drawn = [value(one, "href").removeprefix("./") for one in frame if local(one) == "image"]
        shown = [image for image in drawn if PurePosixPath(image).suffix.lower() in MEDIA_TYPES]
        words = child(frame, "desc") if child(frame, "desc") is not None else child(frame, "title")
        alt = words_of(words)
        return [*blocks, *(picture(image, alt) for image in (shown or drawn)[:1])]

    def _formula(self, frame: etree._Element) -> str:
        """The signs of a formula; empty where a frame holds none."""
        place = child(frame, "object")
        if place is None:
            return ""
        part = value(place, "href").removeprefix("./")
        root = self.archive.xml_if(f"{part}/content.xml") if part else next(iter(place), None)
        if root is None or local(root) != "math":
            return ""
        return mathml(root)

    # -- lists and tables

    def _list(self, element: etree._Element, facts: LineEvidence, style: str, depth: int) -> list[Block]:
        style = value(element, "style-name") or style
        going_on = value(element, "continue-numbering") in ("true", "1") or bool(value(element, "continue-list"))
        if not depth and not going_on:
            self.lists.anew(style)
        blocks: list[Block] = []
        for item in element:
            if local(item) not in ("list-item", "list-header"):
                continue
            counted = local(item) == "list-item"
            if value(item, "start-value"):
                self.lists.set(style, depth, number_of(item, "start-value"))
            prefix = ""
            for one in item:
                if local(one) == "list":
                    blocks += self._list(one, facts, style, depth + 1)
                    continue
                if local(one) not in ("p", "h"):
                    blocks += self._content_of(one, facts)
                    continue
                if counted:
                    prefix, counted = self.lists.next(style, depth), False
                known = replace(facts, kind=facts.kind or "item", level=depth + 1, number=prefix)
                if local(one) == "h":
                    known = replace(facts, number=prefix)
                blocks += self._paragraph(one, known, set_before(prefix))
                prefix = ""
        return blocks

    def _content_of(self, element: etree._Element, facts: LineEvidence) -> list[Block]:
        holder = etree.Element("holder")
        parent, place = element.getparent(), 0
        if parent is not None:
            place = parent.index(element)
        holder.append(element)
        blocks = self._content(holder, facts)
        if parent is not None:
            parent.insert(place, element)
        return blocks

    def _table(self, element: etree._Element) -> list[Block]:
        self.taken.one_more()
        self.tables += 1
        number = self.tables
        rows: list[tuple[bool, Cells]] = []
        for head, line in _rows(element):
            cells: Cells = []
            column = 0
            for cell in line:
                if local(cell) not in ("table-cell", "covered-table-cell"):
                    continue
                times = max(1, min(_MOST_REPEATED, number_of(cell, "number-columns-repeated")))
                if local(cell) == "table-cell":
                    columns = max(1, number_of(cell, "number-columns-spanned"))
                    down = max(1, number_of(cell, "number-rows-spanned"))
                    held = self._apart(cell)  # read once, however often it stands there
                    self.taken.one_more((times - 1) * _weight(held))
                    cells += [(held, column + at, columns, down) for at in range(times)]
                column += times
            times = max(1, min(_MOST_REPEATED, number_of(line, "number-rows-repeated")))
            weight = sum(_weight(blocks) for blocks, *_ in cells)
            self.taken.one_more((times - 1) * weight)
            rows += [(head, cells)] * (times if weight else 1)
        return laid_out(rows, number)


def _form_field(element: etree._Element) -> str:
    """What a field of a form shows that keeps its answer beside the text: a box, or what was chosen from a list."""
    kind = value(element, "type").rpartition(".")[2]
    said = [(value(one, "name"), value(one, "value")) for one in children(element, "param")]
    held = dict(said)
    if kind == "FORMCHECKBOX":
        return "☑" if held.get("Checkbox_Checked") in ("true", "1") else "☐"
    entries = [entry for name, entry in said if name == "Dropdown_ListEntry"]
    chosen = held.get("Dropdown_Selected", "0")
    return entries[int(chosen)] if chosen.isdecimal() and int(chosen) < len(entries) else ""


def _weight(blocks: list[Block]) -> int:
    """As how many paragraphs these count where they are repeated; rows of a table in a table hold many."""
    return sum(1 + len(block.words.text) // 64 for block in blocks)


def _rows(table: etree._Element, *, head: bool = False) -> list[tuple[bool, etree._Element]]:
    found: list[tuple[bool, etree._Element]] = []
    for one in table:
        if local(one) == "table-row":
            found.append((head, one))
        elif local(one) in ("table-header-rows", "table-rows", "table-row-group"):
            found += _rows(one, head=head or local(one) == "table-header-rows")
    return found
