"""Places: the blocks of a work in reading order, each with the sections that hold it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from shanben.enrich.grammar import ARTICLE, LABEL
from shanben.model.text import Block, BlockKind
from shanben.model.works import Section, SectionKind, Work


@dataclass(frozen=True, slots=True)
class Place:
    """A block with its section and, from the root down, the sections that hold it."""

    block: Block
    path: tuple[Section, ...]
    texts: Sequence[str]
    """The texts of the section's blocks."""
    index: int
    """Which of them this one is."""
    start: int = 0
    """Where its text begins, after an article's own number."""

    @property
    def section(self) -> Section:
        """The section that holds the block."""
        return self.path[-1]

    @property
    def annex(self) -> str:
        """The anchor of the annex that holds the block; empty in the main text."""
        return next((section.anchor for section in self.path if section.kind is SectionKind.ANNEX), "")

    @property
    def article(self) -> Section | None:
        """The article that holds the block, as one may hold sections of its own."""
        return next((section for section in reversed(self.path) if section.kind is SectionKind.ARTICLE), None)

    @property
    def text(self) -> str:
        """The block's published text."""
        return self.texts[self.index]


def places_of(work: Work) -> tuple[Place, ...]:
    """The blocks of a work in reading order, headings left out."""
    places = [Place(block, (work.root,), (work.text(block),), 0) for block in work.front]
    for path in paths_of(work.root):
        section = path[-1]
        texts = [work.text(block) for block in section.blocks]
        for index, block in enumerate(section.blocks):
            places.append(Place(block, path, texts, index, _label_end(section, index, texts[index])))
    return tuple(places)


def _label_end(section: Section, index: int, text: str) -> int:
    """Where a block's text begins after an article's own number, which narrow columns print without a space."""
    opens = section.kind is SectionKind.ARTICLE and index == 0 and section.heading is None
    label = (ARTICLE if opens else LABEL).match(text)
    return label.end() if label else 0


def paths_of(root: Section) -> Iterator[tuple[Section, ...]]:
    """Every section in reading order with, before it, those that hold it."""
    stack: list[tuple[Section, ...]] = [(root,)]
    while stack:
        path = stack.pop()
        yield path
        stack.extend((*path, child) for child in reversed(path[-1].children))


def blocks_before(place: Place, item: bool, count: int) -> tuple[Block, ...]:
    """The ``count`` items or paragraphs before a block of an article; () where there are fewer."""
    blocks, index = place.section.blocks, place.index
    wanted = BlockKind.ITEM if item else BlockKind.PARAGRAPH
    if not item:
        while index > 0 and blocks[index].kind is BlockKind.ITEM:
            index -= 1  # an item stands in the paragraph that opens its list
    found: list[Block] = []
    while index > 0 and len(found) < count:
        index -= 1
        if blocks[index].kind is wanted:
            found.append(blocks[index])
    return tuple(reversed(found)) if len(found) == count else ()
