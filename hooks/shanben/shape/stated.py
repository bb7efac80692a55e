"""A draft from evidence: what a document states of itself is weighed before any rule about words.

Stated headings (outline level, tag, bookmark, contents) come before a pattern of numbers, numbers before size, size
before weight and place in the line. Where a statement and a number disagree, a doubt says so.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from itertools import pairwise, takewhile

from shanben.lineation import Lines
from shanben.model.doubts import Doubt
from shanben.model.editions import DEEPEST, EntryKind
from shanben.model.evidence import Evidence, LineEvidence
from shanben.model.text import GapReason, Span
from shanben.model.works import Number, NumberForm
from shanben.shape.annex_titles import title_annexes
from shanben.shape.contents import contents_list, is_label
from shanben.shape.layout import STRONG_FORMS, End, TextLine, cells, text_lines
from shanben.shape.levels import RANKS
from shanben.shape.note_labels import note_labels
from shanben.shape.notices import notices
from shanben.shape.paper_authors import name_authors
from shanben.shape.part_words import MONTH
from shanben.shape.parts import is_address, is_kind_of_document, is_page_number
from shanben.shape.pieces import Piece
from shanben.shape.placed_verse import join_placed_verse
from shanben.shape.roles import assign_roles
from shanben.shape.sequences import doubt_sequences
from shanben.shape.stated_blocks import Known, Look, mistaken, whole_paragraphs
from shanben.shape.stated_headings import (
    BY_WORDS,
    KEPT,
    KINDS,
    LONGEST_DISPLAY,
    head_annexes,
    is_filled_in,
    strays,
    trust_looks,
    trust_statements,
)
from shanben.shape.stated_titles import as_one, opening_run, whole_title
from shanben.shape.stated_works import ONE_BOOK, divided, is_part
from shanben.shape.titles import is_bare_annex
from shanben.shape.works import Draft

_LARGER = 1.06
"""By how much larger than the text a size must be to be another."""
_UNSURE = 0.5
_OPENING = 8
"""Blocks among which a title stands."""
_PARTS = {"page-number": GapReason.PAGE_NUMBER, "running-head": GapReason.RUNNING_HEAD, "rule": GapReason.RULE}
_TITLE_TAG = ("title", "tag")
"""A title whose document has tags for headings; else the other headings are told by their looks."""
_DIVISIONS = STRONG_FORMS | {NumberForm.ARTICLE, NumberForm.CLAUSE, NumberForm.POINT}
"""Numbers that items of a list do not have."""
_BELOW_STATED = 100.0
"""Rank of headings that only their numbers show, where others are stated: below all of those."""


def stated_draft(lines: Lines, evidence: Evidence) -> tuple[list[Draft], list[tuple[TextLine, GapReason]]]:
    """The works of a document, and the lines of it that belong to the page or repeat its headings as a list."""
    own = text_lines(lines, [Span(0, len(lines.text))])
    furniture = [(line, reason) for line in own if (reason := _furniture(evidence.lines.get(line.number)))]
    furniture += [(own[at], GapReason.NOTICE) for at in notices(own)]
    furniture += [(line, GapReason.CONTENTS) for line in _labels(own, furniture)]
    furniture += [(line, GapReason.NOTE_MARK) for line in note_labels(own, evidence)]
    gone = {line.number for line, _ in furniture}
    kept = [line for line in own if line.number not in gone]
    listed = contents_list(kept)
    furniture += [(kept[at], GapReason.CONTENTS) for at in listed]
    known = _blocks([line for at, line in enumerate(kept) if at not in listed], evidence)
    if not known:
        return [Draft([])], furniture
    if not evidence.printed:
        known = whole_paragraphs(known)
    mistaken(known)
    _emphasise(known)
    stated = any(_is_stated(one, evidence) for one in known)
    pieces = [one.piece for one in known]
    for one in known:
        one.piece.kind = EntryKind.CAPTION if one.facts.kind in KEPT else EntryKind.PARAGRAPH
        one.piece.kind = KINDS.get(one.facts.kind, one.piece.kind)
    assign_roles(pieces)
    for one in known:
        if one.facts.kind in KEPT:
            one.piece.kind = KINDS.get(one.facts.kind, EntryKind.PARAGRAPH)
    (trust_statements if stated and not strays(known) else trust_looks)(known)
    name_authors(known)
    head_annexes(known)
    title_annexes(known)
    join_placed_verse(known)
    for one in known:
        number = one.piece.number
        if one.facts.kind == "item" and one.piece.kind is EntryKind.PARAGRAPH:
            one.piece.kind = EntryKind.PARAGRAPH if number and number.form in _DIVISIONS else EntryKind.ITEM
    return [_drafted(work, evidence) for work in divided(known, evidence)], furniture


def _is_stated(one: Known, evidence: Evidence) -> bool:
    """Whether a heading is stated not by the contents of a book only: what these do not list is told by its look."""
    listed = evidence.importer in ONE_BOOK and one.facts.by == "contents" and one.facts.size > 0
    return (one.facts.kind == "heading" and not listed) or (one.facts.kind, one.facts.by) == _TITLE_TAG


def _drafted(known: list[Known], evidence: Evidence) -> Draft:
    """One work: its title and the levels of its headings."""
    title = _title(known, by_place=evidence.importer not in ONE_BOOK)
    _levels([one for one in known if one.piece is not title])
    pieces = [one.piece for one in known]
    doubt_sequences(pieces)
    return Draft(pieces, title)


def _labels(own: Sequence[TextLine], furniture: Sequence[tuple[TextLine, GapReason]]) -> list[TextLine]:
    """The words above the lists of contents that a document states."""
    listed = {line.number for line, reason in furniture if reason is GapReason.CONTENTS}
    above = (one for one, after in pairwise(own) if after.number in listed and one.number not in listed)
    return [one for one in above if is_label(one.content)]


def _furniture(facts: LineEvidence | None) -> GapReason | None:
    if facts is None:
        return None
    if facts.kind == "contents":
        return GapReason.CONTENTS
    return _PARTS.get(facts.part) if facts.furniture >= _UNSURE else None


def _blocks(lines: Sequence[TextLine], evidence: Evidence) -> list[Known]:
    """The blocks of a document: lines that it says are one, and every other line and every row by itself."""
    groups: list[list[TextLine]] = []
    begun: dict[int, list[TextLine]] = {}
    for line in lines:
        facts = evidence.lines.get(line.number)
        block = facts.block if facts and facts.kind != "row" else 0
        if block and block in begun:
            begun[block].append(line)
            continue
        groups.append([line])
        if block:
            begun[block] = groups[-1]
    return [
        Known(Piece(tuple(group), _stands_alone(group)), evidence.lines.get(group[0].number) or LineEvidence(0))
        for group in groups
    ]


def _stands_alone(group: Sequence[TextLine]) -> bool:
    """Whether words are short and end as no sentence does."""
    width = sum(line.width for line in group)
    return width <= LONGEST_DISPLAY and group[-1].end_class not in (End.STOP, End.SEMICOLON, End.COMMA, End.COLON)


def _emphasise(known: Sequence[Known]) -> None:
    """Find what stands out from the text by its look."""
    weights: dict[tuple[float, bool], float] = defaultdict(float)
    centred = 0.0
    for one in known:
        if one.facts.kind in ("paragraph", "item", ""):
            width = cells(one.piece.key)
            weights[one.look.size, one.look.bold] += width
            centred += width * one.look.centred
    if not weights:
        return
    size, bold = max(weights, key=weights.__getitem__)
    flush = centred * 2 < sum(weights.values())
    for one in known:
        larger = size > 0 and one.look.size >= size * _LARGER
        heavier = one.look.bold and not bold
        placed = one.look.centred and flush and one.look.size >= size
        one.heavy = larger or heavier
        one.emphasised = one.heavy or placed


def _title(known: list[Known], *, by_place: bool = True) -> Piece | None:
    """The title: what is called so, or the only heading of the highest level if it comes first, or the first words.

    ``by_place``: the first words may be it. E-books begin with their cover, their publisher and their contents.
    """
    _name_annex(known)
    named = next((at for at, one in enumerate(known) if one.facts.kind == "title"), None)
    headings = [one for one in known if one.piece.kind is EntryKind.HEADING]
    if named is not None and _may_stand_above(known[:named]):
        _make_series(known[:named])
        return known[named].piece
    stated = [one for one in headings if one.stated]
    if stated:
        highest = min(one.facts.level for one in stated)
        tops = [one for one in stated if one.facts.level == highest]
        opening = opening_run(known, tops)
        above = _above(known, opening)
        if above:
            opening[0].piece.kind = EntryKind.PARAGRAPH
            return whole_title(known, above)
        if opening and tops[0] is headings[0]:
            numbered = [(one, after) for one, after in pairwise(known) if one.piece.number]
            called = [after for one, after in numbered if one in tops or is_bare_annex(one.piece)]  # below 附件三
            others = [one for one in tops[len(opening) :] if one not in called]
            if all(one.piece.number or one.look.size < opening[0].look.size for one in others):
                return as_one(known, opening) if len(opening) > 1 else whole_title(known, opening[0])
    first = _first_words(known) if by_place else _largest(headings)
    if by_place and (first is None or not first.emphasised or first.facts.kind == "row"):
        first = _below_small_words(known) or first
    if first is None or first.facts.kind == "row" or not first.piece.display or first.stated or is_part(first):
        return None
    return whole_title(known, first)


def _above(known: Sequence[Known], opening: Sequence[Known]) -> Known | None:
    """The words of a cover above the first stated heading that are larger, where that is only its month or day."""
    if len(opening) != 1 or not MONTH.match(opening[0].piece.key):
        return None
    above = takewhile(lambda one: one is not opening[0], known)
    least = opening[0].look.size * _LARGER
    return next((one for one in above if one.piece.kind in BY_WORDS and one.look.size > least and one.emphasised), None)


def _name_annex(known: Sequence[Known]) -> None:
    """Where a document is itself one annex, its first line says of what series: 附件4 above the title."""
    annexes = [one for one in known if is_bare_annex(one.piece)]
    if len(annexes) == 1 and annexes[0] is known[0] and len(known) > 1:
        known[0].piece.kind, known[0].piece.doubt = EntryKind.SERIES, None


def _largest(headings: Sequence[Known]) -> Known | None:
    """The first heading where it is set larger than every other."""
    first = headings[0] if len(headings) > 1 else None
    return first if first and all(one.look.size < first.look.size for one in headings[1:]) else None


def _first_words(known: Sequence[Known]) -> Known | None:
    """The first words that may be a title.

    On a cover that is what stands out from the addresses, the answers of a form and the kind of document above it.
    """
    words = [one for one in known if one.piece.kind in BY_WORDS]
    around = zip([None, *words], words, [*words[1:], None], strict=False)
    above = list(takewhile(lambda three: _stands_above(*three), around))
    kinds = [one for _, one, _ in above if is_kind_of_document(one.piece)]
    below = words[len(above)] if len(above) < len(words) else None
    if not above or below is None:
        return words[0] if words else None
    if not below.emphasised:
        return kinds[0] if kinds else None
    for one in kinds:
        one.piece.kind = EntryKind.SERIES
    return below


def _below_small_words(known: Sequence[Known]) -> Known | None:
    """The largest words of a document, where only small ones stand above: the number of an article of a journal."""
    sizes = [one.look.size for one in known if one.piece.kind is EntryKind.HEADING]
    first = next((one for one in known[:_OPENING] if one.piece.kind is EntryKind.HEADING), None)
    alone = first is not None and first.heavy and not first.piece.number and first.look.size == max(sizes) > 0
    return first if alone else None


def _stands_above(before: Known | None, one: Known, after: Known | None) -> bool:
    """Whether words are no title: an address, the number of a page, a kind of document, an answer beside another."""
    if is_address(one.piece) or is_kind_of_document(one.piece) or is_page_number(one.piece):
        return True
    return not one.emphasised and is_filled_in(before, one, after)


def _may_stand_above(known: Sequence[Known]) -> bool:
    """Whether blocks may stand above a title: no heading is among them, or nothing but lines that are set like one.

    Below a heading with its text stands no title.
    """
    headings = [one for one in known if one.piece.kind is EntryKind.HEADING]
    return not headings or (len(headings) == len(known) and not any(one.piece.number for one in headings))


def _make_series(known: Sequence[Known]) -> None:
    """Make lines above a title that are set like one the name of a body or of a series."""
    for one in known:
        if one.piece.kind is EntryKind.HEADING:
            one.piece.kind = EntryKind.SERIES
            one.piece.doubt = one.piece.doubt or Doubt("D133", "it is set as a heading and stands above the title", 0.7)


def _levels(known: Sequence[Known]) -> None:
    """The depth of every heading but the title: the stated one, or after number and look."""
    headings = [one for one in known if one.piece.kind is EntryKind.HEADING]
    ranks = _look_ranks(headings)
    stack: list[float] = []
    annexes = {id(after) for one, after in pairwise(known) if one in headings and is_bare_annex(one.piece)}
    rank = 0.0
    for one in headings:
        above, rank = rank, float(one.facts.level) if one.stated else ranks(one)
        if id(one) in annexes and one.piece.number is None and (not one.stated or rank == above):
            rank = above + _ITS_TITLE
        while stack and stack[-1] >= rank:
            stack.pop()
        stack.append(rank)
        one.piece.level = min(len(stack) + 1, DEEPEST)


_ITS_TITLE = 0.25
"""By how much the title of an annex lies below the words 附件1 above it."""
_Form = tuple[NumberForm, int]
"""How a number is written, and of how many figures it is made where these count: 1.2.3."""


def _form(number: Number) -> _Form:
    return number.form, len(number.values) if number.form is NumberForm.DECIMAL else 0


class _look_ranks:  # noqa: N801  # a function that remembers
    """How deep an unstated heading lies: as stated ones with its form of number, by that form, or as its look lies."""

    def __init__(self, headings: Sequence[Known]) -> None:
        levels: dict[_Form, Counter[int]] = {}
        for one in headings:
            if one.piece.number and one.stated:
                levels.setdefault(_form(one.piece.number), Counter())[one.facts.level] += 1
        self._level_of = {form: float(found.most_common(1)[0][0]) for form, found in levels.items()}
        self._stated = any(one.stated for one in headings)
        forms: dict[Look, Counter[NumberForm]] = {}
        for one in headings:
            if one.piece.number and not one.stated:
                forms.setdefault(one.look, Counter())[one.piece.number.form] += 1
        self._of_look = {look: min(RANKS.get(form, 0.0) for form in found) for look, found in forms.items()}
        plain = {one.look for one in headings if not one.piece.number and not one.stated} - set(self._of_look)
        self._plain = sorted(plain, key=lambda look: (-look.size, not look.bold, not look.centred))

    def _numbered(self, number: Number) -> float:
        """The level of a number: of stated ones like it; chapters lie over stated 1.1, and 1.1.1 below it."""
        form, figures = _form(number)
        if (form, figures) in self._level_of:
            return self._level_of[form, figures]
        like = [level + figures - other for (kind, other), level in self._level_of.items() if kind is form]
        if like:
            return min(like)
        rank = RANKS.get(form, -1.0)
        below = [level for (other, _), level in self._level_of.items() if RANKS.get(other, rank) > rank]
        if below and form in STRONG_FORMS:
            return min(below) - 0.5
        return (_BELOW_STATED if self._stated else 0.0) + rank + figures / 100

    def __call__(self, one: Known) -> float:
        base = _BELOW_STATED if self._stated else 0.0
        number = one.piece.number
        if number is not None:
            return self._numbered(number)
        if one.look in self._of_look:
            return base + self._of_look[one.look]
        larger = [rank for look, rank in self._of_look.items() if look.size < one.look.size]
        place = self._plain.index(one.look) / (len(self._plain) + 1)
        if larger:
            return base + min(larger) - 1 + place
        smaller = max(self._of_look.values(), default=-2.0)
        return base + (smaller + 0.5 if self._of_look else -1.0) + place / 4
