"""What a draft says of tables and notes beside their places: captions, marks and where these stand.

Only what is found is said: a note whose mark stands nowhere before it stays a note that is read where it is printed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from shanben.lineation import Lines
from shanben.model.doubts import Doubt
from shanben.model.editions import Entry, EntryKind, PlannedNote, PlannedTable
from shanben.model.text import Span
from shanben.shape.captions import CAPTION, TABLE_CAPTION, UNIT
from shanben.shape.lines import edges
from shanben.shape.marks import (
    NOTE_MARK,
    NOTES_HEADING,
    Noted,
    Worded,
    marks_in_line,
    next_mark,
    places_of,
    worded_mark,
)
from shanben.shape.notes_below import notes_below
from shanben.shape.tables import rows_of

_BEFORE = frozenset({EntryKind.PARAGRAPH, EntryKind.HEADING, EntryKind.CAPTION})
_TEXT = frozenset({EntryKind.PARAGRAPH, EntryKind.ITEM})
_MOST_LINES = 100
"""Lines of several notes, or heads of notes, in one work; more are something else, and take long to look through."""
_ENOUGH = 0.8
"""Share of the numbered lines under a heading of notes whose marks must stand in the text."""


def with_drafted_forms(lines: Lines, entries: Sequence[Entry]) -> tuple[Entry, ...]:
    """The entries of one work with captions joined to their tables, and notes to the places that call them."""
    told = notes_below(lines.text, _endnotes(lines.text, list(_captioned(lines, entries))))
    return tuple(_noted(lines.text, _worded(lines.text, list(_one_by_one(lines.text, told)))))


# --- captions --------------------------------------------------------------------------------------------------------


def _captioned(lines: Lines, entries: Sequence[Entry]) -> Iterator[Entry]:
    held: Entry | None = None
    table = EntryKind.TABLE
    for entry in entries:
        if entry.kind is table and entry.form is None:
            if held is not None:
                entry = replace(entry, spans=(*held.spans, *entry.spans), form=PlannedTable(held.spans))
                held = None
            else:
                entry = _own_caption(lines, entry)
        if held is not None and _is_unit(lines.text, entry):
            held = replace(held, spans=(*held.spans, *entry.spans))
            continue
        if held is not None:
            yield held
        held = entry if _is_caption(lines.text, entry) else None
        if held is None:
            yield entry
    if held is not None:
        yield held


def _is_caption(text: str, entry: Entry) -> bool:
    if entry.kind not in _BEFORE or not entry.spans or text[entry.spans[0].start] not in "附表专專续續T":
        return False
    words = _words(text, entry)
    return bool(TABLE_CAPTION.match(words)) and bool(CAPTION.fullmatch(words))


def _is_unit(text: str, entry: Entry) -> bool:
    return entry.kind is EntryKind.PARAGRAPH and bool(UNIT.fullmatch(_words(text, entry)))


def _own_caption(lines: Lines, entry: Entry) -> Entry:
    """A table whose first line is its caption."""
    own = [(start, end) for extent in entry.spans for _, start, end in lines.within(extent)]
    if len(own) < 3 or len(entry.spans) != 1:
        return entry
    first, end = own[0]
    words = lines.text[first:end].strip()
    if not (TABLE_CAPTION.match(words) and CAPTION.fullmatch(words)):
        return entry
    if len(rows_of(lines, (Span(first, end),))[0]) > 2:
        return entry
    caption, rest = (Span(*edges(lines.text, first, end)),), Span(own[1][0], entry.spans[0].end)
    return replace(entry, spans=(*caption, rest), form=PlannedTable(caption))


# --- notes -----------------------------------------------------------------------------------------------------------


def _endnotes(text: str, entries: list[Entry]) -> list[Entry]:
    """Numbered lines under words that say notes, where their marks stand in the text before."""
    found = list(entries)
    labels = (EntryKind.HEADING, EntryKind.PARAGRAPH)
    headings = [at for at, entry in enumerate(entries) if entry.kind in labels and _is_short(entry)]
    index = tried = 0
    for at in headings:
        if at < index or not NOTES_HEADING.fullmatch(_words(text, entries[at])):
            continue
        first = index = at + 1
        while index < len(entries) and entries[index].kind in _TEXT:
            index += 1
        marked = [at for at in range(first, index) if NOTE_MARK.match(_words(text, entries[at]))]
        tried += len(marked) > 1
        if len(marked) < 2 or tried > _MOST_LINES:
            continue
        noted = [Noted(str(at), _mark(text, entries[at]), entries[at].spans[0].start) for at in marked]
        places = places_of(text, noted, [one.spans for one in entries[: first - 1] if one.kind is not EntryKind.NOTE])
        if len(places) < _ENOUGH * len(marked):
            continue
        for at in marked:
            if str(at) in places:
                doubt = Doubt("D360", "numbered lines under a heading of notes, whose marks stand in the text", 0.8)
                form = PlannedNote(_mark(text, entries[at]), places[str(at)])
                found[at] = replace(
                    entries[at], kind=EntryKind.NOTE, run_in=(), form=form, doubt=doubt if at == marked[0] else None
                )
    return found


def _is_short(entry: Entry) -> bool:
    return len(entry.spans) == 1 and len(entry.spans[0]) <= _LONGEST_LABEL


_LONGEST_LABEL = 6


def _one_by_one(text: str, entries: Sequence[Entry]) -> Iterator[Entry]:
    """Several notes in one line (注释：①…②…③…) each by itself, where the marks of all of them stand before."""
    lines = {at: marks for at, entry in enumerate(entries) if (marks := _marks_in_line(text, entry))}
    for at, entry in enumerate(entries):
        places: Mapping[str, tuple[Span, ...]] = {}
        opened = lines.get(at, ()) if len(lines) <= _MOST_LINES else ()
        if opened:
            texts = [one.spans for one in entries[:at] if one.kind is not EntryKind.NOTE]
            places = places_of(text, [Noted(mark, mark, start) for start, mark in opened], texts)
        if not opened or len(places) < len(opened):
            yield entry
            continue
        ends = [*(start for start, _ in opened[1:]), entry.spans[0].end]
        for (start, mark), end in zip(opened, ends, strict=True):
            own = (Span(*edges(text, start, end)),)
            yield replace(entry, spans=own, kind=EntryKind.NOTE, run_in=(), form=PlannedNote(mark, places[mark]))


def _marks_in_line(text: str, entry: Entry) -> Sequence[tuple[int, str]]:
    if entry.kind not in _TEXT or len(entry.spans) != 1 or text[entry.spans[0].start] not in "注註尾附脚腳【〔[［（(":
        return ()
    return marks_in_line(text, entry.spans[0].start, entry.spans[0].end)


def _worded(text: str, entries: list[Entry]) -> list[Entry]:
    """Lines that say that they are a note and which (注①：…, 注1：…, below that ②：…), where its mark stands before."""
    opened: dict[int, Worded] = {}
    for at, entry in enumerate(entries):
        if entry.kind not in _TEXT or not entry.spans:
            continue
        start, end = entry.spans[0].start, entry.spans[0].end
        above = opened.get(at - 1)
        if mark := worded_mark(text, start, end) or (next_mark(text, start, end, above) if above else None):
            opened[at] = mark
    if not opened:
        return entries
    noted = [
        Noted(f"{at} {sign}", sign, entries[at].spans[0].start) for at, mark in opened.items() for sign in mark.marks
    ]
    texts = [one.spans for at, one in enumerate(entries) if at not in opened and one.kind is not EntryKind.NOTE]
    places = places_of(text, noted, texts)
    found = list(entries)
    for at, mark in opened.items():
        sign = next((sign for sign in mark.marks if f"{at} {sign}" in places), "")
        if sign:
            form = PlannedNote(sign, places[f"{at} {sign}"])
            found[at] = replace(entries[at], kind=EntryKind.NOTE, run_in=(), form=form)
    return found


def _noted(text: str, entries: Sequence[Entry]) -> Iterator[Entry]:
    """Notes that open with a mark, with the places where it stands before them."""
    if EntryKind.NOTE not in [entry.kind for entry in entries]:
        yield from entries
        return
    noted = [
        Noted(str(index), _mark(text, entry), entry.spans[0].start)
        for index, entry in enumerate(entries)
        if entry.kind is EntryKind.NOTE and entry.form is None and entry.spans and _mark(text, entry)
    ]
    texts = [entry.spans for entry in entries if entry.kind not in (EntryKind.NOTE, EntryKind.FURNITURE)]
    places = places_of(text, noted, texts) if noted else {}
    for index, entry in enumerate(entries):
        stands = places.get(str(index))
        yield replace(entry, form=PlannedNote(_mark(text, entry), stands)) if stands else entry


def _mark(text: str, entry: Entry) -> str:
    match = NOTE_MARK.match(_words(text, entry))
    return match[0] if match else ""


def _words(text: str, entry: Entry) -> str:
    return "".join(text[span.start : span.end] for span in entry.spans).strip()
