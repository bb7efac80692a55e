"""Re-flow: which lines make a paragraph."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from copy import copy
from dataclasses import dataclass
from itertools import pairwise

from shanben.lineation import Lines
from shanben.model.text import Gap, GapReason, Span
from shanben.shape.apart import Apart, set_apart
from shanben.shape.boundaries import DISPLAY, FIRST, Cues, label, read_cues
from shanben.shape.contents import contents_list, is_led
from shanben.shape.furniture import page_furniture, pull_quotes
from shanben.shape.layout import TextLine, text_lines
from shanben.shape.lines import divides, edges, inner_gaps, is_bare_number, joins_with_space
from shanben.shape.measure import Setting, from_the_edge, read_setting
from shanben.shape.notices import notices
from shanben.shape.page_numbers import page_numbers
from shanben.shape.stamps import stamped


def compose(lines: Lines, extents: Sequence[Span]) -> tuple[tuple[Span, ...], tuple[Gap, ...]]:
    """The spans of one block that takes all of ``extents``, and the gaps inside: line ends, indents, letter spacing."""
    text = lines.text
    if len(extents) == 1 and (whole := _one_line(text, extents[0])):
        return whole
    published: list[Span] = []
    gaps: list[Gap] = []
    previous = -1  # the last published character
    bare = False  # whether the only line so far is a number
    for extent in extents:
        position = extent.start  # everything in the extent before it is a span or a gap
        for _, start, end in lines.within(extent):
            first, last = edges(text, start, end)
            if first >= last:
                continue
            if previous >= 0 and text[previous] == "-" and divides(text, previous, first):
                published[-1] = Span(published[-1].start, previous)
                gaps.append(Gap(Span(previous, previous + 1), GapReason.HYPHEN))
            if previous == position - 1 and position < first and (bare or joins_with_space(text, previous, first)):
                published.append(Span(position, position + 1))
                position += 1
            if position < first:
                gaps += between(text, position, first)
            bare = previous < 0 and is_bare_number(text, first, last)
            position = first
            for gap in inner_gaps(text, first, last):
                published.append(Span(position, gap.span.start))
                gaps.append(gap)
                position = gap.span.end
            published.append(Span(position, last))
            position, previous = last, last - 1
        if position < extent.end:
            gaps += between(text, position, extent.end)
    return merge(published), tuple(gaps)


def _one_line(text: str, extent: Span) -> tuple[tuple[Span, ...], tuple[Gap, ...]] | None:
    """What ``compose`` gives for one line without white space at its ends; None for anything else."""
    words = text[extent.start : extent.end]
    if " " not in words and words.isprintable() and words[:1] != "&" and words[-1:] != ";":  # no other white space is
        return ((extent,), ()) if words else None
    if "\n" in words or "\r" in words or words[0].isspace() or words[-1].isspace() or words[0] == "&":
        return None
    gaps = inner_gaps(text, extent.start, extent.end)
    if not gaps:
        return (extent,), ()
    starts = [extent.start, *[gap.span.end for gap in gaps]]
    ends = [*[gap.span.start for gap in gaps], extent.end]
    return tuple(map(Span, starts, ends)), gaps


def merge(spans: Sequence[Span]) -> tuple[Span, ...]:
    """Spans in reading order with neighbours that touch made one."""
    merged: list[Span] = []
    for span in spans:
        if merged and merged[-1].end == span.start:
            merged[-1] = Span(merged[-1].start, span.end)
        elif len(span):
            merged.append(span)
    return tuple(merged)


_BLANK, _BREAK = GapReason.BLANK_LINE, GapReason.LINE_BREAK
_ROOM = r"(?:[^\S\r\n]|&(?:nbsp|ensp|emsp|thinsp|#160|#12288);)"
_WHITE_PIECE = re.compile(rf"(?P<end>{_ROOM}*(?:\r\n?|\n))|(?P<space>{_ROOM}+)")


def between(text: str, start: int, end: int) -> list[Gap]:
    """Gaps for a stretch of white space: line ends, blank lines, page breaks, indents, trailing spaces."""
    if end - start == 1 and text[start] == "\n":  # by far the most of all
        blank = start == 0 or text[start - 1] in "\r\n"
        return [Gap(Span(start, end), _BLANK if blank else _BREAK)]
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


CONTEXT = 40
"""Lines before and after a short stretch of text that are looked at for its measure."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """Lines of text in reading order with what the page tells of them; page furniture is already taken out."""

    lines: tuple[TextLine, ...]
    setting: Setting
    cues: Cues
    furniture: tuple[tuple[TextLine, GapReason], ...]
    apart: tuple[Apart, ...] = ()
    """Blocks of lines that are kept as they stand; their lines hold their number."""


def read_stretch(
    lines: Lines, extents: Sequence[Span], keep: Sequence[Span] = (), *, contents: bool = False
) -> Stretch:
    """The lines of ``extents`` without page furniture, with ``contents`` also without a table of contents.

    ``keep`` are places that look like furniture but are text.
    """
    own = text_lines(lines, extents)
    listed: list[tuple[TextLine, GapReason]] = []
    passed: list[TextLine] = []
    apart: tuple[Apart, ...] = ()
    numbers: frozenset[int] | None = None
    if contents:
        around_text = _take_out(own, notices(own))
        counted = page_numbers(own)
        place = contents_list(own, frozenset(counted))
        passed = [own[index] for index in counted if own[index].content.isdecimal()]
        pages = {index for index in counted if not is_led(own[index - 1])}
        listed = [(own[index], GapReason.PAGE_NUMBER if index in pages else GapReason.CONTENTS) for index in place]
        if listed and place.stop < len(own):
            own[place.stop].blanks = -1
        del own[place.start : place.stop]
        listed += [(line, GapReason.NOTICE) for line in around_text]
        listed += [(line, GapReason.RUNNING_HEAD) for line in _take_out(own, stamped(own))]
        numbers = frozenset(page_numbers(own) if listed else counted)
        apart = set_apart([_on_page(line) if index - 1 in numbers else line for index, line in enumerate(own)], numbers)
        for group, block in enumerate(apart, 1):
            for index in range(block.first, block.end):
                if index not in numbers or len(apart) == len(own):  # a log is kept with all its lines
                    own[index].apart = group
        passed = [line for line in passed if not line.apart]
    around = _around(lines, extents) if len(own) < 2 * CONTEXT and not contents else own
    if around is own:
        offset = 0
    else:
        offset = next((index for index, line in enumerate(around) if own and line.start == own[0].start), 0)
        around[offset : offset + len(own)] = own
    from_the_edge(around)
    setting = _setting(around)
    kept = frozenset(
        index
        for index, line in enumerate(around)
        if line.apart or any(span.start <= line.start < span.end for span in keep)
    )
    known = numbers if around is own else None
    found = page_furniture(around, setting, kept, stamps=not contents, numbers=known)
    if passed:  # counted on from page to page, the pages of the contents included
        held = {id(line) for line in passed}
        found |= {
            index: GapReason.PAGE_NUMBER for index, line in enumerate(around) if id(line) in held and index not in kept
        }
    found |= dict.fromkeys(pull_quotes(around, setting, found) - kept, GapReason.PULL_QUOTE)
    here = range(offset, offset + len(own))
    gone = tuple((around[index], reason) for index, reason in sorted(found.items()) if index in here)
    text: list[TextLine] = []
    first = last = 0
    for index, line in enumerate(around):
        if index in found:
            continue
        if index - 1 in found:
            line.blanks = -1
        first += index < here.start
        last += index < here.stop
        text.append(line)
    if found:  # they are set in a measure of their own
        setting = _setting(text)
    gone += tuple(listed)
    return Stretch(tuple(text[first:last]), setting.only(range(first, last)), read_cues(text, setting), gone, apart)


def _on_page(line: TextLine) -> TextLine:
    """A line as it stands without the room about a page's number, which parts neither verse nor tables."""
    closed = copy(line)
    closed.blanks = -1
    return closed


