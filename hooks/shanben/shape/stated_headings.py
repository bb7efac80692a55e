"""Which numbered and which outstanding words of a document are headings: what it states, then numbers, then looks."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from itertools import pairwise, takewhile

from shanben.model.doubts import Doubt
from shanben.model.editions import EntryKind
from shanben.model.works import NumberForm
from shanben.shape.fields import is_field, is_left_open
from shanben.shape.layout import STRONG_FORMS, End, cells
from shanben.shape.may_head import FORMULA
from shanben.shape.pieces import Piece
from shanben.shape.stated_blocks import Known, filled_in
from shanben.shape.titles import is_bare_annex

LONGEST_DISPLAY = 70
"""Cells of the longest words that stand by themselves."""
KINDS = {
    "title": EntryKind.HEADING, "heading": EntryKind.HEADING, "note": EntryKind.NOTE, "caption": EntryKind.CAPTION,
    "figure": EntryKind.CAPTION,
}  # fmt: skip
KEPT = frozenset({"row", "verse", "quote", "code", *KINDS})
"""Kinds that no rule about words changes."""
BY_WORDS = frozenset({EntryKind.HEADING, EntryKind.PARAGRAPH})
_TOLD = STRONG_FORMS | {NumberForm.HAN, NumberForm.ARTICLE, NumberForm.UNIT, NumberForm.VOLUME}
"""Numbers that tell headings where next to nothing is stated to be one."""
_STRAY, _MANY = 3, 3
"""So many headings at most are stated (lines of a title are one), and so many numbered ones stand beside them."""


def strays(known: Sequence[Known]) -> bool:
    """Whether the few headings that a document states tell nothing of the others: somebody set one by accident.

    None of them is numbered, and words are, as headings are. Where only the title is stated, two of those tell it.
    """
    stated = [one for before, one in pairwise([None, *known]) if one and one.stated and not (before and before.stated)]
    headings = [one.piece for one in known if one.piece.kind is EntryKind.HEADING and not one.stated]
    numbered = [piece for piece in headings if piece.number and piece.number.form in _TOLD]
    if len(stated) > _STRAY or any(one.piece.number for one in known if one.stated):
        return False
    annexes = [piece for piece in headings if piece.number and piece.number.form is NumberForm.ANNEX]
    return len(numbered) >= _MANY or (_is_only_title(known) and (_begin(numbered) or _begin(annexes)))


def _is_only_title(known: Sequence[Known]) -> bool:
    """Whether a document states one heading, and it stands above all that may be one by its number."""
    stated = [one for one in known if one.stated]
    above = takewhile(lambda one: one not in stated, known)
    return len(stated) == 1 and not any(one.piece.kind is EntryKind.HEADING for one in above)


def _begin(numbered: Sequence[Piece]) -> bool:
    """Whether numbers are 1 and 2 of one form."""
    first, second = ([piece.number for piece in numbered] + [None, None])[:2]
    return (
        first is not None and second is not None and first.form is second.form
        and (first.values, second.values) == ((1,), (2,))
    )  # fmt: skip


def heads(one: Known) -> bool:
    """Whether a block stands out as a heading does; signs between two parts (＊＊＊) and formulas are none."""
    if not any(map(str.isalnum, one.piece.key)) or FORMULA.search(one.piece.text) or "。" in one.piece.key[:-1]:
        return False
    alone = one.piece.display or (one.heavy and _is_sentence(one.piece))
    return one.emphasised and alone and one.piece.kind in BY_WORDS and one.facts.kind not in KEPT


def is_filled_in(before: Known | None, one: Known, after: Known | None) -> bool:
    """Whether a block is a line of a form, whose answers are often set larger than its text."""
    return is_field(one.piece, *(other.piece for other in (before, after) if other is not None))


def _is_sentence(piece: Piece) -> bool:
    """Whether it is one short sentence: a heading may end with a full stop where it is set as one."""
    return cells(piece.key) <= LONGEST_DISPLAY and "。" not in piece.key[:-1] and piece.end is End.STOP


def _is_plain_text(one: Known) -> bool:
    """Whether a block without a number ends as a sentence does: set like the text, it is text."""
    return one.look.size > 0 and one.piece.number is None and one.piece.end is End.STOP


def _is_listed_item(one: Known) -> bool:
    """Whether a document states that words without a number are an entry of a list, or what one is called."""
    return one.facts.kind == "item" and one.piece.number is None


def trust_statements(known: Sequence[Known]) -> None:
    """Headings are those the document states; what only its number shows stays one where it stands out, in doubt."""
    forms = {one.piece.number.form for one in known if one.stated and one.piece.number}
    listed = {id(one) for one in _listed(known)} if forms & _TOLD else set()
    told = [one for one in known if one.piece.kind is EntryKind.HEADING and id(one) not in listed]
    for one in known:
        piece = one.piece
        if piece.kind is not EntryKind.HEADING or one.stated:
            continue
        number = piece.number
        strong = number is not None and number.form in STRONG_FORMS and id(one) not in listed
        if strong or (number is not None and one.emphasised and number.form not in forms):
            piece.doubt = Doubt("D133", "its number makes it a heading, the document does not call it one", 0.6)
            continue
        piece.kind = EntryKind.PARAGRAPH
        if number is not None and number.form in forms:
            piece.doubt = Doubt("D133", "its number is that of headings, the document does not call it one", 0.6)
    for one in _in_full_sequences(told, forms):
        one.piece.kind = EntryKind.HEADING
    headings = [one for one in known if one.piece.kind is EntryKind.HEADING]
    alike = {(one.piece.number.form, one.look) for one in headings if one.piece.number}
    for one in known:
        if one.piece.number and (one.piece.number.form, one.look) in alike and not one.stated and heads(one):
            one.piece.kind = EntryKind.HEADING
            message = "it is numbered and set as headings are, the document does not call it one"
            one.piece.doubt = Doubt("D133", message, 0.7)


def head_annexes(known: Sequence[Known]) -> None:
    """Make headings of the entries of a list that the document itself numbers as annexes (附件1：), and of what is
    nothing but such a number, with text below each; where nothing stands between them they list what is sent along.
    """
    for one, below in pairwise(known):
        listed = one.facts.kind == "item" and _is_annex(one) and one.piece.display
        alone = one.facts.kind in ("", "paragraph") and one.piece.kind in BY_WORDS and is_bare_annex(one.piece)
        if (listed or (alone and one.piece.number and one.piece.number.values)) and not _is_annex(below):
            one.piece.kind = EntryKind.HEADING


def _is_annex(one: Known) -> bool:
    return one.piece.number is not None and one.piece.number.form is NumberForm.ANNEX


def _in_full_sequences(told: Sequence[Known], forms: Collection[NumberForm]) -> Iterator[Known]:
    """What its number tells to be a heading in a part of a document that states none of this form, as others do.

    ``told`` are the headings as words tell them and ``forms`` the numbers of stated ones. The numbers begin with 1 and
    follow each other.
    """
    run: list[Known] = []
    for one in told:
        number = one.piece.number
        if number is None or number.form not in _TOLD:
            continue
        follows = not one.stated and number.form in forms and number.values == (len(run) + 1,)
        if follows and all(other.piece.number and other.piece.number.form is number.form for other in run):
            run.append(one)
            continue
        if len(run) >= _MANY and not (one.stated and number.values == (len(run) + 1,)):
            yield from run
        run = []
    if len(run) >= _MANY:
        yield from run


def _listed(known: Sequence[Known]) -> Iterator[Known]:
    """Unstated numbered words that follow each other with nothing between: a list, as of what a text is made of."""
    run: list[Known] = []
    for one in known:
        number = one.piece.number
        if number and number.form in _TOLD and not one.stated and one.piece.display:
            run.append(one)
            continue
        if len(run) >= _MANY:
            yield from run
        run = []


def trust_looks(known: Sequence[Known]) -> None:
    """Without statements: numbers and looks together. Where headings stand out, what looks like the text is none."""
    covers = filled_in(known)
    for before, one, after in zip([None, *known], known, [*known[1:], None], strict=False):
        if one.stated:
            one.piece.kind = EntryKind.HEADING
        elif id(one) in covers:
            one.piece.kind = EntryKind.PARAGRAPH
        elif heads(one) and not (is_filled_in(before, one, after) or is_left_open(one.piece)):
            one.piece.kind = EntryKind.HEADING
        elif (
            one.piece.kind is EntryKind.HEADING and not one.emphasised and (_is_plain_text(one) or _is_listed_item(one))
        ):
            one.piece.kind, one.piece.doubt = EntryKind.PARAGRAPH, None
    shown = [one for one in known if one.piece.kind is EntryKind.HEADING and (one.emphasised or one.stated)]
    forms = {one.piece.number.form for one in shown if one.piece.number}
    for one in known[1:]:
        if one.piece.kind is not EntryKind.HEADING or one.emphasised or one.stated or not shown:
            continue
        number = one.piece.number
        if (number is None and len(shown) > 1) or (number is not None and number.form in forms):
            one.piece.kind = EntryKind.PARAGRAPH
    for run in _steps(known):
        heading = [one for one in run if one.piece.kind is EntryKind.HEADING]
        if heading and len(heading) < len(run) and not any(one.emphasised or one.stated for one in heading):
            for one in heading:
                one.piece.kind, one.piece.doubt = EntryKind.PARAGRAPH, None


def _steps(known: Sequence[Known]) -> Iterator[list[Known]]:
    """Runs of 1. 2. 3. between headings that stand out: all of them are headings, or none."""
    run: list[Known] = []
    for one in known:
        number = one.piece.number
        if one.piece.kind is EntryKind.HEADING and (one.emphasised or one.stated):
            yield run
            run = []
        elif number is not None and number.form is NumberForm.ARABIC and number.values:
            if number.values != (len(run) + 1,):
                yield run
                run = []
            if number.values == (len(run) + 1,):
                run.append(one)
    yield run
