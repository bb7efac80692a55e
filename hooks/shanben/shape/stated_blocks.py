"""Blocks of a document with what it states of each."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import inf

from shanben.model.doubts import Doubt
from shanben.model.evidence import LineEvidence
from shanben.shape.layout import End, TextLine
from shanben.shape.pieces import Piece

_SHORTEST_BROKEN = 30.0
"""Cells of the shortest paragraph that is taken for the first part of one: verse and lists have shorter lines."""
_COLUMN_SLACK = 2.0
_COLUMN_LINES = 4
_UNCLEAR = "where this block begins or ends is not clear; its first and last line on the page would tell"


@dataclass(frozen=True, slots=True)
class Look:
    """What words look like: size, weight and place in the line."""

    size: float
    bold: bool
    centred: bool


@dataclass(slots=True)
class Known:
    """A block with what is known of it."""

    piece: Piece
    facts: LineEvidence
    emphasised: bool = False
    heavy: bool = False
    """Whether it stands out by more than its place in the line."""

    @property
    def stated(self) -> bool:
        """Whether the document itself calls it a heading."""
        return self.facts.kind in ("heading", "title")

    @property
    def look(self) -> Look:
        """What its words look like."""
        return Look(round(self.facts.size * 2) / 2, self.facts.bold, self.facts.centred)


_LONGEST_STATED, _SENTENCES = 120, 2
"""Characters of the longest stated heading that is one whatever it says, and the sentences of one that is none."""


def mistaken(known: Sequence[Known]) -> None:
    """Make text of what a document calls headings and what is whole paragraphs: programs make e-books by themselves."""
    for one in known:
        key = one.piece.key
        if one.facts.kind == "heading" and len(key) > _LONGEST_STATED and key.count("。") >= _SENTENCES:
            one.facts = replace(one.facts, kind="paragraph", level=0, by="")
            one.piece.doubt = Doubt("D133", "the document calls it a heading, but it is a paragraph of text", 0.7)


def filled_in(known: Sequence[Known]) -> set[int]:
    """The lines of a cover, by their ``id()``, that name something and leave room before what it is (学院　　某某).

    Set large as they are, they are no headings; nor is a name with a number among them.
    """
    found: set[int] = set()
    run: list[Known] = []
    for one in [*known, None]:
        text = one.piece.text if one is not None and one.piece.number is None and one.piece.display else ""
        if one is not None and (_ANSWERED.match(text) or _NUMBERED.fullmatch(text)):
            run.append(one)
            continue
        if sum(bool(_ANSWERED.match(line.piece.text)) for line in run) >= _LEAST:
            found |= {id(line) for line in run}
        run = []
    return found


_ANSWERED = re.compile(r"[\u4e00-\u9fff]{2,8}[：:]?(?:[\s\u3000]{3,}|_{3,})\S{2}")
_NUMBERED = re.compile(r"[\u4e00-\u9fff]{2,6}[：:]?\s*\d[\d年月日.\-/\s]*")
_LEAST = 2


def whole_paragraphs(known: Sequence[Known]) -> list[Known]:
    """The blocks with paragraphs put together that a document breaks inside a sentence, as converters do at the end of
    a page or of each line; each is doubted, and so is one that ends with a comma. Who writes no mark at the end of a
    paragraph is left alone.
    """
    long = [one.piece.lines[-1] for one in known if _is_running(one) and _width(one.piece) >= _SHORTEST_BROKEN]
    open_ended = sum(line.breaks_off for line in long)
    column = _column(long)
    stops = sum(one.piece.lines[-1].end_class is End.STOP for one in known if _is_running(one))
    marked = open_ended <= stops
    made: list[Known] = []
    for one in known:
        before = made[-1] if made else None
        if not before or not _goes_on(before, one):
            made.append(one)
            continue
        last = before.piece.lines[-1]
        if last.end_class is End.COMMA and last.width < column:  # as often a line of its own
            before.piece.doubt = Doubt("D313", _UNCLEAR, 0.7)
            made.append(one)
        elif marked or last.width >= column:
            doubt = Doubt(
                "D313", "the document breaks this paragraph inside a sentence; its parts were put together", 0.9
            )
            made[-1] = Known(Piece((*before.piece.lines, *one.piece.lines), False, doubt=doubt), before.facts)
        else:
            made.append(one)
    return made


def _column(lines: Sequence[TextLine]) -> float:
    """The width from which lines fill a column, where a document makes a paragraph of each printed line."""
    widest = max((line.width for line in lines), default=0.0) - _COLUMN_SLACK
    full = sum(line.width >= widest for line in lines)
    return widest if full >= _COLUMN_LINES and full * 2 >= len(lines) else inf


def _is_running(one: Known) -> bool:
    return one.facts.kind in ("paragraph", "")


def _width(piece: Piece) -> float:
    return sum(line.width for line in piece.lines)


def _goes_on(before: Known, after: Known) -> bool:
    """Whether a paragraph stops inside a sentence that the next one, which looks the same, ends."""
    if not (_is_running(before) and _is_running(after) and before.look == after.look):
        return False
    broken, end = before.piece.lines[-1], after.piece.lines[-1]
    if not broken.breaks_off or _width(before.piece) < _SHORTEST_BROKEN:
        return False
    return _may_go_on(after.piece.lines[0]) and (end.end_class is End.STOP or end.breaks_off)


def _may_go_on(line: TextLine) -> bool:
    return not (line.opens or line.lead or line.head) and line.content[0] != "\ufffc"
