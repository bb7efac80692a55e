"""The engine's own draft of an edition, for a source that has no edition file."""

from __future__ import annotations

from collections.abc import Sequence

from wenji.lineation import Lines
from wenji.model import Edition, Entry, EntryKind, Omission, PlannedWork, Source, Span
from wenji.shape.pieces import Piece, find_pieces
from wenji.shape.reflow import fragments, read_stretch
from wenji.shape.roles import assign_roles


def propose(source: Source) -> Edition:
    """An edition drafted from the text alone: works, headings, running text, furniture, each doubt with its reason."""
    lines = Lines(source.text)
    stretch = read_stretch(lines, [Span(0, len(source.text))], contents=True)
    pieces = find_pieces(stretch)
    assign_roles(pieces)
    omissions = tuple(
        Omission((Span(line.start, line.end),), reason) for line, reason in sorted(stretch.furniture, key=lambda pair: pair[0].start)
    )
    return Edition(source.slug, _works(source, pieces), omissions)


def _works(source: Source, pieces: Sequence[Piece]) -> tuple[PlannedWork, ...]:
    entries: list[Entry] = []
    if pieces and pieces[0].display and pieces[0].kind in (EntryKind.PARAGRAPH, EntryKind.HEADING):
        pieces[0].kind = EntryKind.TITLE
    else:
        entries.append(Entry(EntryKind.SUPPLIED, text=source.slug, level=1))
    for piece in pieces:
        heading = piece.kind is EntryKind.HEADING
        entries.append(Entry(piece.kind, fragments(piece.lines), level=piece.level if heading else None))
    return (PlannedWork(source.slug.lower(), tuple(entries)),)
