"""Notes: joined to the marks that call them, and cut out of the text where they are set in the line.

Works on a finished tree: marks become gaps, the blocks that hold them get calls, and each note stands after the block
that calls it first, whatever page it was printed on.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate

from shanben.model.editions import Entry, PlannedNote
from shanben.model.forms import Call, Called, Cell, Verse
from shanben.model.text import Block, BlockKind, Gap, GapReason, Span, read_spans
from shanben.model.works import Section, Work
from shanben.problems import Problem
from shanben.shape.locate import block_finder, locate
from shanben.shape.marks import Noted, labelled_mark, places_of, worded_mark
from shanben.shape.reflow import merge

_CLOSERS = dict(zip("〔（(【[［〈《「『｛{〖", "〕）)】]］〉》」』｝}〗", strict=True))
_MARK_END = re.compile(r"[.．、:：]?\s*")
_AFTER_BARE = re.compile(r"[.．、:：\s]")
"""What parts a figure from the words of its note: a note may begin with a figure of its own, 1月 or 2024年."""


@dataclass(frozen=True, slots=True)
class _Cut:
    """A place that is taken out of a block: a mark, or a note set in the line with its brackets."""

    start: int
    end: int
    note: str
    mark: str
    words: tuple[int, int] | None = None
    """What of it is the note's text."""


@dataclass(frozen=True, slots=True)
class Joined:
    """A work with its notes joined, the gaps that this made, and what is wrong."""

    work: Work
    gaps: tuple[Gap, ...]
    problems: tuple[Problem, ...]


def join_notes(
    work: Work, notes: Sequence[tuple[Entry, Block]], insets: Sequence[Entry], free: Callable[[str], str]
) -> Joined:
    """Join each of ``notes`` to the marks that call it; ``insets`` are entries with notes in the line.

    ``free`` makes a name that nothing has yet.
    """
    if not notes and not insets:
        return Joined(work, (), ())
    blocks = {block.id: block for block in work.blocks()}
    moved = {block.id for _, block in notes}
    problems: list[Problem] = []
    cuts: dict[str, list[_Cut]] = defaultdict(list)
    made: dict[str, Block] = {}
    find = block_finder(work)
    for entry in insets:
        for cut, holder in _insets(work, entry, moved):
            made[cut.note] = Block(cut.note, BlockKind.NOTE, ())
            cuts[holder].append(cut)
    noted = [
        Noted(block.id, entry.form.mark, block.spans[0].start)
        for entry, block in notes
        if isinstance(entry.form, PlannedNote) and not entry.form.calls and block.spans
    ]
    texts = [one.spans for one in blocks.values() if one.id not in moved and one.kind is not BlockKind.FURNITURE]
    wanted = places_of(work.source.text, noted, texts)
    opened: dict[str, list[Gap]] = {}
    for entry, block in sorted(notes, key=lambda pair: pair[1].spans[0].start if pair[1].spans else 0):
        plan = entry.form if isinstance(entry.form, PlannedNote) else PlannedNote()
        places = plan.calls or wanted.get(block.id, ())
        for place in places:
            name = find(place.start) if len(place) else ""
            if name and name not in moved:
                mark = plan.mark or work.source.text[place.start : place.end].strip()
                cuts[name].append(_Cut(place.start, place.end, block.id, mark))
        own, opened[block.id] = _without_mark(work.source.text, block.spans, plan.mark)
        made[block.id] = replace(block, spans=own)
    done: dict[str, Block] = {}
    gaps: list[Gap] = []
    for name, several in cuts.items():
        done[name], freed = _cut(work.source.text, blocks[name], several, made)
        gaps += freed
    called = {call.note for block in done.values() for call in block.calls}
    for entry, block in notes:
        if block.id in called:
            gaps += opened[block.id]
        else:
            message = "the mark {mark} of this note stands nowhere in the text; say where with calls"
            mark = entry.form.mark if isinstance(entry.form, PlannedNote) else ""
            problems.append(Problem("E220", message, entry.origin, {"mark": mark or "?"}))
    return Joined(_placed(work, done, made, {entry.id for entry, _ in notes}, free), tuple(gaps), tuple(problems))


# --- a note's own mark -----------------------------------------------------------------------------------------------


