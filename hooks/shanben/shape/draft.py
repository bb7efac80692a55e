"""A draft as an editor wants it: running text as bodies, and only what the rules would not find written out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from shanben.lineation import Lines, lines_of
from shanben.model.editions import Edition, Entry, EntryKind, PlannedWork
from shanben.model.text import Source, Span
from shanben.shape.reflow import reflow


def condense(source: Source, edition: Edition) -> Edition:
    """The edition with its paragraphs gathered into bodies; ``split`` and ``join`` where the rules see it otherwise.

    Arranged, both editions give the same text. Lines of a body that the rules would take for page furniture go to
    ``keep``.
    """
    lines = lines_of(source.text)
    taken = sorted(
        [(span.start, span.end) for work in edition.works for entry in work.contents for span in entry.spans]
        + [(span.start, span.end) for omission in edition.omissions for span in omission.spans]
    )
    order = {start: index for index, (start, _) in enumerate(taken)}
    keep: list[Span] = []
    works = tuple(_condensed(work, lines, order, keep) for work in edition.works)
    return replace(edition, works=works, keep=(*edition.keep, *keep), sha256=source.sha256)


def _condensed(work: PlannedWork, lines: Lines, order: dict[int, int], keep: list[Span]) -> PlannedWork:
    contents: list[Entry] = []
    for group in _groups(work.contents):
        if group[0].kind is EntryKind.PARAGRAPH and not group[0].id:
            contents.append(_body(group, lines, order, keep))
        else:
            contents += group
    return replace(work, contents=tuple(contents))


def _groups(contents: Sequence[Entry]) -> Iterator[list[Entry]]:
    """Runs of paragraphs, and every other entry by itself."""
    run: list[Entry] = []
    for entry in contents:
        plain = entry.kind is EntryKind.PARAGRAPH and not entry.id and not entry.doubt
        if run and not plain:
            yield run
            run = []
        if entry.kind is EntryKind.PARAGRAPH and not entry.id:
            run.append(entry)
        else:
            yield [entry]
    if run:
        yield run


def _body(group: Sequence[Entry], lines: Lines, order: dict[int, int], keep: list[Span]) -> Entry:
    """One body for paragraphs that follow each other."""
    extents: list[Span] = []
    last = -2
    for entry in group:
        for span in entry.spans:
            place = order[span.start]
            if extents and place == last + 1:
                extents[-1] = Span(extents[-1].start, span.end)
            else:
                extents.append(span)
            last = place
    wanted = {entry.spans[0].start for entry in group if entry.spans}
    paragraphs, gaps = reflow(lines, extents)
    split, join = set[int](), set[int]()
    if gaps or _beginnings(paragraphs) != wanted:
        kept = [Span(lines.at(gap.span.start).start, lines.at(gap.span.start).end) for gap in gaps]
        keep += kept
        split, join = _pins(lines, extents, wanted, kept)
    return Entry(
        EntryKind.BODY,
        tuple(extents),
        run_in=tuple(mark for entry in group for mark in entry.run_in),
        split=tuple(sorted(split)),
        join=tuple(sorted(join)),
        doubt=group[0].doubt,
    )


_ROUNDS = 3
"""How often the rules are asked again before every line is said; one is nearly always enough."""


def _pins(lines: Lines, extents: Sequence[Span], wanted: set[int], keep: Sequence[Span]) -> tuple[set[int], set[int]]:
    """Where paragraphs must begin and must not, for the rules to begin them at ``wanted`` and nowhere else.

    The rules weigh a text as a whole, so a pin at one line may move a beginning at another: they are asked again with
    it.
    """
    split: set[int] = set()
    join: set[int] = set()
    for _ in range(_ROUNDS):
        paragraphs, _ = reflow(lines, extents, split=split, join=join, keep=keep)
        found = _beginnings(paragraphs)
        if found == wanted:
            return split, join
        split |= wanted - found
        join |= found - wanted
    starts = {start for extent in extents for _, start, _ in lines.within(extent)}
    return wanted, starts - wanted


def _beginnings(paragraphs: Sequence[Sequence[Span]]) -> set[int]:
    return {spans[0].start for spans in paragraphs if spans}
