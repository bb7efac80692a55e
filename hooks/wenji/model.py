"""The types every room shares.

An edition is a partition of its source: every published character is a span of the source, every other one a gap with a
reason, and together they cover the source exactly once. All types are frozen; text is never copied into them, only
pointed at. Words the source does not hold (a supplied title, a translation, a gloss) have types of their own.

Positions are counted in code points of ``Source.text``, half-open, from 0. Line numbers shown to people count from 1.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from types import MappingProxyType


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open range of code points in a source's text."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError(f"not a span: {self.start}..{self.end}")

    def __len__(self) -> int:
        return self.end - self.start


@dataclass(frozen=True, slots=True)
class Source:
    """A file we hold, exactly as received.

    ``text`` is the decoded content with nothing changed (a byte order mark belongs to the encoding, not to the text);
    ``sha256`` is the hexadecimal digest of the file's bytes.
    """

    slug: str
    path: Path
    text: str
    sha256: str
    encoding: str


class BlockKind(StrEnum):
    """What a block of source text is. ``furniture`` belongs to a work but is not published (a continuation slug)."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"
    SERIES = "series"
    DECK = "deck"
    BYLINE = "byline"
    DOCUMENT_NUMBER = "document-number"
    ISSUER = "issuer"
    ADDRESSEE = "addressee"
    DATE = "date"
    SIGNATURE = "signature"
    CAPTION = "caption"
    NOTE = "note"
    FURNITURE = "furniture"


class GapReason(StrEnum):
    """Why characters of a source are not published."""

    LINE_BREAK = "line-break"  # the end of a line inside a paragraph or between blocks
    BLANK_LINE = "blank-line"
    INDENT = "indent"  # white space at the start of a line
    TRAILING_SPACE = "trailing-space"  # white space at the end of a line
    JUSTIFICATION = "justification"  # letter spacing that fills a line
    LAYOUT_SPACE = "layout-space"  # space that typesetting puts between Han and digits or Latin letters
    PAGE_BREAK = "page-break"
    PAGE_NUMBER = "page-number"
    RUNNING_HEAD = "running-head"
    RULE = "rule"  # a drawn line: ———, ****
    CONTENTS = "contents"  # a printed table of contents
    PULL_QUOTE = "pull-quote"  # display copy of words that stand in the text
    OMITTED = "omitted"  # left out by the editor, who says why
    UNASSIGNED = "unassigned"  # the edition file says nothing about these lines: always a fault


@dataclass(frozen=True, slots=True)
class Gap:
    """A stretch of the source that is not published, and why. ``note`` is an editor's own reason."""

    span: Span
    reason: GapReason
    note: str = ""


@dataclass(frozen=True, slots=True)
class RunIn:
    """A heading printed as the first words of its paragraph.

    ``spans`` are the heading's own characters without the punctuation that closes it, inside the block's spans.
    """

    level: int
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Block:
    """A published piece of source text (or furniture): its kind and the spans it is read from, in reading order.

    ``id`` is its address inside the work, also the anchor on the page. ``level`` is the depth of a heading (1 is the
    work's title) and None for everything else.
    """

    id: str
    kind: BlockKind
    spans: tuple[Span, ...]
    level: int | None = None
    run_in: RunIn | None = None


@dataclass(frozen=True, slots=True)
class Supplied:
    """Words of the editors that the source does not hold; shown in brackets, never counted or quoted as source."""

    text: str
    note: str = ""


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


class TranslationStatus(StrEnum):
    """The standing of a translation."""

    OFFICIAL = "official"
    PRESS = "press"
    EDITORIAL = "editorial"
    TREATY = "treaty"  # fixed by a treaty, the United Nations or another instrument
    MACHINE = "machine"
    RULE = "rule"  # a number alone, translated by rule: nobody's wording


@dataclass(frozen=True, slots=True)
class Translation:
    """A translation beside the text: language (BCP 47), words, standing, and where it was read."""

    language: str
    text: str
    status: TranslationStatus
    source: str = ""
    fuzzy: bool = False
    """True while nobody has reviewed it."""
    usage: str = "preferred"
    """Of a term's translation: ``preferred``, ``admitted`` or ``avoid``."""


@dataclass(frozen=True, slots=True)
class Origin:
    """A place in a file, for messages: path as people know it, and a line (0: the file as a whole)."""

    path: str
    line: int = 0


@dataclass(frozen=True, slots=True)
class HeadingTranslation:
    """One entry: the heading it translates, the translation, and its place in the file."""

    original: str
    translation: Translation
    origin: Origin