def _take_out(lines: list[TextLine], indices: Collection[int]) -> list[TextLine]:
    """The lines at these places, taken out of ``lines``: what stands below each has lost what stood above it."""
    out = frozenset(indices)
    if not out:
        return []
    for index in out:
        if index + 1 < len(lines):
            lines[index + 1].blanks = -1
    taken = [lines[index] for index in sorted(out)]
    lines[:] = [line for index, line in enumerate(lines) if index not in out]
    return taken


def _setting(lines: Sequence[TextLine]) -> Setting:
    """The setting of the running text: what is kept apart has a measure of its own."""
    if not any(line.apart for line in lines):
        return read_setting(lines)
    running = [index for index, line in enumerate(lines) if not line.apart]
    setting = read_setting([lines[index] for index in running])
    measures: list[float | None] = [None] * len(lines)
    for index, measure in zip(running, setting.measures, strict=True):
        measures[index] = measure
    return Setting(tuple(measures), setting.indent, setting.slack, setting.spaced_alike)


def _around(lines: Lines, extents: Sequence[Span]) -> list[TextLine]:
    """The lines of ``extents`` with those before the first and after the last, where they are few."""
    if not extents or not len(lines):
        return []
    first, last = lines.at(extents[0].start), lines.at(max(extents[-1].start, extents[-1].end - 1))
    low, high = lines[max(1, first.number - CONTEXT)], lines[min(len(lines), last.number + CONTEXT)]
    before = [Span(low.start, extents[0].start)] if low.start < extents[0].start else []
    after = [Span(extents[-1].end, high.end)] if high.end > extents[-1].end else []
    return text_lines(lines, [*before, *extents, *after])


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
    stretch = read_stretch(lines, extents, keep)
    states = label(
        stretch.lines, stretch.setting, stretch.cues, _contents(lines, split), _contents(lines, join), display=False
    )
    paragraphs = [fragments(stretch.lines[first : last + 1], extents) for first, last, _ in runs(states)]
    gaps = tuple(Gap(Span(line.start, line.end), reason) for line, reason in stretch.furniture)
    return tuple(paragraphs), gaps


def _contents(lines: Lines, positions: Collection[int]) -> frozenset[int]:
    """Positions at the start of a line, moved to where its content begins."""
    found = set()
    for position in positions if len(lines) else ():
        line = lines.at(position)
        found.add(edges(lines.text, position, max(position, line.end))[0])
    return frozenset(found)


def runs(states: Sequence[int]) -> list[tuple[int, int, bool]]:
    """Blocks as (first line, last line, whether it is a display block)."""
    begun = [index for index, state in enumerate(states) if state in (FIRST, DISPLAY) or not index]
    return [(first, after - 1, states[first] == DISPLAY) for first, after in pairwise([*begun, len(states)])]


def fragments(lines: Sequence[TextLine], extents: Sequence[Span] = ()) -> tuple[Span, ...]:
    """The places a block takes: its lines, those that follow each other as one span."""
    if len(lines) == 1:
        return (Span(lines[0].start, lines[0].end),)
    ends = frozenset(extent.end for extent in extents)
    spans: list[Span] = []
    previous = 0
    for line in lines:
        if spans and line.blanks >= 0 and spans[-1].end not in ends and line.number - previous == line.blanks + 1:
            spans[-1] = Span(spans[-1].start, line.end)
        else:
            spans.append(Span(line.start, line.end))
        previous = line.number
    return tuple(spans)
