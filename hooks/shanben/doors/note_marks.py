"""An extension of Markdown by which a note that is called often gets its next number at once.

Python-Markdown counts from the first mark on for each: a page by hand that calls one note ten thousand times took a
minute. The numbers are the same here.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from markdown import Extension, Markdown


class _Numbered:
    """Gives each mark of a note a name of its own, and keeps the last name of each."""

    def __init__(self, notes: Any) -> None:
        self._notes = notes
        self._original: Callable[[str, bool], str] = notes.unique_ref
        self._last: dict[str, str] = {}
        self._used: set[str] = set()

    def __call__(self, reference: str, found: bool = False) -> str:
        """The name; as it is where the mark is not ``found`` but asked about."""
        if not found:
            return self._original(reference, found)
        if self._used is not self._notes.used_refs:  # another page
            self._last, self._used = {}, self._notes.used_refs
        counts = self._notes.found_refs
        before = counts.get(reference, 0)
        last = self._last.get(reference, reference)
        of_last = counts.get(last)
        name = self._last[reference] = self._original(last, found)
        if of_last is None:
            del counts[last]
        else:
            counts[last] = of_last
        counts[reference] = before + 1
        return name


class NoteMarks(Extension):
    """The extension."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: D102, N802 - as Markdown calls it
        if "footnote" in md.inlinePatterns:
            notes: Any = md.inlinePatterns["footnote"]
            notes.footnotes.unique_ref = _Numbered(notes.footnotes)


def makeExtension(**options: Any) -> NoteMarks:  # noqa: N802 - the name that Markdown looks for
    """What ``markdown_extensions: [shanben.doors.note_marks]`` means."""
    return NoteMarks(**options)
