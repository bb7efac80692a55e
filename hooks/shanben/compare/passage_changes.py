"""What a change does to paragraphs: they come, go, move, are split, joined or re-worded."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterator, Sequence

from shanben.compare.align import Link
from shanben.compare.comparison import Change, ChangeKind
from shanben.compare.matched import Matched, Ranked
from shanben.compare.sections import coin_of, out_of_order, zones_of
from shanben.compare.snapshot import BlockEntry
from shanben.compare.stated import block_wordings, cast, differing, translated, whole
from shanben.compare.words import Edit, Op, edits


def lone_passages(matched: Matched) -> Iterator[Ranked]:
    """Paragraphs that came into, or went from, a section that is in both libraries."""
    for index, block in enumerate(matched.before.blocks):
        home = matched.before.homes[index]
        if index not in matched.link_before and home in matched.pairing.forward:
            (section, at), spot = matched.gone(home, index)
            place = matched.before.passage_place(index)
            text = whole(Op.CUT, block.text)
            change = Change(ChangeKind.PARAGRAPH_REMOVED, place, None, spot, text, (), (block.id,))
            yield (section, at, 0), change
    for index, block in enumerate(matched.after.blocks):
        if index not in matched.link_after and matched.after.homes[index] in matched.pairing.backward:
            place = matched.after.passage_place(index)
            text = whole(Op.NEW, block.text)
            change = Change(ChangeKind.PARAGRAPH_ADDED, None, place, place, text, (), (block.id,))
            yield matched.at_passage(index, change)


def moved_passages(matched: Matched) -> Iterator[Ranked]:
    """Paragraphs that stand elsewhere although their section did not take them there."""
    zones = zones_of(matched.before.divisions, matched.moved)
    later = zones_of(matched.after.divisions, {matched.pairing.forward[index] for index in matched.moved})
    settled: dict[tuple[Hashable, int], list[tuple[int, int, int, int]]] = defaultdict(list)
    moved: list[int] = []
    for link in matched.links:
        old, new = link.before[0], link.after[0]
        home, there = matched.before.homes[old], matched.after.homes[new]
        one, other = matched.before.passages[old], matched.after.passages[new]
        together = home in matched.pairing.forward and there in matched.pairing.backward
        zone = zones[home]
        same_zone = later[there] == (matched.pairing.forward[zone] if zone >= 0 else -1)
        same_home = not together or matched.pairing.forward[home] == there
        same_group = one.group == other.group or zone >= 0
        if not (same_group and same_zone and same_home):
            moved.append(old)
        else:
            weight = 1 + len(one.text) + len(other.text)
            settled[one.group, zone].append((old, new, weight, coin_of(one.text, other.text)))
    for places in settled.values():
        moved += out_of_order(places)
    for old in moved:
        new = matched.link_before[old].after[0]
        before, after = matched.before.passage_place(old), matched.after.passage_place(new)
        details = differing(
            {"in": " › ".join((before.title, *before.path))}, {"in": " › ".join((after.title, *after.path))}
        )
        text = (Edit(Op.SAME, matched.after.blocks[new].text),)
        change = Change(ChangeKind.PARAGRAPH_MOVED, before, after, after, text, details)
        yield matched.at_passage(new, change)


def linked_passages(matched: Matched) -> Iterator[Ranked]:
    """Paragraphs that are in both libraries and were re-worded, split, joined or set otherwise."""
    for link in matched.links:
        olds = [matched.before.blocks[index] for index in link.before]
        news = [matched.after.blocks[index] for index in link.after]
        places = matched.before.passage_place(link.before[0]), matched.after.passage_place(link.after[0])
        new = link.after[0]
        kind = _link_kind(link)
        if kind or olds[0].text != news[0].text:
            parts = _words(olds, news)
            ids = tuple(block.id for block in max(olds, news, key=len)) if kind else ()
            change = Change(kind or ChangeKind.PARAGRAPH_REWORDED, *places, places[1], parts, (), ids)
            yield matched.at_passage(new, change)
        recast = differing(cast(olds[0]), cast(news[0]))
        if recast:
            yield matched.at_passage(new, Change(ChangeKind.PARAGRAPH_RECAST, *places, places[1], (), recast))
        if not kind or (olds[0].run_in and news[0].run_in):
            for change in translated(places, block_wordings(olds[0]), block_wordings(news[0])):
                yield matched.at_passage(new, change)


def _link_kind(link: Link) -> ChangeKind | None:
    if len(link.after) > 1:
        return ChangeKind.PARAGRAPH_SPLIT
    return ChangeKind.PARAGRAPH_JOINED if len(link.before) > 1 else None


_BREAK = "¶"


def _words(before: Sequence[BlockEntry], after: Sequence[BlockEntry]) -> tuple[Edit, ...]:
    """The change of wording; where paragraphs were split or joined, ¶ shows the break that came or went."""
    return edits(_BREAK.join(block.text for block in before), _BREAK.join(block.text for block in after))
