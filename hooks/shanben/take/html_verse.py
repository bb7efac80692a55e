"""Verse that a page names as such by a class: its lines are kept, whether each is a paragraph or ends with a break."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from lxml import etree

from shanben.take.blocks import Block, Words

_CLASS = re.compile(r"(?:poem|poetry|verses?|stanza|lyrics?|line-?block|shi|shici|ci|诗|诗词|诗歌|詩)", re.IGNORECASE)
_LINES = frozenset({"", "paragraph", "verse"})


_TYPES = frozenset({"z3998:poem", "z3998:verse", "z3998:song", "z3998:hymn", "z3998:lyrics"})
"""How e-books say it, by the vocabulary of ANSI/NISO Z39.98."""


def is_verse(element: etree._Element) -> bool:
    """Whether a class or the type of an element says that it holds verse."""
    if any(_CLASS.fullmatch(name) for name in (element.get("class") or "").split()):
        return True
    return any(
        key.rpartition("}")[2].endswith("type") and not _TYPES.isdisjoint(said.split()) for key, said in element.items()
    )


def stanzas_of(blocks: Sequence[Block]) -> list[Block]:
    """What stood in verse: paragraphs of one line are the lines of one stanza, each of several a stanza by itself."""
    single = all("\n" not in block.words.text for block in blocks if block.facts.kind in _LINES)
    made: list[Block] = []
    for block in blocks:
        if block.facts.kind not in _LINES:
            made.append(block)
            continue
        before = made[-1] if made else None
        if single and before is not None and before.facts.kind == "verse":
            before.words.add("\n")
            before.words.join(block.words)
            continue
        words = Words()
        words.join(block.words)
        made.append(Block(words, replace(block.facts, kind="verse")))
    return made
