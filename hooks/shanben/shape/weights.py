"""What each piece of evidence weighs for where paragraphs begin, in log odds; see ``boundaries``."""

from __future__ import annotations

from dataclasses import dataclass

from shanben.model.works import NumberForm
from shanben.shape.layout import STRONG_FORMS, End

AFTER_TEXT: dict[End, float] = {
    End.STOP: 2.6, End.SEMICOLON: 1.2, End.COLON: 0.8, End.COMMA: -4.0, End.CLOSER: -2.5, End.FIGURE: -3.5,
    End.WORD: -4.2, End.BRACKET: -1.2,
}  # fmt: skip
"""For a new block after a line of text that ends so."""
AFTER_DISPLAY: dict[End, float] = {
    End.STOP: 1.0, End.SEMICOLON: 0.0, End.COLON: 0.5, End.COMMA: -4.0, End.CLOSER: 0.3, End.FIGURE: 0.0, End.WORD: 0.0,
    End.BRACKET: 0.3,
}  # fmt: skip
AS_DISPLAY: dict[End, float] = {
    End.STOP: -4.0, End.SEMICOLON: -4.0, End.COLON: -2.0, End.COMMA: -1.0, End.CLOSER: 0.0, End.FIGURE: 0.0,
    End.WORD: 0.0, End.BRACKET: 0.0,
}  # fmt: skip
"""For a line as part of a display block, by how it ends."""
NUMBERED: dict[NumberForm, float] = {
    NumberForm.NONE: 0.0, NumberForm.BOOK: 4.0, NumberForm.SUBBOOK: 4.0, NumberForm.PART: 3.0, NumberForm.CHAPTER: 4.0,
    NumberForm.DIVISION: 4.0, NumberForm.ARTICLE: 3.0, NumberForm.HAN: 2.5, NumberForm.HAN_PAREN: 2.5,
    NumberForm.ARABIC: 1.5, NumberForm.ARABIC_PAREN: 1.5, NumberForm.CIRCLED: 2.0, NumberForm.DECIMAL: 0.5,
    NumberForm.VOLUME: 3.0, NumberForm.UNIT: 3.0, NumberForm.CLAUSE: 3.0, NumberForm.POINT: 3.0, NumberForm.FORMAL: 3.0,
    NumberForm.STEM: 2.0, NumberForm.STEM_PAREN: 2.0, NumberForm.BRANCH: 2.0, NumberForm.ROMAN: 2.0,
    NumberForm.LATIN_PAREN: 1.5, NumberForm.ROMAN_PAREN: 1.5,
    NumberForm.ANNEX: 1.0, NumberForm.ORDINAL: 0.8, NumberForm.ONE_IS: 0.8, NumberForm.FIRST: 0.5,
}  # fmt: skip
"""For a new block before a line that begins with such a number."""
HEADING_NUMBER: dict[NumberForm, float] = {
    **dict.fromkeys(STRONG_FORMS, 4.5), NumberForm.HAN: 1.5, NumberForm.HAN_PAREN: 1.2,
    NumberForm.VOLUME: 3.0, NumberForm.UNIT: 4.5, NumberForm.CLAUSE: 3.0, NumberForm.POINT: 3.0, NumberForm.FORMAL: 2.0,
    NumberForm.STEM: 1.2, NumberForm.STEM_PAREN: 1.2, NumberForm.BRANCH: 1.2, NumberForm.ROMAN: 1.5,
    NumberForm.ANNEX: 2.0, NumberForm.ARTICLE: -5.0,
}  # fmt: skip
WEAK_HEADING = frozenset({NumberForm.HAN, NumberForm.HAN_PAREN})
"""Numbers that items have as well: a heading of one line is short, an item of two is not."""
NAMED = frozenset({"前言", "序言", "引言", "导言", "结束语", "结语", "目录", "附则", "总则", "附录"})


@dataclass(frozen=True, slots=True)
class Weights:
    """Log odds of the evidence that is not a table above."""

    new_paragraph: float = -0.8
    new_display: float = -3.2
    display_on: float = -1.1
    short: float = 2.6
    """A line that ends although the next characters would have fitted …"""
    just_short: float = 1.2
    shorter: float = 0.45
    """… and more for each cell of room, up to ``shortest``."""
    shortest: float = 6.5
    full: float = -2.0
    too_wide_for_first: float = -3.0
    never_first: float = -8.0
    open_bracket: float = -2.5
    lead: float = 2.5
    """For a new block before words that open a report (本报讯, 新华社北京, 【 … 】)."""
    lead_again: float = 4.5
    """… the same ones again and again."""
    next_number: float = 4.0
    next_heading: float = 0.8
    heads_numbers: float = 2.0
    """For a numbered line as a heading where the first of another kind of number stands below it."""
    first_number: float = 0.5
    first_after_colon: float = 2.5
    """… and more below a line that announces it: …有下列情形之一的："""
    heading_without_blank: float = -0.6
    """How much of a missing blank line is forgiven before and after a heading."""
    stray_number: float = -1.0
    inline_number: float = -6.0
    """… after the number before it, inside a line: （一）…；（二）…"""
    sentence_inside: float = -4.0
    """A full stop inside a line of a display block …"""
    clause_inside: float = -0.6
    """… a comma …"""
    no_mark_inside: float = 1.1
    """… and neither: of ordinary text few lines have none."""
    named: float = 4.0
    """A name that parts have, or one with the column of a paper behind it."""
    letter_spaced: float = -2.0
    """A line that was spaced out to fill the column, as part of a display block."""


WEIGHTS = Weights()
