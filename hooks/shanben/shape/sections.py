"""The tree of one work: sections opened by headings and articles, filled block by block, each with its address."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from shanben.addresses import heading_anchor, safe_name
from shanben.lineation import Lines
from shanben.model.editions import Entry, EntryKind, PlannedNote
from shanben.model.text import Block, BlockKind, Gap, Origin, RunIn, Source, Span, Supplied, read_spans
from shanben.model.works import Number, NumberForm, SectionKind
from shanben.problems import Problem
from shanben.shape.kinds import SPECIAL
from shanben.shape.locate import locate
from shanben.shape.nested import depth
from shanben.shape.numbering import KINDS, names_another, parse_number
from shanben.shape.reflow import compose, reflow
from shanben.shape.tree import Names, Node, has_standard_name

BLOCK_KINDS: dict[EntryKind, BlockKind] = {
    EntryKind.PARAGRAPH: BlockKind.PARAGRAPH,
    EntryKind.ITEM: BlockKind.ITEM,
    EntryKind.SERIES: BlockKind.SERIES,
    EntryKind.DECK: BlockKind.DECK,
    EntryKind.BYLINE: BlockKind.BYLINE,
    EntryKind.DOCUMENT_NUMBER: BlockKind.DOCUMENT_NUMBER,
    EntryKind.ISSUER: BlockKind.ISSUER,
    EntryKind.ADDRESSEE: BlockKind.ADDRESSEE,
    EntryKind.DATE: BlockKind.DATE,
    EntryKind.SIGNATURE: BlockKind.SIGNATURE,
    EntryKind.CAPTION: BlockKind.CAPTION,
    EntryKind.NOTE: BlockKind.NOTE,
    EntryKind.FURNITURE: BlockKind.FURNITURE,
}

_PARAGRAPH, _TEXT = EntryKind.PARAGRAPH, BlockKind.PARAGRAPH
_ARTICLE = NumberForm.ARTICLE
_ITEMS_OF_ARTICLES = frozenset({NumberForm.HAN, NumberForm.STEM, NumberForm.BRANCH})
_NAMED_ALONE = re.compile(r"[（(【〔](?!已|删|刪|废|廢)[^（）()]{1,24}[)）】〕]")
"""What an article is about, in brackets behind its number: 第 3 條（會費）."""
_ITEM_FORMS = {
    NumberForm.HAN_PAREN, NumberForm.ARABIC, NumberForm.ARABIC_PAREN, NumberForm.CIRCLED, NumberForm.LATIN_PAREN,
    NumberForm.ROMAN_PAREN, NumberForm.STEM_PAREN,
}  # fmt: skip


class WorkBuilder:
    """Fills the tree of one work, entry by entry, in reading order."""

    def __init__(self, source: Source, lines: Lines, keep: Sequence[Span]) -> None:
        self.source, self.lines, self.keep = source, lines, keep
        self.front: list[Block] = []
        self.root: Node | None = None
        self.path: list[Node] = []  # from the root down to the section being filled
        self.gaps: list[Gap] = []
        self.problems: list[Problem] = []
        self.names = Names()
        self.last_article: tuple[int, ...] = ()
        self.set_off = False
        """Whether the number of the last article is set off by a space from its words."""
        self.latest: Block | None = None
        self.open_items: list[Number] = []
        """The items of running text that the next one may lie in."""
        self.notes: list[tuple[Entry, Block]] = []
        """Notes that are called by marks, with the entries that say so."""

    # -- entries

    def add(self, entry: Entry) -> None:
        """Take one entry of the plan."""
        if entry.kind is _PARAGRAPH:  # nearly all are
            self._running_text(entry, (self.compose(entry.spans),))
            return
        match entry.kind:
            case EntryKind.TITLE | EntryKind.HEADING | EntryKind.SUPPLIED:
                self._open(entry)
            case EntryKind.BODY:
                self._body(entry)
            case kind if kind in SPECIAL:
                SPECIAL[kind](self, entry)
            case kind:
                spans = self.compose(entry.spans)
                block_kind = BLOCK_KINDS[kind]
                numbered = block_kind is BlockKind.ITEM
                number = parse_number(read_spans(self.source.text, spans)) if numbered else None
                name = self.names.block(self.path, number) if numbered else self.names.free(block_kind.value)
                level = entry.level if numbered and entry.level != 1 else None
                self.place(Block(self.pinned(entry) or name, block_kind, spans, level))
                if isinstance(entry.form, PlannedNote) and self.latest:
                    self.notes.append((entry, self.latest))

    def compose(self, extents: Sequence[Span]) -> tuple[Span, ...]:
        """The spans of a block that takes all of ``extents``; what is no text there becomes gaps."""
        spans, gaps = compose(self.lines, extents)
        self.gaps += gaps
        return spans

    def place(self, block: Block) -> None:
        """Add a block to the section that is being filled."""
        self.latest = block
        (self.path[-1].blocks if self.path else self.front).append(block)

    def pinned(self, entry: Entry) -> str:
        """The id an entry pins, if any, marked as taken."""
        if not entry.id:
            return ""
        if safe_name(entry.id) != entry.id:
            self.problems.append(unsafe_name(entry.id, entry.origin))
        elif not self.names.take(entry.id):
            message = "id {id} is used twice in this work, case aside; choose another"
            self.problems.append(Problem("E209", message, entry.origin, {"id": entry.id}))
        return entry.id

    # -- headings

    def _open(self, entry: Entry) -> None:
        title = entry.kind is EntryKind.TITLE or (self.root is None and entry.level in (None, 1))
        heading: Block | Supplied
        if entry.kind is EntryKind.SUPPLIED:
            text, heading = entry.text, Supplied(entry.text, entry.note)
        else:
            spans = self.compose(entry.spans)
            text = read_spans(self.source.text, spans)
            heading = Block("", BlockKind.HEADING, spans)
        number = None if title else parse_number(text)
        level = 1 if title else max(2, entry.level or self._level(number))
        if title and self.root is not None:
            message = "a work has one title; use heading for what stands inside it, or begin another work"
            self.problems.append(Problem("E211", message, entry.origin))
            level = 2
        elif title and self.path:
            message = "a title stands above the headings of its work: move it up, or make it a heading"
            self.problems.append(Problem("E211", message, entry.origin))
            self.root = self.path[0]  # what is above it is kept, so that this alone is told
            level = 2
        while self.path and self.path[-1].level >= level and len(self.path) > 1:
            self.path.pop()
        kind = KINDS.get(number.form, SectionKind.SECTION) if number else SectionKind.SECTION
        if title and self.root is None:
            self.root = Node(1, heading, None, SectionKind.WORK, "0", "title")
            self.path = [self.root]
        else:
            if not self.path:  # a heading before any title: the builder reports the missing title at the end
                self.path = [Node(1, None, None, SectionKind.WORK, "0", "title")]
            name = self.pinned(entry) or self.names.section(self.path, number, text, kind)
            node = Node(level, heading, number, kind, name, heading_anchor(kind, name))
            self.path[-1].children.append(node)
            self.path.append(node)
            if kind is SectionKind.ANNEX:
                self.last_article = ()  # its articles count anew
        node = self.path[-1]
        if isinstance(heading, Block):
            node.heading = replace(heading, id=node.anchor, level=node.level)
        node.label, node.first = entry.label, entry.first

    def _level(self, number: Number | None) -> int:
        """The level of a heading that does not state one: that of its like in the path, else one below the last.

        An annex belongs to the work and its title to the annex; what follows a preface stands beside it.
        """
        last = self.path[-1] if self.path else None
        if number is None and last and last.kind is SectionKind.ANNEX and not (last.blocks or last.children):
            return last.level + 1
        if number is None or number.form is NumberForm.ANNEX:
            return 2
        for node in self.path:
            if node.number and node.number.form is number.form:
                return node.level
        if last and last.number is None and last.heading and has_standard_name(last.id):
            return last.level
        return (last.level if last else 1) + 1

    # -- running text

    def _body(self, entry: Entry) -> None:
        paragraphs, gaps = reflow(
            self.lines, entry.spans, split=frozenset(entry.split), join=frozenset(entry.join), keep=self.keep
        )
        self.gaps += gaps
        if entry.first and self.path:
            self.path[-1].first = entry.first
        if entry.label and self.path:
            self.path[-1].label = entry.label
        self._running_text(entry, [self.compose(extents) for extents in paragraphs])

    def _running_text(self, entry: Entry, paragraphs: Sequence[tuple[Span, ...]]) -> None:
        """Paragraphs and items, with the articles and run-in headings they open with."""
        wanted = list(entry.run_in)
        for spans in paragraphs:
            if not spans:
                continue
            text = read_spans(self.source.text, spans)
            number = parse_number(text)
            pinned = self.pinned(entry) if entry.id and entry.kind is _PARAGRAPH else ""
            # What stands before the title opens nothing: there is no tree yet that an article could stand in.
            if number and self.path and self._opens_article(number, text):
                self._open_article(number, spans, text, pinned)
                continue
            if number and number.form is NumberForm.HAN and self._counts_paragraphs():
                number = None
            heading = None
            if wanted and (mark := next((mark for mark in wanted if _bare(text).startswith(_bare(mark.text))), None)):
                wanted.remove(mark)
                level = mark.level or (self.path[-1].level if self.path else 1) + 1
                heading = RunIn(level, locate(self.source.text, spans, mark.text))
            kind = BlockKind.ITEM if number and self._is_item(number) else _TEXT
            below = self._depth(number) if number and kind is BlockKind.ITEM else None
            self.place(Block(pinned or self.names.block(self.path, number), kind, spans, below, heading))
        for mark in wanted:
            message = "no paragraph here begins with “{words}”; a run-in heading is given as it is printed"
            self.problems.append(Problem("E206", message, entry.origin, {"words": mark.text}))

    def _is_item(self, number: Number) -> bool:
        """Whether a number is that of an item: 一、 and 甲、 in articles alone (as in Taiwan), else heads; 子、 always
        where it counts.
        """
        if number.form not in _ITEMS_OF_ARTICLES:
            return number.form in _ITEM_FORMS
        if number.form is NumberForm.BRANCH and (
            number.values == (1,) or (self.open_items and self.open_items[-1].form is number.form)
        ):
            return True
        if not self.path or self.path[-1].kind is not SectionKind.ARTICLE:
            return False
        return self.path[-1].paragraphs > 0

    def _counts_paragraphs(self) -> bool:
        """Whether 一、 numbers a paragraph of an article, since it stands right below the number of that article."""
        node = self.path[-1] if self.path else None
        if node is None or node.kind is not SectionKind.ARTICLE:
            return False
        node.counted = node.counted or not node.paragraphs
        return node.counted

    def _depth(self, number: Number) -> int | None:
        """The depth of an item, which lies in no other where it follows no item of its section."""
        before = self.path[-1].blocks[-1:] if self.path else self.front[-1:]
        if not before or before[0].kind is not BlockKind.ITEM or before[0] is not self.latest:
            self.open_items.clear()
        return depth(self.open_items, number)

    def _opens_article(self, number: Number, text: str) -> bool:
        """第X条 opens an article when it is set off by a space, when it is the next in turn, or, alone, a later one."""
        if number.form is not _ARTICLE:
            return False
        if text[number.length - 1].isspace():
            return True
        if number.values in _following(self.last_article):
            return not (self.set_off and names_another(text, number))
        return _is_alone(number, text) and number.values > self.last_article

    def _open_article(self, number: Number, spans: tuple[Span, ...], text: str, pinned: str) -> None:
        """Open an article with the paragraph that begins with its number; a number that stands alone is its heading."""
        self.last_article, self.set_off = number.values, text[number.length - 1].isspace()
        kind = SectionKind.ARTICLE
        while len(self.path) > 1 and self.path[-1].kind is kind:
            self.path.pop()
        name = self.names.section(self.path, number, "", kind)
        parent = self.path[-1] if self.path else None
        level = (parent.level if parent else 1) + 1
        node = Node(level, None, number, kind, name, heading_anchor(kind, name))
        if parent:
            parent.children.append(node)
        self.path.append(node)
        if _is_alone(number, text) and not pinned:
            node.heading = Block(node.anchor, BlockKind.HEADING, spans, level)
            return
        run_in = RunIn(level, locate(self.source.text, spans, text[: number.length].rstrip()))
        self.place(Block(pinned or self.names.block(self.path, None), _TEXT, spans, None, run_in))


def _is_alone(number: Number, text: str) -> bool:
    """Whether a line is the number of an article with nothing behind it but its name: its text begins below."""
    return number.length == len(text) or bool(_NAMED_ALONE.fullmatch(text, number.length))


def _bare(text: str) -> str:
    return "".join(text.split())


def _following(last: tuple[int, ...]) -> tuple[tuple[int, ...], ...]:
    """The numbers an article may have after ``last``: after 第十二条 comes 第十三条 or 第十二条之一."""
    if not last:
        return ((1,),)
    return ((last[0] + 1,), (last[0], last[1] + 1 if len(last) > 1 else 1))


def unsafe_name(name: str, origin: Origin) -> Problem:
    """The fault of an id that editors chose and no address can be."""
    message = "id {id} cannot be an address, for every file system and page must have it free; choose another: {other}"
    return Problem("E706", message, origin, {"id": name, "other": safe_name(name)})
