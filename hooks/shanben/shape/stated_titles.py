"""The title of a document in several lines, as one block."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile

from shanben.model.editions import EntryKind
from shanben.shape.layout import cells
from shanben.shape.pieces import Piece
from shanben.shape.stated_blocks import Known
from shanben.shape.stated_headings import BY_WORDS, heads
from shanben.shape.stated_works import is_part
from shanben.shape.titles import is_of_body

_LONGEST_TITLE, _LONGEST_STATED_TITLE = 60, 120
"""Cells of the longest title in several lines, and of the longest single line that a document states to be one."""


def whole_title(known: list[Known], first: Known) -> Piece:
    """A title that takes several lines of one look, or the name of a body above that of its document, as one block."""
    at = known.index(first)
    last = at
    stated = any(one.stated for one in known)  # then what only looks like a heading was made text
    while (
        last + 1 < len(known)
        and (_is_alike(first, known[last + 1], stated=stated) or (last == at and _is_of_body(first, known[last + 1])))
        and not known[last + 1].piece.number
        and cells("".join(one.piece.key for one in known[at : last + 2])) <= _LONGEST_TITLE
        and last + 2 < len(known)
    ):
        last += 1
    return as_one(known, known[at : last + 1])


def _is_of_body(first: Known, other: Known) -> bool:
    plain = other.piece.kind in BY_WORDS and other.piece.display and not other.stated
    return plain and is_of_body(first.piece.key, other.piece.key)


def _is_alike(first: Known, other: Known, *, stated: bool) -> bool:
    return first.emphasised and other.look == first.look and _may_go_on(first, other, stated=stated)


def _may_go_on(first: Known, other: Known, *, stated: bool) -> bool:
    """Whether a line set like the first of a title may be more of it. On a cover, words above a date sign nothing."""
    if other.piece.kind is EntryKind.SIGNATURE:
        return first.heavy and other.piece.display
    return other.piece.kind is EntryKind.HEADING or (stated and heads(other))


def opening_run(known: Sequence[Known], tops: Sequence[Known]) -> list[Known]:
    """The first stated headings without a number that follow each other and are no names of parts: a title in lines."""
    at = known.index(tops[0])
    run = list(takewhile(lambda one: one in tops and not is_part(one), known[at:]))
    longest = _LONGEST_TITLE if len(run) > 1 else _LONGEST_STATED_TITLE
    return run if cells("".join(one.piece.key for one in run)) <= longest else []


def as_one(known: list[Known], title: Sequence[Known]) -> Piece:
    """The title as one block."""
    first = title[0]
    if len(title) > 1:
        first.piece = Piece(tuple(line for one in title for line in one.piece.lines), True)
        known[:] = [one for one in known if one is first or all(one is not other for other in title)]
    first.piece.kind = EntryKind.HEADING
    return first.piece
