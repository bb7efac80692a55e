"""The word above notes that stand where they are called: 注释 over the notes of a chapter."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from shanben.model.evidence import Evidence
from shanben.shape.layout import TextLine
from shanben.shape.marks import NOTES_HEADING


def note_labels(lines: Sequence[TextLine], evidence: Evidence) -> Iterator[TextLine]:
    """The lines that only say that notes follow, where a document states these, all of them are called and nothing
    stands below them: read where they are called, they would leave a heading over nothing.
    """
    called = {mark.note for facts in evidence.lines.values() for mark in facts.marks}
    label: TextLine | None = None
    below: list[bool] = []
    for line in [*lines, None]:
        facts = evidence.lines.get(line.number) if line else None
        if label and facts and facts.kind == "note":
            below.append(facts.note in called)
            continue
        ends = facts is None or facts.kind in ("heading", "title")
        if label and below and all(below) and ends:
            yield label
        label = line if line and NOTES_HEADING.fullmatch(line.content.strip()) else None
        below = []