def _without_mark(text: str, spans: tuple[Span, ...], mark: str) -> tuple[tuple[Span, ...], list[Gap]]:
    """A note's spans without the mark it opens with, and the gap that the mark becomes."""
    if not spans:
        return spans, []
    there = locate(text, spans, mark)
    if not there or there[0].start != spans[0].start:
        bare = _bare(text, Span(spans[0].start, spans[-1].end), mark)
        if bare is None:
            return spans, []
        there = (bare,)
    end = there[-1].end
    holder = next(span for span in spans if span.start < end <= span.end)
    match = _MARK_END.match(text, end, holder.end)
    kept, gaps = _minus(spans, [(spans[0].start, match.end() if match else end)])
    return (kept, gaps) if kept else (spans, [])


def _bare(text: str, span: Span, mark: str) -> Span | None:
    """The mark a note opens with where it is called otherwise: in brackets, [1] and 1 before its words, or without the
    word for a note, ① and 注①： before its words.
    """
    worded = worded_mark(text, span.start, span.end) or labelled_mark(text, span.start, span.end)
    if worded and mark in worded.marks:
        return Span(span.start, worded.end)
    if len(mark) < 3 or _CLOSERS.get(mark[0]) != mark[-1]:
        return None
    end = span.start + len(mark) - 2
    stands = text.startswith(mark[1:-1], span.start, span.end)
    return Span(span.start, end) if stands and _AFTER_BARE.match(text, end) else None


def _minus(spans: Sequence[Span], places: Sequence[tuple[int, int]]) -> tuple[tuple[Span, ...], list[Gap]]:
    """Spans without some places, and the places as gaps."""
    kept: list[Span] = []
    gaps: list[Gap] = []
    for span in spans:
        position = span.start
        for start, end in sorted(places):
            low, high = max(start, position), min(end, span.end)
            if low < high:
                kept.append(Span(position, low))
                gaps.append(Gap(Span(low, high), GapReason.NOTE_MARK))
                position = high
        kept.append(Span(position, span.end))
    return merge(kept), gaps


# --- notes in the line ------------------------------------------------------------------------------------------------


def _insets(work: Work, entry: Entry, moved: set[str]) -> Iterator[tuple[_Cut, str]]:
    """The notes in the line that an entry states, each with the id of the block it stands in."""
    text, inset = work.source.text, entry.insets
    if inset is None:
        return
    for block in work.blocks():
        if block.id in moved or not _within(block, entry.spans):
            continue
        pairs = _bracketed(text, block, inset.brackets) if inset.brackets else _stated(text, block, inset.spans)
        whole = sum(map(len, block.spans))
        found = [(start, end, words) for start, end, words in pairs if words[0] < words[1]]
        if sum(end - start for start, end, _ in found) >= whole:
            continue  # nothing would be left to call them
        for number, (start, end, words) in enumerate(found, 1):
            yield _Cut(start, end, f"{block.id} {number}", "", words), block.id


def _within(block: Block, extents: Sequence[Span]) -> bool:
    return any(extent.start <= block.spans[0].start < extent.end for extent in extents) if block.spans else False


_Inset = tuple[int, int, tuple[int, int]]
"""Where a note in the line begins and ends with its brackets, and where its words do."""


def _bracketed(text: str, block: Block, brackets: str) -> Iterator[_Inset]:
    opener, closer = brackets[0], brackets[1]
    depth = begin = 0
    for span in block.spans:
        for at in range(span.start, span.end):
            if text[at] == opener:
                begin = at if not depth else begin
                depth += 1
            elif text[at] == closer and depth:
                depth -= 1
                if not depth:
                    yield begin, at + 1, (begin + 1, at)


def _stated(text: str, block: Block, places: Sequence[Span]) -> Iterator[_Inset]:
    low, high = block.spans[0].start, max(span.end for span in block.spans)
    for place in sorted(places):
        if low <= place.start and place.end <= high and len(place) > 1:
            bare = _CLOSERS.get(text[place.start]) == text[place.end - 1]
            yield place.start, place.end, (place.start + bare, place.end - bare)


class _Length:
    """How long spans of a text are when read, counted on span by span."""

    def __init__(self, text: str) -> None:
        self.text, self.length, self.spaced = text, 0, False

    def on(self, span: Span) -> int:
        """The length with one more span: a run of white space counts once, wherever spans divide it."""
        if len(span):
            self.length += len(read_spans(self.text, (span,))) - (self.spaced and self.text[span.start].isspace())
            self.spaced = self.text[span.end - 1].isspace()
        return self.length


