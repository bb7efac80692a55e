"""Published text whose characters know their places in the source."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from shanben.model.text import Block, Span, read_spans
from shanben.model.works import Work


@dataclass(frozen=True, slots=True)
class Placed:
    """A text and, for each of its characters, its position in the source (-1: a break between two blocks)."""

    text: str
    places: Sequence[int]

    def spans(self, start: int, end: int) -> tuple[Span, ...]:
        """The places of a half-open range of the text, neighbours joined; white space at its ends left out."""
        found: list[Span] = []
        for index in range(start, end):
            place = self.places[index]
            if place < 0 or (self.text[index].isspace() and index in (start, end - 1)):
                continue
            if found and found[-1].end == place:
                found[-1] = Span(found[-1].start, place + 1)
            else:
                found.append(Span(place, place + 1))
        return tuple(found)


def placed(work: Work, blocks: Iterable[Block]) -> Placed:
    """The text of some blocks, one after the other, with a line break between them."""
    text: list[str] = []
    places: list[int] = []
    source = work.source.text
    for block in blocks:
        shown = read_spans(source, block.spans)
        at = [place for span in block.spans for place in range(span.start, span.end)]
        if len(at) != len(shown):  # a run of white space reads as one space
            at = [
                place
                for index, place in enumerate(at)
                if not (index and source[place].isspace() and source[at[index - 1]].isspace())
            ]
        if text:
            text.append("\n")
            places.append(-1)
        text.append(shown)
        places += at
    return Placed("".join(text), places)
