"""Where every term stands in the glossary, and which of its uses are marked in the texts."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from shanben.addresses import Addresses
from shanben.model.language import Term, TermUse
from shanben.model.library import Library
from shanben.model.text import Block, BlockKind, read_spans
from shanben.model.works import Work
from shanben.spoken import syllables

GLOSSARY = "glossary/index.md"
ONE_PAGE = 300
"""Terms up to which the glossary is one page."""


def pinyin_key(text: str) -> str:
    """Where a term stands in the order of pinyin; marks that enclose it do not count."""
    bare = re.sub(r"\W", "", text)
    return " ".join(syllables(bare, "TONE3", neutral_tone_with_five=True)).lower()


def letter(term: Term) -> str:
    """The letter a term stands under; 0 where its words begin with none."""
    first = pinyin_key(term.text)[:1]
    return first if first.isascii() and first.isalpha() else "0"


# --- where terms stand ----------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Glossary:
    """The terms in the order of pinyin, and the page of each."""

    terms: tuple[Term, ...]
    page_of: Mapping[str, str]

    def link(self, here: str, term: str, addresses: Addresses) -> str:
        """The address of a term's entry as written on the page ``here``. Raises KeyError for an unknown id."""
        return f"{addresses.between(here, self.page_of[term])}#{term}"


def glossary(library: Library) -> Glossary:
    """Where every term of a library stands."""
    terms = tuple(sorted(library.terms, key=lambda term: (pinyin_key(term.text), term.text)))
    divided = len(terms) > ONE_PAGE
    pages = {term.id: f"glossary/{letter(term)}.md" if divided else GLOSSARY for term in terms}
    return Glossary(terms, MappingProxyType(pages))


# --- marks in the texts ---------------------------------------------------------------------------------------------

_MARKED = frozenset({BlockKind.PARAGRAPH, BlockKind.ITEM, BlockKind.NOTE, BlockKind.CAPTION})


def marks(work: Work) -> Mapping[str, tuple[TermUse, ...]]:
    """By block, the uses to be marked on the page: the first of each term in a section.

    None stands in a heading or a run-in heading, and none inside a reference that leads somewhere.
    """
    uses: dict[str, list[TermUse]] = defaultdict(list)
    for use in work.terms:
        uses[use.block].append(use)
    links: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for reference in work.references:
        if reference.targets and reference.kind != "repeat":
            links[reference.block].append((reference.start, reference.end))
    marked: dict[str, tuple[TermUse, ...]] = {}
    for section in work.sections():
        seen: set[tuple[str, int]] = set()
        for block in section.blocks:
            if block.id not in uses or block.kind not in _MARKED:
                continue
            first = _text_start(work, block)
            chosen: list[TermUse] = []
            for use in uses[block.id]:
                inside = any(use.start < end and start < use.end for start, end in links[block.id])
                if use.start >= first and not inside and (use.term, use.sense) not in seen:
                    seen.add((use.term, use.sense))
                    chosen.append(use)
            if chosen:
                marked[block.id] = tuple(chosen)
    return MappingProxyType(marked)


def _text_start(work: Work, block: Block) -> int:
    return len(read_spans(work.source.text, block.run_in.spans)) if block.run_in else 0