# --- the work without them --------------------------------------------------------------------------------------------


def _cut(text: str, block: Block, cuts: list[_Cut], made: dict[str, Block]) -> tuple[Block, list[Gap]]:
    """A block without its marks and inset notes, with calls in their place; the notes get the words cut out."""
    cuts.sort(key=lambda cut: cut.start)
    kept: list[Span] = []
    gaps: list[Gap] = []
    calls: list[Call] = []
    called: set[int] = set()
    removed: list[int] = []  # where in the text as it was
    sizes = [0]  # how much of it was taken out before each of them
    inside: dict[str, list[Span]] = defaultdict(list)
    starts = [cut.start for cut in cuts]
    reached = list(accumulate((cut.end for cut in cuts), max))
    read = _Length(text)
    for span in block.spans:
        position = span.start
        for index in range(bisect_right(reached, span.start), bisect_left(starts, span.end)):
            cut = cuts[index]
            low, high = max(cut.start, position), min(cut.end, span.end)
            if low >= high:
                continue
            kept.append(Span(position, low))
            at = read.on(kept[-1])
            if index not in called:
                called.add(index)
                calls.append(Call(at, cut.note, cut.mark))
            first, last = cut.words or (high, high)
            first, last = min(max(low, first), high), min(max(low, last), high)
            inside[cut.note].append(Span(first, last))
            removed.append(at + sizes[-1])
            sizes.append(sizes[-1] + high - low)
            ends = [Span(low, first), Span(last, high)] if cut.words else [Span(low, high)]
            gaps += [Gap(end, GapReason.NOTE_MARK) for end in ends if len(end)]
            position = high
        kept.append(Span(position, span.end))
        read.on(kept[-1])
    for name, words in inside.items():
        if " " in name:  # set in the line
            made[name] = replace(made[name], spans=merge(words))
    run_in = block.run_in
    if run_in:
        run_in = replace(run_in, spans=_minus(run_in.spans, [(cut.start, cut.end) for cut in cuts])[0])
    form = block.form
    if isinstance(form, Verse):
        form = Verse(tuple(at - sizes[bisect_left(removed, at)] for at in form.breaks))
    return replace(block, spans=merge(kept), calls=tuple(calls), run_in=run_in, form=form), gaps


def _placed(
    work: Work,
    done: Mapping[str, Block],
    made: Mapping[str, Block],
    pinned: Collection[str],
    free: Callable[[str], str],
) -> Work:
    """The work with what was cut, and every note after the block that calls it first, named after it."""
    callers: dict[str, list[str]] = defaultdict(list)
    marks: dict[str, str] = {}
    for block in work.blocks():
        for call in done[block.id].calls if block.id in done else ():
            callers[call.note].append(block.id)
            marks.setdefault(call.note, call.mark)
    names: dict[str, str] = {}
    counts: dict[str, int] = defaultdict(int)
    for note, by in callers.items():
        counts[by[0]] += 1
        names[note] = note if note in pinned else free(f"{by[0]}-n{counts[by[0]]}")
    after: dict[str, list[Block]] = defaultdict(list)
    for note, by in callers.items():
        form = Called(marks[note], tuple(dict.fromkeys(by)))
        after[by[0]].append(replace(made[note], id=names[note], form=form))

    def block_of(block: Block) -> Block:
        changed = done.get(block.id, block)
        return replace(changed, calls=tuple(replace(call, note=names[call.note]) for call in changed.calls))

    def blocks_of(blocks: Sequence[Block], first: Sequence[Block] = ()) -> tuple[Block, ...]:
        placed, held = [*first], list[Block]()
        for index, block in enumerate(blocks):
            if block.id not in callers:
                placed.append(block_of(block))
            held += after.get(block.id, ())
            table = block.form.table if isinstance(block.form, Cell) else ""
            following = blocks[index + 1].form if index + 1 < len(blocks) else None
            if not (table and isinstance(following, Cell) and following.table == table):
                placed += held
                held = []
        return tuple(placed)

    def section_of(section: Section) -> Section:
        heading = section.heading
        first = after.get(heading.id, ()) if isinstance(heading, Block) else ()
        heading = block_of(heading) if isinstance(heading, Block) else heading
        children = tuple(section_of(child) for child in section.children)
        return replace(section, heading=heading, blocks=blocks_of(section.blocks, first), children=children)

    return replace(work, front=blocks_of(work.front), root=section_of(work.root))
