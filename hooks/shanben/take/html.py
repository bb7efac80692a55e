"""Web pages as blocks: stated headings, lists, tables, quotes, verse, notes and their marks."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from lxml import etree

from shanben.model.evidence import LineEvidence
from shanben.take.blocks import NOTHING, Block, Taken, Words, picture
from shanben.take.breaks import broken
from shanben.take.formulas import mathml
from shanben.take.html_around import is_around
from shanben.take.html_body import NOWHERE, Body, body_of, contents_of
from shanben.take.html_drawn_tables import spell_tables
from shanben.take.html_head import entitle, stated_of
from shanben.take.html_headings import heading_level, is_drawn_heading, nested_levels
from shanben.take.html_looks import Look, Looks, most
from shanben.take.html_notes import NoteLinks, is_way_back, join_signs, leads_back, raise_sign
from shanben.take.html_numbers import Numbers
from shanben.take.html_offers import is_offer
from shanben.take.html_parsed import (
    INLINE,
    answer_room,
    is_drawn_formula,
    is_hidden,
    left_out,
    name_of,
    page_of,
    sign_drawn,
    stands_in_line,
    words_of,
)
from shanben.take.html_tables import page_table
from shanben.take.html_verse import is_verse, stanzas_of
from shanben.take.unusable import Unusable

_SPACES = re.compile(r"[ \t\r\n\f]+")


def take_page(text: str) -> Taken:
    """A web page. Where it marks one part as its own (``main``, or a single ``article``), that part is taken; not an
    article that is a part of a section of the text.
    """
    page = page_of(text)
    sheets = [words_of(one) for one in page.iter() if name_of(one) == "style"]
    spell_tables(page, sheets)
    found = page.xpath("//main") or page.xpath("//article[not(ancestor::section[h1|h2|h3|h4|h5|h6])]")
    body = found[0] if len(found) == 1 else page
    stated = stated_of(page)
    reader = PageReader(
        page, body=body_of(body, stated["title"]), numbers=Numbers(sheets), levels=nested_levels(body),
        looks=Looks(sheets),
    )  # fmt: skip
    reader.read(body)
    taken = reader.taken
    if body is not page:
        outside = len(_visible(page)) - len(_visible(body))
        taken.left_out["characters around the main part"] += max(0, outside)
    entitle(taken.blocks, stated["title"])
    taken.stated = stated
    return taken


def _visible(element: etree._Element) -> str:
    texts = element.xpath(".//text()[not(ancestor::script or ancestor::style or ancestor::head)]")
    return re.sub(r"\s+", "", "".join(map(str, texts)))


@dataclass(slots=True)
class PageReader:
    """Reads the elements of one page into blocks. ``file`` stands before the names of its notes (e-books)."""

    page: etree._Element
    file: str = ""
    body: Body = NOWHERE
    taken: Taken = field(default_factory=Taken)
    anchors: dict[str, int] = field(default_factory=dict)
    """For each id the block that holds it, or the next one."""
    kinds: dict[int, str] = field(default_factory=dict)
    """For blocks that an element by itself makes, its name and class: name.class."""
    tables: int = 0
    numbers: Numbers = field(default_factory=Numbers)
    levels: Mapping[etree._Element, int] = field(default_factory=dict)
    """Levels of headings that are other than their tags say."""
    looks: Looks | None = None
    """What words look like, where that is asked for."""
    _look: Look | None = None
    _looked: Counter[Look] = field(default_factory=Counter)
    """How many of the characters that are being gathered look how."""
    _words: Words = field(default_factory=Words)
    _facts: LineEvidence = NOTHING
    called: frozenset[str] = frozenset()
    """The ids of this page that pages before it call as notes."""
    calls: set[str] = field(default_factory=set)
    """The notes of other pages that this one calls, by their names."""
    _notes: NoteLinks = field(init=False)
    _listings: frozenset[etree._Element] = frozenset()
    _space: str = ""
    _lists: int = 0
    _item: int = -1
    """How many blocks there were where the innermost item of a list began."""
    _kept: bool = False
    _prefix: str = ""
    """The number of a list's item, until its first words come."""
    _pictures: list[Block] = field(default_factory=list)
    """Pictures and kept notes among the words that are being gathered: they stand after these."""

    def read(self, body: etree._Element) -> None:
        """Everything below ``body``."""
        self._notes = NoteLinks(self.page, self.file.rpartition("/")[2].removesuffix("#"), self.called)
        self.calls = {self._note_name(file, name) for file, name in self._notes.elsewhere}
        self._listings = contents_of(self.page)
        try:
            self._inside(body)
        except RecursionError:
            raise Unusable("nests its elements too deeply to be read: save its text as another kind of file") from None
        self._flush()
        join_signs(self.taken.blocks)

    # -- elements

    def _inside(self, element: etree._Element) -> None:
        look = self._look = self.looks(element) if self.looks else None
        self._text(element.text)
        for child in element:
            self._element(child)
            self._look = look
            self._text(child.tail)

    def _element(self, element: etree._Element) -> None:
        name = name_of(element)
        if not name:
            return
        anchor = element.get("id") or (element.get("name") if name == "a" else None)
        if name == "svg" and self._drawn(element):
            return
        label = left_out(element)
        if label is not None:
            if label:
                self.taken.left_out[label] += 1
            return
        if self._outside(element) or is_drawn_formula(element) or leads_back(element):
            return
        if is_around(element) or is_offer(element):
            self.taken.left_out["characters of page headers and footers"] += len(_visible(element))
            return
        if is_hidden(element):
            self.taken.left_out["hidden characters"] += len(_visible(element))
            return
        if anchor:
            self.anchors.setdefault(anchor, len(self.taken.blocks) + (1 if self._words.text.strip() else 0))
        sign, kept = self._notes.kept_note(element)
        if kept:
            self._keep(sign, kept)
        elif name == "br":
            self._words.add("\n")
            self._space = ""
        elif name == "img":
            self._picture(element)
        elif name == "ruby":
            self._ruby(element)
        elif name == "math":
            self._text(mathml(element))
        elif room := answer_room(element):
            self._text(room)
        elif name in ("a", "sup"):
            self._raised(element)
        elif name in INLINE:
            self._inside(element)
        elif self._words.text.strip() and stands_in_line(element) and (note := self._note_of(element)):
            self._pictures += self._apart(element, replace(self._facts, kind="note", note=note))
        else:
            self._block(element, name)

    def _block(self, element: etree._Element, name: str) -> None:
        self._flush()
        before, lists, kept = self._facts, self._lists, self._kept
        self.kinds[len(self.taken.blocks)] = f"{name}.{element.get('class') or ''}"
        note = self._note_of(element)
        self._prefix = self.numbers.before(element) or self._prefix
        if note:
            self._facts = replace(self._facts, kind="note", note=note)
        if element is self.body.title:
            by = "tag" if heading_level(element) else "head"
            self._facts = replace(self._facts, kind="title", level=1, by=by)
        if element in self._listings:
            self._facts = replace(NOTHING, kind="contents")
        if name == "table":
            self._table(element)
        elif is_verse(element) and not note:
            at = len(self.taken.blocks)
            self._inside(element)
            self._flush()
            self.taken.blocks[at:] = stanzas_of(self.taken.blocks[at:])
        elif level := self.levels.get(element) or heading_level(element):
            if not note and self._facts.kind != "title":
                self._facts = replace(self._facts, kind="heading", level=level, by="tag")
            self._inside(element)
        elif name in ("ul", "ol", "menu", "dl"):
            self._lists += 1
            self._items(element)
        else:
            kind = _KINDS.get(name)
            opens = kind == "paragraph" and self._facts.kind == "item" and self._item == len(self.taken.blocks)
            if kind and not opens and not note and self._facts.kind not in _WHOLE:
                self._facts = replace(self._facts, kind=kind)
            self._kept = self._kept or name == "pre"
            self._inside(element)
        self._flush()
        self._facts, self._lists, self._kept = before, lists, kept

    def _items(self, element: etree._Element) -> None:
        counted = self.numbers.items(element)
        facts = self._facts
        for child in element:
            if name_of(child) != "li":
                self._element(child)
                self._text(child.tail)
                continue
            number, shown = counted(child)
            note = self._note_of(child)
            kind = "note" if note or facts.kind == "note" else "contents" if facts.kind == "contents" else "item"
            alone = kind == "note" and not note and len(element) == 1  # its caller has another sign
            alone = alone or note.removeprefix(self.file) in self._notes.drawn
            prefix = "" if alone else f"[{number}] " if kind == "note" and shown else shown
            self._facts = replace(facts, kind=kind, level=self._lists, note=note or facts.note, number=prefix.strip())
            if child.get("id"):
                self.anchors.setdefault(str(child.get("id")), len(self.taken.blocks))
            self._flush()
            self._prefix, self._item = prefix, len(self.taken.blocks)
            self._inside(child)
            self._flush()
            self._facts, self._prefix = facts, ""
            self._text(child.tail)

    def _table(self, element: etree._Element) -> None:
        self.tables += 1
        caption = next((one for one in element if name_of(one) == "caption"), None)
        if caption is not None:
            facts, self._facts = self._facts, replace(self._facts, kind="caption", table=self.tables)
            self._inside(caption)
            self._flush()
            self._facts = facts
        self.taken.blocks += page_table(element, self.tables, self._cell)

    def _outside(self, element: etree._Element, *others: etree._Element | None) -> bool:
        """Whether an element, or one around it, stands around the text of its page; what it holds is counted."""
        if not any(one in self.body.outside for one in (element, *others) if one is not None):
            return False
        self.taken.left_out["characters around the main part"] += len(_visible(element))
        return True

    def _cell(self, element: etree._Element) -> list[Block] | None:
        """The blocks of a table's cell; none where it stands around the text of its page."""
        return None if self._outside(element, element.getparent()) else self._apart(element)

    def _apart(self, element: etree._Element, inside: LineEvidence = NOTHING) -> list[Block]:
        """The blocks of one element by themselves: a table's cell, or a note in the middle of a paragraph."""
        held, words, pictures = self.taken.blocks, self._words, self._pictures
        self.taken.blocks, self._words, self._pictures = [], Words(), []
        facts, self._facts = self._facts, inside
        self._inside(element)
        self._flush()
        found, self.taken.blocks, self._words, self._facts = self.taken.blocks, held, words, facts
        self._pictures = pictures
        return found

    def _raised(self, element: etree._Element) -> None:
        """A link or raised characters: the sign of a note, or text like any other."""
        words = "".join(map(str, element.itertext())).strip() or sign_drawn(element)
        link = (
            element
            if name_of(element) == "a"
            else next((one for one in element.iter() if self._notes.is_call(one)), None)
        )
        if link is not None and self._notes.is_call(link) and words and len(words) <= 12:
            self._open()
            file, _, name = (link.get("href") or "").rpartition("#")
            if link.get("id"):
                self.anchors.setdefault(str(link.get("id")), len(self.taken.blocks))
            self._words.mark(words, self._note_name(file, name))
            return
        if is_way_back(element, words, note=self._facts.kind == "note"):
            return
        before = self._words.text
        self._inside(element)
        if name_of(element) == "sup" and self._words.text.startswith(before):
            raise_sign(self._words, before)

    def _note_of(self, element: etree._Element) -> str:
        """The name of the note whose text an element is; empty where it is none."""
        name = self._notes.name_of_text(element)
        return self.file + name if name else ""

    def _note_name(self, file: str, name: str) -> str:
        return self.file + name if not file else f"{self.file.rpartition('/')[0]}{file}#{name}"

    def _ruby(self, element: etree._Element) -> None:
        base, reading = Words(), ""
        pieces = [element.text or ""]
        for child in element:
            if name_of(child) in ("rt", "rtc"):
                reading += "".join(map(str, child.itertext()))
            elif name_of(child) not in ("rp", ""):  # nor a comment
                pieces.append("".join(map(str, child.itertext())))
            pieces.append(child.tail or "")
        base.add(_SPACES.sub("", "".join(pieces)))
        self._open()
        self._words.read(base, reading)
        self.taken.left_out["readings kept beside the text"] += bool(reading.strip())

    def _keep(self, sign: str, words: str) -> None:
        """A note whose words its sign keeps: it stands below the block that calls it."""
        self._open()
        name = f"{self.file}kept {len(self.taken.blocks)} {len(self._words.marks)}"
        self._words.mark(sign, name)
        self._pictures.append(Block(Words(words), replace(NOTHING, kind="note", note=name)))

    def _picture(self, element: etree._Element) -> None:
        """A picture: a block by itself, or, where it stands for one character among others, that character."""
        words = _SPACES.sub(" ", element.get("alt") or "").strip()
        running = bool(self._words.text.strip())
        if not running and is_drawn_heading(element, words):
            self._open(words)
            self._words.add(words)
            self.taken.repaired["headings that are pictures read as what the page calls them"] += 1
            return
        if len(words) == 1 and (running or (element.tail or "").strip()):
            self._open(words)
            self._words.add(words)
            self.taken.repaired["pictures of one character read as the character"] += 1
            return
        found = picture(element.get("src") or "", words)
        (self._pictures if running else self.taken.blocks).append(found)

    def _drawn(self, element: etree._Element) -> bool:
        """Whether a drawing only frames pictures: they are taken, as those of a cover are."""
        inside = [one for one in element.iter() if name_of(one) == "image"]
        for one in inside:
            source = next((str(value) for key, value in one.items() if key.rpartition("}")[2] in ("href",)), "")
            source = source or str(one.get("xlink:href") or "")
            self.taken.blocks.append(picture(source, element.get("aria-label") or ""))
        return bool(inside)

    # -- characters

    def _text(self, text: str | None) -> None:
        """Character data with runs of white space as one space; a line break between Han characters is no space."""
        if not text:
            return
        if self._kept:
            self._open(text)
            self._words.add(text)
            return
        for index, piece in enumerate(_SPACES.split(text)):
            if index:
                self._space = "\n" if "\n" in text and self._space != " " else self._space or " "
            if piece:
                self._open(piece)
                self._words.add(piece)
                if self._look is not None:
                    self._looked[self._look] += len(piece)

    def _open(self, coming: str = "") -> None:
        """What is due before more characters: an item's number, a space."""
        before = self._words.text[-1:]
        if self._prefix:
            self._words.add(self._prefix)
            self._prefix = ""
        elif self._space and before and before != "\n":
            joined = self._space == "\n" and before >= "\u2e80" and coming[:1] >= "\u2e80"
            self._words.add("" if joined else " ")
        self._space = ""

    def _flush(self) -> None:
        """End the block that is being gathered."""
        words, self._words, self._space = self._words, Words(), ""
        if words.text.strip():
            self.taken.one_more()
            look = most(self._looked)
            facts = replace(self._facts, size=look.size, bold=look.bold, centred=look.centred) if look else self._facts
            self.taken.blocks += broken(words, facts, kept=self._kept)
            if self._facts.number:
                self._facts = replace(self._facts, number="")
        self.taken.blocks += self._pictures
        self._pictures = []
        self._looked.clear()


_WHOLE = ("note", "quote", "title", "contents")
"""Kinds that hold for all that stands in an element."""
_KINDS = {
    "p": "paragraph", "blockquote": "quote", "figcaption": "caption", "figure": "caption", "pre": "verse",
    "dt": "item", "dd": "paragraph", "caption": "caption",
}  # fmt: skip
