"""Who signed a document below its last words, and on which day: 南湖市人民政府 over 2021年3月4日."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

from shanben.dates import iso_date
from shanben.enrich.facts_bodies import BODY, known_as, place_of
from shanben.model.text import Block, BlockKind, Span
from shanben.model.works import Fact, Work

_TOLD = frozenset({"adopted", "approved", "promulgated", "amended"})
"""What the head of a text tells of its making; what is signed in such a text is something it annexes."""


def signed_facts(work: Work, head: Iterable[Fact]) -> Iterator[Fact]:
    """The bodies that signed first, their place, and the day below them; nothing where no body signed.

    A document of several sections is signed in its last one, and what is annexed to it may be signed as well: the first
    that signs is the one that issued the document. People who sign (judges, those who write a letter) issue nothing.
    """
    if any(fact.name in _TOLD for fact in head):
        return
    for section in work.sections():
        for signed, day in _signings(section.blocks):
            names = [work.text(block).strip() for block in signed]
            if not all(map(BODY.search, names)):
                continue
            text, spans = "、".join(names), tuple(chain.from_iterable(block.spans for block in signed))
            yield Fact("issuer", text, spans, value=known_as(text), read=True)
            if place := place_of(names[0]):
                start = signed[0].spans[0].start
                yield Fact("place", place, (Span(start, start + len(place)),), read=True)
            said = work.text(day).strip("（()） \u3000")
            yield Fact("date", said, day.spans, value=iso_date(said), read=True)
            return


def _signings(blocks: Sequence[Block]) -> Iterator[tuple[list[Block], Block]]:
    """Lines of signatures, one below the other, with the day that stands below them."""
    signed: list[Block] = []
    for block in blocks:
        if block.kind is BlockKind.SIGNATURE:
            signed.append(block)
            continue
        if signed and block.kind is BlockKind.DATE:
            yield signed, block
        signed = []