@dataclass(frozen=True, slots=True)
class Translations:
    """All translations into one language, keyed by ``work#anchor``."""

    language: str
    path: str
    entries: Mapping[str, HeadingTranslation]


@dataclass(frozen=True, slots=True)
class Fact:
    """A statement about a work (author, issuer, date, place …), read from the source or supplied by the editors."""

    name: str
    text: str
    spans: tuple[Span, ...] = ()
    note: str = ""

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
    origin: Origin = Origin("")
    """Where its edition asks it."""


@dataclass(frozen=True, slots=True)
class TermUse:
    """A place where a term is used: ``start`` and ``end`` count code points of the block's published text."""

    term: str
    sense: int
    block: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Target:
    """Where a reference leads: a work and an anchor in it, or an address outside the library."""

    work: str = ""
    anchor: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Reference:
    """A place that refers to another: ``start`` and ``end`` count code points of the block's published text.

    ``targets`` is empty where the reference could not be resolved; it then stays plain text.
    """

    kind: str
    block: str
    start: int
    end: int
    raw: str
    cited: tuple[str, ...]
    """What is cited, as printed: an instrument's name, then articles."""
    targets: tuple[Target, ...] = ()


@dataclass(frozen=True, slots=True)
class Backlink:
    """A place elsewhere that refers to an anchor of this work."""

    anchor: str
    work: str
    block: str
    kind: str


@dataclass(frozen=True, slots=True)
class External:
    """A work that the library names but does not hold; ``url`` is its official address where the editors know one."""

    name: str
    aliases: tuple[str, ...] = ()
    url: str = ""


@dataclass(frozen=True, slots=True)
class EditorLink:
    """A link the editors make: words in a block of a work, and where they lead. Ids are ``work#anchor``."""

    place: str
    words: str
    targets: tuple[str, ...]
    origin: Origin = Origin("")


@dataclass(frozen=True, slots=True)
class Registry:
    """What the editors know about references: works outside the library, and links that no rule finds."""

    externals: tuple[External, ...] = ()
    links: tuple[EditorLink, ...] = ()


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
    origin: Origin = Origin("")
    """Where its edition begins it."""

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


@dataclass(frozen=True, slots=True)
class Sense:
    """One meaning of a term, with the translations and notes that hold in its scope.

    ``scope`` names works (``id``), sections or blocks (``id#anchor``); empty means everywhere.
    """

    translations: tuple[Translation, ...]
    definition: str = ""
    note: str = ""
    scope: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Term:
    """An entry of the termbase. ``aliases`` are (form, usage) pairs, usage ``preferred``, ``admitted`` or ``avoid``.

    ``local`` are (form, scope) pairs: forms that mean this term only in some works, sections or blocks (公约).
    """

    id: str
    text: str
    senses: tuple[Sense, ...]
    aliases: tuple[tuple[str, str], ...] = ()
    local: tuple[tuple[str, tuple[str, ...]], ...] = ()


@dataclass(frozen=True, slots=True)
class ShapedSource:
    """A source with what became of it: its works and its gaps, which together cover it exactly once."""

    source: Source
    works: tuple[Work, ...]
    gaps: tuple[Gap, ...]
    automatic: bool = False
    """True where no edition file arranged it."""
    edition_path: Path | None = None


@dataclass(frozen=True, slots=True)
class Library:
    """Everything that is published: sources with their works, and the terms."""

    sources: tuple[ShapedSource, ...]
    terms: tuple[Term, ...] = ()
    languages: tuple[str, ...] = field(default=("en",))

    @property
    def works(self) -> tuple[Work, ...]:
        """Every work, in the order of the sources."""
        return tuple(work for shaped in self.sources for work in shaped.works)


@dataclass(frozen=True, slots=True)
class Contents:
    """An entry of a page's table of contents: a place, its heading in Chinese, its translations, what stands below."""

    anchor: str
    text: str
    translations: tuple[Translation, ...]
    children: tuple[Contents, ...]
    supplied: bool = False
    run_in: bool = False


@dataclass(frozen=True, slots=True)
class Page:
    """A page as plain Markdown: ``path`` inside the site (``works/x/index.md``), front matter, text, outline.

    ``origin`` is the file to edit when the page is wrong, relative to the project; ``work`` the work it belongs to.
    """

    path: str
    title: str
    markdown: str
    contents: tuple[Contents, ...] = ()
    origin: str = ""
    work: str = ""
    translations: tuple[Translation, ...] = ()
    front_matter: Mapping[str, object] = field(default_factory=dict)


