"""Where an edition file says what a block is: for editors who look at a page and want to correct it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence

from shanben.model.editions import Entry
from shanben.model.text import Supplied
from shanben.model.works import Work


def entry_lines(work: Work, entries: Iterable[Entry]) -> Mapping[str, int]:
    """The line of the edition file on which the entry of each block and supplied heading begins, by anchor."""
    listed = [entry for entry in entries if entry.origin.line]
    taken = sorted((span.start, span.end, entry.origin.line) for entry in listed for span in entry.spans)
    starts = [start for start, _, _ in taken]
    found: dict[str, int] = {}
    for block in work.blocks():
        at = bisect_right(starts, block.spans[0].start) - 1 if block.spans else -1
        if at >= 0 and block.spans[0].start < taken[at][1]:
            found[block.id] = taken[at][2]
    supplied = {entry.text: entry.origin.line for entry in listed if not entry.spans}
    for section in work.sections():
        if isinstance(section.heading, Supplied) and section.heading.text in supplied:
            found[section.anchor] = supplied[section.heading.text]
    return found


def written_entry(lines: Sequence[str], number: int) -> str:
    """The lines of the entry that begins on line ``number`` (from 1), up to the next line that lies no deeper."""
    first = lines[number - 1]
    depth = len(first) - len(first.lstrip(" "))
    last = number
    while last < len(lines) and lines[last][: depth + 1].strip(" ") == "" and lines[last].strip():
        last += 1
    return "\n".join(line[depth:] for line in lines[number - 1 : last])
