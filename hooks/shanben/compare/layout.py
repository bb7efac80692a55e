"""A library laid out flat: its sections and passages in reading order, to be paired with those of another."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence

from shanben.compare.align import Passage
from shanben.compare.cells import Standing
from shanben.compare.comparison import Place
from shanben.compare.sections import Division, around
from shanben.compare.snapshot import BlockEntry, SectionEntry, Snapshot, WorkEntry


def pair_works(before: Sequence[WorkEntry], after: Sequence[WorkEntry]) -> list[tuple[int, int]]:
    """Works that are one, by their ids, then by what they hold: half of the shorter one's text at least."""
    there = {work.id: index for index, work in enumerate(after)}
    couples = [(index, there[work.id]) for index, work in enumerate(before) if work.id in there]
    old = set(range(len(before))).difference(one for one, _ in couples)
    new = set(range(len(after))).difference(other for _, other in couples)
    here, elsewhere = _holders(before, old), _holders(after, new)
    shared: Counter[tuple[int, int]] = Counter()
    for text, ones in here.items():
        others = elsewhere.get(text, ())
        if len(ones) == len(others) == 1:
            shared[ones[0], others[0]] += len(text)
    for (one, other), size in sorted(shared.items(), key=lambda item: (-item[1], item[0][0] + item[0][1])):
        if one in old and other in new and 2 * size >= min(_size(before[one]), _size(after[other])):
            old.discard(one)
            new.discard(other)
            couples.append((one, other))
    return sorted(couples)


def _holders(works: Sequence[WorkEntry], among: Iterable[int]) -> dict[str, list[int]]:
    """Which of some works hold each text."""
    holders: dict[str, list[int]] = defaultdict(list)
    for index in sorted(among):
        for text in dict.fromkeys(block.text for block in works[index].blocks):
            holders[text].append(index)
    return holders


def _size(work: WorkEntry) -> int:
    return sum(len(block.text) for block in work.blocks)


def _standing(block: BlockEntry) -> Standing | None:
    """Where a cell stands."""
    return Standing(block.cell.table, block.cell.row, block.cell.column) if block.cell else None


class Side:
    """A library as sequences of sections and passages; a work's first section is the work itself.

    ``groups`` names works that are in both libraries, by their place in the snapshot.
    """

    def __init__(self, snapshot: Snapshot, groups: Mapping[int, int]) -> None:
        self.snapshot = snapshot
        self.sections: list[SectionEntry] = []
        self.divisions: list[Division] = []
        self.work_of: list[WorkEntry] = []
        self.roots: list[int] = []
        self.blocks: list[BlockEntry] = []
        self.passages: list[Passage] = []
        self.homes: list[int] = []
        self.anchors: dict[tuple[str, str], int] = {}
        self.block_places: dict[tuple[str, str], int] = {}
        self.captions = {
            (work.id, block.caption_of): block.text
            for work in snapshot.works
            for block in reversed(work.blocks)  # the first caption of a table is its name
            if block.caption_of
        }
        for index, work in enumerate(snapshot.works):
            self._lay_out(work, groups.get(index, work.id))

    def _lay_out(self, work: WorkEntry, group: Hashable) -> None:
        start = len(self.sections)
        self.roots.append(start)
        home_of = {block: start + n for n, section in enumerate(work.sections) for block in section.blocks}
        held: dict[int, list[int]] = defaultdict(list)
        for order, block in enumerate(work.blocks):
            if block.kind == "heading":
                continue
            home = home_of.get(block.id, start)
            self.block_places[work.id, block.id] = len(self.passages)
            held[home].append(len(self.passages))
            self.passages.append(Passage(group, block.id, block.text, order, _standing(block)))
            self.blocks.append(block)
            self.homes.append(home)
        open_: list[int] = []
        for index, section in enumerate(work.sections, start):
            while open_ and self.sections[open_[-1]].level >= section.level and open_[-1] != start:
                open_.pop()
            title = (section.heading or "").removeprefix(section.number or "").strip()
            self.anchors[work.id, section.anchor] = index
            self.sections.append(section)
            self.work_of.append(work)
            self.divisions.append(
                Division(group, section.id, title, section.level, open_[-1] if open_ else -1, tuple(held[index]))
            )
            open_.append(index)

    def section_place(self, index: int) -> Place:
        """Where a section stands; one without a heading has no anchor of its own and is shown at its first passage."""
        section, work = self.sections[index], self.work_of[index]
        anchor = section.anchor
        if section.heading is None:
            first = next(iter(self.divisions[index].passages), None)
            anchor = self.blocks[first].id if first is not None else self.sections[self._root(index)].anchor
        return Place(work.id, work.title, anchor, self._path(index))

    def passage_place(self, index: int) -> Place:
        """Where a passage stands; furniture is not shown, so its section stands for it."""
        home = self.homes[index]
        if self.blocks[index].kind == "furniture":
            return self.section_place(home)
        work = self.work_of[home]
        block = self.blocks[index]
        path = self._path(home)
        if block.cell:
            caption = self.captions.get((work.id, block.cell.table), block.cell.table)
            path = (*path, caption, f"{block.cell.row} 行 {block.cell.column} 列")
        return Place(work.id, work.title, block.id, path)

    def place_of(self, work: str, anchor: str) -> Place | None:
        """Where an anchor of a work stands."""
        if (work, anchor) in self.block_places:
            return self.passage_place(self.block_places[work, anchor])
        return self.section_place(self.anchors[work, anchor]) if (work, anchor) in self.anchors else None

    def subtree(self, index: int) -> Iterator[int]:
        """A section and all below it, in reading order."""
        yield index
        for below in range(index + 1, len(self.divisions)):
            if self.divisions[below].parent < index:
                return
            yield below

    def previous(self, index: int) -> str:
        """The heading of the section before this one, in the same section."""
        parent = self.divisions[index].parent
        siblings = (one for one in range(index - 1, parent, -1) if self.divisions[one].parent == parent)
        return next((self.sections[one].heading or "" for one in siblings), "")

    def address(self, passage: int) -> tuple[str, str]:
        """The work and the id of a passage."""
        return self.work_of[self.homes[passage]].id, self.blocks[passage].id

    def _root(self, index: int) -> int:
        return list(around(self.divisions, index))[-1]

    def _path(self, index: int) -> tuple[str, ...]:
        chain_up = [self.sections[one].heading or "" for one in around(self.divisions, index)]
        return tuple(heading for heading in reversed(chain_up[:-1]) if heading)
