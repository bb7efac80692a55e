"""Notes right below the text that calls them, with no word over them: as annotated editions of short texts have them.

Their marks tell them: each opens a line, or a sentence of one, and stands before in the text of the same section, where
a note is called and not where things are counted up (三种：①起雾；②涨水).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from shanben.model.doubts import Doubt
from shanben.model.editions import Entry, EntryKind, PlannedNote
from shanben.model.text import Span
from shanben.shape.lines import edges
from shanben.shape.marks import NOTE_MARK, Noted, counts_from_one, mark_after, places_of

_NOTES = frozenset({EntryKind.PARAGRAPH, EntryKind.ITEM, EntryKind.NOTE})
_OVER = frozenset({EntryKind.HEADING, EntryKind.TITLE, EntryKind.SUPPLIED})
_COUNTED_UP = re.compile(r"[：:；;、，,]\s*$")
"""Before marks that count things up: 三种：①起雾；②涨水."""
_NAMED = re.compile(r"[如见見照據据按与與和及到至由自在第项項款]\s*$")
"""Before marks that name items: 开闸按①，闭闸按②."""
_PAUSE = re.compile(r"\s*(?:[，。；：、！？”’」』）》…]|$)")
_BEFORE = "。！？；”’」』）)"
"""What may stand before the next note in a line."""
_NEAR = 6
"""Characters beside a mark that are looked at."""
_ROOM = 20
"""Characters before the next note in a line among which the last is looked for: the line may be long."""
_ITEMS = "（(*"
"""How items of lists begin as well, of which a text may speak: 依照（1）、（2）办理."""
_MOST = 400
"""Runs of notes in one work; more would take long to look through."""

_Run = list[tuple[int, list[tuple[int, str]]]]
"""Entries that open with marks counting on from 1: the place of each, and where its notes begin, with their marks."""


def notes_below(text: str, entries: Sequence[Entry]) -> list[Entry]:
    """The entries of one work with such notes, each by itself, joined to the places that call them."""
    found: dict[int, list[Entry]] = {}
    runs = list(_runs(text, entries))
    for first, run in runs if len(runs) <= _MOST else ():
        texts = [one.spans for one in entries[first : run[0][0]] if one.kind is not EntryKind.NOTE and one.spans]
        noted = [Noted(mark, mark, start) for _, opened in run for start, mark in opened]
        places = places_of(text, noted, texts)
        if len(places) == len(noted) and _are_calls(text, [places[one.name] for one in noted]):
            for at, opened in run:
                found[at] = _parted(text, entries[at], opened, places)
            own = found[run[0][0]]
            if any(entries[at].kind is not EntryKind.NOTE for at, _ in run):
                own[0] = replace(own[0], doubt=Doubt("D360", "lines whose marks stand in the text above them", 0.7))
    return [made for at, entry in enumerate(entries) for made in found.get(at, (entry,))]


def _runs(text: str, entries: Sequence[Entry]) -> Iterator[tuple[int, _Run]]:
    """Runs of entries that open with marks, each with the place of the first entry of its section."""
    section = 0
    run: _Run = []
    for at, entry in enumerate([*entries, None]):
        opened = _opened(text, entry) if entry is not None else []
        if opened and run and mark_after(run[-1][1][-1][1]) == opened[0][1]:
            run.append((at, opened))
            continue
        if run:
            yield section, run
            section = run[-1][0] + 1  # a mark that is used again calls the notes below it
        run = [(at, opened)] if opened and counts_from_one(opened[0][1]) else []
        if entry is not None and entry.kind in _OVER:
            section = at


def _opened(text: str, entry: Entry) -> list[tuple[int, str]]:
    """The notes of an entry that opens with a mark: where each begins, and its mark."""
    if entry.kind not in _NOTES or entry.form is not None or len(entry.spans) != 1:
        return []
    start, end = entry.spans[0].start, entry.spans[0].end
    match = NOTE_MARK.match(text, start, end)
    if match is None or match.end() == end or match[0][0] in _ITEMS:
        return []
    found = [(start, match[0])]
    at, mark = match.end(), match[0]
    while (mark := mark_after(mark)) and (at := text.find(mark, at, end)) > 0:
        if text[max(start, at - _ROOM) : at].rstrip()[-1:] in _BEFORE:
            found.append((at, mark))
        at += len(mark)
    return found


def _are_calls(text: str, places: Sequence[Sequence[Span]]) -> bool:
    """Whether marks call notes: each stands once, in order, behind a word; and most of them before a pause."""
    if any(len(one) != 1 for one in places):
        return False
    spans = [one[0] for one in places]
    before = [text[max(0, span.start - _NEAR) : span.start] for span in spans]
    if spans != sorted(spans) or any(map(_COUNTED_UP.search, before)):
        return False
    if sum(map(bool, map(_NAMED.search, before))) * 2 > len(spans):
        return False
    return sum(bool(_PAUSE.match(text[span.end : span.end + _NEAR])) for span in spans) * 2 >= len(spans)


def _parted(
    text: str, entry: Entry, opened: Sequence[tuple[int, str]], places: Mapping[str, tuple[Span, ...]]
) -> list[Entry]:
    """The notes of an entry, each by itself."""
    ends = [*(start for start, _ in opened[1:]), entry.spans[0].end]
    return [
        replace(
            entry, spans=(Span(*edges(text, start, end)),), kind=EntryKind.NOTE, run_in=(),
            form=PlannedNote(mark, places[mark]), doubt=None,
        )
        for (start, mark), end in zip(opened, ends, strict=True)
    ]  # fmt: skip
