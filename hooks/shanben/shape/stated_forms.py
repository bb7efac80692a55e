"""What a document states beyond headings, as entries of an edition: tables with their cells, notes with their marks."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from shanben.lineation import Lines
from shanben.model.editions import DEEPEST, Entry, EntryKind, PlannedCell, PlannedFigure, PlannedNote, PlannedTable
from shanben.model.evidence import Evidence, LineEvidence
from shanben.model.text import Span
from shanben.model.works import NumberForm
from shanben.shape.captions import CAPTION, TABLE_CAPTION
from shanben.shape.numbering import parse_number
from shanben.shape.stated_rows import whole_rows

_NOTHING = LineEvidence(0)
_LISTED = frozenset({EntryKind.PARAGRAPH, EntryKind.ITEM})
_CAPTIONS = frozenset({EntryKind.CAPTION, EntryKind.PARAGRAPH})
_PLAIN = {"verse": EntryKind.VERSE, "quote": EntryKind.QUOTE}


def with_forms(entries: Sequence[Entry], lines: Lines, evidence: Evidence) -> tuple[Entry, ...]:
    """The entries with rows gathered into tables, notes joined to their marks, verse and quotes named as such."""
    calls = _calls(entries, lines, evidence)
    made: list[Entry] = []
    seen: set[str] = set()
    outer = 0
    row = (0, 0)
    stated = {call for places in calls.values() for call in places}
    for entry in entries:
        facts = _facts(entry, lines, evidence)
        if isinstance(entry.form, PlannedNote) and facts.kind != "note":
            entry = _unclaimed(entry, entry.form, stated)
        article = facts.kind == "item" and _is_article(entry, lines)
        if article or entry.kind in (EntryKind.HEADING, EntryKind.TITLE):
            outer = facts.level - 1 if article else 0  # one list may number chapters, articles and their items
        if facts.kind == "row" and entry.kind is EntryKind.PARAGRAPH:
            rest = evidence.printed and (facts.table, facts.row) == row > (0, 0)
            row = (facts.table, facts.row)
            _add_row(made, entry, facts, lines, goes_on=rest)
        elif facts.kind == "note" and entry.kind is EntryKind.NOTE and facts.note not in seen:
            seen.add(facts.note)
            made.append(_note(entry, lines, calls.get(facts.note, ())))
        elif facts.kind == "figure" and facts.image and entry.spans:
            made.append(_figure(entry, facts))
        elif (
            made
            and isinstance(made[-1].form, PlannedFigure)
            and not made[-1].form.caption
            and _is_caption(entry, facts, lines)
        ):
            made[-1] = _captioned(made[-1], made[-1].form, entry)
        elif facts.kind == "item" and facts.level - outer > 1 and entry.kind in _LISTED and not article:
            made.append(replace(entry, kind=EntryKind.ITEM, level=min(facts.level - outer, DEEPEST), run_in=()))
        elif facts.kind in _PLAIN and entry.kind is EntryKind.PARAGRAPH:
            made.append(replace(entry, kind=_PLAIN[facts.kind], run_in=()))
        else:
            made.append(entry)
    return tuple(_with_caption(made, lines, evidence))


def _is_article(entry: Entry, lines: Lines) -> bool:
    """Whether an item of a list is an article of a statute: what opens a section of its own is no item."""
    if not entry.spans:
        return False
    number = parse_number(lines.text[entry.spans[0].start : entry.spans[0].end])
    return number is not None and number.form is NumberForm.ARTICLE


def _facts(entry: Entry, lines: Lines, evidence: Evidence) -> LineEvidence:
    if not entry.spans:
        return _NOTHING
    return evidence.lines.get(lines.at(entry.spans[0].start).number, _NOTHING)


# --- notes ----------------------------------------------------------------------------------------------------------


def _calls(entries: Sequence[Entry], lines: Lines, evidence: Evidence) -> Mapping[str, tuple[Span, ...]]:
    """Where each note is called. What a note calls stays as it is printed: notes have no notes of their own."""
    notes = sorted(
        span for entry in entries if _facts(entry, lines, evidence).kind == "note" and entry.kind is EntryKind.NOTE
        for span in entry.spans
    )  # fmt: skip
    starts = [span.start for span in notes]
    places: dict[str, list[Span]] = defaultdict(list)
    for number, facts in evidence.lines.items():
        start = lines[number].start
        for mark in facts.marks:
            place = Span(start + mark.start, start + mark.end)
            note = bisect_right(starts, place.start) - 1
            if note < 0 or place.start >= notes[note].end:
                places[mark.note].append(place)
    return {note: tuple(spans) for note, spans in places.items()}


def _note(entry: Entry, lines: Lines, calls: Sequence[Span]) -> Entry:
    """A note with the sign it is called by; one that nothing calls stays a note without."""
    if not calls:
        return entry
    mark = lines.text[calls[0].start : calls[0].end]
    return replace(entry, form=PlannedNote(mark, tuple(calls)))


def _unclaimed(entry: Entry, form: PlannedNote, stated: Collection[Span]) -> Entry:
    """What was taken for a note, without the marks that the document itself joins to its own: [1] may be a footnote and
    a work that is cited. What nothing else calls is a line of its list.
    """
    own = tuple(call for call in form.calls if call not in stated)
    if own == form.calls:
        return entry
    return replace(entry, form=replace(form, calls=own)) if own else replace(entry, kind=EntryKind.PARAGRAPH, form=None)


# --- pictures and lists ---------------------------------------------------------------------------------------------


def _figure(entry: Entry, facts: LineEvidence) -> Entry:
    """A picture in the place of the sign that stands for it in the text."""
    form = PlannedFigure(facts.image, alt=facts.alt)
    return replace(entry, kind=EntryKind.FIGURE, form=form, run_in=(), level=None)


def _is_caption(entry: Entry, facts: LineEvidence, lines: Lines) -> bool:
    """Whether words after a picture are its caption: so called by the document, or a number of figures and a name."""
    if facts.kind == "caption":
        return True
    words = "".join(lines.text[span.start : span.end] for span in entry.spans).strip()
    fits = bool(CAPTION.fullmatch(words)) and not TABLE_CAPTION.match(words)
    return fits and entry.kind in (EntryKind.PARAGRAPH, EntryKind.CAPTION, EntryKind.HEADING)


def _captioned(entry: Entry, form: PlannedFigure, caption: Entry) -> Entry:
    """A picture with the caption that follows it."""
    return replace(entry, spans=(*caption.spans, *entry.spans), form=replace(form, caption=caption.spans))


# --- tables ---------------------------------------------------------------------------------------------------------


def _add_row(made: list[Entry], entry: Entry, facts: LineEvidence, lines: Lines, *, goes_on: bool) -> None:
    """A row as part of the table it follows, or of a new one. ``label`` holds the table's name while it is gathered.

    ``goes_on``: it is the rest of the row before, which a page ended inside.
    """
    cells = _cells(entry, facts, lines)
    name = f"table {facts.table}"
    before = made[-1] if made else None
    if before is not None and before.kind is EntryKind.TABLE and before.label == name:
        plan = before.form if isinstance(before.form, PlannedTable) else PlannedTable()
        header = (plan.header or 0) + facts.head if facts.head else plan.header
        rows = (*plan.rows[:-1], _gone_on(plan.rows[-1], cells)) if goes_on else (*plan.rows, cells)
        form = replace(plan, header=header, rows=rows)
        made[-1] = replace(before, spans=_joined(before.spans, entry.spans, lines), form=form)
        return
    form = PlannedTable(header=1 if facts.head else None, rows=(cells,))
    made.append(replace(entry, kind=EntryKind.TABLE, run_in=(), label=name, form=form))


def _gone_on(row: Sequence[PlannedCell], rest: Sequence[PlannedCell]) -> tuple[PlannedCell, ...]:
    """A row with what of it stands on the next page."""
    return tuple(replace(cell, spans=(*cell.spans, *more.spans)) for cell, more in zip(row, rest, strict=True))


def _joined(before: tuple[Span, ...], after: tuple[Span, ...], lines: Lines) -> tuple[Span, ...]:
    """Places of rows, those that follow each other as one."""
    if len(after) == 1 and not lines.text[before[-1].end : after[0].start].strip():
        return (*before[:-1], Span(before[-1].start, after[0].end))
    return (*before, *after)


def _cells(entry: Entry, facts: LineEvidence, lines: Lines) -> tuple[PlannedCell, ...]:
    start = lines.at(entry.spans[0].start).start
    return tuple(
        PlannedCell(
            (Span(start + cell.start, start + cell.end),) if cell.end > cell.start else (), cell.rows, cell.cols
        )
        for cell in facts.cells
    )


def _with_caption(made: Sequence[Entry], lines: Lines, evidence: Evidence) -> list[Entry]:
    """Tables with the caption that stands before them; cells are named only where some span others."""
    done: list[Entry] = []
    for entry in made:
        if entry.kind is not EntryKind.TABLE or not isinstance(entry.form, PlannedTable):
            done.append(entry)
            continue
        form, spans = entry.form, entry.spans
        plain = all(cell.rows == cell.columns == 1 and len(cell.spans) < 2 for row in form.rows for cell in row)
        form = replace(form, rows=() if plain else whole_rows(lines, spans, form.rows))
        if done and _is_table_caption(done[-1], entry, lines, evidence):
            caption = done.pop().spans
            form, spans = replace(form, caption=caption), (*caption, *spans)
        done.append(replace(entry, spans=spans, form=form, label=""))
    return done


def _is_table_caption(entry: Entry, table: Entry, lines: Lines, evidence: Evidence) -> bool:
    """Whether words before a table are its caption: the document says so, or they name a table by its number."""
    if entry.kind not in _CAPTIONS or entry.form is not None:
        return False
    facts = _facts(entry, lines, evidence)
    if facts.table:
        return entry.kind is EntryKind.CAPTION and f"table {facts.table}" == table.label
    words = "".join(lines.text[span.start : span.end] for span in entry.spans).strip()
    return bool(TABLE_CAPTION.match(words) and CAPTION.fullmatch(words))
