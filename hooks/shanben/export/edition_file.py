"""An edition as the YAML file an editor corrects. The grammar is that of ``read.editions``."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from shanben.characters import NOT_TEXT
from shanben.export.doubtful import look_first
from shanben.lineation import Lines, lines_of
from shanben.model.editions import (
    Edition,
    Entry,
    EntryKind,
    Omission,
    PlannedCell,
    PlannedFigure,
    PlannedNote,
    PlannedTable,
    PlannedWork,
)
from shanben.model.text import Source, Span, read_spans

GUIDE = "../docs"
"""The folder of the guide for editors and of the schemas, seen from an edition file."""
_HEAD = """\
# yaml-language-server: $schema={guide}/schemas/edition.schema.json
#
# 由 `shanben propose` 起草；怎样改，见 {guide}/editing.zh.md。
# Drafted by `shanben propose`. A doubt says why a decision may be wrong and how sure the engine is of it (0 to 1):
# correct the entry or leave it, then delete the doubt. {guide}/editing.md explains every key.
"""
_LANGUAGE = PlannedWork("", ()).language
"""What a work is in that does not say."""
_SHOWN = 24
"""Characters of a heading shown beside its lines."""


def edition_text(source: Source, edition: Edition, guide: str = GUIDE) -> str:
    """The edition as YAML: places as lines (and columns where they do not take whole lines).

    ``guide`` is the folder of the guide for editors, seen from the file.
    """
    lines = lines_of(source.text)
    head = (_HEAD.format(guide=guide).rstrip("\n"), *look_first(lines, edition))
    return "\n".join((*head, *_file(lines, edition))) + "\n"


def _file(lines: Lines, edition: Edition) -> Iterator[str]:
    if edition.sha256:
        yield f"sha256: {edition.sha256}"
    yield ""
    yield "works:"
    for work in edition.works:
        yield from _work(lines, work)
    if edition.omissions:
        yield ""
        yield "omit:"
        for omission in _gathered(edition.omissions):
            yield f"  - lines: {_places(lines, omission.spans)}"
            yield f"    reason: {omission.reason}"
    if edition.keep:
        yield ""
        yield f"keep: {_places(lines, edition.keep)}"


def _gathered(omissions: Iterable[Omission]) -> Iterator[Omission]:
    """One omission for each reason."""
    spans: dict[str, list[Span]] = {}
    first: dict[str, Omission] = {}
    for omission in omissions:
        spans.setdefault(omission.reason, []).extend(omission.spans)
        first.setdefault(omission.reason, omission)
    for reason, omission in first.items():
        yield Omission(tuple(spans[reason]), omission.reason, omission.note)


def _work(lines: Lines, work: PlannedWork) -> Iterator[str]:
    yield f"  - id: {json.dumps(work.id)}"
    if work.language != _LANGUAGE:
        yield f"    language: {work.language}"
    yield "    contents:"
    for entry in work.contents:
        yield from _entry(lines, entry)


def _entry(lines: Lines, entry: Entry) -> Iterator[str]:
    """The lines of one entry: what it is, and what pins it."""
    if entry.kind is EntryKind.SUPPLIED:
        yield f"      - supplied: {_quoted(entry.text)}"
    elif isinstance(entry.form, PlannedFigure):
        yield f"      - figure: {_quoted(entry.form.path)}"
    else:
        words = "" if entry.kind is EntryKind.BODY else "  # " + _words(lines.text, entry.spans)
        yield f"      - {entry.kind}: {_places(lines, _own(entry))}{words}"
    if entry.level is not None:
        yield f"        level: {entry.level}"
    for key, value in _beside(lines, entry):
        yield f"        {key}: {value}".rstrip()
    for key, positions in (("split", entry.split), ("join", entry.join)):
        if positions:
            yield f"        {key}: {_starts(lines, positions)}"
    if entry.run_in:
        yield "        run_in:"
        for mark in entry.run_in:
            yield f"          - {_quoted(mark.text)}"
    if entry.doubt:
        reason = _quoted(_legible(entry.doubt.reason))
        yield f"        doubt: {{code: {entry.doubt.code}, reason: {reason}, confidence: {entry.doubt.confidence:g}}}"


def entry_text(lines: Lines, entry: Entry) -> str:
    """One entry as it would stand among the contents of an edition file, without its doubt: what an editor copies."""
    return "\n".join(_entry(lines, replace(entry, doubt=None)))


def _own(entry: Entry) -> tuple[Span, ...]:
    """The places of an entry without those of its caption."""
    caption = entry.form.caption if isinstance(entry.form, PlannedTable | PlannedFigure) else ()
    return entry.spans[len(caption) :]


def _beside(lines: Lines, entry: Entry) -> Iterator[tuple[str, str]]:
    """What tables, notes and figures say beside their places, by keys; rows of cells stand below theirs."""
    form, inset = entry.form, entry.insets
    if isinstance(form, PlannedFigure) and _own(entry):
        yield "at", _places(lines, _own(entry))
    if isinstance(form, PlannedTable | PlannedFigure) and form.caption:
        yield "caption", _places(lines, form.caption)
    if isinstance(form, PlannedFigure) and form.alt:
        yield "alt", _quoted(form.alt)
    if isinstance(form, PlannedTable):
        if form.header is not None:
            yield "header", str(form.header)
        if form.rows:
            yield (
                "cells",
                "".join(f"\n          - [{', '.join(_cell(lines, cell) for cell in row)}]" for row in form.rows),
            )
    if isinstance(form, PlannedNote):
        if form.mark:
            yield "mark", _quoted(form.mark)
        if form.calls:
            yield "calls", _places(lines, form.calls)
    if inset:
        yield "inline_notes", _quoted(inset.brackets) if inset.brackets else _places(lines, inset.spans)


def _cell(lines: Lines, cell: PlannedCell) -> str:
    """A cell as a place; with what it takes where that is more than one row and column."""
    place = _places(lines, cell.spans) if cell.spans else '""'
    spans = [f"{key}: {number}" for key, number in (("rows", cell.rows), ("columns", cell.columns)) if number > 1]
    return f"{{{', '.join([*([f'at: {place}'] if cell.spans else []), *spans])}}}" if spans else place


def _quoted(words: str) -> str:
    """A YAML double-quoted scalar (JSON is one)."""
    return json.dumps(words, ensure_ascii=False)


def _legible(words: str) -> str:
    """Words for people: a control character that a source may hold and YAML may not is shown as a sign for none."""
    return NOT_TEXT.sub("\ufffd", words)


def _words(text: str, spans: Sequence[Span]) -> str:
    words = _legible(" ".join(read_spans(text, spans).split()))
    return words if len(words) <= _SHOWN else words[:_SHOWN] + "…"


def _places(lines: Lines, spans: Sequence[Span]) -> str:
    return _listed([_place(lines, span) for span in spans])


def _listed(places: Sequence[str]) -> str:
    whole = ", ".join(places)
    return whole if whole.isdecimal() else json.dumps(whole)


def _place(lines: Lines, span: Span) -> str:
    """``12``, ``12-15`` or ``12:5-13:8``."""
    first, last = lines.at(span.start), lines.at(max(span.start, span.end - 1))
    text = lines.text
    if not text[first.start : span.start].strip() and not text[span.end : last.end].strip():
        return f"{first.number}" if first.number == last.number else f"{first.number}-{last.number}"
    return f"{first.number}:{span.start - first.start + 1}-{last.number}:{span.end - last.start}"


def _starts(lines: Lines, positions: Iterable[int]) -> str:
    """Places at which paragraphs begin: a line where it begins with them, else one character."""
    places = []
    for position in positions:
        line = lines.at(position)
        column = position - line.start + 1
        whole = not lines.text[line.start : position].strip()
        places.append(f"{line.number}" if whole else f"{line.number}:{column}-{line.number}:{column}")
    return _listed(places)
