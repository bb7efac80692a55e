"""Passages: what search can find in one work, from its blocks. A pure function of the work and its addresses.

A passage is a block, because a hit leads to a block and hits are counted in blocks; and a phrase is found wherever a
reader cuts it, also across the end of a sentence.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from shanben.model.language import Term, Translation
from shanben.model.text import Block, BlockKind, read_spans
from shanben.model.works import Section, Work
from shanben.search.keys import syllables

Address = Callable[[str, str], str]
"""From a work's id and an anchor in it to the address relative to the site's root: ``works/x/#p4-1``."""

TITLE, HEADING, TERM, TEXT = "w", "h", "t", "p"
"""Kinds of passages, as the index writes them."""


@dataclass(frozen=True, slots=True)
class Passage:
    """One place that search can lead to.

    ``page`` and ``anchor`` are its address; ``place`` is an index into the outline of its work; ``translations`` has
    one entry a language, empty where there is none; ``spoken`` are the syllables of what can be typed in pinyin.
    """

    kind: str
    page: str
    anchor: str
    place: int
    text: str
    translations: tuple[str, ...] = ()
    spoken: tuple[str, ...] = ()

    @property
    def leads(self) -> bool:
        """Whether it stands before running text: titles, headings, terms and what is translated."""
        return self.kind != TEXT or bool(self.spoken)


@dataclass(frozen=True, slots=True)
class Place:
    """A section as search shows it.

    ``within`` is the outline's index of the section it lies in (-1: none); ``translations`` has one entry a language.
    """

    within: int
    name: str
    translations: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Searchable:
    """A work (or, with no id, the glossary) for search: its outline, the work itself first, and its passages."""

    id: str
    language: str
    outline: tuple[Place, ...]
    passages: tuple[Passage, ...]

    def path(self, place: int) -> list[int]:
        """The places that lead down to one, the work itself first."""
        path: list[int] = []
        while place >= 0:
            path.append(place)
            place = self.outline[place].within
        return path[::-1]


def searchable_work(work: Work, languages: Sequence[str], address: Address) -> Searchable:
    """The passages of a work in reading order."""
    outline: list[Place] = []
    passages: list[Passage] = []

    def translations(key: str) -> tuple[str, ...]:
        return _by_language(work.translations.get(key, ()), languages)

    def passage(kind: str, anchor: str, text: str, spoken: str = "") -> Passage:
        page, _, _ = address(work.id, anchor).partition("#")
        said = tuple(syllables(spoken)) if spoken else ()
        words = translations(anchor)
        return Passage(kind, page, anchor, len(outline) - 1, text, words if any(words) else (), said)

    def of_block(block: Block) -> Passage:
        run_in = read_spans(work.source.text, block.run_in.spans) if block.run_in else ""
        named = run_in if any(translations(block.id)) else ""
        return passage(TEXT, block.id, work.text(block), named)

    for section, within in _walk(work.root):
        title = section is work.root
        name = work.name if title else section_name(work, section)
        outline.append(Place(within, name, translations(section.anchor)))
        if title:
            passages += [of_block(block) for block in work.front if _is_searched(block)]
        if section.heading is not None:
            heading = work.heading_text(section)
            passages.append(passage(TITLE if title else HEADING, section.anchor, heading, heading))
        passages += [of_block(block) for block in section.blocks if _is_searched(block)]
    return Searchable(work.id, work.language, tuple(outline), tuple(passages))


def _is_searched(block: Block) -> bool:
    """Whether readers see words of this block: not of furniture, nor of a picture without a caption."""
    return block.kind is not BlockKind.FURNITURE and any(map(len, block.spans))


def section_name(work: Work, section: Section) -> str:
    """A section's heading, or for an article without one the label its first paragraph begins with (第十二条)."""
    name = work.heading_text(section)
    if name or not section.blocks or section.blocks[0].run_in is None:
        return name
    return read_spans(work.source.text, section.blocks[0].run_in.spans)


Glossary = Callable[[str], str]
"""From a term's id to the address of its entry; empty where it has none."""


def first_uses(works: Iterable[Work], address: Address) -> Glossary:
    """Where terms are first used, for a library without a glossary."""
    uses: dict[str, str] = {}
    for work in works:
        for use in work.terms:
            if use.term not in uses:
                uses[use.term] = address(work.id, use.block)
    return lambda term: uses.get(term, "")


def searchable_terms(terms: Sequence[Term], languages: Sequence[str], glossary: Glossary) -> Searchable:
    """The glossary's passages: each term that has an address, with its other forms and its definitions."""
    outline = (Place(-1, "术语", tuple("Glossary" if language == "en" else "" for language in languages)),)
    passages = []
    for term in terms:
        page, _, anchor = glossary(term.id).partition("#")
        if not page:
            continue
        forms = (term.text, *(form for form, _ in term.aliases))
        definitions = (sense.definition for sense in term.senses if sense.definition)
        words = tuple(
            "; ".join(
                dict.fromkeys(
                    translation.text
                    for sense in term.senses
                    for translation in sense.translations
                    if translation.language == language
                )
            )
            for language in languages
        )
        spoken = tuple(syllable for form in forms for syllable in syllables(form))
        text = "。".join(("、".join(forms), *definitions))
        passages.append(Passage(TERM, page, anchor, 0, text, words, spoken))
    return Searchable("", "", outline, tuple(passages))


def _walk(root: Section) -> Iterator[tuple[Section, int]]:
    """Every section in reading order with the ordinal of the one it lies in."""
    stack = [(root, -1)]
    ordinal = 0
    while stack:
        section, within = stack.pop()
        yield section, within
        stack.extend((child, ordinal) for child in reversed(section.children))
        ordinal += 1


def _by_language(translations: Sequence[Translation], languages: Sequence[str]) -> tuple[str, ...]:
    return tuple(
        next((translation.text for translation in translations if translation.language == language), "")
        for language in languages
    )