# --- edition files ----------------------------------------------------------------------------------------------------


class EntryKind(StrEnum):
    """What an entry of an edition file says about the lines it names. Values are the keys of the file."""

    BODY = "body"  # running text: the engine finds its paragraphs
    PARAGRAPH = "paragraph"  # exactly one paragraph
    TITLE = "title"
    HEADING = "heading"
    SUPPLIED = "supplied"  # a heading the source does not hold
    ITEM = "item"
    SERIES = "series"
    DECK = "deck"
    BYLINE = "byline"
    DOCUMENT_NUMBER = "document-number"
    ISSUER = "issuer"
    ADDRESSEE = "addressee"
    DATE = "date"
    SIGNATURE = "signature"
    CAPTION = "caption"
    NOTE = "note"
    FURNITURE = "furniture"


@dataclass(frozen=True, slots=True)
class Doubt:
    """Why an automatic decision may be wrong, with how sure the engine is of it (0 to 1)."""

    code: str
    reason: str
    confidence: float


@dataclass(frozen=True, slots=True)
class RunInMark:
    """A run-in heading as an edition names it: its words, and pins for level and id."""

    text: str
    level: int | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a work's contents: a kind, the places it takes in the source, and what pins it.

    ``spans`` are in reading order. ``split`` and ``join`` are positions at which a paragraph must, or must not, begin.
    """

    kind: EntryKind
    spans: tuple[Span, ...] = ()
    text: str = ""
    level: int | None = None
    id: str = ""
    first: str = ""
    """The ordinal of the first paragraph where earlier ones are missing (``e1``)."""
    label: str = ""
    note: str = ""
    run_in: tuple[RunInMark, ...] = ()
    split: tuple[int, ...] = ()
    join: tuple[int, ...] = ()
    origin: Origin = Origin("")
    doubt: Doubt | None = None


@dataclass(frozen=True, slots=True)
class Omission:
    """Lines that are not published: where, for which reason, and in whose words."""

    spans: tuple[Span, ...]
    reason: GapReason
    note: str = ""
    origin: Origin = Origin("")


@dataclass(frozen=True, slots=True)
class PlannedFact:
    """A fact as an edition file states it: with places and words to be found there, or supplied."""

    name: str
    text: str
    spans: tuple[Span, ...] = ()
    note: str = ""
    origin: Origin = Origin("")


@dataclass(frozen=True, slots=True)
class PlannedQuery:
    """A query as an edition file states it; ``text`` is to be found in ``spans``."""

    question: str
    spans: tuple[Span, ...] = ()
    text: str = ""
    origin: Origin = Origin("")


@dataclass(frozen=True, slots=True)
class PlannedWork:
    """One work as an edition arranges it."""

    id: str
    contents: tuple[Entry, ...]
    language: str = "zh-Hans"
    numbering: str = "roman"
    excerpt: bool = False
    facts: tuple[PlannedFact, ...] = ()
    queries: tuple[PlannedQuery, ...] = ()
    notes: tuple[str, ...] = ()
    origin: Origin = Origin("")


@dataclass(frozen=True, slots=True)
class Edition:
    """What the editors decided about a source: what is where, and in which order.

    The engine drafts one (with doubts) for a source that has no edition file, so both ways share everything after.
    """

    slug: str
    works: tuple[PlannedWork, ...]
    omissions: tuple[Omission, ...] = ()
    keep: tuple[Span, ...] = ()
    """Lines that look like page furniture but are text."""
    sha256: str = ""
    path: Path | None = None
    doubts: tuple[tuple[Span, Doubt], ...] = ()


# --- reading spans ----------------------------------------------------------------------------------------------------

_WHITE = re.compile(r"\s+")
_LATIN = re.compile(r"[!-~À-ɏͰ-ӿ]")


def _one_space(match: re.Match[str]) -> str:
    """A kept run of white space reads as one space: an ideographic one between full-width characters, else U+0020."""
    text = match.string
    before = text[match.start() - 1] if match.start() else ""
    after = text[match.end()] if match.end() < len(text) else ""
    return " " if _LATIN.match(before) or _LATIN.match(after) else "\u3000"


def read_spans(text: str, spans: Iterable[Span]) -> str:
    """What spans of ``text`` read as when published: their characters in order, runs of white space as one space."""
    joined = "".join([text[span.start : span.end] for span in spans])
    return _WHITE.sub(_one_space, joined)
