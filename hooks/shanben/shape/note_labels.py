"""The words above notes that stand where they are called: 注释 over the notes of a chapter, or of a whole book.

Read where they are called, the notes would leave a heading over nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from shanben.model.editions import Entry, EntryKind, PlannedNote
from shanben.model.evidence import Evidence
from shanben.shape.layout import TextLine
from shanben.shape.marks import NOTES_HEADING


def note_labels(lines: Sequence[TextLine], evidence: Evidence) -> Iterator[TextLine]:
    """The lines that only say that notes follow, where a document states these, all of them are called and nothing
    stands below them.

    Below such a line, headings of the text may stand once more, each over its own notes.
    """
    called = {mark.note for facts in evidence.lines.values() for mark in facts.marks}
    headings: set[str] = set()
    label: list[TextLine] = []
    below: list[bool] = []
    noted = 0
    for line in [*lines, None]:
        facts = evidence.lines.get(line.number) if line else None
        words = line.content.strip() if line else ""
        if label and facts and facts.kind == "note":
            below.append(facts.note in called)
            noted = len(label)
            continue
        stated = facts is not None and facts.kind in ("heading", "title")
        if label and line and stated and words in headings and (noted == len(label) or len(label) == 1):
            label.append(line)
            continue
        ends = stated or facts is None or noted < len(label)
        if below and all(below) and ends:
            yield from label[:noted]
        if stated:
            headings.add(words)
        label = [line] if line and NOTES_HEADING.fullmatch(words) else []
        below, noted = [], 0


def over_nothing(text: str, entries: Sequence[Entry]) -> Iterator[Entry]:
    """The entries of a draft that only say that notes follow, where all that stands below each is notes whose places
    are known.
    """
    label: Entry | None = None
    noted = False
    for entry in [*entries, None]:
        if entry is not None and label is not None and isinstance(entry.form, PlannedNote) and entry.form.calls:
            noted = True
            continue
        if label is not None and noted and (entry is None or entry.kind in _CLOSES or _labels(text, entry)):
            yield label
        label, noted = (entry if entry is not None and _labels(text, entry) else None), False


_CLOSES = frozenset({EntryKind.HEADING, EntryKind.BYLINE, EntryKind.SIGNATURE, EntryKind.DATE})
"""What stands below notes and is none of them."""


_MAY_LABEL = frozenset({EntryKind.HEADING, EntryKind.PARAGRAPH})
_LONGEST = 40
"""Characters of such words, and of the room about them."""


def _labels(text: str, entry: Entry) -> bool:
    if entry.kind not in _MAY_LABEL or len(entry.spans) != 1 or len(entry.spans[0]) > _LONGEST:
        return False
    return bool(NOTES_HEADING.fullmatch(text[entry.spans[0].start : entry.spans[0].end].strip()))
