"""Works: texts that are published, with their sections and what is known of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from pathlib import Path
from types import MappingProxyType

from shanben.model.language import TermUse, Translation
from shanben.model.references import Backlink, Reference
from shanben.model.text import NOWHERE, Block, Origin, Source, Span, Supplied, read_spans
from shanben.model.versions import Awaited, Standing, StatedVersion


class SectionKind(StrEnum):
    """What a section is, from the word its number carries."""

    WORK = "work"
    BOOK = "book"  # 编
    SUBBOOK = "subbook"  # 分编
    PART = "part"  # 部分, 篇
    CHAPTER = "chapter"  # 章
    DIVISION = "division"  # 节
    ARTICLE = "article"  # 条
    ANNEX = "annex"  # 附件 附录 附表
    SECTION = "section"  # 一、（一）1. and unnumbered ones


class NumberForm(StrEnum):
    """How a heading's number is written."""

    NONE = "none"
    BOOK = "第X编"
    SUBBOOK = "第X分编"
    PART = "第X部分"
    CHAPTER = "第X章"
    DIVISION = "第X节"
    ARTICLE = "第X条"
    HAN = "一、"
    HAN_PAREN = "（一）"
    ARABIC = "1."
    ARABIC_PAREN = "（1）"
    CIRCLED = "①"
    DECIMAL = "1.1"
    ORDINAL = "第一，"
    ONE_IS = "一是"
    FIRST = "首先"
    ANNEX = "附件"
    ZHI = "之一"
    VOLUME = "卷X"
    UNIT = "第X回"
    CLAUSE = "第X款"
    POINT = "第X目"
    FORMAL = "壹、"
    STEM = "甲、"
    STEM_PAREN = "（甲）"
    BRANCH = "子、"
    ROMAN = "I."
    LATIN_PAREN = "(a)"
    ROMAN_PAREN = "(i)"


@dataclass(frozen=True, slots=True)
class Number:
    """A heading's number: how it is written, its values (12 and 1 for 第十二条之一) and the characters it takes."""

    form: NumberForm
    values: tuple[int, ...]
    length: int
    """Code points of the heading's text that belong to the number, with the separator that follows it."""


@dataclass(frozen=True, slots=True)
class Section:
    """A division of a work. ``heading`` is a block of the source, supplied words, or None (an opening without one).

    ``id`` is the section's address (``4-1``); ``anchor`` is where its heading stands on the page (``s4-1``,
    ``art-12``). ``blocks`` are those directly in it, in reading order, heading excluded.
    """

    id: str
    anchor: str
    kind: SectionKind
    level: int
    heading: Block | Supplied | None
    number: Number | None
    blocks: tuple[Block, ...]
    children: tuple[Section, ...]
    label: str = ""
    """A name for navigation where no heading is printed; never shown as text of the work."""

    def walk(self) -> Iterator[Section]:
        """This section and all below it, in reading order."""
        stack = [self]
        while stack:
            section = stack.pop()
            yield section
            stack.extend(reversed(section.children))


@dataclass(frozen=True, slots=True)
class Fact:
    """A statement about a work (author, issuer, date, place …): its editors', or what the engine read in the text.

    ``value`` says the same for machines where ``text`` does not: a date as ISO 8601, a name without its state.
    """

    name: str
    text: str
    spans: tuple[Span, ...] = ()
    note: str = ""
    value: str = ""
    read: bool = False
    """Whether the engine read it in the text: no editor has said so."""
    english: str = ""
    """What a name is called in English, where an editor or a rule says so."""

    @property
    def supplied(self) -> bool:
        """Whether the source does not hold these words."""
        return not self.spans


@dataclass(frozen=True, slots=True)
class Query:
    """An open question of the editors about a place in the text; shown, never silently corrected."""

    question: str
    spans: tuple[Span, ...] = ()
    block: str = ""
    """The id of the block it is about; empty where it concerns the work as a whole."""
    origin: Origin = NOWHERE
    """Where its edition asks it."""


