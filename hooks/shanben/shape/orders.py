"""Orders that promulgate a law printed below them: they are the head of its text, and no work beside it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from shanben.model.editions import EntryKind
from shanben.shape.both_scripts import both
from shanben.shape.pieces import Piece

_ORDER = re.compile(both(r"[^，。；：《》]{2,60}(?:令|公告)(?:[（(〔\[]?(?:第|\d{4}).{1,16}[号號][）)〕\]]?)?"))
"""What an order is called, perhaps with its number: 国务院令, 某省人民代表大会常务委员会公告（第12号）."""
_ON = re.compile("关于|關於")
"""Whoever issues an order of that name has words of his own to say."""
_PROMULGATES = re.compile(
    both(
        r"《([^》]*(?:《[^》]*》[^》]*)*)》.*(?:公布|发布|颁布|施行|实施|生效)|[兹茲](?:制定|修正)([^，。《》]{2,40})，公布之"
    )
)
_ABOUT = frozenset(
    {EntryKind.DOCUMENT_NUMBER, EntryKind.DATE, EntryKind.SIGNATURE, EntryKind.ISSUER, EntryKind.NOTE, EntryKind.SERIES}
)
"""What stands about the sentence that promulgates."""
_SENTENCES = 3
"""Paragraphs of an order that does nothing else, at most."""
_BRACKETS = re.compile(r"[\s《》<>〈〉]|[（(][^（()）]*[)）]$")


def is_order(pieces: Sequence[Piece], title: Piece | None, law: Piece | None) -> bool:
    """Whether a work only says that a law comes into force, and ``law`` is the title of that law, over its text."""
    if law is None:
        return False
    name = title or pieces[0]
    if not _ORDER.fullmatch(name.key) or _ON.search(name.key):
        return False
    said = [piece for piece in pieces if piece is not name and piece.kind not in _ABOUT]
    if not 0 < len(said) <= _SENTENCES or any(piece.kind is not EntryKind.PARAGRAPH or piece.apart for piece in said):
        return False
    return any(_promulgates(piece, law) for piece in said)


def opens_order(pieces: Sequence[Piece], index: int) -> bool:
    """Whether an order begins with a block inside a source: its name, its number and what it promulgates."""
    name, *below = pieces[index : index + 1 + _SENTENCES]
    if not name.display or not _ORDER.fullmatch(name.key) or _ON.search(name.key):
        return False
    said = next((piece for piece in below if piece.kind not in _ABOUT), None)
    return said is not None and said.kind is EntryKind.PARAGRAPH and bool(_PROMULGATES.search(said.key))


def opens_ordered(pieces: Sequence[Piece], index: int) -> bool:
    """Whether a block is the title of the law that the block above it promulgates, by an order that nobody signs."""
    said = pieces[index - 1]
    first = max(0, index - 1 - _SENTENCES)
    if said.kind is not EntryKind.PARAGRAPH or not pieces[index].display or not _promulgates(said, pieces[index]):
        return False
    return any(_ORDER.fullmatch(piece.key) and not _ON.search(piece.key) for piece in pieces[first : index - 1])


def with_order_below(pieces: Sequence[Piece], title: Piece) -> list[Piece]:
    """The blocks of a work below whose title stands the order that promulgates it, with that order as its head."""
    at = next(index for index, piece in enumerate(pieces) if piece is title)
    for index in range(at + 1, min(at + 1 + _ABOVE_ORDER, len(pieces) - 1)):
        name = pieces[index]
        if name.kind is not EntryKind.PARAGRAPH or not _ORDER.fullmatch(name.key) or _ON.search(name.key):
            continue
        end = index + 1
        while end < len(pieces) and end - index <= _SENTENCES and pieces[end].kind in _ABOUT:
            end += 1
        if end < len(pieces) and pieces[end].kind is EntryKind.PARAGRAPH and _promulgates(pieces[end], title):
            return [*pieces[:index], *as_head(pieces[index : end + 1], name), *pieces[end + 1 :]]
    return list(pieces)


_ABOVE_ORDER = 4
"""Blocks between a title and such an order: who issued it, the title again."""


def _promulgates(said: Piece, law: Piece) -> bool:
    named = _PROMULGATES.search(said.key)
    return named is not None and _BRACKETS.sub("", law.key) == _BRACKETS.sub("", named[1] or named[2])


def as_head(pieces: Sequence[Piece], title: Piece | None) -> list[Piece]:
    """The blocks of an order as what stands above a title: its name with its number, what it says as a note."""
    found = list(pieces)
    if title is not None:
        at = next(index for index, piece in enumerate(found) if piece is title)
        below = found[at + 1 : at + 2]
        name = [title, *(piece for piece in below if piece.kind is EntryKind.DOCUMENT_NUMBER)]
        lines = tuple(line for piece in name for line in piece.lines)
        found[at : at + len(name)] = [Piece(lines, True, kind=EntryKind.DOCUMENT_NUMBER, measure=title.measure)]
    for piece in found:
        if piece.kind is EntryKind.PARAGRAPH:
            piece.kind = EntryKind.NOTE
    return found
