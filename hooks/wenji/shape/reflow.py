"""Re-flow: which lines make a paragraph."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from wenji.lineation import Lines
from wenji.model import Gap, GapReason, Span
from wenji.shape.lines import edges, inner_gaps, joins_with_space

_ENDS = re.compile(r"[。！？!?…；：:;][”’」』）)》〉】]*\Z")
_NUMBERED = re.compile(r"第[一二三四五六七八九十百千零〇\d]+[编章节条]|[一二三四五六七八九十]+、|[（(][一二三四五六七八九十\d]+[）)]")


def compose(lines: Lines, extents: Sequence[Span]) -> tuple[tuple[Span, ...], tuple[Gap, ...]]:
    """The spans of one block that takes all of ``extents``, and the gaps inside them: line ends, indents, letter spacing."""
    published: list[Span] = []
    gaps: list[Gap] = []
    text = lines.text
    previous = -1  # the last published character
    for extent in extents:
        position = extent.start  # everything in the extent before it is a span or a gap
        for _, start, end in lines.within(extent):
            first, last = edges(text, start, end)
            if first >= last:
                continue
            if previous >= position - 1 > 0 and joins_with_space(text, previous, first):
                published.append(Span(position, position + 1))
                position += 1
            gaps += between(text, position, first)
            position = first
            for gap in inner_gaps(text, first, last):
                published.append(Span(position, gap.span.start))
                gaps.append(gap)
                position = gap.span.end
            published.append(Span(position, last))
            position, previous = last, last - 1
        gaps += between(text, position, extent.end)
    return merge(published), tuple(gaps)


def merge(spans: Sequence[Span]) -> tuple[Span, ...]:
    """Spans in reading order with neighbours that touch made one."""
    merged: list[Span] = []
    for span in spans:
        if merged and merged[-1].end == span.start:
            merged[-1] = Span(merged[-1].start, span.end)
        elif len(span):
            merged.append(span)
    return tuple(merged)


_WHITE_PIECE = re.compile(r"(?P<end>[^\S\r\n]*(?:\r\n?|\n))|(?P<space>[^\S\r\n]+)")


def between(text: str, start: int, end: int) -> list[Gap]:
    """Gaps for a stretch of white space: line ends, blank lines, page breaks, indents, trailing spaces."""
    gaps: list[Gap] = []
    position = start
    at_line_start = start == 0 or text[start - 1] in "\r\n"
    while position < end:
        match = _WHITE_PIECE.match(text, position, end)
        assert match is not None, "only white space stands between blocks"
        piece = match[0]
        if "\f" in piece:
            reason = GapReason.PAGE_BREAK
        elif match["space"]:
            reason = GapReason.INDENT if at_line_start else GapReason.TRAILING_SPACE
        else:
            reason = GapReason.BLANK_LINE if at_line_start else GapReason.LINE_BREAK
        gaps.append(Gap(Span(position, match.end()), reason))
        position = match.end()
        at_line_start = bool(match["end"])
    return gaps


def reflow(
    lines: Lines,
    extents: Sequence[Span],
    *,
    split: Collection[int] = (),
    join: Collection[int] = (),
    keep: Sequence[Span] = (),
) -> tuple[tuple[tuple[Span, ...], ...], tuple[Gap, ...]]:
    """The paragraphs of running text: for each the extents it takes, in reading order; and gaps for page furniture.

    ``extents`` are the places of the running text in reading order; a paragraph may begin in one and end in the next.
    ``split`` and ``join`` are positions at which a paragraph must, or must not, begin, whatever the rules say; ``keep``
    are places that look like furniture but are text.
    """
    text = lines.text
    paragraphs: list[list[Span]] = []
    previous_end = previous_number = 0
    for extent in extents:
        fresh = True  # a paragraph's extents lie inside those given
        for line, start, end in lines.within(extent):
            first, last = edges(text, start, end)
            if first >= last:
                continue
            ended = bool(_ENDS.search(text[max(0, previous_end - 6) : previous_end]))
            breaks = ended and (line.number > previous_number + 1 or bool(_NUMBERED.match(text, first, last)))
            breaks = not paragraphs or start in split or first in split or (breaks and not (start in join or first in join))
            if breaks:
                paragraphs.append([Span(first, last)])
            elif fresh:
                paragraphs[-1].append(Span(first, last))
            else:
                paragraphs[-1][-1] = Span(paragraphs[-1][-1].start, last)
            previous_end, previous_number, fresh = last, line.number, False
    return tuple(tuple(spans) for spans in paragraphs), ()
