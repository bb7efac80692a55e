"""The title of an annex, in one or more lines of its own below the words 附件1."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile

from shanben.model.editions import EntryKind
from shanben.shape.layout import End, cells
from shanben.shape.pieces import Piece
from shanben.shape.stated_blocks import Known
from shanben.shape.stated_headings import BY_WORDS
from shanben.shape.titles import ends_title, is_bare_annex

_LINES, _CELLS = 3, 60
"""The most lines and cells of such a title."""
_INSIDE = frozenset({End.WORD, End.CLOSER, End.BRACKET, End.FIGURE})


def title_annexes(known: list[Known]) -> None:
    """Make one heading of the lines below 附件1 that look alike and are its title: all that stand out from the text, or
    those up to the one that says what kind of document it is.
    """
    for at in range(len(known) - 2, -1, -1):
        label = known[at].piece
        if label.kind not in BY_WORDS or not is_bare_annex(label):
            continue
        lines = _title_below(known[at + 1 :])
        if not lines:
            continue
        label.kind = EntryKind.HEADING
        first = lines[0]
        if len(lines) > 1:
            first.piece = Piece(tuple(line for one in lines for line in one.piece.lines), True)
            del known[at + 2 : at + 1 + len(lines)]
        first.piece.kind = EntryKind.HEADING


def _title_below(below: Sequence[Known]) -> Sequence[Known]:
    """The first lines below an annex's number that are its title."""
    first = below[0]
    alike = list(takewhile(lambda one: _may_be_title(one) and one.look == first.look, below[: _LINES + 1]))
    if not alike or len(alike) > _LINES or len(alike) == len(below):
        return ()
    ended = next((count for count, one in enumerate(alike, 1) if ends_title(one.piece.key)), 0)
    found = alike if first.emphasised and ended != 1 else alike[:ended]
    return found if sum(cells(one.piece.key) for one in found) <= _CELLS else ()


def _may_be_title(one: Known) -> bool:
    plain = not one.stated and one.facts.kind in ("paragraph", "") and one.piece.kind in BY_WORDS
    return plain and one.piece.display and one.piece.number is None and one.piece.end in _INSIDE
