"""The tree of one work: sections opened by headings and articles, filled block by block, each with its address."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from shanben.lineation import Lines
from shanben.model.editions import Entry, EntryKind
from shanben.model.text import Block, BlockKind, Gap, RunIn, Source, Span, Supplied, read_spans
from shanben.model.works import Number, NumberForm, Section, SectionKind
from shanben.problems import Problem
from shanben.shape.locate import locate
from shanben.shape.numbering import KINDS, parse_number
from shanben.shape.reflow import compose, reflow

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

NAMED_SECTIONS: dict[str, str] = {
    "前言": "preface", "序言": "preface", "序": "preface", "引言": "introduction", "导言": "introduction",
    "导语": "introduction", "结束语": "conclusion", "结语": "conclusion", "结论": "conclusion", "后记": "afterword",
    "目录": "contents", "附注": "notes", "参考文献": "references",
}  # fmt: skip
"""Ids of unnumbered sections that have a standard name."""

_WHITE = re.compile(r"\s+")
_ITEM_FORMS = {NumberForm.HAN_PAREN, NumberForm.ARABIC, NumberForm.ARABIC_PAREN, NumberForm.CIRCLED}


@dataclass(slots=True)
class _Node:
    """A section while it is being filled."""

    level: int
    heading: Block | Supplied | None
    number: Number | None
    kind: SectionKind
    id: str
    anchor: str
    label: str = ""
    first: str = ""
    blocks: list[Block] = field(default_factory=list)
    children: list[_Node] = field(default_factory=list)
    paragraphs: int = 0
    items: int = 0
    article: bool = False

    def freeze(self) -> Section:
        """The finished section with all below it (a loop, not recursion: depth is the author's)."""
        done: dict[int, Section] = {}
        stack: list[tuple[_Node, bool]] = [(self, False)]
        while stack:
            node, ready = stack.pop()
            if not ready:
                stack.append((node, True))
                stack.extend((child, False) for child in node.children)
                continue
            done[id(node)] = Section(
                node.id, node.anchor, node.kind, node.level, node.heading, node.number, tuple(node.blocks),
                tuple(done.pop(id(child)) for child in node.children), node.label,
            )  # fmt: skip
        return done[id(self)]


def _address(letter: str, name: str) -> str:
    """``s4-1`` for a number, ``s-conclusion`` for a name."""
    return f"{letter}{name}" if name[0].isdigit() else f"{letter}-{name}"


class WorkBuilder:
    """Fills the tree of one work, entry by entry, in reading order."""

    def __init__(self, source: Source, lines: Lines, keep: Sequence[Span]) -> None:
        self.source, self.lines, self.keep = source, lines, keep
        self.front: list[Block] = []
        self.root: _Node | None = None
        self.path: list[_Node] = []  # from the root down to the section being filled
        self.gaps: list[Gap] = []
        self.problems: list[Problem] = []
        self.taken: set[str] = set()
        self.unnumbered = 0
        self.last_article: tuple[int, ...] = ()

    # -- entries

    def add(self, entry: Entry) -> None:
        """Take one entry of the plan."""
        match entry.kind:
            case EntryKind.TITLE | EntryKind.HEADING | EntryKind.SUPPLIED:
                self._open(entry)
            case EntryKind.BODY:
                self._body(entry)
            case EntryKind.PARAGRAPH:
                self._running_text(entry, (self._compose(entry.spans),))
            case kind:
                spans = self._compose(entry.spans)
                block_kind = BLOCK_KINDS[kind]
                numbered = block_kind is BlockKind.ITEM
                number = parse_number(read_spans(self.source.text, spans)) if numbered else None
                name = self._paragraph_id(number) if numbered else self._block_id(block_kind.value)
                self._place(Block(self._pinned(entry) or name, block_kind, spans))

    def _compose(self, extents: Sequence[Span]) -> tuple[Span, ...]:
        spans, gaps = compose(self.lines, extents)
        self.gaps += gaps
        return spans

    def _place(self, block: Block) -> None:
        (self.path[-1].blocks if self.path else self.front).append(block)

    def _pinned(self, entry: Entry) -> str:
        """The id an entry pins, if any, marked as taken."""
        if entry.id and entry.id in self.taken:
            message = f"id {entry.id} is used twice in this work; choose another"
            self.problems.append(Problem("E209", message, entry.origin))
        self.taken.add(entry.id)
        return entry.id

    # -- headings

    def _open(self, entry: Entry) -> None:
        title = entry.kind is EntryKind.TITLE or (self.root is None and entry.level in (None, 1))
        heading: Block | Supplied
        if entry.kind is EntryKind.SUPPLIED:
            text, heading = entry.text, Supplied(entry.text, entry.note)
        else:
            spans = self._compose(entry.spans)
            text = read_spans(self.source.text, spans)
            heading = Block("", BlockKind.HEADING, spans)
        number = None if title else parse_number(text)
        level = 1 if title else max(2, entry.level or self._level(number))
        if title and self.root is not None:
            message = "a work has one title; use heading for what stands inside it, or begin another work"
            self.problems.append(Problem("E211", message, entry.origin))
            level = 2
        while self.path and self.path[-1].level >= level and len(self.path) > 1:
            self.path.pop()
        kind = KINDS.get(number.form, SectionKind.SECTION) if number else SectionKind.SECTION
        if title and self.root is None:
            self.root = _Node(1, heading, None, SectionKind.WORK, "0", "title")
            self.path = [self.root]
            self.taken |= {"0", "title"}
        else:
            if not self.path:  # a heading before any title: the builder reports the missing title at the end
                self.path = [_Node(1, None, None, SectionKind.WORK, "0", "title")]
            name = self._pinned(entry) or self._section_id(number, text, kind)
            anchor = name if kind in (SectionKind.ARTICLE, SectionKind.ANNEX) else _address("s", name)
            node = _Node(level, heading, number, kind, name, anchor)
            node.article = kind is SectionKind.ARTICLE
            self.path[-1].children.append(node)
            self.path.append(node)
        node = self.path[-1]
        if isinstance(heading, Block):
            node.heading = replace(heading, id=node.anchor, level=node.level)
        node.label, node.first = entry.label, entry.first

    def _level(self, number: Number | None) -> int:
        """The level of a heading that does not state one: that of its like in the path, else one below the last."""
        if number is None:
            return 2
        for node in self.path:
            if node.number and node.number.form is number.form:
                return node.level
        return (self.path[-1].level if self.path else 1) + 1

    def _section_id(self, number: Number | None, text: str, kind: SectionKind) -> str:
        parent = next((node for node in reversed(self.path) if node.id != "0"), None)
        if number is None:
            named = NAMED_SECTIONS.get(_WHITE.sub("", text))
            if named is None:
                self.unnumbered += 1
                named = f"u{self.unnumbered}"
            return self._free(named, parent)
        values = "-".join(str(value) for value in number.values) or "1"
        if kind is SectionKind.ARTICLE:
            return self._free(f"art-{values}", parent)
        if kind is SectionKind.ANNEX:
            return self._free(f"annex-{values}", parent)
        if kind is not SectionKind.SECTION:
            values = values.replace("-", "_")  # 第五章之一 is 5_1: 5-1 is 第一节 of 第五章
        return self._free(f"{parent.id}-{values}" if parent else values, None)

    def _free(self, name: str, parent: _Node | None) -> str:
        """``name`` where nothing has it yet, else after its parent's id, else with an ordinal."""
        candidate = name
        if candidate in self.taken and parent is not None:
            candidate = f"{parent.id}-{name}"
        ordinal = 2
        while candidate in self.taken:
            candidate, ordinal = f"{name}-{ordinal}", ordinal + 1
        self.taken.add(candidate)
        return candidate

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
        self._running_text(entry, [self._compose(extents) for extents in paragraphs])

    def _running_text(self, entry: Entry, paragraphs: Sequence[tuple[Span, ...]]) -> None:
        """Paragraphs and items, with the articles and run-in headings they open with."""
        wanted = list(entry.run_in)
        for spans in paragraphs:
            if not spans:
                continue
            text = read_spans(self.source.text, spans)
            number = parse_number(text)
            pinned = self._pinned(entry) if entry.kind is EntryKind.PARAGRAPH and entry.id else ""
            if number and self._opens_article(number, text):
                self._open_article(number)
                label = text[: number.length].rstrip()
                run_in = RunIn(self.path[-1].level, locate(self.source.text, spans, label))
                name = pinned or self._paragraph_id(None)
                self._place(Block(name, BlockKind.PARAGRAPH, spans, None, run_in))
                continue
            kind = BlockKind.ITEM if number and number.form in _ITEM_FORMS else BlockKind.PARAGRAPH
            mark = next((mark for mark in wanted if _WHITE.sub("", text).startswith(_WHITE.sub("", mark.text))), None)
            heading = None
            if mark:
                wanted.remove(mark)
                level = mark.level or (self.path[-1].level if self.path else 1) + 1
                heading = RunIn(level, locate(self.source.text, spans, mark.text))
            self._place(Block(pinned or self._paragraph_id(number), kind, spans, None, heading))
        for mark in wanted:
            message = f"no paragraph here begins with “{mark.text}”; a run-in heading is given as it is printed"
            self.problems.append(Problem("E206", message, entry.origin))

    def _opens_article(self, number: Number, text: str) -> bool:
        """第X条 opens an article when it is set off by a space, or when it is the next in turn."""
        if number.form is not NumberForm.ARTICLE:
            return False
        if text[number.length - 1].isspace():
            return True
        following = (self.last_article[0] + 1,) if self.last_article else (1,)
        return number.values == following

    def _open_article(self, number: Number) -> None:
        self.last_article = number.values
        while len(self.path) > 1 and self.path[-1].article:
            self.path.pop()
        name = self._section_id(number, "", SectionKind.ARTICLE)
        parent = self.path[-1] if self.path else None
        node = _Node((parent.level if parent else 1) + 1, None, number, SectionKind.ARTICLE, name, name, article=True)
        if parent:
            parent.children.append(node)
        self.path.append(node)

    def _paragraph_id(self, number: Number | None) -> str:
        """Paragraphs count inside their section; an article's items count inside their paragraph (款, then 项)."""
        if not self.path:
            return self._block_id("p")
        node = self.path[-1]
        if node.article and number and number.form is NumberForm.HAN_PAREN and node.paragraphs:
            node.items += 1
            return self._free(f"{node.anchor}-{node.paragraphs}-{node.items}", None)
        node.paragraphs += 1
        node.items = 0
        if node.article:
            return self._free(f"{node.anchor}-{node.paragraphs}", None)
        match = re.fullmatch(r"(\D*)(\d+)", node.first)
        ordinal = f"{match[1]}{int(match[2]) + node.paragraphs - 1}" if match else str(node.paragraphs)
        return self._free(f"{_address('p', node.id)}-{ordinal}", None)

    def _block_id(self, name: str) -> str:
        return self._free(name, None)
