"""The engine's own draft of an edition, for a source that has no edition file."""

from __future__ import annotations

from wenji.lineation import Lines
from wenji.model import Edition, Entry, EntryKind, PlannedWork, Source, Span


def propose(source: Source) -> Edition:
    """An edition drafted from the text alone: works, headings, running text, furniture, each doubt with its reason."""
    lines = Lines(source.text)
    first = next(line for line in lines if source.text[line.start : line.end].strip())
    title = Entry(EntryKind.TITLE, (Span(first.start, first.end),))
    body = Entry(EntryKind.BODY, (Span(first.next, len(source.text)),))
    return Edition(source.slug, (PlannedWork(source.slug.lower(), (title, body)),))
