"""Blocks put together as readers see them: a table from its cells, a poem from its stanzas, a list from its items.

Notes that are called stand for themselves among a section's blocks; here they are left out, and ``called_notes`` gives
them, in the order in which they are called, to be shown in a list of their own.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from shanben.model.forms import Called, CaptionOf, Cell
from shanben.model.text import Block, BlockKind


@dataclass(frozen=True, slots=True)
class Table:
    """A table: its id, its caption, and for each row what stands in each of its columns from the left.

    A place holds a cell's block, ``EMPTY``, or ``TAKEN`` where a cell from above or from the left reaches.
    """

    id: str
    caption: Block | None
    rows: tuple[tuple[Block | str, ...], ...]
    head: int
    """How many rows, from the first, are its head."""


EMPTY, TAKEN = "empty", "taken"


@dataclass(frozen=True, slots=True)
class Poem:
    """Stanzas that follow one another."""

    stanzas: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Quotation:
    """The paragraphs of a quotation."""

    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Item:
    """An item and the list inside it."""

    block: Block
    items: tuple[Item, ...] = ()


@dataclass(frozen=True, slots=True)
class Nested:
    """A list of which some items hold lists."""

    items: tuple[Item, ...]


Group = Block | Table | Poem | Quotation | Nested


def groups(blocks: Iterable[Block]) -> Iterator[Group]:
    """The blocks of a section as they are shown, in reading order, without the notes that are called."""
    shown = (block for block in blocks if not isinstance(block.form, Called))
    for (kind, table), run in groupby(shown, key=_together):
        several = tuple(run)
        if table:
            yield _table(table, several)
        elif kind is BlockKind.VERSE:
            yield Poem(several)
        elif kind is BlockKind.QUOTE:
            yield Quotation(several)
        elif kind is BlockKind.ITEM and any(block.level for block in several):
            yield Nested(_nested(several, 1))
        else:
            yield from several


def _together(block: Block) -> tuple[BlockKind, str]:
    """What blocks that follow one another have in common where they are shown as one."""
    if isinstance(block.form, Cell | CaptionOf):
        return BlockKind.CELL, block.form.table
    return block.kind, ""


def spanned(block: Block) -> dict[str, str]:
    """How many columns and rows a cell takes, as HTML says it, where it takes more than one."""
    if not isinstance(block.form, Cell):
        return {}
    taken = {"colspan": block.form.columns, "rowspan": block.form.rows}
    return {name: str(number) for name, number in taken.items() if number > 1}


def called_notes(blocks: Iterable[Block]) -> tuple[Block, ...]:
    """The notes among some blocks that are called by marks."""
    return tuple(block for block in blocks if isinstance(block.form, Called))


def _table(name: str, blocks: Sequence[Block]) -> Table:
    caption = next((block for block in blocks if isinstance(block.form, CaptionOf)), None)
    cells = [(block, block.form) for block in blocks if isinstance(block.form, Cell)]
    height = max((form.row + form.rows - 1 for _, form in cells), default=0)
    width = max((form.column + form.columns - 1 for _, form in cells), default=0)
    grid: list[list[Block | str]] = [[EMPTY] * width for _ in range(height)]
    for block, form in cells:
        for row in range(form.row - 1, form.row - 1 + form.rows):
            for column in range(form.column - 1, form.column - 1 + form.columns):
                grid[row][column] = TAKEN
        grid[form.row - 1][form.column - 1] = block
    head = max((form.row + form.rows - 1 for _, form in cells if form.header), default=0)
    return Table(name, caption, tuple(map(tuple, grid)), head)


def _nested(blocks: Sequence[Block], depth: int) -> tuple[Item, ...]:
    """Items of one depth, each with the deeper ones that follow it."""
    starts = [index for index, block in enumerate(blocks) if (block.level or 1) <= depth or index == 0]
    return tuple(
        Item(blocks[start], _nested(blocks[start + 1 : end], depth + 1) if end > start + 1 else ())
        for start, end in zip(starts, [*starts[1:], len(blocks)], strict=True)
    )
