"""What a work says of itself: who made it and when, since when it holds, what it amends or repeals, what it is.

Facts are read where texts state them: in the lines under the title (题注), in the closing article (自…起施行), in the
title itself. Each keeps the places it was read from. What an edition file says of a work is never overridden, and what
the text does not say is not guessed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from shanben.dates import iso_date
from shanben.enrich.facts_bodies import known_as
from shanben.enrich.facts_closing import closing_facts
from shanben.enrich.facts_head import head_facts
from shanben.enrich.facts_signed import signed_facts
from shanben.enrich.facts_title import title_facts
from shanben.kept import digest_of
from shanben.model.library import ShapedSource
from shanben.model.text import BlockKind, Supplied
from shanben.model.works import Fact, Work
from shanben.remembered import Remembered

ORDER = (
    "kind", "author", "issuer", "number", "place", "date", "adopted", "approved", "promulgated", "amended", "in-force",
    "repealed", "repeals", "status",
)  # fmt: skip
"""Names of facts that are read, in the order in which they are told."""

_STATED_BY = {
    BlockKind.BYLINE: "author",
    BlockKind.ISSUER: "issuer",
    BlockKind.DOCUMENT_NUMBER: "number",
    BlockKind.DATE: "date",
}
_VALUES = {BlockKind.ISSUER: known_as, BlockKind.DATE: iso_date}
"""What a machine reads of such a block, where that is not what it prints."""
_WRITTEN_BY = re.compile(r"作者|记者|記者|通讯员|撰稿|撰文|^[（(]?文[/／：: ]")
_TOLD_ONCE = frozenset({"kind", "author", "issuer", "number", "place", "date", "in-force", "repealed", "status"})


def with_facts(sources: Iterable[ShapedSource], before: Remembered | None = None) -> tuple[ShapedSource, ...]:
    """The same sources with what each work says of itself among its facts; what was read ``before`` is remembered."""
    return tuple(_with_facts(shaped, before or Remembered()) for shaped in sources)


def _with_facts(shaped: ShapedSource, before: Remembered) -> ShapedSource:
    key = digest_of("facts", shaped.made_of) if shaped.made_of else ""
    match before.find(key):
        case tuple() as found if len(found) == len(shaped.works):
            facts = found
        case _:
            facts = tuple(read_facts(work) for work in shaped.works)
            if key and facts:
                before.keep(key, facts)
    works = zip(shaped.works, facts, strict=True)
    return replace(shaped, works=tuple(replace(work, facts=(*work.facts, *told)) for work, told in works))


def read_facts(work: Work) -> tuple[Fact, ...]:
    """What a work says of itself, in the order of ``ORDER``; nothing of what its editors have stated."""
    known = {fact.name for fact in work.facts}
    head = tuple(head_facts(work))
    titled = () if isinstance(work.root.heading, Supplied) else (*title_facts(work, head), *signed_facts(work, head))
    found = [*_blocks(work), *head, *closing_facts(work, head), *titled]
    facts: list[Fact] = []
    for fact in sorted(found, key=lambda fact: ORDER.index(fact.name)):
        told = [other for other in facts if other.name == fact.name]
        twice = any((fact.value or fact.text) == (other.value or other.text) for other in told)
        if fact.name in known or twice or (told and fact.name in _TOLD_ONCE):
            continue
        facts.append(fact)
    return tuple(facts)


def _blocks(work: Work) -> Iterator[Fact]:
    """Facts that have a block of their own."""
    if isinstance(work.root.heading, Supplied):
        return  # a work without a printed title is a part of a page, whose lines may speak of the page
    for block in (*work.front, *work.root.blocks):
        if block.kind is BlockKind.BYLINE and not _WRITTEN_BY.search(work.text(block)):
            continue  # whoever drew, took a photograph or edited
        if block.kind in _STATED_BY:
            text = work.text(block).strip("（()） \u3000")
            value = _VALUES[block.kind](text) if block.kind in _VALUES else ""
            yield Fact(_STATED_BY[block.kind], text, block.spans, value=value, read=True)