_NONE: Mapping[str, tuple[Translation, ...]] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Work:
    """A text that is published: part of one source, arranged in reading order.

    ``front`` are the blocks printed before the title (series label, issuer). ``root`` is the section of the whole work;
    its heading is the title. ``translations`` are keyed by anchor (headings), block id (run-ins, deck, series) or
    ``<anchor>-label`` (a label beside a printed heading).
    """

    id: str
    source: Source
    front: tuple[Block, ...]
    root: Section
    language: str = "zh-Hans"
    numbering: str = "roman"
    """Which system translates heading numbers; see ``enrich.headings``."""
    facts: tuple[Fact, ...] = ()
    queries: tuple[Query, ...] = ()
    notes: tuple[str, ...] = ()
    excerpt: bool = False
    translations: Mapping[str, tuple[Translation, ...]] = field(default_factory=lambda: _NONE)
    terms: tuple[TermUse, ...] = ()
    references: tuple[Reference, ...] = ()
    backlinks: tuple[Backlink, ...] = ()
    versions: tuple[StatedVersion, ...] | None = None
    """The versions its editors state, none of them: it has none. None: they do not say."""
    dated: str = ""
    """Of a work with versions, the date of this one, ISO 8601."""
    since: str = ""
    """Of a work with versions, the day from which this one holds, ISO 8601; empty for a draft, which never does."""
    replaced: str = ""
    """Of a text that another repeals or took the place of, the day from which that one holds, ISO 8601."""
    standing: Standing = Standing.UNKNOWN
    """Whether it holds, on the day for which its library tells that."""
    awaited: Awaited | None = None
    """Of a text that does not hold yet, from when it does."""
    told_apart: str = ""
    """What tells it from works of the same title: the date of a version, an issuer; empty where none is called so."""
    origin: Origin = NOWHERE
    """Where its edition begins it."""
    formerly: tuple[str, ...] = ()
    """Ids it had before; their addresses lead to it."""

    def sections(self) -> Iterator[Section]:
        """Every section in reading order, the root first."""
        return self.root.walk()

    def blocks(self) -> Iterator[Block]:
        """Every block of the source that belongs to this work, headings included, in reading order."""
        yield from self.front
        for section in self.sections():
            if isinstance(section.heading, Block):
                yield section.heading
            yield from section.blocks

    def text(self, block: Block) -> str:
        """The published text of one of this work's blocks."""
        return read_spans(self.source.text, block.spans)

    def heading_text(self, section: Section) -> str:
        """A section's heading as published, or its label where none is printed (then possibly empty)."""
        match section.heading:
            case Block():
                return self.text(section.heading)
            case Supplied(text=text):
                return text
            case None:
                return section.label

    @property
    def title(self) -> str:
        """The work's title as published, printed or supplied."""
        return self.heading_text(self.root)

    @property
    def lasting(self) -> str:
        """The id at whose address this very text stays: of a current version the dated one, which leads on to it."""
        dated = f"{self.id}/{self.dated}"
        return dated if self.dated and dated in self.formerly else self.id

    def lasting_address(self, address: str) -> str:
        """The address of a page of this work at which this very text stays; another version may take this one's."""
        before, found, behind = address.rpartition(f"works/{self.id}/")
        return f"{before}works/{self.lasting}/{behind}" if found else address

    @property
    def name(self) -> str:
        """The title with what tells it from works of the same title: for lists and links, never as the text's words."""
        return f"{self.title}（{self.told_apart}）" if self.told_apart else self.title


def bare(work: Work) -> Work:
    """A work without its text and what that was divided into: what the library found out about it."""
    return replace(work, source=_NO_SOURCE, front=(), root=_NO_SECTION)


_NO_SOURCE = Source("", Path(), "", "", "")
_NO_SECTION = Section("", "", SectionKind.WORK, 1, None, None, (), ())
